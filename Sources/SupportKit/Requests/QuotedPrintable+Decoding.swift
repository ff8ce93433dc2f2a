extension QuotedPrintable {
    /// The octets that quoted-printable text stands for; what is not valid stays as it is.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let rest = text[index...]
            guard rest.first == UInt8(ascii: "=") else {
                octets.append(text[index])
                index += 1
                continue
            }
            let next = rest.dropFirst()
            if next.starts(with: "\r\n".utf8) {
                index += 3
            } else if next.first == .lineFeed {
                index += 2
            } else if let high = next.first.flatMap(value), let low = next.dropFirst().first.flatMap(value) {
                octets.append(high << 4 | low)
                index += 3
            } else {
                octets.append(text[index])
                index += 1
            }
        }
        return octets
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
