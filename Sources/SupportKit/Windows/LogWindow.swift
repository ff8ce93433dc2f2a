/// The incident window as the logs of one product are cut with it: what all files have in common.
struct LogWindow: Sendable {
    /// The window, and the zone times are shown in.
    let incident: IncidentWindow
    private let declared: RecordTimeFormat?
    private let offsets: ZoneOffsets
    private let booted: Int64?

    /// Bytes of a log's end in which its last record is looked for.
    static let tailSize: Int64 = 8 << 10

    /// What is known of one log once its beginning was read.
    struct Cut: Sendable {
        /// How its records begin.
        let format: RecordTimeFormat
        /// What their times mean.
        let clock: RecordClock
        /// What is kept.
        let window: RecordWindow
        /// The zone the times of remarks are shown in.
        let zone: TimeZoneName
        /// Whether the profile says how the records begin, and none of the log's beginning does so.
        var contradictsDeclaration = false

        /// A filter for the log's bytes.
        func filter() -> WindowFilter {
            WindowFilter(format: format, window: window, clock: clock)
        }

        /// A cut for what is kept, when there is no more room than this.
        func cut(to room: WindowRoom) -> RecordCut {
            RecordCut(room, scan: RecordScan(format: format, clock: clock), zone: zone)
        }

        /// When the first record of the log's beginning was written.
        func firstTime(in head: Span<UInt8>) -> RecordTime? {
            var clock = clock
            var start = 0
            while start < head.count {
                start = head.firstNonZero(from: start)
                let end = head.firstNewline(from: start) ?? head.count
                if let stamp = format.stamp(in: head, from: start, to: min(end, start + format.reach)),
                    let time = clock.time(of: stamp)
                {
                    return time
                }
                start = end + 1
            }
            return nil
        }

        /// The last record of the log's end; the first line, of which a part may be missing, is not looked at.
        ///
        /// - Parameter tail: the log's last bytes.
        /// - Returns: when it was written, and whether it says in which zone; nil where there is none.
        func lastRecord(in tail: Span<UInt8>) -> (time: RecordTime, namesZone: Bool)? {
            var clock = clock
            var last: (RecordTime, Bool)?
            var start = tail.firstNewline(from: 0).map { $0 + 1 } ?? tail.count
            while start < tail.count {
                start = tail.firstNonZero(from: start)
                let end = tail.firstNewline(from: start) ?? tail.count
                if let stamp = format.stamp(in: tail, from: start, to: min(end, start + format.reach)),
                    let time = clock.time(of: stamp)
                {
                    last = (time, stamp.zone != .none && stamp.zone != .withoutYear)
                }
                start = end + 1
            }
            return last
        }
    }

    /// Creates the window.
    ///
    /// - Parameters:
    ///   - incident: the window.
    ///   - zone: the zone in which the logs write times without zone: the profile's, or the host's.
    ///   - declared: how the records begin, where the profile says so.
    ///   - booted: when the system was started, in seconds since 1970, for times counted from there.
    init(_ incident: IncidentWindow, zone: TimeZoneName, declared: RecordTimeFormat? = nil, booted: Int64? = nil) {
        self.incident = incident
        self.declared = declared
        self.booted = booted
        offsets = ZoneOffsets(zone, around: incident.since ?? incident.until ?? Self.recent)
    }

    /// The window for logs that write their times as a profile says; those without zone in it are of the window's.
    init(_ incident: IncidentWindow, times: RecordTimes?) {
        self.init(incident, zone: times?.zone ?? incident.zone, declared: times?.format)
    }

    /// How a log is cut whose first bytes these are.
    ///
    /// - Parameters:
    ///   - head: the first bytes, decompressed; at best ``RecordTimeFormat/headSize`` of them.
    ///   - modified: when the file was last written, in seconds since 1970.
    /// - Returns: the cut; nil when the lines have no times, so that the modification time must do.
    func cut(head: Span<UInt8>, modified: Int64) -> Cut? {
        let declaration = declared.map { cut($0, modified: modified) }
        if let declaration, declaration.firstTime(in: head) != nil { return declaration }
        // The declaration may be of another version of the product, or the head without a record.
        guard let format = RecordTimeFormat.recognise(head: head) else { return declaration }
        var recognised = cut(format, modified: modified)
        recognised.contradictsDeclaration = declaration != nil
        // Seconds since a start of the system that is not known say nothing.
        return recognised.firstTime(in: head) == nil ? declaration : recognised
    }

    private func cut(_ format: RecordTimeFormat, modified: Int64) -> Cut {
        Cut(
            format: format,
            clock: RecordClock(offsets: offsets, modified: modified, booted: booted),
            window: RecordWindow(incident),
            zone: incident.zone
        )
    }

    /// Where the table of offsets lies when the window has no end: 2026.
    private static let recent: Int64 = 1_767_225_600
}
