extension LineParser {
    /// Reads a line of a file whose records have fixed fields; returns whether it was one.
    mutating func parseRecord() -> Bool {
        switch grammar {
        case .pgpass: return pgpass()
        case .passwordFile: return passwordFile()
        case .userList: return userList()
        case .bareSecret:
            if !Placeholder.isNone(bytes, firstContent..<bytes.count) {
                add(firstContent..<bytes.count, rule: .passwordFile)
            }
            return true
        case .netrc:
            // `password` alone: its value is on the next line.
            var end = bytes.count
            while end > 0, bytes[end - 1].isSpace { end -= 1 }
            if word(wordBefore(end)) == Self.password { mode = .optionValue(isPair: false) }
            return false
        case .ini: return symmetricKey()
        default: return false
        }
    }

    private static let password = WordHash("password".utf8)

    /// `host:port:database:user:password`, with `\:` in a field.
    private mutating func pgpass() -> Bool {
        var fields = 0
        var index = firstContent
        if byte(firstContent) == 0x23 {
            // A line that was commented out has a port, its explanation has none.
            index = skipBlanks(firstContent + 1)
            guard let colon = firstColon(index..<bytes.count), byte(colon + 1).isDigit || byte(colon + 1) == 0x2A else {
                return false
            }
        }
        while index < bytes.count, fields < 4 {
            if let label = Label.end(bytes, from: index, before: bytes.count) {
                index = label
                continue
            }
            if bytes[index] == .backslash { index += 1 } else if bytes[index] == 0x3A { fields += 1 }
            index += 1
        }
        guard fields == 4, index < bytes.count else { return false }
        let password = index..<bytes.count
        if !Placeholder.isNone(bytes, password) { add(password, rule: .passwordFile) }
        return true
    }

    /// `user:hash`, `user:realm:hash`, `user:hash:…`.
    private mutating func passwordFile() -> Bool {
        if byte(firstContent) != 0x23, firstColon(0..<bytes.count) == nil, firstContent < bytes.count,
            !bytes.contains(where: \.isSpace), !Placeholder.isNone(bytes, 0..<bytes.count)
        {
            add(0..<bytes.count, rule: .passwordFile)
            return true
        }
        guard byte(firstContent) != 0x23, var first = firstColon(0..<bytes.count), first > 0 else { return false }
        // `[mail.example.org]:587 user:password`
        if let blank = bytes[firstContent...].firstIndex(where: \.isBlank),
            blank < first || (first + 1..<blank).allSatisfy({ bytes[$0].isDigit }),
            let second = firstColon(blank..<bytes.count)
        {
            first = second
            let password = (first + 1)..<bytes.count
            if !Placeholder.isNone(bytes, password) { add(password, rule: .passwordFile) }
            return true
        }
        var end = first + 1
        while end < bytes.count, bytes[end] != 0x3A {
            end = Label.end(bytes, from: end, before: bytes.count) ?? end + 1
        }
        var hash = (first + 1)..<min(end, bytes.count)
        // smbpasswd: user, number, two hashes.
        if end < bytes.count, hash.allSatisfy({ bytes[$0].isDigit }),
            Label.starts(bytes, at: end + 1, before: bytes.count)
        {
            return true
        }
        if end < bytes.count, hash.allSatisfy({ bytes[$0].isDigit }), byte(end + 33) == 0x3A, byte(end + 66) == 0x3A {
            add((end + 1)..<(end + 33), rule: .passwordFile, teaches: false)
            add((end + 34)..<(end + 66), rule: .passwordFile, teaches: false)
            return true
        }
        // htdigest: user, realm, 32 hexadecimal digits.
        if end < bytes.count, bytes.count - end == 33, bytes[(end + 1)...].allSatisfy(\.isHexDigit) {
            hash = (end + 1)..<bytes.count
        }
        // `*`, `!`, `!!` and `x` lock the account or point elsewhere.
        guard hash.count > 2, !Label.starts(bytes, at: hash.lowerBound, before: hash.upperBound) else { return true }
        add(hash, rule: .passwordFile, teaches: false)
        return true
    }

    /// Reads `user=password,role` and `user: password, role`.
    private mutating func namedPassword() -> Bool {
        var end = firstContent
        while byte(end).isNameByte || byte(end) == 0x40 { end += 1 }
        let sign = skipBlanks(end)
        guard end > firstContent, byte(sign) == 0x3D || byte(sign) == 0x3A else { return false }
        let start = skipBlanks(sign + 1)
        var stop = bytes[start...].firstIndex(of: 0x2C) ?? bytes.count
        while stop > start, bytes[stop - 1].isSpace { stop -= 1 }
        guard start < stop, !Placeholder.isNone(bytes, start..<stop) else { return true }
        add(start..<stop, rule: .passwordFile)
        return true
    }

    /// Reads `"user" "password"`, and `client server secret addresses` of PPP.
    private mutating func userList() -> Bool {
        if byte(firstContent) != 0x23 {
            if namedPassword() { return true }
            let fields = arguments(from: firstContent)
            // `role password` of JMX, or `role salt hash SHA3-512`.
            if fields.count == 2, !fields[0].isQuoted {
                if !Placeholder.isNone(bytes, fields[1].range) { add(fields[1].range, rule: .passwordFile) }
                return true
            }
            if fields.count == 4, has("sha", at: fields[3].range.lowerBound) {
                for field in fields[1...2] where !Placeholder.isNone(bytes, field.range) {
                    add(field.range, rule: .passwordFile, teaches: false)
                }
                return true
            }
            if fields.count >= 3 {
                if !Placeholder.isNone(bytes, fields[2].range) { add(fields[2].range, rule: .passwordFile) }
                return true
            }
        }
        guard byte(firstContent) == .doubleQuote, let user = quotedValue(from: firstContent), !user.isOpen,
            let password = quotedValue(from: skipBlanks(user.next)), !password.range.isEmpty
        else { return false }
        if !Placeholder.isNone(bytes, password.range) { add(password.range, rule: .passwordFile) }
        return true
    }

    /// A word that begins a secret in forms that no key announces: key material in base 64.
    mutating func recordPrefix(at index: Int) -> Int? {
        switch bytes[index] {
        case 0x4D, 0x62, 0x6C: return keyBody(at: index)
        case 0x43, 0x63: return copied(at: index)
        case 0x55 where exactly("UGFzc3dvcmQ6", at: index):
            // The server asks `Password:`.
            mode = .answer
            return bytes.count
        case 0x49, 0x69, 0x52, 0x72, 0x55, 0x75: return insertion(at: index)
        default: break
        }
        guard bytes[index] == 0x4C, has("ls0tls1crudjti", at: index) else { return nil }
        var end = index
        while end < bytes.count, ByteSet.base64.contains(bytes[end]) { end += 1 }
        let isPrivate = Self.encodedPrivate.contains { isFound($0, in: index..<min(end, index + 96)) }
        guard isPrivate else { return nil }
        add(index..<end, rule: .privateKey)
        return end
    }

    /// `PRIVATE` in the three ways base 64 can write it.
    private static let encodedPrivate = ["UFJJVkFUR", "BSSVZBVE", "QUklWQVRF"].map { Array($0.utf8) }

    private func isFound(_ text: [UInt8], in range: Range<Int>) -> Bool {
        guard range.count >= text.count else { return false }
        return (range.lowerBound...(range.upperBound - text.count)).contains { start in
            bytes[start..<(start + text.count)].elementsEqual(text)
        }
    }
}
