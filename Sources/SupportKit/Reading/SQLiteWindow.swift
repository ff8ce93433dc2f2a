/// What is taken of a large database: the rows of a window and a margin around it, and tables without times whole.
public struct SQLiteWindow: Equatable, Sendable {
    /// A database no larger is taken whole.
    static let wholeBelow: Int64 = 16 << 20
    /// Seconds taken before and behind the window: counters mean something only against the values before.
    static let margin: Int64 = 900

    /// Where the times are.
    public let times: DatabaseTimes
    /// The window.
    public let incident: IncidentWindow

    /// Whether a small database is cut as well, because there is no room for all of it.
    let isForced: Bool

    /// Creates a window.
    public init(times: DatabaseTimes, incident: IncidentWindow) {
        self.init(times: times, incident: incident, isForced: false)
    }

    init(times: DatabaseTimes, incident: IncidentWindow, isForced: Bool) {
        self.times = times
        self.incident = incident
        self.isForced = isForced
    }

    /// Seconds taken on both sides: where there is little room no more than a quarter of the window.
    private var reach: Int64 {
        guard isForced, let since = incident.since, let until = incident.until else { return Self.margin }
        return min(Self.margin, max((until - since) / 4, 60))
    }

    /// Whether a database of so many bytes is cut.
    func cuts(_ size: Int64) -> Bool { isForced || size > Self.wholeBelow }

    /// What is taken when there is no room for this: the window of a database that was to be whole, or a shorter one.
    ///
    /// - Parameters:
    ///   - size: the database's bytes.
    ///   - now: the end of a window without one, seconds since 1970.
    /// - Returns: nil when nothing shorter says anything.
    func reduced(_ size: Int64, now: Int64) -> SQLiteWindow? {
        guard let shorter = cuts(size) ? incident.shortened(now: now) : incident else { return nil }
        return SQLiteWindow(times: times, incident: shorter, isForced: true)
    }

    /// The condition rows must meet, for a column whose name is quoted.
    func condition(_ column: String) -> String {
        var parts: [String] = []
        if let since = incident.since {
            parts.append("\(column) >= \(times.format.literal(since - reach, isEnd: false))")
        }
        if let until = incident.until {
            parts.append("\(column) <= \(times.format.literal(until + reach, isEnd: true))")
        }
        return parts.isEmpty ? "1" : parts.joined(separator: " AND ")
    }
}
