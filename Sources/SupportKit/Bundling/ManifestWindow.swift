/// The incident window a bundle was asked for.
public struct ManifestWindow: Codable, Hashable, Sendable {
    /// Its beginning, RFC 3339, or nil when it is open.
    public var since: String?
    /// Its end, RFC 3339, or nil when it is open.
    public var until: String?
    /// The time zone times without one were read in.
    public var timezone: String

    /// Creates a value.
    public init(since: String?, until: String?, timezone: String) {
        self.since = since
        self.until = until
        self.timezone = timezone
    }

    /// Writes every key, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(until, forKey: .until)
        try container.encode(timezone, forKey: .timezone)
    }
}
