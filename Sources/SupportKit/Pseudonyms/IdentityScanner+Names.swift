/// Names of hosts and users, and e-mail addresses.
extension IdentityScanner {
    /// Decides whether a known name begins at an atom, and returns where to go on if it was replaced.
    mutating func decideName(_ bytes: Span<UInt8>, _ start: Int, _ atomEnd: Int) -> Int? {
        var limit = Int.max
        while let (entry, end) = dictionary.match(bytes, from: start, atomEnd: atomEnd, before: limit) {
            if let next = decide(entry, bytes, start, end) { return next }
            limit = end
        }
        return nil
    }

    private mutating func decide(_ index: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let entry = dictionary.entries[index]
        if entry.needsContext {
            guard entry.kind == .users ? isUser(bytes, start, end) : isHost(bytes, start, end) else { return nil }
        }
        if findsEmails, endsLocalPart(bytes, end) { return nil }
        if entry.isDomain {
            var first = start
            while first > floor, start - first < 253, bytes[first - 1].isHostByte { first -= 1 }
            while first < start, !bytes[first].isAlphanumeric { first += 1 }
            if first < start {
                guard let text = source.replacement(ofHost: bytes.array(first, end)) else { return nil }
                replace(bytes, first, end) { $0.append(text) }
                return end
            }
            // A domain of one label, such as `corp`, is a word like any other.
            guard dictionary.name(of: index).contains(UInt8(ascii: ".")) else { return nil }
        }
        use(index)
        let pseudonym = dictionary.pseudonym(of: index)
        replace(bytes, start, end) { output in
            guard entry.keepsShape else { return output.append(pseudonym) }
            var place = start
            for letter in pseudonym {
                output.append(IdentityWriting.shape(letter, as: bytes[place]))
                place += 1
            }
        }
        return end
    }

    // MARK: - Contexts

    /// Whether what stands around says that a user is named.
    private func isUser(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if bytes.has(UInt8(ascii: "@"), at: end) || bytes.has(UInt8(ascii: "~"), at: start - 1)
            || bytes.hasText("(uid=", at: end)
        {
            return true
        }
        if bytes.has(UInt8(ascii: "/"), at: start - 1) {
            return bytes.hasText("/home/", endingAt: start) || bytes.hasText("/users/", endingAt: start)
        }
        guard let word = bytes.atom(before: start), word.upperBound < start else { return false }
        switch bytes[word.upperBound - 1].lowered {
        case UInt8(ascii: "r"):
            if bytes.hasText("for", endingAt: word.upperBound), word.count == 3 {
                return bytes.hasText(" from", at: end) && !bytes.isAtom(at: end + 5)
                    || bytes.hasText(" by", at: end) && !bytes.isAtom(at: end + 3)
            }
            return bytes.hasText("user", endingAt: word.upperBound) || bytes.hasText("owner", endingAt: word.upperBound)
                || bytes.hasText("usr", endingAt: word.upperBound)
        case UInt8(ascii: "e"):
            return bytes.hasText("username", endingAt: word.upperBound)
                || bytes.hasText("uname", endingAt: word.upperBound)
                || bytes.hasText("logname", endingAt: word.upperBound)
        case UInt8(ascii: "d"):
            return bytes.hasText("userid", endingAt: word.upperBound) || bytes.hasText("uid", endingAt: word.upperBound)
        case UInt8(ascii: "n"):
            return bytes.hasText("login", endingAt: word.upperBound)
        case UInt8(ascii: "t"):
            return bytes.hasText("account", endingAt: word.upperBound)
                || bytes.hasText("acct", endingAt: word.upperBound)
        case UInt8(ascii: "l"):
            return bytes.hasText("principal", endingAt: word.upperBound)
        default:
            return false
        }
    }

    /// Whether what stands around says that a host is named.
    private func isHost(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if bytes.has(UInt8(ascii: "@"), at: start - 1) || bytes.hasText("://", endingAt: start) { return true }
        guard let word = bytes.atom(before: start), word.upperBound < start else { return false }
        return bytes.hasText("host", endingAt: word.upperBound) || bytes.hasText("hostname", endingAt: word.upperBound)
            || bytes.hasText("node", endingAt: word.upperBound) || bytes.hasText("nodename", endingAt: word.upperBound)
    }

    // MARK: - E-mail addresses

    /// Whether a name that ends at `end` stands before the `@` of an e-mail address that will be replaced.
    private func endsLocalPart(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index < bytes.count, index - end < 64, bytes[index].isLocalPartByte { index += 1 }
        guard bytes.has(UInt8(ascii: "@"), at: index), let domainEnd = endOfDomain(bytes, from: index + 1) else {
            return false
        }
        return !isPublicDomain(bytes, index + 1, domainEnd)
    }

    /// Where a domain of two and more labels ends that begins at `start`.
    private func endOfDomain(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        var labelStart = start
        var labels = 0
        while end < bytes.count, end - start < 253 {
            let byte = bytes[end]
            if byte == UInt8(ascii: ".") {
                guard end > labelStart, bytes.isAtom(at: end + 1) else { break }
                labels += 1
                labelStart = end + 1
            } else if !byte.isAlphanumeric && byte != UInt8(ascii: "-") {
                break
            }
            end += 1
        }
        while end > labelStart, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        guard labels > 0, end - labelStart >= 2 else { return nil }
        var hasLetter = false
        for index in labelStart..<end {
            guard bytes[index].isLetter || bytes[index] == UInt8(ascii: "-") || hasLetter else { return nil }
            hasLetter = true
        }
        let last = String(decoding: bytes.array(labelStart, end), as: UTF8.self).lowercased()
        return WellKnownNames.extensions.contains(last) ? nil : end
    }

    private func isPublicDomain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        WellKnownNames.isPublic(String(decoding: bytes.array(start, end), as: UTF8.self).lowercased())
    }

    /// Decides whether an e-mail address stands around an `@`, and returns where to go on if it was replaced.
    mutating func decideEmail(_ bytes: Span<UInt8>, at separator: Int) -> Int? {
        var start = separator
        while start > floor, separator - start < 64, bytes[start - 1].isLocalPartByte { start -= 1 }
        while start < separator, !bytes[start].isAlphanumeric { start += 1 }
        guard start < separator, let end = endOfDomain(bytes, from: separator + 1),
            !isPublicDomain(bytes, separator + 1, end),
            let text = source.replacement(ofEmail: bytes.array(start, end), separator: separator - start)
        else { return nil }
        replace(bytes, start, end) { $0.append(text) }
        return end
    }
}

extension UInt8 {
    /// What stands in the name of a host, and in the names of services below it.
    fileprivate var isHostByte: Bool {
        isAlphanumeric || self == 0x2D || self == 0x2E || self == 0x5F
    }

    /// What stands before the `@` of an e-mail address as people have them.
    fileprivate var isLocalPartByte: Bool {
        isHostByte || self == UInt8(ascii: "+") || self == UInt8(ascii: "%")
    }
}
