/// Where a database keeps the times of its rows, so that it can be cut to a window.
public struct DatabaseTimes: Equatable, Sendable {
    /// How a column writes a time.
    public enum Format: String, CaseIterable, Equatable, Sendable {
        case seconds, milliseconds, microseconds, nanoseconds
        /// Milliseconds, of which 1970 begins after 2,440,588 whole Julian days, as AMPS counts.
        case julianMilliseconds = "julian-milliseconds"
        /// Julian days, of which 1970 begins after 2,440,587.5, as SQLite's `julianday()` gives.
        case julianDays = "julian-days"
        /// Text that begins with a date, in UTC: `2026-11-21 01:30:00`.
        case text
    }

    /// Names of columns that hold a row's time: `timestamp` in any table, or `TABLE.timestamp` in one.
    public let columns: [String]
    /// How the times are written.
    public let format: Format
    /// Tables that are taken whole although they have such a column.
    public let wholeTables: [String]

    /// The column of a table that holds its rows' times; nil for a table that is taken whole.
    func column(of table: String, among names: [String]) -> String? {
        guard !wholeTables.contains(where: { $0.lowercased() == table.lowercased() }) else { return nil }
        return names.first { name in
            columns.contains { [name, "\(table).\(name)"].map { $0.lowercased() }.contains($0.lowercased()) }
        }
    }
}

extension DatabaseTimes.Format {
    /// 1970 in seconds of such milliseconds.
    private static let julianEpoch: Int64 = 2_440_588 * 86_400
    private static let julianEpochDays = 2_440_587.5

    /// An instant as a literal of SQL; of a text only its date, so that the bound lies up to a day outside.
    func literal(_ seconds: Int64, isEnd: Bool) -> String {
        switch self {
        case .seconds: "\(seconds)"
        case .milliseconds: "\(seconds * 1_000)"
        case .microseconds: "\(seconds * 1_000_000)"
        case .nanoseconds: "\(RecordWindow.nanoseconds(seconds))"
        case .julianMilliseconds: "\((seconds + Self.julianEpoch) * 1_000)"
        case .julianDays: "\(Double(seconds) / 86_400 + Self.julianEpochDays)"
        case .text: "'\(Timestamp.text(isEnd ? seconds + 86_400 : seconds).prefix(10))'"
        }
    }

    /// The instant that a value of such a column means; nil when it means none.
    func seconds(_ value: Double) -> Int64? {
        let seconds: Double =
            switch self {
            case .seconds: value
            case .milliseconds: value / 1e3
            case .microseconds: value / 1e6
            case .nanoseconds: value / 1e9
            case .julianMilliseconds: value / 1e3 - Double(Self.julianEpoch)
            // To the second: a day's fraction is not exact.
            case .julianDays: ((value - Self.julianEpochDays) * 86_400).rounded()
            case .text: .nan
            }
        // The years 1700 to 2250; anything else is no time of a product that runs.
        guard seconds > -8.5e9, seconds < 8.8e9 else { return nil }
        return Int64(seconds.rounded(.down))
    }
}
