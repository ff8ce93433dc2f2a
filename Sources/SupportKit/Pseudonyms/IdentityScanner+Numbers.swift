/// Addresses that begin with a number: `10.1.2.3`, `ip-10-1-2-3`, `3.2.1.10.in-addr.arpa`, hardware addresses.
extension IdentityScanner {
    /// Decides what begins with a short atom of hexadecimal digits, and returns where to go on if it was replaced.
    mutating func decideNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isDecimal: Bool) -> Int? {
        guard end + 1 < bytes.count else { return nil }
        switch bytes[end] {
        case UInt8(ascii: ":"):
            guard findsAddresses || findsHardware, !isTime(bytes, start, end), isStartOfColons(bytes, start) else {
                return nil
            }
            return decideColons(bytes, from: start)
        case UInt8(ascii: "."):
            guard bytes[end + 1].isHexDigit,
                !bytes.has(UInt8(ascii: "."), at: start - 1) || !bytes.isAtom(before: start - 1)
            else { return nil }
            if findsHardware, end - start == 4, let end = decideDottedHardware(bytes, start) { return end }
            guard findsAddresses else { return nil }
            if end - start == 1, let end = decideNibbles(bytes, start) { return end }
            return isDecimal && end - start < 4 ? decideDotted(bytes, start) : nil
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
            guard bytes[end + 1].isHexDigit else { return nil }
            if findsHardware, end - start == 2, bytes[end] == UInt8(ascii: "-"),
                let end = decideDashedHardware(bytes, start)
            {
                return end
            }
            return findsAddresses && isDecimal && end - start < 4 ? decideJoined(bytes, start, joiner: bytes[end]) : nil
        default:
            return nil
        }
    }

    /// Whether this is a time like `01:02:03` or the end of one, which most lines have: quicker to see than that it is
    /// no address.
    private func isTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start == 2, start + 8 < bytes.count, bytes[start + 3].isDigit, bytes[start + 4].isDigit else {
            return false
        }
        guard bytes[start + 5] == UInt8(ascii: ":") else { return !bytes[start + 5].isHexDigit }
        return bytes[start + 6].isDigit && bytes[start + 7].isDigit && bytes[start + 8] != UInt8(ascii: ":")
            && !bytes[start + 8].isAlphanumeric
    }

    /// Numbers of up to three digits joined by `joiner`.
    private struct Quad {
        var address: UInt32 = 0
        var count = 0
        var end = 0
        /// Where the fourth number ends.
        var fourthEnd = 0
        var hasLeadingZero = false
    }

    @inline(__always)
    private static func quad(_ bytes: Span<UInt8>, _ start: Int, joiner: UInt8) -> Quad? {
        var quad = Quad()
        var index = start
        let count = bytes.count
        while true {
            var value: UInt32 = 0
            let first = index
            while index < count, index - first < 4 {
                let digit = unsafe bytes[unchecked: index] &- 0x30
                guard digit < 10 else { break }
                value = value * 10 + UInt32(digit)
                index += 1
            }
            let isWhole = value <= 255 && !bytes.isAtom(at: index)
            guard index > first, isWhole || quad.count >= 4 else { return nil }
            if index - first > 1, bytes[first] == 0x30 { quad.hasLeadingZero = true }
            quad.count += 1
            if quad.count <= 4 { quad.address = quad.address << 8 | value }
            if quad.count == 4 { quad.fourthEnd = index }
            quad.end = index
            guard quad.count < 6, index + 1 < count, bytes[index] == joiner, bytes[index + 1].isDigit else {
                return quad
            }
            index += 1
        }
    }

    // MARK: - With dots

    private mutating func decideDotted(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard let quad = Self.quad(bytes, start, joiner: UInt8(ascii: ".")) else { return nil }
        if quad.count <= 4, bytes.hasText(".in-addr.arpa", at: quad.end, ignoringCase: true) {
            return decideZone(bytes, start, quad)
        }
        switch quad.count {
        case 4:
            break
        case 5:
            // As tcpdump writes address and port; any other five numbers are a version or an object identifier.
            guard
                bytes.hasText("ip ", endingAt: start) || bytes.hasText("> ", endingAt: start)
                    || bytes.hasText(" > ", at: quad.end)
            else { return nil }
        default:
            return nil
        }
        let kind = AddressClass(quad.address)
        let glance = glance(at: quad.address)
        guard kind != .special, !isVersion(bytes, start, quad.fourthEnd, kind) else { return nil }
        return write(bytes, start, quad.fourthEnd, quad, glance, joiner: UInt8(ascii: "."))
    }

    private mutating func write(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ quad: Quad,
        _ glance: AddressCache.Glance,
        joiner: UInt8
    ) -> Int? {
        let value = replacement(of: quad.address, glance)
        guard value != 0 else { return nil }
        // Addresses with zeros to three digits in each number keep them.
        let isPadded = quad.hasLeadingZero && end - start == 15
        replace(bytes, start, end) { output in
            if joiner == UInt8(ascii: "."), !isPadded {
                output.append(address: value)
            } else {
                Self.append(value, joiner: joiner, isPadded: isPadded, to: &output)
            }
        }
        return end
    }

    /// Appends the four numbers.
    private static func append(_ address: UInt32, joiner: UInt8, isPadded: Bool, to output: inout ByteOutput) {
        for shift: UInt32 in [24, 16, 8, 0] {
            let value = UInt8(truncatingIfNeeded: address >> shift)
            if value >= 100 || isPadded { output.append(0x30 + value / 100) }
            if value >= 10 || isPadded { output.append(0x30 + value / 10 % 10) }
            output.append(0x30 + value % 10)
            if shift > 0 { output.append(joiner) }
        }
    }

    /// The numbers before `.in-addr.arpa`, the last of the address first; fewer than four name a network.
    private mutating func decideZone(_ bytes: Span<UInt8>, _ start: Int, _ quad: Quad) -> Int? {
        var octets: [UInt8] = []
        for index in 0..<quad.count { octets.append(UInt8(truncatingIfNeeded: quad.address >> UInt32(8 * index))) }
        let end = quad.end + 13
        guard quad.count < 4 else {
            let reversed = quad.address.byteSwapped
            guard AddressClass(reversed) != .special else { return nil }
            let value = replacement(of: reversed, glance(at: reversed))
            guard value != 0 else { return nil }
            replace(bytes, start, quad.end) { $0.append(address: value.byteSwapped) }
            return quad.end
        }
        guard let text = source.replacement(ofZone: octets, written: bytes.array(start, end)) else { return nil }
        replace(bytes, start, end) { $0.append(text) }
        return end
    }

    // MARK: - Versions

    /// Whether four numbers are the version of a program rather than an address.
    ///
    /// In doubt they are an address, and the more so in the private ranges, where versions hardly ever lie.
    private func isVersion(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ kind: AddressClass) -> Bool {
        isVersionByContext(bytes, start, kind) || isVersionBySuffix(bytes, end, kind)
    }

    private func isVersionByContext(_ bytes: Span<UInt8>, _ start: Int, _ kind: AddressClass) -> Bool {
        guard start > 0 else { return false }
        switch bytes[start - 1] {
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
            guard kind == .open, bytes.isAtom(before: start - 1), floor != start - 1 else { return false }
            return !bytes.isAddressWord(before: start - 1)
        case UInt8(ascii: "/"):
            guard kind == .open, let word = bytes.atom(before: start - 1), word.upperBound == start - 1 else {
                return false
            }
            return ContextWords.contain(ContextWords.products, bytes, word) || isVersionWord(bytes, word)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"), UInt8(ascii: "="), .doubleQuote, .singleQuote,
            UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ","):
            guard var word = bytes.atom(before: start) else { return false }
            if ContextWords.contain(ContextWords.fillers, bytes, word),
                let earlier = bytes.atom(before: word.lowerBound)
            {
                word = earlier
            }
            return isVersionWord(bytes, word)
                || kind == .open && ContextWords.contain(ContextWords.products, bytes, word)
        default:
            return false
        }
    }

    private func isVersionBySuffix(_ bytes: Span<UInt8>, _ end: Int, _ kind: AddressClass) -> Bool {
        guard end + 1 < bytes.count else { return false }
        let isNumber = bytes[end + 1].isDigit
        switch bytes[end] {
        case UInt8(ascii: "+"), UInt8(ascii: "~"):
            return bytes.isAtom(at: end + 1)
        case UInt8(ascii: "-"):
            guard kind == .open, bytes.isAtom(at: end + 1) else { return false }
            return !isNumber || (Self.quad(bytes, end + 1, joiner: UInt8(ascii: "."))?.count ?? 0) != 4
        case UInt8(ascii: "_"):
            return kind == .open && bytes.isAtom(at: end + 1)
        default:
            return false
        }
    }

    private func isVersionWord(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        let end = word.upperBound
        switch bytes[end - 1].lowered {
        case UInt8(ascii: "n"):
            return bytes.hasText("version", endingAt: end) || bytes.hasText("revision", endingAt: end)
        case UInt8(ascii: "e"):
            return bytes.hasText("release", endingAt: end)
        case UInt8(ascii: "d"):
            return bytes.hasText("build", endingAt: end) || bytes.hasText("oid", endingAt: end) && word.count == 3
        case UInt8(ascii: "r"):
            return word.count == 3 && bytes.hasText("ver", endingAt: end)
        case UInt8(ascii: "v"):
            return word.count == 1 || word.count == 3 && bytes.hasText("rev", endingAt: end)
        case UInt8(ascii: "s"):
            return bytes.hasText("versions", endingAt: end)
        default:
            return false
        }
    }

    // MARK: - With other joiners

    /// `ip-10-1-2-3` and `10_0_1_2`: four numbers, but not of a date.
    private mutating func decideJoined(_ bytes: Span<UInt8>, _ start: Int, joiner: UInt8) -> Int? {
        guard let quad = Self.quad(bytes, start, joiner: joiner), quad.count == 4, !quad.hasLeadingZero else {
            return nil
        }
        var isExpected = false
        if bytes.has(joiner, at: start - 1) || bytes.has(UInt8(ascii: "."), at: start - 1),
            bytes.isAtom(before: start - 1)
        {
            var first = start - 1
            while first > 0, start - first < 32, bytes[first - 1].isAlphanumeric { first -= 1 }
            guard (first..<start - 1).contains(where: { bytes[$0].isLetter }) else { return nil }
            isExpected = bytes.isAddressWord(before: start - 1)
        }
        switch AddressClass(quad.address) {
        case .special: return nil
        case .local: break
        case .open: guard isExpected else { return nil }
        }
        return write(bytes, start, quad.end, quad, glance(at: quad.address), joiner: joiner)
    }

    // MARK: - Nibbles

    /// `b.a.9.8. … .ip6.arpa`: the 32 digits of an IPv6 address, the last first.
    private mutating func decideNibbles(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard bytes.hasText(".ip6.arpa", at: start + 63, ignoringCase: true) else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for place in 0..<32 {
            let byte = bytes[start + 62 - 2 * place]
            guard byte.isHexDigit, place == 31 || bytes[start + 61 - 2 * place] == UInt8(ascii: ".") else { return nil }
            let digit = UInt64(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x57)
            if place < 16 { halves.high = halves.high << 4 | digit } else { halves.low = halves.low << 4 | digit }
        }
        let address = WideAddress(high: halves.high, low: halves.low)
        var written: [UInt8] = []
        address.write(full: true, upper: false, to: &written)
        guard address.isHost, let full = source.replacement(of: address, written: IdentityWriting(bytes: written))
        else {
            return nil
        }
        // Short groups when the address was first seen in a short form: the digits are needed all the same.
        guard let value = WideAddress(text: full) else { return nil }
        var text: [UInt8] = []
        for place in 0..<32 {
            let half = place < 16 ? value.low : value.high
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(4 * (place & 15)) & 15)
            if place > 0 { text.append(UInt8(ascii: ".")) }
            text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
        replace(bytes, start, start + 63) { $0.append(text) }
        return start + 63
    }

    // MARK: - Hardware addresses

    private mutating func decideDashedHardware(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        let end = start + 17
        guard end <= bytes.count, !bytes.isAtom(at: end),
            !(bytes.has(UInt8(ascii: "-"), at: end) && bytes.isAtom(at: end + 1)),
            !(bytes.has(UInt8(ascii: "-"), at: start - 1) && bytes.isAtom(before: start - 1))
        else { return nil }
        for index in 0..<17 {
            let byte = bytes[start + index]
            guard index % 3 == 2 ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return nil }
        }
        return writeHardware(bytes, start, end)
    }

    private mutating func decideDottedHardware(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        let end = start + 14
        guard end <= bytes.count, !bytes.isAtom(at: end),
            !(bytes.has(UInt8(ascii: "."), at: end) && bytes.isAtom(at: end + 1))
        else { return nil }
        var hasLetter = isReversed
        for index in 0..<14 {
            let byte = bytes[start + index]
            guard index % 5 == 4 ? byte == UInt8(ascii: ".") : byte.isHexDigit else { return nil }
            hasLetter = hasLetter || byte.isLetter
        }
        return hasLetter ? writeHardware(bytes, start, end) : nil
    }

    /// Replaces the twelve digits from `start` to `end`, unless they name no single interface.
    mutating func writeHardware(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var address: UInt64 = 0
        for index in start..<end where bytes[index].isHexDigit {
            let byte = bytes[index]
            address = address << 4 | UInt64(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x57)
        }
        guard address != 0, address >> 40 & 1 == 0,
            let text = source.replacement(ofHardware: address, written: IdentityWriting(bytes: bytes.array(start, end)))
        else { return nil }
        replace(bytes, start, end) { $0.append(text) }
        return end
    }
}

extension Span<UInt8> {
    /// Whether the word that ends before a `-` or `_` says that an address follows.
    fileprivate func isAddressWord(before end: Int) -> Bool {
        guard let word = atom(before: end), word.upperBound == end else { return false }
        return ContextWords.contain(ContextWords.addresses, self, word)
    }
}
