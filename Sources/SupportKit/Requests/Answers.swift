/// What a person has to say about an incident; nothing here comes from a machine.
///
/// An answer is never empty: blank text counts as no answer.
public struct Answers: Sendable, Equatable {
    private var values: [Field: String] = [:]

    /// Creates a set without a single answer.
    public init() {}

    /// The answer to a question, or nil where there is none.
    public subscript(field: Field) -> String? { values[field] }

    /// The fields that have an answer, in the order in which they are asked.
    public var answered: [Field] { Field.allCases.filter { values[$0] != nil } }

    /// The severity, or nil where none is given.
    public var severity: RequestSeverity? {
        values[.severity].flatMap(Int.init).flatMap(RequestSeverity.init)
    }

    /// Records one answer; blank text takes the answer away.
    ///
    /// - Parameters:
    ///   - field: What is answered.
    ///   - text: The answer, as the person gave it. White space around it is dropped.
    ///   - source: Where it came from, for the error, such as `--severity`.
    /// - Throws: `AnswersError` if the field does not accept the text.
    public mutating func set(_ field: Field, to text: String, source: String) throws(AnswersError) {
        let answer = Self.trimmed(text)
        guard !answer.isEmpty else {
            values[field] = nil
            return
        }
        if let problem = field.problem(with: answer) {
            throw AnswersError(source: source, line: nil, problem: "\(field.rawValue): \(problem)")
        }
        values[field] = answer
    }

    /// These answers, and the other ones where these have none.
    public func merging(over other: Answers) -> Answers {
        var merged = self
        merged.values.merge(other.values) { own, _ in own }
        return merged
    }

    /// The text without white space and line ends at either end; line ends inside become LF.
    private static func trimmed(_ text: String) -> String {
        let lines = BodyText.lines(of: text).map { line in
            String(line.reversed().drop(while: \.isWhitespace).reversed())
        }
        let kept = lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
        let joined = kept.joined(separator: "\n")
        return String(joined.drop { $0 == " " || $0 == "\t" })
    }
}
