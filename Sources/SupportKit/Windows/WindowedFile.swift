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
        /// Together with the beginning by which the format was recognised it is 1 MiB.
        var extra = Int64(1 << 20) - Int64(RecordTimeFormat.headSize)
        /// Bytes read to find a record's beginning.
        var block = 2_048
        /// Bytes read in addition before and behind each part, for records out of order.
        var margin: Int64 = 32_768
        /// Blocks without any time that are looked through, such as a long stack trace.
        var blocksPerProbe = 32
    }

    /// Reads up to so many bytes at an offset, and fewer only at the end of the file.
    typealias Read = (_ offset: Int64, _ count: Int, _ buffer: inout [UInt8]) throws -> Void

    /// Where the window is.
    struct Location: Equatable, Sendable {
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

        /// Bytes of all parts.
        var wanted: Int64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } }
    }

    /// What the reading came to.
    struct Outcome: Equatable, Sendable {
        /// Bytes read of the parts, those of the search not counted.
        var bytes: Int64 = 0
        /// What must be said of it; nil when the parts were read whole.
        var shortfall: String?
    }

    private static let pieceSize = 1 << 18

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

    /// Reads the parts and passes on the records of the window.
    ///
    /// Before each piece `stop` is asked; what it returns is why the reading ends early. With a cut, what lies between
    /// its two ends is not read either.
    static func forEachChunk(
        of location: Location,
        read: Read,
        filter: inout WindowFilter,
        cut: inout HeadTailCut?,
        stop: () -> String?,
        _ body: (Span<UInt8>) throws -> Void
    ) throws -> Outcome {
        var outcome = Outcome()
        var buffer: [UInt8] = []
        var ranges = location.ranges
        filter.passedOver(
            before: ranges.first?.lowerBound ?? location.end,
            after: ranges.last.map { location.end - $0.upperBound } ?? 0
        )
        filter.note(clockSteps: location.clockSteps, padding: location.padding, isOrdered: location.isOrdered)
        func pass(_ bytes: Span<UInt8>) throws {
            guard cut != nil else { return try body(bytes) }
            try cut?.consume(bytes, into: body)
        }
        reading: while !ranges.isEmpty {
            let range = ranges.removeFirst()
            var offset = range.lowerBound
            while offset < range.upperBound {
                if let reason = stop() {
                    outcome.shortfall = "\(reason) after \(ByteCount(outcome.bytes))"
                    break reading
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
                if let tail = cut, tail.isHeadFull,
                    let target = tailStart(of: [offset..<range.upperBound] + ranges, tail.tailBytes)
                {
                    cut?.skip(target.skipped)
                    try filter.jump(isInsideLine: true, into: pass)
                    ranges = target.ranges
                    continue reading
                }
            }
            if let next = ranges.first {
                filter.passedOver(between: next.lowerBound - range.upperBound)
                try filter.jump(isInsideLine: false, into: pass)
            }
        }
        try filter.finish(into: pass)
        try cut?.finish(into: body)
        return outcome
    }

    /// What is left of the parts when all but the last bytes are passed over; nil when that saves little.
    private static func tailStart(
        of ranges: [Range<Int64>],
        _ tail: Int64
    ) -> (skipped: Int64, ranges: [Range<Int64>])? {
        let total = ranges.reduce(0) { $0 + Int64($1.count) }
        // A piece more than the end itself, so that it is filled even if some of it is left out.
        var skipped = total - tail - Int64(pieceSize)
        guard skipped > Int64(pieceSize) else { return nil }
        let all = skipped
        var rest = ranges
        while let first = rest.first, Int64(first.count) <= skipped {
            skipped -= Int64(first.count)
            rest.removeFirst()
        }
        if let first = rest.first { rest[0] = first.lowerBound + skipped..<first.upperBound }
        return (all, rest)
    }
}
