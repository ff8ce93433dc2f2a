/// Why the records of rehearsals cannot be used.
public struct RehearsalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence without a full stop.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
