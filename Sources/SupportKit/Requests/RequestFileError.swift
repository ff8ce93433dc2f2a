/// A file that holds no request that could be read.
public struct RequestFileError: Error, Equatable, CustomStringConvertible {
    /// The file as the user knows it.
    public let file: String
    /// What is wrong, without anything of its content.
    public let problem: String

    /// `file: problem`.
    public var description: String { "\(file): \(problem)" }
}
