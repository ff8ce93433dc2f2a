/// Secrets known by their place: arguments of commands and directives, fields of statements and calls.
extension LineParser {
    /// Where a word keeps its secret among the arguments behind it.
    enum Place {
        /// The argument of that index, options not counted; options that take a value are not known.
        case argument(Int)
        /// The same, only if the other word stands before in the same command.
        case argumentBehind(WordHash, Int)
        /// `user:password`, as the argument of that index.
        case pairBehind(WordHash, Int)
        /// The argument of that index, counted up to the first option behind an argument.
        case leading(Int)
        /// The argument behind one that names a secret: `config set db.password x`.
        case named
        /// The values of `vault kv put path name=value`.
        case members
        /// `/rp x`
        case slashOption
        /// `net user bob x`, `user bob x` of an FTP client.
        case userThenPassword
        /// `connect to db user bob using x`
        case using
        /// `user:password@host`
        case userInfo
        /// `h/user,password`
        case afterComma
        /// `send "x\r"`
        case sent
        /// `-b file user password`, or `-nb user password`.
        case htpasswd
        /// `user SHA password AES password`
        case snmpUser
        /// `user/password@database`
        case slash
        /// The same, only with a database.
        case slashWithHost
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
        /// `allow user:password` of Monit.
        case allowedPair
        /// What an echo prints: `passwordeval "echo x"`.
        case printed
        /// `MONITOR ups@host 1 user password master`
        case monitor
        /// `snmp-server host 10.0.0.1 version 2c community`
        case snmpHost
        /// `snmp-server user bob group v3 auth sha password priv aes 128 password`
        case snmpUserStatement
        /// `ATTACH DATABASE 'x.db' AS e KEY 'x'`
        case attached
        /// The quoted text of that index in a call of SQL, -1 for the last, -2 for all but that.
        case quotedText(Int)
    }

    private static let placesByName: [(String, Place)] = {
        func hash(_ word: String) -> WordHash { WordHash(word.utf8) }
        return [
            ("htpasswd", .htpasswd),
            ("passwordeval", .printed),
            ("passcmd", .printed),
            ("password_command", .printed),
            ("passwordcommand", .printed),
            ("--password-command", .printed),
            ("authcommunity", .argument(1)),
            ("sqlconnectinfo", .argument(2)),
            ("monitor", .monitor),
            ("host", .snmpHost),
            ("user", .snmpUserStatement),
            ("key", .attached),
            ("mosquitto_passwd", .htpasswd),
            ("add_user", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("change_password", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("authenticate_user", .argumentBehind(hash("rabbitmqctl"), 1)),
            ("login", .argumentBehind(hash("vault"), 0)),
            ("login", .argumentBehind(hash("cargo"), 0)),
            ("unseal", .argumentBehind(hash("operator"), 0)),
            ("unlock", .argumentBehind(hash("bw"), 0)),
            ("authtoken", .argumentBehind(hash("ngrok"), 0)),
            ("add-authtoken", .argumentBehind(hash("ngrok"), 0)),
            ("set-initial-password", .argument(0)),
            ("reset-admin-password", .argument(0)),
            ("obscure", .argumentBehind(hash("rclone"), 0)),
            ("encrypt_string", .argument(0)),
            ("shadow.set_password", .argument(1)),
            ("upwd", .argumentBehind(hash("drush"), 1)),
            ("test", .argumentBehind(hash("doveadm"), 1)),
            ("register", .argumentBehind(hash("ejabberdctl"), 2)),
            ("register", .argumentBehind(hash("prosodyctl"), 2)),
            ("change_password", .argumentBehind(hash("ejabberdctl"), 2)),
            ("create", .argumentBehind(hash("samba-tool"), 1)),
            ("add", .argumentBehind(hash("samba-tool"), 1)),
            ("host", .argumentBehind(hash("mc"), 4)),
            ("add", .argumentBehind(hash("admin"), 2)),
            ("set", .argumentBehind(hash("alias"), 3)),
            ("set", .argumentBehind(hash("hdbuserstore"), 3)),
            ("--certificate-key", .argumentBehind(hash("kubeadm"), 0)),
            ("-createcredential", .argument(2)),
            ("-modifycredential", .argument(2)),
            ("allow", .allowedPair),
            ("digest", .pairBehind(hash("addauth"), 0)),
            ("add", .pairBehind(hash("etcdctl"), 0)),
            ("set", .named),
            ("config", .named),
            ("configure", .named),
            ("put", .named),
            ("put", .members),
            ("patch", .members),
            ("user_pw", .argument(0)),
            ("owner_pw", .argument(0)),
            ("--encrypt", .argumentBehind(hash("qpdf"), 0)),
            ("--encrypt", .argumentBehind(hash("qpdf"), 1)),
            ("-passwd", .argumentBehind(hash("dscl"), 1)),
            ("-setairportnetwork", .argument(2)),
            ("--value", .argumentBehind(hash("keyvault"), 0)),
            ("--value", .argumentBehind(hash("put-parameter"), 0)),
            ("--body", .argumentBehind(hash("secret"), 0)),
            ("mkpasswd", .leading(0)),
            ("isql", .leading(2)),
            ("smbclient", .leading(1)),
            ("using", .using),
            ("mysqlsh", .userInfo),
            ("logon", .afterComma),
            (".logon", .afterComma),
            ("send", .sent),
            ("send_user", .sent),
            ("rp", .slashOption),
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
            ("catalog", .slashWithHost),
            ("exp", .slashWithHost),
            ("imp", .slashWithHost),
            ("sql", .slashWithHost),
            ("sqlcl", .slashWithHost),
            ("connect", .slashWithHost),
            ("conn", .slashWithHost),
            ("use", .netUse),
            ("user", .accessList),
            ("user", .userThenPassword),
            ("setuser", .accessList),
            ("chpasswd", .pipedPair),
            ("--stdin", .piped),
            ("--password-stdin", .piped),
            ("--passwd-on-stdin", .piped),
            ("--passphrase-fd", .piped),
            ("--with-token", .piped),
            ("sudo", .piped),
            ("kinit", .piped),
            ("cryptsetup", .piped),
            ("openssl", .piped),
            ("passwd", .piped),
            ("smbpasswd", .piped),
            ("saslpasswd2", .piped),
            ("vncpasswd", .piped),
            ("realm", .piped),
            ("sshfs", .piped),
            ("keepassxc-cli", .piped),
            ("elasticsearch-keystore", .piped),
            ("load-key", .piped),
            ("wg", .piped),
            ("gh", .piped),
            ("docker", .piped),
            ("secure_link_md5", .lastWord),
            ("convertto-securestring", .quoted),
            ("sp_addlogin", .quotedText(1)),
            ("sp_addapprole", .quotedText(1)),
            ("sp_setapprole", .quotedText(1)),
            ("sp_password", .quotedText(-2)),
            ("sp_addlinkedsrvlogin", .quotedText(-1)),
        ]
    }()

    private static let places: WordTable<[Place]> = {
        var table: [String: [Place]] = [:]
        for (name, place) in placesByName { table[name, default: []].append(place) }
        return WordTable(table.map { (WordHash($0.key.utf8), $0.value) })
    }()
    static let placeWords = placesByName.map(\.0)

    /// Masks what stands at its place behind the word from `start` to `end`, if it is one that has such a place.
    ///
    /// Returns where to go on, nil if nothing was masked.
    mutating func placed(word start: Int, behind end: Int) -> Int? {
        guard let places = Self.places[word(start..<end)] else { return nil }
        var next: Int?
        for place in places { next = placed(place, word: start, behind: end) ?? next }
        return next
    }

    private mutating func placed(_ place: Place, word start: Int, behind end: Int) -> Int? {
        switch place {
        case .argument(let index):
            let arguments = arguments(from: end)
            // `com2sec -Cn context name source community`
            let hasContext = arguments.first.map { has("-cn", at: $0.range.lowerBound) } ?? false
            return argument(hasContext ? index + 1 : index, of: arguments)
        case .printed:
            return printedText(from: end)
        case .allowedPair:
            guard let pair = arguments(from: end).first, let colon = firstColon(pair.range),
                (pair.range.lowerBound..<colon).allSatisfy({ bytes[$0].isNameByte }),
                !bytes[(colon + 1)..<pair.range.upperBound].contains(0x3A),
                isTelling((colon + 1)..<pair.range.upperBound)
            else { return nil }
            return mask(argument: (colon + 1)..<pair.range.upperBound, of: pair)
        case .monitor:
            let arguments = arguments(from: end)
            guard arguments.count >= 5, bytes[arguments[0].range].contains(0x40),
                arguments[1].range.allSatisfy({ bytes[$0].isDigit })
            else { return nil }
            return maskArgument(arguments[3]) ? arguments[3].next : nil
        case .snmpHost:
            return communityBehindHost(start, arguments(from: end))
        case .snmpUserStatement:
            return has("snmp-server ", at: firstContent) ? passwordsOfSNMPUser(end) : nil
        case .attached:
            guard grammar == .sql, has("attach ", at: firstContent), let text = arguments(from: end).first,
                text.isQuoted
            else { return nil }
            return maskArgument(text) ? text.next : nil
        case .argumentBehind(let before, let index):
            guard isCommand(before, before: start) else { return nil }
            return argument(index, of: arguments(from: end))
        case .pairBehind(let before, let index):
            let plain = arguments(from: end).filter { !isOption($0) }
            guard isCommand(before, before: start), index < plain.count, let colon = firstColon(plain[index].range)
            else {
                return nil
            }
            return mask(argument: (colon + 1)..<plain[index].range.upperBound, of: plain[index])
        case .leading(let index):
            return leadingArgument(index, from: end)
        case .named:
            return namedArgument(arguments(from: end))
        case .members:
            return members(behind: start, arguments(from: end))
        case .slashOption:
            guard byte(start - 1) == 0x2F, let value = arguments(from: end).first else { return nil }
            return maskArgument(value) ? value.next : nil
        case .userThenPassword:
            return passwordBehindUser(start, arguments(from: end))
        case .using:
            let user = wordBefore(backOverBlanks(start))
            guard word(wordBefore(backOverBlanks(user.lowerBound))) == Self.user,
                let value = arguments(from: end).first
            else { return nil }
            return maskArgument(value) ? value.next : nil
        case .userInfo:
            for value in arguments(from: end) {
                guard let colon = firstColon(value.range), let at = value.range.last(where: { bytes[$0] == 0x40 }),
                    at > colon + 1
                else { continue }
                return mask(argument: (colon + 1)..<at, of: value)
            }
            return nil
        case .afterComma:
            guard let value = arguments(from: end).first, value.range.contains(where: { bytes[$0] == 0x2F }),
                let comma = value.range.first(where: { bytes[$0] == 0x2C })
            else { return nil }
            return mask(argument: (comma + 1)..<value.range.upperBound, of: value)
        case .sent:
            return sentText(arguments(from: end))
        case .htpasswd:
            return passwordOfHtpasswd(end)
        case .snmpUser:
            return passwordsOfSNMPUser(end)
        case .slash, .slashWithHost:
            var needsHost = false
            if case .slashWithHost = place { needsHost = true }
            var next: Int?
            for argument in arguments(from: end) {
                next = maskBehindSlash(bareAccount(argument.range), needsHost: needsHost) ?? next
                if argument.range.contains(where: { bytes[$0] == 0x2F }) { needsHost = true }
            }
            return next
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
        case .quotedText(let index):
            let texts = quotedTexts(from: end)
            if index == -2 {
                for text in texts.dropLast() where text.range.count > 2 && !Placeholder.isNone(bytes, text.range) {
                    add(text.range, rule: .sql)
                }
                return texts.dropLast().last?.next
            }
            guard let text = index < 0 ? texts.last : texts.dropFirst(index).first, text.range.count > 2,
                !Placeholder.isNone(bytes, text.range)
            else { return nil }
            add(text.range, rule: .sql)
            return text.next
        case .quoted:
            guard let first = arguments(from: end).first(where: \.isQuoted) else { return nil }
            return maskArgument(first) ? first.next : nil
        }
    }

    // MARK: - Single places

    /// The quoted texts up to the end of the statement.
    private func quotedTexts(from start: Int) -> [Value] {
        var texts: [Value] = []
        var index = start
        while index < bytes.count, bytes[index] != 0x3B, texts.count < 8 {
            if bytes[index].isQuote, let text = quotedValue(from: index), !text.isOpen {
                texts.append(text)
                index = max(text.next, index + 1)
            } else {
                index += 1
            }
        }
        return texts
    }

    /// Whether the word stands before in the same command.
    private func isCommand(_ wanted: WordHash, before start: Int) -> Bool {
        var index = start
        var limit = 12
        while index > 0, limit > 0 {
            limit -= 1
            while index > 0, !bytes[index - 1].isNameByte {
                if bytes[index - 1].isAny(of: ";|&") { return false }
                index -= 1
            }
            let before = wordBefore(index)
            if word(before) == wanted { return true }
            index = before.lowerBound
        }
        return false
    }

    private mutating func printedText(from start: Int) -> Int? {
        var begin = skipBlanks(start)
        let limit = quotedValue(from: begin)?.range.upperBound ?? bytes.count
        if byte(begin).isQuote { begin += 1 }
        guard has("echo ", at: begin) || has("printf ", at: begin),
            let text = arguments(from: begin + 5).last(where: { $0.range.lowerBound < limit && !isOption($0) })
        else { return nil }
        let secret = text.range.lowerBound..<min(text.range.upperBound, limit)
        guard secret.count > 2, !Placeholder.isNone(bytes, secret), bytes[secret.lowerBound] != 0x24 else { return nil }
        add(secret, rule: .commandLine)
        return min(text.next, limit)
    }

    private mutating func communityBehindHost(_ start: Int, _ arguments: [Value]) -> Int? {
        guard has("snmp-server ", at: firstContent), start < firstContent + 20 else { return nil }
        var index = 1
        while index < arguments.count, Self.snmpHostWords.contains(word(arguments[index].range)) { index += 1 }
        guard index < arguments.count else { return nil }
        return maskArgument(arguments[index]) ? arguments[index].next : nil
    }

    private static let snmpHostWords = WordHash.set("traps informs version 1 2c 3 auth noauth priv vrf trap inform")

    private mutating func mask(argument range: Range<Int>, of value: Value) -> Int? {
        guard range.count > 2, !Placeholder.isNone(bytes, range) else { return nil }
        add(range, rule: .commandLine)
        return value.next
    }

    private mutating func leadingArgument(_ index: Int, from end: Int) -> Int? {
        var plain: [Value] = []
        for value in arguments(from: end) {
            if isOption(value) {
                if plain.isEmpty { continue }
                break
            }
            plain.append(value)
        }
        // `mkpasswd -m sha-512 x`
        if index == 0, plain.count == 2 { return maskArgument(plain[1]) ? plain[1].next : nil }
        guard index < plain.count, index > 0 || plain.count == 1 else { return nil }
        return maskArgument(plain[index]) ? plain[index].next : nil
    }

    /// `config set db.password x`, `configure set aws_secret_access_key x`, `config http-basic.host user x`.
    private mutating func namedArgument(_ arguments: [Value]) -> Int? {
        let plain = arguments.filter { !isOption($0) || has("-i ", at: $0.range.lowerBound) }
        for (index, value) in plain.prefix(3).enumerated() {
            var name = value.range
            if let cut = name.last(where: { bytes[$0] == 0x2F || bytes[$0] == 0x3A }) {
                name = (cut + 1)..<name.upperBound
            }
            guard !name.isEmpty, name.allSatisfy({ bytes[$0].isNameByte }) else { continue }
            if has("http-basic.", at: value.range.lowerBound), index + 2 < plain.count {
                return maskArgument(plain[index + 2]) ? plain[index + 2].next : nil
            }
            var keyClass = self.keyClass(name)
            if has("_auth", at: name.lowerBound), name.count == 5 { keyClass = .token }
            if keyClass == .auth || keyClass == .none,
                name.contains(where: { has("oauth.", at: $0) || has("token.", at: $0) })
            {
                keyClass = .token
            }
            guard keyClass.isSecret, keyClass != .authorization, keyClass != .cookie, index + 1 < plain.count,
                name.count > 3
            else { continue }
            let secret = plain[index + 1]
            guard isMixed(secret.range) || secret.isQuoted else { return nil }
            return maskArgument(secret) ? secret.next : nil
        }
        return nil
    }

    /// Reads `vault kv put path name=value other=value`.
    private mutating func members(behind start: Int, _ arguments: [Value]) -> Int? {
        guard isCommand(Self.keyValue, before: start), isCommand(Self.vault, before: start) else { return nil }
        var next: Int?
        for value in arguments where !isOption(value) {
            guard let equals = value.range.first(where: { bytes[$0] == 0x3D }),
                !Self.plainMembers.contains(word(value.range.lowerBound..<equals))
            else { continue }
            var secret = (equals + 1)..<value.range.upperBound
            if let quoted = quotedValue(from: equals + 1), !quoted.isOpen { secret = quoted.range }
            if secret.isEmpty || bytes[secret.lowerBound] == 0x40 { continue }
            next = mask(argument: secret, of: value) ?? next
        }
        return next
    }

    private static let keyValue = WordHash("kv".utf8)
    private static let vault = WordHash("vault".utf8)

    /// `net user bob x /add`, and `user bob x` at the start of a line or text.
    private mutating func passwordBehindUser(_ start: Int, _ arguments: [Value]) -> Int? {
        let plain = arguments.filter { !isOption($0) && bytes[$0.range.lowerBound] != 0x2F }
        guard plain.count == 2, isMixed(plain[1].range) else { return nil }
        let isNet = word(wordBefore(backOverBlanks(start))) == Self.net
        let isAlone = arguments.count == 2 && (byte(start - 1).isQuote || start == firstContent)
        guard isNet || (isAlone && !grammar.hasLineValues && !bytes[plain[0].range].contains(0x3D)) else { return nil }
        return maskArgument(plain[1]) ? plain[1].next : nil
    }

    /// `send "x\r"` of a script for expect.
    private mutating func sentText(_ arguments: [Value]) -> Int? {
        guard let text = arguments.first(where: { !isOption($0) }), text.isQuoted else { return nil }
        var end = text.range.upperBound
        while end - text.range.lowerBound > 2, bytes[end - 2] == .backslash, bytes[end - 1].isAny(of: "rn") { end -= 2 }
        let secret = text.range.lowerBound..<end
        guard end < text.range.upperBound, secret.count >= 6,
            !secret.contains(where: { bytes[$0].isSpace || bytes[$0] == 0x24 }),
            secret.contains(where: { bytes[$0].isLetter }),
            secret.contains(where: { bytes[$0].isDigit || bytes[$0].isAny(of: "!#%^&*+=~@?") })
        else { return nil }
        return mask(argument: secret, of: text)
    }

    /// `scott/tiger@//host:1521/service` where nothing announces it.
    mutating func easyConnect(at index: Int) -> Int? {
        guard byte(index + 1) == 0x2F, byte(index + 2) == 0x2F else { return nil }
        var start = index
        while start > 0, !bytes[start - 1].isSpace, !bytes[start - 1].isQuote, !bytes[start - 1].isAny(of: "=:,("),
            index - start < 128
        {
            start -= 1
        }
        return maskBehindSlash(start..<(index + 2), needsHost: true)
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
            // `$(openssl passwd x)`
            if end > index + 1, bytes[end - 1] == 0x29, !bytes[index..<end].contains(0x28) { end -= 1 }
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
        if Label.starts(bytes, at: value.range.lowerBound, before: bytes.count) { return value.next }
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
            var place = index + 1
            // `aes 128 x`
            if arguments[place].range.count == 3, bytes[arguments[place].range].allSatisfy(\.isDigit) { place += 1 }
            guard place < arguments.count else { continue }
            if maskArgument(arguments[place]) { next = arguments[place].next }
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
    mutating func passwordsOfAccessList(_ end: Int) -> Int? {
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
        if Self.selective.contains(word(start..<end)),
            !(start..<bytes.count).contains(where: { has("secret ", at: $0) })
        {
            return nil
        }
        if word(start..<end) == Self.openssl,
            !(end..<bytes.count).contains(where: {
                has("pass stdin", at: $0) || has("passin stdin", at: $0) || has("passout stdin", at: $0)
            })
        {
            return nil
        }
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
        let isGroup = byte(backOverBlanks(pipe - 1) - 1) == 0x29
        while begin > 0, !bytes[begin - 1].isAny(of: "|&("), isGroup || bytes[begin - 1] != 0x3B { begin -= 1 }
        var command = skipBlanks(begin)
        var next: Int?
        while command < pipe {
            var wordEnd = command
            while wordEnd < pipe, bytes[wordEnd].isNameByte { wordEnd += 1 }
            if Self.printers.contains(word(command..<wordEnd)) {
                guard let value = arguments(from: wordEnd).last(where: { !isOption($0) }), value.next <= pipe else {
                    return next
                }
                if maskPiped(value, isPair: isPair) { next = end }
                // `printf '%s\n' 'x' 'x' | …`
                let others = arguments(from: wordEnd).filter {
                    !isOption($0) && $0.range.lowerBound < value.range.lowerBound
                }
                if has("printf", at: command), others.count > 1 {
                    for other in others.dropFirst() { _ = maskPiped(other, isPair: isPair) }
                }
                guard isGroup else { return next }
                command = value.next
                continue
            }
            command = max(skipBlanks(wordEnd), command + 1)
        }
        return next
    }

    private mutating func maskPiped(_ value: Value, isPair: Bool) -> Bool {
        var secret = value.range
        if isPair {
            guard let colon = firstColon(secret) else { return false }
            secret = (colon + 1)..<secret.upperBound
        }
        // `printf 'secret\n'`
        while secret.count > 2, bytes[secret.upperBound - 2] == .backslash, bytes[secret.upperBound - 1] == 0x6E {
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
    private static let openssl = WordHash("openssl".utf8)
    /// Commands that read a secret only as `secret create`, `secret set`.
    private static let selective = WordHash.set("docker gh")
    private static let standardInput = WordHash("--stdin".utf8)
    private static let printers = WordHash.set("echo printf yes")

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
        // `connect("dbi:…", "bob", "x")`, `PDO('mysql:…', 'bob', 'x')`, `mysqli("host", "bob", "x", "database")`
        let isConnection = Self.connections.contains(word(last..<name.upperBound))
        if isConnection, texts.count < 3 { return nil }
        if word(last..<name.upperBound) == Self.connect, !has("dbi:", at: texts[0].range.lowerBound) {
            // `connect('weblogic', 'x', 't3://host:7001')`
            guard bytes[texts[2].range].contains(0x3A),
                has("t3", at: texts[2].range.lowerBound) || has("http", at: texts[2].range.lowerBound),
                texts[1].range.count > 2, !Placeholder.isNone(bytes, texts[1].range)
            else { return nil }
            add(texts[1].range, rule: .password)
            return texts[1].next
        }
        var secret = isConnection ? texts[2] : texts.last
        if word(last..<name.upperBound) == Self.rowset { secret = texts.dropFirst(3).first }
        guard texts.count >= minimum, let secret, index < bytes.count,
            secret.range.count > 2,
            !Placeholder.isNone(bytes, secret.range), !Placeholder.isProse(bytes, secret.range),
            !bytes[secret.range].contains(0x20),
            secret.range.contains(where: { bytes[$0].isDigit || !bytes[$0].isNameByte })
        else { return nil }
        add(secret.range, rule: .password)
        return secret.next
    }

    /// Calls that open a connection: address, name, password.
    private static let connections = WordHash.set("pdo connect mysqli mysqli_connect mysql_connect mysqli_real_connect")
    private static let connect = WordHash("connect".utf8)
    /// Of a provider, a server, a name and the password.
    private static let rowset = WordHash("openrowset".utf8)

    /// The number of texts that such a call has at least.
    private static let calls: WordTable<Int> = {
        let lists: [(Int, String)] = [
            (
                2,
                """
                pdo connect
                auth login authenticate credentials networkcredential usernamepasswordcredentials passwordcredential
                usernamepasswordcredential passwordauthentication basicauth basic_auth setbasicauth setcredentials
                set_password getconnection plaincredentials httpbasicauth setusercredentials mysqli mysqli_connect
                mysql_connect ldap_bind simple_bind_s ftp_login pgp_sym_encrypt aes_encrypt aes_decrypt
                """
            ),
            (4, "openrowset"),
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
        guard name.count <= 8, name.allSatisfy({ bytes[$0].isUpper }) else { return nil }
        let hash = word(name)
        guard Self.protocolCommands.contains(hash) else { return nil }
        var arguments = arguments(from: next)
        if arguments.count > 3, let call = arguments.firstIndex(where: { has("called", at: $0.range.lowerBound) }) {
            arguments.removeSubrange(call...)
        }
        guard let last = arguments.last, arguments.count <= 3, last.range.count > 3 else { return nil }
        let rest = skipBlanks(last.next)
        guard rest >= bytes.count || bytes[rest].isQuote || bytes[rest] == openQuote || has("called ", at: rest) else {
            return nil
        }
        if hash == Self.login || hash == Self.user {
            guard arguments.count == (hash == Self.login ? 2 : 3) else { return nil }
            if hash == Self.user, word(arguments[1].range) != Self.pass { return nil }
        } else if hash == Self.pass {
            guard arguments.count == 1, isPrompted(before: name.lowerBound) else { return nil }
        }
        guard last.isQuoted || (isTelling(last.range) && last.range.contains { bytes[$0].isLower }),
            !Placeholder.isNone(bytes, last.range)
        else { return nil }
        add(last.range, rule: .password)
        return last.next
    }

    /// Behind the prompt of a client: `> `, `C: `, `>> `.
    private func isPrompted(before start: Int) -> Bool {
        let end = backOverBlanks(start)
        if end == start, end > 1, bytes[end - 1].isAny(of: "nr"), bytes[end - 2] == .backslash { return true }
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

    private static let protocolCommands = WordHash.set("auth pass login user identify")
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
        if has("select", at: skipBlanks(end + 1)) { return nil }
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
        if firstContent < bytes.count, byte(firstContent) == 0x28 || has("values", at: firstContent) {
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
