extension LineParser {
    /// A dash: a key block, or an option of a command.
    mutating func dash(at index: Int) -> Int? {
        if byte(index + 1) == 0x2D, byte(index + 2) == 0x2D { return keyBlock(at: index) }
        let previous = byte(index - 1)
        guard index == 0 || previous.isSpace || previous.isQuote || previous.isAny(of: ",[(=") else { return nil }
        var start = index
        while byte(start) == 0x2D { start += 1 }
        var end = start
        while byte(end).isNameByte { end += 1 }
        guard end > start else { return nil }
        return shortOption(dash: index, letter: start) ?? longOption(start..<end)
    }

    /// `--password x`, `-storepass x`, `"--password", "x"`.
    private mutating func longOption(_ name: Range<Int>) -> Int? {
        guard name.count > 2 else { return nil }
        let keyClass = self.keyClass(name)
        guard keyClass.isSecret else { return nil }
        if name.upperBound >= bytes.count {
            if grammar == .commandLine { mode = .optionValue }
            return nil
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
    }

    private mutating func shortOption(dash: Int, letter: Int) -> Int? {
        guard letter == dash + 1, byte(letter).isLetter else { return nil }
        guard let meaning = meaning(of: bytes[letter], before: dash) else { return nil }
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
        guard !secret.isEmpty, !Placeholder.isNone(bytes, secret) else { return nil }
        add(secret, rule: .commandLine)
        return value.next
    }

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
            if start < index, let meaning = Self.commands[word(start..<index)] { return meaning[letter] }
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
                "sshpass mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop docker podman "
                    + "buildah skopeo helm az oc cqlsh unzip zip 7z keytool jarsigner rdesktop xfreerdp useradd usermod",
                ["p": .password]
            ),
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
