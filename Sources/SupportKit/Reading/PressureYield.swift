/// Decides when the collection stands still because the product needs the host.
///
/// Pressure is looked at once a second. When it is high we pause for a moment, and look at what was waited for meanwhile:
/// only that is not our own doing, for our reading alone makes some task wait for the disk. If it was little we go on for
/// five seconds; if not, we pause again, but never for more than half of the run.
struct PressureYield: Equatable {
    /// One pause.
    static let pause: Duration = .milliseconds(250)
    private static let betweenLooks: Duration = .seconds(1)
    private static let afterOwnPressure: Duration = .seconds(5)

    /// The pause that was ordered last, and what was seen before it.
    private struct Pause: Equatable {
        let begin: Duration
        let pressure: Pressure
    }

    /// How long we stood still.
    private(set) var yielded: Duration = .zero
    private var nextLook: Duration = .zero
    private var last: Pause?

    /// Asked before each piece that is read, and after each pause.
    ///
    /// - Parameters:
    ///   - now: the time since the beginning.
    ///   - remaining: the time until the deadline; nil when there is none.
    ///   - look: reads the pressure; nil where the host does not tell.
    /// - Returns: whether to pause once, for ``pause``.
    mutating func shouldPause(at now: Duration, remaining: Duration?, look: () -> Pressure?) -> Bool {
        guard now >= nextLook else { return false }
        let former = last
        last = nil
        nextLook = now + Self.betweenLooks
        guard let pressure = look() else { return false }
        if let former {
            guard pressure.isHigh(since: former.pressure, in: now - former.begin) else {
                nextLook = now + Self.afterOwnPressure
                return false
            }
        } else if !pressure.isHigh {
            return false
        }
        guard (yielded + Self.pause) * 2 <= now + Self.pause else { return false }
        if let remaining, remaining <= Self.pause { return false }
        yielded += Self.pause
        last = Pause(begin: now, pressure: pressure)
        nextLook = now
        return true
    }
}
