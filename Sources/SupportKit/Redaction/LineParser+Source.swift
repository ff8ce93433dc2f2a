/// What looks like a value behind a secret's name and is code, a name or a description.
extension LineParser {
    // MARK: - Programs

    /// In the source of a program what is not quoted is code, but for comments.
    func isExpression(_ value: Value, _ site: KeySite) -> Bool {
        guard grammar == .source, !value.isQuoted, openQuote == 0 else { return false }
        guard site.separator != 0x3D || isComment(before: site.outerStart) else { return true }
        return !looksSecret(value.range)
    }

    private func isComment(before end: Int) -> Bool {
        if byte(firstContent) == 0x2A { return true }
        return (firstContent..<end).contains { place in
            (bytes[place] == 0x23 || bytes[place] == 0x2F && byte(place + 1).isAny(of: "/*"))
                && (place == firstContent || bytes[place - 1].isBlank)
        }
    }

    /// `setPassword("x")`, `.password("x")`: what is called sets the secret; `password.encode("ascii")` does something
    /// else with it.
    func isSetter(_ name: Range<Int>) -> Bool {
        guard let dot = name.last(where: { bytes[$0] == 0x2E }) else { return true }
        let last = (dot + 1)..<name.upperBound
        return classifier.classify(bytes, last).isSecret || Self.setters.contains(word(last))
    }

    private static let setters = WordHash.set("set value val of from convention setvalue sql query execute")

    /// Whether the value is the name of a test that passed: `PASS: test_login_password (0.02s)`.
    func isTestResult(_ range: Range<Int>, _ site: KeySite) -> Bool {
        guard site.separator == 0x3A, bytes[site.range].allSatisfy(\.isUpper) else { return false }
        let isName = range.allSatisfy { bytes[$0].isAlphanumeric || bytes[$0].isAny(of: "_./-:[]") }
        guard isName else { return false }
        if range.contains(where: { bytes[$0] == 0x2F }) || has("test", at: range.lowerBound) { return true }
        let next = skipBlanks(range.upperBound)
        return !range.contains(where: { bytes[$0].isDigit }) || (byte(next) == 0x28 && byte(next + 1).isDigit)
    }

    /// Whether a statement of SQL about accounts stands before: `CREATE USER`, `ALTER USER`, `GRANT`.
    func isAccountStatement(before end: Int) -> Bool {
        let words: [StaticString] = ["user ", "role ", "grant ", "link ", "create ", "alter ", "set "]
        return (0..<max(0, end)).contains { place in
            (place == 0 || !bytes[place - 1].isNameByte) && words.contains { has($0, at: place) }
        }
    }

    // MARK: - Descriptions

    /// `<set to the key 'password' in secret 'db'>`: some words in brackets where the value should be.
    ///
    /// Returns where the description ends.
    func describedValue(from begin: Int) -> Int? {
        guard byte(begin) == 0x3C, byte(begin + 1).isLetter, grammar != .xml else { return nil }
        var hasBlank = false
        var index = begin + 1
        while index < bytes.count, index - begin < 160 {
            let byte = bytes[index]
            if byte == 0x3E { return hasBlank ? index + 1 : nil }
            if byte == 0x20 {
                hasBlank = true
            } else if !byte.isNameByte, !byte.isAny(of: "'\",/:()") {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// `-N new_passphrase`, `--token TOKEN`: the name of what has to stand there.
    func isMetavariable(_ range: Range<Int>) -> Bool {
        var range = range
        while range.count > 3, bytes[range.upperBound - 1].isAny(of: "])>|,.") {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        while range.count > 3, bytes[range.lowerBound].isAny(of: "[(<") {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        guard range.count >= 4, range.count <= 40 else { return false }
        let isName =
            range.allSatisfy { bytes[$0].isLower || bytes[$0].isAny(of: "_-") }
            || range.allSatisfy { bytes[$0].isUpper || bytes[$0].isAny(of: "_-") }
        return isName && classifier.classify(bytes, range) != .none
    }

    /// `  -pass val           Passphrase source`: a line of a manual.
    func isManual(_ name: Range<Int>, _ value: Value) -> Bool {
        guard !grammar.isParsedThroughout, !value.isQuoted, byte(firstContent) == 0x2D, firstContent < name.lowerBound,
            value.range.allSatisfy({ bytes[$0].isLetter || bytes[$0].isAny(of: "_-|<>[]") })
        else { return false }
        let rest = skipBlanks(value.range.upperBound)
        return rest >= value.range.upperBound + 2 && byte(rest).isLetter
    }

    /// `passwordKey: redis-password`: the name of the key that holds it.
    func isNamingKey(_ range: Range<Int>, _ site: KeySite) -> Bool {
        // `--secret=SECRET`
        if bytes[site.range.lowerBound] == 0x2D, isMetavariable(range) { return true }
        if isSpelledLikeName(range, site) { return true }
        guard site.range.count > 3, has("key", at: site.range.upperBound - 3), bytes[site.range.upperBound - 3] == 0x4B,
            range.allSatisfy({ bytes[$0].isLower || bytes[$0].isAny(of: "-_.") })
        else { return false }
        return classifier.classify(bytes, range).isSecret
            && classifier.classify(bytes, site.range.lowerBound..<(site.range.upperBound - 3)).isSecret
    }

    /// `OID.CHALLENGE_PASSWORD: "challengePassword"`: the same words, written otherwise.
    private func isSpelledLikeName(_ range: Range<Int>, _ site: KeySite) -> Bool {
        var start = site.range.lowerBound
        for index in site.range where bytes[index] == 0x2E { start = index + 1 }
        let name = bytes[start..<site.range.upperBound]
        guard range.count > 10, name.contains(0x5F), range.allSatisfy({ bytes[$0].isLetter }) else { return false }
        return name.lazy.filter { $0.isLetter }.map(\.lowered).elementsEqual(bytes[range].lazy.map(\.lowered))
    }

    /// `kube_secret_info{namespace="prod",secret="db-credentials"}`: names of objects in metrics.
    func isResourceLabel(_ range: Range<Int>) -> Bool {
        has("kube_", at: firstContent)
            && range.allSatisfy { bytes[$0].isLower || bytes[$0].isDigit || bytes[$0].isAny(of: "-.") }
    }

    // MARK: - Here-documents

    /// `password = <<EOT`: what stands on the lines up to `EOT`.
    mutating func heredoc(_ keyClass: KeyClass, from begin: Int) -> Int? {
        guard keyClass.isSecret, byte(begin) == 0x3C, byte(begin + 1) == 0x3C, byte(begin + 2) != 0x3C else {
            return nil
        }
        var start = begin + 2
        while byte(start).isAny(of: "-~ '\"\\") { start += 1 }
        var end = start
        while byte(end).isAlphanumeric || byte(end) == 0x5F { end += 1 }
        guard end > start, byte(start).isLetter else { return nil }
        var rest = end
        while byte(rest).isAny(of: "'\" ") { rest += 1 }
        guard rest >= bytes.count || bytes[rest].isAny(of: ";|&),") else { return nil }
        mode = .heredoc(keyClass, mark: word(start..<end), isLabelled: false, linesLeft: 64)
        return bytes.count
    }

    mutating func heredocLine(_ keyClass: KeyClass, mark: WordHash, isLabelled: Bool, linesLeft: Int) -> Int {
        var end = bytes.count
        while end > firstContent, bytes[end - 1].isSpace || bytes[end - 1].isAny(of: ";,)") { end -= 1 }
        guard linesLeft > 1, word(firstContent..<end) != mark else {
            mode = .plain
            return bytes.count
        }
        // Key material has its own rule.
        if bytes[firstContent...].contains(0x2D), has("-----begin ", at: firstContent) {
            mode = .plain
            return 0
        }
        let range = firstContent..<end
        let isValue = !range.isEmpty && !Placeholder.isNone(bytes, range)
        if isValue { maskPiece(range, keyClass.rule, isLabelled: isLabelled) }
        mode = .heredoc(keyClass, mark: mark, isLabelled: isLabelled || isValue, linesLeft: linesLeft - 1)
        return bytes.count
    }
}
