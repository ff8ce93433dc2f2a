internal import Platform

/// What is searched in whole blocks of a log: a line without any of these shapes holds nothing that a rule masks.
///
/// The shapes are short literals, so that the search stays at memory speed; what stands around a literal is looked at
/// by ``isTelling(_:_:)`` before the line is parsed.
struct SearchShapes: Sendable {
    /// What has to stand around a match.
    private enum Surroundings {
        case any
        /// A piece of a name: a separator behind the name, or a word that announces a value.
        case name
        /// `://`: a user or a bar behind it.
        case address
        /// A command: one of the short options behind it.
        case command
        /// A word of a header: a blank and a token behind it.
        case scheme
    }

    let expressions: [ShapeScanner.Expression]
    private let surroundings: [Surroundings]
    private let classifier: KeyClassifier

    /// - Parameters:
    ///   - extraKeys: names of further keys that are secret.
    ///   - classifier: knows them, too.
    init(extraKeys: [String], classifier: KeyClassifier) {
        self.classifier = classifier
        var expressions: [ShapeScanner.Expression] = []
        var surroundings: [Surroundings] = []
        func add(_ texts: [String], _ around: Surroundings, isCaseless: Bool = true) {
            for text in texts {
                expressions.append(ShapeScanner.Expression(text, isCaseless: isCaseless))
                surroundings.append(around)
            }
        }
        add(Self.words(Self.names), .name)
        add(Self.words(Self.shortNames).flatMap { name in Self.shortEndings.map { name + $0 } }, .any)
        add(extraKeys.compactMap(Self.expression), .any)
        add(["://"], .address)
        add(Self.words(Self.commands), .command)
        add(Self.words(Self.schemes).map { $0 + " " }, .scheme)
        add(Self.others, .any)
        add(["LS0tLS1CRUdJTi"] + TokenForm.builtIn.map(\.shape), .any, isCaseless: false)
        self.expressions = expressions
        self.surroundings = surroundings
    }

    // MARK: - The shapes

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let names = """
        pass pwd psw psk secret token jwt authtok cred key auth cookie community sessi sessid contrasena senha heslo
        haslo wachtwoord kennwort bindpw rootpw adminpw sharedaccesssignature identified sas_
        """
    /// Too short to be searched without what follows.
    private static let shortNames = "pin otp pw sid sig"
    private static let shortEndings = ["=", ":", "\"", "'", " =", " :", ">", "%3d", #"\\"#, "ature="]

    private static let schemes = "bearer basic negotiate ntlm apikey"

    private static let commands = """
        mysql mariadb sshpass mongo curl redis- ldap snmp docker podman skopeo buildah helm smbclient rpcclient winexe
        ipmitool sqlcmd isql bcp cqlsh keytool jarsigner useradd usermod xtrabackup innobackupex mydumper myloader
        mosquitto_ vncpasswd smbpasswd rdesktop freerdp asadmin wlst unzip
        """

    private static let others = [
        #"[\x01|](554|925)="#, "---begin ", "---- begin ", #"@tcp6?\("#, #"@unix\("#, ":thin:", ":oci:",
        #"\\u00[0-7][0-9a-f][a-z\\]"#,
    ]

    /// The letters of a user's key, with or without separators between them.
    private static func expression(for key: String) -> String? {
        let letters = key.utf8.filter { $0.isAlphanumeric || $0 >= 0x80 }
        guard !letters.isEmpty else { return nil }
        return letters.map { byte in
            byte.isAlphanumeric ? String(UnicodeScalar(byte)) : #"\x"# + String(byte, radix: 16)
        }.joined(separator: #"[_.\- ]?"#)
    }

    // MARK: - Surroundings

    /// Whether the line around a hit has to be parsed.
    func isTelling(_ hit: ShapeScanner.Hit, _ block: Span<UInt8>) -> Bool {
        switch surroundings[hit.shape] {
        case .any: true
        case .name: isNameTelling(block, hit.end)
        case .address: Self.isAddressTelling(block, hit.end)
        case .command: Self.isCommandTelling(block, hit.end)
        case .scheme: Self.isSchemeTelling(block, hit.end)
        }
    }

    private func isNameTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        let limit = min(block.count, end + 48)
        while index < limit, block[index].isNameByte { index += 1 }
        guard index < block.count else { return false }
        switch block[index] {
        case 0x3E, 0x26, 0x25, 0x28, 0x3C, 0x5D: return true
        case 0x22, 0x27, 0x60, 0x5C:
            return isAssignmentTelling(block, nameEnd: index, hitEnd: end, isQuoted: true)
        case 0x3D, 0x3A: return isAssignmentTelling(block, nameEnd: index, hitEnd: end, isQuoted: false)
        case 0x20, 0x09:
            var next = index
            while next < block.count, block[next].isBlank, next - index < 64 { next += 1 }
            guard next < block.count else { return false }
            switch block[next] {
            case 0x22, 0x27, 0x60, 0x3D, 0x3A, 0x3E, 0x2B, 0x3F, 0x7C: return true
            default: return isAnnouncement(block, nameEnd: index, next: next, hitEnd: end)
            }
        case 0x2B, 0x3F, 0x7C, 0x21: return index + 1 < block.count && block[index + 1] == 0x3D
        default: return false
        }
    }

    /// A name, perhaps the quote that closes it, and a separator: what the name says, and for the doubtful ones the
    /// value's length.
    private func isAssignmentTelling(_ block: Span<UInt8>, nameEnd: Int, hitEnd: Int, isQuoted: Bool) -> Bool {
        var start = hitEnd
        while start > 0, block[start - 1].isNameByte, nameEnd - start < 160 { start -= 1 }
        // `Access Key: x`
        if start > 1, block[start - 1] == 0x20, block[start - 2].isLetter, nameEnd - start <= 8 { return true }
        var name: [UInt8] = []
        for index in start..<nameEnd { name.append(block[index]) }
        let keyClass = classifier.classify(name, 0..<name.count)
        guard keyClass == .weakKey || keyClass == .auth || keyClass == .sessionID || keyClass == .pairName else {
            return keyClass != .none
        }
        var index = nameEnd
        if isQuoted {
            while index < block.count, block[index].isQuote || block[index].isAny(of: "\\]") { index += 1 }
            while index < block.count, block[index].isBlank { index += 1 }
            guard index < block.count, block[index] == 0x3A || block[index] == 0x3D else { return false }
        }
        index += 1
        while index < block.count, block[index].isBlank || block[index].isQuote || block[index].isAny(of: "\\>") {
            index += 1
        }
        let begin = index
        while index < block.count, !block[index].isSpace, !block[index].isQuote, index - begin < 16 { index += 1 }
        return index - begin == 16 || (keyClass == .auth && index < block.count && block[index] == 0x20)
    }

    /// A name, a blank and a word: an option with its value, a directive, or a sentence that tells the value.
    private func isAnnouncement(_ block: Span<UInt8>, nameEnd: Int, next: Int, hitEnd: Int) -> Bool {
        var start = nameEnd
        while start > 0, block[start - 1].isNameByte { start -= 1 }
        if block[start] == 0x2D { return true }
        var name = WordHash()
        for index in start..<nameEnd { name.add(block[index].lowered) }
        if Self.directives.contains(name) { return true }
        // The word before: `with password x`.
        var before = start
        while before > 0, block[before - 1].isBlank { before -= 1 }
        var previous = before
        while previous > 0, block[previous - 1].isLetter { previous -= 1 }
        var word = WordHash()
        for index in previous..<before { word.add(block[index].lowered) }
        if Self.introductions.contains(word) { return true }
        // The words behind: `password for bob is x`, but not `password for bob from 10.0.0.1`.
        var index = next
        let limit = min(block.count, next + 96)
        var count = 0
        while index < limit, count < 7, !block[index].endsLine {
            var end = index
            var verb = WordHash()
            while end < limit, !block[end].isBlank, !block[end].endsLine, block[end] != 0x3A, block[end] != 0x3D {
                verb.add(block[end].lowered)
                end += 1
            }
            if end < limit, block[end] == 0x3A || block[end] == 0x3D { return count <= 4 }
            if Self.verbs.contains(verb) { return true }
            count += 1
            index = end
            while index < limit, block[index].isBlank { index += 1 }
        }
        return false
    }

    private static let directives = WordHash.set(
        "requirepass masterauth rocommunity rwcommunity rootpw bindpw identified"
    )
    private static let introductions = WordHash.set("with using temporary initial login")
    private static let verbs = WordHash.set("is was are equals becomes be to")

    private static func isAddressTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        let limit = min(block.count, end + 1024)
        while index < limit {
            let byte = block[index]
            if byte == 0x40 || byte == 0x7C { return true }
            if byte.isSpace || byte.isQuote || byte == 0x3C || byte == 0 { return false }
            index += 1
        }
        return index < block.count
    }

    private static func isCommandTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index + 1 < block.count, !block[index].endsLine, index - end < 4096 {
            if block[index] == 0x2D, block[index + 1].isAny(of: "pPuUawscAX"),
                block[index - 1].isBlank || block[index - 1].isQuote || block[index - 1].isAny(of: ",[")
            {
                return true
            }
            index += 1
        }
        return false
    }

    private static func isSchemeTelling(_ block: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index < block.count, block[index].isBlank { index += 1 }
        let start = index
        while index < block.count, index - start < 8, ByteSet.token.contains(block[index]) { index += 1 }
        return index - start == 8
    }
}
