internal import Platform
internal import SystemPackage

/// Files that hold nothing but keys, known by their names: never opened, whatever a profile says.
enum NeverCollected {
    /// What earlier runs left.
    static let ownFiles = [
        "supportkit-*.tar.gz", "supportkit-*.tar.gz.sha256", "supportkit-*.tar.zst", "supportkit-*.tar.zst.sha256",
        "supportkit-*Z.eml", "supportkit-*Z.txt",
    ]
    private static let keyFiles = [
        "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.truststore", "*.keytab", "*.kdbx", "*.ppk", "*.pgp",
        "*.gpg",
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "ssh_host_*_key", "krb5cc_*", ".erlang.cookie", "*.ovpn",
        "jmxremote.password",
    ]

    /// Whether a file holds nothing but keys, by its name in any case.
    static func isKeyFile(_ name: FilePath.Component) -> Bool {
        NamePattern.matches(name, anyOf: keyFiles, isCaseless: true)
            || SecretFileName.matches(name.string)
    }
}
