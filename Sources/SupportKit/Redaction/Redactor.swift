internal import Platform

/// Bytes from which the secrets have been removed.
///
/// Only a ``Redactor`` makes them, and whoever writes a bundle takes nothing else: content that was not redacted has no
/// way onto the disk. They are valid during the call that hands them over.
@safe
public struct RedactedBytes: ~Copyable {
    private let buffer: UnsafeBufferPointer<UInt8>

    fileprivate init(_ buffer: UnsafeBufferPointer<UInt8>) {
        unsafe self.buffer = unsafe buffer
    }

    /// Number of bytes.
    public var count: Int {
        unsafe buffer.count
    }

    /// Calls `body` with the bytes.
    public func withSpan<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
        try body(unsafe Span(_unsafeElements: buffer))
    }
}

/// Removes the secrets from one text that comes in pieces.
///
/// Line ends, a missing last line end, NULs, invalid UTF-8 and UTF-16 stay as they are; the output does not depend on
/// how the text is cut into chunks. Holds at most a line, or of longer lines a window of about one MiB.
public struct Redactor: ~Copyable {
    /// What one call hands over; may be called several times a chunk, or not at all.
    public typealias Sink = (borrowing RedactedBytes) throws -> Void
    /// Is told of each span that was removed, or looked at and left alone, in the order of the text.
    public typealias Explain = (RedactionExplanation) -> Void

    private let session: RedactionSession
    private let preservesLength: Bool
    private var parser: LineParser
    /// For judging what the search finds.
    private var judging: SearchContext

    private var isStarted = false
    private var head: [UInt8] = []
    private var transcoder: UTF16Transcoder?
    private var text: [UInt8] = []

    private var scanner: ShapeScanner?
    private var known: LearnedSecrets.Snapshot?
    private var knownScanner: ShapeScanner?
    private var patternScanner: ShapeScanner?
    private var hits: [ShapeScanner.Hit] = []

    /// The line that is not complete, from its start; of an overlong line ``context`` bytes that are out already, then
    /// those that are not.
    private var carry: [UInt8] = []
    private var context = 0
    private var isOverlong = false

    /// Values that this text has taught already.
    private var taught: Set<[UInt8]> = []
    /// Forms of those that are not in ``known`` yet, each with the place in the block from which on it is searched.
    private var fresh: [(form: LearnedSecrets.Form, from: Int)] = []
    private static let taughtLimit = 10_000
    /// A log may be full of values that are secret once; so many of them are searched in its own rest.
    private static let ownLimit = 64
    /// More forms than this are searched all at once instead of one by one.
    private let freshLimit: Int
    private static let usualFreshLimit = 24
    /// In a short text a search one by one costs next to nothing.
    private static let shortFreshLimit = 384
    /// Blocks since the last new form; after so many what is searched one by one is searched at once, too.
    private var quietBlocks = 0
    private static let quietLimit = 8

    /// Replaces names in what is handed over.
    private var pseudonyms: PseudonymWriter?
    private var renamed: [UInt8] = []

    private var masks: [Mask] = []
    private var output: [UInt8] = []
    private var encoded: [UInt8] = []

    private var counts: [Int]
    private var maskedLines = 0
    /// The line of the next byte to be handed over, and how many of its bytes are out; kept only while it is asked for.
    private var line = (number: 1, column: 0)
    private var places: [RedactionPlace] = []
    private let explain: Explain?

    /// Bytes searched at once: they stay in the cache.
    private static let slice = 256 * 1024
    /// Of an overlong line so much is decided at a time.
    private static let window = 1 << 20
    /// looking so far ahead and back.
    private static let margin = 64 * 1024

    init(
        session: RedactionSession,
        grammar: Grammar,
        preservingLength: Bool,
        keepsNames: Bool = false,
        isShort: Bool = false,
        explain: Explain? = nil
    ) {
        self.session = session
        freshLimit = isShort ? Self.shortFreshLimit : Self.usualFreshLimit
        self.explain = explain
        pseudonyms = keepsNames ? nil : session.pseudonyms?.makeWriter()
        preservesLength = preservingLength
        parser = LineParser(classifier: session.classifier, grammar: grammar)
        judging = SearchContext(session.classifier)
        counts = Array(repeating: 0, count: RedactionRule.all.count + session.configuration.patterns.count)
    }

    // MARK: - Input

    /// Takes the next piece of the text and hands over what is decided.
    ///
    /// - Throws: ``RedactionError`` when the search engine fails, and what `sink` throws. The text must then be given
    ///   up: what was handed over is not the whole of it.
    public mutating func consume(_ chunk: Span<UInt8>, into sink: Sink) throws {
        guard session.configuration.isEnabled else {
            return try hand(chunk, to: sink)
        }
        if isStarted { return try feed(chunk, into: sink) }
        let missing = min(TextEncoding.headLength - head.count, chunk.count)
        Self.append(chunk.extracting(0..<missing), to: &head)
        guard head.count == TextEncoding.headLength else { return }
        try start(into: sink)
        try feed(chunk.extracting(missing..<chunk.count), into: sink)
    }

    /// Hands over the rest, and says what was removed.
    ///
    /// - Throws: as ``consume(_:into:)``.
    public consuming func finish(into sink: Sink) throws -> RedactionTally {
        guard session.configuration.isEnabled else { return RedactionTally() }
        if !isStarted { try start(into: sink) }
        var half: UInt8?
        if transcoder != nil {
            text.removeAll(keepingCapacity: true)
            half = transcoder?.finishDecoding(into: &text)
            let rest = text
            try process(rest.span, into: sink)
        }
        if !carry.isEmpty { try flushLine(into: sink) }
        if pseudonyms != nil {
            var rest: [UInt8] = []
            try pseudonyms?.finish { rest.append(copying: $0) }
            pseudonyms = nil
            try hand(rest.span, to: sink)
        }
        if let half {
            transcoder = nil
            let rest = [half]
            try hand(rest.span, to: sink)
        }
        var tally = RedactionTally(maskedLines: maskedLines, places: places)
        for (rule, count) in counts.enumerated() where count > 0 {
            tally.hits[session.describe(rule: rule).id, default: 0] += count
        }
        session.add(tally)
        return tally
    }

    private mutating func start(into sink: Sink) throws {
        isStarted = true
        let (known, recent) = try session.learned.snapshot(recent: freshLimit)
        self.known = known
        fresh = recent.map { ($0, 0) }
        switch TextEncoding.detect(head.span) {
        case .bytes: break
        case .utf16LittleEndian: transcoder = UTF16Transcoder(isBigEndian: false)
        case .utf16BigEndian: transcoder = UTF16Transcoder(isBigEndian: true)
        }
        let first = head
        head = []
        try feed(first.span, into: sink)
    }

    private mutating func feed(_ chunk: Span<UInt8>, into sink: Sink) throws {
        guard transcoder != nil else { return try process(chunk, into: sink) }
        text.removeAll(keepingCapacity: true)
        transcoder?.decode(chunk, into: &text)
        let decoded = text
        try process(decoded.span, into: sink)
    }

    // MARK: - Lines

    private func endsLine(_ byte: UInt8) -> Bool {
        parser.grammar == .environment ? byte == 0 : byte.endsLine
    }

    /// Cuts `chunk` into blocks of whole lines; what is left waits in ``carry``.
    private mutating func process(_ chunk: Span<UInt8>, into sink: Sink) throws {
        var position = 0
        while position < chunk.count {
            if carry.isEmpty {
                let limit = min(position + Self.slice, chunk.count)
                let cut = lastCut(chunk, from: position, to: limit)
                if cut > position {
                    try redactBlock(chunk.extracting(position..<cut), into: sink)
                    position = cut
                    continue
                }
            } else if carry.last == .carriageReturn, parser.grammar != .environment {
                // The line end waited for its second half.
                if chunk[position] == .lineFeed {
                    carry.append(.lineFeed)
                    position += 1
                }
                try flushLine(into: sink)
                continue
            }
            position = try fillCarry(chunk, from: position, into: sink)
        }
    }

    /// The end of the last whole line in the range; its start if there is none.
    ///
    /// A CR at the end of the chunk may be half of a line end.
    private func lastCut(_ chunk: Span<UInt8>, from start: Int, to limit: Int) -> Int {
        var index = limit
        while index > start {
            let byte = chunk[index - 1]
            if endsLine(byte) {
                let isHalf = byte == .carriageReturn && (index == chunk.count || chunk[index] == .lineFeed)
                if !isHalf { return index }
            }
            index -= 1
        }
        return start
    }

    /// Takes bytes of `chunk` up to the end of the line, or as many as there is room for; returns where to go on.
    private mutating func fillCarry(_ chunk: Span<UInt8>, from start: Int, into sink: Sink) throws -> Int {
        let room = Self.window + Self.margin - (carry.count - context)
        let limit = min(start + room, chunk.count)
        var end = start
        while end < limit, !endsLine(chunk[end]) { end += 1 }
        if end < limit {
            let terminator = chunk[end]
            end += 1
            if terminator == .carriageReturn, end < chunk.count, chunk[end] == .lineFeed { end += 1 }
            Self.append(chunk.extracting(start..<end), to: &carry)
            let isHalf = terminator == .carriageReturn && end == chunk.count && carry.last == .carriageReturn
            if !isHalf { try flushLine(into: sink) }
            return end
        }
        Self.append(chunk.extracting(start..<end), to: &carry)
        if carry.count - context == Self.window + Self.margin { try redactWindow(isLast: false, into: sink) }
        return end
    }

    private mutating func flushLine(into sink: Sink) throws {
        if isOverlong {
            try redactWindow(isLast: true, into: sink)
        } else {
            let line = carry
            try redactBlock(line.span, into: sink)
        }
        carry.removeAll(keepingCapacity: true)
        context = 0
        isOverlong = false
    }

    // MARK: - Blocks

    private mutating func redactBlock(_ block: Span<UInt8>, into sink: Sink) throws {
        masks.removeAll(keepingCapacity: true)
        if parser.grammar.isParsedThroughout {
            var start = 0
            while start < block.count { start = parseLine(block, from: start) }
        } else {
            try parseHits(block)
        }
        try findPatterns(block)
        try learn(block)
        try findKnown(block)
        try note(block, from: 0, to: block.count)
        try rewrite(block, from: 0, to: block.count, into: sink)
    }

    /// Parses the lines in which the search finds something, and those that continue what they opened.
    private mutating func parseHits(_ block: Span<UInt8>) throws {
        try scan(block)
        let shapes = session.shapes
        var position = 0
        for index in hits.indices {
            let hit = hits[index]
            while parser.isWithinSecret, position < hit.end { position = parseLine(block, from: position) }
            let end = hit.end
            guard end > position, shapes.isTelling(hit, block, &judging) else { continue }
            var start = end - 1
            while start > position, !endsLine(block[start - 1]) { start -= 1 }
            position = parseLine(block, from: start)
        }
        while parser.isWithinSecret, position < block.count { position = parseLine(block, from: position) }
    }

    private mutating func scan(_ bytes: Span<UInt8>) throws {
        if scanner == nil {
            do {
                scanner = try ShapeScanner.open(session.database())
            } catch let failure as ShapeScanner.Failure {
                throw RedactionError(failure)
            }
        }
        do {
            try scanner?.scan(bytes, into: &hits)
        } catch {
            throw RedactionError("redaction stopped: \(error)")
        }
        session.shapes.addBodyLines(bytes, to: &hits)
    }

    /// Parses the line that starts at `start` and returns where the next one does.
    private mutating func parseLine(_ block: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < block.count, !endsLine(block[end]) { end += 1 }
        parse(block.extracting(start..<end), at: start, continuesLine: false)
        if end + 1 < block.count, block[end] == .carriageReturn, block[end + 1] == .lineFeed { return end + 2 }
        return end + 1
    }

    private mutating func parse(_ line: Span<UInt8>, at offset: Int, continuesLine: Bool) {
        do {
            try parser.parse(line, continuesLine: continuesLine)
            for mask in parser.masks {
                var mask = mask
                mask.start += offset
                mask.end += offset
                masks.append(mask)
            }
        } catch {
            masks.append(Mask(start: offset, end: offset + line.count, rule: nil, style: .label, teaches: false))
        }
    }

    // MARK: - Overlong lines

    /// Decides a window of a line that is too long to be held.
    ///
    /// The bytes are parsed with a margin before and behind them, and what begins in the window is masked, up to its
    /// end. A value that runs out of the margin is masked as far as it is known, and goes on.
    private mutating func redactWindow(isLast: Bool, into sink: Sink) throws {
        let bytes = carry
        masks.removeAll(keepingCapacity: true)
        var lineEnd = bytes.count
        while lineEnd > context, endsLine(bytes[lineEnd - 1]) { lineEnd -= 1 }
        let line = bytes.span.extracting(0..<lineEnd)
        var isWorthParsing = parser.grammar.isParsedThroughout || parser.isWithinSecret
        if !isWorthParsing {
            try scan(line)
            for hit in hits where !isWorthParsing { isWorthParsing = session.shapes.isTelling(hit, line, &judging) }
        }
        if isWorthParsing { parse(line, at: 0, continuesLine: isOverlong) }
        try findPatterns(line)
        try learn(line)
        try findKnown(line)
        tidyMasks()

        var cut = isLast ? bytes.count : context + Self.window
        if !isLast {
            if case .plain = parser.mode {
                for mask in masks where mask.start < cut && mask.end > cut { cut = mask.end }
                if let last = masks.last, last.end == bytes.count, last.start < cut {
                    let trailing = parser.trailing
                    parser.mode = .overlong(
                        trailing?.keyClass ?? .secret,
                        quote: trailing?.quote ?? 0,
                        level: trailing?.level ?? 0
                    )
                }
            } else {
                // Something is open at the end: it goes on there, and nothing has to be looked at again.
                cut = bytes.count
            }
        }
        masks.removeAll { $0.start >= cut || $0.end <= context }
        if let first = masks.first, first.start < context { masks[0].start = context }
        let from = context
        isOverlong = true
        try note(bytes.span, from: from, to: cut)
        try rewrite(bytes.span, from: from, to: cut, into: sink)
        let kept = cut == bytes.count ? cut : max(0, cut - Self.margin)
        if isWorthParsing { parser.rewindQuotes(to: kept) }
        carry.removeFirst(kept)
        context = cut - kept
    }

    // MARK: - Added patterns

    /// Adds masks for what matches an added pattern.
    ///
    /// Matched line by line, so that what is found does not depend on where a block ends.
    private mutating func findPatterns(_ block: Span<UInt8>) throws {
        guard let database = session.patterns else { return }
        if patternScanner == nil { patternScanner = try ShapeScanner.open(database) }
        try patternScanner?.scan(block, into: &hits)
        let ends = hits.map(\.end)
        var position = 0
        for end in ends where end > position {
            var start = end - 1
            while start > position, !endsLine(block[start - 1]) { start -= 1 }
            // A match may reach over a line end; every line it touches is looked at on its own.
            var stop = end - 1
            while stop < block.count, !endsLine(block[stop]) { stop += 1 }
            try patternScanner?.scan(block.extracting(start..<stop), into: &hits)
            for hit in hits where hit.end > hit.start {
                masks.append(
                    Mask(
                        start: start + hit.start,
                        end: start + hit.end,
                        rule: RedactionRule.all.count + hit.shape,
                        style: .label,
                        teaches: false
                    )
                )
            }
            position = stop
        }
    }

    // MARK: - Known values

    /// Takes what the parser found in `block` for secret in the rest of the text, too, and in texts that follow.
    private mutating func learn(_ block: Span<UInt8>) throws {
        quietBlocks += 1
        if fresh.count > freshLimit || (!fresh.isEmpty && quietBlocks > Self.quietLimit) {
            known = try LearnedSecrets.Snapshot((known?.forms ?? []) + fresh.map(\.form), engine: session.engine)
            knownScanner = nil
            fresh.removeAll()
        }
        for index in fresh.indices { fresh[index].from = 0 }
        let isConfigured = parser.grammar.isParsedThroughout
        for mask in masks where mask.teaches && taught.count < Self.taughtLimit {
            var value: [UInt8] = []
            Self.append(block.extracting(mask.start..<mask.end), to: &value)
            guard taught.insert(value).inserted else { continue }
            let forms = session.learned.learn(value, isConfigured: isConfigured)
            guard !forms.isEmpty else { continue }
            guard isConfigured || taught.count <= Self.ownLimit else { continue }
            fresh += forms.map { ($0, mask.end) }
            quietBlocks = 0
        }
    }

    /// Adds masks for values that are known to be secret and stand in `block`.
    private mutating func findKnown(_ block: Span<UInt8>) throws {
        defer { tidyMasks() }
        for (index, fresh) in fresh.enumerated() {
            var position = fresh.from
            while let start = block.firstIndex(of: fresh.form.bytes, from: position) {
                position = start + 1
                mask(fresh.form, in: block, from: start, number: (known?.forms.count ?? 0) + index)
            }
        }
        guard let known else { return }
        if knownScanner == nil { knownScanner = try ShapeScanner.open(known.database) }
        do {
            try knownScanner?.scan(block, into: &hits)
        } catch {
            throw RedactionError("redaction stopped: \(error)")
        }
        for hit in hits {
            let form = known.forms[hit.shape]
            mask(form, in: block, from: hit.end - form.bytes.count, number: hit.shape)
        }
    }

    private mutating func mask(_ form: LearnedSecrets.Form, in block: Span<UInt8>, from start: Int, number: Int) {
        let end = start + form.bytes.count
        guard !form.isWord || isWord(block, start, end), !isWithinLabel(block, start) else { return }
        masks.append(
            Mask(start: start, end: end, rule: form.rule.rawValue, style: .label, teaches: false, form: number)
        )
    }

    private func form(_ number: Int) -> LearnedSecrets.Form {
        guard let known else { return fresh[number].form }
        return number < known.forms.count ? known.forms[number] : fresh[number - known.forms.count].form
    }

    private func isWord(_ block: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        (start == 0 || !block[start - 1].isAlphanumeric) && (end == block.count || !block[end].isAlphanumeric)
    }

    private func isWithinLabel(_ block: Span<UInt8>, _ start: Int) -> Bool {
        var index = start
        while index > 0, start - index < 64, block[index - 1] != 0x5D, block[index - 1] != 0x5B { index -= 1 }
        guard index > 0, block[index - 1] == 0x5B, index + 9 < block.count else { return false }
        return zip("REDACTED:".utf8, index...).allSatisfy { block[$1] == $0 }
    }

    /// Puts the masks in order.
    ///
    /// Of a known value within another mask nothing is left; where they cross both grow.
    private mutating func tidyMasks() {
        var isTidy = true
        for index in masks.indices.dropFirst() where masks[index].start < masks[index - 1].end { isTidy = false }
        guard !isTidy else { return }
        masks.sort { ($0.start, $1.end) < ($1.start, $0.end) }
        var kept: [Mask] = []
        kept.reserveCapacity(masks.count)
        for mask in masks {
            guard let last = kept.last, mask.start < last.end else {
                kept.append(mask)
                continue
            }
            if last.form != nil, mask.form == nil, mask.end >= last.end {
                kept[kept.count - 1] = mask
                kept[kept.count - 1].start = last.start
            } else {
                kept[kept.count - 1].end = max(last.end, mask.end)
            }
        }
        masks = kept
    }

    // MARK: - Places

    /// Notes where the masks stand, as long as there is room for more places or somebody wants them explained.
    private mutating func note(_ block: Span<UInt8>, from start: Int, to end: Int) throws {
        guard explain != nil || (places.count < RedactionTally.placeLimit && !preservesLength) else { return }
        let onlyNUL = parser.grammar == .environment
        var counter = LineCounter(line: line.number, position: start, column: line.column, onlyNUL: onlyNUL)
        var kept: ArraySlice<(range: Range<Int>, name: String, why: String)> = []
        if explain != nil {
            try scan(block)
            let names = KeptNames(classifier: session.classifier, onlyNUL: onlyNUL)
            kept = names.explanations(block, from: start, to: end, hits: hits, masks: masks)[...]
        }
        for mask in masks {
            while let name = kept.first, name.range.lowerBound < mask.start {
                say(name, block, &counter)
                kept.removeFirst()
            }
            counter.advance(to: mask.start, in: block)
            let rule = mask.rule.map { session.describe(rule: $0) }
            if places.count < RedactionTally.placeLimit, !preservesLength {
                places.append(RedactionPlace(line: counter.line, rule: rule?.id ?? RedactionTally.maskedLineRule))
            }
            explain?(
                RedactionExplanation(
                    line: counter.line,
                    column: counter.column,
                    verdict: .removed(
                        rule: rule?.id ?? RedactionTally.maskedLineRule,
                        why: rule?.why ?? "a rule could not be carried out on this line"
                    )
                )
            )
        }
        for name in kept { say(name, block, &counter) }
        counter.advance(to: end, in: block)
        line = (counter.line, counter.column - 1)
    }

    private func say(
        _ name: (range: Range<Int>, name: String, why: String),
        _ block: Span<UInt8>,
        _ counter: inout LineCounter
    ) {
        counter.advance(to: name.range.lowerBound, in: block)
        explain?(
            RedactionExplanation(
                line: counter.line,
                column: counter.column,
                verdict: .kept(name: name.name, why: name.why)
            )
        )
    }

    // MARK: - Output

    /// Hands over the bytes from `start` to `end` with the masks in effect.
    private mutating func rewrite(_ block: Span<UInt8>, from start: Int, to end: Int, into sink: Sink) throws {
        guard !masks.isEmpty else { return try hand(block.extracting(start..<end), to: sink) }
        output.removeAll(keepingCapacity: true)
        var position = start
        for mask in masks {
            Self.append(block.extracting(position..<mask.start), to: &output)
            replace(mask, block)
            position = mask.end
        }
        Self.append(block.extracting(position..<end), to: &output)
        let bytes = output
        try hand(bytes.span, to: sink)
    }

    private mutating func replace(_ mask: Mask, _ block: Span<UInt8>) {
        if let rule = mask.rule { counts[rule] += 1 } else { maskedLines += 1 }
        var value: [UInt8] = []
        Self.append(block.extracting(mask.start..<mask.end), to: &value)
        guard !preservesLength else {
            // In UTF-16 a `*` stands for each unit.
            let count =
                transcoder == nil
                ? value.count : value.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
            output.append(contentsOf: repeatElement(0x2A, count: count))
            return
        }
        if case .erased = mask.style { return }
        let number: Int?
        if let form = mask.form, self.form(form).bytes.count == mask.end - mask.start {
            number = session.labels.number(of: self.form(form).value)
        } else {
            number = session.labels.number(of: value)
        }
        let label = Label.text(kind: mask.rule.map { session.describe(rule: $0).label } ?? "line", number: number)
        if case .quotedLabel = mask.style { output.append(.doubleQuote) }
        output.append(contentsOf: label)
        if case .quotedLabel = mask.style { output.append(.doubleQuote) }
    }

    private mutating func hand(_ bytes: Span<UInt8>, to sink: Sink) throws {
        guard bytes.count > 0 else { return }
        guard pseudonyms != nil else { return try emit(bytes, to: sink) }
        var renamed: [UInt8] = []
        swap(&renamed, &self.renamed)
        renamed.removeAll(keepingCapacity: true)
        try pseudonyms?.consume(bytes) { renamed.append(copying: $0) }
        if !renamed.isEmpty { try emit(renamed.span, to: sink) }
        swap(&renamed, &self.renamed)
    }

    private mutating func emit(_ bytes: Span<UInt8>, to sink: Sink) throws {
        guard transcoder != nil else {
            return try unsafe bytes.withUnsafeBufferPointer { try sink(unsafe RedactedBytes($0)) }
        }
        encoded.removeAll(keepingCapacity: true)
        transcoder?.encode(bytes, into: &encoded)
        try unsafe encoded.withUnsafeBufferPointer { try sink(unsafe RedactedBytes($0)) }
    }

    private static func append(_ bytes: Span<UInt8>, to array: inout [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { bytes in unsafe array.append(contentsOf: bytes) }
    }
}
