/// The time of the incident, which everything collected is about.
public struct IncidentWindow: Equatable, Sendable {
    /// Its beginning, seconds since 1970; nil for open.
    public let since: Int64?
    /// Its end, seconds since 1970; nil for now.
    public let until: Int64?
    /// The zone times are shown in.
    public let zone: TimeZoneName

    /// Creates a window.
    public init(since: Int64?, until: Int64?, zone: TimeZoneName) {
        self.since = since
        self.until = until
        self.zone = zone
    }

    /// For people: `2026-11-21T01:00:00+01:00 to 2026-11-21T02:00:00+01:00`.
    public var description: String {
        let start = since.map { Timestamp.text($0, zone: zone) } ?? "the beginning"
        let end = until.map { Timestamp.text($0, zone: zone) } ?? "now"
        return "\(start) to \(end)"
    }
}
