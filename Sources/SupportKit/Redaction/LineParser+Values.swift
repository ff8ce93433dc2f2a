extension LineParser {
    // MARK: - Where a value ends

    /// Reads the value that begins at `start`, behind separator and blanks.
    func value(_ site: KeySite, from start: Int) -> Value {
        if let quoted = quotedValue(from: start, isKeyQuoted: site.quote != 0) {
            return extended(quoted, from: start, site)
        }
        let end = bareEnd(site, from: start)
        return Value(range: start..<end.index, next: end.index, isQuoted: false, isWholeLine: end.isWholeLine)
    }

    /// The value in quotes at `start`, nil if there are none; open if they do not close on this line.
    func quotedValue(from start: Int, isKeyQuoted: Bool = false) -> Value? {
        var open = start
        if byte(open).isAny(of: "bBrRuUnNfF$@E"), byte(open + 1).isQuote { open += 1 }
        for entity in Self.quoteEntities where has(entity, at: open) {
            let content = open + entity.utf8CodeUnitCount
            var end = content
            while end < bytes.count, !has(entity, at: end) { end += 1 }
            guard end < bytes.count else { return nil }
            return Value(range: content..<end, next: end + entity.utf8CodeUnitCount, isQuoted: true, quote: 0x26)
        }
        var level = 0
        while byte(open + level) == .backslash { level += 1 }
        let quote = byte(open + level)
        guard quote.isQuote else { return nil }
        // `'host=h password=''x'' port=1'`: a quoted text within one of the same quotes.
        if quote == .singleQuote, openQuote == quote, level == 0, openLevel == 0, byte(open + 1) == quote,
            let end = doubledEnd(quote, from: open + 2)
        {
            return Value(range: (open + 2)..<end, next: end + 2, isQuoted: true, quote: quote)
        }
        // `'it\'s'` in a double-quoted text: a quote of the enclosing kind and level ends the enclosing text.
        if quote == openQuote, level == openLevel { return nil }
        let content = open + level + 1
        if level == 0, byte(content) == quote, byte(content + 1) == quote {
            return tripleQuoted(from: content + 2, quote)
        }
        let close = closing(quote, level: level, from: content)
        guard let close else {
            return Value(
                range: content..<bytes.count,
                next: bytes.count,
                isQuoted: true,
                quote: quote,
                level: level,
                isOpen: true
            )
        }
        let end = apostropheEnd(quote, level: level, at: close) ?? close
        return Value(range: content..<end, next: end + level + 1, isQuoted: true, quote: quote, level: level)
    }

    /// In dumps nobody escapes: `password='it's x', n=1` ends at the quote before the comma.
    private func apostropheEnd(_ quote: UInt8, level: Int, at close: Int) -> Int? {
        guard quote == .singleQuote, level == 0, !grammar.isParsedThroughout, openQuote == 0, byte(close + 1).isLetter,
            byte(close - 1).isLetter
        else { return nil }
        var end = close + 1
        while end < bytes.count, end - close < 64 {
            if bytes[end] == quote {
                return end + 1 == bytes.count || byte(end + 1).isAny(of: ",)}];") ? end : nil
            }
            end += 1
        }
        return nil
    }

    private func doubledEnd(_ quote: UInt8, from start: Int) -> Int? {
        var end = start
        while end + 1 < bytes.count {
            if bytes[end] == quote { return bytes[end + 1] == quote && end > start ? end : nil }
            end += 1
        }
        return nil
    }

    private static let quoteEntities: [StaticString] = ["&quot;", "&#34;", "&apos;", "%22", "\\u0022", "\\x22"]

    private func tripleQuoted(from content: Int, _ quote: UInt8) -> Value {
        var end = content
        while end < bytes.count {
            if bytes[end] == quote, byte(end + 1) == quote, byte(end + 2) == quote {
                return Value(range: content..<end, next: end + 3, isQuoted: true, quote: quote)
            }
            end += 1
        }
        return Value(range: content..<end, next: end, isQuoted: true, quote: quote, isOpen: true)
    }

    /// The index where the quotation closes: of the quote, or of the backslashes that belong to it.
    func closing(_ quote: UInt8, level: Int, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == .backslash, hasEscapes(quote) || level > 0 {
                var run = 0
                while self.byte(index + run) == .backslash { run += 1 }
                if self.byte(index + run) == quote {
                    // A quote with fewer backslashes than the opening one closes an outer text, and this one with it.
                    if run <= level, level > 0 { return index }
                    if level == 0, run % 2 == 0 { return index + run }
                    index += run + 1
                } else {
                    index += run
                }
                continue
            }
            if byte == quote {
                if level > 0 { return index }
                guard isDoubled(quote, at: index, from: start) else { return index }
                index += 2
                continue
            }
            index += 1
        }
        return nil
    }

    private func hasEscapes(_ quote: UInt8) -> Bool {
        switch grammar {
        case .xml: false
        case .yaml, .shell, .dotenv, .sql, .toml: quote == .doubleQuote
        default: true
        }
    }

    /// `''` within single quotes, `""` within double ones: a quote of the content.
    private func isDoubled(_ quote: UInt8, at index: Int, from start: Int) -> Bool {
        guard byte(index + 1) == quote, grammar != .xml, grammar != .json else { return false }
        if quote == .singleQuote { return index > start || byte(index + 2).isAlphanumeric }
        return index > start && byte(index + 2).isAlphanumeric
    }

    /// What of a line value or shell word follows the closing quote belongs to it: `'a'"b"c`.
    private func extended(_ value: Value, from start: Int, _ site: KeySite) -> Value {
        guard !value.isOpen, value.level == 0, value.quote.isQuote,
            !Label.starts(bytes, at: value.range.lowerBound, before: value.range.upperBound)
        else { return value }
        var end = value.next
        if grammar == .shell || grammar == .dotenv || grammar == .commandLine {
            // Of an object of JSON the quote ends the value.
            guard site.quote == 0 || site.separator != 0x3A else { return value }
            while end < bytes.count, !bytes[end].isSpace, !bytes[end].isAny(of: ";|&)"), bytes[end] != openQuote {
                if bytes[end] == .backslash {
                    if end + 1 == bytes.count { break }
                    end = min(end + 2, bytes.count)
                } else if let more = quotedValue(from: end) {
                    end = more.next
                } else {
                    end += 1
                }
            }
        } else if grammar.hasLineValues, site.isFirst, openQuote == 0 {
            let rest = skipBlanks(end)
            if rest < bytes.count, rest == end || !bytes[rest].isAny(of: "#;,") {
                if !bytes[rest].isAny(of: ",;") { end = trimmed(start, bytes.count) }
            }
        }
        guard end > value.next else { return value }
        return Value(range: start..<end, next: end, isQuoted: false)
    }

    private func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return end
    }

    // MARK: - Bare values

    private func bareEnd(_ site: KeySite, from start: Int) -> (index: Int, isWholeLine: Bool) {
        let isQuery = site.previous == 0x3F || site.previous == 0x26 || isWithinURL(site)
        if grammar == .environment, site.isFirst { return (bytes.count, true) }
        if openQuote == 0, site.isFirst, site.quote == 0, !isQuery {
            if grammar.hasLineValues { return (lineEnd(from: start), true) }
            if grammar == .yaml, site.separator == 0x3A, !isInFlow(site) { return (lineEnd(from: start), true) }
        }
        if isQuotedVariable(site), let close = closing(openQuote, level: openLevel, from: start) {
            return (close, false)
        }
        let isFlow = grammar == .yaml || grammar == .json || (site.quote != 0 && site.separator == 0x3A)
        return (wordEnd(site, from: start, isQuery: isQuery, isFlow: isFlow), false)
    }

    /// `- "DB_PASSWORD=x y"`: the quotes hold one variable of an environment, and nothing else.
    private func isQuotedVariable(_ site: KeySite) -> Bool {
        openQuote != 0 && site.separator == 0x3D && openStart + 1 == site.range.lowerBound
            && (grammar == .yaml || grammar == .json || grammar == .ini || grammar == .toml)
            && site.range.allSatisfy { bytes[$0].isUpper || bytes[$0].isDigit || bytes[$0] == 0x5F }
    }

    /// The end of a value that takes the rest of the line but for blanks and a comment.
    func lineEnd(from start: Int) -> Int {
        var end = bytes.count
        if grammar.hasTrailingComments {
            var index = start + 1
            while index < bytes.count {
                let isMark = bytes[index] == 0x23 || (bytes[index] == 0x3B && grammar == .ini)
                if isMark, bytes[index - 1].isBlank {
                    end = index
                    break
                }
                index += 1
            }
        }
        if grammar == .properties || grammar == .ini || grammar == .dotenv, end == bytes.count, endsInContinuation() {
            end -= 1
        }
        // A line echoed with markup behind it.
        return trimmed(start, end)
    }

    /// Whether an odd number of backslashes ends the line.
    func endsInContinuation() -> Bool {
        backslashes(before: bytes.count) % 2 == 1
    }

    private func isInFlow(_ site: KeySite) -> Bool {
        var depth = 0
        for index in 0..<site.outerStart {
            if bytes[index] == 0x7B || bytes[index] == 0x5B { depth += 1 }
            if bytes[index] == 0x7D || bytes[index] == 0x5D { depth -= 1 }
        }
        return depth > 0 || site.previous == 0x2C
    }

    /// Whether the key stands in a URL: no blank nor quote between it and a `://` before.
    private func isWithinURL(_ site: KeySite) -> Bool {
        var index = site.range.lowerBound
        var limit = 2048
        while index > 2, limit > 0, !bytes[index - 1].isSpace, !bytes[index - 1].isQuote, bytes[index - 1] != 0x3C {
            if bytes[index - 1] == 0x2F, bytes[index - 2] == 0x2F, bytes[index - 3] == 0x3A {
                return site.previous != 0x2F
            }
            index -= 1
            limit -= 1
        }
        return false
    }

    /// The end of a value that ends with its word.
    ///
    /// What else ends it depends on what the key stands in.
    func wordEnd(_ site: KeySite, from start: Int, isQuery: Bool, isFlow: Bool) -> Int {
        let closers = openBrackets(before: site.outerStart)
        var index = start
        // What is read here is judged by half a dozen rules.
        defer { effort.spend(8 * (min(index, bytes.count) - start)) }
        // `$(cat /run/token)`, `${A:-b c}`
        if byte(start) == 0x24, byte(start + 1) == 0x28 || byte(start + 1) == 0x7B {
            let close: UInt8 = byte(start + 1) == 0x28 ? 0x29 : 0x7D
            if let end = bytes[start...].firstIndex(of: close) { index = end + 1 }
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            // Fields of FIX, AMPS and the like end at SOH.
            case 0x01 where !grammar.isParsedThroughout: return index
            case _ where byte.isSpace:
                guard isWithinConnectionString(site, at: index) else { return index }
            case 0x5B:
                if let end = Label.end(bytes, from: index, before: bytes.count) {
                    index = end
                    continue
                }
            case .backslash:
                if openQuote != 0, openLevel > 0, self.byte(index + backslashRun(index)) == openQuote { return index }
                if has("\\u0026", at: index) || has("\\u0022", at: index) { return index }
                if self.byte(index + 1).isAny(of: "nrt"), openQuote != 0 { return index }
                index += 2
                continue
            case .doubleQuote, .singleQuote:
                if byte == openQuote, openLevel == 0 { return index }
                if isFlow, byte == .doubleQuote { return index }
            case 0x3C:
                if grammar == .xml || self.byte(index + 1) == 0x2F { return index }
            case 0x26:
                if isQuery || has("&quot;", at: index) || has("&#34;", at: index) || has("&lt;", at: index)
                    || startsPair(index + 1) || (has("&amp;", at: index) && startsPair(index + 5))
                {
                    return index
                }
            case 0x25:
                if site.separator == 0x25,
                    has("%26", at: index) || has("%2526", at: index) || has("%22", at: index) || has("%20", at: index)
                {
                    return index
                }
            case 0x23:
                if isQuery { return index }
            case 0x3B:
                if site.previous == 0x3B || isQuery || endsPiece(index) || startsPair(skipBlanks(index + 1)) {
                    return index
                }
            case 0x2C:
                if isFlow || endsPiece(index) || startsPair(index + 1) { return index }
            case 0x29, 0x5D, 0x7D:
                if isFlow || (closers.contains(byte) && endsPiece(index)) { return index }
            case 0x7C:
                if endsPiece(index), openQuote == 0 { return index }
            default: break
            }
            index += 1
        }
        return min(index, bytes.count)
    }

    /// Whether the blank at `index` belongs to a value of a quoted `a=b;c=d` text: another pair follows it.
    private func isWithinConnectionString(_ site: KeySite, at index: Int) -> Bool {
        guard site.previous == 0x3B || byte(site.range.lowerBound - 1) == 0x3B, bytes[index] == 0x20
        else {
            return false
        }
        var end = index
        while end < bytes.count, end - index < 64, openQuote == 0 || bytes[end] != openQuote {
            if bytes[end] == 0x3B {
                return startsPair(skipBlanks(end + 1)) || byte(end + 1) == openQuote
            }
            if bytes[end] == 0x3D { return false }
            end += 1
        }
        return false
    }

    private func backslashRun(_ index: Int) -> Int {
        var run = 0
        while byte(index + run) == .backslash { run += 1 }
        return run
    }

    /// The closing counterparts of the brackets that are open before `end`.
    private func openBrackets(before end: Int) -> [UInt8] {
        var open: [UInt8] = []
        for index in max(0, end - 4096)..<end {
            switch bytes[index] {
            case 0x28: open.append(0x29)
            case 0x5B: open.append(0x5D)
            case 0x7B: open.append(0x7D)
            case 0x29, 0x5D, 0x7D: if open.last == bytes[index] { open.removeLast() }
            default: break
            }
        }
        return open
    }

    /// Whether the punctuation at `index` is followed by something that cannot belong to a value.
    private func endsPiece(_ index: Int) -> Bool {
        let next = byte(index + 1)
        return index + 1 >= bytes.count || next.isSpace || next.isQuote || next.isAny(of: ",;)]}<.|\\:")
    }

    /// Whether `name=` stands at `index`.
    private func startsPair(_ index: Int) -> Bool {
        var end = index
        while byte(end).isNameByte || byte(end) == 0x20 && end > index && byte(end + 1).isLetter { end += 1 }
        return end > index && end - index < 48 && byte(index).isLetter && byte(end) == 0x3D
    }
}
