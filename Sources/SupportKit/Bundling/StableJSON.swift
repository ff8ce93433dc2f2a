internal import FoundationEssentials

/// JSON as supportkit writes it: the same value always gives the same bytes, indented, keys sorted.
///
/// Characters a terminal acts on (DEL, C1, bidirectional controls, line separators) are written as `\uXXXX`, so that a
/// document from a bundle can be shown as it is.
public enum StableJSON {
    /// Encodes a value, ending in a newline.
    ///
    /// - Throws: `EncodingError`, for numbers JSON does not have.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        var bytes = try fragment(value)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Encodes a value without the final newline.
    static func fragment(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = [UInt8](try encoder.encode(value))
        // Whatever needs escaping beyond JSON's own rules begins with DEL or is not ASCII.
        return bytes.contains { $0 >= 0x7F } ? escaped(bytes) : bytes
    }

    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            // Newlines here are the indentation; inside texts the encoder escaped them.
            if scalar.value >= 0x7F, TerminalText.isActive(scalar) {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    result += Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count)
                    result += Array(digits.utf8)
                }
            } else {
                result += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return result
    }
}
