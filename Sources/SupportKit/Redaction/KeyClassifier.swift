/// Reads names of settings: `spring.datasource.password`, `AccountKey`, `DB_PASSWD2`, `PasswordFileName`.
///
/// A name is split into words at separators, digits and camel humps; the words decide. What follows a secret word
/// matters as much as the word: a password *file*, *policy* or *length* is none.
struct KeyClassifier: Sendable {
    private let extraKeys: WordSet
    private let hasExtraKeys: Bool
    private let exactKeys: Set<[UInt8]>

    /// - Parameter extraKeys: further names that are secret as a whole, without case and separators; after `=`, exactly
    ///   as written.
    init(extraKeys: [String] = []) {
        exactKeys = Set(extraKeys.filter { $0.hasPrefix("=") }.map { Array($0.utf8.dropFirst()) })
        let extraKeys = extraKeys.filter { !$0.hasPrefix("=") }
        hasExtraKeys = !extraKeys.isEmpty
        self.extraKeys = WordSet(
            WordTable(
                extraKeys.map { key in
                    (WordHash(key.utf8.filter { $0.isAlphanumeric || $0 >= 0x80 }.map(\.lowered)), true)
                }
            )
        )
    }

    private struct Word {
        var start: Int
        var end: Int
        var hash: WordHash
    }

    /// What the name `bytes[range]` says.
    func classify(_ bytes: [UInt8], _ range: Range<Int>) -> KeyClass {
        guard !range.isEmpty, range.count <= 160 else { return .none }
        if !exactKeys.isEmpty, exactKeys.contains(Array(bytes[range])) { return .extra }
        guard Self.mayBeKey(bytes, range) || hasExtraKeys else { return .none }
        var words = Self.words(bytes, range)
        // `X-Secret-Header`
        if words.count > 2, words[0].hash == Self.letterX, words[words.count - 1].hash == Self.header {
            words.removeLast()
        }
        guard let last = words.last else { return .none }
        if hasExtraKeys {
            // The name as a whole, or its last words: `app.licenceCode` for `licence_code`.
            for word in words {
                var tail = WordHash()
                for index in word.start..<range.upperBound where bytes[index].isAlphanumeric || bytes[index] >= 0x80 {
                    tail.add(bytes[index].lowered)
                }
                if extraKeys.contains(tail) { return .extra }
            }
        }
        if let whole = Self.whole(bytes, range) { return whole }
        // `fs.azure.account.key.name.blob.core.windows.net`
        if range.count > 22, bytes[range].starts(with: Self.azureKey) { return .key }
        if words.count <= 2, let pair = Self.pair(words) { return pair }
        if words.count > 2, last.hash == Self.info, words[words.count - 2].hash == Self.user { return .userAndPassword }
        if words.count > 2, last.hash == Self.digest, words[words.count - 2].hash == Self.superWord {
            return .userAndPassword
        }
        // `PASSWORDS_LISTENER` of Oracle: behind the word the name of a listener.
        if words.count > 1, words[0].hash == Self.passwordsWord,
            range.allSatisfy({ !bytes[$0].isLower })
        {
            return .password
        }
        if last.hash == Self.codeWord, words.count > 1, Self.codeModifiers.contains(words[words.count - 2].hash) {
            return .pin
        }
        if Self.notKeySuffixes.contains(last.hash) { return .none }
        let found = Self.secret(words, bytes)
        guard found == .none else { return found }
        if words.count > 1, let odd = Self.oddCapitals(bytes, range) { return odd }
        return range.contains { bytes[$0] >= 0x80 } ? lookAlike(bytes, range) : .none
    }

    /// The class of a name that says what it holds only as a whole, without case and separators.
    private static func whole(_ bytes: [UInt8], _ range: Range<Int>) -> KeyClass? {
        var hash = WordHash()
        for index in range where bytes[index].isAlphanumeric { hash.add(bytes[index].lowered) }
        return wholeNames[hash]
    }

    private static let wholeNames: WordTable<KeyClass> = {
        let lists: [(KeyClass, String)] = [
            (.password, "cleartext pword passwort1 unlockcode pass4symmkey"),
            (
                .key,
                "noncesalt authsalt secureauthsalt loggedinsalt publiclinksalt keystring hmacencoded messagedigestkey activationkey omapikey tlscryptv2key rndckey psksecret"
            ),
            (.pin, "pincode"),
            (
                .none,
                "passenv passthrough passthru publickeytoken existingsecretpasswordkey accountsid twilioaccountsid"
            ),
            (.userAndPassword, "cloudauth npmauthident etcdctluser smbcredentials srccreds destcreds usercreds"),
            (.token, "sonarlogin githuboauth gitlaboauth bitbucketoauth"),
            (.weakKey, "encrypt"),
        ]
        return WordTable(
            lists.flatMap { keyClass, words in words.utf8.split(separator: 0x20).map { (WordHash($0), keyClass) } }
        )
    }()

    /// `PaSsWoRd`: a name of letters alone whose humps are none.
    private static func oddCapitals(_ bytes: [UInt8], _ range: Range<Int>) -> KeyClass? {
        var hash = WordHash()
        for index in range {
            guard bytes[index].isLetter else { return nil }
            hash.add(bytes[index].lowered)
        }
        guard let found = exactStems[hash], found.isSecret else { return nil }
        return found
    }

    /// The class of a name whose letters only look like Latin ones, or that holds invisible characters.
    private func lookAlike(_ bytes: [UInt8], _ range: Range<Int>) -> KeyClass {
        var name: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let second: UInt8 = index + 1 < range.upperBound ? bytes[index + 1] : 0
            let third: UInt8 = index + 2 < range.upperBound ? bytes[index + 2] : 0
            switch (bytes[index], second, third) {
            case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): index += 3
            case (0xC2, 0xAD, _), (0xC2, 0xA0, _): index += 2
            case (0xEF, 0xBC, 0xA1...0xBA):  // fullwidth A to Z
                name.append(third - 0x60)
                index += 3
            case (0xEF, 0xBD, 0x81...0x9A):  // fullwidth a to z
                name.append(third - 0x20)
                index += 3
            case (0xD0, _, _), (0xD1, _, _):
                guard let latin = Self.cyrillic[UInt16(bytes[index]) << 8 | UInt16(second)] else { return .none }
                name.append(latin)
                index += 2
            case (0..<0x80, _, _):
                name.append(bytes[index])
                index += 1
            case (0xC0...0xFF, 0..<0x80, _):  // Latin-1
                name += [0xC3, bytes[index] - 0x40]
                index += 1
            default: return .none
            }
        }
        return classify(name, 0..<name.count)
    }

    /// Cyrillic letters that look like Latin ones.
    private static let cyrillic: [UInt16: UInt8] = [
        0xD0B0: 0x61, 0xD0B5: 0x65, 0xD0BE: 0x6F, 0xD180: 0x70, 0xD181: 0x63, 0xD183: 0x79, 0xD185: 0x78,
        0xD196: 0x69, 0xD195: 0x73, 0xD0BA: 0x6B, 0xD191: 0x65, 0xD090: 0x41, 0xD0A0: 0x50, 0xD0A1: 0x53,
    ]

    // MARK: - Words

    /// A cheap look at the letters: every name of interest holds one of a few two-letter pieces.
    private static func mayBeKey(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var previous = 0
        for index in range {
            if bytes[index] >= 0x80 { return true }
            let byte = Int(bytes[index] | 0x20) & 0x1F
            if pieces[previous] & (1 << UInt32(byte)) != 0 { return true }
            previous = byte
        }
        return false
    }

    /// For each letter the letters that may follow it in such a piece, as bits.
    private static let pieces: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 32)
        let words = "pa ps pw se to ke cr au co pi ot si jw sa va na te wo lo ha be he ca pr op ko je cl sl pl ap"
        for piece in words.utf8.split(separator: 0x20) {
            guard let first = piece.first, let second = piece.last else { continue }
            table[Int(first) & 0x1F] |= 1 << UInt32(second & 0x1F)
        }
        return table
    }()

    private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(8)
        var current = Word(start: range.lowerBound, end: range.lowerBound, hash: WordHash())
        func close(at index: Int) {
            if index > current.start { words.append(current) }
        }
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte.isLetter || byte >= 0x80 else {
                close(at: index)
                index += 1
                current = Word(start: index, end: index, hash: WordHash())
                continue
            }
            let previous: UInt8 = index > current.start ? bytes[index - 1] : 0
            let next: UInt8 = index + 1 < range.upperBound ? bytes[index + 1] : 0
            if byte.isUpper, previous.isLower || (previous.isUpper && next.isLower) {
                close(at: index)
                current = Word(start: index, end: index, hash: WordHash())
            }
            current.hash.add(byte.lowered)
            index += 1
            current.end = index
        }
        close(at: range.upperBound)
        return words
    }

    // MARK: - Decisions

    private static func pair(_ words: [Word]) -> KeyClass? {
        guard let last = words.last else { return nil }
        let hasParameterPrefix = words.count == 2 && parameterPrefixes.contains(words[0].hash)
        guard words.count == 1 || hasParameterPrefix else { return nil }
        if pairNames.contains(last.hash) { return .pairName }
        if pairValues.contains(last.hash) { return .pairValue }
        return nil
    }

    private static func secret(_ words: [Word], _ bytes: [UInt8]) -> KeyClass {
        for index in words.indices.reversed() {
            let found = stem(words, index, bytes)
            guard found != .none else { continue }
            let tail = words[(index + 1)...]
            if tail.contains(where: { notKeySuffixes.contains($0.hash) }) { return .none }
            if found != .password, found != .userAndPassword,
                !tail.allSatisfy({ harmlessTails.contains($0.hash) || $0.end - $0.start == 1 })
            {
                return .none
            }
            if index > 0, found != .weakKey, notKeyPrefixes.contains(words[index - 1].hash) { return .none }
            return found
        }
        return .none
    }

    /// The class that word `index`, with the words before it, stands for.
    private static func stem(_ words: [Word], _ index: Int, _ bytes: [UInt8]) -> KeyClass {
        let word = words[index]
        if let exact = exactStems[word.hash] {
            switch exact {
            case .pass where index > 0 && gatewayWords.contains(words[index - 1].hash): return .none
            case .weakKey
            where word.hash == salt && index > 0 && keyModifiers.contains(words[index - 1].hash):
                return .key
            case .weakKey where told.contains(word.hash):
                // `HASHIDS_SALT`, `weather_api`, `AZDO_PAT`: the last word of several, and a value that looks random.
                let isLast = index == words.count - 1 && (index > 0 || word.hash == salt)
                return isLast ? .weakKey : .none
            case .weakKey: return key(words, index)
            case .plural where index > 0 || word.hash != keysWord && word.hash != tokensWord:
                guard word.hash == keysWord || word.hash == tokensWord else { return .plural }
                return keyModifiers.contains(words[index - 1].hash) ? .plural : .none
            case .plural: return .none
            case .cookie where index > 0 && words[index - 1].hash == erlang: return .secret
            case .signature where index > 0 && cloudWords.contains(words[index - 1].hash): return .key
            case .auth where index > 0 && basicWords.contains(words[index - 1].hash): return .userAndPassword
            default: return exact
            }
        }
        // `mot de passe`
        if word.hash == passe, index > 0, words[index - 1].hash == de { return .password }
        let count = word.end - word.start
        guard count > 4 else { return .none }
        for suffix in suffixes where count > suffix.letters.count {
            if ends(bytes, word, with: suffix.letters), !notSecretWords.contains(word.hash) { return suffix.keyClass }
        }
        return glued(bytes, word)
    }

    /// `passwordfile`, `secretname`, `passwordold`: a stem with its tail in one word.
    private static func glued(_ bytes: [UInt8], _ word: Word) -> KeyClass {
        for prefix in prefixes where word.end - word.start > prefix.letters.count {
            guard starts(bytes, word, with: prefix.letters) else { continue }
            let tail = WordHash(bytes[(word.start + prefix.letters.count)..<word.end].lazy.map(\.lowered))
            return harmlessTails.contains(tail) ? prefix.keyClass : .none
        }
        return .none
    }

    private static func key(_ words: [Word], _ index: Int) -> KeyClass {
        guard index > 0 else { return .weakKey }
        let before = words[index - 1].hash
        if notKeyPrefixes.contains(before) { return .none }
        // `db_key_base`
        if index + 1 < words.count, words[index + 1].hash == base { return .key }
        if keyModifiers.contains(before) { return .key }
        if before == me, index > 1, words[index - 2].hash == remember { return .key }
        if index > 1, keyModifiers.contains(words[index - 2].hash) { return .key }
        return weakModifiers.contains(before) ? .weakKey : .none
    }

    private static func ends(_ bytes: [UInt8], _ word: Word, with suffix: [UInt8]) -> Bool {
        let offset = word.end - suffix.count
        for index in suffix.indices where bytes[offset + index].lowered != suffix[index] { return false }
        return true
    }

    private static func starts(_ bytes: [UInt8], _ word: Word, with prefix: [UInt8]) -> Bool {
        for index in prefix.indices where bytes[word.start + index].lowered != prefix[index] { return false }
        return true
    }

    // MARK: - Word lists

    private static let letterX = WordHash("x".utf8)
    private static let header = WordHash("header".utf8)
    private static let keysWord = WordHash("keys".utf8)
    private static let tokensWord = WordHash("tokens".utf8)
    private static let info = WordHash("info".utf8)
    private static let user = WordHash("user".utf8)
    private static let erlang = WordHash("erlang".utf8)
    private static let gatewayWords = WordHash.set("fastcgi uwsgi scgi grpc memcached")
    private static let passe = WordHash("passe".utf8)
    private static let de = WordHash("de".utf8)
    private static let cloudWords = WordHash.set("amz goog")
    private static let basicWords = WordHash.set("basic http stats proxy")
    private static let parameterPrefixes = WordHash.set("param parameter property option env attribute header init")

    private static let pairNames = WordHash.set("name key parameter property option")
    private static let pairValues = WordHash.set("value val text content plain plaintext cleartext literal raw")

    /// Words that are a secret's name by themselves.
    private static let exactStems: WordTable<KeyClass> = {
        let lists: [(KeyClass, String)] = [
            (
                .password,
                """
                passwd password passphrase passcode passwort kennwort pswd pwd pw psw passw pword psk storepass keypass
                passwrd pssword ssword contrasena motdepasse senha heslo haslo wachtwoord rootpw bindpw adminpw userpw dbpw
                olcrootpw rootpwmodpw smtppw ldappw requirepass masterauth cak enablepw pswrd passwdd
                contraseña contrasenya contrasenia clave parola hasło пароль Пароль ПАРОЛЬ пароля парола lösenord
                losenord adgangskode kodeord passord jelszó jelszo salasana parool şifre Şifre sifre geslo lozinka лозинка
                zaporka slaptažodis κωδικός 密码 密码是 密碼 密碼是 口令 口令是 パスワード パスワードは 비밀번호는 비밀번호 암호 zugangspasswort
                passwörter motsdepasse
                """
            ),
            (.pass, "pass"),
            (.secret, "secret setcookie geheimnis segredo secreto secrète segreto sekret"),
            (.token, "token jwt bearer authtok oauthtoken sas accesstoken"),
            (
                .key,
                """
                apikey appkey accesskey secretkey privatekey accountkey sharedkey authkey encryptionkey signingkey
                masterkey licensekey licencekey servicekey hmackey sshkey aeskey encryptkey decryptionkey validationkey
                machinekey cryptkey sessionkey storagekey subscriptionkey presharedkey wepkey cipherkey apisecretkey
                privkey sharedaccesskey sharedaccesssignature clientkeydata clientsecretkey
                """
            ),
            (.weakKey, "key salt api pat"),
            (
                .credential,
                "credential credentials cred creds community communitystring rocommunity rwcommunity trapcommunity"
            ),
            (.authorization, "authorization"),
            (.auth, "auth"),
            (.cookie, "cookie cookies"),
            (.userAndPassword, "basicauth httpauth userpwd userpass userinfo"),
            (.pin, "pin otp totp pincode"),
            (.sessionID, "jsessionid phpsessid sessid jsessionidsso aspsessionid sessionid sid"),
            (.signature, "sig signature"),
            (.passwordSource, "passin passout"),
            (.plural, "passwords secrets apikeys passphrases keys tokens communities psks passwds pwds"),
        ]
        return WordTable(
            lists.flatMap { keyClass, words in
                words.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { (WordHash($0), keyClass) }
            }
        )
    }()

    private struct Affix {
        let letters: [UInt8]
        let keyClass: KeyClass

        init(_ letters: String, _ keyClass: KeyClass) {
            self.letters = Array(letters.utf8)
            self.keyClass = keyClass
        }
    }

    private static let suffixes = [
        Affix("password", .password), Affix("passwd", .password), Affix("passphrase", .password),
        Affix("passcode", .password), Affix("pwd", .password), Affix("pass", .password), Affix("secret", .secret),
        Affix("token", .token), Affix("apikey", .key), Affix("accesskey", .key), Affix("secretkey", .key),
        Affix("privatekey", .key), Affix("signingkey", .key), Affix("encryptionkey", .key),
    ]

    private static let prefixes = [
        Affix("password", .password), Affix("passwd", .password), Affix("passphrase", .password),
        Affix("secret", .secret), Affix("token", .token), Affix("apikey", .key), Affix("privatekey", .key),
    ]

    private static let notSecretWords = WordHash.set(
        "bypass compass encompass trespass overpass underpass surpass onepass multipass lastpass singlepass oldpwd "
            + "mkpasswd htpasswd chpasswd smbpasswd vncpasswd kpasswd yppasswd gpasswd slappasswd ldappasswd stdinpass "
            + "nopasswd chgpasswd mosquitto_passwd mkpass doaspass"
    )

    /// What a word behind the secret word says: this is about the secret, not the secret itself.
    private static let notKeySuffixes = WordHash.set(
        """
        file files filename path paths dir directory folder name names id ids identifier url urls uri uris endpoint
        endpoints policy policies length len size min max count minimum maximum ttl expiry expires expiration expire
        expired expiring timeout age days hours minutes seconds date time timestamp type types kind algorithm algo alg
        method methods mechanism encryption encoding encoder cipher format provider providers class classname module
        plugin enabled enable required require requires allowed allow disabled disable attempts attempt retries retry
        retrycount alias aliases store keystore space tab column columns field fields attribute attributes serializer
        header headers ref reference variable var envvar interval refresh rotation rotate lifetime validity valid
        duration issuer audience scope scopes realm version status state cache bucket limit limits rate usage
        used remaining strength complexity rules rule regex pattern validator validation checker check reset change
        changed prompt hint hints label title description desc placeholder help message text error errors failure
        failures success index position location source target server host port service owner group role roles
        account username user email mode option options config configuration settings manager handler filter
        interceptor factory generator generation parser reader writer backend domain region environment flag level
        number num history grace period warn warning last updated created modified match mismatch missing invalid
        exists present set unset changeable lastset question answer lock locked lockout modifier code script command
        validators handlers backends hashers encoders managers generators variables helper agent socket sock binding listener event events queue topic table exchange endpoint template templates
        fd stdin
        """
    )

    private static let notKeyPrefixes = WordHash.set(
        """
        public pub primary foreign partition sort cache idx row num max min has is require requires use uses
        show hide enable enabled allow forgot missing no without unexpected illegal next page continuation cancel
        cancellation pagination skip total count composite candidate surrogate natural unique group sorting hash
        existing pam object dictionary lookup hot arrow function shortcut with ask prompt
        """
    )

    private static let harmlessTails = WordHash.set(
        """
        data base value string strings old new current previous primary secondary backup prod production dev development test
        testing stage staging qa env plain raw clear cleartext hash hashed digest encoded encrypted hex pem content
        contents key admin root user db database default main one two three first second confirm confirmation
        confirmed again repeat verify crypt phrase word code for to json sha md bytes b s x y a internal external read
        write client server replica master slave local remote prefix suffix live
        """
    )

    private static let keyModifiers = WordHash.set(
        """
        api app application access account shared private encryption encrypt encrypting decryption decrypt signing sign
        signature master auth authentication authorization service integration license licence hmac validation secret
        storage subscription ssh session deploy webhook preshared psk wep registration join crypt crypto cipher admin
        rememberme tsig rndc omapi ingest ingestion aes rsa des jwt jwk token security cookie vault unseal recovery bootstrap agent gateway
        merchant plaintext fernet gossip sec wifi wlan activation product client sas saml oauth consumer wpa kms webhooks publishable write insert license functions host nonce principal priv
        """
    )

    /// Words that announce a key only at the end of a name.
    private static let me = WordHash("me".utf8)
    private static let remember = WordHash("remember".utf8)
    private static let base = WordHash("base".utf8)
    private static let azureKey = Array("fs.azure.account.key.".utf8)
    private static let digest = WordHash("digest".utf8)
    private static let superWord = WordHash("super".utf8)
    private static let told = WordHash.set("salt api pat")
    private static let salt = WordHash("salt".utf8)
    private static let passwordsWord = WordHash("passwords".utf8)
    private static let codeWord = WordHash("code".utf8)
    /// Whose codes open something; the code of a status or a country does not.
    private static let codeModifiers = WordHash.set(
        "alarm door gate access unlock security entry lock safe disarm arm master verification backup recovery pairing"
    )

    private static let weakModifiers = WordHash.set("routing ssl tls server user host rest maps site project license")
}
