extension ArtifactRecord {
    /// How much of the window it covers, in a word for people: `all`, `PART`, `none`, or `whole` for one that could not be
    /// cut; nil where there is no window.
    var coveredShare: String? {
        window.map { window in
            if isUncut { return outcome == .partial ? "PART" : "whole" }
            return !window.complete ? "PART" : window.since == nil ? "none" : "all"
        }
    }

    /// From when to when it reaches, for people; nil where there is no window.
    var coveredInterval: String? {
        window.map { window in
            if isUncut { return "no known times" }
            return window.since.map { "\($0) to \(window.until ?? "?")" } ?? "no record in it"
        }
    }

    /// Whether it is there, and could not be cut.
    var isUncut: Bool { window.map { $0.since == nil && !$0.complete } ?? false && bytes ?? 0 > 0 }
}
