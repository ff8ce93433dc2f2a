import Testing

@testable import SupportKit

/// Secrets of single services, in disguise, or in a text that something else prefixes; and the source of programs.
@Suite struct RedactionServiceTests {
    @Test(
        arguments: [
            // Names with their secret.
            (Grammar.text, "secret_id            «a88b23e8-7ffb-0d82-5c2f-b8abd314c162»"),
            (.json, #"{"role_id": "x", "secret_id": "«a88b23e8-7ffb-0d82-5c2f-b8abd314c162»"}"#),
            (.ini, "sk = \"«cUI08PfL9Cep8c1»\""),
            (.ini, "radius server r1\n key «n37ZPGk0vLSp6»"),
            (.text, "switch(config)# radius-server 10.2.2.2 key «QBSeEwGPPJoT9»"),
            (.dotenv, "HMAC_KEYS=k1:«434a2f011dad5a5be53db121dd082544»,k2:«c3143941a2297b107a7f84df1e1f3ce5»"),
            (.ini, "hide mysql_servers = localhost/mail/exim/«Im0D69EF3TRy8»"),
            (.ini, "12 SHA1 HEX:«c8cbdc5bcdf156038239b2c892f61275bff82214»\n7 MD5 «ordinary»"),
            (.ini, "vpn_psks = [\"«LWMX8f7KEvFCcjlxljwUa3UQ»\", \"«4EQoEwdd915APe5kSerKRQ94»\"]"),
            (.ini, "service_tokens = {\n  grafana = \"«X3o9KtopSThPmGFWAgIujB8X»\"\n}"),
            (.ini, "acl {\n  tokens { agent = \"«ec8812c8-64be-79c8-6da9-9c205f2674de»\" }\n}"),
            (.yaml, "cloud.auth: \"elastic:«otfamBy5N6Ho5e9g»\""),
            (.properties, "remember-me.key=«p0GureTqpUpx8ceZXqRDyX»"),
            (.properties, "spring.mail.properties.mail.smtp.password   «Bwg82ivr8Pn1ss2»"),
            (.json, #"{"Jwt": {"Key": "«thistle thistle raven lantern 33»", "Issuer": "https://id"}}"#),
            (.log, "PassWd=«uIojj49NZUDPTyDZl9»;Uid=bob"),
            (.yaml, "api_keys:\n-\n  «MF0NMvBGLrloveZr»\n- name: main\n  value: «LsIX1MQHPOopm8xp»"),
            // Servers.
            (.ini, "map $http_x_api_key $client { default \"\"; \"«QVWzAtWUx8QbZ8Yf»\" \"acme\"; }"),
            (.ini, "map $http_x_api_key $client {\n  default \"\";\n  «QVWzAtWUx8QbZ8Yf» acme;\n}\nlisten 8080;"),
            (.ini, "RewriteCond %{HTTP:X-Auth-Key} !^«OpVmzMMJrf1C66Kq»$"),
            (.ini, "http-request deny unless { req.hdr(x-shared-secret) -m str «8lZ5t96IoBCq5» }"),
            (.ini, "tcp-check send AUTH\\ «IfZjgBHQEtidZRgZf7»\\r\\n"),
            (.text, "set httpd port 2812 allow admin:«ttt8HYppm6MOWZU6»"),
            (.ini, "<auth-user-pass>\nalice\n«LVYFW9RyTn4Bb5um6»\n</auth-user-pass>\nverb 3"),
            (.ini, "{dn_lookup_bind, {\"cn=r,dc=example\", \"«UFSfc3gRvTAkI2»\"}}"),
            // Commands and dialogues.
            (.shell, "printf '%s\\n' '«RDf1V1JTp193»' '«u0q9PrXZmLRw»' | smbpasswd -s -a bob"),
            (.shell, "curl -d '{\"pin\":\"«4471»\",\"n\":1}' https://api/x"),
            (.shell, "curl -u \\\n  svc:«I47BhjDg2MOlSc9» \\\n  https://h"),
            (.shell, "read -r SECRET <<'X'\n«zDDS2a7o7tFzqUSBaK9»\nX\necho done"),
            (.text, "hdbuserstore SET BKP h1:30013 BACKUP «TKc2nIyFfUtmOhJP0»"),
            (.text, "impdp \"'sys/«vAtO9U4Y8Ph1WW0» as sysdba'\" full=y"),
            (.text, "wlst> connect('weblogic','«i83ojvS2BvGd7xAL7»','t3s://adm:7002')"),
            (.text, "net ads join -U admin%«oV51wcRmNcOshXUGbb4»"),
            (.log, #"1700467202.2 [0 10.1.1.7:50412] "ACL" "SETUSER" "bob" "on" ">«Thistle362»" "+@all""#),
            (.text, "S: 334 UGFzc3dvcmQ6\nC: «ORTGoTFDnUiICshxNBqy»\nS: 235 ok"),
            (.sql, "ALTER USER 'r'@'h' IDENTIFIED BY '«qYRNpguTmwl0»' REPLACE '«osgixLyaxG1o»';"),
            (.log, "Password for the elastic user (reset with x):\n  «Wq8+kd*2mZxP4vt7Ly1N»"),
            (.log, "user created: bob / «thlEKTdZUhA1tRZ3jX7»"),
            // Programs.
            (.source, #"props.setProperty("javax.net.ssl.trustStorePassword", "«dragon9»");"#),
            (.source, #"env.put(Context.SECURITY_CREDENTIALS, "«ZwFmHDTMB73Kq9OV6»");"#),
            (.source, #"c.setRequestProperty("Authorization", "Basic " + "«LSOuvk4qdY8JCYuv»");"#),
            (.source, #"ks.load(in, "«2ubPnGKYH85g1»".toCharArray());"#),
            (.source, #"db.changeUserPassword("readonly", "«wqDd1MXpUUq6»");"#),
            (.source, "secret = \"«S57cGecm»\" + \"«ww0E1kRW»\""),
            (.source, "PASSWORD = (\"«WfClW5Bqq3»\"\n            \"«CPJzVlLmMw»\")"),
            (.source, "# password: «Tiger7xQ» until friday"),
            (.source, #"val token = System.getenv("TOKEN") ?: "«x1Y2z3W4v5»""#),
            (.source, "string s = \"Server=h;Password=«x1Y2z3W4v5»;Encrypt=yes\";"),
            (.ini, "map $http_authorization $ok {\n  default 0;\n  \"Bearer «x1Y2z3W4v5ABC»\" 1;\n}"),
            // Disguises.
            (.log, #">> "{"username":"svc","password":"«RIEf3G5Ug5w64hnwEo9»"}""#),
            (.log, "redirect=postgres%3A%2F%2Fapp%3A«HbcnuB5TskvR»%40pg1%3A5432%2Fapp"),
            (.log, "double=%2526passwd%253D«xn9OzWxmUR4U74»%2526x%253D1"),
            (.json, #"{"g": "\u003cSecret\u003e«PT7gr9sNWXRz»\u003c/Secret\u003e"}"#),
            (.json, #"{"field": "password", "old": "«dllBQJdaQD6S8»", "new": "«f9hSXa7FThPW»"}"#),
            (.json, #"{"op": "replace", "path": "/spec/password", "value": "«GwdU0znC2UtR»"}"#),
            (.xml, "<tr><td>DB_PASSWORD </td><td class=\"v\">«RHxpcGe37aIDy4» </td></tr>"),
            (.xml, "<ns:Password\n  enc=\"none\">«Meadow!6HcI-gai»</ns:Password>"),
            (.xml, "<user password=\n   \"«eainwxKm2EJe»\" name='bob'/>"),
            (.text, "the password for the staging box is «w3GWS7yQWVZbRR4» and the user is deploy."),
            (.text, "- Token:\n  ```\n  «e6kw3v17M4eN3kNlqk4h»\n  ```"),
        ]
    )
    func isRemoved(_ grammar: Grammar, _ marked: String) throws {
        try RedactionHarness.expectRemoved(marked, grammar)
    }

    @Test(
        arguments: [
            (Grammar.source, "#include <passwd.h>\nint b = 3;\n#include <stdio.h>"),
            (.text, "#include <passwd.h>\nint b = 3;\n#include <stdio.h>"),
            (.source, "pw = pw + c\nself.password = password_mgr\ntoken += ch\nuser, password = self.find(a)"),
            (.source, "password = getpass.getpass(\"Password: \")"),
            (.source, "credentials = '{0}:{1}'.format(user, passwd).encode()"),
            (.source, "x = self.password.encode('ascii')"),
            (.source, "CHALLENGE_PASSWORD: \"challengePassword\""),
            (.source, "digits = \"0123456789abcdef\".toCharArray();"),
            (.text, "    DB_PASSWORD:  <set to the key 'password' in secret 'db-credentials'>  Optional: false"),
            (.text, "for volume \"kube-api\" : secret \"db-credentials\" not found"),
            (.log, "kube_secret_info{namespace=\"prod\",secret=\"db-credentials\",uid=\"x\"} 1"),
            (.log, "--- PASS: TestTokenRefresh (0.31s)\nPASS: test_login_password (0.02s)"),
            (.log, "messages identified by UID, problems identified by Coverity"),
            (
                .text,
                "     ssh-keygen -p [-N new_passphrase] [-P old_passphrase]\n     -P passphrase\n  the passphrase may"
            ),
            (.text, " -pass val           Passphrase source\n -b, --cookie <data|filename> Send cookies"),
            (.text, " -j, --junk-session-cookies Ignore session cookies"),
            (.dotenv, "DB_PASS=${DB_PW:?missing}\nX_PASS=${Y:+set}"),
            (.shell, "curl -H \"Authorization: Bearer ${TOKEN}\" \"$URL\""),
            (.ini, "password = $__file{/etc/secrets/smtp}\ncachemgr_passwd disable all"),
            (.xml, "<privateKey>${user.home}/.ssh/id_ed25519</privateKey>"),
            (.xml, "<a accesskey=\"h\" href=\"index.html\">"),
            (.yaml, "passwordKey: redis-password\nsecret: ~\nsecrets: [db]"),
            (.sql, "ALTER USER app IDENTIFIED EXTERNALLY AS 'app@EXAMPLE.NET';"),
            (.sql, "COMMENT ON COLUMN u.password IS 'hashed with bcrypt';"),
            (.ini, "tls_private_key = <<EOT\nEOT\nmode = 1"),
            (.ini, "allow 10.0.0.0/8\nallow localhost"),
            (.log, "secret_id: arn-of-something\nrole_id=a88b23e8-7ffb-0d82-5c2f-b8abd314c162"),
            (.log, "see \"-----BEGIN PRIVATE KEY-----\" for the format\nsee the docs of it"),
            (.log, "a | -----BEGIN CERTIFICATE-----\na | MIIDdzCCAl+gAwIBAgIEAgAAuTAN\na | -----END CERTIFICATE-----"),
            (.log, "created: file / folder1x done\nlogin: bob / see ticket 4711"),
            (.log, "redirect=https%3A%2F%2Fexample.com%3A8443%2Fa%40b"),
            (.text, "usage: app [--password PASSWORD] [-p PASS] FILE\n  --secret=SECRET   shared secret"),
            (.json, #"{"label":"Password","type":"string","content": "Enter it here"}"#),
            (.json, #"{"path":"/api/token","method":"POST","content":"application/json1"}"#),
            (.yaml, "secretKeyRef:\n  name: db-credentials\n  key: db-password"),
            (.ini, "map $http_upgrade $connection_upgrade {\n default upgrade;\n '' close;\n}"),
            (.xml, "<tr><td>Name</td><td>Bob7Smith</td></tr><p><b>Note:</b> x1y2z3</p>"),
            (.source, "cfg.Token = strings.TrimSpace(string(b))\nconst password = req.body.password;"),
        ]
    )
    func stays(_ grammar: Grammar, _ text: String) throws {
        #expect(try RedactionHarness.redact(text, grammar) == text)
    }

    private static let key = [
        "MIIEowIBAAKCAQEA7bq3mZ9Xz1kW8vYtQpLrNcHsUfJgTdKeAoBiGxMyZwRnCvSh",
        "k/QSpudO9MVq7mHrLtjVqhHkGBaokhuvG7sV6r2GnbzJXAU7ephrODjqSO8Yi5iu", "Qw7eRtYuIoP1aSdFgHjKlZxCvBnM",
    ]

    /// What may stand before every line: of log collectors, loggers, editors and terminals.
    @Test(
        arguments: [
            "app_1  | ", "web | ", "api-7f9c-x2k2p app ", "[pod/app-1/app] ",
            "<14>1 2026-11-20T08:00:0#Z h app 12 - - ",
            "     #\t", "\u{1B}[36mapp |\u{1B}[0m ", "E1120 08:00:01.1 1 x.go:#] ", "{\"log\":\"", "time=\"t\" msg=\"",
            "app[web.#]: ", "10.0.0.1 - - ", "pod/x-1: ", "app-1  | 2026/11/20 08:00:0# ", ";; ", "<li>", "",
            "2026-11-20T08:00:0#Z ",
        ]
    )
    func aKeyWithAPrefixOnEveryLineIsRemoved(_ prefix: String) throws {
        let ending = prefix.hasPrefix("{") ? "\\n\",\"stream\":\"stdout\"}" : prefix.hasSuffix("\"") ? "\"" : ""
        // A scanner of repositories would take the mark for a key.
        let lines =
            ["-----" + "BEGIN RSA PRIVATE KEY-----"] + Self.key + ["-----" + "END RSA PRIVATE KEY-----", "goes on"]
        let text = lines.enumerated().map { number, line in
            prefix.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)") + line
                + ending
        }.joined(separator: "\n")
        let output = try RedactionHarness.redact(text, .log)
        for line in Self.key { #expect(!output.contains(line), "\(output)") }
        #expect(output.contains("goes on"))
        #expect(try RedactionHarness.redact(output, .log) == output)
    }

    @Test func linesOfOthersWithinAKeyStay() throws {
        let text = """
            app_1  | -----\("BEGIN") RSA PRIVATE KEY-----
            web_1  | GET /x HTTP/1.1 200
            app_1  | \(Self.key[0])
            web_1  | POST /login 302
            app_1  | \(Self.key[1])
            app_1  | -----\("END") RSA PRIVATE KEY-----
            """
        let output = try RedactionHarness.redact(text, .log)
        #expect(!output.contains(Self.key[0]) && !output.contains(Self.key[1]))
        #expect(output.contains("GET /x HTTP/1.1 200") && output.contains("POST /login 302"))
    }

    /// Words of a text are taken for secret where they stand, if at all, and nowhere else.
    @Test func wordsOfATextAreNotLearned() throws {
        let session = try RedactionSession()
        let forms = session.learned.learn(Array("new_passphrase".utf8), isConfigured: false)
        #expect(forms.isEmpty)
        #expect(!session.learned.learn(Array("x1Y2-z3w4".utf8), isConfigured: false).isEmpty)
    }

    @Test(arguments: ["a.py", "b.java", "c.h", "wp-config.php", "x.go", "y.ts"])
    func programsAreKnownByName(_ name: String) {
        #expect(Grammar.recognise(name: name, head: [UInt8]().span) == .source)
    }

    @Test(arguments: ["import os\nfrom x import y\n", "#include <stdio.h>\n", "package a.b;\n\nimport c.D;\n"])
    func programsAreKnownByWhatTheyBringIn(_ head: String) {
        #expect(Grammar.recognise(name: "x", head: Array(head.utf8).span) == .source)
    }
}
