internal import CPlatform
internal import Synchronization

/// A set of byte patterns searched all at once: at memory speed by Hyperscan in block mode, ends of matches only, or,
/// where that is not linked or the processor lacks what it needs, by a search of supportkit's own.
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

        /// Makes a hit.
        public init(shape: Int, start: Int, end: Int) {
            self.shape = shape
            self.start = start
            self.end = end
        }
    }

    /// What does the search.
    public enum Engine: Sendable, CaseIterable {
        case hyperscan
        /// An automaton for exact texts, and PCRE2 for expressions: finds the same, more slowly.
        case builtIn

        /// The one to be used on this machine.
        public static let standard: Engine = sk_shapes_available() ? .hyperscan : .builtIn
    }

    /// A regular expression in Hyperscan's syntax, or an exact text.
    public struct Expression: Sendable {
        /// The expression; must not match an empty text.
        public let text: String
        /// What it is if it is an exact text.
        public let literal: [UInt8]?
        /// Whether ASCII letters match in either case.
        public let isCaseless: Bool
        /// Whether hits tell where they start, at some cost; `^` and `$` then match at every line end.
        public let tellsStart: Bool

        /// Makes an expression.
        public init(_ text: String, isCaseless: Bool, tellsStart: Bool = false) {
            self.text = text
            literal = nil
            self.isCaseless = isCaseless
            self.tellsStart = tellsStart
        }

        /// Makes an exact text, which must not be empty.
        public init(literal: [UInt8], isCaseless: Bool) {
            self.literal = literal
            text = literal.map { byte in
                let digits = String(byte, radix: 16)
                let isLetter = (0x41...0x5A).contains(byte & 0xDF)
                return isLetter ? String(UnicodeScalar(byte)) : #"\x"# + (byte < 16 ? "0" : "") + digits
            }.joined()
            self.isCaseless = isCaseless
            tellsStart = false
        }

        fileprivate var flags: UInt8 {
            UInt8((isCaseless ? SK_SHAPE_CASELESS : 0) | (tellsStart ? SK_SHAPE_SPAN : 0))
        }
    }

    /// Compiled patterns; immutable.
    @safe
    public final class Database: Sendable {
        /// Of Hyperscan; nil with the other engine.
        fileprivate nonisolated(unsafe) let handle: OpaquePointer?
        fileprivate let builtIn: BuiltInSearch?
        /// What was compiled, and the other engine's form of it once Hyperscan has failed on a text.
        private let expressions: [Expression]
        private let second = Mutex<BuiltInSearch?>(nil)

        /// Compiles expressions.
        ///
        /// - Throws: ``Failure`` with the number of the pattern that does not compile.
        public convenience init(expressions: [Expression], engine: Engine = .standard) throws(Failure) {
            switch engine {
            case .hyperscan:
                try self.init(
                    expressions,
                    patterns: expressions.map { Array($0.text.utf8) },
                    flags: expressions.map(\.flags)
                )
            case .builtIn: self.init(try BuiltInSearch(expressions))
            }
        }

        /// Compiles exact byte strings, none of them empty.
        ///
        /// - Throws: ``Failure`` when the list is empty or memory is short.
        public convenience init(literals: [[UInt8]], engine: Engine = .standard) throws(Failure) {
            let expressions = literals.map { Expression(literal: $0, isCaseless: false) }
            switch engine {
            case .hyperscan: try self.init(expressions, patterns: literals, flags: nil)
            case .builtIn: self.init(try BuiltInSearch(expressions))
            }
        }

        private init(_ builtIn: BuiltInSearch) {
            unsafe handle = nil
            self.builtIn = builtIn
            expressions = []
        }

        private init(_ expressions: [Expression], patterns: [[UInt8]], flags: [UInt8]?) throws(Failure) {
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
            builtIn = nil
            self.expressions = expressions
        }

        /// The other engine, for a text on which Hyperscan fails.
        fileprivate func secondEngine() throws(Failure) -> BuiltInSearch {
            let expressions = expressions
            let made = second.withLock { second in
                Result { () throws(Failure) in
                    let search = if let second { second } else { try BuiltInSearch(expressions) }
                    second = search
                    return search
                }
            }
            return try made.get()
        }

        deinit {
            if let handle = unsafe handle { unsafe sk_shapes_free(handle) }
        }
    }

    private let database: Database
    private let scratch: OpaquePointer?
    private let room: BuiltInSearch.Room?
    private var buffer: [sk_hit]

    /// Hits that there is room for at first.
    private static let capacity = 1024
    /// Hits that there is ever room for.
    private static let limit = 1 << 23

    private init(database: Database, scratch: OpaquePointer?, room: BuiltInSearch.Room?) {
        self.database = database
        unsafe self.scratch = unsafe scratch
        self.room = room
        buffer = Array(repeating: sk_hit(), count: Self.capacity)
    }

    deinit {
        if let scratch = unsafe scratch { unsafe sk_scratch_free(scratch) }
    }

    /// Makes a scanner for one thread.
    ///
    /// - Throws: ``Failure`` when memory is short.
    public static func open(_ database: Database) throws(Failure) -> ShapeScanner {
        guard let handle = unsafe database.handle else {
            return unsafe ShapeScanner(database: database, scratch: nil, room: try BuiltInSearch.Room())
        }
        guard let scratch = unsafe sk_scratch_make(handle) else {
            throw Failure(description: "cannot allocate the memory for searching")
        }
        return unsafe ShapeScanner(database: database, scratch: scratch, room: nil)
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
        if let search = database.builtIn, let room { return try search.scan(bytes, room, into: &hits) }
        var outcome = run(bytes)
        while outcome.status == SK_SCAN_FULL, buffer.count < Self.limit {
            buffer = Array(repeating: sk_hit(), count: buffer.count * 4)
            outcome = run(bytes)
        }
        guard outcome.status == SK_SCAN_OK else {
            // It gives up on some inputs with an internal error (HS_UNKNOWN_ERROR): a log must not be lost for that.
            guard outcome.status == SK_SCAN_FAILED, bytes.count > 0 else {
                throw Failure(description: "the search engine failed on \(bytes.count) bytes")
            }
            return try database.secondEngine().scan(bytes, try BuiltInSearch.Room(), into: &hits)
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
        guard let handle = unsafe database.handle, let scratch = unsafe self.scratch else {
            return (Int(SK_SCAN_FAILED), 0)
        }
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
