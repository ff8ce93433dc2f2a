/// Key blocks whose every line bears what a collector of logs puts before it: `app_1  | `, `[pod/app-1/app] `,
/// `<14>1 2026-11-20T08:00:01Z h app 12 - - `, the number of `cat -n`, `{"log":"`.
extension LineParser {
    /// Lines of other writers that may stand between two lines of a block.
    private static let strangerLimit = 16

    /// Notes what stands before the mark `-----BEGIN …` at `index`, numbers and blanks as one byte each.
    mutating func noteKeyPrefix(before index: Int) {
        keyPrefix.removeAll(keepingCapacity: true)
        strangersLeft = Self.strangerLimit
        guard index > 0, index <= 512 else { return }
        var position = 0
        while position < index {
            keyPrefix.append(kind(at: position))
            position = endOfRun(at: position)
        }
        // `app_1  |` alone is an empty line.
        if keyPrefix.last == 0x20 { keyPrefix.removeLast() }
    }

    /// Where the material begins behind the same text as stands before the first mark; nil on a line of another kind.
    func keyStartBehindPrefix() -> Int? {
        guard !keyPrefix.isEmpty else { return nil }
        var position = 0
        for wanted in keyPrefix {
            guard position < bytes.count, kind(at: position) == wanted else { return nil }
            position = endOfRun(at: position)
        }
        return skipBlanks(position)
    }

    /// The end of the material that begins at `start` behind a prefix; nil if it is none.
    func prefixedKeyEnd(_ start: Int) -> Int? {
        var end = start
        while end < bytes.count, ByteSet.base64.contains(bytes[end]) { end += 1 }
        return end > start && endsPrefixedLine(end) ? end : nil
    }

    /// Whether nothing but a line end follows, escaped or not, or the end of a text or an element.
    func endsPrefixedLine(_ index: Int) -> Bool {
        let rest = skipBlanks(index)
        if rest < bytes.count, bytes[rest].isQuote {
            return rest + 1 == bytes.count || bytes[rest + 1].isAny(of: ",}])")
        }
        return rest >= bytes.count || bytes[rest] == 0x3C
            || (bytes[rest] == .backslash && byte(rest + 1).isAny(of: "nr"))
    }

    /// Whether the line is of another writer than the block it stands within; the block may go on behind it.
    mutating func isStranger() -> Bool {
        guard strangersLeft > 0, keyPrefix.contains(where: { $0.isAlphanumeric }), !bytes.isEmpty,
            bytes[firstContent...].contains(where: \.isBlank)
        else { return false }
        strangersLeft -= 1
        return true
    }

    private func kind(at index: Int) -> UInt8 {
        bytes[index].isDigit ? 0x30 : bytes[index].isBlank ? 0x20 : bytes[index]
    }

    private func endOfRun(at index: Int) -> Int {
        var end = index + 1
        if bytes[index].isDigit {
            while byte(end).isDigit { end += 1 }
        } else if bytes[index].isBlank {
            while byte(end).isBlank { end += 1 }
        }
        return end
    }
}
