extension LineParser {
    // MARK: - URLs

    /// `scheme://user:password@host` at the colon of `://`; masks the password and goes on behind the host.
    mutating func url(at colon: Int) -> Int? {
        let start = colon + 3
        guard colon > 0, bytes[colon - 1].isAlphanumeric || bytes[colon - 1] == 0x2B else { return start }
        guard let end = authorityEnd(from: start) else { return start }
        var begin = start
        // Several hosts: `u:p@h1,u:p@h2`. A comma within a password joins its piece with the next.
        while begin < end {
            var pieceEnd = begin
            var at: Int?
            while pieceEnd < end {
                if let label = Label.end(bytes, from: pieceEnd, before: end) {
                    pieceEnd = label
                    continue
                }
                if bytes[pieceEnd] == 0x40 { at = pieceEnd }
                if bytes[pieceEnd] == 0x2C, at != nil || !hasPasswordStart(begin..<pieceEnd) { break }
                pieceEnd += 1
            }
            if let at { userInfo(begin..<at) }
            begin = pieceEnd + 1
        }
        return end
    }

    /// Whether `user:x` begins in the range, where `x` is no port.
    private func hasPasswordStart(_ range: Range<Int>) -> Bool {
        guard let colon = range.first(where: { bytes[$0] == 0x3A }) else { return false }
        return !((colon + 1)..<range.upperBound).allSatisfy { bytes[$0].isDigit }
    }

    /// The colon between user and password.
    func firstColon(_ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x3A { return index }
            index = Label.end(bytes, from: index, before: range.upperBound) ?? index + 1
        }
        return nil
    }

    private mutating func userInfo(_ range: Range<Int>) {
        guard let colon = firstColon(range) else {
            // A token alone stands for user and password.
            if range.count >= 20, !Label.starts(bytes, at: range.lowerBound, before: range.upperBound),
                Placeholder.isRandom(bytes, range) || range.allSatisfy({ bytes[$0].isHexDigit })
            {
                add(range, rule: .urlPassword)
            }
            return
        }
        let password = (colon + 1)..<range.upperBound
        guard !password.isEmpty, !Placeholder.isNone(bytes, password) else { return }
        add(password, rule: .urlPassword)
    }

    /// The end of the authority that begins at `start`, nil if it holds no user information.
    ///
    /// Some write `/`, `?` and `#` into passwords unescaped; that is assumed where what follows the colon is no port.
    private func authorityEnd(from start: Int) -> Int? {
        var index = start
        var at: Int?
        var colon: Int?
        var slash: Int?
        let limit = min(bytes.count, start + 4096)
        while index < limit {
            let byte = bytes[index]
            if let label = Label.end(bytes, from: index, before: limit) {
                index = label
                continue
            }
            if byte.isSpace || byte.isQuote || byte == 0x3C || byte == 0x3E || byte == 0 { break }
            if byte == .backslash, self.byte(index + 1).isAny(of: "\"'nrt") { break }
            if byte == 0x26, has("&quot;", at: index) || has("&lt;", at: index) || has("&gt;", at: index) { break }
            if byte == 0x7C, at != nil { break }
            if byte == 0x40 { at = index }
            if byte == 0x3A, colon == nil { colon = index }
            if byte == 0x2F || byte == 0x3F || byte == 0x23 {
                if slash == nil { slash = index }
                if at != nil { break }
                let endsAuthority = colon.map { self.byte($0 + 1).isDigit && isPort($0 + 1, index) } ?? true
                if endsAuthority || (byte == 0x2F && self.byte(index + 1) == 0x2F) { break }
            }
            index += 1
        }
        guard let at else { return nil }
        if let slash, slash < at { return min(index, at + 1) }
        return index
    }

    private func isPort(_ start: Int, _ end: Int) -> Bool {
        end - start <= 5 && (start..<end).allSatisfy { bytes[$0].isDigit }
    }

    /// `user:password@tcp(host)` and `jdbc:oracle:thin:user/password@host`, at a colon.
    mutating func dsn(at colon: Int) -> Int? {
        if has("thin", at: colon - 4) || has(":oci", at: colon - 4) {
            return oracle(from: colon + 1)
        }
        var end = colon + 1
        let limit = min(bytes.count, colon + 256)
        while end < limit, !bytes[end].isSpace, !bytes[end].isQuote {
            if bytes[end] == 0x40 {
                let protocols: [StaticString] = ["tcp(", "unix(", "tcp6("]
                if protocols.contains(where: { has($0, at: end + 1) }) { break }
            }
            end += 1
        }
        guard end < limit, byte(end) == 0x40, end > colon + 1 else { return nil }
        let password = (colon + 1)..<end
        guard wordBefore(colon).isEmpty == false, !Placeholder.isNone(bytes, password) else { return nil }
        add(password, rule: .urlPassword)
        return end
    }

    /// Reads `user/password@`.
    private mutating func oracle(from start: Int) -> Int? {
        guard let slash = (start..<min(bytes.count, start + 128)).first(where: { bytes[$0] == 0x2F }),
            let at = (slash..<min(bytes.count, slash + 256)).first(where: { bytes[$0] == 0x40 })
        else { return nil }
        let user = start..<slash
        let password = (slash + 1)..<at
        guard !user.isEmpty, user.allSatisfy({ bytes[$0].isNameByte }), !password.isEmpty,
            password.allSatisfy({ !bytes[$0].isSpace }), !Placeholder.isNone(bytes, password)
        else { return nil }
        add(password, rule: .urlPassword)
        return at
    }

    /// `URL|user|password`, at the first bar.
    mutating func pipe(at bar: Int) -> Int? {
        var start = bar
        while start > 0, !bytes[start - 1].isSpace, !bytes[start - 1].isQuote, bytes[start - 1] != 0x7C,
            bar - start < 2048
        {
            start -= 1
        }
        guard (start..<bar).contains(where: { bytes[$0] == 0x3A && byte($0 + 1) == 0x2F && byte($0 + 2) == 0x2F }),
            let second = (bar + 1..<min(bytes.count, bar + 129)).first(where: { bytes[$0] == 0x7C }),
            second > bar + 1, (bar + 1..<second).allSatisfy({ !bytes[$0].isSpace })
        else { return nil }
        var end = second + 1
        while end < bytes.count, !bytes[end].isSpace, !bytes[end].isQuote, bytes[end] != 0x7C, bytes[end] != 0x3C {
            end += 1
        }
        let password = (second + 1)..<end
        guard !password.isEmpty, !Placeholder.isNone(bytes, password) else { return nil }
        add(password, rule: .pipe)
        return end
    }

    // MARK: - Words and blanks

    /// A blank behind a word that announces a secret: `requirepass x`, `IDENTIFIED BY 'x'`, `Bearer x`.
    mutating func blank(at index: Int) -> Int? {
        guard index > 1, bytes[index - 1].isLetter || bytes[index - 1].isDigit || bytes[index - 1] == 0x3A else {
            return nil
        }
        var start = index
        while start > 0, bytes[start - 1].isNameByte { start -= 1 }
        guard index - start > 1, index - start <= 40 else { return nil }
        let next = skipBlanks(index)
        guard next < bytes.count else { return nil }
        let name = start..<index
        let hash = word(name)
        if Self.schemeWords.contains(hash) { return scheme(hash, from: next) }
        if hash == Self.auth { return statsAuth(start, from: next) }
        if Self.byWords.contains(hash) { return identified(by: start, from: next) }
        guard Self.mayAnnounce(bytes[index - 1]) else { return nil }
        let keyClass = self.keyClass(name)
        guard keyClass.isSecret, keyClass != .cookie, keyClass != .authorization else { return nil }
        if byte(start - 1) == 0x2D { return nil }
        return announced(keyClass, name, from: next)
    }

    /// The last letters of the words of interest: `password`, `pass`, `secret`, `token`, `key`, `pwd`, `passphrase`.
    private static func mayAnnounce(_ last: UInt8) -> Bool {
        last.lowered.isAny(of: "dstywehkn")
    }

    private static let schemeWords = WordHash.set("bearer basic negotiate ntlm apikey")
    private static let byWords = WordHash.set("by as")

    private static let auth = WordHash("auth".utf8)
    private static let stats = WordHash("stats".utf8)

    /// `stats auth user:password` of HAProxy.
    private mutating func statsAuth(_ start: Int, from next: Int) -> Int? {
        guard word(wordBefore(skipBack(start))) == Self.stats else { return nil }
        var end = next
        while end < bytes.count, !bytes[end].isSpace { end += 1 }
        guard let colon = firstColon(next..<end), colon + 1 < end, !Placeholder.isNone(bytes, (colon + 1)..<end) else {
            return nil
        }
        add((colon + 1)..<end, rule: .password)
        return end
    }

    /// `Bearer abc…` anywhere.
    private mutating func scheme(_ hash: WordHash, from start: Int) -> Int? {
        var end = start
        while end < bytes.count, ByteSet.token.contains(bytes[end]) { end += 1 }
        let range = start..<end
        guard range.count >= 8, end == bytes.count || !bytes[end].isLetter else { return nil }
        let isTelling =
            range.contains { bytes[$0].isDigit || bytes[$0] == 0x3D }
            || (range.contains { bytes[$0].isUpper } && range.contains { bytes[$0].isLower })
        guard isTelling || range.count >= 24, !Placeholder.isProse(bytes, range), !Placeholder.isNone(bytes, range)
        else { return nil }
        if range.contains(where: { bytes[$0] == 0x3D }), let equals = range.first(where: { bytes[$0] == 0x3D }),
            equals + 2 < end, bytes[equals + 1] != 0x3D
        {
            // `Bearer realm=…`, a challenge.
            return nil
        }
        add(range, rule: .authorization)
        return end
    }

    /// Reads `IDENTIFIED [WITH plugin] BY 'x'`.
    private mutating func identified(by start: Int, from next: Int) -> Int? {
        var before = start
        var isIdentified = false
        for _ in 0..<4 {
            while before > 0, bytes[before - 1].isBlank || bytes[before - 1].isQuote { before -= 1 }
            let previous = wordBefore(before)
            guard !previous.isEmpty else { break }
            if word(previous) == Self.identified {
                isIdentified = true
                break
            }
            before = previous.lowerBound
        }
        guard isIdentified else { return nil }
        var begin = next
        if has("password ", at: begin) { begin = skipBlanks(begin + 9) }
        var value: Value
        if let quoted = quotedValue(from: begin) {
            value = quoted
        } else {
            var end = begin
            while end < bytes.count, !bytes[end].isSpace, bytes[end] != 0x3B, bytes[end] != openQuote { end += 1 }
            value = Value(range: begin..<end, next: end, isQuoted: false)
        }
        guard !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else { return nil }
        add(value.range, rule: .sql)
        return value.next
    }

    private static let identified = WordHash("identified".utf8)

    /// A secret word, a blank, and something that may be the secret.
    private mutating func announced(_ keyClass: KeyClass, _ name: Range<Int>, from next: Int) -> Int? {
        let site = KeySite(
            range: name,
            outerStart: name.lowerBound,
            quote: 0,
            level: 0,
            isFirst: name.lowerBound == firstContent,
            previous: byte(name.lowerBound - 1),
            separator: 0x20
        )
        if bytes[next].isQuote, bytes[next] != openQuote, let quoted = quotedValue(from: next), !quoted.isOpen {
            guard quoted.range.count >= 3,
                !bytes[quoted.range].contains(where: \.isBlank) || grammar == .sql
                    || isStatement(before: name.lowerBound),
                !Placeholder.isNone(bytes, quoted.range), !Placeholder.isProse(bytes, quoted.range)
            else { return nil }
            add(quoted.range, rule: grammar == .sql ? .sql : .prose)
            return quoted.next
        }
        if isDirective(name, site), let end = directive(keyClass, site, from: next) { return end }
        return prose(keyClass, name, from: next)
    }

    /// Whether the word begins a line of configuration, or stands behind `login x` or `username x`.
    private func isDirective(_ name: Range<Int>, _ site: KeySite) -> Bool {
        if Self.directives.contains(word(name)) { return true }
        switch grammar {
        case .ini, .properties, .toml, .dotenv:
            return site.isFirst || Self.innerDirectives.contains(word(name)) || has("password", at: name.upperBound - 8)
        case .netrc: return true
        default: return false
        }
    }

    /// Whether a statement of SQL that makes or changes something stands before `end`.
    private func isStatement(before end: Int) -> Bool {
        (0..<max(0, end - 6)).contains { has("create ", at: $0) || has("alter ", at: $0) }
    }

    /// Words that announce a secret also behind others: `username bob password x`.
    private static let innerDirectives = WordHash.set("password secret community passphrase")

    private static let directives = WordHash.set("requirepass masterauth rocommunity rwcommunity rootpw bindpw")

    /// `requirepass x`, `enable secret 5 $1$…`, `stats auth user:x`.
    private mutating func directive(_ keyClass: KeyClass, _ site: KeySite, from next: Int) -> Int? {
        var begin = next
        var words: [Range<Int>] = []
        var index = next
        while index < bytes.count, words.count < 8 {
            if bytes[index].isBlank {
                index += 1
                continue
            }
            if bytes[index] == 0x23, index > next { break }
            var end = index
            while end < bytes.count, !bytes[end].isBlank { end += 1 }
            words.append(index..<end)
            index = end
        }
        // `password 7 0822455D0A16`: the number names the encoding.
        if words.count >= 2, words[0].count == 1, bytes[words[0].lowerBound].isDigit { begin = words[1].lowerBound }
        if bytes[begin] == 0x3D || bytes[begin] == 0x3A { return nil }
        if let quoted = quotedValue(from: begin), !quoted.isOpen {
            guard accept(keyClass, quoted, site) else { return nil }
            return quoted.next
        }
        var end = begin
        while end < bytes.count, !bytes[end].isSpace { end += 1 }
        if words.count > 3, !Self.directives.contains(word(site.range)), grammar != .netrc, !site.isFirst { return nil }
        if grammar != .netrc, Placeholder.isProse(bytes, begin..<end) { return nil }
        let value = Value(range: begin..<end, next: end, isQuoted: false)
        return accept(keyClass, value, site) ? end : nil
    }

    // MARK: - Prose

    /// `password is x`, `password for bob was set to x`, `with password x`.
    private mutating func prose(_ keyClass: KeyClass, _ name: Range<Int>, from start: Int) -> Int? {
        var index = start
        var hasVerb = false
        var lastWord = WordHash()
        for _ in 0..<7 {
            guard let next = proseWord(from: index) else { break }
            let hash = word(next)
            if Self.verbs.contains(hash) || (hash == Self.to && Self.changes.contains(lastWord)) {
                hasVerb = true
            } else if Self.changes.contains(hash) {
                // `changed` tells the value only with `to`.
                hasVerb = false
            } else if hasVerb, !Self.links.contains(hash) {
                break
            } else if !hasVerb, !Self.links.contains(hash), !isNameBehindLink(next) {
                break
            }
            lastWord = hash
            index = skipBlanks(next.upperBound)
            if byte(index) == 0x3A || byte(index) == 0x3D {
                hasVerb = true
                index = skipBlanks(index + 1)
            }
        }
        // `password to 'x'`
        if !hasVerb, lastWord == Self.to, byte(index).isQuote { hasVerb = true }
        if !hasVerb {
            let before = wordBefore(skipBack(name.lowerBound))
            guard index == start, !before.isEmpty, Self.prepositions.contains(word(before)) else { return nil }
        }
        guard index < bytes.count else { return nil }
        let value: Value
        if let quoted = quotedValue(from: index), !quoted.isOpen {
            value = quoted
        } else {
            var end = index
            while end < bytes.count, !bytes[end].isSpace, bytes[end] != openQuote, bytes[end] != 0x3C { end += 1 }
            while end > index + 1, bytes[end - 1].isAny(of: ".,;:!?)") { end -= 1 }
            value = Value(range: index..<end, next: end, isQuoted: false)
        }
        let range = value.range
        guard range.count >= 3, !Placeholder.isNone(bytes, range), !Placeholder.isProse(bytes, range) else {
            return nil
        }
        // A call has its own rule.
        guard value.isQuoted || !range.contains(where: { bytes[$0] == 0x28 && byte($0 + 1).isQuote }) else {
            return nil
        }
        let isNumber = Placeholder.isNumber(bytes, range)
        let isWord = Placeholder.isPlainWord(bytes, range)
        let endsSentence = value.next >= bytes.count || !bytes[value.next].isBlank
        guard
            value.isQuoted || (!isWord && (!isNumber || range.count > 3))
                || (isWord && endsSentence && hasVerb && keyClass.rule == .password)
        else { return nil }
        add(range, rule: .prose)
        return value.next
    }

    private func proseWord(from index: Int) -> Range<Int>? {
        var end = index
        while end < bytes.count, bytes[end].isNameByte || bytes[end] == 0x40 { end += 1 }
        while end > index, bytes[end - 1] == 0x2E { end -= 1 }
        let followsOn = end >= bytes.count || bytes[end].isBlank || bytes[end] == 0x3A || bytes[end] == 0x3D
        return end > index && followsOn ? index..<end : nil
    }

    /// Whether the word before is `for`, `of` or `user`: then this one is a name.
    private func isNameBehindLink(_ range: Range<Int>) -> Bool {
        let before = wordBefore(skipBack(range.lowerBound))
        return !before.isEmpty && Self.nameIntroductions.contains(word(before))
    }

    private func skipBack(_ index: Int) -> Int {
        var index = index
        while index > 0, bytes[index - 1].isBlank { index -= 1 }
        return index
    }

    private static let verbs = WordHash.set("is was are equals becomes be")
    private static let changes = WordHash.set("set changed reset updated")
    private static let to = WordHash("to".utf8)
    private static let links = WordHash.set("for of the to user account now temporarily new as been has currently")
    private static let nameIntroductions = WordHash.set("for of user account")
    private static let prepositions = WordHash.set("with using temporary initial")

    // MARK: - Brackets

    /// `PASSWORD('x')`, `setPassword("x")`, `.password("x")`.
    mutating func bracket(at index: Int) -> Int? {
        let name = wordBefore(index)
        guard name.count >= 3, name.count <= 64 else { return nil }
        let begin = skipBlanks(index + 1)
        guard byte(begin).isQuote || byte(begin) == .backslash, let quoted = quotedValue(from: begin), !quoted.isOpen
        else { return nil }
        if word(name) == Self.define { return defined(quoted) }
        let keyClass = self.keyClass(name)
        guard keyClass.isSecret, !Placeholder.isNone(bytes, quoted.range) else { return nil }
        guard !bytes[quoted.range].contains(where: \.isBlank) || grammar == .sql else { return nil }
        // `getPassword("key")` names what it gets.
        guard !has("get", at: name.lowerBound), !has("find", at: name.lowerBound) else { return nil }
        add(quoted.range, rule: grammar == .sql ? .sql : keyClass.rule, teaches: false)
        return quoted.next
    }

    private static let define = WordHash("define".utf8)

    /// Reads `define('DB_PASSWORD', 'x')`.
    private mutating func defined(_ name: Value) -> Int? {
        let keyClass = self.keyClass(name.range)
        guard keyClass.isSecret else { return nil }
        var index = skipBlanks(name.next)
        guard byte(index) == 0x2C else { return nil }
        index = skipBlanks(index + 1)
        guard let value = quotedValue(from: index), !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else {
            return nil
        }
        add(value.range, rule: keyClass.rule)
        return value.next
    }
}
