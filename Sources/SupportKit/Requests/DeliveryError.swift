/// A request, or a bundle, that did not reach its place.
public struct DeliveryError: Error, Equatable, CustomStringConvertible {
    /// What was tried.
    public let step: String
    /// What came of it, with what the program said.
    public let problem: String
    /// How to go on.
    public let remedy: String

    /// `step: problem. remedy`.
    public var description: String { "\(step): \(problem)\n\(remedy)" }
}
