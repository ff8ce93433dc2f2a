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
        if byte(index - 1) == 0x29, byte(index + 1) == 0x28, end == index + 1 { return conflict(at: index) }
        if byte(index - 1) == 0x24, let found = macro(at: index) { return found }
        guard let site = key(before: index, separator: 0x3D) else { return nil }
        if end > index + 1, byte(end - 1) == 0x3D, isComparison(from: end) { return end }
        if let found = encodedField(site, from: end) { return found }
        if bytes[site.range.lowerBound].isDigit, let found = fixField(site, from: end) { return found }
        if bytes[site.range.lowerBound] == 0x2D, let found = attachedOption(site, from: end) { return found }
        if let found = specialField(site, from: end) { return found }
        return assignment(site, from: end)
    }

    /// `$USER3$=x1y2` of Nagios.
    private mutating func macro(at index: Int) -> Int? {
        guard has("$user", at: firstContent), index - firstContent < 12 else { return nil }
        let start = skipBlanks(index + 1)
        let value = start..<lineEnd(from: start)
        guard isTelling(value), value.contains(where: { bytes[$0].isDigit }),
            !value.contains(where: { bytes[$0].isSpace })
        else { return nil }
        add(value, rule: .secret)
        return value.upperBound
    }

    /// Reads `:ommysql:host,database,user,x` of rsyslog.
    private mutating func outputModule(at colon: Int) -> Int? {
        guard has("ommysql:", at: colon + 1) || has("ompgsql:", at: colon + 1) else { return nil }
        var index = colon + 9
        var commas = 0
        while index < bytes.count, commas < 3, !bytes[index].isSpace {
            if bytes[index] == 0x2C { commas += 1 }
            index += 1
        }
        var end = index
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != 0x3B { end += 1 }
        guard commas == 3, end > index, !Placeholder.isNone(bytes, index..<end) else { return nil }
        add(index..<end, rule: .password)
        return end
    }

    /// Reads `Key (id, token)=(7, x) already exists`.
    private mutating func conflict(at index: Int) -> Int? {
        guard let open = bytes[..<index].lastIndex(of: 0x28), has("key ", at: open - 4) else { return nil }
        let close = bytes[index...].firstIndex(of: 0x29) ?? bytes.count
        var nameStart = open + 1
        var valueStart = index + 2
        var next: Int?
        while nameStart < index - 1, valueStart < close {
            var nameEnd = nameStart
            while nameEnd < index - 1, bytes[nameEnd] != 0x2C { nameEnd += 1 }
            var valueEnd = valueStart
            while valueEnd < close, bytes[valueEnd] != 0x2C || nameEnd == index - 1 { valueEnd += 1 }
            let value = skipBlanks(valueStart)..<max(valueEnd, skipBlanks(valueStart))
            let meaning = keyClass(skipBlanks(nameStart)..<max(nameEnd, skipBlanks(nameStart)))
            if meaning.isSecret, !value.isEmpty, !Placeholder.isNone(bytes, value) {
                add(value, rule: meaning.rule)
                next = value.upperBound
            }
            nameStart = nameEnd + 1
            valueStart = valueEnd + 1
        }
        return next
    }

    /// `userid=scott/tiger`, `?code=x&state=y`.
    private mutating func specialField(_ site: KeySite, from start: Int) -> Int? {
        if let end = serverList(site, from: start) { return end }
        guard site.range.count == 4 || site.range.count == 6 else { return nil }
        if has("userid", at: site.range.lowerBound), site.range.count == 6 {
            return maskBehindSlash(value(site, from: start).range, needsHost: false)
        }
        guard has("code", at: site.range.lowerBound), site.range.count == 4,
            site.previous == 0x3F || site.previous == 0x26
        else { return nil }
        let value = self.value(site, from: start)
        guard value.range.count >= 12, isMixed(value.range) || Placeholder.isRandom(bytes, value.range) else {
            return nil
        }
        let reach = max(0, site.range.lowerBound - 1024)..<min(bytes.count, value.next + 1024)
        guard reach.contains(where: { has("state=", at: $0) || has("session_state", at: $0) }) else { return nil }
        add(value.range, rule: .token, teaches: false)
        return value.next
    }

    /// U+FF1A, as colons are in Chinese and Japanese texts.
    mutating func wideColon(at index: Int) -> Int? {
        guard byte(index + 1) == 0xBC, byte(index + 2) == 0x9A || byte(index + 2) == 0x9D,
            let site = key(before: index, separator: 0x3A)
        else {
            return nil
        }
        return assignment(site, from: index + 3)
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
        if byte(index + 1) == 0x3A {
            // LDIF's `userPassword:: base64`.
            if byte(index + 2).isBlank, let site = key(before: index, separator: 0x3A), site.isFirst {
                let next = assignment(site, from: index + 2)
                if next != nil, grammar == .ini || !grammar.isParsedThroughout { mode = .folded(.password) }
                return next
            }
            return dsn(at: index) ?? index + 2
        }
        if byte(index + 1) == 0x3D { return nil }
        if let end = outputModule(at: index) { return end }
        if let end = dsn(at: index) { return end }
        guard let site = key(before: index, separator: 0x3A) else { return nil }
        if site.previous == 0x2F, site.range.count == 1, let found = attachedOption(site, from: index + 1) {
            return found
        }
        // `${DB_PW:?missing}`: what a shell says if there is none.
        if site.previous == 0x7B, byte(site.range.lowerBound - 2) == 0x24, byte(index + 1).isAny(of: "?+") {
            return nil
        }
        if site.quote != 0, let found = objectMember(site, from: index + 1) { return found }
        if site.range.count == 12, has("public-lines", at: site.range.lowerBound), !grammar.isParsedThroughout {
            mode = .publicBlock(linesLeft: linesNamed(from: index + 1))
            return nil
        }
        if site.range.count == 13, has("private-lines", at: site.range.lowerBound) {
            let count = linesNamed(from: index + 1)
            if count > 0 { mode = .countedKey(linesLeft: min(count, 400), isLabelled: false) }
            return nil
        }
        return assignment(site, from: index + 1)
    }

    /// The number of lines that follow a head of PuTTY's form, at most 400.
    private func linesNamed(from start: Int) -> Int {
        var count = 0
        for index in skipBlanks(start)..<bytes.count where bytes[index].isDigit && count < 400 {
            count = count * 10 + Int(bytes[index] & 0x0F)
        }
        return min(count, 400)
    }

    /// Members of JSON objects that say elsewhere what they are: web keys, Kubernetes secrets, Docker's `auth`.
    private mutating func objectMember(_ site: KeySite, from start: Int) -> Int? {
        let count = site.range.count
        if let end = describedMember(site, from: start) { return end }
        guard count <= 4 || count == 6 || count == 10 else { return nil }
        let begin = skipBlanks(start)
        switch count {
        case 1, 2:
            guard Self.keyMembers.contains(word(site.range)), let value = quotedValue(from: begin), !value.isOpen,
                !value.range.isEmpty, value.range.allSatisfy({ ByteSet.urlBase64Padded.contains(bytes[$0]) })
            else { return nil }
            let isKey = keyTypeLinesLeft > 0 || namesKeyType() || (value.range.count >= 40 && isRandomKey(value.range))
            guard isKey, value.range.count >= 6 else { return nil }
            add(value.range, rule: .key)
            return value.next
        case 3:
            if has("kty", at: site.range.lowerBound), grammar == .json { keyTypeLinesLeft = 16 }
            return nil
        case 4 where has("type", at: site.range.lowerBound):
            if has("random_password", at: begin + 1) { generatedLinesLeft = 40 }
            return nil
        case 6 where has("result", at: site.range.lowerBound):
            guard generatedLinesLeft > 0, let value = quotedValue(from: begin), !value.isOpen, !value.range.isEmpty,
                !Placeholder.isNone(bytes, value.range)
            else { return nil }
            add(value.range, rule: .password)
            return value.next
        case 4 where has("auth", at: site.range.lowerBound):
            guard let value = quotedValue(from: begin), !value.isOpen, isEncodedPair(value.range) else { return nil }
            add(value.range, rule: .credential)
            return value.next
        case 4 where has("data", at: site.range.lowerBound), 10 where has("stringdata", at: site.range.lowerBound):
            guard byte(begin) == 0x7B, namesSecretObject() else { return nil }
            return maskMembers(from: begin + 1, .secret)
        default: return nil
        }
    }

    private static let keyMembers = WordHash.set("d p q dp dq qi k")

    private func isRandomKey(_ range: Range<Int>) -> Bool {
        range.contains { bytes[$0].isUpper } && range.contains { bytes[$0].isLower }
            && range.contains { bytes[$0].isDigit }
    }

    private mutating func namesKeyType() -> Bool {
        if let known = holdsKeyType { return known }
        let found = (0..<max(0, bytes.count - 4)).contains {
            bytes[$0] == 0x6B && has("kty", at: $0) && byte($0 - 1).isQuote
        }
        holdsKeyType = found
        return found
    }

    private mutating func namesSecretObject() -> Bool {
        if let known = holdsSecretObject { return known }
        let found = (0..<max(0, bytes.count - 12)).contains { start in
            guard bytes[start] == 0x6B, has("kind", at: start), byte(start - 1).isQuote else { return false }
            var index = start + 4
            while index < bytes.count, bytes[index].isQuote || bytes[index].isBlank || bytes[index].isAny(of: ":\\") {
                index += 1
            }
            return has("secret", at: index) && !byte(index + 6).isLetter
        }
        holdsSecretObject = found
        return found
    }

    /// Masks every text of the object that goes on at `start`.
    mutating func maskMembers(from start: Int, _ rule: BuiltInRule) -> Int? {
        var index = start
        var isValue = false
        var isHarmless = false
        while index < bytes.count, bytes[index] != 0x7D {
            if bytes[index].isQuote || bytes[index] == .backslash, let text = quotedValue(from: index), !text.isOpen {
                if !isValue { isHarmless = scopes.leafClass(bytes, text.range) == nil }
                if isValue, !isHarmless, !text.range.isEmpty, !Placeholder.isNone(bytes, text.range) {
                    add(text.range, rule: rule)
                }
                index = max(text.next, index + 1)
                continue
            }
            if bytes[index] == 0x3A { isValue = true } else if bytes[index] == 0x2C { isValue = false }
            index += 1
        }
        return index
    }

    /// Base 64 of `user:password`.
    func isEncodedPair(_ range: Range<Int>) -> Bool {
        guard range.count >= 8, range.count % 4 == 0, range.count <= 4096 else { return false }
        var group = 0
        var bits = 0
        var hasColon = false
        for index in range {
            guard let digit = bytes[index].base64Value else {
                guard bytes[index] == 0x3D, range.upperBound - index <= 2 else { return false }
                continue
            }
            group = (group << 6 | Int(digit)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                let decoded = UInt8(truncatingIfNeeded: group >> bits)
                guard decoded >= 0x20, decoded != 0x7F else { return false }
                if decoded == 0x3A { hasColon = true }
            }
        }
        return hasColon
    }

    /// `%3D` and `%3A` in a text escaped for a URL.
    mutating func escapedSeparator(at index: Int) -> Int? {
        if has("%3a%2f%2f", at: index), let end = escapedAddress(from: index + 9) { return end }
        if has("%253d", at: index), let site = key(before: index, separator: 0x25) {
            return assignment(site, from: index + 5)
        }
        guard byte(index + 1) == 0x33, [0x64, 0x61].contains(byte(index + 2).lowered) else { return nil }
        guard let site = key(before: index, separator: 0x25) else { return nil }
        return assignment(site, from: index + 3)
    }

    /// `\u003d` in a text escaped for JSON.
    mutating func unicodeSeparator(at index: Int) -> Int? {
        if has("\\u003e", at: index), let end = unicodeTagEnd(at: index) { return end }
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
        // `db.password\ : x`
        if separator == 0x3A || separator == 0x3D, cursor > 0, bytes[cursor - 1] == .backslash, blanks > 0,
            grammar == .properties
        {
            cursor -= 1
        }
        // `password[0] =`, `[password] =>`, `user[password]=`
        var subscripted: Int?
        if cursor > 2, bytes[cursor - 1] == 0x5D, let open = openBracket(before: cursor - 1) {
            // `styles[token] = x` of a program is none, `user[password]=x` of a form is.
            let isIndex = open > 0 && bytes[open - 1].isNameByte && (blanks > 0 || separator != 0x3D)
            if !isIndex, classifier.classify(bytes, (open + 1)..<(cursor - 1)).isSecret {
                cursor -= 1
            } else if open > 0, bytes[open - 1].isNameByte,
                separator == 0x3D || !bytes[(open + 1)..<(cursor - 1)].allSatisfy(\.isDigit)
            {
                subscripted = open
            }
        }
        if let subscripted { cursor = subscripted }
        // `char password[] =`
        if separator == 0x3D, cursor > 2, bytes[cursor - 1] == 0x5D, bytes[cursor - 2] == 0x5B,
            bytes[cursor - 3].isLetter
        {
            cursor -= 2
        }
        // `Root password (initial): x`
        if separator == 0x3A, cursor > 2, bytes[cursor - 1] == 0x29, !grammar.isParsedThroughout,
            let open = bytes[..<cursor].lastIndex(of: 0x28), cursor - open < 30, byte(open - 1) == 0x20
        {
            cursor = open - 1
        }
        while cursor > 1, bytes[cursor - 1] == 0x2A, !grammar.isParsedThroughout { cursor -= 1 }
        let closed = closingQuote(before: cursor)
        cursor = closed.start
        while closed.quote != 0, cursor > 0, bytes[cursor - 1] == 0x20 { cursor -= 1 }
        let nameEnd = cursor
        while cursor > 0, bytes[cursor - 1].isNameByte, nameEnd - cursor < 160 { cursor -= 1 }
        // An escape before a name is not part of it: `\npassword=x`.
        if cursor > 0, bytes[cursor - 1] == .backslash, nameEnd - cursor > 1, bytes[cursor].isAny(of: "nrt") {
            cursor += 1
        }
        // `\x22password\x22`
        if cursor > 0, bytes[cursor - 1] == .backslash, nameEnd - cursor > 3, has("x22", at: cursor) { cursor += 3 }
        // `%26password%3Dx`
        if cursor > 0, bytes[cursor - 1] == 0x25, nameEnd - cursor > 2, bytes[cursor].isHexDigit { cursor += 2 }
        guard cursor < nameEnd else { return nil }
        if nameEnd - cursor == 1, let spelled = spelledOut(before: nameEnd) { cursor = spelled }
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

    /// The bracket that opens a short index or name which ends before `end`.
    private func openBracket(before end: Int) -> Int? {
        var index = end
        while index > 0, end - index < 40, bytes[index - 1].isNameByte { index -= 1 }
        return index > 0 && index < end && bytes[index - 1] == 0x5B ? index - 1 : nil
    }

    /// Where `p a s s w o r d` begins that ends before `end`.
    private func spelledOut(before end: Int) -> Int? {
        var start = end - 1
        while start > 1, bytes[start - 1] == 0x20, bytes[start - 2].isLetter, byte(start - 3) == 0x20 || start == 2 {
            start -= 2
        }
        return end - start > 6 ? start : nil
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
            if has("\\x22", at: end - 4) { return (end - 4, 0x78, 0) }
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
        if grammar == .json || site.quote != 0
            || (grammar == .properties && byte(site.range.lowerBound - 1) == .backslash),
            let unescaped = unescapedName(site)
        {
            return classifier.classify(unescaped, 0..<unescaped.count)
        }
        if byte(site.range.lowerBound + 1) == 0x20, site.range.count > 6 {
            let letters = site.range.filter { bytes[$0] != 0x20 }.map { bytes[$0] }
            return classifier.classify(letters, 0..<letters.count)
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

    private static let joiners = WordHash.set("key keys word phrase code string community passe")

    /// The name with `\uXXXX` resolved, nil if it has none.
    private func unescapedName(_ site: KeySite) -> [UInt8]? {
        guard site.outerStart < site.range.lowerBound || bytes[max(0, site.range.lowerBound - 1)] == .backslash else {
            return nil
        }
        var start = site.range.upperBound
        var hasEscape = false
        while start > 0, !bytes[start - 1].isQuote, !bytes[start - 1].isSpace, site.range.upperBound - start < 320 {
            start -= 1
            if bytes[start] == .backslash, byte(start + 1) == 0x75 || byte(start + 1) == 0x78 { hasEscape = true }
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
            } else if bytes[index] == .backslash, byte(index + 1) == 0x78, index + 4 <= site.range.upperBound,
                let code = UInt8(String(decoding: bytes[(index + 2)..<(index + 4)], as: UTF8.self), radix: 16),
                code < 0x80
            {
                name.append(code)
                index += 4
            } else {
                name.append(bytes[index])
                index += 1
            }
        }
        return name
    }
}
