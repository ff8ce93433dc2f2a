/// Password hashes, in full length.
extension LeakRule {
    /// So many characters of a made-up hash.
    private static func fake(_ count: Int) -> String {
        String(String(repeating: "aB3xQ7zK9mP2vL5n", count: count / 16 + 1).prefix(count))
    }

    /// Forms too short to be searched alone, with each byte that may stand before them.
    private static func preceded(_ text: String) -> [String] {
        [":", "\"", "'", " ", "=", ">", "}", "\n", "\t", ","].map { $0 + text }
    }

    static let hashes: [LeakRule] = [
        LeakRule(
            "crypt-hash",
            "a password hash of crypt",
            literals: preceded("$1$") + preceded("$5$") + preceded("$6$") + preceded("$y$") + preceded("$apr1$"),
            pattern: #"""
                . \$ (?: 1\$ [./\w]{1,8} \$ [./\w]{22} | apr1\$ [./\w]{1,8} \$ [./\w]{22}
                   | 5\$ (?:rounds=\d{1,9}\$)? [./\w]{1,16} \$ [./\w]{43}
                   | 6\$ (?:rounds=\d{1,9}\$)? [./\w]{1,16} \$ [./\w]{86}
                   | y\$ [./\w]{1,8} \$ [./\w]{1,86} \$ [./\w]{43} )
                """#,
            positives: [
                "root:$6$s4lt$" + fake(86) + ":19000:0:", "u:$1$s4lt$" + fake(22), "u:$5$s4lt$" + fake(43),
                "u:$apr1$s4lt$" + fake(22), "u:$y$j9T$s4lt$" + fake(43),
            ],
            negatives: ["root:[REDACTED:hash#1]:19000:0:", "cost $1$ and $6$ more"]
        ),
        LeakRule(
            "bcrypt-hash",
            "a password hash of bcrypt",
            literals: ["$2a$", "$2b$", "$2y$", "$2x$"],
            pattern: #"\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}"#,
            positives: ["u:$2y$10$" + fake(53)],
            negatives: ["$2a$ is bcrypt"]
        ),
        LeakRule(
            "argon2-hash",
            "a password hash of Argon2 or scrypt",
            literals: ["$argon2i", "$argon2d"],
            pattern: #"\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/\-]{8,}\$[\w+/\-]{16}"#,
            positives: ["$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$" + fake(43)],
            negatives: ["$argon2id$v=19$m=65536"]
        ),
        LeakRule(
            "pbkdf2-hash",
            "a password hash of PBKDF2",
            literals: ["$pbkdf2", "pbkdf2_sha", "grub.pbkdf2.sha512."],
            pattern: #"""
                (?: \$pbkdf2[\w\-]*\$\d+\$[\w./+=]{8,}\$[\w./+=]{20} | pbkdf2_sha\d+\$\d+\$[\w./+=]+\$[\w./+=]{32}
                  | grub\.pbkdf2\.sha512\.\d+\.[0-9A-F]{32,}\.[0-9A-F]{64} )
                """#,
            positives: [
                "$pbkdf2-sha256$29000$" + fake(22) + "$" + fake(43),
                "pbkdf2_sha256$260000$" + fake(22) + "$" + fake(43),
            ],
            negatives: ["pbkdf2_sha256 is the default"]
        ),
        LeakRule(
            "ldap-hash",
            "a password hash of LDAP",
            literals: ["{SSHA", "{SHA}", "{SMD5}"],
            pattern: #"\{S(?:SHA(?:256|384|512)?|HA|MD5)\} [A-Za-z0-9+/]{22}"#,
            positives: ["userPassword: {SSHA}" + fake(32) + "=="],
            negatives: ["{SSHA} is an LDAP hash", "userPassword: {SSHA}[REDACTED:hash#1]"]
        ),
        LeakRule(
            "scram-verifier",
            "a SCRAM verifier",
            literals: ["SCRAM-SHA-256$"],
            pattern: #"SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]{16,}\$[A-Za-z0-9+/=]{40,}:"#,
            positives: ["SCRAM-SHA-256$4096:" + fake(22) + "==$" + fake(43) + "=:" + fake(43) + "="],
            negatives: ["SCRAM-SHA-256$ stands in pg_authid"]
        ),
    ]
}
