internal import Platform

// What the redactor names of the rest of supportkit, as little of it as compiles: nothing is added to the built-in
// rules, and no name is replaced.

/// No pattern is added.
public struct SecretPattern: Sendable, Equatable {
    let id: String
    let why: String?

    var shape: ShapeScanner.Expression { ShapeScanner.Expression(id, isCaseless: false) }
}

/// Nobody adds anything.
public struct RedactionPolicy: Sendable, Equatable {
    static let fileName = ""
    let literals: [String] = []
    let keys: [String] = []
    let patterns: [SecretPattern] = []
}

/// No name is replaced.
public final class PseudonymSession: Sendable {
    func makeWriter() -> PseudonymWriter { PseudonymWriter() }
}

struct PseudonymWriter: ~Copyable {
    mutating func consume(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws { try sink(bytes) }
    mutating func finish(into sink: (Span<UInt8>) throws -> Void) throws {}
}
