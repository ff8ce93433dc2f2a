/// A set of byte values, with its spelling as a class of a regular expression.
struct ByteSet: Sendable {
    /// Without brackets: `0-9a-f`.
    let expression: String
    private let members: [Bool]

    /// Makes the set from ranges and single bytes, written as inside the brackets of a regular expression; `\` before
    /// a byte takes it literally.
    init(_ expression: String) {
        self.expression = expression
        var members = [Bool](repeating: false, count: 256)
        let bytes = Array(expression.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == .backslash { index += 1 }
            guard index < bytes.count else { break }
            if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index] <= bytes[index + 2] {
                for byte in bytes[index]...bytes[index + 2] { members[Int(byte)] = true }
                index += 3
            } else {
                members[Int(bytes[index])] = true
                index += 1
            }
        }
        self.members = members
    }

    /// Makes the set of just these bytes, without a spelling.
    init(bytes: [UInt8]) {
        expression = ""
        var members = [Bool](repeating: false, count: 256)
        for byte in bytes { members[Int(byte)] = true }
        self.members = members
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        members[Int(byte)]
    }

    static let hex = ByteSet("0-9a-fA-F")
    static let digit = ByteSet("0-9")
    static let upperBase32 = ByteSet("A-Z2-7")
    static let upperDigit = ByteSet("A-Z0-9")
    static let alphanumeric = ByteSet("A-Za-z0-9")
    /// Letters, digits and `_`.
    static let word = ByteSet("A-Za-z0-9_")
    /// Base 64 for URLs.
    static let urlBase64 = ByteSet(#"A-Za-z0-9_\-"#)
    static let urlBase64Padded = ByteSet(#"A-Za-z0-9_\-="#)
    static let base64 = ByteSet(#"A-Za-z0-9+\/="#)
    /// What tokens are made of in general.
    static let token = ByteSet(#"A-Za-z0-9_\-.+\/=~"#)
    /// Base 64, and what stands around it in key files.
    static let keyMaterial = ByteSet(#"A-Za-z0-9+\/=\\ :_."#)
    /// Salts and hashes in crypt's notation.
    static let crypt = ByteSet(#"A-Za-z0-9.\/=$,+\-_"#)
}
