/// Small files as they are found on servers, with the secrets marked: `«secret»`.
///
/// All names, hosts and values are made up; tokens are put together here so that no scanner takes them for real.
enum RedactionCorpus {
    struct File: Sendable, CustomStringConvertible {
        let name: String
        let text: String

        init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }

        var description: String { name }
    }

    /// A token of the form `prefix` and `count` further characters.
    static func token(_ prefix: String, _ count: Int) -> String {
        let letters = Array("Ex4mpl3T0kenF4keN0tRealAb7c")
        return prefix + String((0..<count).map { letters[$0 % letters.count] })
    }

    static func hexadecimal(_ count: Int) -> String {
        let digits = Array("0f1e2d3c4b5a69788796a5b4c3d2e1f0")
        return String((0..<count).map { digits[$0 % digits.count] })
    }

    private static let dashes = "-----"

    static func keyBlock(_ title: String, prefix: String = "", mark: Bool = true) -> String {
        let body = [
            "MIIEowIBAAKCAQEAx4uF4keKeyMaterial0123456789abcdefghijklmnopqrst",
            "uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuv",
            "F4ke+/QkFKRQ==",
        ]
        let lines = body.map { prefix + (mark ? "«\($0)»" : $0) }
        return ([prefix + "\(dashes)BEGIN \(title)\(dashes)"] + lines + [prefix + "\(dashes)END \(title)\(dashes)"])
            .joined(separator: "\n")
    }

    static let withSecrets: [File] = [
        File(
            "amps-config.xml",
            """
            <?xml version="1.0"?>
            <AMPSConfig>
              <Name>orders-1</Name>
              <!-- <Password>«old-Secret.9»</Password> -->
              <Replication>
                <Destination>
                  <Transport>
                    <InetAddr>backup.example.com:9004</InetAddr>
                  </Transport>
                  <Authenticator>
                    <Module>amps-default-authenticator-module</Module>
                    <Options>
                      <User>replica</User>
                      <Password>«Blue/Whale&amp;7»</Password>
                    </Options>
                  </Authenticator>
                </Destination>
              </Replication>
              <Modules>
                <Module>
                  <Name>ldap</Name>
                  <Options>
                    <LDAP.Host>ldap.example.com</LDAP.Host>
                    <LDAP.ServiceAccountPassword><![CDATA[«k9<Sun]Flower»]]></LDAP.ServiceAccountPassword>
                    <PasswordFileName>/etc/amps/ldap.pw</PasswordFileName>
                    <PrivateKey>/etc/amps/server.pem</PrivateKey>
                    <HTTPHeader>Authorization: Basic «b3BzOlRpZ2VyNyE=»</HTTPHeader>
                    <HTTPHeader>X-API-Key: «3f9-aa-Z71-kk»</HTTPHeader>
                    <ResourceURI>https://svc:«h0rse!Shoe»@auth.example.com/amps?token=«tk_88812»&amp;site=a</ResourceURI>
                  </Options>
                </Module>
              </Modules>
              <SharedSecret>
                «two
                lines»
              </SharedSecret>
            </AMPSConfig>
            """
        ),
        File(
            "amps.log",
            """
            2026-11-21T01:45:00.0000010-08:00 [1] info: 00-0015 AMPS initialization completed (0 seconds).
            2026-11-21T01:45:00.1200010-08:00 [1] info: 00-0000       <Password>«Green-Pepper_4»</Password>
            2026-11-21T01:45:00.1200010-08:00 [1] info: 00-0000       <Password>
            2026-11-21T01:45:00.1200010-08:00 [1] info: 00-0000         «Red-Pepper_5»
            2026-11-21T01:45:00.1200010-08:00 [1] info: 00-0000       </Password>
            2026-11-21T01:45:01.0000010-08:00 [4] info: 07-0001 connecting to tcp://replica:«P@ss:w/rd7»@backup:9004/amps/json
            2026-11-21T01:45:02.0000010-08:00 [9] trace: 12-0010 {"c":"logon","cid":"1","user_id":"joe","pw":"«corre\\"ct horse»"}
            2026-11-21T01:45:03.0000010-08:00 [9] trace: 12-0010 logon command {\\"pw\\":\\"«esc4ped-Secret»\\",\\"user\\":\\"joe\\"}
            2026-11-21T01:45:04.0000010-08:00 [9] warning: 02-0025 failover list tcp://a:«pw-One1»@h1:9007/amps/json,tcp://b:«pw-Two2»@h2:9007/amps/json
            2026-11-21T01:45:05.0000010-08:00 [9] info: 70-0001 endpoint https://h:8085/amps|monitor|«Pipe.Secret3»
            """
        ),
        File(
            "server.xml",
            """
            <Server port="8005" shutdown="SHUTDOWN">
              <Connector port="8443" SSLEnabled="true">
                <SSLHostConfig>
                  <Certificate certificateKeystoreFile="conf/server.jks" certificateKeystorePassword="«a b c changeit»"
                               certificateKeyPassword='«it"s-me»' type="RSA"/>
                </SSLHostConfig>
              </Connector>
              <Connector protocol="AJP/1.3" address="::1" port="8009" secretRequired="true" secret="«ajp-Word-1»"/>
              <Realm className="org.apache.catalina.realm.JNDIRealm" connectionName="cn=app" connectionPassword="«Rosé:9»"/>
            </Server>
            """
        ),
        File(
            "context.xml",
            """
            <Context>
              <Resource name="jdbc/app" username="app" password="«x&lt;y&quot;z»" url="jdbc:postgresql://db:5432/app?user=app&amp;password=«qu3ry-Pw»"/>
              <Parameter name="app.api.key" value="«AbC123xyz789»" override="false"/>
              <Environment value="«reversed-Pw-1»" name="mailPassword" type="java.lang.String"/>
              <add key="DbPassword" value="«added#Pw»" />
              <property name="hibernate.connection.password">«text-Pw-2»</property>
              <property>
                <name>fs.s3a.secret.key</name>
                <value>«had00p/Secret+Key»</value>
              </property>
            </Context>
            """
        ),
        File(
            "tomcat-users.xml",
            #"<tomcat-users><user username="admin" password="«s3»" roles="manager-gui"/></tomcat-users>"#
        ),
        File(
            "application.yml",
            """
            spring:
              datasource:
                url: jdbc:mysql://db:3306/app
                username: app
                password: «Tiger:Lily #4» # rotated in May
              mail: {host: smtp.example.com, username: m, password: «flow-Pw,1»}
            security:
              jwt:
                secret: '«it''s secret»'
              tokens-valid-minutes: 30
              oauth2:
                client-id: web
                client-secret: "«quoted \\" Secret»"
              passwords:
                - «list-Pw-1»
                - "«list-Pw-2»"
              signing-key: |
                «first line of it
                second line of it»
              other: kept
            admin:
              pin: «4711»
              password: !!str «tagged-Pw»
              api_key: &anchor «anch0red-Key»
              password_file: /run/secrets/admin
              keystore-password: ${KEYSTORE_PASSWORD}
            """
        ),
        File(
            "secret.yaml",
            """
            apiVersion: v1
            data:
              username: YWRtaW4=
              db: «c3VwZXItc2VjcmV0»
              tls.key: «LS0tLS1GQUtFLS0tLS0=»
            kind: Secret
            metadata:
              name: app
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: two
            stringData:
              db: «plain-Value-9»
              host: «db.internal»
            """
        ),
        File(
            "deployment.yaml",
            """
            kind: Deployment
            spec:
              containers:
              - name: app
                image: registry.example.com/app:1.2.3
                env:
                - name: DB_PASSWORD
                  value: «k8s-Env-Pw»
                - name: DB_HOST
                  value: db.example.com
                - name: API_TOKEN
                  valueFrom:
                    secretKeyRef: {name: app, key: token}
                args: ["--user", "app", "--password", "«arg-Pw-3»", "--verbose"]
                command: ["sh", "-c", "mysql -uroot -p«inner-Pw4» app"]
            """
        ),
        File(
            "config.json",
            """
            {
              "host": "db.example.com",
              "password": "«J\\\\son\\"Pw»",
              "apiKey": "«0011-aabb-kk»",
              "pin": «4711»,
              "secretNumber": "x",
              "accessToken": «123456789»,
              "passwords": ["«arr-Pw-1»", "«arr-Pw-2»"],
              "apiKeys": [
                "«multi-line-Key1»",
                "«multi-line-Key2»"
              ],
              "nested": "{\\"password\\":\\"«in-Json-Pw»\\",\\"port\\":1}",
              "deeper": "{\\"a\\":\\"{\\\\\\"token\\\\\\":\\\\\\"«level3-Tok»\\\\\\"}\\"}",
              "\\u0070assword": "«unicode-Key-Pw»",
              "parameters": [{"name": "smtp.password", "value": "«pair-Pw-7»"}],
              "publicKey": "kept",
              "maxTokens": 4096,
              "credentialsId": "kept-id",
              "connectionString": "Server=db;User Id=app;Password=«conn;Str»;Encrypt=true"
            }
            """
            .replacing("«conn;Str»", with: "«conn-Str1»")
        ),
        File(
            "app.properties",
            """
            # db.password=«commented-Pw»
            db.user=app
            db.password=«with = equals # and hash»
            db.password.file=/etc/app/pw
            mail.password : «colon-Pw»
            keystore.pass «blank-Pw»
            long.secret=«first\\
                second\\
                third»
            api.key=«AKX-0192-zz»
            token.bucket.size=40
            password.policy=strict
            jdbc.url=jdbc:sqlserver://db;user=app;password=«Sql;»;encrypt=true
            ldap.credentials=«ld4p-Cred»
            encrypted.password=ENC(9a8b7c)
            """
            .replacing("«Sql;»", with: "«SqlPw9»")
        ),
        File(
            "redis.conf",
            """
            port 6379
            requirepass «foobared Xy»
            masterauth «m4ster»
            maxmemory-policy noeviction
            """
            .replacing("«foobared Xy»", with: "«foobaredXy»")
        ),
        File(
            "app.ini",
            """
            [database]
            host = db.example.com
            password = «two words» ; comment stays
            passwd="«quoted;pw»"
            pwd='«single"pw»'
            url = mysql://app:«p#w/d?x»@db/app
            [smtp]
            smtp_password=«p%ss»
            password_min_length = 8
            """
        ),
        File(
            "settings.toml",
            """
            title = "x"
            [db]
            password = "«toml-Pw»"
            token = '«toml-Tok1»'
            ports = [8001, 8002]
            pin = 1234
            secret = \"\"\"«multi
            line»\"\"\"
            """
            .replacing("pin = 1234", with: "pin = «1234»")
        ),
        File(
            "run.sh",
            """
            #!/bin/sh
            export DB_PASSWORD=«sh-Pw!1»
            PGPASSWORD='«sh Pw 2»' psql -h db -U app
            API_TOKEN="«sh-Tok-3»"; echo done
            export SECRET_KEY=$OTHER
            curl -u app:«curl-Pw4» -H "Authorization: Bearer «bearerValue55»" https://x.example.com/
            java -Djavax.net.ssl.keyStorePassword=«jv-Pw5» -Xmx1g -jar app.jar --db.password «jv-Pw6» --port 80
            sshpass -p «ssh-Pw7» ssh host
            openssl pkcs12 -in a.p12 -passin pass:«ossl-Pw8» -nodes
            keytool -list -storepass «kt-Pw9» -keystore a.jks
            redis-cli -a «rd-Pw10» ping
            ldapsearch -x -D cn=admin -w «ld-Pw11» -b dc=x
            mysqldump --password=«my-Pw12» app | gzip
            wget --http-password=«wg-Pw13» https://x
            docker login -u me -p «dk-Pw14» registry
            """
        ),
        File(
            ".env",
            """
            NODE_ENV=production
            DB_PASS=«env pw one»
            JWT_SECRET="«env-Pw-2»"
            export API_KEY=«env-Key-3»
            REDIS_URL=redis://:«env-Pw4»@cache:6379/0
            SENTRY_DSN=https://«\(hexadecimal(32))»@o1.example.com/2
            PWD=/home/app
            """
        ),
        File(".pgpass", "# comment\ndb:5432:*:app:«pg\\:Pw»\n*:*:*:ro:«pg-Pw-2»\n"),
        File(
            ".netrc",
            "machine h.example.com login me password «nrc-Pw1»\nmachine i.example.com\n  login you\n  password «nrc-Pw2»\n"
        ),
        File(
            "shadow",
            "root:«$6$saltsalt$\(token("", 86))»:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\napp:!!:19000::::::\n"
        ),
        File(".htpasswd", "me:«$apr1$saltsalt$\(token("", 22))»\nyou:«{SHA}\(token("", 27))=»\n"),
        File(
            "create.sql",
            """
            CREATE USER app IDENTIFIED BY '«sql-Pw-1»';
            ALTER USER app IDENTIFIED WITH mysql_native_password BY '«it''s»';
            CREATE ROLE app LOGIN PASSWORD '«sql Pw 3»';
            SET PASSWORD FOR app = PASSWORD('«sql-Pw-4»');
            CREATE LOGIN app WITH PASSWORD = N'«sql-Pw-5»', CHECK_POLICY = OFF;
            SELECT password_hash FROM users;
            """
        ),
        File(
            "http.log",
            """
            >> "GET /login?user=a&password=«q-Pw-1»&next=/ HTTP/1.1"
            >> "Authorization: Basic «dXNlcjpwYXNzd29yZA==»"
            >> "Cookie: JSESSIONID=«0A1B2C3D4E5F60718293A4B5C6D7E8F9»; theme=dark"
            << "Set-Cookie: sid=«s%3Aabcdef»; Path=/; HttpOnly"
            >> "X-Auth-Token: «xat-00112233»"
            >> "Proxy-Authorization: Negotiate «YIIFakeKerberosBlob123==»"
            headers={Authorization=[Bearer «abc.def-ghi_jkl»], Accept=[*/*]}
            POST /form body=user=x&passwd=«form%20Pw»&go=1
            GET https://store.blob.example.net/c?sv=2024&sig=«aBcD%2F0123456789efgh%3D» 200
            callback access_token%3D«enc0ded-Tok»%26state%3D1
            """
        ),
        File(
            "java.log",
            """
            01:45:00 INFO Config{user=app, password=«dump,Pw», host=db}
            01:45:01 INFO options {Password:«goPw1» DB:0}
            01:45:02 DEBUG settings {'user': 'x', 'password': '«py\\'Pw»'}
            01:45:03 DEBUG {:user=>"x", :password=>"«ruby-Pw»"}
            01:45:04 INFO level=info user=x password=«logfmt-Pw» took=3ms
            01:45:05 INFO connecting user=sa,password=«comma-Pw1»,ssl=true
            01:45:06 WARN the password is «Told-You1» now
            01:45:07 WARN password for joe was reset to «Reset-To-2»
            01:45:08 INFO Command line argument: -Dmy.secret.password=«hunter2»
            01:45:09 INFO dsn app:«go-Dsn-Pw»@tcp(db:3306)/app
            01:45:10 INFO jdbc:oracle:thin:scott/«t1ger»@//db:1521/x
            01:45:11 INFO login password: «after-Colon1»
            01:45:12 INFO amqp://u1:«am-Pw1»@h1:5672,u2:«am-Pw2»@h2:5672/v and mongodb://u:«m,Pw3»@h1:27017,h2:27017/db
            01:45:13 INFO client.setPassword("«call-Pw»")
            """
        ),
        File(
            "tokens.log",
            """
            a «\(token("AKIA", 0))\(String(repeating: "FAKE", count: 4))» b
            a «\(token("ghp" + "_", 36))» b
            a «\(token("xox" + "b-", 40))» b
            a «\(token("glpat" + "-", 20))» b
            a «\(token("sk_" + "live_", 24))» b
            a «\(token("hvs" + ".", 30))» b
            a «\(token("eyJ", 20)).\(token("eyJ", 40)).\(token("", 30))» b
            a «\(token("npm" + "_", 36))» b
            a «\(token("sk-" + "ant-", 40))» b
            a «\(token("AIza", 35))» b
            hash «$2b$12$\(token("", 53))» end
            """
        ),
        File("key.pem", keyBlock("RSA PRIVATE KEY")),
        File(
            "log-with-key.log",
            "2026-11-21T01:45:00 INFO loading\n" + keyBlock("PRIVATE KEY", prefix: "2026-11-21T01:45:00 INFO ")
                + "\n2026-11-21T01:45:01 INFO done"
        ),
        File(
            "service-account.json",
            #"{"type": "service_account", "private_key": "«-----BEGIN PRIVATE KEY-----\nMIIFakeKey\n-----END PRIVATE KEY-----\n»", "client_email": "a@example.com"}"#
        ),
        File(
            "docker-compose.yml",
            """
            services:
              db:
                image: postgres:16
                environment:
                  - POSTGRES_PASSWORD=«dc-Pw-1»
                  - POSTGRES_USER=app
                  - POSTGRES_PASSWORD_FILE=/run/secrets/db
              web:
                environment:
                  SECRET_KEY_BASE: «dc-Secret-2»
                  DATABASE_URL: postgres://app:«dc-Pw-3»@db/app
            """
        ),
        File("environ", "PATH=/usr/bin\0DB_PASSWORD=«env iron\nment»\0HOME=/root\0PWD=/srv\0API_SECRET=«nul-Secret»\0"),
        File("cmdline", "java\0-Dpassword=«cl-Pw-1»\0--token\0«cl-Tok-2»\0--port\080\0"),
        File(
            "app.service",
            "[Service]\nEnvironment=\"DB_PASSWORD=«sd-Pw-1»\" \"MODE=fast\"\nEnvironment=API_TOKEN=«sd-Tok-2»\nExecStart=/usr/bin/app --password=«sd-Pw-3» --level 2\n"
        ),
        File(
            "web.config",
            #"<configuration><connectionStrings><add name="Db" connectionString="Server=db;User ID=sa;Password=«wc-Pw-1»;Encrypt=yes" /></connectionStrings><machineKey validationKey="«\#(hexadecimal(64))»" decryptionKey="«\#(hexadecimal(48))»" /></configuration>"#
        ),
        File(
            "wp-config.php",
            "define('DB_USER', 'wp');\ndefine('DB_PASSWORD', '«wp-Pw-1»');\n$config['password'] = '«php-Pw-2»';\n"
        ),
        File("snmpd.conf", "rocommunity «publ1c-Comm»\nsyslocation rack 4\n"),
    ]
}
