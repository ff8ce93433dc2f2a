internal import Platform

/// How many bytes a second are read: who has read more than was due waits until it is paid.
struct ReadingRate: Equatable {
    /// The least rate; below it a single piece would keep a file open for minutes.
    static let minimum: Int64 = 64 << 10

    private let bytesPerSecond: Int64
    /// What may be read at once after a pause: a quarter of a second's worth.
    private let burst: Double
    /// Bytes read that are not due yet; negative when there is something saved.
    private var debt: Double
    private var last: Duration = .zero

    init(bytesPerSecond: Int64) {
        self.bytesPerSecond = max(bytesPerSecond, Self.minimum)
        burst = Double(self.bytesPerSecond) / 4
        debt = -burst
    }

    /// Notes bytes that were read.
    ///
    /// - Parameters:
    ///   - bytes: how many.
    ///   - now: the time since the beginning.
    /// - Returns: how long to wait before more is read.
    mutating func wait(after bytes: Int64, at now: Duration) -> Duration {
        let earned = (now - last) / .seconds(1) * Double(bytesPerSecond)
        last = now
        debt = max(debt - earned, -burst) + Double(bytes)
        return debt > 0 ? .seconds(debt / Double(bytesPerSecond)) : .zero
    }
}
