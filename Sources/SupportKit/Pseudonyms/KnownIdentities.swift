/// The names of hosts, domains and users that are known before a text is read.
///
/// Only what is in here is given a pseudonym as a name; addresses need not be known. Names that identify nobody, such
/// as `localhost`, `root` or the domains of vendors, are passed over.
public struct KnownIdentities: Sendable {
    /// Names of hosts, with and without domain.
    private(set) var hosts: Set<String> = []
    /// Domains; names below them count as known.
    private(set) var domains: Set<String> = []
    /// Names of users.
    private(set) var users: Set<String> = []

    /// The longest name a host can have (RFC 1035).
    private static let longest = 253

    /// Knows nothing.
    public init() {}

    /// Adds a host, with or without its domain, which becomes known as well.
    public mutating func addHost(_ name: String) {
        guard let name = Self.host(name) else { return }
        let labels = name.split(separator: ".")
        guard labels.count > 1 else {
            if !["localhost", "localdomain", "broadcasthost"].contains(name), !name.hasPrefix("ip6-") {
                hosts.insert(name)
            }
            return
        }
        guard labels[0] != "localhost", !WellKnownNames.isPublic(name) else { return }
        hosts.insert(name)
        hosts.insert(String(labels[0]))
        for start in labels.indices.dropFirst() where WellKnownNames.isDomain(labels[start...]) {
            domains.insert(labels[start...].joined(separator: "."))
        }
    }

    /// Adds a domain: it and every name below it are known.
    public mutating func addDomain(_ name: String) {
        guard let name = Self.host(name) else { return }
        let labels = name.split(separator: ".")
        if labels.count == 1 {
            guard !WellKnownNames.extensions.contains(name), !["localdomain", "localhost"].contains(name) else {
                return
            }
            domains.insert(name)
        }
        for start in labels.indices where WellKnownNames.isDomain(labels[start...]) {
            domains.insert(labels[start...].joined(separator: "."))
        }
    }

    /// Adds a user, unless it is an account of the system or of a product.
    public mutating func addUser(_ name: String) {
        let name = Self.trimmed(name.lowercased())
        guard !name.isEmpty, name.utf8.count <= Self.longest, !WellKnownNames.accounts.contains(name) else { return }
        users.insert(name)
    }

    /// Adds the hosts of a text in the form of /etc/hosts.
    public mutating func addHosts(fromHostsFile text: Span<UInt8>) {
        forEachLine(of: text) { identities, words in
            for name in words.dropFirst() { identities.addHost(name) }
        }
    }

    /// Adds the search domains of a text in the form of /etc/resolv.conf.
    public mutating func addDomains(fromResolverConfiguration text: Span<UInt8>) {
        forEachLine(of: text) { identities, words in
            guard words.first == "search" || words.first == "domain" else { return }
            for name in words.dropFirst() { identities.addDomain(name) }
        }
    }

    /// Adds the people of a text in the form of /etc/passwd: those with a number of 1000 or more.
    public mutating func addUsers(fromPasswordFile text: Span<UInt8>) {
        forEachLine(of: text) { identities, words in
            let fields = (words.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count > 2, let number = UInt32(fields[2]), number >= 1000, number != 65_534 else { return }
            identities.addUser(String(fields[0]))
        }
    }

    /// Whether the name of a host says too little to be taken for it wherever it stands.
    static func needsContext(host name: String) -> Bool {
        guard !name.contains(".") else { return false }
        let hasDigit = name.utf8.contains { $0.isDigit }
        return WellKnownNames.common.contains(name) || WellKnownNames.accounts.contains(name)
            || WellKnownNames.extensions.contains(name) || name.utf8.count < (hasDigit ? 3 : 4)
            || !name.utf8.contains { $0.isLetter }
    }

    /// Whether the name of a user says too little to be taken for it wherever it stands.
    static func needsContext(user name: String) -> Bool {
        name.utf8.count < 4 || WellKnownNames.common.contains(name) || WellKnownNames.extensions.contains(name)
            || !name.utf8.contains { $0.isLetter }
    }

    private static func host(_ name: String) -> String? {
        let name = trimmed(name.lowercased())
        guard !name.isEmpty, name.utf8.count <= longest,
            name.utf8.contains(where: { $0.isLetter }),
            name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F || $0 >= 0x80 })
        else { return nil }
        return name
    }

    /// Without what no word begins or ends with.
    private static func trimmed(_ name: String) -> String {
        let bytes = Array(name.utf8)
        guard let first = bytes.firstIndex(where: { $0.isAlphanumeric }),
            let last = bytes.lastIndex(where: { $0.isAlphanumeric })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// Hands over the words of each line, without comments.
    private mutating func forEachLine(of text: Span<UInt8>, _ body: (inout KnownIdentities, [String]) -> Void) {
        var words: [String] = []
        var word: [UInt8] = []
        var isComment = false
        func end(_ words: inout [String], _ word: inout [UInt8]) {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        for index in text.indices {
            let byte = text[index]
            if byte == .lineFeed {
                end(&words, &word)
                if !words.isEmpty { body(&self, words) }
                words.removeAll(keepingCapacity: true)
                isComment = false
            } else if byte == UInt8(ascii: "#") || (byte == UInt8(ascii: ";") && words.isEmpty && word.isEmpty) {
                isComment = true
            } else if byte.isSpace {
                end(&words, &word)
            } else if !isComment, word.count < 4096 {
                word.append(byte)
            }
        }
        end(&words, &word)
        if !words.isEmpty { body(&self, words) }
    }
}
