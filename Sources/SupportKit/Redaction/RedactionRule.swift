/// One kind of secret: what it is, why it is removed, and texts that show what it does.
public struct RedactionRule: Sendable {
    /// A text in which the rule finds something, or nothing.
    public struct Example: Sendable {
        /// The text, of one or more lines.
        public let text: String
        /// What must be gone; nil where the text has to stay as it is.
        public let secret: String?
        /// How the text is written.
        public let grammar: Grammar

        init(_ text: String, hides secret: String? = nil, in grammar: Grammar = .log) {
            self.text = text
            self.secret = secret
            self.grammar = grammar
        }
    }

    /// What kind of thing a rule removes.
    public enum Category: String, Sendable, CaseIterable {
        /// Passwords, and settings that hold one.
        case password
        /// Tokens and keys of services, known by their form or their name.
        case token
        /// Headers and session data of HTTP.
        case session
        /// Key material.
        case key
        /// Password hashes.
        case hash
        /// Values that were found elsewhere or that the user named.
        case known
    }

    /// Stable name, as in tallies and `redactions.json`.
    public let id: String
    /// What is removed and why, for people.
    public let title: String
    /// What kind of thing it is.
    public let category: Category
    /// What the label of a removed value says.
    let label: String
    /// Texts with a secret of this kind.
    public let positives: [Example]
    /// Texts that look alike and stay as they are.
    public let negatives: [Example]

    /// Every built-in rule.
    public static let all: [RedactionRule] =
        BuiltInRule.allCases.map(\.rule) + TokenForm.builtIn.map { RedactionRule(form: $0) }

    init(
        _ rule: BuiltInRule,
        _ title: String,
        _ category: Category,
        positives: [Example] = [],
        negatives: [Example] = []
    ) {
        id = rule.id
        self.title = title
        self.category = category
        label = rule.label
        self.positives = positives
        self.negatives = negatives
    }

    private init(form: TokenForm) {
        id = form.id
        title = form.title
        category = form.label == "hash" ? .hash : .token
        label = form.label
        let example = form.example
        positives = [
            Example("2026-11-21 01:45:00 INFO sent \(example) to peer", hides: example),
            Example("note \"\(example)\"", hides: example, in: .yaml),
        ]
        negatives = []
    }
}
