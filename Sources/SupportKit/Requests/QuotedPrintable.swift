/// Quoted-printable (RFC 2045, section 6.7).
enum QuotedPrintable {
    private static let lineLimit = 76
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Appends text with CRLF line ends and lines of at most 76 characters, ASCII only.
    ///
    /// Besides what the encoding asks for, a dot or `From ` at the start of a line is encoded, since mail software takes
    /// them for the end of a message or the start of another; no character is split by a soft line break.
    static func append(_ text: String, to output: inout [UInt8]) {
        for (index, line) in BodyText.lines(of: text).enumerated() {
            if index > 0 { output += "\r\n".utf8 }
            append(line: line, to: &output)
        }
    }

    private static func append(line: String, to output: inout [UInt8]) {
        var column = 0
        let scalars = Array(line.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isLast = index == scalars.count - 1
            var unit = encoded(scalar, isAtLineEnd: isLast)
            // A soft break takes one column, the last unit of a line may use it.
            if column + unit.count > (isLast ? lineLimit : lineLimit - 1) {
                output += "=\r\n".utf8
                column = 0
            }
            if column == 0, startsTrouble(scalars[index...]) {
                unit = hexadecimal(scalar)
            }
            output += unit
            column += unit.count
        }
    }

    private static func encoded(_ scalar: Unicode.Scalar, isAtLineEnd: Bool) -> [UInt8] {
        switch scalar {
        case "=": hexadecimal(scalar)
        case " ", "\t": isAtLineEnd ? hexadecimal(scalar) : [UInt8(scalar.value)]
        case "!"..."~": [UInt8(scalar.value)]
        default: hexadecimal(scalar)
        }
    }

    private static func startsTrouble(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.first == "." || rest.prefix(5).elementsEqual("From ".unicodeScalars)
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> [UInt8] {
        String(scalar).utf8.flatMap { [UInt8(ascii: "="), digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] }
    }
}
