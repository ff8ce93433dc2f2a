/// How much was removed from one text, by rule.
///
/// Holds numbers alone, never values nor anything derived from them.
public struct RedactionTally: Sendable, Equatable, Codable {
    /// Replaced places by rule id.
    public var hits: [String: Int]
    /// Lines replaced as a whole because a rule could not be carried out on them.
    public var maskedLines: Int
    /// Where the first removals stand, at most ``placeLimit`` of them.
    public var places: [RedactionPlace]

    /// So many places are kept of a text: enough to look, little enough for a manifest of many files.
    public static let placeLimit = 50
    /// What stands for a rule where a line was masked whole because one failed.
    public static let maskedLineRule = "masked-line"

    /// Makes a tally, empty unless told.
    public init(hits: [String: Int] = [:], maskedLines: Int = 0, places: [RedactionPlace] = []) {
        self.hits = hits
        self.maskedLines = maskedLines
        self.places = places
    }

    /// Every replaced place and every masked line.
    public var total: Int {
        hits.values.reduce(maskedLines, +)
    }

    /// Adds the numbers of `other`; places belong to one text and are not added.
    public mutating func add(_ other: RedactionTally) {
        hits.merge(other.hits, uniquingKeysWith: +)
        maskedLines += other.maskedLines
    }
}
