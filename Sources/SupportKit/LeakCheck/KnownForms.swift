/// The ways in which programs write a value that is known to be secret.
///
/// Derived here once more, so that a mistake of the redactor's own list is noticed.
struct KnownForms {
    /// A text to search.
    struct Form: Sendable {
        let bytes: [UInt8]
        /// Must not stand within a longer word.
        let isWord: Bool
        /// Whether the user named it.
        let isLiteral: Bool
    }

    /// Longer texts are searched by their beginning: it is telling enough.
    static let longest = 1_024
    /// Values of more than these bytes have the plain form alone.
    private static let longestEncoded = 512

    private(set) var forms: [Form] = []

    /// Adds all forms of `value`, unless it is too short to be searched.
    mutating func add(_ value: [UInt8], isLiteral: Bool) {
        guard value.count >= 4 else { return }
        let isPlainWord = !isLiteral && value.count < 12 && value.allSatisfy(Self.isAlphanumeric)
        var seen: Set<[UInt8]> = []
        func add(_ bytes: [UInt8], isWord: Bool) {
            let bytes = Array(bytes.prefix(Self.longest))
            guard bytes.count >= 4, seen.insert(bytes).inserted else { return }
            forms.append(Form(bytes: bytes, isWord: isWord, isLiteral: isLiteral))
        }
        add(value, isWord: isPlainWord)
        guard value.count <= Self.longestEncoded else { return }
        for digits in ["0123456789ABCDEF", "0123456789abcdef"] {
            add(Self.percentEncoded(value, Array(digits.utf8)), isWord: isPlainWord)
        }
        for style in Self.escapes { add(Self.replaced(value, style), isWord: isPlainWord) }
        for offset in 0..<3 {
            let encoded = Self.base64(value, behind: offset)
            if encoded.count >= 8 { add(encoded, isWord: false) }
        }
        // Within programs' memory and files of Windows.
        if value.count >= 6, value.allSatisfy({ $0 < 0x80 }) { add(value.flatMap { [$0, 0] }, isWord: false) }
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    // MARK: - Encodings

    private static func percentEncoded(_ value: [UInt8], _ digits: [UInt8]) -> [UInt8] {
        let kept = Array("-._~".utf8)
        return value.flatMap { byte in
            isAlphanumeric(byte) || kept.contains(byte)
                ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static func replaced(_ value: [UInt8], _ table: [UInt8: [UInt8]]) -> [UInt8] {
        value.flatMap { table[$0] ?? [$0] }
    }

    private static let escapes: [[UInt8: [UInt8]]] = [
        table(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;"]),
        table(["&": "&amp;", "<": "&lt;", ">": "&gt;"]),
        table(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;"]),
        table(["\"": #"\""#, "\\": #"\\"#]),
        table(["\"": #"\""#, "\\": #"\\"#, "/": #"\/"#]),
        table(["\"": #"\""#, "\\": #"\\"#, "<": #"\u003c"#, ">": #"\u003e"#, "&": #"\u0026"#]),
        table(["\"": #"\""#, "\\": #"\\"#, "<": #"\u003c"#, ">": #"\u003e"#, "&": #"\u0026"#, "'": #"\u0027"#]),
        table(["'": "''"]),
        table(["'": #"'\''"#]),
    ]

    private static func table(_ pairs: KeyValuePairs<Character, String>) -> [UInt8: [UInt8]] {
        var table: [UInt8: [UInt8]] = [:]
        for (character, text) in pairs {
            if let byte = character.asciiValue { table[byte] = Array(text.utf8) }
        }
        return table
    }

    /// What `value` alone decides of a text in base 64 in which it stands `offset` bytes behind the start of a group.
    private static func base64(_ value: [UInt8], behind offset: Int) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let padded = [UInt8](repeating: 0, count: offset) + value
        var text: [UInt8] = []
        for start in stride(from: 0, to: padded.count - padded.count % 3, by: 3) {
            let group = UInt32(padded[start]) << 16 | UInt32(padded[start + 1]) << 8 | UInt32(padded[start + 2])
            for shift in [UInt32(18), 12, 6, 0] { text.append(alphabet[Int(group >> shift & 63)]) }
        }
        // The characters of the first group that hold bits of what stands before.
        return Array(text.dropFirst(offset == 0 ? 0 : offset + 1))
    }
}
