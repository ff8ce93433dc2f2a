/// The addresses that one writer has seen lately, so that it seldom asks the source it shares with others.
///
/// Small, because its misses in the processor's caches are most of what a replacement costs: eight bytes an address,
/// two places side by side for each, 512 places at first and 8 MiB at most. A multiplication scrambles the address; its
/// upper bits choose the place, so only the others are kept in it. Holds back the counts until asked.
struct AddressCache {
    /// From the upper bits: what stands for the address (never zero), the lower bits of the scrambled address, uses.
    private var slots: [UInt64]
    /// Bits that choose a pair of places, and bits of a count.
    private var width: UInt32
    private var misses = 0

    private static let narrowest: UInt32 = 8
    private static let large: UInt32 = 17
    private static let widest: UInt32 = 19
    /// Odd, so that it has an inverse.
    private static let factor: UInt32 = 0x9E37_79B1
    private static let inverse: UInt32 = {
        // Newton's method; each step doubles the right bits.
        var inverse = factor
        for _ in 0..<4 { inverse = inverse &* (2 &- factor &* inverse) }
        return inverse
    }()

    init() {
        width = Self.narrowest
        slots = Array(repeating: 0, count: 2 << Int(Self.narrowest))
    }

    /// A place where an address may be, as it was when it was looked at.
    struct Glance {
        fileprivate let place: Int
        fileprivate let slot: UInt64
    }

    /// Looks where an address may be, long before it is needed: memory is slow.
    @inline(__always)
    func glance(at address: UInt32) -> Glance {
        let scrambled = address &* Self.factor
        let pair = Int(scrambled >> (32 - width)) << 1
        let first = slots[pair]
        let isSecond = (UInt32(truncatingIfNeeded: first) ^ scrambled << width) >> width != 0
        let place = pair + (isSecond ? 1 : 0)
        return Glance(place: place, slot: slots[place])
    }

    /// What stands for an address, just after a glance at it; zero for what is left alone.
    @inline(__always)
    mutating func replacement(of address: UInt32, _ glance: Glance, from source: some IdentitySource) -> UInt32 {
        let low = UInt32(truncatingIfNeeded: glance.slot)
        let countMask: UInt32 = 1 << width &- 1
        guard low & ~countMask == (address &* Self.factor) << width, low & countMask != countMask,
            glance.slot >> 32 != 0
        else { return fetch(address, from: source) }
        slots[glance.place] = glance.slot + 1
        return UInt32(truncatingIfNeeded: glance.slot >> 32)
    }

    /// Asks the source, also when a count is full.
    @inline(never)
    private mutating func fetch(_ address: UInt32, from source: some IdentitySource) -> UInt32 {
        guard let value = source.replacement(of: address) else { return 0 }
        misses += 1
        // A large table is slow itself, even if it never misses.
        if misses > (width < Self.large ? slots.count / 2 : slots.count * 4), width < Self.widest {
            flush(to: source)
            width += width < Self.large - 1 ? 2 : 1
            slots = Array(repeating: 0, count: 2 << Int(width))
            misses = 0
        }
        let scrambled = address &* Self.factor
        let pair = Int(scrambled >> (32 - width)) << 1
        let new = UInt64(value) << 32 | UInt64(scrambled << width) | 1
        for place in pair...pair + 1 where slots[place] >> UInt64(width) == new >> UInt64(width) {
            // It is here, with a full count.
            flush(place, to: source)
            slots[place] = new
            return value
        }
        // What was fetched later stands first.
        flush(pair + 1, to: source)
        slots[pair + 1] = slots[pair]
        slots[pair] = new
        return value
    }

    private func flush(_ place: Int, to source: some IdentitySource) {
        let slot = slots[place]
        let uses = UInt32(truncatingIfNeeded: slot) & (1 << width &- 1)
        guard slot != 0, uses > 0 else { return }
        let tag = UInt32(truncatingIfNeeded: slot) >> width
        let scrambled = UInt32(truncatingIfNeeded: place >> 1) << (32 - width) | tag
        source.count(uses, of: scrambled &* Self.inverse)
    }

    /// Hands the counts over and starts anew.
    mutating func flush(to source: some IdentitySource) {
        for place in slots.indices where slots[place] != 0 {
            flush(place, to: source)
            slots[place] = 0
        }
    }
}
