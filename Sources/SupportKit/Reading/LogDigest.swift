internal import Platform
internal import SystemPackage

/// Counts errors in logs, and keeps starts, stops and crashes, while the logs are written into the bundle.
///
/// It sees redacted bytes only, and of the logs what the bundle has. Most lines are not looked at: a search for the marks
/// finds those that matter. Memory: at most 4 KiB of a line, 500 kinds of errors and 200 other events.
struct LogDigest {
    /// Errors of one kind.
    private struct Group {
        var count = 1
        var first: Int64?
        var last: Int64?
        var text: String
        var source: String
    }

    private struct Event: Hashable {
        let time: Int64?
        let kind: EventProfile.Kind
        let text: String
        let source: String
    }

    /// The most kinds of errors that are told apart.
    static let groupLimit = 500
    /// The most starts, stops and crashes that are kept.
    static let eventLimit = 200
    /// How many kinds of errors a request names.
    static let shownGroups = 8
    /// How many starts, stops and crashes a request names.
    static let shownEvents = 12
    private static let lineLimit = 4_096
    /// Words behind marks that are remembered; others are looked at each time.
    private static let wordLimit = 4_096
    /// Where the level of a record stands.
    private static let levelReach = 80
    private static let markReach = 1_024
    private static let textLimit = 160
    private static let shapes = RecordTimeShape.allCases.filter { !$0.isEasilyMistaken }

    private let marks: [EventProfile.Mark]
    private let search: LiteralSet
    private let identifier: String?
    private let zone: TimeZoneName
    private let offsets: ZoneOffsets
    private let around: Int64
    private var declared: RecordTimeFormat?
    private var clock: RecordClock
    /// The way the log's last time was written, in which the next one nearly always is too.
    private var shape: RecordTimeShape?
    private var source = ""
    /// The beginning of a line whose end has not come yet.
    private var pending: [UInt8] = []
    private var logs = 0
    private var groups: [Group] = []
    /// The groups by the fingerprint of what their errors have in common.
    private var places: [UInt64: Int] = [:]
    /// Words behind marks, by their fingerprints, and whether they have the form that numbers of errors have.
    private var numbers: [UInt64: Bool] = [:]
    private var hits: [LiteralSet.Hit] = []
    private var ungrouped = 0
    private var events: [Event] = []
    private var seen: Set<Event> = []
    private var unkept = 0

    /// Prepares a digest; nil when there is nothing to look for.
    ///
    /// - Parameters:
    ///   - profile: The marks.
    ///   - zone: In which times without zone are read, and all are shown.
    ///   - around: A moment near those of the logs, seconds since 1970.
    init?(_ profile: EventProfile, zone: TimeZoneName, around: Int64) {
        guard !profile.marks.isEmpty,
            let search = LiteralSet(profile.marks.map { LiteralSet.Literal(Array($0.text.utf8)) })
        else { return nil }
        marks = profile.marks
        self.search = search
        identifier = profile.identifier
        self.zone = zone
        offsets = ZoneOffsets(zone, around: around)
        self.around = around
        clock = RecordClock(offsets: offsets, modified: around)
    }

    // MARK: - Reading

    /// Begins a log.
    ///
    /// - Parameters:
    ///   - source: Its place in the bundle.
    ///   - modified: When it was last written, seconds since 1970; it tells the year where records do not.
    ///   - times: How its records write their times, where the profile says so.
    mutating func begin(_ source: String, modified: Int64, times: RecordTimes? = nil) {
        self.source = source
        declared = times?.format
        let offsets = times?.zone.map { ZoneOffsets($0, around: around) } ?? offsets
        clock = RecordClock(offsets: offsets, modified: modified)
        pending.removeAll(keepingCapacity: true)
        logs += 1
    }

    /// Takes bytes of the log.
    mutating func consume(_ bytes: Span<UInt8>) {
        guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return keep(bytes) }
        var start = 0
        if !pending.isEmpty {
            let end = (bytes.firstNewline(from: 0) ?? last) + 1
            keep(bytes.extracting(0..<end))
            let line = pending
            scan(line.span)
            pending.removeAll(keepingCapacity: true)
            start = end
        }
        if start <= last { scan(bytes.extracting(start..<last + 1)) }
        keep(bytes.extracting(last + 1..<bytes.count))
    }

    /// Takes the log's last line where nothing ends it.
    mutating func end() {
        let line = pending
        scan(line.span)
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ bytes: Span<UInt8>) {
        let room = Self.lineLimit - pending.count
        if room > 0 { pending.append(copying: bytes.extracting(0..<min(room, bytes.count))) }
    }

    private mutating func scan(_ lines: Span<UInt8>) {
        var found: [LiteralSet.Hit] = []
        swap(&found, &hits)
        defer { swap(&found, &hits) }
        found.removeAll(keepingCapacity: true)
        search.scan(lines, in: 0..<lines.count) { found.append($0) }
        Self.sort(&found)
        var line = -1
        var kinds: [EventProfile.Kind] = []
        for hit in found {
            let kind = marks[hit.literal].kind
            let reach = kind == .error ? Self.levelReach : Self.markReach
            guard let start = Self.lineStart(lines, before: hit.start, within: reach) else { continue }
            if start != line { kinds.removeAll(keepingCapacity: true) }
            line = start
            guard !kinds.contains(where: { $0 == kind }) else { continue }
            kinds.append(kind)
            note(lines, line: start, hit.literal, at: hit.start)
        }
    }

    /// They come nearly in order.
    private static func sort(_ hits: inout [LiteralSet.Hit]) {
        let isSorted = hits.indices.dropFirst().allSatisfy {
            (hits[$0 - 1].start, hits[$0 - 1].literal) <= (hits[$0].start, hits[$0].literal)
        }
        if !isSorted { hits.sort { ($0.start, $0.literal) < ($1.start, $1.literal) } }
    }

    private static func lineStart(_ lines: Span<UInt8>, before place: Int, within reach: Int) -> Int? {
        let from = max(0, place - reach - 1)
        guard let end = lines.extracting(from..<place).lastIndex(of: UInt8(ascii: "\n")) else {
            return from == 0 ? 0 : nil
        }
        return from + end + 1
    }

    private mutating func note(_ lines: Span<UInt8>, line start: Int, _ number: Int, at place: Int) {
        let end = min(lines.firstNewline(from: start) ?? lines.count, start + Self.lineLimit)
        guard place < end else { return }
        let time = stamp(lines, from: start, to: end).flatMap { clock.time(of: $0)?.earliest }
        let rest = lines.extracting(place..<end)
        guard marks[number].kind == .error else {
            return keep(Event(time: time, kind: marks[number].kind, text: Self.text(rest), source: source))
        }
        let print = fingerprint(rest, behind: marks[number].text.utf8.count)
        if let index = places[print] {
            groups[index].count += 1
            guard let time else { return }
            if time < groups[index].first ?? .max {
                groups[index].first = time
                groups[index].text = Self.text(rest)
                groups[index].source = source
            }
            groups[index].last = max(groups[index].last ?? time, time)
        } else if groups.count < Self.groupLimit {
            places[print] = groups.count
            groups.append(Group(first: time, last: time, text: Self.text(rest), source: source))
        } else {
            ungrouped += 1
        }
    }

    private mutating func keep(_ event: Event) {
        // Two logs may have the same record.
        let record = Event(time: event.time, kind: event.kind, text: event.text, source: "")
        guard event.time == nil || !seen.contains(record) else { return }
        guard events.count < Self.eventLimit else {
            unkept += 1
            return
        }
        seen.insert(record)
        events.append(event)
    }

    private mutating func stamp(_ lines: Span<UInt8>, from start: Int, to end: Int) -> RecordStamp? {
        if let declared, let stamp = declared.stamp(in: lines, from: start, to: end) { return stamp }
        if let shape, let stamp = shape.stamp(in: lines, from: start, to: min(end, start + shape.reach)) {
            return stamp
        }
        for shape in Self.shapes {
            if let stamp = shape.stamp(in: lines, from: start, to: min(end, start + shape.reach)) {
                self.shape = shape
                return stamp
            }
        }
        return nil
    }

    /// What a request says of a record: its text from the mark on.
    private static func text(_ rest: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.append(copying: rest.extracting(0..<min(rest.count, 4 * textLimit)))
        return RequestValues.shortened(HeaderText.sanitised(String(decoding: bytes, as: UTF8.self)), to: textLimit)
    }

    /// What errors of one kind have in common, as a hash: the number behind the mark, or else the text without its numbers.
    ///
    /// Of some hundred kinds no two will have the same.
    private mutating func fingerprint(_ rest: Span<UInt8>, behind length: Int) -> UInt64 {
        guard let identifier, length < rest.count else { return Self.kind(of: rest) }
        var end = length
        while end < min(rest.count, length + 32), rest[end] > UInt8(ascii: " ") { end += 1 }
        let word = rest.extracting(length..<end)
        var print = WordHash()
        for index in word.indices { print.add(word[index]) }
        let isNumber = numbers[print.value] ?? Self.hasForm(word, identifier)
        if numbers.count < Self.wordLimit { numbers[print.value] = isNumber }
        return isNumber ? print.value : Self.kind(of: rest)
    }

    private static func hasForm(_ word: Span<UInt8>, _ pattern: String) -> Bool {
        var bytes: [UInt8] = []
        bytes.append(copying: word)
        let name = FilePath.Component(String(decoding: bytes, as: UTF8.self))
        return name.map { NamePattern.matches($0, pattern: pattern) } ?? false
    }

    /// The same for errors that differ in their numbers only.
    private static func kind(of rest: Span<UInt8>) -> UInt64 {
        // Another beginning than for a number of an error.
        var print = WordHash()
        print.add(0)
        var isNumber = false
        for index in 0..<min(rest.count, 120) {
            let byte = rest[index]
            if byte < UInt8(ascii: " ") { break }
            let isDigit = StampReader.isDigit(byte)
            if !isDigit { print.add(byte) } else if !isNumber { print.add(UInt8(ascii: "#")) }
            isNumber = isDigit
        }
        return print.value
    }

    // MARK: - Telling

    /// The errors for a request, one line each: how many, the first one, and the most frequent kinds.
    ///
    /// Empty when no log was read or nothing marks an error.
    var errorLines: [String] {
        guard logs > 0, marks.contains(where: { $0.kind == .error }) else { return [] }
        let total = groups.reduce(ungrouped) { $0 + $1.count }
        guard total > 0 else { return ["none in \(logs) \(logs == 1 ? "log" : "logs")"] }
        let sorted = groups.sorted { ($0.first ?? .max, $0.text) < ($1.first ?? .max, $1.text) }
        var lines = [
            "\(total) in \(logs) \(logs == 1 ? "log" : "logs"); a record that two logs have is counted twice"
        ]
        if let first = sorted.first { lines.append("first: \(moment(first.first))\(first.text) (\(first.source))") }
        let frequent = sorted.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
        for group in frequent.prefix(Self.shownGroups).map(\.element) {
            var line = "\(group.count) x \(group.text)"
            if group.count > 1, let first = group.first, let last = group.last {
                line += "; first \(text(first)), last \(text(last))"
            } else if let first = group.first {
                line += "; \(text(first))"
            }
            lines.append(line)
        }
        let shown = frequent.prefix(Self.shownGroups).reduce(0) { $0 + $1.element.count }
        if total > shown { lines.append("\(total - shown) x other errors") }
        return lines
    }

    /// The starts, stops and crashes for a request, one line each, the latest last; the oldest give way.
    var eventLines: [String] {
        let sorted = events.enumerated().sorted {
            ($0.element.time ?? .min, $0.offset) < ($1.element.time ?? .min, $1.offset)
        }.map(\.element)
        let shown = sorted.suffix(Self.shownEvents).map { event in
            "\(event.kind.title): \(moment(event.time))\(event.text) (\(event.source))"
        }
        let rest = events.count + unkept - shown.count
        return (rest > 0 ? ["\(rest) more are in the logs"] : []) + shown
    }

    private func moment(_ time: Int64?) -> String { time.map { "\(text($0)) " } ?? "" }

    /// A time to the second.
    private func text(_ time: Int64) -> String {
        Timestamp.text(time / RecordWindow.second, zone: zone)
    }
}
