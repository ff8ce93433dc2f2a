internal import CPlatform
internal import Glibc

/// A moment of the monotonic clock, which no change of the date moves.
public struct MonotonicDeadline: Comparable, Sendable {
    let nanoseconds: Int64

    private init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The present moment.
    public static var now: MonotonicDeadline {
        MonotonicDeadline(nanoseconds: sk_monotonic_now())
    }

    /// The moment `duration` after this one.
    public func advanced(by duration: Duration) -> MonotonicDeadline {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return MonotonicDeadline(nanoseconds: seconds < 0 ? 0 : .max) }
        let (sum, outOfRange) = nanoseconds.addingReportingOverflow(product + attoseconds / 1_000_000_000)
        return MonotonicDeadline(nanoseconds: outOfRange ? .max : sum)
    }

    /// The time from this moment to `other`; negative when that is earlier.
    public func duration(to other: MonotonicDeadline) -> Duration {
        .nanoseconds(other.nanoseconds - nanoseconds)
    }

    /// Whether the moment is in the past.
    public var hasPassed: Bool { self < .now }

    /// What is left until it.
    public var remaining: Duration { MonotonicDeadline.now.duration(to: self) }

    /// Waits; a signal ends it early.
    public static func pause(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(max(seconds, 0)), tv_nsec: Int(max(attoseconds, 0) / 1_000_000_000))
        unsafe nanosleep(&time, nil)
    }

    /// Compares two moments.
    public static func < (left: MonotonicDeadline, right: MonotonicDeadline) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}
