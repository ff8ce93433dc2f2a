extension LineParser {
    /// A dash: a key block, or an option of a command.
    mutating func dash(at index: Int) -> Int? {
        if byte(index + 1) == 0x2D, byte(index + 2) == 0x2D { return keyBlock(at: index) ?? keyBlockEnd(at: index) }
        // `password -> x`
        if byte(index + 1) == 0x3E, byte(index + 2) == 0x20, let site = key(before: index, separator: 0x3D) {
            return assignment(site, from: index + 2)
        }
        let previous = byte(index - 1)
        guard index == 0 || previous.isSpace || previous.isQuote || previous.isAny(of: ",[(=") else { return nil }
        var start = index
        while byte(start) == 0x2D { start += 1 }
        var end = start
        while byte(end).isNameByte { end += 1 }
        guard end > start else { return nil }
        if start == index + 2, let place = Self.places[word(index..<end)],
            let next = placed(place, word: index, behind: end)
        {
            return next
        }
        return shortOption(dash: index, letter: start) ?? longOption(start..<end)
    }

    /// `--password x`, `-storepass x`, `"--password", "x"`.
    private mutating func longOption(_ name: Range<Int>) -> Int? {
        guard name.count > 1 else { return nil }
        var keyClass = self.keyClass(name)
        if Self.userOptions.contains(word(name)), case .userAndPassword = meaning(of: 0x75, before: name.lowerBound) {
            keyClass = .userAndPassword
        }
        guard keyClass.isSecret else { return nil }
        if name.upperBound >= bytes.count {
            if grammar == .commandLine { mode = .optionValue } else if isItem(name) { mode = .optionItem }
            return nil
        }
        if byte(name.upperBound).isQuote, isItem(name) {
            let rest = skipBlanks(name.upperBound + 1)
            if rest >= bytes.count || (byte(rest) == 0x2C && skipBlanks(rest + 1) >= bytes.count) {
                mode = .optionItem
                return nil
            }
        }
        guard let begin = argument(after: name.upperBound), byte(begin) != 0x2D else { return nil }
        let site = KeySite(
            range: name,
            outerStart: name.lowerBound,
            quote: 0,
            level: 0,
            isFirst: false,
            previous: 0x20,
            separator: 0x20
        )
        let value = argumentValue(site, from: begin)
        guard !value.range.isEmpty, !Placeholder.isNone(bytes, value.range) else { return nil }
        if keyClass == .passwordSource || keyClass == .userAndPassword {
            return accept(keyClass, value, site) ? value.next : nil
        }
        guard grammar.isParsedThroughout || value.isQuoted || !Placeholder.isProse(bytes, value.range) else {
            return nil
        }
        add(value.range, rule: .commandLine)
        return value.next
    }

    private static let userOptions = WordHash.set("user proxy-user login")

    /// Whether an option is an item of a list of its own: `- --password`, `"--password",`.
    private func isItem(_ name: Range<Int>) -> Bool {
        guard grammar == .yaml || grammar == .json else { return false }
        return (firstContent..<name.lowerBound).allSatisfy {
            bytes[$0] == 0x2D || bytes[$0].isBlank || bytes[$0].isQuote
        }
    }

    /// The item behind `- --password`.
    mutating func optionItem() {
        var start = firstContent
        if grammar == .yaml {
            guard byte(start) == 0x2D, byte(start + 1).isBlank else { return }
            start = skipBlanks(start + 1)
        }
        let value: Value
        if let quoted = quotedValue(from: start), !quoted.isOpen {
            value = quoted
        } else {
            value = Value(range: start..<lineEnd(from: start), next: bytes.count, isQuoted: false)
        }
        guard !value.range.isEmpty, bytes[value.range.lowerBound] != 0x2D, !Placeholder.isNone(bytes, value.range)
        else {
            return
        }
        add(value.range, rule: .commandLine, style: value.isQuoted ? .label : .quotedLabel)
    }

    /// Where the next argument begins behind an option: after blanks, or after `", "`.
    private func argument(after end: Int) -> Int? {
        if byte(end).isBlank { return skipBlanks(end) }
        guard byte(end).isQuote else { return nil }
        var index = skipBlanks(end + 1)
        if byte(index) == 0x2C { index = skipBlanks(index + 1) } else if index == end + 1 { return nil }
        return byte(index).isQuote ? index : nil
    }

    private func argumentValue(_ site: KeySite, from begin: Int) -> Value {
        // Behind `", "` the quote that opens is a new one, whatever was open before.
        if byte(begin).isQuote, bytes[begin] == openQuote, openLevel == 0 {
            if let close = closing(bytes[begin], level: 0, from: begin + 1) {
                return Value(range: (begin + 1)..<close, next: close, isQuoted: true, quote: bytes[begin])
            }
        }
        return value(site, from: begin)
    }

    // MARK: - One letter

    /// What a letter means for a command.
    private enum Meaning {
        /// The password itself, attached or as the next argument.
        case password
        /// The password, attached only: `-psecret`.
        case attachedPassword
        /// `user:password`
        case userAndPassword
        /// The password, as the next argument only.
        case separatePassword
        /// `user,password`
        case userCommaPassword
        /// The password, of a command that has `login` behind it.
        case loginPassword
    }

    private mutating func shortOption(dash: Int, letter: Int) -> Int? {
        guard letter == dash + 1, byte(letter).isLetter else { return nil }
        var letter = letter
        var found = meaning(of: bytes[letter], before: dash)
        if found == nil {
            // `-su user:password`: the last of several letters.
            var last = letter
            while byte(last + 1).isLetter { last += 1 }
            guard last > letter, last - letter < 5, byte(last + 1).isBlank else { return nil }
            found = meaning(of: bytes[last], before: dash)
            guard found == .userAndPassword || found == .password else { return nil }
            letter = last
        }
        guard let meaning = found else { return nil }
        if meaning == .loginPassword {
            guard (0..<dash).contains(where: { has("login", at: $0) }) else { return nil }
        }
        if meaning == .separatePassword, !byte(letter + 1).isBlank { return nil }
        var begin = letter + 1
        if byte(begin).isBlank || byte(begin).isQuote && byte(begin - 1) != 0x3D {
            guard meaning != .attachedPassword || byte(begin).isQuote else { return nil }
            begin = byte(begin).isBlank ? skipBlanks(begin) : (argument(after: begin) ?? begin)
        } else if byte(begin).isLetter, meaning == .userAndPassword, byte(begin + 1) == 0 {
            return nil
        }
        guard begin < bytes.count, byte(begin) != 0x2D else { return nil }
        let site = KeySite(
            range: letter..<(letter + 1),
            outerStart: dash,
            quote: 0,
            level: 0,
            isFirst: false,
            previous: 0x20,
            separator: 0x20
        )
        let value = argumentValue(site, from: begin)
        var secret = value.range
        if meaning == .userAndPassword {
            guard let colon = firstColon(secret) ?? secret.first(where: { bytes[$0] == 0x25 }) else { return nil }
            secret = (colon + 1)..<secret.upperBound
        }
        if meaning == .userCommaPassword {
            guard let comma = secret.first(where: { bytes[$0] == 0x2C }) else { return nil }
            secret = (comma + 1)..<secret.upperBound
        }
        guard !secret.isEmpty, !Placeholder.isNone(bytes, secret) else { return nil }
        add(secret, rule: .commandLine)
        return value.next
    }

    /// `curl --user=bob:x`, `xfreerdp /p:x`: an option of one command, attached.
    mutating func attachedOption(_ site: KeySite, from start: Int) -> Int? {
        let hash = word(site.range)
        let isPair = hash == Self.longUser || hash == Self.longProxyUser
        if hash == Self.fromLiteral {
            // `--from-literal=name=x`
            guard let equals = (start..<bytes.count).first(where: { bytes[$0] == 0x3D || bytes[$0].isSpace }),
                bytes[equals] == 0x3D
            else { return nil }
            let literal = value(site, from: equals + 1)
            guard !literal.range.isEmpty, !Placeholder.isNone(bytes, literal.range) else { return nil }
            add(literal.range, rule: .commandLine)
            return literal.next
        }
        guard isPair || (site.previous == 0x2F && hash == Self.letterP) else { return nil }
        guard meaning(of: isPair ? 0x75 : 0x2F, before: site.range.lowerBound) != nil else { return nil }
        let value = self.value(site, from: start)
        var secret = value.range
        if isPair {
            guard let colon = firstColon(secret) else { return nil }
            secret = (colon + 1)..<secret.upperBound
        }
        guard !secret.isEmpty, !Placeholder.isNone(bytes, secret) else { return nil }
        add(secret, rule: .commandLine)
        return value.next
    }

    private static let fromLiteral = WordHash("--from-literal".utf8)
    private static let longUser = WordHash("--user".utf8)
    private static let longProxyUser = WordHash("--proxy-user".utf8)
    private static let letterP = WordHash("p".utf8)

    private func meaning(of letter: UInt8, before dash: Int) -> Meaning? {
        // The command is the nearest known word before, within this pipeline.
        var index = dash
        var limit = 64
        while index > 0, limit > 0 {
            limit -= 1
            while index > 0, !isCommandByte(bytes[index - 1]) {
                if bytes[index - 1].isAny(of: ";|") { return nil }
                index -= 1
            }
            var start = index
            while start > 0, isCommandByte(bytes[start - 1]) { start -= 1 }
            if start < index, !byte(start - 1).isAny(of: ".=,@:"), !byte(index).isAny(of: ".=,@:"),
                let meaning = Self.commands[word(start..<index)]?[letter]
            {
                return meaning
            }
            index = start
        }
        return nil
    }

    private func isCommandByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == 0x2D || byte == 0x5F
    }

    private static let commands: WordTable<[UInt8: Meaning]> = {
        let lists: [(String, [Character: Meaning])] = [
            (
                "mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlcheck mysqlbinlog mysqlpump mysqlslap mariadb "
                    + "mariadb-dump mariadb-admin xtrabackup innobackupex mydumper myloader",
                ["p": .attachedPassword]
            ),
            (
                "sshpass mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop cqlsh keytool "
                    + "jarsigner rdesktop useradd usermod psexec ncftpput ncftpget rabbitmqadmin realm",
                ["p": .password]
            ),
            ("docker podman buildah skopeo helm az oc nerdctl", ["p": .loginPassword]),
            ("7z 7za 7zr rar unrar", ["p": .attachedPassword]),
            ("unzip zip tsql sqsh", ["P": .password]),
            ("xfreerdp wfreerdp mstsc", ["p": .password, "/": .password]),
            ("lftp", ["u": .userCommaPassword]),
            ("http https httpie", ["a": .userAndPassword]),
            ("ab", ["A": .userAndPassword]),
            ("slappasswd smbencrypt", ["s": .password]),
            ("kadmin dsconf dsidm dsctl ipa-client-install ipa-replica-install", ["w": .password]),
            ("openssl", ["k": .separatePassword, "K": .separatePassword]),
            ("wbinfo", ["a": .userAndPassword]),
            ("vncpasswd smbpasswd sqlcmd bcp isql osql ipmitool", ["P": .password]),
            ("mosquitto_pub mosquitto_sub", ["P": .password]),
            ("redis-cli redis-benchmark", ["a": .password]),
            ("curl", ["u": .userAndPassword, "U": .userAndPassword]),
            ("smbclient rpcclient net winexe", ["U": .userAndPassword]),
            (
                "ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldapcompare ldapmodrdn ldappasswd",
                ["w": .password, "s": .password]
            ),
            (
                "snmpwalk snmpget snmpbulkwalk snmpset snmpgetnext snmpbulkget",
                ["c": .password, "A": .password, "X": .password]
            ),
            ("net-snmp-config", ["A": .password, "X": .password]),
            ("wlst asadmin", ["w": .password]),
        ]
        return WordTable(
            lists.flatMap { names, letters in
                var meanings: [UInt8: Meaning] = [:]
                for (letter, meaning) in letters {
                    if let ascii = letter.asciiValue { meanings[ascii] = meaning }
                }
                return names.utf8.split(separator: 0x20).map { (WordHash($0), meanings) }
            }
        )
    }()
}
