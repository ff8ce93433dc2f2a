extension Grammar {
    /// Chooses the grammar of a file by its name, and where that says nothing, by its first bytes.
    ///
    /// - Parameters:
    ///   - name: file name or path; only the last component counts.
    ///   - head: the first bytes, 4 KiB are plenty; may be empty.
    /// - Returns: the grammar; `text` where nothing tells.
    public static func recognise(name: String, head: Span<UInt8>) -> Grammar {
        var path = name.utf8[...]
        while path.last == UInt8(ascii: "/") { path.removeLast() }
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex
        let base = String(Substring(path[start...])).lowercased()
        if let known = byName[base] { return known }
        if SecretFileName.isBare(head), SecretFileName.matches(base) { return .bareSecret }
        // `server.xml.bak`, `catalina.out.1`: endings of copies and rotations say nothing.
        var parts = base.utf8.split(separator: UInt8(ascii: ".")).dropFirst().map { String(Substring($0)) }
        while let last = parts.last {
            if let known = byExtension[last] {
                // `login.config` of JAAS and others of that ending are no XML.
                if last == "config", let first = firstByte(head), first != UInt8(ascii: "<") { return .ini }
                return known
            }
            guard last.allSatisfy(\.isNumber) || copyEndings.contains(last) else { break }
            parts.removeLast()
        }
        if base.hasSuffix("cmdline") || base.hasSuffix("cmdline.txt") { return .commandLine }
        if base.hasPrefix("id_") || base.hasSuffix("environ") {
            return base.hasSuffix("environ") ? .environment : .text
        }
        if base.hasPrefix(".env") { return .dotenv }
        return byContent(head)
    }

    /// Whether `head` is no text: a NUL that no encoding explains, or more than a tenth control bytes.
    public static func isBinary(head: Span<UInt8>) -> Bool {
        let count = min(head.count, 4096)
        guard count > 0 else { return false }
        if TextEncoding.detect(head) != .bytes { return false }
        var controls = 0
        var nulls = 0
        for index in 0..<count {
            switch head[index] {
            case 0: nulls += 1
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1B: break
            case 0..<0x20, 0x7F: controls += 1
            default: break
            }
        }
        if controls * 10 > count { return true }
        // A few NULs are a log after a power failure or an environment; their neighbours are then text.
        return nulls > 0 && controls > 0 && (nulls + controls) * 20 > count
    }

    private static let copyEndings: Set<String> = [
        "bak", "old", "orig", "save", "rpmsave", "rpmnew", "dist", "sample", "example", "template", "tmpl", "in",
        "default", "gz", "zst", "xz", "bz2", "dpkg-old", "dpkg-dist", "ucf-dist", "tmp", "new", "local",
    ]

    private static let byName: [String: Grammar] = {
        let lists: [(Grammar, String)] = [
            (.pgpass, ".pgpass pgpass.conf pgpass"),
            (.netrc, ".netrc netrc _netrc"),
            (
                .passwordFile,
                "shadow gshadow shadow- gshadow- .htpasswd htpasswd htdigest .htdigest htpasswd.users "
                    + "sasl_passwd sasl-passwd rsyncd.secrets passwd.client .erlang.cookie .vault-token .vault_pass "
                    + ".vault_pass.txt .vault-password vault_pass.txt .passwd-s3fs passwd-s3fs smtp_auth .smtp_auth smbpasswd"
            ),
            (.userList, "userlist.txt chap-secrets pap-secrets jmxremote.password"),
            (
                .userList,
                "users.properties mgmt-users.properties application-users.properties artemis-users.properties "
                    + "jetty-realm.properties realm.properties"
            ),
            (.environment, "environ"),
            (.commandLine, "cmdline ps.txt ps"),
            (
                .ini,
                """
                .npmrc .pypirc pip.conf .my.cnf my.cnf redis.conf sentinel.conf krb5.conf odbc.ini odbcinst.ini .boto
                credentials config sssd.conf snmpd.conf smb.conf ldap.conf nslcd.conf pg_service.conf .hgrc .gitconfig
                chrony.keys ntp.keys wpa_supplicant.conf .msmtprc msmtprc .mbsyncrc .wgetrc .s3cfg
                """
            ),
            (
                .shell,
                ".bashrc .profile .bash_profile .bash_history .zsh_history bash_history zsh_history .zshrc crontab profile "
                    + "history.txt history .history .sh_history .ksh_history .ash_history fish_history commands.txt"
            ),
            (.text, ".git-credentials"),
            (.sql, ".mysql_history .psql_history .sqlite_history .mariadb_history"),
            (.json, "config.json .dockerconfigjson .dockercfg"),
            (.yaml, "kubeconfig user-data"),
        ]
        var table: [String: Grammar] = [:]
        for (grammar, names) in lists {
            for name in names.split(whereSeparator: \.isWhitespace) { table[String(name)] = grammar }
        }
        return table
    }()

    private static let byExtension: [String: Grammar] = {
        let lists: [(Grammar, String)] = [
            (.xml, "xml xsd xsl xslt xhtml html htm wsdl config csproj pom plist jnlp svg web resx"),
            (.json, "json json5 jsonc ipynb tfstate webmanifest"),
            (.yaml, "yaml yml eyaml sls"),
            (
                .ini,
                """
                ini cnf conf cfg inf service socket timer desktop nmconnection netdev network ldif repo pc conffile
                ovpn hcl tf tfvars
                """
            ),
            (.toml, "toml"),
            (.properties, "properties props prefs"),
            (.shell, "sh bash zsh ksh csh profile bat cmd ps1"),
            (.dotenv, "env envrc"),
            (.sql, "sql ddl"),
            (
                .source,
                "py pyi c h cc cpp cxx hpp hh hxx tcc inl java kt kts scala groovy gradle go rs rb js mjs cjs jsx ts tsx cs swift php pl pm lua vb"
            ),
            (.log, "log out err trc trace stdout stderr"),
        ]
        var table: [String: Grammar] = [:]
        for (grammar, names) in lists {
            for name in names.split(whereSeparator: \.isWhitespace) { table[String(name)] = grammar }
        }
        return table
    }()

    private static func byContent(_ head: Span<UInt8>) -> Grammar {
        var index = 0
        let count = min(head.count, 4096)
        if count >= 3, head[0] == 0xEF, head[1] == 0xBB, head[2] == 0xBF { index = 3 }
        while index < count, head[index].isSpace { index += 1 }
        guard index < count else { return .text }
        let line = line(of: head, from: index, to: count)
        if starts(line, "<?xml") || starts(line, "<!DOCTYPE") { return .xml }
        if line.first == UInt8(ascii: "<"), line.count > 1, line[1].isLetter || line[1] == UInt8(ascii: "!") {
            return .xml
        }
        if starts(line, "#!") { return .shell }
        if starts(line, "#cloud-config") { return .yaml }
        if starts(line, "---"), line.count == 3 { return .yaml }
        if line.first == UInt8(ascii: "{"), isJSON(head, from: index, to: count) { return .json }
        if isSource(head, from: index, to: count) { return .source }
        return assignments(head, from: index, to: count)
    }

    /// The first byte that is no blank, behind a byte order mark.
    private static func firstByte(_ head: Span<UInt8>) -> UInt8? {
        var index = head.count >= 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF ? 3 : 0
        while index < head.count, head[index].isSpace { index += 1 }
        return index < head.count ? head[index] : nil
    }

    private static func line(of head: Span<UInt8>, from start: Int, to end: Int) -> [UInt8] {
        var line: [UInt8] = []
        var index = start
        while index < end, !head[index].endsLine {
            line.append(head[index])
            index += 1
        }
        return line
    }

    /// Whether a line brings in another file of a program.
    private static func isSource(_ head: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end {
            let line = line(of: head, from: index, to: end)
            if starts(line, "#include <") || starts(line, "#include \"") { return true }
            if starts(line, "from "), line.split(separator: 0x20).dropFirst(2).first.map({ Array($0) }) == importWord {
                return true
            }
            let isStatement = starts(line, "package ") || starts(line, "import ") || starts(line, "using ")
            if isStatement, line.last == 0x3B, line.count < 120 { return true }
            index += line.count + 1
        }
        return false
    }

    private static let importWord = Array("import".utf8)

    private static func starts(_ line: [UInt8], _ text: String) -> Bool {
        line.starts(with: text.utf8)
    }

    /// Reads `{` then a quoted name: an object.
    ///
    /// Lines of objects are a log.
    private static func isJSON(_ head: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var index = start + 1
        while index < end, head[index].isSpace { index += 1 }
        return index < end && (head[index] == .doubleQuote || head[index] == UInt8(ascii: "}"))
    }

    /// Tells files of `NAME=value` lines from prose: NUL-separated is an environment, most lines assigning is `ini`.
    private static func assignments(_ head: Span<UInt8>, from start: Int, to end: Int) -> Grammar {
        var assigning = 0
        var others = 0
        var nulls = 0
        var lineStart = start
        var index = start
        while index < end {
            defer { index += 1 }
            guard head[index].endsLine else { continue }
            if head[index] == 0 { nulls += 1 }
            if index > lineStart, head[lineStart] != UInt8(ascii: "#"), head[lineStart] != UInt8(ascii: ";") {
                if isAssignment(head, from: lineStart, to: index) { assigning += 1 } else { others += 1 }
            }
            lineStart = index + 1
        }
        guard assigning > 2, assigning > others * 3 else { return .text }
        return nulls > 2 ? .environment : .ini
    }

    private static func isAssignment(_ head: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        if head[start] == UInt8(ascii: "[") { return head[end - 1] == UInt8(ascii: "]") }
        var index = start
        while index < end, head[index].isNameByte { index += 1 }
        guard index > start else { return false }
        while index < end, head[index].isBlank { index += 1 }
        return index < end && head[index] == UInt8(ascii: "=")
    }
}
