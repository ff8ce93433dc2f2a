/// Finds the records in a piece of a log.
struct RecordScan {
    /// How the records begin.
    let format: RecordTimeFormat
    /// What their times mean.
    var clock: RecordClock

    init(format: RecordTimeFormat, clock: RecordClock) {
        self.format = format
        self.clock = clock
    }

    /// When the record was written that the line in `start..<end` begins, in nanoseconds since 1970; nil for other lines.
    mutating func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
        guard let stamp = format.stamp(in: bytes, from: start, to: min(end, start + format.reach)) else { return nil }
        return clock.time(of: stamp)?.earliest
    }

    /// Where the first whole record begins, or else the first whole line, or else the end; and the record's time.
    mutating func first(in bytes: [UInt8], startsLine: Bool) -> (index: Int, time: Int64?) {
        var start = startsLine ? 0 : bytes.span.firstNewline(from: 0).map { $0 + 1 } ?? bytes.count
        let firstLine = start
        while start < bytes.count {
            let newline = bytes.span.firstNewline(from: start)
            if let time = time(bytes.span, start, newline ?? bytes.count) { return (start, time) }
            start = newline.map { $0 + 1 } ?? bytes.count
        }
        return (firstLine, nil)
    }

    /// Where, within `limit`, the last record begins, or else the last line, or else the end; and its time.
    mutating func last(in bytes: Span<UInt8>, startsLine: Bool, limit: Int) -> (index: Int, time: Int64?) {
        var lastLine: Int?
        var found: (index: Int, time: Int64?)?
        var start = startsLine ? 0 : bytes.firstNewline(from: 0).map { $0 + 1 } ?? bytes.count
        while start <= limit, start < bytes.count {
            lastLine = start
            let newline = bytes.firstNewline(from: start)
            if let time = time(bytes, start, newline ?? bytes.count) { found = (start, time) }
            start = newline.map { $0 + 1 } ?? bytes.count
        }
        return found ?? (lastLine ?? min(bytes.count, limit), nil)
    }
}
