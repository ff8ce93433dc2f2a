/// A cursor over bytes that knows its line.
struct ByteScanner {
    private let bytes: [UInt8]
    private var index = 0
    /// The line of the next byte, from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A UTF-8 byte order mark belongs to the encoding, not to the text.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func advance() {
        guard index < bytes.count else { return }
        if bytes[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
    }

    /// Passes over `text` if it stands here.
    mutating func skip(_ text: StaticString) -> Bool {
        guard hasPrefix(text) else { return false }
        for _ in 0..<text.utf8CodeUnitCount { advance() }
        return true
    }

    mutating func skip(past text: StaticString) {
        while index < bytes.count, !skip(text) { advance() }
    }

    mutating func skipSpace() {
        while let byte = peek, byte <= 32 { advance() }
    }

    mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = index
        while let byte = peek, condition(byte) { advance() }
        return bytes[start..<index]
    }

    /// The bytes before `text`, which is passed over as well.
    mutating func take(until text: StaticString) -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count {
            let end = index
            if skip(text) { return bytes[start..<end] }
            advance()
        }
        return bytes[start..<index]
    }

    /// A name as XML has them: letters, digits, `_`, `-`, `.`, `:` and everything beyond ASCII.
    mutating func takeName() -> String {
        String(
            decoding: take { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: ":"), 0x80...:
                    true
                default: false
                }
            },
            as: UTF8.self
        )
    }

    private func hasPrefix(_ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { buffer in
            for offset in 0..<buffer.count where unsafe buffer[offset] != bytes[index + offset] { return false }
            return true
        }
    }
}
