internal import Platform

/// A pattern of secrets that a host, a user or a profile adds, with texts that show what it does.
///
/// A regular expression in the syntax of PCRE without look-around and back-references, so that it takes linear time
/// whatever the text is. It is matched against single lines, byte by byte; what matches is removed.
public struct SecretPattern: Sendable, Equatable {
    /// Its name in `redactions.json` and in labels: small letters, digits and hyphens.
    public let id: String
    /// The regular expression.
    public let expression: String
    /// What it removes and why, for people.
    public let why: String?
    /// Texts in which it must find something.
    public let removes: [String]
    /// Texts in which it must find nothing.
    public let keeps: [String]

    static let keys = ["id", "pattern", "why", "removes", "keeps"]

    /// Reads a pattern and tries it on its examples.
    init(_ node: SettingsNode) throws(ProfileError) {
        id = try node.required("id")
        guard (1...40).contains(id.utf8.count), id.utf8.allSatisfy({ $0.isLower || $0.isDigit || $0 == 0x2D }) else {
            throw node.error(at: "id", "'\(id)' cannot be an id: write small letters, digits and hyphens")
        }
        guard !RedactionRule.all.contains(where: { [id] in $0.id == id }) else {
            throw node.error(at: "id", "'\(id)' is the id of a built-in rule; choose another one")
        }
        expression = try node.required("pattern")
        why = try node.string("why")
        removes = try node.strings("removes")
        keeps = try node.strings("keeps")

        let database: ShapeScanner.Database
        do {
            database = try ShapeScanner.Database(expressions: [shape])
        } catch {
            throw node.error(at: "pattern", "the pattern of '\(id)' cannot be used: \(error)")
        }
        for (key, examples, mustMatch) in [("removes", removes, true), ("keeps", keeps, false)] {
            for (index, example) in examples.enumerated() {
                let matches: Bool
                do {
                    matches = try Self.matches(example, database)
                } catch {
                    throw node.error(at: "pattern", "the pattern of '\(id)' cannot be used: \(error)")
                }
                guard matches == mustMatch else {
                    throw node.error(
                        at: key,
                        "example \(index + 1) of '\(key)': the pattern of '\(id)' finds \(mustMatch ? "nothing" : "something") in it"
                    )
                }
            }
        }
    }

    /// The expression as it is searched.
    var shape: ShapeScanner.Expression {
        ShapeScanner.Expression(expression, isCaseless: false, tellsStart: true)
    }

    private static func matches(
        _ text: String,
        _ database: ShapeScanner.Database
    ) throws(ShapeScanner.Failure) -> Bool {
        var scanner = try ShapeScanner.open(database)
        var hits: [ShapeScanner.Hit] = []
        let bytes = Array(text.utf8)
        try scanner.scan(bytes.span, into: &hits)
        return !hits.isEmpty
    }
}
