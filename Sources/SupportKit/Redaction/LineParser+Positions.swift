/// Secrets known by their place: arguments of commands and directives, fields of statements and calls.
extension LineParser {
    /// Where a word keeps its secret among the arguments behind it.
    enum Place {
        /// The argument of that index, options not counted; options that take a value are not known.
        case argument(Int)
        /// The same, only if the word before is another.
        case argumentBehind(WordHash, Int)
        /// `-b file user password`, or `-nb user password`.
        case htpasswd
        /// `user SHA password AES password`
        case snmpUser
        /// `user/password@database`
        case slash
        /// `Z: \\host\share password /user:bob`
        case netUse
        /// `on >password #digest ~* +@all`
        case accessList
        /// The text that an echo sends through a pipe, or a here-string.
        case piped
        /// The same, `user:password`.
        case pipedPair
        /// The last word of a quoted text.
        case lastWord
        /// An argument that the command could not do without: `"text" -AsPlainText`.
        case quoted
    }

    private static let placesByName: [(String, Place)] = {
        func hash(_ word: String) -> WordHash { WordHash(word.utf8) }
        return [
            ("htpasswd", .htpasswd),
            ("add_user", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("change_password", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("authenticate_user", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("login", .argumentBehind(hash("vault"), 0)),
            ("unseal", .argumentBehind(hash("operator"), 0)),
            ("set", .argumentBehind(hash("alias"), 3)),
            ("wpa_passphrase", .argument(1)),
            ("auth-pass", .argument(1)),
            ("com2sec", .argument(2)),
            ("com2sec6", .argument(2)),
            ("trapsink", .argument(1)),
            ("trap2sink", .argument(1)),
            ("informsink", .argument(1)),
            ("createuser", .snmpUser),
            ("passwd", .argumentBehind(hash("openssl"), 0)),
            ("sqlplus", .slash),
            ("expdp", .slash),
            ("impdp", .slash),
            ("sqlldr", .slash),
            ("rman", .slash),
            ("exp", .slash),
            ("imp", .slash),
            ("use", .netUse),
            ("user", .accessList),
            ("setuser", .accessList),
            ("chpasswd", .pipedPair),
            ("--stdin", .piped),
            ("--password-stdin", .piped),
            ("sudo", .piped),
            ("kinit", .piped),
            ("cryptsetup", .piped),
            ("secure_link_md5", .lastWord),
            ("convertto-securestring", .quoted),
        ]
    }()

    static let places = WordTable(placesByName.map { (WordHash($0.0.utf8), $0.1) })
    static let placeWords = placesByName.map(\.0)

    /// Masks what stands at its place behind the word `start..<end`; returns where to go on, nil if nothing was masked.
    mutating func placed(_ place: Place, word start: Int, behind end: Int) -> Int? {
        switch place {
        case .argument(let index):
            return argument(index, of: arguments(from: end))
        case .argumentBehind(let before, let index):
            guard word(wordBefore(backOverBlanks(start))) == before else { return nil }
            return argument(index, of: arguments(from: end))
        case .htpasswd:
            return passwordOfHtpasswd(end)
        case .snmpUser:
            return passwordsOfSNMPUser(end)
        case .slash:
            let needsHost = end - start == 3
            for argument in arguments(from: end) {
                if let next = maskBehindSlash(argument.range, needsHost: needsHost) { return next }
            }
            return nil
        case .netUse:
            return passwordOfNetUse(start, end)
        case .accessList:
            return passwordsOfAccessList(end)
        case .piped, .pipedPair:
            if case .pipedPair = place { return piped(start, end, isPair: true) }
            return piped(start, end, isPair: false)
        case .lastWord:
            guard let text = arguments(from: end).first, var first = text.range.first else { return nil }
            for index in text.range where bytes[index].isBlank { first = index + 1 }
            let last = first..<text.range.upperBound
            guard !last.isEmpty, bytes[first] != 0x24, !Placeholder.isNone(bytes, last) else { return nil }
            add(last, rule: .secret)
            return text.next
        case .quoted:
            guard let first = arguments(from: end).first(where: \.isQuoted) else { return nil }
            return maskArgument(first) ? first.next : nil
        }
    }

    // MARK: - Arguments

    /// The words behind a command up to the end of the command, without their quotes.
    func arguments(from start: Int) -> [Value] {
        var found: [Value] = []
        var index = start
        while found.count < 24 {
            index = skipBlanks(index)
            guard index < bytes.count, !bytes[index].isAny(of: ";|&)"), bytes[index] != openQuote else { break }
            if let quoted = quotedValue(from: index), !quoted.isOpen {
                found.append(quoted)
                index = max(quoted.next, index + 1)
                continue
            }
            var end = index
            while end < bytes.count, !bytes[end].isSpace, !bytes[end].isAny(of: ";|"), bytes[end] != openQuote {
                end += 1
            }
            guard end > index else { break }
            found.append(Value(range: index..<end, next: end, isQuoted: false))
            index = end
        }
        return found
    }

    private func isOption(_ value: Value) -> Bool {
        !value.isQuoted && value.range.count > 1 && bytes[value.range.lowerBound] == 0x2D
    }

    private mutating func argument(_ index: Int, of arguments: [Value]) -> Int? {
        let plain = arguments.filter { !isOption($0) }
        guard index < plain.count else { return nil }
        let value = plain[index]
        guard !value.range.contains(where: { bytes[$0] == 0x3D }) || value.isQuoted || index > 0 else { return nil }
        return maskArgument(value) ? value.next : nil
    }

    private mutating func maskArgument(_ value: Value) -> Bool {
        guard value.range.count > 2, !Placeholder.isNone(bytes, value.range) else { return false }
        guard value.isQuoted || !Placeholder.isProse(bytes, value.range) else { return false }
        add(value.range, rule: .commandLine)
        return true
    }

    private func backOverBlanks(_ index: Int) -> Int {
        var index = index
        while index > 0, bytes[index - 1].isBlank { index -= 1 }
        return index
    }

    private mutating func passwordOfHtpasswd(_ end: Int) -> Int? {
        let arguments = arguments(from: end)
        let options = arguments.filter { isOption($0) }
        func hasLetter(_ letter: UInt8) -> Bool {
            options.contains { $0.range.contains { bytes[$0] == letter } }
        }
        guard hasLetter(UInt8(ascii: "b")) else { return nil }
        return argument(hasLetter(UInt8(ascii: "n")) ? 1 : 2, of: arguments)
    }

    private mutating func passwordsOfSNMPUser(_ end: Int) -> Int? {
        let arguments = arguments(from: end).filter { !isOption($0) }
        var next: Int?
        for (index, argument) in arguments.enumerated().dropFirst() {
            guard Self.snmpProtocols.contains(word(argument.range)), index + 1 < arguments.count else { continue }
            if maskArgument(arguments[index + 1]) { next = arguments[index + 1].next }
        }
        return next
    }

    private static let snmpProtocols = WordHash.set("md5 sha sha-224 sha-256 sha-384 sha-512 des aes aes-192 aes-256")

    /// `scott/tiger@db`: masks what stands between slash and `@`, or behind the slash.
    mutating func maskBehindSlash(_ range: Range<Int>, needsHost: Bool) -> Int? {
        guard let slash = range.first(where: { bytes[$0] == 0x2F }), slash > range.lowerBound,
            (range.lowerBound..<slash).allSatisfy({ bytes[$0].isNameByte || bytes[$0] == 0x23 || bytes[$0] == 0x24 })
        else { return nil }
        let at = range.last { bytes[$0] == 0x40 && $0 > slash }
        guard at != nil || !needsHost else { return nil }
        let password = (slash + 1)..<(at ?? range.upperBound)
        guard !password.isEmpty, !Placeholder.isNone(bytes, password) else { return nil }
        guard at != nil || !password.contains(where: { bytes[$0] == 0x2F }) else { return nil }
        add(password, rule: .commandLine)
        return range.upperBound
    }

    private mutating func passwordOfNetUse(_ start: Int, _ end: Int) -> Int? {
        guard word(wordBefore(backOverBlanks(start))) == Self.net else { return nil }
        let arguments = arguments(from: end)
        guard arguments.contains(where: { has("/user:", at: $0.range.lowerBound) }) else { return nil }
        for value in arguments {
            let first = bytes[value.range.lowerBound]
            let isDrive = value.range.count == 2 && bytes[value.range.upperBound - 1] == 0x3A
            guard !value.range.isEmpty, first != 0x2F, first != .backslash, first != 0x2A, !isDrive else { continue }
            return maskArgument(value) ? value.next : nil
        }
        return nil
    }

    private static let net = WordHash("net".utf8)

    /// Redis: `user bob on >password #digest ~* +@all`.
    private mutating func passwordsOfAccessList(_ end: Int) -> Int? {
        let arguments = arguments(from: end)
        let isList = arguments.contains { value in
            let range = value.range
            guard let first = range.first else { return false }
            return Self.accessWords.contains(word(range)) || (bytes[first].isAny(of: "+-") && byte(first + 1) == 0x40)
                || (bytes[first].isAny(of: "~&") && range.count > 1)
        }
        guard isList else { return nil }
        var next: Int?
        for value in arguments.dropFirst() where value.range.count > 1 {
            let first = bytes[value.range.lowerBound]
            let secret = (value.range.lowerBound + 1)..<value.range.upperBound
            let isDigest = first == 0x23 && secret.count == 64 && secret.allSatisfy { bytes[$0].isHexDigit }
            guard isDigest || first.isAny(of: "><"), !Placeholder.isNone(bytes, secret) else { continue }
            add(secret, rule: .password)
            next = value.next
        }
        return next
    }

    private static let accessWords = WordHash.set("on off allkeys allchannels allcommands nopass resetpass reset")

    // MARK: - Pipes

    /// `echo 'secret' | sudo -S …`, `chpasswd <<< 'user:secret'`.
    private mutating func piped(_ start: Int, _ end: Int, isPair: Bool) -> Int? {
        if word(start..<end) == Self.sudo, !isReadingStandardInput(from: end) { return nil }
        var index = end
        while index + 2 < bytes.count, !bytes[index].isAny(of: ";|&") {
            if bytes[index] == 0x3C, bytes[index + 1] == 0x3C, bytes[index + 2] == 0x3C {
                guard let value = arguments(from: index + 3).first else { return nil }
                return maskPiped(value, isPair: isPair) ? value.next : nil
            }
            index += 1
        }
        var pipe = start
        while pipe > 0, bytes[pipe - 1] != 0x7C, bytes[pipe - 1] != 0x3B { pipe -= 1 }
        guard pipe > 1, bytes[pipe - 1] == 0x7C else { return nil }
        var begin = pipe - 1
        while begin > 0, !bytes[begin - 1].isAny(of: ";|&(") { begin -= 1 }
        var command = skipBlanks(begin)
        while command < pipe {
            var wordEnd = command
            while wordEnd < pipe, bytes[wordEnd].isNameByte { wordEnd += 1 }
            if Self.printers.contains(word(command..<wordEnd)) {
                guard let value = arguments(from: wordEnd).last(where: { !isOption($0) }), value.next <= pipe else {
                    return nil
                }
                return maskPiped(value, isPair: isPair) ? end : nil
            }
            command = max(skipBlanks(wordEnd), command + 1)
        }
        return nil
    }

    private mutating func maskPiped(_ value: Value, isPair: Bool) -> Bool {
        var secret = value.range
        if isPair {
            guard let colon = firstColon(secret) else { return false }
            secret = (colon + 1)..<secret.upperBound
        }
        // `printf 'secret\n'`
        if secret.count > 2, bytes[secret.upperBound - 2] == .backslash, bytes[secret.upperBound - 1] == 0x6E {
            secret = secret.lowerBound..<(secret.upperBound - 2)
        }
        guard secret.count > 2, !Placeholder.isNone(bytes, secret), bytes[secret.lowerBound] != 0x24 else {
            return false
        }
        add(secret, rule: .commandLine)
        return true
    }

    private func isReadingStandardInput(from start: Int) -> Bool {
        arguments(from: start).prefix(4).contains { value in
            isOption(value) && bytes[value.range.lowerBound + 1] != 0x2D && value.range.contains { bytes[$0] == 0x53 }
                || word(value.range) == Self.standardInput
        }
    }

    private static let sudo = WordHash("sudo".utf8)
    private static let standardInput = WordHash("--stdin".utf8)
    private static let printers = WordHash.set("echo printf")

    // MARK: - Calls

    /// Calls whose last text is a secret: `login("bob", "x")`, `pgp_sym_encrypt(data, 'x')`.
    mutating func credentialCall(_ name: Range<Int>, from open: Int) -> Int? {
        var last = name.lowerBound
        for index in name where bytes[index] == 0x2E { last = index + 1 }
        guard let minimum = Self.calls[word(last..<name.upperBound)] else { return nil }
        var texts: [Value] = []
        var index = open
        while index < bytes.count, texts.count < 8, bytes[index] != 0x29 {
            if bytes[index].isQuote || bytes[index] == .backslash, let quoted = quotedValue(from: index) {
                guard !quoted.isOpen else { return nil }
                texts.append(quoted)
                index = max(quoted.next, index + 1)
            } else {
                index += 1
            }
        }
        if texts.count >= minimum, let last = texts.last,
            Label.starts(bytes, at: last.range.lowerBound, before: last.range.upperBound)
        {
            return last.next
        }
        guard texts.count >= minimum, let secret = texts.last, index < bytes.count, secret.range.count > 2,
            !Placeholder.isNone(bytes, secret.range), !Placeholder.isProse(bytes, secret.range),
            !bytes[secret.range].contains(0x20),
            secret.range.contains(where: { bytes[$0].isDigit || !bytes[$0].isNameByte })
        else { return nil }
        add(secret.range, rule: .password)
        return secret.next
    }

    /// The number of texts that such a call has at least.
    private static let calls: WordTable<Int> = {
        let lists: [(Int, String)] = [
            (
                2,
                """
                auth login authenticate credentials networkcredential usernamepasswordcredentials passwordcredential
                usernamepasswordcredential passwordauthentication basicauth basic_auth setbasicauth setcredentials
                getconnection plaincredentials httpbasicauth setusercredentials mysqli mysqli_connect
                mysql_connect ldap_bind simple_bind_s ftp_login pgp_sym_encrypt aes_encrypt aes_decrypt
                """
            ),
            (1, "pgp_sym_decrypt pgp_sym_encrypt aes_decrypt plainauth plaintextpassword securestring"),
        ]
        return WordTable(
            lists.flatMap { count, names in
                names.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { (WordHash($0), count) }
            }
        )
    }()

    // MARK: - Protocols

    /// `AUTH x`, `PASS x`, `LOGIN bob x`: commands of protocols in capitals, with nothing behind them.
    mutating func protocolCommand(_ name: Range<Int>, from next: Int) -> Int? {
        guard name.count <= 5, name.allSatisfy({ bytes[$0].isUpper }) else { return nil }
        let hash = word(name)
        guard Self.protocolCommands.contains(hash) else { return nil }
        let arguments = arguments(from: next)
        guard let last = arguments.last, arguments.count <= 3, last.range.count > 3 else { return nil }
        let rest = skipBlanks(last.next)
        guard rest >= bytes.count || bytes[rest].isQuote || bytes[rest] == openQuote else { return nil }
        if hash == Self.login || hash == Self.user {
            guard arguments.count == (hash == Self.login ? 2 : 3) else { return nil }
            if hash == Self.user, word(arguments[1].range) != Self.pass { return nil }
        } else if hash == Self.pass {
            guard arguments.count == 1, isPrompted(before: name.lowerBound) else { return nil }
        }
        guard last.isQuoted || (isMixed(last.range) && last.range.contains { bytes[$0].isLower }),
            !Placeholder.isNone(bytes, last.range)
        else { return nil }
        add(last.range, rule: .password)
        return last.next
    }

    /// Behind the prompt of a client: `> `, `C: `, `>> `.
    private func isPrompted(before start: Int) -> Bool {
        let end = backOverBlanks(start)
        return end > 0 && (bytes[end - 1] == 0x3E || (bytes[end - 1] == 0x3A && byte(end - 2) == 0x43))
    }

    /// Letters with digits or signs among them, and no name of a file or host.
    func isMixed(_ range: Range<Int>) -> Bool {
        var letters = 0
        var digits = 0
        var signs = 0
        for index in range {
            let byte = bytes[index]
            if byte.isLetter {
                letters += 1
            } else if byte.isDigit {
                digits += 1
            } else if byte.isAny(of: "!@#$%^&*+=-_") {
                signs += 1
            } else if byte < 0x80 {
                return false
            }
        }
        return range.count >= 6 && letters > 0 && digits > 0
    }

    private static let protocolCommands = WordHash.set("auth pass login user")
    private static let login = WordHash("login".utf8)
    private static let user = WordHash("user".utf8)
    private static let pass = WordHash("pass".utf8)

    // MARK: - Rows

    /// `INSERT INTO t (a, password) VALUES (1, 'x')`: notes which columns are secret and masks their values.
    mutating func insertion(at index: Int) -> Int? {
        guard has("insert ", at: index) || has("replace ", at: index) || has("upsert ", at: index) else { return nil }
        var cursor = skipBlanks(index + (has("replace ", at: index) ? 8 : 7))
        while byte(cursor).isLetter, !has("into ", at: cursor), cursor - index < 40 {
            while byte(cursor).isLetter { cursor += 1 }
            cursor = skipBlanks(cursor)
        }
        guard has("into ", at: cursor),
            let open = (cursor..<min(bytes.count, cursor + 256)).first(where: { bytes[$0] == 0x28 })
        else { return nil }
        var secret: [(column: Int, keyClass: KeyClass)] = []
        var column = 0
        var end = open + 1
        while end < bytes.count, column < 256 {
            while end < bytes.count, !bytes[end].isNameByte, bytes[end] != 0x29, bytes[end] != 0x2C { end += 1 }
            let start = end
            while end < bytes.count, bytes[end].isNameByte { end += 1 }
            let found = keyClass(start..<end)
            if found.isSecret { secret.append((column, found)) }
            while end < bytes.count, bytes[end] != 0x29, bytes[end] != 0x2C { end += 1 }
            guard end < bytes.count else { return nil }
            if bytes[end] == 0x29 { break }
            column += 1
            end += 1
        }
        guard let first = secret.first else { return nil }
        let columns = secret.reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1.column & 63) }
        rows(first.keyClass, columns: columns, linesLeft: 256, from: end + 1)
        return end + 1
    }

    /// Masks the values of the secret columns in the rows from `start` on; the statement may go on on the next line.
    mutating func rows(_ keyClass: KeyClass, columns: UInt64, linesLeft: Int, from start: Int) {
        mode = .plain
        var index = start
        var hasRow = false
        while index < bytes.count {
            if bytes[index] == 0x3B { return }
            guard bytes[index] == 0x28 else {
                index += 1
                continue
            }
            hasRow = true
            index = row(keyClass, columns, from: index + 1)
        }
        var end = bytes.count
        while end > start, bytes[end - 1].isSpace || bytes[end - 1] == openQuote { end -= 1 }
        let goesOn = hasRow ? byte(end - 1) == 0x2C : end == start || byte(end - 1).isLetter || byte(end - 1) == 0x2C
        if goesOn, linesLeft > 1 { mode = .rows(keyClass, columns: columns, linesLeft: linesLeft - 1) }
    }

    /// Goes on with the rows of a statement that an earlier line began.
    mutating func continueRows(_ keyClass: KeyClass, columns: UInt64, linesLeft: Int) {
        if firstContent < bytes.count, bytes[firstContent] == 0x28 || has("values", at: firstContent) {
            rows(keyClass, columns: columns, linesLeft: linesLeft, from: firstContent)
        } else {
            mode = .plain
        }
    }

    private mutating func row(_ keyClass: KeyClass, _ columns: UInt64, from start: Int) -> Int {
        var column = 0
        var index = start
        while index < bytes.count, bytes[index] != 0x29 {
            index = skipBlanks(index)
            let isSecret = column < 64 && columns & 1 << UInt64(column) != 0
            if byte(index) == 0x4E || byte(index) == 0x45, byte(index + 1) == .singleQuote { index += 1 }
            if byte(index).isQuote || byte(index) == .backslash, let quoted = quotedValue(from: index) {
                if isSecret, !quoted.range.isEmpty, !Placeholder.isNone(bytes, quoted.range) {
                    add(quoted.range, rule: .sql)
                }
                index = max(quoted.next, index + 1)
            }
            var depth = 0
            while index < bytes.count, depth > 0 || (bytes[index] != 0x2C && bytes[index] != 0x29) {
                if bytes[index] == 0x28 { depth += 1 } else if bytes[index] == 0x29 { depth -= 1 }
                if bytes[index] == .singleQuote, let quoted = quotedValue(from: index) {
                    // `SHA2('x', 256)`
                    if isSecret, !quoted.range.isEmpty, !Placeholder.isNone(bytes, quoted.range) {
                        add(quoted.range, rule: .sql)
                    }
                    index = max(quoted.next, index + 1)
                    continue
                }
                index += 1
            }
            if byte(index) == 0x2C {
                column += 1
                index += 1
            }
        }
        return index + 1
    }
}
