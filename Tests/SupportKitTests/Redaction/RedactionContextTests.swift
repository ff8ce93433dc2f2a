import Foundation
import Testing

@testable import SupportKit

/// Secrets that no separator announces: the element, the object, the sentence or the line around them does.
@Suite struct RedactionContextTests {
    @Test(
        arguments: [
            // Elements.
            (Grammar.xml, #"<server-identities><secret value="«dGVUM3k3YjZvOXZGo=»"/></server-identities>"#),
            (.xml, "<property>\n<value>«UmberCopper286»</value>\n<name>x.ConnectionPassword</name>\n</property>"),
            (.xml, "<property><value>«umber copper»</value><name>key.password</name></property>"),
            (.xml, #"<Call name="setPassword"><Arg>«M512Ks4YI»</Arg></Call>"#),
            (.xml, "<entry><string>db.password</string><string>«x1y2z»</string></entry>"),
            (.xml, "<pre-shared-key><key>«-AQ==mkREwt9»</key></pre-shared-key>"),
            // Objects.
            (.json, #"{"acl":{"tokens":{"agent":"«7340922e-48bd-039b-bf4a-27c0a94a174c»"}}}"#),
            (.json, "{\n  \"tokens\": {\n    \"agent\": \"«7340922e-48bd-039b-bf4a-27c0a94a174c»\"\n  }\n}"),
            (.json, #"{"credentials":{"primary":"«WalnutMeadow372»","type":"basic"}}"#),
            (.json, "{\n  \"password\"\n    :\n      \"«P9VogpX9M6»\"\n}"),
            (.ini, "acl {\n  tokens {\n    agent = \"«7340922e-48bd-039b-bf4a-27c0a94a174c»\"\n  }\n}"),
            (.ini, "encrypt = \"«/xc2dJKWF4znjE75YC7KdzILsEF/V621OKFR9B1zy/I=»\""),
            (.json, #"{"env":[["API_SECRET","«aLjGBf0z»"]],"h":[{"name":"Authorization","value":"Token «3f9a90»"}]}"#),
            (.yaml, "secureJsonData:\n  httpHeaderValue1: «hv-Xy1z9»"),
            // Headers and fields of a log.
            (.log, "{Authorization=[Bearer «eyKq2x3Rxlrod»], Accept=[*/*], X-Vault-Token=[«hvs.eUYVi»]}"),
            (.log, #"Authorization: Digest username="bob", realm="r", response="«7adbf42f0a8c»""#),
            (.log, "c=logon\u{1}pw=«OrbitCopper796»\u{1}cid=2"),
            (.log, #"{\x22api_key\x22:\x22«k-9xQ2w8E7»\x22,\x22u\x22:\x22b\x22}"#),
            (.log, #"MANAGEMENT: CMD 'password "Auth" "«tiger77x»"'"#),
            (.log, #"property "db.password" has value "«x1y2»""#),
            (.log, "Unseal Key 1: «sP/4C/fwIDjJmHEC2bi/1Pa43uKhsUQMmiB31GRzFc0R»"),
            // Arguments.
            (.log, "args: [--user, bob, --password, «5e3hQ1otp», --port, 80]"),
            (.log, #"type=EXECVE argc=3 a0="app" a1="--password" a2="«hunter2x»""#),
            (.log, "type=PROCTITLE proctitle=«6D7973716C002D75726F6F74002D70534E58676769»"),
            (.shell, "mysql \\\n  --password \\\n  «02oXSbe14CSci» \\\n  shop"),
            (.shell, "docker run -e DB_PASSWORD=\\\n«joined-Pw9» x"),
            (.shell, "PASS=$(echo «MEJkajFqN2hhdmI=» | base64 -d)"),
            (.shell, "echo -n '«CopperSaddle595»' | openssl enc -aes-256-cbc -pass stdin"),
            // A configuration in base 64.
            (.log, "payload «REJfVVNFUj1zaG9wCkRCX1BBU1NXT1JEPVlJTmxzRm01R0dLenhnClBPUlQ9ODAK» sent"),
            // Sentences.
            (.text, #"Use the passphrase "«pebble saddle copper orbit 11»" for the key."#),
            (.text, "PIN for the door is «482913»"),
            (.text, "I changed it from «WalnutQuartz551» to «QuartzRaven674» (the db password)."),
            (.text, "credentials are svc_batch:«Copper!wUBR.h4x» on fs1"),
            (.text, "Please use the following password to proceed:\n\n«0f1e2d3c4b5a69780f1e2d3c4b5a6978»\n"),
            (.log, "setting spring.datasource.password to «x1y2z3»"),
            // Names.
            (.yaml, "hash_salt: \"«8f3b2c1d9e0a7f6b5c4d3e2f1a0b9c8d»\""),
            (.yaml, "weather_api: «7105f5218ec8b16d6c0c96c45f57a080»"),
            (.yaml, "alarm_code: «7351»"),
            (.yaml, "db_key_base: «0123456789abcdef0123456789abcdef0123»"),
            (.shell, "AZDO_PAT=«BTPVlN80eOjxpvDRoD8uR4AS1TnrizIG2zNiIKYOsHOx89»"),
            (.text, "PASSWORDS_LISTENER = («9E0A900032D69B4D»)"),
            // Files of users.
            (.userList, "monitorRole  «tiger7»"),
            (.userList, "admin: «adm1n», administrators"),
            (.passwordFile, "b:1001:«AAD3B435B51404EEAAD3B435B51404EE»:«8846F7EAEE8FB117AD06BDD830B7586C»:[U ]:LCT-1:"),
        ]
    )
    func isRemoved(_ grammar: Grammar, _ marked: String) throws {
        try RedactionHarness.expectRemoved(marked, grammar)
    }

    @Test(
        arguments: [
            (Grammar.ini, "secret = # disable PBM"),
            (.ini, "AuthName \"Subversion password required\""),
            (.text, "if (password === confirmPassword) { submit(); }"),
            (.text, "if previous and token == Literal:"),
            (.text, "    public void setPassword(String password) { this.password = password; }"),
            (.text, "Run `app --password <password> --token $TOKEN`."),
            (.text, "headers = {\"Authorization\": f\"Bearer {token}\"}"),
            (.log, "Bad activity token: android.os.BinderProxy@2bd79ce"),
            (.log, "Add secret: santa game"),
            (.log, "payload eyJ1c2VyIjoiYm9iIiwicm9sZSI6ImFkbWluIiwieCI6MX0= end"),
            (.log, "type=PROCTITLE proctitle=2F7573722F7362696E2F6372616E64"),
            (.log, "changed state from READY1 to READY2 (host db1)"),
            (.log, "the password \"must not be blank\" was shown"),
            (.log, "use --token, --user or --config"),
            (.json, #"{"secretArn": "arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf"}"#),
            (.json, #"{"tokens": {"input": "12 of 40", "model": "claude"}, "credentialsId": "jenkins-1"}"#),
            (.xml, #"<Realm userPassword="userPassword" userPattern="uid={0}"/>"#),
            (.xml, "<property>\n<value>org.example.Driver2</value>\n<name>driver</name>\n</property>"),
            (.yaml, "status_code: 4711\nzip_code: 90210"),
            (.shell, "app --token \\\n  --port 80"),
        ]
    )
    func stays(_ grammar: Grammar, _ text: String) throws {
        #expect(try RedactionHarness.redact(text, grammar) == text)
    }

    /// Lines of blanks alone, as they come out of a text in base 64, and names longer than any table's.
    @Test(arguments: ["\t", " \t ", ",", "|", String(repeating: "n", count: 80) + " > x"])
    func linesWithoutContentAreParsed(_ line: String) throws {
        let inner = "\(line)\n\(line)\nlimits of the day are open now, said one\n\(line)\n"
        let texts = [line, "password = x1\n\(line)", "v: \(Data(inner.utf8).base64EncodedString()) end"]
        for text in texts {
            for grammar in [Grammar.text, .log, .ini, .yaml, .json, .shell, .sql, .source] {
                _ = try RedactionHarness.redact(text, grammar)
            }
        }
    }

    @Test(
        arguments: [
            "jmxremote.password", "jetty-realm.properties", "users.properties", "mgmt-users.properties",
        ]
    )
    func filesOfUsersAreKnownByName(_ name: String) {
        #expect(Grammar.recognise(name: name, head: [UInt8]().span) == .userList)
    }
}
