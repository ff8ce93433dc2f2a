/// What of the incident window an artifact covers.
public struct CoveredWindow: Codable, Hashable, Sendable {
    /// The first moment the kept part speaks of, RFC 3339, or nil when unknown.
    public var since: String?
    /// The last moment the kept part speaks of, RFC 3339, or nil when unknown.
    public var until: String?
    /// Whether the kept part reaches over the whole incident window.
    public var complete: Bool

    /// Creates a value.
    public init(since: String?, until: String?, complete: Bool) {
        self.since = since
        self.until = until
        self.complete = complete
    }

    /// Writes every key, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(until, forKey: .until)
        try container.encode(complete, forKey: .complete)
    }
}
