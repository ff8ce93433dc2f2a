internal import CPlatform

/// A set of byte patterns searched all at once, at memory speed: Hyperscan in block mode, ends of matches only.
///
/// The patterns are compiled once into a ``Database``, which threads may share; a scanner holds the working memory of
/// one thread. Expressions see bytes, not characters.
@safe
public struct ShapeScanner: ~Copyable {
    /// A scanner that could not be built or run.
    public struct Failure: Error, CustomStringConvertible {
        /// What failed and what to do about it.
        public let description: String
    }

    /// Where a pattern matched.
    public struct Hit: Sendable, Equatable {
        /// Index of the pattern in the list the database was compiled from.
        public let shape: Int
        /// Offset of the match; 0 where the pattern does not ask for it.
        public let start: Int
        /// Offset just behind the match.
        public let end: Int
    }

    /// A regular expression in Hyperscan's syntax.
    public struct Expression: Sendable {
        /// The expression; must not match an empty text.
        public let text: String
        /// Whether ASCII letters match in either case.
        public let isCaseless: Bool
        /// Whether hits tell where they start, at some cost; `^` and `$` then match at every line end.
        public let tellsStart: Bool

        /// Makes an expression.
        public init(_ text: String, isCaseless: Bool, tellsStart: Bool = false) {
            self.text = text
            self.isCaseless = isCaseless
            self.tellsStart = tellsStart
        }

        fileprivate var flags: UInt8 {
            UInt8((isCaseless ? SK_SHAPE_CASELESS : 0) | (tellsStart ? SK_SHAPE_SPAN : 0))
        }
    }

    /// Compiled patterns; immutable.
    @safe
    public final class Database: Sendable {
        fileprivate nonisolated(unsafe) let handle: OpaquePointer

        /// Compiles regular expressions.
        ///
        /// - Throws: ``Failure`` with the number of the pattern that does not compile.
        public convenience init(expressions: [Expression]) throws(Failure) {
            try self.init(patterns: expressions.map { Array($0.text.utf8) }, flags: expressions.map(\.flags))
        }

        /// Compiles exact byte strings, none of them empty.
        ///
        /// - Throws: ``Failure`` when the list is empty or memory is short.
        public convenience init(literals: [[UInt8]]) throws(Failure) {
            try self.init(patterns: literals, flags: nil)
        }

        private init(patterns: [[UInt8]], flags: [UInt8]?) throws(Failure) {
            let lengths = patterns.map { UInt32($0.count) }
            var text = [UInt8](repeating: 0, count: 256)
            let compiled = unsafe Array(patterns.joined()).withUnsafeBufferPointer { joined in
                unsafe lengths.withUnsafeBufferPointer { lengths in
                    unsafe (flags ?? []).withUnsafeBufferPointer { options in
                        unsafe text.withUnsafeMutableBytes { text in
                            unsafe sk_shapes_compile(
                                joined.baseAddress,
                                lengths.baseAddress,
                                flags == nil ? nil : options.baseAddress,
                                UInt32(lengths.count),
                                text.baseAddress?.assumingMemoryBound(to: CChar.self),
                                text.count
                            )
                        }
                    }
                }
            }
            guard let compiled = unsafe compiled else {
                let reason = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
                throw Failure(description: "cannot compile the search patterns: \(reason)")
            }
            unsafe handle = compiled
        }

        deinit {
            unsafe sk_shapes_free(handle)
        }
    }

    private let database: Database
    private let scratch: OpaquePointer
    private var buffer: [sk_hit]

    /// Hits that there is room for at first.
    private static let capacity = 8192
    /// Hits that there is ever room for.
    private static let limit = 1 << 23

    private init(database: Database, scratch: OpaquePointer) {
        self.database = database
        unsafe self.scratch = unsafe scratch
        buffer = Array(repeating: sk_hit(), count: Self.capacity)
    }

    deinit {
        unsafe sk_scratch_free(scratch)
    }

    /// Makes a scanner for one thread.
    ///
    /// - Throws: ``Failure`` when memory is short.
    public static func open(_ database: Database) throws(Failure) -> ShapeScanner {
        guard let scratch = unsafe sk_scratch_make(database.handle) else {
            throw Failure(description: "cannot allocate the memory for searching")
        }
        return unsafe ShapeScanner(database: database, scratch: scratch)
    }

    /// Finds the patterns in `bytes` and hands over the hits, in order of their ends.
    ///
    /// - Parameters:
    ///   - bytes: at most 4 GiB.
    ///   - hits: emptied first.
    /// - Throws: ``Failure`` when the engine fails or finds more than eight million: nothing may then be said of
    ///   `bytes`.
    public mutating func scan(_ bytes: Span<UInt8>, into hits: inout [Hit]) throws(Failure) {
        hits.removeAll(keepingCapacity: true)
        var outcome = run(bytes)
        while outcome.status == SK_SCAN_FULL, buffer.count < Self.limit {
            buffer = Array(repeating: sk_hit(), count: buffer.count * 4)
            outcome = run(bytes)
        }
        guard outcome.status == SK_SCAN_OK else {
            throw Failure(description: "the search engine failed on \(bytes.count) bytes")
        }
        var isOrdered = true
        for hit in buffer.prefix(outcome.count) {
            isOrdered = isOrdered && (hits.last?.end ?? 0) <= Int(hit.end)
            hits.append(Hit(shape: Int(hit.shape), start: Int(hit.start), end: Int(hit.end)))
        }
        if !isOrdered {
            hits.sort { $0.end < $1.end }
        }
    }

    private mutating func run(_ bytes: Span<UInt8>) -> (status: Int, count: Int) {
        var count = 0
        let handle = unsafe database.handle
        let scratch = unsafe self.scratch
        let status = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe buffer.withUnsafeMutableBufferPointer { buffer in
                unsafe sk_scan(
                    handle,
                    scratch,
                    bytes.baseAddress,
                    bytes.count,
                    buffer.baseAddress,
                    buffer.count,
                    &count
                )
            }
        }
        return (Int(status), count)
    }
}
