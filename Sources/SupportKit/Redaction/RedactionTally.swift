/// How much was removed from one text, by rule.
///
/// Holds numbers alone, never values nor anything derived from them.
public struct RedactionTally: Sendable, Equatable, Codable {
    /// Replaced places by rule id.
    public var hits: [String: Int]
    /// Lines replaced as a whole because a rule could not be carried out on them.
    public var maskedLines: Int

    /// Makes a tally, empty unless told.
    public init(hits: [String: Int] = [:], maskedLines: Int = 0) {
        self.hits = hits
        self.maskedLines = maskedLines
    }

    /// Every replaced place and every masked line.
    public var total: Int {
        hits.values.reduce(maskedLines, +)
    }

    /// Adds the numbers of `other`.
    public mutating func add(_ other: RedactionTally) {
        hits.merge(other.hits, uniquingKeysWith: +)
        maskedLines += other.maskedLines
    }
}
