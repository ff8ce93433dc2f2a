/// Keeps the beginning and the end of a log that is larger than allowed, in whole records, and says in a line between
/// them what is not there.
///
/// The same bytes give the same result, however they are cut into chunks. Memory: the end that is kept, at most 8 MiB,
/// and twice 64 KiB. A record of more than 64 KiB may be cut, at a line where it has one.
struct HeadTailCut {
    private let zone: TimeZoneName
    /// Bytes of the beginning that pass as they come; then up to `holdSize` are held, to find a boundary in them.
    private let passSize: Int64
    private let holdSize: Int
    private let limit: Int64
    private let keepsEnd: Bool
    private var scan: RecordScan
    private var passed: Int64 = 0
    private var held: [UInt8] = []
    private var heldStartsLine = true
    private var isHeadClosed = false
    /// The end: about half of what is allowed; all that the beginning leaves of it, once that is known.
    private var ring: TailRing
    private var firstMissing: Int64?
    private var endsLine = true

    /// Bytes of an end that does not pass, in which the last time is looked for.
    private static let lookback = 8 << 10
    private static let maximumTail = 8 << 20
    private static let maximumHold = 1 << 16

    /// Creates a cut.
    ///
    /// - Parameters:
    ///   - bytes: the most that passes, the line about the rest not counted; half of it, at most 8 MiB, for the end.
    ///   - keepsEnd: whether the end passes as well; else all that is allowed is for the beginning.
    ///   - scan: finds the records.
    ///   - zone: the zone the times of the line about the rest are shown in.
    init(bytes: Int64, keepsEnd: Bool = true, scan: RecordScan, zone: TimeZoneName) {
        self.keepsEnd = keepsEnd
        self.scan = scan
        self.zone = zone
        limit = max(bytes, 0)
        let tailSize = keepsEnd ? Int(min(limit / 2, Int64(Self.maximumTail))) : 0
        ring = TailRing(size: keepsEnd ? tailSize : Self.lookback)
        let headSize = limit - Int64(tailSize)
        holdSize = Int(min(headSize, Int64(Self.maximumHold)))
        passSize = headSize - Int64(holdSize)
    }

    /// Bytes left out so far; what the ring still holds does not count.
    private(set) var omitted: Int64 = 0

    /// Takes a chunk and passes on what belongs to the beginning.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        var start = 0
        if passed < passSize {
            start = Int(min(Int64(chunk.count), passSize - passed))
            guard start > 0 else { return }
            try push(chunk.extracting(0..<start))
            passed += Int64(start)
            endsLine = chunk[start - 1] == 0x0A
        }
        if !isHeadClosed, start < chunk.count {
            if held.isEmpty { heldStartsLine = endsLine }
            // Some bytes more, so that it can be seen whether a record begins where the beginning ends.
            let end = min(chunk.count, start + holdSize + scan.format.reach - held.count)
            held.append(copying: chunk.extracting(start..<end))
            start = end
            if start < chunk.count { try closeHead(into: push) }
        }
        if start < chunk.count { ring.keep(chunk.extracting(start..<chunk.count)) }
    }

    /// Passes on the end, and before it the line about what is missing.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        if !isHeadClosed, passed + Int64(held.count) > limit { try closeHead(into: push) }
        guard isHeadClosed else {
            if !held.isEmpty { try push(held.span) }
            held = []
            return
        }
        let (evicted, startsLine) = (ring.evicted, ring.startsLine)
        let tail = ring.drain()
        guard keepsEnd else {
            omitted = evicted + Int64(tail.count)
            guard omitted > 0 else { return }
            let last = scan.last(in: tail.span, startsLine: startsLine, limit: tail.count)
            return try mark(Omission(bytes: omitted, from: firstMissing, to: last.time ?? firstMissing), into: push)
        }
        var start = 0
        if evicted > 0 {
            let (boundary, time) = scan.first(in: tail, startsLine: startsLine)
            omitted = evicted + Int64(boundary)
            try mark(Omission(bytes: omitted, from: firstMissing, to: time), into: push)
            start = boundary
        }
        while start < tail.count {
            let end = min(tail.count, start + Self.maximumHold)
            try push(tail.span.extracting(start..<end))
            start = end
        }
    }

    // MARK: - The two ends

    private func mark(_ omission: Omission, into push: (Span<UInt8>) throws -> Void) throws {
        let line = omission.line(zone: zone, endsLine: endsLine)
        try push(line.span)
    }

    private mutating func closeHead(into push: (Span<UInt8>) throws -> Void) throws {
        isHeadClosed = true
        let beginning = held
        held = []
        let (cut, time) = scan.last(in: beginning.span, startsLine: heldStartsLine, limit: holdSize)
        firstMissing = time
        if keepsEnd { ring.size = Int(min(limit - passed - Int64(cut), Int64(ring.size + holdSize))) }
        if cut > 0 {
            try push(beginning.span.extracting(0..<cut))
            endsLine = beginning[cut - 1] == 0x0A
        }
        ring.keep(beginning.span.extracting(cut..<beginning.count))
    }
}
