internal import Foundation

/// A time as a person types it, or copies it from a log.
public enum TimeExpression {
    /// Why a time cannot be read.
    public struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong and what can be written instead.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        static func unreadable(_ text: String) -> Problem {
            Problem(
                "'\(text)' is not a time; write 2026-11-21T01:30:00+01:00, '2026-11-21 01:30', 'Nov 21 01:30', 01:30 "
                    + "(the latest one), 'yesterday 14:00', -2h or now"
            )
        }
    }

    /// What a time is for, which decides where its text leaves a choice: a window is never smaller than what was meant.
    public enum Edge: Sendable {
        /// A day begins at midnight; of a time that comes twice the first is meant.
        case begin
        /// A day ends with its last second; of a time that comes twice the second is meant.
        case end
    }

    /// Reads a time; ``TimeGrammar`` says which forms of dates, clocks and zones there are.
    ///
    /// Beside these: `now`, `-2h`, `90 minutes ago`, and seconds since 1970 (`1763688600`, `@0`) or, by the number of
    /// digits, milliseconds, microseconds or nanoseconds. Of a time without day or year the latest before now is meant.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - now: seconds since 1970.
    ///   - zone: the zone of a time that names none.
    ///   - edge: what the time is for.
    /// - Returns: the moment, and what there is to say about it.
    /// - Throws: ``Problem`` that says what can be written.
    public static func read(
        _ text: String,
        now: Int64,
        zone: TimeZoneName,
        edge: Edge = .begin
    ) throws(Problem) -> TimeReading {
        let text = plain(text)
        let lower = text.lowercased()
        if lower == "now" { return TimeReading(instant: now) }
        if let back = try length(before: lower, text) { return TimeReading(instant: now - back) }
        if let instant = instant(text) { return TimeReading(instant: instant) }
        return try TimeGrammar.parts(of: text).reading(now: now, zone: zone, edge: edge)
    }

    /// Reads a time as `read` does.
    ///
    /// - Returns: seconds since 1970.
    /// - Throws: ``Problem`` that says what can be written.
    public static func parse(_ text: String, now: Int64, zone: TimeZoneName) throws(Problem) -> Int64 {
        try read(text, now: now, zone: zone).instant
    }

    /// The text without the brackets or quotes of the log it stood in, with plain blanks and signs.
    private static func plain(_ text: String) -> String {
        let plain = text.map { $0 == "\u{2212}" ? "-" : $0.isWhitespace ? " " : $0 }
        let isAround: (Character) -> Bool = { " []\"'".contains($0) }
        guard let first = plain.firstIndex(where: { !isAround($0) }),
            let last = plain.lastIndex(where: { !isAround($0) })
        else { return "" }
        return String(plain[first...last])
    }

    /// The seconds of `-2h` and `2h ago`.
    private static func length(before lower: String, _ text: String) throws(Problem) -> Int64? {
        let isNegative = lower.hasPrefix("-")
        let rest = isNegative ? lower.dropFirst() : lower.hasSuffix("ago") ? lower.dropLast(3) : lower[...]
        let length = String(rest).trimmedWhitespace
        guard let duration = Duration(text: length) else { return nil }
        if length.allSatisfy({ $0.isNumber || $0 == "." }) {
            guard isNegative else { return nil }
            throw Problem("'\(text)' has no unit; write -\(length)m for minutes or -\(length)s for seconds")
        }
        guard length != lower else {
            throw Problem("'\(text)' is a length of time; write -\(text.filter { $0 != " " }) or '\(text) ago'")
        }
        return duration.components.seconds
    }

    /// Seconds since 1970, or milliseconds, microseconds or nanoseconds, told apart by the number of digits.
    private static func instant(_ text: String) -> Int64? {
        let isMarked = text.hasPrefix("@")
        let number = text.drop { $0 == "@" }
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber } }),
            let digits = parts.first, let whole = Int64(digits)
        else { return nil }
        let scales: [Int: Int64] = [13: 1_000, 16: 1_000_000, 19: 1_000_000_000]
        let seconds = whole / (scales[digits.count] ?? 1)
        // The years 2000 to 2100; anything else of that length is a number of another kind.
        let isLikely = (946_684_800..<4_102_444_800).contains(seconds)
        return isLikely || isMarked && seconds < 4_102_444_800 ? seconds : nil
    }
}

extension TimeZoneName {
    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}
