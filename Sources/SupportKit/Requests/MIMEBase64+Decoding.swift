extension MIMEBase64 {
    /// The octets that base64 stands for, up to its padding; characters that do not belong to it are passed over.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            if character == UInt8(ascii: "=") { break }
            guard let value = character.base64Value else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return octets
    }
}
