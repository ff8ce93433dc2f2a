"""Templates of secrets that no separator announces: the element, the object, the sentence or the line around them does.

Written while the rules for them were, after forms that the third set and other tools' rules showed. `generate.py` tells
what the marks mean.
"""


def cases(Case):
    out = []

    def add(*arguments, **options):
        out.append(Case(*arguments, **options))

    def plain(name, text, **options):
        add(name, "clean", text, clean=True, **options)

    # ---- Secrets that the element, the object, the sentence or the line around them announces
    add("consul.hcl", "directive", """
datacenter = "‹dc1›"
encrypt = "⟦=/xc2dJKWF4znjE75YC7KdzILsEF/V621OKFR9B1zy/I=⟧"
node_id = "‹9340922e-48bd-039b-bf4a-27c0a94a174c›"
acl {
  enabled = true
  tokens {
    initial_management = "⟦=7340922e-48bd-039b-bf4a-27c0a94a174c⟧"
    agent = "⟦=8340922e-48bd-039b-bf4a-27c0a94a174c⟧"
  }
}
""")
    add("core-site.xml", "xml", """
<configuration>
<property>
  <value>⟦words⟧</value>
  <name>ssl.server.keystore.password</name>
</property>
<property><value>‹hdfs://nn1:8020›</value><name>fs.defaultFS</name></property>
<property><value>⟦words⟧</value><name>fs.s3a.secret.key</name></property>
<entry><string>smtp.password</string><string>⟦strong⟧</string></entry>
<Call name="setKeyManagerPassword"><Arg>⟦strong⟧</Arg></Call>
<credentials><secret value="⟦strong⟧"/></credentials>
</configuration>
""", parse="xml")
    add("jetty-realm.properties", "product", """
# user: password, roles
‹admin›: ⟦words⟧, ‹administrators›
‹monitor›: ⟦strong⟧
""")
    add("jmxremote.password", "product", """
‹monitorRole›  ⟦weak⟧
‹controlRole›  ⟦strong⟧
""")
    add("headers.log", "log", """
2026-11-21 10:00:00 DEBUG headers={Authorization=[Bearer ⟦alnum:40⟧], Accept=[‹*/*›], X-Vault-Token=[⟦alnum:26⟧], Host=[‹web1›]}
2026-11-21 10:00:01 DEBUG Authorization: Digest username="‹bob›", realm="‹r›", response="⟦hex:32⟧"
2026-11-21 10:00:02 DEBUG body {\\x22user\\x22:\\x22‹bob›\\x22,\\x22api_key\\x22:\\x22⟦alnum:24⟧\\x22}
2026-11-21 10:00:03 INFO args: [--user, ‹bob›, --password, ⟦strong⟧, --port, ‹8085›]
2026-11-21 10:00:04 INFO property "db.password" has value "⟦strong⟧"
2026-11-21 10:00:05 INFO type=EXECVE argc=3 a0="‹app›" a1="--password" a2="⟦strong⟧"
2026-11-21 10:00:06 INFO Unseal Key 1: ⟦=sP/4C/fwIDjJmHEC2bi/1Pa43uKhsUQMmiB31GRzFc0R⟧
2026-11-21 10:00:07 INFO environment ⟦!=DB_USER=shop\nDB_PASSWORD=Tiger9Lily7\nPORT=8085\n|b64⟧
""")
    add("install.sh", "shell", """
mysql \\
  --user ‹root› \\
  --password \\
  ⟦!strong⟧ \\
  ‹shop›
DB_PASS=$(echo ⟦!strong|b64⟧ | base64 -d)
echo -n '⟦!words⟧' | openssl enc -aes-256-cbc -pass stdin
export AZDO_PAT=⟦alnum:52⟧
""")
    add("vars.yml", "yaml", """
hash_salt: "⟦hex:32⟧"
db_key_base: ⟦hex:64⟧
weather_api: ⟦hex:32⟧
alarm_code: ⟦=7351⟧
status_code: ‹200›
secureJsonData:
  httpHeaderValue1: ⟦strong⟧
""", parse="yaml")
    add("handover.md", "prose", """
Use the passphrase "⟦!phrase⟧" for the key.
PIN for the door is ⟦!=482913⟧
I changed it from ⟦!words⟧ to ⟦!words⟧ (the db password) yesterday.
The credentials are ‹svc_batch›:⟦!punct⟧ on ‹fs1›.
""")
    plain("compare.js", """
if (password === confirmPassword) { submit(); }
while (token == previous) next();
this.password = password;
""")
    plain("realm.xml", """
<Realm userPassword="userPassword" userPattern="uid={0},ou=people"/>
""", parse="xml")
    plain("resources.json", """
{"secretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf", "tokens": {"input": "12 of 40"}}
""", parse="json")
    return out
