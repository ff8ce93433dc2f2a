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
            nameToken(range.lowerBound, before: range.upperBound)
            if masks.last?.start == range.lowerBound { return }
            // A token alone stands for user and password.
            if range.count >= 20, !Label.starts(bytes, at: range.lowerBound, before: range.upperBound),
                Placeholder.isRandom(bytes, range) || range.allSatisfy({ bytes[$0].isHexDigit })
            {
                add(range, rule: .urlPassword)
            }
            return
        }
        nameToken(range.lowerBound, before: colon)
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
            // The next of several URLs.
            if byte == 0x3A, at != nil, has("//", at: index + 1) {
                while index > start, bytes[index - 1].isNameByte || bytes[index - 1] == 0x2B { index -= 1 }
                return index
            }
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
                let protocols: [StaticString] = ["tcp(", "unix(", "tcp6(", "("]
                if protocols.contains(where: { has($0, at: end + 1) }) { break }
            }
            end += 1
        }
        guard end < limit, byte(end) == 0x40, end > colon + 1 else { return bareUserInfo(at: colon) }
        let password = (colon + 1)..<end
        guard wordBefore(colon).isEmpty == false, !Placeholder.isNone(bytes, password) else { return nil }
        add(password, rule: .urlPassword)
        return end
    }

    /// `user:password@host:port` as a whole value: between quotes, tags, or behind `=`.
    private mutating func bareUserInfo(at colon: Int) -> Int? {
        let user = wordBefore(colon)
        let isServer = has("pserver:", at: user.lowerBound - 8)
        guard user.count > 1 || isServer, user.count < 65, byte(user.lowerBound - 1).isAny(of: ">\"'=") || isServer
        else {
            return nil
        }
        var end = colon + 1
        var at: Int?
        while end < bytes.count, end - colon < 256, !bytes[end].isSpace, !bytes[end].isQuote, bytes[end] != 0x3C {
            if bytes[end] == 0x40 { at = end }
            if at != nil, bytes[end].isAny(of: ",;&") { break }
            end += 1
        }
        guard let at, at > colon + 1, end > at + 2 else { return nil }
        var host = at + 1
        while host < end, bytes[host].isNameByte { host += 1 }
        guard host == end || bytes[host] == 0x3A || bytes[host] == 0x2F, host > at + 2 else { return nil }
        let password = (colon + 1)..<at
        // `mailto:joe@host`, `b:@rem`: a name, not a password.
        guard !Placeholder.isNone(bytes, password), !Placeholder.isNumber(bytes, password), password.count > 2,
            !Self.addressSchemes.contains(word(user)), !password.allSatisfy({ bytes[$0].isLower || bytes[$0] == 0x2E })
        else { return nil }
        add(password, rule: .urlPassword)
        return at
    }

    private static let addressSchemes = WordHash.set("mailto sip sips xmpp acct tel jdbc urn git ssh scp rsync")

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
        if let end = oddSeparator(at: bar) ?? cell(at: bar) { return end }
        let command = wordAt(skipBlanks(bar + 1))
        if !command.isEmpty, let end = placed(word: command.lowerBound, behind: command.upperBound) { return end }
        var start = bar
        while start > 0, !bytes[start - 1].isSpace, !bytes[start - 1].isQuote, bytes[start - 1] != 0x7C,
            bar - start < 2048
        {
            start -= 1
        }
        let isAddress = (start..<bar).contains { place in
            guard bytes[place] == 0x3A else { return false }
            if has("//", at: place + 1) { return true }
            let port = (place + 1)..<bar
            // `20261121-01:45:00:606|…` begins with a time.
            return place > start && byte(place - 1).isAlphanumeric && (2...5).contains(port.count)
                && port.allSatisfy { bytes[$0].isDigit }
                && (start..<place).contains { bytes[$0].isLetter || bytes[$0] == 0x2E }
        }
        guard isAddress,
            let second = (bar + 1..<min(bytes.count, bar + 129)).first(where: { bytes[$0] == 0x7C }),
            second > bar + 1, (bar + 1..<second).allSatisfy({ !bytes[$0].isSpace })
        else { return nil }
        var end = second + 1
        while end < bytes.count, !bytes[end].isSpace, !bytes[end].isQuote, bytes[end] != 0x7C, bytes[end] != 0x3C {
            end += 1
        }
        let password = (second + 1)..<end
        guard !password.isEmpty, !Placeholder.isNone(bytes, password), !Placeholder.isNumber(bytes, password) else {
            return nil
        }
        add(password, rule: .pipe)
        return end
    }

    // MARK: - Words and blanks

    /// A blank behind a word that announces a secret: `requirepass x`, `IDENTIFIED BY 'x'`, `Bearer x`.
    mutating func blank(at index: Int) -> Int? {
        guard index > 1 else { return nil }
        if byte(index + 1) == .doubleQuote, byte(index + 2) == 0x50, byte(index + 3).isAny(of: ":="),
            let end = authInfo(from: index + 1)
        {
            return end
        }
        if bytes[index - 1] == .doubleQuote { return quotedWord(before: index) }
        if bytes[index - 1] == .singleQuote {
            let name = wordBefore(index - 1)
            let next = skipBlanks(index)
            guard name.count > 3, keyClass(name).isSecret else { return nil }
            return assertedValue(from: next) ?? changedValues(from: has("set ", at: next) ? next + 4 : next)
        }
        if bytes[index - 1] == .backslash {
            if let end = sentCommand(before: index) { return end }
            let hash = word(wordBefore(index - 1))
            return Self.schemeWords.contains(hash) ? scheme(hash, from: index + 1) : nil
        }
        if bytes[index - 1] == 0x5D { return bracketedName(before: index) }
        guard bytes[index - 1].isAlphanumeric || bytes[index - 1].isAny(of: ":.") || bytes[index - 1] >= 0x80 else {
            return nil
        }
        if bytes[index - 1] == 0x3A,
            Self.accountWords.contains(word(wordBefore(index - 1))) || isAccountMade(before: index - 1),
            let end = namePair(from: skipBlanks(index))
        {
            return end
        }
        var start = index
        while start > 0, bytes[start - 1].isNameByte { start -= 1 }
        if grammar.isParsedThroughout, has("loginmodule", at: index - 11) { loginModuleLinesLeft = 24 }
        guard index - start > 1, index - start <= 80 else { return nil }
        let next = skipBlanks(index)
        guard next < bytes.count else { return nil }
        let name = start..<index
        let hash = word(name)
        if Self.accountWords.contains(hash), let end = namePair(from: next) { return end }
        if hash == Self.variable { openVariable(from: next) }
        if let end = roleSecret(name, from: next) ?? keyStatement(name, from: next) { return end }
        if Self.telling.contains(hash) {
            if let end = tellingWord(hash, name, from: next) { return end }
            if Self.schemeWords.contains(hash) || hash == Self.byWord || Self.linkWords.contains(hash) { return nil }
        }
        guard
            Self.mayAnnounce(bytes[index - 1]) || isForeignWord(name) || has("community6", at: index - 10)
                || bytes[index - 1] == 0x2E
        else { return nil }
        var keyClass = self.keyClass(name)
        if hash == Self.passe { keyClass = classify(announcement(name)) }
        if keyClass == .weakKey || keyClass == .pairName {
            // `API key x`, `radius-server host h key x`
            keyClass = classify(announcement(name))
            if keyClass == .weakKey || keyClass == .pairName, has("key", at: index - 3),
                grammar == .ini || !grammar.isParsedThroughout, isDeviceStatement()
            {
                keyClass = .key
            }
            // `option key 'x'` of UCI.
            if hash == Self.keyWord, byte(next) == .singleQuote, has("option ", at: start - 7) { keyClass = .key }
        }
        guard keyClass.isSecret, keyClass != .cookie, keyClass != .authorization else { return nil }
        if byte(start) == 0x2D { return nil }
        if grammar == .shell, has("read ", at: firstContent), let end = heredoc(keyClass, from: next) { return end }
        return announced(keyClass, name, from: next)
    }

    /// `variable "db_password" {`: its default is the secret.
    private mutating func openVariable(from start: Int) {
        guard byte(start) == .doubleQuote, let name = quotedValue(from: start), !name.isOpen else { return }
        let meaning = keyClass(name.range)
        if meaning.isSecret { pending.set(meaning) }
    }

    private static let variable = WordHash("variable".utf8)
    private static let keyWord = WordHash("key".utf8)
    private static let passe = WordHash("passe".utf8)

    /// `AuthInfo:host "U:bob" "P:x"` of sendmail.
    private mutating func authInfo(from start: Int) -> Int? {
        guard (0..<start).contains(where: { bytes[$0].lowered == 0x61 && has("authinfo", at: $0) }),
            let text = laterText(.doubleQuote, from: start), text.count > 3
        else { return nil }
        let secret = (text.lowerBound + 2)..<text.upperBound
        guard !Placeholder.isNone(bytes, secret) else { return nil }
        add(secret, rule: .password)
        return secret.upperBound + 1
    }

    /// Words that matter by themselves, whatever their class as a name.
    private static let telling: WordSet = {
        var words = "pin auth by as is was pass login user "
        words += "identify from eap xauth ntlm rsa ecdsa pkcs8 pkcs12 bliss psk bearer basic negotiate apikey"
        let hashes = words.utf8.split(separator: 0x20).map { (WordHash($0), true) }
        return WordSet(WordTable(hashes + placeWords.map { (WordHash($0.utf8), true) }))
    }()

    /// What such a word announces.
    private mutating func tellingWord(_ hash: WordHash, _ name: Range<Int>, from next: Int) -> Int? {
        let start = name.lowerBound
        if hash == Self.pin, bytes[start].isUpper, let end = pinDigits(from: next) { return end }
        if hash == Self.from { return changedFrom(before: start, from: next) }
        if Self.tunnelWords.contains(hash), let end = tunnelSecret(start, from: next) { return end }
        if Self.schemeWords.contains(hash) { return scheme(hash, from: next) }
        if hash == Self.auth { return statsAuth(start, from: next) ?? protocolCommand(name, from: next) }
        if hash == Self.byWord { return identified(by: start, from: next) }
        if Self.linkWords.contains(hash) {
            return (hash == Self.asWord ? identified(by: start, from: next) : nil) ?? told(before: start, from: next)
        }
        if let end = placed(word: start, behind: name.upperBound) { return end }
        return protocolCommand(name, from: next)
    }

    /// The last letters of the words of interest: `password`, `pass`, `secret`, `token`, `key`, `pwd`, `passphrase`.
    private static func mayAnnounce(_ last: UInt8) -> Bool {
        last.lowered.isAny(of: "dstywehkng")
    }

    /// Letters alone: a word of another language may end in any.
    private func isForeignWord(_ name: Range<Int>) -> Bool {
        name.allSatisfy { bytes[$0].isLetter || bytes[$0] >= 0x80 }
    }

    /// `PIN 4711`, `PIN is 4711`.
    private mutating func pinDigits(from start: Int) -> Int? {
        var begin = start
        // `PIN for the door is 4711`
        if has("for ", at: begin) || has("of ", at: begin) {
            for _ in 0..<6 {
                let next = wordAt(begin)
                guard !next.isEmpty, !Self.verbs.contains(word(next)), bytes[next.lowerBound].isLetter else { break }
                begin = skipBlanks(next.upperBound)
                if byte(begin) == 0x3A {
                    begin = skipBlanks(begin + 1)
                    break
                }
            }
        }
        if Self.verbs.contains(word(wordAt(begin))) { begin = skipBlanks(wordAt(begin).upperBound) }
        var end = begin
        while byte(end).isDigit { end += 1 }
        guard (4...12).contains(end - begin), !byte(end).isNameByte || byte(end) == 0x2E else { return nil }
        add(begin..<end, rule: .pin)
        return end
    }

    private static let pin = WordHash("pin".utf8)

    /// `bob : EAP "x"`, `: RSA key.pem "x"` of IPsec.
    private mutating func tunnelSecret(_ start: Int, from next: Int) -> Int? {
        let before = skipBack(start)
        guard before > 0, bytes[before - 1] == 0x3A, bytes[start].isUpper else { return nil }
        let texts = arguments(from: next).prefix(2)
        let coded = texts.first { has("0s", at: $0.range.lowerBound) || has("0x", at: $0.range.lowerBound) }
        guard let value = texts.last(where: \.isQuoted) ?? coded, !value.range.isEmpty,
            !Placeholder.isNone(bytes, value.range)
        else { return nil }
        add(value.range, rule: .password)
        return value.next
    }

    private static let tunnelWords = WordHash.set("eap xauth ntlm rsa ecdsa pkcs8 pkcs12 bliss pin psk")
    private static let schemeWords = WordHash.set("bearer basic negotiate ntlm apikey")
    private static let byWord = WordHash("by".utf8)
    private static let asWord = WordHash("as".utf8)
    private static let linkWords = WordHash.set("as is was")

    private static let auth = WordHash("auth".utf8)
    private static let stats = WordHash("stats".utf8)

    /// `[password] x1y2`, at the start of a line.
    private mutating func bracketedName(before index: Int) -> Int? {
        let name = wordBefore(index - 1)
        guard name.count > 1, name.lowerBound == firstContent + 1, byte(firstContent) == 0x5B else { return nil }
        let keyClass = self.keyClass(name)
        let start = skipBlanks(index)
        let value = start..<wordStop(start)
        guard keyClass.isSecret, keyClass.rule == .password, isTelling(value), value.upperBound == bytes.count else {
            return nil
        }
        add(value, rule: .password)
        return value.upperBound
    }

    /// Whether the value is of mixed kinds and no path or name.
    func isTelling(_ range: Range<Int>) -> Bool {
        range.count >= 6 && range.contains { bytes[$0].isLetter }
            && range.contains { bytes[$0].isDigit || (!bytes[$0].isNameByte && bytes[$0] != 0x2F) }
            && !Placeholder.isNone(bytes, range)
    }

    /// `password|x1y2`, `password;x`, `password~x`: a line of a secret's name, a sign and one word.
    mutating func oddSeparator(at index: Int) -> Int? {
        if bytes[index] == 0x3B, let end = serialised(at: index) { return end }
        guard index > firstContent + 1, !byte(index + 1).isSpace, index + 1 < bytes.count else { return nil }
        let name = wordBefore(index)
        guard name.lowerBound == firstContent, self.keyClass(name) == .password else { return nil }
        if let end = fieldBehindName(at: index) { return end }
        let value = (index + 1)..<wordStop(index + 1)
        guard value.upperBound == bytes.count, isTelling(value), !value.contains(where: { bytes[$0] == bytes[index] })
        else { return nil }
        add(value, rule: .password)
        return value.upperBound
    }

    /// `"requirepass" "x"`, `"AUTH" "x"`: a quoted word, then a quoted value.
    private mutating func quotedWord(before index: Int) -> Int? {
        let name = wordBefore(index - 1)
        let next = skipBlanks(index)
        // `"ACL" "SETUSER" "bob" "on" ">x"`
        if has("setuser", at: name.lowerBound), name.count == 7 { return passwordsOfAccessList(index) }
        // `changed "password" from "x" to "y"`
        if has("from ", at: next) || has("to ", at: next), name.count > 1, self.keyClass(name).isSecret {
            return changedValues(from: next)
        }
        if name.count > 1, self.keyClass(name).isSecret, let end = assertedValue(from: next) { return end }
        guard name.count > 1, byte(name.lowerBound - 1) == .doubleQuote, byte(next) == .doubleQuote,
            let value = quotedValue(from: next), !value.isOpen, value.range.count > 2
        else { return nil }
        let keyClass = self.keyClass(name)
        if keyClass == .auth {
            // Redis: a name may stand before the password.
            let second = quotedValue(from: skipBlanks(value.next))
            let secret = second.map { $0.isOpen ? value : $0 } ?? value
            guard name.allSatisfy({ bytes[$0].isUpper }) || secret.next >= bytes.count,
                !Placeholder.isNone(bytes, secret.range)
            else { return nil }
            add(secret.range, rule: .password)
            return secret.next
        }
        guard keyClass.rule == .password, keyClass.isSecret, !Placeholder.isNone(bytes, value.range),
            !Placeholder.isProse(bytes, value.range)
        else { return nil }
        add(value.range, rule: .password)
        return value.next
    }

    /// Reads `from "x" to "y"`.
    private mutating func changedValues(from start: Int) -> Int? {
        var index = start
        var next: Int?
        for _ in 0..<2 {
            let link = wordAt(index)
            guard Self.movements.contains(word(link)), let value = quotedValue(from: skipBlanks(link.upperBound)),
                !value.isOpen
            else { return next }
            if value.range.count > 2, !Placeholder.isNone(bytes, value.range) {
                add(value.range, rule: .prose)
                next = value.next
            }
            index = skipBlanks(value.next)
        }
        return next
    }

    private static let movements = WordHash.set("from to")

    /// `${db.password} resolved to [x]`, at the brace.
    mutating func resolved(at brace: Int) -> Int? {
        let name = wordBefore(brace)
        guard name.count > 2, byte(name.lowerBound - 1) == 0x7B, byte(name.lowerBound - 2) == 0x24,
            keyClass(name).isSecret
        else { return nil }
        let links: [StaticString] = [" resolved to ", " evaluates to ", " -> ", " => ", " = ", "=", ": "]
        guard let link = links.first(where: { has($0, at: brace + 1) }) else { return nil }
        let start = brace + 1 + link.utf8CodeUnitCount
        if Label.starts(bytes, at: start + 1, before: bytes.count) { return start + 2 }
        if let end = bracketedValue(from: start) { return end }
        let value =
            quotedValue(from: start) ?? Value(range: start..<wordStop(start), next: wordStop(start), isQuoted: false)
        guard !value.isOpen, isTelling(value.range) else { return nil }
        add(value.range, rule: .password)
        return value.next
    }

    private mutating func bracketedValue(from open: Int) -> Int? {
        guard byte(open) == 0x5B, !Label.starts(bytes, at: open, before: bytes.count),
            let close = bytes[open...].firstIndex(of: 0x5D), close > open + 3,
            !Placeholder.isNone(bytes, (open + 1)..<close)
        else { return nil }
        add((open + 1)..<close, rule: .password)
        return close
    }

    /// `{"secret", "x1y2"}`, `('smtp_password', 'x1y2')`: at the comma behind the first of two texts in brackets.
    mutating func pairItem(at comma: Int) -> Int? {
        guard comma > 3 else { return nil }
        guard bytes[comma - 1].isQuote, bytes[comma - 1] != 0x60 else { return tupleItem(at: comma) }
        let quote = bytes[comma - 1]
        let name = wordBefore(comma - 1)
        guard name.count > 2, byte(name.lowerBound - 1) == quote,
            byte(name.lowerBound - 2).isAny(of: "({[")
                || (grammar == .sql && byte(name.lowerBound - 2).isAny(of: ", "))
        else {
            return nil
        }
        let start = skipBlanks(comma + 1)
        if byte(start) == quote, keyClass(name) == .authorization, let end = schemeAndText(quote, from: start) {
            return end
        }
        guard byte(start) == quote, keyClass(name).isSecret, let value = laterText(quote, from: start),
            isTelling(value), !value.contains(where: { bytes[$0].isSpace }), keyClass(value) == .none,
            byte(skipBlanks(value.upperBound + 1)).isAny(of: "})],")
        else { return nil }
        let caller = wordBefore(name.lowerBound - 2)
        if byte(name.lowerBound - 2) == 0x28, !caller.isEmpty {
            // `("HTTPPasswordMgr", "urllib2")`: names of a program.
            let isName = value.dropLast().allSatisfy { bytes[$0].isLower || bytes[$0].isAny(of: "._") }
            if has("get", at: caller.lowerBound) || (isName && !isStoring(caller)) { return nil }
        }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `{ldap_password, "x"}`, `{password, <<"x">>}` of Erlang.
    private mutating func tupleItem(at comma: Int) -> Int? {
        let name = wordBefore(comma)
        if let end = constantItem(name, at: comma) ?? bindItem(name, at: comma) { return end }
        guard name.count > 3, byte(name.lowerBound - 1) == 0x7B, keyClass(name).isSecret else { return nil }
        var start = skipBlanks(comma + 1)
        let isBinary = has("<<", at: start)
        if isBinary { start += 2 }
        guard byte(start) == .doubleQuote, let value = laterText(.doubleQuote, from: start), !value.isEmpty,
            !Placeholder.isNone(bytes, value)
        else { return nil }
        let end = value.upperBound + (isBinary ? 3 : 1)
        guard byte(skipBlanks(end)) == 0x7D else { return nil }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `"password";s:9:"x"` of PHP, at the semicolon.
    private mutating func serialised(at index: Int) -> Int? {
        guard index > 3, bytes[index - 1] == .doubleQuote, byte(index + 1) == 0x73, byte(index + 2) == 0x3A,
            keyClass(wordBefore(index - 1)).isSecret
        else { return nil }
        var start = index + 3
        while byte(start).isDigit { start += 1 }
        guard byte(start) == 0x3A, byte(start + 1) == .doubleQuote,
            let value = laterText(.doubleQuote, from: start + 1), !value.isEmpty, !Placeholder.isNone(bytes, value)
        else { return nil }
        add(value, rule: .password)
        return value.upperBound + 1
    }

    /// `| Password | x1y2 |`, `password | x1y2`: a cell that names a secret, and the cell behind it.
    private mutating func cell(at bar: Int) -> Int? {
        guard !grammar.isParsedThroughout else { return nil }
        var end = bar
        while end > firstContent, bytes[end - 1].isBlank || bytes[end - 1] == 0x2A { end -= 1 }
        var start = end
        while start > firstContent, bytes[start - 1] != 0x7C { start -= 1 }
        while start < end, bytes[start].isBlank || bytes[start] == 0x2A { start += 1 }
        let isFirst = (firstContent..<start).allSatisfy { bytes[$0] == 0x7C || bytes[$0].isBlank || bytes[$0] == 0x2A }
        guard isFirst, end > start, end - start < 40,
            (start..<end).allSatisfy({ bytes[$0].isNameByte || bytes[$0] == 0x20 }), keyClass(start..<end).isSecret
        else { return nil }
        var first = skipBlanks(bar + 1)
        var last = first
        while last < bytes.count, bytes[last] != 0x7C { last += 1 }
        let next = last
        while last > first, bytes[last - 1].isBlank { last -= 1 }
        if last - first > 2, bytes[first] == 0x60, bytes[last - 1] == 0x60 {
            first += 1
            last -= 1
        }
        let value = first..<max(first, last)
        guard looksSecret(value), (next..<bytes.count).allSatisfy({ bytes[$0] == 0x7C || bytes[$0].isBlank }) else {
            return nil
        }
        add(value, rule: .password)
        return next
    }

    /// Letters of both cases with digits, or letters and digits with a sign no name has: what nobody writes in a text
    /// unless it is a secret.
    func looksSecret(_ range: Range<Int>) -> Bool {
        guard range.count >= 6, range.count <= 128, !Placeholder.isNone(bytes, range),
            !Placeholder.isMethod(bytes, range), !Label.starts(bytes, at: range.lowerBound, before: range.upperBound)
        else { return false }
        var hasUpper = false
        var hasLower = false
        var hasDigit = false
        var hasSign = false
        for index in range {
            let byte = bytes[index]
            if byte.isUpper { hasUpper = true }
            if byte.isLower { hasLower = true }
            if byte.isDigit { hasDigit = true }
            if byte.isAny(of: "!#%^&*+=~?$@") { hasSign = true }
            if byte.isSpace || byte.isQuote || byte.isAny(of: "/\\<>()[]{}|:,;") { return false }
            // `took=3ms` is a setting of its own; `=` at the end is filling.
            if byte == 0x3D, index + 1 < range.upperBound, bytes[index + 1] != 0x3D { return false }
        }
        return (hasUpper || hasLower) && hasDigit && (hasUpper && hasLower && range.count > 6 || hasSign)
    }

    /// The text in quotes at `start`, whatever quotation is open.
    func laterText(_ quote: UInt8, from start: Int) -> Range<Int>? {
        closing(quote, level: 0, from: start + 1).map { (start + 1)..<$0 }
    }

    /// `use admin / x1y2`: behind a word that announces a name.
    mutating func namePair(from start: Int) -> Int? {
        let name = wordAt(start)
        // `login with bob:x1Y2`
        if name.count > 1, byte(name.upperBound) == 0x3A, !byte(name.upperBound + 1).isBlank {
            let value = proseValue(from: name.upperBound + 1)
            if Label.starts(bytes, at: value.range.lowerBound, before: bytes.count) { return value.next }
            guard looksSecret(value.range) else { return nil }
            add(value.range, rule: .prose)
            return value.next
        }
        let slash = skipBlanks(name.upperBound)
        guard name.count > 1, byte(slash) == 0x2F, slash > name.upperBound, byte(slash + 1).isBlank else { return nil }
        let begin = skipBlanks(slash + 1)
        var end = wordStop(begin)
        if Label.starts(bytes, at: begin, before: bytes.count) { return end }
        while end > begin, bytes[end - 1].isAny(of: ".,;)") { end -= 1 }
        guard isMixed(begin..<end), !Placeholder.isNone(bytes, begin..<end) else { return nil }
        add(begin..<end, rule: .prose)
        return end
    }

    private static let accountWords = WordHash.set(
        "use login with account user username credentials creds access logon as log-in zugang zugangsdaten anmeldung "
            + "benutzer identifiants acceso accès logins"
    )

    /// `x is the password`, `try x as the root password`: at the word that links the two.
    private mutating func told(before start: Int, from next: Int) -> Int? {
        var index = next
        var hasArticle = false
        for _ in 0..<4 {
            let name = wordAt(index)
            guard !name.isEmpty else { return nil }
            if Self.articles.contains(word(name)) {
                hasArticle = true
            } else if keyClass(name).isSecret {
                break
            }
            guard byte(name.upperBound).isBlank else { return nil }
            index = skipBlanks(name.upperBound)
        }
        guard hasArticle || word(start..<(start + 2)) == Self.asWord, keyClass(wordAt(index)).isSecret else {
            return nil
        }
        var end = skipBack(start)
        if end > 0, bytes[end - 1].isQuote { end -= 1 }
        var begin = end
        while begin > 0, !bytes[begin - 1].isSpace, !bytes[begin - 1].isQuote { begin -= 1 }
        guard isMixed(begin..<end), !Placeholder.isNone(bytes, begin..<end) else { return nil }
        add(begin..<end, rule: .prose)
        return next
    }

    func wordAt(_ start: Int) -> Range<Int> {
        var end = start
        while byte(end).isNameByte { end += 1 }
        while end > start, bytes[end - 1] == 0x2E { end -= 1 }
        return start..<end
    }

    private static let articles = WordHash.set("the a my our your his her their its")

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
            || (range.contains { bytes[$0].isUpper } && range.contains { bytes[$0].isLower }
                && !Placeholder.isPlainWord(bytes, range))
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
        let method = skipBlanks(before)
        guard isIdentified, !has("externally", at: method), !has("globally", at: method) else { return nil }
        var begin = next
        if has("password ", at: begin) { begin = skipBlanks(begin + 9) }
        if has("values ", at: begin) { begin = skipBlanks(begin + 7) }
        var value: Value
        if let quoted = quotedValue(from: begin) {
            value = quoted
        } else {
            var end = begin
            while end < bytes.count, !bytes[end].isSpace, bytes[end] != 0x3B, bytes[end] != openQuote { end += 1 }
            value = Value(range: begin..<end, next: end, isQuoted: false)
        }
        guard !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else { return nil }
        // `messages identified by UID`
        guard value.isQuoted || grammar == .sql || isAccountStatement(before: start) else { return nil }
        add(value.range, rule: .sql)
        // `BY 'new' REPLACE 'old'`
        let rest = skipBlanks(value.next)
        if has("replace ", at: rest) {
            let old = arguments(from: rest + 8).first
            if let old, old.range.count > 2, !Placeholder.isNone(bytes, old.range) {
                add(old.range, rule: .sql)
                return old.next
            }
        }
        return value.next
    }

    private static let identified = WordHash("identified".utf8)

    private func isJoined(_ name: Range<Int>) -> Bool {
        name.count == 3 && has("key", at: name.lowerBound)
    }

    private func announcement(_ name: Range<Int>) -> KeySite {
        KeySite(
            range: name,
            outerStart: name.lowerBound,
            quote: 0,
            level: 0,
            isFirst: name.lowerBound == firstContent,
            previous: byte(name.lowerBound - 1),
            separator: 0x20
        )
    }

    /// A secret word, a blank, and something that may be the secret.
    private mutating func announced(_ keyClass: KeyClass, _ name: Range<Int>, from next: Int) -> Int? {
        let site = announcement(name)
        // `SET PASSWORD FOR bob = 'x'`
        if has("for ", at: next), word(wordBefore(skipBack(name.lowerBound))) == Self.set,
            let equals = bytes[next...].firstIndex(of: 0x3D), let quoted = quotedValue(from: skipBlanks(equals + 1)),
            !quoted.isOpen, !quoted.range.isEmpty, !Placeholder.isNone(bytes, quoted.range)
        {
            add(quoted.range, rule: .sql)
            return quoted.next
        }
        if keyClass.rule == .password, let end = bracketed(from: next) { return end }
        if keyClass == .credential, let end = slashPair(from: next) { return end }
        // `PASSWORD $$x$$`
        if byte(next) == 0x24, byte(next + 1) == 0x24, grammar == .sql || isStatement(before: name.lowerBound) {
            var end = next + 2
            while end < bytes.count, bytes[end] != 0x24 { end += 1 }
            guard end > next + 2, !Placeholder.isNone(bytes, (next + 2)..<end) else { return nil }
            add((next + 2)..<end, rule: .sql)
            return end
        }
        if bytes[next].isQuote, bytes[next] != openQuote, let quoted = quotedValue(from: next), !quoted.isOpen {
            // `API key "x"`: of a word that needs the one before only what can be nothing else.
            // `credentials "host" {`: the name of a block.
            if byte(skipBlanks(quoted.next)) == 0x7B || isResource(keyClass, quoted) { return nil }
            if let end = textBehindRealm(quoted) { return end }
            guard quoted.range.count >= 3, !isJoined(name) || isMixed(quoted.range),
                !bytes[quoted.range].contains(where: \.isBlank) || grammar == .sql
                    || isStatement(before: name.lowerBound) || isDirective(name, site)
                    || (keyClass == .password && isPassphrase(quoted.range)),
                !Placeholder.isNone(bytes, quoted.range), !Placeholder.isProse(bytes, quoted.range),
                !has("--", at: quoted.range.lowerBound), !has("://", at: quoted.range.upperBound - 3)
            else { return nil }
            add(quoted.range, rule: grammar == .sql ? .sql : .prose)
            return quoted.next
        }
        if isDirective(name, site), let end = directive(keyClass, site, from: next) { return end }
        return prose(keyClass, name, from: next)
    }

    private static let set = WordHash("set".utf8)

    /// `password (x1y2z3) rejected`: one word in brackets that no prose would have there.
    private mutating func bracketed(from open: Int) -> Int? {
        let close: UInt8
        switch bytes[open] {
        case 0x28: close = 0x29
        case 0x5B: close = 0x5D
        case 0x3C: close = 0x3E
        default: return nil
        }
        guard !Label.starts(bytes, at: open, before: bytes.count) else { return nil }
        var end = open + 1
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != close { end += 1 }
        let range = (open + 1)..<min(end, bytes.count)
        guard byte(end) == close, isMixed(range), range.contains(where: { bytes[$0].isLower }),
            !range.contains(where: { bytes[$0] == 0x3D }),
            !Placeholder.isNone(bytes, range), !Placeholder.isMethod(bytes, range)
        else { return nil }
        add(range, rule: .prose)
        return end
    }

    /// Reads `credentials bob/x1y2`.
    private mutating func slashPair(from start: Int) -> Int? {
        var end = start
        while end < bytes.count, !bytes[end].isSpace, !bytes[end].isQuote, bytes[end] != 0x2C { end += 1 }
        guard let split = (start..<end).first(where: { bytes[$0] == 0x2F || bytes[$0] == 0x3A }), split > start,
            (start..<split).allSatisfy({ bytes[$0].isNameByte }), isMixed((split + 1)..<end)
        else { return nil }
        add((split + 1)..<end, rule: .prose)
        return end
    }

    /// Whether the word begins a line of configuration, or stands behind `login x` or `username x`.
    private func isDirective(_ name: Range<Int>, _ site: KeySite) -> Bool {
        if Self.directives.contains(word(name)) { return true }
        let previous = wordBefore(skipBack(name.lowerBound))
        if !previous.isEmpty {
            if Self.setters.contains(word(previous)) { return true }
            // `login bob password x`
            let second = wordBefore(skipBack(previous.lowerBound))
            if !second.isEmpty, Self.userWords.contains(word(second)), !Self.conjunctions.contains(word(previous)) {
                let value = skipBlanks(name.upperBound)
                return !Placeholder.isPlainWord(bytes, value..<wordStop(value))
            }
        }
        if !grammar.isParsedThroughout {
            if isDeviceStatement() { return true }
            // `password 7 0822455D0A16`, `set … plaintext-password x`
            let digit = skipBlanks(name.upperBound)
            if byte(digit).isDigit, byte(digit + 1).isBlank {
                let value = skipBlanks(digit + 1)
                return isMixed(value..<wordStop(value))
                    || Placeholder.isRandom(bytes, value..<wordStop(value), minimum: 8)
            }
        }
        if has("set ", at: firstContent), grammar != .shell, name.contains(where: { bytes[$0] == 0x2D }) { return true }
        if isBehindCommandOfWords(name.lowerBound) { return true }
        switch grammar {
        case .ini, .properties, .toml, .dotenv:
            // `set psksecret ENC x`
            if has("enc ", at: skipBlanks(name.upperBound)) { return true }
            if grammar == .ini, name.contains(where: { bytes[$0] == 0x2D }) { return true }
            return site.isFirst || (grammar == .ini && has("set passwd ", at: firstContent))
                || (grammar == .ini && isDeviceStatement()) || Self.innerDirectives.contains(word(name))
                || has("password", at: name.upperBound - 8)
        case .netrc: return true
        default: return false
        }
    }

    /// Words behind which the name of a setting stands, and then its value.
    private static let setters = WordHash.set(
        "php_value php_admin_value setenv setx fastcgi_param uwsgi_param scgi_param proxy_set_header add_header requestheader header set-header "
            + "add-header setenvif env -x -gx -ux"
    )
    private static let userWords = WordHash.set("login user username account")
    private static let conjunctions = WordHash.set("and or with to userid name")

    /// Whether the line is a statement of a router's or switch's configuration.
    private func isDeviceStatement() -> Bool {
        var end = firstContent
        while byte(end).isNameByte { end += 1 }
        guard end > firstContent, byte(end).isBlank || byte(end).isAny(of: "#>(") else { return false }
        if SearchShapes.deviceWords.contains(word(firstContent..<end)) { return true }
        // `router(config)# radius-server host h key x`
        guard
            let mark = bytes[end..<max(end, min(bytes.count, firstContent + 64))].firstIndex(where: {
                $0.isAny(of: "#>")
            }),
            !bytes[firstContent..<mark].contains(where: \.isSpace), byte(mark + 1) == 0x20
        else { return false }
        return SearchShapes.deviceWords.contains(word(wordAt(mark + 2)))
    }

    /// Whether the command before is one whose arguments are words: `nmcli … password x`.
    private func isBehindCommandOfWords(_ start: Int) -> Bool {
        let commands: [StaticString] = ["nmcli ", "mysqladmin ", "netsh ", "wpa_cli ", "iwconfig "]
        return (max(0, start - 400)..<start).contains { place in
            bytes[place].isAny(of: "nmwi") && commands.contains { has($0, at: place) }
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
        // `authentication-key 1 md5 x`
        if words.count >= 3, words[0].count == 1, Self.digests.contains(word(words[1])) { begin = words[2].lowerBound }
        // `rootpw --iscrypted x`
        var option = 0
        while option + 1 < words.count, has("--", at: words[option].lowerBound) {
            option += 1
            begin = words[option].lowerBound
        }
        // Redacted before, at a later place.
        if words.dropFirst().contains(where: { Label.starts(bytes, at: $0.lowerBound, before: $0.upperBound + 1) }),
            !Label.starts(bytes, at: begin, before: bytes.count)
        {
            return nil
        }
        // `passwd chat = x`: a name of several words.
        if words.count > 1,
            words.dropFirst().prefix(3).contains(where: { bytes[$0.lowerBound].isAny(of: "=:") && $0.count == 1 })
        {
            return nil
        }
        // `password joe x` of GRUB.
        if words.count == 2, site.isFirst, Label.starts(bytes, at: words[1].lowerBound, before: bytes.count) {
            return nil
        }
        if words.count == 2, site.isFirst, Placeholder.isPlainWord(bytes, words[0]), isTelling(words[1]) {
            begin = words[1].lowerBound
        }
        // `password simple x`, `pre-shared-key ascii-text "x"`, `wpa-psk ascii 0 x`
        var marks = 0
        while marks + 1 < words.count, words[marks].lowerBound == begin || marks > 0,
            Self.encodingWords.contains(word(words[marks])) || (marks > 0 && words[marks].count == 1)
        {
            marks += 1
            begin = words[marks].lowerBound
        }
        // Of PAM: `password requisite x.so`, `password [success=1 default=ignore] x.so`.
        if words.contains(where: { has(".so", at: $0.upperBound - 3) }) { return nil }
        // `crypto isakmp key address …`, `key chain`: not the value.
        if Self.deviceNouns.contains(word(begin..<wordStop(begin))) { return nil }
        if bytes[begin] == 0x3D || bytes[begin] == 0x3A { return nil }
        if bytes[begin] == 0x23, byte(begin + 1).isBlank { return nil }
        if let quoted = quotedValue(from: begin), !quoted.isOpen {
            guard accept(keyClass, quoted, site) else { return nil }
            return quoted.next
        }
        var end = begin
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != openQuote { end += 1 }
        // Of an nginx statement the semicolon is no part of the value.
        if end > begin + 1, bytes[end - 1] == 0x3B, end == bytes.count, grammar == .ini { end -= 1 }
        let isKnown = Self.directives.contains(word(site.range)) || isDeviceStatement()
        if words.count > 3, !isKnown, grammar != .netrc, !site.isFirst, grammar.isParsedThroughout { return nil }
        if grammar != .netrc, Placeholder.isProse(bytes, begin..<end) { return nil }
        // `proxy_pass http://backend`
        if (begin..<end).contains(where: { bytes[$0] == 0x3A && has("//", at: $0 + 1) }) { return nil }
        let value = Value(range: begin..<end, next: end, isQuoted: false)
        return accept(keyClass, value, site) ? end : nil
    }

    /// Words that say how the value behind them is written.
    private static let encodingWords = WordHash.set(
        "simple cipher irreversible-cipher ascii-text ascii enc hex plain plaintext cleartext clear-text encrypted local "
            + "remote hexadecimal text"
    )
    private static let digests = WordHash.set("md5 sha1 sha256 hmac-sha1 hmac-sha-256 hmac-sha2-256 cmac-aes-128")
    private static let deviceNouns = WordHash.set("chain address config-key generate zeroize encryption policy")

    func wordStop(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, !bytes[end].isSpace { end += 1 }
        return end
    }

    // MARK: - Prose

    /// `password is x`, `password for bob was set to x`, `with password x`.
    private mutating func prose(_ keyClass: KeyClass, _ name: Range<Int>, from start: Int) -> Int? {
        // `COMMENT ON COLUMN u.password IS 'hashed'`
        if has("comment on ", at: firstContent) { return nil }
        var index = start
        var hasVerb = false
        var isChange = false
        var lastWord = WordHash()
        announcesNextLine(name)
        // `setting db.password to x`
        let verb = wordBefore(skipBack(name.lowerBound))
        if has("to ", at: start), !verb.isEmpty, Self.settingWords.contains(word(verb)) {
            hasVerb = true
            index = skipBlanks(start + 3)
        }
        for _ in 0..<7 {
            guard let next = proseWord(from: index) else { break }
            let hash = word(next)
            if hash == Self.from, lastWord == Self.changed {
                // `changed from x to y`
                hasVerb = true
                isChange = true
            } else if Self.verbs.contains(hash) || (hash == Self.to && Self.changes.contains(lastWord)) {
                hasVerb = true
            } else if Self.changes.contains(hash) {
                // `changed` tells the value only with `to`.
                hasVerb = false
            } else if hash == Self.to, index == start, start > name.upperBound + 1 {
                hasVerb = true
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
        // `Admin password - x1Y2`, `password – x1Y2`
        if !hasVerb, byte(index) == 0x2D, byte(index + 1) == 0x20 { index = skipBlanks(index + 1) }
        if !hasVerb, has("\u{2013} ", at: index) || has("\u{2014} ", at: index) { index = skipBlanks(index + 3) }
        if !hasVerb, keyClass.rule != .credential || lastWord == Self.to, looksSecret(proseValue(from: index).range) {
            hasVerb = true
        }
        if !hasVerb, let verb = laterVerb(from: start) {
            hasVerb = true
            index = verb
        }
        // `password to 'x'`
        if !hasVerb, lastWord == Self.to, byte(index).isQuote { hasVerb = true }
        if !hasVerb {
            let before = wordBefore(skipBack(name.lowerBound))
            let isAnnounced = !before.isEmpty && Self.prepositions.contains(word(before))
            guard index == start, isAnnounced || isTelling(keyClass, at: index) else { return nil }
        }
        guard index < bytes.count else { return nil }
        if let end = foreignQuoted(.prose, from: index) { return end }
        let value = proseValue(from: index)
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
        if isChange {
            guard value.isQuoted || isMixed(range) else { return nil }
            let to = skipBlanks(value.next)
            if has("to ", at: to) { _ = prose(keyClass, name, from: to) }
        }
        guard
            value.isQuoted || (!isWord && (!isNumber || range.count > 3))
                || (isWord && endsSentence && hasVerb && keyClass.rule == .password)
        else { return nil }
        // `credentials are bob:x`
        if keyClass == .credential, let colon = firstColon(range),
            (range.lowerBound..<colon).allSatisfy({ bytes[$0].isNameByte }),
            colon > range.lowerBound, colon + 1 < range.upperBound
        {
            if Label.starts(bytes, at: colon + 1, before: range.upperBound) { return value.next }
            add((colon + 1)..<range.upperBound, rule: .prose)
            return value.next
        }
        add(range, rule: .prose)
        return value.next
    }

    /// A word of a sentence, or what it has in quotes.
    func proseValue(from index: Int) -> Value {
        if let quoted = quotedValue(from: index), !quoted.isOpen { return quoted }
        var end = index
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != openQuote, bytes[end] != 0x3C { end += 1 }
        while end > index + 1, bytes[end - 1].isAny(of: ".,;:!?)") { end -= 1 }
        return Value(range: index..<end, next: end, isQuoted: false)
    }

    /// A value that looks like nothing but a secret behind a word that is not introduced: `invalid token 3fA9…`.
    private func isTelling(_ keyClass: KeyClass, at start: Int) -> Bool {
        let range = start..<wordStop(start)
        let letters = range.filter { bytes[$0].isLower }.count
        let digits = range.filter { bytes[$0].isDigit }.count
        return keyClass.rule != .credential && letters > 1 && digits > 1 && Placeholder.isRandom(bytes, range)
            && range.contains { !bytes[$0].isHexDigit && bytes[$0] != 0x2D }
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

    private static let verbs = WordHash.set(
        "is was are equals becomes be lautet ist est es \u{E9} \u{E8} jest war wurde"
    )
    private static let changes = WordHash.set(
        "set changed reset updated generated created assigned ge\u{E4}ndert gesetzt zur\u{FC}ckgesetzt"
    )
    private static let settingWords = WordHash.set("setting set changing changed overriding updating")
    private static let to = WordHash("to".utf8)
    private static let from = WordHash("from".utf8)
    private static let changed = WordHash("changed".utf8)
    private static let links = WordHash.set(
        "for of the to user account now temporarily new as been has currently den dem die das do da dos temporaire provisoire von f\u{FC}r des der vom auf pour de del para"
    )
    private static let nameIntroductions = WordHash.set(
        "for of user account the our my your von f\u{FC}r des der vom pour del para"
    )
    private static let prepositions = WordHash.set("with using temporary initial new default old current")

    // MARK: - Brackets

    /// `PASSWORD('x')`, `setPassword("x")`, `.password("x")`.
    mutating func bracket(at index: Int) -> Int? {
        let name = wordBefore(index)
        guard name.count >= 2, name.count <= 64 else { return nil }
        // `crypt('x', gen_salt('bf'))`
        if grammar == .sql, Self.hashers.contains(word(name)), let text = quotedValue(from: skipBlanks(index + 1)),
            !text.isOpen, text.range.count > 2, !Placeholder.isNone(bytes, text.range)
        {
            add(text.range, rule: .sql)
            return text.next
        }
        if let end = credentialCall(name, from: index + 1) ?? comparedHeader(name, from: index + 1) { return end }
        guard name.count > 2 else { return nil }
        let begin = skipBlanks(index + 1)
        if name.lowerBound == firstContent, self.keyClass(name) == .password {
            let value = begin..<(bytes[begin...].firstIndex(of: 0x29) ?? begin)
            if value.upperBound == bytes.count - 1, isTelling(value),
                !value.contains(where: { bytes[$0].isSpace || bytes[$0].isQuote })
            {
                add(value, rule: .password)
                return value.upperBound
            }
        }
        guard byte(begin).isQuote || byte(begin) == .backslash, let quoted = quotedValue(from: begin), !quoted.isOpen
        else { return nil }
        if word(name) == Self.define { return defined(quoted) }
        let keyClass = self.keyClass(name)
        if keyClass.isSecret, let second = accountPassword(name, behind: quoted) { return second }
        guard keyClass.isSecret, !Placeholder.isNone(bytes, quoted.range), !Placeholder.isMethod(bytes, quoted.range),
            isSetter(name)
        else { return nil }
        guard !bytes[quoted.range].contains(where: \.isBlank) || grammar == .sql else { return nil }
        // `getPassword("key")` names what it gets.
        guard !has("get", at: name.lowerBound), !has("find", at: name.lowerBound), keyClass != .credential else {
            return nil
        }
        add(quoted.range, rule: grammar == .sql ? .sql : keyClass.rule, teaches: false)
        return quoted.next
    }

    private static let hashers = WordHash.set("crypt pwdencrypt")
    private static let define = WordHash("define".utf8)

    /// Reads `define('DB_PASSWORD', 'x')`.
    private mutating func defined(_ name: Value) -> Int? {
        var keyClass = self.keyClass(name.range)
        let isNamedKey = has("key", at: name.range.upperBound - 3) || has("salt", at: name.range.upperBound - 4)
        if !keyClass.isSecret, isNamedKey { keyClass = .weakKey }
        guard keyClass.isSecret || keyClass == .weakKey else { return nil }
        var index = skipBlanks(name.next)
        guard byte(index) == 0x2C else { return nil }
        index = skipBlanks(index + 1)
        guard let value = quotedValue(from: index), !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else {
            return nil
        }
        guard keyClass != .weakKey || value.range.count >= 32 else { return nil }
        add(value.range, rule: keyClass.rule)
        return value.next
    }
}
