extension LineParser {
    /// Handles `name separator value`; returns where to go on, nil if nothing was masked.
    mutating func assignment(_ site: KeySite, from start: Int) -> Int? {
        let keyClass = classify(site)
        switch keyClass {
        case .none:
            if let end = roleSecret(site.range, from: skipBlanks(start)) ?? shortSecretKey(site, from: start) {
                return end
            }
            if has("user_", at: site.range.lowerBound), loginModuleLinesLeft > 0 || namesLoginModule() {
                return secretValue(.password, site, from: start)
            }
            if let end = echoed(site, from: start) { return end }
            if let end = userPair(site, from: start) ?? mailbox(site, from: start) ?? numberedKey(site, from: start) {
                return end
            }
            if pending.linesLeft > 0, word(site.range) == Self.defaultWord {
                let meaning = pending.keyClass
                pending.clear()
                return secretValue(meaning, site, from: start)
            }
            if Self.listNames.contains(word(site.range)), byte(skipBlanks(start)) == 0x5B {
                return tellingItems(from: skipBlanks(start) + 1)
            }
            if Self.listNames.contains(word(site.range)), byte(skipBlanks(start)) == 0x7B {
                return tellingMembers(from: skipBlanks(start) + 1)
            }
            return scopedValue(site, from: start)
        case .pairName:
            if grammar == .sql, has("pragma ", at: firstContent) { return secretValue(.password, site, from: start) }
            let named = value(site, from: skipBlanks(start))
            let meaning = nameClass(named)
            if meaning != .none {
                pending.set(meaning)
                if let earlier = lastPairValue { _ = accept(meaning, earlier, site) }
                lastPairValue = nil
                return named.isQuoted ? named.next : nil
            }
            if named.isQuoted || grammar != .log { pending.clear() }
            guard isBareKey(site) else { return scopedValue(site, from: start) }
            let isKey = scopes.holdsKeys(at: firstContent) || isWithinKeyHolder(site)
            return secretValue(isKey ? .key : .weakKey, site, from: start)
        case .pairValue:
            if pending.linesLeft == 0, let meaning = elementClass(site) {
                return secretValue(meaning, site, from: start)
            }
            if secretValueLinesLeft > 0, pending.linesLeft == 0 { return secretValue(.token, site, from: start) }
            guard pending.linesLeft > 0 else {
                lastPairValue = value(site, from: skipBlanks(start))
                return scopedValue(site, from: start)
            }
            let meaning = pending.keyClass
            pending.clear()
            return secretValue(meaning, site, from: start)
        default:
            return secretValue(keyClass, site, from: start)
        }
    }

    /// `login=joe:x1y2`, `register => 4711:x1y2@host`: a user's name, a colon and what can be nothing but a password.
    private mutating func userPair(_ site: KeySite, from start: Int) -> Int? {
        var last = site.range.upperBound
        while last > site.range.lowerBound, bytes[last - 1].isAlphanumeric { last -= 1 }
        let isCookie = Self.pairKeys.contains(word(last..<site.range.upperBound))
        guard isCookie else { return nil }
        let value = self.value(site, from: skipBlanks(start))
        var range = value.range
        if let at = range.last(where: { bytes[$0] == 0x40 }) { range = range.lowerBound..<at }
        guard let colon = firstColon(range), colon > range.lowerBound,
            (range.lowerBound..<colon).allSatisfy({ bytes[$0].isNameByte })
        else { return nil }
        let password = (colon + 1)..<range.upperBound
        guard isTelling(password), password.contains(where: { bytes[$0].isDigit }),
            !password.contains(where: {
                bytes[$0].isSpace || bytes[$0] == 0x3A || bytes[$0] == 0x2F && site.separator == 0x3A
            })
        else { return nil }
        add(password, rule: .password)
        return value.next
    }

    private static let defaultWord = WordHash("default".utf8)

    /// `100 => 4711,Bob,bob@x.org` of a voice mail's configuration: the PIN.
    private mutating func mailbox(_ site: KeySite, from start: Int) -> Int? {
        guard grammar == .ini, site.isFirst, bytes[start - 1] == 0x3E, site.range.count < 12,
            site.range.allSatisfy({ bytes[$0].isDigit })
        else { return nil }
        let begin = skipBlanks(start)
        var end = begin
        while byte(end).isDigit { end += 1 }
        guard (3...10).contains(end - begin), byte(end) == 0x2C, byte(end + 1).isLetter else { return nil }
        add(begin..<end, rule: .pin)
        return end
    }

    private static let pairKeys = WordHash.set("login user account register digest userinfo auth creds authinfo")

    private static let listNames = WordHash.set("tokens keys community_strings")

    /// `tokens = ["x1y2…", "z3…"]`: of a list that may hold anything the texts that look like secrets.
    private mutating func tellingItems(from start: Int) -> Int? {
        var index = start
        var next: Int?
        while index < bytes.count, bytes[index] != 0x5D, bytes[index] != 0x7B {
            if bytes[index].isQuote || bytes[index] == .backslash, let item = quotedValue(from: index) {
                if isMixed(item.range), item.range.count >= 8, !Placeholder.isNone(bytes, item.range) {
                    add(item.range, rule: .token)
                    next = item.next
                }
                index = max(item.next, index + 1)
            } else {
                index += 1
            }
        }
        return next
    }

    /// Whether the line belongs to the options of a login module of JAAS.
    private func namesLoginModule() -> Bool {
        (0..<max(0, bytes.count - 18)).contains { bytes[$0] == 0x4C && has("loginmodule ", at: $0) }
    }

    /// `ssl_passphrase_command = 'echo x'`: a command that only prints the secret.
    private mutating func echoed(_ site: KeySite, from start: Int) -> Int? {
        var begin = skipBlanks(start)
        let limit = quotedValue(from: begin)?.range.upperBound ?? bytes.count
        if byte(begin).isQuote { begin += 1 }
        guard has("echo ", at: begin) || has("printf ", at: begin) else { return nil }
        let named = site.range.contains {
            has("pass", at: $0) || has("pw", at: $0) || has("secret", at: $0) || has("token", at: $0)
        }
        guard named,
            let value = arguments(from: begin + (byte(begin).lowered == 0x65 ? 4 : 6)).last(where: {
                $0.range.count > 2 && $0.range.lowerBound < limit
            }),
            !Placeholder.isNone(bytes, value.range), bytes[value.range.lowerBound] != 0x2D
        else { return nil }
        add(value.range.lowerBound..<min(value.range.upperBound, limit), rule: .password)
        return min(value.next, limit)
    }

    private func isBareKey(_ site: KeySite) -> Bool {
        word(site.range) == Self.bareKey
    }

    private static let bareKey = WordHash("key".utf8)

    /// The class of the key that a value names, `.none` if it names no secret.
    private mutating func nameClass(_ value: Value) -> KeyClass {
        guard !value.range.isEmpty, value.range.count <= 96, value.range.allSatisfy({ !bytes[$0].isSpace }) else {
            return .none
        }
        let named = self.keyClass(value.range)
        switch named {
        case .none, .pairName, .pairValue, .weakKey, .auth, .signature, .sessionID: return .none
        default: return named
        }
    }

    /// A value under a key that says nothing, in a part of the document where every value is secret.
    private mutating func scopedValue(_ site: KeySite, from start: Int) -> Int? {
        guard site.isFirst, scopes.masksEverything(at: firstContent) else { return nil }
        guard let keyClass = scopes.leafClass(bytes, site.range) else { return nil }
        if scopes.needsEncoding(at: firstContent) {
            guard isEncoded(value(site, from: skipBlanks(start)).range) else { return nil }
        }
        if scopes.needsTelling(at: firstContent) {
            let value = self.value(site, from: skipBlanks(start))
            guard isUnmistakable(value.range) else { return nil }
        }
        return secretValue(keyClass, site, from: start)
    }

    /// Base 64 with its padding, at least eight bytes.
    private func isEncoded(_ range: Range<Int>) -> Bool {
        range.count >= 8 && range.count % 4 == 0 && range.allSatisfy { ByteSet.base64.contains(bytes[$0]) }
    }

    /// A value that is masked already: what follows it on later lines is, too.
    private mutating func skipLabel(_ value: Value, _ keyClass: KeyClass, _ site: KeySite) -> Int {
        openContinuation(of: value, keyClass, site)
        return value.next
    }

    /// `printf 'password=%s' 'x'`: the argument that stands for the first `%s`.
    private mutating func formatted(_ keyClass: KeyClass, from begin: Int) -> Int? {
        guard openQuote != 0, keyClass.isSecret, byte(begin) == 0x25, byte(begin + 1) == 0x73,
            let close = closing(openQuote, level: openLevel, from: begin)
        else { return nil }
        var index = openStart
        var before = 0
        while index < begin {
            if bytes[index] == 0x25, byte(index + 1) == 0x73 { before += 1 }
            index += 1
        }
        let quote = openQuote
        openQuote = 0
        let values = arguments(from: close + 1)
        openQuote = quote
        guard before < values.count, values[before].range.count > 2, !Placeholder.isNone(bytes, values[before].range),
            !isVariable(values[before].range, values[before])
        else { return begin + 2 }
        add(values[before].range, rule: keyClass.rule)
        return begin + 2
    }

    /// Masks the value of a key of class `keyClass`.
    mutating func secretValue(_ keyClass: KeyClass, _ site: KeySite, from start: Int) -> Int? {
        var begin = skipBlanks(start)
        if let end = describedValue(from: begin) ?? heredoc(keyClass, from: begin) { return end }
        if keyClass == .credential, let end = namePair(from: begin) { return end }
        if keyClass == .plural, let end = namedKeys(from: begin) { return end }
        if let end = formatted(keyClass, from: begin) ?? substitution(keyClass, from: begin) { return end }
        if grammar == .yaml, site.separator == 0x3A, site.isFirst {
            guard let content = yamlContent(from: begin) else { return bytes.count }
            begin = content
            if beginsBlock(at: begin, keyClass, site) { return bytes.count }
        }
        // An alias.
        if grammar == .yaml, byte(begin) == 0x2A, byte(begin + 1).isNameByte { return nil }
        let isComment = grammar.hasTrailingComments && byte(begin) == 0x23 && byte(begin + 1).isBlank
        if begin >= bytes.count || (grammar == .yaml && byte(begin) == 0x23) || isComment {
            return openNextLine(keyClass, site)
        }
        if keyClass.isSecret, opensNextLine(begin, isGlued: true) { return bytes.count }
        let bracket = site.quote == 0 && site.separator == 0x3D ? bracketEnd(begin) : nil
        if keyClass == .authorization || keyClass == .cookie, byte(begin) == 0x5B,
            !Label.starts(bytes, at: begin, before: bytes.count), byte(begin + 1).isLetter
        {
            begin += 1
        } else if let bracket, keyClass.isSecret, !grammar.isParsedThroughout,
            !bytes[begin..<bracket].contains(where: { $0.isSpace || $0.isQuote || $0 == 0x2C })
        {
            // `X-Vault-Token=[x]`
            let held = Value(range: (begin + 1)..<bracket, next: bracket + 1, isQuoted: false)
            return accept(keyClass, held, site)
                || Label.starts(bytes, at: begin + 1, before: bytes.count) ? held.next : nil
        }
        if byte(begin) == 0x5B, !Label.starts(bytes, at: begin, before: bytes.count), isList(site, at: begin) {
            return list(keyClass, from: begin + 1)
        }
        if byte(begin) == 0x7B {
            // `"secret": {"value": "x"}`
            if keyClass.isSecret, byte(begin + 1) != 0x7B { pending.set(keyClass) }
            if keyClass == .plural, grammar == .json || site.quote != 0 { return maskMembers(from: begin + 1, .secret) }
            if keyClass == .credential, grammar == .json || site.quote != 0,
                let end = tellingMembers(from: begin + 1)
            {
                return end
            }
            // `"bearer": {"host.example.com": "x"}`
            if keyClass == .token, let name = quotedValue(from: skipBlanks(begin + 1)), !name.isOpen,
                bytes[name.range].contains(0x2E)
            {
                return maskMembers(from: begin + 1, .token)
            }
            // `{SSHA}x`
            var scheme = begin + 1
            while byte(scheme).isUpper || byte(scheme).isDigit || byte(scheme) == 0x2D { scheme += 1 }
            if scheme > begin + 2, byte(scheme) == 0x7D, scheme + 8 < bytes.count {
                let hash = self.value(site, from: begin)
                return accept(keyClass, hash, site) ? hash.next : nil
            }
            guard site.previous == 0x3B, let close = closingBrace(from: begin) else {
                return isPlaceholderBrace(begin) ? nil : braceValue(keyClass, site, from: begin)
            }
            pending.clear()
            let braced = Value(range: (begin + 1)..<close, next: close + 1, isQuoted: true)
            return accept(keyClass, braced, site) ? braced.next : nil
        }
        begin = unwrapped(typed(begin, site))
        // `PASSWORD = ("x"`, and more of it on the next line.
        if grammar == .source, keyClass != .auth, byte(begin) == 0x28, byte(begin + 1).isQuote { begin += 1 }
        if byte(begin) == 0x28, keyClass == .auth { return textPair(from: begin) }
        if let end = environmentCall(keyClass, from: begin) { return end == begin ? nil : end }
        // `**Password:** x`
        while byte(begin) == 0x2A, site.previous == 0x2A, begin + 1 < bytes.count { begin = skipBlanks(begin + 1) }
        if let end = foreignQuoted(keyClass.rule, from: begin) { return end }
        var value =
            keyClass == .authorization || keyClass == .cookie
            ? headerValue(site, from: begin, before: bracket) : self.value(site, from: begin)
        // `;jsessionid=x?query`
        if keyClass == .sessionID, let end = value.range.first(where: { bytes[$0] == 0x3F || bytes[$0] == 0x23 }) {
            value.range = begin..<end
            value.next = end
        }
        guard accept(keyClass, value, site) else {
            // A text that begins on the next line.
            if value.range.isEmpty, value.isOpen { openContinuation(of: value, keyClass, site) }
            if value.range.isEmpty, value.isWholeLine, endsInContinuation() {
                mode = .continuation(keyClass, isLabelled: false)
            }
            return Label.starts(bytes, at: value.range.lowerBound, before: bytes.count)
                ? skipLabel(value, keyClass, site) : nil
        }
        if let end = passphraseEnd(value, keyClass, site) {
            masks[masks.count - 1].end = end
            value.next = end
        }
        if keyClass == .authorization, !value.isQuoted, let last = masks.last { value.next = min(value.next, last.end) }
        openContinuation(of: value, keyClass, site)
        if value.isQuoted, !value.isOpen, let end = joinedTexts(keyClass, behind: value, begin: begin) { return end }
        // `TOKEN="x"\`, and the rest on the next line.
        if grammar == .shell, value.next == bytes.count - 1 { _ = opensNextLine(value.next, isGlued: true) }
        if value.next >= bytes.count { trailing = (keyClass, value.quote, value.level) }
        return value.next
    }

    /// `Password: horse battery staple 7` in a text: the end of the line, if nothing but such words follows.
    private func passphraseEnd(_ value: Value, _ keyClass: KeyClass, _ site: KeySite) -> Int? {
        guard !grammar.isParsedThroughout, !value.isQuoted, site.isFirst, site.separator == 0x3A, keyClass == .password,
            byte(value.next) == 0x20, masks.last?.end == value.next
        else { return nil }
        var words = 0
        var index = value.next
        while index < bytes.count {
            index += 1
            let start = index
            while index < bytes.count, bytes[index].isAlphanumeric { index += 1 }
            guard index > start, index == bytes.count || bytes[index] == 0x20 else { return nil }
            guard !Placeholder.isProse(bytes, start..<index) else { return nil }
            words += 1
        }
        return words >= 2 && words <= 12 ? index : nil
    }

    /// `Some("x")`, `string(12) "x"`: where the quoted text begins.
    func unwrapped(_ start: Int) -> Int {
        var end = start
        while byte(end).isLetter { end += 1 }
        guard end > start, byte(end) == 0x28, Self.wrappers.contains(word(start..<end)) else { return start }
        end += 1
        if byte(end).isQuote { return end }
        while byte(end).isDigit { end += 1 }
        guard byte(end) == 0x29 else { return start }
        let quote = skipBlanks(end + 1)
        return byte(quote).isQuote ? quote : start
    }

    private static let wrappers = WordHash.set("some optional just string str option ok secretstring maybe ref box")

    /// `« x »`, `“x”`, `„x“`: a value in quotation marks of typography.
    mutating func foreignQuoted(_ rule: BuiltInRule, from start: Int) -> Int? {
        var begin = start
        let marks: [StaticString] = [
            "\u{AB}", "\u{201C}", "\u{201E}", "\u{2018}", "\u{201A}", "\u{BB}", "\u{300C}", "\u{2039}",
        ]
        guard let mark = marks.first(where: { has($0, at: start) }) else { return nil }
        begin += mark.utf8CodeUnitCount
        while byte(begin).isBlank || has("\u{A0}", at: begin) || has("\u{202F}", at: begin) {
            begin += byte(begin).isBlank ? 1 : (has("\u{A0}", at: begin) ? 2 : 3)
        }
        let closers: [StaticString] = [
            "\u{BB}", "\u{201D}", "\u{201C}", "\u{2019}", "\u{2018}", "\u{AB}", "\u{300D}", "\u{203A}",
        ]
        var end = begin
        while end < bytes.count, !closers.contains(where: { has($0, at: end) }) { end += 1 }
        guard end < bytes.count else { return nil }
        let next = end
        while end > begin, bytes[end - 1].isBlank || has("\u{A0}", at: end - 2) || has("\u{202F}", at: end - 3) {
            end -= bytes[end - 1].isBlank ? 1 : (has("\u{A0}", at: end - 2) ? 2 : 3)
        }
        if Label.starts(bytes, at: begin, before: end) { return next }
        guard end - begin > 2, end - begin < 256, !Placeholder.isNone(bytes, begin..<end),
            !Placeholder.isProse(bytes, begin..<end)
        else { return nil }
        add(begin..<end, rule: rule)
        return next
    }

    /// `password: String = "x"`, `password: &str = "x"`: behind the type.
    private func typed(_ start: Int, _ site: KeySite) -> Int {
        guard site.separator == 0x3A, !grammar.isParsedThroughout else { return start }
        var end = start
        while byte(end).isAlphanumeric || byte(end).isAny(of: "&?*_.") { end += 1 }
        guard end > start, byte(end) == 0x20, byte(end + 1) == 0x3D, byte(end + 2) == 0x20, byte(end + 3).isQuote
        else { return start }
        return end + 3
    }

    /// A name and a password as one value: `auth=("bob", "x")`.
    private mutating func textPair(from open: Int) -> Int? {
        guard let name = quotedValue(from: skipBlanks(open + 1)), !name.isOpen, byte(skipBlanks(name.next)) == 0x2C,
            let secret = quotedValue(from: skipBlanks(skipBlanks(name.next) + 1)), !secret.isOpen,
            byte(skipBlanks(secret.next)) == 0x29, secret.range.count > 2, !Placeholder.isNone(bytes, secret.range)
        else { return nil }
        add(secret.range, rule: .password)
        return secret.next
    }

    /// `env('DB_PASSWORD', 'x')`, `process.env.DB_PASSWORD || "x"`: only the default is a secret.
    ///
    /// Returns `begin` where there is none.
    private mutating func environmentCall(_ keyClass: KeyClass, from begin: Int) -> Int? {
        var end = begin
        while byte(end).isNameByte || byte(end) == 0x3A { end += 1 }
        guard end > begin + 2 else { return nil }
        var start: Int
        if byte(end) == 0x28 {
            guard Self.environmentCalls.contains(word(begin..<end)), let name = quotedValue(from: skipBlanks(end + 1)),
                !name.isOpen
            else { return nil }
            start = skipBlanks(name.next)
            if byte(start) == 0x29 {
                // `getenv("X") ?: "y"`, `environ.get("X") or "y"`
                start = skipBlanks(start + 1)
                let links: [StaticString] = ["?:", "||", "??", "or "]
                guard let link = links.first(where: { has($0, at: start) }) else { return begin }
                start += link.utf8CodeUnitCount - 1
            } else if byte(start) != 0x2C {
                return begin
            }
            start = skipBlanks(start + 1)
            if has("default=", at: start) { start += 8 }
        } else {
            guard has("process.env.", at: begin) || has("import.meta.env.", at: begin) else { return nil }
            start = skipBlanks(end)
            guard has("||", at: start) || has("??", at: start) else { return begin }
            start = skipBlanks(start + 2)
        }
        guard let text = quotedValue(from: start), !text.isOpen, text.range.count > 2,
            !Placeholder.isNone(bytes, text.range)
        else { return begin }
        if Label.starts(bytes, at: text.range.lowerBound, before: text.range.upperBound) { return text.next }
        add(text.range, rule: keyClass.rule)
        return text.next
    }

    private static let environmentCalls = WordHash.set(
        "env getenv os.getenv os.environ.get environ.get env.get env.str env.fetch system.getenv config env.string "
            + "getenvordefault process.getenv"
    )

    /// The brace that closes a value of ODBC; `}}` stands for one in it.
    private func closingBrace(from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x7D {
                guard byte(index + 1) == 0x7D else { return index }
                index += 1
            }
            index += 1
        }
        return nil
    }

    private func isPlaceholderBrace(_ begin: Int) -> Bool {
        byte(begin + 1) == 0x7B || grammar == .json || grammar == .yaml
    }

    /// `password={x` that opens no object: in logs and line grammars the brace belongs to the value.
    private mutating func braceValue(_ keyClass: KeyClass, _ site: KeySite, from begin: Int) -> Int? {
        guard site.separator == 0x3D, !bytes[begin...].contains(0x3A) else { return nil }
        let value = self.value(site, from: begin)
        return accept(keyClass, value, site) ? value.next : nil
    }

    private func isList(_ site: KeySite, at index: Int) -> Bool {
        if site.quote != 0 || grammar == .json { return true }
        if grammar == .yaml || grammar == .toml { return true }
        return byte(index + 1).isQuote
    }

    /// Masks the texts of a list up to its `]`; on later lines too if it does not close on this one.
    mutating func list(_ keyClass: KeyClass, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x5D { return index + 1 }
            if byte == 0x7B {
                guard keyClass == .password, let end = maskMembers(from: index + 1, .password) else { return index }
                index = max(end, index + 1)
                continue
            }
            if byte.isQuote || byte == .backslash, let item = quotedValue(from: index) {
                if item.range.isEmpty == false, !Placeholder.isNone(bytes, item.range) {
                    add(item.range, rule: keyClass.rule)
                }
                index = item.next
                continue
            }
            if grammar == .yaml, byte != 0x2C, !byte.isSpace {
                var end = index
                while end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x5D { end += 1 }
                let item = index..<end
                let isName = keyClass == .plural && item.allSatisfy { bytes[$0].isLower || bytes[$0].isAny(of: "-_ ") }
                if !isName, !Placeholder.isNone(bytes, item) { add(item, rule: keyClass.rule, style: .quotedLabel) }
                index = end
                continue
            }
            index += 1
        }
        mode = .list(keyClass, linesLeft: 256)
        return bytes.count
    }

    // MARK: - Deciding

    /// Masks `value` if it is a secret under a key of class `keyClass`.
    mutating func accept(_ keyClass: KeyClass, _ value: Value, _ site: KeySite) -> Bool {
        guard !value.range.isEmpty else { return false }
        switch keyClass {
        case .authorization:
            return acceptAuthorization(value, site)
        case .cookie:
            return acceptCookies(value)
        case .passwordSource:
            guard has("pass:", at: value.range.lowerBound) else { return false }
            var password = (value.range.lowerBound + 5)..<value.range.upperBound
            if let quoted = quotedValue(from: password.lowerBound), !quoted.isOpen { password = quoted.range }
            guard !password.isEmpty, !Placeholder.isNone(bytes, password) else { return false }
            add(password, rule: .commandLine)
            return true
        case .userAndPassword:
            guard let colon = firstColon(value.range) else { return false }
            let password = (colon + 1)..<value.range.upperBound
            guard !password.isEmpty, !Placeholder.isNone(bytes, password) else { return false }
            add(password, rule: .password)
            return true
        case .auth:
            if acceptAuthorization(value, site, onlySchemes: true) { return true }
        default: break
        }
        // In shells a command whose output is the value.
        if value.quote == 0x60, grammar == .shell || grammar == .dotenv { return false }
        guard isSecret(value, keyClass, site) else { return false }
        let isScalar =
            grammar == .json || grammar == .toml || (grammar == .yaml && site.separator == 0x3A)
            || (site.quote == .doubleQuote && site.level == 0 && site.separator == 0x3A)
        let needsQuotes = !value.isQuoted && isScalar && openQuote == 0
        // `- curl -H "NAME: x"`: to YAML a scalar begins behind the colon, and a label would begin a list there.
        if !value.isQuoted, grammar == .yaml, openQuote != 0, site.separator == 0x3A, !isWholeQuotation,
            byte(value.range.lowerBound - 1) == 0x20
        {
            add(
                (value.range.lowerBound - 1)..<value.range.lowerBound,
                rule: keyClass.rule,
                style: .erased,
                teaches: false
            )
        }
        add(value.range, rule: keyClass.rule, style: needsQuotes ? .quotedLabel : .label)
        return true
    }

    /// Whether the open quotation is a scalar of YAML by itself, and not a part of a plain one.
    private var isWholeQuotation: Bool {
        let before = openStart - 1
        var index = before
        while index >= firstContent, bytes[index].isBlank { index -= 1 }
        return index < firstContent || bytes[index].isAny(of: ":,[{") || (bytes[index] == 0x2D && index == firstContent)
    }

    private func isSecret(_ value: Value, _ keyClass: KeyClass, _ site: KeySite) -> Bool {
        let range = value.range
        // `passwd: files sss` of the name service switch.
        if site.separator == 0x3A, word(site.range) == Self.passwd, Self.nameServices.contains(firstWord(of: range)) {
            return false
        }
        guard !Placeholder.isNone(bytes, range), !isVariable(range, value), !isCommand(value, site) else {
            return false
        }
        let isNumber = Placeholder.isNumber(bytes, range)
        let isLog = !grammar.isParsedThroughout
        if isExpression(value, site) || isNamingKey(range, site) || isResourceLabel(range) { return false }
        let followsBlank = byte(range.lowerBound - 1).isBlank
        if isNameOfItself(range, site) || (site.previous == 0x3A && isWithinResourceName(site)) { return false }
        if isLog, !value.isQuoted, site.quote == 0 {
            if site.separator == 0x3A, Placeholder.isProse(bytes, range) { return false }
            if isObject(range) { return false }
            // `libsecret-1-0:amd64`
            if site.separator == 0x3A, !followsBlank, Self.architectures.contains(word(range)) { return false }
            // `token = strtok(line, " ");`
            if site.separator == 0x3D, isCode(range) { return false }
            // `Unexpected token: }`
            if range.count < 4, !range.contains(where: { bytes[$0].isAlphanumeric }) { return false }
            // `(passwd:chauthtok)`
            if site.separator == 0x3A, !followsBlank, site.previous == 0x28 { return false }
        }
        // `auth.example.com:443`
        if site.separator == 0x3A, !followsBlank, isNumber, range.count <= 5, bytes[site.range].contains(0x2E) {
            return false
        }
        switch keyClass {
        case .extra: return true
        case .pin: return range.count >= 4 && range.count <= 12 && range.allSatisfy { bytes[$0].isDigit }
        case .password:
            if isNumber { return range.count >= 4 }
            // The shell's working directory.
            return !(bytes[range.lowerBound] == 0x2F && word(site.range) == Self.workingDirectory)
        case .pass:
            if isNumber { return range.count >= 6 }
            if isLog, !value.isQuoted, isTestResult(range, site) { return false }
            return !(isLog && !value.isQuoted && Placeholder.isPlainWord(bytes, range))
        case .weakKey where isPaddedKey(range): return true
        case .weakKey:
            let isHex = range.allSatisfy { bytes[$0].isHexDigit }
            if isBareKey(site) || isLog {
                guard !isHex || !isBareKey(site) else { return false }
                return Placeholder.isRandom(bytes, range, minimum: 20)
            }
            return Placeholder.isRandom(bytes, range)
        case .auth:
            if Placeholder.isMethod(bytes, range) { return false }
            if Placeholder.isRandom(bytes, range) { return true }
            let isAssignment = grammar.hasLineValues || grammar == .shell || grammar == .commandLine
            return isAssignment && range.count >= 6 && range.contains { bytes[$0].isDigit } && !isNumber
                && !range.contains { bytes[$0].isSpace }
        case .sessionID:
            // `0A1B….node1`: Tomcat and Jetty add the name of the node.
            let body = range.lowerBound..<(range.first { bytes[$0] == 0x2E } ?? range.upperBound)
            guard site.separator == 0x3D, body.count >= 16 else { return false }
            return Placeholder.isRandom(bytes, body) || body.allSatisfy { bytes[$0].isAlphanumeric }
        case .signature:
            return site.previous.isAny(of: "?&;") && range.count >= 16
        case .plural:
            return value.isQuoted
        case .key:
            if Placeholder.isFileName(bytes, range) || (isNumber && range.count <= 5) { return false }
            // `accesskey="h"` of a page.
            if range.count < 3 { return false }
            if Placeholder.isProse(bytes, range) { return false }
            return value.isQuoted || !isLog || !Placeholder.isPlainWord(bytes, range)
        case .token, .secret, .credential:
            if isNumber, range.count <= 5 { return false }
            // `Add secret: santa game`
            let isFollowed = byte(range.upperBound) == 0x20 && byte(range.upperBound + 1).isLetter
            return value.isQuoted || !isLog || site.separator == 0x3D || !Placeholder.isPlainWord(bytes, range)
                || (keyClass == .secret && !isFollowed)
        default: return true
        }
    }

    /// `"$confirm"` in a shell: a variable, not a text.
    func isVariable(_ range: Range<Int>, _ value: Value) -> Bool {
        guard grammar == .shell, !value.isQuoted || value.quote == .doubleQuote, bytes[range.lowerBound] == 0x24,
            range.count > 1, !bytes[range.lowerBound + 1].isDigit
        else { return false }
        return range.dropFirst().allSatisfy { bytes[$0].isAlphanumeric || bytes[$0].isAny(of: "_{}:") }
    }

    /// `$cred = Get-Credential x` of PowerShell.
    private func isCommand(_ value: Value, _ site: KeySite) -> Bool {
        guard site.previous == 0x24, !value.isQuoted, byte(site.range.upperBound).isBlank,
            let dash = value.range.first(where: { bytes[$0] == 0x2D }), dash > value.range.lowerBound
        else { return false }
        return bytes[value.range.lowerBound].isUpper && bytes[value.range].allSatisfy { $0.isLetter || $0 == 0x2D }
    }

    private static let architectures = WordHash.set(
        "amd64 arm64 i386 all noarch x86_64 aarch64 armhf ppc64el s390x any"
    )

    /// The beginning of a call in a line of a program.
    private func isCode(_ range: Range<Int>) -> Bool {
        guard let open = range.first(where: { bytes[$0] == 0x28 }), open > range.lowerBound + 1,
            (range.lowerBound..<open).allSatisfy({ bytes[$0].isLetter || bytes[$0].isAny(of: "_.") })
        else { return false }
        var end = bytes.count
        while end > 0, bytes[end - 1].isSpace { end -= 1 }
        return end > 0 && bytes[end - 1].isAny(of: ";{") || byte(end - 1) == 0x29
    }

    private func firstWord(of range: Range<Int>) -> WordHash {
        let end = range.first { bytes[$0].isBlank } ?? range.upperBound
        return word(range.lowerBound..<end)
    }

    private static let passwd = WordHash("passwd".utf8)
    private static let nameServices = WordHash.set(
        "files compat sss db ldap nis nisplus winbind systemd mymachines hesiod"
    )
    private static let workingDirectory = WordHash("pwd".utf8)

    /// `Token{a64f`: a dumped object.
    private func isObject(_ range: Range<Int>) -> Bool {
        guard let brace = range.first(where: { bytes[$0] == 0x7B }), brace > range.lowerBound else { return false }
        return (range.lowerBound..<brace).allSatisfy { bytes[$0].isLetter || bytes[$0] == 0x2E }
    }

    // MARK: - Headers

    /// The value of a header: to the end of its line, quotation or element.
    private func headerValue(_ site: KeySite, from start: Int, before bracket: Int?) -> Value {
        if let quoted = quotedValue(from: start) { return quoted }
        var end = start
        defer { effort.spend(4 * (end - start)) }
        while end < bracket ?? bytes.count {
            let byte = bytes[end]
            if byte == openQuote, openLevel == 0 || backslashes(before: end) == openLevel { break }
            if byte == 0x3C, grammar == .xml || self.byte(end + 1) == 0x2F { break }
            if byte == .backslash, self.byte(end + 1).isAny(of: "nr\"'") { break }
            if has("&quot;", at: end) { break }
            if byte == 0x5B, let label = Label.end(bytes, from: end, before: bytes.count) {
                end = label
                continue
            }
            end += 1
        }
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return Value(range: start..<end, next: end, isQuoted: false)
    }

    /// `Basic dXNlcjpwdw==`: the scheme stays.
    private mutating func acceptAuthorization(_ value: Value, _ site: KeySite, onlySchemes: Bool = false) -> Bool {
        let range = value.range
        var schemeEnd = range.lowerBound
        while schemeEnd < range.upperBound, bytes[schemeEnd].isAlphanumeric || bytes[schemeEnd].isAny(of: "-_") {
            schemeEnd += 1
        }
        let hasScheme =
            schemeEnd < range.upperBound && bytes[schemeEnd] == 0x20
            && Self.schemes.contains(word(range.lowerBound..<schemeEnd))
        if hasScheme {
            let start = skipBlanks(schemeEnd)
            let scheme = word(range.lowerBound..<schemeEnd)
            var end = range.upperBound
            if Self.signedSchemes.contains(scheme), let signature = signature(in: start..<end) {
                guard !Label.starts(bytes, at: signature.lowerBound, before: end) else { return false }
                add(signature, rule: .authorization)
                return true
            }
            if !value.isQuoted, Self.oneWordSchemes.contains(scheme) { end = pieceEnd(from: start, to: end) }
            let secret = start..<end
            guard !secret.isEmpty, !Placeholder.isNone(bytes, secret), !Placeholder.isProse(bytes, secret) else {
                return false
            }
            add(secret, rule: .authorization)
            return true
        }
        guard !onlySchemes else { return false }
        let secret = value.isQuoted ? range : range.lowerBound..<pieceEnd(from: range.lowerBound, to: range.upperBound)
        guard secret.count >= 6, !Placeholder.isNone(bytes, secret), !Placeholder.isProse(bytes, secret),
            !Placeholder.isPlainWord(bytes, secret), !Self.schemes.contains(word(secret))
        else { return false }
        guard value.isQuoted || secret.contains(where: { bytes[$0].isDigit }) || secret.count >= 20 else {
            return false
        }
        add(secret, rule: .authorization)
        return true
    }

    private static let schemes = WordHash.set(
        """
        basic bearer digest negotiate ntlm token apikey api-key oauth hawk aws4-hmac-sha256 aws sharedkey sharedkeylite
        sharedaccesssignature signature key gssapi kerberos splunk genie-key accesskey discogs dpop mac hmac bot jwt
        """
    )
    private static let oneWordSchemes = WordHash.set(
        "basic bearer negotiate ntlm token apikey api-key gssapi kerberos splunk genie-key bot jwt dpop"
    )

    /// The end of the word at `start`, without a comma or bracket that closes what it stands in.
    private func pieceEnd(from start: Int, to limit: Int) -> Int {
        var end = start
        while end < limit, !bytes[end].isSpace, !bytes[end].isQuote {
            if let label = Label.end(bytes, from: end, before: limit) {
                end = label
                continue
            }
            if bytes[end] == 0x24, end + 1 < limit, bytes[end + 1] == 0x7B || bytes[end + 1] == 0x28,
                let close = bytes[end..<limit].firstIndex(of: bytes[end + 1] == 0x7B ? 0x7D : 0x29)
            {
                end = close + 1
                continue
            }
            if bytes[end].isAny(of: ",;)]}"), end + 1 >= limit || bytes[end + 1].isSpace { break }
            if bytes[end].isAny(of: ")]}") { break }
            end += 1
        }
        return end
    }

    /// `a=1; b=2`: names stay, and so do the attributes of a cookie.
    mutating func acceptCookies(_ value: Value) -> Bool {
        var index = value.range.lowerBound
        var found = false
        while index < value.range.upperBound {
            var end = index
            while end < value.range.upperBound, bytes[end] != 0x3B { end += 1 }
            if let equals = (index..<end).first(where: { bytes[$0] == 0x3D }) {
                let name = skipBlanks(index)..<equals
                let content = (equals + 1)..<pieceEnd(from: equals + 1, to: end)
                if !name.isEmpty, name.allSatisfy({ bytes[$0].isNameByte || bytes[$0] == 0x24 }), !content.isEmpty,
                    !Self.cookieAttributes.contains(word(name)),
                    !Label.starts(bytes, at: content.lowerBound, before: content.upperBound)
                {
                    add(content, rule: .cookie)
                    found = true
                }
            }
            index = end + 1
        }
        return found
    }

    private static let cookieAttributes = WordHash.set(
        "path domain expires max-age samesite version priority comment theme lang locale language timezone tz currency"
    )
}
