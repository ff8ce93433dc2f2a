/// What two rehearsals, such as of staging and of production, found out differently.
///
/// Artifacts are compared by their ids: paths, and the dates in the names of logs, differ from host to host.
public struct RehearsalComparison: Encodable, Sendable {
    /// One artifact with another verdict.
    public struct Difference: Encodable, Equatable, Sendable {
        /// The artifact's id.
        public let id: String
        /// Whether it is required where it is not ready.
        public let required: Bool
        /// Why it is not ready, where it is not.
        public let reason: String?
        /// What to do about it.
        public let remedy: String?
    }

    /// The other host, and the one at hand.
    public let there: String
    /// The host at hand.
    public let here: String
    /// Ready there, and not here.
    public let onlyThere: [Difference]
    /// Ready here, and not there.
    public let onlyHere: [Difference]

    /// Compares.
    public init(there: RehearsalRecord, here: RehearsalRecord) {
        self.there = Self.place(there)
        self.here = Self.place(here)
        onlyThere = Self.differences(readyIn: there, notIn: here)
        onlyHere = Self.differences(readyIn: here, notIn: there)
    }

    /// The differences for people.
    public var text: String {
        var text = ""
        for (title, differences) in [
            ("ready there (\(there)), not here (\(here))", onlyThere), ("ready here, not there", onlyHere),
        ] {
            text += "\(title):\n"
            if differences.isEmpty { text += "  nothing\n" }
            for difference in differences {
                text += "  \(difference.id)\(difference.required ? ", required" : "")"
                text += ": \(difference.reason ?? "not in the plan")\n"
                if let remedy = difference.remedy { text += "      remedy: \(remedy)\n" }
            }
        }
        return text
    }

    private static func place(_ record: RehearsalRecord) -> String {
        "\(record.host)\(record.environment.map { ", \($0)" } ?? ""), \(record.user), \(record.time)"
    }

    private static func differences(readyIn one: RehearsalRecord, notIn other: RehearsalRecord) -> [Difference] {
        var seen: Set<String> = []
        return one.verdicts.map(\.id).filter { seen.insert($0).inserted }.compactMap { id in
            guard isReady(id, in: one), !isReady(id, in: other) else { return nil }
            let verdicts = other.verdicts.filter { $0.id == id }
            let obstacle = verdicts.first { $0.state == .notYet } ?? verdicts.first
            return Difference(
                id: id,
                required: (obstacle ?? one.verdicts.first { $0.id == id })?.required ?? false,
                reason: obstacle?.reason,
                remedy: obstacle?.remedy
            )
        }
    }

    private static func isReady(_ id: String, in record: RehearsalRecord) -> Bool {
        let states = record.verdicts.filter { $0.id == id }.map(\.state)
        return states.contains(.ready) && !states.contains(.notYet)
    }
}
