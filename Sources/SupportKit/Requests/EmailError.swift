/// A message that cannot be written.
public struct EmailError: Error, Equatable, CustomStringConvertible {
    /// The header, or the part of the message, that is wrong.
    public let part: String
    /// What is wrong, without the value.
    public let problem: String

    /// `part: problem`.
    public var description: String { "\(part): \(problem)" }
}
