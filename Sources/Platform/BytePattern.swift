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

    /// Compiles an expression; blanks and comments in it are ignored.
    ///
    /// - Parameters:
    ///   - text: the expression. It sees bytes, never characters; `.` is any byte.
    ///   - isCaseless: whether ASCII letters match in either case.
    ///   - mayCompile: whether machine code is wanted.
    /// - Throws: ``Failure`` with the place of the mistake.
    public init(_ text: String, isCaseless: Bool = false, mayCompile: Bool = true) throws(Failure) {
        var message = [UInt8](repeating: 0, count: 256)
        let expression = Array(text.utf8)
        let compiled = unsafe expression.withUnsafeBufferPointer { expression in
            unsafe message.withUnsafeMutableBytes { message in
                unsafe sk_pattern_compile(
                    expression.baseAddress,
                    expression.count,
                    isCaseless,
                    mayCompile,
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
}
