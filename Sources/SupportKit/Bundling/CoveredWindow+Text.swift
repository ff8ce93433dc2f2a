extension CoveredWindow {
    /// How much of the window an artifact covers, in a word for people: `all`, `PART`, `none`, or `whole` for one that
    /// could not be cut.
    ///
    /// - Parameter bytes: what is kept of it.
    func share(bytes: Int64?) -> String {
        isUncut(bytes) ? "whole" : !complete ? "PART" : since == nil ? "none" : "all"
    }

    /// From when to when it reaches, for people.
    ///
    /// - Parameter bytes: what is kept of it.
    func interval(bytes: Int64?) -> String {
        isUncut(bytes) ? "not cut" : since.map { "\($0) to \(until ?? "?")" } ?? "no record in it"
    }

    private func isUncut(_ bytes: Int64?) -> Bool { since == nil && !complete && bytes ?? 0 > 0 }
}
