extension LineParser {
    /// The name before a separator.
    struct KeySite {
        var range: Range<Int>
        /// Where the name with its quotes and brackets begins.
        var outerStart: Int
        /// Closing quote of the name, 0 if it has none.
        var quote: UInt8
        /// Backslashes before each quote.
        var level: Int
        /// Nothing but comment marks, list marks and `export` stand before it on the line.
        var isFirst: Bool
        /// The byte before, 0 at the start of the line.
        var previous: UInt8
        var separator: UInt8
    }

    // MARK: - Separators

    mutating func equals(at index: Int) -> Int? {
        var end = index + 1
        while byte(end) == 0x3D || byte(end) == 0x3E { end += 1 }
        guard let site = key(before: index, separator: 0x3D) else { return nil }
        if bytes[site.range.lowerBound].isDigit, let found = fixField(site, from: end) { return found }
        return assignment(site, from: end)
    }

    /// Tags 554, Password, and 925, NewPassword, of a FIX message, whose fields end at SOH or, in logs, at a bar.
    private mutating func fixField(_ site: KeySite, from start: Int) -> Int? {
        guard site.range.count == 3, site.previous == 0x01 || site.previous == 0x7C,
            has("554", at: site.range.lowerBound) || has("925", at: site.range.lowerBound)
        else { return nil }
        var end = start
        while end < bytes.count, bytes[end] != site.previous { end += 1 }
        guard end > start, !Placeholder.isNone(bytes, start..<end) else { return nil }
        add(start..<end, rule: .password)
        return end
    }

    mutating func colon(at index: Int) -> Int? {
        if byte(index + 1) == 0x2F, byte(index + 2) == 0x2F { return url(at: index) }
        if byte(index + 1) == 0x3A { return dsn(at: index) ?? index + 2 }
        if byte(index + 1) == 0x3D { return nil }
        if let end = dsn(at: index) { return end }
        guard let site = key(before: index, separator: 0x3A) else { return nil }
        return assignment(site, from: index + 1)
    }

    /// `%3D` and `%3A` in a text escaped for a URL.
    mutating func escapedSeparator(at index: Int) -> Int? {
        guard byte(index + 1) == 0x33, [0x64, 0x61].contains(byte(index + 2).lowered) else { return nil }
        guard let site = key(before: index, separator: 0x25) else { return nil }
        return assignment(site, from: index + 3)
    }

    /// `\u003d` in a text escaped for JSON.
    mutating func unicodeSeparator(at index: Int) -> Int? {
        guard has("\\u003d", at: index) else { return nil }
        guard let site = key(before: index, separator: 0x3D) else { return nil }
        return assignment(site, from: index + 6)
    }

    // MARK: - Names

    /// Reads the name that ends before the separator at `end`.
    func key(before end: Int, separator: UInt8) -> KeySite? {
        var cursor = end
        if separator == 0x3D, cursor > 0, bytes[cursor - 1].isAny(of: ":+?!|") { cursor -= 1 }
        var blanks = 0
        while cursor > 0, bytes[cursor - 1].isBlank, blanks < 64 {
            cursor -= 1
            blanks += 1
        }
        // `config["password"] =`
        if cursor > 1, bytes[cursor - 1] == 0x5D, bytes[cursor - 2].isQuote { cursor -= 1 }
        let closed = closingQuote(before: cursor)
        cursor = closed.start
        let nameEnd = cursor
        while cursor > 0, bytes[cursor - 1].isNameByte, nameEnd - cursor < 160 { cursor -= 1 }
        // An escape before a name is not part of it: `\npassword=x`.
        if cursor > 0, bytes[cursor - 1] == .backslash, nameEnd - cursor > 1, bytes[cursor].isAny(of: "nrt") {
            cursor += 1
        }
        // `%26password%3Dx`
        if cursor > 0, bytes[cursor - 1] == 0x25, nameEnd - cursor > 2, bytes[cursor].isHexDigit { cursor += 2 }
        guard cursor < nameEnd else { return nil }
        var outer = cursor
        if closed.quote != 0 {
            while outer > 0, bytes[outer - 1] == .backslash || bytes[outer - 1].isQuote { outer -= 1 }
        }
        return KeySite(
            range: cursor..<nameEnd,
            outerStart: outer,
            quote: closed.quote,
            level: closed.level,
            isFirst: isFirst(outer),
            previous: byte(outer - 1),
            separator: separator
        )
    }

    /// Steps back over a closing quote: `"`, `\"`, `'`, `&quot;`, `%22`, `\u0022`.
    private func closingQuote(before end: Int) -> (start: Int, quote: UInt8, level: Int) {
        guard end > 0 else { return (end, 0, 0) }
        let last = bytes[end - 1]
        if last.isQuote {
            let level = backslashes(before: end - 1)
            return (end - 1 - level, last, level)
        }
        if last == 0x3B {
            if has("&quot;", at: end - 6) { return (end - 6, 0x26, 0) }
            if has("&#34;", at: end - 5) { return (end - 5, 0x26, 0) }
            if has("&apos;", at: end - 6) { return (end - 6, 0x26, 0) }
        }
        if last == 0x32 {
            if has("%22", at: end - 3) { return (end - 3, 0x25, 0) }
            if has("\\u0022", at: end - 6) { return (end - 6, 0x75, 0) }
        }
        return (end, 0, 0)
    }

    /// Whether what stands before `index` only introduces a setting.
    private func isFirst(_ index: Int) -> Bool {
        var cursor = index
        while cursor > firstContent {
            let previous = bytes[cursor - 1]
            if previous.isBlank || previous.isAny(of: "#;-*!/?+.<>\"'") || previous >= 0x80 {
                cursor -= 1
            } else if previous.isLetter {
                let word = wordBefore(cursor)
                guard Self.introductions.contains(self.word(word)) else { return false }
                cursor = word.lowerBound
            } else {
                return false
            }
        }
        return true
    }

    private static let introductions = WordHash.set(
        "export set setx env declare readonly local typeset dnl rem val let"
    )

    /// What the name means, with the words before it where it needs them: `Secret Access Key: …`.
    mutating func classify(_ site: KeySite) -> KeyClass {
        if grammar == .json || site.quote != 0, let unescaped = unescapedName(site) {
            return classifier.classify(unescaped, 0..<unescaped.count)
        }
        let keyClass = self.keyClass(site.range)
        guard site.quote == 0 || site.quote == .doubleQuote, Self.joiners.contains(word(site.range)) else {
            return keyClass
        }
        var start = site.range.lowerBound
        for _ in 0..<2 {
            guard start > 1, bytes[start - 1] == 0x20, bytes[start - 2].isLetter else { break }
            start = wordBefore(start - 1).lowerBound
        }
        guard start < site.range.lowerBound else { return keyClass }
        let joined = self.keyClass(start..<site.range.upperBound)
        return joined == .none || joined == .weakKey ? keyClass : joined
    }

    private static let joiners = WordHash.set("key keys word phrase code string community")

    /// The name with `\uXXXX` resolved, nil if it has none.
    private func unescapedName(_ site: KeySite) -> [UInt8]? {
        guard site.outerStart < site.range.lowerBound || bytes[max(0, site.range.lowerBound - 1)] == .backslash else {
            return nil
        }
        var start = site.range.upperBound
        var hasEscape = false
        while start > 0, !bytes[start - 1].isQuote, site.range.upperBound - start < 320 {
            start -= 1
            if bytes[start] == .backslash, byte(start + 1) == 0x75 { hasEscape = true }
        }
        guard hasEscape else { return nil }
        var name: [UInt8] = []
        var index = start
        while index < site.range.upperBound {
            if bytes[index] == .backslash, byte(index + 1) == 0x75, index + 6 <= site.range.upperBound,
                let code = UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
                code < 0x80
            {
                name.append(UInt8(code))
                index += 6
            } else {
                name.append(bytes[index])
                index += 1
            }
        }
        return name
    }
}
