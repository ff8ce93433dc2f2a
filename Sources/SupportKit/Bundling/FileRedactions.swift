/// What redaction did to one file of a bundle.
public struct FileRedactions: Codable, Hashable, Sendable {
    /// The file's place in the bundle, as in ``ArtifactRecord/path``.
    public var path: String
    /// Removals by rule.
    public var rules: [String: Int]
    /// Where the first removals stand in the file as it is in the bundle; nil where lines mean nothing.
    public var places: [RedactionPlace]?

    /// Creates a value.
    public init(path: String, rules: [String: Int], places: [RedactionPlace]? = nil) {
        self.path = path
        self.rules = rules
        self.places = places
    }
}
