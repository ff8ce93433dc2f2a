/// Keeps the records of a log nearest to a moment when it is larger than allowed, and says in a line before and a line
/// behind them what is not there.
///
/// Memory: what is kept of the time before the moment, at most 8 MiB, and a chunk.
struct MiddleCut {
    private let moment: Int64
    private let zone: TimeZoneName
    private let limit: Int64
    private var scan: RecordScan
    /// What was written before the moment, while that has not come.
    private var ring: TailRing
    /// What was written from then on; nil before.
    private var rest: HeadTailCut?
    /// The beginning of a line that is not decided yet.
    private var pending: [UInt8] = []
    private var isLineStart = true
    private var first: Int64?
    private static let maximumRing = 8 << 20

    /// Creates a cut.
    ///
    /// - Parameters:
    ///   - bytes: the most that passes, the lines about the rest not counted; half of it, at most 8 MiB, for what was
    ///     written before the moment.
    ///   - moment: nanoseconds since 1970.
    ///   - scan: finds the records.
    ///   - zone: the zone the times of the lines about the rest are shown in.
    init(bytes: Int64, moment: Int64, scan: RecordScan, zone: TimeZoneName) {
        limit = max(bytes, 0)
        self.moment = moment
        self.scan = scan
        self.zone = zone
        ring = TailRing(size: Int(min(limit / 2, Int64(Self.maximumRing))))
    }

    /// Bytes left out so far.
    var omitted: Int64 { before + (rest?.omitted ?? 0) }
    private var before: Int64 = 0
    /// The times of the first and the last record that passed, in nanoseconds since 1970; nil while there is none.
    private(set) var kept: (first: Int64, last: Int64)?

    /// Takes a chunk and passes on what is near the moment.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        if rest == nil { try wait(chunk, into: push) } else { try pass(chunk, into: push) }
    }

    /// Passes on what was held back, with the line about what follows it.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        if rest == nil {
            let held = pending
            pending = []
            ring.keep(held.span)
            try begin(into: push)
        }
        var seen = kept
        var scan = scan
        try rest?.finish { bytes in
            Self.note(bytes, &seen, &scan)
            try push(bytes)
        }
        kept = seen
    }

    /// Holds back what was written before the moment.
    private mutating func wait(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        // A local, because a span of a property would lock all of this.
        var held: [UInt8] = []
        swap(&held, &pending)
        held.append(copying: chunk)
        var start = 0
        while start < held.count {
            let newline = held.span.firstNewline(from: start)
            guard newline != nil || held.count - start >= scan.format.reach else { break }
            if isLineStart, let time = scan.time(held.span, start, newline ?? held.count) {
                first = first ?? time
                if time >= moment {
                    try begin(into: push)
                    return try pass(held.span.extracting(start..<held.count), into: push)
                }
            }
            let end = newline.map { $0 + 1 } ?? held.count
            ring.keep(held.span.extracting(start..<end))
            isLineStart = newline != nil
            start = end
        }
        held.removeFirst(start)
        pending = held
    }

    /// Passes on what was held back, and before it the line about what went before.
    private mutating func begin(into push: (Span<UInt8>) throws -> Void) throws {
        let (evicted, startsLine) = (ring.evicted, ring.startsLine)
        let held = ring.drain()
        var start = 0
        if evicted > 0 {
            let boundary = scan.first(in: held, startsLine: startsLine)
            start = boundary.index
            before = evicted + Int64(start)
            let line = Omission(bytes: before, from: first, to: boundary.time ?? moment).line(zone: zone)
            try push(line.span)
        }
        let passed = held.count - start
        rest = HeadTailCut(bytes: limit - Int64(passed), keepsEnd: false, scan: scan, zone: zone)
        guard passed > 0 else { return }
        Self.note(held.span.extracting(start..<held.count), &kept, &scan)
        try push(held.span.extracting(start..<held.count))
    }

    private mutating func pass(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        var seen = kept
        var scan = scan
        try rest?.consume(chunk) { bytes in
            Self.note(bytes, &seen, &scan)
            try push(bytes)
        }
        kept = seen
    }

    /// Takes down the times of records that pass; of a line that is cut the beginning may be missed.
    private static func note(_ bytes: Span<UInt8>, _ kept: inout (first: Int64, last: Int64)?, _ scan: inout RecordScan)
    {
        var start = 0
        while start < bytes.count {
            let newline = bytes.firstNewline(from: start)
            if let time = scan.time(bytes, start, newline ?? bytes.count) {
                kept = (min(kept?.first ?? time, time), max(kept?.last ?? time, time))
            }
            start = newline.map { $0 + 1 } ?? bytes.count
        }
    }
}
