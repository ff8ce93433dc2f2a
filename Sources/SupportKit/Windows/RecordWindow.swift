/// The incident window as log records are compared with it: nanoseconds since 1970, both ends included.
struct RecordWindow: Equatable, Sendable {
    /// The beginning; `Int64.min` for open.
    let since: Int64
    /// The end; `Int64.max` for open.
    let until: Int64

    static let second: Int64 = 1_000_000_000
    /// How far a clock may have been put back, and threads may have written out of order.
    static let disorder: Int64 = 600 * second

    init(since: Int64?, until: Int64?) {
        self.since = since ?? .min
        self.until = until ?? .max
    }

    /// The window in whole seconds, the last of which belongs to it, since many logs write no fractions.
    init(_ window: IncidentWindow) {
        self.init(
            since: window.since.map { Self.nanoseconds($0) },
            until: window.until.map { Self.nanoseconds($0) + (Self.second - 1) }
        )
    }

    /// Nanoseconds of an instant in seconds; what lies outside the years 1700 to 2250 counts as their edge.
    static func nanoseconds(_ seconds: Int64) -> Int64 {
        min(max(seconds, -8_500_000_000), 8_800_000_000) * second
    }

    /// Whole seconds, rounded down.
    static func seconds(_ nanoseconds: Int64) -> Int64 {
        nanoseconds >= 0 ? nanoseconds / second : -((second - 1 - nanoseconds) / second)
    }

    /// Whether the record may have been written in the window.
    func contains(_ time: RecordTime) -> Bool {
        time.earliest >= since && time.earliest <= until || time.latest >= since && time.latest <= until
    }

    /// Whether the record was certainly written before the window.
    func isAfter(_ time: RecordTime) -> Bool { time.latest < since }

    /// Whether the record was certainly written after the window.
    func isBefore(_ time: RecordTime) -> Bool { time.earliest > until }

    /// The window with `margin` nanoseconds more on both sides.
    func widened(by margin: Int64) -> RecordWindow {
        RecordWindow(
            since: since < .min + margin ? nil : since - margin,
            until: until > .max - margin ? nil : until + margin
        )
    }
}
