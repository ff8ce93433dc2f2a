/// A log whose last record and last change do not go together: its times may be of another zone, or of a wrong clock.
struct ClockDoubt: Equatable, Sendable {
    /// Seconds between writing a record and the file's time of modification, and what clocks are apart for no reason.
    private static let tolerance: Int64 = 90
    /// The least and the largest difference of two zones, and the step between them, in seconds.
    private static let zones: ClosedRange<Int64> = 1_800...50_400
    private static let step: Int64 = 900

    private let last: Int64
    private let modified: Int64
    private let namesZone: Bool

    /// Judges a log; nil where there is nothing to be said.
    ///
    /// A log that ends before its last change may as well have been copied, or hold lines without times: then only a
    /// difference as between two zones counts.
    ///
    /// - Parameters:
    ///   - last: when its last record was written.
    ///   - namesZone: whether the record says in which zone.
    ///   - modified: when the file was last written, in seconds since 1970.
    init?(last: RecordTime, namesZone: Bool, modified: Int64) {
        self.last = RecordWindow.seconds(last.earliest)
        self.modified = modified
        self.namesZone = namesZone
        let difference = abs(self.last - modified)
        if self.last > modified {
            guard difference > Self.tolerance else { return nil }
        } else {
            let beside = difference % Self.step
            guard !namesZone, Self.zones.contains(difference), min(beside, Self.step - beside) <= Self.tolerance else {
                return nil
            }
        }
    }

    /// One clause for the manifest, without a full stop.
    func remark(zone: TimeZoneName) -> String {
        let texts = [last, modified].map { Timestamp.text($0, zone: zone) }
        let found = "its last record is of \(texts[0]), but it was last written at \(texts[1])"
        return namesZone
            ? "\(found): was a clock wrong?"
            : "\(found): are its times of another zone? --timezone, or timezone in the profile, says which"
    }
}
