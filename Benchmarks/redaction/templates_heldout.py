"""Held-out templates: written apart from the published ones, never used to mend rules. `generate.py` tells of the marks."""

import tokens


def cases(Case):
    out = []

    def add(*arguments, **options):
        out.append(Case(*arguments, **options))

    add("amps-ha.xml", "xml", """
<AMPSConfig>
  <Name>‹fx-a›</Name><Group>‹fx›</Group>
  <Logging><Target><Protocol>file</Protocol><FileName>‹./logs/%Y%m%d-%n.log›</FileName><Level>‹trace›</Level></Target></Logging>
  <Protocols><Protocol><Name>ws</Name><Module>websocket</Module><WWWAuthenticate>‹Basic realm="fx"›</WWWAuthenticate></Protocol></Protocols>
  <Modules><Module>
    <Name>web-entitlement</Name><Library>‹libamps_http_entitlement.so›</Library>
    <Options>
      <ResourceURI>https://‹svc›:⟦pw#url⟧@‹ent.example.net/check/{{USER_NAME}}.json›</ResourceURI>
      <HTTPHeader>Authorization: Basic ⟦base:18#http⟧</HTTPHeader>
      <HTTPHeader>X-Api-Key: ⟦alnum:32#http⟧</HTTPHeader>
      <HTTPHeader>Accept: ‹application/json›</HTTPHeader>
      <Key>‹/etc/amps/client.key›</Key>
    </Options>
  </Module></Modules>
  <Replication>
    <Destination><Name>fx-b</Name><PassThrough>‹.*›</PassThrough><Transport><InetAddr>‹10.1.0.2:10004›</InetAddr>
      <Authenticator><Module>amps-default-authenticator-module</Module><Options><User>‹repl›</User><Password>⟦special|xml⟧</Password></Options></Authenticator>
    </Transport></Destination>
    <Destination><Name>fx-c</Name><Transport><Authenticator><Options><Password><!-- rotated 2026-10 -->⟦!pw⟧</Password></Options></Authenticator></Transport></Destination>
  </Replication>
  <Actions><Action><Do><Module>amps-action-do-publish-message</Module><Options><Topic>‹ops›</Topic><Data>{"cmd":"login","user":"‹bot›","password":"⟦pw⟧"}</Data></Options></Do></Action></Actions>
</AMPSConfig>
""", parse="xml")
    add("standalone.xml", "xml", """
<server xmlns="urn:jboss:domain:20.0">
  <subsystem xmlns="urn:jboss:domain:datasources:7.0"><datasources>
    <datasource jndi-name="‹java:/Orders›" pool-name="Orders">
      <connection-url>‹jdbc:oracle:thin:@ora1:1521:ORCL›</connection-url>
      <security user-name="‹orders›" password="⟦pw⟧"/>
    </datasource>
    <xa-datasource><xa-datasource-property name="Password">⟦words⟧</xa-datasource-property><xa-datasource-property name="ServerName">‹ora2›</xa-datasource-property>
      <security><user-name>‹xa›</user-name><password>⟦special|xml⟧</password></security></xa-datasource>
  </datasources></subsystem>
  <credential-reference clear-text="⟦!pw⟧"/>
  <keystore path="‹app.jks›" relative-to="‹jboss.server.config.dir›" keystore-password="⟦pw⟧" key-password="⟦short⟧" alias="‹app›"/>
  <system-properties><property name="app.mail.password" value="⟦pw⟧"/><property name="app.mail.host" value="‹mail›"/></system-properties>
</server>
""", parse="xml")
    add("log4j2.xml", "xml", """
<Configuration status="‹WARN›">
  <Appenders>
    <JDBC name="db" tableName="‹logs›"><DriverManager connectionString="jdbc:h2:mem" userName="‹sa›" password="⟦short⟧"/></JDBC>
    <SMTP name="mail" smtpHost="‹mail.example.net›" smtpUsername="‹log›" smtpPassword="⟦pw⟧" subject="‹Token bucket full›"/>
    <Http name="hec" url="‹https://splunk.example.net:8088›"><Property name="Authorization" value="Splunk ⟦guid#http⟧"/></Http>
  </Appenders>
</Configuration>
""", parse="xml")
    add("soap.xml", "xml", """
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="urn:wsse">
 <soapenv:Header><wsse:Security><wsse:UsernameToken>
  <wsse:Username>‹partner›</wsse:Username>
  <wsse:Password Type="‹http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText›">⟦phrase⟧</wsse:Password>
 </wsse:UsernameToken></wsse:Security></soapenv:Header>
 <soapenv:Body><getOrder><id>‹17›</id><passwordHint>¤pet¤</passwordHint><SessionToken>⟦alnum:40⟧</SessionToken></getOrder></soapenv:Body>
</soapenv:Envelope>
""", parse="xml")
    add("plist.xml", "xml", """
<plist version="1.0"><dict>
  <key>Username</key><string>‹joe›</string>
  <key>Password</key><string>⟦!pw⟧</string>
  <key>ServerURL</key><string>‹https://mdm.example.net›</string>
  <key>SharedSecret</key>
  <string>⟦!pw⟧</string>
</dict></plist>
""", parse="xml")
    add("gcp-key.json", "json", """
{
  "type": "‹service_account›",
  "project_id": "‹orders-prod›",
  "private_key": "≡BEGIN PRIVATE KEY≡\\n⟦base:500#key-material⟧\\n⟦base:45#key-material⟧\\n≡END PRIVATE KEY≡\\n",
  "client_id": "‹109876543210987654321›",
  "auth_uri": "‹https://accounts.google.com/o/oauth2/auth›",
  "token_uri": "‹https://oauth2.googleapis.com/token›"
}
""", parse="json")
    add("package-config.json", "json", """
{"db": {"connectionLimit": 10, "auth": ["¤app¤", "⟦!pw⟧"], "passwd": "⟦special|json⟧", "ssl": {"key": "≡BEGIN RSA PRIVATE KEY≡\\n⟦base:400#key-material⟧\\n≡END RSA PRIVATE KEY≡", "cert": "‹≡BEGIN CERTIFICATE≡\\nMIIBszCCAVmgAwIBAgIUTb7kWkqYw0mJ4nq1X1y9c3pP\\n≡END CERTIFICATE≡›"}},
 "sessionSecret": "⟦strong⟧", "apiKeys": {"weather": "⟦hex:32⟧", "maps": "⟦alnum:39⟧"}, "jwtSecret":"⟦pw⟧",
 "oauth": {"clientID": "‹portal›", "clientSecret": "⟦alnum:40⟧", "callbackURL": "‹https://portal.example.net/cb›"},
 "keys": ["‹id›", "‹name›"], "tokenLifetime": 3600, "passwordResetUrl": "‹https://portal.example.net/reset›", "keyboard": "‹de›", "monkey": "‹see›", "passive": true, "secretariat": "‹B12›"}
""", parse="json")
    add("k8s-pod.json", "json", """
{
  "spec": {
    "containers": [
      {
        "env": [
          {
            "name": "POSTGRES_PASSWORD",
            "value": "⟦pw⟧"
          },
          {
            "name": "POSTGRES_DB",
            "value": "‹orders›"
          },
          {
            "name": "LICENSE_KEY",
            "value": "⟦guid⟧"
          }
        ],
        "args": ["--auth-token", "⟦alnum:32#command-line⟧", "--log-level", "‹debug›"],
        "command": ["sh", "-c", "mysql -u‹root› -p⟦pw#command-line⟧ -e 'select 1'"]
      }
    ]
  },
  "metadata": {"annotations": {"last-applied": "{\\"env\\":[{\\"name\\":\\"POSTGRES_PASSWORD\\",\\"value\\":\\"⟦!pw⟧\\"},{\\"name\\":\\"TZ\\",\\"value\\":\\"‹UTC›\\"}]}"}, "uid": "‹8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15›"}
}
""", parse="json")
    add("audit.jsonl", "json", """
{"verb":"create","objectRef":{"resource":"secrets","name":"‹orders-db›"},"requestObject":{"kind":"Secret","data":{"password":"⟦base:15⟧"}}}
{"verb":"get","objectRef":{"resource":"configmaps","name":"‹settings›"},"user":{"username":"‹system:serviceaccount:prod:web›"}}
{"event":"login","form":"user=‹joe›&passwd=⟦pw#query⟧&remember=‹1›"}
{"event":"exec","argv":["psql","postgres://‹app›:⟦pw#url⟧@‹db/app›"]}
{"event":"cfg","diff":"- password: ⟦!pw⟧\\n+ password: ⟦!pw⟧\\n  host: ‹db›"}
{"event":"policy","message":"‹password policy updated by secretary›"}
""", parse="jsonl")
    add("deep.json", "json", """
{"a":{"b":[{"c":{"masterPassword":"⟦unicode⟧"}},{"password":null},{"password":""},{"password":{"value":"⟦!pw⟧","encrypted":false}},{"password":["⟦!pw⟧"]}]},
 "Authorization":"Token ⟦hex:40#http⟧","xApiKey":"⟦alnum:30⟧","accessKeyId":"⟦tok:aws-assumed-key#token⟧","secretAccessKey":"⟦alnum:40⟧","encryption_key":"⟦base:32⟧","hmacKey":"⟦hex:64⟧","publicKey":"‹MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=›","primaryKey":"‹id›","sort_key":"‹createdAt›","cacheKey":"‹orders:17›"}
""", parse="json")
    add("alertmanager.yml", "yaml", """
global:
  smtp_smarthost: ‹mail.example.net:587›
  smtp_auth_username: ‹alert›
  smtp_auth_password: '⟦special|single⟧'
  opsgenie_api_key: ⟦guid⟧
receivers:
  - name: ‹team›
    webhook_configs:
      - url: https://‹joe›:⟦pw#url⟧@‹hook.example.net/x›
        http_config:
          basic_auth: {username: ‹joe›, password: ⟦pw⟧}
    slack_configs: [{api_url: "⟦!tok:slack-webhook#token⟧", channel: "‹#ops›"}]
route: {group_by: [‹alertname›], receiver: team}
""", parse="yaml")
    add("sealed.yaml", "yaml", """
# docs: password policy updated in 2026
kind: Secret
apiVersion: v1
data:
  "redis-password": "⟦base:18⟧"
  .dockerconfigjson: >-
    ⟦base:40⟧
stringData: {admin: ⟦!pw⟧, "db url": "mysql://‹root›:⟦pw⟧@‹db/x›"}
metadata:
  name: ‹bundle›
  labels: {app: ‹orders›}
---
kind: List
items:
- kind: Secret
  data:
    a: ⟦!base:12⟧
  metadata: {name: ‹x›}
- kind: Service
  spec: {clusterIP: ‹10.96.0.1›}
""", parse="yaml")
    add("traefik.yml", "yaml", """
http:
  middlewares:
    auth:
      basicAuth:
        users:
          - "‹admin›:⟦tok:apr1#token⟧"
          - "‹joe›:{SHA}⟦=nU4eI71bcnBGqeO0t9tXvY1u5oQ=#token⟧"
    hdr:
      headers:
        customRequestHeaders:
          X-Secret-Header: "⟦pw#http⟧"
          X-Script-Name: "‹test›"
certificatesResolvers: {le: {acme: {email: ‹ops@example.net›, storage: ‹acme.json›, eab: {kid: ‹k1›, hmacEncoded: ⟦alnum:43⟧}}}}
""", parse="yaml")
    add("gitlab-ci.yml", "yaml", """
variables:
  DEPLOY_TOKEN: ⟦tok:gitlab-deploy#token⟧
  MYSQL_PWD: ⟦pw⟧
  GIT_DEPTH: "10"
  TOKEN_NAME: ‹deploy›
script:
  - docker login -u "$CI_USER" -p "$CI_TOKEN" registry.example.net
  - curl --header "PRIVATE-TOKEN: ⟦alnum:26#http⟧" ‹https://gitlab.example.net/api/v4/projects›
  - export ANSIBLE_VAULT_PASSWORD='⟦phrase⟧'
  - helm upgrade app ./chart --set db.password=⟦pw#command-line⟧,replicas=‹3›
  - echo "password policy updated"
""", parse="yaml")
    add("pillar.sls", "yaml", """
mysql:
  root_pass: &root ⟦pw⟧
  replica:
    pass: *root
    host: ‹db2›
  users:
    app: {host: '‹%›', pw: "⟦special|double⟧", db: ‹shop›}
letsencrypt: {email: ‹ops@example.net›, tsig-secret: ⟦base:32⟧}
app_secret: |
  ⟦alnum:40⟧
salt_version: ‹3006.4›
Passwort_Datenbank: ⟦!pw⟧
mot_de_passe: ⟦!pw⟧
senha: ⟦!pw⟧
hasło: ⟦!pw⟧
lösenord: ⟦!pw⟧
""", parse="yaml")
    add("grafana.ini", "ini", """
[server]
http_port = ‹3000›
root_url = ‹https://grafana.example.net/›
[security]
admin_user = ‹admin›
admin_password = \"\"\"⟦=#ab;c"d99\"""⟧
secret_key = ⟦alnum:20⟧
disable_gravatar = true
password_hint = ¤password¤
[database]
password = ⟦punct⟧
url = mysql://‹grafana›:⟦pw#url⟧@‹db:3306/grafana›
[auth.generic_oauth]
client_id = ‹grafana›
client_secret = ⟦guid⟧
token_url = ‹https://id.example.net/token›
[smtp]
;password = ⟦pw⟧
user=‹alert›
""".replace('"""⟦=#ab;c"d99"""⟧', '"""⟦=#ab;c"d99⟧"""'))
    add("php.ini", "ini", """
[mail function]
smtp_port = ‹25›
[MySQLi]
mysqli.default_user = "‹app›"
mysqli.default_pw = "⟦pw⟧"
[Session]
session.save_path = "tcp://redis:6379?auth=⟦pw#query⟧&database=‹2›"
session.name = ‹PHPSESSID›
session.cookie_httponly = ‹1›
session.gc_maxlifetime = ‹1440›
""", parse="ini")
    add("supervisord.conf", "ini", """
[unix_http_server]
username = ‹sup›
password = {SHA}⟦hex:40⟧
[inet_http_server]
port=‹127.0.0.1:9001›
password=⟦weak⟧
[program:app]
command=/opt/app --db-pass ⟦pw#command-line⟧ --port ‹8080›
environment=SECRET_KEY="⟦strong⟧",MODE="‹prod›",API_TOKEN='⟦alnum:24⟧'
""")
    add("gradle.properties", "properties", """
org.gradle.jvmargs=‹-Xmx2g›
signing.keyId=‹24875D73›
signing.password=⟦pw⟧
signing.secretKeyRingFile=‹/home/ci/.gnupg/secring.gpg›
ossrhPassword=⟦special⟧
systemProp.https.proxyPassword=⟦pw⟧
systemProp.https.proxyUser=‹ci›
artifactory_apikey: ⟦tok:jfrog#token⟧
mail.pass.word=⟦!pw⟧
""")
    add("jaas-login.config", "properties", """
hibernate.connection.password ⟦pw⟧
hibernate.connection.username ‹sa›
hibernate.connection.url=jdbc:sqlserver://‹sql1›;user=‹sa›;password=⟦pw#connection-string⟧;
# hibernate.connection.password=⟦!weak⟧
quartz.dataSource.ds.password=⟦=\\u0070w\\u00e4\\u00df99⟧
zk.digest=‹super›:⟦!base:20⟧
cas.authn.ldap[0].bindCredential=⟦pw⟧
cas.authn.ldap[0].bindDn=‹cn=cas›
passwordAttribute=‹userPassword›
minPasswordLength=‹8›
""")
    add("Cargo-credentials.toml", "toml", """
[registry]
token = "⟦alnum:32⟧"
[registries.internal]
index = "‹sparse+https://crates.example.net/›"
token = 'Bearer ⟦alnum:40⟧'
[influx]
password = '''
⟦phrase⟧'''
org = "‹ops›"
[[users]]
name = "‹joe›"
pass = "⟦special|json⟧"
limits = { token_bucket = 5, key_length = 32, secret = "⟦pw⟧" }
""", parse="toml")
    add("deploy.sh", "shell", """
#!/usr/bin/env bash
set -euo pipefail
DB_PASS="${DB_PASS:-⟦!pw⟧}"
typeset -r SVC_PASSWORD=⟦pw⟧
VAULT_TOKEN=⟦tok:vault-batch#token⟧ vault kv get ‹secret/orders›
sudo -S -u ‹app› true <<< '⟦!pw⟧'
mysql --defaults-extra-file=<(printf '[client]\\npassword=%s\\n' '⟦!pw⟧') shop
az storage blob upload --account-name ‹st› --account-key ⟦tok:azure-storage⟧ -f ‹x.tgz›
kubectl create secret generic ‹db› --from-literal=password=⟦pw#command-line⟧ --from-literal=user=‹app›
aws configure set aws_secret_access_key ⟦alnum:40⟧
export http_proxy="http://‹joe›:⟦special|url#url⟧@‹proxy:3128›"
set PASSWORD=⟦pw⟧
setenv ORACLE_PASSWD ⟦pw⟧
read -s -p "Password: " PASSWORD
PASSWORD_FILE=‹/run/pw›; TOKEN="$(cat ‹/run/token›)"
test "$password" = "$confirm" || exit 1
""")
    add("powershell.ps1", "shell", """
$pw = ConvertTo-SecureString "⟦pw⟧" -AsPlainText -Force
$env:API_KEY = '⟦alnum:32⟧'
$cred = New-Object PSCredential("‹CORP\\svc›", $pw)
Connect-Thing -User ‹svc› -Password '⟦pw⟧' -Server ‹sql1›
$conn = "Server=‹sql1›;Database=‹x›;User Id=‹sa›;Password='⟦=it;s9⟧';"
cmdkey /add:‹srv› /user:‹joe› /pass:⟦pw⟧
[string]$Password = "⟦words⟧"
schtasks /create /ru ‹svc› /rp ⟦!pw⟧ /tn ‹job›
""")
    add("history.txt", "command-line", """
mysqladmin -u ‹root› --password='⟦special|shell⟧' processlist
mysql -h‹db› -u‹app› -p"⟦phrase⟧" shop
mariadb -p⟦weak⟧
pg_restore -d "host=‹db› user=‹app› password=⟦pw#connection-string⟧" ‹dump›
mongodump --uri "mongodb://‹u›:⟦pw#url⟧@‹m1/x›"
mongosh --username ‹u› --password ⟦pw⟧
redis-cli --pass ⟦pw⟧ ping
redis-cli -a⟦pw⟧ ping
REDISCLI_AUTH=⟦pw⟧ redis-cli ping
ldapmodify -D ‹cn=admin› -w '⟦special|shell⟧' -f ‹x.ldif›
ldapadd -x -D ‹cn=admin› -w⟦pw⟧ -f ‹x.ldif›
smbclient //srv/x -U ‹joe› --password=⟦pw⟧
mount -t cifs //srv/x /mnt -o username=‹joe›,password=⟦pw⟧,uid=‹1000›
ipmitool -I lanplus -H ‹bmc1› -U ‹ADMIN› -P ⟦pw⟧ power status
openssl enc -aes-256-cbc -k ⟦!pw⟧ -in ‹a› -out ‹b›
openssl req -passin pass:'⟦phrase⟧' -new -key ‹k.pem›
gpg --batch --passphrase ⟦pw⟧ -d ‹x.gpg›
zip -P ⟦pw⟧ ‹x.zip› ‹dir›
7z a -p⟦pw⟧ ‹x.7z› ‹dir›
unzip -P ⟦short⟧ ‹x.zip›
kinit ‹joe› <<< ⟦!pw⟧
rabbitmqctl add_user ‹joe› ⟦pw⟧
rabbitmqctl change_password ‹joe› ⟦pw⟧
rabbitmqadmin -u ‹joe› -p ⟦pw⟧ list queues
curl -H 'X-Vault-Token: ⟦tok:vault-service#token⟧' ‹https://vault/v1/x›
curl -d 'grant_type=password&username=‹joe›&password=⟦pw#query⟧' ‹https://id/token›
curl -X POST --data '{"user":"‹joe›","password":"⟦pw#json⟧"}' ‹https://x/login›
curl -b 'session=⟦hex:32#http⟧' ‹https://x/›
curl -sSu"‹joe›:⟦pw⟧" ‹https://x/›
http -a ‹joe›:⟦pw⟧ GET ‹https://x/›
lftp -u ‹joe›,⟦pw⟧ ‹sftp://files›
ncftpput -u ‹joe› -p ⟦pw⟧ ‹ftp1› /up ‹a.tgz›
expect -c 'spawn ssh joe@x; expect "password:"; send "⟦!pw⟧\\r"'
plink -ssh -pw ⟦pw⟧ ‹joe@x›
java -Djavax.net.ssl.trustStorePassword=⟦pw⟧ -Dfile.encoding=‹UTF-8› -jar ‹a.jar›
useradd -m -p ⟦tok:crypt-sha256#token⟧ ‹joe›
chpasswd <<< "‹joe›:⟦!pw⟧"
consul kv get -token=⟦guid⟧ ‹app/x›
etcdctl --user=‹root›:⟦pw⟧ get ‹/x›
nmcli dev wifi connect ‹office› password ⟦pw⟧
borg init --encryption=‹repokey›; BORG_PASSPHRASE='⟦phrase⟧' borg create ‹x›
tar -p -xf ‹x.tar›
cp -p ‹a› ‹b›
grep -c password ‹/etc/app.conf›
sort -u ‹users.txt›
docker run -p ‹8080:80› ‹nginx:1.22›
nmap -p ‹22,80› ‹web1›
""")
    add("proc-cmdline", "dump", "java\n-Xmx2g\n-Ddb.password=⟦pw⟧\n-cp\n‹/opt/app/lib/*›\ncom.example.Main\n--admin-password\n⟦!pw#command-line⟧\n--port\n‹8080›\n", eol="\0", lines=False)
    add("systemctl-show.txt", "dump", """
Id=‹app.service›
Environment=APP_PASSWORD=⟦pw⟧ APP_HOME=‹/opt/app› "APP_TOKEN=⟦alnum:24⟧"
ExecStart={ path=/usr/bin/app ; argv[]=/usr/bin/app --token ⟦alnum:32#command-line⟧ --bind ‹0.0.0.0› ; ignore_errors=no ; start_time=[n/a] }
LoadCredential=‹db:/etc/creds/db›
PasswordAgentPath=¤x¤
KeyringMode=‹private›
""")
    add("docker-env.txt", "dump", """
{"Env":["POSTGRES_PASSWORD=⟦special|json⟧","PGDATA=‹/var/lib/postgresql/data›","GPG_KEY=‹A035C8C19219BA821ECEA86B64E628F8D684696D›","PYTHON_VERSION=‹3.11.7›"]}
CONTAINER ID   IMAGE        COMMAND                  CREATED
‹3f5c8d1e9b7a›   mysql:8      "docker-entrypoint.s…"   2 days ago
Env: map[DB_PASSWORD:⟦!pw⟧ HOME:‹/root› LANG:‹C›]
env = {'HOME': '‹/root›', 'API_SECRET': '⟦pw⟧'}
os.environ({'SMTP_PASS': '⟦pw⟧', 'TERM': '‹xterm›'})
{:db_password=>"⟦pw⟧", "user"=>"‹x›"}
map[string]string{"password":"⟦pw⟧", "host":"‹db›"}
Options(password=Some("⟦pw⟧"), host=Some("‹db›"))
std::map: {{"secret", "⟦!pw⟧"}, {"mode", "‹fast›"}}
User(id=7, name=‹joe›, password=⟦pw⟧, created=‹2026-11-21›)
<Config password="⟦pw⟧" host="‹db›">
array ( 'password' => '⟦pw⟧', 'charset' => '‹utf8›', )
  ["password"]=> string(12) "⟦!pw⟧"
stdClass Object ( [password] => ⟦pw⟧ [host] => ‹db› )
Password       : ⟦pw⟧
UserName       : ‹svc›
""")
    add("openvpn.conf", "directive", """
remote ‹vpn.example.net 1194›
auth-user-pass ‹/etc/openvpn/up.txt›
auth ‹SHA256›
key-direction 1
management 127.0.0.1 7505 ‹/etc/openvpn/mgmt.pw›
http-proxy ‹proxy 3128›
<tls-auth>
≡BEGIN OpenVPN Static key V1≡
⟦hex:32#key-material⟧
⟦hex:32#key-material⟧
≡END OpenVPN Static key V1≡
</tls-auth>
<ca>
‹≡BEGIN CERTIFICATE≡›
‹MIIDdzCCAl+gAwIBAgIEbTyj3jANBgkqhkiG9w0BAQsFADBsMRAwDgYDVQQGEwdV›
‹≡END CERTIFICATE≡›
</ca>
""")
    add("etc/postfix/ldap-users.cf", "directive", """
server_host = ‹ldap://ldap›
bind = ‹yes›
bind_dn = ‹cn=postfix›
bind_pw = ⟦pw⟧
query_filter = ‹(mail=%s)›
""")
    add("named.conf", "directive", """
key "‹rndc-key›" {
  algorithm ‹hmac-sha256›;
  secret "⟦base:32⟧";
};
zone "‹example.net›" { type master; file "‹db.example.net›"; allow-update { key ‹rndc-key›; }; };
""")
    add("squid.conf", "directive", """
http_port ‹3128›
cache_peer ‹parent.example.net› parent 3128 0 no-query login=‹joe›:⟦pw⟧
cachemgr_passwd ⟦pw⟧ ‹all›
auth_param basic program ‹/usr/lib/squid/basic_ncsa_auth /etc/squid/passwd›
auth_param basic realm ‹Proxy›
""")
    add("zabbix_server.conf", "directive", """
DBHost=‹localhost›
DBUser=‹zabbix›
DBPassword=⟦pw⟧
VaultToken=⟦tok:vault-service#token⟧
TLSPSKFile=‹/etc/zabbix/psk›
### Option: DBPassword
# DBPassword=⟦!weak⟧
""")
    add("asterisk-sip.conf", "directive", """
[‹trunk›]
type=‹peer›
defaultuser=‹4711›
secret=⟦pw⟧
remotesecret=⟦short⟧
md5secret=⟦hex:32⟧
register => ‹4711›:⟦!pw⟧@‹sip.example.net›
context=‹from-trunk›
""")
    add("mosquitto.conf", "directive", """
listener ‹8883›
keyfile ‹/etc/mosquitto/key.pem›
password_file ‹/etc/mosquitto/passwd›
remote_username ‹bridge›
remote_password ⟦pw⟧
bridge_psk ⟦hex:32⟧
bridge_identity ‹b1›
psk_hint ‹hint›
""")
    add("keepalived.conf", "directive", """
vrrp_instance ‹VI_1› {
  state ‹MASTER›
  authentication {
    auth_type ‹PASS›
    auth_pass ⟦short⟧
  }
  virtual_ipaddress { ‹10.0.0.100› }
}
""")
    add("frr.conf", "directive", """
router bgp 65001
 neighbor ‹192.0.2.2› remote-as 65002
 neighbor ‹192.0.2.2› password ⟦pw⟧
password ⟦pw⟧
enable password ⟦pw⟧
key chain ‹k›
 key 1
  key-string ⟦pw⟧
ip ospf message-digest-key 1 md5 ⟦pw⟧
""")
    add("radius.cfg", "directive", """
radius-server host ‹10.0.0.9› auth-port 1812 key ⟦pw⟧
aaa group server radius ‹R1›
username ‹ops› secret 9 ⟦=$9$2MJBozw/9R3UsU$2lFhcKvpghcyw8deP25GOfyZaagyUOGBymkryvOdfo6⟧
set system login user ‹joe› authentication encrypted-password "⟦tok:crypt-sha512#token⟧"
set snmp community ⟦pw⟧ authorization ‹read-only›
set vpn ipsec site-to-site peer ‹192.0.2.9› authentication pre-shared-secret ⟦pw⟧
ntp authentication-key 5 md5 ⟦pw⟧
ppp chap password 0 ⟦pw⟧
""")
    add("mongod.conf", "directive", """
net:
  port: ‹27017›
  tls:
    certificateKeyFile: ‹/etc/ssl/m.pem›
    certificateKeyFilePassword: ⟦pw⟧
security:
  keyFile: ‹/etc/mongo.key›
  ldap: {bind: {queryUser: ‹cn=m›, queryPassword: ⟦pw⟧}}
""", parse="yaml")
    add("dump.sql", "sql", """
-- MySQL dump 10.13  Distrib 8.0.35
CREATE USER IF NOT EXISTS `app`@`%` IDENTIFIED WITH 'caching_sha2_password' AS '⟦=$A$005$THISISACOMBINATIONOFINVALIDSALTANDPASSWORD⟧' REQUIRE ‹NONE›;
INSERT INTO `users` (`id`,`login`,`passwd`) VALUES (1,'‹joe›','⟦!pw⟧'),(2,'‹ann›','⟦!pw⟧');
INSERT INTO settings (name, value) VALUES ('smtp_password', '⟦!pw⟧'), ('smtp_host', '‹mail›');
UPDATE mysql.user SET authentication_string=PASSWORD("⟦pw⟧") WHERE user='‹root›';
ALTER USER ‹app› WITH ENCRYPTED PASSWORD $$⟦!pw⟧$$;
EXEC sp_addlogin '‹svc›', '⟦!pw⟧', '‹master›';
CREATE DATABASE LINK ‹l› CONNECT TO ‹scott› IDENTIFIED BY "⟦pw⟧" USING '‹ORCL›';
COPY t FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=⟦tok:aws-access-key#token⟧;aws_secret_access_key=⟦alnum:40⟧';
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '‹db2›', user '‹x›', password '⟦pw⟧');
START SLAVE USER='‹repl›' PASSWORD='⟦pw⟧';
SET @p = 'plain';
SELECT user, plugin, password_expired FROM mysql.user ORDER BY password_last_changed;
DROP TABLE IF EXISTS password_resets;
""")
    add("mysql-error.log", "log", """
2026-11-21T01:39:03.123456Z 8 [Note] [MY-010454] A temporary password is generated for root@localhost: ⟦pw⟧
2026-11-21T01:39:03.123456Z 9 [Warning] [MY-010055] IP address '10.0.0.7' could not be resolved
2026-11-21T01:39:04.123456Z 9 [Note] Access denied for user 'joe'@'10.0.0.7' (using password: YES)
2026-11-21T01:39:05.123456Z 9 Query	SET PASSWORD = '⟦pw#sql⟧'
2026-11-21T01:39:05.123456Z 9 Query	ALTER USER 'x'@'%' IDENTIFIED BY '⟦pw#sql⟧'
2026-11-21T01:39:06.000000Z 9 Connect	app@10.0.0.7 on shop using TCP/IP
2026-11-21T01:39:07.000000Z 9 [Warning] Storing MySQL user name or password information in the master info repository is not secure
""")
    add(".my.cnf", "dotfile", "[client]\nuser=‹root›\npassword=⟦special⟧\nhost=‹localhost›\n")
    add(".s3cfg", "dotfile", "[default]\naccess_key = ⟦tok:aws-access-key#token⟧\nsecret_key = ⟦alnum:40⟧\ngpg_passphrase = ⟦phrase⟧\nhost_base = ‹s3.amazonaws.com›\nuse_https = ‹True›\n", parse="ini")
    add(".pgpass", "dotfile", "*:*:*:‹repl›:⟦punct⟧\n‹localhost:5433:app:app›:⟦unicode⟧\n#‹old:5432:x:y›:⟦!pw⟧\n")
    add("_netrc", "dotfile", "machine ‹git.example.net› login ‹joe› password ⟦pw⟧ account ¤x¤\nmachine ‹h2›\n\tlogin ‹ann›\n\tpassword ⟦pw⟧\nmacdef ‹init›\n")
    add("pip.conf", "dotfile", "[global]\nindex-url = https://‹joe›:⟦pw#url⟧@‹pypi.example.net/simple›\ntimeout = ‹60›\n", parse="ini")
    add(".composer/auth.json", "dotfile", '{"http-basic":{"repo.example.net":{"username":"‹joe›","password":"⟦pw⟧"}},"github-oauth":{"github.com":"⟦tok:github-oauth#token⟧"},"bearer":{"x.example.net":"⟦!alnum:40⟧"}}\n', parse="json")
    add(".vault-token", "dotfile", "⟦tok:vault-service#token⟧\n")
    add(".erlang.cookie", "dotfile", "⟦=QWERTYUIOPASDFGHJKLZ⟧\n")
    add("etc/gshadow", "dotfile", "root:‹*›::\nadm:⟦tok:crypt-sha512#token⟧:‹joe›:‹ann›\n")
    add("nuget.config", "dotfile", """
<configuration><packageSourceCredentials><internal>
  <add key="Username" value="‹ci›" /><add key="ClearTextPassword" value="⟦pw⟧" />
</internal></packageSourceCredentials><apikeys><add key="‹https://nuget.example.net›" value="⟦!base:40⟧" /></apikeys></configuration>
""", parse="xml")
    add("strings.txt", "connection-string", """
Server=‹db›;Port=3306;Database=‹x›;Uid=‹u›;Pwd="⟦=a;b9c⟧";SslMode=‹Preferred›
DSN=‹dw›;UID=‹u›;PWD={⟦=p;w}}d1⟧};Timeout=‹30›
Provider=SQLOLEDB;Data Source=‹s›;User ID=‹u›;Password = ⟦phrase⟧ ;Initial Catalog=‹c›
postgres://‹u›:⟦=p@ss:w0rd⟧@‹db:5432/x?sslmode=disable›
postgresql://‹db/x?user=u›&password=⟦pw⟧
jdbc:db2://‹h:50000/D›:user=‹u›;password=⟦pw⟧;
jdbc:redshift:iam://⟦tok:aws-access-key#token⟧:⟦alnum:40⟧@‹c:5439/x›
mssql+pyodbc://‹sa›:⟦pw⟧@‹sql1/x?driver=ODBC+Driver+17›
oracle://‹scott›:⟦pw⟧@‹ora:1521/?service_name=X›
scott/⟦!weak⟧@‹//ora1:1521/X›
‹user›:⟦pw⟧@unix(‹/tmp/mysql.sock›)/x
memcached://‹u›:⟦pw⟧@‹mc1:11211›
redis://‹h1:6379›?password=⟦pw⟧&db=‹1›
nats://‹u›:⟦pw⟧@‹n1:4222›,nats://‹u›:⟦pw⟧@‹n2:4222›
amqp://‹u›:⟦=100%25sure⟧@‹mq/v›
ws+unix://‹u›:⟦!pw⟧@‹x›
bolt://‹neo4j›:⟦pw⟧@‹g1:7687›
ftp://‹anonymous›:⟦=joe%40x.org⟧@‹f›
git+https://⟦tok:github-user#token⟧:x-oauth-basic@‹github.com/x/y.git›
tcps://‹feed›:⟦pw⟧@‹a1:9008/amps/json›, tcp://‹feed›:⟦pw⟧@‹a2:9007/amps/json›
EntityPath=‹q›;SharedAccessKeyName=‹n›;SharedAccessKey=⟦base:32⟧=
AccountEndpoint=‹https://c.documents.azure.com:443/›;AccountKey=⟦base:64⟧;
Endpoint=‹https://x.service.signalr.net›;AccessKey=⟦base:32⟧;Version=1.0;
InstrumentationKey=¤8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15¤;IngestionEndpoint=‹https://x/›
https://‹st.blob.core.windows.net/c/b›?sv=2024&sp=r&sig=⟦=abCD12efGH34ijKL56mnOP78qrST90uv%3D⟧
u:p;‹host›
""")
    add("haproxy.log", "http", """
Nov 21 01:39:03 lb haproxy[9]: 10.0.0.7:51234 [21/Nov/2026:01:39:03.1] www app/app1 0/0/1/2/3 200 512 - - ---- {‹www.example.net›|Bearer ⟦!alnum:40⟧} "GET /x?access_token=⟦alnum:32#query⟧ HTTP/1.1"
10.0.0.7 - - [21/Nov/2026:01:39:04 +0000] "POST /oauth/token?client_id=‹portal›&client_secret=⟦alnum:32#query⟧&grant_type=‹client_credentials› HTTP/1.1" 200 9
10.0.0.7 - - [21/Nov/2026:01:39:05 +0000] "GET /verify?sig=⟦hex:40#query⟧&signature=⟦base:20|url#query⟧&ts=‹1763689143› HTTP/1.1" 200 9 "https://x/?apikey=⟦alnum:24#query⟧#frag" "‹Mozilla/5.0 (X11)›"
{"request":{"headers":[{"name":"Authorization","value":"Bearer ⟦alnum:36⟧"},{"name":"Host","value":"‹x›"}],"url":"https://x/?key=⟦!alnum:39#query⟧&q=‹a›"}}
headers={'Authorization': 'Basic ⟦base:15⟧', 'Accept': '‹*/*›', 'x-amz-security-token': '⟦base:60⟧'}
Header[Authorization]=ApiKey ⟦base:30⟧
authorization=[Bearer ⟦alnum:30⟧], accept=[‹application/json›]
-H 'X-Gitlab-Token: ⟦alnum:20⟧' -H 'Content-Type: ‹application/json›'
set-cookie: remember_user_token=⟦alnum:60⟧; path=‹/›; secure
Sec-WebSocket-Key: ¤dGhlIHNhbXBsZSBub25jZQ==¤
If-None-Match: "‹33a64df551425fcc55e4d42a148795d9f25f89d4›"
X-Forwarded-For: ‹10.0.0.7›
X-CSRF-Token: ⟦base:24⟧
Ocp-Apim-Subscription-Key: ⟦hex:32⟧
x-functions-key: ⟦alnum:56⟧
Authorization: hmac ¤username="u", algorithm="hmac-sha256"¤, signature="⟦!base:32⟧"
Authorization: OAuth oauth_consumer_key="¤ck¤", oauth_token="⟦alnum:30⟧", oauth_signature="⟦base:20|url⟧"
""")
    add("stack.log", "log", """
Traceback (most recent call last):
  File "/opt/app/db.py", line 17, in connect
    raise OperationalError("could not connect to postgresql://‹app›:⟦pw#url⟧@‹db:5432/x›")
ValueError: invalid literal: password='⟦pw⟧' at line ‹3›
panic: dial ‹app›:⟦pw#connection-string⟧@tcp(‹db:3306›)/x: connect: refused
goroutine 1 [running]: main.connect({0xc000012345, 0x1f})
System.Data.SqlClient.SqlException: Login failed for user '‹sa›'. ConnectionString: Server=‹s›;Password=⟦pw#connection-string⟧;Timeout=‹5›
Caused by: redis.clients.jedis.JedisException: ERR AUTH ⟦!pw⟧ called without any password configured
Exec: ["mysqldump","-u‹root›","-p⟦pw#command-line⟧","shop"]
+ curl -u ‹joe›:⟦pw#command-line⟧ ‹https://x/›
subprocess.CalledProcessError: Command '['sshpass', '-p', '⟦pw#command-line⟧', 'ssh', '‹web1›']' returned non-zero exit status 255.
DEBUG:root:login(user='‹joe›', passwd='⟦pw⟧')
I1121 01:39:03.1 1 flags.go:64] FLAG: --token-auth-file="‹/etc/tokens›"
I1121 01:39:03.1 1 flags.go:64] FLAG: --etcd-password="⟦pw⟧"
time="2026-11-21" level=debug msg="cfg" db_pass="⟦phrase⟧" db_host=‹db›
<13>Nov 21 app: user=‹joe› pass=⟦special⟧
2026-11-21 [auth] secret key: ⟦alnum:32⟧
2026-11-21 [auth] API key '⟦alnum:32⟧' is not valid
2026-11-21 [auth] token ⟦!alnum:32⟧ rejected
2026-11-21 [cfg] spring.datasource.password -> ⟦pw⟧
2026-11-21 [cfg] parsed {password: ⟦pw⟧, host: ‹db›}
2026-11-21 [cfg] changed "password" from "⟦!pw⟧" to "⟦!pw⟧"
2026-11-21 [cfg] DB_PASSWORD is ⟦!pw⟧
2026-11-21 [cfg] ${db.password} resolved to [⟦!pw⟧]
2026-11-21 [gc] pause 12ms, tokens 17, keys 99
2026-11-21 [auth] no password supplied, trying publickey
2026-11-21 [auth] token expired for client feed-1
2026-11-21 [net] pass 1 of 3: ok
2026-11-21 [job] key: orders-17, author: jane
""")
    add("amps-trace.log", "product", """
2026-11-20T15:33:07.1000000-08:00 [9] trace: 12-0010 client[fx-1] received: {"c":"logon","user_id":"‹fx›","pw":"⟦special|json⟧","mt":"json","o":"‹ack›"}
2026-11-20T15:33:07.1000000-08:00 [9] trace: 12-0010 client[fx-1] received: {"c":"publish","t":"orders","cid":"‹17›"}{"id":17,"token_count":3}
2026-11-20T15:33:07.2000000-08:00 [9] error: 1F-0007 HTTP module: GET https://‹svc›:⟦pw#url⟧@‹ent.example.net/check/fx.json› returned 401
2026-11-20T15:33:07.3000000-08:00 [9] developer: 0A-0002 expanded: <HTTPHeader>Authorization: Bearer ⟦alnum:40#http⟧</HTTPHeader>
2026-11-20T15:33:07.4000000-08:00 [9] info: 0A-0003 replication uri tcps://‹repl›:⟦special|url#url⟧@‹10.1.0.2:10004›/amps/fix
2026-11-20T15:33:07.5000000-08:00 [9] info: 00-0015 AMPS 5.3.4.78.928656.fa0d0b4 initialization completed
2026-11-20T15:33:07.6000000-08:00 [9] warning: 70-0011 client[token-service] slow consumption detected, offline messages.
2026-11-20T15:33:07.7000000-08:00 [9] info: 07-0013 client[password-audit] disconnected: auth
""")
    add("context.xml", "product", """
<Context docBase="‹/srv/app›" reloadable="‹false›">
  <Resource name="mail/Session" mail.smtp.host="‹mail›" mail.smtp.user="‹app›" password="⟦pw⟧" mail.smtp.password='⟦special|xmlattribute⟧'/>
  <Environment name="app.apiKey" value="⟦alnum:32⟧" type="‹java.lang.String›"/>
  <Parameter name="signingSecret" value="⟦pw⟧" override="‹false›"/>
  <Valve className="org.apache.catalina.valves.RemoteIpValve" internalProxies="‹10\\.\\d+\\.\\d+\\.\\d+›"/>
</Context>
""", parse="xml")
    add("influx.conf", "product", """
[http]
shared-secret = "⟦pw⟧"
auth-enabled = true
https-private-key = "‹/etc/ssl/influx.pem›"
[[graphite]]
templates = ["‹*.app env.service.resource.measurement›"]
[[outputs.influxdb]]
urls = ["http://‹127.0.0.1:8086›"]
username = "‹telegraf›"
password = "⟦pw⟧"
[[inputs.snmp]]
community = "⟦short⟧"
auth_password = "⟦pw⟧"
auth_protocol = "‹MD5›"
priv_password = "⟦pw⟧"
sec_name = "‹mon›"
""", parse="toml")
    add("weblogic-config.xml", "product", """
<domain><security-configuration><credential-encrypted>⟦={AES}Tk9Xk1Zl0v6m8q2W3e4R5t6Y7u8I9o0P=⟧</credential-encrypted><node-manager-password-encrypted>⟦={AES256}q1W2e3R4t5Y6u7I8o9P0a1S2d3F4=⟧</node-manager-password-encrypted></security-configuration>
<server><name>‹AdminServer›</name><custom-identity-key-store-pass-phrase-encrypted>⟦={AES}zxcvbnmasdfghjkl⟧</custom-identity-key-store-pass-phrase-encrypted><listen-port>‹7001›</listen-port></server></domain>
""", parse="xml")
    add("hieradata.yaml", "product", """
profile::db::root_password: ⟦pw⟧
profile::app::api_token: '⟦alnum:30⟧'
profile::app::enc: ENC[PKCS7,¤MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYCAQAxggEhMIIBHQIBADAFMAA¤]
profile::web::ports: [‹80›, ‹443›]
profile::mq::users: {‹feed›: {password: ⟦pw⟧, tags: ‹monitoring›}}
""", parse="yaml")
    add("nested-key.yaml", "key-material", """
tls:
  key: "≡BEGIN RSA PRIVATE KEY≡\\n⟦base:300⟧\\n≡END RSA PRIVATE KEY≡\\n"
ssh_host_key: |
    ≡BEGIN OPENSSH PRIVATE KEY≡
    ⟦base:48⟧
    ⟦base:48⟧
    ⟦base:48⟧
    ≡END OPENSSH PRIVATE KEY≡
b64: ⟦!=LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVBMFp4N3BxM25GMFl6MVdtVmIyY1Q=⟧
cert: ‹LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJlakNDQVIrZ0F3SUJBZ0lCQURBS0JnZ3Fo›
""", parse="yaml")
    add("c-source.c", "key-material", """
static const char key[] =
"≡BEGIN EC PRIVATE KEY≡\\n"
"⟦!base:48⟧\\n"
"⟦!base:48⟧\\n"
"≡END EC PRIVATE KEY≡\\n";
static const char *name = "‹web1›";
""", lines=False)
    add("journal.log", "key-material", """
≡BEGIN RSA PRIVATE KEY≡
⟦!body:500⟧
≡END RSA PRIVATE KEY≡
‹listening on port 8443›
""", prefix="Nov 21 01:39:03 web1 app[2210]: ")
    add("crlf-key.pem", "key-material", """
Bag Attributes
    friendlyName: ‹web1›
≡BEGIN ENCRYPTED PRIVATE KEY≡
⟦body:900⟧
≡END ENCRYPTED PRIVATE KEY≡
‹≡BEGIN CERTIFICATE≡›
‹MIIDdzCCAl+gAwIBAgIEbTyj3jANBgkqhkiG9w0BAQsFADBsMRAwDgYDVQQGEwdV›
‹≡END CERTIFICATE≡›
""", eol="\r\n")
    add("two-keys.txt", "key-material", """
---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
Comment: "¤old¤"
⟦!body:200⟧
---- END SSH2 ENCRYPTED PRIVATE KEY ----
‹between the keys›
≡BEGIN EC PARAMETERS≡
¤BggqhkjOPQMBBw==¤
≡END EC PARAMETERS≡
≡BEGIN EC PRIVATE KEY≡
⟦body:120⟧
≡END EC PRIVATE KEY≡
‹after the keys›
""", lines=False)
    lines = []
    for index, name in enumerate(tokens.HELDOUT):
        hard = "!" if name in ("twilio", "mailchimp", "azure-storage", "square-access", "alibaba", "frameio", "prefect", "readme", "duffel", "easypost", "shippo", "typeform") else ""
        lines.append([f"[{index}] sent ⟦{hard}tok:{name}⟧ in {index}ms",
                      f'  "item{index}": "⟦{hard}tok:{name}⟧",',
                      f"- ⟦{hard}tok:{name}⟧ # number {index}",
                      f"{index}\t⟦{hard}tok:{name}⟧\tok"][index % 4])
    add("forms.txt", "token", "\n".join(lines) + "\n", lines=False)
    add("forms-inline.log", "token", """
push to https://⟦tok:github-server⟧:@‹github.com/a/b›
webhook https://discord.com/api/webhooks/¤1098765432109876543¤/⟦!alnum:68⟧
https://¤x.webhook.office.com¤/webhookb2/⟦!guid⟧@8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15/IncomingWebhook/⟦!hex:32⟧/8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f16
otpauth://totp/‹x:joe›?secret=⟦=JBSWY3DPEHPK3PXP⟧&issuer=‹x›
cookie _gitlab_session=⟦hex:32⟧ accepted
ticket ‹#4711›: key <⟦tok:google-api-key⟧>
Bearer ⟦tok:jwt⟧
jwt⟦!tok:jwt⟧end
\\u0022⟦!tok:npm⟧\\u0022
a,⟦tok:github-pat⟧,b
""")
    add("mail.txt", "prose", """
Hi Tom, the secretary said the password policy was updated.
For the new box use admin / ⟦!pw⟧ please.
Username: ‹joe›
Password: ⟦phrase⟧
Kennwort lautet ⟦!pw⟧
Das Passwort ist: ⟦!pw⟧
le mot de passe est « ⟦!pw⟧ »
La contraseña es ⟦!pw⟧
temporary password: ⟦pw⟧
Passcode = ⟦number⟧
the db pwd was changed to ⟦!pw⟧ yesterday
psk for the tunnel: ⟦pw⟧
SNMP community string: ⟦pw⟧
token is ‹42› bytes long
Please reset the password of ‹joe›.
The key question is who the author is.
creds: ¤joe¤/⟦!pw⟧
credentials ‹joe›:⟦!pw⟧
recovery key: ⟦=391275-482911-003817-558129⟧
licence key: ⟦=XK3J9-PL02M-77ABC-QWE12-ZZ900⟧
""")
    add("wiki.md", "prose", """
# Access
| System | User | Password | Notes |
|---|---|---|---|
| db1 | ‹root› | ⟦!pw⟧ | ‹primary› |
- **Password:** ⟦pw⟧
- Password: `⟦pw⟧`
- *API key*: ⟦alnum:32⟧
```
export TOKEN=⟦alnum:24⟧
```
> secret: "⟦pw⟧"
Password policy: see ‹https://wiki.example.net/policy›
1. Token bucket size: 50
""")
    add("odd2.conf", "obfuscated", """
pass\u00adword=⟦!pw⟧
password\u200b:⟦!pw⟧
PASSWORD＝⟦!pw⟧
pаssword=⟦!pw⟧
p@ssword=⟦!pw⟧
pass-word: ⟦!pw⟧
pass_word=⟦!pw⟧
password[0]=⟦!pw⟧
password[prod]: ⟦!pw⟧
"user.password" -> "⟦!pw⟧"
password = = ⟦!pw⟧
password:⟦!weak⟧:x
passwordOld=⟦!pw⟧
OLDPASSWORD=⟦!pw⟧
oldpasswd2b=⟦!pw⟧
xpassword=⟦!pw⟧
secret.=⟦!pw⟧
password='⟦!=it is "mine" 77⟧'
pass=⟦!=1234⟧
pwd=⟦!=0000⟧
password: ⟦!=a⟧
password=${X:-⟦!pw⟧}
password=⟦!unicode⟧
PASS=⟦!=p a s s⟧
password=⟦!=http://x.y⟧
password=⟦!=/slash7start⟧
password= \t ⟦!pw⟧ \t
user=‹joe› password=⟦!pw⟧,host=‹db›
retries=‹3›
""")
    add("rows.csv", "obfuscated", """
user,"password","role"
‹joe›,"⟦!=a,b""c77⟧","‹admin›"
‹ann›,⟦!pw⟧,‹user›
""", lines=False)
    text = "# ‹Ångström›\nuser: ‹app›\npassword: ⟦unicode⟧\nurl: amqp://‹q›:⟦pw⟧@‹mq.example.net›\nclient_secret: \"⟦pw⟧\"\nauthor: ‹Zoë›\n"
    add("utf16.yml", "encoding", text, encoding="utf-16-le", bom=b"\xff\xfe", eol="\r\n")
    add("utf16-xml.xml", "encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<c><user>‹x›</user><password>⟦pw⟧</password><token>⟦alnum:30⟧</token></c>\n", encoding="utf-16-be", bom=b"\xfe\xff")
    add("utf16-nobom.json", "encoding", '{"password": "⟦!pw⟧", "host": "‹db›"}\n', encoding="utf-16-le")
    add("cr.yml", "encoding", text, eol="\r", hard=True)
    add("bom-crlf.yml", "encoding", text, bom=b"\xef\xbb\xbf", eol="\r\n")
    add("latin.properties", "encoding", "gr\u00fc\u00dfe=‹x›\ndb.password=⟦=S\u00fc\u00dfw\u00f6rtchen9⟧\nkey.alias=‹k›\n", encoding="latin-1")
    add("colour.log", "encoding", "\x1b[1;34mpassword:\x1b[0m ⟦!pw⟧\n\x1b[2m2026\x1b[0m \x1b[32m INFO\x1b[0m db_password\x1b[2m=\x1b[0m⟦!pw⟧\n‹plain line›\n")
    add("nul-mixed.bin.log", "encoding", "start\x00\x00password=⟦!pw⟧\x00\x00next=‹1›\nlog line password=⟦pw⟧\n")

    def filler(size):
        unit = "10.0.0.7 - - [21/Nov/2026:01:39:10 +0000] \"GET /orders/17 HTTP/1.1\" 200 512\n"
        return (unit * (size // len(unit) + 1))[:size]

    for size in (65536, 131072, 524288, 1048576, 4194304):
        add(f"edge-{size}.xml", "boundary", filler(size - 21) + "\n<dbPassword>⟦!strong⟧</dbPassword>\n<after>‹1›</after>\n", lines=False)
    add("edge-yaml.yml", "boundary", "# " + "x" * 65490 + "\ndb:\n  password: |\n    ⟦!strong⟧\n  host: ‹db›\n", lines=False)
    add("edge-json.json", "boundary", '{"pad":"' + "x" * 262100 + '","secret":"⟦!phrase⟧","end":"‹1›"}\n', lines=False, parse="json")
    add("long.log", "boundary", "GET /?q=" + "a" * 3_000_000 + "&password=⟦!strong⟧&z=‹1›" + "b" * 2_000_000 + "\n", lines=False)
    add("long-key.json", "boundary", '{"k":"' + "≡BEGIN RSA PRIVATE KEY≡\\n⟦base:66000#key-material⟧\\n≡END RSA PRIVATE KEY≡" + '","end":"‹1›"}\n', lines=False, parse="json")
    add("etc/mq.yml", "yaml", "mq: {user: ‹feed›, password: ⟦strong@mq⟧}\nlicenseKey: ⟦alnum:25@lic⟧\n", group="held-learn", parse="yaml")
    add("log/mq.log", "learned", "feed logged on with ⟦!@mq⟧\nGET /a/⟦!@lic⟧/b 200\nargv[3]=⟦!@mq⟧\nquoted '⟦!@lic⟧'\nnothing: ‹feed›\n", group="held-learn")
    add("log/mq.json", "learned", '{"frame":"⟦!@mq|b64⟧","note":"‹ok›"}\n', group="held-learn", parse="json")

    def plain(name, text, **options):
        add(name, "clean", text, clean=True, **options)

    plain("app.log", """
2026-11-21 INFO rotating secrets is scheduled for 03:00
2026-11-21 INFO user joe changed password
2026-11-21 WARN too many failed password attempts: 5
2026-11-21 INFO tokens: prompt=17 completion=42 total=59
2026-11-21 INFO token refresh took 12 ms
2026-11-21 INFO authentication succeeded for principal kafka/broker1@EXAMPLE.NET
2026-11-21 INFO pwd: /opt/app
2026-11-21 INFO api key missing
2026-11-21 INFO key exchange algorithm: curve25519-sha256
2026-11-21 INFO checkpoint key=17 state=done
2026-11-21 INFO cookie consent: accepted
2026-11-21 INFO credentials loaded from /etc/app/credentials.json
2026-11-21 INFO passing 3 arguments
2026-11-21 INFO csrf check enabled
2026-11-21 INFO session timeout=3600
2026-11-21 INFO auth_type=ldap auth_retries=3
2026-11-21 INFO password_age_days=14 password_min_length=12
""")
    plain("auth.log", """
Nov 21 01:39:03 h su: pam_unix(su:auth): authentication failure; logname=joe uid=1000 euid=0 tty=pts/1 ruser=joe rhost=  user=root
Nov 21 01:39:04 h systemd-logind[600]: New session 17 of user joe.
Nov 21 01:39:05 h gdm-password][1200]: gkr-pam: unable to locate daemon control file
Nov 21 01:39:06 h sshd[99]: Disconnected from authenticating user root 10.0.0.9 port 4711 [preauth]
Nov 21 01:39:07 h polkitd[8]: Registered Authentication Agent for unix-session:2
Nov 21 01:39:08 h krb5kdc[7]: AS_REQ (8 etypes {18 17 20 19}) 10.0.0.7: ISSUE: authtime 1763689148, joe@EXAMPLE.NET for krbtgt/EXAMPLE.NET@EXAMPLE.NET
""")
    plain("zookeeper.log", """
2026-07-29 19:21:32,491 - INFO  [NIOServerCxn.Factory:0.0.0.0/0.0.0.0:2181:NIOServerCnxn@1001] - Closed socket connection for client /10.10.34.13:37177 which had sessionid 0x14ed93111f20057
2026-07-29 19:21:33,491 - WARN  [RecvWorker:188978561024:QuorumCnxManager$RecvWorker@762] - Connection broken for id 188978561024, my id = 1, error =
2026-07-29 19:21:34,491 - INFO  [ProcessThread(sid:2 cport:-1)::PrepRequestProcessor@476] - Processed session termination for sessionid: 0x14ed93111f20057
""")
    plain("hdfs.log", """
081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38865049064139660 terminating
081109 204005 35 INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: 10.251.73.220:50010 is added to blk_7128370237687728475 size 67108864
""")
    plain("spark.conf", """
spark.app.name=orders
spark.authenticate=true
spark.authenticate.enableSaslEncryption=false
spark.kubernetes.authenticate.driver.serviceAccountName=spark
spark.ssl.keyStore=/opt/ks.jks
spark.ssl.keyPassword=${env:KEYPASS}
spark.sql.shuffle.partitions=200
spark.hadoop.fs.s3a.aws.credentials.provider=com.amazonaws.auth.InstanceProfileCredentialsProvider
spark.network.crypto.keyLength=128
spark.yarn.access.hadoopFileSystems=hdfs://nn1:8020
""")
    plain("vault-policy.hcl", """
path "secret/data/orders/*" { capabilities = ["read", "list"] }
path "auth/token/renew-self" { capabilities = ["update"] }
token_ttl = "1h"
token_max_ttl = "24h"
secret_id_num_uses = 10
password_policy = "long"
""")
    plain("requirements.txt", """
passlib==1.7.4 --hash=sha256:aa6bca462b8d8bda89c70b382f0c298a20b5560af6cbfa2dce410c0a2fb669f1
tokenize-rt==5.2.0
python-keycloak==3.7.0
secretstorage==3.3.3
authlib>=1.2,<2
""")
    plain("go.sum", """
github.com/golang-jwt/jwt/v5 v5.2.0 h1:d/ix8ftRUorsN+5eMIlF4T6J8CAt9rch3My2winC1Jw=
github.com/golang-jwt/jwt/v5 v5.2.0/go.mod h1:pqrtFR0X4osieyHYxtmOUWsAWrfe1Q5UVIyoH402zdk=
github.com/zalando/go-keyring v0.2.3 h1:v9CUu9phlABObO4LPWycf+zwMG7nlbb3t/B5wa97yms=
""")
    plain("known_hosts", """
|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl
web1.example.net,10.0.0.7 ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=
""")
    plain("mount.txt", """
/dev/vda1 on / type ext4 (rw,relatime,errors=remount-ro)
//srv/share on /mnt type cifs (rw,relatime,vers=3.1.1,credentials=/etc/cifs.cred,uid=1000)
keyring on /run/keys type ramfs (rw,nosuid)
""")
    plain("postgresql.conf", """
password_encryption = scram-sha-256
ssl_key_file = '/etc/ssl/private/pg.key'
ssl_passphrase_command = ''
krb_server_keyfile = 'FILE:/etc/postgresql/krb5.keytab'
db_user_namespace = off
shared_preload_libraries = 'passwordcheck'
authentication_timeout = 1min
primary_slot_name = 'db2'
log_line_prefix = '%m [%p] %q%u@%d '
""")
    plain("networkpolicy.yaml", """
apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
metadata: {name: orders-db}
spec:
  refreshInterval: 1h
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  target: {name: orders-db}
  data:
    - secretKey: password
      remoteRef: {key: orders/db, property: password}
""", parse="yaml")
    plain("swagger.yaml", """
paths:
  /login:
    post:
      parameters:
        - {name: password, in: query, required: true, type: string}
        - {name: token, in: header, type: string}
securityDefinitions:
  ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}
""", parse="yaml")
    plain("table.txt", """
Field            Type          Null  Key  Default
id               bigint        NO    PRI  NULL
password_hash    varchar(100)  NO         NULL
token            char(40)      YES   UNI  NULL
secret_question  text          YES        NULL
""")
    plain("gc.log", """
[2026-11-21T01:39:03.848+0000][info][gc] GC(17) Pause Young (Normal) (G1 Evacuation Pause) 512M->128M(2048M) 12.345ms
[2026-11-21T01:39:04.848+0000][info][gc,metaspace] Metaspace: 65M used, 66M committed, 1088M reserved
""")
    plain("thread-dump.txt", """
"token-refresher-1" #42 daemon prio=5 os_prio=0 cpu=12.34ms elapsed=99.1s tid=0x00007f1c24019800 nid=0x8a2 waiting on condition  [0x00007f1c0a1fe000]
   java.lang.Thread.State: TIMED_WAITING (sleeping)
	at com.example.auth.PasswordService.lambda$check$0(PasswordService.java:17)
	- locked <0x00000000e0a1b2c3> (a com.example.auth.TokenBucket)
	at com.example.SecretStore.get(SecretStore.java:99)
""")
    plain("mariadb.cnf", """
[mariadb]
plugin_load_add = simple_password_check
simple_password_check_minimal_length = 12
old_passwords = 0
ssl_key = /etc/mysql/key.pem
skip-name-resolve
key_buffer_size = 128M
strict_password_validation = ON
""")
    plain("fluentd.conf", """
<source>
  @type tail
  path /var/log/app.log
  tag app.access
  <parse>
    @type json
    time_key ts
    keep_time_key true
  </parse>
</source>
<match **>
  @type forward
  partition_key user
  <security>
    self_hostname web1
    shared_key "#{ENV['FLUENT_KEY']}"
  </security>
</match>
""")
    plain("man.txt", """
       --password[=password], -p[password]
              The password to use when connecting to the server. If not given, mysql prompts for one.
       --ssl-key=file_name
              The path name of the SSL private key file in PEM format.
       -a password    Use this password for the AUTH command.
       secret     A string shared by both ends.
""")
    plain("ansible.log", """
TASK [Set password policy] *****************************************************
changed: [web1.example.net]
TASK [Create API token] ********************************************************
ok: [web1.example.net] => {"changed": false, "censored": "the output has been hidden due to the fact that 'no_log: true' was specified for this result"}
PLAY RECAP *********************************************************************
web1.example.net : ok=17 changed=3 unreachable=0 failed=0
""")
    plain("labels.txt", "password=[REDACTED:password#1]\ntoken: ********\nurl=https://joe:***@x.example.net/\nsecret = <redacted>\napi_key: REDACTED\n")
    plain("trace.txt", "".join(f"key={i} token_index={i % 9} pass={i % 2} author=jane uuid=8d7c1f0e-52b4-4c39-9a10-{i:012d}\n" for i in range(5000)))
    return out
