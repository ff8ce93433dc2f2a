/// What a ``LeakCheck`` of a bundle found.
public struct LeakReport: Sendable, Equatable {
    /// The first findings, in the order of the bundle.
    public internal(set) var findings: [LeakFinding] = []
    /// All findings by rule, those included that are not listed.
    public internal(set) var counts: [String: Int] = [:]
    /// Entries that were read.
    public internal(set) var entries = 0
    /// Plain bytes that were read.
    public internal(set) var bytes: Int64 = 0

    /// All findings.
    public var total: Int { counts.values.reduce(0, +) }
    /// Whether the bundle may have its name.
    public var isClean: Bool { counts.isEmpty }

    let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Notes a finding, unless one of the last says the same: a value may be found in more than one way.
    mutating func note(_ finding: LeakFinding) {
        if findings.suffix(8).contains(finding) { return }
        counts[finding.rule, default: 0] += 1
        if findings.count < limit { findings.append(finding) }
    }
}
