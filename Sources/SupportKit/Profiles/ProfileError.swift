/// Something in a profile, or another file the user writes, that cannot be used: where, what, and what to do.
public struct ProfileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file as the user knows it.
    public let file: String
    /// Line, from 1; nil when the problem is not at one place.
    public let line: Int?
    /// What is wrong and how to mend it.
    public let problem: String

    /// `file:line: problem`, as compilers and editors write it.
    public var description: String {
        line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
    }
}
