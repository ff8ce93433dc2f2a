internal import Platform

/// Finds identities in bytes and replaces them; looks at each byte once.
///
/// What is decided at a place depends on at most ``lookBehind`` bytes before and ``lookAhead`` bytes from it, and never
/// on another line: so the output does not depend on how a text is cut.
struct IdentityScanner<Source: IdentitySource>: ~Copyable {
    let source: Source
    let dictionary: NameDictionary
    let findsAddresses: Bool
    let findsHardware: Bool
    let findsEmails: Bool
    let isReversed: Bool

    private let findsNames: Bool
    private let classes: [UInt8] = ByteClass.table
    private var cache = AddressCache()
    private var uses: [UInt32] = []
    /// The input ended within an atom: one so long that nothing can be made of it, or the very last.
    private var isWithinAtom = false

    /// Up to here the input stands in ``output`` or has been handed over.
    private(set) var copied = 0
    /// Where the last replacement ended; nothing before it is replaced any more.
    var floor = 0
    /// The input up to ``copied`` with the replacements, as far as it has not been taken.
    private(set) var output = ByteOutput()
    /// The groups of a run with colons.
    var groups: [UInt32] = []

    /// Bytes before a place that are looked at.
    static var lookBehind: Int { 320 }
    /// Bytes from a place on that are looked at.
    static var lookAhead: Int { 640 }

    init(source: Source) {
        self.source = source
        dictionary = source.dictionary
        findsAddresses = source.kinds.contains(.ips)
        findsHardware = source.kinds.contains(.macs)
        findsEmails = source.kinds.contains(.emails) && !source.isReversed
        isReversed = source.isReversed
        findsNames = !source.dictionary.isEmpty
    }

    // MARK: - The loop

    /// Decides all words that begin from `start` to `limit`, and returns up to where.
    mutating func scan(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
        let table = classes
        let classes = table.span
        let names = dictionary.filter
        let filter = names.span
        let shift = dictionary.filterShift
        let count = bytes.count
        var index = start
        if isWithinAtom {
            while index < count, bytes[index].isAlphanumeric { index += 1 }
            isWithinAtom = index == count
        }
        var escape = index > 0 && index < count && Self.isEscape(bytes[index - 1]) ? index : -1
        while index < limit {
            var kind = unsafe classes[unchecked: Int(bytes[unchecked: index])]
            guard kind & ByteClass.atom != 0 else {
                index += 1
                if kind & ByteClass.special != 0 {
                    let byte = bytes[index - 1]
                    if Self.isEscape(byte) {
                        escape = index
                    } else {
                        index = decideSeparator(bytes, at: index - 1)
                    }
                }
                continue
            }
            let atom = index
            index += 1
            while index < count {
                let next = unsafe classes[unchecked: Int(bytes[unchecked: index])]
                guard next & ByteClass.atom != 0 else {
                    kind |= next & ByteClass.joiner
                    break
                }
                kind |= next
                index += 1
            }
            isWithinAtom = index == count
            if findsNames, Self.mayBegin(bytes, atom, index, filter, shift), let end = decideName(bytes, atom, index) {
                index = end
                continue
            }
            // Addresses are short atoms without other letters, and something that joins them.
            if kind & (ByteClass.joiner | ByteClass.other) == ByteClass.joiner, index - atom <= 4,
                let end = decideNumber(bytes, atom, index, isDecimal: kind & ByteClass.letter == 0)
            {
                index = end
                continue
            }
            if atom == escape, let end = decideEscaped(bytes, atom, index) { index = end }
        }
        return index
    }

    @inline(__always)
    private static func isEscape(_ byte: UInt8) -> Bool {
        byte == .backslash || byte == UInt8(ascii: "%")
    }

    @inline(__always)
    private static func mayBegin(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ filter: Span<UInt64>,
        _ shift: UInt64
    ) -> Bool {
        guard start + 8 <= bytes.count else { return true }
        var word = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
        word |= 0x2020_2020_2020_2020
        let length = end - start
        if length < 8 { word &= (1 << UInt64(8 * length)) &- 1 }
        let bit = NameDictionary.place(of: word, shift: shift)
        return unsafe filter[unchecked: bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// A word behind `\n`, `\u003c` or `%20` may begin within its first atom.
    private mutating func decideEscaped(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let length: Int
        if bytes[start - 1] == UInt8(ascii: "%") {
            guard end - start > 2, bytes[start].isHexDigit, bytes[start + 1].isHexDigit else { return nil }
            length = 2
        } else if bytes[start] == UInt8(ascii: "u"), end - start > 5 {
            length = 5
        } else if bytes[start].isAny(of: "nrtbfv"), end - start > 1 {
            length = 1
        } else {
            return nil
        }
        let start = start + length
        if findsNames, let after = decideName(bytes, start, end) { return after }
        guard end - start <= 4, end < bytes.count else { return nil }
        var kind: UInt8 = 0
        for index in start..<end { kind |= classes[Int(bytes[index])] }
        guard kind & ByteClass.other == 0 else { return nil }
        return decideNumber(bytes, start, end, isDecimal: kind & ByteClass.letter == 0)
    }

    /// Decides what a separator may begin or stand within, and returns where to go on.
    private mutating func decideSeparator(_ bytes: Span<UInt8>, at index: Int) -> Int {
        switch bytes[index] {
        case UInt8(ascii: "@"):
            return findsEmails ? decideEmail(bytes, at: index) ?? index + 1 : index + 1
        case UInt8(ascii: ":"):
            guard findsAddresses, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ":"),
                index == 0 || !(bytes[index - 1].isAlphanumeric || bytes[index - 1] == UInt8(ascii: ":"))
            else { return index + 1 }
            return decideColons(bytes, from: index) ?? index + 1
        case UInt8(ascii: "["):
            return endOfLabel(bytes, at: index) ?? index + 1
        default:
            return index + 1
        }
    }

    /// Labels of removed secrets, and the codes that colour a terminal's text, are not looked into.
    private func endOfLabel(_ bytes: Span<UInt8>, at start: Int) -> Int? {
        if start > 0, bytes[start - 1] == 0x1B {
            var index = start + 1
            while index < bytes.count, index - start < 32, bytes[index].isDigit || bytes[index].isAny(of: ";?") {
                index += 1
            }
            return index < bytes.count && bytes[index].isLetter ? index + 1 : nil
        }
        guard bytes.hasText("REDACTED", at: start + 1) else { return nil }
        var index = start + 9
        while index < bytes.count, index - start < 80, !bytes[index].endsLine {
            if bytes[index] == UInt8(ascii: "]") { return index + 1 }
            index += 1
        }
        return nil
    }

    // MARK: - Output

    /// Puts what stands before `start` into the output, and goes on at `end`.
    @inline(__always)
    mutating func replace(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ write: (inout ByteOutput) -> Void) {
        copy(bytes, to: start)
        write(&output)
        copied = end
        floor = end
    }

    /// Puts what stands before `end` into the output.
    @inline(__always)
    mutating func copy(_ bytes: Span<UInt8>, to end: Int) {
        guard end > copied else { return }
        output.append(bytes.extracting(copied..<end))
        copied = end
    }

    /// Hands over the output.
    mutating func handOver(_ sink: (Span<UInt8>) throws -> Void) throws {
        try output.withSpan(sink)
        output.removeAll()
    }

    /// Forgets the first `count` bytes of the input.
    mutating func advance(by count: Int) {
        copied -= count
        floor = max(0, floor - count)
    }

    /// Forgets the input: the next begins a line.
    mutating func startLine() {
        copied = 0
        floor = 0
        isWithinAtom = false
    }

    /// Marks input as handed over that needed no change.
    mutating func skip(to end: Int) {
        copied = end
    }

    /// Looks for an address ahead of ``replacement(of:_:)``.
    @inline(__always)
    func glance(at address: UInt32) -> AddressCache.Glance {
        cache.glance(at: address)
    }

    /// What stands for an address; zero for what is left alone.
    @inline(__always)
    mutating func replacement(of address: UInt32, _ glance: AddressCache.Glance) -> UInt32 {
        cache.replacement(of: address, glance, from: source)
    }

    /// Counts a use of a known name.
    mutating func use(_ entry: Int) {
        if uses.isEmpty { uses = Array(repeating: 0, count: dictionary.entries.count) }
        if uses[entry] < .max { uses[entry] += 1 }
    }

    /// Hands the counts over to the source.
    mutating func flushCounts() {
        cache.flush(to: source)
        for entry in uses.indices where uses[entry] > 0 { source.count(uses[entry], ofEntry: entry) }
        uses = []
    }
}
