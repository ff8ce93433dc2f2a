/// Secrets known by what stands around them rather than by a separator: elements, members, sentences, the next line.
extension LineParser {
    // MARK: - Values that tell by themselves

    /// `{"primary": "x1Y2z3", …}`: masks the texts of the object that look like secrets; nil if there are none.
    mutating func tellingMembers(from start: Int) -> Int? {
        var index = start
        var isValue = false
        var isHarmless = false
        var found = false
        while index < bytes.count, bytes[index] != 0x7D {
            if bytes[index].isQuote || bytes[index] == .backslash, let text = quotedValue(from: index), !text.isOpen {
                if !isValue { isHarmless = isHarmlessMember(text.range) }
                if isValue, isHarmless { nameToken(text.range.lowerBound, before: text.range.upperBound) }
                if isValue, !isHarmless, isUnmistakable(text.range) {
                    add(text.range, rule: .secret)
                    found = true
                }
                index = max(text.next, index + 1)
                continue
            }
            if bytes[index] == 0x3A { isValue = true } else if bytes[index] == 0x2C { isValue = false }
            index += 1
        }
        return found ? index : nil
    }

    private func isHarmlessMember(_ name: Range<Int>) -> Bool {
        scopes.leafClass(bytes, name) == nil || has("id", at: name.upperBound - 2)
    }

    /// A value under a name that says nothing, within `tokens` or `credentials`.
    func isUnmistakable(_ range: Range<Int>) -> Bool {
        looksSecret(range) || Placeholder.isUUID(bytes, range)
            || (Placeholder.isRandom(bytes, range) && !Placeholder.isNone(bytes, range)) || isSaltedHash(range)
    }

    /// A hash and its salt, both in base 64, of Solr.
    private func isSaltedHash(_ range: Range<Int>) -> Bool {
        guard let blank = range.first(where: { bytes[$0] == 0x20 }) else { return false }
        return isPaddedKey(range.lowerBound..<blank) && isPaddedKey((blank + 1)..<range.upperBound)
    }

    /// Base 64 of a key: with its padding, and of all kinds of letters.
    func isPaddedKey(_ range: Range<Int>) -> Bool {
        guard range.count >= 24, range.count % 4 == 0, bytes[range.upperBound - 1] == 0x3D else { return false }
        return range.allSatisfy { ByteSet.base64.contains(bytes[$0]) } && range.contains { bytes[$0].isUpper }
            && range.contains { bytes[$0].isLower } && range.contains { bytes[$0].isDigit }
    }

    /// `userPassword="userPassword"`, `this.token = token;`: the name of something that is named so.
    func isNameOfItself(_ range: Range<Int>, _ site: KeySite) -> Bool {
        var end = range.upperBound
        if end > range.lowerBound + 1, bytes[end - 1] == 0x3B { end -= 1 }
        var start = site.range.lowerBound
        let isMember = has("this.", at: start) || has("self.", at: start)
        if isMember { start += 5 }
        let count = end - range.lowerBound
        guard count == site.range.upperBound - start, count > 2,
            (0..<count).allSatisfy({ bytes[range.lowerBound + $0] == bytes[start + $0] })
        else { return false }
        return isMember
            || (range.dropFirst().contains { bytes[$0].isUpper && bytes[$0 - 1].isLower } && bytes[start].isLower)
    }

    /// Whether the name stands within that of a resource, as `arn:aws:secretsmanager:…:secret:x`.
    func isWithinResourceName(_ site: KeySite) -> Bool {
        var start = site.range.lowerBound
        while start > 0, site.range.lowerBound - start < 128, !bytes[start - 1].isSpace, !bytes[start - 1].isQuote {
            start -= 1
        }
        return has("arn:", at: start)
    }

    /// Whether a name and no text stands behind a sign of equality, as in `if (password === confirmPassword)`.
    func isComparison(from start: Int) -> Bool {
        guard !grammar.isParsedThroughout else { return false }
        let begin = skipBlanks(start)
        var end = begin
        while byte(end).isLetter || byte(end) == 0x5F || byte(end) == 0x2E { end += 1 }
        return end > begin && begin > start && (end == bytes.count || bytes[end].isAny(of: ");&|?: "))
    }

    // MARK: - Brackets

    /// The bracket that closes `[x]` at `begin`.
    func bracketEnd(_ begin: Int) -> Int? {
        guard byte(begin) == 0x5B, !Label.starts(bytes, at: begin, before: bytes.count) else { return nil }
        var index = begin + 1
        while index < bytes.count {
            if let label = Label.end(bytes, from: index, before: bytes.count) {
                index = label
                continue
            }
            if bytes[index] == 0x5D { return index > begin + 1 ? index : nil }
            if bytes[index] == 0x5B { return nil }
            index += 1
        }
        return nil
    }

    /// The parameter of a scheme that proves the password: `response="x"`.
    func signature(in range: Range<Int>) -> Range<Int>? {
        guard let name = range.first(where: { has("response=", at: $0) && !byte($0 - 1).isNameByte }) else {
            return nil
        }
        var start = name + 9
        if byte(start).isQuote { start += 1 }
        var end = start
        while end < range.upperBound, !bytes[end].isSpace, !bytes[end].isQuote, bytes[end] != 0x2C { end += 1 }
        return end > start ? start..<end : nil
    }

    static let signedSchemes = WordHash.set("digest")

    // MARK: - The next line

    /// Notes that the value begins on the next line if the line ends in a backslash where it should begin.
    mutating func opensNextLine(_ begin: Int, isGlued: Bool = false, isPair: Bool = false) -> Bool {
        guard begin == bytes.count - 1, bytes[begin] == .backslash, !grammar.hasLineValues else { return false }
        mode = .firstWord(isGlued: isGlued, isPair: isPair)
        return true
    }

    /// Masks the first word of the line, which belongs to the line before.
    mutating func firstWord(isGlued: Bool, isPair: Bool) -> Int {
        guard !isGlued || firstContent == 0, let value = arguments(from: firstContent).first,
            value.isQuoted || byte(value.range.lowerBound) != 0x2D
        else { return 0 }
        if Label.starts(bytes, at: value.range.lowerBound, before: value.range.upperBound) { return value.next }
        var secret = value.range
        if isPair {
            guard let colon = firstColon(secret) else { return 0 }
            secret = (colon + 1)..<secret.upperBound
            if Label.starts(bytes, at: colon + 1, before: bytes.count) { return value.next }
        }
        guard secret.count > 2, !Placeholder.isNone(bytes, secret), !isVariable(secret, value) else { return 0 }
        add(secret, rule: .commandLine)
        return value.next
    }

    /// `$(echo x | base64 -d)` as a value: what is echoed.
    mutating func substitution(_ keyClass: KeyClass, from begin: Int) -> Int? {
        guard keyClass.isSecret else { return nil }
        var index = begin
        if byte(index) == .doubleQuote { index += 1 }
        if byte(index) == 0x24, byte(index + 1) == 0x28 {
            index += 2
        } else if byte(index) == 0x60 {
            index += 1
        } else {
            return nil
        }
        index = skipBlanks(index)
        guard has("echo ", at: index) || has("printf ", at: index),
            let value = arguments(from: index + (byte(index).lowered == 0x65 ? 4 : 6)).last(where: {
                $0.isQuoted || bytes[$0.range.lowerBound] != 0x2D
            })
        else { return nil }
        var end = value.range.upperBound
        while !value.isQuoted, end > value.range.lowerBound, bytes[end - 1].isAny(of: ")`\"") { end -= 1 }
        let secret = value.range.lowerBound..<end
        guard secret.count > 2, !Placeholder.isNone(bytes, secret), bytes[secret.lowerBound] != 0x24 else { return nil }
        add(secret, rule: keyClass.rule)
        return value.isQuoted ? value.next : end
    }

    // MARK: - Elements

    /// `<secret value="x"/>`: what the name of the element around an attribute says.
    mutating func elementClass(_ site: KeySite) -> KeyClass? {
        guard site.separator == 0x3D else { return nil }
        var open = site.outerStart - 1
        while open >= 0, bytes[open] != 0x3C, site.outerStart - open < 256 {
            if bytes[open] == 0x3E { return nil }
            open -= 1
        }
        guard open >= 0, bytes[open] == 0x3C else { return nil }
        var start = open + 1
        var end = start
        while byte(end).isNameByte || byte(end) == 0x3A {
            if bytes[end] == 0x3A { start = end + 1 }
            end += 1
        }
        guard start < end else { return nil }
        let keyClass = self.keyClass(start..<end)
        return keyClass.isSecret && keyClass != .authorization && keyClass != .cookie ? keyClass : nil
    }

    /// An element without attributes that means something by what stands before it.
    mutating func element(_ name: Range<Int>, _ keyClass: KeyClass, from start: Int) -> Int? {
        switch word(name) {
        case Self.entry:
            entryIsOpen = true
            return nil
        case Self.string where entryIsOpen && pending.linesLeft == 0:
            // `<entry><string>db.password</string><string>x</string></entry>`
            entryIsOpen = false
            return elementNamesKey(from: start)
        default:
            guard keyClass == .pairValue, propertyIsUnnamed, pending.linesLeft == 0 else { return nil }
            propertyIsUnnamed = false
            return valueBeforeName(from: start)
        }
    }

    private static let entry = WordHash("entry".utf8)
    private static let string = WordHash("string".utf8)

    /// `<value>x</value><name>db.password</name>`; a name on a later line is not known yet, so the value must tell.
    private mutating func valueBeforeName(from start: Int) -> Int? {
        var end = start
        while end < bytes.count, bytes[end] != 0x3C { end += 1 }
        let isLabel = Label.starts(bytes, at: start, before: end)
        guard end > start, byte(end + 1) == 0x2F, isLabel || !Placeholder.isNone(bytes, start..<end) else { return nil }
        guard let open = (end..<bytes.count).first(where: { bytes[$0] == 0x3C && has("<name>", at: $0) }) else {
            // `org.example.Driver2`
            guard !isLabel, looksSecret(start..<end), !bytes[start..<end].contains(0x2E) else { return nil }
            add(start..<end, rule: .password)
            return end
        }
        var stop = open + 6
        while stop < bytes.count, bytes[stop] != 0x3C { stop += 1 }
        let named = keyClass((open + 6)..<stop)
        guard named.isSecret else { return nil }
        if !isLabel { add(start..<end, rule: named.rule) }
        // Behind the name, so that it does not announce the next value.
        return stop
    }

    /// `<pre-shared-key><key>x</key>`: a key within an element that is secret.
    mutating func innerKey(_ name: Range<Int>, from start: Int) -> Int? {
        guard pending.linesLeft > 0, name.count == 3, has("key", at: name.lowerBound) else { return nil }
        var end = start
        while end < bytes.count, bytes[end] != 0x3C { end += 1 }
        guard isTelling(start..<end), keyClass(start..<end) == .none else { return nil }
        add(start..<end, rule: pending.keyClass.rule)
        pending.clear()
        return end
    }

    // MARK: - Sentences

    /// `"db.password" has value "x"`, behind the quoted name.
    mutating func assertedValue(from start: Int) -> Int? {
        let links: [StaticString] = ["has value ", "with value ", "has been set to ", "is set to ", "set to "]
        guard let link = links.first(where: { has($0, at: start) }) else { return nil }
        let value = proseValue(from: start + link.utf8CodeUnitCount)
        guard value.isQuoted ? value.range.count > 2 : isTelling(value.range), !Placeholder.isNone(bytes, value.range)
        else { return nil }
        add(value.range, rule: .prose)
        return value.next
    }

    /// `Unseal Key 1: x`: the number between the name and its value.
    mutating func numberedKey(_ site: KeySite, from start: Int) -> Int? {
        guard site.separator == 0x3A, site.range.count <= 2, site.range.allSatisfy({ bytes[$0].isDigit }),
            site.range.lowerBound > 5, bytes[site.range.lowerBound - 1] == 0x20
        else { return nil }
        let key = wordBefore(site.range.lowerBound - 1)
        guard key.count == 3, has("key", at: key.lowerBound), byte(key.lowerBound - 1) == 0x20 else { return nil }
        let kind = wordBefore(key.lowerBound - 1)
        guard keyClass(kind.lowerBound..<key.upperBound) == .key else { return nil }
        return secretValue(.key, site, from: start)
    }

    /// Notes that the next line may be the secret: `use the following password to log in:`.
    mutating func announcesNextLine(_ name: Range<Int>) {
        guard !grammar.isParsedThroughout, bytes[bytes.count - 1] == 0x3A, name.lowerBound > 10,
            has("following ", at: name.lowerBound - 10)
        else {
            // `Password for the elastic user (…):`
            let isFirst = !bytes[..<name.lowerBound].contains { $0.isAlphanumeric }
            if !grammar.isParsedThroughout, bytes[bytes.count - 1] == 0x3A, isFirst, has(" for ", at: name.upperBound) {
                mode = .nextLine(.password)
            }
            return
        }
        mode = .nextLine(.password)
    }

    /// `password "Auth" "x"`: what the password is for, then the password.
    mutating func textBehindRealm(_ realm: Value) -> Int? {
        let next = skipBlanks(realm.next)
        guard next > realm.next, byte(next) == .doubleQuote, !realm.range.isEmpty,
            bytes[realm.range.lowerBound].isUpper,
            realm.range.allSatisfy({ bytes[$0].isLetter || bytes[$0] == 0x20 }),
            let value = quotedValue(from: next), !value.isOpen, value.range.count > 2,
            !Placeholder.isNone(bytes, value.range)
        else { return nil }
        add(value.range, rule: .password)
        return value.next
    }

    /// Three words or more, none of which belongs to a sentence about passwords.
    func isPassphrase(_ range: Range<Int>) -> Bool {
        guard !grammar.isParsedThroughout else { return false }
        var words = 0
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, bytes[end].isLower || bytes[end].isDigit { end += 1 }
            guard end > start, end == range.upperBound || bytes[end] == 0x20,
                !Placeholder.isProse(bytes, start..<end)
            else { return false }
            words += 1
            start = end + 1
        }
        return (3...12).contains(words)
    }

    /// `changed it from x1y2 to z3w4 (the db password)`, behind `from`.
    mutating func changedFrom(before start: Int, from next: Int) -> Int? {
        var index = start
        var isChange = false
        for _ in 0..<5 {
            while index > 0, bytes[index - 1].isBlank { index -= 1 }
            let name = wordBefore(index)
            guard !name.isEmpty else { break }
            if Self.changeWords.contains(word(name)) { isChange = true }
            index = name.lowerBound
        }
        guard isChange else { return nil }
        let old = proseValue(from: next)
        let to = skipBlanks(old.next)
        guard has("to ", at: to) else { return nil }
        let new = proseValue(from: skipBlanks(to + 3))
        let reach = max(0, start - 80)..<min(bytes.count, new.next + 80)
        guard isMixed(old.range), isMixed(new.range), !Placeholder.isNone(bytes, old.range),
            !Placeholder.isNone(bytes, new.range),
            reach.contains(where: { place in Self.secretWords.contains { has($0, at: place) } })
        else { return nil }
        add(old.range, rule: .prose)
        add(new.range, rule: .prose)
        return new.next
    }

    private static let changeWords = WordHash.set("changed rotated updated reset switched")
    private static let secretWords: [StaticString] = ["password", "passwd", "passphrase", " pwd", "secret", "token"]
}
