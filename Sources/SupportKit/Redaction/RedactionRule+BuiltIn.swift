extension BuiltInRule {
    /// The rule with the texts that show what it does.
    var rule: RedactionRule {
        switch self {
        case .password, .secret, .token, .key, .credential, .pin: settingRule
        case .authorization, .cookie, .urlPassword, .pipe: networkRule
        case .commandLine, .sql, .prose, .passwordFile, .privateKey: formRule
        case .extraKey:
            RedactionRule(self, "the value of a key that the profile or the user names", .known)
        case .learned:
            RedactionRule(self, "a value that was found to be secret elsewhere in the same bundle", .known)
        case .literal:
            RedactionRule(self, "a text that the user names", .known)
        }
    }

    // MARK: - Settings

    private var settingRule: RedactionRule {
        switch self {
        case .password:
            RedactionRule(
                self,
                "the value of a setting named password, passwd, pwd, passphrase and the like",
                .password,
                positives: [
                    .init("01:45 INFO Config{user=app, password=dump,Pw1, host=db}", hides: "dump,Pw1"),
                    .init("user=sa,password=comma-Pw1,ssl=true", hides: "comma-Pw1"),
                    .init(#"{"user":"x","password":"quo\"ted Pw1"}"#, hides: "ted Pw1"),
                    .init(#"{"a":"{\"password\":\"in-Json-Pw\"}"}"#, hides: "in-Json-Pw", in: .json),
                    .init("<a dbPassword='it\"s-me'/>", hides: "it\"s-me", in: .xml),
                    .init("<ns:Password>a b&amp;c</ns:Password>", hides: "a b&amp;c", in: .xml),
                    .init("<Password>\n  on-Its-Own-1\n</Password>", hides: "on-Its-Own-1", in: .xml),
                    .init("<add key=\"DbPassword\" value=\"added#Pw\"/>", hides: "added#Pw", in: .xml),
                    .init("db:\n  password: Tiger:Lily #4 # rotated", hides: "Tiger:Lily", in: .yaml),
                    .init("password: |\n  first-Line\n  second-Line\nuser: x", hides: "second-Line", in: .yaml),
                    .init("- name: DB_PASSWORD\n  value: pair-Pw1", hides: "pair-Pw1", in: .yaml),
                    .init("password = two words ; kept", hides: "two words", in: .ini),
                    .init("db.password=with = and #", hides: "with = and #", in: .properties),
                    .init("a.password=first\\\n  second-Part", hides: "second-Part", in: .properties),
                    .init("export DB_PASSWORD='sh Pw 2'; run", hides: "sh Pw 2", in: .shell),
                    .init("DB_PASS=env pw one", hides: "env pw one", in: .dotenv),
                    .init("A=1\0DB_PASSWORD=two\nlines\0B=2", hides: "two\nlines", in: .environment),
                    .init("Server=db;Password=conn-Pw;Encrypt=yes", hides: "conn-Pw"),
                    .init("body=user%3Dx%26password%3Denc-Pw%26go%3D1", hides: "enc-Pw"),
                    .init("-Djavax.net.ssl.keyStorePassword=jv-Pw5 -Xmx1g", hides: "jv-Pw5"),
                    .init("{\"c\":\"logon\",\"pw\":\"am-Pw1\"}", hides: "am-Pw1"),
                    .init("requirepass foobaredXy", hides: "foobaredXy", in: .ini),
                ],
                negatives: [
                    .init("<PasswordFileName>/etc/amps/pw</PasswordFileName>", in: .xml),
                    .init("password: ${DB_PASSWORD}", in: .yaml),
                    .init("password_min_length = 12", in: .ini),
                    .init("password_file: /run/secrets/db", in: .yaml),
                    .init("Password: incorrect for user bob"),
                    .init("password policy updated"),
                    .init("pam_unix(passwd:chauthtok): password changed for bob"),
                    .init("suite: pass=3 fail=0"),
                    .init("password=********"),
                    .init("PWD=/srv/app", in: .environment),
                ]
            )
        case .secret:
            RedactionRule(
                self,
                "the value of a setting named secret, and of what stands in a Kubernetes secret",
                .password,
                positives: [
                    .init("client_secret=cl-Secret-1 scope=all", hides: "cl-Secret-1"),
                    .init("<Connector secret=\"ajp-Word-1\"/>", hides: "ajp-Word-1", in: .xml),
                    .init("jwt:\n  secret: 'it''s secret'", hides: "s secret'", in: .yaml),
                    .init("kind: Secret\nstringData:\n  db: plain-Value-9", hides: "plain-Value-9", in: .yaml),
                ],
                negatives: [
                    .init("secretName: app-tls", in: .yaml), .init("secret: null", in: .yaml),
                    .init("secretRequired=\"true\"", in: .xml),
                ]
            )
        case .token:
            RedactionRule(
                self,
                "the value of a setting named token, and of a session id",
                .token,
                positives: [
                    .init("GET /x?token=tk_88812&n=1", hides: "tk_88812"),
                    .init("\"accessToken\": \"acc-Tok-1\"", hides: "acc-Tok-1", in: .json),
                    .init("auth_token = at-0192", hides: "at-0192", in: .ini),
                    .init(
                        "/a;jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9?x",
                        hides: "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
                    ),
                    .init(
                        "/a;jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9.node1?x",
                        hides: "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
                    ),
                ],
                negatives: [
                    .init("max_tokens: 4096", in: .yaml), .init("token_bucket_size=40", in: .properties),
                    .init("Unexpected token: } at 7"), .init("token=Token{a64f992 Activity}"),
                    .init("sessionid:0x14f05578bd80006 closing"),
                ]
            )
        case .key:
            RedactionRule(
                self,
                "the value of a setting that names a key: API, access, account, signing key",
                .token,
                positives: [
                    .init("api.key=AKX-0192-zz", hides: "AKX-0192-zz", in: .properties),
                    .init("Secret Access Key: aZ09/xY+w", hides: "aZ09/xY+w"),
                    .init("X-API-Key: 3f9-aa-Z71-kk", hides: "3f9-aa-Z71-kk"),
                    .init("AccountName=a;AccountKey=Zm9vYmFy==;EndpointSuffix=x", hides: "Zm9vYmFy=="),
                    .init("https://h/c?sv=2024&sig=aBcD%2F0123456789ef&x=1", hides: "aBcD%2F0123456789ef"),
                ],
                negatives: [
                    .init("public_key=abc", in: .properties), .init("primary_key: id", in: .yaml),
                    .init("<PrivateKey>/etc/amps/key.pem</PrivateKey>", in: .xml),
                    .init("key=5f4dcc3b5aa765d61d8327deb882cf99 cache hit"), .init("routing_key=orders.new"),
                ]
            )
        case .credential:
            RedactionRule(
                self,
                "the value of a setting named credentials, auth, or an SNMP community",
                .password,
                positives: [
                    .init("ldap.credentials=ld4p-Cred", hides: "ld4p-Cred", in: .properties),
                    .init("rocommunity publ1c-Comm", hides: "publ1c-Comm", in: .ini),
                    .init("REDISCLI_AUTH=rd-Auth-1", hides: "rd-Auth-1", in: .dotenv),
                ],
                negatives: [
                    .init("credentialsId: jenkins-1", in: .yaml), .init("auth:SIMPLE"),
                    .init("auth = scram-sha-256", in: .ini),
                ]
            )
        default:
            RedactionRule(
                self,
                "the digits of a setting named pin or otp",
                .password,
                positives: [.init("pin: 4711", hides: "4711", in: .yaml), .init("otp=123456 ok", hides: "123456")],
                negatives: [.init("ping=4711"), .init("mapping: 12345")]
            )
        }
    }

    // MARK: - Networks

    private var networkRule: RedactionRule {
        switch self {
        case .authorization:
            RedactionRule(
                self,
                "what follows the scheme of an Authorization header, or Bearer and Basic anywhere",
                .session,
                positives: [
                    .init("Authorization: Basic dXNlcjpwYXNz", hides: "dXNlcjpwYXNz"),
                    .init("curl -H 'Authorization: Bearer abc.def-1'", hides: "abc.def-1", in: .shell),
                    .init("\"authorization\": \"Token tok-123\"", hides: "tok-123", in: .json),
                    .init("<HTTPHeader>Authorization: Bearer abc.def-1</HTTPHeader>", hides: "abc.def-1", in: .xml),
                    .init("sent bearer abcdef0123", hides: "abcdef0123"),
                ],
                negatives: [.init("Basic authentication failed"), .init("WWW-Authenticate: Basic realm=\"x\"")]
            )
        case .cookie:
            RedactionRule(
                self,
                "the values of cookies; their names stay",
                .session,
                positives: [
                    .init("Cookie: a=one-Val; b=two-Val", hides: "two-Val"),
                    .init("Set-Cookie: sid=s%3Aabc; Path=/", hides: "s%3Aabc"),
                ],
                negatives: [.init("cookies enabled"), .init("Set-Cookie: Path=/")]
            )
        case .urlPassword:
            RedactionRule(
                self,
                "the password in a URL or data source name",
                .password,
                positives: [
                    .init("tcp://ops:P@ss:w/rd7@host:9007/amps/json", hides: "P@ss:w/rd7"),
                    .init("redis://:only-Pw@cache:6379/0", hides: "only-Pw"),
                    .init("amqp://u1:am-Pw1@h1,u2:am-Pw2@h2/v", hides: "am-Pw2"),
                    .init("app:go-Pw@tcp(db:3306)/app", hides: "go-Pw"),
                    .init("jdbc:oracle:thin:scott/t1ger@db", hides: "t1ger"),
                ],
                negatives: [
                    .init("http://a.example.com:8080/x@2.0/y"), .init("see https://example.com/@user/post"),
                    .init("[LeaseRenewer:joe@host:9000] time 10:21:33@node7"), .init("ssh://git@host/x"),
                ]
            )
        default:
            RedactionRule(
                self,
                "the third field of URL|user|password",
                .password,
                positives: [.init("https://h:8085/amps|mon|Pipe.Secret3", hides: "Pipe.Secret3")],
                negatives: [.init("a|b|c"), .init("https://h/x | grep | y")]
            )
        }
    }

    // MARK: - Forms

    private var formRule: RedactionRule {
        switch self {
        case .commandLine:
            RedactionRule(
                self,
                "passwords among the arguments of commands",
                .password,
                positives: [
                    .init("app --password opt-Pw1 --port 80", hides: "opt-Pw1", in: .shell),
                    .init("mysql -uroot -pmy-Pw2 db", hides: "my-Pw2"),
                    .init("curl -u bob:cu-Pw3 https://h", hides: "cu-Pw3"),
                    .init("redis-cli -a rd-Pw4 ping", hides: "rd-Pw4", in: .shell),
                    .init("openssl rsa -passin pass:os-Pw5", hides: "os-Pw5", in: .shell),
                    .init("args: [\"--token\", \"arg-Tok6\"]", hides: "arg-Tok6", in: .yaml),
                    .init("app\0--password\0nul-Pw7\0", hides: "nul-Pw7", in: .commandLine),
                ],
                negatives: [
                    .init("mkdir -p dir", in: .shell), .init("ssh -p 2222 host", in: .shell),
                    .init("app --password-file /etc/pw", in: .shell),
                ]
            )
        case .sql:
            RedactionRule(
                self,
                "passwords in SQL statements",
                .password,
                positives: [
                    .init("CREATE USER a IDENTIFIED BY 'sql-Pw1';", hides: "sql-Pw1"),
                    .init("ALTER USER a IDENTIFIED WITH x BY 'sql-Pw2'", hides: "sql-Pw2", in: .sql),
                    .init("CREATE ROLE a PASSWORD 'sql Pw 3'", hides: "sql Pw 3", in: .sql),
                ],
                negatives: [.init("SELECT password FROM users", in: .sql)]
            )
        case .prose:
            RedactionRule(
                self,
                "passwords told in sentences",
                .password,
                positives: [
                    .init("the password is Told-You1 now", hides: "Told-You1"),
                    .init("password for joe was reset to Reset-To-2", hides: "Reset-To-2"),
                    .init("logged in with password tell-Pw3", hides: "tell-Pw3"),
                ],
                negatives: [
                    .init("the password is incorrect"), .init("Failed password for root from 10.3.3.3 port 22 ssh2"),
                    .init("password authentication failed for user \"app\""), .init("the secret of it is time"),
                ]
            )
        case .passwordFile:
            RedactionRule(
                self,
                "the password field of .pgpass, htpasswd, shadow and PgBouncer's user list",
                .password,
                positives: [
                    .init("db:5432:*:app:pg\\:Pw", hides: "pg\\:Pw", in: .pgpass),
                    .init("me:abJnggxhB/yWI", hides: "abJnggxhB/yWI", in: .passwordFile),
                    .init("\"app\" \"list-Pw\"", hides: "list-Pw", in: .userList),
                ],
                negatives: [
                    .init("# host:port:database:user:password", in: .pgpass),
                    .init("daemon:*:1:0:9:7:::", in: .passwordFile),
                ]
            )
        default:
            RedactionRule(
                self,
                "private keys, in PEM and alike, on one line or many, and in base 64",
                .key,
                positives: [
                    .init(
                        "-----BEGIN EC PRIVATE KEY-----\nMHcCFakeKey\n-----END EC PRIVATE KEY-----",
                        hides: "MHcCFakeKey"
                    ),
                    .init("k: \"-----BEGIN PRIVATE KEY-----\\nMIIFake\\n-----END PRIVATE KEY-----\"", hides: "MIIFake"),
                    .init("x LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCkZha2U= y", hides: "S0tLS0tCkZha2U="),
                    .init("-----BEGIN OPENSSH PRIVATE KEY-----\ncutShort", hides: "cutShort"),
                ],
                negatives: [
                    .init("-----BEGIN CERTIFICATE-----\nMIIDdzCCAl\n-----END CERTIFICATE-----"),
                    .init("-----BEGIN PUBLIC KEY-----\nMIIBIjANBg\n-----END PUBLIC KEY-----"),
                ]
            )
        }
    }
}
