/// One kind of secret that must not stand in a finished bundle, as data.
///
/// The rules are few and sure, for a false alarm withholds a bundle in the worst moment: they are the net under the
/// redactor, not a second one. Where a line holds one of the literals the pattern decides.
public struct LeakRule: Sendable {
    /// What is asked of the value that a pattern finds.
    enum Proof: Sendable {
        /// Nothing: its form says all.
        case form
        /// It must not be a placeholder, a word, a number, a path or code: see ``HarmlessValue``.
        case value
        /// The same, and it must look made by a generator.
        case random
    }

    /// Stable name, as in findings.
    public let id: String
    /// What it finds, for people.
    public let title: String
    /// Texts, each of at least four bytes, at one of which every match begins.
    let literals: [String]
    /// Whether ASCII letters of literals and pattern match in either case.
    let isCaseless: Bool
    /// What has to stand at a literal, in PCRE2's syntax; the value is group 1, or all of it.
    let pattern: String
    /// What is asked of the value.
    let proof: Proof
    /// Whether a match may reach beyond the line.
    let spansLines: Bool
    /// Texts in which the rule finds something.
    public let positives: [String]
    /// Texts that look alike, in which no rule finds anything.
    public let negatives: [String]

    init(
        _ id: String,
        _ title: String,
        literals: [String],
        isCaseless: Bool = false,
        pattern: String,
        proof: Proof = .form,
        spansLines: Bool = false,
        positives: [String],
        negatives: [String] = []
    ) {
        self.id = id
        self.title = title
        self.literals = literals
        self.isCaseless = isCaseless
        self.pattern = pattern
        self.proof = proof
        self.spansLines = spansLines
        self.positives = positives
        self.negatives = negatives
    }

    /// Rules of the check itself, which need no pattern.
    init(_ id: String, _ title: String) {
        self.init(id, title, literals: [], pattern: "", positives: [])
    }

    /// Every rule.
    public static let all: [LeakRule] = keys + settings + networks + tokens + hashes + structure

    /// Those that search by a pattern.
    static let patterns: [LeakRule] = all.filter { !$0.literals.isEmpty }

    static let knownSecret = LeakRule("known-secret", "a value that was found to be secret elsewhere")
    static let knownLiteral = LeakRule("known-literal", "a text that the user wants removed")
    static let uncheckedLine = LeakRule("unchecked-line", "a line that could not be examined within the limits")
    static let packedEntry = LeakRule("packed-entry", "compressed content, which cannot be read as it stands")
    static let strangeEntry = LeakRule("strange-entry", "a link or special file, which no bundle has")

    private static let structure = [knownSecret, knownLiteral, uncheckedLine, packedEntry, strangeEntry]
}
