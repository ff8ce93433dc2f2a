extension LineParser {
    /// Notes where a line enters or leaves a part of the document in which more is secret than elsewhere.
    mutating func enterScopes() {
        if grammar == .ini { return enterBraces() }
        guard grammar == .yaml || grammar == .json, firstContent < bytes.count else { return }
        if byte(firstContent) == 0x23 { return }
        if has("---", at: 0), bytes.count == 3 || bytes[3].isBlank {
            scopes.startDocument()
            return
        }
        // The items of a list may stand as deep as its name.
        let isItem = grammar == .yaml && byte(firstContent) == 0x2D && byte(firstContent + 1).isBlank
        scopes.leave(for: isItem ? firstContent + 1 : firstContent)
        var start = firstContent
        while byte(start) == 0x2D, byte(start + 1).isBlank { start = skipBlanks(start + 1) }
        if start > firstContent, grammar == .yaml, scopes.masksEverything(at: firstContent + 1),
            !scopes.needsTelling(at: firstContent + 1)
        {
            maskItem(from: start)
        }
        if grammar == .yaml, byte(firstContent).isAny(of: "?:"), byte(firstContent + 1).isBlank { complexMapping() }
        if byte(start).isQuote { start += 1 }
        var end = start
        while byte(end).isNameByte { end += 1 }
        if grammar == .json, nameAlone(start..<end) { return }
        guard end > start else { return }
        let name = word(start..<end)
        var rest = end
        if byte(rest).isQuote { rest += 1 }
        rest = skipBlanks(rest)
        guard byte(rest) == 0x3A else { return }
        rest = skipBlanks(rest + 1)
        if name == Self.list, byte(rest) == 0x7C, scopes.holdsPairs(at: firstContent) {
            mode = .pairs(indent: firstContent)
            return
        }
        if name == Self.apiVersion { scopes.isObject = true }
        if name == Self.kind, firstContent <= 4 {
            scopes.isSecretObject = has("secret", at: byte(rest).isQuote ? rest + 1 : rest)
            if scopes.isSecretObject == true { scopes.isObject = true }
            return
        }
        // A part begins where no value stands behind the name, or an opening brace alone.
        let isContainer = rest >= bytes.count || bytes[rest] == 0x23 || bytes[rest] == 0x7B
        guard isContainer else { return }
        if name == Self.stringData, byte(rest) == 0x7B { flowMembers(from: rest + 1) }
        if name == Self.stringData {
            scopes.enter(.secrets, indent: firstContent)
        } else if name == Self.data, firstContent <= 4 {
            scopes.enter(.encoded, indent: firstContent)
        } else if name == Self.chpasswd {
            scopes.enter(.pairs, indent: firstContent)
        } else if Self.holdersOfSecrets.contains(name) {
            scopes.enter(.secrets, indent: firstContent)
        } else if Self.holdersOfTelling.contains(name) || isCollection(start..<end) {
            scopes.enter(.telling, indent: firstContent)
        } else if Self.holdersOfKeys.contains(name) {
            scopes.enter(.keys, indent: firstContent)
        }
    }

    /// `tokens {` and `tokens = {` of HCL.
    private mutating func enterBraces() {
        guard firstContent < bytes.count, byte(firstContent) != 0x23 else { return }
        scopes.leave(for: firstContent)
        if opensMap() { return }
        inlineMembers()
        var last = bytes.count
        while last > firstContent, bytes[last - 1].isSpace { last -= 1 }
        guard last > firstContent + 4, bytes[last - 1] == 0x7B else { return }
        var end = firstContent
        while byte(end).isNameByte { end += 1 }
        let rest = skipBlanks(end)
        guard end > firstContent, rest == last - 1 || (byte(rest) == 0x3D && skipBlanks(rest + 1) == last - 1) else {
            return
        }
        let name = word(firstContent..<end)
        if Self.holdersOfSecrets.contains(name) {
            scopes.enter(.secrets, indent: firstContent)
        } else if Self.holdersOfTelling.contains(name) || isCollection(firstContent..<end) {
            scopes.enter(.telling, indent: firstContent)
        }
    }

    /// `"password"` alone on a line, and `: "x"` on the next one; returns whether it was one of them.
    private mutating func nameAlone(_ name: Range<Int>) -> Bool {
        if byte(firstContent) == 0x3A {
            let keyClass = complexKey
            complexKey = .none
            let start = skipBlanks(firstContent + 1)
            guard keyClass.isSecret else { return false }
            if start >= bytes.count {
                mode = .nested(keyClass, indent: firstContent, isLabelled: false)
            } else if let value = quotedValue(from: start), !value.isOpen, !value.range.isEmpty,
                !Placeholder.isNone(bytes, value.range)
            {
                add(value.range, rule: keyClass.rule)
            }
            return true
        }
        complexKey = .none
        guard byte(firstContent).isQuote, !name.isEmpty, byte(name.upperBound).isQuote,
            skipBlanks(name.upperBound + 1) >= bytes.count
        else { return false }
        complexKey = keyClass(name)
        return true
    }

    /// `{user: x, password: y}` where every value is secret.
    private mutating func flowMembers(from start: Int) {
        var index = start
        while index < bytes.count, bytes[index] != 0x7D {
            index = skipBlanks(index)
            let name: Range<Int>
            if let quoted = quotedValue(from: index), !quoted.isOpen {
                name = quoted.range
                index = quoted.next
            } else {
                let begin = index
                while index < bytes.count, bytes[index] != 0x3A, bytes[index] != 0x7D { index += 1 }
                name = begin..<index
            }
            index = skipBlanks(index)
            guard byte(index) == 0x3A else { return }
            index = skipBlanks(index + 1)
            var value: Value
            if let quoted = quotedValue(from: index), !quoted.isOpen {
                value = quoted
            } else {
                var end = index
                while end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x7D { end += 1 }
                value = Value(range: index..<end, next: end, isQuoted: false)
            }
            let isAddress = value.range.contains { bytes[$0] == 0x3A && has("//", at: $0 + 1) }
            if !value.range.isEmpty, !isAddress, scopes.leafClass(bytes, name) != nil,
                !Placeholder.isNone(bytes, value.range)
            {
                add(value.range, rule: .secret, style: value.isQuoted ? .label : .quotedLabel)
            }
            index = max(value.next, index + 1)
            while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x7D { index += 1 }
            if byte(index) == 0x2C { index += 1 }
        }
    }

    /// `- x1y2` where every value is secret.
    private mutating func maskItem(from start: Int) {
        guard start < bytes.count else { return }
        let value =
            quotedValue(from: start) ?? Value(range: start..<lineEnd(from: start), next: bytes.count, isQuoted: false)
        guard !value.isOpen, isMixed(value.range), !Placeholder.isNone(bytes, value.range) else { return }
        add(value.range, rule: .secret, style: value.isQuoted ? .label : .quotedLabel)
    }

    /// `? password`, and `: x` on the next line.
    private mutating func complexMapping() {
        let start = skipBlanks(firstContent + 1)
        if byte(firstContent) == 0x3F {
            complexKey = keyClass(start..<lineEnd(from: start))
            return
        }
        let keyClass = complexKey
        complexKey = .none
        guard keyClass.isSecret, start < bytes.count else { return }
        let value =
            quotedValue(from: start) ?? Value(range: start..<lineEnd(from: start), next: bytes.count, isQuoted: false)
        guard !value.isOpen, !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else { return }
        add(value.range, rule: keyClass.rule, style: value.isQuoted ? .label : .quotedLabel)
    }

    private static let chpasswd = WordHash("chpasswd".utf8)
    private static let list = WordHash("list".utf8)
    private static let apiVersion = WordHash("apiversion".utf8)
    private static let kind = WordHash("kind".utf8)
    private static let data = WordHash("data".utf8)
    private static let stringData = WordHash("stringdata".utf8)
    private static let holdersOfSecrets = WordHash.set(
        "secrets passwords securejsondata auth_tokens authtokens api_keys apikeys additional_endpoints"
    )
    static let holdersOfTelling = WordHash.set("tokens credentials creds")
    static let holdersOfKeys = WordHash.set("secret auth encryption jwt credentials hmac signing crypto")
}
