internal import CPlatform

/// Many exact texts that are searched all at once, in time linear in what is searched.
///
/// Its own search, which shares nothing with ``ShapeScanner``: what one of them misses the other may find. Immutable,
/// so threads may share it.
@safe
public final class LiteralSet: Sendable {
    /// A text to search.
    public struct Literal: Sendable, Equatable {
        /// At least ``LiteralSet/minimumLength`` bytes.
        public let bytes: [UInt8]
        /// Whether ASCII letters match in either case.
        public let isCaseless: Bool

        /// Makes a text to search.
        public init(_ bytes: [UInt8], isCaseless: Bool = false) {
            self.bytes = bytes
            self.isCaseless = isCaseless
        }
    }

    /// Where a text stands.
    public struct Hit: Sendable, Equatable {
        /// Index of the text.
        public let literal: Int
        /// Its first byte.
        public let start: Int

        /// Makes a hit.
        public init(literal: Int, start: Int) {
            self.literal = literal
            self.start = start
        }
    }

    /// Bytes of the shortest text that can be searched.
    public static let minimumLength = 4
    /// A text is found at the latest when the search is so many bytes behind its beginning.
    public static let lookBehind = 16

    /// The texts, in the order given.
    public let literals: [Literal]
    private nonisolated(unsafe) let handle: OpaquePointer

    /// Prepares a search.
    ///
    /// Nil when a text is too short or there is no memory: about 300 bytes for each text are needed.
    public init?(_ literals: [Literal]) {
        let lengths = literals.map { UInt32($0.bytes.count) }
        let caseless = literals.map(\.isCaseless)
        let made = unsafe literals.flatMap(\.bytes).withUnsafeBufferPointer { texts in
            unsafe lengths.withUnsafeBufferPointer { lengths in
                unsafe caseless.withUnsafeBufferPointer { caseless in
                    unsafe sk_literals_make(
                        texts.baseAddress,
                        lengths.baseAddress,
                        caseless.baseAddress,
                        UInt32(lengths.count)
                    )
                }
            }
        }
        guard let made = unsafe made else { return nil }
        self.literals = literals
        unsafe handle = unsafe made
    }

    deinit {
        unsafe sk_literals_free(handle)
    }

    /// Finds the texts in `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: at most 4 GiB.
    ///   - range: where to search. A text that begins up to ``lookBehind`` bytes before is found as well; one may be
    ///     reported twice.
    ///   - report: called for each text found, nearly in the order of their places.
    public func scan(_ bytes: Span<UInt8>, in range: Range<Int>, report: (Hit) -> Void) {
        var raw = [sk_literal_hit](repeating: sk_literal_hit(), count: 1_024)
        var position = range.lowerBound
        while position < range.upperBound {
            let count = unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe raw.withUnsafeMutableBufferPointer { raw in
                    unsafe sk_literals_scan(
                        handle,
                        bytes.baseAddress,
                        bytes.count,
                        &position,
                        range.upperBound,
                        raw.baseAddress,
                        raw.count
                    )
                }
            }
            for hit in raw.prefix(count) { report(Hit(literal: Int(hit.literal), start: Int(hit.start))) }
        }
    }
}
