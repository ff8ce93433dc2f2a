/// Encoded-words: how text outside ASCII stands in a header (RFC 2047, encoding B, UTF-8).
enum EncodedWord {
    /// The most characters of a line that has an encoded-word (RFC 2047, section 2).
    static let lineLimit = 76
    private static let prefix = "=?utf-8?B?"
    private static let suffix = "?="
    /// The most octets in one word: 60 characters of base64, 72 with prefix and suffix, 73 with the space before it.
    private static let octetLimit = 45

    /// Whether text must be encoded to come out as it went in.
    static func isNeeded(for text: String) -> Bool {
        !text.utf8.allSatisfy { $0 < 0x80 } || hasEncodedWordStart(text)
    }

    /// The text as encoded-words, each valid by itself: no character is split between two of them.
    ///
    /// - Parameters:
    ///   - text: What to encode.
    ///   - column: How many characters stand in the line before the first word.
    /// - Returns: The words in order.
    static func words(for text: String, column: Int) -> [String] {
        let overhead = prefix.utf8.count + suffix.utf8.count
        let firstLimit = max(0, (lineLimit - column - overhead) / 4 * 3)
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let octets = Array(String(scalar).utf8)
            let limit = words.isEmpty ? min(firstLimit, octetLimit) : octetLimit
            if !chunk.isEmpty, chunk.count + octets.count > limit {
                words.append(word(chunk))
                chunk.removeAll(keepingCapacity: true)
            }
            chunk += octets
        }
        if !chunk.isEmpty { words.append(word(chunk)) }
        return words
    }

    private static func word(_ octets: [UInt8]) -> String {
        prefix + String(decoding: MIMEBase64.encode(octets[...]), as: UTF8.self) + suffix
    }

    private static func hasEncodedWordStart(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for octet in text.utf8 {
            if previous == UInt8(ascii: "="), octet == UInt8(ascii: "?") { return true }
            previous = octet
        }
        return false
    }
}
