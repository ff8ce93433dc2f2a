/// When a record was written, in nanoseconds since 1970.
///
/// A time without zone from the hour that comes twice, when clocks are put back, has two readings.
struct RecordTime: Equatable, Sendable {
    /// The earlier reading.
    let earliest: Int64
    /// The later reading; the same as the earlier one but in that hour.
    let latest: Int64

    init(earliest: Int64, latest: Int64) {
        self.earliest = earliest
        self.latest = latest
    }

    init(_ instant: Int64) {
        self.init(earliest: instant, latest: instant)
    }

    var isAmbiguous: Bool { earliest != latest }
}
