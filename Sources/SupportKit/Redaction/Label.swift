/// What stands in place of a secret: `[REDACTED:password#7]`.
///
/// The type comes from the rule, the number from the session; nothing comes from the value. The form needs no escaping
/// in URLs, XML, JSON strings and shell words, and is recognised again, so that redacting twice changes nothing.
enum Label {
    private static let opening = Array("[REDACTED:".utf8)

    /// The label of type `kind` for the value with `number`.
    static func text(kind: String, number: Int?) -> [UInt8] {
        opening + Array(kind.utf8) + (number.map { Array("#\($0)".utf8) } ?? []) + [0x5D]
    }

    /// Whether a label starts at `index`.
    static func starts(_ bytes: [UInt8], at index: Int, before limit: Int) -> Bool {
        end(bytes, from: index, before: limit) != nil
    }

    /// The end of the label that starts at `start`, nil if there is none.
    static func end(_ bytes: [UInt8], from start: Int, before limit: Int) -> Int? {
        guard start + opening.count < limit, bytes[start] == opening[0] else { return nil }
        for offset in opening.indices where bytes[start + offset] != opening[offset] { return nil }
        var index = start + opening.count
        while index < limit, index - start < 64 {
            let byte = bytes[index]
            if byte == 0x5D { return index + 1 }
            guard byte.isLower || byte.isDigit || byte == 0x2D || byte == 0x23 else { return nil }
            index += 1
        }
        return nil
    }
}
