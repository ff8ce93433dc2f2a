/// Secrets whose names or separators stand in an unusual place: in an address that is escaped, in a cell, between tags.
extension LineParser {
    // MARK: - Escapes

    /// `postgres%3A%2F%2Fapp%3Ax%40host`, behind the escaped `://`.
    mutating func escapedAddress(from start: Int) -> Int? {
        var colon = start
        while colon < bytes.count, bytes[colon].isNameByte { colon += 1 }
        guard has("%3a", at: colon) else { return nil }
        var end = colon + 3
        while end < bytes.count, !bytes[end].isSpace, !bytes[end].isQuote, !has("%40", at: end) {
            guard bytes[end] != 0x26, !has("%2f", at: end) else { return nil }
            end += 1
        }
        let password = (colon + 3)..<end
        guard has("%40", at: end), !password.isEmpty, !Placeholder.isNone(bytes, password) else { return nil }
        add(password, rule: .urlPassword)
        return end
    }

    /// `\\u003cSecret\\u003ex\\u003c/Secret\\u003e`, at the end of the escaped tag.
    mutating func unicodeTagEnd(at index: Int) -> Int? {
        var name = wordBefore(index)
        // The escape before the name ends in a digit and a letter: `003cSecret`.
        guard has("\\u003c", at: name.lowerBound - 1) || has("u003c", at: name.lowerBound), name.count > 5 else {
            return nil
        }
        name = (name.lowerBound + 5)..<name.upperBound
        guard byte(name.lowerBound - 6) == .backslash, keyClass(name).isSecret else { return nil }
        let start = index + 6
        var end = start
        while end < bytes.count, !has("\\u003c", at: end) { end += 1 }
        guard end < bytes.count, end > start, !Placeholder.isNone(bytes, start..<end) else { return nil }
        add(start..<end, rule: keyClass(name).rule)
        return end
    }

    // MARK: - Members and fields

    /// `"field": "password", "old": "x", "new": "y"`; `"path": "/spec/password", "value": "x"`.
    mutating func describedMember(_ site: KeySite, from start: Int) -> Int? {
        let name = word(site.range)
        guard let value = quotedValue(from: skipBlanks(start)), !value.isOpen, !value.range.isEmpty else { return nil }
        if Self.describing.contains(name) {
            guard value.range.count <= 96, !value.range.contains(where: { bytes[$0].isSpace }) else { return nil }
            var named = value.range
            if let slash = named.last(where: { bytes[$0] == 0x2F }) { named = (slash + 1)..<named.upperBound }
            // A path names what it leads to only where something is put there.
            let isPath = name == Self.path
            if isPath, !bytes[..<site.range.lowerBound].indices.contains(where: { has("\"op\"", at: $0) }) {
                return nil
            }
            let meaning = keyClass(named)
            guard meaning.isSecret, meaning != .cookie, meaning != .authorization else { return nil }
            // A label beside a text for people.
            let isLabel = name == Self.label
            if isLabel, let text = (value.next..<bytes.count).first(where: { has("\"content\": \"", at: $0) }),
                let end = laterText(.doubleQuote, from: text + 11), bytes[end].contains(0x20)
            {
                return nil
            }
            pending.set(meaning)
            return value.next
        }
        guard pending.linesLeft > 0, Self.described.contains(name), isTelling(value.range),
            !value.range.contains(where: { bytes[$0].isSpace })
        else { return nil }
        add(value.range, rule: pending.keyClass.rule)
        return value.next
    }

    private static let path = WordHash("path".utf8)
    private static let label = WordHash("label".utf8)
    private static let describing = WordHash.set("field label path attribute setting variable")
    private static let described = WordHash.set(
        "rejectedvalue rejected_value old new content from to oldvalue newvalue old_value new_value before after"
    )

    /// `password|x1y2|user|bob`: of pairs apart by one sign the second field.
    mutating func fieldBehindName(at sign: Int) -> Int? {
        let start = sign + 1
        var end = start
        while end < bytes.count, bytes[end] != bytes[sign], !bytes[end].isSpace { end += 1 }
        guard byte(end) == bytes[sign], isTelling(start..<end) else { return nil }
        let signs = bytes[end...].count { $0 == bytes[sign] }
        guard signs % 2 == 0, !bytes[end...].contains(where: \.isSpace) else { return nil }
        add(start..<end, rule: .password)
        return end
    }

    /// `tokens { agent = "x"  default = "y" }` on one line.
    mutating func inlineMembers() {
        var end = firstContent
        while byte(end).isNameByte { end += 1 }
        var open = skipBlanks(end)
        if byte(open) == 0x3D { open = skipBlanks(open + 1) }
        guard end > firstContent, byte(open) == 0x7B, Self.holdersOfTelling.contains(word(firstContent..<end)) else {
            return
        }
        var index = open + 1
        while index < bytes.count, bytes[index] != 0x7D {
            if bytes[index] == .doubleQuote, let text = quotedValue(from: index), !text.isOpen {
                if isUnmistakable(text.range) { add(text.range, rule: .token) }
                index = max(text.next, index + 1)
            } else {
                index += 1
            }
        }
    }

    // MARK: - Tags

    /// A text that the cell or the tag before names: `<td>DB_PASSWORD</td><td>x</td>`, `<b>Password:</b> x`.
    mutating func captioned(at index: Int) -> Int? {
        guard index > 3, let open = bytes[max(0, index - 128)..<index].lastIndex(of: 0x3C) else { return nil }
        var end = open
        if byte(open + 1) != 0x2F {
            guard has("td", at: open + 1) || has("dd", at: open + 1), byte(open - 1) == 0x3E,
                let close = bytes[..<open].lastIndex(of: 0x3C), byte(close + 1) == 0x2F
            else { return nil }
            end = close
        } else {
            guard byte(index + 1) == 0x20, Self.emphases.contains(word((open + 2)..<index)) else { return nil }
        }
        while end > 0, bytes[end - 1].isBlank || bytes[end - 1].isAny(of: ":]'\"") { end -= 1 }
        guard byte(open + 1) != 0x2F || byte(end) == 0x3A else { return nil }
        let name = wordBefore(end)
        guard name.count > 2, self.keyClass(name).isSecret else { return nil }
        let start = skipBlanks(index + 1)
        var stop = start
        while stop < bytes.count, bytes[stop] != 0x3C { stop += 1 }
        while stop > start, bytes[stop - 1].isSpace { stop -= 1 }
        guard stop < bytes.count, isTelling(start..<stop), !(start..<stop).contains(where: { bytes[$0].isSpace }) else {
            return nil
        }
        add(start..<stop, rule: self.keyClass(name).rule)
        return stop
    }

    private static let emphases = WordHash.set("b strong i em dt th label span")

    // MARK: - Sentences

    /// `the password for the staging box is x1Y2`: behind the verb that follows some words about what it is for.
    func laterVerb(from start: Int) -> Int? {
        guard has("for ", at: start) || has("of ", at: start) || has("to ", at: start) else { return nil }
        var index = start
        for _ in 0..<8 {
            let next = wordAt(index)
            guard !next.isEmpty, byte(next.upperBound) == 0x20 else { return nil }
            index = skipBlanks(next.upperBound)
            guard Self.laterVerbs.contains(word(next)) else { continue }
            return looksSecret(proseValue(from: index).range) ? index : nil
        }
        return nil
    }

    private static let laterVerbs = WordHash.set("is was be becomes")

    /// `user created: bob / x`: whether an account was made.
    func isAccountMade(before end: Int) -> Bool {
        let verb = wordBefore(end)
        guard Self.making.contains(word(verb)), byte(verb.lowerBound - 1) == 0x20 else { return false }
        return Self.accounts.contains(word(wordBefore(verb.lowerBound - 1)))
    }

    private static let making = WordHash.set("created added registered")
    private static let accounts = WordHash.set("user account login admin administrator")

    /// `secret "db-credentials" not found`: the name of an object of Kubernetes.
    func isResource(_ keyClass: KeyClass, _ name: Value) -> Bool {
        guard keyClass == .secret,
            name.range.allSatisfy({ bytes[$0].isLower || bytes[$0].isDigit || bytes[$0].isAny(of: "-./") })
        else { return false }
        let rest = skipBlanks(name.next)
        let phrases: [StaticString] = [
            "not found", "already exists", "is forbidden", "created", "deleted", "configured", "unchanged",
            "in namespace",
            "does not", "is invalid", "of type", "patched", "annotated", "labeled", "is missing", "references",
        ]
        return phrases.contains { has($0, at: rest) }
    }
}
