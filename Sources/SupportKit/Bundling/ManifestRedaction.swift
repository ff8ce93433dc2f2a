/// What redaction did to a whole bundle.
public struct ManifestRedaction: Codable, Hashable, Sendable {
    /// Whether secrets were removed at all.
    public var enabled: Bool
    /// Removals by rule.
    public var rules: [String: Int]

    /// Creates a value.
    public init(enabled: Bool, rules: [String: Int]) {
        self.enabled = enabled
        self.rules = rules
    }
}
