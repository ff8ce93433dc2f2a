/// What the bytes of a BLOB are, as far as it matters for redacting them.
enum TextForm: Equatable {
    /// Text in UTF-8.
    case plain
    /// Text in UTF-16.
    case wide(isBigEndian: Bool)
    /// No text, though there may be some in it.
    case none

    /// Fewer bytes or units are no text worth a search: nothing shorter is taken for a secret.
    static let shortest = 4

    init(_ bytes: [UInt8]) {
        if Self.isText(bytes) {
            self = .plain
        } else if Self.isWideText(bytes, isBigEndian: false) {
            self = .wide(isBigEndian: false)
        } else if Self.isWideText(bytes, isBigEndian: true) {
            self = .wide(isBigEndian: true)
        } else {
            self = .none
        }
    }

    /// UTF-8 without any control character that texts do not have.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || isTextual($0) }) else { return false }
        return (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// Blanks and line ends, the end of a field of FIX, the beginning of a colour.
    private static func isTextual(_ byte: UInt8) -> Bool {
        byte &- 0x09 < 5 || byte == 0x01 || byte == 0x1B
    }

    private static func isWideText(_ bytes: [UInt8], isBigEndian: Bool) -> Bool {
        guard bytes.count.isMultiple(of: 2), bytes.count >= 2 * shortest else { return false }
        let low = isBigEndian ? 1 : 0
        var latin = 0
        var index = 0
        while index < bytes.count {
            if bytes[index + 1 - low] == 0 {
                let byte = bytes[index + low]
                // Only at its end a text has a NUL.
                if byte == 0, index + 2 < bytes.count { return false }
                if byte != 0, byte < 0x20 || byte == 0x7F, !isTextual(byte) { return false }
                latin += 1
            }
            index += 2
        }
        return latin >= bytes.count / 4
    }

    /// Where the first runs of Latin characters in UTF-16 begin, at odd and at even places.
    static func wideRuns(_ bytes: [UInt8]) -> [(start: Int, isBigEndian: Bool)] {
        let found = [false, true].flatMap { isBigEndian in
            (0...1).compactMap { parity in
                wideRun(bytes, parity: parity, isBigEndian).map { (start: $0, isBigEndian: isBigEndian) }
            }
        }
        // Read from its second byte on, text in one order looks like text in the other.
        return found.filter { run in
            !found.contains { $0.start == run.start - 1 && $0.isBigEndian != run.isBigEndian }
        }
    }

    private static func wideRun(_ bytes: [UInt8], parity: Int, _ isBigEndian: Bool) -> Int? {
        let low = isBigEndian ? 1 : 0
        var run = 0
        var index = parity
        while index + 1 < bytes.count {
            let isLatin = bytes[index + 1 - low] == 0 && isPrintable(bytes[index + low])
            run = isLatin ? run + 1 : 0
            if run == shortest { return index - 2 * (shortest - 1) }
            index += 2
        }
        return nil
    }

    /// Whether there is a run of so many characters.
    static func holdsRun(_ bytes: [UInt8], of least: Int) -> Bool {
        !runs(bytes, bytes.indices, of: least, most: 1).isEmpty
    }

    /// How many characters of one byte stand before a place, as far as that matters.
    static func charactersBefore(_ place: Int, in bytes: [UInt8]) -> Int {
        var count = 0
        while count < 16, place - count > 0, isPrintable(bytes[place - count - 1]) { count += 1 }
        return count
    }

    /// Runs of characters in UTF-8, in their order.
    static func runs(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        of least: Int = shortest,
        most: Int = .max
    ) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = range.lowerBound
        var index = start
        func close() {
            if index - start >= least { runs.append(start..<index) }
        }
        while index < range.upperBound, runs.count < most {
            let length = isPrintable(bytes[index]) ? 1 : sequence(bytes, index)
            if length == 0 { close() }
            index += max(length, 1)
            if length == 0 { start = index }
        }
        index = min(index, range.upperBound)
        close()
        return runs
    }

    /// Whether bytes can be text in some encoding of one byte a character: no control characters, in UTF-8 or Latin-1.
    static func mayBeText(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = sequence(bytes, index)
            let byte = bytes[index]
            if length == 0, byte < 0x20 || (byte >= 0x7F && byte < 0xA0) { return false }
            index += max(length, 1)
        }
        return true
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    /// The length of a character of several bytes, or 0.
    private static func sequence(_ bytes: [UInt8], _ index: Int) -> Int {
        let first = bytes[index]
        guard first >= 0xC2, first < 0xF5 else { return 0 }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard index + length <= bytes.count else { return 0 }
        for place in (index + 1)..<(index + length) where bytes[place] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
