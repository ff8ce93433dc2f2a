/// The rows of a manifest while it is made, in the order in which they were added, in some seventy bytes each: there may
/// be a hundred thousand.
///
/// What a row has in common with the one before, or with many, is kept once. Rows are read one after the other.
public struct ArtifactRecords: Sequence, Sendable {
    /// What many rows have in common.
    fileprivate struct Kind: Hashable {
        let category: String
        let collector: String
        let required: Bool
        let outcome: ArtifactOutcome
        let mode: String?
        let owner: String?

        init(_ record: ArtifactRecord) {
            category = record.category
            collector = record.collector
            required = record.required
            outcome = record.outcome
            mode = record.mode
            owner = record.owner
        }
    }

    /// Which of a row's values are there.
    fileprivate struct Parts: OptionSet {
        let rawValue: UInt8

        static let otherSource = Parts(rawValue: 1)
        static let reason = Parts(rawValue: 2)
        static let bytes = Parts(rawValue: 4)
        static let sourceBytes = Parts(rawValue: 8)
        static let sha256 = Parts(rawValue: 16)
        static let modified = Parts(rawValue: 32)
        static let window = Parts(rawValue: 64)
    }

    /// Texts of the row before.
    private struct Former {
        var path: [UInt8] = []
        var source: [UInt8] = []
        var reason: [UInt8] = []
        var modified: [UInt8] = []
    }

    /// What is stored of one category.
    struct Total {
        /// Rows with an entry in the bundle.
        var files = 0
        /// Bytes of these entries.
        var bytes: Int64 = 0
    }

    /// Each but the last has at least ``pageSize`` bytes; pages, because one array would be copied as it grows.
    private var pages: [[UInt8]] = []
    private var kinds: [Kind] = []
    private var kindNumbers: [Kind: Int] = [:]
    private var former = Former()
    /// How many rows there are.
    public private(set) var count = 0
    /// What is stored, by category.
    private(set) var totals: [String: Total] = [:]

    private static let pageSize = 64 << 10

    /// Creates a list from rows.
    init(_ records: some Sequence<ArtifactRecord> = []) {
        for record in records { append(record) }
    }

    /// How many rows have an entry in the bundle.
    public var storedCount: Int { totals.values.reduce(0) { $0 + $1.files } }

    /// Whether a row is of this kind of collector.
    func hasCollector(_ name: String) -> Bool { kinds.contains { $0.collector == name } }

    /// The rows that are not simply collected or empty, and those that say what of the window they cover.
    public var notable: some Sequence<ArtifactRecord> {
        rows { outcome, parts, _ in (outcome != .collected && outcome != .empty) || parts.contains(.window) }
    }

    /// The rows with an entry whose path is wanted.
    ///
    /// - Parameter isWanted: judges the path's bytes.
    /// - Returns: the rows.
    func stored(where isWanted: @escaping ([UInt8]) -> Bool) -> some Sequence<ArtifactRecord> {
        rows { _, parts, path in parts.contains(.bytes) && isWanted(path) }
    }

    private func rows(
        where isWanted: @escaping (ArtifactOutcome, Parts, [UInt8]) -> Bool
    ) -> some Sequence<ArtifactRecord> {
        sequence(state: makeIterator()) { $0.next(where: isWanted) }
    }

    // MARK: - Writing

    /// Adds a row.
    public mutating func append(_ record: ArtifactRecord) {
        if pages.last.map({ $0.count >= Self.pageSize }) ?? true {
            var page: [UInt8] = []
            page.reserveCapacity(Self.pageSize + 1_024)
            pages.append(page)
        }
        let last = pages.count - 1
        let source = Array(record.source.utf8)
        let path = Array(record.path.utf8)
        let digest = record.sha256.flatMap { Self.bytes(hexadecimal: $0) }
        precondition(record.sha256 == nil || digest != nil, "a SHA-256 has 64 small hexadecimal digits")
        var parts: Parts = []
        if !Self.isUsual(source, path, category: record.category) { parts.insert(.otherSource) }
        if record.reason != nil { parts.insert(.reason) }
        if record.bytes != nil { parts.insert(.bytes) }
        if record.sourceBytes != nil { parts.insert(.sourceBytes) }
        if digest != nil { parts.insert(.sha256) }
        if record.modified != nil { parts.insert(.modified) }
        if record.window != nil { parts.insert(.window) }
        pages[last].append(parts.rawValue)
        pages[last].append(number: number(of: Kind(record)))
        Self.append(path, after: &former.path, to: &pages[last])
        if parts.contains(.otherSource) { Self.append(source, after: &former.source, to: &pages[last]) }
        if let reason = record.reason { Self.append(Array(reason.utf8), after: &former.reason, to: &pages[last]) }
        if let bytes = record.bytes { pages[last].append(number: Int(bytes)) }
        if let bytes = record.sourceBytes { pages[last].append(number: Int(bytes)) }
        if let digest { pages[last] += digest }
        if let modified = record.modified {
            Self.append(Array(modified.utf8), after: &former.modified, to: &pages[last])
        }
        if let window = record.window {
            pages[last].append(window.complete ? 1 : 0)
            for text in [window.since, window.until] {
                pages[last].append(number: text.map { $0.utf8.count + 1 } ?? 0)
                pages[last] += (text ?? "").utf8
            }
        }
        pages[last].append(number: record.redactions)
        pages[last].append(number: record.milliseconds)
        count += 1
        if let bytes = record.bytes {
            totals[record.category, default: Total()].files += 1
            totals[record.category, default: Total()].bytes += bytes
        }
    }

    private mutating func number(of kind: Kind) -> Int {
        if let known = kindNumbers[kind] { return known }
        kinds.append(kind)
        kindNumbers[kind] = kinds.count - 1
        return kinds.count - 1
    }

    /// Whether a source is the absolute path that its place in the bundle shows.
    private static func isUsual(_ source: [UInt8], _ path: [UInt8], category: String) -> Bool {
        source.count == path.count - category.utf8.count && source.first == UInt8(ascii: "/")
            && path.dropFirst(category.utf8.count).elementsEqual(source)
    }

    private static func append(_ text: [UInt8], after former: inout [UInt8], to page: inout [UInt8]) {
        let shared = former.countOfCommonPrefix(text)
        page.append(number: shared)
        page.append(number: text.count - shared)
        page += text[shared...]
        former = text
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        func value(_ digit: UInt8) -> UInt8? {
            switch digit {
            case 0x30...0x39: digit - 0x30
            case 0x61...0x66: digit - 0x57
            default: nil
            }
        }
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = value(digit) else { return nil }
            guard let first = high else {
                high = value
                continue
            }
            bytes.append(first << 4 | value)
            high = nil
        }
        return bytes
    }

    // MARK: - Reading

    /// Reads the rows in order.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Reads the rows in order.
    public struct Iterator: IteratorProtocol {
        private let records: ArtifactRecords
        private var page = 0
        private var index = 0
        private var former = Former()

        fileprivate init(_ records: ArtifactRecords) {
            self.records = records
        }

        /// The next row, or nil behind the last.
        public mutating func next() -> ArtifactRecord? {
            next { _, _, _ in true }
        }

        /// The next row that is wanted, judged by its outcome, its parts and the bytes of its path.
        fileprivate mutating func next(where isWanted: (ArtifactOutcome, Parts, [UInt8]) -> Bool) -> ArtifactRecord? {
            while page < records.pages.count {
                guard index < records.pages[page].count else {
                    page += 1
                    index = 0
                    continue
                }
                if let record = read(records.pages[page], isWanted) { return record }
            }
            return nil
        }

        private mutating func read(
            _ bytes: [UInt8],
            _ isWanted: (ArtifactOutcome, Parts, [UInt8]) -> Bool
        ) -> ArtifactRecord? {
            let parts = Parts(rawValue: bytes[index])
            index += 1
            let kind = records.kinds[bytes.number(at: &index)]
            Self.readText(bytes, &index, into: &former.path)
            if parts.contains(.otherSource) { Self.readText(bytes, &index, into: &former.source) }
            if parts.contains(.reason) { Self.readText(bytes, &index, into: &former.reason) }
            let size = parts.contains(.bytes) ? Int64(bytes.number(at: &index)) : nil
            let sourceSize = parts.contains(.sourceBytes) ? Int64(bytes.number(at: &index)) : nil
            let digest = index
            if parts.contains(.sha256) { index += 32 }
            if parts.contains(.modified) { Self.readText(bytes, &index, into: &former.modified) }
            let window = parts.contains(.window) ? readWindow(bytes) : nil
            let redactions = bytes.number(at: &index)
            let milliseconds = bytes.number(at: &index)
            guard isWanted(kind.outcome, parts, former.path) else { return nil }
            let source =
                parts.contains(.otherSource) ? former.source[...] : former.path.dropFirst(kind.category.utf8.count)
            return ArtifactRecord(
                path: String(decoding: former.path, as: UTF8.self),
                source: String(decoding: source, as: UTF8.self),
                category: kind.category,
                collector: kind.collector,
                required: kind.required,
                outcome: kind.outcome,
                reason: parts.contains(.reason) ? String(decoding: former.reason, as: UTF8.self) : nil,
                bytes: size,
                sourceBytes: sourceSize,
                sha256: parts.contains(.sha256) ? bytes[digest..<digest + 32].hexadecimal : nil,
                mode: kind.mode,
                owner: kind.owner,
                modified: parts.contains(.modified) ? String(decoding: former.modified, as: UTF8.self) : nil,
                window: window,
                redactions: redactions,
                milliseconds: milliseconds
            )
        }

        private static func readText(_ bytes: [UInt8], _ index: inout Int, into text: inout [UInt8]) {
            let shared = bytes.number(at: &index)
            let count = bytes.number(at: &index)
            text.removeLast(text.count - shared)
            text += bytes[index..<index + count]
            index += count
        }

        private mutating func readWindow(_ bytes: [UInt8]) -> CoveredWindow {
            let isComplete = bytes[index] == 1
            index += 1
            var texts: [String?] = []
            for _ in 0..<2 {
                let count = bytes.number(at: &index) - 1
                texts.append(count < 0 ? nil : String(decoding: bytes[index..<index + count], as: UTF8.self))
                index += Swift.max(count, 0)
            }
            return CoveredWindow(since: texts[0], until: texts[1], complete: isComplete)
        }
    }
}
