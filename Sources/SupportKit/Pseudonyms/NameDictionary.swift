/// Known names and what stands for them, found in a text without looking at more than the first word of most.
///
/// A name is a run of atoms (letters and digits) with separators between them. A hash table holds every beginning of
/// every name that ends with an atom, so the longest name at a place is found atom by atom; a bit field over the first
/// atoms keeps nearly all other words away from the table. Case counts for nothing, and `.`, `-` and `_` are the same,
/// as in file names made from names.
final class NameDictionary: Sendable {
    /// What is known of a name.
    struct Entry: Sendable {
        fileprivate let start: UInt32
        fileprivate let nameLength: UInt16
        fileprivate let pseudonymLength: UInt16
        let kind: PseudonymKind
        let needsContext: Bool
        /// Names below it are known as well.
        let isDomain: Bool
        /// Whether letters and digits of name and pseudonym have the same places.
        let keepsShape: Bool
    }

    fileprivate struct Slot {
        var hash: UInt64 = 0
        var entry: Int32 = -1
        var hasLonger = false
    }

    private let arena: [UInt8]
    let entries: [Entry]
    private let slots: [Slot]
    /// A bit for the ``head(_:)`` of every first atom, at the place that ``place(of:shift:)`` says.
    let filter: [UInt64]
    /// See ``place(of:shift:)``.
    let filterShift: UInt64

    /// Bytes of the longest name that is held.
    static let longest = 255

    init(_ builder: Builder) {
        arena = builder.arena
        entries = builder.entries
        slots = builder.slots
        filter = builder.filter
        filterShift = builder.filterShift
    }

    /// Whether there is nothing to find.
    var isEmpty: Bool { entries.isEmpty }

    func name(of entry: Int) -> ArraySlice<UInt8> {
        let entry = entries[entry]
        return arena[Int(entry.start)..<Int(entry.start) + Int(entry.nameLength)]
    }

    func pseudonym(of entry: Int) -> ArraySlice<UInt8> {
        let entry = entries[entry]
        let start = Int(entry.start) + Int(entry.nameLength)
        return arena[start..<start + Int(entry.pseudonymLength)]
    }

    // MARK: - Search

    /// The longest name that begins at `start`, where an atom begins that ends at `atomEnd`, and ends before `limit`.
    func match(_ bytes: Span<UInt8>, from start: Int, atomEnd: Int, before limit: Int) -> (entry: Int, end: Int)? {
        var best: (entry: Int, end: Int)?
        var hash = Self.seed
        var position = start
        var end = atomEnd
        while end - start <= Self.longest, end < limit {
            while position < end {
                hash = Self.extend(hash, bytes[position])
                position += 1
            }
            guard let slot = find(hash) else { break }
            if slot.entry >= 0, isName(Int(slot.entry), bytes, start, end) { best = (Int(slot.entry), end) }
            guard slot.hasLonger else { break }
            var next = end
            while next < bytes.count, next - end < 4, !bytes[next].isAlphanumeric, !bytes[next].endsLine { next += 1 }
            guard next < bytes.count, bytes[next].isAlphanumeric else { break }
            end = next + 1
            while end < bytes.count, bytes[end].isAlphanumeric, end - start <= Self.longest { end += 1 }
        }
        return best
    }

    private func find(_ hash: UInt64) -> Slot? {
        var index = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while slots[index].hash != 0 {
            if slots[index].hash == hash { return slots[index] }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isName(_ entry: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let name = name(of: entry)
        guard name.count == end - start else { return false }
        var index = start
        for byte in name {
            guard Self.fold(byte) == Self.fold(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    // MARK: - Hashes

    fileprivate static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    fileprivate static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        // FNV-1a; the second step brings the late bytes into the bits that choose the place.
        let mixed = (hash ^ UInt64(fold(byte))) &* 0x100_0000_01b3
        return mixed ^ mixed >> 29
    }

    /// Small letters, and one separator for all.
    @inline(__always)
    static func fold(_ byte: UInt8) -> UInt8 {
        byte == 0x2D || byte == 0x5F ? 0x2E : byte.lowered
    }

    /// The number of the bit of ``filter`` for an atom.
    @inline(__always)
    static func place(of head: UInt64, shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }

    /// The first eight bytes of an atom, with `0x20` set in each.
    static func head(_ atom: some Sequence<UInt8>) -> UInt64 {
        var word: UInt64 = 0
        for (index, byte) in atom.prefix(8).enumerated() { word |= UInt64(byte | 0x20) << UInt64(8 * index) }
        return word
    }

    // MARK: - Making

    /// Collects names.
    struct Builder {
        fileprivate var arena: [UInt8] = []
        fileprivate var entries: [Entry] = []
        fileprivate var slots = [Slot](repeating: Slot(), count: 64)
        fileprivate var filter: [UInt64]
        fileprivate var filterShift: UInt64
        private var used = 0

        /// Prepares room.
        ///
        /// - Parameter names: about so many will come.
        init(names: Int) {
            var bits: UInt64 = 12
            while bits < 24, 1 << bits < names * 32 { bits += 1 }
            filterShift = 64 - bits
            filter = Array(repeating: 0, count: 1 << Int(bits - 6))
        }

        /// Adds a name unless there is one that cannot be told from it.
        ///
        /// It must begin and end with a letter or digit; longer ones than ``NameDictionary/longest`` are left out.
        mutating func add(
            _ name: [UInt8],
            pseudonym: [UInt8],
            kind: PseudonymKind,
            needsContext: Bool = false,
            isDomain: Bool = false
        ) {
            guard name.count <= NameDictionary.longest, pseudonym.count <= NameDictionary.longest,
                let first = name.first, first.isAlphanumeric, let last = name.last, last.isAlphanumeric
            else { return }
            var hash = NameDictionary.seed
            var place = 0
            for index in name.indices {
                hash = NameDictionary.extend(hash, name[index])
                let endsAtom =
                    name[index].isAlphanumeric && (index + 1 == name.count || !name[index + 1].isAlphanumeric)
                guard endsAtom else { continue }
                if used * 3 > slots.count * 2 { grow() }
                place = slot(for: hash)
                if index + 1 < name.count { slots[place].hasLonger = true }
            }
            guard slots[place].entry < 0 else { return }
            slots[place].entry = Int32(entries.count)
            let keepsShape =
                name.count == pseudonym.count
                && zip(name, pseudonym).allSatisfy { $0.isDigit == $1.isDigit && $0.isLetter == $1.isLetter }
            entries.append(
                Entry(
                    start: UInt32(arena.count),
                    nameLength: UInt16(name.count),
                    pseudonymLength: UInt16(pseudonym.count),
                    kind: kind,
                    needsContext: needsContext,
                    isDomain: isDomain,
                    keepsShape: keepsShape
                )
            )
            arena.append(contentsOf: name)
            arena.append(contentsOf: pseudonym)
            let head = NameDictionary.head(name.prefix { $0.isAlphanumeric })
            let bit = NameDictionary.place(of: head, shift: filterShift)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }

        private mutating func slot(for hash: UInt64) -> Int {
            var index = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
            while slots[index].hash != 0, slots[index].hash != hash { index = (index + 1) & (slots.count - 1) }
            if slots[index].hash == 0 {
                slots[index].hash = hash
                used += 1
            }
            return index
        }

        private mutating func grow() {
            let old = slots
            slots = Array(repeating: Slot(), count: old.count * 2)
            used = 0
            for slot in old where slot.hash != 0 { slots[self.slot(for: slot.hash)] = slot }
        }
    }
}
