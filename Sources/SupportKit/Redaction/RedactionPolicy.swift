internal import Platform
public import SystemPackage

/// What a host and a user add to redaction: `redaction.yml`.
///
/// It only ever adds: nothing a policy says makes a built-in rule remove less.
public struct RedactionPolicy: Sendable, Equatable {
    /// Exact texts to remove wherever they stand, each at least four bytes.
    public var literals: [String] = []
    /// Names of settings whose values are secret.
    public var keys: [String] = []
    /// Further patterns.
    public var patterns: [SecretPattern] = []
    /// Patterns of files that are left out whole.
    public var paths: [String] = []
    /// Names of hosts and domains that pseudonyms replace, besides those that this host knows.
    public var hosts: [String] = []
    /// Names of users that pseudonyms replace, besides those that this host knows.
    public var users: [String] = []

    /// The file's name, in the user's and in the host's directory.
    public static let fileName = "redaction.yml"

    private static let maximumSize = 1 << 20

    /// A policy that adds nothing.
    public init() {}

    /// Reads a policy and checks it: literals and keys that mean something, patterns that compile and whose examples hold.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - file: its name, for errors.
    /// - Throws: ``ProfileError`` with file and line; never with a literal.
    public init(yaml: String, file: String) throws(ProfileError) {
        let node = try SettingsNode(
            yaml: yaml,
            file: file,
            keys: ["literals", "keys", "patterns", "paths", "hosts", "users"]
        )
        literals = try node.strings("literals")
        for (index, literal) in literals.enumerated() where literal.utf8.count < 4 {
            throw node.error(
                at: "literals",
                "literal number \(index + 1) is shorter than four bytes, and would be found everywhere; give more of it"
            )
        }
        keys = try node.strings("keys")
        for key in keys where !key.utf8.contains(where: { $0.isAlphanumeric || $0 >= 0x80 }) {
            throw node.error(at: "keys", "the key '\(key)' has no letters; give the name of a setting")
        }
        paths = try node.strings("paths")
        for path in paths where path.isEmpty {
            throw node.error(at: "paths", "a path is empty; give a pattern such as '*.pem' or '/srv/private/**'")
        }
        hosts = try node.strings("hosts")
        users = try node.strings("users")
        for entry in try node.nodes("patterns", keys: SecretPattern.keys) {
            let pattern = try SecretPattern(entry)
            guard !patterns.contains(where: { $0.id == pattern.id }) else {
                throw entry.error(at: "id", "there are two patterns with the id '\(pattern.id)'")
            }
            patterns.append(pattern)
        }
    }

    /// Reads one file.
    ///
    /// - Throws: ``ProfileError``.
    public init(file: FilePath) throws(ProfileError) {
        try self.init(
            yaml: try UserFile.text(of: file, maximumBytes: Self.maximumSize),
            file: file.displayText
        )
    }

    /// What holds on this host for this user: the host's policy, the user's, and the files named, together.
    ///
    /// - Parameters:
    ///   - home: the user's home directory; nil when there is none.
    ///   - named: further files.
    /// - Returns: all of them together.
    /// - Throws: ``ProfileError``; a file that is not there is an error only when it was named.
    public static func inForce(home: FilePath?, named: [FilePath] = []) throws(ProfileError) -> RedactionPolicy {
        var files: [FilePath] = [FilePath("/etc/supportkit").appending(fileName)]
        if let home { files.append(home.appending(".config/supportkit").appending(fileName)) }
        var policy = RedactionPolicy()
        for file in files.filter({ UnpublishedFile.exists($0) }) + named {
            policy.add(try RedactionPolicy(file: file))
        }
        return policy
    }

    /// Adds what another policy says.
    public mutating func add(_ other: RedactionPolicy) {
        literals += other.literals
        keys += other.keys
        paths += other.paths
        hosts += other.hosts
        users += other.users
        for pattern in other.patterns {
            // Two files may name their patterns alike.
            patterns.removeAll { $0.id == pattern.id && $0.expression == pattern.expression }
            patterns.append(pattern)
        }
    }
}
