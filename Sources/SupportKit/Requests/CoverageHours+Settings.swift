extension CoverageHours {
    static let settingsKeys = ["timezone", "hours"]

    /// Reads `timezone` and `hours` of a mapping that may have other keys.
    ///
    /// `hours` is `24x7`, or has days (`mon`, `mon-fri`, `sat,sun`, `daily`) with one or several times (`08:00-18:00`);
    /// `22:00-06:00` ends on the day after.
    init(settings node: SettingsNode) throws(ProfileError) {
        let name = try node.required("timezone")
        guard let zone = TimeZoneName(name: name) else {
            throw node.error(at: "timezone", "there is no time zone '\(name)'; write one such as Europe/London")
        }
        guard node.has("hours") else { throw node.error(at: nil, "'hours' is missing") }
        if let text = (try? node.string("hours")) ?? nil {
            guard ["24x7", "24/7", "always"].contains(text.lowercased()) else {
                throw node.error(at: "hours", "'hours' must be 24x7, or days with times such as 'mon-fri: 08:00-18:00'")
            }
            self.init(zone: zone, shifts: Array(repeating: [Shift(start: 0, length: 1_440)], count: 7))
            return
        }
        var shifts: [[Shift]] = Array(repeating: [], count: 7)
        for (key, values) in try node.dictionary("hours") {
            guard let days = Self.days(key) else {
                throw node.error(at: "hours", "'\(key)' is not a day; write mon, mon-fri, 'sat,sun' or daily")
            }
            for value in values where !["none", "closed"].contains(value.lowercased()) {
                guard let shift = Self.shift(value) else {
                    throw node.error(at: "hours", "'\(value)' is not a time; write 08:00-18:00, or none")
                }
                for day in days { shifts[day].append(shift) }
            }
        }
        self.init(zone: zone, shifts: shifts)
    }

    private static func days(_ text: String) -> [Int]? {
        var days: [Int] = []
        for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
            switch ends {
            case ["daily"]: days += 0..<7
            case ["weekdays"]: days += 0..<5
            case ["weekend"]: days += 5..<7
            default:
                let numbers = ends.compactMap(day)
                guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last, ends.count <= 2
                else { return nil }
                // sun-tue goes over the end of the week.
                days += (first...(last < first ? last + 7 : last)).map { $0 % 7 }
            }
        }
        return days
    }

    private static func day(_ name: String) -> Int? {
        let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return full.firstIndex { $0 == name || name.count >= 3 && $0.hasPrefix(name) }
    }

    private static func shift(_ text: String) -> Shift? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { minute($0.filter { $0 != " " }) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440, start != end else { return nil }
        return Shift(start: start, length: end > start ? end - start : end + 1_440 - start)
    }

    /// Minutes after midnight, 24:00 included.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
        guard numbers.count == parts.count, (1...2).contains(parts.count) else { return nil }
        let minute = numbers[0] * 60 + (numbers.count == 2 ? numbers[1] : 0)
        return minute <= 1_440 && (numbers.count == 1 || numbers[1] < 60) ? minute : nil
    }
}
