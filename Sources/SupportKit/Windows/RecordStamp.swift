/// A time as it stands in a log, before its zone is applied.
struct RecordStamp: Equatable, Sendable {
    /// What the log says of the zone.
    enum Zone: Equatable, Sendable {
        /// Nothing.
        case none
        /// Seconds east of UTC.
        case offset(Int32)
        /// An abbreviation such as `EST`, its letters packed as ``ZoneAbbreviation`` does.
        case named(UInt64)
        /// No year either: the year follows from the file's modification time.
        case withoutYear
        /// Counted from the start of the system.
        case sinceBoot
    }

    /// Date and time as seconds since 1970 as if they were UTC; without year as if the year were 2000.
    let seconds: Int64
    /// The fraction, in nanoseconds.
    let nanoseconds: Int32
    let zone: Zone

    init(seconds: Int64, nanoseconds: Int32 = 0, zone: Zone = .none) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.zone = zone
    }
}
