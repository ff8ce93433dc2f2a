internal import Platform

/// What is searched in whole blocks of a log: a line without any of these shapes holds nothing that a rule masks.
///
/// The shapes are short literals, so that the search stays at memory speed; what stands around a literal is looked at
/// by ``isTelling(_:_:)`` before the line is parsed.
struct SearchShapes: Sendable {
    /// What has to stand around a match.
    enum Surroundings {
        case any
        /// A piece of a name: a separator behind the name, or a word that announces a value.
        case name
        /// `://`: a user or a bar behind it.
        case address
        /// A command: one of the short options behind it.
        case command
        /// A word of a header: a blank and a token behind it.
        case scheme
    }

    let expressions: [ShapeScanner.Expression]
    let surroundings: [Surroundings]
    let classifier: KeyClassifier

    /// - Parameters:
    ///   - extraKeys: names of further keys that are secret.
    ///   - classifier: knows them, too.
    init(extraKeys: [String], classifier: KeyClassifier) {
        self.classifier = classifier
        var expressions: [ShapeScanner.Expression] = []
        var surroundings: [Surroundings] = []
        func add(_ texts: [String], _ around: Surroundings, isCaseless: Bool = true) {
            for text in texts {
                expressions.append(ShapeScanner.Expression(text, isCaseless: isCaseless))
                surroundings.append(around)
            }
        }
        add(Self.words(Self.names), .name)
        add(Self.words(Self.shortNames).flatMap { name in Self.shortEndings.map { name + $0 } }, .any)
        add(extraKeys.compactMap(Self.expression), .any)
        add(["://"], .address)
        add(Self.words(Self.commands), .command)
        add(Self.words(Self.schemes).map { $0 + " " }, .scheme)
        add(Self.others, .any)
        add(["LS0tLS1CRUdJTi"] + Self.keyBodies + TokenForm.builtIn.map(\.shape), .any, isCaseless: false)
        self.expressions = expressions
        self.surroundings = surroundings
    }

    // MARK: - The shapes

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let names = """
        pass pwd psw psk secret token jwt authtok cred key auth cookie community sessi sessid contrasena senha heslo
        haslo wachtwoord kennwort bindpw rootpw adminpw sharedaccesssignature identified sas_ contrase parola clave
        hasło пароль Пароль ПАРОЛЬ парола lösenord losenord adgangskode kodeord jelszó jelszo salasana parool şifre sifre
        geslo lozinka лозинка zaporka slaptažodis κωδικός 密码 密碼 口令 パスワード 비밀번호 암호 geheimnis segredo
        """
    /// Too short to be searched without what follows.
    private static let shortNames = "pin otp pw sid sig"
    private static let shortEndings = ["=", ":", "\"", "'", " =", " :", ">", "%3d", #"\\"#, "nature="]

    private static let schemes = "bearer basic negotiate ntlm apikey"

    private static let commands = """
        mysql mariadb sshpass mongo curl redis- ldap snmp docker podman skopeo buildah helm smbclient rpcclient winexe
        ipmitool sqlcmd isql bcp cqlsh keytool jarsigner useradd usermod xtrabackup innobackupex mydumper myloader
        mosquitto_ vncpasswd smbpasswd rdesktop freerdp asadmin wlst unzip lftp rabbitmqadmin openssl slappasswd
        kadmin psexec ncftp plink pscp psftp 7z unrar etcdctl cypher-shell couchbase twine poetry beeline hdbsql
        check_ swaks sendemail nodetool racadm fence_ esxcli splunk knife testsaslauthd ssh-keygen doveadm
        """

    private static let others = [
        #"[\x01|](554|925)="#, "---begin ", "---- begin ", #"@tcp6?\("#, #"@\([a-z0-9]"#, #"@unix\("#, ":thin:",
        ":oci:",
        #"\\u00[0-7][0-9a-f][a-z\\]"#, "htpasswd ", "rabbitmqctl ", "vault login", "operator unseal", "alias set ",
        "wpa_passphrase ", "auth-pass ", "com2sec", "trap2?sink ", "informsink ", "createuser ", "openssl passwd",
        "sqlplus ", "expdp ", "impdp ", "sqlldr ", "rman ", "userid=", "net use ", "setuser ",
        "user [a-z0-9_]{1,24} o(n|ff) ",
        "chpasswd", "-stdin", "sudo -", "<<<", "convertto-securestring", "insert into", "replace into",
        "private-lines:", "public-lines:", "az login", "oc login",
        #"["']kty"#, #"kind[\\"':]{2,8} ?[\\"']{1,4}secret"#, "[?&]code=", "：", "-----end [a-z0-9 ]{0,20}private",
        "(as|is|was) (the|a|my|our|your|his|her) [a-z ]{0,20}(pass|secret|token|api)", "[ (,;]pw ", "&gt;",
        #"(login|connection|connect|encrypt|decrypt|mysqli|bind)\("#, "[>=\"'][a-z0-9_.]{1,40}:[^@ ]{1,40}@[a-z0-9]",
        "credentials? [a-z0-9_.]{1,30}[/:][^ ]", ": (eap|xauth|ntlm|rsa|ecdsa|pkcs8|pkcs12|pin|psk) ", "from-literal=",
        #":[0-9]{2,5}[a-z0-9/]{0,40}\|[^| ]{1,40}\|[^| ]"#,
        "(add-)?authtoken ", "set-initial-password", "reset-admin-password", "obscure ", "encrypt_string", "upwd ",
        "doveadm auth", "(ejabberd|prosody)ctl ", "samba-tool ", "addauth ", "config set ", "configure set ", "kv put ",
        "kv patch ", "mkpasswd ", "smbclient ", " using [^ ]", "mysqlsh ", "logon ", #"send (-- )?["'{]"#, "/rp ",
        "net user ", "sqlcl? [^ ]{1,40}/", "conn(ect)? [a-z0-9_#$]{1,40}/[^ ]{1,40}@", "@//", "sp_add", "sp_password",
        "sp_setapprole", "passwd-on-stdin", "passphrase-fd", "with-token",
        #"\| ?(passwd|smbpasswd|saslpasswd2|realm) "#,
        "keepassxc-cli", "elasticsearch-keystore", "load-key", "(docker|gh) secret ", "secret set ", "--body ", "＝",
        #"[a-z]\} ?(resolved|evaluates|->|=)"#, #"(pass|key|secret|token|word|phrase|wort)\*{1,3}:"#,
        "(use|login|with|account|credentials|creds|access|user|username|logon|as):? [a-z0-9_.@-]{2,30} / [^ ]",
        "(kennwort|passwort|mot de passe|contrase.{1,2}a|senha|wachtwoord|parola|has.{1,2}o|password) "
            + "(lautet|ist|est|es|jest|e|.{2})[: ]",
        "(login|user|account|register|digest|auth|creds)[ =>:]{1,5}[a-z0-9_.-]{1,40}:[^ :]{4}",
        #"from "[^"]{3,80}" to ""#, "pserver:", "expect ", "activation-?_?key", #"\["?[a-z]{0,20}(pass|secret|token)"#,
        "https? -{1,2}a(uth)? ", " with [a-z0-9_.-]{2,30}:[^ /]", #"(pass|secret|token|pwd)[a-z_]{0,10}\[\] ?="#,
        "login:", "pin (is |was )?[0-9]{4}",
        "(password|passwd|passwort|kennwort|pwd|[ (,;:]pw|passphrase|passcode|пароль|contrase.{1,2}a|mot de passe|senha|"
            + "wachtwoord|clave) {1,12}(- |.{3} |to |es |auf )?[a-z!@#$%&*+=_-]{0,24}[0-9]",
        "(passwort|kennwort) [^ ]{2,12} [^ ]{1,20} (ist|auf|lautet) ", "ge.{1,2}ndert auf ",
        "(密码|密碼|口令|パスワード|비밀번호)[^ ]{0,9}[: ]", "clave es ", "password to [^ ]{0,30}[0-9]",
        #"[{(]:?[a-z_]{0,30}(pass|secret|token|pwd)[a-z_]{0,20}, ?(<<)?""#,
        #"(pass|pwd|secret|token)[a-z]{0,8}\.{3,40}:? "#,
        #"\| *[a-z_]{0,16}(password|passwd|pwd|secret|token|pw)[a-z_]{0,16} *[|\r\n]"#,
        #"(password|passwd) \([a-z ]{2,20}\):"#,
        " as (the |root |admin |your )?(password|passphrase|pw|token)", "ommysql:", "ompgsql:", #"" ?"P[:=]"#,
        "auth=[(]", "monitor [^ ]{1,60}@", "pin-code", "pdo[(]", #"connect[(]["']dbi:"#, "password: [a-z&?]{1,12} = ",
        "p a s s w",
    ]

    /// Beginnings of keys, and lines of them; letters count in their case.
    private static let keyBodies = [
        "[A-Za-z0-9+/]{64}[\\r\\n]", "MII[A-Za-z0-9+/]{3}IBA[AD]", "MII[A-Za-z0-9+/]{3}TBfBgkqhki", "MHcCAQEEI",
        "b3BlbnNzaC1rZXktdjE", "lQ[OdI][YG]BF", "LOGIN [\"A-Za-z]", "MIGHAgEA", "MC4CAQAwBQY", "MIGkAgEBBD",
    ]

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
