/// What stands for identities of any length, and how often: entries over one array of bytes, found by open addressing.
struct IdentityTable: Sendable {
    private struct Entry {
        let start: UInt32
        let hash: UInt32
        let keyLength: UInt16
        let valueLength: UInt16
        let originalLength: UInt16
        let kind: PseudonymKind
        var count: UInt32
    }

    private var arena: [UInt8] = []
    private var entries: [Entry] = []
    private var slots = [UInt32](repeating: 0, count: 64)

    /// Identities in it.
    var count: Int { entries.count }

    /// Bytes in use, about.
    var memory: Int { arena.count + entries.count * (MemoryLayout<Entry>.stride + 8) }

    /// A hash to find a key by, and to share keys out.
    static func hash(_ kind: PseudonymKind, _ key: [UInt8]) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(kind.code)
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// The number of an entry; nil if the key is not in the table.
    func find(_ kind: PseudonymKind, _ key: [UInt8], hash: UInt32) -> Int? {
        var slot = Int(hash >> 4) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].hash == hash, entries[index].kind == kind, self.key(index).elementsEqual(key) {
                return index
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func kind(_ index: Int) -> PseudonymKind { entries[index].kind }
    func count(_ index: Int) -> UInt32 { entries[index].count }

    func key(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        return arena[Int(entry.start)..<Int(entry.start) + Int(entry.keyLength)]
    }

    func value(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        let start = Int(entry.start) + Int(entry.keyLength)
        return arena[start..<start + Int(entry.valueLength)]
    }

    /// As it was written when it was first seen.
    func original(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        let start = Int(entry.start) + Int(entry.keyLength) + Int(entry.valueLength)
        return arena[start..<start + Int(entry.originalLength)]
    }

    mutating func use(_ index: Int) {
        if entries[index].count < .max { entries[index].count += 1 }
    }

    /// Adds what is not in the table; all three are shorter than 64 KiB.
    mutating func insert(
        _ kind: PseudonymKind,
        _ key: [UInt8],
        hash: UInt32,
        value: [UInt8],
        original: [UInt8],
        count: UInt32 = 1
    ) {
        if (entries.count + 1) * 4 > slots.count * 3 {
            slots = Array(repeating: 0, count: slots.count * 2)
            for index in entries.indices { place(index) }
        }
        entries.append(
            Entry(
                start: UInt32(arena.count),
                hash: hash,
                keyLength: UInt16(key.count),
                valueLength: UInt16(value.count),
                originalLength: UInt16(original.count),
                kind: kind,
                count: count
            )
        )
        arena.append(contentsOf: key)
        arena.append(contentsOf: value)
        arena.append(contentsOf: original)
        place(entries.count - 1)
    }

    private mutating func place(_ index: Int) {
        var slot = Int(entries[index].hash >> 4) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(index + 1)
    }
}
