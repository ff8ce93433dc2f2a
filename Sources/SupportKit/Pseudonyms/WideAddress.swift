/// An IPv6 address.
struct WideAddress: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// An IPv4 address written as IPv6, `::ffff:a.b.c.d`.
    var isMapped: Bool { high == 0 && low >> 32 == 0xFFFF }
    /// An IPv4 address behind NAT64, `64:ff9b::a.b.c.d` (RFC 6052).
    var isTranslated: Bool { high == 0x0064_FF9B_0000_0000 && low >> 32 == 0 }
    /// fe80::/10.
    var isLinkLocal: Bool { high >> 54 == 0x3FA }
    /// Global, unique local or link-local unicast: all that names a host; `a::b` of a program's source does not.
    var isHost: Bool { high >> 61 == 1 || high >> 57 == 0x7E || isLinkLocal && low != 0 }

    /// The sixteen bytes.
    var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - 8 * ($0 & 7))) }
    }

    /// The address of sixteen bytes.
    init(bytes: ArraySlice<UInt8>) {
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    private func group(_ index: Int) -> Int {
        Int(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(16 * (3 - index & 3))) & 0xFFFF
    }

    /// Appends the address, with all zeros or in the short form of RFC 5952.
    func write(full: Bool, upper: Bool, to output: inout [UInt8]) {
        var start = 8
        var length = 1
        if !full {
            var index = 0
            while index < 8 {
                var end = index
                while end < 8, group(end) == 0 { end += 1 }
                if end - index > length { (start, length) = (index, end - index) }
                index = max(end, index + 1)
            }
        }
        var index = 0
        while index < 8 {
            if index == start {
                output.append(0x3A)
                output.append(0x3A)
                index += length
                continue
            }
            if index > 0, index != start + length { output.append(0x3A) }
            let value = group(index)
            var shift = 12
            if !full { while shift > 0, value >> shift == 0 { shift -= 4 } }
            while shift >= 0 {
                let digit = UInt8(value >> shift & 15)
                output.append(digit < 10 ? 0x30 + digit : (upper ? 0x37 : 0x57) + digit)
                shift -= 4
            }
            index += 1
        }
    }
}
