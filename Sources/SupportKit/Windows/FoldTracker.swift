/// Tells the two passes of the hour that comes twice apart, as far as the order of the records proves it.
///
/// A log whose clock goes back by about an hour within that hour is in the second pass from there on. Until then both
/// readings remain, since nothing tells the first pass from a second one before which the log was silent.
struct FoldTracker {
    private var peak: Int64?
    private var secondPass: Int64?

    private static let jump = 30 * 60 * RecordWindow.second
    private static let straggling = 60 * RecordWindow.second
    private static let furthest = 130 * 60 * RecordWindow.second

    mutating func settle(_ time: RecordTime) -> RecordTime {
        guard time.isAmbiguous else {
            peak = nil
            secondPass = nil
            return time
        }
        if let reached = secondPass {
            // A straggler of the first pass is far ahead of the second one, and close to where the first one ended.
            if time.earliest - reached >= Self.jump, let peak, abs(peak - time.earliest) <= Self.straggling {
                return time
            }
            secondPass = max(reached, time.earliest)
            return RecordTime(time.latest)
        }
        if let peak, peak - time.earliest >= Self.jump, peak - time.earliest <= Self.furthest {
            secondPass = time.earliest
            return RecordTime(time.latest)
        }
        peak = max(peak ?? .min, time.earliest)
        return time
    }
}
