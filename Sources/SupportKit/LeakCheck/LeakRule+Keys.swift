/// Private keys whose material was left behind.
extension LeakRule {
    static let keys: [LeakRule] = [
        LeakRule(
            "private-key",
            "key material of a private key",
            literals: ["---begin ", "---- begin "],
            isCaseless: true,
            // Either 40 characters of it follow within the next lines, or they stand anywhere before the last line.
            pattern: #"""
                ----? [ ]? begin [ ] [a-z0-9 ]{0,40} private [ ] key [a-z ]{0,10} ---- -?
                (?: [^\n\[\-]{0,80}? [a-z0-9+/]{40}
                  | [^\n\[\-]{0,40} \n (?: (?! [^\n]* (?: --- | \[redacted: ) ) [^\n]{0,160} \n ){0,4}?
                    (?: (?! --- ) [^\n\[] ){0,60}? [a-z0-9+/]{40}
                  | (?= (?: [^\-]++ | - (?! --[ ]?(?:end|begin) ) )*+ ---[ ]?end [ ] [a-z0-9 ]{0,40} private )
                    (?: (?! ---[ ]?end ) . )*? [a-z0-9+/]{40} )
                """#,
            spansLines: true,
            positives: [
                "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIFakeFakeFakeFakeFakeFakeFakeFakeFakeFake\n-----END",
                "k: \"-----BEGIN PRIVATE KEY-----\\nMIIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake\\n\"",
                "-----BEGIN RSA PRIVATE KEY-----\n[REDACTED:private-key#1]\n"
                    + "MIIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake\n-----END RSA PRIVATE KEY-----",
            ],
            negatives: [
                "-----BEGIN CERTIFICATE-----\nMIIDdzCCAlFakeFakeFakeFakeFakeFakeFakeFakeFakeFake\n-----END",
                "-----BEGIN RSA PRIVATE KEY-----\n[REDACTED:private-key#1]\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----[REDACTED:private-key#1]\n"
                    + "da39a3ee5e6b4b0d3255bfef95601890afd80709deadbeef is a checksum",
            ]
        ),
        LeakRule(
            "private-key-base64",
            "a private key in base 64",
            literals: ["LS0tLS1CRUdJTi"],
            pattern: #"""
                LS0tLS1CRUdJTi [A-Za-z0-9+/]{0,16} (?: QUklWQVRFIEtFWS | BSSVZBVEUgS0VZ | UFJJVkFURSBLRV | QUklWQVRF )
                [A-Za-z0-9+/=\s]{40}
                """#,
            positives: [
                "key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCkZha2VGYWtlRmFrZUZha2VGYWtlRmFrZUZha2VGYWtlRmFrZQ=="
            ],
            negatives: ["cert: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUZha2VGYWtlRmFrZUZha2VGYWtlRmFrZUZha2U="]
        ),
        LeakRule(
            "putty-key",
            "key material of a PuTTY key",
            literals: ["private-lines:"],
            isCaseless: true,
            pattern: #"private-lines: [ ]? [0-9]{1,4} \r?\n [ \t]{0,16} [a-z0-9+/]{40}"#,
            spansLines: true,
            positives: ["Private-Lines: 8\nAAAAFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake"],
            negatives: ["Private-Lines: 8\n[REDACTED:private-key#1]"]
        ),
        LeakRule(
            "age-key",
            "an age secret key",
            literals: ["AGE-SECRET-KEY-1"],
            pattern: #"AGE-SECRET-KEY-1 [A-Z0-9]{50}"#,
            positives: ["AGE-SECRET-KEY-1" + String(repeating: "Q3", count: 29)],
            negatives: ["AGE-SECRET-KEY-1..."]
        ),
    ]
}
