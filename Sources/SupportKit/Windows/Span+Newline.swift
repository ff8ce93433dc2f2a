extension Span<UInt8> {
    /// The place of the first line feed at or behind `start`, looked for eight bytes at a time.
    func firstNewline(from start: Int) -> Int? {
        let count = count
        guard start < count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            var index = start
            let ones: UInt64 = 0x0101_0101_0101_0101
            let wanted = ones &* 0x0A
            while index &+ 8 <= count {
                let word =
                    unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ wanted
                // The lowest byte that was a line feed is the lowest with its high bit set here.
                let found = (word &- ones) & ~word & (ones &* 0x80)
                if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
                index &+= 8
            }
            while index < count {
                if unsafe bytes[index] == 0x0A { return index }
                index &+= 1
            }
            return nil
        }
    }

    /// The place of the first byte other than NUL at or behind `start`; the end when there is none.
    func firstNonZero(from start: Int) -> Int {
        var index = start
        while index < count, self[index] == 0 { index += 1 }
        return index
    }
}
