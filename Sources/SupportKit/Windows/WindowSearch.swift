/// The search for the incident window in one file: blocks are read here and there, and their records' times compared.
struct WindowSearch {
    /// What a look into the file found.
    private enum Finding {
        /// A record begins at or behind the place looked at.
        case record(Probe)
        /// No record begins between the place and the limit.
        case nothing
        /// So many blocks were looked through without finding any.
        case unknown
    }

    private struct Probe {
        /// The place looked at.
        let offset: Int64
        /// Where the first record at or behind it begins.
        let position: Int64
        /// Where the last one begins that was looked at.
        let last: Int64
        /// The middle one of the times of the records there, so that a stray one does not mislead.
        let time: RecordTime
        /// The time of the first one, and of the last.
        let first: Int64
        let final: Int64
    }

    private let window: RecordWindow
    private let format: RecordTimeFormat
    private let limits: WindowedFile.Limits
    private let read: WindowedFile.Read
    private let clock: RecordClock
    private var end: Int64
    private var spent: Int64 = 0
    private var clockSteps = 0
    private var probes: [Probe] = []
    private var block: [UInt8] = []

    private static let maximumSteps = 6
    /// Places looked at to see whether the times rise.
    private static let samples: Int64 = 24
    private static let sampleBlocks = 4
    /// Bytes in which the end of a line is looked for.
    private static let longLine: Int64 = 1 << 16
    /// Threads that write past one another are apart by less.
    private static let jitter = RecordWindow.second

    init(
        _ window: RecordWindow,
        size: Int64,
        format: RecordTimeFormat,
        clock: RecordClock,
        limits: WindowedFile.Limits,
        read: @escaping WindowedFile.Read
    ) {
        self.window = window
        self.format = format
        self.clock = clock
        self.limits = limits
        self.read = read
        end = size
    }

    mutating func run() throws -> WindowedFile.Location {
        let size = end
        let window = window
        let whole = min(limits.extra, limits.room?.bytes ?? .max)
        guard size > whole else { return location([0..<size], size) }
        try trimPadding()
        guard end > whole else { return location([0..<end], size) }
        guard try isOrdered() else {
            var whole = location([0..<end], size)
            whole.isOrdered = false
            return whole
        }

        // Beyond these two no record of the window can be, unless a clock was put back by more than is provided for.
        let outer = window.widened(by: RecordWindow.disorder)
        let lowest = window.since == .min ? 0 : try boundary(0..<end) { outer.isAfter($0) }.below
        let highest = window.until == .max ? end : try boundary(lowest..<end) { !outer.isBefore($0) }.above
        guard highest - lowest > min(limits.extra - spent, limits.room?.bytes ?? .max) else {
            return location([lowest..<highest], size)
        }

        let parts = try parts(in: lowest..<highest)
        if let room = limits.room {
            let margins = Int64(parts.count) * 2 * limits.margin
            if Self.bytes(of: parts) + margins > room.bytes { return try clipped(parts, to: room, size) }
        }
        let ranges = try widen(parts, in: lowest..<highest)
        return try withLast(location(ranges, size))
    }

    private static func bytes(of parts: [Range<Int64>]) -> Int64 { parts.reduce(0) { $0 + Int64($1.count) } }

    /// As much of the parts as there is room for, in whole records.
    private mutating func clipped(
        _ parts: [Range<Int64>],
        to room: WindowRoom,
        _ size: Int64
    ) throws -> WindowedFile.Location {
        let total = Self.bytes(of: parts)
        guard total > room.bytes else { return try withLast(location(parts, size)) }
        let kept = room.kept(of: total, moment: try moment(of: room.place, in: parts))
        var ranges: [Range<Int64>] = []
        var omissions: [(before: Int64, Omission)] = []
        // The parts are counted as if they followed one another.
        var base: Int64 = 0
        var missing = (from: Int64(0), time: try firstTime(of: parts))
        for part in parts {
            for stretch in kept {
                var start = part.lowerBound + max(0, stretch.lowerBound - base)
                var end = part.lowerBound + min(Int64(part.count), stretch.upperBound - base)
                guard start < end else { continue }
                var time: Int64?
                if start > part.lowerBound { (start, time) = try record(behind: start, before: end) }
                var next: Int64?
                if end < part.upperBound {
                    let place = max(start, end - min(Int64(limits.block), room.bytes / 16))
                    (end, next) = try record(behind: place, before: part.upperBound)
                }
                guard start < end else { continue }
                let place = base + start - part.lowerBound
                // The part begins a little before the window: where the first record that is kept does so too, none is missing.
                let isEdge = missing.from == 0 && time == window.since
                if place > missing.from, !isEdge {
                    let bytes = place - missing.from
                    omissions.append((start, Omission(bytes: bytes, from: missing.time, to: time)))
                }
                missing = (base + end - part.lowerBound, next)
                ranges.append(start..<end)
            }
            base += Int64(part.count)
        }
        if total > missing.from {
            omissions.append(
                (.max, Omission(bytes: total - missing.from, from: missing.time, to: try finalTime(of: parts)))
            )
        }
        var location = location(ranges, size)
        location.omissions = omissions
        return try withLast(location)
    }

    /// The first record at or behind a place and its time; where none is near, the beginning of a line.
    private mutating func record(behind place: Int64, before limit: Int64) throws -> (place: Int64, time: Int64?) {
        if case .record(let probe) = try probe(at: place, before: limit) {
            return (probe.position, min(max(probe.first, window.since), window.until))
        }
        try read(max(0, place - 1), Int(min(limit - place, Self.longLine)) + 1, &block)
        spent += Int64(block.count)
        return (block.firstIndex(of: 0x0A).map { max(0, place - 1) + Int64($0) + 1 } ?? place, nil)
    }

    /// The time of the first record of the window there is, as far as it is known.
    private mutating func firstTime(of parts: [Range<Int64>]) throws -> Int64? {
        guard let part = parts.first, case .record(let probe) = try probe(at: part.lowerBound, before: part.upperBound)
        else { return window.since == .min ? nil : window.since }
        return max(probe.first, window.since)
    }

    private mutating func finalTime(of parts: [Range<Int64>]) throws -> Int64? {
        guard let part = parts.last,
            case .record(let probe) = try probe(
                at: max(part.lowerBound, part.upperBound - Int64(limits.block)),
                before: part.upperBound
            )
        else { return window.until == .max ? nil : window.until }
        return min(probe.final, window.until)
    }

    /// Where a moment is, counted as if the parts followed one another.
    private mutating func moment(of place: WindowRoom.Place, in parts: [Range<Int64>]) throws -> Int64 {
        guard case .around(let moment) = place else { return 0 }
        var base: Int64 = 0
        for part in parts {
            let found = try boundary(part) { $0.latest < moment }
            if found.above < part.upperBound || part == parts.last {
                let place = found.below + max(0, min(found.above, part.upperBound) - found.below) / 2
                return base + place - part.lowerBound
            }
            base += Int64(part.count)
        }
        return base
    }

    /// The location with the place of what is read even when the time is up: its last records, or those around the moment.
    private mutating func withLast(_ location: WindowedFile.Location) throws -> WindowedFile.Location {
        var location = location
        guard limits.lastBytes > 0, let part = location.ranges.last, Int64(part.count) > limits.lastBytes * 2 else {
            return location
        }
        var start = part.upperBound - limits.lastBytes
        if case .around? = limits.room?.place, let place = limits.room?.place {
            let middle = part.lowerBound + (try moment(of: place, in: [part]))
            start = min(max(part.lowerBound, middle - limits.lastBytes / 2), start)
        }
        if case .record(let probe) = try probe(at: start, before: part.upperBound) {
            let end = try record(behind: start + limits.lastBytes, before: part.upperBound)
            let isWhole = start + limits.lastBytes >= part.upperBound
            location.last = (probe.position..<(isWhole ? part.upperBound : end.place), probe.first)
            location.bytesRead = spent
        }
        return location
    }

    private func location(_ ranges: [Range<Int64>], _ size: Int64) -> WindowedFile.Location {
        WindowedFile.Location(
            ranges: ranges.filter { !$0.isEmpty },
            end: end,
            padding: size - end,
            clockSteps: clockSteps,
            bytesRead: spent
        )
    }

    // MARK: - Steps of the search

    /// Whether nowhere in the file the times go back by more than is provided for.
    ///
    /// The end is looked at, too, since the incident is mostly there; a record longer than some blocks tells nothing here.
    private mutating func isOrdered() throws -> Bool {
        var latest: Int64?
        var previous: RecordTime?
        var (pairs, falls) = (0, 0)
        for sample in 0...Self.samples {
            let place = sample == Self.samples ? end - Int64(limits.block) * 2 : end / Self.samples * sample
            guard spent < limits.extra / 4,
                case .record(let probe) = try probe(at: max(0, place), before: end, blocks: Self.sampleBlocks)
            else { continue }
            if let latest, probe.time.latest < latest - RecordWindow.disorder { return false }
            if let previous {
                pairs += 1
                if probe.time.latest < previous.earliest - Self.jitter { falls += 1 }
            }
            latest = max(latest ?? .min, probe.time.earliest)
            previous = probe.time
        }
        // With the newest record first they fall nearly everywhere, if only by seconds.
        return falls * 2 <= pairs
    }

    /// The last place known to be below, and a record from which on nothing is, in a stretch in which the times rise.
    private mutating func boundary(
        _ stretch: Range<Int64>,
        isBelow: (RecordTime) -> Bool
    ) throws -> (below: Int64, above: Int64) {
        var left = stretch.lowerBound
        var right = stretch.upperBound
        var above = right
        let known = probes.filter { $0.offset >= stretch.lowerBound && $0.position < stretch.upperBound }
        for probe in known where isBelow(probe.time) { left = max(left, probe.position) }
        for probe in known where !isBelow(probe.time) && probe.offset >= left && probe.offset < right {
            right = probe.offset
            above = probe.last
        }
        while right - left > fine, canRead {
            var finding = Finding.unknown
            var place = left
            // In a record longer than a look reaches, other places may tell.
            for part in [4, 6, 2, 7, 1] as [Int64] {
                place = left + (right - left) / 8 * part
                finding = try probe(at: place, before: right)
                if case .unknown = finding, canRead { continue }
                break
            }
            switch finding {
            case .record(let probe) where isBelow(probe.time): left = probe.position
            case .record(let probe):
                right = place
                above = probe.last
            case .nothing: right = place
            case .unknown: return (left, above)
            }
        }
        return (left, above)
    }

    /// Where the window is in a stretch; in several places if a clock was put back in it.
    private mutating func parts(in stretch: Range<Int64>) throws -> [Range<Int64>] {
        let window = window
        var first = stretch.lowerBound
        var last = stretch.upperBound
        if window.since != .min {
            first = try boundary(stretch) { window.isAfter($0) }.below
            try look(around: first, in: stretch)
        }
        if window.until != .max {
            last = try boundary(first..<stretch.upperBound) { !window.isBefore($0) }.above
            try look(around: last, in: stretch)
        }
        let known = probes.filter { stretch.contains($0.position) }.sorted { $0.position < $1.position }
        let fall = zip(known, known.dropFirst()).first { before, after in
            after.time.latest < before.time.earliest - Self.jitter
        }
        guard clockSteps < Self.maximumSteps, let fall else { return [first..<max(first, last)] }
        clockSteps += 1
        let step = try stepPlace(between: fall.0, and: fall.1)
        return try parts(in: stretch.lowerBound..<step) + parts(in: step..<stretch.upperBound)
    }

    /// Looks at places ever farther from one at which the window begins or ends.
    ///
    /// A clock put back by some seconds leads into the window only so many seconds away from it, and is seen when it is
    /// put back by more than passes between two looks.
    private mutating func look(around place: Int64, in stretch: Range<Int64>) throws {
        for distance in [stretch.lowerBound - place, stretch.upperBound - place] {
            var step = distance / 2
            while abs(step) > max(limits.margin, Int64(limits.block) * 2), canRead {
                _ = try probe(at: place + step, before: stretch.upperBound)
                step /= 2
            }
        }
    }

    private mutating func stepPlace(between before: Probe, and after: Probe) throws -> Int64 {
        var left = before
        var right = after
        var limit = after.offset
        while limit - left.position > fine, canRead {
            let place = left.position + (limit - left.position) / 2
            switch try probe(at: place, before: limit) {
            case .record(let probe) where probe.time.earliest >= left.time.earliest - Self.jitter: left = probe
            case .record(let probe):
                right = probe
                limit = place
            case .nothing: limit = place
            case .unknown: return right.position
            }
        }
        return right.position
    }

    /// Adds the margins for records out of order, as far as what may be read allows, and joins parts that meet.
    private mutating func widen(_ parts: [Range<Int64>], in stretch: Range<Int64>) throws -> [Range<Int64>] {
        let edges = Int64(parts.count) * 2
        // At each edge another look finds where a record begins.
        let free = (limits.extra - spent) / max(edges, 1) - Int64(limits.block) * 2
        let margin = max(0, min(limits.margin, free))
        var result: [Range<Int64>] = []
        for part in parts {
            var start = part.lowerBound
            var end = part.upperBound
            if start - margin <= stretch.lowerBound {
                start = stretch.lowerBound
            } else if case .record(let probe) = try probe(at: start - margin, before: start) {
                start = probe.position
            }
            if end + margin >= stretch.upperBound {
                end = stretch.upperBound
            } else if case .record(let probe) = try probe(at: end + margin, before: stretch.upperBound) {
                end = probe.position
            }
            if let last = result.last, start <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                result.append(start..<end)
            }
        }
        return result
    }

    // MARK: - Looks into the file

    /// How close places are known: the margins make up for the rest.
    private var fine: Int64 {
        let isNarrow = limits.room.map { $0.bytes < limits.margin * 32 } ?? false
        return isNarrow ? Int64(limits.block) : max(Int64(limits.block), limits.margin / 4)
    }

    /// Whether another look is allowed: a fifth of what may be read is kept for the margins.
    private var canRead: Bool { spent + Int64(limits.block) * 2 < limits.extra / 5 * 4 }

    /// Looks for the first record that begins at or behind `offset` and before `limit`.
    private mutating func probe(at offset: Int64, before limit: Int64, blocks: Int? = nil) throws -> Finding {
        if let known = probes.first(where: { $0.offset <= offset && offset <= $0.position }) {
            return known.position < limit ? .record(known) : .nothing
        }
        // The byte before tells whether a line begins here.
        let start = max(0, offset - 1)
        var clock = clock
        var buffer: [UInt8] = []
        var times: [RecordTime] = []
        var places: [Int64] = []
        var line: Int? = offset == 0 ? 0 : nil
        for number in 0..<min(blocks ?? .max, limits.blocksPerProbe) {
            let count = min(Int64(limits.block), end - start - Int64(buffer.count))
            if count > 0 {
                try read(start + Int64(buffer.count), Int(count), &block)
                spent += Int64(block.count)
                buffer += block
            }
            // The file may have become shorter.
            let isAtEnd = count <= 0 || Int64(block.count) < count || start + Int64(buffer.count) >= end
            let bytes = buffer.span
            if line == nil { line = bytes.firstNewline(from: 0).map { $0 + 1 } }
            while let first = line, first < bytes.count {
                guard start + Int64(first) < limit else {
                    return found(offset, places, times) ?? .nothing
                }
                let newline = bytes.firstNewline(from: first)
                guard newline != nil || isAtEnd || bytes.count - first >= format.reach else { break }
                let lineEnd = min(newline ?? bytes.count, first + format.reach)
                if let stamp = format.stamp(in: bytes, from: first, to: lineEnd), let time = clock.time(of: stamp) {
                    places.append(start + Int64(first))
                    times.append(time)
                }
                guard let newline else { break }
                line = newline + 1
            }
            if isAtEnd { return found(offset, places, times) ?? .nothing }
            if times.count >= 3 || number >= 1 && !times.isEmpty { break }
        }
        return found(offset, places, times) ?? .unknown
    }

    private mutating func found(_ offset: Int64, _ places: [Int64], _ times: [RecordTime]) -> Finding? {
        guard let position = places.first, let last = places.last else { return nil }
        let sorted = times.sorted { $0.earliest < $1.earliest }
        let probe = Probe(
            offset: offset,
            position: position,
            last: last,
            time: sorted[sorted.count / 2],
            first: times[0].earliest,
            final: times[times.count - 1].latest
        )
        probes.append(probe)
        return .record(probe)
    }

    /// Finds the end of the content in a file that is filled up with NULs.
    private mutating func trimPadding() throws {
        guard try isZero(from: end - Int64(limits.block)) else {
            // The block was read last: NULs may begin inside it.
            if let last = block.lastIndex(where: { $0 != 0 }) { end -= Int64(block.count - 1 - last) }
            return
        }
        // From the end in ever longer steps, since there may be NULs in the middle as well.
        var right = end
        var left = max(0, end - Int64(limits.block) * 2)
        while left > 0, try isZero(from: left) {
            right = left
            left = max(0, end - (end - left) * 2)
        }
        while right - left > Int64(limits.block) {
            let middle = left + (right - left) / 2
            if try isZero(from: middle) { right = middle } else { left = middle + 1 }
        }
        _ = try isZero(from: left)
        let used = block.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        end = min(end, left + Int64(used))
    }

    private mutating func isZero(from offset: Int64) throws -> Bool {
        try read(max(0, offset), limits.block, &block)
        spent += Int64(block.count)
        return block.allSatisfy { $0 == 0 }
    }
}
