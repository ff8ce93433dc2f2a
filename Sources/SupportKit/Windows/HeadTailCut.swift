/// Keeps the beginning and the end of a log that is larger than allowed, in whole records, and says in a line between
/// them what is not there.
///
/// The same bytes give the same result, however they are cut into chunks. Memory: the end that is kept, at most 8 MiB,
/// and twice 64 KiB. A record of more than 64 KiB may be cut, at a line where it has one.
struct HeadTailCut {
    private let format: RecordTimeFormat
    private let zone: TimeZoneName
    /// Bytes of the beginning that pass as they come; then up to `holdSize` are held, to find a boundary in them.
    private let passSize: Int64
    private let holdSize: Int
    private let limit: Int64
    /// Bytes of the end: about half of what is allowed; all that the beginning leaves of it, once that is known.
    private var tailSize: Int
    private var clock: RecordClock
    private var passed: Int64 = 0
    private var held: [UInt8] = []
    private var heldStartsLine = true
    private var isHeadClosed = false
    /// The last bytes, as a ring: `ringStart` is where the oldest is once it is full.
    private var ring: [UInt8] = []
    private var ringStart = 0
    private var evicted: Int64 = 0
    private var evictedEndsLine = true
    private var firstMissing: Int64?
    private var endsLine = true

    private static let maximumTail = 8 << 20
    private static let maximumHold = 1 << 16

    /// Creates a cut.
    ///
    /// - Parameters:
    ///   - bytes: the most that passes, the line about the rest not counted; half of it, at most 8 MiB, for the end.
    ///   - format: how the records begin.
    ///   - clock: what the times mean.
    ///   - zone: the zone the times of the line about the rest are shown in.
    init(bytes: Int64, format: RecordTimeFormat, clock: RecordClock, zone: TimeZoneName) {
        self.format = format
        self.clock = clock
        self.zone = zone
        limit = max(bytes, 0)
        tailSize = Int(min(limit / 2, Int64(Self.maximumTail)))
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
            let end = min(chunk.count, start + holdSize + format.reach - held.count)
            held.append(copying: chunk.extracting(start..<end))
            start = end
            if start < chunk.count { try closeHead(into: push) }
        }
        if start < chunk.count { keep(chunk.extracting(start..<chunk.count)) }
    }

    /// Passes on the end, and before it the line about what is missing.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        if !isHeadClosed, passed + Int64(held.count) > limit { try closeHead(into: push) }
        guard isHeadClosed else {
            if !held.isEmpty { try push(held.span) }
            held = []
            return
        }
        // The oldest first; turned round in its place, because a copy may be as large as all else together.
        ring[..<ringStart].reverse()
        ring[ringStart...].reverse()
        ring.reverse()
        var tail: [UInt8] = []
        swap(&tail, &ring)
        var start = 0
        if evicted > 0 {
            let (boundary, time) = firstRecord(in: tail)
            omitted = evicted + Int64(boundary)
            let omission = Omission(bytes: omitted, from: firstMissing, to: time)
            let marker = Array(((endsLine ? "" : "\n") + omission.line(zone: zone)).utf8)
            try push(marker.span)
            start = boundary
        }
        while start < tail.count {
            let end = min(tail.count, start + Self.maximumHold)
            try push(tail.span.extracting(start..<end))
            start = end
        }
    }

    // MARK: - The two ends

    private mutating func closeHead(into push: (Span<UInt8>) throws -> Void) throws {
        isHeadClosed = true
        let (cut, time) = lastRecord(in: held)
        firstMissing = time
        tailSize = Int(min(limit - passed - Int64(cut), Int64(tailSize + holdSize)))
        if cut > 0 {
            try push(held.span.extracting(0..<cut))
            endsLine = held[cut - 1] == 0x0A
        }
        let rest = Array(held[cut...])
        held = []
        keep(rest.span)
    }

    /// Where, within what is allowed, the last record begins, or else the last line, or else the end; and its time.
    private mutating func lastRecord(in bytes: [UInt8]) -> (index: Int, time: Int64?) {
        var lastLine: Int?
        var found: (index: Int, time: Int64?)?
        var start = heldStartsLine ? 0 : bytes.span.firstNewline(from: 0).map { $0 + 1 } ?? bytes.count
        while start <= holdSize, start < bytes.count {
            lastLine = start
            let newline = bytes.span.firstNewline(from: start)
            if let time = time(bytes.span, start, newline ?? bytes.count) { found = (start, time) }
            start = newline.map { $0 + 1 } ?? bytes.count
        }
        return found ?? (lastLine ?? min(bytes.count, holdSize), nil)
    }

    /// Where the first whole record begins, or else the first whole line, or else the end; and the record's time.
    private mutating func firstRecord(in bytes: [UInt8]) -> (index: Int, time: Int64?) {
        var start = evictedEndsLine ? 0 : bytes.span.firstNewline(from: 0).map { $0 + 1 } ?? bytes.count
        let firstLine = start
        while start < bytes.count {
            let newline = bytes.span.firstNewline(from: start)
            if let time = time(bytes.span, start, newline ?? bytes.count) { return (start, time) }
            start = newline.map { $0 + 1 } ?? bytes.count
        }
        return (firstLine, nil)
    }

    private mutating func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
        guard let stamp = format.stamp(in: bytes, from: start, to: min(end, start + format.reach)) else { return nil }
        return clock.time(of: stamp)?.earliest
    }

    /// Puts bytes into the ring; the oldest give way.
    private mutating func keep(_ bytes: Span<UInt8>) {
        var bytes = bytes
        guard tailSize > 0 else {
            evicted += Int64(bytes.count)
            return
        }
        if bytes.count >= tailSize {
            let dropped = bytes.count - tailSize
            evicted += Int64(ring.count + dropped)
            if dropped > 0 {
                evictedEndsLine = bytes[dropped - 1] == 0x0A
            } else if !ring.isEmpty {
                evictedEndsLine = ring[(ringStart + ring.count - 1) % ring.count] == 0x0A
            }
            ring.removeAll(keepingCapacity: true)
            ringStart = 0
            bytes = bytes.extracting(dropped..<bytes.count)
        }
        if ring.capacity < tailSize { ring.reserveCapacity(tailSize) }
        let room = min(tailSize - ring.count, bytes.count)
        if room > 0 { ring.append(copying: bytes.extracting(0..<room)) }
        for index in room..<bytes.count {
            evictedEndsLine = ring[ringStart] == 0x0A
            evicted += 1
            ring[ringStart] = bytes[index]
            ringStart = ringStart + 1 == tailSize ? 0 : ringStart + 1
        }
    }
}
