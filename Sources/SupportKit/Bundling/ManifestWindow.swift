/// The incident window a bundle was asked for.
public struct ManifestWindow: Codable, Hashable, Sendable {
    /// Its beginning, RFC 3339, or nil when it is open.
    public var since: String?
    /// Its end, RFC 3339, or nil when it is open.
    public var until: String?
    /// The time zone times without one were read in.
    public var timezone: String
    /// Where the window comes from when nobody gave it, and which of two moments was taken; nil when there is nothing to
    /// say.
    public var note: String?

    /// Creates a value.
    public init(since: String?, until: String?, timezone: String, note: String? = nil) {
        self.since = since
        self.until = until
        self.timezone = timezone
        self.note = note
    }

    /// The window of a plan as a manifest holds it.
    init(_ window: IncidentWindow) {
        self.init(
            since: window.since.map { Timestamp.text($0, zone: window.zone) },
            until: window.until.map { Timestamp.text($0, zone: window.zone) },
            timezone: window.zone.name,
            note: window.note
        )
    }

    /// Writes every key, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(until, forKey: .until)
        try container.encode(timezone, forKey: .timezone)
        try container.encode(note, forKey: .note)
    }
}
