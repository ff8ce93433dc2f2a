internal import Foundation

/// A time as a person types it.
public enum TimeExpression {
    /// Why a time cannot be read.
    public struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong and what can be written instead.
        public let description: String
    }

    /// Reads `2026-11-21T01:30:00+01:00`, `2026-11-21 01:30`, `2026-11-21`, `01:30` (the latest one before now),
    /// `-2h` or `now`.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - now: seconds since 1970.
    ///   - zone: the zone of a time that names none.
    /// - Returns: seconds since 1970.
    /// - Throws: ``Problem`` that says what can be written.
    public static func parse(_ text: String, now: Int64, zone: TimeZoneName) throws(Problem) -> Int64 {
        let text = text.trimmedWhitespace
        if text == "now" { return now }
        if text.hasPrefix("-"), let back = Duration(text: String(text.dropFirst())) {
            return now - back.components.seconds
        }
        guard let fields = Fields(text) else { throw problem(text) }
        var civil: CivilTime
        if let date = fields.date {
            civil = CivilTime(
                year: date[0],
                month: date[1],
                day: date[2],
                hour: fields.time[0],
                minute: fields.time[1],
                second: fields.time[2]
            )
        } else {
            let offset = Int64(fields.offset ?? zone.offset(at: now))
            civil = CivilTime(secondsSince1970: now + offset)
            (civil.hour, civil.minute, civil.second) = (fields.time[0], fields.time[1], fields.time[2])
        }
        guard civil.isValid else { throw problem(text) }
        var seconds = instant(civil, fields.offset, zone)
        if fields.date == nil, seconds > now {
            let yesterday = CivilTime(secondsSince1970: civil.secondsSince1970 - 86_400)
            seconds = instant(yesterday, fields.offset, zone)
        }
        return seconds
    }

    private static func instant(_ civil: CivilTime, _ offset: Int?, _ zone: TimeZoneName) -> Int64 {
        let local = civil.secondsSince1970
        if let offset { return local - Int64(offset) }
        // Of the offsets in force around that day, those that lead back to the time are right. Where clocks were put back
        // both are, and the earlier moment is meant, so that nothing is missed; where they were put forward, neither.
        let moments = [-86_400, 86_400].map { local - Int64(zone.offset(at: local + $0)) }
        let right = moments.filter { $0 + Int64(zone.offset(at: $0)) == local }
        return right.min() ?? moments[0]
    }

    private static func problem(_ text: String) -> Problem {
        Problem(
            description:
                "'\(text)' is not a time; write 2026-11-21T01:30:00+01:00, '2026-11-21 01:30', 01:30 (the latest one), "
                + "-2h or now"
        )
    }

    private struct Fields {
        var date: [Int]?
        var time = [0, 0, 0]
        var offset: Int?

        init?(_ text: String) {
            var rest = Substring(text)
            if rest.count >= 10, let date = Self.numbers(rest.prefix(10), separator: "-"), date.count == 3 {
                self.date = date
                rest = rest.dropFirst(10)
                if rest.isEmpty { return }
                guard let separator = rest.popFirst(), separator == "T" || separator == " " || separator == "t" else {
                    return nil
                }
            }
            if let suffix = rest.last, suffix == "Z" || suffix == "z" {
                offset = 0
                rest = rest.dropLast()
            } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
                let digits = rest[rest.index(after: sign)...].filter { $0 != ":" }
                guard digits.count == 4, let number = Int(digits), number / 100 < 24, number % 100 < 60 else {
                    return nil
                }
                offset = (rest[sign] == "-" ? -1 : 1) * (number / 100 * 3_600 + number % 100 * 60)
                rest = rest[..<sign]
            }
            let clock = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = clock.first, let time = Self.numbers(first, separator: ":"), (2...3).contains(time.count)
            else {
                return nil
            }
            if clock.count > 1, !clock[1].allSatisfy(\.isNumber) { return nil }
            self.time = time + (time.count == 2 ? [0] : [])
        }

        private static func numbers(_ text: Substring, separator: Character) -> [Int]? {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
            return numbers.count == parts.count && !text.contains("+") ? numbers : nil
        }
    }
}

extension TimeZoneName {
    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}
