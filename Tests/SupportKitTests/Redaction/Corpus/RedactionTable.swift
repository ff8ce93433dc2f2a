/// Texts of one or a few lines, each of a kind of its own, with what must go and what must stay.
///
/// A row: grammar, secrets separated by `¦` (none where the text stays as it is), text, and words that stay, separated by
/// tabs. `¶` stands for a line end, `␀` for NUL, `⇥` for a tab, `␛` for ESC.
enum RedactionTable {
    static let rows = #"""
        shell	htPw-99x	htpasswd -b /etc/nginx/.htpasswd alice htPw-99x	alice
        shell	htPw-99x	htpasswd -nbB alice htPw-99x
        shell	htPw-99x	sudo htpasswd -cb ./file 'bob' 'htPw-99x' && echo ok	echo ok
        log	htPw-99x	Nov 21 host sudo: root : COMMAND=/usr/bin/htpasswd -bc /etc/f alice htPw-99x
        sql	ins-Pw7	INSERT INTO users (id, name, password, email) VALUES (1, 'bob', 'ins-Pw7', 'b@x');	'bob'¦b@x
        sql	ins-Pw7¦ins-Pw8	INSERT INTO `users` (`name`,`password_hash`) VALUES ('bob','ins-Pw7'),('al','ins-Pw8');	'bob'¦'al'
        log	ins-Pw7	2026-11-21 ERROR failed: insert into accounts(login, passwd) values('bob', 'ins-Pw7')	'bob'
        sql	ins-Pw7	INSERT INTO users (name, password)¶VALUES ('bob', 'ins-Pw7');	'bob'
        sql	upd-Pw7	UPDATE users SET password = 'upd-Pw7' WHERE id=1;	id=1
        text	AAAAIQDnsecret1base64¦b64line2	PuTTY-User-Key-File-3: ssh-rsa¶Encryption: none¶Comment: x¶Public-Lines: 1¶AAAAB3NzaC1yc2E¶Private-Lines: 2¶AAAAIQDnsecret1base64==¶b64line2==¶Private-MAC: 1234	AAAAB3NzaC1yc2E¦Private-MAC
        json	Xr3dsecretvalue¦qi-Val-99	{"kty":"RSA","n":"0vx7-public","e":"AQAB","d":"Xr3dsecretvalue","p":"pp-Val-99","qi":"qi-Val-99"}	0vx7-public¦AQAB
        json	Xr3dsecretvalue¦octKeyValue99	{"keys":[{"kty":"EC","x":"xpub","d":"Xr3dsecretvalue"},{"kty":"oct","k":"octKeyValue99","alg":"HS256"}]}	xpub¦HS256
        json	Xr3dsecretvalue¦pVal-1234	{¶  "kty": "RSA",¶  "n": "npub",¶  "d": "Xr3dsecretvalue",¶  "p": "pVal-1234"¶}	npub
        log	b64tailLineOfKey0¦c3dTAILkey	b64tailLineOfKey0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZ012345¶c3dTAILkey==¶-----END RSA PRIVATE KEY-----¶next line	next line
        log	Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq	key Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw== used
        yaml	geheim-Wort1	Passwort: geheim-Wort1
        ini	geheim-Wort1	kennwort = geheim-Wort1
        yaml	geheim-Wort1	mot_de_passe: geheim-Wort1
        log	geheim-Wort1	mot de passe: geheim-Wort1
        properties	geheim-Wort1	db.contraseña=geheim-Wort1
        properties	geheim-Wort1	senha=geheim-Wort1
        properties	geheim-Wort1	parola=geheim-Wort1
        ini	geheim-Wort1	hasło = geheim-Wort1
        ini	geheim-Wort1	пароль = geheim-Wort1
        ini	geheim-Wort1	Пароль: geheim-Wort1
        log	geheim-Wort1	user bob пароль: geheim-Wort1
        log	geheim-Wort1	hasło=geheim-Wort1 ok
        log	geheim-Wort1	Contraseña: geheim-Wort1
        log	geheim-Wort1	lösenord: geheim-Wort1
        log	geheim-Wort1	密码: geheim-Wort1
        log	geheim-Wort1	パスワード: geheim-Wort1
        log	geheim-Wort1	비밀번호=geheim-Wort1
        log	geheim-Wort1	密码：geheim-Wort1
        log	sp-Pw12a	pass word: sp-Pw12a
        log	sp-Pw12a	Pass Phrase = sp-Pw12a
        dotenv	sp-Pw12a	PASSWORD_1=sp-Pw12a
        dotenv	sp-Pw12a	DB_PASSWORD2=sp-Pw12a
        dotenv	sp-Pw12a	PASS1=sp-Pw12a
        dotenv	sp-Pw12a	SECRET_KEY_V2=sp-Pw12a
        dotenv	sp-Pw12a	PASSWD_FOR_ADMIN=sp-Pw12a
        shell	sp-Pw12a	openssl pkcs12 -in a.p12 -passin pass:sp-Pw12a -out b	-out b
        shell	sp-Pw12a	openssl enc -aes-256-cbc -k sp-Pw12a -in x	-in x
        shell	sp-Pw12a	openssl enc -aes-256-cbc -pass pass:sp-Pw12a -in x	-in x
        shell	sp-Pw12a	openssl passwd -6 sp-Pw12a
        log	sp-Pw12a	sshpass -p sp-Pw12a ssh root@h	root@h
        shell	sp-Pw12a	sshpass -p'sp-Pw12a' ssh root@h
        shell	sp-Pw12a	sshpass -psp-Pw12a ssh root@h	root@h
        log	sp-Pw12a	redis-cli -h h -a sp-Pw12a ping	ping
        shell	sp-Pw12a	redis-cli -h h --pass sp-Pw12a ping
        log	sp-Pw12a	curl -u bob:sp-Pw12a https://h	https://h
        shell	sp-Pw12a	curl -su bob:sp-Pw12a https://h
        shell	sp-Pw12a	curl -ubob:sp-Pw12a https://h
        shell	sp-Pw12a	curl --user bob:sp-Pw12a https://h	bob
        shell	sp-Pw12a	curl --user=bob:sp-Pw12a https://h	bob
        shell	sp-Pw12a	curl --proxy-user bob:sp-Pw12a https://h	bob
        shell	sp-Pw12a	curl -d "user=a&password=sp-Pw12a" https://h
        shell	sp-Pw12a	mysql -uroot -psp-Pw12a db	-uroot
        shell	sp-Pw12a	mysql -u root --password=sp-Pw12a db
        shell	sp-Pw12a	wget --user bob --password sp-Pw12a http://h	bob
        shell	sp-Pw12a	wget --http-password=sp-Pw12a http://h
        shell	sp-Pw12a	PGPASSWORD=sp-Pw12a psql -h h	psql
        shell	sp-Pw12a	psql "host=h user=u password=sp-Pw12a dbname=d"	dbname=d
        shell	sp-Pw12a	ldapsearch -x -D cn=a -w sp-Pw12a -b dc=x	dc=x
        shell	sp-Pw12a	docker login -u u -p sp-Pw12a reg	reg
        shell	sp-Pw12a	vault login sp-Pw12a
        shell	sp-Pw12a	vault kv put secret/db password=sp-Pw12a
        shell	sp-Pw12a	echo sp-Pw12a | docker login --password-stdin
        shell	sp-Pw12a	echo 'sp-Pw12a' | sudo -S ls	sudo
        shell	sp-Pw12a	echo "root:sp-Pw12a" | chpasswd	root:
        shell	sp-Pw12a	chpasswd <<< "root:sp-Pw12a"	root:
        shell	sp-Pw12a	echo -n sp-Pw12a | passwd --stdin bob
        shell	sp-Pw12a	useradd -p 'sp-Pw12a' bob	bob
        shell	sp-Pw12a	net use Z: \\h\s /user:bob sp-Pw12a
        shell	sp-Pw12a	kinit bob <<< sp-Pw12a
        shell	sp-Pw12a	mosquitto_pub -u u -P sp-Pw12a -t t	-t t
        shell	sp-Pw12a	snmpwalk -v2c -c sp-Pw12a h sys	sys
        shell	sp-Pw12a¦sp-Pw13b	snmpget -v3 -u u -A sp-Pw12a -X sp-Pw13b h sys	sys
        shell	sp-Pw12a	az login --service-principal -u app -p sp-Pw12a --tenant t	--tenant t
        shell	sp-Pw12a	keytool -import -storepass sp-Pw12a -keypass sp-Pw12a -alias a	-alias a
        shell	sp-Pw12a	kubectl create secret generic s --from-literal=password=sp-Pw12a
        shell	sp-Pw12a	kubectl create secret generic s --from-literal=foo=sp-Pw12a
        shell	sp-Pw12a	gpg --batch --passphrase sp-Pw12a -d x	-d x
        shell	sp-Pw12a	7z x -psp-Pw12a a.7z	a.7z
        shell	sp-Pw12a	unzip -P sp-Pw12a a.zip	a.zip
        shell	sp-Pw12a	ipmitool -H h -U a -P sp-Pw12a power	power
        shell	sp-Pw12a	smbclient //h/s -U bob%sp-Pw12a	bob
        shell	sp-Pw12a	mount -t cifs //h/s /m -o username=u,password=sp-Pw12a,uid=0	uid=0
        shell	sp-Pw12a	sqlplus scott/sp-Pw12a@db	scott
        shell	sp-Pw12a	sqlplus -s scott/sp-Pw12a@//h:1521/x	scott
        shell	sp-Pw12a	exp userid=scott/sp-Pw12a file=x	scott
        shell	sp-Pw12a	rclone config create x pass=sp-Pw12a
        shell	sp-Pw12a	lftp -u bob,sp-Pw12a sftp://h	bob
        shell	sp-Pw12a	rabbitmqctl add_user bob sp-Pw12a	bob
        shell	sp-Pw12a	rabbitmqctl change_password bob sp-Pw12a	bob
        shell	sp-Pw12a	samba-tool user setpassword bob --newpassword=sp-Pw12a	bob
        shell	sp-Pw12a	ansible-playbook -e "db_password=sp-Pw12a host=h"	host=h
        shell	sp-Pw12a	nmcli dev wifi connect ssid password sp-Pw12a	ssid
        shell	sp-Pw12a	nmcli con mod x 802-11-wireless-security.psk sp-Pw12a
        shell	sp-Pw12a	mongo -u admin -p sp-Pw12a --authenticationDatabase admin	authenticationDatabase
        shell	sp-Pw12a	mongosh "mongodb://u:sp-Pw12a@h/db"	mongodb://u:
        shell	sp-Pw12a	export TOKEN="sp-Pw12a"
        shell	sp-Pw12a	set -x PASSWORD sp-Pw12a
        shell	sp-Pw12a	setenv DB_PASSWORD sp-Pw12a
        shell	sp-Pw12a	SET DB_PASSWORD=sp-Pw12a
        shell	sp-Pw12a	$env:DB_PASSWORD = "sp-Pw12a"
        shell	sp-Pw12a	ConvertTo-SecureString "sp-Pw12a" -AsPlainText -Force
        shell	sp-Pw12a	influx -username u -password sp-Pw12a	-username u
        shell	sp-Pw12a	cqlsh -u u -p sp-Pw12a h
        shell	sp-Pw12a	kafka-configs --alter --add-config 'SCRAM-SHA-256=[iterations=8192,password=sp-Pw12a]' --entity-name a	--entity-name
        shell	sp-Pw12a	sshpass -e ssh; SSHPASS=sp-Pw12a ssh x
        shell	sp-Pw12a	xfreerdp /u:bob /p:sp-Pw12a /v:h	/u:bob
        shell	sp-Pw12a	psexec \\h -u bob -p sp-Pw12a cmd	cmd
        shell	sp-Pw12a	pscp -pw sp-Pw12a a b	a b
        shell	sp-Pw12a	plink -ssh root@h -pw sp-Pw12a	root@h
        shell	sp-Pw12a	impala-shell --ldap_password_cmd="echo -n sp-Pw12a"
        shell	sp-Pw12a	pg_dump postgresql://u:sp-Pw12a@h/db
        shell	sp-Pw12a	mysqladmin -u root password sp-Pw12a
        shell	sp-Pw12a	mysqladmin -u root password 'sp-Pw12a'
        ini	sp-Pw12a	snmp-server community sp-Pw12a RO	RO
        ini	sp-Pw12a	rocommunity sp-Pw12a 10.0.0.0/8	10.0.0.0/8
        ini	sp-Pw12a	com2sec readonly default sp-Pw12a	readonly
        ini	sp-Pw12a¦sp-Pw13b	createUser bob SHA "sp-Pw12a" AES "sp-Pw13b"	bob
        ini	sp-Pw12a¦sp-Pw13b	createUser bob SHA sp-Pw12a AES sp-Pw13b	bob
        ini	sp-Pw12a	trapcommunity sp-Pw12a
        ini	sp-Pw12a	trap2sink host sp-Pw12a
        ini	sp-Pw12a	network={¶  ssid="home"¶  psk="sp-Pw12a"¶}	home
        ini	sp-Pw12a	  wep_key0=sp-Pw12a
        ini	sp-Pw12a	client 10.0.0.1 {¶  secret = sp-Pw12a¶  shortname = x¶}	shortname = x
        ini	sp-Pw12a	10.0.0.1 : PSK "sp-Pw12a"	10.0.0.1
        text	sp-Pw12a	%any 10.0.0.1 : PSK "sp-Pw12a"
        text	sp-Pw12a	bob : EAP "sp-Pw12a"	bob
        text	sp-Pw12a	bob : XAUTH "sp-Pw12a"	bob
        text	sp-Pw12a	: RSA server.key "sp-Pw12a"	server.key
        ini	sp-Pw12a	bob Cleartext-Password := "sp-Pw12a"	bob
        text	sp-Pw12a	bob Cleartext-Password := "sp-Pw12a"	bob
        text	sp-Pw12a	bob User-Password == "sp-Pw12a"
        userList	sp-Pw12a	"bob" * "sp-Pw12a" *	"bob"
        ini	sp-Pw12a	ldap admin dn = cn=x¶  passdb password = sp-Pw12a
        ini	sp-Pw12a	bindpw sp-Pw12a
        ini	sp-Pw12a	rootpw {SSHA}sp-Pw12a
        ini	sp-Pw12a	rootpw  sp-Pw12a
        ini	sp-Pw12a	olcRootPW: sp-Pw12a
        ini	sp-Pw12a	olcRootPW:: c3AtUHcxMmE=	olcRootPW
        ini	c3AtUHcxMmE=	userPassword:: c3AtUHcxMmE=	userPassword
        ini	sp-Pw12a	syncrepl rid=001 provider=ldap://h bindmethod=simple credentials=sp-Pw12a searchbase="dc=x"	searchbase
        ini	sp-Pw12a	ldap_default_authtok = sp-Pw12a
        json	Ym9iOnNwLVB3MTJh	{"auths":{"https://index.docker.io/v1/":{"auth":"Ym9iOnNwLVB3MTJh"}}}	index.docker.io
        json	Ym9iOnNwLVB3MTJh	{¶ "auths": {¶  "reg.x": {¶   "auth": "Ym9iOnNwLVB3MTJh",¶   "email": "a@b"¶  }¶ }¶}	a@b
        json	sp-Pw12a	{"identitytoken": "sp-Pw12a"}
        yaml	LS0tc3AtUHcxMmE=	users:¶- name: u¶  user:¶    client-certificate-data: abcd¶    client-key-data: LS0tc3AtUHcxMmE=	abcd
        yaml	sp-Pw12a	    token: sp-Pw12a
        yaml	c3AtUHcxMmE=¦c3AtUHcxM2I=	apiVersion: v1¶kind: Secret¶metadata:¶  name: x¶data:¶  foo: c3AtUHcxMmE=¶  bar: "c3AtUHcxM2I="¶	name: x
        yaml	c3AtUHcxMmE=	apiVersion: v1¶data:¶  foo: c3AtUHcxMmE=¶kind: Secret¶metadata:¶  name: x¶	name: x
        json	c3AtUHcxMmE=	{"apiVersion":"v1","kind":"Secret","data":{"foo":"c3AtUHcxMmE="},"metadata":{"name":"x"}}	"name":"x"
        json	c3AtUHcxMmE=	{"apiVersion":"v1","data":{"foo":"c3AtUHcxMmE="},"kind":"Secret"}
        json	c3AtUHcxMmE=	{¶ "kind": "Secret",¶ "apiVersion": "v1",¶ "data": {¶  "foo": "c3AtUHcxMmE="¶ }¶}
        yaml	c3AtUHcxMmE=	apiVersion: v1¶kind: List¶items:¶- apiVersion: v1¶  kind: Secret¶  data:¶    foo: c3AtUHcxMmE=
        yaml		apiVersion: v1¶kind: ConfigMap¶data:¶  foo: bar¶  enc: c3AtUHcxMmE=
        ini	npm_authsp-Pw12a	//registry.npmjs.org/:_authToken=npm_authsp-Pw12a	registry.npmjs.org
        ini	sp-Pw12a	//reg/:_password=sp-Pw12a
        ini	c3AtUHcxMmE=	_auth=c3AtUHcxMmE=
        text	sp-Pw12a	https://bob:sp-Pw12a@github.com	bob
        environment	sp-Pw12a¦pw two	A=1␀DB_PASSWORD=sp-Pw12a␀X_TOKEN=pw two␀PATH=/usr/bin␀	PATH=/usr/bin
        log	sp-Pw12a	A=1␀DB_PASSWORD=sp-Pw12a␀PATH=/usr/bin␀	PATH=/usr/bin
        netrc	sp-Pw12a	machine h login bob password sp-Pw12a	bob
        netrc	sp-Pw12a	machine h¶login bob¶password sp-Pw12a	bob
        netrc	sp-Pw12a	default login bob password "sp-Pw12a"	bob
        netrc	sp-Pw12a	machine h login bob¶⇥password¶⇥sp-Pw12a	bob
        log	sp-Pw12a	machine h login bob password sp-Pw12a	bob
        pgpass	sp-Pw12a	h:5432:db:bob:sp-Pw12a	bob
        ini	sp-Pw12a	stats auth admin:sp-Pw12a	admin
        ini	sp-Pw12a	user admin insecure-password sp-Pw12a	admin
        ini	sp-Pw12abcd	user admin password $5$abc$sp-Pw12abcdefghijklmnopqrstuvwxyz0123456789ABC	admin
        ini	sp-Pw12a	proxy_set_header Authorization "Bearer sp-Pw12a";	Bearer
        ini	sp-Pw12a	proxy_set_header X-Api-Key sp-Pw12a;	X-Api-Key
        ini	sp-Pw12a	fastcgi_param DB_PASSWORD sp-Pw12a;	DB_PASSWORD
        ini	sp-Pw12a	fastcgi_param DB_PASSWORD "sp-Pw12a";	DB_PASSWORD
        ini	sp-Pw12a	set $api_token "sp-Pw12a";
        ini	sp-Pw12a	secure_link_md5 "$uri sp-Pw12a";
        ini	sp-Pw12a	SetEnv DB_PASSWORD sp-Pw12a	SetEnv
        ini	sp-Pw12a	SetEnv DB_PASSWORD "sp-Pw12a"	SetEnv
        ini	sp-Pw12a	AuthLDAPBindPassword sp-Pw12a
        ini	sp-Pw12a	AuthLDAPBindPassword "sp-Pw12a"
        ini	sp-Pw12a	RequestHeader set Authorization "Basic sp-Pw12aYTpi"	Basic
        ini	sp-Pw12a	ProxyPass / http://u:sp-Pw12a@h/	http://u:
        ini	sp-Pw12a	DBDParams "host=h user=u pass=sp-Pw12a"	user=u
        ini	sp-Pw12a	http-request set-header Authorization "Basic sp-Pw12aYTpi"
        ini	sp-Pw12a	requirepass "sp-Pw12a"
        ini	sp-Pw12a	masterauth sp-Pw12a
        ini	sp-Pw12a	user default on >sp-Pw12a ~* +@all	default¦+@all
        ini	9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08	user bob on #9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ~* +@all
        ini	sp-Pw12a	sentinel auth-pass mymaster sp-Pw12a	mymaster
        ini	sp-Pw12a	primary_conninfo = 'host=h user=r password=sp-Pw12a sslmode=prefer'	sslmode=prefer
        ini	sp-Pw12a	primary_conninfo = 'host=h user=r password=''sp-Pw12a'' sslmode=prefer'	sslmode=prefer
        userList	sp-Pw12a	"bob" "sp-Pw12a"	bob
        userList	md5abcdef0123456789abcdef0123456789	"bob" "md5abcdef0123456789abcdef0123456789"	bob
        ini	sp-Pw12a	PrivateKey = sp-Pw12aAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=	PrivateKey
        ini	sp-Pw12a	PresharedKey = sp-Pw12aAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        ini	sp-Pw12a	enable secret 5 $1$sp-Pw12a$abcdefghijklmnopqrstuv	enable
        ini	sp-Pw12a	username bob password 0 sp-Pw12a	bob
        text	sp-Pw12a	username bob privilege 15 secret 0 sp-Pw12a	bob
        text	0822455D0A16	 password 7 0822455D0A16
        text	sp-Pw12a	snmp-server community sp-Pw12a RO
        text	sp-Pw12a	tacacs-server key sp-Pw12a
        text	sp-Pw12a	radius-server host 1.2.3.4 key sp-Pw12a	1.2.3.4
        text	sp-Pw12a	 crypto isakmp key sp-Pw12a address 1.2.3.4	1.2.3.4
        text	sp-Pw12a	 ppp chap password 0 sp-Pw12a
        text	sp-Pw12a	set system login user bob authentication plaintext-password sp-Pw12a	bob
        text	sp-Pw12a	ntp authentication-key 1 md5 sp-Pw12a
        text	sp-Pw12a	 neighbor 1.2.3.4 password sp-Pw12a	1.2.3.4
        shell	sp-Pw12a	rootpw --plaintext sp-Pw12a
        ini	sp-Pw12a	rootpw --plaintext sp-Pw12a
        ini	sp-Pw12a	rootpw --iscrypted sp-Pw12a
        ini	sp-Pw12a	user --name=bob --password=sp-Pw12a --plaintext	bob
        ini	sp-Pw12a	d-i passwd/root-password password sp-Pw12a
        ini	sp-Pw12a	d-i passwd/user-password-again password sp-Pw12a
        ini	ABCD0123456789ABCDEF	password_pbkdf2 root grub.pbkdf2.sha512.10000.ABCD0123456789ABCDEFABCD0123456789ABCDEFABCD0123456789ABCDEF.1234	root
        ini	sp-Pw12a	password sp-Pw12a
        ini	sp-Pw12a	web ansible_user=u ansible_ssh_pass=sp-Pw12a ansible_port=22	ansible_port=22
        ini	sp-Pw12a	web ansible_become_password="sp-Pw12a" x=y	x=y
        toml	sp-Pw12a	password = "sp-Pw12a" # c	# c
        toml	sp-Pw12a	db = { user = "u", password = "sp-Pw12a" }	user = "u"
        toml	sp-Pw12a¦sp-Pw13b	tokens = ["sp-Pw12a", "sp-Pw13b"]
        toml	sp-Pw12a	password = """¶sp-Pw12a¶"""
        toml	sp-Pw12a	password = '''sp-Pw12a'''
        toml	sp-Pw12a	db.password = 'sp-Pw12a'
        toml	sp-Pw12a	"api-key" = 'sp-Pw12a'
        properties	sp-Pw12a	db.password : sp-Pw12a
        properties	sp-Pw12a	db.password=sp-Pw12a\u0021x
        properties	sp\=Pw12a	db.password=sp\=Pw12a
        properties	sp-Pw12a	db.pass\u0077ord=sp-Pw12a
        properties	sp-Pw12a	db\.password=sp-Pw12a
        properties	sp-Pw12a	jdbc.url=jdbc:mysql://h/db?user=u&password=sp-Pw12a&x=y	x=y
        properties	sp-Pw12a	sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="sp-Pw12a";	username="u"
        properties	sp-Pw12a	sasl.jaas.config=org.X required \¶  username="u" \¶  password="sp-Pw12a";	username="u"
        xml	sp-Pw12a	<Context><Resource name="jdbc/x" username="u" password="sp-Pw12a" url="jdbc:x"/></Context>	jdbc:x
        xml	sp-Pw12a	<user username="u" password="sp-Pw12a" roles="admin"/>	roles="admin"
        xml	sp-Pw12a	<Connector port="8443" keystorePass="sp-Pw12a" keystoreFile="/x.jks"/>	/x.jks
        xml	sp-Pw12a	<Realm connectionPassword='sp-Pw12a' connectionName='cn'/>	cn
        xml	sp-Pw12a	<Environment name="db.password" value="sp-Pw12a" type="x"/>	type="x"
        xml	sp-Pw12a	<Environment value="sp-Pw12a" name="db.password"/>
        xml	sp-Pw12a	<Parameter name="apiKey" value="sp-Pw12a" override="false"/>	override
        xml	sp-Pw12a	<server><id>x</id><username>u</username><password>sp-Pw12a</password></server>	<id>x</id>
        xml	sp-Pw12a	<property name="hibernate.connection.password">sp-Pw12a</property>
        xml	sp-Pw12a	<property>¶  <name>javax.jdo.option.ConnectionPassword</name>¶  <value>sp-Pw12a</value>¶</property>
        xml	sp-Pw12a	<entry key="db.password">sp-Pw12a</entry>
        xml	sp-Pw12a	<init-param><param-name>password</param-name><param-value>sp-Pw12a</param-value></init-param>
        xml	sp-Pw12a	<init-param>¶<param-name>dbPassword</param-name>¶<param-value>sp-Pw12a</param-value>¶</init-param>
        xml	sp-Pw12a	<add name="X" connectionString="Server=h;User Id=u;Password=sp-Pw12a;Encrypt=true" />	Encrypt=true
        xml	AABBCCDDEEFF00112233445566778899	<machineKey validationKey="AABBCCDDEEFF00112233445566778899" decryptionKey="AABBCCDDEEFF00112233445566778899" validation="SHA1"/>	SHA1
        xml	sp-Pw12a	<Authenticator><Module>x</Module><Options><Password>sp-Pw12a</Password></Options></Authenticator>
        xml	sp-Pw12a	<URI>tcp://u:sp-Pw12a@h:9007/amps/json</URI>	h:9007
        xml	sp-Pw12a	<Passphrase>sp-Pw12a</Passphrase>
        xml	sp-Pw12a	<string name="api_token">sp-Pw12a</string>
        xml	sp-Pw12a	<key>Password</key>¶<string>sp-Pw12a</string>
        xml	sp-Pw12a	<key>Password</key><string>sp-Pw12a</string>
        xml	sp-Pw12a	<setting name="SmtpPassword" serializeAs="String"><value>sp-Pw12a</value></setting>	serializeAs
        xml	sp-Pw12a	<setting name="SmtpPassword" serializeAs="String">¶<value>sp-Pw12a</value>¶</setting>
        xml	sp-Pw12a	<x password=&quot;sp-Pw12a&quot;>
        xml	sp-Pw12a	<jvm-options>-Djavax.net.ssl.trustStorePassword=sp-Pw12a</jvm-options>
        xml	sp-Pw12a	<!-- <user name="x" password="sp-Pw12a"/> -->
        xml	sp-Pw12a	<!-- old password: sp-Pw12a -->
        xml	sp-Pw12a	<Connector SSLPassword="sp-Pw12a" secret="sp-Pw12a" requiredSecret='sp-Pw12a'/>
        xml	sp-Pw12a	<Token>sp-Pw12a</Token><Secret>sp-Pw12a</Secret>
        xml	sp-Pw12a	<wsse:Password Type="http://x#PasswordText">sp-Pw12a</wsse:Password>	PasswordText
        xml	sp-Pw12a	<KerberosPassword>sp-Pw12a</KerberosPassword>
        yaml	sp-Pw12a	db: {user: u, password: sp-Pw12a, host: h}	host: h
        yaml	sp-Pw12a	- {name: DB_PASSWORD, value: sp-Pw12a}	DB_PASSWORD
        yaml	sp-Pw12a	env:¶  - name: DB_PASSWORD¶    value: "sp-Pw12a"
        yaml	sp-Pw12a	environment:¶  - DB_PASSWORD=sp-Pw12a¶  - X=y	X=y
        yaml	sp-Pw12a	environment:¶  - "DB_PASSWORD=sp-Pw12a"¶  - X=y	X=y
        yaml	sp-Pw12a	password: >-¶  sp-Pw12a¶user: u	user: u
        yaml	sp-Pw12a	password: &pw sp-Pw12a¶other: *pw	*pw
        yaml	sp-Pw12a	? password¶: sp-Pw12a
        yaml	sp-Pw12a	"password": 'sp-Pw12a'
        yaml	sp-Pw12a¦sp-Pw13b	passwords:¶  - sp-Pw12a¶  - sp-Pw13b¶user: u	user: u
        yaml	sp-Pw12a	command: ["sh", "-c", "app --password=sp-Pw12a"]
        yaml	sp-Pw12a	command: ["app", "--password", "sp-Pw12a", "-v"]	-v
        yaml	sp-Pw12a	args:¶  - --password¶  - sp-Pw12a¶  - -v	-v
        yaml	sp-Pw12a	args:¶  - "--db-password"¶  - "sp-Pw12a"
        yaml	sp-Pw12a	command: app --password sp-Pw12a -v	-v
        yaml	sp-Pw12a	healthcheck: redis-cli -a sp-Pw12a ping	ping
        yaml	sp-Pw12a	secrets:¶  mykey: sp-Pw12a
        yaml	sp-Pw12a	basic_auth:¶  username: u¶  password: sp-Pw12a	username: u
        yaml	sp-Pw12a	bearer_token: sp-Pw12a
        yaml	sp-Pw12a	api_url: https://hooks.slack.com/services/T000/B000/sp-Pw12aXXXXXXXX
        yaml	sp-Pw12a	authorization:¶  type: Bearer¶  credentials: sp-Pw12a	Bearer
        yaml	sp-Pw12a	users:¶  - name: u¶    pass: sp-Pw12a
        yaml	sp-Pw12a	smtp_auth_password: sp-Pw12a
        yaml	sp-Pw12a	    # password: sp-Pw12a
        yaml	sp-Pw12a	    # old: sp-Pw12a was the password
        json	sp-Pw12a	{"name":"DB_PASSWORD","value":"sp-Pw12a"}	DB_PASSWORD
        json	sp-Pw12a	{"value":"sp-Pw12a","name":"DB_PASSWORD"}	DB_PASSWORD
        json	sp-Pw12a	{¶"name": "DB_PASSWORD",¶"value": "sp-Pw12a"¶}
        json	sp-Pw12a	{"Key":"DB_PASSWORD","Value":"sp-Pw12a"}
        json	sp-Pw12a	{"env":["DB_PASSWORD=sp-Pw12a","X=y"]}	X=y
        json	sp-Pw12a	{"Cmd":["app","--password","sp-Pw12a"]}
        json	sp-Pw12a	{"Authorization":["Bearer sp-Pw12a.abcd"]}
        json	sp-Pw12a	{"headers":{"X-Auth-Token":"sp-Pw12a"}}
        json	sp-Pw12a	{"ConnectionStrings":{"x":"Server=h;Password=sp-Pw12a;"}}
        json	sp-Pw12a	{"a":"{\"password\":\"sp-Pw12a\",\"b\":1}"}	\"b\":1
        json	sp-Pw12a	{"a":"{\"c\":\"{\\\"password\\\":\\\"sp-Pw12a\\\"}\"}"}
        json	sp-Pw12a	{"pass\u0077ord":"sp-Pw12a"}
        json	987654	{"password":987654,"x":1}	"x":1
        json	sp-Pw12a	{"password":["sp-Pw12a","b-Pw12"]}
        json	sp-Pw12a	{"password":{"value":"sp-Pw12a"}}
        json	sp-Pw12a	{"password": {"plain": "sp-Pw12a"}}
        json	sp-Pw12a	{"password":¶"sp-Pw12a"}
        json	sp-Pw12a	{"accountKey":"sp-Pw12a=="}
        json	sp-Pw12a	{"uri":"mongodb://u:sp-Pw12a@h1:27017,h2:27017/db"}	h2:27017
        log	sp-Pw12a	The password for the admin account is sp-Pw12a.	admin
        log	sp-Pw12a	the password for X was sp-Pw12a	X
        log	sp-Pw12a	# the db password was changed to sp-Pw12a on Monday	Monday
        log	sp-Pw12a	use password "sp-Pw12a" to log in	log in
        log	sp-Pw12a	try sp-Pw12a as the password
        log	sp-Pw12a	sp-Pw12a is the password
        log	sp-Pw12a	password (sp-Pw12a) rejected
        log	sp-Pw12a	password [sp-Pw12a] rejected
        log	sp-Pw12a	password <sp-Pw12a> rejected
        log	sp-Pw12a	password -> sp-Pw12a
        log	sp-Pw12a	password => sp-Pw12a
        log	sp-Pw12a	password := sp-Pw12a
        log	sp-Pw12a	password = sp-Pw12a
        log	sp-Pw12a	password == sp-Pw12a
        log	sp-Pw12a	password is: sp-Pw12a
        log	sp-Pw12a	Password:⇥sp-Pw12a
        log	sp-Pw12a	Your temporary password: sp-Pw12a	temporary
        log	sp-Pw12a	initial password sp-Pw12a set	initial
        log	sp-Pw12a	credentials bob/sp-Pw12a accepted	bob
        log	sp-Pw12a	credentials: bob:sp-Pw12a
        log	sp-Pw12a	login: bob password: sp-Pw12a host: h	host: h
        log	sp-Pw12a	user bob pw sp-Pw12a	bob
        log	sp-Pw12a	user=bob, pw=sp-Pw12a, x=1	x=1
        log	sp-Pw12a	User[name=bob, password=sp-Pw12a, roles=[a]]	roles
        log	sp-Pw12a	{:user=>"bob", :password=>"sp-Pw12a"}	bob
        log	sp-Pw12a	{'user': 'bob', 'password': 'sp-Pw12a'}	bob
        log	sp-Pw12a	{Addr:h Password:sp-Pw12a DB:0}	DB:0
        log	sp-Pw12a	map[password:sp-Pw12a user:bob]	user:bob
        log	sp-Pw12a	level=info msg="auth" password=sp-Pw12a user=bob	user=bob
        log	sp-Pw12a	level=info msg="auth" password="sp-Pw12a x" user=bob	user=bob
        log	sp-Pw12a	GET /login?user=bob&password=sp-Pw12a&next=%2F HTTP/1.1	next=%2F
        log	sp-Pw12a	GET /cb?code=sp-Pw12aABCDEF123456&state=xyz HTTP/1.1	HTTP/1.1
        log	sp-Pw12a	POST body: {"username":"bob","password":"sp-Pw12a"}	bob
        log	sp-Pw12a	"GET /x?api_key=sp-Pw12a HTTP/1.1" 200	200
        log	abcd0123efgh4567	https://b.s3.amazonaws.com/x?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE&X-Amz-Signature=abcd0123efgh4567abcd0123efgh4567	s3.amazonaws
        log	IQoJb3JpZ2luX2VjEXAMPLE	https://b/x?X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F&x=1	x=1
        log	sp-Pw12a	Authorization: Bearer sp-Pw12a.x-y_z
        log	sp-Pw12a	> Authorization: Basic sp-Pw12aYTpi
        log	sp-Pw12a	[http] >> "Authorization: Basic sp-Pw12aYTpi[\r][\n]"
        log	0123456789abcdef0123456789abcdef	Authorization: Digest username="bob", realm="r", nonce="n", uri="/", response="0123456789abcdef0123456789abcdef"
        log	fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024	Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024
        log	sp-Pw12a	Proxy-Authorization: Negotiate sp-Pw12aYIIabcd
        log	sp-Pw12a	X-Auth-Token: sp-Pw12a
        log	sp-Pw12a	X-Vault-Token: sp-Pw12a
        log	sp-Pw12a	PRIVATE-TOKEN: sp-Pw12a
        log	sp-Pw12a	Ocp-Apim-Subscription-Key: sp-Pw12a
        log	sp-Pw12a	x-functions-key: sp-Pw12a
        log	sp-Pw12a	x-api-key=sp-Pw12a
        log	sp-Pw12aabc	Cookie: JSESSIONID=sp-Pw12aabc; theme=dark
        log	sp-Pw12aabc	Set-Cookie: session=sp-Pw12aabc; HttpOnly; Path=/	HttpOnly
        log	sp-Pw12aabc	cookie=[session=sp-Pw12aabc]
        log	sp-Pw12aabcdefghi	PHPSESSID=sp-Pw12aabcdefghi; x
        log	sp-Pw12a	jdbc:sqlserver://h:1433;databaseName=d;user=u;password=sp-Pw12a;encrypt=true	encrypt=true
        log	sp-Pw12a	jdbc:db2://h:50000/d:user=u;password=sp-Pw12a;	user=u
        log	sp-Pw12a	jdbc:mysql://u:sp-Pw12a@h/d
        log	sp-Pw12a	jdbc:oracle:thin:u/sp-Pw12a@//h:1521/s
        log	sp-Pw12a	jdbc:oracle:thin:u/"sp-Pw12a"@h:1521:s
        log	sp-Pw12a	jdbc:postgresql://h/d?user=u&password=sp-Pw12a&ssl=true	ssl=true
        log	sp-Pw12a	redis,password=sp-Pw12a,ssl=True,abortConnect=False	ssl=True
        log	sp-Pw12a	Data Source=h;Initial Catalog=d;User ID=u;Pwd=sp-Pw12a;Encrypt=yes	Encrypt=yes
        log	sp;Pw12a	Data Source=h;User ID=u;Password="sp;Pw12a";Encrypt=yes	Encrypt=yes
        log	sp;Pw12a	Driver={ODBC};UID=u;PWD={sp;Pw12a};X=y	X=y
        log	sp-Pw12a	Endpoint=sb://x/;SharedAccessKeyName=R;SharedAccessKey=sp-Pw12a=;EntityPath=e	EntityPath=e
        log	sp-Pw12a	DefaultEndpointsProtocol=https;AccountName=a;AccountKey=sp-Pw12a==;EndpointSuffix=core	EndpointSuffix=core
        log	sp-Pw12a	amqp://u:sp-Pw12a@h1:5672,u2:sp-Pw12a@h2:5672/v	h2:5672
        log	sp-Pw12a	mongodb+srv://u:sp-Pw12a@c0.x.mongodb.net/d?retryWrites=true	retryWrites
        log	sp-Pw12a	ftp://u:sp-Pw12a@h/x
        log	sp-Pw12a	smtp://u%40x:sp-Pw12a@h:25
        log	sp-Pw12a	postgres://u:sp-Pw12a@[::1]:5432/d	[::1]
        log	sp-Pw12a	u:sp-Pw12a@tcp(h:3306)/d
        log	0123456789abcdef0123456789abcdef	https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2	sentry.io
        log	sp-Pw12a	https://h:8085/amps|mon|sp-Pw12a	mon
        log	sp-Pw12a	h:8085|mon|sp-Pw12a
        log	MIIEowIBAAKCAQEA	-----BEGIN RSA PRIVATE KEY-----¶MIIEowIBAAKCAQEA¶-----END RSA PRIVATE KEY-----
        log	MIIEowIBAAKCAQEA¦abcd1234EFGH	2026-11-21 01:45:00 INFO -----BEGIN RSA PRIVATE KEY-----¶2026-11-21 01:45:00 INFO MIIEowIBAAKCAQEA¶2026-11-21 01:45:00 INFO abcd1234EFGH¶2026-11-21 01:45:00 INFO -----END RSA PRIVATE KEY-----¶ok	ok
        log	MIIEowIBAAKCAQEA	# -----BEGIN PRIVATE KEY-----¶# MIIEowIBAAKCAQEA¶# -----END PRIVATE KEY-----
        yaml	MIIEowIBAAKCAQEA	key: |¶  -----BEGIN PRIVATE KEY-----¶  MIIEowIBAAKCAQEA¶  -----END PRIVATE KEY-----¶x: y	x: y
        yaml	MIIEowIBAAKCAQEA	key: "-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END PRIVATE KEY-----\n"¶x: y	x: y
        log	MIIEowIBAAKCAQEA	key -----BEGIN PRIVATE KEY-----\\nMIIEowIBAAKCAQEA\\n-----END PRIVATE KEY-----\\n x
        log	b3BlbnNzaC1rZXktdjEAAAAA	b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
        log	MIIEowIBAAKCAQEA	¶MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI
        log	lQOYBF	-----BEGIN PGP PRIVATE KEY BLOCK-----¶Version: x¶¶lQOYBF¶=abcd¶-----END PGP PRIVATE KEY BLOCK-----¶ok	ok
        log	spPw12a9	---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----¶Comment: "x"¶spPw12a9¶---- END SSH2 ENCRYPTED PRIVATE KEY ----
        log	abcdef0123456789	-----BEGIN OpenVPN Static key V1-----¶abcdef0123456789¶-----END OpenVPN Static key V1-----
        log	LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ	data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlF
        log	eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0	jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U x
        log	JBSWY3DPEHPK3PXP	otpauth://totp/x:bob?secret=JBSWY3DPEHPK3PXP&issuer=x	issuer
        log	sp-Pw12a	// TODO remove: password = "sp-Pw12a"
        log	sp-Pw12a	/* pw: sp-Pw12a */
        log	sp-Pw12a	backup-password=sp-Pw12a.tar.gz
        log	sp-Pw12a	-rw-r--r-- 1 root root 5 token=sp-Pw12a.log
        log	sp-Pw12a	app[12]: DB_PASSWORD is "sp-Pw12a"
        log	sp-Pw12a	Environment=DB_PASSWORD=sp-Pw12a
        ini	sp-Pw12a	Environment="DB_PASSWORD=sp-Pw12a" "X=y"	X=y
        ini	sp-Pw12a	ExecStart=/usr/bin/app --password sp-Pw12a --x y	--x y
        ini	sp-Pw12a	ExecStart=/usr/bin/app --password=sp-Pw12a --x y	--x y
        ini	sp-Pw12a	command=app --token sp-Pw12a
        log	sp-Pw12a	root 12 0.0 /usr/bin/java -Ddb.password=sp-Pw12a -jar x.jar	x.jar
        log	sp-Pw12a	"-Ddb.password=sp-Pw12a"
        log	sp-Pw12a	-Dspring.datasource.password="sp-Pw12a" -jar x	-jar x
        commandLine	sp-Pw12a	java␀-Ddb.password=sp-Pw12a␀-jar␀x.jar␀	x.jar
        commandLine	sp-Pw12a	bob 12 mysqld_exporter --password sp-Pw12a --x	--x
        log	sp-Pw12a	PASSWORD 'sp-Pw12a'
        sql	sp-Pw12a	ALTER USER bob WITH ENCRYPTED PASSWORD 'sp-Pw12a' VALID UNTIL 'x';	VALID
        sql	sp-Pw12a	CREATE LOGIN bob WITH PASSWORD = N'sp-Pw12a', CHECK_POLICY = OFF	CHECK_POLICY
        sql	sp-Pw12a	SET PASSWORD FOR 'bob'@'%' = PASSWORD('sp-Pw12a');	bob
        sql	sp-Pw12a	SET PASSWORD FOR 'bob'@'%' = 'sp-Pw12a';	bob
        sql	sp-Pw12a	GRANT ALL ON *.* TO 'bob'@'%' IDENTIFIED BY 'sp-Pw12a' WITH GRANT OPTION	GRANT OPTION
        sql	sp-Pw12a	CREATE USER bob IDENTIFIED BY sp-Pw12a DEFAULT TABLESPACE x	TABLESPACE
        sql	sp-Pw12a	CREATE USER bob IDENTIFIED BY VALUES 'sp-Pw12a'
        sql	sp-Pw12a	CREATE SUBSCRIPTION s CONNECTION 'host=h password=sp-Pw12a' PUBLICATION p	PUBLICATION
        sql	sp-Pw12a	CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (USER 'u', PASSWORD 'sp-Pw12a')	'u'
        sql	sp-Pw12a	CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='sp-Pw12a', X=1	X=1
        sql	sp-Pw12a	CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'sp-Pw12a'
        sql	sp-Pw12a	OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = 'sp-Pw12a'
        sql	sp-Pw12a	SELECT pgp_sym_encrypt(x, 'sp-Pw12a')
        sql	sp-Pw12a	SELECT dblink_connect('host=h user=u password=sp-Pw12a')	user=u
        sql	sp-Pw12a	CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY "sp-Pw12a" USING 'x'	USING
        sql	sp-Pw12a	COPY t FROM 's3://x' CREDENTIALS 'aws_access_key_id=x;aws_secret_access_key=sp-Pw12a'
        sql	sp-Pw12a	CREATE SECRET s (TYPE S3, KEY_ID 'x', SECRET 'sp-Pw12a')
        log	sp-Pw12a	db.createUser({user:"bob", pwd:"sp-Pw12a", roles:[]})	roles
        log	sp-Pw12a	db.auth("bob", "sp-Pw12a")	bob
        log	sp-Pw12a	new Credentials("bob", "sp-Pw12a")	bob
        log	sp-Pw12a	DriverManager.getConnection(url, "bob", "sp-Pw12a")
        log	sp-Pw12a	AUTH sp-Pw12a
        log	sp-Pw12a	"AUTH" "sp-Pw12a"
        log	sp-Pw12a	1609459200.1 [0 127.0.0.1:1] "AUTH" "default" "sp-Pw12a"	default
        log	sp-Pw12a	"CONFIG" "SET" "requirepass" "sp-Pw12a"
        log	sp-Pw12a	ftp> PASS sp-Pw12a
        log	dXNlcgBib2IAcHc=	AUTH PLAIN dXNlcgBib2IAcHc=
        log	sp-Pw12a	LOGIN bob sp-Pw12a
        log	sp-Pw12a	a1 LOGIN "bob" "sp-Pw12a"	bob
        log	sp-Pw12a	USER bob PASS sp-Pw12a	bob
        log	sp-Pw12a	logon {"c":"logon","cid":"1","user_id":"bob","pw":"sp-Pw12a"}	bob
        log	sp-Pw12a	<SOAP><Password>sp-Pw12a</Password></SOAP>
        log	sp-Pw12a	&lt;Password&gt;sp-Pw12a&lt;/Password&gt;	&lt;/Password
        log	sp-Pw12a	msg="{\"password\": \"sp-Pw12a\"}"
        log	sp-Pw12a	%7B%22password%22%3A%22sp-Pw12a%22%7D	%22%7D
        log	sp-Pw12a	password\u003dsp-Pw12a\u0026x=1	x=1
        log	sp-Pw12a	\"password\":\"sp-Pw12a\"
        log	sp-Pw12a	setPassword("sp-Pw12a")
        log	sp-Pw12a	password='sp-Pw12a'
        log	sp-Pw12a	password=`sp-Pw12a`
        log	sp-Pw12a	password: "sp-Pw12a"
        log	p w 3	password: "p w 3"
        log	sp-Pw12a	--header "X-Token: sp-Pw12a"
        log	sp-Pw12a	Password for user bob: sp-Pw12a	bob
        log	sp-Pw12a	Enter password: sp-Pw12a
        log	sp-Pw12a	password changed from sp-Pw12a to other-Pw9
        log	sp-Pw12a	old_password=sp-Pw12a new_password=nsp-Pw12a
        log	sp-Pw12a	generated password 'sp-Pw12a'
        log	sp-Pw12a	generated random password: sp-Pw12a
        log	sp-Pw12a	A temporary password is generated for root@localhost: sp-Pw12a	root@localhost
        log	sp-Pw12a	secret key: sp-Pw12a
        log	sp-Pw12a	API key sp-Pw12a0123456789 is invalid	invalid
        log	sp-Pw12a	invalid token sp-Pw12a0123456789abcdef	invalid
        log	sp-Pw12a	Using token: sp-Pw12a
        log	sp-Pw12a	access token 'sp-Pw12a0123456789' expired	expired
        log		Accepted password for root from 10.0.0.1 port 22 ssh2
        log		password expired for user bob
        log		token bucket refill=10 tokens
        log		Key length: 2048
        log		user token count: 12
        log		integrity sha512-Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw== x
        log		commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
        log		sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        log		The password is required for user bob
        log		authentication key not found
        log		Login bob succeeded
        log		USER bob logged in
        log		pass 3 of 4 complete
        log		secret santa list loaded
        log		Set-Cookie header missing
        ini		key_buffer_size = 16M
        yaml		secretKeyRef:¶  name: x¶  key: password
        yaml		valueFrom:¶  secretKeyRef:¶    name: db¶    key: db-password
        yaml		passwordSecretRef: db
        ini		auth-user-pass /etc/openvpn/login.conf
        ini		password_encryption = scram-sha-256
        ini		tls-auth ta.key 1
        shell		mysql -u root -p db
        shell		ssh -p 2222 u@h
        shell		docker run -p 80:80 --user 1000:1000 x
        shell		kubectl get secret db -o yaml
        shell		vault login -method=ldap
        shell		htpasswd -c file user
        shell		mkdir -p a/b; cp -a x y; tar -u x:y
        log		net use completed
        log		insert into users (id, name) values (1, 'bob')
        log		INSERT INTO t (password_policy, x) VALUES ('strong', 1)
        json		{"type":"object","properties":{"password":{"type":"string","minLength":8}}}
        json		{"d":"M10 20 L30 40","p":"abc","k":"v"}
        json		{"kty":"RSA","n":"abc","e":"AQAB"}
        xml		<password/>
        xml		<key>Name</key><string>Bob</string>
        log		-----BEGIN CERTIFICATE-----¶MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ¶-----END CERTIFICATE-----
        log		echo hello | sudo tee x
        log		community edition started
        log		username bob logged in
        text	sp-Pw12a	user,password,mail¶bob,sp-Pw12a,b@x	bob¦b@x
        log	sp-Pw12a	Nov 21 01:45:00 h sshd[1]: Failed keyboard-interactive; token=sp-Pw12a
        log	sp-Pw12a	DB connect string: user=u password=sp-Pw12a host=h	host=h
        log	sp-Pw12a	2026-11-21 DEBUG o.a.h.wire - http-outgoing-0 >> "Authorization: Bearer sp-Pw12a[\r][\n]"
        log	sp-Pw12a	SET spring.datasource.password=sp-Pw12a
        log	sp-Pw12a	spring.datasource.password: sp-Pw12a
        log	sp-Pw12a	param password = [sp-Pw12a]
        log	sp-Pw12a	passwd="sp-Pw12a",
        log	sp-Pw12a	&password=sp-Pw12a&
        log	sp-Pw12a	Password=sp-Pw12a
        log	sp-Pw12a	x-amz-security-token: sp-Pw12aIQoJb3
        log	sp-Pw12a	sasl_mechanisms=PLAIN sasl.password=sp-Pw12a
        log	sp!P@w:12;a	password='sp!P@w:12;a'
        log	sp!P@w:12;a	"password":"sp!P@w:12;a"
        log	pa$$w0rd!	password=pa$$w0rd!
        xml	p&amp;w&lt;1	<Password>p&amp;w&lt;1</Password>
        xml	p'w"1	<a password="p'w&quot;1"/>
        json	p\"w\\1	{"password":"p\"w\\1","x":1}	"x":1
        yaml	p: w#1	password: "p: w#1"
        yaml	p''w	password: 'p''w' # c	# c
        ini	p;w#1	password = p;w#1
        properties	p w = : #1	password=p w = : #1
        shell	p"w	PASSWORD='p"w'
        shell	sp-Pw12a	cat > /etc/x <<EOF¶password=sp-Pw12a¶EOF
        shell	sp-Pw12a	read -r -d '' X <<EOF¶DB_PASSWORD: sp-Pw12a¶EOF
        shell	sp-Pw12a	: ${DB_PASSWORD:=sp-Pw12a}
        shell	sp-Pw12a	DB_PASSWORD=${DB_PASSWORD:-sp-Pw12a}
        shell	sp-Pw12a	docker run -e DB_PASSWORD=sp-Pw12a -e X=y img	img
        shell	sp-Pw12a	helm install x --set db.password=sp-Pw12a,x=y	x=y
        shell	sp-Pw12a	ssh h "mysql -psp-Pw12a -e 'select 1'"	select 1
        shell	sp-Pw12a	curl -H "X-Api-Key: sp-Pw12a" https://h	https://h
        shell	sp-Pw12a	curl -H 'Authorization: token sp-Pw12a' https://h
        shell	sp-Pw12a	http POST h Authorization:"Bearer sp-Pw12a"
        shell	sp-Pw12a	git clone https://oauth2:sp-Pw12a@gitlab.com/x.git
        shell	sp-Pw12a	java -jar app.jar --spring.datasource.password=sp-Pw12a
        shell	sp-Pw12a	su - bob -c "app --pass sp-Pw12a"
        shell	sp-Pw12a	kinit -k; echo sp-Pw12a | kinit bob
        shell	sp-Pw12a	export AWS_SECRET_ACCESS_KEY=sp-Pw12a AWS_REGION=x	AWS_REGION=x
        shell	sp-Pw12a	kubectl config set-credentials u --token=sp-Pw12a
        shell	sp-Pw12a	vault write auth/userpass/users/bob password=sp-Pw12a
        shell	sp-Pw12a	RESTIC_PASSWORD=sp-Pw12a restic backup
        shell	sp-Pw12a	openssl rsa -in k -passout pass:"sp-Pw12a"
        shell	sp-Pw12a	openssl enc -K sp-Pw12a0123 -iv 00
        shell	sp-Pw12a	zip -P sp-Pw12a a.zip b	a.zip
        shell	sp-Pw12a	mysql --defaults-extra-file=<(printf "[client]\npassword=sp-Pw12a") db
        shell	sp-Pw12a	az storage x --account-key sp-Pw12a==
        shell	sp-Pw12a	gcloud sql users set-password u --password=sp-Pw12a
        shell	sp-Pw12a	nmap --script-args 'user=u,pass=sp-Pw12a'
        shell	sp-Pw12a	ldapmodify -D cn=x -w 'sp-Pw12a' -f x
        shell	sp-Pw12a	keytool -genkey -storepass:env X -keypass "sp-Pw12a"
        shell	sp-Pw12a	jarsigner -storepass sp-Pw12a x.jar a	x.jar
        shell	sp-Pw12a	amps_client --uri tcp://u:sp-Pw12a@h:9007/amps/json
        shell	sp-Pw12a	spark -server tcp://u:sp-Pw12a@h:9007 -topic x	-topic x
        shell	sp-Pw12a	printf 'sp-Pw12a\n' | cryptsetup luksOpen /dev/x y
        shell	sp-Pw12a	wget --header="Authorization: Bearer sp-Pw12a" h
        shell	sp-Pw12a	wget --post-data='user=u&pass=sp-Pw12a' h
        shell	sp-Pw12a	wget 'ftp://u:sp-Pw12a@h/x'
        shell	sp-Pw12a	mc alias set m http://h KEYID sp-Pw12a	KEYID
        shell	sp-Pw12a	pw=sp-Pw12a
        shell	sp-Pw12a	local pass="sp-Pw12a"
        shell	sp-Pw12a	ARGS="$ARGS --password sp-Pw12a"
        shell	sp-Pw12a	sqlcmd -S h -U sa -P sp-Pw12a -Q x	-Q x
        shell	sp-Pw12a	kadmin.local -q "addprinc -pw sp-Pw12a bob"	bob
        shell	sp-Pw12a	ldappasswd -s sp-Pw12a -D x
        shell	sp-Pw12a	net ads join -U Administrator%sp-Pw12a	Administrator
        shell	sp-Pw12a	nats --user u --password sp-Pw12a
        shell	sp-Pw12a	clickhouse-client -u u --password sp-Pw12a
        shell	sp-Pw12a	hdfs -Dfs.s3a.secret.key=sp-Pw12a x
        shell	sp-Pw12a	nodetool -u u -pw sp-Pw12a status	status
        shell	sp-Pw12a	ipmitool -I lanplus -H h -U u -P sp-Pw12a chassis	chassis
        shell	sp-Pw12a	cmdkey /add:h /user:u /pass:sp-Pw12a
        shell	sp-Pw12a	runas /user:x "net use z: \\h\s sp-Pw12a /user:bob"
        log	JBSWY3DPEHPK3PXP	otp secret: JBSWY3DPEHPK3PXP
        log	sp-Pw12a	Connecting with user 'bob' and password 'sp-Pw12a'	bob
        log	sp-Pw12a	auth user=bob pass=sp-Pw12a ok	ok
        log	sp-Pw12a	New password for bob: 'sp-Pw12a'.
        log	sp-Pw12a	My PIN is 48213
        log	48213	PIN: 48213
        log	sp-Pw12a	root's password: sp-Pw12a
        log	sp-Pw12a	password hint: none, password: sp-Pw12a
        log	sp-Pw12a	creds=bob:sp-Pw12a
        log	sp-Pw12a	"credentials":{"user":"bob","pass":"sp-Pw12a"}	bob
        log	sp-Pw12a	secret=sp-Pw12a
        log	sp-Pw12a	secret is sp-Pw12a
        log	sp-Pw12a	session token: sp-Pw12a
        log	0a1b2c3d4e5f60718293a4b5c6d7e8f9	sessionid=0a1b2c3d4e5f60718293a4b5c6d7e8f9
        log	0a1b2c3d4e5f60718293a4b5c6d7e8f9	sid=0a1b2c3d4e5f60718293a4b5c6d7e8f9
        properties	sp-Pw12a	truststore.pass=sp-Pw12a
        properties	sp-Pw12a	server.ssl.key-store-password=sp-Pw12a
        properties	sp-Pw12a	ssl.keystore.password=sp-Pw12a
        properties	sp-Pw12a	mail.smtp.pass: sp-Pw12a
        properties	sp-Pw12a	! old.password=sp-Pw12a
        properties	sp-Pw12a	jwt.signing-key=sp-Pw12a
        properties	sp-Pw12a	app.crypto.salt=sp-Pw12a
        ini	sp-Pw12a	[client]¶password="sp-Pw12a"
        ini	sp-Pw12a	rabbitmq default_pass = sp-Pw12a
        ini	sp-Pw12a	default_pass = sp-Pw12a
        ini	sp-Pw12a	erlang.cookie = sp-Pw12a
        ini	sp-Pw12a	xpack.security.authc.token.secret: sp-Pw12a
        ini	sp-Pw12a	admin_password = sp-Pw12a
        ini	sp-Pw12a	connection = mysql+pymysql://u:sp-Pw12a@h/d
        ini	sp-Pw12a	transport_url = rabbit://u:sp-Pw12a@h:5672,u:sp-Pw12a@h2:5672//
        ini	sp-Pw12a	memcache_secret_key = sp-Pw12a
        ini	sp-Pw12a	dsn = u:sp-Pw12a@tcp(h:1)/d
        ini	sp-Pw12a	auth_pass sp-Pw12a
        ini	sp-Pw12a	    auth_pass sp-Pw12a
        ini	sp-Pw12a	key "rndc" {¶  algorithm hmac-sha256;¶  secret "sp-Pw12a==";¶};	hmac-sha256
        ini	sp-Pw12a	wpa_passphrase=sp-Pw12a
        ini	sp-Pw12a	sae_password=sp-Pw12a
        ini	sp-Pw12a	private_key_passwd="sp-Pw12a"
        ini	sp-Pw12a	hmac_key = sp-Pw12a
        ini	sp-Pw12a	password: sp-Pw12a
        ini	sp-Pw12a	access_key_secret = sp-Pw12a
        ini	sp-Pw12a	aws_secret_access_key = sp-Pw12a
        ini	sp-Pw12a	_auth = sp-Pw12aYTpi
        ini	sp-Pw12a	passwd_hash=sp-Pw12a
        ini	sp-Pw12a	variable "x" { default = "y" }¶db_password = "sp-Pw12a"
        ini	sp-Pw12a	  password    = "sp-Pw12a"
        ini	sp-Pw12a	"password": "sp-Pw12a",
        ini	sp-Pw12a	<simple_bind_password>sp-Pw12a
        ini	sp-Pw12a	smb_passwd bob:1001:sp-Pw12a
        toml	sp-Pw12a	inputs.token = "sp-Pw12a"
        toml	sp-Pw12a	urls = ["postgres://u:sp-Pw12a@h/d"]
        toml	sp-Pw12a	communities = ["sp-Pw12a"]
        toml	sp-Pw12a	community = "sp-Pw12a"
        yaml	sp-Pw12a	snmp_community: sp-Pw12a
        yaml	sp-Pw12a	community_strings: [sp-Pw12a, "sp-Pw12a"]
        yaml	sp-Pw12a	api_keys: ["sp-Pw12a"]
        yaml	sp-Pw12a	dsn: "https://sp-Pw12a0123456789abcdef@sentry.io/1"
        yaml	sp-Pw12a	url: 'redis://:sp-Pw12a@h:1/0'
        yaml	sp-Pw12a	password: "sp-Pw12a\¶  more"
        yaml	sp-Pw12a	password: sp-Pw12a¶password2: sp-Pw12a¶
        yaml	sp-Pw12a	- password: >¶    sp-Pw12a¶- x: y	x: y
        yaml	sp-Pw12a	annotations:¶  kubectl.kubernetes.io/last-applied-configuration: |¶    {"apiVersion":"v1","data":{"foo":"sp-Pw12a"},"kind":"Secret"}
        yaml	sp-Pw12a	  stringData:¶    config.yaml: |¶      password: sp-Pw12a¶      x: y
        yaml	sp-Pw12a	basicAuth: "bob:sp-Pw12a"
        yaml	sp-Pw12a	"DB_PASSWORD": "sp-Pw12a"
        yaml	sp-Pw12a	DB_PASSWORD: !!str sp-Pw12a
        yaml	sp-Pw12a	rootpw: "sp-Pw12a"
        yaml	sp-Pw12a	chpasswd:¶  list: |¶    root:sp-Pw12a¶    bob:sp-Pw12a
        yaml	sp-Pw12a	plain_text_passwd: sp-Pw12a
        yaml	sp-Pw12a	encryption_key: sp-Pw12a
        yaml	sp-Pw12a	vault_token: s.sp-Pw12a
        yaml	sp-Pw12a	connection_string: "Server=h;Password=sp-Pw12a"
        yaml	sp-Pw12a	value: "jdbc:x://h?password=sp-Pw12a"
        yaml	sp-Pw12a	cmd: |¶  mysql -u root -psp-Pw12a db	db
        json	sp-Pw12a	{"url":"https://u:sp-Pw12a@h/x"}
        json	sp-Pw12a	{"cmd":"mysql -u root -psp-Pw12a db"}
        json	sp-Pw12a	{"env":{"DB_PASSWORD":"sp-Pw12a"}}
        json	sp-Pw12a	[{"name":"password","value":"sp-Pw12a"},{"name":"x","value":"y"}]	"y"
        json	sp-Pw12a	{"type":"service_account","private_key":"sp-Pw12a"}
        json	sp-Pw12a	{"refresh_token":"sp-Pw12a","expires_in":3600}	3600
        json	sp-Pw12a	{"secretAccessKey":"sp-Pw12a"}
        json	sp-Pw12a	{"clientSecret":"sp-Pw12a","clientId":"abc"}	abc
        json	sp-Pw12a	{"password":null,"passphrase":"sp-Pw12a"}	null
        json	sp-Pw12a	{"attributes":{"admin_password":"sp-Pw12a","sensitive_values":{}}}
        json	sp-Pw12a	{"SecretString":"{\"password\":\"sp-Pw12a\"}"}
        json	sp-Pw12a	{"SecretString":"sp-Pw12a"}
        ini		passwd chat = *New*password* %n\n *Retype*password* %n\n
        ini		passwd program = /usr/bin/passwd %u
        ini		unix password sync = yes
        text		ii  libsecret-1-0:amd64  0.20.5-3  amd64  Secret store
        text		    char *token = strtok(line, " ");
        text		    while (token != NULL) token = strtok(NULL, " ");
        shell	kRrtFFgWDCICbG1	echo "kRrtFFgWDCICbG1" | docker login -u ci --password-stdin
        shell	CopperWalnut900	echo 'joe:CopperWalnut900' | chpasswd	joe
        shell	TjiGoasCo6b78	net use Z: \\srv\share /user:CORP\joe TjiGoasCo6b78	joe
        shell	<T&K>	curl --user 'admin:<T&K>'\''"9;zz' https://es.example.net:9200/_cat/nodes	admin¦_cat
        shell	9;zz	curl --user 'admin:<T&K>'\''"9;zz' https://es.example.net:9200/_cat/nodes	admin¦_cat
        shell	MeadowOrbit498	ldapsearch -x -D cn=admin,dc=example,dc=net -w MeadowOrbit498 -b dc=example,dc=net	-b dc=example
        shell	hZIrjGbLsFdw9	az login --service-principal -u app -p hZIrjGbLsFdw9 --tenant contoso	contoso
        shell	j1rdHtuaMtiXXcx5	redis-cli -h redis.example.net -a j1rdHtuaMtiXXcx5 --no-auth-warning info	info
        log	Orbit!QdbX_60r	Nov 21 01:39:08 web1 sudo: joe : TTY=pts/0 ; PWD=/home/joe ; USER=root ; COMMAND=/usr/bin/htpasswd -b /etc/x joe Orbit!QdbX_60r	PWD=/home/joe
        commandLine	VbKCJUJks5G718PQ70	100  5120 ?        S    00:10   0:00 /usr/bin/exporter --web.listen-address=:9104 --data-source=exp:VbKCJUJks5G718PQ70@(db:3306)/	exp:¦db:3306
        text	OrbitSaddle287¦VplzLNOSG25kzU2	amqps://guest:VplzLNOSG25kzU2@mq1.example.net:5671,amqps://guest:OrbitSaddle287@mq2.example.net:5671/vhost	mq1¦mq2
        text	Quartz+i2Oq-sqq	sqlplus system/Quartz+i2Oq-sqq@ORCL as sysdba	system¦ORCL
        text	a;b	jdbc:sqlserver://sql.example.net:1433;databaseName=shop;user=sa;password={a;b}}c99};encrypt=true	encrypt=true
        text	c99	jdbc:sqlserver://sql.example.net:1433;databaseName=shop;user=sa;password={a;b}}c99};encrypt=true	encrypt=true
        ini	OrbitRaven508	    secure_link_md5 "$secure_link_expires$uri OrbitRaven508";	$uri
        ini	it's¦ok	AuthLDAPBindPassword "it's \"ok\"\\100%"
        passwordFile	LOVfMkQipXRH0Ny1	[smtp.example.net]:587 relay@example.net:LOVfMkQipXRH0Ny1	relay@example.net
        passwordFile	x=y&z	mail.example.org       joe:x=y&z;#19k	joe
        text	umber 19	: RSA server.key "umber orbit meadow umber 19"	server.key
        text	XWBS3NXAg5Evci2	joe : EAP "XWBS3NXAg5Evci2"	joe
        text	hunter2	alice : XAUTH "hunter2"	alice
        passwordFile	Walnut+mFcg_27q	backup:Walnut+mFcg_27q	backup
        passwordFile	IVi9HOckqe4DQk6	mirror:IVi9HOckqe4DQk6	mirror
        userList	p@ss;w	joe         *       "p@ss;w\"o'rd&<>"      *	joe
        userList	dHAo0XTSZan8py72	alice       vpn     dHAo0XTSZan8py72      10.8.0.3	alice¦10.8.0.3
        ini	13061E010803557878	tacacs-server key 7 13061E010803557878	tacacs
        ini	3jzQg7IHGsSqBb6	crypto isakmp key 3jzQg7IHGsSqBb6 address 192.0.2.1	192.0.2.1
        text	13061E010803557878	tacacs-server key 7 13061E010803557878	tacacs
        log	Meadow!2w1J.08j	␛[36mpassword␛[0m=Meadow!2w1J.08j
        log	MYhAgdXaOOtP7RehcA2FVDL82ftBGI	␛[90mtoken␛[39m: ␛[32m'MYhAgdXaOOtP7RehcA2FVDL82ftBGI'␛[39m
        ini	DzLYrNqR5YvlcxCPgODPGw7E7ImQ8MPp	    proxy_set_header X-Api-Key DzLYrNqR5YvlcxCPgODPGw7E7ImQ8MPp;	X-Api-Key
        ini	3peg0K1gIFTMA7GdbdrAATaa	  http-request set-header Authorization Basic\ 3peg0K1gIFTMA7GdbdrAATaa	Basic
        json	BhIhSwceKsD0K4	{"Password ": "BhIhSwceKsD0K4", "x":1}	"x":1
        json	l4hEHQo5SVvoOQzMk2¦QuartzMeadow312	{¶  "secrets":{"primary":"l4hEHQo5SVvoOQzMk2","secondary":"QuartzMeadow312"},¶  "x":"yes12"}	yes12
        json	Quartz!qmBX-a12	    {"type": "random_password", "instances": [{"attributes": {"result": "Quartz!qmBX-a12", "length": 24}}]},	24
        json	pa ss¦w#1conn	    "Default": "Server=tcp:sql.example.net,1433;Initial Catalog=shop;User ID=shop;Password=pa ss'w#1connection;Encrypt=True;",	Encrypt=True
        log	vL6JK0Yzwo4gI5AWuaqcGt1Hem23MMH6	2026-11-21 01:39:05.001 UTC [126] app@shop DETAIL:  Key (token)=(vL6JK0Yzwo4gI5AWuaqcGt1Hem23MMH6) already exists.	already exists
        log	Umber+BTND-g76	Nov 21 01:39:13 web1 imap[9]: a001 LOGIN joe "Umber+BTND-g76"	joe
        log	ZephyrZephyr596	Nov 21 01:39:15 web1 redis[9]: 1763689143.1 [0 127.0.0.1:5] "CONFIG" "SET" "requirepass" "ZephyrZephyr596"
        log	cqxHfN5YE1kCGB8J	Nov 21 01:39:11 web1 app[9]: smtp AUTH LOGIN am9l cqxHfN5YE1kCGB8J
        log	it's	2026-11-21 01:39:04,100 DEBUG c.e.Config - Config{url='jdbc:x', user='app', password='it's \"ok\"\\100%', poolSize=10}	poolSize=10
        log	100%	2026-11-21 01:39:04,100 DEBUG c.e.Config - Config{url='jdbc:x', user='app', password='it's \"ok\"\\100%', poolSize=10}	poolSize=10
        log	LzHcZAvh0SgjmszgT1	Nov 21 01:39:14 web1 redis[9]: "AUTH" "LzHcZAvh0SgjmszgT1"
        log	KruTdhcFWe4lK3	Nov 21 01:39:12 web1 ftp[9]: ---> PASS KruTdhcFWe4lK3
        ini	f7pHYLnL8OVYoOiFn0	password|f7pHYLnL8OVYoOiFn0
        ini	QuartzLantern536	password;QuartzLantern536
        ini	Meadow^nbvC_jza	[password] Meadow^nbvC_jza
        ini	mktZroC7BOpc8Uvj2o1	PASSWORD(mktZroC7BOpc8Uvj2o1)
        ini	PebbleOrbit743	password~PebbleOrbit743
        ini	Lantern~R3Z3.hfm	pass​word = Lantern~R3Z3.hfm
        ini	Summer2026	PaSsWoRd=Summer2026
        ini	MZ2Zd1br1wAS26	password = MZ2Zd1br1wAS26
        ini	WalnutCopper215	рassword = WalnutCopper215
        ini	d2TBSvt2dC3CbpeW5	ｐａｓｓｗｏｒｄ = d2TBSvt2dC3CbpeW5
        ini	Thistle+NBDU	password：Thistle+NBDU.63p
        text	78okoqLSpVMsh6	password:¶    78okoqLSpVMsh6¶x	x
        text	WalnutZephyr392	| user | password |¶|------|----------|¶| joe | WalnutZephyr392 |	joe
        text	aJUzeXppE9apSgOrO9¦Meadow^YH38-bu7	user,password,role¶joe,aJUzeXppE9apSgOrO9,admin¶ann,Meadow^YH38-bu7,user	joe¦admin¦ann
        yaml	Saddle!ZinW.csn¦xA6qackunrBoSP1	chpasswd:¶  list: |¶     root:Saddle!ZinW.csn¶     joe:xA6qackunrBoSP1¶  expire: false	expire: false
        ini	PebbleWalnut353	ssl_passphrase_command = 'echo PebbleWalnut353'
        ini	YjGU8CJCTvVpav0r9	password joe YjGU8CJCTvVpav0r9	joe
        text	Bhz2xV5YcB2cYpj7DJXTUPh09qHb0xMy23pwykppMBZqCqtkjhTNK5PQiu8yM0mr	define("SECURE_AUTH_SALT", "Bhz2xV5YcB2cYpj7DJXTUPh09qHb0xMy23pwykppMBZqCqtkjhTNK5PQiu8yM0mr");
        ini	PBywVqd3BpPM7A2LuJg2tFsi88k	userPassword:: PBywVqd3BpPM7A2LuJg2tFsi88k=
        ini	cjhtqEMI45PilJIv+++6jqMY9orp9idwrpo3i7n3vZlGfPitsupDg26bzXV6ta4	krbPrincipalKey:: cjhtqEMI45PilJIv+++6jqMY9orp9idwrpo3i7n3vZlGfPitsupDg26bzXV6ta4ywAl4aqTFA/f+sRyg
        properties	z40bja0hgT9GZN8	ldap.bind.password\ : z40bja0hgT9GZN8
        text	6bN3SiFsGDXST9mYO9	p a s s w o r d = 6bN3SiFsGDXST9mYO9
        text	3v6l31mwqTpjf2LoeotyHXsQPjd7wp3H	The API key is: 3v6l31mwqTpjf2LoeotyHXsQPjd7wp3H
        text	ThistleUmber629	root password -> ThistleUmber629
        text	Copper+bUPP.jv4	your new password Copper+bUPP.jv4 expires tomorrow	expires tomorrow
        text	95913789	(PIN 95913789)
        text	SaddleCopper944	mot de passe : SaddleCopper944
        text	0IjBHMIRwN8bA4	密码：0IjBHMIRwN8bA4
        log	FR9B1Hasn2ojc6YCQZLWUz8zq75dWx	10.0.0.8 - - [21/Nov/2026:01:39:12 +0000] "GET /cb?code=FR9B1Hasn2ojc6YCQZLWUz8zq75dWx&state=xyz123 HTTP/1.1" 302 0	302
        dotenv	100%	SECRET_KEY='it'\''s "ok"\100%'
        text	AKIAG7ZK7YYQ73S4YRAZ	s3://AKIAG7ZK7YYQ73S4YRAZ:klclOk4jpyyVRlmTJgWGCq4l83V8zffdnyCbbV4E@bucket/prefix	bucket
        text	328475571:AAdUOqHNZkffmXyDGvt8PHj48eeRetzWqDd	telegram https://api.telegram.org/bot328475571:AAdUOqHNZkffmXyDGvt8PHj48eeRetzWqDd/getMe	getMe
        toml	AxlOlHJKMd3wbZWr46X2Lrg	secret_key = """¶AxlOlHJKMd3wbZWr46X2LrgfbCiJwGKqUSpKuhKl1UKS2lnFOp"""
        toml	dHX6R6pTAM1CXt57UPLLLKK0¦s382QPQ0aFUGAOudAqvUIOeD	tokens = ["dHX6R6pTAM1CXt57UPLLLKK0", "s382QPQ0aFUGAOudAqvUIOeD"]
        xml	LanternLantern867¦nOAY9pVEGBwUdxMik9	  <passwords><string>LanternLantern867</string><string>nOAY9pVEGBwUdxMik9</string></passwords>
        xml	pgMb19gkQfuGKSFjb5	<Password¶   >pgMb19gkQfuGKSFjb5</Password¶>
        yaml	orbit 82	  ? password¶  : copper meadow copper orbit 82¶x: y	x: y
        yaml	TVH6nBPkoF8vuI563k7	motDePasse: TVH6nBPkoF8vuI563k7
        yaml	walnut¦meadow 91	      - "MARIADB_PASSWORD=quartz walnut lantern meadow 91"
        yaml	Meadow+A1yk_yk9	      privKey: Meadow+A1yk_yk9
        yaml	i69yyZmRg4iDbV835¦ThistleWalnut418	additional_endpoints:¶  "https://app.example.com":¶    - i69yyZmRg4iDbV835¶    - ThistleWalnut418
        yaml	ZephyrLantern346¦9yk75	  community_strings: ['ZephyrLantern346', '9yk75']
        json	Umber^NTnp_n69¦fxaP9t2NPIyysmFS4	{"service":"billing","env":[{"name":"DB_HOST","value":"db.example.net"},{"name":"DB_PASSWORD","value":"Umber^NTnp_n69"},{"value":"fxaP9t2NPIyysmFS4","name":"API_TOKEN"}]}	db.example.net
        commandLine	Lantern+P2vw-j3m	root      2502  0.0  0.0   9100  5120 ?        S    00:10   0:00 xfreerdp /u:joe /p:Lantern+P2vw-j3m /v:win1	win1¦joe
        ini		    proxy_pass http://backend;
        log		2026-11-21 01:39:06.001 UTC [126] app@shop LOG:  execute S_3: UPDATE users SET password = $1 WHERE id = $2
        text		AUTH_PASSWORD_VALIDATORS = [{'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'}]
        ini		pam_password exop
        ini		pam_password md5
        ini	OrbitQuartz526¦WEyBBSegRCVA3	KafkaServer {¶  org.apache.kafka.common.security.plain.PlainLoginModule required¶  username="admin"¶  password="x1y2z3"¶  user_admin="WEyBBSegRCVA3"¶  user_alice="OrbitQuartz526";¶};	username="admin"
        text		PuTTY-User-Key-File-3: ssh-ed25519¶Public-Lines: 2¶AAAAC3NzaC1lZDI1NTE5AAAAIGd2Vm9uZ2hlbGxvd29ybGRhYmNkZWZnaGlqa2xt¶bm9wcXJzdA==¶x
        text	5S44KXHihRAicZ8QNLHC	Public-Lines: 2¶AAAAC3NzaC1lZDI1NTE5AAAAIGd2Vm9uZ2hlbGxvd29ybGRhYmNkZWZnaGlqa2xt¶bm9wcXJzdA==¶Private-Lines: 1¶5S44KXHihRAicZ8QNLHCygZWkIbiXQZ2/5gGGX7x4lg+Yt1+	bm9wcXJzdA==
        json		{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}]}
        xml		<input name="password"/>¶<a href="/forgot-password?lang=de">Forgot your password?</a>
        log	hZIrjGbLsFdw9	az login --service-principal -u app -p hZIrjGbLsFdw9 --tenant contoso	contoso
        shell	Gr7.bird!x	mysqladmin -u root --password='Gr7.bird!x' processlist	processlist
        shell	p@ss;w"o¦rd&<>	mysqladmin -u root --password='p@ss;w"o'\''rd&<>' processlist	processlist
        shell	ok"\100%¦it'	ldapmodify -D cn=admin -w 'it'\''s "ok"\100%' -f x.ldif	x.ldif
        shell	zephyr¦pebble	openssl req -passin pass:'saddle zephyr zephyr pebble 40' -new -key k.pem	-new
        shell	zephyr¦pebble	openssl req -passin "pass:saddle zephyr zephyr pebble 40" -new -key k.pem	-new
        shell	Orbit+X8	zip -P Orbit+X8 x.zip dir	x.zip
        shell	Orbit+X8	zip -rP Orbit+X8 x.zip dir	x.zip
        shell	lrWOsqPM01	7z a -plrWOsqPM01 x.7z dir	x.7z
        shell	lrWOsqPM01	7za x -plrWOsqPM01 -y x.7z	x.7z
        shell	lrWOsqPM01	unrar x -plrWOsqPM01 a.rar	a.rar
        shell	lrWOsqPM01	rar a -hplrWOsqPM01 a.rar d	a.rar
        shell	Meadow+kT	curl -sSu"joe:Meadow+kT" https://x/	https://x/¦joe
        shell	Meadow+kT	curl -u 'joe:Meadow+kT' https://x/	joe
        shell	Meadow+kT	curl -sSfLu joe:Meadow+kT https://x/	joe
        shell	Meadow+kT	curl -b 'session=Meadow+kT' https://x/
        shell	Meadow+kT	curl --cookie "sid=Meadow+kT; theme=dark" https://x/	https://x/
        shell	Meadow+kT	curl --oauth2-bearer Meadow+kT https://x/	https://x/
        shell	Meadow+kT	curl --pass Meadow+kT --cert c.pem https://x/	c.pem
        shell	Meadow+kT	curl -E c.pem:Meadow+kT https://x/	c.pem
        shell	Meadow+kT	curl --cert c.pem:Meadow+kT https://x/	c.pem
        shell	Meadow+kT	curl -x http://joe:Meadow+kT@proxy:3128 https://x/	proxy:3128
        shell	Meadow+kT	curl -H "X-Auth-Key: Meadow+kT" https://x/	https://x/
        shell	Meadow+kT	curl -F password=Meadow+kT https://x/	https://x/
        shell	Meadow+kT	curl --data-urlencode 'pwd=Meadow+kT' https://x/	https://x/
        shell	S5Q4X2kZ	http -a joe:S5Q4X2kZ GET https://x/	GET
        shell	S5Q4X2kZ	http --auth joe:S5Q4X2kZ GET https://x/	GET
        shell	S5Q4X2kZ	https -a joe:S5Q4X2kZ x/
        shell	S5Q4X2kZ	xh -a joe:S5Q4X2kZ GET https://x/	GET
        shell	S5Q4X2kZ	http POST x/ password=S5Q4X2kZ user=joe	user=joe
        shell	S5Q4X2kZ	wget --user=joe --password=S5Q4X2kZ https://x	joe
        shell	S5Q4X2kZ	wget --ftp-user=joe --ftp-password=S5Q4X2kZ ftp://x	joe
        shell	S5Q4X2kZ	wget --proxy-password=S5Q4X2kZ ftp://x
        shell	S5Q4X2kZ	aria2c --http-user=joe --http-passwd=S5Q4X2kZ https://x	joe
        shell	S5Q4X2kZ	ncftpput -u joe -p S5Q4X2kZ ftp1 /up a.tgz	ftp1
        shell	S5Q4X2kZ	ncftpget -u joe -p S5Q4X2kZ ftp1 . /a	ftp1
        shell	S5Q4X2kZ	lftp -u joe,S5Q4X2kZ sftp://h	sftp://h
        shell	S5Q4X2kZ	lftp -e "open -u joe,S5Q4X2kZ h; ls; bye"	bye
        shell	S5Q4X2kZ	ftp -n h <<< "user joe S5Q4X2kZ"
        shell	Raven+Eps9	etcdctl --user=root:Raven+Eps9 get /x	get /x
        shell	Raven+Eps9	etcdctl --user root:Raven+Eps9 get /x	get /x
        shell	Raven+Eps9	etcdctl -u root:Raven+Eps9 get /x	get /x
        shell	Raven+Eps9	ETCDCTL_USER=root:Raven+Eps9 etcdctl get /x	get /x
        shell	Raven+Eps9	etcdctl user add bob:Raven+Eps9	bob
        shell	Raven+Eps9	etcdctl user add bob --new-user-password=Raven+Eps9
        shell	Quartz^9Gt	REDISCLI_AUTH=Quartz^9Gt redis-cli ping	ping
        shell	Quartz^9Gt	redis-cli -u redis://:Quartz^9Gt@h:6379 ping	ping
        shell	Quartz^9Gt	redis-cli --user app --pass Quartz^9Gt ping	ping
        shell	Quartz^9Gt	redis-cli -h h AUTH Quartz^9Gt
        shell	Quartz^9Gt	redis-cli config set requirepass Quartz^9Gt
        shell	Quartz^9Gt	redis-cli ACL SETUSER bob on '>Quartz^9Gt' ~* +@all	bob
        shell	Quartz^9Gt	redis-cli -a "$PW" ping; redis-cli -a Quartz^9Gt ping
        shell	Copper^6bf	expect -c 'spawn ssh joe@x; expect "password:"; send "Copper^6bf\r"'	joe@x
        shell	Copper^6bf	expect "assword:" { send "Copper^6bf\r" }
        shell	Copper^6bf	send -- "Copper^6bf\n"
        shell	Copper470x	java -Xmx2g -jar a.jar --admin-password Copper470x --port 8080	8080
        commandLine	PebbleCopper470	java -Xmx2g -Ddb.password=fkcEo5XBxgfr2 -cp /opt/app/lib/* com.example.Main --admin-password PebbleCopper470 --port 8080	8080
        commandLine	PebbleCopper470	java -cp /opt/app/lib/* x --password PebbleCopper470 -v	-v
        commandLine	PebbleCopper470	  801 ?        Ssl    0:01 /usr/bin/app --db-password PebbleCopper470 --listen :80	:80
        commandLine	PebbleCopper470	root 1 0.0 sh -c mysql -uroot -pPebbleCopper470 -e 'select 1'	select 1
        commandLine	PebbleCopper470	mysql␀-uroot␀-pPebbleCopper470␀db␀
        commandLine	PebbleCopper470	redis-cli␀-a␀PebbleCopper470␀ping␀	ping
        commandLine	PebbleCopper470	curl␀-u␀bob:PebbleCopper470␀https://x␀	https://x
        commandLine	PebbleCopper470	sshpass␀-p␀PebbleCopper470␀ssh␀bob@h␀	bob@h
        commandLine	PebbleCopper470	app␀--token=PebbleCopper470␀run␀	run
        commandLine	PebbleCopper470	ldapsearch␀-D␀cn=x␀-w␀PebbleCopper470␀-b␀dc=y␀	dc=y
        shell	4mnYaPMG	schtasks /create /ru svc /rp 4mnYaPMG /tn job	/tn job
        shell	4mnYaPMG	schtasks.exe /Create /RU svc /RP 4mnYaPMG /TN job	/TN job
        shell	4mnYaPMG	sc config svc obj= CORP\svc password= 4mnYaPMG	obj=
        shell	4mnYaPMG	sc.exe create svc binPath= c:\x.exe obj= .\svc password= "4mnYaPMG"	binPath=
        shell	4mnYaPMG	net user bob 4mnYaPMG /add	/add
        shell	4mnYaPMG	net user /add bob 4mnYaPMG
        shell	4mnYaPMG	net use \\srv\share 4mnYaPMG /user:CORP\bob	CORP\bob
        shell	4mnYaPMG	cmdkey /add:srv /user:bob /pass:4mnYaPMG	/user:bob
        shell	4mnYaPMG	runas /user:bob /savecred cmd; psexec \\h -u bob -p 4mnYaPMG cmd	cmd
        shell	4mnYaPMG	wmic /node:h /user:bob /password:4mnYaPMG os get x	os get x
        shell	4mnYaPMG	winrs -r:h -u:bob -p:4mnYaPMG ipconfig	ipconfig
        shell	4mnYaPMG	msdeploy -dest:auto,computerName=h,userName=bob,password=4mnYaPMG	userName=bob
        shell	4mnYaPMG	certutil -p 4mnYaPMG -importpfx a.pfx	a.pfx
        shell	4mnYaPMG	appcmd set apppool x /processModel.userName:bob /processModel.password:4mnYaPMG	bob
        shell	4mnYaPMG	sqlcmd -S h -U sa -P 4mnYaPMG -Q "select 1"	select 1
        shell	4mnYaPMG	bcp db.t out f.dat -S h -U sa -P4mnYaPMG -c	-c
        shell	4mnYaPMG	osql -E -P 4mnYaPMG	-E
        shell	4mnYaPMG	isql dsn bob 4mnYaPMG -b	-b
        shell	4mnYaPMG	isql -v dsn bob 4mnYaPMG
        shell	4mnYaPMG	tsql -H h -U bob -P 4mnYaPMG	bob
        shell	4mnYaPMG	db2 connect to sample user bob using 4mnYaPMG	bob
        shell	4mnYaPMG	db2 "connect to sample user bob using 4mnYaPMG"	bob
        shell	4mnYaPMG	db2 attach to inst user bob using 4mnYaPMG	bob
        shell	4mnYaPMG	sqlplus bob/4mnYaPMG@ora1	ora1
        shell	4mnYaPMG	sqlplus -s bob/4mnYaPMG@//ora1:1521/X @x.sql	x.sql
        shell	4mnYaPMG	sqlplus -L "bob/4mnYaPMG@ora1 as sysdba"	sysdba
        shell	4mnYaPMG	CONNECT bob/4mnYaPMG@ora1
        shell	4mnYaPMG	rman target sys/4mnYaPMG@ora1 catalog r/x	ora1
        shell	4mnYaPMG	expdp system/4mnYaPMG directory=d	directory=d
        shell	4mnYaPMG	exp bob/4mnYaPMG@ora1 file=x	file=x
        shell	4mnYaPMG	sqlldr userid=bob/4mnYaPMG@ora1 control=x	control=x
        shell	4mnYaPMG	sql bob/4mnYaPMG@ora1
        shell	4mnYaPMG	tnsping ora1; sqlcl bob/4mnYaPMG@ora1	ora1
        shell	4mnYaPMG	dbisql -c "UID=dba;PWD=4mnYaPMG" x	UID=dba
        shell	4mnYaPMG	clickhouse-client --user u --password 4mnYaPMG -q 'select 1'	select 1
        shell	4mnYaPMG	influx -username u -password '4mnYaPMG'	-username u
        shell	4mnYaPMG	influx config create -n x -t 4mnYaPMG -o org	org
        shell	4mnYaPMG	influx setup --username u --password 4mnYaPMG --token x	u
        shell	4mnYaPMG	cypher-shell -u neo4j -p 4mnYaPMG	neo4j
        shell	4mnYaPMG	neo4j-admin set-initial-password 4mnYaPMG
        shell	4mnYaPMG	neo4j-admin dbms set-initial-password 4mnYaPMG
        shell	4mnYaPMG	cqlsh -u cassandra -p4mnYaPMG h 9042	9042
        shell	4mnYaPMG	nodetool -u u -pw 4mnYaPMG status	status
        shell	4mnYaPMG	couchbase-cli server-list -c h -u u -p 4mnYaPMG	server-list
        shell	4mnYaPMG	mongodump --uri mongodb://u:4mnYaPMG@h/db	h/db
        shell	4mnYaPMG	mongodump -h h -u u -p4mnYaPMG -d db	-d db
        shell	4mnYaPMG	mongosh -u u -p "4mnYaPMG" --authenticationDatabase admin	admin
        shell	4mnYaPMG	pg_dump "postgresql://u:4mnYaPMG@h/db" -f x	-f x
        shell	4mnYaPMG	psql postgres://u:4mnYaPMG@h/db -c '\l'	h/db
        shell	4mnYaPMG	pg_dump --dbname="host=h password=4mnYaPMG user=u"	user=u
        shell	4mnYaPMG	pg_basebackup -d "user=u password='4mnYaPMG' host=h"	host=h
        shell	4mnYaPMG	createuser --pwprompt x; psql -c "ALTER USER x PASSWORD '4mnYaPMG'"	ALTER USER x
        shell	4mnYaPMG	MYSQL_PWD=4mnYaPMG mysqldump db	mysqldump
        shell	4mnYaPMG	mysqldump --user=u --password="4mnYaPMG" db > x	db > x
        shell	4mnYaPMG	mysql -h h -u u -p'4mnYaPMG' db	-h h
        shell	4mnYaPMG	mysqlsh u:4mnYaPMG@h:3306 --sql	h:3306
        shell	4mnYaPMG	mysql_config_editor set --login-path=x --password=4mnYaPMG
        shell	4mnYaPMG	proxysql-admin --adminuser u --adminpass 4mnYaPMG	u
        shell	4mnYaPMG	mysql --defaults-extra-file=<(printf '[client]\npassword=%s\n' '4mnYaPMG') shop	shop
        shell	4mnYaPMG	mysql --defaults-extra-file=<(printf "[client]\npassword=4mnYaPMG\n") shop	shop
        shell	4mnYaPMG	smbclient //h/s -U bob%4mnYaPMG -c ls	-c ls
        shell	4mnYaPMG	smbclient -U 'CORP\bob%4mnYaPMG' //h/s	//h/s
        shell	4mnYaPMG	smbclient //h/s 4mnYaPMG -U bob	-U bob
        shell	4mnYaPMG	smbclient --user=bob%4mnYaPMG //h/s	//h/s
        shell	4mnYaPMG	rpcclient -U bob%4mnYaPMG h	bob
        shell	4mnYaPMG	net ads join -U admin%4mnYaPMG	admin
        shell	4mnYaPMG	mount -t cifs //h/s /mnt -o username=bob,password=4mnYaPMG,vers=3.0	vers=3.0
        shell	4mnYaPMG	mount.cifs //h/s /mnt -o user=bob,pass=4mnYaPMG,uid=1000	uid=1000
        ini	4mnYaPMG	//h/s /mnt cifs username=bob,password=4mnYaPMG,vers=3.0 0 0	vers=3.0 0 0
        shell	4mnYaPMG	sshfs -o password_stdin u@h: /m <<< 4mnYaPMG	u@h
        shell	4mnYaPMG	echo 4mnYaPMG | sshfs u@h:/ /m -o password_stdin	u@h
        shell	4mnYaPMG	echo 4mnYaPMG | cryptsetup luksOpen /dev/sda x -	luksOpen
        shell	4mnYaPMG	printf '%s' '4mnYaPMG' | cryptsetup luksFormat /dev/sda -	luksFormat
        shell	4mnYaPMG	echo -n "4mnYaPMG" | gpg --batch --passphrase-fd 0 -d x.gpg	x.gpg
        shell	4mnYaPMG	gpg --batch --passphrase 4mnYaPMG -c x	-c x
        shell	4mnYaPMG	gpg --batch --passphrase '4mnYaPMG' --symmetric x	--symmetric x
        shell	4mnYaPMG	gpgconf; gpg2 --pinentry-mode loopback --passphrase=4mnYaPMG -d x	-d x
        shell	4mnYaPMG	ssh-keygen -t rsa -N 4mnYaPMG -f k	-f k
        shell	4mnYaPMG	ssh-keygen -p -P 4mnYaPMG -N '4mnYaPMG' -f k	-f k
        shell	4mnYaPMG	age-keygen; ansible-vault encrypt_string '4mnYaPMG' --name db_password	--name
        shell	4mnYaPMG	ansible all -m ping -e ansible_password=4mnYaPMG	ping
        shell	4mnYaPMG	ansible all -e '{"ansible_become_pass":"4mnYaPMG"}'
        shell	4mnYaPMG	ansible-playbook -u bob --extra-vars "vault_pw=4mnYaPMG env=prod"	env=prod
        shell	4mnYaPMG	vault kv put secret/app value=4mnYaPMG	secret/app
        shell	4mnYaPMG	vault write auth/userpass/users/bob password=4mnYaPMG policies=p	policies=p
        shell	4mnYaPMG	vault login -method=userpass username=bob password=4mnYaPMG	username=bob
        shell	4mnYaPMG	vault login -method=token 4mnYaPMG
        shell	4mnYaPMG	vault operator unseal 4mnYaPMG
        shell	4mnYaPMG	vault write secret/x api_key=4mnYaPMG	secret/x
        shell	4mnYaPMG	consul kv get -token=4mnYaPMG x
        shell	4mnYaPMG	consul kv put app/password 4mnYaPMG
        shell	4mnYaPMG	nomad job run -token 4mnYaPMG x.nomad	x.nomad
        shell	4mnYaPMG	kubectl config set-credentials bob --token=4mnYaPMG	bob
        shell	4mnYaPMG	kubectl config set-credentials bob --username=bob --password=4mnYaPMG	--username=bob
        shell	4mnYaPMG	kubectl --token 4mnYaPMG get pods	get pods
        shell	4mnYaPMG	kubectl create secret generic db --from-literal=password=4mnYaPMG --from-literal=user=app	user=app
        shell	4mnYaPMG	kubectl create secret generic db --from-literal=key='4mnYaPMG'
        shell	4mnYaPMG	kubectl create secret docker-registry r --docker-server=s --docker-username=u --docker-password=4mnYaPMG	--docker-username=u
        shell	4mnYaPMG	kubectl set env deploy/x DB_PASSWORD=4mnYaPMG A=b	A=b
        shell	4mnYaPMG	helm install x y --set auth.password=4mnYaPMG,auth.user=u	auth.user=u
        shell	4mnYaPMG	helm upgrade x y --set-string global.postgresql.auth.password='4mnYaPMG'
        shell	4mnYaPMG	helm registry login -u u -p 4mnYaPMG r	r
        shell	4mnYaPMG	helm repo add x https://y --username u --password 4mnYaPMG	--username u
        shell	4mnYaPMG	az login -u u -p 4mnYaPMG	-u u
        shell	4mnYaPMG	az vm create --admin-username u --admin-password 4mnYaPMG	u
        shell	4mnYaPMG	az keyvault secret set --vault-name v --name n --value 4mnYaPMG	--vault-name v
        shell	4mnYaPMG	az storage blob list --account-name a --account-key 4mnYaPMG	a
        shell	4mnYaPMG	az ad sp create-for-rbac; az login --service-principal -u app --password=4mnYaPMG --tenant t	t
        shell	4mnYaPMG	aws configure set aws_secret_access_key 4mnYaPMG
        shell	4mnYaPMG	aws rds create-db-instance --master-username u --master-user-password 4mnYaPMG	u
        shell	4mnYaPMG	aws secretsmanager create-secret --name n --secret-string 4mnYaPMG	--name n
        shell	4mnYaPMG	aws secretsmanager put-secret-value --secret-id n --secret-string '4mnYaPMG'	n
        shell	4mnYaPMG	aws ssm put-parameter --name /a/b --type SecureString --value 4mnYaPMG	/a/b
        shell	4mnYaPMG	aws iam create-login-profile --user-name u --password 4mnYaPMG	u
        shell	4mnYaPMG	aws cognito-idp admin-set-user-password --username u --password '4mnYaPMG' --permanent	u
        shell	4mnYaPMG	gcloud sql users set-password root --instance=i --password=4mnYaPMG	--instance=i
        shell	4mnYaPMG	oc login -u u -p 4mnYaPMG https://h:6443	https://h:6443
        shell	4mnYaPMG	oc login --token=4mnYaPMG --server=https://h	https://h
        shell	4mnYaPMG	docker login -u u --password 4mnYaPMG r.example.com	r.example.com
        shell	4mnYaPMG	docker run -e POSTGRES_PASSWORD=4mnYaPMG -d postgres:16	postgres:16
        shell	4mnYaPMG	docker run -e "MYSQL_ROOT_PASSWORD=4mnYaPMG" mysql:8	mysql:8
        shell	4mnYaPMG	docker run --env=API_TOKEN=4mnYaPMG img	img
        shell	4mnYaPMG	docker build --build-arg NPM_TOKEN=4mnYaPMG .
        shell	4mnYaPMG	docker service create --env DB_PASS=4mnYaPMG img	img
        shell	4mnYaPMG	echo 4mnYaPMG | docker secret create db -	create db
        shell	4mnYaPMG	podman login -u=u -p=4mnYaPMG r	r
        shell	4mnYaPMG	skopeo copy --src-creds u:4mnYaPMG docker://a docker://b	docker://b
        shell	4mnYaPMG	skopeo copy --dest-creds=u:4mnYaPMG docker://a docker://b	docker://b
        shell	4mnYaPMG	skopeo inspect --creds u:4mnYaPMG docker://a	docker://a
        shell	4mnYaPMG	buildah push --creds u:4mnYaPMG img	img
        shell	4mnYaPMG	podman pull --creds=u:4mnYaPMG img	img
        shell	4mnYaPMG	crane auth login r -u u -p 4mnYaPMG	r
        shell	4mnYaPMG	crictl pull --creds u:4mnYaPMG img	img
        shell	4mnYaPMG	ctr image pull -u u:4mnYaPMG img	img
        shell	4mnYaPMG	oras login -u u -p 4mnYaPMG r	r
        shell	4mnYaPMG	rclone config create r sftp user u pass 4mnYaPMG	r sftp
        shell	4mnYaPMG	rclone obscure 4mnYaPMG
        shell	4mnYaPMG	rclone copy a b --sftp-pass 4mnYaPMG	a b
        shell	4mnYaPMG	RESTIC_PASSWORD=4mnYaPMG restic backup /x	backup /x
        shell	4mnYaPMG	restic -r rest:https://u:4mnYaPMG@h/ backup /x	backup /x
        shell	4mnYaPMG	export BORG_PASSPHRASE='4mnYaPMG'
        shell	4mnYaPMG	BORG_PASSCOMMAND="echo 4mnYaPMG" borg list	borg list
        shell	4mnYaPMG	PASSPHRASE=4mnYaPMG duplicity /x sftp://u:4mnYaPMG@h/y	h/y
        shell	4mnYaPMG	kopia repository connect s3 --secret-access-key=4mnYaPMG --bucket=b	b
        shell	4mnYaPMG	s3cmd --access_key=AK --secret_key=4mnYaPMG ls	ls
        shell	4mnYaPMG	mc alias set m https://h AK 4mnYaPMG	https://h
        shell	4mnYaPMG	mc config host add m https://h AK 4mnYaPMG	https://h
        shell	4mnYaPMG	mc admin user add m bob 4mnYaPMG	bob
        shell	4mnYaPMG	swift -A http://h/auth -U u:u -K 4mnYaPMG stat	stat
        shell	4mnYaPMG	openstack --os-username u --os-password 4mnYaPMG server list	server list
        shell	4mnYaPMG	openstack user create --password 4mnYaPMG bob	bob
        shell	4mnYaPMG	plink -pw 4mnYaPMG u@h	u@h
        shell	4mnYaPMG	pscp.exe -pw 4mnYaPMG a u@h:b	u@h:b
        shell	4mnYaPMG	psftp u@h -pw 4mnYaPMG	u@h
        shell	4mnYaPMG	winscp.com /command "open sftp://u:4mnYaPMG@h/"	winscp
        shell	4mnYaPMG	kitty -ssh u@h -pass 4mnYaPMG	u@h
        shell	4mnYaPMG	nmcli con add type wifi ssid s wifi-sec.key-mgmt wpa-psk wifi-sec.psk 4mnYaPMG	ssid s
        shell	4mnYaPMG	nmcli device wifi connect s password "4mnYaPMG"
        shell	4mnYaPMG	iwctl --passphrase 4mnYaPMG station wlan0 connect s	wlan0
        shell	4mnYaPMG	wpa_passphrase ssid "4mnYaPMG"	ssid
        shell	4mnYaPMG	wpa_cli set_network 0 psk '"4mnYaPMG"'
        shell	4mnYaPMG	networksetup -setairportnetwork en0 ssid 4mnYaPMG	ssid
        shell	4mnYaPMG	ipmitool -H h -U adm -P 4mnYaPMG power status	power status
        shell	4mnYaPMG	ipmitool -I lanplus -H h -U adm -E; IPMI_PASSWORD=4mnYaPMG ipmitool	lanplus
        shell	4mnYaPMG	ipmitool user set password 2 4mnYaPMG	set password 2
        shell	4mnYaPMG	racadm -r h -u root -p 4mnYaPMG getsysinfo	getsysinfo
        shell	4mnYaPMG	hponcfg; fence_ipmilan -a h -l u -p 4mnYaPMG -o status	status
        shell	4mnYaPMG	pcs host auth n1 n2 -u hacluster -p 4mnYaPMG	n1 n2
        shell	4mnYaPMG	pcs stonith create f fence_ipmilan ip=h username=u password=4mnYaPMG	username=u
        shell	4mnYaPMG	crm configure primitive f stonith:ipmi params ipaddr=h login=u passwd=4mnYaPMG	login=u
        shell	4mnYaPMG	snmpwalk -v 2c -c 4mnYaPMG h .1.3.6	.1.3.6
        shell	4mnYaPMG	snmpwalk -v3 -l authPriv -u u -a SHA -A 4mnYaPMG -x AES -X 4mnYaPMG h sys	authPriv
        shell	4mnYaPMG	snmptrap -v 2c -c 4mnYaPMG h '' .1.3	.1.3
        shell	4mnYaPMG	snmpstatus -c 4mnYaPMG h; snmptable -Cc -c 4mnYaPMG h x	h x
        shell	4mnYaPMG	net-snmp-create-v3-user -ro -A 4mnYaPMG -X 4mnYaPMG -a SHA u	-ro
        shell	4mnYaPMG	check_snmp -H h -C 4mnYaPMG -o .1.3	.1.3
        shell	4mnYaPMG	check_mysql -H h -u u -p 4mnYaPMG	-H h
        shell	4mnYaPMG	check_http -H h -a u:4mnYaPMG -S	-S
        shell	4mnYaPMG	check_nt -H h -s 4mnYaPMG -v UPTIME	UPTIME
        shell	4mnYaPMG	check_by_ssh; check_pgsql -H h -l u -p 4mnYaPMG -d db	-d db
        shell	4mnYaPMG	asterisk -rx "manager show"; htpasswd -bB f u 4mnYaPMG	f u
        shell	4mnYaPMG	echo 'u:4mnYaPMG' | chpasswd -e	chpasswd
        shell	4mnYaPMG	printf "u:4mnYaPMG\n" | chpasswd	chpasswd
        shell	4mnYaPMG	echo "4mnYaPMG" | passwd --stdin u	u
        shell	4mnYaPMG	echo -e "4mnYaPMG\n4mnYaPMG" | passwd u	passwd u
        shell	4mnYaPMG	printf '4mnYaPMG\n4mnYaPMG\n' | smbpasswd -s -a u	-a u
        shell	4mnYaPMG	(echo 4mnYaPMG; echo 4mnYaPMG) | smbpasswd -s u	u
        shell	4mnYaPMG	yes 4mnYaPMG | passwd u	passwd u
        shell	4mnYaPMG	useradd -m -p $(openssl passwd -1 4mnYaPMG) u
        shell	4mnYaPMG	usermod --password 4mnYaPMG u	u
        shell	4mnYaPMG	usermod -p '4mnYaPMG' u	u
        shell	4mnYaPMG	adduser -D u; mkpasswd -m sha-512 4mnYaPMG	sha-512
        shell	4mnYaPMG	mkpasswd --method=sha-512 --salt=ab 4mnYaPMG	sha-512
        shell	4mnYaPMG	dscl . -passwd /Users/u 4mnYaPMG	/Users/u
        shell	4mnYaPMG	security add-generic-password -a a -s s -w 4mnYaPMG	-s s
        shell	4mnYaPMG	security unlock-keychain -p 4mnYaPMG login.keychain	login.keychain
        shell	4mnYaPMG	pdftk in.pdf output o.pdf user_pw 4mnYaPMG	o.pdf
        shell	4mnYaPMG	qpdf --password=4mnYaPMG --decrypt a b	a b
        shell	4mnYaPMG	qpdf --encrypt 4mnYaPMG ownerPw9x 256 -- a b	a b
        shell	4mnYaPMG	pdftotext -upw 4mnYaPMG a.pdf	a.pdf
        shell	4mnYaPMG	java -Dcom.sun.jndi.ldap.pw=4mnYaPMG -Djavax.net.ssl.trustStorePassword=4mnYaPMG -jar a.jar	a.jar
        shell	4mnYaPMG	keytool -list -keystore k.jks -storepass 4mnYaPMG	k.jks
        shell	4mnYaPMG	keytool -importkeystore -srckeystore a -srcstorepass 4mnYaPMG -deststorepass 4mnYaPMG -destkeypass 4mnYaPMG	-srckeystore a
        shell	4mnYaPMG	jarsigner -storepass 4mnYaPMG -keypass 4mnYaPMG a.jar alias	a.jar
        shell	4mnYaPMG	openssl pkcs12 -export -out a.p12 -passout pass:4mnYaPMG	a.p12
        shell	4mnYaPMG	openssl rsa -in k -passin pass:"4mnYaPMG" -out o	-out o
        shell	4mnYaPMG	openssl enc -aes-256-cbc -pass 'pass:4mnYaPMG' -in x	-in x
        shell	4mnYaPMG	openssl dgst -hmac 4mnYaPMG x	dgst
        shell	4mnYaPMG	openssl dgst -sha256 -hmac '4mnYaPMG' x	-sha256
        shell	4mnYaPMG	openssl s_client -psk 4mnYaPMG -connect h:443	h:443
        shell	4mnYaPMG	openssl genrsa -aes256 -passout pass:4mnYaPMG 2048	2048
        shell	4mnYaPMG	curl -u tomcat:4mnYaPMG "http://h:8080/manager/text/list"	manager/text/list
        shell	4mnYaPMG	asadmin --user admin --passwordfile f; wsadmin.sh -user u -password 4mnYaPMG	-user u
        shell	4mnYaPMG	jboss-cli.sh --connect -u=u -p=4mnYaPMG	--connect
        shell	4mnYaPMG	add-user.sh -u u -p 4mnYaPMG	-u u
        shell	4mnYaPMG	kcadm.sh config credentials --server s --realm master --user u --password 4mnYaPMG	--realm master
        shell	4mnYaPMG	rabbitmqctl add_user bob 4mnYaPMG	bob
        shell	4mnYaPMG	rabbitmqctl -n r@h change_password bob '4mnYaPMG'	bob
        shell	4mnYaPMG	rabbitmqadmin -u u -p 4mnYaPMG list queues	list queues
        shell	4mnYaPMG	rabbitmqadmin --password=4mnYaPMG list queues	list queues
        shell	4mnYaPMG	kafka-configs.sh --alter --add-config 'SCRAM-SHA-512=[password=4mnYaPMG]' --entity-type users	users
        shell	4mnYaPMG	kafka-acls; kafkacat -b h -X sasl.username=u -X sasl.password=4mnYaPMG -L	-L
        shell	4mnYaPMG	zkCli.sh addauth digest bob:4mnYaPMG	bob
        shell	4mnYaPMG	addauth digest bob:4mnYaPMG	bob
        shell	4mnYaPMG	elasticsearch-users useradd bob -p 4mnYaPMG -r superuser	superuser
        shell	4mnYaPMG	elasticsearch-reset-password -u elastic; curl -u elastic:4mnYaPMG https://h:9200	h:9200
        shell	4mnYaPMG	echo 4mnYaPMG | elasticsearch-keystore add -x xpack.http	xpack.http
        shell	4mnYaPMG	bin/elasticsearch-certutil ca --pass 4mnYaPMG --out x	--out x
        shell	4mnYaPMG	logstash-keystore; metricbeat setup -E output.elasticsearch.password=4mnYaPMG	setup
        shell	4mnYaPMG	splunk search x -auth admin:4mnYaPMG	search x
        shell	4mnYaPMG	splunk edit user admin -password 4mnYaPMG -auth admin:changeme	edit user
        shell	4mnYaPMG	grafana-cli admin reset-admin-password 4mnYaPMG
        shell	4mnYaPMG	zabbix_sender; zabbix_get -k x; mysql -uzabbix -p4mnYaPMG	-uzabbix
        shell	4mnYaPMG	mosquitto_passwd -b f u 4mnYaPMG	f u
        shell	4mnYaPMG	mosquitto_sub -h h -u u --pw 4mnYaPMG -t t	-t t
        shell	4mnYaPMG	swaks --to a@b --auth-user u --auth-password 4mnYaPMG	a@b
        shell	4mnYaPMG	swaks -t a@b -au u -ap 4mnYaPMG	a@b
        shell	4mnYaPMG	sendemail -f a@b -xu u -xp 4mnYaPMG	a@b
        shell	4mnYaPMG	mailx -S smtp-auth-user=u -S smtp-auth-password=4mnYaPMG a@b	a@b
        shell	4mnYaPMG	saslpasswd2 -c u <<< 4mnYaPMG	u
        shell	4mnYaPMG	testsaslauthd -u u -p 4mnYaPMG	-u u
        shell	4mnYaPMG	doveadm pw -s SHA512-CRYPT -p 4mnYaPMG	SHA512-CRYPT
        shell	4mnYaPMG	doveadm auth test u 4mnYaPMG	u
        shell	4mnYaPMG	ejabberdctl register u h 4mnYaPMG	u h
        shell	4mnYaPMG	prosodyctl register u h 4mnYaPMG	u h
        shell	4mnYaPMG	kadmin -p a/admin -w 4mnYaPMG -q "listprincs"	listprincs
        shell	4mnYaPMG	kadmin.local -q "addprinc -pw 4mnYaPMG bob@X"	bob@X
        shell	4mnYaPMG	kadmin.local -q "cpw -pw 4mnYaPMG bob"	bob
        shell	4mnYaPMG	echo 4mnYaPMG | kinit bob@X	bob@X
        shell	4mnYaPMG	ipa user-mod bob --password=4mnYaPMG	bob
        shell	4mnYaPMG	ipa-client-install -p admin -w 4mnYaPMG -U	-U
        shell	4mnYaPMG	realm join -U admin h <<< 4mnYaPMG	-U admin
        shell	4mnYaPMG	samba-tool user create bob 4mnYaPMG	bob
        shell	4mnYaPMG	samba-tool domain provision --adminpass=4mnYaPMG --realm=X	--realm=X
        shell	4mnYaPMG	samba-tool domain join X DC -U adm --password=4mnYaPMG	DC
        shell	4mnYaPMG	ldappasswd -x -D cn=a -w 4mnYaPMG -s 4mnYaPMG uid=u	uid=u
        shell	4mnYaPMG	ldapadd -x -D cn=admin -w4mnYaPMG -f x	-f x
        shell	4mnYaPMG	slappasswd -h {SSHA} -s 4mnYaPMG	{SSHA}
        shell	4mnYaPMG	dsmadmc -id=u -pa=4mnYaPMG q n	q n
        shell	4mnYaPMG	bpnbat; vxlicense; subscription-manager register --username u --password 4mnYaPMG	u
        shell	4mnYaPMG	subscription-manager register --org=o --activationkey=4mnYaPMG	--org=o
        shell	4mnYaPMG	insights-client; rhnreg_ks --activationkey=4mnYaPMG --serverUrl=s	--serverUrl=s
        shell	4mnYaPMG	svn co --username u --password 4mnYaPMG https://h	https://h
        shell	4mnYaPMG	hg clone https://u:4mnYaPMG@h/r	h/r
        shell	4mnYaPMG	git clone https://u:4mnYaPMG@h/r.git	h/r.git
        shell	4mnYaPMG	git -c http.extraHeader="Authorization: Bearer 4mnYaPMG" fetch	fetch
        shell	4mnYaPMG	p4 -P 4mnYaPMG sync	sync
        shell	4mnYaPMG	npm config set //r.example.com/:_authToken 4mnYaPMG
        shell	4mnYaPMG	npm config set _auth 4mnYaPMGabcdef12
        shell	4mnYaPMG	npm publish --otp=123456; yarn config set npmAuthToken 4mnYaPMG
        shell	4mnYaPMG	twine upload -u u -p 4mnYaPMG dist/*	dist/*
        shell	4mnYaPMG	pip install --index-url https://u:4mnYaPMG@h/simple x	h/simple
        shell	4mnYaPMG	poetry config pypi-token.pypi 4mnYaPMG
        shell	4mnYaPMG	poetry publish -u u -p 4mnYaPMG
        shell	4mnYaPMG	composer config http-basic.h u 4mnYaPMG	http-basic.h u
        shell	4mnYaPMG	composer config --global github-oauth.github.com 4mnYaPMG
        shell	4mnYaPMG	nuget sources add -Name n -Source s -UserName u -Password 4mnYaPMG	-Source s
        shell	4mnYaPMG	dotnet nuget push x -k 4mnYaPMG -s s	-s s
        shell	4mnYaPMG	dotnet user-secrets set "Db:Password" "4mnYaPMG"
        shell	4mnYaPMG	dotnet nuget push x --api-key 4mnYaPMG --source s	--source s
        shell	4mnYaPMG	mvn deploy -Dpassword=4mnYaPMG -DskipTests	-DskipTests
        shell	4mnYaPMG	mvn --encrypt-password 4mnYaPMG
        shell	4mnYaPMG	gradle publish -PnexusPassword=4mnYaPMG -Pversion=1.0	-Pversion=1.0
        shell	4mnYaPMG	cargo login 4mnYaPMG
        shell	4mnYaPMG	cargo publish --token 4mnYaPMG
        shell	4mnYaPMG	gh auth login --with-token <<< 4mnYaPMG	gh auth
        shell	4mnYaPMG	echo 4mnYaPMG | gh auth login --with-token	gh auth
        shell	4mnYaPMG	echo 4mnYaPMG | gh secret set DB_PASSWORD	DB_PASSWORD
        shell	4mnYaPMG	gh secret set DB_PASSWORD --body "4mnYaPMG"	DB_PASSWORD
        shell	4mnYaPMG	heroku config:set DB_PASSWORD=4mnYaPMG A=b	A=b
        shell	4mnYaPMG	gitlab-runner register --url u --registration-token 4mnYaPMG	--url u
        shell	4mnYaPMG	terraform apply -var 'db_password=4mnYaPMG' -var env=prod	env=prod
        shell	4mnYaPMG	terraform apply -var="db_password=4mnYaPMG" -auto-approve	-auto-approve
        shell	4mnYaPMG	pulumi config set --secret dbPassword 4mnYaPMG	dbPassword
        shell	4mnYaPMG	pulumi config set dbPassword 4mnYaPMG --secret
        shell	4mnYaPMG	flyctl secrets set DB_PASSWORD=4mnYaPMG	flyctl
        shell	4mnYaPMG	sops -e --pgp x; knife bootstrap h -x u -P 4mnYaPMG --sudo	--sudo
        shell	4mnYaPMG	knife ssh 'name:*' -x u -P '4mnYaPMG' uptime	uptime
        shell	4mnYaPMG	salt '*' shadow.set_password u 4mnYaPMG
        shell	4mnYaPMG	salt-call --local user.add x password=4mnYaPMG	--local
        shell	4mnYaPMG	puppet apply -e "user { 'x': password => '4mnYaPMG' }"
        shell	4mnYaPMG	virt-customize --root-password password:4mnYaPMG -a x	-a x
        shell	4mnYaPMG	govc session.login -u u:4mnYaPMG@h; GOVC_PASSWORD=4mnYaPMG govc ls	ls
        shell	4mnYaPMG	vim-cmd x; ovftool vi://u:4mnYaPMG@h/ x	h/ x
        shell	4mnYaPMG	esxcli system account set -i u -p 4mnYaPMG -c 4mnYaPMG	-i u
        shell	4mnYaPMG	powershell -Command "Connect-VIServer -Server h -User u -Password 4mnYaPMG"	-Server h
        shell	4mnYaPMG	xe vm-list -s h -u root -pw 4mnYaPMG	-s h
        shell	4mnYaPMG	vncpasswd -f <<< 4mnYaPMG > f	> f
        shell	4mnYaPMG	x11vnc -passwd 4mnYaPMG -display :0	:0
        shell	4mnYaPMG	xfreerdp /u:u /p:'4mnYaPMG' /v:h	/v:h
        shell	4mnYaPMG	rdesktop -u u -p 4mnYaPMG h	h
        shell	4mnYaPMG	remmina -c rdp://u:4mnYaPMG@h	h
        shell	4mnYaPMG	echo 4mnYaPMG | openconnect --passwd-on-stdin -u u h	-u u
        shell	4mnYaPMG	tailscale up --authkey=4mnYaPMG	up
        shell	4mnYaPMG	tailscale up --auth-key 4mnYaPMG
        shell	4mnYaPMG	zerotier-cli x; cloudflared tunnel run --token 4mnYaPMG
        shell	4mnYaPMG	ngrok authtoken 4mnYaPMG
        shell	4mnYaPMG	ngrok config add-authtoken 4mnYaPMG
        shell	4mnYaPMG	sentry-cli --auth-token 4mnYaPMG releases list	releases list
        shell	4mnYaPMG	sonar-scanner -Dsonar.token=4mnYaPMG
        shell	4mnYaPMG	newrelic-admin; DD_API_KEY=4mnYaPMG bash -c "$(curl -L https://x/i.sh)"	https://x/i.sh
        shell	4mnYaPMG	jfrog rt c --user=u --password=4mnYaPMG --url=x	--url=x
        shell	4mnYaPMG	jf c add --access-token=4mnYaPMG --url=x	--url=x
        shell	4mnYaPMG	bw unlock 4mnYaPMG
        shell	4mnYaPMG	keepassxc-cli open <<< 4mnYaPMG x; op signin <<< 4mnYaPMG
        shell	4mnYaPMG	echo 4mnYaPMG | keepassxc-cli show x.kdbx e	x.kdbx
        shell	4mnYaPMG	steghide embed -cf a -ef b -p 4mnYaPMG	-cf a
        shell	4mnYaPMG	ykman piv access change-pin -P 123456 -n 654321; ccrypt -K 4mnYaPMG f	f
        shell	4mnYaPMG	mcrypt -k 4mnYaPMG f	f
        shell	4mnYaPMG	aescrypt -e -p 4mnYaPMG f	f
        shell	4mnYaPMG	veracrypt -p 4mnYaPMG --non-interactive v m	v m
        shell	4mnYaPMG	zfs; echo 4mnYaPMG | zfs load-key pool/x	pool/x
        shell	4mnYaPMG	fetchmail; getmail; mbsync; imapsync --host1 h --user1 u --password1 4mnYaPMG --host2 i --user2 v --password2 4mnYaPMG	--host2 i
        shell	4mnYaPMG	offlineimap; davfs; cadaver; lpadmin -p x -v smb://u:4mnYaPMG@h/q	h/q
        shell	4mnYaPMG	wp user create bob b@x --user_pass=4mnYaPMG --role=admin	--role=admin
        shell	4mnYaPMG	wp config create --dbname=d --dbuser=u --dbpass=4mnYaPMG	--dbuser=u
        shell	4mnYaPMG	drush site-install --account-pass=4mnYaPMG --db-url=mysql://u:4mnYaPMG@h/d	h/d
        shell	4mnYaPMG	drush upwd admin 4mnYaPMG
        shell	4mnYaPMG	occ user:add x; OC_PASS=4mnYaPMG occ user:add --password-from-env x	--password-from-env
        shell	4mnYaPMG	occ maintenance:install --database-pass "4mnYaPMG" --admin-pass "4mnYaPMG"	maintenance:install
        shell	4mnYaPMG	bin/magento setup:install --db-password=4mnYaPMG --admin-password=4mnYaPMG --db-user=u	--db-user=u
        shell	4mnYaPMG	gitea admin user create --username u --password 4mnYaPMG --email e	--email e
        shell	4mnYaPMG	airflow users create -u u -p 4mnYaPMG -r Admin	Admin
        shell	4mnYaPMG	superset fab create-admin --username u --password 4mnYaPMG	--username u
        shell	4mnYaPMG	jupyter notebook --NotebookApp.token=4mnYaPMG --port 8888	8888
        shell	4mnYaPMG	ray start --redis-password=4mnYaPMG --head	--head
        shell	4mnYaPMG	spark-submit --conf spark.authenticate.secret=4mnYaPMG x.py	x.py
        shell	4mnYaPMG	beeline -u jdbc:hive2://h -n u -p 4mnYaPMG -e 'x'	-n u
        shell	4mnYaPMG	sqoop import --connect c --username u --password 4mnYaPMG --table t	--table t
        shell	4mnYaPMG	hadoop credential create a -value 4mnYaPMG -provider p	-provider p
        shell	4mnYaPMG	hdfs; impala-shell -l -u u --ldap_password_cmd="echo -n 4mnYaPMG"	-u u
        shell	4mnYaPMG	snowsql -a a -u u; SNOWSQL_PWD=4mnYaPMG snowsql	snowsql
        shell	4mnYaPMG	vsql -h h -U u -w 4mnYaPMG -c x	-c x
        shell	4mnYaPMG	nzsql -u u -pw 4mnYaPMG -d d	-d d
        shell	4mnYaPMG	bteq <<< ".logon h/u,4mnYaPMG"	h/u
        shell	4mnYaPMG	dbaccess; onmode; iq: dbping -c "uid=dba;pwd=4mnYaPMG"	uid=dba
        shell	4mnYaPMG	hdbsql -n h:30015 -u SYSTEM -p 4mnYaPMG "select 1"	select 1
        shell	4mnYaPMG	hdbuserstore set KEY h:30015 u 4mnYaPMG	h:30015
        shell	4mnYaPMG	isql -U sa -P 4mnYaPMG -S h	-S h
        shell	4mnYaPMG	ij> connect 'jdbc:derby://h/d;user=u;password=4mnYaPMG';	user=u
        shell	4mnYaPMG	bw set admin password 4mnYaPMG; nft list ruleset	nft list ruleset
        shell		mkdir -p /opt/app/data
        shell		cp -p a b; ssh -p 2222 joe@host
        shell		nmap -p 80,443 host
        shell		docker run -p 8080:80 -u 1000:1000 nginx:1.25
        shell		docker exec -u 1000:1000 -it web sh
        shell		unzip -p x.zip a > b
        shell		redis-cli -h h -p 6379 info
        shell		mysql -h h -P 3306 -u u -p
        shell		psql -h h -p 5432 -U u db
        shell		tar -C /x -czf a.tgz -X excl.txt b
        shell		grep -w word -A 3 -c file
        shell		test "$password" = "$confirm" || exit 1
        shell		if [ "$PASSWORD" = "" ]; then echo "no password"; fi
        shell		[[ $token == "$expected" ]] && ok
        shell		if [ -z "$DB_PASSWORD" ]; then exit 1; fi
        shell		read -s -p "Password: " pw
        shell		read -rsp "Enter password: " PASS
        shell		curl -b cookies.txt -c cookies.txt https://x/
        shell		curl -u "$USER:$PASS" https://x
        shell		curl --cert c.pem --key k.pem https://x
        shell		$cred = New-Object PSCredential("CORP\svc", $pw)
        shell		sudo -u postgres psql -c 'select 1'
        shell		echo "Enter the password" | tee x
        shell		echo hello world | sudo tee /etc/motd
        shell		ansible-playbook -e env=prod site.yml --ask-vault-pass
        shell		vault login -method=ldap username=bob
        shell		vault token lookup
        shell		kubectl -n kube-system describe secret token-abc12
        shell		kubectl create secret generic db --from-file=./password.txt
        shell		kubectl create secret generic db --from-literal=user=app --from-literal=host=db1
        shell		openssl req -passin file:/etc/pw -new -key k.pem
        shell		openssl s_client -connect h:443 -servername x
        shell		openssl dgst -sha256 file.bin
        shell		openssl rand -hex 32
        shell		ssh-keygen -t ed25519 -N "" -f k
        shell		gpg --batch --passphrase-file /etc/pw -d x
        shell		gpg --passphrase-fd 0 -d x
        shell		7z x a.7z -oout
        shell		zip -r a.zip dir
        shell		net use
        shell		net user bob /active:no
        shell		sc query svc
        shell		schtasks /query /tn job
        shell		passwd -l bob
        shell		passwd -S bob
        shell		smbclient -L //h -N
        shell		mount -t cifs //h/s /mnt -o credentials=/etc/cifs.cred,vers=3.0
        shell		ldapsearch -x -H ldap://h -b dc=x -s base
        shell		ldapsearch -x -D cn=a -W -b dc=x
        shell		snmpwalk -v3 -l noAuthNoPriv h sys
        shell		aws ssm get-parameter --name /a/b --with-decryption
        shell		aws secretsmanager get-secret-value --secret-id prod/db
        shell		az keyvault secret show --vault-name v --name n
        shell		docker login -u u --password-stdin r.example.com
        shell		helm install x y --set image.tag=1.2.3,service.port=80
        shell		terraform apply -var env=prod
        shell		db2 connect to sample
        shell		sqlplus / as sysdba
        shell		send "quit\r"
        shell		expect "password:"
        shell		git push origin main
        shell		http GET https://x/ Accept:application/json
        shell		etcdctl get --user /x
        shell		sudo systemctl status sshd
        log		Nov 21 host sudo: bob : TTY=pts/0 ; PWD=/home/bob ; USER=root ; COMMAND=/usr/bin/id
        log		user use of password is deprecated
        log		send failed: connection reset
        log		isql driver 5.4 loaded
        log		using password: YES
        log		Access denied for user 'root'@'localhost' (using password: YES)
        log		passwd: password expiry information changed.
        ini	Zq7-plum	//h/s /mnt cifs username=bob,password=Zq7-plum,vers=3.0 0 0	vers=3.0
        log	Zq7-plumX	- **Password:** Zq7-plumX	Password
        text	Zq7-plumX	- *API key*: Zq7-plumX12345678	API key
        text	Zq7-plumX	__Password__: Zq7-plumX
        text	Zq7-plumX	**Passwort**: Zq7-plumX
        text	Zq7-plumX	- Password: `Zq7-plumX`
        text	Zq7-plumX	For the new box use admin / Zq7-plumX please.	admin
        text	Zq7-plumX	login bob / Zq7-plumX	bob
        text	Zq7-plumX	user: bob pass: Zq7-plumX	bob
        text	Zq7-plumX	username bob / password Zq7-plumX	bob
        text	Zq7-plumX	pw: Zq7-plumX
        text	Zq7-plumX	PW = Zq7-plumX
        text	Zq7-plumX	the pw is Zq7-plumX
        text	Zq7-plumX	use "Zq7-plumX" as the password	as the password
        text	Zq7-plumX	new password: Zq7-plumX
        text	Zq7-plumX	The new password is Zq7-plumX, please change it.	please change it
        text	Zq7-plumX	My password was Zq7-plumX until today.	until today
        text	Zq7-plumX	Password for bob@example.com: Zq7-plumX	bob@example.com
        text	Zq7-plumX	password is "Zq7-plumX"
        text	Zq7-plumX	password is 'Zq7-plumX'.
        text	Zq7-plumX	password is `Zq7-plumX`
        text	Zq7-plumX	password is “Zq7-plumX”
        text	Zq7-plumX	password: „Zq7-plumX“
        text	Zq7-plumX	Kennwort lautet Zq7-plumX
        text	Zq7-plumX	Das Passwort ist: Zq7-plumX
        text	Zq7-plumX	Das Passwort lautet "Zq7-plumX".	lautet
        text	Zq7-plumX	le mot de passe est « Zq7-plumX »
        text	Zq7-plumX	le mot de passe est Zq7-plumX
        text	Zq7-plumX	mot de passe : Zq7-plumX
        text	Zq7-plumX	La contraseña es Zq7-plumX
        text	Zq7-plumX	contraseña: Zq7-plumX
        text	Zq7-plumX	het wachtwoord is Zq7-plumX
        text	Zq7-plumX	пароль: Zq7-plumX
        text	saddle¦walnut	Password: saddle lantern walnut 35
        text	saddle¦walnut	Passphrase: saddle lantern walnut zebra 35
        text	saddle¦walnut	passphrase is "saddle lantern walnut zebra"
        text	4711	the PIN is 4711.
        text	4711	PIN: 4711
        text	Zq7-plumX	SNMP community is Zq7-plumX
        text	Zq7-plumX	token for the API: Zq7-plumX
        text	Zq7-plumXabc1	the API key is Zq7-plumXabc1
        text	Zq7-plumX	secret key = Zq7-plumX
        text	Zq7-plumX	ssh bob@h, password: Zq7-plumX	bob@h
        text	Zq7-plumX	ssh bob@h pw=Zq7-plumX	bob@h
        text	Zq7-plumX	Wi-Fi "guest" password "Zq7-plumX"	guest
        text	Zq7-plumX	OTP secret: Zq7-plumX
        text	Zq7-plumX	log in as bob using password Zq7-plumX	bob
        text		the password is wrong
        text		the password is required.
        text		Password required for bob
        text		password expired 3 days ago
        text		password must be at least 12 characters long
        text		Das Passwort ist falsch.
        text		Das Passwort ist abgelaufen
        text		Passwort vergessen?
        text		Das Passwort wurde geändert.
        text		le mot de passe est incorrect
        text		mot de passe oublié
        text		Please reset the password of joe.
        text		The key question is who the author is.
        text		token is 42 bytes long
        text		enter your password to continue
        text		the password for this account has been changed by the administrator
        text		Passwords are stored as hashes.
        text		use admin / operator roles
        text		login and / or logout
        text		use TCP / UDP port 161
        text		Use of password files is discouraged
        text		Tom said the password policy was updated in 2026
        text		see password.c line 42
        text		password: see the vault
        text		Password: none set
        text		pwd: /home/bob
        text		pass 3 of 5 done
        text		user and password are correct
        text		username / password authentication
        text		username/password
        text		user bob: 3 failed passwords
        text		the secret is out
        text		secret is shared between the nodes
        text		the API key is missing
        text		API keys rotate every 90 days
        text		PIN diode; pin 12 of connector
        text		password hashing takes 250ms
        text		Password changed from web1 at 10:00
        log	Zq7-plumX	Options(password=Some("Zq7-plumX"), host=Some("db"))	host=Some("db")
        log	Zq7-plumX	Config { password: Some("Zq7-plumX"), host: "db" }	host: "db"
        log	Zq7-plumX	Config { password: Secret("Zq7-plumX"), host: "db" }	host: "db"
        log	Zq7-plumX	std::map: {{"secret", "Zq7-plumX"}, {"mode", "fast"}}	"mode", "fast"
        log	Zq7-plumX	[("password", "Zq7-plumX"), ("host", "db")]	"host", "db"
        log	Zq7-plumX	[('password', 'Zq7-plumX'), ('host', 'db')]	'host', 'db'
        log	Zq7-plumX	["password"]=> string(12) "Zq7-plumX"	string(12)
        log	Zq7-plumX	stdClass Object ( [password] => Zq7-plumX [host] => db )	[host] => db
        log	Zq7-plumX	Array¶(¶    [db_pass] => Zq7-plumX¶    [db_host] => db¶)	[db_host] => db
        log	Zq7-plumX	#<Config @password="Zq7-plumX", @host="db">	@host="db"
        log	Zq7-plumX	%{password: "Zq7-plumX", host: "db"}	host: "db"
        log	Zq7-plumX	[password: "Zq7-plumX", host: "db"]	host: "db"
        log	Zq7-plumX	#{password => <<"Zq7-plumX">>, host => "db"}	host => "db"
        log	Zq7-plumX	:password "Zq7-plumX", :host "db"	:host "db"
        log	Zq7-plumX	&{Host:db Password:Zq7-plumX Port:5432}	Port:5432
        log	Zq7-plumX	struct { Password:"Zq7-plumX", Host:"db" }	Host:"db"
        log	Zq7-plumX	main.Config{User:"u", Password:"Zq7-plumX", Host:"db"}	Host:"db"
        log	Zq7-plumX	$VAR1 = { 'password' => 'Zq7-plumX', 'host' => 'db' };	'host' => 'db'
        log	Zq7-plumX	Namespace(host='db', password='Zq7-plumX', port=5432)	port=5432
        log	Zq7-plumX	Config(host=db, password=Zq7-plumX, port=5432)	port=5432
        log	Zq7-plumX	{password=Zq7-plumX, host=db}	host=db
        log	Zq7-plumX	HashMap(password -> Zq7-plumX, host -> db)	host -> db
        log	Zq7-plumX	  password -> Zq7-plumX
        log	Zq7-plumX	Password       : Zq7-plumX
        log	Zq7-plumX	password................: Zq7-plumX
        log	Zq7-plumX	+----------+-----------+¶| user     | password  |¶+----------+-----------+¶| bob      | Zq7-plumX |¶+----------+-----------+	bob
        log	Zq7-plumX	user⇥password⇥role¶bob⇥Zq7-plumX⇥admin	admin
        log	Zq7-plumX	password: Zq7-plumX¶user: bob¶*************************** 2. row	bob
        log	Zq7-plumX	changed "password" from "Zq7-plumX" to "Yr8-pearX"	changed
        log	Yr8-pearX	changed "password" from "Zq7-plumX" to "Yr8-pearX"	changed
        log	Zq7-plumX	${db.password} resolved to [Zq7-plumX]	resolved
        log	Zq7-plumX	setting db.password = Zq7-plumX	setting
        log	Zq7-plumX	ERR AUTH Zq7-plumX called without any password configured	called
        log	Zq7-plumX	invalid password: 'Zq7-plumX' for user bob	bob
        log	Zq7-plumX	password 'Zq7-plumX' does not match	does not match
        log	Zq7-plumX	auth failed for bob with password Zq7-plumX	bob
        log	Zq7-plumX	Invalid credentials bob/Zq7-plumX	bob
        log	Zq7-plumX	AUTH PLAIN Zq7-plumXAGJvYgBzZWNyZXQ=
        log		property 'db.password' not set
        log		changed "password" from web ui
        log		${db.password} could not be resolved
        log		fields: ["username", "password", "email"]
        log		required = ('password', 'email', 'created_at')
        log		["password"]=> NULL
        log		[password] => 
        log		{"secret", "token"}
        log		map.get("password", "default-user")
        log		auth method password, cert or gss-api
        sql	Zq7-plumX	INSERT INTO settings (name, value) VALUES ('smtp_password', 'Zq7-plumX'), ('smtp_host', 'mail');	'mail'
        sql	Zq7-plumX	UPDATE settings SET value='Zq7-plumX' WHERE name='smtp_password';	smtp_password
        sql	Zq7-plumX	ALTER USER app WITH ENCRYPTED PASSWORD $$Zq7-plumX$$;
        sql	Zq7-plumX	CREATE USER app WITH PASSWORD 'Zq7-plumX' VALID UNTIL 'infinity';	VALID UNTIL
        sql	Zq7-plumX	CREATE LOGIN app WITH PASSWORD = N'Zq7-plumX', CHECK_POLICY = ON;	CHECK_POLICY = ON
        sql	Zq7-plumX	CREATE LOGIN app WITH PASSWORD=0x0200ABCDEF HASHED; ALTER LOGIN x WITH PASSWORD='Zq7-plumX' OLD_PASSWORD='Zq7-plumX';	ALTER LOGIN
        sql	Zq7-plumX	EXEC sp_addlogin 'svc', 'Zq7-plumX', 'master';	'svc'¦'master'
        sql	Zq7-plumX	EXEC sp_addlogin @loginame='svc', @passwd='Zq7-plumX';	'svc'
        sql	Zq7-plumX	EXEC sp_addlinkedsrvlogin 'SRV','false',NULL,'u','Zq7-plumX';	'SRV'
        sql	Zq7-plumX	EXEC sp_addlinkedsrvlogin @rmtsrvname='S', @rmtuser='u', @rmtpassword='Zq7-plumX';	'S'
        sql	Zq7-plumX	CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'Zq7-plumX';
        sql	Zq7-plumX	OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD='Zq7-plumX';
        sql	Zq7-plumX	BACKUP CERTIFICATE c TO FILE='x' WITH PRIVATE KEY (FILE='y', ENCRYPTION BY PASSWORD='Zq7-plumX');	FILE='y'
        sql	Zq7-plumX	CREATE CREDENTIAL c WITH IDENTITY='i', SECRET='Zq7-plumX';	IDENTITY='i'
        sql	Zq7-plumX	CREATE USER bob IDENTIFIED BY Zq7-plumX DEFAULT TABLESPACE users;	TABLESPACE
        sql	Zq7-plumX	CREATE USER bob IDENTIFIED BY "Zq7-plumX";
        sql	Zq7-plumX	ALTER USER bob IDENTIFIED BY "Zq7-plumX" REPLACE "Yr8-pearX";
        sql	Zq7-plumX	CREATE USER 'bob'@'%' IDENTIFIED WITH mysql_native_password BY 'Zq7-plumX' REQUIRE SSL;	REQUIRE SSL
        sql	Zq7-plumX	GRANT ALL ON *.* TO 'bob'@'%' IDENTIFIED BY 'Zq7-plumX' WITH GRANT OPTION;	GRANT OPTION
        sql	Zq7-plumX	GRANT ALL ON *.* TO bob IDENTIFIED BY PASSWORD '*Zq7-plumX';
        sql	Zq7-plumX	SET PASSWORD FOR 'bob'@'%' = PASSWORD('Zq7-plumX');	'bob'
        sql	Zq7-plumX	SET PASSWORD = 'Zq7-plumX';
        sql	Zq7-plumX	SET PASSWORD FOR bob = 'Zq7-plumX';	bob
        sql	Zq7-plumX	CHANGE MASTER TO MASTER_HOST='h', MASTER_USER='u', MASTER_PASSWORD='Zq7-plumX', MASTER_PORT=3306;	MASTER_PORT=3306
        sql	Zq7-plumX	CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='Zq7-plumX', SOURCE_PORT=1;	SOURCE_PORT=1
        sql	Zq7-plumX	START REPLICA USER='u' PASSWORD='Zq7-plumX';	USER='u'
        sql	Zq7-plumX	CREATE SUBSCRIPTION s CONNECTION 'host=h user=u password=Zq7-plumX' PUBLICATION p;	PUBLICATION p
        sql	Zq7-plumX	SELECT dblink_connect('c','host=h password=Zq7-plumX user=u');	user=u
        sql	Zq7-plumX	CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password 'Zq7-plumX');	user 'u'
        sql	Zq7-plumX	CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u', PASSWORD 'Zq7-plumX', HOST 'h');	HOST 'h'
        sql	Zq7-plumX	CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY Zq7-plumX USING 'X';	USING 'X'
        sql	Zq7-plumX	COPY INTO t FROM 's3://b' CREDENTIALS=(AWS_KEY_ID='AK' AWS_SECRET_KEY='Zq7-plumX');
        sql	Zq7-plumX	CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'Zq7-plumX');	TYPE s3
        sql	Zq7-plumX	CREATE USER u IDENTIFIED WITH plaintext_password BY 'Zq7-plumX';
        sql	Zq7-plumX	CREATE ROLE u WITH PASSWORD = 'Zq7-plumX' AND LOGIN = true;	LOGIN = true
        sql	Zq7-plumX	CREATE USER u SET PASSWORD 'Zq7-plumX' CHANGE NOT REQUIRED;	CHANGE NOT REQUIRED
        sql	Zq7-plumX	CREATE USER u WITH PASSWORD 'Zq7-plumX' WITH ALL PRIVILEGES	PRIVILEGES
        sql	Zq7-plumX	SELECT pgp_sym_encrypt('data', 'Zq7-plumX');
        sql	Zq7-plumX	SELECT AES_DECRYPT(col, 'Zq7-plumX') FROM t;	FROM t
        sql	Zq7-plumX	CONNECT u/Zq7-plumX@db;
        sql	Zq7-plumX	CONNECT TO db USER u USING Zq7-plumX;	USER u
        sql	Zq7-plumX	CONNECT TO db USER u USING 'Zq7-plumX';	USER u
        sql	Zq7-plumX	CALL p('u', password => 'Zq7-plumX');	'u'
        sql	Zq7-plumX	INSERT INTO users SET login='bob', password='Zq7-plumX';	bob
        sql	Zq7-plumX	-- password: Zq7-plumX
        sql		SELECT user, password_expired FROM mysql.user;
        sql		SELECT * FROM users WHERE password IS NULL;
        sql		DROP TABLE IF EXISTS password_resets;
        sql		CREATE TABLE users (id int, password varchar(255) NOT NULL, token text DEFAULT NULL);
        sql		ALTER TABLE users ADD COLUMN password varchar(255) AFTER login;
        sql		`password` varchar(255) COLLATE utf8_bin NOT NULL,
        sql		GRANT SELECT ON t TO bob;
        sql		CREATE INDEX i ON t USING btree (token);
        sql		INSERT INTO settings (name, value) VALUES ('password_min_length', '12');
        sql		ALTER USER bob ACCOUNT LOCK PASSWORD EXPIRE;
        sql		SET PASSWORD FOR bob TO RANDOM;
        """#
}
