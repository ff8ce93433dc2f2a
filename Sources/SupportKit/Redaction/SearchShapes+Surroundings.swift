internal import Platform

extension SearchShapes {
    /// Whether the line around a hit has to be parsed: whether the parser could act on what the hit stands in.
    ///
    /// - Parameters:
    ///   - hit: what the search found.
    ///   - block: the bytes that were searched.
    ///   - context: the classes of names met before, and memory.
    /// - Returns: false only where nothing would be masked for this hit's sake.
    func isTelling(_ hit: ShapeScanner.Hit, _ block: Span<UInt8>, _ context: inout SearchContext) -> Bool {
        let length = hit.shape < expressions.count ? expressions[hit.shape].literal?.count : nil
        let start = hit.end - (length ?? 0)
        return switch surroundings[hit.shape] {
        case .any: true
        case .name: Self.isNameTelling(block, hit.end, &context.names)
        case .toldName:
            Self.isNameTelling(block, hit.end, &context.names) || Self.isTold(block, start, hit.end, context)
        case .address: Self.isAddressTelling(block, hit.end)
        case .command: Self.isCommandTelling(block, hit.end)
        case .scheme: Self.isSchemeTelling(block, hit.end)
        case .account: Self.isAccount(block, start)
        case .bar: Self.isBarTelling(block, start)
        case .slash: Self.isSlashTelling(block, start)
        case .pattern(let pattern): context.matches(pattern, block, at: start)
        }
    }

    /// Whether the name at `start` is told as people tell passwords, or is an item beside its value.
    private static func isTold(
        _ block: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ context: borrowing SearchContext
    ) -> Bool {
        // `author`: of these names only one way to tell is known, and it begins so.
        let isAuth = end - start == 4 && block[start].lowered == 0x61 && block[start + 1].lowered == 0x75
        if !isAuth || (end < block.count && block[end].isAny(of: " =>:")), context.matches(telling, block, at: start) {
            return true
        }
        var before = start
        while before > 0, start - before < 30, block[before - 1].isLetter || block[before - 1] == 0x5F { before -= 1 }
        guard before > 0 else { return false }
        switch block[before - 1] {
        // `["db_secret`, `{db_secret, "x"`
        case 0x5B: return true
        case 0x22: if before > 1, block[before - 2] == 0x5B { return true }
        case 0x3A where before > 1 && block[before - 2].isAny(of: "({"), 0x28, 0x7B:
            if context.matches(item, block, at: end) { return true }
        default: break
        }
        while before > 0, block[before - 1] == 0x20 { before -= 1 }
        return before > 0 && block[before - 1] == 0x7C && context.matches(cell, block, at: end)
    }

    /// `"bob:x@host`: a name and a password between the beginning of a value and the sign.
    private static func isAccount(_ block: Span<UInt8>, _ sign: Int) -> Bool {
        guard sign + 1 < block.count, block[sign + 1].isAlphanumeric else { return false }
        var colon = sign - 1
        while colon > 0, sign - colon <= 41, block[colon] != 0x20, block[colon] != 0x40, !block[colon].endsLine {
            defer { colon -= 1 }
            guard block[colon] == 0x3A, colon + 1 < sign else { continue }
            var start = colon
            while start > 0, colon - start < 40, block[start - 1].isAlphanumeric || block[start - 1].isAny(of: "_.") {
                start -= 1
            }
            if start < colon, start > 0, block[start - 1].isAny(of: ">=\"'") { return true }
        }
        return false
    }

    /// `host:1521/db|bob|x`: at the first bar.
    private static func isBarTelling(_ block: Span<UInt8>, _ bar: Int) -> Bool {
        var start = bar
        while start > 0, bar - start < 46, block[start - 1].isAlphanumeric || block[start - 1] == 0x2F { start -= 1 }
        guard start > 0, block[start - 1] == 0x3A, start + 1 < bar, block[start].isDigit, block[start + 1].isDigit
        else {
            return false
        }
        var end = bar + 1
        while end < block.count, end - bar < 42, block[end] != 0x20, block[end] != 0x7C, !block[end].endsLine {
            end += 1
        }
        return end > bar + 1 && end + 1 < block.count && block[end] == 0x7C && block[end + 1] != 0x20
    }

    /// `login as bob / x`: at the blank before the slash.
    private static func isSlashTelling(_ block: Span<UInt8>, _ blank: Int) -> Bool {
        var start = blank
        while start > 0, blank - start < 30, block[start - 1].isNameByte || block[start - 1] == 0x40 { start -= 1 }
        guard start + 1 < blank, start > 0, block[start - 1] == 0x20 else { return false }
        var end = start - 1
        if end > 0, block[end - 1] == 0x3A { end -= 1 }
        var begin = end
        while begin > 0, block[begin - 1].isLetter { begin -= 1 }
        return accountWords.contains(word(block, begin..<end))
    }

    private static let accountWords = WordHash.set(
        "use login with account credentials creds access user username logon as created added registered"
    )

    /// A name that holds a hit, as the parser reads it.
    private struct Name {
        var start: Int
        let end: Int
        /// What it says, with the words before it where it needs them: `Secret Access Key`.
        var keyClass = KeyClass.none
    }

    private static func isNameTelling(_ block: Span<UInt8>, _ hitEnd: Int, _ names: inout NameClassCache) -> Bool {
        var end = hitEnd
        let limit = min(block.count, hitEnd + 48)
        while end < limit, block[end].isNameByte { end += 1 }
        guard end < block.count else { return read(block, hitEnd, end, &names).keyClass != .none }
        let next: UInt8 = end + 1 < block.count ? block[end + 1] : 0
        switch block[end] {
        // What most names in logs are followed by and no secret is.
        case 0x2E, 0x2F, 0x40, 0x23, 0x24, 0x2A: return false
        case 0x5B: guard isSubscript(block, from: end) else { return false }
        case 0x2C where next.isBlank: return isOption(block, hitEnd)
        case 0x3B, 0x7E: guard !next.isSpace else { return false }
        case 0x2B, 0x3F, 0x21: guard next == 0x3D else { return false }
        case 0x29: return next == 0x3D
        case 0x1B: return true
        case 0x28 where hasQuote(block, from: end + 1): return true
        default: if block[end].isNameByte { return false }
        }
        let name = read(block, hitEnd, end, &names)
        switch block[end] {
        case 0x5D: return name.keyClass.isSecret && (next.isBlank || next.isAny(of: "=:-%"))
        case 0x3C: return name.keyClass != .none || (name.start > 0 && block[name.start - 1].isBlank)
        case 0x22, 0x27, 0x60, 0x5C: return isAssignmentTelling(block, name, isQuoted: true)
        case 0x3D, 0x3A: return isAssignmentTelling(block, name, isQuoted: false)
        case 0x20, 0x09: return isTelling(block, name)
        case 0x2C, 0x3B, 0x7E, 0x0A, 0x0D, 0x00: return name.keyClass != .none && isField(block, name)
        case 0x25, 0x2B, 0x3F, 0x5B: return name.keyClass != .none || isOddAssignment(block, name)
        default: return name.keyClass != .none
        }
    }

    /// `[--password, x]`: whether a dash begins the name.
    private static func isOption(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var start = end
        while start > 0, end - start < 40, block[start - 1].isNameByte { start -= 1 }
        if start + 1 < end, block[start] == 0x2D, block[start + 1] == 0x2D { return true }
        // `put(Context.SECURITY_CREDENTIALS, "x")`
        var next = end
        while next < block.count, block[next].isNameByte || block[next].isAny(of: ", ") { next += 1 }
        return start > 0 && block[start - 1] == 0x28 && next < block.count && block[next] == .doubleQuote
    }

    /// `password[0] = x`: whether a separator follows the brackets.
    private static func isSubscript(_ block: Span<UInt8>, from open: Int) -> Bool {
        var index = open + 1
        while index < block.count, index - open < 40, block[index].isNameByte || block[index].isQuote { index += 1 }
        guard index < block.count, block[index] == 0x5D else { return false }
        index += 1
        while index < block.count, block[index].isBlank { index += 1 }
        return index < block.count && block[index].isAny(of: "=:-%+")
    }

    /// Whether a quote stands before the bracket that closes: one of a call's texts may be secret.
    private static func hasQuote(_ block: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        while index < block.count, block[index] != 0x29, !block[index].endsLine {
            if block[index].isQuote || block[index] == .backslash { return true }
            index += 1
        }
        return false
    }

    private static func read(
        _ block: Span<UInt8>,
        _ hitEnd: Int,
        _ end: Int,
        _ names: inout NameClassCache
    ) -> Name {
        var name = Name(start: hitEnd, end: end)
        while name.start > 0, block[name.start - 1].isNameByte, end - name.start < 160 { name.start -= 1 }
        if name.start > 0, end - name.start > 2 {
            // An escape before a name is not part of it: `\nauth=x`, `%0Aauth=x`.
            if block[name.start - 1] == .backslash, block[name.start].isAny(of: "nrt") { name.start += 1 }
            if block[name.start - 1] == 0x25, block[name.start].isHexDigit { name.start += 2 }
        }
        if name.start > 1, block[name.start].isDigit, block[name.start - 1].isAny(of: "[;") {
            name.start = behindColour(block, name.start, before: end)
        }
        name.keyClass = names.keyClass(block, name.start..<end)
        guard end - name.start <= 9, end > name.start, block[end - 1].lowered.isAny(of: "sydeg"), name.start > 1,
            block[name.start - 1] == 0x20, block[name.start - 2].isLetter,
            joiners.contains(word(block, name.start..<end))
        else { return name }
        var start = name.start
        for _ in 0..<2 {
            guard start > 1, block[start - 1] == 0x20, block[start - 2].isLetter else { break }
            start -= 1
            while start > 0, block[start - 1].isNameByte { start -= 1 }
        }
        let joined = names.keyClass(block, start..<end)
        if joined != .none, joined != .weakKey { name.keyClass = joined }
        return name
    }

    /// Where a name begins behind the colour sequence of a terminal: `ESC[1;31m`.
    private static func behindColour(_ block: Span<UInt8>, _ start: Int, before end: Int) -> Int {
        var escape = start - 1
        while escape > 0, start - escape < 12, block[escape].isDigit || block[escape].isAny(of: "[;") { escape -= 1 }
        guard block[escape] == 0x1B else { return start }
        var index = start
        while index < end, block[index].isDigit { index += 1 }
        return index + 1 < end && block[index] == 0x6D ? index + 1 : start
    }

    /// The last words of names of several words: `API key`, `community string`.
    private static let joiners = WordHash.set("key keys word phrase code string community passe")

    /// Whether the name begins a line, or stands behind the separator of a table or a colour.
    private static func isField(_ block: Span<UInt8>, _ name: Name) -> Bool {
        name.start == 0 || block[name.start - 1].endsLine || block[name.start - 1].isAny(of: ",;\t|m")
    }

    /// A name, perhaps the quote that closes it, and a separator: what the name says, and for the doubtful ones the
    /// value's length.
    private static func isAssignmentTelling(_ block: Span<UInt8>, _ name: Name, isQuoted: Bool) -> Bool {
        switch name.keyClass {
        case .none: return isOddAssignment(block, name)
        case .weakKey, .auth, .sessionID, .pairName: break
        default: return true
        }
        var index = name.end
        if isQuoted {
            while index < block.count, block[index].isQuote || block[index].isAny(of: "\\]") { index += 1 }
            while index < block.count, block[index].isBlank { index += 1 }
            if index < block.count, block[index] == .doubleQuote, index > name.end + 1 { return true }
            guard index < block.count, block[index] == 0x3A || block[index] == 0x3D else { return false }
        }
        while index < block.count, block[index].isBlank { index += 1 }
        index += 1
        while index < block.count, block[index].isBlank || block[index].isQuote || block[index].isAny(of: "\\>") {
            index += 1
        }
        // A list of texts.
        if index + 1 < block.count, block[index] == 0x5B, isQuoted || block[index + 1].isQuote { return true }
        let begin = index
        while index < block.count, !block[index].isSpace, !block[index].isQuote, index - begin < 16 { index += 1 }
        return index - begin == 16 || (name.keyClass == .auth && index < block.count && block[index] == 0x20)
    }

    /// `tokens = ["x", …]`, `ssl_passphrase_command = 'echo x'`: values that tell more than their names.
    private static func isOddAssignment(_ block: Span<UInt8>, _ name: Name) -> Bool {
        var index = name.end
        if index < block.count, block[index] == 0x5B {
            while index < block.count, block[index] != 0x5D, index - name.end < 40 { index += 1 }
        }
        let begin = index
        while index < block.count, index - begin < 12 {
            if block[index] == 0x25 {
                index += 3
            } else if block[index].isBlank || block[index].isQuote || block[index].isAny(of: "=:\\]>+?-") {
                index += 1
            } else {
                break
            }
        }
        guard index + 4 < block.count else { return false }
        switch block[index].lowered {
        case 0x5B: return listNames.contains(word(block, name.start..<name.end))
        case 0x65: return word(block, index..<(index + 5)) == echo
        case 0x70: return word(block, index..<(index + 5)) == print
        default: return false
        }
    }

    private static let listNames = WordHash.set("tokens keys community_strings")
    private static let echo = WordHash("echo ".utf8)
    private static let print = WordHash("print".utf8)

    /// A name and a blank: a separator behind it, or an announcement.
    private static func isTelling(_ block: Span<UInt8>, _ name: Name) -> Bool {
        var next = name.end
        while next < block.count, block[next].isBlank, next - name.end < 64 { next += 1 }
        guard next < block.count else { return false }
        switch block[next] {
        case 0x3D, 0x3A: return isAssignmentTelling(block, name, isQuoted: false)
        case 0x3E: return name.keyClass != .none
        case 0x2B where next + 1 < block.count && block[next + 1] == 0x3D,
            0x3F where next + 1 < block.count && block[next + 1] == 0x3D,
            0x2D where next + 1 < block.count && block[next + 1] == 0x3E:
            return name.keyClass != .none || isOddAssignment(block, name)
        case 0x2B, 0x3F: return false
        default: break
        }
        guard name.keyClass != .none else {
            return word(block, name.start..<name.end) == identified || isSpelledApart(block, from: next)
        }
        // The name of an element that has attributes.
        if name.start > 0, block[name.start - 1] == 0x3C || block[name.start - 1] == 0x3A { return true }
        guard mayAnnounce(block, name) else { return false }
        switch block[next] {
        case 0x22, 0x27, 0x60, 0x7C, 0x28, 0x5B, 0x3C: return true
        default: return block[name.end] == 0x09 && isField(block, name) || isAnnouncement(block, name, next: next)
        }
    }

    /// Whether a value may follow a name of such a class without a separator.
    private static func mayAnnounce(_ block: Span<UInt8>, _ name: Name) -> Bool {
        switch name.keyClass {
        case _ where block[name.start] == 0x2D: name.keyClass.isSecret
        case .cookie, .authorization: false
        // Statements of routers, commands of protocols, `stats auth bob:x`.
        case .weakKey, .pairName: isStatement(block, start: name.start, previous: name.start)
        case .auth: block[name.start].isUpper || previousWord(block, name.start) == stats
        default: name.keyClass.isSecret
        }
    }

    private static func previousWord(_ block: Span<UInt8>, _ start: Int) -> WordHash {
        var end = start
        while end > 0, block[end - 1].isBlank { end -= 1 }
        var begin = end
        while begin > 0, block[begin - 1].isNameByte { begin -= 1 }
        return word(block, begin..<end)
    }

    private static let stats = WordHash("stats".utf8)
    private static let identified = WordHash("identified".utf8)

    /// `community string: x`: a name whose second word is no hit.
    private static func isSpelledApart(_ block: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        for _ in 0..<2 {
            let begin = index
            while index < block.count, block[index].isLetter, index - begin < 10 { index += 1 }
            guard index < block.count, index > begin else { return false }
            let end = index
            while index < block.count, block[index].isBlank || block[index] == .doubleQuote { index += 1 }
            guard index < block.count else { return false }
            if block[index].isAny(of: ":=%-+") { return joiners.contains(word(block, begin..<end)) }
            guard index > end else { return false }
        }
        return false
    }

    /// A name that says something, a blank and a word: an option with its value, a directive, or a sentence that tells
    /// the value.
    private static func isAnnouncement(_ block: Span<UInt8>, _ name: Name, next: Int) -> Bool {
        if block[name.start] == 0x2D || directives.contains(word(block, name.start..<name.end)) { return true }
        // Quotation marks of typography.
        if block[next] >= 0x80 { return true }
        // `password 7 0822455D0A16`: the number names the encoding.
        if block[next].isDigit, next + 1 < block.count, block[next + 1].isBlank { return true }
        // The word before: `with password x`.
        var before = name.start
        while before > 0, block[before - 1].isBlank { before -= 1 }
        var previous = before
        while previous > 0, block[previous - 1].isLetter { previous -= 1 }
        if introductions.contains(word(block, previous..<before)) { return true }
        if isStatement(block, start: name.start, previous: previous) || isLongValue(block, from: next) { return true }
        // The words behind: `password for bob is x`, but not `password for bob from 10.0.0.1`.
        var index = next
        let limit = min(block.count, next + 96)
        var count = 0
        while index < limit, count < 7, !block[index].endsLine {
            var end = index
            var verb = WordHash()
            while end < limit, !block[end].isBlank, !block[end].endsLine, !block[end].isAny(of: ":=%") {
                verb.add(block[end].lowered)
                end += 1
            }
            if end < limit, block[end].isAny(of: ":=%") { return count <= 4 }
            if verbs.contains(verb) { return true }
            count += 1
            index = end
            while index < limit, block[index].isBlank { index += 1 }
        }
        return false
    }

    /// `login bob password x`, a statement of a router, or a command in capitals: the value needs no introduction.
    private static func isStatement(_ block: Span<UInt8>, start: Int, previous: Int) -> Bool {
        if start < block.count, block[start].isUpper, start + 1 < block.count, block[start + 1].isUpper { return true }
        if userWords.contains(previousWord(block, previous)) { return true }
        var lineStart = start
        while lineStart > 0, start - lineStart < 256, !block[lineStart - 1].endsLine { lineStart -= 1 }
        while lineStart < start, block[lineStart].isBlank { lineStart += 1 }
        var end = lineStart
        while end < block.count, block[end].isNameByte { end += 1 }
        var first = word(block, lineStart..<end)
        // `router(config)# radius-server host h key x`
        if end < block.count, block[end].isAny(of: "(#>") {
            while end < block.count, end - lineStart < 64, !block[end].isSpace { end += 1 }
            if end + 1 < block.count, block[end - 1].isAny(of: "#>"), block[end] == 0x20 {
                let begin = end + 1
                end = begin
                while end < block.count, block[end].isNameByte { end += 1 }
                first = word(block, begin..<end)
            }
        }
        return deviceWords.contains(first) || wordCommands.contains(first)
    }

    private static func word(_ block: Span<UInt8>, _ range: Range<Int>) -> WordHash {
        var word = WordHash()
        for index in range { word.add(block[index].lowered) }
        return word
    }

    private static let userWords = WordHash.set("login user username account setenv setx")
    private static let wordCommands = WordHash.set(
        "nmcli mysqladmin netsh wpa_cli password secret key set setenv option"
    )

    /// Whether the next word is long and of mixed kinds: `invalid token 3fA9…`.
    private static func isLongValue(_ block: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        var digits = 0
        while index < block.count, ByteSet.token.contains(block[index]) {
            if block[index].isDigit { digits += 1 }
            index += 1
        }
        return index - start >= 16 && digits > 0
    }

    private static let directives = WordHash.set(
        "requirepass masterauth rocommunity rwcommunity rootpw bindpw"
    )
    private static let introductions = WordHash.set("with using temporary initial login new default old current")
    private static let verbs = WordHash.set("is was are equals becomes be to ->")

    private static func isAddressTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        let limit = min(block.count, end + 1024)
        while index < limit {
            let byte = block[index]
            if byte == 0x40 || byte == 0x7C { return true }
            if byte.isSpace || byte.isQuote || byte == 0x3C || byte == 0 { return false }
            index += 1
        }
        return index < block.count
    }

    private static func isCommandTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index + 1 < block.count, !block[index].endsLine, index - end < 4096 {
            if block[index] == 0x2D, block[index + 1].isAny(of: "pPuUawscAX"),
                block[index - 1].isBlank || block[index - 1].isQuote || block[index - 1].isAny(of: ",[")
            {
                return true
            }
            index += 1
        }
        return false
    }

    private static func isSchemeTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index < block.count, block[index].isBlank { index += 1 }
        let start = index
        while index < block.count, index - start < 8, ByteSet.token.contains(block[index]) { index += 1 }
        return index - start == 8
    }
}
