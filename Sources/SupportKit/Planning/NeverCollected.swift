internal import Platform
internal import SystemPackage

/// Files that hold nothing but keys, known by their names: never opened, whatever a profile says.
enum NeverCollected {
    /// What earlier runs left.
    private static let ownFiles = [
        "supportkit-*.tar.gz", "supportkit-*.tar.gz.sha256", "supportkit-*.tar.zst", "supportkit-*.tar.zst.sha256",
        "supportkit-*Z.eml", "supportkit-*Z.txt",
    ]
    private static let keyFiles = [
        "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.truststore", "*.keytab", "*.kdbx", "*.ppk", "*.pgp",
        "*.gpg",
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "ssh_host_*_key", "krb5cc_*", ".erlang.cookie", "*.ovpn",
        "jmxremote.password",
    ]

    /// Endings of names that no pattern but `*` and an ending can match.
    private static let keyEndings = Set(keyFiles.filter { $0.hasPrefix("*.") }.map { Array($0.utf8.dropFirst(2)) })
    private static let otherKeyFiles = keyFiles.filter { !$0.hasPrefix("*.") }
    private static let otherKeyStarts = Set(otherKeyFiles.compactMap(\.utf8.first))

    /// Whether a file is what an earlier run left, by its name.
    static func isOwnFile(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.starts(with: "supportkit-".utf8), let component = FilePath(bytes: name).lastComponent else {
            return false
        }
        return NamePattern.matches(component, anyOf: ownFiles)
    }

    /// Whether a file holds nothing but keys, by its name in any case.
    static func isKeyFile(_ name: ArraySlice<UInt8>) -> Bool {
        let lowered = name.map(\.lowered)
        if let dot = lowered.lastIndex(of: UInt8(ascii: ".")), keyEndings.contains(Array(lowered[(dot + 1)...])) {
            return true
        }
        if SecretFileName.mayMatch(name), SecretFileName.matches(String(decoding: name, as: UTF8.self)) { return true }
        // Letters beyond ASCII may have one of its letters as their small form.
        guard let first = lowered.first, otherKeyStarts.contains(first) || first >= 0x80,
            let component = FilePath(bytes: name).lastComponent
        else { return false }
        return NamePattern.matches(component, anyOf: otherKeyFiles, isCaseless: true)
    }
}
