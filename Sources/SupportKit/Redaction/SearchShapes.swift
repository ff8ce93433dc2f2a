/// What is searched in whole blocks of a log: a line without any of these shapes holds nothing that a rule masks.
///
/// Each is a superset of what the parser confirms, short and without open ends, and none spans lines.
enum SearchShapes {
    static let expressions: [String] = syntax + TokenForm.builtIn.map(\.shape)

    /// The shapes that find the user's own keys.
    static func expressions(forKeys keys: [String]) -> [String] {
        keys.compactMap { key in
            let letters = key.utf8.filter { $0.isAlphanumeric || $0 >= 0x80 }
            guard !letters.isEmpty else { return nil }
            return letters.map { byte in
                byte.isAlphanumeric ? String(UnicodeScalar(byte)) : #"\x"# + String(byte, radix: 16)
            }.joined(separator: #"[_.\- ]?"#)
        }
    }

    /// Behind a name: what may close it, then a separator.
    private static let separator = #"[\w.\-]{0,24}(\\{0,3}["'`]\]?|&quot;|&#34;|%22|\\u0022)?[ \t]{0,3}([=:>]|:=|%3d|%3a|\\u003d)"#

    private static let syntax = [
        // Names of secrets with a separator.
        #"(passw|passphrase|pass_?code|pswd|pwd|passw?rd|_?pass|psw|secret|credential|creds)"# + separator,
        #"(token|jwt|bearer|authtok|[_.-]psk|\bpsk|passin|passout|storepass|keypass|userinfo|\bpsk|mot_?de_?passe)"#
            + separator,
        #"(rootpw|bindpw|adminpw|userpw|dbpw|smtppw|ldappw|enablepw|modpw|\bpw|[_.-]pw)"# + separator,
        #"(kennwort|passwort|contrasena|senha|heslo|haslo|wachtwoord|requirepass|masterauth|setcookie)"# + separator,
        #"(api|app|application|access|account|shared|private|crypt|crypto|encryption|encrypt|signing|sign|signature|master|auth|service|secret)[_.\- ]?key"#
            + separator,
        #"(integration|licen[sc]e|hmac|validation|machine|storage|subscription|ssh|session|deploy|webhook|preshared|wep|registration|join|cipher)[_.\- ]?key"#
            + separator,
        #"\w[_.\- ]?key"# + separator + #"[ \t]{0,3}\\?["']?[\w+/\-=~]{16}"#,
        #"(^|[^\w])key["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[\w+/\-=~]{20}"#,
        #"(sharedaccesssignature|client[_.-]?key[_.-]?data|\bsas\b)"# + separator,
        #"(authorization|cookie2?s?|x-[a-z0-9\-]{0,32}(auth|key|token|secret))"# + separator,
        #"\b(basic|http)[_.-]?auth"# + separator,
        #"auth["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[\w+/.\-]{6}"#,
        #"(userpwd|userpass|community|community_?string|\bcak|\bcred)"# + separator,
        #"\b(pin|otp|totp|pincode)["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[0-9]{4}"#,
        #"[_.-](pin|otp|totp)["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[0-9]{4}"#,
        #"(sessid|sessionid|\bsid|[_.]sid|sessionidsso)["']?[ \t]{0,3}=[ \t]{0,3}["']?\w{16}"#,
        #"[?&;](x-amz-|x-goog-)?(sig|signature)(=|%3d)"#,
        // Names of secrets as values, and as words.
        #"(passw(or)?d|passphrase|pwd|secret|token|api[_.-]?key|access[_.-]?key|private[_.-]?key|secret[_.-]?key|credentials?)[\\]{0,3}["'<]"#,
        #"name["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[\w.\-]{0,32}(passw(or)?d|passphrase|pwd|secret|token|api[_.-]?key|_key|pass)\b"#,
        #"pass(w(or)?d|phrase|code)?[ \t]{1,3}["'`]"#,
        #"(secret|token|password|passwd|passphrase|passcode|pwd|key)[ \t]{1,3}(is|was|are|set|changed|reset|equals|be|for|of|to|has|now)[ \t]"#,
        #"(with|using|temporary|initial)[ \t]{1,3}[\w.\-]{0,16}(password|passwd|passphrase|passcode|pwd|secret|token)[ \t]"#,
        #"(requirepass|masterauth|rocommunity|rwcommunity|rootpw|bindpw)[ \t]"#,
        #"(password|passwd|secret|token|passphrase|pass|apikey|key|pwd)\([ \t]{0,3}\\{0,3}["'`]"#,
        #"define\([ \t]{0,3}["'][\w]{0,24}(pass|secret|token|key)"#,
        // URLs and data source names.
        #"://[^ \t\r\n\x00"'<>@]{0,120}@"#,
        #"://[^ \t\r\n\x00"'<>|]{1,120}\|[^|\n\r \t]{1,64}\|"#,
        #"@(tcp|tcp6|unix)\("#,
        #"(:thin|:oci):"#,
        // Headers, challenges, key blocks.
        #"\b(bearer|basic|negotiate|ntlm|apikey)[ \t]{1,3}[\w+/.~=\-]{8}"#,
        #"---- ?begin [a-z0-9 ]{0,40}private"#,
        #"-----begin openvpn static"#,
        #"LS0tLS1CRUdJTi"#,
        #"identified[ \t]"#,
        // Command lines.
        #"[ \t"'\[(,=]--?[\w.\-]{0,32}(pass|pwd|passwd|password|passphrase|passcode|secret|token|key|pw|creds?|credentials?|passin|passout|userpwd|auth|psk|setcookie)[\w.\-]{0,12}["']?[ \t,]"#,
        #"\b(mysql|mysql[a-z]{3,8}|mariadb|mariadb-[a-z]{4,6}|sshpass|mongo[a-z]{0,7}|xtrabackup|innobackupex|mydumper|myloader|mosquitto_[ps]ub|docker|podman|skopeo|buildah|helm|az|oc|cqlsh|unzip|zip|7z)["']?[, ][^\n\r\x00]{0,240}[ "']-[pP]"#,
        #"\b(curl|redis-cli|redis-benchmark|smbclient|rpcclient|winexe|net|ldap[a-z]{3,8}|snmp[a-z]{3,8}|ipmitool|vncpasswd|smbpasswd|sqlcmd|bcp|isql|osql|useradd|usermod|keytool|jarsigner|rdesktop|xfreerdp|wlst|asadmin)["']?[, ][^\n\r\x00]{0,240}[ "']-[uUawscAXPp]"#,
    ]
}
