internal import Platform

/// Searches one text, which comes in pieces, in constant memory and in one pass.
///
/// A place found is judged with what stands around it, a line of any length being known only so far.
struct LeakScanner: ~Copyable {
    /// What was found: a rule, and where.
    typealias Found = (_ rule: String, _ position: LeakFinding.Position) -> Void

    private let engine: LeakEngine
    private let room: BytePattern.Room

    /// Bytes from ``done`` less ``context`` to the end of what is known.
    private var buffer: [UInt8] = []
    /// Where in ``buffer`` the search goes on.
    private var done = 0
    /// Bytes of the text before ``buffer``, and line ends among them.
    private var bytesBefore: Int64 = 0
    private var linesBefore = 0
    private var hits: [LiteralSet.Hit] = []

    private var wide: WideText?
    private var decoded: [UInt8] = []
    private var head: [UInt8] = []
    private var isStarted = false
    private var isBinary = false
    private var isPacked = false

    /// Bytes that are searched at once.
    private static let slice = 1 << 18
    /// Bytes behind them that are known then.
    private static let reach = 16 << 10
    /// Bytes before them that are kept.
    private static let context = 2 << 10

    private init(engine: LeakEngine, room: consuming BytePattern.Room) {
        self.engine = engine
        self.room = room
    }

    static func make(_ engine: LeakEngine, stepLimit: UInt32 = 200_000) throws(LeakCheckError) -> LeakScanner {
        do {
            return LeakScanner(engine: engine, room: try BytePattern.Room.make(stepLimit: stepLimit))
        } catch {
            throw .engine("\(error)")
        }
    }

    // MARK: - Input

    /// Forgets the text before.
    mutating func begin() {
        buffer.removeAll(keepingCapacity: true)
        head.removeAll(keepingCapacity: true)
        done = 0
        bytesBefore = 0
        linesBefore = 0
        wide = nil
        isStarted = false
    }

    mutating func consume(_ chunk: Span<UInt8>, report: Found) {
        guard !isStarted else { return feed(chunk, report) }
        let missing = min(WideText.headLength - head.count, chunk.count)
        head.append(copying: chunk.extracting(first: missing))
        guard head.count == WideText.headLength else { return }
        start(report)
        feed(chunk.extracting(droppingFirst: missing), report)
    }

    /// Ends the text.
    mutating func finish(report: Found) {
        if !isStarted { start(report) }
        search(upTo: buffer.count, report)
        if isPacked { report(LeakRule.packedEntry.id, .whole) }
    }

    private mutating func start(_ report: Found) {
        isStarted = true
        wide = WideText(head: head.span)
        isBinary = wide == nil && head.contains(0)
        isPacked = Self.packedBeginnings.contains { head.starts(with: $0) }
        let first = head
        feed(first.span, report)
    }

    /// gzip, xz, zstd, bzip2, zip.
    private static let packedBeginnings: [[UInt8]] = [
        [0x1F, 0x8B, 8], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x28, 0xB5, 0x2F, 0xFD],
        [0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x50, 0x4B, 3, 4],
    ]

    private mutating func feed(_ chunk: Span<UInt8>, _ report: Found) {
        guard wide != nil else { return take(chunk, report) }
        decoded.removeAll(keepingCapacity: true)
        wide?.decode(chunk, into: &decoded)
        let text = decoded
        take(text.span, report)
    }

    private mutating func take(_ chunk: Span<UInt8>, _ report: Found) {
        var position = 0
        while position < chunk.count {
            let count = min(chunk.count - position, Self.slice)
            buffer.append(copying: chunk.extracting(position..<(position + count)))
            position += count
            if buffer.count - done >= Self.slice + Self.reach { search(upTo: buffer.count - Self.reach, report) }
        }
    }

    // MARK: - Search

    /// Searches what was not, up to `end`, and forgets what is no longer needed.
    private mutating func search(upTo end: Int, _ report: Found) {
        hits.removeAll(keepingCapacity: true)
        var found = hits
        engine.literals.scan(buffer.span, in: done..<end) { found.append($0) }
        hits = found
        // Within a slice lines are counted on, from one finding to the next.
        var counted = (place: 0, lines: linesBefore)
        for hit in hits {
            guard let rule = judge(hit) else { continue }
            counted.lines += lineEnds(from: counted.place, to: hit.start)
            counted.place = hit.start
            report(rule, isBinary ? .byte(bytesBefore + Int64(hit.start)) : .line(counted.lines + 1))
        }
        let kept = max(0, end - Self.context)
        linesBefore = counted.lines + lineEnds(from: counted.place, to: kept)
        bytesBefore += Int64(kept)
        buffer.removeFirst(kept)
        done = end - kept
    }

    /// Line ends between two places; negative when `end` comes first.
    private func lineEnds(from start: Int, to end: Int) -> Int {
        start <= end
            ? buffer.span.extracting(start..<end).count(of: 0x0A) : -buffer.span.extracting(end..<start).count(of: 0x0A)
    }

    /// The rule by which there is a secret at `hit`.
    private func judge(_ hit: LiteralSet.Hit) -> String? {
        switch engine.leads[hit.literal] {
        case .known(let index):
            let form = engine.known[index]
            let range = hit.start..<(hit.start + form.bytes.count)
            guard !form.isWord || isWord(range), !isWithinLabel(range) else { return nil }
            return form.isLiteral ? LeakRule.knownLiteral.id : LeakRule.knownSecret.id
        case .rules(let rules):
            for index in rules {
                switch confirms(index, hit.start) {
                case true: return LeakRule.patterns[index].id
                case false: continue
                case nil: return LeakRule.uncheckedLine.id
                }
            }
            return nil
        }
    }

    /// Whether the rule's pattern and proof hold at `start`; nil if that cannot be decided.
    private func confirms(_ index: Int, _ start: Int) -> Bool? {
        let rule = LeakRule.patterns[index]
        let limit = min(buffer.count, start + Self.reach)
        let from = max(0, start - 256)
        let bytes = buffer.span
        let to = rule.spansLines ? limit : bytes.endOfLine(from: start + 1, limit: limit)
        let line = bytes.extracting(from..<to)
        switch engine.rules.patterns[index].match(line, at: start - from, using: room) {
        case .noMatch: return false
        case .failed: return nil
        case .match(let value):
            return engine.rules.harmless.allows(line.extracting(value), proof: rule.proof, using: room).map { !$0 }
        }
    }

    private func isWord(_ range: Range<Int>) -> Bool {
        (range.lowerBound == 0 || !KnownForms.isAlphanumeric(buffer[range.lowerBound - 1]))
            && (range.upperBound == buffer.count || !KnownForms.isAlphanumeric(buffer[range.upperBound]))
    }

    /// Whether a label stands around it: its words are no secrets.
    private func isWithinLabel(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index > 0, range.lowerBound - index < 64, buffer[index] != UInt8(ascii: "[") { index -= 1 }
        guard buffer[index...].starts(with: "[REDACTED:".utf8),
            let end = buffer[index...].prefix(80).firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        return range.upperBound <= end
    }
}

extension Span<UInt8> {
    /// The first line end at `start` or behind it: LF, CR or NUL; `limit` if there is none before it.
    fileprivate func endOfLine(from start: Int, limit: Int) -> Int {
        unsafe withUnsafeBufferPointer { bytes in
            var index = start
            while index < limit {
                let byte = unsafe bytes[index]
                if byte == 0x0A || byte == 0x0D || byte == 0 { return index }
                index += 1
            }
            return limit
        }
    }
}
