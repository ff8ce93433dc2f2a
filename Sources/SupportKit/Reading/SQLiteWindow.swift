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

    /// Creates a window.
    public init(times: DatabaseTimes, incident: IncidentWindow) {
        self.times = times
        self.incident = incident
    }

    /// The condition rows must meet, for a column whose name is quoted.
    func condition(_ column: String) -> String {
        var parts: [String] = []
        if let since = incident.since {
            parts.append("\(column) >= \(times.format.literal(since - Self.margin, isEnd: false))")
        }
        if let until = incident.until {
            parts.append("\(column) <= \(times.format.literal(until + Self.margin, isEnd: true))")
        }
        return parts.isEmpty ? "1" : parts.joined(separator: " AND ")
    }
}
