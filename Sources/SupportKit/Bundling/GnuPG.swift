internal import Platform

/// How the host's `gpg` is called: it asks nobody, looks nothing up in a network, and obeys no file of options.
enum GnuPG {
    static let program = "gpg"

    /// Without its files of options, so that none adds a recipient or a key server; its keys stay where they are.
    static let options = [
        "--batch", "--no-tty", "--no-options", "--disable-dirmngr", "--no-auto-key-locate", "--no-auto-check-trustdb",
        "--no-random-seed-file", "--lock-never", "--no-permission-warning", "--trust-model", "always",
        "--no-encrypt-to",
        "--display-charset", "utf-8",
    ]

    /// Where it finds the caller's keys.
    static var environment: [String: String] {
        var environment: [String: String] = [:]
        for name in ["HOME", "GNUPGHOME"] { environment[name] = ThisProcess.environment(name) }
        return environment
    }

    /// What it said, as an addition to a sentence.
    static func said(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes.prefix(4_096), as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }.suffix(3)
        return lines.isEmpty ? "" : ": " + lines.map { TerminalText.escaped(String($0)) }.joined(separator: "; ")
    }
}
