internal import Platform

extension SearchShapes {
    /// Whether the line around a hit has to be parsed.
    func isTelling(_ hit: ShapeScanner.Hit, _ block: Span<UInt8>) -> Bool {
        switch surroundings[hit.shape] {
        case .any: true
        case .name: isNameTelling(block, hit.end)
        case .address: Self.isAddressTelling(block, hit.end)
        case .command: Self.isCommandTelling(block, hit.end)
        case .scheme: Self.isSchemeTelling(block, hit.end)
        }
    }

    private func isNameTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        let limit = min(block.count, end + 48)
        while index < limit, block[index].isNameByte { index += 1 }
        guard index < block.count else { return isField(block, end) }
        switch block[index] {
        case 0x3E, 0x26, 0x25, 0x28, 0x3C, 0x5D: return true
        case 0x22, 0x27, 0x60, 0x5C:
            return isAssignmentTelling(block, nameEnd: index, hitEnd: end, isQuoted: true)
        case 0x3D, 0x3A: return isAssignmentTelling(block, nameEnd: index, hitEnd: end, isQuoted: false)
        case 0x20, 0x09:
            var next = index
            while next < block.count, block[next].isBlank, next - index < 64 { next += 1 }
            guard next < block.count else { return false }
            if block[index] == 0x09, isField(block, end) { return true }
            switch block[next] {
            case 0x22, 0x27, 0x60, 0x3D, 0x3A, 0x3E, 0x2B, 0x3F, 0x7C, 0x28, 0x5B, 0x3C: return true
            case 0x2D where next + 1 < block.count && block[next + 1] == 0x3E: return true
            default: return isAnnouncement(block, nameEnd: index, next: next, hitEnd: end)
            }
        // The head of a table, or an odd sign.
        case 0x2C: return index + 1 < block.count && !block[index + 1].isBlank && isField(block, end)
        case 0x0A, 0x0D: return isField(block, end)
        case 0x3B, 0x7E: return index + 1 < block.count && !block[index + 1].isSpace
        case 0x1B: return true
        case 0x29: return index + 1 < block.count && block[index + 1] == 0x3D
        case 0x7C where index + 1 < block.count && block[index + 1] != 0x3D: return true
        case 0x2B, 0x3F, 0x7C, 0x21: return index + 1 < block.count && block[index + 1] == 0x3D
        default: return false
        }
    }

    /// Whether the name that holds the hit begins a line or stands behind the separator of a table.
    private func isField(_ block: Span<UInt8>, _ hitEnd: Int) -> Bool {
        var start = hitEnd
        while start > 0, block[start - 1].isNameByte { start -= 1 }
        return start == 0 || block[start - 1].endsLine || block[start - 1].isAny(of: ",;\t|")
    }

    /// A name, perhaps the quote that closes it, and a separator: what the name says, and for the doubtful ones the
    /// value's length.
    private func isAssignmentTelling(_ block: Span<UInt8>, nameEnd: Int, hitEnd: Int, isQuoted: Bool) -> Bool {
        var start = hitEnd
        while start > 0, block[start - 1].isNameByte, nameEnd - start < 160 { start -= 1 }
        // `Access Key: x`
        if start > 1, block[start - 1] == 0x20, block[start - 2].isLetter, nameEnd - start <= 8 { return true }
        var name: [UInt8] = []
        for index in start..<nameEnd { name.append(block[index]) }
        let keyClass = classifier.classify(name, 0..<name.count)
        guard keyClass == .weakKey || keyClass == .auth || keyClass == .sessionID || keyClass == .pairName else {
            return keyClass != .none
        }
        var index = nameEnd
        if isQuoted {
            while index < block.count, block[index].isQuote || block[index].isAny(of: "\\]") { index += 1 }
            while index < block.count, block[index].isBlank { index += 1 }
            if index < block.count, block[index] == .doubleQuote, index > nameEnd + 1 { return true }
            guard index < block.count, block[index] == 0x3A || block[index] == 0x3D else { return false }
        }
        index += 1
        while index < block.count, block[index].isBlank || block[index].isQuote || block[index].isAny(of: "\\>") {
            index += 1
        }
        let begin = index
        while index < block.count, !block[index].isSpace, !block[index].isQuote, index - begin < 16 { index += 1 }
        return index - begin == 16 || (keyClass == .auth && index < block.count && block[index] == 0x20)
    }

    /// A name, a blank and a word: an option with its value, a directive, or a sentence that tells the value.
    private func isAnnouncement(_ block: Span<UInt8>, nameEnd: Int, next: Int, hitEnd: Int) -> Bool {
        var start = nameEnd
        while start > 0, block[start - 1].isNameByte { start -= 1 }
        if block[start] == 0x2D { return true }
        var name = WordHash()
        for index in start..<nameEnd { name.add(block[index].lowered) }
        if Self.directives.contains(name) { return true }
        // The word before: `with password x`.
        var before = start
        while before > 0, block[before - 1].isBlank { before -= 1 }
        var previous = before
        while previous > 0, block[previous - 1].isLetter { previous -= 1 }
        var word = WordHash()
        for index in previous..<before { word.add(block[index].lowered) }
        if Self.introductions.contains(word) { return true }
        if isStatement(block, start: start, previous: previous) || isLongValue(block, from: next) { return true }
        // The words behind: `password for bob is x`, but not `password for bob from 10.0.0.1`.
        var index = next
        let limit = min(block.count, next + 96)
        var count = 0
        while index < limit, count < 7, !block[index].endsLine {
            var end = index
            var verb = WordHash()
            while end < limit, !block[end].isBlank, !block[end].endsLine, block[end] != 0x3A, block[end] != 0x3D {
                verb.add(block[end].lowered)
                end += 1
            }
            if end < limit, block[end] == 0x3A || block[end] == 0x3D { return count <= 4 }
            if Self.verbs.contains(verb) { return true }
            count += 1
            index = end
            while index < limit, block[index].isBlank { index += 1 }
        }
        return false
    }

    /// `login bob password x`, a statement of a router, or a command in capitals: the value needs no introduction.
    private func isStatement(_ block: Span<UInt8>, start: Int, previous: Int) -> Bool {
        if start < block.count, block[start].isUpper, start + 1 < block.count, block[start + 1].isUpper { return true }
        var end = previous
        while end > 0, block[end - 1].isBlank { end -= 1 }
        var begin = end
        while begin > 0, block[begin - 1].isNameByte { begin -= 1 }
        if Self.userWords.contains(Self.word(block, begin..<end)) { return true }
        var lineStart = start
        while lineStart > 0, start - lineStart < 256, !block[lineStart - 1].endsLine { lineStart -= 1 }
        while lineStart < start, block[lineStart].isBlank { lineStart += 1 }
        end = lineStart
        while end < block.count, block[end].isNameByte { end += 1 }
        let first = Self.word(block, lineStart..<end)
        return Self.deviceWords.contains(first) || Self.wordCommands.contains(first)
    }

    private static func word(_ block: Span<UInt8>, _ range: Range<Int>) -> WordHash {
        var word = WordHash()
        for index in range { word.add(block[index].lowered) }
        return word
    }

    private static let userWords = WordHash.set("login user username account setenv setx")
    private static let wordCommands = WordHash.set("nmcli mysqladmin netsh wpa_cli password secret key set setenv")

    /// Whether the next word is long and of mixed kinds: `invalid token 3fA9…`.
    private func isLongValue(_ block: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        var digits = 0
        while index < block.count, ByteSet.token.contains(block[index]) {
            if block[index].isDigit { digits += 1 }
            index += 1
        }
        return index - start >= 16 && digits > 0
    }

    private static let directives = WordHash.set(
        "requirepass masterauth rocommunity rwcommunity rootpw bindpw identified"
    )
    private static let introductions = WordHash.set("with using temporary initial login new default old current")
    private static let verbs = WordHash.set("is was are equals becomes be to")

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
