/// Words that announce a secret, as base 64 writes them.
enum EncodedWords {
    private static let words = [
        "password", "PASSWORD", "Password", "passwd", "PASSWD", "secret", "SECRET", "Secret", "token", "TOKEN", "PASS=",
        "pass=", "api_key", "API_KEY", "apiKey",
    ]

    /// The letters that stand in base 64 for each word whatever stands around it, in each of the three places where it
    /// may begin.
    static let searched: [String] = words.flatMap { word in
        (0..<3).map { place in
            let letters = encoded(Array(repeating: 0, count: place) + Array(word.utf8))
            // Bits of the neighbours are in the first letters, and in the last one.
            let first = (place * 8 + 5) / 6
            let last = (place + word.utf8.count) * 8 / 6
            return String(decoding: letters[first..<last], as: UTF8.self)
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var letters: [UInt8] = []
        var group = 0
        var bits = 0
        for byte in bytes {
            group = (group << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                letters.append(alphabet[group >> bits & 0x3F])
            }
        }
        if bits > 0 { letters.append(alphabet[group << (6 - bits) & 0x3F]) }
        return letters
    }
}
