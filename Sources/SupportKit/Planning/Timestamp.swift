/// Times as text.
public enum Timestamp {
    /// RFC 3339 with offset: `2026-11-21T01:45:00+01:00`, or `…Z` in UTC.
    public static func text(_ seconds: Int64, zone: TimeZoneName = .utc) -> String {
        let offset = zone.offset(at: seconds)
        let fields = CivilTime(secondsSince1970: seconds + Int64(offset))
        return fields.date + "T" + fields.time + (offset == 0 && zone.name == "UTC" ? "Z" : Self.offset(offset))
    }

    /// Seconds east of UTC as `+01:00`.
    static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// The compact form of file names, in UTC: `20261121T014500Z`.
    public static func compact(_ seconds: Int64) -> String {
        let fields = CivilTime(secondsSince1970: seconds)
        return fields.date.filter { $0 != "-" } + "T" + fields.time.filter { $0 != ":" } + "Z"
    }

    static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
