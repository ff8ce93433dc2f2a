/// The 256 bits of one HMAC.
struct KeyedBlock: Sendable {
    let words: (UInt64, UInt64, UInt64, UInt64)

    /// Bit `index` of 0 to 255.
    @inline(__always)
    func bit(_ index: Int) -> UInt64 {
        let word =
            switch index >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> UInt64(index & 63) & 1
    }

    /// The 16 bits of place `index` of 0 to 15.
    func short(_ index: Int) -> Int {
        let word =
            switch index >> 2 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return Int(truncatingIfNeeded: word >> UInt64(16 * (index & 3))) & 0xFFFF
    }
}
