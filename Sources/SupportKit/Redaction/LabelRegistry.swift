internal import Synchronization

/// Gives every distinct secret of a session a number, so that equal values stay recognisably equal.
///
/// Keeps hashes keyed for this process only, never values.
final class LabelRegistry: Sendable {
    private struct Fingerprint: Hashable {
        let first: Int
        let second: Int
    }

    private let numbers = Mutex<[Fingerprint: Int]>([:])

    /// More distinct values than this share a label without a number: memory stays bounded.
    private static let limit = 1 << 20

    /// The number of `value`, a new one if it was not seen before; nil beyond the limit.
    func number(of value: [UInt8]) -> Int? {
        var first = Hasher()
        var second = Hasher()
        second.combine(0x5C)
        unsafe value.withUnsafeBytes { bytes in
            unsafe first.combine(bytes: bytes)
            unsafe second.combine(bytes: bytes)
        }
        let fingerprint = Fingerprint(first: first.finalize(), second: second.finalize())
        return numbers.withLock { numbers in
            if let known = numbers[fingerprint] { return known }
            guard numbers.count < Self.limit else { return nil }
            numbers[fingerprint] = numbers.count + 1
            return numbers.count
        }
    }
}
