/// Commands with the options that take a password, or something with a password in it.
///
/// From the manuals of the commands; letters count in their case.
extension LineParser {
    static let commands: WordTable<[UInt64: Meaning]> = {
        var table: [String: [UInt64: Meaning]] = [:]
        for (commands, options, meaning) in commandOptions {
            for command in commands.split(whereSeparator: \.isWhitespace) {
                for option in options.split(separator: " ") {
                    table[String(command), default: [:]][WordHash(option.utf8).value] = meaning
                }
            }
        }
        return WordTable(table.map { (WordHash($0.key.utf8), $0.value) })
    }()

    private static let commandOptions: [(String, String, Meaning)] = [
        (
            """
            mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlcheck mysqlbinlog mysqlpump mysqlslap mysqltuner mariadb
            mariadb-dump mariadb-admin mariadb-check mariadb-import mariadb-binlog mariadb-backup xtrabackup innobackupex
            mydumper myloader mysqlsh pt-query-digest mytop
            """,
            "p", .attachedPassword
        ),
        (
            """
            sshpass mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles cqlsh
            sstableloader keytool jarsigner rdesktop useradd usermod groupadd psexec psexec64 ncftp ncftpput ncftpget
            ncftpls rabbitmqadmin realm cypher-shell couchbase-cli cbbackupmgr cbq racadm fence_ipmilan fence_drac5
            fence_ilo fence_ilo4 fence_vmware_soap fence_apc fence_idrac pcs check_mysql check_mysql_query check_pgsql
            check_ssh check_ldap certutil winrs add-user security testsaslauthd steghide aescrypt veracrypt truecrypt
            twine poetry airflow beeline sqoop hdbsql esxcli crane oras jboss-cli elasticsearch-users
            wsadmin hponcfg sqoop-import imapsync x11vnc 
            """,
            "p", .password
        ),
        ("docker podman buildah skopeo helm az oc nerdctl regctl", "p", .loginPassword),
        ("7z 7za 7zr 7zz rar unrar", "p", .attachedPassword),
        ("rar unrar", "hp", .attachedPassword),
        ("unzip zip zipcloak tsql sqsh ssh-keygen", "P", .password),
        ("ssh-keygen", "N", .password),
        ("xfreerdp wfreerdp mstsc", "p /", .password),
        ("lftp", "u", .userCommaPassword),
        ("http https httpie xh xhs check_http check_curl", "a auth A", .userAndPassword),
        ("splunk", "auth", .userAndPassword),
        ("ab siege wrk", "A P", .userAndPassword),
        ("slappasswd smbencrypt check_nt", "s", .password),
        (
            "kadmin dsconf dsidm dsctl ipa-client-install ipa-replica-install ipa-server-install", "w p",
            .separatePassword
        ),
        ("openssl", "k K hmac psk", .separatePassword),
        ("security", "w", .separatePassword),
        ("vsql", "w", .password),
        ("wbinfo", "a", .userAndPassword),
        (
            """
            vncpasswd smbpasswd sqlcmd bcp isql osql ipmitool ipmipower ipmi-sensors mosquitto_pub mosquitto_sub
            mosquitto_rr p4 knife iscli tibemsadmin
            """,
            "P", .password
        ),
        (
            "mosquitto_pub mosquitto_sub mosquitto_rr nzsql nzload xe plink pscp psftp putty kitty nodetool", "pw",
            .password
        ),
        ("redis-cli redis-benchmark keydb-cli valkey-cli", "a", .password),
        ("curl", "u U user proxy-user E cert proxy-cert", .userAndPassword),
        ("curl wget", "b cookie", .cookies),
        ("etcdctl ctr govc flower", "u user", .userAndPassword),
        ("skopeo podman buildah crictl nerdctl regctl", "creds src-creds dest-creds", .userAndPassword),
        ("smbclient rpcclient net winexe smbmap smbget smbtree smbcacls nmblookup", "U user", .userAndPassword),
        (
            """
            ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldapcompare ldapmodrdn ldappasswd ldapexop basic_ldap_auth
            squid_ldap_auth digest_ldap_auth ext_ldap_group_acl squid_ldap_group
            """,
            "w", .password
        ),
        ("ldappasswd", "s a", .password),
        (
            """
            snmpwalk snmpget snmpbulkwalk snmpset snmpgetnext snmpbulkget snmptable snmpstatus snmptrap snmpinform snmpdf
            trapsess informsess snmpnetstat snmptest snmptranslate snmpdelta
            """,
            "c A X", .password
        ),
        ("check_snmp", "C A X", .password),
        ("net-snmp-config net-snmp-create-v3-user", "A X", .password),
        ("wlst asadmin", "w", .password),
        ("swift ccrypt", "K", .password),
        ("mcrypt", "k", .password),
        ("dotnet nuget", "k ApiKey", .separatePassword),
        ("influx", "t", .separatePassword),
        ("swaks", "ap", .password),
        ("sendemail", "xp", .password),
        ("pdftotext pdfinfo pdftoppm pdfimages", "upw opw", .password),
        ("dsmadmc dsmc", "pa pas pass", .password),
        ("hadoop", "value", .separatePassword),
        ("doveadm", "p", .separatePassword),
    ]
}
