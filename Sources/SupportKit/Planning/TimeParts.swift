/// What a person said of a time: a day, a time of day, a zone.
///
/// What was left out depends on when and where it is read.
struct TimeParts {
    /// A day.
    enum Day {
        /// A date; without year the latest one.
        case date(year: Int?, month: Int, day: Int)
        /// So many days before today.
        case before(days: Int64)
    }

    /// A time of day.
    struct Clock {
        let hour: Int
        let minute: Int
        let second: Int

        var seconds: Int64 { Int64(hour * 3_600 + minute * 60 + second) }
    }

    /// A zone.
    enum Zone {
        case clear(ClockZone)
        /// Letters, and the seconds east of UTC they may stand for.
        case abbreviation(String, offsets: [Int])
    }

    /// What the parts were read from.
    let text: String
    var day: Day?
    /// 0 for Monday.
    var weekday: Int?
    var clock: Clock?
    var zone: Zone?

    init(text: String) {
        self.text = text
    }

    /// The moment that is meant.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - home: the zone of a time that names none.
    ///   - edge: what the moment is for, which decides where the text leaves a choice.
    /// - Returns: the moment, and what there is to say about it.
    /// - Throws: `TimeExpression.Problem` when there is no such day.
    func reading(
        now: Int64,
        zone home: TimeZoneName,
        edge: TimeExpression.Edge
    ) throws(TimeExpression.Problem) -> TimeReading {
        let (place, doubt) = place(home, now: now)
        var days = days(before: place.day(at: now))
        if !namesDay {
            let start = clock?.seconds ?? 0
            days = days.filter { place.moments($0 * 86_400 + start).first <= now }
        }
        guard let day = days.first else { throw .init("'\(text)' is not a time: there is no such day since 1900") }
        let actual = CoverageHours.weekday(of: Int(day))
        if let weekday, weekday != actual {
            let date = CivilTime(secondsSince1970: day * 86_400).date
            throw .init("'\(text)' is not a time: \(date) is a \(TimeGrammar.weekdays[actual])")
        }
        let local = day * 86_400 + (clock?.seconds ?? (edge == .end ? 86_399 : 0))
        let moments = place.moments(local)
        // The second time 02:30 comes may still lie ahead.
        let takesLast = edge == .end && (namesDay || clock == nil || moments.last <= now)
        var reading = TimeReading(instant: takesLast ? moments.last : moments.first)
        reading.namesDay = namesDay || weekday != nil
        reading.isWholeDay = clock == nil
        if case .date(.some, _, _) = self.day, clock != nil, case .clear = zone { reading.isComplete = true }
        let change = clock == nil ? nil : place.remark(local, taken: reading.instant)
        reading.remarks = [doubt, change].compactMap(\.self)
        return reading
    }

    /// Whether the text leaves no choice of the day; else the latest one that is not in the future is meant.
    private var namesDay: Bool {
        switch day {
        case .date(let year, _, _): year != nil
        case .before: true
        case nil: false
        }
    }

    /// The days that may be meant, counted from 1970-01-01, the latest first.
    private func days(before today: Int64) -> [Int64] {
        switch day {
        case .before(let days):
            return [today - days]
        case .date(let year, let month, let day):
            // 29 February may be eight years back.
            let latest = CivilTime(secondsSince1970: today * 86_400).year
            let years = year.map { [$0] } ?? (0...8).map { latest - $0 }
            return years.filter { $0 >= 1900 }.map {
                CivilTime(year: $0, month: month, day: day, hour: 0, minute: 0, second: 0)
            }
            .filter(\.isValid).map { $0.secondsSince1970 / 86_400 }
        case nil:
            return (0...7).map { today - $0 }.filter { weekday == nil || weekday == CoverageHours.weekday(of: Int($0)) }
        }
    }

    /// The zone, and what there is to say of letters that have several meanings.
    private func place(_ home: TimeZoneName, now: Int64) -> (ClockZone, String?) {
        switch zone {
        case .clear(let zone): return (zone, nil)
        case nil: return (.named(home), nil)
        case .abbreviation(let name, let offsets):
            // As with logs: the meaning it has in the home zone, in summer or winter, else the usual one.
            let own = [now, now - 182 * 86_400].map { home.offset(at: $0) }
            let offset = offsets.first { own.contains($0) } ?? offsets.first ?? 0
            guard offsets.count > 1 else { return (.offset(offset), nil) }
            let text = Timestamp.offset(offset)
            return (
                .offset(offset), "\(name) has several meanings, of which \(text) is taken; for another write its offset"
            )
        }
    }
}
