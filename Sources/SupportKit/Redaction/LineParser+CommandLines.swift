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
        if let next = placed(word: index, behind: end) { return next }
        return shortOption(dash: index, letter: start, end: end) ?? longOption(start..<end)
    }

    /// `--password x`, `-storepass x`, `"--password", "x"`.
    private mutating func longOption(_ name: Range<Int>) -> Int? {
        guard name.count > 1 else { return nil }
        let keyClass = self.keyClass(name)
        if keyClass == .auth, let begin = argument(after: name.upperBound) {
            // `--auth bob:x`
            let value = arguments(from: begin).first
            guard let range = value?.range, let colon = firstColon(range), isTelling((colon + 1)..<range.upperBound),
                range.contains(where: { bytes[$0].isDigit }), !bytes[range].contains(0x2F)
            else { return nil }
            add((colon + 1)..<range.upperBound, rule: .commandLine)
            return range.upperBound
        }
        guard keyClass.isSecret, !isFlag(name) else { return nil }
        if name.upperBound >= bytes.count {
            if isArgument { mode = .optionValue(isPair: false) } else if isItem(name) { mode = .optionItem }
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
        if opensNextLine(begin) { return bytes.count }
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
        if isMetavariable(value.range) { return value.next }
        if isManual(name, value) { return nil }
        if keyClass == .cookie { return acceptCookies(value) ? value.next : nil }
        if keyClass == .passwordSource || keyClass == .userAndPassword {
            return accept(keyClass, value, site) ? value.next : nil
        }
        guard grammar.isParsedThroughout || value.isQuoted || !Placeholder.isProse(bytes, value.range) else {
            return nil
        }
        if byte(name.upperBound) == 0x2C, !isMixed(value.range) { return nil }
        add(value.range, rule: .commandLine)
        return value.next
    }

    /// Whether an option takes no value although its name says so: `pulumi config set --secret name`.
    private func isFlag(_ name: Range<Int>) -> Bool {
        guard word(name) == Self.secretFlag else { return false }
        return (0..<name.lowerBound).contains { bytes[$0] == 0x63 && has("config set", at: $0) }
    }

    private static let secretFlag = WordHash("secret".utf8)

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
        // `[--password, x]`
        if byte(end) == 0x2C, byte(end + 1) == 0x20 { return skipBlanks(end + 1) }
        guard byte(end).isQuote else { return nil }
        var index = skipBlanks(end + 1)
        // `a1="--password" a2="x"` of audit.
        if index > end + 1, byte(index) == 0x61, byte(index + 1).isDigit {
            var digits = index + 1
            while byte(digits).isDigit { digits += 1 }
            if byte(digits) == 0x3D { index = digits + 1 }
        }
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

    // MARK: - Options of one command

    /// What an option means for a command.
    enum Meaning {
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
        /// `a=1; b=2`, as in a header.
        case cookies
    }

    private mutating func shortOption(dash: Int, letter: Int, end: Int) -> Int? {
        guard byte(letter).isLetter else { return nil }
        let name = letter..<end
        if name.count > 1, let meaning = meaning(of: name, before: dash) {
            guard let begin = argument(after: end), byte(begin) != 0x2D else { return leftOpen(meaning, end) }
            return optionValue(meaning, dash: dash, letter: letter, from: begin) ?? begin
        }
        guard letter == dash + 1, !Self.passwordWords.contains(word(name)) else { return nil }
        if name.count > 3, case .attachedPassword = meaning(of: letter..<(letter + 2), before: dash) {
            return optionValue(.attachedPassword, dash: dash, letter: letter, from: letter + 2)
        }
        var letter = letter
        var found = meaning(of: letter..<(letter + 1), before: dash)
        if found == nil {
            // `-su user:password`: the last of several letters.
            var last = letter
            while byte(last + 1).isLetter { last += 1 }
            guard last > letter, last - letter < 7, byte(last + 1).isBlank || byte(last + 1).isQuote else { return nil }
            found = meaning(of: last..<(last + 1), before: dash)
            guard found == .userAndPassword || found == .password || found == .cookies else { return nil }
            letter = last
        }
        guard let meaning = found else { return nil }
        if meaning == .loginPassword {
            guard (0..<dash).contains(where: { has("login", at: $0) }) else { return nil }
        }
        if meaning == .separatePassword, !byte(letter + 1).isBlank, letter + 1 < bytes.count { return nil }
        var begin = letter + 1
        if begin >= bytes.count { return leftOpen(meaning, begin) }
        if byte(begin).isBlank || byte(begin).isQuote && byte(begin - 1) != 0x3D {
            guard meaning != .attachedPassword || byte(begin).isQuote else { return nil }
            begin = byte(begin).isBlank ? skipBlanks(begin) : (argument(after: begin) ?? begin)
        } else if byte(begin).isLetter, meaning == .userAndPassword, byte(begin + 1) == 0 {
            return nil
        }
        guard begin < bytes.count, byte(begin) != 0x2D else { return nil }
        if meaning == .password || meaning == .separatePassword, opensNextLine(begin) { return bytes.count }
        if meaning == .userAndPassword, opensNextLine(begin, isPair: true) { return bytes.count }
        return optionValue(meaning, dash: dash, letter: letter, from: begin)
    }

    private static let passwordWords = WordHash.set("password passwd passphrase pass passw passphrases")

    /// Whether the line is one argument of a process.
    private var isArgument: Bool {
        grammar == .commandLine && !bytes.contains(where: \.isBlank)
    }

    /// Of arguments that stand one a line the next one is the value.
    private mutating func leftOpen(_ meaning: Meaning, _ end: Int) -> Int? {
        guard isArgument, end >= bytes.count else { return nil }
        switch meaning {
        case .password, .separatePassword: mode = .optionValue(isPair: false)
        case .userAndPassword: mode = .optionValue(isPair: true)
        default: break
        }
        return nil
    }

    private mutating func optionValue(_ meaning: Meaning, dash: Int, letter: Int, from begin: Int) -> Int? {
        let site = KeySite(
            range: letter..<(letter + 1),
            outerStart: dash,
            quote: 0,
            level: 0,
            isFirst: false,
            previous: 0x20,
            separator: 0x20
        )
        return accept(meaning, argumentValue(site, from: begin))
    }

    private mutating func accept(_ meaning: Meaning, _ value: Value) -> Int? {
        var secret = value.range
        switch meaning {
        case .userAndPassword:
            guard let colon = firstColon(secret) ?? secret.first(where: { bytes[$0] == 0x25 }) else { return nil }
            secret = (colon + 1)..<secret.upperBound
        case .userCommaPassword:
            guard let comma = secret.first(where: { bytes[$0] == 0x2C }) else { return nil }
            secret = (comma + 1)..<secret.upperBound
        case .cookies: return acceptCookies(value) ? value.next : nil
        default: break
        }
        if Label.starts(bytes, at: secret.lowerBound, before: secret.upperBound) { return value.next }
        guard !secret.isEmpty, !Placeholder.isNone(bytes, secret), !isVariable(secret, value), !isMetavariable(secret)
        else { return nil }
        add(secret, rule: .commandLine)
        return value.next
    }

    /// `curl --user=bob:x`, `xfreerdp /p:x`: an option of one command, attached.
    mutating func attachedOption(_ site: KeySite, from start: Int) -> Int? {
        if word(site.range) == Self.fromLiteral { return literalMember(from: start) }
        var name = site.range
        while name.count > 1, bytes[name.lowerBound] == 0x2D { name = (name.lowerBound + 1)..<name.upperBound }
        guard name.lowerBound > site.range.lowerBound || site.previous == 0x2F else { return nil }
        let isLetterBehindSlash = site.previous == 0x2F && name.count == 1
        guard
            let meaning = isLetterBehindSlash
                ? meaning(of: Self.slash, before: name.lowerBound) : meaning(of: name, before: name.lowerBound),
            !isLetterBehindSlash || word(name) == Self.letterP
        else { return nil }
        return accept(meaning, value(site, from: start))
    }

    /// Reads `--from-literal=name=x`.
    private mutating func literalMember(from start: Int) -> Int? {
        guard let equals = (start..<bytes.count).first(where: { bytes[$0] == 0x3D || bytes[$0].isSpace }),
            bytes[equals] == 0x3D,
            !Self.plainMembers.contains(word(start..<equals))
        else { return nil }
        let site = KeySite(
            range: start..<equals,
            outerStart: start,
            quote: 0,
            level: 0,
            isFirst: false,
            previous: 0x3D,
            separator: 0x3D
        )
        let literal = value(site, from: equals + 1)
        guard !literal.range.isEmpty, !Placeholder.isNone(bytes, literal.range) else { return nil }
        add(literal.range, rule: .commandLine)
        return literal.next
    }

    private static let fromLiteral = WordHash("--from-literal".utf8)
    /// Names of members of a secret that are none by themselves.
    static let plainMembers = WordHash.set(
        "name namespace type user username login host hostname port db database dbname email region bucket endpoint "
            + "server address environment url uri path file enabled version"
    )
    private static let letterP = WordHash("p".utf8)
    private static let slash = WordHash("/".utf8)

    private func meaning(of name: Range<Int>, before dash: Int) -> Meaning? {
        meaning(of: WordHash(bytes[name]), before: dash)
    }

    /// What the option means for the nearest command before that has such an option, within this pipeline.
    private func meaning(of option: WordHash, before dash: Int) -> Meaning? {
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
            if start < index, !byte(start - 1).isAny(of: ".=,@:"), !byte(index).isAny(of: "=,@:"),
                byte(index) != 0x2E || has(".sh", at: index) || has(".exe", at: index) || has(".com", at: index)
                    || has(".py", at: index) || has(".cmd", at: index) || has(".bat", at: index),
                let meaning = Self.commands[word(start..<index)]?[option.value]
            {
                return meaning
            }
            index = start
        }
        return grammar == .commandLine ? process.flatMap { Self.commands[$0]?[option.value] } : nil
    }

    /// Notes the command of a process whose arguments stand one a line.
    mutating func noteCommand() {
        guard grammar == .commandLine else { return }
        if bytes.contains(where: \.isBlank) {
            process = nil
            return
        }
        var start = bytes.count
        while start > 0, isCommandByte(bytes[start - 1]) { start -= 1 }
        let name = word(start..<bytes.count)
        if start < bytes.count, bytes[start] != 0x2D, Self.commands[name] != nil { process = name }
    }

    private func isCommandByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == 0x2D || byte == 0x5F
    }
}
