/// Settings whose name says that the value is secret.
extension LeakRule {
    /// What may stand between the name of a setting and its value, and the value: group 1 whatever the syntax.
    ///
    /// Values hold no blanks here: sentences do. A value that begins with a bracket is a label or a list.
    private static let assignment = #"""
        [0-9]{0,2}
        (?|
            # "name": "value", 'name' => 'value', name = "value", name="value", and escaped within a text
            (?:\\{0,3}["'])? [ \t]{0,4} (?: : | => | := | =(?!=) ) [ \t]{0,4} (?: !!str[ ] )?
            \\{0,3}["'] ([^"'\s\\<>\[]{1,256}) \\{0,3}["']
        |   # name=value
            [ \t]{0,4} = ([^\s"'<>&;,(){}\[\]]{1,256}) (?= [\s"'<>&;,)}\]] | \z )
        |   # name = value, name: value
            (?:\\{0,3}["'])? [ \t]{0,4} [:=] [ \t]{1,4} (?! [|>][-+]?\s )
            ([^\s"'<>&;,(){}\[\]\\]{1,256}) (?= [\s,;}\]] | \z )
        |   # <name>value</name>
            > \s{0,64} (?: <!\[CDATA\[ )? \s{0,64} ([^\s<>\[]{1,256}) \s{0,64} (?: \]\]> )? \s{0,64} </
        |   # name="name" value="value", and both as elements or members
            ["'] \s{1,16} value \s{0,4} = \s{0,4} ["'] ([^"'\s<>\[]{1,256}) ["']
        |   ["'] \s{0,4} > ([^\s<>\[]{1,256}) </
        |   \\{0,3}["'] \s{0,4} , \s{0,16} \\{0,3}["']value\\{0,3}["'] \s{0,4} : \s{0,4} \\{0,3}["']
            ([^"'\s\\<>\[]{1,256}) \\{0,3}["']
        |   ["']? [ \t]{0,4} \r?\n [ \t]{1,40} value: [ \t]{1,4}
            ["']? ([^\s"'\[\]{}&*!|>][^\s"']{0,255}) (?= ["'\s] | \z )
        |   # name: | and the value below
            : [ \t]{0,4} [|>][-+]? \r?\n [ \t]{1,40} ([^\s\[]{1,256}) [ \t]{0,8} (?= \r?\n | \z )
        )
        """#

    static let settings: [LeakRule] = [
        LeakRule(
            "password-value",
            "the value of a setting named password or alike",
            literals: [
                "password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "storepass", "keypass",
                "_pass=",
                "_pass:", "_pass\"", "_pass>", "_pass ", "dbpass", "userpass", "pwd=", "pwd:", "pwd\"", "pwd'", "pwd>",
                "pwd ", "pswd", "\"pw\"", "\"pass\"", "'pass'", ",pw=", "&pw=", "?pw=", ";pw=", "bindpw", "rootpw",
            ],
            isCaseless: true,
            pattern: #"""
                (?: password | passwd | passphrase | passcode | passwort | kennwort | storepass | keypass | _pass
                  | dbpass
                  | userpass | pwd | pswd | ["']pw (?=") | ["']pass (?=["']) | [,&?;]pw (?==) | bindpw | rootpw )
                """# + assignment,
            proof: .value,
            spansLines: true,
            positives: [
                "db.password=Tiger_4711x", #"{"user":"x","password":"s3cr3t!x"}"#, "<DbPassword>hunter2a</DbPassword>",
                "<a password='it5-me'/>", "Server=db;Password=conn-Pw9;Encrypt=yes", #"{"c":"logon","pw":"am-Pw1"}"#,
                "<add key=\"DbPassword\" value=\"added#Pw1\"/>", "- name: DB_PASSWORD\n  value: pair-Pw1",
                #"{"name":"DB_PASSWORD","value":"pair-Pw1"}"#, "password: |\n  first-L1ne\nuser: x",
                "<Password>\n  on-Its-Own-1\n</Password>", "DB_PASS=env_pw_1", "passwd: 'Tiger:L1ly'",
                #"{"a":"{\"password\":\"in-Json-Pw7\"}"}"#, "2026-11-21 ERROR login user=x password=abc!def2 failed",
            ],
            negatives: [
                "password=[REDACTED:password#7]", "password=[REDACTE\u{0}\u{0}\u{1}\u{2}xyz",
                "password=[\u{0}\u{0}\u{1}\u{2}x lorem",
                "password: ${DB_PASSWORD}", "password=********", "password = null",
                "password_file=/run/secrets/db1", "Password: incorrect for user bob42", "password: \"\"",
                "password = os.environ[\"DB_PASSWORD_1\"]", "password = getpass.getpass(prompt)", "PWD=/srv/app1",
                "<Password>[REDACTED:password#3]</Password>", "password_min_length = 12", "passwd:x:1000:1000",
                "password: \"[REDACTED:password#1]\"", "Failed password for root from 10.3.3.3 port 22 ssh2",
                "password=changeme", "password = 123456", "password: <your-password-1>", "pwd=0x7ffe12345678",
            ]
        ),
        LeakRule(
            "secret-value",
            "the value of a setting named secret",
            literals: ["secret"],
            isCaseless: true,
            pattern: #"secret (?: [_.\- ]? (?: access [_.\- ]? )? key )?"# + assignment,
            proof: .value,
            spansLines: true,
            positives: [
                "client_secret=cl-Secret-1 scope=all", "<Connector secret=\"ajp-Word-1\"/>",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYfake1", "secretKey: 'k33p-me-safe'",
            ],
            negatives: [
                "secretName: app-tls1", "secret: null", "\"secret: null\\nb1: c\"", "secretRequired=\"true\"",
                "secret=%{env:S1}",
            ]
        ),
        LeakRule(
            "token-value",
            "the value of a setting named token",
            literals: ["token"],
            isCaseless: true,
            pattern: #"(?<! next | page | ation | _next | next_ | page_ ) token"# + assignment,
            proof: .random,
            spansLines: true,
            positives: [
                "GET /x?access_token=tk_88812aFq93kLm20&n=1", "\"authToken\": \"acc9Tok18fKq03mZ2a\"",
                "auth_token = at0192kfm3920fkq3",
            ],
            negatives: [
                "max_tokens: 4096", "Unexpected token: } at 7", "token=Token{a64f992 Activity}", "token=short1",
                "nextToken=AAMA1234567890abcdefgh", "token: [REDACTED:token#2]",
            ]
        ),
        LeakRule(
            "key-value",
            "the value of a setting that names a key of a service or a cipher",
            literals: [
                "api_key", "apikey", "api-key", "api.key", "api key", "access_key", "accesskey", "access-key",
                "access key",
                "account_key", "accountkey", "private_key", "privatekey", "private-key", "encryption_key",
                "encryptionkey",
                "encryption-key", "signing_key", "signingkey", "signing-key", "auth_key", "authkey", "shared_key",
                "sharedkey", "master_key", "masterkey", "app_key", "appkey", "client_key", "license_key", "licensekey",
            ],
            isCaseless: true,
            pattern: #"""
                (?<! public | public_ )
                (?: api | access | account | private | encryption | signing | auth | shared | master | app | client
                  | license ) [_.\- ]? key
                """# + assignment,
            proof: .random,
            spansLines: true,
            positives: [
                "api.key=AKX0192zzqk38fmKq", "X-API-Key: 3f9aaZ71kk02mcQ8v", "AccountKey=Zm9vYmFyMTIzNDU2Nzg5MA==;x=1",
            ],
            negatives: [
                "<PrivateKey>/etc/amps/key1.pem</PrivateKey>", "access_key_id=AB12", "api_key: ${API_KEY_1}",
                "private_key = load_private_key_from_file1(path)",
            ]
        ),
        LeakRule(
            "option-value",
            "a secret among the arguments of a command",
            literals: [
                "--password ", "--passwd ", "--secret ", "--passphrase ", "--token ", "--api-key ", "--auth-token ",
                "--access-token ", "--client-secret ", "--db-password ", "--admin-password ",
            ],
            isCaseless: true,
            pattern: #"--[a-z\-]{5,20} [ ]{1,3} ["']? ([^\s"'\-\[<>$(){}][^\s"'<>(){}]{5,255}) (?= ["'\s] | \z )"#,
            proof: .value,
            positives: ["app --password opt-Pw1x --port 80"],
            negatives: [
                "app --password-file /etc/pw1", "app --password [REDACTED:password#1] x", "--password --port80",
            ]
        ),
        LeakRule(
            "sql-password",
            "a password in an SQL statement",
            literals: ["identified by ", "with password "],
            isCaseless: true,
            pattern: #"(?: identified[ ]by | with[ ]password )[ ]{1,3} (?: = [ ]? )? ["'] ([^"'\s\[]{4,128}) ["']"#,
            proof: .value,
            positives: ["CREATE USER a IDENTIFIED BY 'sql-Pw1';"],
            negatives: ["CREATE USER a IDENTIFIED BY '[REDACTED:password#1]';"]
        ),
    ]
}
