internal import Platform

/// Redaction that cannot be done, or cannot go on: what was being redacted must not be kept.
public struct RedactionError: Error, Equatable, CustomStringConvertible {
    /// What failed and what to do about it; never content.
    public let description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ failure: ShapeScanner.Failure) {
        self.init("redaction stopped: \(failure.description)")
    }
}
