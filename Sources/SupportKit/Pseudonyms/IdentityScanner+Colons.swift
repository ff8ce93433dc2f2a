/// IPv6 addresses, and hardware addresses with colons.
extension IdentityScanner {
    /// Whether a run with colons may begin at an atom: it does not where it would go on from hexadecimal digits before.
    func isStartOfColons(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard bytes.has(UInt8(ascii: ":"), at: start - 1) else { return true }
        guard bytes.isAtom(before: start - 1) else { return !bytes.has(UInt8(ascii: ":"), at: start - 2) }
        var first = start - 1
        var isHex = true
        while first > 0, start - first < 7, bytes[first - 1].isAlphanumeric {
            first -= 1
            isHex = isHex && bytes[first].isHexDigit
        }
        return !isHex || start - 1 - first > 4
    }

    /// What a run of groups with colons looks like.
    private struct Run {
        /// Where the last group, or the double colon behind it, ends.
        var end: Int
        /// Where the next to last group ends.
        var previousEnd: Int
        /// Number of groups before the double colon.
        var gap: Int?
        /// All groups have two digits.
        var isPairs = true
        /// The last group has decimal digits only.
        var isLastDecimal = false
        /// The last group is followed by a point and a digit.
        var isDotted = false
        /// Where the last group begins.
        var lastStart: Int
    }

    /// Reads up to 20 groups of up to four hexadecimal digits into ``groups``.
    private mutating func readRun(_ bytes: Span<UInt8>, from start: Int) -> Run {
        groups.removeAll(keepingCapacity: true)
        var run = Run(end: start, previousEnd: start, lastStart: start)
        var index = start
        if bytes[index] == UInt8(ascii: ":") {
            run.gap = 0
            index += 2
            run.end = index
        }
        while groups.count < 20 {
            let first = index
            var value: UInt32 = 0
            var isDecimal = true
            while index < bytes.count, bytes[index].isHexDigit, index - first < 5 {
                let byte = bytes[index]
                isDecimal = isDecimal && byte.isDigit
                value = value << 4 | UInt32(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x57)
                index += 1
            }
            // Five digits are a port; letters that are no digits belong to a word behind.
            guard index > first, index - first <= 4, !bytes.isAtom(at: index) else { break }
            groups.append(value)
            run.isPairs = run.isPairs && index - first == 2
            run.isLastDecimal = isDecimal
            run.previousEnd = run.end
            run.lastStart = first
            run.end = index
            run.isDotted = isDecimal && bytes.has(UInt8(ascii: "."), at: index) && bytes.isAtom(at: index + 1)
            guard bytes.has(UInt8(ascii: ":"), at: index) else { break }
            index += 1
            if bytes.has(UInt8(ascii: ":"), at: index) {
                guard run.gap == nil else { break }
                run.gap = groups.count
                index += 1
                run.end = index
            }
        }
        return run
    }

    /// Decides the run that begins at `start`, and returns where to go on if it was replaced.
    mutating func decideColons(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        let run = readRun(bytes, from: start)
        if run.gap == nil, run.isPairs, findsHardware {
            switch groups.count {
            case 6:
                return writeHardware(bytes, start, run.end)
            case 7 where groups[0] == 1 || groups[0] == 0xFF:
                // A DHCP client's identifier: type, address.
                return writeHardware(bytes, start + 3, run.end)
            case 14:
                // The kernel's log of a packet: receiver, sender, type.
                let receiver = writeHardware(bytes, start, start + 17)
                return writeHardware(bytes, start + 18, start + 35) ?? receiver
            default:
                break
            }
        }
        guard findsAddresses else { return nil }
        var end = run.end
        if run.isDotted {
            // The numbers with dots are found on their own, unless a network is before them.
            guard groups.count > 1, let tail = tail(bytes, run.lastStart) else { return nil }
            groups.removeLast()
            groups.append(tail.address >> 16)
            groups.append(tail.address & 0xFFFF)
            end = tail.end
        } else if run.gap == nil, groups.count == 9, run.isLastDecimal {
            // An address and a port, as Java writes them.
            groups.removeLast()
            end = run.previousEnd
        }
        guard let address = wideAddress(gap: run.gap) else { return nil }
        if run.isDotted, address.isMapped || address.isTranslated { return nil }
        guard address.isHost || address.isMapped || address.isTranslated,
            let text = source.replacement(of: address, written: IdentityWriting(bytes: bytes.array(start, end)))
        else { return nil }
        replace(bytes, start, end) { $0.append(text) }
        return end
    }

    private func tail(_ bytes: Span<UInt8>, _ start: Int) -> (address: UInt32, end: Int)? {
        var address: UInt32 = 0
        var index = start
        for place in 0..<4 {
            var value: UInt32 = 0
            let first = index
            while index < bytes.count, bytes[index].isDigit, index - first < 4 {
                value = value * 10 + UInt32(bytes[index] - 0x30)
                index += 1
            }
            guard index > first, value <= 255 else { return nil }
            address = address << 8 | value
            if place == 3 { return bytes.isAtom(at: index) ? nil : (address, index) }
            guard bytes.has(UInt8(ascii: "."), at: index) else { return nil }
            index += 1
        }
        return nil
    }

    /// The address of ``groups``, with zeros in the gap.
    private func wideAddress(gap: Int?) -> WideAddress? {
        WideAddress(groups: groups, gap: gap)
    }
}

extension WideAddress {
    /// The address of eight groups, or of up to seven with zeros put in at `gap`.
    init?(groups: [UInt32], gap: Int?) {
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        let missing = 8 - groups.count
        for place in 0..<8 {
            var value: UInt32 = 0
            if let gap {
                if place < gap {
                    value = groups[place]
                } else if place >= gap + missing {
                    value = groups[place - missing]
                }
            } else {
                value = groups[place]
            }
            if place < 4 {
                halves.high = halves.high << 16 | UInt64(value)
            } else {
                halves.low = halves.low << 16 | UInt64(value)
            }
        }
        self.init(high: halves.high, low: halves.low)
    }

    /// The address of a text without dots and without anything around it.
    init?(text: [UInt8]) {
        var groups: [UInt32] = []
        var gap: Int?
        var index = 0
        if text.starts(with: [0x3A, 0x3A]) {
            gap = 0
            index = 2
        }
        while index < text.count {
            let first = index
            var value: UInt32 = 0
            while index < text.count, text[index].isHexDigit, index - first < 5 {
                let byte = text[index]
                value = value << 4 | UInt32(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x57)
                index += 1
            }
            guard index > first, index - first <= 4 else { return nil }
            groups.append(value)
            if index == text.count { break }
            guard text[index] == 0x3A else { return nil }
            index += 1
            if index < text.count, text[index] == 0x3A {
                guard gap == nil else { return nil }
                gap = groups.count
                index += 1
            } else if index == text.count {
                return nil
            }
        }
        self.init(groups: groups, gap: gap)
    }
}
