/// How an address is written in a text.
struct IdentityWriting {
    let bytes: [UInt8]

    private var letters: Bool? {
        for byte in bytes where byte.isLetter { return byte.isUpper }
        return nil
    }

    /// Whether its letters are capitals; nil when it has none.
    var isUpper: Bool? { letters }

    /// An IPv6 address with all its zeros.
    var isFull: Bool { bytes.count == 39 && !bytes.contains(0x2E) }

    /// The bytes with small letters.
    var lowered: [UInt8] { bytes.map(\.lowered) }

    /// Writes the digits of a hardware address in the places of those here.
    func hardware(_ address: UInt64, upper: Bool) -> [UInt8] {
        var shift: UInt64 = 48
        return bytes.map { byte in
            guard byte.isHexDigit, shift > 0 else { return byte }
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: address >> shift & 15)
            return digit < 10 ? 0x30 + digit : (upper ? 0x37 : 0x57) + digit
        }
    }

    /// Writes a name of the same shape with the case and the separators of `written`.
    static func copyShape(of written: [UInt8], to name: [UInt8]) -> [UInt8] {
        zip(written, name).map { shape($1, as: $0) }
    }

    /// A letter of a pseudonym in the case of the one it replaces; separators stay.
    @inline(__always)
    static func shape(_ letter: UInt8, as written: UInt8) -> UInt8 {
        written.isUpper ? (letter.isLower ? letter & 0xDF : letter) : written.isAlphanumeric ? letter : written
    }
}
