internal import Platform

/// Names of files that hold one secret, bare, as containers and services are given it: `ldap-password`,
/// `db_password.secret`, `.vault-token`.
enum SecretFileName {
    /// Endings that say nothing of what else a file could be.
    private static let endings = ["password", "passwd", "pass", "secret", "token", "pw"]
    /// Names that only sound like it.
    private static let openNames = ["passwd", "passwd-"]
    private static let classifier = KeyClassifier()

    /// Whether a name could be one, as its dots alone tell: most names of many files have an ending of another kind.
    static func mayMatch(_ name: some Collection<UInt8>) -> Bool {
        let parts = name.split(separator: UInt8(ascii: "."))
        return parts.count == 1 || parts.count == 2 && (parts[1].count <= 6 || parts[1].contains { $0 >= 0x80 })
    }

    /// Whether a file of this name, without directories, is one.
    static func matches(_ name: String) -> Bool {
        let text = name.lowercased()
        guard !openNames.contains(text) else { return false }
        let parts = text.split(separator: ".")
        let hasEnding = parts.count == 2 && endings.contains(String(parts[1]))
        guard let first = parts.first, parts.count == 1 || hasEnding else { return false }
        let bytes = Array(first.utf8)
        switch classifier.classify(bytes, 0..<bytes.count) {
        case .password, .pass, .secret, .token: return true
        default: return hasEnding
        }
    }

    /// Whether these are the first bytes of such a file: at most three words, each on a line of its own.
    static func isBare(_ head: Span<UInt8>) -> Bool {
        guard head.count > 0, head.count <= 1_024 else { return false }
        var words = 0
        var isInWord = false
        for index in head.indices {
            let byte = head[index]
            if byte == 0x20 || byte == 0x09 || byte == 0 { return false }
            if !byte.endsLine, !isInWord { words += 1 }
            isInWord = !byte.endsLine
        }
        return (1...3).contains(words)
    }
}
