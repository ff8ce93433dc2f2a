/// The time of the incident, which everything collected is about.
public struct IncidentWindow: Equatable, Sendable {
    /// Its beginning, seconds since 1970; nil for open.
    public let since: Int64?
    /// Its end, seconds since 1970; nil for now.
    public let until: Int64?
    /// The zone times are shown in.
    public let zone: TimeZoneName
    /// The length in seconds when nobody gave a window and this is the default; else nil.
    public let defaultLength: Int64?
    /// For people: where the window comes from when nobody gave it, and which of two moments was taken; nil when there is
    /// nothing to say.
    public let note: String?
    /// The moment everything is about, seconds since 1970; nil when only a stretch is known.
    public let middle: Int64?

    /// Creates a window.
    public init(
        since: Int64?,
        until: Int64?,
        zone: TimeZoneName,
        defaultLength: Int64? = nil,
        note: String? = nil,
        middle: Int64? = nil
    ) {
        self.since = since
        self.until = until
        self.zone = zone
        self.defaultLength = defaultLength
        self.note = note
        self.middle = middle
    }

    /// For people: `2026-11-21T01:00:00+01:00 to 2026-11-21T02:00:00+01:00`.
    public var description: String {
        let start = since.map { Timestamp.text($0, zone: zone) } ?? "the beginning"
        let end = until.map { Timestamp.text($0, zone: zone) } ?? "now"
        return "\(start) to \(end)" + (note.map { " (\($0))" } ?? "")
    }

    /// The default window for a log that ends before it begins: as long, and up to the log's last record.
    ///
    /// - Parameter last: when the log ends, seconds since 1970.
    /// - Returns: this window when somebody gave it, or when the log reaches into it.
    func reaching(_ last: Int64) -> IncidentWindow {
        guard let defaultLength, let since, last < since else { return self }
        return IncidentWindow(
            since: last - defaultLength,
            until: until,
            zone: zone,
            defaultLength: defaultLength,
            note: note
        )
    }
}
