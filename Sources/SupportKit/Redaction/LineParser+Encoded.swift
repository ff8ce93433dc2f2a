/// Secrets in a text that stands encoded in another one: a configuration in base 64, arguments in hexadecimal digits.
extension LineParser {
    /// Shorter runs hold no name with its value.
    private static let shortestRun = 40
    private static let longestRun = 128 * 1024

    /// Base 64 of a text with a secret in it: all of it is masked.
    mutating func encodedText(at index: Int, before limit: Int) -> Int? {
        guard limit - index >= Self.shortestRun, !isWithinEncoding else { return nil }
        var end = index
        while end < limit, ByteSet.base64.contains(bytes[end]) { end += 1 }
        guard (Self.shortestRun...Self.longestRun).contains(end - index) else { return nil }
        effort.spend(2 * (end - index))
        guard let text = decoded(index..<end), holdsSecret(text) else { return nil }
        add(index..<end, rule: .secret, teaches: false)
        return end
    }

    /// `proctitle=6D7973…` of audit: the arguments of a process.
    mutating func encodedField(_ site: KeySite, from start: Int) -> Int? {
        guard site.range.count <= 9, !isWithinEncoding, byte(start).isHexDigit,
            Self.auditFields.contains(word(site.range))
        else { return nil }
        var text: [UInt8] = []
        var end = start
        while byte(end).isHexDigit, byte(end + 1).isHexDigit {
            let byte = Self.digit(bytes[end]) << 4 | Self.digit(bytes[end + 1])
            // Between arguments stands NUL.
            text.append(byte == 0 ? 0x20 : byte)
            end += 2
        }
        guard text.count >= 8, end == bytes.count || bytes[end].isSpace || bytes[end].isQuote,
            text.allSatisfy(Self.isText), holdsSecret(text, .shell)
        else { return nil }
        add(start..<end, rule: .commandLine, teaches: false)
        return end
    }

    private static let auditFields = WordHash.set("proctitle cmd data a0 a1 a2 a3 a4 a5 a6 a7 a8 a9")

    private static func digit(_ byte: UInt8) -> UInt8 {
        byte.isDigit ? byte - 0x30 : byte.lowered - 0x57
    }

    /// What the base 64 in `range` stands for, nil if that is no text.
    private func decoded(_ range: Range<Int>) -> [UInt8]? {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for index in range {
            guard let digit = bytes[index].base64Value else { continue }
            group = (group << 6 | UInt32(digit)) & 0xFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            let byte = UInt8(truncatingIfNeeded: group >> bits)
            guard Self.isText(byte) else { return nil }
            text.append(byte)
        }
        return text
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Whether a parser of its own finds a secret in the text.
    private func holdsSecret(_ text: [UInt8], _ grammar: Grammar? = nil) -> Bool {
        var inner = LineParser(
            classifier: classifier,
            grammar: grammar ?? Grammar.recognise(name: "", head: text.span)
        )
        inner.isWithinEncoding = true
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, !text[end].endsLine { end += 1 }
            do {
                try inner.parse(text.span.extracting(start..<end))
            } catch {
                return true
            }
            if !inner.masks.isEmpty { return true }
            start = end + 1
        }
        return false
    }
}
