/// Gives addresses pseudonyms that keep the networks: as many leading bits as two addresses share, their pseudonyms
/// share.
///
/// The method is that of Crypto-PAn (Xu, Fan, Ammar, Moon, 2002): each bit is flipped or not by a keyed function of the
/// bits before it, which is a permutation whatever the function is. Here one HMAC gives the flips of a whole byte: its
/// 255 usable bits are the inner nodes of a binary tree of depth eight. Where a special range begins in a subtree no
/// bit is flipped on the way to it, so every range is mapped onto itself. The last bit is always flipped: no address
/// is its own pseudonym.
struct AddressPermutation: Sendable {
    /// A range that is mapped onto itself, from the most significant bit.
    private struct Range {
        let bits: UInt64
        let length: Int

        /// Whether the range lies strictly within the subtree of the first `depth` bits of `address`.
        func begins(below address: UInt64, depth: Int) -> Bool {
            depth < length && (depth == 0 || (address ^ bits) >> UInt64(64 - depth) == 0)
        }
    }

    private let key: CaseKey
    private var blocks4: [UInt32: KeyedBlock] = [:]
    private var blocks6: [UInt64: [KeyedBlock]] = [:]

    /// Blocks that are kept for prefixes of up to 16 bits of IPv4, and sets of eight for the first half of IPv6.
    private static let limit4 = 4096
    private static let limit6 = 1024

    init(key: CaseKey) {
        self.key = key
    }

    // MARK: - IPv4

    /// The pseudonym; nil for addresses that are left alone because they name no host.
    mutating func permute(_ address: UInt32) -> UInt32? {
        guard AddressClass(address) != .special else { return nil }
        let wide = UInt64(address) << 32
        var result: UInt32 = 0
        for level in 0..<4 {
            let block = block4(level, prefix: level == 0 ? 0 : address >> UInt32(32 - 8 * level))
            var node = 1
            for depth in level * 8..<level * 8 + 8 {
                let bit = UInt64(address >> UInt32(31 - depth) & 1)
                let isFixed = Self.ranges4.contains { $0.begins(below: wide, depth: depth) }
                let flip = depth == 31 ? 1 : isFixed ? 0 : block.bit(node)
                result = result << 1 | UInt32(truncatingIfNeeded: bit ^ flip)
                node = node << 1 | Int(bit)
            }
        }
        return result
    }

    private mutating func block4(_ level: Int, prefix: UInt32) -> KeyedBlock {
        let name = UInt32(level) << 24 | prefix
        if level < 3, let known = blocks4[name] { return known }
        let block = key.block(
            [UInt8(ascii: "4"), UInt8(level)] + (0..<4).map { UInt8(truncatingIfNeeded: prefix >> (8 * $0)) }
        )
        if level < 3, blocks4.count < Self.limit4 { blocks4[name] = block }
        return block
    }

    private static let ranges4: [Range] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
        (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
        (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 3),
    ].map { Range(bits: $0.0 << 32, length: $0.1) }

    // MARK: - IPv6

    /// The pseudonym; nil for addresses that are left alone.
    mutating func permute(_ address: WideAddress) -> WideAddress? {
        if address.isMapped || address.isTranslated {
            guard let low = permute(UInt32(truncatingIfNeeded: address.low)) else { return nil }
            return WideAddress(high: address.high, low: address.low & ~0xFFFF_FFFF | UInt64(low))
        }
        guard address.isHost else { return nil }
        var high = address.high
        if !address.isLinkLocal {
            let blocks = upperBlocks(address.high)
            high = 0
            var node = 1
            for depth in 0..<64 {
                if depth & 7 == 0 { node = 1 }
                let bit = address.high >> UInt64(63 - depth) & 1
                let isFixed = Self.ranges6.contains { $0.begins(below: address.high, depth: depth) }
                high = high << 1 | bit ^ (isFixed ? 0 : blocks[depth >> 3].bit(node))
                node = node << 1 | Int(bit)
            }
        }
        var low: UInt64 = 0
        for level in 0..<8 {
            let block = block6(8 + level, address.high, level == 0 ? 0 : address.low >> UInt64(64 - 8 * level))
            var node = 1
            for depth in level * 8..<level * 8 + 8 {
                let bit = address.low >> UInt64(63 - depth) & 1
                low = low << 1 | bit ^ (depth == 63 ? 1 : block.bit(node))
                node = node << 1 | Int(bit)
            }
        }
        return WideAddress(high: high, low: low)
    }

    private mutating func upperBlocks(_ high: UInt64) -> [KeyedBlock] {
        if let known = blocks6[high] { return known }
        let blocks = (0..<8).map { level in block6(level, level == 0 ? 0 : high >> UInt64(64 - 8 * level), 0) }
        if blocks6.count < Self.limit6 { blocks6[high] = blocks }
        return blocks
    }

    private func block6(_ level: Int, _ high: UInt64, _ low: UInt64) -> KeyedBlock {
        var message = [UInt8(ascii: "6"), UInt8(level)]
        for shift in 0..<8 { message.append(UInt8(truncatingIfNeeded: high >> UInt64(8 * shift))) }
        for shift in 0..<8 { message.append(UInt8(truncatingIfNeeded: low >> UInt64(8 * shift))) }
        return key.block(message)
    }

    private static let ranges6: [Range] = [
        (0x0000_0000_0000_0000, 8), (0x2000_0000_0000_0000, 3), (0x2001_0000_0000_0000, 32),
        (0x2001_0DB8_0000_0000, 32), (0x2002_0000_0000_0000, 16), (0xFC00_0000_0000_0000, 8),
        (0xFD00_0000_0000_0000, 8), (0xFE80_0000_0000_0000, 10), (0xFF00_0000_0000_0000, 8),
    ].map { Range(bits: $0.0, length: $0.1) }
}
