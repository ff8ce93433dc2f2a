internal import CPlatform

/// A regular expression of PCRE2 that is tried on bytes, at one place, within bounds.
///
/// Compiled to machine code where the system allows memory that is writable and executable, interpreted elsewhere.
/// Immutable: threads may share it, each with its own ``Room``.
@safe
public final class BytePattern: Sendable {
    /// An expression that PCRE2 refuses, or no memory.
    public struct Failure: Error, CustomStringConvertible {
        /// What is wrong, and where in the expression.
        public let description: String
    }

    /// What trying a pattern gave.
    public enum Outcome: Equatable, Sendable {
        /// The bytes of the first group, or of all where it took no part.
        case match(Range<Int>)
        case noMatch
        /// A limit was reached or the engine failed: nothing is known of these bytes.
        case failed
    }

    /// Working memory for one thread, at most about 5 MiB.
    @safe
    public struct Room: ~Copyable {
        fileprivate let handle: OpaquePointer

        private init(handle: OpaquePointer) {
            unsafe self.handle = unsafe handle
        }

        deinit {
            unsafe sk_pattern_room_free(handle)
        }

        /// Allocates the memory.
        ///
        /// - Parameter stepLimit: the most steps one match may take.
        /// - Returns: the memory.
        /// - Throws: ``Failure`` when there is none.
        public static func make(stepLimit: UInt32 = 200_000) throws(Failure) -> Room {
            guard let handle = unsafe sk_pattern_room_make(stepLimit) else {
                throw Failure(description: "there is no memory for matching patterns")
            }
            return unsafe Room(handle: handle)
        }
    }

    private nonisolated(unsafe) let handle: OpaquePointer

    /// How an expression is read, and what it is for.
    public enum Style: Sendable {
        /// Tried at one place; blanks and comments in the expression are ignored, `.` is any byte.
        case spaced
        /// Tried at one place; every character of the expression counts, `.` is any byte.
        case plain
        /// Searched; every character counts, `.` stops at line ends, `^` and `$` match at each.
        case search
    }

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - text: the expression. It sees bytes, never characters.
    ///   - style: how it is read.
    ///   - isCaseless: whether ASCII letters match in either case.
    ///   - mayCompile: whether machine code is wanted.
    /// - Throws: ``Failure`` with the place of the mistake.
    public init(
        _ text: String,
        style: Style = .spaced,
        isCaseless: Bool = false,
        mayCompile: Bool = true
    ) throws(Failure) {
        var flags = (isCaseless ? SK_PATTERN_CASELESS : 0) | (mayCompile ? SK_PATTERN_FAST : 0)
        switch style {
        case .spaced: flags |= SK_PATTERN_SPACED
        case .plain: break
        // The algorithm that searches has no machine code.
        case .search: flags = (flags & ~SK_PATTERN_FAST) | SK_PATTERN_SEARCHES
        }
        let options = UInt32(flags)
        var message = [UInt8](repeating: 0, count: 256)
        let expression = Array(text.utf8)
        let compiled = unsafe expression.withUnsafeBufferPointer { expression in
            unsafe message.withUnsafeMutableBytes { message in
                unsafe sk_pattern_compile(
                    expression.baseAddress,
                    expression.count,
                    options,
                    message.baseAddress?.assumingMemoryBound(to: CChar.self),
                    message.count
                )
            }
        }
        guard let compiled = unsafe compiled else {
            let reason = String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
            throw Failure(description: "cannot compile a pattern: \(reason)")
        }
        unsafe handle = unsafe compiled
    }

    deinit {
        unsafe sk_pattern_free(handle)
    }

    /// Whether it is machine code.
    public var isCompiled: Bool { unsafe sk_pattern_is_fast(handle) }

    /// Tries the pattern at one place.
    ///
    /// - Parameters:
    ///   - bytes: what the pattern sees; `\z` is their end.
    ///   - start: where it must begin; only assertions see what stands before.
    ///   - room: the thread's memory.
    /// - Returns: places counted in `bytes`.
    public func match(_ bytes: Span<UInt8>, at start: Int, using room: borrowing Room) -> Outcome {
        var from = 0
        var to = 0
        let room = unsafe room.handle
        let status = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe sk_pattern_try(handle, room, bytes.baseAddress, bytes.count, start, &from, &to)
        }
        switch Int(status) {
        case SK_PATTERN_MATCH where from <= to: return .match(from..<to)
        case SK_PATTERN_NO_MATCH: return .noMatch
        default: return .failed
        }
    }

    /// Finds the next match; of those that begin at the same place the longest.
    ///
    /// - Parameters:
    ///   - bytes: what the pattern sees.
    ///   - start: where the search begins.
    ///   - room: the thread's memory.
    /// - Returns: places counted in `bytes`.
    public func search(_ bytes: Span<UInt8>, from start: Int, using room: borrowing Room) -> Outcome {
        var from = 0
        var to = 0
        let room = unsafe room.handle
        let status = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe sk_pattern_search(handle, room, bytes.baseAddress, bytes.count, start, &from, &to)
        }
        switch Int(status) {
        case SK_PATTERN_MATCH where from <= to: return .match(from..<to)
        case SK_PATTERN_NO_MATCH: return .noMatch
        default: return .failed
        }
    }
}
