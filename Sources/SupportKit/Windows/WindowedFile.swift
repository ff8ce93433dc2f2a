/// Finds where in a log file the incident window is by reading a few blocks of it, and reads that part alone.
///
/// For a file of any size at most the window and ``Limits/extra`` bytes are read. What is found is right for records in
/// order, for threads that write past one another within ``Limits/margin`` bytes, and for a clock put back by up to ten
/// minutes; the stream is then filtered record by record. A log whose times go back farther, as of two logs in one file
/// or with the newest record first, is read whole: that is seen at places spread over the file.
struct WindowedFile {
    /// What may be read beside the window.
    struct Limits: Equatable, Sendable {
        /// Bytes read beside the window at most; a file no larger is read whole.
        ///
        /// Together with the beginning by which the format was recognised, and the end, it is 1 MiB.
        var extra = Int64(1 << 20) - Int64(RecordTimeFormat.headSize) - LogWindow.tailSize
        /// Bytes read to find a record's beginning.
        var block = 2_048
        /// Bytes read in addition before and behind each part, for records out of order.
        var margin: Int64 = 32_768
        /// Blocks without any time that are looked through, such as a long stack trace.
        var blocksPerProbe = 32
        /// What may be read of the window; nil for all of it.
        var room: WindowRoom?
        /// Bytes of the window's end, or around its moment, that are read even when the time is up; 0 for none.
        var lastBytes: Int64 = 0
    }

    /// Reads up to so many bytes at an offset, and fewer only at the end of the file.
    typealias Read = (_ offset: Int64, _ count: Int, _ buffer: inout [UInt8]) throws -> Void

    /// Where the window is.
    struct Location: Sendable {
        /// The parts to read, in order; each begins at a record.
        var ranges: [Range<Int64>]
        /// Where the content ends: NULs that fill the file up do not count.
        var end: Int64
        /// NULs behind the end.
        var padding: Int64 = 0
        /// Places at which a clock was put back near the window's ends.
        var clockSteps = 0
        /// Bytes read for the search.
        var bytesRead: Int64 = 0
        /// Whether the times rise, but for what is provided for.
        var isOrdered = true
        /// What there was no room for, in order: before the part that begins there, or behind the last one.
        var omissions: [(before: Int64, Omission)] = []
        /// What is read even when the time is up, and the time of its first record; nil when that was not asked for.
        var last: (place: Range<Int64>, time: Int64)?

        /// Bytes of all parts.
        var wanted: Int64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } }
    }

    /// What the reading came to.
    struct Outcome: Equatable, Sendable {
        /// Bytes read of the parts, those of the search not counted.
        var bytes: Int64 = 0
        /// What must be said of it; nil when the parts were read whole.
        var shortfall: String?
        /// Bytes of the window there was no room for.
        var omitted: Int64 = 0
    }

    private static let pieceSize = 1 << 18
    private static let longLine: Int64 = 1 << 16

    /// Finds the parts of a file that may hold records of the window.
    ///
    /// - Parameters:
    ///   - window: the window.
    ///   - size: the file's size when it was opened; what is written later is not read.
    ///   - format: how the records begin.
    ///   - clock: what their times mean.
    ///   - limits: what the search may cost.
    ///   - read: reads the file.
    /// - Returns: the parts, and what was found out on the way.
    /// - Throws: what `read` throws.
    static func locate(
        _ window: RecordWindow,
        size: Int64,
        format: RecordTimeFormat,
        clock: RecordClock,
        limits: Limits = Limits(),
        read: Read
    ) throws -> Location {
        try withoutActuallyEscaping(read) { read in
            var search = WindowSearch(window, size: size, format: format, clock: clock, limits: limits, read: read)
            return try search.run()
        }
    }

    /// Reads the parts and passes on the records of the window, with a line in each place where some are left out.
    ///
    /// - Parameters:
    ///   - location: the parts.
    ///   - read: reads the file.
    ///   - filter: takes the records of the window.
    ///   - cut: keeps a part of what passes; nil to pass all of it.
    ///   - zone: the zone the times of a line about what is missing are shown in.
    ///   - stop: asked before each piece; what it returns is why the reading ends early.
    ///   - takesLast: whether the last records are read even so, as far as the location knows where they begin.
    ///   - body: takes what passes.
    /// - Returns: what it came to.
    /// - Throws: what `body` throws.
    static func forEachChunk(
        of location: Location,
        read: Read,
        filter: inout WindowFilter,
        cut: inout RecordCut?,
        zone: TimeZoneName,
        stop: () -> String?,
        takesLast: () -> Bool = { true },
        _ body: (Span<UInt8>) throws -> Void
    ) throws -> Outcome {
        var outcome = Outcome()
        var buffer: [UInt8] = []
        var ranges = location.ranges
        var omissions = location.omissions
        var endsLine = true
        var isLate = false
        let windowEnd = ranges.last?.upperBound ?? location.end
        filter.passedOver(before: ranges.first?.lowerBound ?? location.end, after: location.end - windowEnd)
        filter.note(clockSteps: location.clockSteps, padding: location.padding, isOrdered: location.isOrdered)
        func pass(_ bytes: Span<UInt8>) throws {
            endsLine = bytes.isEmpty ? endsLine : bytes[bytes.count - 1] == 0x0A
            guard cut != nil else { return try body(bytes) }
            try cut?.consume(bytes, into: body)
        }
        func mark(_ omission: Omission) throws {
            outcome.omitted += omission.bytes
            let line = omission.line(zone: zone, endsLine: endsLine)
            try pass(line.span)
        }
        reading: while !ranges.isEmpty {
            let range = ranges.removeFirst()
            if let (place, omission) = omissions.first, place == range.lowerBound {
                omissions.removeFirst()
                try mark(omission)
            }
            var offset = range.lowerBound
            while offset < range.upperBound {
                if !isLate, let reason = stop() {
                    outcome.shortfall = "\(reason) after \(ByteCount(outcome.bytes))"
                    guard takesLast() else { break reading }
                    // The line that was begun is read to its end.
                    try read(offset, Int(min(Self.longLine, range.upperBound - offset)), &buffer)
                    if let newline = buffer.span.firstNewline(from: 0) {
                        try filter.consume(buffer.span.extracting(0...newline), into: pass)
                        offset += Int64(newline) + 1
                    }
                    guard let last = location.last, last.place.lowerBound > offset else { break reading }
                    isLate = true
                    // What was written last, or near the moment, tells most of all that is missing.
                    let start = last.place.lowerBound
                    try filter.jump(into: pass)
                    filter.passedOver(between: start - offset)
                    try mark(Omission(bytes: start - offset, from: filter.lastKept, to: last.time))
                    ranges = [last.place]
                    omissions = []
                    let rest = windowEnd - last.place.upperBound
                    if rest > 0 {
                        omissions = [(.max, Omission(bytes: rest, from: nil, to: nil))]
                        filter.passedOver(after: rest)
                    }
                    outcome.shortfall? += "; what is worth most of the rest is here"
                    continue reading
                }
                let count = Int(min(Int64(Self.pieceSize), range.upperBound - offset))
                do {
                    try read(offset, count, &buffer)
                } catch {
                    outcome.shortfall = "\(error) at byte \(offset); what was readable before is here"
                    break reading
                }
                if buffer.isEmpty {
                    outcome.shortfall = "the file shrank to \(offset) bytes while it was read"
                    break reading
                }
                try filter.consume(buffer.span, into: pass)
                offset += Int64(buffer.count)
                outcome.bytes += Int64(buffer.count)
                if filter.isDone {
                    filter.passedOver(after: range.upperBound - offset)
                    break
                }
            }
            if let next = ranges.first {
                filter.passedOver(between: next.lowerBound - range.upperBound)
                try filter.jump(into: pass)
            }
        }
        try filter.finish(into: pass)
        if outcome.shortfall == nil || isLate, let (place, omission) = omissions.last, place == .max {
            try mark(omission)
        }
        try cut?.finish(into: body)
        return outcome
    }
}
