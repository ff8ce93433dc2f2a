/// The incident window of a collection for which none was given.
public struct DefaultWindow: Equatable, Sendable {
    /// A log no larger is taken whole when nobody asked for a window: it costs little, and the reader need not wonder.
    static let wholeBelow: Int64 = 1 << 20

    /// Its length in seconds.
    public let length: Int64
    /// Now, seconds since 1970.
    public let now: Int64
    /// The zone times are shown in.
    public let zone: TimeZoneName

    /// Creates a window.
    public init(length: Int64, now: Int64, zone: TimeZoneName) {
        self.length = length
        self.now = now
        self.zone = zone
    }

    /// The window before now, or before the last thing a server that is down has written.
    ///
    /// It has no end: what was written later, at a start that failed for instance, belongs to the incident.
    func window(lastWritten: Int64? = nil) -> IncidentWindow {
        let end = min(lastWritten ?? now, now)
        let before =
            lastWritten == nil ? "now" : "the server's logs were last written, at \(Timestamp.text(end, zone: zone))"
        return IncidentWindow(
            since: end - length,
            until: nil,
            zone: zone,
            defaultLength: length,
            note: "the default, \(Self.text(length)) before \(before); --since, --around or --all-times changes it"
        )
    }

    /// A length in words: `24 hours`.
    static func text(_ seconds: Int64) -> String {
        for (unit, name) in [(3_600, "hour"), (60, "minute")] as [(Int64, String)] where seconds % unit == 0 {
            return "\(seconds / unit) \(name)\(seconds == unit ? "" : "s")"
        }
        return "\(seconds) seconds"
    }
}
