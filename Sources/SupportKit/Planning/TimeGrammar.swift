/// Reads the parts of a time as people type it, and as logs and programs write it.
///
/// A time is a day, a time of day and a zone, in any order, each at most once:
///
///     day   = one of `dates`, digits such as 20261121, today, yesterday, a weekday; a weekday may stand beside a date
///     clock = 1:30  01:30:00  01:30:00,123  1pm  1:15 pm  noon  midnight; behind a day also 0130 and 013000
///     zone  = Z  +01  +0100  +01:00  UTC+1  CET  Europe/Zurich
///
/// Names are English. What belongs to no part is no time: nothing is skipped but blanks, commas, `at`, and the `T` or
/// colon between day and clock.
struct TimeGrammar {
    /// How a date is written; the first that fits holds.
    ///
    /// `Y` is a year of four digits, `m` and `d` month and day of one or two, `b` the name of a month, a blank one or more
    /// of them, and everything else itself.
    private static let dates = [
        "Y-m-d", "Y/m/d", "d.m.Y", "d/m/Y", "d-m-Y", "d/b/Y", "d-b-Y", "d b Y", "d b", "b d, Y", "b d Y", "b d",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// From Monday on.
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private let text: String
    private var cursor: TimeCursor
    private var parts: TimeParts

    /// Reads a text.
    ///
    /// - Parameter text: the time, without blanks at its ends.
    /// - Returns: its parts; there is a day, a weekday or a clock among them.
    /// - Throws: `TimeExpression.Problem` when it is no time.
    static func parts(of text: String) throws(TimeExpression.Problem) -> TimeParts {
        var grammar = TimeGrammar(text)
        return try grammar.read()
    }

    private init(_ text: String) {
        self.text = text
        cursor = TimeCursor(text)
        parts = TimeParts(text: text)
    }

    private mutating func read() throws(TimeExpression.Problem) -> TimeParts {
        var isShortDate = false
        while !cursor.isAtEnd {
            isShortDate = isShortDate || cursor.digits == 6 && parts.day == nil
            var isPart = try date()
            if !isPart { isPart = try clock() }
            if !isPart { isPart = try zone() }
            guard isPart else { throw .unreadable(text) }
            separator()
        }
        // Six digits alone are as likely a time of day.
        guard parts.day != nil || parts.weekday != nil || parts.clock != nil, !isShortDate || parts.clock != nil else {
            throw .unreadable(text)
        }
        return parts
    }

    private mutating func separator() {
        var ahead = cursor
        if parts.day != nil, parts.clock == nil, ahead.take("T") || ahead.take("t") || ahead.take(":"), ahead.digits > 0
        {
            cursor = ahead
            return
        }
        _ = cursor.take(",")
        guard cursor.takeBlanks() else { return }
        ahead = cursor
        if ahead.word() == "at", ahead.takeBlanks() { cursor = ahead }
    }

    // MARK: - Day

    private mutating func date() throws(TimeExpression.Problem) -> Bool {
        if parts.weekday == nil, let weekday = takeName(of: Self.weekdays) {
            parts.weekday = weekday
            return true
        }
        if case .date(nil, let month, let day) = parts.day {
            // `Sat Nov 21 01:30:00 2026` has the year at its end.
            guard let year = cursor.number(4...4) else { return false }
            parts.day = .date(year: year, month: month, day: day)
            return true
        }
        guard parts.day == nil else { return false }
        for (word, days) in [("today", 0), ("yesterday", 1)] as [(String, Int64)] where takeWord(word) {
            parts.day = .before(days: days)
            return true
        }
        if let digits = digitDate() {
            parts.day = digits
            return true
        }
        for pattern in Self.dates {
            guard let date = date(as: pattern) else { continue }
            let isEitherWay = ["d/m/Y", "d-m-Y"].contains(pattern)
            parts.day = try isEitherWay ? unambiguous(date) : date
            return true
        }
        return false
    }

    /// `20261121`, also with the time behind it, and `261121`.
    private mutating func digitDate() -> TimeParts.Day? {
        let widths: [Int: [Int]] = [6: [2, 2, 2], 8: [4, 2, 2], 12: [4, 2, 2], 14: [4, 2, 2]]
        guard let fields = widths[cursor.digits], let date = cursor.numbers(fields) else { return nil }
        return .date(year: fields[0] == 2 ? 2_000 + date[0] : date[0], month: date[1], day: date[2])
    }

    private mutating func date(as pattern: String) -> TimeParts.Day? {
        var ahead = self
        var (year, month, day) = (Int?.none, Int?.none, Int?.none)
        for field in pattern {
            let isThere: Bool
            switch field {
            case "Y":
                year = ahead.cursor.number(4...4)
                isThere = year != nil
            case "m":
                month = ahead.cursor.number(1...2)
                isThere = month != nil
            case "d":
                day = ahead.cursor.number(1...2)
                isThere = day != nil
            case "b":
                month = ahead.takeName(of: Self.months).map { $0 + 1 }
                isThere = month != nil
            case " ":
                isThere = ahead.cursor.takeBlanks()
            default:
                isThere = ahead.cursor.take(field)
            }
            guard isThere else { return nil }
        }
        guard let month, let day else { return nil }
        cursor = ahead.cursor
        return .date(year: year, month: month, day: day)
    }

    /// Britain writes the day first, the United States the month.
    private func unambiguous(_ date: TimeParts.Day) throws(TimeExpression.Problem) -> TimeParts.Day {
        guard case .date(let year?, let second, let first) = date, first <= 12, first != second else { return date }
        let swapped = CivilTime(year: year, month: first, day: second, hour: 0, minute: 0, second: 0)
        guard second <= 12 else { return .date(year: year, month: first, day: second) }
        let plain = CivilTime(year: year, month: second, day: first, hour: 0, minute: 0, second: 0)
        throw .init("'\(text)' may begin with the day or with the month; write \(plain.date) or \(swapped.date)")
    }

    // MARK: - Time of day

    private mutating func clock() throws(TimeExpression.Problem) -> Bool {
        guard parts.clock == nil else { return false }
        for (word, hour) in [("midnight", 0), ("noon", 12)] where takeWord(word) {
            parts.clock = TimeParts.Clock(hour: hour, minute: 0, second: 0)
            return true
        }
        var ahead = cursor
        if parts.day != nil, [4, 6].contains(ahead.digits) {
            let widths = [Int](repeating: 2, count: ahead.digits / 2)
            guard let fields = ahead.numbers(widths) else { return false }
            parts.clock = try valid(fields[0], fields[1], fields.count > 2 ? fields[2] : 0)
        } else {
            guard let hour = ahead.number(1...2) else { return false }
            var (minute, second) = (0, 0)
            let hasMinute = ahead.take(":")
            if hasMinute {
                guard let number = ahead.number(2...2) else { return false }
                minute = number
                if ahead.take(":") {
                    guard let number = ahead.number(2...2) else { return false }
                    second = number
                    Self.passFraction(&ahead)
                }
            }
            let half = Self.half(&ahead)
            guard hasMinute || half != nil else { return false }
            if let half, !(1...12).contains(hour) {
                throw .init("'\(text)' is not a time: there is no \(hour) \(half)")
            }
            parts.clock = try valid(half.map { hour % 12 + ($0 == "pm" ? 12 : 0) } ?? hour, minute, second)
        }
        cursor = ahead
        return true
    }

    private static func passFraction(_ cursor: inout TimeCursor) {
        var ahead = cursor
        if ahead.take(".") || ahead.take(","), ahead.number(1...18) != nil { cursor = ahead }
    }

    /// `am` or `pm`.
    private static func half(_ cursor: inout TimeCursor) -> String? {
        var ahead = cursor
        ahead.takeBlanks()
        let word = ahead.word()
        guard word == "am" || word == "pm" else { return nil }
        cursor = ahead
        return word
    }

    private func valid(_ hour: Int, _ minute: Int, _ second: Int) throws(TimeExpression.Problem) -> TimeParts.Clock {
        guard hour < 24, minute < 60, second < 60 else {
            throw .init("'\(text)' is not a time: a day goes from 00:00:00 to 23:59:59")
        }
        return TimeParts.Clock(hour: hour, minute: minute, second: second)
    }

    // MARK: - Zone

    private mutating func zone() throws(TimeExpression.Problem) -> Bool {
        guard parts.zone == nil else { return false }
        // `2026-11-21-01:30` is more likely a time of day.
        if parts.clock != nil, let offset = Self.offset(&cursor, shortest: 2) {
            parts.zone = .clear(.offset(offset))
            return true
        }
        var ahead = cursor
        let name = ahead.zoneName()
        if name.contains("/") {
            guard let zone = TimeZoneName(name: name) else {
                throw .init("'\(text)': there is no time zone '\(name)'; write it as Europe/Berlin, or as +01:00")
            }
            parts.zone = .clear(.named(zone))
        } else {
            ahead = cursor
            let word = ahead.word()
            if ["z", "utc", "gmt", "ut"].contains(word) {
                parts.zone = .clear(.offset(Self.offset(&ahead, shortest: 1) ?? 0))
            } else if let minutes = ZoneAbbreviation.minutes(ZoneAbbreviation.pack(word.uppercased())) {
                parts.zone = .abbreviation(word.uppercased(), offsets: minutes.map { Int($0) * 60 })
            } else {
                return false
            }
        }
        cursor = ahead
        return true
    }

    /// Takes `+01`, `+0100` or `+01:00`.
    ///
    /// - Returns: seconds east of UTC; nil when there is no offset, or one that no zone has.
    private static func offset(_ cursor: inout TimeCursor, shortest: Int) -> Int? {
        var ahead = cursor
        let isWest = ahead.take("-")
        guard isWest || ahead.take("+") else { return nil }
        let hasMinutes = ahead.digits == 4
        guard var (hours, minutes) = ahead.number(hasMinutes ? 4...4 : shortest...2).map({ ($0, 0) }) else {
            return nil
        }
        if hasMinutes {
            (hours, minutes) = (hours / 100, hours % 100)
        } else if ahead.take(":") {
            guard let number = ahead.number(2...2) else { return nil }
            minutes = number
        }
        guard hours <= 14, minutes < 60 else { return nil }
        cursor = ahead
        return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    // MARK: - Words

    private mutating func takeWord(_ word: String) -> Bool {
        var ahead = cursor
        guard ahead.word() == word else { return false }
        cursor = ahead
        return true
    }

    /// Takes one of the names, or its first three letters or more.
    private mutating func takeName(of names: [String]) -> Int? {
        var ahead = cursor
        let word = ahead.word()
        guard word.count >= 3, let index = names.firstIndex(where: { $0.lowercased().hasPrefix(word) }) else {
            return nil
        }
        cursor = ahead
        return index
    }
}
