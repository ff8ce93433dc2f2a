/// What redaction did to one file of a bundle.
public struct FileRedactions: Codable, Hashable, Sendable {
    /// The file's place in the bundle, as in ``ArtifactRecord/path``.
    public var path: String
    /// Removals by rule.
    public var rules: [String: Int]

    /// Creates a value.
    public init(path: String, rules: [String: Int]) {
        self.path = path
        self.rules = rules
    }
}
