/// Values that are no secrets although their key says so: `${DB_PASSWORD}`, `null`, `/run/secrets/db`, `********`.
///
/// Every test is of the whole value: `nullpointer7` and `x${A}` are secrets.
enum Placeholder {
    /// Whether `bytes[range]` cannot be a secret in any context.
    static func isNone(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = range.first.map({ bytes[$0] }) else { return true }
        if Label.starts(bytes, at: range.lowerBound, before: range.upperBound) { return true }
        if range.count <= 24 {
            var word = WordHash()
            for index in range { word.add(bytes[index].lowered) }
            if emptyWords.contains(word) { return true }
        }
        if isFiller(bytes, range) || isReference(bytes, range, first) || isPublic(bytes, range, first) { return true }
        if isCaption(bytes, range) { return true }
        return isPath(bytes, range)
    }

    /// Whether the value is a word of a sentence: `password: incorrect`.
    static func isProse(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var word = WordHash()
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1].isAny(of: ".,!:;)?\"'`") { end -= 1 }
        guard end > range.lowerBound else { return true }
        for index in range.lowerBound..<end {
            guard bytes[index].isLetter || bytes[index] == .singleQuote || bytes[index] == 0x2D else { return false }
            word.add(bytes[index].lowered)
        }
        return proseWords.contains(word)
    }

    /// Letters of one case alone, perhaps capitalised: a word, a name.
    static func isPlainWord(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return true }
        let rest = (first + 1)..<range.upperBound
        guard bytes[first].isLetter else { return false }
        return rest.allSatisfy { bytes[$0].isLower } || range.allSatisfy { bytes[$0].isUpper }
    }

    /// Whether the value looks made by a generator: at least 16 bytes of mixed kinds, no path, no name.
    static func isRandom(_ bytes: [UInt8], _ range: Range<Int>, minimum: Int = 16) -> Bool {
        guard range.count >= minimum else { return false }
        var upper = 0
        var lower = 0
        var digits = 0
        var changes = 0
        var previous = 0
        for index in range {
            let byte = bytes[index]
            let kind: Int
            if byte.isUpper {
                upper += 1
                kind = 1
            } else if byte.isLower {
                lower += 1
                kind = 2
            } else if byte.isDigit {
                digits += 1
                kind = 3
            } else if ByteSet.token.contains(byte) {
                kind = 4
                if byte == 0x2E || (byte == 0x2F && index == range.lowerBound) { return false }
            } else {
                return false
            }
            if kind != previous { changes += 1 }
            previous = kind
        }
        guard digits > 0, upper + lower > 0 else { return false }
        if isUUID(bytes, range) { return false }
        return changes * 4 >= range.count
    }

    static func isUUID(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count == 36 else { return false }
        for (offset, index) in range.enumerated() {
            let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard isDash ? bytes[index] == 0x2D : bytes[index].isHexDigit else { return false }
        }
        return true
    }

    /// A way to authenticate: `scram-sha-256`.
    static func isMethod(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        methods.contains(WordHash(bytes[range].lazy.map(\.lowered)))
    }

    static func isNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        !range.isEmpty && range.allSatisfy { bytes[$0].isDigit || bytes[$0] == 0x2E }
    }

    /// `a/b/server.pem`, `keys.jks`: the name of a file with a key in it.
    static func isFileName(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let dot = range.last(where: { bytes[$0] == 0x2E }), dot > range.lowerBound else { return false }
        let ending = WordHash(bytes[(dot + 1)..<range.upperBound].lazy.map(\.lowered))
        return fileEndings.contains(ending)
    }

    // MARK: - Forms

    /// `********`, `xxxx`, `....`, `<hidden>`.
    private static func isFiller(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        if range.count >= 3, first.isAny(of: "*xX.-_#?"), range.allSatisfy({ bytes[$0] == first }) { return true }
        if first == 0x2A, range.allSatisfy({ bytes[$0] == 0x2A }) { return true }
        // Bullets, U+2022 and U+25CF.
        if range.count % 3 == 0, first == 0xE2, range.allSatisfy({ bytes[$0] >= 0x80 }) {
            return stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy { bytes[$0] == 0xE2 }
        }
        guard let last = range.last.map({ bytes[$0] }), range.count > 2 else { return false }
        if isTemplate(bytes, range) { return true }
        let isBracketed =
            (first == 0x3C && last == 0x3E) || (first == 0x7B && last == 0x7D) || (first == 0x5B && last == 0x5D)
            || (first == 0x28 && last == 0x29)
        guard isBracketed else { return false }
        let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
        // `{token}` of a format.
        guard first != 0x7B else { return inner.allSatisfy { bytes[$0].isLower || bytes[$0].isAny(of: "_.") } }
        guard first != 0x3C else {
            return inner.allSatisfy { bytes[$0].isLetter || bytes[$0].isAny(of: " _-.|/:'") }
        }
        return maskWords.contains(WordHash(bytes[inner].lazy.map(\.lowered)))
    }

    /// `{0}:{1}`, `%s:%s`, `{user}`: nothing but places for what comes later.
    private static func isTemplate(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var places = 0
        while index < range.upperBound {
            if bytes[index] == 0x7B {
                var end = index + 1
                while end < range.upperBound, bytes[end].isLower || bytes[end].isDigit || bytes[end].isAny(of: "_!.") {
                    end += 1
                }
                guard end < range.upperBound, bytes[end] == 0x7D else { return false }
                places += 1
                index = end + 1
            } else if bytes[index] == 0x25, index + 1 < range.upperBound, bytes[index + 1].isAny(of: "sdrv@") {
                places += 1
                index += 2
            } else if bytes[index].isAny(of: ":/ -.@") {
                index += 1
            } else {
                return false
            }
        }
        return places > 0
    }

    /// What opens nothing: public keys, names of resources, statements of SQL, code of classes.
    private static func isPublic(_ bytes: [UInt8], _ range: Range<Int>, _ first: UInt8) -> Bool {
        switch first.lowered {
        case 0x65, 0x70, 0x73:
            return publicBeginnings.contains { prefix(bytes, range, $0) }
        case 0x61 where prefix(bytes, range, arn): return true
        case 0x61, 0x63, 0x6F, 0x6E, 0x69, 0x6A:
            // `com.acme.Session@1f2e3d`
            guard packages.contains(where: { prefix(bytes, range, $0) }) else { return false }
            let name = range.prefix {
                bytes[$0].isLetter || bytes[$0] == 0x2E || bytes[$0] == 0x24 || bytes[$0] == 0x5F
            }
            return name.count > 8
                && (name.count == range.count || bytes[range.lowerBound + name.count].isAny(of: "@/:("))
        case 0x7B:
            // `password-hash {SSHA}`
            return bytes[range.upperBound - 1] == 0x7D && range.count > 2
                && range.dropFirst().dropLast().allSatisfy {
                    bytes[$0].isUpper || bytes[$0].isDigit || bytes[$0] == 0x2D
                }
        case 0x3C: return range.count > 3 && bytes[range.lowerBound + 1] == 0x25 && bytes[range.upperBound - 1] == 0x3E
        case 0x24:
            // `$dir/private/key.pem`, `$section::name`
            let name = range.dropFirst().prefix { bytes[$0].isLetter || bytes[$0] == 0x5F }
            let end = range.lowerBound + 1 + name.count
            guard !name.isEmpty, end + 1 < range.upperBound else { return false }
            return bytes[end] == 0x2F || (bytes[end] == 0x3A && bytes[end + 1] == 0x3A)
        case 0x5C: return range.count == 1
        default: return false
        }
    }

    private static let publicBeginnings = [[UInt8]](texts: [
        "ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "sk-ssh-ed25519", "sk-ecdsa-sha2", "pk_live_",
        "pk_test_",
        "SELECT ", "select ",
    ])
    private static let arn = [UInt8]("arn:".utf8)
    private static let packages = [[UInt8]](texts: ["com.", "org.", "net.", "io.", "java.", "javax.", "android."])

    /// `Password`, `Repeat password`, `A challenge password`: what a person reads beside a field.
    private static func isCaption(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound].isUpper, range.count <= 64,
            range.allSatisfy({ bytes[$0].isLetter || bytes[$0] == 0x20 })
        else { return false }
        var hasNoun = false
        for word in bytes[range].split(separator: 0x20) {
            let hash = WordHash(word.lazy.map(\.lowered))
            if captionNouns.contains(hash) {
                hasNoun = true
            } else if !captionWords.contains(hash) {
                return false
            }
        }
        return hasNoun && !range.allSatisfy { bytes[$0].isUpper }
    }

    private static let captionNouns = WordHash.set(
        "password passwords passphrase passcode token tokens secret secrets key keys credentials pin"
    )
    private static let captionWords = WordHash.set(
        """
        a an the your my new old current wrong invalid incorrect missing enter repeat again confirm forgot forgotten
        reset change required is please user username api access challenge and or for of to show hide shared service
        """
    )

    /// `${VAR}`, `$(cmd)`, `%VAR%`, `{{ x }}`, `@x@`, `$VAR`, `env:X`, `getenv("X")`, `ENC(…)`.
    private static func isReference(_ bytes: [UInt8], _ range: Range<Int>, _ first: UInt8) -> Bool {
        let last = bytes[range.upperBound - 1]
        let second: UInt8 = range.count > 1 ? bytes[range.lowerBound + 1] : 0
        let inner = (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)
        switch first {
        case 0x24 where second == 0x7B || second == 0x28:
            // One reference alone, or one with a default that is empty.
            let close: UInt8 = second == 0x7B ? 0x7D : 0x29
            guard last == close else { return isPathBehind(close, bytes, range) }
            let firstClose = range.first { bytes[$0] == close }
            guard firstClose == range.upperBound - 1 else { return second == 0x28 }
            return second == 0x28 || !hasDefault(bytes, range)
        case 0x24 where second == 0x5F && last == 0x7D && references.contains { prefix(bytes, range, $0) }: return true
        case 0x24:
            var name = (range.lowerBound + 1)..<range.upperBound
            // In a text what ends the sentence, or a piece of code in it.
            while name.count > 2, bytes[name.upperBound - 1].isAny(of: "`.,;)\"'") {
                name = name.lowerBound..<(name.upperBound - 1)
            }
            if name.count <= 2, !name.isEmpty, name.allSatisfy({ bytes[$0].isDigit }) { return true }
            return !name.isEmpty && name.allSatisfy { bytes[$0].isUpper || bytes[$0].isDigit || bytes[$0] == 0x5F }
                && !bytes[name.lowerBound].isDigit
        case 0x25 where last == 0x25 && range.count > 2, 0x40 where last == 0x40 && range.count > 2:
            return inner.allSatisfy { bytes[$0].isNameByte }
        case 0x25 where second == 0x7B || second == 0x28:
            return last == 0x7D || last == 0x29 || last == 0x73
        case 0x7B where second == 0x7B && last == 0x7D: return true
        case 0x23 where second == 0x7B && last == 0x7D: return true
        default: break
        }
        if last == 0x29, isCall(bytes, range) { return true }
        // `LoadCredential=db:/etc/creds/db`
        if let colon = range.first(where: { bytes[$0] == 0x3A }), colon > range.lowerBound,
            colon + 2 < range.upperBound,
            bytes[colon + 1] == 0x2F, (range.lowerBound..<colon).allSatisfy({ bytes[$0].isNameByte }),
            isPath(bytes, (colon + 1)..<range.upperBound)
        {
            return true
        }
        if last == 0x5D,
            prefix(bytes, range, Array("os.environ".utf8)) || prefix(bytes, range, Array("ENV[".utf8))
                || prefix(bytes, range, Array("ENC[".utf8))
        {
            return true
        }
        guard referenceLetters.contains(first) else { return false }
        for text in references where prefix(bytes, range, text) { return true }
        for text in codeObjects where prefix(bytes, range, text) {
            return range.allSatisfy { bytes[$0].isLetter || bytes[$0] == 0x5F || bytes[$0] == 0x2E }
        }
        return false
    }

    /// Whether a path follows the reference: `${user.home}/.ssh/id_ed25519`.
    private static func isPathBehind(_ close: UInt8, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let end = range.first(where: { bytes[$0] == close }), end + 2 < range.upperBound, bytes[end + 1] == 0x2F
        else { return false }
        return ((end + 1)..<range.upperBound).allSatisfy { bytes[$0].isNameByte || bytes[$0] == 0x2F }
    }

    private static func hasDefault(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let colon = range.first(where: { bytes[$0] == 0x3A }) else { return false }
        if lookups.contains(WordHash(bytes[(range.lowerBound + 2)..<colon].lazy.map(\.lowered))),
            bytes[range.lowerBound + 2].isLower
        {
            return false
        }
        var start = colon + 1
        if bytes[start] == 0x2D || bytes[start] == 0x3D || bytes[start] == 0x3F { start += 1 }
        return start < range.upperBound - 1 && !bytes[colon + 1].isAny(of: "?+")
    }

    /// `getPassword()`, `System.getenv("X")`, `ENC(…)`: a name, then brackets to the end.
    private static func isCall(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let open = range.first(where: { bytes[$0] == 0x28 }), open > range.lowerBound else { return false }
        let name = range.lowerBound..<open
        guard name.allSatisfy({ bytes[$0].isAlphanumeric || bytes[$0] == 0x2E || bytes[$0] == 0x5F }) else {
            return false
        }
        return range.upperBound == open + 2 || callNames.contains(WordHash(bytes[name].lazy.map(\.lowered)))
    }

    private static func isPath(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        let second: UInt8 = range.count > 1 ? bytes[range.lowerBound + 1] : 0
        let third: UInt8 = range.count > 2 ? bytes[range.lowerBound + 2] : 0
        let isAbsolute =
            first == 0x2F || (first == 0x7E && second == 0x2F) || (first == 0x2E && (second == 0x2F || second == 0x2E))
            || (first.isLetter && second == 0x3A && (third == 0x5C || third == 0x2F))
        guard isAbsolute, range.count > 2 else { return false }
        if isFileName(bytes, range) { return true }
        guard first == 0x2F else { return true }
        var slashes = 0
        var isPlain = true
        for index in range {
            if bytes[index] == 0x2F { slashes += 1 }
            if bytes[index] == 0x3D || bytes[index] == 0x2B || bytes[index].isUpper { isPlain = false }
        }
        let rest = bytes[(range.lowerBound + 1)..<range.upperBound]
        let root = WordHash(rest.prefix { $0 != 0x2F }.lazy.map(\.lowered))
        return roots.contains(root) || (slashes >= 2 && isPlain)
    }

    private static func prefix(_ bytes: [UInt8], _ range: Range<Int>, _ text: [UInt8]) -> Bool {
        var index = range.lowerBound
        for byte in text {
            guard index < range.upperBound, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    // MARK: - Word lists

    private static let emptyWords = WordHash.set(
        """
        null nil none undefined true false yes no on off n/a na unset (null) (none) nullptr [] {} "" '' empty_string
        string str text varchar varchar2 bytes char enabled disabled redacted masked hidden filtered removed scrubbed
        encrypted prompt required optional readonly ~ disable sensitive_value (sensitive) password-here changeme-here object
        array boolean integer tbd todo stdin ? - !
        """
    )

    private static let maskWords = WordHash.set(
        """
        redacted masked hidden filtered removed scrubbed secret sensitive protected omitted null none empty encrypted
        password token key value deleted stripped snip private confidential obfuscated
        """
    )

    private static let proseWords = WordHash.set(
        """
        the a an is are was were be been being has have had does do did not no cannot can could should must may might
        will would shall user users for from to of in on at by with without and or but if then than as it its this that
        these those your you my our his her their invalid incorrect wrong missing required expired expires empty field
        authentication authenticated auth failed failure failing fails error errors changed changing change updated
        update updating reset resetting set setting created deleted removed accepted rejected denied refused revoked
        verified verification validated validation valid mismatch mismatched match matches matched found unknown null
        none blank too short long weak strong policy length rotation rotated rotating recovery expiry expiration
        provided supplied given entered typed specified present absent ok okay okayed successful successfully success
        stored saved loaded loading read reading written sent received requested requesting request response issued
        issuing refreshed refreshing refresh renewed generated generating encrypted decrypted hashed hidden masked
        redacted protected disabled enabled optional unavailable available unset needed needs used using unused
        attempt attempts account accounts server client database connection configured unchanged never always now
        already still only prompt prompting please enter entering confirm checking checked check type length minimum
        maximum complexity requirements requirement character characters here below above file path name key token
        password passwords secret username login logon session access when while because until after before during
        unexpected illegal malformed parse parser parsed parsing undefined bad good same different does-not must-not
        deprecated insecure obsolete unsupported forbidden prohibited mandatory visible plaintext plain stale
        compromised leaked known shared correct incorrectly locked unlocked cracked cracking guessing based itself identical equal similar safe unsafe unencrypted ignored skipped
        discarded overwritten supported recommended discouraged displayed shown printed logged sensitive private public
        random simple guessable temporary permanent about going gone lost forgotten stolen sure defined specified
        ask contains contain contact call consult requisite sufficient substack
        incorrecta incorrecto incorrecte obligatoria obligatoire errada errata sbagliata invalide inválida ungültig
        vergessen
        falsch abgelaufen leer nicht korrekt richtig zu kurz gesperrt erforderlich fehlt expire vide requis obligatorio
        yes true false on off see cache cached lookup bucket string value values plugin method mechanism mode module
        """
    )

    private static let references = [[UInt8]](texts: [
        "file:", "env:", "vault:", "arn:aws:", "op://", "keyring:", "classpath:", "ref+", "secretRef", "kms:",
        "awskms:",
        "gcpkms:", "azurekeyvault", "ssm:", "os.environ", "process.env", "System.getenv", "ENV[", "ENC[AES", "vault/",
        "$__file{", "$__env{", "$__vault{", "secret/data/", "projects/", "hash:", "$ANSIBLE_VAULT", "os.getenv",
        "file(",
    ])

    private static let referenceLetters = ByteSet(bytes: (references + codeObjects).compactMap(\.first))

    private static let codeObjects = [[UInt8]](texts: [
        "self.", "this.", "config.", "settings.", "request.", "params.", "props.", "options.", "data.", "var.",
        "local.",
        "each.", "module.",
    ])

    /// What stands before the colon in `${env:NAME}`.
    private static let lookups = WordHash.set("env sys file vault secrets secret docker k8s bundle ssm aws kms config")

    private static let methods = WordHash.set(
        """
        scram-sha-1 scram-sha-256 scram-sha-512 md5 sha1 sha256 sha512 cram-md5 digest-md5 oauth2 oauth2.0 saml2 http1
        argon2id argon2i argon2 pbkdf2 bcrypt scrypt base64 base32 sha384 sha224 sha3-256 yescrypt utf8string
        trust peer ldap pam cert gssapi kerberos plain login basic digest bearer x509 sasl ntlm2 mtls tls1.2
        """
    )

    private static let callNames = WordHash.set(
        """
        enc getenv os.getenv system.getenv env lookup os.environ.get environ.get vault secret resolve fetch dec cipher
        config get getattr file base64decode random_password var import password_hash hash
        """
    )

    private static let roots = WordHash.set(
        "etc opt var run home usr tmp srv data mnt root app apps secrets conf config dev proc sys media export nfs bin "
            + "users volume volumes amps certs ssl keys pki private vault workspace ebs efs mount u01 u02"
    )

    private static let fileEndings = WordHash.set(
        "pem key crt cer cert p12 pfx jks keystore truststore ks bks csr der pub txt conf cfg ini json yml yaml xml "
            + "properties keytab gpg asc p8 ppk jwk jwks env passwd pass pwd secret"
    )
}

extension [[UInt8]] {
    fileprivate init(texts: [String]) {
        self = texts.map { [UInt8]($0.utf8) }
    }
}
