/// What stands for IPv4 addresses, and how often: open addressing in one flat array, twelve bytes a place.
struct AddressTable: Sendable {
    private struct Slot {
        var key: UInt32 = 0
        var value: UInt32 = 0
        var count: UInt32 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    /// Addresses in it.
    private(set) var count = 0

    private static func slot(_ key: UInt32, in capacity: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 24) & (capacity - 1)
    }

    /// The place of an address; nil if it is not in the table.
    func find(_ key: UInt32) -> Int? {
        var slot = Self.slot(key, in: slots.count)
        while slots[slot].key != 0 {
            if slots[slot].key == key { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func value(at slot: Int) -> UInt32 { slots[slot].value }
    func count(at slot: Int) -> UInt32 { slots[slot].count }

    mutating func add(_ uses: UInt32, at slot: Int) {
        let (sum, overflow) = slots[slot].count.addingReportingOverflow(uses)
        slots[slot].count = overflow ? .max : sum
    }

    /// Adds an address that is not in the table; 0.0.0.0 never is.
    mutating func insert(_ key: UInt32, value: UInt32) {
        if (count + 1) * 5 > slots.count * 4 {
            let old = slots
            slots = Array(repeating: Slot(), count: old.count * 2)
            for slot in old where slot.key != 0 { place(slot) }
        }
        place(Slot(key: key, value: value))
        count += 1
    }

    private mutating func place(_ new: Slot) {
        var slot = Self.slot(new.key, in: slots.count)
        while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = new
    }

    /// All addresses, in no order.
    var addresses: [UInt32] { slots.compactMap { $0.key == 0 ? nil : $0.key } }
}
