/// Classes of bytes, by ASCII: content is bytes of any encoding, so nothing here knows characters.
extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let backslash = UInt8(ascii: "\\")
    static let doubleQuote = UInt8(ascii: "\"")
    static let singleQuote = UInt8(ascii: "'")

    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isLower: Bool { self &- 0x61 < 26 }
    @inline(__always) var isUpper: Bool { self &- 0x41 < 26 }
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always) var isAlphanumeric: Bool { isLetter || isDigit }
    @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
    /// What the character stands for in base 64 (RFC 4648, 4); nil for any other, the padding too.
    @inline(__always) var base64Value: UInt8? {
        switch self {
        case 0x41...0x5A: self - 0x41
        case 0x61...0x7A: self - 0x47
        case 0x30...0x39: self + 4
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inline(__always) var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
    @inline(__always) var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
    /// Letters, digits, `_`, `-` and `.`, of which names of settings are made, and every byte of a non-ASCII letter.
    @inline(__always) var isNameByte: Bool {
        isAlphanumeric || self == 0x5F || self == 0x2D || self == 0x2E || self >= 0x80
    }
    @inline(__always) var lowered: UInt8 { isUpper ? self | 0x20 : self }
    /// Whether this is one of the bytes of `text`.
    @inline(__always)
    func isAny(of text: StaticString) -> Bool {
        text.withUTF8Buffer { text in
            for index in 0..<text.count where unsafe text[index] == self { return true }
            return false
        }
    }
    /// Ends a line of text: LF, CR or NUL.
    @inline(__always) var endsLine: Bool { self == 0x0A || self == 0x0D || self == 0 }
}
