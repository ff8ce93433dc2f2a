internal import Platform

/// What is searched in whole blocks of a log: a line without any of these shapes holds nothing that a rule masks.
///
/// Nearly all shapes are exact texts, so that the search stays at memory speed; what stands around a text is looked at
/// by ``isTelling(_:_:_:)`` before the line is parsed.
struct SearchShapes: Sendable {
    /// What has to stand around a match.
    enum Surroundings {
        case any
        /// A piece of a name: a separator behind the name, or a word that announces a value.
        case name
        /// The same, and besides one of the ways in which people tell passwords.
        case toldName
        /// `://`: a user or a bar behind it.
        case address
        /// A command: one of the short options behind it.
        case command
        /// A word of a header: a blank and a token behind it.
        case scheme
        /// `@`: a name and a password before it, as a value.
        case account
        /// A bar: a port before it, and another bar behind it.
        case bar
        /// A slash between blanks: a word that announces a name before it.
        case slash
        /// A pattern that begins with the text.
        case pattern(ContextPattern)
    }

    let expressions: [ShapeScanner.Expression]
    let surroundings: [Surroundings]
    let classifier: KeyClassifier
    /// The number of hits that are lines of 64 letters of base 64.
    private let bodyLine: Int
    private static let bodyLetters = 64

    /// - Parameters:
    ///   - extraKeys: names of further keys that are secret.
    ///   - classifier: knows them, too.
    init(extraKeys: [String], classifier: KeyClassifier) {
        self.classifier = classifier
        var expressions: [ShapeScanner.Expression] = []
        var surroundings: [Surroundings] = []
        func add(_ texts: [String], _ around: Surroundings, isCaseless: Bool = true) {
            for text in texts {
                expressions.append(ShapeScanner.Expression(literal: Array(text.utf8), isCaseless: isCaseless))
                surroundings.append(around)
            }
        }
        func add(_ pattern: String, isCaseless: Bool) {
            expressions.append(ShapeScanner.Expression(pattern, isCaseless: isCaseless))
            surroundings.append(.any)
        }
        add(Self.words(Self.toldNames), .toldName)
        add(Self.words(Self.names), .name)
        add(Self.words(Self.shortNames).flatMap { name in Self.shortEndings.map { name + $0 } }, .any)
        add(["://"], .address)
        add(["@"], .account)
        add(["|"], .bar)
        add([" / "], .slash)
        add(Self.words(Self.commands), .command)
        add(Self.words(Self.schemes).map { $0 + " " }, .scheme)
        add(Self.others, .any)
        for (texts, pattern) in Self.begun { add(texts, .pattern(ContextPattern(pattern, isCaseless: true))) }
        add(Self.keyBodies, .any, isCaseless: false)
        add(EncodedWords.searched, .any, isCaseless: false)
        for (texts, pattern) in Self.begunKeyBodies {
            add(texts, .pattern(ContextPattern(pattern, isCaseless: false)), isCaseless: false)
        }
        for form in TokenForm.builtIn {
            if let (texts, pattern) = form.search {
                add(texts, .pattern(ContextPattern(pattern, isCaseless: false)), isCaseless: false)
            } else {
                add(form.shape, isCaseless: false)
            }
        }
        for expression in extraKeys.compactMap(Self.expression) { add(expression, isCaseless: true) }
        // Lines of key bodies are found without the engine.
        bodyLine = surroundings.count
        self.expressions = expressions
        self.surroundings = surroundings + [.any]
    }

    /// Adds the lines of key bodies to what the engine found in `block`.
    func addBodyLines(_ block: Span<UInt8>, to hits: inout [ShapeScanner.Hit]) {
        guard var end = block.endOfBase64Line(from: 0, letters: Self.bodyLetters) else { return }
        while true {
            hits.append(ShapeScanner.Hit(shape: bodyLine, start: 0, end: end))
            guard let next = block.endOfBase64Line(from: end, letters: Self.bodyLetters) else { break }
            end = next
        }
        hits.sort { $0.end < $1.end }
    }

    // MARK: - The shapes

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Names whose value may be told in a sentence.
    private static let toldNames = """
        pass pwd secret token auth cred contrasena senha heslo haslo wachtwoord kennwort contrase parola clave hasło
        пароль Пароль ПАРОЛЬ парола lösenord losenord adgangskode kodeord jelszó jelszo salasana parool şifre sifre
        geslo lozinka лозинка zaporka slaptažodis κωδικός 密码 密碼 口令 パスワード 비밀번호 암호 geheimnis segredo Şifre secrète segreto
        """
    private static let names = """
        psw psk jwt key cookie community sessid sessionid session_id session-id session.id bindpw rootpw adminpw
        sharedaccesssignature identified sas_ _salt
        """
    /// Too short to be searched without what follows.
    private static let shortNames = "pin otp pw sid sig"
    private static let shortEndings = ["=", ":", "\"", "'", " =", " :", ">", "%3d", "\\", "nature="]

    private static let schemes = "bearer basic negotiate ntlm apikey"

    private static let commands = """
        mysql mariadb sshpass mongo curl redis- ldap snmp docker podman skopeo buildah helm smbclient rpcclient winexe
        ipmitool sqlcmd isql bcp cqlsh keytool jarsigner useradd usermod xtrabackup innobackupex mydumper myloader
        mosquitto_ vncpasswd smbpasswd rdesktop freerdp asadmin wlst unzip lftp rabbitmqadmin openssl slappasswd
        kadmin psexec ncftp plink pscp psftp 7z unrar etcdctl cypher-shell couchbase twine poetry beeline hdbsql
        check_ swaks sendemail nodetool racadm fence_ esxcli splunk knife testsaslauthd ssh-keygen doveadm
        """

    private static let others =
        combined("", ["\u{1}", "|"], ["554=", "925="]) + [
            "---begin ", "---- begin ", "@tcp(", "@tcp6(", "@(", "@unix(", ":thin:", ":oci:", "htpasswd ",
            "rabbitmqctl ",
            "vault login", "operator unseal", "alias set ", "wpa_passphrase ", "auth-pass ", "com2sec", "trapsink ",
            "trap2sink ", "informsink ", "createuser ", "openssl passwd", "sqlplus ", "expdp ", "impdp ", "sqlldr ",
            "rman ", "userid=", "net use ", "setuser ", "setuser\"", "chpasswd", "-stdin", "sudo -", "<<<",
            "convertto-securestring",
            "insert into", "replace into", "private-lines:", "public-lines:", "az login", "oc login", "\"kty", "'kty",
            "?code=", "&code=", "：", "-----end ", "&gt;", "from-literal=", "authtoken ", "set-initial-password",
            "reset-admin-password", "obscure ", "encrypt_string", "upwd ", "doveadm auth", "ejabberdctl ",
            "prosodyctl ",
            "samba-tool ", "addauth ", "config set ", "configure set ", "kv put ", "kv patch ", "mkpasswd ",
            "smbclient ",
            " using ", "mysqlsh ", "logon ", "/rp ", "net user ", "@//", "sp_add", "sp_password", "sp_setapprole",
            "passwd-on-stdin", "passphrase-fd", "with-token", "keepassxc-cli", "elasticsearch-keystore", "load-key",
            "docker secret ", "gh secret ", "secret set ", "--body ", "＝", "} resolved", "}resolved", "} evaluates",
            "}evaluates", "} ->", "}->", "} =", "}=", "\" to \"", "pserver:", "expect ", "[]=", "[] =", "login:",
            "hdbuserstore ", "createcredential ", "modifycredential ", "net ads ", "net rpc ", ".tochararray()",
            "identify ",
            "UGFzc3dvcmQ6", "ndert auf ", "clave es ", "ommysql:", "ompgsql:", "auth=(", "pin-code", "pdo(",
            "p a s s w",
        ] + combined("(", ["login", "connection", "connect", "encrypt", "decrypt", "mysqli", "bind"])
        + combined(" ", [" ", "(", ",", ";", ":"], ["pw"])
        + combined(" ", [": "], ["eap", "xauth", "ntlm", "rsa", "ecdsa", "pkcs8", "pkcs12", "pin", "psk"])
        + combined(" ", ["|", "| "], ["passwd", "smbpasswd", "saslpasswd2", "realm"])
        + combined("", ["pass", "key", "secret", "token", "word", "phrase", "wort"], ["*:", "**:", "***:"])
        + combined("key", ["activation"], ["", "-", "_", "-_"])
        + combined("", ["http ", "https "], ["-a ", "--a ", "-auth ", "--auth "])
        + combined("", ["\"", "\" "], ["\"P:", "\"P="])

    /// Texts behind which something must follow.
    private static let begun: [(texts: [String], pattern: String)] = [
        ([#"\u00"#], #"\\u00[0-7][0-9a-f][a-z\\]"#),
        (["user "], "user [a-z0-9_]{1,24} o(n|ff) "),
        (["kind"], #"kind[\\"':]{2,8} ?[\\"']{1,4}secret"#),
        (
            ["as", "is", "was"].flatMap { verb in
                ["the", "a", "my", "our", "your", "his", "her"].map { "\(verb) \($0) " }
            },
            "[aiw][a-z]+ [a-z]+ [a-z ]{0,20}(pass|secret|token|api)"
        ),
        (["credential"], #"credentials? [a-z0-9_.]{1,30}[/:][^ \r\n\x00]"#),
        (["sqlc ", "sqlcl "], #"sqlcl? [^ \r\n\x00]{1,40}/"#),
        (["send "], #"send (-- )?["'{]"#),
        (["conn ", "connect "], #"conn(ect)? [a-z0-9_#$]{1,40}/[^ \r\n\x00]{1,40}@"#),
        (
            ["login", "user", "account", "register", "digest"].flatMap { word in " =>:".map { "\(word)\($0)" } },
            #"[a-z]+[ =>:]{1,5}[a-z0-9_.-]{1,40}:[^ :\r\n\x00]{4}"#
        ),
        (["%3a%2f%2f"], #"%3a%2f%2f[^ "&\r\n]{1,64}%3a[^ "&\r\n]{1,80}%40"#),
        (["allow "], "allow [a-z0-9_]{1,30}:[^ :\\r\\n]{6}"),
        (["secret_id", "secretid", "secret-id"], #"secret.?id["':= \t]{1,24}[0-9a-f]{8}-"#),
        ([" with "], #" with [a-z0-9_.-]{2,30}:[^ /\r\n\x00]"#),
        (["pin "], "pin ((for|of) [a-z ]{1,40})?(is |was |: ?)?[0-9]{4}"),
        (
            ["changed ", "rotated "],
            #"[a-z]+ed [a-z ]{0,30}from [^ \r\n]{4,40} to [^ \r\n]{4,40}[^\r\n]{0,60}(pass|pwd|secret|token|key)"#
        ),
        (["proctitle=", " cmd=", " data="], " ?[a-z]+=([0-9a-f]{2}){8}"),
        (["monitor "], #"monitor [^ \r\n\x00]{1,60}@"#),
    ]

    /// Ways to tell a secret behind its name; tried where the name's text begins.
    static let telling = ContextPattern(
        [
            "(?:kennwort|passwort|passe|contrase.{1,2}a|senha|wachtwoord|parola|has.{1,2}o|password)"
                + #" (?:lautet|ist|est|es|jest|e|[^\r\n]{2})[: ]"#,
            "(?:password|passwd|passwort|kennwort|pwd|passphrase|passcode|пароль|contrase.{1,2}a|passe|senha|"
                + #"wachtwoord|clave) {1,12}(?:- |[^\r\n]{3} |to |es |auf )?[a-z!@#$%&*+=_-]{0,24}[0-9]"#,
            #"(?:passwort|kennwort) [^ \r\n]{2,12} [^ \r\n]{1,20} (?:ist|auf|lautet) "#,
            #"(?:passwort|kennwort|passe|senha) [^:\r\n]{2,40}(?::| é) "#,
            #"(?:密码|密碼|口令|パスワード|비밀번호)[^ \r\n]{0,9}[: ]"#,
            #"password to [^ \r\n]{0,30}[0-9]"#,
            #"(?:pass|pwd|secret|token)[a-z]{0,8}\.{3,40}:? "#,
            #"(?:password|passwd) \([a-z ]{2,20}\):"#,
            "password: [a-z&?]{1,12} = ",
            #"(?:auth|creds)[ =>:]{1,5}[a-z0-9_.-]{1,40}:[^ :\r\n]{4}"#,
            "(?<= as | as the | as root | as admin | as your | as the root )(?:password|passphrase|token)",
        ].joined(separator: "|"),
        isCaseless: true
    )

    /// What follows a name that is an item in brackets, or a cell: `{secret, "`, `| password |`.
    static let item = ContextPattern(#"[a-z_]{0,30}, ?(?:<<)?""#, isCaseless: true)
    static let cell = ContextPattern(#"[a-z_]{0,24} *[|\r\n]"#, isCaseless: true)

    /// Beginnings of keys, and lines of them; letters count in their case.
    private static let keyBodies =
        ["LS0tLS1CRUdJTi", "MHcCAQEEI", "b3BlbnNzaC1rZXktdjE", "LOGIN ", "MIGHAgEA", "MC4CAQAwBQY", "MIGkAgEBBD"]
        + combined("BF", ["lQOY", "lQdY", "lQIY", "lQOG", "lQdG", "lQIG"])
    private static let begunKeyBodies: [(texts: [String], pattern: String)] = [
        (["MII"], "MII[A-Za-z0-9+/]{3}(IBA[AD]|TBfBgkqhki)")
    ]

    private static func combined(_ ending: String, _ beginnings: [String], _ middles: [String] = [""]) -> [String] {
        beginnings.flatMap { beginning in middles.map { beginning + $0 + ending } }
    }

    /// First words of statements of routers and switches, behind which a secret needs no separator.
    static let deviceWords = WordHash.set(
        """
        username enable snmp-server tacacs-server tacacs radius-server radius crypto neighbor ppp ip ntp wpa-psk standby
        isis server-private pre-shared-key key-string aaa authentication-key peer area rocommunity rwcommunity
        wireless wlan ssid security passphrase
        """
    )

    /// The letters of a user's key, with or without separators between them.
    private static func expression(for key: String) -> String? {
        let letters = key.utf8.filter { $0.isAlphanumeric || $0 >= 0x80 }
        guard !letters.isEmpty else { return nil }
        return letters.map { byte in
            byte.isAlphanumeric ? String(UnicodeScalar(byte)) : #"\x"# + String(byte, radix: 16)
        }.joined(separator: #"[_.\- ]?"#)
    }
}
