extension EncodedWord {
    /// Header text with its encoded-words (encodings B and Q) replaced by what they stand for.
    ///
    /// What is not a valid word stays as it is; white space between two words goes, as RFC 2047, section 6.2, wants it.
    static func decoded(_ text: String) -> String {
        var result = ""
        var octets: [UInt8] = []
        var charset = ""
        var pendingSpace = ""
        var rest = text[...]
        func flush() {
            // Words of one text may split a character between them, whatever the standard says.
            result += MIMEPart.text(octets, charset: charset)
            octets = []
        }
        while !rest.isEmpty {
            if rest.hasPrefix("=?"), let word = parse(rest) {
                if !octets.isEmpty, charset != word.charset { flush() }
                if octets.isEmpty { result += pendingSpace }
                pendingSpace = ""
                charset = word.charset
                octets += word.octets
                rest = rest[word.end...]
                continue
            }
            let character = rest.removeFirst()
            if character.isWhitespace {
                pendingSpace.append(character)
            } else {
                if !octets.isEmpty { flush() }
                result += pendingSpace
                pendingSpace = ""
                result.append(character)
            }
        }
        if !octets.isEmpty { flush() }
        return result + pendingSpace
    }

    private static func parse(_ text: Substring) -> (charset: String, octets: [UInt8], end: Substring.Index)? {
        let parts = text.dropFirst(2).split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=", parts[2].allSatisfy({ !$0.isWhitespace }) else { return nil }
        let octets: [UInt8]
        switch parts[1] {
        case "B", "b":
            octets = MIMEBase64.decoded(Array(parts[2].utf8)[...])
        case "Q", "q":
            let spaced = parts[2].utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
            octets = QuotedPrintable.decoded(spaced[...])
        default:
            return nil
        }
        // A language may follow the character set (RFC 2231, section 5).
        return (parts[0].prefix { $0 != "*" }.lowercased(), octets, text.index(after: parts[3].startIndex))
    }
}
