/// Base64 as it stands in a message (RFC 2045, section 6.8).
enum MIMEBase64 {
    /// The bytes that fill one line of 76 characters.
    static let bytesPerLine = 57

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes in base64 with padding, without line ends.
    static func encode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
        append(bytes, to: &encoded)
        return encoded
    }

    /// Appends the bytes in lines of 76 characters, each ended by CRLF.
    static func appendLines(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + AttachmentLimit.encodedBytes(rawBytes: bytes.count))
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: bytesPerLine) {
            append(bytes[start..<min(start + bytesPerLine, bytes.endIndex)], to: &output)
            output += "\r\n".utf8
        }
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let count = min(3, bytes.endIndex - index)
            let second = count > 1 ? bytes[index + 1] : 0
            let third = count > 2 ? bytes[index + 2] : 0
            output.append(alphabet[Int(bytes[index] >> 2)])
            output.append(alphabet[Int((bytes[index] & 0x03) << 4 | second >> 4)])
            output.append(count > 1 ? alphabet[Int((second & 0x0F) << 2 | third >> 6)] : UInt8(ascii: "="))
            output.append(count > 2 ? alphabet[Int(third & 0x3F)] : UInt8(ascii: "="))
            index += count
        }
    }
}
