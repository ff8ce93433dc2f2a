extension RedactionCorpus {
    /// Files without secrets that look as if they had some; all of it has to stay.
    static let clean: [File] = [
        File(
            "sshd.log",
            """
            Nov 21 01:45:00 host sshd[3]: Failed password for root from 10.3.3.3 port 22 ssh2
            Nov 21 01:45:01 host sshd[3]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.1
            Nov 21 01:45:02 host passwd[4]: pam_unix(passwd:chauthtok): password changed for bob
            Nov 21 01:45:03 host sshd[5]: Accepted publickey for bob from 10.0.0.2 port 5022 ssh2: RSA SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG
            Nov 21 01:45:04 host sshd[5]: Invalid user admin from 10.0.0.3
            """
        ),
        File(
            "amps-plain.log",
            """
            2026-11-21T01:45:00.3442510-08:00 [1] info: 00-0015 AMPS initialization completed (0 seconds).
            2026-11-21T01:45:00.3442510-08:00 [1] info: 00-0001 AMPS 5.3.4.78.1d2c3b4a5f6e7089 starting, git 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
            2026-11-21T01:45:01.3442510-08:00 [5] warning: 02-0025 A client logon with an 'in use' client name for the same user id forced a disconnect of client: client[my-name] with user id:
            2026-11-21T01:45:02.3442510-08:00 [6] error: 07-0042 AMPS heartbeat manager is disconnecting an unresponsive client: no-heartbeat-client
            2026-11-21T01:45:03.3442510-08:00 [10] info: 07-0047 Transport[json-tcp] being disabled.
            2026-11-21T01:45:04.3442510-08:00 [6] critical: 01-0022 wrote a minidump to: /tmp/1516e4d1-8bca-b14b-17853753-45dba87b.dmp
            12-1002 client[OrderServer!HotBackup!sync!amps-replication] replication ack received: publish ack
                  [txid=35922]
            2026-11-21T01:45:05.3442510-08:00 [6] info: 07-0001 listening on tcp://0.0.0.0:9007/amps/json key: /orders/12345
            """
        ),
        File(
            "amps-plain.xml",
            """
            <AMPSConfig>
              <Name>orders-1</Name>
              <Admin><InetAddr>localhost:8085</InetAddr></Admin>
              <Options>
                <PasswordFileName>/etc/amps/pw</PasswordFileName>
                <PrivateKey>/etc/amps/key.pem</PrivateKey>
                <Certificate>certs/server.crt</Certificate>
                <Kerberos.Keytab>/etc/krb5.keytab</Kerberos.Keytab>
                <PasswordEnvironmentVariable>AMPS_PW</PasswordEnvironmentVariable>
              </Options>
              <SOW><Topic><Name>orders</Name><Key>/orderId</Key><FileName>./sow/%n.sow</FileName></Topic></SOW>
              <Password>${AMPS_PASSWORD}</Password>
            </AMPSConfig>
            """
        ),
        File(
            "zookeeper.log",
            """
            2026-11-21 01:45:00 - INFO Established session 0x14f05578bd80006 with negotiated timeout 10000 for client /10.0.0.1:4711
            2026-11-21 01:45:00 - WARN sessionid:0x14f05578bd80006 closing
            2026-11-21 01:45:00 - INFO auth:SIMPLE user=yarn
            """
        ),
        File(
            "windows.log",
            "2026-11-21 01:45:00, Info CBS Session: 30546174_4 initialized by client WindowsUpdateAgent.\n2026-11-21 01:45:00, Info CSI 00000001@2026/11/21:01:45:00.000 WcpInitialize"
        ),
        File(
            "android.log",
            "01:45:00 D WindowManager: token=Token{a64f992 ActivityRecord{2b}} visible\n01:45:01 I PowerManager: acquire lock=1234, flags=0x1, tag=\"View Lock\""
        ),
        File(
            "mac.log",
            "NSErrorFailingURLStringKey=https://a.example.com/x, NSErrorFailingURLKey=https://a.example.com/x\nAuthFail:sts: none"
        ),
        File(
            "proxy.log",
            "[01.21 01:45:00] chrome.exe - js.passport.example.com:443 open through proxy p.example.com:5070 HTTPS\ntoken.actions.example.com:443 close, 704 bytes sent"
        ),
        File("tests.log", "suite one: pass=3 fail=0 skip=1\npass: 12\nPASS: all, token count 14\nTests passed: 100"),
        File(
            "prose.txt",
            "The password policy was updated. A token bucket size of 4 is enough.\nPasswords are stored elsewhere; see the key management guide.\nThe secret of a good log is its time stamps. The password is required.\nPassword: incorrect. Token is expired.\n"
        ),
        File(
            "nlp.yml",
            "model: x\nmax_tokens: 4096\ntokenizer: bpe\nkeyword: swift\nmonkey: yes\nauthor: Jane Doe\nkey_algorithm: rsa\nprimary_key: id\npartition_key: region\nsort_key: created\nsecretName: app-tls\ncredentialsId: jenkins-1\npassword_file: /run/secrets/db\npassword: ${DB_PASSWORD}\nsecret: null\ntoken: \"\"\npassword: <password>\n"
        ),
        File(
            "schema.json",
            #"{"type":"object","properties":{"password":{"type":"string","minLength":8},"token":{"type":"string"}},"required":["password"],"passwordRequired":true,"apiVersion":"v1"}"#
        ),
        File(
            "lock.json",
            #"{"name":"x","integrity":"sha512-AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEw==","resolved":"https://registry.example.com/x/-/x-1.0.0.tgz"}"#
        ),
        File(
            "ids.log",
            "request 123e4567-e89b-12d3-a456-426614174000 etag \"33a64df551425fcc55e4d42a148795d9f25f89d4\" commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\nkey=5f4dcc3b5aa765d61d8327deb882cf99 cache hit\nmd5 d41d8cd98f00b204e9800998ecf8427e"
        ),
        File(
            "urls.log",
            "GET http://a.example.com:8080/x@2.0/y?b=c&page=2 200\nsee https://example.com/@user/post and mailto:a@example.com\nnpm fetch https://registry.example.com/@scope/pkg 200\n[LeaseRenewer:joe@host:9000] time 10:21:33@node7"
        ),
        File("versions.txt", "AMPS 5.3.4.78\nopenssl 3.0.11-1~deb12u2\nkernel 6.1.0-13-amd64\njava 17.0.9+9\n"),
        File(
            "server-plain.xml",
            "<Server port=\"8005\"><Connector port=\"8080\" keystoreFile=\"conf/a.jks\" keyAlias=\"tomcat\" certificateKeyFile=\"/etc/ssl/key.pem\" truststoreType=\"PKCS12\" secretRequired=\"false\"/></Server>"
        ),
        File(
            "plain.properties",
            "password.encoder=bcrypt\ntoken.ttl=3600\nsession.timeout=30\nssl.keystore.location=/etc/app/ks.jks\nssl.key.password=${env:KEY_PASSWORD}\nauth.enabled=true\nsecurity.auth.type=basic\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\nhash.key=customer.id\n"
        ),
        File(
            "plain.ini",
            "[auth]\nmethod = ldap\nauth = scram-sha-256\npassword_min_length = 12\ntoken_lifetime = 3600\nsecret_name = prod/db\nkeyfile = /etc/app.key\n"
        ),
        File(
            "plain.sh",
            "#!/bin/sh\nif [ -z \"$PASSWORD\" ]; then echo 'password missing'; fi\nexport TOKEN=$(cat /run/token)\nexport PASSWORD=\"${PASSWORD:-}\"\ntar -czf a.tgz -p dir\nssh -p 2222 host\nmkdir -p /opt/app\ncp -u a b\ngrep -w x y\n"
        ),
        File(
            "certificate.pem",
            "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----\n"
        ),
        File(
            "mysql.log",
            "2026-11-21 [Note] Access denied for user 'root'@'localhost' (using password: YES)\n2026-11-21 [Note] Access denied for user 'root'@'localhost' (using password: NO)"
        ),
        File(
            "kafka.log",
            "INFO KafkaConfig values: sasl.mechanism = GSSAPI, ssl.keystore.password = null, ssl.key.password = [hidden], key.deserializer = class StringDeserializer\nINFO [Producer clientId=p-1] Instantiated an idempotent producer, routing_key=orders.new"
        ),
        File(
            "postgres.log",
            "LOG: database system is ready to accept connections\nFATAL: password authentication failed for user \"app\"\nDETAIL: Role \"app\" does not exist.\nERROR: duplicate key value violates unique constraint \"orders_pkey\"\nDETAIL: Key (id)=(42) already exists."
        ),
        File(
            "access.log",
            "10.0.0.1 - - [21/Nov/2026:01:45:00 +0000] \"GET /amps/instance.json?pretty=1 HTTP/1.1\" 200 512 \"-\" \"curl/7.88.1\"\n10.0.0.1 - bob [21/Nov/2026:01:45:00 +0000] \"POST /oauth/token HTTP/1.1\" 401 12"
        ),
        File(
            "stack.log",
            "java.sql.SQLException: invalid password\n\tat com.example.auth.TokenService.check(TokenService.java:42)\n\tat com.example.PasswordEncoder.encode(PasswordEncoder.java:7)\nCaused by: IllegalArgumentException: Unexpected token: } at 7"
        ),
        File(
            "kube.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  mode: abcdefgh\n  level: debugdbg\n---\nkind: Pod\nspec:\n  containers:\n  - name: app\n    env:\n    - name: DB_HOST\n      value: db.example.com\n    - name: PASSWORD\n      valueFrom:\n        secretKeyRef:\n          name: app\n          key: password\n"
        ),
        File("sysctl.conf", "vm.swappiness = 1\nnet.core.rmem_max = 16777216\nkernel.keys.maxkeys = 200\n"),
        File(
            "ps.txt",
            "root 1 0.0 /sbin/init\namps 42 9.9 /opt/amps/bin/ampServer /etc/amps/config.xml\nroot 77 0.0 sshd: bob@pts/0\napp 80 1.0 java -Xmx2g -Djavax.net.ssl.trustStore=/etc/ts.jks -jar app.jar\n"
        ),
        File("data.csv", "id,key,token_count,author\n1,alpha,14,Jane\n2,beta,9,John\n"),
        File(
            "query.sql",
            "SELECT password, token FROM users WHERE id = 1;\nUPDATE users SET password_reset_at = now();\nGRANT SELECT ON orders TO app;\nCREATE TABLE t (password varchar(64), api_key text);\n"
        ),
    ]
}
