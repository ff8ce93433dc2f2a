"""The published templates. `generate.py` tells what the marks mean."""

import string

import tokens


def cases(Case):
    out = []

    def add(*arguments, **options):
        out.append(Case(*arguments, **options))

    # ---- XML
    add("config.xml", "xml", """
<?xml version="1.0" encoding="UTF-8"?>
<AMPSConfig>
  <!-- password policy updated 2026-11-02, see change 4711 -->
  <Name>‹orders-primary›</Name>
  <RequiredMinimumVersion>‹5.3.4.78›</RequiredMinimumVersion>
  <Admin>
    <InetAddr>‹0.0.0.0:8085›</InetAddr>
    <FileName>‹/var/lib/amps/stats.db›</FileName>
    <Interval>10s</Interval>
    <Authentication><Module>ldap-auth</Module><Options>
      <LDAP.Host>‹ldap.example.net›</LDAP.Host>
      <LDAP.ServiceAccountDN>‹cn=amps,ou=services,dc=example,dc=net›</LDAP.ServiceAccountDN>
      <LDAP.ServiceAccountPassword>⟦pw⟧</LDAP.ServiceAccountPassword>
      <LDAP.ServiceAccountPasswordFile>‹/etc/amps/ldap.pw›</LDAP.ServiceAccountPasswordFile>
    </Options></Authentication>
  </Admin>
  <Transports><Transport>
    <Name>json-tcp</Name><Type>tcp</Type><InetAddr>9007</InetAddr><MessageType>json</MessageType>
    <PrivateKey>‹/etc/amps/tls/server.key›</PrivateKey>
    <Certificate>‹/etc/amps/tls/server.crt›</Certificate>
  </Transport></Transports>
  <SOW><Topic><Name>orders</Name><Key>‹/orderId›</Key><MessageType>json</MessageType></Topic></SOW>
  <Replication><Destination>
    <Name>orders-backup</Name>
    <SyncType>sync</SyncType>
    <Transport>
      <Type>amps-replication</Type>
      <InetAddr>backup.example.net:10004</InetAddr>
      <Authenticator>
        <Module>amps-default-authenticator-module</Module>
        <Options>
          <User>‹replicator›</User>
          <Password>
            ⟦strong⟧
          </Password>
        </Options>
      </Authenticator>
    </Transport>
  </Destination></Replication>
  <Actions><Action>
    <On><Module>amps-action-on-schedule</Module></On>
    <Do><Module>amps-action-do-execute-system</Module>
      <Options><Command>curl -u ‹ops›:⟦pw#command-line⟧ https://hooks.example.net/rotate</Command></Options></Do>
  </Action></Actions>
  <Extension><URI>amps://‹feed›:⟦pw#url⟧@‹replica-2.example.net:9007›/amps/json</URI></Extension>
  <!-- old: <Password>⟦words⟧</Password> -->
</AMPSConfig>
""", parse="xml")
    add("server.xml", "xml", """
<?xml version='1.0' encoding='utf-8'?>
<Server port="‹8005›" shutdown="¤SHUTDOWN¤">
  <Listener className="org.apache.catalina.startup.VersionLoggerListener" />
  <GlobalNamingResources>
    <Resource name="jdbc/orders" auth="‹Container›" type="javax.sql.DataSource" username="‹orders_app›" password="⟦special|xml⟧"
              driverClassName="‹org.postgresql.Driver›" url="jdbc:postgresql://db1.example.net:5432/orders?user=‹app›&amp;password=⟦strong#connection-string⟧&amp;ssl=true"/>
  </GlobalNamingResources>
  <Service name="Catalina">
    <Connector port="8443" protocol="‹HTTP/1.1›" SSLEnabled="true" maxThreads="150" tokenValidity="‹3600›">
      <SSLHostConfig protocols="TLSv1.2+TLSv1.3">
        <Certificate certificateKeystoreFile="‹conf/keystore.p12›" certificateKeystorePassword="⟦weak⟧" certificateKeyAlias="‹tomcat›"
                     certificateKeyPassword='⟦pw⟧' type="‹RSA›" />
      </SSLHostConfig>
    </Connector>
    <Connector protocol="AJP/1.3" port="8009" redirectPort="8443" secretRequired="‹true›" secret="⟦pw⟧" />
    <Connector port="8444" keystoreFile="‹/opt/ks.jks›" keystorePass="⟦phrase⟧" truststorePass="⟦short⟧" keyAlias="‹main›" />
    <Realm className="org.apache.catalina.realm.JNDIRealm" connectionURL="ldap://ldap.example.net:389" connectionName="‹cn=manager›"
           connectionPassword="⟦pw⟧" userPattern="‹uid={0},ou=people›"/>
  </Service>
</Server>
""", parse="xml")
    add("tomcat-users.xml", "xml", """
<tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
  <role rolename="‹manager-gui›"/>
  <user username="‹admin›" password="⟦weak⟧" roles="‹manager-gui,admin-gui›"/>
  <user password="⟦unicode⟧" username="‹jürgen›" roles="‹manager-script›"/>
  <user name="monitor" password='⟦=secret⟧' roles="manager-status"/>
</tomcat-users>
""", parse="xml")
    add("spring-beans.xml", "xml", """
<beans xmlns="http://www.springframework.org/schema/beans" xmlns:sec="http://example.net/sec">
  <bean id="dataSource" class="‹com.zaxxer.hikari.HikariDataSource›">
    <property name="‹jdbcUrl›" value="‹jdbc:mysql://db.example.net/shop›"/>
    <property name="‹username›" value="‹shop›"/>
    <property name="password" value="⟦pw⟧"/>
    <property name="poolName"><value>‹primaryPool›</value></property>
    <property name="connectionInitSecret"><value>⟦pw⟧</value></property>
    <property value="⟦!pw⟧" name="keyPassword"/>
  </bean>
  <sec:credentials>
    <sec:user>‹batch›</sec:user>
    <sec:password><![CDATA[⟦=a<b>&"c]d5⟧]]></sec:password>
  </sec:credentials>
  <entry key="apiKey"><value>⟦hex:32⟧</value></entry>
  <entry key="tokenizer"><value>‹standard›</value></entry>
  <init-param>
    <param-name>cookieSecret</param-name>
    <param-value>⟦base:24⟧</param-value>
  </init-param>
  <init-param>
    <param-name>passwordFile</param-name>
    <param-value>‹/etc/shop/pw›</param-value>
  </init-param>
</beans>
""", parse="xml")
    add("web.config", "xml", """
<configuration>
  <appSettings>
    <add key="ClientId" value="‹portal›" />
    <add key="ClientSecret" value="⟦pw⟧" />
    <add key="SmtpPassword" value="⟦special|xml⟧" />
    <add key="PasswordMinLength" value="‹12›" />
    <add value="⟦!strong⟧" key="StorageAccountKey" />
  </appSettings>
  <connectionStrings>
    <add name="Main" connectionString="Server=‹sql1.example.net›;Database=‹Portal›;User Id=‹portal_app›;Password=⟦pw#connection-string⟧;Encrypt=True" providerName="System.Data.SqlClient" />
    <add name="Legacy" connectionString="Driver={ODBC Driver 17};Server=sql2;Uid=‹svc›;Pwd={⟦=se;cret}}9#connection-string⟧};" />
  </connectionStrings>
  <system.web>
    <machineKey validationKey="⟦hex:64⟧" decryptionKey="⟦hex:48⟧" validation="‹SHA1›" decryption="AES" />
    <identity impersonate="true" userName="‹CORP\\web›" password="⟦pw⟧" />
  </system.web>
</configuration>
""", parse="xml")
    add("settings.xml", "xml", """
<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
  <servers>
    <server><id>‹releases›</id><username>‹deployer›</username><password>⟦pw⟧</password></server>
    <server><id>site</id><privateKey>‹/home/ci/.ssh/id_ed25519›</privateKey><passphrase>⟦phrase⟧</passphrase></server>
  </servers>
  <proxies><proxy><host>‹proxy.example.net›</host><port>3128</port><username>‹ci›</username><password>⟦weak⟧</password></proxy></proxies>
  <profiles><profile><properties><sonar.login>¤admin¤</sonar.login><sonar.token>⟦tok:sonar#token⟧</sonar.token><java.version>‹17›</java.version></properties></profile></profiles>
</settings>
""", parse="xml")
    add("escaped.xml", "xml", """
<job>
  <description>‹Nightly export of customer tokens counts›</description>
  <script>&lt;db user=&quot;‹etl›&quot; password=&quot;⟦!pw⟧&quot;/&gt;</script>
  <env name='PGPASSWORD'
       value='⟦!pw⟧'/>
  <Password
     encoding="plain"
  >⟦!pw⟧</Password
  >
  <ns2:secretKey xmlns:ns2="urn:x" xsi:type="xs:string" xmlns:xsi="urn:y">⟦!hex:40⟧</ns2:secretKey>
  <passwords><string>⟦!pw⟧</string><string>⟦!pw⟧</string></passwords>
  <pass&#119;ord-note>¤none¤</pass&#119;ord-note>
</job>
""")
    # ---- JSON
    add("appsettings.json", "json", """
{
  "Logging": {"LogLevel": {"Default": "‹Information›"}},
  "ConnectionStrings": {
    "Default": "Server=tcp:sql.example.net,1433;Initial Catalog=‹shop›;User ID=‹shop›;Password=⟦=pa ss'w#1connection⟧;Encrypt=True;",
    "Redis": "cache.example.net:6380,password=⟦base:24#connection-string⟧,ssl=True,abortConnect=False",
    "Blob": "DefaultEndpointsProtocol=https;AccountName=‹shopstore›;AccountKey=⟦tok:azure-storage#connection-string⟧;EndpointSuffix=core.windows.net",
    "Bus": "Endpoint=sb://‹shop.servicebus.windows.net›/;SharedAccessKeyName=‹RootManage›;SharedAccessKey=⟦base:32#connection-string⟧"
  },
  "Jwt": {"Issuer": "‹https://id.example.net›", "Key": "⟦!alnum:40⟧", "ExpiryMinutes": 30},
  "Smtp": {"Host": "‹mail.example.net›", "Port": 587, "UserName": "‹robot›", "Password": "⟦special|json⟧"},
  "TokenBucketSize": 100,
  "PasswordPolicy": {"RequiredLength": 12, "RequireDigit": true},
  "FeatureToggles": {"passwordless": true, "authorPage": "‹secretary›"}
}
""", parse="json")
    add("nested.json", "json", """
{"service":"‹billing›","env":[{"name":"DB_HOST","value":"‹db.example.net›"},{"name":"DB_PASSWORD","value":"⟦pw⟧"},{"value":"⟦!pw⟧","name":"API_TOKEN"},{"name":"TOKEN_TTL","value":"‹3600›"}],
 "auth":{"username":"‹bill›","password":"⟦special|json⟧","pin":⟦number⟧,"roles":["‹reader›","‹writer›"]},
 "passwords":["⟦pw⟧","⟦pw⟧"],
 "secrets":{"primary":"⟦pw⟧","secondary":"⟦pw⟧"},
 "clientSecret" : "⟦unicode⟧",
 "private_key":"≡BEGIN PRIVATE KEY≡\\n⟦base:600#key-material⟧\\n≡END PRIVATE KEY≡\\n",
 "private_key_id":"¤9f8e7d6c5b4a39281706f5e4d3c2b1a098765432¤",
 "client_email":"‹robot@project.iam.gserviceaccount.com›",
 "commit":"‹4f2b8c19d0a37e65b1c8f94e2d7a6053c9e81b7f›","requestId":"‹8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15›","max_tokens":4096,"tokenizer":"‹standard›"}
""", parse="json")
    add("events.jsonl", "json", """
{"ts":"2026-11-21T01:39:03Z","level":"info","msg":"started","version":"‹2.14.3›"}
{"ts":"2026-11-21T01:39:04Z","level":"debug","msg":"config","db":{"user":"‹svc›","password":"⟦pw⟧"}}
{"ts":"2026-11-21T01:39:05Z","level":"debug","msg":"request","headers":{"Authorization":"Bearer ⟦alnum:40#http⟧","Accept":"‹application/json›","Cookie":"sid=⟦hex:32#http⟧; theme=¤dark¤"}}
{"ts":"2026-11-21T01:39:06Z","level":"debug","msg":"body","body":"{\\"user\\":\\"‹anna›\\",\\"password\\":\\"⟦!pw⟧\\",\\"lang\\":\\"de\\"}"}
{"ts":"2026-11-21T01:39:07Z","level":"warn","msg":"login failed for user ‹anna›: password expired"}
{"ts":"2026-11-21T01:39:08Z","level":"debug","msg":"raw","payload":"{\\\\\\"token\\\\\\":\\\\\\"⟦!alnum:32⟧\\\\\\"}"}
{"ts":"2026-11-21T01:39:09Z","level":"debug","headers":{"X-Api-Key":["⟦alnum:32#http⟧"],"X-Request-Id":["‹8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f16›"]}}
""", parse="jsonl")
    add("unicode-escapes.json", "json", """
{"pass\\u0077ord": "⟦!pw⟧", "pwd": "⟦!strong|wide⟧", "Password ": "⟦!pw⟧", "db-passwd":"⟦pw⟧", "api.key":"⟦hex:40⟧",
 "access_token":null,"refresh_token":"⟦alnum:48⟧","passwordHash":"⟦hex:64⟧","password_enabled":true,"secret_name":"‹orders-db›","token_type":"‹bearer›","token_endpoint":"‹https://id.example.net/token›"}
""", parse="json")
    add("docker-inspect.json", "dump", """
[{"Id":"‹3f5c8d1e9b7a42604c8f1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978›","Created":"2026-11-20T10:00:00Z",
"Image":"‹sha256:0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f9012345678901›",
"Config":{"Hostname":"‹web-1›","Env":["PATH=‹/usr/local/bin:/usr/bin›","MYSQL_ROOT_PASSWORD=⟦pw⟧","APP_SECRET=⟦hex:32⟧","DATABASE_URL=postgres://‹app›:⟦pw#url⟧@‹db:5432/app›","MYSQL_PASSWORD_FILE=‹/run/secrets/mysql›","TZ=UTC"],
"Cmd":["redis-server","--requirepass","⟦pw#command-line⟧","--port","‹6379›"],"Labels":{"com.docker.compose.version":"‹2.21.0›"}}}]
""", parse="json")
    add("terraform.tfstate", "json", """
{
  "version": 4,
  "terraform_version": "‹1.6.2›",
  "lineage": "‹0b7d1a3e-98f2-4c65-b0d1-7e5f3a9c2b48›",
  "resources": [
    {"type": "aws_db_instance", "instances": [{"attributes": {"address": "‹orders.abc123.eu-west-1.rds.amazonaws.com›", "username": "‹master›", "password": "⟦pw⟧", "engine_version": "‹15.4›", "master_user_secret_arn": ¤null¤}}]},
    {"type": "random_password", "instances": [{"attributes": {"result": "⟦!punct⟧", "bcrypt_hash": "⟦tok:bcrypt#token⟧", "length": 24}}]},
    {"type": "tls_private_key", "instances": [{"attributes": {"algorithm": "RSA", "private_key_pem": "≡BEGIN RSA PRIVATE KEY≡\\n⟦base:700#key-material⟧\\n≡END RSA PRIVATE KEY≡\\n", "public_key_openssh": "‹ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7›"}}]},
    {"type": "aws_iam_access_key", "instances": [{"attributes": {"id": "⟦tok:aws-access-key#token⟧", "secret": "⟦alnum:40⟧", "ses_smtp_password_v4": "⟦alnum:44⟧", "status": "‹Active›"}}]}
  ]
}
""", parse="json")
    # ---- YAML
    add("application.yml", "yaml", """
spring:
  datasource:
    url: jdbc:mysql://db.example.net:3306/shop
    username: ‹shop›
    password: ⟦pw⟧          # rotated quarterly
    hikari: {maximum-pool-size: 10, password: ⟦strong⟧, pool-name: ‹main›}
  redis:
    host: ‹redis.example.net›
    password: "⟦special|double⟧"
  rabbitmq: {username: ‹mq›, password: '⟦special|single⟧'}
  mail:
    password: ⟦=it's#fine:really⟧
  security:
    oauth2:
      client:
        registration:
          keycloak:
            client-id: ‹portal›
            client-secret: ⟦guid⟧
            scope: ‹openid,profile›
jwt:
  secret: >-
    ⟦strong⟧
  expiration: 3600
management:
  endpoints: {web: {exposure: {include: "‹health,info›"}}}
passwordEncoder: ‹bcrypt›
token:
  bucket-size: 50
author: ‹secretary›
""", parse="yaml")
    add("secret.yaml", "yaml", """
apiVersion: v1
kind: Secret
metadata:
  name: ‹orders-db›
  namespace: ‹prod›
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","data":{"host":"¤ZGI=¤","password":"⟦!base:15⟧"},"kind":"Secret","metadata":{"name":"orders-db"}}
type: ‹Opaque›
data:
  username: ¤b3JkZXJz¤
  password: ⟦base:15⟧
  tls.key: ⟦base:400#key-material⟧
  DSN: ⟦base:40⟧
---
apiVersion: v1
kind: Secret
metadata: {name: plain}
stringData:
  config.ini: |
    [db]
    ¤user = app¤
    password = ⟦pw⟧
  greeting: ⟦!pw⟧
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ‹settings›}
data:
  TOKEN_REVIEW_INTERVAL: "‹30s›"
  LOG_LEVEL: ‹debug›
  SMTP_PASSWORD: ⟦pw⟧
""", parse="yaml")
    add("deployment.yaml", "yaml", """
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: ‹web›
          image: ‹registry.example.net/web:1.4.2›
          args: ["--db-password=⟦pw#command-line⟧", "--port=‹8080›"]
          env:
            - name: ‹DB_HOST›
              value: ‹db.example.net›
            - name: DB_PASSWORD
              value: ⟦pw⟧
            - name: "API_KEY"
              value: "⟦alnum:32⟧"
            - {name: SESSION_SECRET, value: ⟦strong⟧}
            - name: REDIS_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ‹redis›
                  key: ‹redis-password›
      imagePullSecrets: [{name: ‹regcred›}]
      serviceAccountToken: ¤true¤
      terminationGracePeriodSeconds: 30
""", parse="yaml")
    add("values.yaml", "yaml", """
global:
  imageRegistry: ‹registry.example.net›
  postgresql:
    auth: &auth
      username: ‹grafana›
      password: &pw ⟦pw⟧
      existingSecret: ‹""›
grafana:
  adminUser: ‹admin›
  adminPassword: !!str ⟦pw⟧
  database: {<<: *auth, host: ‹pg.example.net:5432›}
  "smtp password": ⟦!pw⟧
  'secretKey': '⟦alnum:20⟧'
  passwords:
    - ⟦pw⟧
    - "⟦pw⟧"
  privateKey: |
    ≡BEGIN EC PRIVATE KEY≡
    ⟦base:90#key-material⟧
    ≡END EC PRIVATE KEY≡
  tlsCert: |
    ‹≡BEGIN CERTIFICATE≡›
    ‹MIIBszCCAVmgAwIBAgIUTb7kWkqYw0mJ4nq1X1y9c3pPzV8wCgYIKoZIzj0EAwIw›
    ‹≡END CERTIFICATE≡›
  ? pass phrase
  : ⟦!phrase⟧
  persistence: {enabled: true, size: ‹10Gi›}
""", parse="yaml")
    add("multi.yaml", "yaml", """
users:
  - name: ‹alice›
    password: |-
      ⟦!phrase⟧
    shell: ‹/bin/bash›
  - {name: bob, passwd: ⟦tok:crypt-sha512#token⟧, uid: 1001}
credentials:
    aws_access_key_id:     ⟦tok:aws-access-key#token⟧
    aws_secret_access_key:     ⟦alnum:40⟧
    region: ‹eu-central-1›
webhook: {url: "‹https://hooks.example.net/›", secret: "⟦pw⟧"}
folded: >
  this text says password policy updated and nothing else
motDePasse: ⟦!pw⟧
contraseña: ⟦!pw⟧
Kennwort: ⟦!pw⟧
passwort: "⟦!pw⟧"
"password" : '⟦pw⟧'
""", parse="yaml")
    add("ansible-inventory.yml", "product", """
all:
  hosts:
    ‹web1.example.net›:
      ansible_user: ‹deploy›
      ansible_ssh_pass: ⟦pw⟧
      ansible_become_password: ⟦pw⟧
      ansible_ssh_private_key_file: ‹~/.ssh/deploy›
  vars:
    mysql_root_password: "⟦pw⟧"
    vault_addr: ‹https://vault.example.net:8200›
    vault_token: ⟦tok:vault-service#token⟧
    password_hash_rounds: 12
""", parse="yaml")
    add("docker-compose.yml", "yaml", """
services:
  db:
    image: ‹mariadb:10.11›
    environment:
      - MARIADB_ROOT_PASSWORD=⟦pw⟧
      - MARIADB_USER=‹shop›
      - "MARIADB_PASSWORD=⟦phrase⟧"
    command: --max-connections=200
    healthcheck: {test: ["CMD", "mysqladmin", "ping", "-uroot", "-p⟦pw#command-line⟧"]}
  web:
    environment:
      SECRET_KEY_BASE: ⟦hex:64⟧
      CELERY_BROKER: amqp://‹celery›:⟦pw#url⟧@‹mq:5672›//
      LC_ALL: C.UTF-8
    env_file: ‹./web.env›
""", parse="yaml")
    # ---- INI, properties, TOML
    add("my.cnf", "ini", """
[client]
user = ‹backup›
password = ⟦pw⟧
port = 3306

[mysqld]
datadir=/var/lib/mysql
master-password=⟦=ab#12;x y⟧
validate_password.length = 12
password-history=5
ssl-key=‹/etc/mysql/key.pem›

[mysqldump]
password="⟦special|double⟧"
""", parse=None)
    add("app.ini", "ini", """
; password policy updated 2026-10-01
[database]
HOST = ‹127.0.0.1:5432›
USER = ‹gitea›
PASSWD = `⟦=pa;ss#wo rd9⟧`
SSL_MODE = ‹disable›

[security]
SECRET_KEY = ⟦alnum:64⟧
INTERNAL_TOKEN = ⟦tok:jwt#token⟧
PASSWORD_HASH_ALGO = ‹pbkdf2›
MIN_PASSWORD_LENGTH = ‹8›
password_complexity = ‹lower,upper›

[mailer]
PASSWD=⟦weak⟧
FROM = ‹robot@example.net›
[oauth2]
JWT_SECRET : ⟦base:32⟧
; old_password = ⟦!pw⟧
key.pass : ⟦!short⟧
token_bucket_size = 64
author = ‹Jane›
""", parse="ini")
    add("krb5-sssd.conf", "ini", """
[sssd]
domains = ‹EXAMPLE.NET›
services = nss, pam
[domain/EXAMPLE.NET]
id_provider = ldap
ldap_uri = ‹ldaps://ldap.example.net›
ldap_default_bind_dn = ‹cn=sssd,dc=example,dc=net›
ldap_default_authtok_type = ‹password›
ldap_default_authtok = ⟦pw⟧
krb5_store_password_if_offline = ‹True›
ldap_pwd_policy = ‹shadow›
cache_credentials = ‹true›
""", parse="ini")
    add("odbc.ini", "ini", """
[warehouse]
Driver = ‹PostgreSQL Unicode›
Servername = ‹dw.example.net›
Username = ‹etl›
Password = ⟦pw⟧
PWD=⟦short⟧
ReadOnly = No
""", parse="ini")
    add("application.properties", "properties", """
# password must be rotated every 90 days
server.port=‹8443›
server.ssl.key-store=‹classpath:keystore.p12›
server.ssl.key-store-password=⟦weak⟧
server.ssl.key-alias=‹tomcat›
spring.datasource.password=⟦=p\\:a\\=ss\\#1\\ two⟧
spring.datasource.username=‹app›
db.password = ⟦phrase⟧
ldap.bind.password\\ : ⟦!pw⟧
jwt.secret=⟦!=abc123def\\
    ghi456jkl\\
    mno789⟧
kafka.ssl.truststore.password ⟦!pw⟧
password.min.length=‹10›
password.file=‹/etc/app/pw›
passwordFile=‹/path›
tokenizer=‹standard›
key.serializer=‹org.apache.kafka.common.serialization.StringSerializer›
token.expiry.seconds=‹3600›
secretary.name=‹Ms. Weber›
PASSWORD_1=⟦!pw⟧
dbPasswordProd=⟦!pw⟧
passwd2\t=\t⟦!pw⟧
""")
    add("kafka-server.properties", "properties", """
broker.id=1
listeners=‹SASL_SSL://0.0.0.0:9093›
ssl.keystore.location=‹/etc/kafka/ks.jks›
ssl.keystore.password=⟦pw⟧
ssl.key.password=⟦pw⟧
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="‹kafka›" password="⟦special|double⟧";
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
  username="‹inter›" \\
  password="⟦pw⟧";
sasl.enabled.mechanisms=‹SCRAM-SHA-256›
delegation.token.max.lifetime.ms=‹604800000›
password.encoder.secret=⟦pw⟧
password.encoder.iterations=‹4096›
""")
    add("kafka_jaas.conf", "product", """
KafkaServer {
  org.apache.kafka.common.security.plain.PlainLoginModule required
  username="‹admin›"
  password="⟦pw⟧"
  user_admin="⟦pw⟧"
  user_alice="⟦!pw⟧";
};
Client {
  com.sun.security.auth.module.Krb5LoginModule required
  useKeyTab=true
  keyTab="‹/etc/kafka/kafka.keytab›"
  storeKey=‹true›
  principal="‹kafka/broker1@EXAMPLE.NET›";
};
""")
    add("config.toml", "toml", """
title = "‹edge›"
[database]
url = "postgres://‹edge›:⟦pw#url⟧@‹db.example.net/edge›"
password = "⟦special|json⟧"
max_tokens = 2048
[auth]
secret = '⟦pw⟧'
pin = ⟦number⟧
tokens = ["⟦alnum:24⟧", "⟦alnum:24⟧"]
issuer = "‹https://id.example.net›"
signing_key = \"\"\"
⟦alnum:50⟧\"\"\"
"api-key" = "⟦hex:32⟧"
[auth.ldap]
bind = {dn = "‹cn=x›", password = "⟦pw⟧", port = 636}
password_attribute = "‹userPassword›"
key_file = "‹/etc/edge/key.pem›"
""", parse="toml")
    # ---- shell, command lines
    add(".env", "shell", """
APP_ENV=‹production›
DB_PASSWORD=⟦special⟧
DB_PASSWORD_FILE=‹/run/secrets/db›
export API_TOKEN="⟦alnum:32⟧"
SECRET_KEY='⟦special|shell⟧'
REDIS_URL=redis://:⟦pw#url⟧@‹redis:6379/0›
SENTRY_DSN=https://⟦hex:32#url⟧@‹o123.ingest.sentry.io/456›
AWS_SECRET_ACCESS_KEY = ⟦alnum:40⟧
  export   PASSWORD_RESET_SECRET=⟦pw⟧   # reset mails
COMPOSE_PROJECT_NAME=‹shop›
MAX_TOKENS=‹4096›
AUTHOR=‹Jane›
PASSWORD=${DB_PASSWORD}
PASSWORD2=¤changeme¤
""")
    add("setenv.sh", "shell", """
#!/bin/sh
# token bucket size is set in server.xml
JAVA_OPTS="$JAVA_OPTS -Xmx2g -Djavax.net.ssl.keyStorePassword=⟦pw⟧ -Djavax.net.ssl.keyStore=‹/opt/ks.jks›"
CATALINA_OPTS="-Dcom.sun.management.jmxremote.password.file=‹/etc/jmx.password› -Ddb.pass='⟦phrase⟧' -Dapp.tokenTtl=‹60›"
export PGPASSWORD=⟦pw⟧ ; psql -h ‹db.example.net› -U ‹app›
readonly ADMIN_PW="⟦special|double⟧"
declare -x ORACLE_PWD=⟦pw⟧
mysql -u ‹root› -p⟦pw#command-line⟧ -h ‹db2.example.net› -e 'select 1'
cat > /etc/app.conf <<EOF
user=‹app›
password=⟦pw⟧
EOF
echo "⟦!pw#command-line⟧" | docker login -u ‹ci› --password-stdin
curl -H "Authorization: Bearer ⟦alnum:36#http⟧" ‹https://api.example.net/v1/status›
PASS=$(cat ‹/run/secrets/pw›)
if [ -z "$PASSWORD" ]; then echo "PASSWORD is not set"; fi
export KEY=‹value›
: "${TOKEN:=⟦!alnum:20⟧}"
""")
    add("bash_history", "command-line", """
mysql -uroot -p⟦=Tr'ick⟧ shop
mysqldump --user=‹backup› --password=⟦pw⟧ --databases ‹shop› > dump.sql
curl -u ‹admin›:⟦pw⟧ https://grafana.example.net/api/health
curl --user '‹admin›:⟦!special|shell⟧' ‹https://es.example.net:9200/_cat/nodes›
sshpass -p '⟦pw⟧' ssh ‹ops@web1.example.net›
redis-cli -h ‹redis.example.net› -a ⟦pw⟧ --no-auth-warning info
psql postgresql://‹app›:⟦pw#url⟧@‹db.example.net/app› -c 'select version()'
htpasswd -b ‹/etc/nginx/.htpasswd› ‹alice› ⟦pw⟧
openssl pkcs12 -export -in ‹cert.pem› -passout pass:⟦pw⟧ -out ‹bundle.p12›
openssl rsa -in key.pem -passin pass:⟦weak⟧
keytool -list -keystore ‹ks.jks› -storepass ⟦weak⟧ -keypass ⟦pw⟧
ldapsearch -x -D ‹cn=admin,dc=example,dc=net› -w ⟦pw⟧ -b ‹dc=example,dc=net›
docker login -u ‹ci› -p ⟦pw⟧ ‹registry.example.net›
vault login ⟦tok:vault-service#token⟧
wget --http-user=‹joe› --http-password=⟦pw⟧ ‹https://files.example.net/x.tgz›
snmpwalk -v3 -u ‹mon› -A ⟦pw⟧ -X ⟦pw⟧ ‹10.0.0.1›
snmpget -v2c -c ⟦short⟧ ‹10.0.0.2› sysDescr.0
mongo --host ‹m1› -u ‹admin› -p ⟦pw⟧ --authenticationDatabase admin
sqlcmd -S ‹sql1› -U ‹sa› -P ⟦pw⟧ -Q "select 1"
az login --service-principal -u ‹app› -p ⟦pw⟧ --tenant ‹contoso›
echo '‹joe›:⟦!pw⟧' | chpasswd
usermod -p '⟦tok:crypt-sha512#token⟧' ‹joe›
net use Z: \\\\srv\\share /user:‹CORP\\joe› ⟦!pw⟧
smbclient //srv/share -U ‹joe›%⟦pw⟧
ls -p /tmp
ssh -p 2222 ‹web1.example.net›
mkdir -p /opt/app/conf
ps -p 4711 -o pid,args
git commit -m "password policy updated"
grep -rn password /etc/app
passwd ‹joe›
""")
    add("ps.txt", "dump", """
USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root         1  0.0  0.1 167744 11520 ?        Ss   Nov20   0:03 /sbin/init
mysql     1201  0.2  4.1 1829356 334512 ?      Ssl  Nov20   1:22 /usr/sbin/mariadbd --port=‹3306›
app       2210  1.1  9.0 6829356 734512 ?      Sl   Nov20   9:01 /usr/bin/java -Xmx4g -Ddb.password=⟦pw⟧ -Dhost=‹web1› -jar /opt/app/app.jar --admin.token=⟦alnum:24⟧ --author=‹jane›
root      2301  0.0  0.0   9100  5120 ?        S    00:10   0:00 mysqldump -u‹backup› -p⟦pw⟧ --all-databases
postgres  2330  0.0  0.0   9100  5120 ?        S    00:10   0:00 postgres: app shop ‹10.0.0.12(51234)› idle
nobody    2400  0.0  0.0   9100  5120 ?        S    00:10   0:00 /usr/bin/exporter --web.listen-address=‹:9104› --data-source=exp:⟦pw#connection-string⟧@(‹db:3306›)/
root      2500  0.0  0.0   9100  5120 ?        S    00:10   0:00 rsync --password-file=‹/etc/rsync.pw› src dst
root      2501  0.0  0.0   9100  5120 ?        S    00:10   0:00 /usr/sbin/openvpn --auth-user-pass ‹/etc/openvpn/up› --askpass
root      2502  0.0  0.0   9100  5120 ?        S    00:10   0:00 xfreerdp /u:‹joe› /p:⟦!pw⟧ /v:‹win1›
""")
    add("backup.service", "dump", """
[Unit]
Description=‹Nightly backup›
After=network.target

[Service]
User=‹backup›
Environment=RESTIC_PASSWORD=⟦pw⟧ RESTIC_REPOSITORY=‹s3:s3.amazonaws.com/bkt›
Environment="AWS_SECRET_ACCESS_KEY=⟦alnum:40⟧" "AWS_DEFAULT_REGION=‹eu-west-1›"
EnvironmentFile=‹-/etc/backup.env›
ExecStart=/usr/bin/restic backup --password-file ‹/etc/restic.pw› /srv
ExecStartPost=/usr/bin/curl -fsS -u ‹hc›:⟦pw#command-line⟧ https://hc.example.net/ping
SetCredential=token:⟦!pw⟧
LimitNOFILE=65535
""")
    add("environ", "dump", "PATH=/usr/bin\nHOME=/root\nDB_PASSWORD=⟦pw⟧\nLANG=‹C.UTF-8›\nSPRING_DATASOURCE_PASSWORD=⟦special⟧\n"
        "HOSTNAME=‹web1›\nGIT_COMMIT=‹4f2b8c19d0a37e65b1c8f94e2d7a6053c9e81b7f›\nJWT_SECRET=⟦alnum:32⟧\nTERM=xterm\n", eol="\0", hard=False)
    # ---- directives of products
    add("redis.conf", "directive", """
bind ‹127.0.0.1›
port 6379
requirepass ⟦pw⟧
masterauth "⟦pw⟧"
masteruser ‹replica›
user default on >⟦!pw⟧ ~* +@all
user ‹worker› on #⟦!hex:64⟧ ~jobs:* +get
# requirepass ⟦!words⟧
tls-key-file ‹/etc/redis/redis.key›
tls-key-file-pass ⟦pw⟧
maxmemory-policy ‹allkeys-lru›
""")
    add("nginx.conf", "directive", """
http {
  auth_basic "‹Restricted›";
  auth_basic_user_file ‹/etc/nginx/.htpasswd›;
  ssl_certificate_key ‹/etc/nginx/tls.key›;
  ssl_password_file ‹/etc/nginx/tls.pw›;
  location = ‹/favicon.ico› { access_log off; }
  location /api {
    proxy_set_header Authorization "Basic ⟦base:18#http⟧";
    proxy_set_header X-Api-Key ⟦alnum:32#http⟧;
    proxy_set_header Host ‹$host›;
    proxy_pass http://‹backend›;
    if ($http_x_secret != "⟦!pw⟧") { return 403; }
    secure_link_md5 "$secure_link_expires$uri ⟦!words⟧";
  }
  limit_req_zone $binary_remote_addr zone=‹perip›:10m rate=5r/s;
}
""")
    add("httpd.conf", "directive", """
ServerName ‹www.example.net›
SetEnv DB_PASSWORD "⟦pw⟧"
SetEnv APP_HOME ‹/srv/app›
AuthLDAPBindDN "‹cn=apache,dc=example,dc=net›"
AuthLDAPBindPassword "⟦special|double⟧"
AuthUserFile ‹/etc/apache2/.htpasswd›
SSLCertificateKeyFile ‹/etc/ssl/private/www.key›
RequestHeader set X-Auth-Token "⟦alnum:32#http⟧"
SessionCryptoPassphrase ⟦pw⟧
DBDParams "host=‹db› user=‹www› password=⟦pw⟧ dbname=‹site›"
ProxyPass /x ajp://‹app1›:8009/x secret=⟦pw⟧
OIDCClientSecret ⟦guid⟧
OIDCCryptoPassphrase "⟦pw⟧"
LogFormat "‹%h %l %u %t \\"%r\\" %>s %b›" common
""")
    add("haproxy.cfg", "directive", """
userlist ops
  user ‹admin› password ⟦tok:crypt-sha512#token⟧
  user ‹guest› insecure-password ⟦pw⟧
frontend www
  bind *:443 ssl crt ‹/etc/haproxy/site.pem›
  stats auth ‹admin›:⟦pw⟧
  stats uri ‹/haproxy?stats›
backend app
  http-request set-header Authorization Basic\\ ⟦base:18#http⟧
  server ‹app1 10.0.0.11:8080› check
""")
    add("etc/postfix/sasl_passwd", "directive", """
[‹smtp.example.net›]:587 ‹relay@example.net›:⟦pw⟧
‹mail.example.org›       ‹joe›:⟦special⟧
""")
    add("smb.conf", "directive", """
[global]
workgroup = ‹EXAMPLE›
ldap admin dn = ‹cn=samba,dc=example,dc=net›
passdb backend = ‹tdbsam›
unix password sync = ‹yes›
passwd program = ‹/usr/bin/passwd %u›
encrypt passwords = ‹yes›
passwd chat = ‹*New*password* %n\\n *Retype*password* %n\\n›
min password length = ‹8›
preload = ‹yes›
""", clean=True)
    add("wpa_supplicant.conf", "directive", """
ctrl_interface=‹/run/wpa_supplicant›
network={
    ssid="‹office›"
    psk="⟦phrase⟧"
    key_mgmt=‹WPA-PSK›
}
network={
    ssid="‹corp›"
    key_mgmt=‹WPA-EAP›
    identity="‹joe›"
    password="⟦special|double⟧"
    private_key_passwd="⟦pw⟧"
    ca_cert="‹/etc/ssl/ca.pem›"
    wep_key0=⟦hex:26⟧
    psk=⟦hex:64⟧
}
""")
    add("ipsec.secrets", "directive", """
# ipsec.secrets - shared keys
‹10.0.0.1 10.0.0.2› : PSK "⟦pw⟧"
‹: RSA server.key› "⟦phrase⟧"
‹joe› : EAP "⟦pw⟧"
‹alice› : XAUTH "⟦weak⟧"
""")
    add("clients.conf", "directive", """
client ‹switch-1› {
  ipaddr = ‹10.1.2.3›
  secret = ⟦pw⟧
  require_message_authenticator = ‹no›
  nastype = ‹cisco›
  shortname = ‹sw1›
}
sql { login = "‹radius›" password = "⟦pw⟧" radius_db = "‹radius›" }
""")
    add("snmpd.conf", "directive", """
agentAddress ‹udp:161›
rocommunity ⟦pw⟧ ‹10.0.0.0/8›
rwcommunity ⟦short⟧
com2sec readonly ‹default› ⟦!pw⟧
createUser ‹mon› SHA "⟦pw⟧" AES "⟦pw⟧"
trapsink ‹10.0.0.5› ⟦pw⟧
sysLocation ‹Rack 7›
""")
    add("rsyncd.secrets", "directive", """
‹backup›:⟦pw⟧
‹mirror›:⟦pw⟧
""")
    add("etc/ppp/chap-secrets", "directive", """
# client    server  secret                  IP addresses
‹joe›         *       "⟦special|double⟧"      *
‹alice›       ‹vpn›     ⟦pw⟧      ‹10.8.0.3›
""")
    add("wg0.conf", "directive", """
[Interface]
Address = ‹10.9.0.1/24›
PrivateKey = ⟦base:32#key-material⟧
ListenPort = 51820
[Peer]
PublicKey = ‹xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=›
PresharedKey = ⟦base:32#key-material⟧
AllowedIPs = ‹10.9.0.2/32›
""")
    add("cisco.cfg", "directive", """
hostname ‹core-1›
enable secret 5 ⟦=$1$mERr$hx5rVt7rPNoS4wqbXKX7m0⟧
enable password 7 ⟦=094F471A1A0A57⟧
username ‹admin› privilege 15 password 0 ⟦pw⟧
snmp-server community ⟦pw⟧ RO
tacacs-server key 7 ⟦=13061E010803557878⟧
crypto isakmp key ⟦pw⟧ address ‹192.0.2.1›
neighbor ‹10.0.0.2› password ⟦pw⟧
service password-encryption
line vty 0 4
 password ⟦pw⟧
""")
    # ---- SQL
    add("setup.sql", "sql", """
CREATE USER '‹app›'@'‹%›' IDENTIFIED BY '⟦special|single⟧';
ALTER USER 'root'@'localhost' IDENTIFIED WITH mysql_native_password BY '⟦pw⟧';
GRANT ALL ON shop.* TO 'app'@'%' IDENTIFIED BY PASSWORD '⟦=*6C8989366EAF75BB670AD8EA7A7FC1176A95CEF4⟧';
SET PASSWORD FOR 'joe'@'localhost' = PASSWORD('⟦pw⟧');
CREATE ROLE ‹reporter› WITH LOGIN PASSWORD '⟦pw⟧' VALID UNTIL '‹2027-01-01›';
ALTER ROLE "app" ENCRYPTED PASSWORD 'SCRAM-SHA-256$4096:⟦base:16⟧$⟦base:32⟧:⟦base:32⟧';
CREATE LOGIN [‹svc›] WITH PASSWORD = N'⟦pw⟧', CHECK_POLICY = ‹ON›;
CHANGE MASTER TO MASTER_HOST='‹db1›', MASTER_USER='‹repl›', MASTER_PASSWORD='⟦pw⟧', MASTER_LOG_POS=‹4›;
CREATE SUBSCRIPTION s CONNECTION 'host=‹db1› user=‹repl› password=⟦pw#connection-string⟧ dbname=shop' PUBLICATION p;
CREATE USER ‹scott› IDENTIFIED BY ⟦=tiger7⟧ DEFAULT TABLESPACE ‹users›;
INSERT INTO users (id, name, password, email) VALUES (7, '‹joe›', '⟦!pw⟧', '‹joe@example.net›');
UPDATE users SET password = '⟦pw⟧', updated_at = now() WHERE name = '‹joe›';
CREATE TABLE users (id INT, password VARCHAR(255) NOT NULL, api_token CHAR(40));
SELECT password_expired, token_count FROM users WHERE password IS NOT NULL;
ALTER TABLE users ADD COLUMN secret_question TEXT;
CREATE INDEX idx_token ON sessions (token, ‹user_id›);
""")
    add("postgresql.log", "log", """
2026-11-21 01:39:03.123 UTC [123] app@shop LOG:  statement: ALTER USER joe WITH PASSWORD '⟦pw#sql⟧';
2026-11-21 01:39:03.124 UTC [123] app@shop LOG:  ‹connection authorized: user=app database=shop SSL enabled›
2026-11-21 01:39:03.125 UTC [124] repl@[unknown] FATAL:  ‹password authentication failed for user "repl"›
2026-11-21 01:39:04.125 UTC [125] LOG:  could not connect to the primary server: host=‹db1› user=‹repl› password=⟦pw#connection-string⟧ sslmode=prefer
2026-11-21 01:39:04.225 UTC [125] DETAIL:  Connection matched pg_hba.conf line 95: "host all all 0.0.0.0/0 ‹scram-sha-256›"
2026-11-21 01:39:05.000 UTC [126] app@shop ERROR:  duplicate key value violates unique constraint "‹users_token_key›"
2026-11-21 01:39:05.001 UTC [126] app@shop DETAIL:  Key (token)=(⟦!alnum:32⟧) already exists.
2026-11-21 01:39:06.001 UTC [126] app@shop LOG:  execute S_3: UPDATE users SET password = $1 WHERE id = $2
2026-11-21 01:39:06.002 UTC [126] app@shop DETAIL:  parameters: $1 = '¤x¤', $2 = '‹77›'
""")
    # ---- dot files
    add(".pgpass", "dotfile", """
# hostname:port:database:username:password
‹db1.example.net:5432:shop:app›:⟦pw⟧
‹db2.example.net:*:*:postgres›:⟦=a\\:b\\\\c9⟧
""")
    add(".netrc", "dotfile", """
machine ‹ftp.example.net› login ‹joe› password ⟦pw⟧
machine ‹api.example.net›
  login ‹robot›
  password ⟦special⟧
default login ‹anonymous› password ⟦!=joe@example.net⟧
""")
    add(".git-credentials", "dotfile", """
https://‹joe›:⟦tok:github-pat#token⟧@‹github.com›
https://‹deploy›:⟦=p%40ss%3Aw0rd⟧@‹git.example.net:8443›
""")
    add(".npmrc", "dotfile", """
registry=‹https://registry.example.net/npm/›
//registry.example.net/npm/:_authToken=⟦guid⟧
//npm.pkg.github.com/:_authToken=⟦tok:npm#token⟧
_auth=⟦base:18⟧
_password=⟦base:12⟧
email=‹ci@example.net›
always-auth=‹true›
""")
    add(".pypirc", "dotfile", """
[distutils]
index-servers = ‹internal›
[internal]
repository: ‹https://pypi.example.net›
username: ‹ci›
password: ⟦pw⟧
[pypi]
username = ‹__token__›
password = ⟦tok:pypi#token⟧
""", parse="ini")
    add(".docker/config.json", "dotfile", """
{"auths": {"‹registry.example.net›": {"auth": "⟦base:20⟧"}, "‹https://index.docker.io/v1/›": {"auth": "⟦base:24⟧", "identitytoken": "⟦alnum:60⟧"}}, "credsStore": "‹desktop›", "HttpHeaders": {"User-Agent": "‹Docker-Client/19.03›"}}
""", parse="json")
    add(".kube/config", "dotfile", """
apiVersion: v1
kind: Config
current-context: ‹prod›
clusters:
- name: prod
  cluster:
    server: ‹https://10.0.0.1:6443›
    certificate-authority-data: ‹LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJlakNDQVIrZ0F3SUJBZ0lCQURBS0JnZ3Fo›
users:
- name: admin
  user:
    client-certificate-data: ‹LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJrVENDQVRlZ0F3SUJBZ0lJRTRqcVZqTkE›
    client-key-data: ⟦base:230#key-material⟧
- name: sa
  user: {token: ⟦tok:jwt#token⟧}
- name: basic
  user: {username: ‹joe›, password: ⟦pw⟧}
""", parse="yaml")
    add("etc/shadow", "dotfile", """
root:⟦tok:crypt-sha512#token⟧:19000:0:99999:7:::
daemon:‹*›:18000:0:99999:7:::
joe:⟦tok:yescrypt#token⟧:19500:0:99999:7:::
sys:‹!›:18000:0:99999:7:::
""")
    add(".htpasswd", "dotfile", """
‹admin›:⟦tok:apr1#token⟧
‹joe›:⟦tok:bcrypt#token⟧
‹old›:⟦=rqXexS6ZhobKA⟧
‹sha›:{SHA}⟦=W6ph5Mm5Pz8GgiULbPgzG37mj9g=⟧
""")
    add(".aws/credentials", "dotfile", """
[default]
aws_access_key_id = ⟦tok:aws-access-key#token⟧
aws_secret_access_key = ⟦alnum:40⟧
region = ‹eu-central-1›
[session]
aws_access_key_id=⟦tok:aws-session-key#token⟧
aws_session_token=⟦base:150⟧
role_arn = ‹arn:aws:iam::123456789012:role/ops›
""", parse="ini")
    # ---- connection strings, URLs
    add("connections.txt", "connection-string", """
jdbc:oracle:thin:‹scott›/⟦weak⟧@//‹ora.example.net:1521/ORCL›
jdbc:sqlserver://‹sql.example.net:1433›;databaseName=‹shop›;user=‹sa›;password={⟦=a;b}}c99⟧};encrypt=true
jdbc:postgresql://‹db/shop›?user=‹app›&password=⟦pw⟧&ssl=true
jdbc:mysql://‹app›:⟦pw⟧@‹db1:3306,db2:3306/shop›
Driver={PostgreSQL};Server=‹db›;Uid=‹app›;Pwd=⟦pw⟧;
Data Source=‹ora›;User Id=‹scott›;Password="⟦=x;y""z77⟧";
host=‹db› port=5432 dbname=‹shop› user=‹app› password='⟦=it\\'s me⟧' sslmode=require
‹app›:⟦pw⟧@tcp(‹db.example.net:3306›)/shop?parseTime=true
mongodb://‹admin›:⟦pw⟧@‹m1.example.net:27017,m2.example.net:27017/admin?replicaSet=rs0›
mongodb+srv://‹app›:⟦=p%40ss%2Fw0rd⟧@‹cluster0.example.net/shop›
amqps://‹guest›:⟦pw⟧@‹mq1.example.net:5671›,amqps://‹guest›:⟦pw⟧@‹mq2.example.net:5671›/vhost
rediss://:⟦pw⟧@‹cache.example.net:6380/1›
redis://‹default›:⟦=a@b:c77⟧@‹cache.example.net:6379›
postgresql+psycopg2://‹app›:⟦pw⟧@‹/shop?host=/var/run/postgresql›
ldap://‹cn=admin,dc=x›:⟦pw⟧@‹ldap.example.net:389›
s3://⟦tok:aws-access-key#token⟧:⟦alnum:40⟧@‹bucket/prefix›
sftp://‹joe›:⟦pw⟧@‹files.example.net:22/up›
smb://‹CORP;joe›:⟦pw⟧@‹nas/share›
sqlplus ‹system›/⟦pw⟧@‹ORCL› as sysdba
cache.example.net:6379,password=⟦pw⟧,ssl=False,defaultDatabase=‹2›
SharedAccessSignature=sv=2024-11-04&sr=c&sig=⟦=Zx%2BabcDEF123456789ghiJKL%3D⟧&se=‹2027-01-01›
RULE_REPOSITORY: ‹https://rules.example.net/repo›|‹kns›|⟦!pw⟧
tcp://‹feed›:⟦special|url⟧@‹amps.example.net:9007/amps/json›
http://‹proxyuser›:⟦pw⟧@‹proxy.example.net:3128›
""")
    add("access.log", "http", """
10.0.0.7 - ‹joe› [21/Nov/2026:01:39:10 +0000] "GET /login?user=‹joe›&password=⟦pw#query⟧&lang=‹de› HTTP/1.1" 200 1905 "-" "‹curl/8.0›"
10.0.0.7 - - [21/Nov/2026:01:39:11 +0000] "GET /api?api_key=⟦alnum:32#query⟧ HTTP/1.1" 200 12 "https://www.example.net/?token=⟦alnum:24#query⟧&page=‹2›" "‹Mozilla/5.0›"
10.0.0.8 - - [21/Nov/2026:01:39:12 +0000] "GET /cb?code=⟦alnum:30#query⟧&state=¤xyz123¤ HTTP/1.1" 302 0
10.0.0.8 - - [21/Nov/2026:01:39:12 +0000] "GET /obj?X-Amz-Algorithm=‹AWS4-HMAC-SHA256›&X-Amz-Credential=¤AKIDEXAMPLE¤%2F20261121&X-Amz-Signature=⟦hex:64#query⟧ HTTP/1.1" 200 9
10.0.0.9 - - [21/Nov/2026:01:39:13 +0000] "GET /search?q=‹token+bucket+size›&sort=‹author› HTTP/1.1" 200 99
10.0.0.9 - - [21/Nov/2026:01:39:14 +0000] "GET /reset?t=1&pwd=⟦=p%26a%3Dss%2B99#query⟧#top HTTP/1.1" 200 99
10.0.0.9 - - [21/Nov/2026:01:39:15 +0000] "GET /js/passport.min.js?v=‹3.2.1› HTTP/1.1" 200 99
10.0.0.9 - - [21/Nov/2026:01:39:16 +0000] "GET /x;jsessionid=⟦hex:32⟧?a=‹1› HTTP/1.1" 200 99
""")
    add("curl-v.log", "http", """
*   Trying 10.0.0.5:443...
* Connected to ‹api.example.net› (10.0.0.5) port 443
* Server auth using Basic with user '‹joe›'
> GET /v1/orders HTTP/1.1
> Host: ‹api.example.net›
> Authorization: Basic ⟦base:18⟧
> X-Api-Key: ⟦alnum:32⟧
> X-Auth-Token: ⟦hex:32⟧
> Proxy-Authorization: Digest ¤username="joe", realm="x"¤, nonce="¤abc¤", response="⟦!hex:32⟧"
> Cookie: session=⟦alnum:32⟧; lang=¤de¤; csrftoken=⟦alnum:32⟧
> User-Agent: ‹curl/8.5.0›
> Accept: */*
>
< HTTP/1.1 200 OK
< Set-Cookie: JSESSIONID=⟦hex:32⟧; Path=‹/app›; HttpOnly
< ETag: "‹5f3c1e0a9b7d4c28a16e›"
< WWW-Authenticate: ‹Basic realm="orders"›
< X-Request-Id: ‹8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f17›
< Content-Type: ‹application/json›
< X-Subject-Token: ⟦!alnum:40⟧
< Location: https://‹joe›:⟦pw#url⟧@‹files.example.net/x›
2026-11-21 01:39 DEBUG org.apache.http.wire >> "Authorization: Bearer ⟦alnum:40⟧[\\r][\\n]"
2026-11-21 01:39 DEBUG o.a.http.headers - http-outgoing-0 >> authorization: Negotiate ⟦base:60⟧
2026-11-21 01:39 DEBUG aws4 Authorization: AWS4-HMAC-SHA256 Credential=¤AKIDEXAMPLE/20261121¤, ¤SignedHeaders=host;x-amz-date¤, Signature=⟦hex:64⟧
""")
    add("trace.log", "log", """
2026-11-21 01:39:03,848 ERROR [main] c.e.Pool - Cannot connect
java.sql.SQLException: Access denied for user 'app'@'10.0.0.1' (using password: ‹YES›)
\tat com.mysql.cj.jdbc.Driver.connect(Driver.java:120) url=jdbc:mysql://‹db/shop›?user=‹app›&password=⟦pw#connection-string⟧
Caused by: java.net.UnknownHostException: https://‹joe›:⟦pw#url⟧@‹repo.example.net›: Name or service not known
\tat java.base/java.net.InetAddress.getAllByName(‹InetAddress.java:1525›)
2026-11-21 01:39:04,100 DEBUG c.e.Config - Config{url='‹jdbc:x›', user='‹app›', password='⟦special|double⟧', poolSize=‹10›}
2026-11-21 01:39:04,101 DEBUG c.e.Config - DbSettings(user=‹app›, password=⟦pw⟧, timeout=‹30›)
2026-11-21 01:39:04,102 DEBUG settings: {'ENGINE': '‹django.db.backends.postgresql›', 'PASSWORD': '⟦pw⟧', 'HOST': '‹db›'}
2026-11-21 01:39:04,103 DEBUG {:user=>"‹app›", :password=>"⟦pw⟧", :host=>"‹db›"}
2026-11-21 01:39:04,104 DEBUG &redis.Options{Addr:‹redis:6379› Username: Password:⟦pw⟧ DB:0 PoolSize:‹10›}
2026-11-21 01:39:04,105 INFO level=info msg="connected" user=‹app› password=⟦pw⟧ host=‹db› duration=‹12ms›
2026-11-21 01:39:04,106 INFO level=debug msg="auth" token="⟦alnum:30⟧" ttl=‹60›
2026-11-21 01:39:04,107 INFO un/password: /¤mailer¤/⟦!pw⟧/
2026-11-21 01:39:04,108 INFO password policy updated
2026-11-21 01:39:04,109 INFO token bucket size is 64, refill 10/s
2026-11-21 01:39:04,110 INFO [LeaseRenewer:msrabi@host:9000] renewed at 10:21:33@node7
2026-11-21 01:39:04,111 WARN Failed password for root from 10.0.0.7 port 51234 ssh2
2026-11-21 01:39:04,112 INFO pam_unix(passwd:chauthtok): password changed for joe
2026-11-21 01:39:04,113 INFO pass=3 fail=0 skip=1
2026-11-21 01:39:04,114 INFO ACTIVITY token=Token{a64f992 com.example/.Main t12}
2026-11-21 01:39:04,115 INFO key=orders-2026-11 partition=7 offset=1234 consumed
2026-11-21 01:39:04,116 DEBUG define('DB_PASSWORD', '⟦pw⟧');
2026-11-21 01:39:04,117 DEBUG secret_key_base => ⟦hex:64⟧
2026-11-21 01:39:04,118 DEBUG Command line argument: -Dmy.secret.password=⟦weak⟧
""")
    add("amps.log", "product", """
2026-11-20T15:33:06.8496430-08:00 [1] info: 00-0015 AMPS initialization completed (0 seconds).
2026-11-20T15:33:07.1000000-08:00 [9] trace: 1F-0003 client[feed-1] logon command: {"c":"logon","client_name":"‹feed-1›","user_id":"‹feed›","pw":"⟦pw⟧","a":"processed","version":"‹5.3.4.1:java›"}
2026-11-20T15:33:07.2000000-08:00 [9] info: 07-0013 client[feed-1] disconnected.
2026-11-20T15:33:07.3000000-08:00 [9] warning: 02-0025 A client logon with an 'in use' client name for the same user id forced a disconnect of client: client[my-name] with user id: joe
2026-11-20T15:33:07.4000000-08:00 [10] info: 1A-0004 connecting to amps://‹repl›:⟦pw#url⟧@‹10.2.0.4:10004›/amps
2026-11-20T15:33:07.5000000-08:00 [10] developer: 00-0007 Topic 'passwords.audit' has regular expression characters which could cause misrouting.
2026-11-20T15:33:07.6000000-08:00 [10] info: 0A-0001 configuration:
      <Authenticator><Options><User>‹repl›</User><Password>⟦pw#xml⟧</Password></Options></Authenticator>
      <Transport><Name>json-tcp</Name><InetAddr>9007</InetAddr></Transport>
2026-11-20T15:33:07.7000000-08:00 [10] info: 12-1002 client[OrderServer!HotBackup!sync!amps-replication] replication ack received: publish ack
      [txid=35922]
2026-11-20T15:33:07.8000000-08:00 [11] info: 1C-0001 message key=8812938112 topic=orders token=‹42›
""")

    # ---- what other tools were reported to miss
    add("datadog.yaml", "yaml", """
api_key: ⟦hex:32⟧
app_key: '⟦hex:40⟧'
site: ‹datadoghq.eu›
secret_backend_timeout: 30
secret_backend_command: ‹/usr/bin/fetch›
db_password: "ENC[orders_db]"
snmp_traps_config:
  community_strings: ['⟦pw⟧', '⟦short⟧']
  users:
    - user: ‹mon›
      authKey: ⟦pw⟧
      authProtocol: ‹SHA›
      privKey: ⟦pw⟧
      privProtocol: ‹AES›
network_devices:
  community_strings:
    - ⟦pw⟧
    - ⟦pw⟧
tls_private: >
  ≡BEGIN PRIVATE KEY≡
  ⟦base:80#key-material⟧
  ≡END PRIVATE KEY≡
process_config:
  additional_endpoints:
    "https://process.example.net":
      - ¤abcdef¤
container_id: ‹3f5c8d1e9b7a42604c8f1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978›
""", parse="yaml")
    add("landscape-client.conf", "product", """
[client]
account_name = ‹standalone›
registration_key = ⟦pw⟧
computer_title = ‹web1›
http_proxy = http://‹proxy›:⟦pw#url⟧@‹proxy.example.net:3128›
""", parse="ini")
    add("NetworkManager/office.nmconnection", "product", """
[connection]
id=‹office›
uuid=‹8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15›
[wifi-security]
key-mgmt=‹wpa-psk›
psk=⟦phrase⟧
psk-flags=0
[802-1x]
password=⟦pw⟧
private-key-password=⟦pw⟧
[vpn-secrets]
Xauth password=⟦!pw⟧
""", parse="ini")
    add("anaconda-ks.cfg", "product", """
rootpw --iscrypted ⟦tok:crypt-sha512#token⟧
rootpw ⟦pw⟧
user --name=‹joe› --password=⟦pw⟧ --plaintext --groups=‹wheel›
bootloader --location=mbr --password=⟦pw⟧
autopart --encrypted --passphrase=⟦pw⟧
network --hostname=‹web1.example.net› --wepkey=⟦hex:10⟧
%post
authconfig --enableshadow --passalgo=‹sha512›
%end
""")
    add("grub.cfg", "product", """
set superusers="‹root›"
password_pbkdf2 ‹root› ⟦=grub.pbkdf2.sha512.10000.8F1C2D3E4A5B6C7D8E9F00112233445566778899AABBCCDD.0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF⟧
password ‹joe› ⟦pw⟧
menuentry 'Debian' { linux /vmlinuz root=‹/dev/vda1› ro quiet }
""")
    add("user-data", "product", """
#cloud-config
hostname: ‹web1›
password: ⟦pw⟧
chpasswd:
  expire: false
  list: |
    root:⟦!pw⟧
    joe:⟦!pw⟧
ssh_pwauth: ‹true›
users:
  - name: ‹joe›
    hashed_passwd: ⟦tok:crypt-sha512#token⟧
    lock_passwd: ‹false›
""", parse="yaml")
    add("rabbitmq.conf", "product", """
default_user = ‹guest›
default_pass = ⟦pw⟧
ssl_options.password = ⟦pw⟧
ssl_options.keyfile = ‹/etc/rabbitmq/key.pem›
auth_backends.1 = ‹ldap›
cluster_formation.consul.acl_token = ⟦guid⟧
""")
    add("definitions.json", "product", """
{"rabbit_version":"‹3.12.1›","users":[{"name":"‹guest›","password_hash":"⟦base:36⟧","hashing_algorithm":"‹rabbit_password_hashing_sha256›","tags":["administrator"]}],"vhosts":[{"name":"‹/›"}]}
""", parse="json")
    add("elasticsearch-keys.yml", "product", """
cluster.name: ‹es›
elasticsearch.username: ‹kibana_system›
elasticsearch.password: "⟦pw⟧"
xpack.encryptedSavedObjects.encryptionKey: ⟦alnum:32⟧
xpack.security.authc.realms.ldap.ldap1.bind_password: ⟦pw⟧
xpack.security.http.ssl.keystore.password: ⟦pw⟧
xpack.security.http.ssl.keystore.path: ‹http.p12›
""", parse="yaml")
    add("prometheus.yml", "product", """
scrape_configs:
  - job_name: ‹node›
    basic_auth:
      username: ‹prom›
      password: ⟦pw⟧
    authorization: {type: ‹Bearer›, credentials: ⟦alnum:40⟧}
    bearer_token: ⟦alnum:40⟧
    bearer_token_file: ‹/var/run/token›
alerting: {smtp_auth_password: ⟦pw⟧, slack_api_url: ¤x¤}
receivers: [{name: ‹pager›, pagerduty_configs: [{routing_key: ⟦hex:32⟧, service_key: ⟦hex:32⟧}]}]
""", parse="yaml")
    add("userlist.txt", "product", """
"‹app›" "⟦=md5f1c9b0a7d7f4d2bb6b1b6a6f1f2f3f4f⟧"
"‹joe›" "⟦pw⟧"
"‹repl›" "⟦tok:scram#token⟧"
""")
    add("recovery.conf", "product", """
standby_mode = ‹on›
primary_conninfo = 'host=‹db1› port=5432 user=‹repl› password=⟦pw⟧ application_name=‹db2›'
restore_command = 'cp ‹/archive/%f› %p'
ssl_passphrase_command = 'echo ⟦!pw⟧'
password_encryption = ‹scram-sha-256›
""")
    add("logstash.conf", "product", """
output {
  elasticsearch {
    hosts => ["‹https://es1.example.net:9200›"]
    user => "‹logstash›"
    password => "⟦pw⟧"
    cacert => "‹/etc/ca.pem›"
  }
  http { url => "‹https://hooks.example.net›" headers => { "Authorization" => "Bearer ⟦alnum:40#http⟧" } }
  jdbc { jdbc_password => '⟦pw⟧' jdbc_user => '‹etl›' }
}
""")
    add("wp-config.php", "product", """
<?php
define( 'DB_NAME', '‹wp›' );
define( 'DB_USER', '‹wp›' );
define( 'DB_PASSWORD', '⟦pw⟧' );
define( 'AUTH_KEY',  '⟦=x!9 k|Z}wq#L-7f^(u)⟧' );
define("SECURE_AUTH_SALT", "⟦alnum:64⟧");
$cfg['blowfish_secret'] = '⟦pw⟧';
$db = array('username' => '‹wp›', 'password' => '⟦pw⟧', 'database' => '‹wp›');
define( 'WP_DEBUG', ‹false› );
""")
    add("settings.py", "product", """
SECRET_KEY = '⟦=django-insecure-k1$x9%v+2q(z)w⟧'
DEBUG = False
DATABASES = {'default': {'ENGINE': '‹django.db.backends.mysql›', 'USER': '‹app›', 'PASSWORD': '⟦pw⟧', 'HOST': '‹db›'}}
EMAIL_HOST_PASSWORD = "⟦pw⟧"
AUTH_PASSWORD_VALIDATORS = [{'NAME': '‹django.contrib.auth.password_validation.MinimumLengthValidator›'}]
PASSWORD_RESET_TIMEOUT = 3600
CSRF_COOKIE_NAME = '‹csrftoken›'
STRIPE = dict(api_key="⟦tok:stripe-live#token⟧", currency="‹eur›")
""")
    add("terraform.tfvars", "product", """
region = "‹eu-west-1›"
db_password = "⟦pw⟧"
admin_token   =   "⟦alnum:32⟧"
ssh_public_key = "‹ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl›"
tags = { owner = "‹ops›", secret = "⟦pw⟧" }
password_rotation_days = 90
""")
    add("ceph.client.keyring", "product", """
[client.admin]
\tkey = ⟦=AQBvFxBkAAAAABAAm1Zt9xJ6k3d0u9vQeX7cQg==⟧
\tcaps mon = "‹allow *›"
""")
    add("etc/ldap.conf", "product", """
uri ‹ldap://ldap.example.net›
binddn ‹cn=proxy,dc=example,dc=net›
bindpw ⟦pw⟧
rootbinddn ‹cn=root,dc=example,dc=net›
pam_password ‹exop›
tls_key ‹/etc/ssl/key.pem›
""")
    add("users.ldif", "product", """
dn: uid=joe,ou=people,dc=example,dc=net
uid: ‹joe›
userPassword: ⟦=secretpw77⟧
userPassword:: ⟦base:20⟧
sambaNTPassword: ⟦=8846F7EAEE8FB117AD06BDD830B7586C⟧
krbPrincipalKey:: ⟦base:60⟧
mail: ‹joe@example.net›
""")
    add("jenkins-credentials.xml", "product", """
<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
  <scope>‹GLOBAL›</scope>
  <id>‹git-deploy›</id>
  <username>‹deploy›</username>
  <password>⟦={AQAAABAAAAAQ7vN1u8x0Jb4gYw2mZl0Vd3v8m5r1c2}⟧</password>
  <secret>⟦pw⟧</secret>
  <secretBytes>⟦base:40⟧</secretBytes>
</com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
""", parse="xml")
    add("audit.log", "log", """
type=EXECVE msg=audit(1763689143.848:912): argc=4 a0="mysql" a1="-uroot" a2="-p⟦pw⟧" a3="‹shop›"
type=USER_CMD msg=audit(1763689143.849:913): pid=1 uid=0 cwd="‹/root›" cmd="curl -u ‹joe›:⟦pw#command-line⟧ https://x.example.net"
type=SYSCALL msg=audit(1763689143.848:912): arch=c000003e syscall=59 success=yes exit=0 key="‹exec›" auid=1000
Nov 21 01:39:08 web1 sudo: joe : TTY=pts/0 ; PWD=‹/home/joe› ; USER=root ; COMMAND=/usr/bin/htpasswd -b ‹/etc/x› ‹joe› ⟦pw#command-line⟧
Nov 21 01:39:09 web1 CRON[77]: (root) CMD (PGPASSWORD=⟦pw#shell⟧ pg_dump -h ‹db› ‹shop› > /backup/x.sql)
Nov 21 01:39:10 web1 app[9]: env: PATH=‹/usr/bin›, DB_PASS=⟦pw⟧, HOME=‹/root›
Nov 21 01:39:11 web1 app[9]: smtp AUTH LOGIN ¤am9l¤ ⟦!base:12⟧
Nov 21 01:39:12 web1 ftp[9]: ---> PASS ⟦pw⟧
Nov 21 01:39:12 web1 ftp[9]: ---> USER ‹joe›
Nov 21 01:39:13 web1 imap[9]: a001 LOGIN ‹joe› "⟦!pw⟧"
Nov 21 01:39:14 web1 redis[9]: "AUTH" "⟦pw⟧"
Nov 21 01:39:15 web1 redis[9]: 1763689143.1 [0 127.0.0.1:5] "CONFIG" "SET" "requirepass" "⟦!pw⟧"
""")
    # ---- keys
    add("id_dump.txt", "key-material", """
≡BEGIN OPENSSH PRIVATE KEY≡
⟦body:500⟧
≡END OPENSSH PRIVATE KEY≡

≡BEGIN RSA PRIVATE KEY≡
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-256-CBC,¤9F2A7C¤

⟦body:700⟧
≡END RSA PRIVATE KEY≡
‹≡BEGIN PUBLIC KEY≡›
‹MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Zx7pq3nF0Yz1WmVb2cT›
‹≡END PUBLIC KEY≡›
‹ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl joe@web1›
≡BEGIN PGP PRIVATE KEY BLOCK≡
Version: GnuPG v2

⟦body:600⟧
=¤ab1Z¤
≡END PGP PRIVATE KEY BLOCK≡
‹≡BEGIN CERTIFICATE≡›
‹MIIDdzCCAl+gAwIBAgIEbTyj3jANBgkqhkiG9w0BAQsFADBsMRAwDgYDVQQGEwdV›
‹≡END CERTIFICATE≡›
‹after the last block: an ordinary line›
""")
    add("key-in-log.log", "key-material", """
≡BEGIN PRIVATE KEY≡
⟦!body:450⟧
≡END PRIVATE KEY≡
done loading
""", prefix="2026-11-21 01:39:03 DEBUG loader: ", lines=False)
    add("commented.conf", "key-material", """
# key of the old server, keep until 2027
# ≡BEGIN DSA PRIVATE KEY≡
# ⟦!body:300⟧
# ≡END DSA PRIVATE KEY≡
port = ‹8080›
""".replace("⟦!body:300⟧", "⟦!base:45⟧\n# ⟦!base:45⟧\n# ⟦!base:45⟧"))
    add("head-cut.log", "key-material", """
⟦!body:300⟧
≡END RSA PRIVATE KEY≡
‹2026-11-21 01:00:00 started›
""", lines=False)
    add("tail-cut.log", "key-material", """
‹2026-11-21 01:00:00 dumping the key›
≡BEGIN EC PRIVATE KEY≡
⟦body:280⟧
""", lines=False)
    add("joe.ppk", "key-material", """
PuTTY-User-Key-File-3: ‹ssh-ed25519›
Encryption: ‹none›
Comment: ‹joe@web1›
Public-Lines: 2
‹AAAAC3NzaC1lZDI1NTE5AAAAIGd2Vm9uZ2hlbGxvd29ybGRhYmNkZWZnaGlqa2xt›
‹bm9wcXJzdA==›
Private-Lines: 1
⟦base:36⟧
Private-MAC: ¤0f1e2d3c4b5a69788796a5b4c3d2e1f0f1e2d3c4b5a69788796a5b4c3d2e1f00¤
""", lines=False)
    add("jwk.json", "key-material", """
{"keys":[{"kty":"RSA","kid":"‹2026-11›","use":"sig","n":"‹0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs›","e":"AQAB","d":"⟦alnum:86⟧","p":"⟦alnum:43⟧","q":"⟦alnum:43⟧"},{"kty":"oct","k":"⟦alnum:43⟧"},{"kty":"EC","crv":"P-256","x":"‹f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU›","y":"‹x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0›","d":"⟦alnum:43⟧"}]}
""", parse="json")
    # ---- tokens, without a telling key
    lines = []
    for index, name in enumerate(tokens.PUBLIC):
        lines.append([f"2026-11-21 01:{index:02d}:00 INFO worker-{index} used ⟦tok:{name}⟧ for the call, took {index}ms",
                      f'{{"n": {index}, "value": "⟦tok:{name}⟧", "note": "‹attempt {index} of 7›"}}',
                      f"note {index}: (⟦tok:{name}⟧), see the wiki",
                      f"x{index}=⟦tok:{name}⟧;y={index}"][index % 4])
    add("tokens.log", "token", "\n".join(lines[0::2]) + "\n", lines=False)
    add("tokens-2.txt", "token", "\n".join(lines[1::2]) + "\n", lines=False)
    add("tokens-embedded.txt", "token", """
remote: https://‹oauth2›:⟦tok:gitlab-pat⟧@‹gitlab.example.net/x.git›
fatal: could not read from https://⟦tok:github-pat⟧@‹github.com/x/y›
posting to ⟦tok:slack-webhook⟧
telegram https://api.telegram.org/bot⟦tok:telegram⟧/getMe
[⟦tok:stripe-live⟧]
"⟦tok:sendgrid⟧",
'⟦tok:anthropic⟧'
`⟦tok:openai-legacy⟧`
\\"⟦!tok:github-pat⟧\\"
%22⟦!tok:jwt⟧%22
|⟦tok:npm⟧|
<td>⟦tok:aws-access-key⟧</td>
""")
    # ---- prose
    add("notes.txt", "prose", """
Minutes of the handover, author: ‹Jane Weber›, secretary: ‹Tom›
The password is ⟦!pw⟧ for now.
Login: ‹admin› / Password: ⟦pw⟧
user ‹joe› with password ⟦!pw⟧ can log in
(PIN ⟦!number⟧)
pw: ⟦pw⟧
Passwort: ⟦!pw⟧
mot de passe : ⟦!pw⟧
contraseña: ⟦!pw⟧
пароль: ⟦!pw⟧
密码：⟦!pw⟧
パスワード: ⟦!pw⟧
wachtwoord = ⟦!pw⟧
pass word : ⟦!pw⟧
p a s s w o r d = ⟦!pw⟧
The password policy was updated, minimum length is now 12.
Tokens are counted per minute; the token bucket size is 50.
We rotate secrets every 90 days.
Ask the secretary for the key of room 12.
The API key is: ⟦!alnum:32⟧
root password -> ⟦!pw⟧
password "⟦!pw⟧"
your new password ⟦!pw⟧ expires tomorrow
""")
    add("comments.conf", "prose", """
# password: ⟦pw⟧
// password = "⟦pw⟧";
/* apiKey: '⟦alnum:24⟧' */
-- SET PASSWORD = '⟦pw⟧'
REM set DB_PWD=⟦pw⟧
; secret=⟦pw⟧
<!-- db password: ⟦pw⟧ -->
¤# password: see the vault¤
# TODO password rotation
""")
    # ---- adversarial keys and separators
    add("odd.conf", "obfuscated", """
pass\u200bword = ⟦!pw⟧
password\u00a0=\u00a0⟦!pw⟧
рassword = ⟦!pw⟧
ｐａｓｓｗｏｒｄ = ⟦!pw⟧
password：⟦!pw⟧
password := ⟦!pw⟧
password => ⟦!pw⟧
password ==> ⟦!pw⟧
password\t\t\t⟦!pw⟧
password|⟦!pw⟧
password;⟦!pw⟧
password....: ⟦!pw⟧
[password] ⟦!pw⟧
PASSWORD(⟦!pw⟧)
password~⟦!pw⟧
password=<⟦!pw⟧>
password="⟦!phrase⟧
password = “⟦!pw⟧”
pwd_prod_2=⟦!pw⟧
my.super.secret.value=⟦!pw⟧
the_passwd_for_db: ⟦!pw⟧
PaSsWoRd=⟦!weak⟧
passwordpassword=⟦!pw⟧
"password":⟦!number⟧
password=⟦!=password⟧
secret=⟦!=secret⟧
password=⟦!=true7⟧
password=⟦!=null99⟧
token=⟦!=admin⟧
password=⟦!strong|zerowidth⟧
port=‹8080›
""")
    add("split.txt", "obfuscated", """
password =
    ⟦!pw⟧
user:
  ‹joe›
db.password=\\
⟦!pw⟧
"password":
   "⟦!pw⟧",
<password>

   ⟦!pw⟧

</password>
Password
--------
⟦!pw⟧
| user | password |
| ‹joe› | ⟦!pw⟧ |
name,password,role
‹joe›,⟦!pw⟧,‹admin›
‹ann›,⟦!pw⟧,‹user›
""", lines=False)
    # ---- encodings
    text = "[db]\nuser=‹app›\npassword=⟦pw⟧\nhost=‹db.example.net›\nurl=https://‹joe›:⟦pw⟧@‹x.example.net›/\n# Grüße ‹ÄÖÜ›\napi_key=⟦alnum:32⟧\n"
    add("utf16le-bom.ini", "encoding", text, encoding="utf-16-le", bom=b"\xff\xfe")
    add("utf16be-bom.ini", "encoding", text, encoding="utf-16-be", bom=b"\xfe\xff", eol="\r\n")
    add("utf16le.ini", "encoding", text, encoding="utf-16-le", hard=True)
    add("utf16be.ini", "encoding", text, encoding="utf-16-be", hard=True)
    add("utf8-bom.ini", "encoding", "password=⟦pw⟧\n" + text, bom=b"\xef\xbb\xbf")
    add("latin1.ini", "encoding", text.replace("⟦pw⟧", "⟦=Grüße77x⟧", 1), encoding="latin-1")
    add("cr-only.ini", "encoding", text, eol="\r", hard=True)
    add("crlf.ini", "encoding", text, eol="\r\n")
    add("ansi.log", "encoding", """
\x1b[32mINFO\x1b[0m connected to ‹db.example.net›
\x1b[33mDEBUG\x1b[0m password=\x1b[1m⟦!pw⟧\x1b[0m host=‹db›
\x1b[36mpassword\x1b[0m=⟦!pw⟧
\x1b[31mERROR\x1b[0m url \x1b[4mhttps://‹joe›:⟦pw⟧@‹x.example.net›/\x1b[0m failed
\x1b[90mtoken\x1b[39m: \x1b[32m'⟦!alnum:30⟧'\x1b[39m
""")
    # ---- boundaries
    def filler(size):
        unit = "2026-11-21 01:39:03 INFO request served in 12ms status=200 path=/orders/list id=8812\n"
        return (unit * (size // len(unit) + 1))[:size]

    for size, name in ((65536, "64k"), (262144, "256k"), (1048576, "1m")):
        for shift in (4, 14):
            start = filler(size - shift - len("\npassword=") if shift == 4 else size - shift)
            add(f"boundary-{name}-{shift}.log", "boundary", start + "\npassword=⟦!strong⟧\n2026-11-21 after\n", lines=False)
    add("boundary-key.log", "boundary", filler(262144 - 300) + "\n≡BEGIN RSA PRIVATE KEY≡\n⟦!body:900⟧\n≡END RSA PRIVATE KEY≡\n‹after the key›\n", lines=False)
    add("boundary-url.log", "boundary", filler(65536 - 20) + "\nconnecting https://‹joe›:⟦!strong⟧@‹x.example.net›/ now\n", lines=False)
    long = '{"rows":[' + ",".join('{"id":%d,"name":"n%d"}' % (i, i) for i in range(100000)) + '],"password":"⟦!pw⟧","tail":[' + ",".join(
        '{"id":%d,"name":"m%d"}' % (i, i) for i in range(100000)) + '],"end":"‹here›"}\n'
    add("long-line.json", "boundary", long, parse="json", lines=False)
    # ---- learned
    add("app.conf", "ini", "[db]\nuser=‹shopapp›\npassword=⟦strong@shop⟧\n[api]\nclient_secret=⟦=K7!mz/Qp+44xT&9⟧\ntoken=⟦alnum:28@apitoken⟧\n", group="learned-a")
    add("app.log", "learned", """
01:00 connect as shopapp with ⟦!@shop⟧ ok
01:01 GET /x?cred=⟦!=K7%21mz%2FQp%2B44xT%269⟧ 200
01:02 sent frame [⟦!@apitoken⟧]
01:03 argv: shopctl shopapp ⟦!@shop⟧ --now
01:04 header Basic-like c2hvcGFwcDo ‹ok›
01:05 json {"a":"⟦!@shop⟧"}
01:06 hex ‹73686f70›
""", group="learned-a")
    add("zz-notes.txt", "learned", "b64: ⟦!@shop|b64⟧\nlast line: ⟦!=K7!mz/Qp+44xT&amp;9⟧\n", group="learned-a")
    add("server.json", "json", '{"replication":{"user":"‹r›","password":"⟦special@repl|json⟧"},"port":‹9000›}\n', group="learned-b", parse="json")
    add("server.log", "learned", """
2026-11-21 auth string ⟦!@repl⟧ accepted
2026-11-21 url form ⟦!@repl|url⟧ end
2026-11-21 xml form <x>⟦!@repl|xml⟧</x> end
2026-11-21 nothing to see: ‹orders=17›
""", group="learned-b")

    clean(add)
    return out


def clean(add):
    def plain(name, text, **options):
        add(name, "clean", text, clean=True, **options)

    plain("server.log", """
2026-11-21 01:39:03 INFO password policy updated
2026-11-21 01:39:03 INFO token bucket size: 64
2026-11-21 01:39:03 INFO tokens per second: 12.5
2026-11-21 01:39:04 WARN password expires in 12 days for user joe
2026-11-21 01:39:05 INFO secret rotation finished in 12ms
2026-11-21 01:39:06 ERROR invalid password
2026-11-21 01:39:07 ERROR authentication failed: wrong credentials
2026-11-21 01:39:08 INFO author=jane title="The secret garden"
2026-11-21 01:39:09 INFO key=order-17 value=42 partition=3
2026-11-21 01:39:10 INFO passed: 17, failed: 0
2026-11-21 01:39:11 INFO password reset mail sent to joe@example.net
2026-11-21 01:39:12 INFO using password: YES
2026-11-21 01:39:13 INFO auth: SIMPLE
2026-11-21 01:39:14 INFO Session: 30546174_4 initialized by client WindowsUpdateAgent.
2026-11-21 01:39:15 INFO sessionid:0x14f05578bd80001 timeout 10000
2026-11-21 01:39:16 INFO compass heading: 271
2026-11-21 01:39:17 INFO bypass=true surpassed=3
""")
    plain("sshd.log", """
Nov 21 01:39:03 web1 sshd[24200]: Failed password for root from 173.234.31.186 port 38926 ssh2
Nov 21 01:39:04 web1 sshd[24201]: Accepted publickey for joe from 10.0.0.7 port 51234 ssh2: ED25519 SHA256:3X1vQ9bYkq0gk4Kp1y3bYw9l7wqYh0Vv0mC2m9n8b7c
Nov 21 01:39:05 web1 sshd[24202]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.9
Nov 21 01:39:06 web1 sshd[24203]: Invalid user webmaster from 173.234.31.186
Nov 21 01:39:07 web1 passwd[24204]: pam_unix(passwd:chauthtok): password changed for joe
Nov 21 01:39:08 web1 sudo:      joe : TTY=pts/0 ; PWD=/home/joe ; USER=root ; COMMAND=/usr/bin/apt update
Nov 21 01:39:09 web1 sshd[24205]: PAM 5 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.9  user=root
Nov 21 01:39:10 web1 sshd[24206]: error: maximum authentication attempts exceeded for invalid user admin
Nov 21 01:39:11 web1 sshd[24207]: Failed none for invalid user 0101 from 5.188.10.180 port 4279 ssh2
""")
    plain("catalina.log", """
21-Nov-2026 01:39:03.848 INFO [main] org.apache.catalina.startup.VersionLoggerListener.log Server version name:   Apache Tomcat/10.1.60 (Debian)
21-Nov-2026 01:39:03.849 INFO [main] org.apache.catalina.startup.VersionLoggerListener.log JVM Version:           17.0.15+6-Debian-1deb12u1
21-Nov-2026 01:39:03.850 INFO [main] org.apache.catalina.startup.VersionLoggerListener.log Command line argument: -Djava.util.logging.config.file=/var/lib/tomcat10/conf/logging.properties
21-Nov-2026 01:39:03.851 INFO [main] org.apache.catalina.startup.VersionLoggerListener.log Command line argument: -Dcom.sun.management.jmxremote.password.file=/etc/jmx.password
21-Nov-2026 01:39:03.852 INFO [main] org.apache.coyote.AbstractProtocol.init Initializing ProtocolHandler ["http-nio-8080"]
21-Nov-2026 01:39:03.853 WARNING [main] org.apache.catalina.util.SessionIdGeneratorBase.createSecureRandom Creation of SecureRandom instance for session ID generation using [SHA1PRNG] took [174] milliseconds.
""")
    plain("web.xml", """
<?xml version="1.0"?>
<web-app>
  <display-name>Secret Garden Shop</display-name>
  <login-config><auth-method>FORM</auth-method><form-login-config><form-login-page>/login.jsp</form-login-page></form-login-config></login-config>
  <session-config><session-timeout>30</session-timeout><cookie-config><http-only>true</http-only><name>SHOPSESSION</name></cookie-config></session-config>
  <init-param><param-name>passwordFile</param-name><param-value>/etc/shop/pw</param-value></init-param>
  <init-param><param-name>tokenTimeout</param-name><param-value>300</param-value></init-param>
  <security-role><role-name>secretary</role-name></security-role>
  <key-column>order_id</key-column>
  <primaryKey>id</primaryKey>
  <publicKey>conf/pub.pem</publicKey>
</web-app>
""")
    plain("amps-clean.xml", """
<AMPSConfig>
  <Name>orders</Name>
  <Admin><InetAddr>localhost:8085</InetAddr><FileName>stats.db</FileName><WWWAuthenticate>Basic realm="amps"</WWWAuthenticate></Admin>
  <Transports><Transport><Name>tls</Name><Type>tcps</Type><PrivateKey>/etc/amps/server.key</PrivateKey><Certificate>/etc/amps/server.crt</Certificate></Transport></Transports>
  <Modules><Module><Name>ldap</Name><Library>libamps_multi_authentication.so</Library><Options>
    <LDAP.ServiceAccountPasswordFile>/etc/amps/pw</LDAP.ServiceAccountPasswordFile><PasswordEnvironmentVariable>AMPS_PW</PasswordEnvironmentVariable>
    <Kerberos.Keytab>/etc/amps.keytab</Kerberos.Keytab></Options></Module></Modules>
  <SOW><Topic><Name>tokens</Name><Key>/tokenId</Key><Key>/password_id</Key><FileName>./sow/%n.sow</FileName></Topic></SOW>
  <Authentication><Module>amps-default-authentication-module</Module></Authentication>
  <Password>${AMPS_REPLICATION_PASSWORD}</Password>
</AMPSConfig>
""")
    plain("package-lock.json", """
{"name":"shop","lockfileVersion":3,"packages":{"node_modules/passport":{"version":"0.6.0","resolved":"https://registry.npmjs.org/passport/-/passport-0.6.0.tgz","integrity":"sha512-0fe+p3ZnrWRW74fe8+SvCyf4a3Pb2/h7gFkQ8yTJpAO50gDzlfjZUZTO1k5Eg9kUct22OxHLqDZoKUWRHOh9ug=="},
"node_modules/js-tokens":{"version":"4.0.0","integrity":"sha512-RdJUflcE3cUzKiMqQgsCu06FPu9UdIJO0beYbPhHN4k6apgJtifcoCtT9bcxOpYBtpD2kCM6Sbzg4CausW/PKQ=="}}}
""")
    plain("uv.lock", """
[[package]]
name = "tokenizers"
version = "0.15.2"
sdist = { url = "https://files.example.net/packages/tokenizers-0.15.2.tar.gz", hash = "sha256:e6e9c6e019dd5484be5beafc775ae6c925f4c69a3487040ed09b45e13df2cb91" }
[[package]]
name = "keyring"
version = "24.3.0"
""")
    plain("git-log.txt", """
commit 4f2b8c19d0a37e65b1c8f94e2d7a6053c9e81b7f (HEAD -> main, origin/main)
Author: Jane Weber <jane@example.net>
Date:   Fri Nov 20 10:11:12 2026 +0100

    auth: reject empty passwords, add token bucket

commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
Author: Tom Secretary <tom@example.net>

    key rotation: rename secret_name to vault_path
""")
    plain("dpkg.txt", """
ii  libpam-passwdqc  2.0.2-1+b1  amd64  PAM module for password strength
ii  libsecret-1-0:amd64  0.20.5-3  amd64  Secret store
ii  passwd  1:4.13+dfsg1-1+deb12u1  amd64  change and administer password and group data
ii  python3-secretstorage  3.3.3-1  all  Python module for storing secrets
ii  apg  2.2.3.dfsg.1-5+b2  amd64  Automated Password Generator
ii  liboauth0:amd64  1.0.3-5+b2  amd64  C library implementing the OAuth protocol
""")
    plain("cert.pem", """
subject=CN = www.example.net
issuer=C = US, O = Let's Encrypt, CN = R3
≡BEGIN CERTIFICATE≡
MIIDdzCCAl+gAwIBAgIEbTyj3jANBgkqhkiG9w0BAQsFADBsMRAwDgYDVQQGEwdV
bmtub3duMRAwDgYDVQQIEwdVbmtub3duMRAwDgYDVQQHEwdVbmtub3duMRAwDgYD
VQQKEwdVbmtub3duMRAwDgYDVQQLEwdVbmtub3duMRAwDgYDVQQDEwdVbmtub3du
≡END CERTIFICATE≡
≡BEGIN PUBLIC KEY≡
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8A
iTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9+9Ue6GnvHw/GW2ZZaVtszggXIw==
≡END PUBLIC KEY≡
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7vbqajDhA7Q== joe@web1
""")
    plain("sysctl.txt", """
kernel.keys.maxkeys = 200
kernel.keys.root_maxbytes = 25000000
net.ipv4.tcp_fastopen_key = 00000000-00000000-00000000-00000000
kernel.random.uuid = 8d7c1f0e-52b4-4c39-9a10-6c2b7d4e8f15
kernel.random.boot_id = 9e2f1a77-13c5-4d0a-8f6b-22d90c7be441
fs.protected_symlinks = 1
""")
    plain("prometheus.txt", """
# HELP http_requests_total Total requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200",handler="/login"} 1027
auth_tokens_issued_total{realm="main"} 55
password_resets_total 3
secret_reads_total{mount="kv/",path="orders"} 42
token_bucket_remaining{client="feed-1"} 64
jvm_gc_pause_seconds{cause="Metadata GC Threshold"} 0.051
""")
    plain("pg_hba.conf", """
# TYPE  DATABASE        USER            ADDRESS                 METHOD
local   all             postgres                                peer
host    all             all             127.0.0.1/32            scram-sha-256
host    replication     repl            10.0.0.0/8              md5
hostssl all             all             0.0.0.0/0               password
host    all             all             ::1/128                 trust
""")
    plain("pam.d", """
auth    [success=1 default=ignore]      pam_unix.so nullok
auth    requisite                       pam_deny.so
password        requisite                       pam_pwquality.so retry=3 minlen=12
password        [success=1 default=ignore]      pam_unix.so obscure use_authtok try_first_pass yescrypt
session required        pam_unix.so
account required pam_permit.so
""")
    plain("login.defs", """
PASS_MAX_DAYS   99999
PASS_MIN_DAYS   0
PASS_WARN_AGE   7
ENCRYPT_METHOD YESCRYPT
LOGIN_RETRIES           5
CHFN_RESTRICT           rwh
PASS_CHANGE_TRIES 3
""")
    plain("placeholders.env", """
DB_PASSWORD=${DB_PASSWORD}
API_KEY=$API_KEY
TOKEN={{ vault_token }}
SECRET=<your-secret>
PASSWORD=********
PWD=/home/joe
PASSWORD_FILE=/run/secrets/pw
SECRET_NAME=orders-db
KEY_ID=
PASSWORD=
TOKEN=""
AUTH_METHOD=ldap
ACCESS_KEY_ID=%ACCESS_KEY_ID%
""")
    plain("kafka-consumer.log", """
[2026-11-21 01:39:03,848] INFO [Consumer clientId=c1, groupId=orders] Resetting offset for partition orders-0 (org.apache.kafka.clients.consumer.internals.SubscriptionState)
key=8812938112, value={"id":17,"state":"OPEN"}, timestamp=1763689143848
key=orders:17 partition=3 offset=99182 headers=[]
[2026-11-21 01:39:03,849] INFO 	key.deserializer = class org.apache.kafka.common.serialization.StringDeserializer
[2026-11-21 01:39:03,849] INFO 	sasl.mechanism = GSSAPI
[2026-11-21 01:39:03,849] INFO 	ssl.keystore.password = null
[2026-11-21 01:39:03,849] INFO 	sasl.kerberos.service.name = kafka
[2026-11-21 01:39:03,849] INFO 	sasl.login.refresh.min.period.seconds = 60
[2026-11-21 01:39:03,849] INFO 	ssl.key.password = [hidden]
""")
    plain("elasticsearch.yml", """
cluster.name: orders
node.name: es-1
xpack.security.enabled: true
xpack.security.transport.ssl.keystore.path: elastic-certificates.p12
analysis.tokenizer: standard
analysis.token_filter: lowercase
index.max_ngram_diff: 50
discovery.seed_hosts: ["es-1", "es-2"]
xpack.security.authc.token.enabled: true
xpack.security.authc.password_hashing.algorithm: bcrypt
""", parse="yaml")
    plain("role.yaml", """
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: secret-reader}
rules:
- apiGroups: [""]
  resources: ["secrets", "tokenreviews"]
  verbs: ["get", "list"]
---
apiVersion: v1
kind: Pod
spec:
  volumes:
  - name: creds
    secret:
      secretName: orders-db
      defaultMode: 420
  containers:
  - env:
    - name: DB_PASSWORD
      valueFrom: {secretKeyRef: {name: orders-db, key: password}}
  imagePullSecrets:
  - name: regcred
  automountServiceAccountToken: false
""", parse="yaml")
    plain("schema.sql", """
CREATE TABLE account (id BIGINT PRIMARY KEY, password_hash VARCHAR(100), token_expires TIMESTAMP, secret_question TEXT);
CREATE INDEX account_token_idx ON account (token_expires);
SELECT id, password_hash FROM account WHERE token_expires < now();
GRANT SELECT ON account TO reporter;
ALTER TABLE account DROP COLUMN password;
""")
    plain("main.c", """
/* checks the password of the user */
static int check_password(const char *password, size_t length) {
    if (password == NULL || length == 0) return -1;
    char *token = strtok(line, " ");
    while (token != NULL) token = strtok(NULL, " ");
    key = hash(password);
    return secret_compare(key, expected);
}
""")
    plain("lsof.txt", """
COMMAND    PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
java      2210  app  123u  IPv4 123456      0t0  TCP web1:8443->10.0.0.7:51234 (ESTABLISHED)
sshd      1201 root    3u  unix 0xffff9a3c      0t0 23456 type=STREAM
amps      3300 amps   41r   REG  254,0     2048  9182 /etc/amps/password.txt
""")
    plain("netstat.txt", """
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        0      0 0.0.0.0:8085            0.0.0.0:*               LISTEN      3300/ampServer
tcp6       0      0 :::9007                 :::*                    LISTEN      3300/ampServer
tcp        0      0 127.0.0.1:5432          127.0.0.1:51722         ESTABLISHED -
""")
    plain("hs_err.log", """
# A fatal error has been detected by the Java Runtime Environment:
#  SIGSEGV (0xb) at pc=0x00007f1c2a1b3c4d, pid=2210, tid=2233
# JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)
Command Line: -Xmx4g -Djava.security.egd=file:/dev/urandom -Dauth.provider=ldap /opt/app/app.jar --port=8443
RAX=0x00007f1c2a1b3c4d is pointing into the stack for thread: 0x00007f1c24019800
7f1c2a000000-7f1c2a1b0000 r-xp 00000000 fe:00 1181 /usr/lib/jvm/java-17/lib/server/libjvm.so
""")
    plain("nginx-clean.conf", """
server {
  listen 443 ssl;
  server_name www.example.net;
  ssl_certificate /etc/nginx/www.crt;
  ssl_certificate_key /etc/nginx/www.key;
  ssl_session_tickets off;
  location = /login { limit_req zone=login burst=5; }
  location ~* \\.(key|pem)$ { deny all; }
  auth_request /auth;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header Authorization $http_authorization;
  proxy_hide_header Set-Cookie;
}
""")
    plain("amps-stats.csv", """
timestamp,instance,clients,queue_depth,key_count,token
2026-11-21T01:39:03,orders,17,0,8812,
2026-11-21T01:39:13,orders,18,3,8813,
2026-11-21T01:39:23,orders,18,1,8814,
""")
    plain("openapi.json", """
{"openapi":"3.0.1","components":{"securitySchemes":{"apiKey":{"type":"apiKey","in":"header","name":"X-Api-Key"},"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}},
"schemas":{"Login":{"type":"object","required":["username","password"],"properties":{"username":{"type":"string"},"password":{"type":"string","format":"password","minLength":12}}}}}}
""", parse="json")
    plain("crontab", """
17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
25 6	* * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
0 3 * * * backup /usr/bin/restic backup --password-file /etc/restic.pw /srv
""")
    plain("hadoop.log", """
2026-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Executing with tokens:
2026-10-18 18:01:47,979 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Kind: YARN_AM_RM_TOKEN, Service: , Ident: (appAttemptId { application_id { id: 20 cluster_timestamp: 1445144423722 } attemptId: 1 } keyId: -127633188)
2026-10-18 18:01:48,200 INFO [main] org.apache.hadoop.http.HttpRequestLog: Http request log for http.requests.mapreduce is not defined
2026-10-18 18:01:49,200 WARN [LeaseRenewer:msrabi@msra-sa-41:9000] org.apache.hadoop.hdfs.LeaseRenewer: Failed to renew lease for 74 seconds.
""")
    plain("android.log", """
03-17 16:13:38.811  1702  2395 D WindowManager: printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef63 token=Token{a64f992 ActivityRecord{de9231d u0 com.tencent.qt.qtl/.activity.info.NewsDetailXmlActivity t761}}}, allDrawn= false, startingDisplayed =  false, startingMoved =  false, isRelaunching =  false
03-17 16:13:38.839  1702  2113 V ActivityManager: Skipping, withExcluded: false, tr.intent:Intent { act=android.intent.action.VIEW }
""")
    plain("openstack.log", """
nova-api.log 2026-05-16 00:00:00.008 25746 INFO nova.osapi_compute.wsgi.server [req-38101a0b-2096-447d-96ea-a692162415ae 113d3a99c3da401fbd62cc2caa5b96d2 54fadb412c4e40cdbaed9335e4c35a9e - - -] 10.11.10.1 "GET /v2/54fadb412c4e40cdbaed9335e4c35a9e/servers/detail HTTP/1.1" status: 200 len: 1893 time: 0.2477829
nova-compute.log 2026-05-16 00:00:04.500 2931 INFO nova.compute.manager [req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab - - - - -] [instance: b9000564-fe1a-409b-b8cc-1e88b294cd1d] VM Started (Lifecycle Event)
""")
    plain("windows.log", """
2016-09-28 04:30:30, Info                  CBS    Session: 30546173_4261722401 initialized by client WindowsUpdateAgent.
2016-09-28 04:30:31, Info                  CBS    SQM: Failed to start upload with file pattern: C:\\Windows\\servicing\\sqm\\*_std.sqm, flags: 0x2 [HRESULT = 0x80004005 - E_FAIL]
2016-09-28 04:30:31, Info                  CBS    Read out cached package applicability for package: Package_for_KB2928120~31bf3856ad364e35~amd64~~6.1.1.2, ApplicableState: 112, CurrentState:112
""")
    plain("usage.txt", """
Usage: tool [--password PASSWORD] [--token-file FILE]
  -p, --password <password>   the password to use (prompted for when absent)
  --token-ttl SECONDS         how long a token lives (default: 3600)
  --secret-name NAME          name of the secret in the vault
Enter password:
Password for joe@example.net:
""")
    plain("ldap.ldif", """
dn: uid=joe,ou=people,dc=example,dc=net
objectClass: inetOrgPerson
uid: joe
cn: Joe Doe
pwdPolicySubentry: cn=default,ou=policies,dc=example,dc=net
pwdChangedTime: 20261101120000Z
shadowLastChange: 19700
""")
    plain("checksums.txt", """
d41d8cd98f00b204e9800998ecf8427e  empty.txt
da39a3ee5e6b4b0d3255bfef95601890afd80709  empty.txt
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty.txt
SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8 joe@web1 (ED25519)
""")
    plain("pages.html", """
<form action="/login" method="post">
  <label for="password">Password:</label> <input type="password" name="password" id="password" autocomplete="current-password">
  <a href="/forgot-password?lang=de">Forgot your password?</a>
</form>
""")
    plain("utf16-clean.ini", "[ui]\nauthor=Jürgen\ntokenizer=standard\npasswordFile=/etc/pw\n", encoding="utf-16-le", bom=b"\xff\xfe")
    plain("cr-clean.txt", "one\rpassword policy updated\rtoken bucket size 3\r", eol="\n")
    plain("big.log", "".join(f"2026-11-21 01:39:03 INFO request {i} key={i * 7} token_count={i % 13} user=joe@example.net ok\n" for i in range(15000)))
