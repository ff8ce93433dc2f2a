/// What a user or a profile adds to the built-in redaction rules.
public struct RedactionConfiguration: Sendable {
    /// Whether anything is redacted at all; `false` passes every byte through.
    public var isEnabled: Bool
    /// Names of further keys whose values are secret, compared without case, separators and camel humps.
    public var extraKeys: [String]
    /// Exact texts to remove wherever they stand; each at least four bytes of UTF-8, shorter ones are refused.
    public var literals: [String]
    /// Further patterns.
    public var patterns: [SecretPattern]

    /// Makes a configuration; without arguments the built-in rules alone.
    public init(
        isEnabled: Bool = true,
        extraKeys: [String] = [],
        literals: [String] = [],
        patterns: [SecretPattern] = []
    ) {
        self.isEnabled = isEnabled
        self.extraKeys = extraKeys
        self.literals = literals
        self.patterns = patterns
    }

    /// The built-in rules, what a product's profile adds, and what the host and the user add.
    public init(isEnabled: Bool = true, profileKeys: [String], policy: RedactionPolicy) {
        self.init(
            isEnabled: isEnabled,
            extraKeys: profileKeys + policy.keys,
            literals: policy.literals,
            patterns: policy.patterns
        )
    }
}
