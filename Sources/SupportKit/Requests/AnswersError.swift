/// Answers that cannot be used.
///
/// The description never quotes them.
public struct AnswersError: Error, Equatable, CustomStringConvertible {
    /// Where they came from: the name of a file or of an option.
    public let source: String
    /// The line in the file, counted from 1, where it is known.
    public let line: Int?
    /// What is wrong and what would be right.
    public let problem: String

    /// `source:line: problem`.
    public var description: String {
        line.map { "\(source):\($0): \(problem)" } ?? "\(source): \(problem)"
    }
}
