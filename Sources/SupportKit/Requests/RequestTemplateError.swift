/// A template that cannot be used.
public struct RequestTemplateError: Error, Equatable, CustomStringConvertible {
    /// The template's name.
    public let template: String
    /// The line, counted from 1.
    public let line: Int
    /// What is wrong and what would be right.
    public let problem: String

    /// `template:line: problem`.
    public var description: String { "\(template):\(line): \(problem)" }
}
