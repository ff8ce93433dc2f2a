/// The program that made a bundle.
public struct ManifestTool: Codable, Hashable, Sendable {
    /// `supportkit`.
    public var name: String
    /// Its version.
    public var version: String
    /// The version of its redaction rules.
    public var rules: String

    /// Creates a value.
    public init(name: String, version: String, rules: String) {
        self.name = name
        self.version = version
        self.rules = rules
    }
}
