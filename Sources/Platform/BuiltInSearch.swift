internal import CPlatform

/// Finds what Hyperscan would find, where there is no Hyperscan: exact texts by one automaton, expressions one by one.
@safe
final class BuiltInSearch: Sendable {
    /// Working memory of one thread.
    final class Room {
        fileprivate let patterns: BytePattern.Room
        fileprivate var buffer = [sk_hit](repeating: sk_hit(), count: 4_096)

        init() throws(ShapeScanner.Failure) {
            do {
                patterns = try BytePattern.Room.make()
            } catch {
                throw ShapeScanner.Failure(description: error.description)
            }
        }
    }

    private struct Pattern {
        let shape: Int
        let pattern: BytePattern
        let tellsStart: Bool
    }

    private nonisolated(unsafe) let words: OpaquePointer?
    /// The expression that each word of the automaton stands for.
    private let shapes: [Int]
    /// Texts that are too many for an automaton.
    private let literals: LiteralSet?
    private let patterns: [Pattern]

    /// More bytes of texts are searched by their hashes, which takes less memory.
    private static let mostWordBytes = 32 << 10
    /// Hits that there is ever room for.
    private static let limit = 1 << 23

    /// Prepares a search.
    ///
    /// - Throws: ``ShapeScanner/Failure`` with the number of the expression that does not compile.
    init(_ expressions: [ShapeScanner.Expression]) throws(ShapeScanner.Failure) {
        guard !expressions.isEmpty else {
            throw ShapeScanner.Failure(description: "cannot compile the search patterns: no patterns")
        }
        var patterns: [Pattern] = []
        var texts: [LiteralSet.Literal] = []
        var shapes: [Int] = []
        for (index, expression) in expressions.enumerated() {
            if let literal = expression.literal {
                texts.append(LiteralSet.Literal(literal, isCaseless: expression.isCaseless))
                shapes.append(index)
                continue
            }
            do {
                let pattern = try BytePattern(expression.text, style: .search, isCaseless: expression.isCaseless)
                patterns.append(Pattern(shape: index, pattern: pattern, tellsStart: expression.tellsStart))
            } catch {
                throw ShapeScanner.Failure(description: "pattern \(index): \(error)")
            }
        }
        self.patterns = patterns
        self.shapes = shapes
        let size = texts.reduce(0) { $0 + $1.bytes.count }
        if size > Self.mostWordBytes, texts.allSatisfy({ $0.bytes.count >= LiteralSet.minimumLength }) {
            literals = LiteralSet(texts)
            unsafe words = nil
            guard literals != nil else { throw Self.noMemory }
        } else {
            literals = nil
            unsafe words = texts.isEmpty ? nil : Self.makeWords(texts)
            guard unsafe texts.isEmpty || words != nil else { throw Self.noMemory }
        }
    }

    deinit {
        if let words = unsafe words { unsafe sk_words_free(words) }
    }

    private static var noMemory: ShapeScanner.Failure {
        ShapeScanner.Failure(description: "cannot allocate the memory for searching")
    }

    private static func makeWords(_ texts: [LiteralSet.Literal]) -> OpaquePointer? {
        let lengths = texts.map { UInt32($0.bytes.count) }
        let caseless = texts.map(\.isCaseless)
        return unsafe texts.flatMap(\.bytes).withUnsafeBufferPointer { bytes in
            unsafe lengths.withUnsafeBufferPointer { lengths in
                unsafe caseless.withUnsafeBufferPointer { caseless in
                    unsafe sk_words_make(
                        bytes.baseAddress,
                        lengths.baseAddress,
                        caseless.baseAddress,
                        UInt32(lengths.count)
                    )
                }
            }
        }
    }

    /// Appends what is found in `bytes`, in the order of the ends.
    ///
    /// - Throws: ``ShapeScanner/Failure`` when an expression reaches a limit, or more than eight million are found.
    func scan(
        _ bytes: Span<UInt8>,
        _ room: Room,
        into hits: inout [ShapeScanner.Hit]
    ) throws(ShapeScanner.Failure) {
        try findWords(bytes, room, into: &hits)
        literals?.scan(bytes, in: 0..<bytes.count) { hit in
            let length = literals?.literals[hit.literal].bytes.count ?? 0
            hits.append(ShapeScanner.Hit(shape: shapes[hit.literal], start: 0, end: hit.start + length))
        }
        for pattern in patterns { try find(pattern, in: bytes, room, into: &hits) }
        if !patterns.isEmpty || literals != nil { hits.sort { ($0.end, $0.shape) < ($1.end, $1.shape) } }
    }

    private func findWords(
        _ bytes: Span<UInt8>,
        _ room: Room,
        into hits: inout [ShapeScanner.Hit]
    ) throws(ShapeScanner.Failure) {
        guard let words = unsafe words else { return }
        var count = 0
        while true {
            let status = unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe room.buffer.withUnsafeMutableBufferPointer { buffer in
                    unsafe sk_words_scan(
                        words,
                        bytes.baseAddress,
                        bytes.count,
                        buffer.baseAddress,
                        buffer.count,
                        &count
                    )
                }
            }
            if Int(status) == SK_SCAN_OK { break }
            guard room.buffer.count < Self.limit else { throw failure(bytes) }
            room.buffer = Array(repeating: sk_hit(), count: room.buffer.count * 4)
        }
        for hit in room.buffer.prefix(count) {
            hits.append(ShapeScanner.Hit(shape: shapes[Int(hit.shape)], start: 0, end: Int(hit.end)))
        }
    }

    private func find(
        _ pattern: Pattern,
        in bytes: Span<UInt8>,
        _ room: Room,
        into hits: inout [ShapeScanner.Hit]
    ) throws(ShapeScanner.Failure) {
        var position = 0
        while position < bytes.count {
            switch pattern.pattern.search(bytes, from: position, using: room.patterns) {
            case .match(let range):
                hits.append(
                    ShapeScanner.Hit(
                        shape: pattern.shape,
                        start: pattern.tellsStart ? range.lowerBound : 0,
                        end: range.upperBound
                    )
                )
                position = max(range.upperBound, range.lowerBound + 1)
            case .noMatch: return
            case .failed: throw failure(bytes)
            }
        }
    }

    private func failure(_ bytes: Span<UInt8>) -> ShapeScanner.Failure {
        ShapeScanner.Failure(description: "the search engine failed on \(bytes.count) bytes")
    }
}
