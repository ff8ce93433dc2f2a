/// How the units of a text are stored, as far as it matters for searching it.
enum TextEncoding: Equatable {
    /// ASCII, UTF-8, Latin-1, anything whose ASCII letters are bytes.
    case bytes
    case utf16LittleEndian
    case utf16BigEndian

    /// Bytes that ``detect(_:)`` looks at.
    static let headLength = 64

    /// Reads a byte order mark, or where there is none the pattern of NULs in the first bytes.
    static func detect(_ head: Span<UInt8>) -> TextEncoding {
        guard head.count >= 2 else { return .bytes }
        if head[0] == 0xFF, head[1] == 0xFE { return .utf16LittleEndian }
        if head[0] == 0xFE, head[1] == 0xFF { return .utf16BigEndian }
        let count = min(head.count, headLength) & ~1
        guard count >= 32 else { return .bytes }
        var zeros = (even: 0, odd: 0)
        for index in 0..<count where head[index] == 0 {
            if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.even == 0, zeros.odd * 4 >= count { return .utf16LittleEndian }
        if zeros.odd == 0, zeros.even * 4 >= count { return .utf16BigEndian }
        return .bytes
    }
}
