/// One week of a contract beside the hours of the team's own application.
public struct CoverageWeek: Sendable, Encodable {
    /// A day of it.
    public struct Day: Sendable, Encodable {
        /// `Mon 2026-11-16`.
        public let name: String
        /// Whether the contract has no shift that begins on this date because of a holiday.
        public let isHoliday: Bool
        /// The contract's times, as `08:00-18:00`.
        public let vendor: [String]
        /// The application's times; nil where they are not known.
        public let application: [String]?
        /// Minutes in which the application runs and nobody answers, or, without an application, in which nobody answers.
        public let uncoveredMinutes: Int
    }

    /// The zone of all times.
    public let timezone: String
    /// Monday to Sunday.
    public let days: [Day]
    /// Minutes in which the application runs, or of the whole week.
    public let minutes: Int
    /// Minutes of those in which nobody answers.
    public let uncoveredMinutes: Int

    /// Lays out the week, in the application's zone where it has one, that holds a moment in seconds since 1970.
    public init(_ coverage: SupportCoverage, holding now: Int64) {
        let zone = coverage.application?.zone ?? coverage.hours.zone
        let today = zone.day(at: now)
        let monday = today - CoverageHours.weekday(of: today)
        var days: [Day] = []
        var (all, open) = (0, 0)
        for day in monday..<(monday + 7) {
            // On days of a change of clocks this is 23 or 25 hours long.
            let range = zone.instant(Int64(day) * 86_400)..<zone.instant(Int64(day + 1) * 86_400)
            let vendor = coverage.hours.intervals(in: range, without: coverage.holidays)
            let application = coverage.application?.intervals(in: range)
            let uncovered = CoverageHours.difference(application ?? [range], vendor)
            let own = Self.minutes(application ?? [range])
            all += own
            open += Self.minutes(uncovered)
            let date = CivilTime(secondsSince1970: Int64(day) * 86_400).date
            days.append(
                Day(
                    name: "\(CoverageHours.dayNames[day - monday]) \(date)",
                    isHoliday: coverage.holidays.contains(day),
                    vendor: vendor.map { Self.text($0, range, zone) },
                    application: application?.map { Self.text($0, range, zone) },
                    uncoveredMinutes: Self.minutes(uncovered)
                )
            )
        }
        timezone = zone.name
        self.days = days
        minutes = all
        uncoveredMinutes = open
    }

    /// The week as a table.
    public func text() -> String {
        var rows = [["Day", "Vendor", "Application", "Not covered"]]
        for day in days {
            rows.append([
                day.name,
                (day.vendor.isEmpty ? "-" : day.vendor.joined(separator: ", ")) + (day.isHoliday ? " (holiday)" : ""),
                day.application.map { $0.isEmpty ? "-" : $0.joined(separator: ", ") } ?? "(not stated)",
                Self.hours(day.uncoveredMinutes),
            ])
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) + "  " }.joined() + row[3]
        }.joined(separator: "\n")
    }

    /// `12 h 30 min`, or a dash for nothing.
    public static func hours(_ minutes: Int) -> String {
        if minutes == 0 { return "-" }
        return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min")
    }

    private static func minutes(_ intervals: [Range<Int64>]) -> Int {
        intervals.reduce(0) { $0 + Int(($1.upperBound - $1.lowerBound) / 60) }
    }

    private static func text(_ interval: Range<Int64>, _ day: Range<Int64>, _ zone: TimeZoneName) -> String {
        let end = interval.upperBound == day.upperBound ? "24:00" : clock(interval.upperBound, zone)
        return "\(clock(interval.lowerBound, zone))-\(end)"
    }

    private static func clock(_ instant: Int64, _ zone: TimeZoneName) -> String {
        String(CivilTime(secondsSince1970: instant + Int64(zone.offset(at: instant))).time.prefix(5))
    }
}
