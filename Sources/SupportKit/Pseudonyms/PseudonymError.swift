/// A case key or a map that cannot be used: what, where and what to do.
public struct PseudonymError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence without a full stop.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
