/// What a byte can be part of.
enum ByteClass {
    /// A letter or digit.
    static let atom: UInt8 = 1
    /// A letter.
    static let letter: UInt8 = 2
    /// A letter that is no hexadecimal digit.
    static let other: UInt8 = 4
    /// Stands between the parts of addresses.
    static let joiner: UInt8 = 8
    /// Something may begin or end here.
    static let special: UInt8 = 16

    /// The classes of all bytes.
    static let table: [UInt8] = (0...255).map { (byte: UInt8) in
        if byte.isDigit { return atom }
        if byte.isLetter { return atom | letter | (byte.isHexDigit ? 0 : other) }
        switch byte {
        case UInt8(ascii: ":"): return joiner | special
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): return joiner
        case UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "%"), .backslash: return special
        default: return 0
        }
    }
}
