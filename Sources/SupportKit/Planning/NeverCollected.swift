internal import Platform
internal import SystemPackage

/// Files that hold nothing but keys, known by their names: never opened, whatever a profile says.
enum NeverCollected {
    /// What earlier runs left.
    static let ownFiles = [
        "supportkit-*.tar.gz", "supportkit-*.tar.gz.sha256", "supportkit-*Z.eml", "supportkit-*Z.txt",
    ]
    private static let keyFiles = [
        "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.truststore", "*.keytab", "*.kdbx", "*.ppk", "*.pgp",
        "*.gpg",
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "ssh_host_*_key", "krb5cc_*", ".erlang.cookie", "*.ovpn",
        "jmxremote.password",
    ]

    /// Endings that say nothing of what else a file could be.
    private static let secretEndings = ["password", "passwd", "pass", "secret", "token", "pw"]
    /// Names that only sound like it.
    private static let openNames = ["passwd", "passwd-"]

    /// Whether a file holds nothing but keys, by its name in any case.
    static func isKeyFile(_ name: FilePath.Component) -> Bool {
        keyFiles.contains { NamePattern.matches(name, pattern: $0, isCaseless: true) } || isSecret(name)
    }

    /// `ldap-password`, `db_password.secret`: one secret, bare, as containers and services are given it.
    private static func isSecret(_ name: FilePath.Component) -> Bool {
        let text = name.string.lowercased()
        guard !openNames.contains(text) else { return false }
        let parts = text.split(separator: ".")
        let hasEnding = parts.count == 2 && secretEndings.contains(String(parts[1]))
        guard let first = parts.first, parts.count == 1 || hasEnding else { return false }
        let bytes = Array(first.utf8)
        switch KeyClassifier().classify(bytes, 0..<bytes.count) {
        case .password, .pass, .secret, .token: return true
        default: return hasEnding
        }
    }
}
