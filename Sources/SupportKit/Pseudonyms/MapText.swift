/// Pieces of a map's JSON.
enum MapText {
    /// Appends a JSON string; bytes that are no UTF-8 become the replacement character.
    static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        text.append(.doubleQuote)
        for byte in String(decoding: Array(bytes), as: UTF8.self).utf8 {
            if byte == .doubleQuote || byte == .backslash {
                text.append(.backslash)
                text.append(byte)
            } else if byte < 0x20 {
                text += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            } else {
                text.append(byte)
            }
        }
        text.append(.doubleQuote)
    }

    /// The four numbers of an address.
    static func dotted(_ address: UInt32) -> [UInt8] {
        Array([24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }.joined(separator: ".").utf8)
    }

    /// The address of four numbers; nil for anything else.
    static func address(_ text: String) -> UInt32? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard numbers.count == 4 else { return nil }
        var address: UInt32 = 0
        for number in numbers {
            guard let number else { return nil }
            address = address << 8 | UInt32(number)
        }
        return address
    }
}
