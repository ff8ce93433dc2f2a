/// A moment with the offset of the zone in which it is written.
public struct EmailDate: Sendable, Equatable {
    /// The last second of the year 9999, UTC.
    private static let lastSecond = 253_402_300_799

    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSince1970: Int
    /// Minutes east of UTC.
    public let offsetMinutes: Int

    /// Creates a date; one outside the years 1970 to 9999, or an offset of a day or more, is brought to the nearest end.
    public init(secondsSince1970: Int, offsetMinutes: Int = 0) {
        let day = 86_400
        self.secondsSince1970 = min(max(secondsSince1970, day), Self.lastSecond - day)
        self.offsetMinutes = min(max(offsetMinutes, -1439), 1439)
    }

    /// The date as RFC 5322, section 3.3, has it: `Fri, 04 Dec 2009 20:00:00 -0700`, in English whatever the locale.
    var headerText: String {
        let local = secondsSince1970 + offsetMinutes * 60
        let civil = CivilTime(secondsSince1970: Int64(local))
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][local / 86_400 % 7]
        let month = Self.months[civil.month - 1]
        let offset = abs(offsetMinutes)
        let zone = (offsetMinutes < 0 ? "-" : "+") + Timestamp.two(offset / 60) + Timestamp.two(offset % 60)
        return "\(weekday), \(Timestamp.two(civil.day)) \(month) \(civil.year) \(civil.time) \(zone)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
