internal import Platform

/// A key that a bundle is encrypted to, as the host's `gpg` knows it.
public struct OpenPGPKey: Equatable, Sendable {
    /// The primary key's fingerprint: 40 or 64 capital hexadecimal digits.
    public let fingerprint: String
    /// Whose key it says it is; empty when it does not say.
    public let user: String
    /// What `gpg` is told: the fingerprint, or of a chosen subkey (`…!`) that.
    let recipient: String

    /// For people: fingerprint and user.
    public var description: String { user.isEmpty ? fingerprint : "\(fingerprint) (\(user))" }

    /// Finds a key among those of the caller's `gpg`; nothing is looked up in a network.
    ///
    /// - Parameter text: a fingerprint, a key ID of at least 16 digits, an e-mail address, or `=` and a whole user ID.
    /// - Returns: the only key of that name.
    /// - Throws: ``OpenPGPError``.
    public static func find(_ text: String) async throws(OpenPGPError) -> OpenPGPKey {
        let name = try name(text)
        let command = PlannedCommand(
            [GnuPG.program] + GnuPG.options + ["--with-colons", "--fixed-list-mode", "--list-keys", "--", name],
            timeout: .seconds(30),
            maximumBytes: 1 << 20
        )
        let result = await CommandRunner(passingOn: GnuPG.environment).run(command)
        // Exit code 2 is also the answer for a key that is not there.
        if let problem = result.problem(answers: [0, 2], timeout: command.timeout) {
            throw .unusable("gpg \(problem)\(GnuPG.said(result.errors)): without it nothing can be encrypted")
        }
        return try choose(try keys(in: String(decoding: result.output, as: UTF8.self)), named: text, name)
    }

    /// A primary key of a listing.
    struct Listed: Equatable {
        var validity: Character
        var capabilities: String
        var fingerprint = ""
        var users: [String] = []
    }

    /// Reads the output of `gpg --with-colons --list-keys`. See: doc/DETAILS of GnuPG
    static func keys(in listing: String) throws(OpenPGPError) -> [Listed] {
        var keys: [Listed] = []
        var isPrimary = false
        for line in listing.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard let kind = fields.first else { continue }
            switch kind {
            case "pub":
                guard fields.count > 11 else { throw .unusable("gpg lists keys in a form that is not understood") }
                keys.append(Listed(validity: fields[1].first ?? "-", capabilities: String(fields[11])))
                isPrimary = true
            case "sub": isPrimary = false
            case "fpr" where isPrimary && fields.count > 9 && !keys.isEmpty:
                keys[keys.count - 1].fingerprint = String(fields[9])
                isPrimary = false
            case "uid" where fields.count > 9 && !keys.isEmpty && !["r", "e", "i"].contains(fields[1]):
                keys[keys.count - 1].users.append(unescaped(fields[9]))
            default: break
            }
        }
        return keys
    }

    static func choose(_ keys: [Listed], named text: String, _ name: String) throws(OpenPGPError) -> OpenPGPKey {
        guard let key = keys.first else {
            throw .notFound(
                "--encrypt-to \(text): gpg knows no such key for \(Accounts.userName(Accounts.effectiveUser)); "
                    + "as this user, import it with 'gpg --import FILE' and compare its fingerprint with its owner's"
            )
        }
        guard keys.count == 1 else {
            let list = keys.map { "  \($0.fingerprint) (\($0.users.first ?? ""))\n" }.joined()
            throw .notFound(
                "--encrypt-to \(text) names \(keys.count) keys; give the fingerprint of one of them:\n\(list)"
            )
        }
        let whose = "--encrypt-to \(text): the key \(key.fingerprint)"
        let renewed = "; ask its owner for a new one, and import that"
        switch key.validity {
        case "r": throw .notFound("\(whose) was revoked\(renewed)")
        case "e": throw .notFound("\(whose) has expired\(renewed)")
        case "i", "n": throw .notFound("\(whose) is not valid, for it lacks its owner's signature\(renewed)")
        default: break
        }
        // Capital letters say what the key as a whole can do now.
        guard !key.capabilities.contains("D") else {
            throw .notFound(
                "\(whose) is disabled in gpg; enable it with 'gpg --edit-key \(key.fingerprint) enable save'"
            )
        }
        guard key.capabilities.contains("E") else {
            throw .notFound(
                "\(whose) cannot encrypt now, or no longer: its encryption subkey is missing or has expired\(renewed)"
            )
        }
        guard key.fingerprint.count >= 40 else {
            throw .notFound("\(whose) is of an old form without a safe fingerprint\(renewed)")
        }
        return OpenPGPKey(
            fingerprint: key.fingerprint,
            user: key.users.first ?? "",
            recipient: name.hasSuffix("!") ? name : key.fingerprint
        )
    }

    /// What `gpg` is asked for: only what names one key exactly, never a piece of a user ID.
    static func name(_ text: String) throws(OpenPGPError) -> String {
        let compact = text.filter { $0 != " " }
        var digits = compact.hasPrefix("0x") ? compact.dropFirst(2) : compact[...]
        if digits.hasSuffix("!") { digits = digits.dropLast() }
        if !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            guard digits.count >= 16 else {
                throw .notFound("--encrypt-to \(text): too short to be sure of the key; give its fingerprint")
            }
            return compact
        }
        if text.hasPrefix("="), text.count > 1 { return text }
        let address = text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
        guard address.contains("@"), !address.contains(where: { $0.isWhitespace || $0 == "<" || $0 == ">" }) else {
            throw .notFound(
                "--encrypt-to '\(text)' names no key exactly; give its fingerprint, or the e-mail address in it"
            )
        }
        return "<\(address)>"
    }

    /// `\x3a` is a colon.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return TerminalText.escaped(bytes)
    }
}
