/// Tables whose head names a column of secrets: comma-separated values, and tables drawn with bars.
extension LineParser {
    /// Reads a line of names alone: `user,password,role`, `| user | password |`; returns whether it was one.
    mutating func tableHead() -> Bool {
        guard !grammar.isParsedThroughout, case .plain = mode, bytes.count < 1024,
            let separator = separator(), byte(firstContent).isNameByte || byte(firstContent).isAny(of: "|\"")
        else { return false }
        let isDrawn = separator == 0x7C
        var columns: UInt64 = 0
        var names = 0
        var count = 0
        var index = 0
        while index <= bytes.count, count < 64 {
            let field = field(from: index, separator)
            let name = content(field)
            if !name.isEmpty {
                guard name.count <= 40, name.allSatisfy({ bytes[$0].isNameByte || (isDrawn && bytes[$0] == 0x20) }),
                    bytes[name.lowerBound].isLetter || bytes[name.lowerBound] >= 0x80
                else { return false }
                if Self.usualColumns.contains(word(name)) { names += 1 }
                let meaning = keyClass(name)
                if meaning.isSecret, meaning != .cookie, meaning != .authorization { columns |= 1 << UInt64(count) }
            } else if !isDrawn || (field.upperBound < bytes.count && index > 0) {
                return false
            }
            count += 1
            index = field.upperBound + 1
        }
        guard columns != 0, names > 0 else { return false }
        mode = .table(separator: separator, columns: columns, count: count)
        return true
    }

    /// `COPY t (login, password) FROM stdin;`: rows follow, their fields apart by tabs.
    mutating func copied(at index: Int) -> Int? {
        guard grammar == .sql, index == firstContent, has("copy ", at: index),
            let open = bytes[index...].firstIndex(of: 0x28), let close = bytes[open...].firstIndex(of: 0x29),
            has("from stdin", at: skipBlanks(close + 1))
        else { return nil }
        var columns: UInt64 = 0
        var count = 0
        var start = open + 1
        while start < close, count < 64 {
            var end = start
            while end < close, bytes[end] != 0x2C { end += 1 }
            var name = content(start..<end)
            if name.count > 2, bytes[name.lowerBound] == .doubleQuote {
                name = (name.lowerBound + 1)..<(name.upperBound - 1)
            }
            if keyClass(name).isSecret { columns |= 1 << UInt64(count) }
            count += 1
            start = end + 1
        }
        if columns != 0 { mode = .table(separator: 0x09, columns: columns, count: count) }
        return columns == 0 ? nil : close
    }

    /// Columns that stand beside one of secrets: without one of them the names are a text.
    private static let usualColumns = WordHash.set(
        """
        rolname usename datname account_name user username user_name login name id email mail role roles host hostname server account uid url ip port group
        domain client client_id enabled service db database owner usr benutzer usuario utilisateur
        """
    )

    /// Masks the secret fields of a row; what is no row ends the table.
    mutating func tableRow(separator: UInt8, columns: UInt64, count: Int) {
        // The rule between head and rows.
        if firstContent < bytes.count, bytes.allSatisfy({ $0.isAny(of: "-+|=: \t") }) { return }
        var found: [Range<Int>] = []
        var index = 0
        while index <= bytes.count, found.count <= count {
            let field = field(from: index, separator)
            found.append(content(field))
            index = field.upperBound + 1
        }
        guard found.count == count else {
            mode = .plain
            return
        }
        for (column, value) in found.enumerated() where column < 64 && columns & 1 << UInt64(column) != 0 {
            if !value.isEmpty, !Placeholder.isNone(bytes, value) { add(value, rule: .password) }
        }
    }

    /// The sign between the names: the first of bar, tab, semicolon and comma that the line holds.
    private func separator() -> UInt8? {
        var found: UInt8?
        for byte in bytes {
            switch byte {
            case 0x7C: return byte
            case 0x2C, 0x3B, 0x09: if found == nil { found = byte }
            case 0x3D, 0x3A, 0x28, 0x7B, 0x3C: return nil
            default: break
            }
        }
        return found
    }

    private func field(from start: Int, _ separator: UInt8) -> Range<Int> {
        var index = start
        if byte(index) == .doubleQuote, let close = closing(.doubleQuote, level: 0, from: index + 1) { index = close }
        while index < bytes.count, bytes[index] != separator {
            index = Label.end(bytes, from: index, before: bytes.count) ?? index + 1
        }
        return start..<max(start, min(index, bytes.count))
    }

    /// A field without blanks and quotes around it.
    private func content(_ field: Range<Int>) -> Range<Int> {
        var start = field.lowerBound
        var end = field.upperBound
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        if end - start > 1, bytes[start] == .doubleQuote, bytes[end - 1] == .doubleQuote {
            start += 1
            end -= 1
        }
        return start..<end
    }
}
