/// Secrets in the configuration and the dialogues of single services.
extension LineParser {
    // MARK: - Names with their secret

    /// `secret_id  a88b…`, `"secret_id": "a88b…"` of Vault's AppRole: only if it is one, since many services call the
    /// name of a secret so.
    mutating func roleSecret(_ name: Range<Int>, from start: Int) -> Int? {
        guard (8...10).contains(name.count), has("secret", at: name.lowerBound), has("id", at: name.upperBound - 2)
        else {
            return nil
        }
        var begin = start
        while byte(begin).isQuote || byte(begin).isBlank { begin += 1 }
        guard begin + 36 <= bytes.count, Placeholder.isUUID(bytes, begin..<(begin + 36)),
            !byte(begin + 36).isAlphanumeric
        else { return nil }
        add(begin..<(begin + 36), rule: .secret)
        return begin + 36
    }

    /// `sk = "x1Y2…"`: the secret half of a pair of keys.
    mutating func shortSecretKey(_ site: KeySite, from start: Int) -> Int? {
        guard site.range.count == 2, site.isFirst, has("sk", at: site.range.lowerBound), grammar.isParsedThroughout
        else {
            return nil
        }
        let value = self.value(site, from: skipBlanks(start))
        guard value.range.count >= 12, looksSecret(value.range) else { return nil }
        add(value.range, rule: .key, style: value.isQuoted || grammar != .yaml ? .label : .quotedLabel)
        return value.next
    }

    /// ` key x1Y2` of a router, below the server it is for.
    mutating func keyStatement(_ name: Range<Int>, from next: Int) -> Int? {
        guard grammar == .ini, name.count == 3, name.lowerBound == firstContent, has("key", at: firstContent) else {
            return nil
        }
        var words = arguments(from: next)
        if words.count == 2, words[0].range.count == 1, bytes[words[0].range.lowerBound].isDigit { words.removeFirst() }
        guard words.count == 1, looksSecret(words[0].range) || words[0].range.allSatisfy({ bytes[$0].isHexDigit }),
            words[0].range.count >= 8, !Placeholder.isNumber(bytes, words[0].range)
        else { return nil }
        add(words[0].range, rule: .key)
        return words[0].next
    }

    /// `HMAC_KEYS=k1:x1y2,k2:z3`: names with their keys.
    mutating func namedKeys(from start: Int) -> Int? {
        guard !byte(start).isQuote, !byte(start).isAny(of: "[{") else { return nil }
        let end = wordStop(start)
        var next: Int?
        var begin = start
        while begin < end {
            var stop = begin
            while stop < end, !bytes[stop].isAny(of: ",;") { stop += 1 }
            let colon = firstColon(begin..<stop)
            let piece = (colon.map { $0 + 1 } ?? begin)..<stop
            let isHex = piece.count >= 32 && piece.allSatisfy { bytes[$0].isHexDigit }
            if isHex || isUnmistakable(piece) || isPaddedKey(piece) {
                add(piece, rule: .key)
                next = end
            }
            begin = stop + 1
        }
        return next
    }

    /// `mysql_servers = host/database/user/x` of Exim.
    mutating func serverList(_ site: KeySite, from start: Int) -> Int? {
        guard site.range.count >= 12, has("_servers", at: site.range.upperBound - 8),
            Self.serverLists.contains(word(site.range))
        else { return nil }
        var next: Int?
        var begin = skipBlanks(start)
        while begin < bytes.count {
            var stop = begin
            while stop < bytes.count, bytes[stop] != 0x3A {
                stop = Label.end(bytes, from: stop, before: bytes.count) ?? stop + 1
            }
            var slash = begin
            var slashes = 0
            while slash < stop, slashes < 3 {
                if bytes[slash] == 0x2F { slashes += 1 }
                slash += 1
            }
            var end = stop
            while end > slash, bytes[end - 1].isSpace { end -= 1 }
            if slashes == 3, slash < end, !Placeholder.isNone(bytes, slash..<end) {
                add(slash..<end, rule: .password)
                next = stop
            }
            begin = skipBlanks(stop + 1)
        }
        return next
    }

    private static let serverLists = WordHash.set("mysql_servers pgsql_servers ibase_servers oracle_servers")

    /// `12 SHA1 HEX:c8cb…` of chrony and ntp.
    mutating func symmetricKey() -> Bool {
        var end = firstContent
        while byte(end).isDigit { end += 1 }
        guard end > firstContent, byte(end).isBlank else { return false }
        let fields = arguments(from: end)
        guard fields.count == 2, Self.digestNames.contains(word(fields[0].range)) else { return false }
        var key = fields[1].range
        for form in ["hex:", "ascii:"] as [StaticString] where has(form, at: key.lowerBound) {
            key = (key.lowerBound + form.utf8CodeUnitCount)..<key.upperBound
        }
        if !key.isEmpty, !Placeholder.isNone(bytes, key) { add(key, rule: .key) }
        return true
    }

    private static let digestNames = WordHash.set(
        "m md5 sha sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 tiger whirlpool aes128 aes256 "
            + "aes128cmac aes256cmac rmd160 ripemd160"
    )

    // MARK: - Maps and headers

    /// Notes that a map of nginx from a secret begins: `map $http_x_api_key $client {`.
    mutating func opensMap() -> Bool {
        guard has("map $", at: firstContent) else { return false }
        let variable = wordAt(firstContent + 5)
        let prefixes: [StaticString] = ["http_", "arg_", "cookie_"]
        guard let prefix = prefixes.first(where: { has($0, at: variable.lowerBound) }),
            keyClass((variable.lowerBound + prefix.utf8CodeUnitCount)..<variable.upperBound) != .none,
            let brace = bytes[variable.upperBound...].firstIndex(of: 0x7B)
        else { return false }
        _ = mapRow(from: brace + 1, linesLeft: 256)
        return true
    }

    /// Masks what the statements of a map begin with.
    mutating func mapRow(from start: Int, linesLeft: Int) -> Int {
        mode = linesLeft > 1 ? .mapRows(linesLeft: linesLeft - 1) : .plain
        var index = start
        while index < bytes.count {
            index = skipBlanks(index)
            guard index < bytes.count, bytes[index] != 0x23 else { break }
            if bytes[index] == 0x7D {
                mode = .plain
                break
            }
            if var key = arguments(from: index).first?.range {
                // `"Bearer x"`
                if let blank = key.last(where: { bytes[$0] == 0x20 }) { key = (blank + 1)..<key.upperBound }
                let isSecret =
                    key.count >= 6 && (isUnmistakable(key) || isMixed(key)) && !Placeholder.isNone(bytes, key)
                if isSecret, !has("default", at: key.lowerBound) { add(key, rule: .key) }
            }
            while index < bytes.count, bytes[index] != 0x3B, bytes[index] != 0x7D { index += 1 }
            if byte(index) == 0x3B { index += 1 }
        }
        return bytes.count
    }

    /// `RewriteCond %{HTTP:X-Auth-Key} !^x$`, at the brace.
    mutating func matchedHeader(at brace: Int) -> Int? {
        let name = wordBefore(brace)
        guard name.count > 2, byte(name.lowerBound - 1) == 0x3A, has("%{http:", at: name.lowerBound - 7),
            keyClass(name) != .none
        else { return nil }
        return maskPattern(from: skipBlanks(brace + 1))
    }

    /// `req.hdr(x-shared-secret) -m str x` of HAProxy, behind the bracket.
    mutating func comparedHeader(_ function: Range<Int>, from start: Int) -> Int? {
        guard has("hdr", at: function.upperBound - 3) || has("cook", at: function.upperBound - 4) else { return nil }
        let name = wordAt(start)
        guard byte(name.upperBound) == 0x29, keyClass(name) != .none else { return nil }
        let words = arguments(from: name.upperBound + 1)
        var index = 0
        while index < words.count {
            if word(words[index].range) == Self.matchOption {
                index += 2
            } else if bytes[words[index].range.lowerBound] == 0x2D || Self.operators.contains(word(words[index].range))
            {
                index += 1
            } else {
                break
            }
        }
        guard index < words.count, isTelling(words[index].range) else { return nil }
        add(words[index].range, rule: .secret)
        return words[index].next
    }

    private static let matchOption = WordHash("-m".utf8)
    private static let operators = WordHash.set("eq == = ne !=")

    /// Masks what a pattern without its anchors stands for: `!^x$`.
    private mutating func maskPattern(from start: Int) -> Int? {
        var begin = start
        while byte(begin).isQuote || byte(begin).isAny(of: "!^=") { begin += 1 }
        var end = begin
        while end < bytes.count, !bytes[end].isSpace, !bytes[end].isQuote { end += 1 }
        let next = end
        while end > begin, bytes[end - 1] == 0x24 { end -= 1 }
        guard isTelling(begin..<end), !(begin..<end).contains(where: { bytes[$0].isAny(of: "(*[|") }) else {
            return nil
        }
        add(begin..<end, rule: .secret)
        return next
    }

    /// `tcp-check send AUTH\\ x\\r\\n`, at the blank that is escaped.
    mutating func sentCommand(before index: Int) -> Int? {
        let command = wordBefore(index - 1)
        guard Self.sentCommands.contains(word(command)), command.allSatisfy({ bytes[$0].isUpper }),
            has("send ", at: command.lowerBound - 5)
        else { return nil }
        var end = index + 1
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != .backslash { end += 1 }
        guard end > index + 3, !Placeholder.isNone(bytes, (index + 1)..<end) else { return nil }
        add((index + 1)..<end, rule: .password)
        return end
    }

    private static let sentCommands = WordHash.set("auth pass")

    // MARK: - Lines in an element

    /// Notes that a name and a password follow, one a line: `<auth-user-pass>` of OpenVPN.
    mutating func opensAccount(_ name: Range<Int>) -> Bool {
        guard grammar != .xml,
            has("auth-user-pass", at: name.lowerBound) || has("http-proxy-user-pass", at: name.lowerBound),
            byte(name.lowerBound - 1) == 0x3C
        else { return false }
        mode = .account(line: 0)
        return true
    }

    mutating func accountLine(_ line: Int) -> Int {
        guard line < 2, byte(firstContent) != 0x3C else {
            mode = .plain
            return 0
        }
        mode = .account(line: line + 1)
        if line == 1, firstContent < bytes.count, !Placeholder.isNone(bytes, firstContent..<bytes.count) {
            add(firstContent..<bytes.count, rule: .password)
        }
        return bytes.count
    }

    // MARK: - Calls

    /// `sys/x as sysdba`, in whatever quotes: the account alone.
    func bareAccount(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start].isQuote || bytes[start] == .backslash { start += 1 }
        var end = start
        while end < range.upperBound, !bytes[end].isBlank { end += 1 }
        while end > start, bytes[end - 1].isQuote || bytes[end - 1] == .backslash { end -= 1 }
        return start..<end
    }

    /// Whether a call stores a value under a name: `setProperty`, `put`.
    func isStoring(_ caller: Range<Int>) -> Bool {
        var last = caller.lowerBound
        for index in caller where bytes[index] == 0x2E { last = index + 1 }
        return Self.storingCalls.contains(word(last..<caller.upperBound))
    }

    private static let storingCalls = WordHash.set(
        "setproperty put set setheader header addheader addproperty property setenv add append param setrequestproperty "
            + "putstring setstring setdefault setparameter addparameter setattribute store configure option setoption with"
    )

    /// `put(Context.SECURITY_CREDENTIALS, "x")`: a constant names the secret.
    mutating func constantItem(_ name: Range<Int>, at comma: Int) -> Int? {
        guard name.count > 3, byte(name.lowerBound - 1) == 0x28, isStoring(wordBefore(name.lowerBound - 1)),
            let dot = name.last(where: { bytes[$0] == 0x2E }) ?? Optional(name.lowerBound - 1),
            ((dot + 1)..<name.upperBound).allSatisfy({ bytes[$0].isUpper || bytes[$0].isDigit || bytes[$0] == 0x5F }),
            keyClass((dot + 1)..<name.upperBound).isSecret
        else { return nil }
        let start = skipBlanks(comma + 1)
        guard byte(start) == .doubleQuote, let value = laterText(.doubleQuote, from: start), isTelling(value) else {
            return nil
        }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `{dn_lookup_bind, {"cn=r,dc=example", "x"}}` of RabbitMQ.
    mutating func bindItem(_ name: Range<Int>, at comma: Int) -> Int? {
        guard has("_bind", at: name.upperBound - 5), byte(name.lowerBound - 1) == 0x7B else { return nil }
        let open = skipBlanks(comma + 1)
        guard byte(open) == 0x7B, byte(open + 1) == .doubleQuote, let user = laterText(.doubleQuote, from: open + 1),
            byte(user.upperBound + 1) == 0x2C
        else { return nil }
        let start = skipBlanks(user.upperBound + 2)
        guard byte(start) == .doubleQuote, let value = laterText(.doubleQuote, from: start), value.count > 2,
            !Placeholder.isNone(bytes, value)
        else { return nil }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `("Authorization", "Basic " + "x")`: a scheme, and the secret as a text of its own.
    mutating func schemeAndText(_ quote: UInt8, from start: Int) -> Int? {
        guard let scheme = laterText(quote, from: start), scheme.count > 4, byte(scheme.upperBound - 1) == 0x20 else {
            return nil
        }
        let plus = skipBlanks(scheme.upperBound + 1)
        guard byte(plus) == 0x2B || byte(plus) == 0x2E else { return nil }
        let second = skipBlanks(plus + 1)
        guard byte(second) == quote, let value = laterText(quote, from: second), value.count >= 6,
            !Placeholder.isNone(bytes, value)
        else { return nil }
        add(value, rule: .authorization)
        return value.upperBound + 1
    }

    /// `changeUserPassword("bob", "x")`: the text behind the name of the account.
    mutating func accountPassword(_ name: Range<Int>, behind account: Value) -> Int? {
        let verbs: [StaticString] = ["change", "set", "update", "reset", "create", "add"]
        var last = name.lowerBound
        for index in name where bytes[index] == 0x2E { last = index + 1 }
        let comma = skipBlanks(account.next)
        guard byte(comma) == 0x2C, verbs.contains(where: { has($0, at: last) }) else { return nil }
        let start = skipBlanks(comma + 1)
        guard byte(start).isQuote, let value = laterText(bytes[start], from: start), value.count > 2,
            byte(skipBlanks(value.upperBound + 1)) == 0x29
        else { return nil }
        if Label.starts(bytes, at: value.lowerBound, before: value.upperBound) { return value.upperBound + 1 }
        guard !Placeholder.isNone(bytes, value), !isMetavariable(value) else { return nil }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `load(in, "x".toCharArray())`: the text before the quote that closes at `quote`.
    mutating func characters(before quote: Int) -> Int? {
        guard has(".tochararray()", at: quote + 1), openStart < quote, bytes[openStart] == bytes[quote] else {
            return nil
        }
        let text = (openStart + 1)..<quote
        let isKnown = Self.characterCalls.contains { call in (0..<openStart).contains { has(call, at: $0) } }
        // `"0123456789abcdef".toCharArray()`
        let isAlphabet = (text.lowerBound..<max(text.lowerBound, text.upperBound - 4)).contains {
            has("abcd", at: $0) || has("0123", at: $0)
        }
        guard text.count >= 4, !isAlphabet, isKnown || looksSecret(text), !Placeholder.isNone(bytes, text),
            !masks.contains(where: { $0.start < text.upperBound && $0.end > text.lowerBound })
        else { return nil }
        add(text, rule: .password)
        return nil
    }

    private static let characterCalls: [StaticString] = [
        "load(", "getkey(", "pbekeyspec(", "passwordprotection(", "store(", "setkeyentry(", "passwordauthentication(",
        ".init(", "password",
    ]

    // MARK: - Texts in pieces

    /// `"x" + "y"`: further pieces of a text that was masked.
    mutating func joinedTexts(_ keyClass: KeyClass, behind value: Value, begin: Int) -> Int? {
        guard keyClass.isSecret, value.quote == .doubleQuote || value.quote == .singleQuote, value.level == 0,
            openQuote == 0,
            !grammar.hasLineValues || grammar == .ini, grammar != .json, grammar != .xml, grammar != .yaml
        else { return nil }
        var end = value.next
        var found = false
        while true {
            let sign = skipBlanks(end)
            guard sign < bytes.count, bytes[sign].isAny(of: "+.&"), !(bytes[sign] == 0x2E && byte(sign + 1).isLetter)
            else { break }
            let start = skipBlanks(sign + 1)
            guard start < bytes.count else {
                mode = .textPiece(keyClass)
                break
            }
            guard let piece = quotedValue(from: start), !piece.isOpen, piece.level == 0, !piece.range.isEmpty else {
                break
            }
            add(piece.range, rule: keyClass.rule, style: .erased, teaches: false)
            found = true
            end = piece.next
        }
        let rest = skipBlanks(end)
        if rest >= bytes.count, byte(begin - 1) == 0x28 || byte(begin) == 0x28 { mode = .textPiece(keyClass) }
        if rest == bytes.count - 1, bytes[rest] == .backslash, grammar == .source { mode = .textPiece(keyClass) }
        return found ? end : nil
    }

    /// A line that begins with a further piece.
    mutating func textPiece(_ keyClass: KeyClass) -> Int {
        mode = .plain
        var start = firstContent
        if byte(start).isAny(of: "+.&") { start = skipBlanks(start + 1) }
        guard let piece = quotedValue(from: start), !piece.isOpen, !piece.range.isEmpty else { return 0 }
        if !Label.starts(bytes, at: piece.range.lowerBound, before: piece.range.upperBound) {
            add(piece.range, rule: keyClass.rule, style: .erased, teaches: false)
        }
        let rest = skipBlanks(piece.next)
        if rest >= bytes.count || (bytes[rest].isAny(of: "+.&\\") && skipBlanks(rest + 1) >= bytes.count) {
            mode = .textPiece(keyClass)
        }
        return piece.next
    }

    // MARK: - Scopes

    /// `"Jwt": {"Key": "x"}`: whether the object around a bare `key` is about keys.
    func isWithinKeyHolder(_ site: KeySite) -> Bool {
        var index = site.outerStart
        var depth = 0
        while index > 0, site.outerStart - index < 256 {
            index -= 1
            if bytes[index] == 0x7D { depth += 1 }
            guard bytes[index] == 0x7B else { continue }
            depth -= 1
            guard depth < 0 else { continue }
            var end = index
            while end > 0, bytes[end - 1].isBlank || bytes[end - 1].isQuote || bytes[end - 1].isAny(of: ":=\\") {
                end -= 1
            }
            return Self.holdersOfKeys.contains(word(wordBefore(end)))
        }
        return false
    }

    /// `service_tokens`, `db_passwords`: a name of several secrets.
    func isCollection(_ name: Range<Int>) -> Bool {
        let endings: [StaticString] = [
            "_tokens", "_passwords", "_secrets", "_credentials", "_keys", "-tokens", "-passwords", "-secrets",
        ]
        return endings.contains { has($0, at: name.upperBound - $0.utf8CodeUnitCount) }
    }
}
