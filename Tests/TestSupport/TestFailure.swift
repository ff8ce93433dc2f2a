/// Why a test cannot go on.
public struct TestFailure: Error, CustomStringConvertible {
    /// The sentence for people.
    public let description: String

    /// Creates a failure.
    public init(_ description: String) {
        self.description = description
    }
}
