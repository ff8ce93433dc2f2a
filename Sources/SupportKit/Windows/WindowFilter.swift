/// Passes on the records of a log that were written in the incident window, whole, and leaves out the others.
///
/// A record begins at a line with a time and goes on to the next such line; lines before the first one belong to it.
/// What passes does not depend on how the bytes are cut into chunks. Memory: one line's beginning of at most
/// ``RecordTimeFormat/reach`` bytes, and 64 KiB of lines before the first time.
struct WindowFilter: ~Copyable {
    /// Why a line is passed on or not.
    private enum Decision {
        /// No time yet: the line is held back.
        case open
        case keep
        case dropBefore
        case dropAfter
    }

    private let format: RecordTimeFormat
    private let window: RecordWindow
    private let hole: Int64
    private var clock: RecordClock
    private var folds = FoldTracker()
    private var decision = Decision.open
    /// The beginning of a line that is not decided yet.
    private var partial: [UInt8] = []
    private var preamble: [UInt8] = []
    private var isInsideLine = false
    private var latestKept: Int64?
    private var recordsPast = 0
    /// Bytes behind the window that were seen before those records.
    private var bytesBeforePast: Int64 = 0
    /// What was found out so far.
    private(set) var coverage = Coverage()

    private static let preambleLimit = 1 << 16
    private static let recordsUntilEnd = 64
    private static let bytesUntilEnd: Int64 = 1 << 20

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - format: how the records begin.
    ///   - window: what is kept.
    ///   - clock: what the times mean.
    ///   - hole: nanoseconds without a record from which on a stretch is reported.
    init(format: RecordTimeFormat, window: RecordWindow, clock: RecordClock, hole: Int64 = 300 * RecordWindow.second) {
        self.format = format
        self.window = window
        self.clock = clock
        self.hole = hole
    }

    /// Whether nothing more will pass: so many records in a row, of a mebibyte, were written so long after the window that
    /// no clock put back leads into it again.
    var isDone: Bool {
        coverage.isOrdered && recordsPast >= Self.recordsUntilEnd
            && coverage.bytesAfter - bytesBeforePast >= Self.bytesUntilEnd
    }

    /// The time of the last record that passed, in nanoseconds since 1970.
    var lastKept: Int64? { coverage.last }

    /// Takes a chunk and passes on what stays.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        let count = chunk.count
        if isInsideLine {
            position = chunk.firstNewline(from: 0).map { $0 + 1 } ?? count
            isInsideLine = position == 0 || chunk[position - 1] != 0x0A
            try route(chunk.extracting(0..<position), into: push)
        }
        if !partial.isEmpty, position < count {
            position = try completeLine(chunk, from: position, into: push)
        }
        var run = position
        while position < count, !isDone {
            if chunk[position] == 0 {
                // Files are filled with NULs where they were preallocated, or emptied while somebody wrote on.
                try route(chunk.extracting(run..<position), into: push)
                let next = chunk.firstNonZero(from: position)
                coverage.paddingBytes += Int64(next - position)
                position = next
                run = next
                continue
            }
            let newline = chunk.firstNewline(from: position)
            let end = newline ?? count
            if newline == nil, count - position < format.reach {
                try route(chunk.extracting(run..<position), into: push)
                partial.append(copying: chunk.extracting(position..<count))
                return
            }
            if let next = begin(chunk, from: position, to: min(end, position + format.reach)), next != decision {
                try route(chunk.extracting(run..<position), into: push)
                run = position
                try decide(next, into: push)
            }
            position = newline.map { $0 + 1 } ?? count
            isInsideLine = newline == nil
        }
        try route(chunk.extracting(run..<position), into: push)
        if isDone, position < count { coverage.bytesAfter += Int64(count - position) }
    }

    /// Passes on an unfinished last line, and what had no time at all.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        if !partial.isEmpty {
            let line = partial
            partial.removeAll()
            try take(line, into: push)
        }
        if decision == .open {
            decision = .keep
            try flushPreamble(into: push)
        }
    }

    /// Notes how many bytes of the file were not read because they lie before or after the window, or between two
    /// places where the window is.
    mutating func passedOver(before: Int64 = 0, after: Int64 = 0, between: Int64 = 0) {
        coverage.bytesBefore += before
        coverage.bytesAfter += after
        coverage.bytesBetween += between
    }

    /// Goes on in another place of the file, where a record begins.
    mutating func jump(into push: (Span<UInt8>) throws -> Void) throws {
        if !partial.isEmpty {
            let line = partial
            partial.removeAll()
            try take(line, into: push)
        }
        isInsideLine = false
        folds = FoldTracker()
        latestKept = nil
        recordsPast = 0
    }

    /// Notes what the search in the file found out about it.
    mutating func note(clockSteps: Int, padding: Int64, isOrdered: Bool) {
        coverage.isOrdered = isOrdered
        coverage.clockSteps = clockSteps
        coverage.paddingBytes += padding
    }

    // MARK: - Lines

    /// Adds to the line that began in an earlier chunk until it can be decided; returns where the rest begins.
    private mutating func completeLine(
        _ chunk: Span<UInt8>,
        from start: Int,
        into push: (Span<UInt8>) throws -> Void
    ) throws -> Int {
        let newline = chunk.firstNewline(from: start)
        let end = min(newline.map { $0 + 1 } ?? chunk.count, start + format.reach - partial.count)
        partial.append(copying: chunk.extracting(start..<end))
        guard newline.map({ $0 + 1 == end }) ?? false || partial.count >= format.reach else { return end }
        let line = partial
        partial.removeAll(keepingCapacity: true)
        try take(line, into: push)
        guard line.last != 0x0A else { return end }
        let rest = newline.map { $0 + 1 } ?? chunk.count
        isInsideLine = newline == nil
        try route(chunk.extracting(end..<rest), into: push)
        return rest
    }

    /// Takes the beginning of a line, as much of it as decides.
    private mutating func take(_ line: [UInt8], into push: (Span<UInt8>) throws -> Void) throws {
        let end = line.last == 0x0A ? line.count - 1 : line.count
        if let next = begin(line.span, from: 0, to: end), next != decision { try decide(next, into: push) }
        try route(line.span, into: push)
    }

    /// What becomes of the record that a line begins; nil when it begins none.
    private mutating func begin(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Decision? {
        guard let stamp = format.stamp(in: bytes, from: start, to: end), let read = clock.time(of: stamp) else {
            return nil
        }
        let time = folds.settle(read)
        coverage.hasTimes = true
        if window.contains(time) {
            coverage.recordsKept += 1
            if time.isAmbiguous { coverage.ambiguousRecords += 1 }
            recordsPast = 0
            // Of two readings the one in the window is shown.
            let shown = time.earliest >= window.since ? time.earliest : time.latest
            if let latest = latestKept, shown - latest >= hole { coverage.add(.init(from: latest, to: shown)) }
            latestKept = max(latestKept ?? .min, shown)
            coverage.first = min(coverage.first ?? .max, shown)
            coverage.last = max(coverage.last ?? .min, shown)
            return .keep
        }
        coverage.recordsDropped += 1
        if window.isAfter(time) {
            recordsPast = 0
            coverage.lastBefore = max(coverage.lastBefore ?? .min, time.latest)
            return .dropBefore
        }
        coverage.firstAfter = min(coverage.firstAfter ?? .max, time.earliest)
        if time.earliest - window.until > RecordWindow.disorder {
            if recordsPast == 0 { bytesBeforePast = coverage.bytesAfter }
            recordsPast += 1
        } else {
            recordsPast = 0
        }
        return .dropAfter
    }

    private mutating func decide(_ next: Decision, into push: (Span<UInt8>) throws -> Void) throws {
        let wasOpen = decision == .open
        decision = next
        if wasOpen { try flushPreamble(into: push) }
    }

    private mutating func flushPreamble(into push: (Span<UInt8>) throws -> Void) throws {
        guard !preamble.isEmpty else { return }
        let held = preamble
        preamble = []
        try route(held.span, into: push)
    }

    /// Passes bytes on, or counts them, as the record they belong to is decided.
    private mutating func route(_ bytes: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        guard !bytes.isEmpty else { return }
        switch decision {
        case .keep:
            coverage.bytesKept += Int64(bytes.count)
            try push(bytes)
        case .dropBefore: coverage.bytesBefore += Int64(bytes.count)
        case .dropAfter: coverage.bytesAfter += Int64(bytes.count)
        case .open:
            let room = Self.preambleLimit - preamble.count
            preamble.append(copying: bytes.extracting(0..<min(room, bytes.count)))
            guard bytes.count > room else { return }
            // So much without a time is no preamble: rather too much than lost.
            decision = .keep
            try flushPreamble(into: push)
            try route(bytes.extracting(room..<bytes.count), into: push)
        }
    }
}
