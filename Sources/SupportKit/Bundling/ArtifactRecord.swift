/// One row of the manifest: an artifact of the plan and what became of it.
public struct ArtifactRecord: Codable, Hashable, Sendable {
    /// Its place in the bundle, relative to the top folder: `logs/var/log/amps/amps.log`.
    ///
    /// Bytes that are not UTF-8 are written as `String(lossless:)` does. Also the place it would have had when it is
    /// not in the bundle.
    public var path: String
    /// Where it comes from: an absolute path, a command line, an address.
    public var source: String
    /// The ``Category``'s raw value.
    public var category: String
    /// The kind of collector, such as `logs` or `command`.
    public var collector: String
    /// Whether the profile marks it as required.
    public var required: Bool
    /// How it ended.
    public var outcome: ArtifactOutcome
    /// Why it is not simply `collected`, for people; never content.
    public var reason: String?
    /// Size of the entry as it stands in the bundle, or nil when there is no entry.
    public var bytes: Int64?
    /// Size of the source before redaction and cutting, or nil when unknown.
    public var sourceBytes: Int64?
    /// SHA-256 of the entry as it stands in the bundle, 64 small hexadecimal digits, or nil when there is no entry.
    public var sha256: String?
    /// Permission bits of the source in octal: `0640`.
    public var mode: String?
    /// Owner of the source: `user:group`, numbers where there is no name.
    public var owner: String?
    /// Last change of the source, RFC 3339.
    public var modified: String?
    /// What of the incident window it covers, or nil when that does not apply.
    public var window: CoveredWindow?
    /// Secrets removed.
    public var redactions: Int
    /// Time it took.
    public var milliseconds: Int

    /// Creates a row; everything that is left out is unknown or does not apply.
    public init(
        path: String,
        source: String,
        category: String,
        collector: String,
        required: Bool,
        outcome: ArtifactOutcome,
        reason: String? = nil,
        bytes: Int64? = nil,
        sourceBytes: Int64? = nil,
        sha256: String? = nil,
        mode: String? = nil,
        owner: String? = nil,
        modified: String? = nil,
        window: CoveredWindow? = nil,
        redactions: Int = 0,
        milliseconds: Int = 0
    ) {
        self.path = path
        self.source = source
        self.category = category
        self.collector = collector
        self.required = required
        self.outcome = outcome
        self.reason = reason
        self.bytes = bytes
        self.sourceBytes = sourceBytes
        self.sha256 = sha256
        self.mode = mode
        self.owner = owner
        self.modified = modified
        self.window = window
        self.redactions = redactions
        self.milliseconds = milliseconds
    }

    /// Writes every key of the format, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encode(source, forKey: .source)
        try container.encode(category, forKey: .category)
        try container.encode(collector, forKey: .collector)
        try container.encode(required, forKey: .required)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(reason, forKey: .reason)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(sourceBytes, forKey: .sourceBytes)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(mode, forKey: .mode)
        try container.encode(owner, forKey: .owner)
        try container.encode(modified, forKey: .modified)
        try container.encode(window, forKey: .window)
        try container.encode(redactions, forKey: .redactions)
        try container.encode(milliseconds, forKey: .milliseconds)
    }
}

extension ArtifactRecord {
    /// Adds a clause to what is said of it.
    mutating func remark(_ text: String) {
        reason = reason.map { "\($0); \(text)" } ?? text
    }

    /// Whether the bundle has an entry for it.
    public var isStored: Bool {
        bytes != nil
    }

    /// Permission bits the way ``mode`` holds them.
    public static func modeText(_ permissions: UInt32) -> String {
        let digits = String(permissions & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
