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
        """#
}
