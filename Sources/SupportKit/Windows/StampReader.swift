/// Reads the parts of a time from the bytes of a line, one behind the other.
struct StampReader {
    var index: Int
    let end: Int
    /// What stood between date and time.
    private(set) var separator: UInt8 = 0
    /// Whether the seconds had a fraction.
    private(set) var hasFraction = false
    private(set) var nanoseconds: Int32 = 0

    init(at index: Int, end: Int) {
        self.index = index
        self.end = end
    }

    // MARK: - Whole times

    /// `2026-11-21T01:45:00.123+01:00` and its relatives.
    mutating func iso(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 18 <= end, bytes[index + 4] == 0x2D, bytes[index + 7] == 0x2D else { return nil }
        guard let year = number(4, bytes), skip(1), let month = number(2, bytes), skip(1), let day = number(2, bytes)
        else { return nil }
        separator = bytes[index]
        guard separator == 0x54 || separator == 0x20 || separator == 0x74 else { return nil }
        index += 1
        if separator == 0x20, index < end, bytes[index] == 0x20 { index += 1 }
        guard let date = Self.days(year, month, day), let time = timeOfDay(bytes) else { return nil }
        return stamp(date, time, zone(bytes))
    }

    /// `21-Nov-2026 01:45:00.123`, `21 Nov 2026 01:45:00,123`.
    mutating func dayMonthYear(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 19 <= end, let day = number(2, bytes) else { return nil }
        let hyphen = bytes[index]
        guard hyphen == 0x2D || hyphen == 0x20, skip(1), let month = month(bytes), take(hyphen, bytes),
            let year = number(4, bytes), take(0x20, bytes), let date = Self.days(year, month, day),
            let time = timeOfDay(bytes)
        else { return nil }
        return stamp(date, time, zone(bytes))
    }

    /// `Nov 21, 2026 1:45:00 AM`, also with a comma behind the year or the narrow blank newer Java versions write.
    mutating func monthDayYear(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 20 <= end, let month = month(bytes), take(0x20, bytes), let day = oneOrTwoDigits(bytes),
            take(0x2C, bytes), take(0x20, bytes), let year = number(4, bytes)
        else { return nil }
        _ = take(0x2C, bytes)
        guard take(0x20, bytes), let date = Self.days(year, month, day), var time = timeOfDay(bytes) else { return nil }
        if index + 3 <= end, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
            index += 3
        } else if index < end, bytes[index] == 0x20 {
            index += 1
        }
        if index + 2 <= end, bytes[index + 1] == 0x4D, bytes[index] == 0x41 || bytes[index] == 0x50 {
            guard (3_600..<46_800).contains(time) else { return nil }
            time = time % 43_200 + (bytes[index] == 0x50 ? 43_200 : 0)
        }
        return stamp(date, time, .none)
    }

    /// `21/Nov/2026:01:45:00 +0000]`.
    mutating func accessTime(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard let day = number(2, bytes), take(0x2F, bytes), let month = month(bytes), take(0x2F, bytes),
            let year = number(4, bytes), take(0x3A, bytes), let date = Self.days(year, month, day),
            let time = timeOfDay(bytes)
        else { return nil }
        let zone = zone(bytes)
        guard take(0x5D, bytes) else { return nil }
        return stamp(date, time, zone)
    }

    /// `Sat Nov 21 01:45:00.123456 2026`, and `… 01:45:00 UTC 2026` as date(1) writes.
    mutating func weekdayFirst(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 23 <= end, Self.weekdays.contains(letters(bytes)), skip(3), take(0x20, bytes),
            let month = month(bytes), take(0x20, bytes)
        else { return nil }
        _ = take(0x20, bytes)
        guard let day = oneOrTwoDigits(bytes), take(0x20, bytes), let time = timeOfDay(bytes) else { return nil }
        let zone = zone(bytes)
        guard take(0x20, bytes), let year = number(4, bytes), !isDigit(bytes), let date = Self.days(year, month, day)
        else { return nil }
        return stamp(date, time, zone)
    }

    /// `2026/11/21 01:45:00`.
    mutating func slashed(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 19 <= end, let year = number(4, bytes), take(0x2F, bytes), let month = number(2, bytes),
            take(0x2F, bytes), let day = number(2, bytes), take(0x20, bytes), let date = Self.days(year, month, day),
            let time = timeOfDay(bytes)
        else { return nil }
        return stamp(date, time, .none)
    }

    /// `Nov 21 01:45:00`, `Nov  1 01:45:00`.
    mutating func monthDay(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 15 <= end, let month = month(bytes), take(0x20, bytes) else { return nil }
        _ = take(0x20, bytes)
        guard let day = oneOrTwoDigits(bytes), take(0x20, bytes), index + 2 < end, bytes[index + 2] == 0x3A,
            let date = Self.days(2_000, month, day), let time = timeOfDay(bytes), index >= end || bytes[index] == 0x20
        else { return nil }
        return stamp(date, time, .withoutYear)
    }

    /// `261121  1:45:00`.
    mutating func sixDigits(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 14 <= end, let year = number(2, bytes), let month = number(2, bytes), let day = number(2, bytes),
            take(0x20, bytes)
        else { return nil }
        _ = take(0x20, bytes)
        guard let date = Self.days(2_000 + year, month, day), let time = timeOfDay(bytes) else { return nil }
        return stamp(date, time, .none)
    }

    /// `[ 1234.567890] `.
    mutating func sinceBoot(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard take(0x5B, bytes) else { return nil }
        while take(0x20, bytes) {}
        guard let seconds = digits(maximum: 10, bytes), take(0x2E, bytes), let fraction = number(6, bytes),
            take(0x5D, bytes)
        else { return nil }
        return RecordStamp(seconds: seconds, nanoseconds: Int32(fraction * 1_000), zone: .sinceBoot)
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by the number of digits.
    mutating func epoch(_ bytes: Span<UInt8>) -> RecordStamp? {
        let first = index
        guard let number = digits(maximum: 19, bytes) else { return nil }
        let scale: Int64
        switch index - first {
        case 10: scale = 1
        case 13: scale = 1_000
        case 16: scale = 1_000_000
        case 19: scale = 1_000_000_000
        default: return nil
        }
        let seconds = number / scale
        // The years 2000 to 2100; anything else of that length is a number of another kind.
        guard (946_684_800..<4_102_444_800).contains(seconds) else { return nil }
        nanoseconds = Int32(number % scale * (1_000_000_000 / scale))
        if index < end, bytes[index] == 0x2E, scale == 1 || scale == 1_000 {
            let whole = nanoseconds
            nanoseconds = 0
            guard fraction(bytes) else { return nil }
            nanoseconds = whole + nanoseconds / Int32(scale)
        }
        guard index >= end || !Self.isLetterOrDigit(bytes[index]), index >= end || bytes[index] != 0x2E else {
            return nil
        }
        return RecordStamp(seconds: seconds, nanoseconds: nanoseconds, zone: .offset(0))
    }

    /// `I1121 01:45:00.123456`.
    mutating func severityFirst(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 14 <= end, "DIWEF".utf8.contains(bytes[index]), skip(1), let month = number(2, bytes),
            let day = number(2, bytes), take(0x20, bytes)
        else { return nil }
        _ = take(0x20, bytes)
        guard let date = Self.days(2_000, month, day), let time = timeOfDay(bytes) else { return nil }
        return stamp(date, time, .withoutYear)
    }

    /// `21.11.2026 01:45:00`, with a comma or without.
    mutating func dotted(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 18 <= end, let day = number(2, bytes), take(0x2E, bytes), let month = number(2, bytes),
            take(0x2E, bytes), let year = number(4, bytes)
        else { return nil }
        _ = take(0x2C, bytes)
        guard take(0x20, bytes), let date = Self.days(year, month, day), let time = timeOfDay(bytes) else { return nil }
        return stamp(date, time, zone(bytes))
    }

    /// `20261121-01:45:00.123`, `20261121T014500Z`.
    mutating func compact(_ bytes: Span<UInt8>) -> RecordStamp? {
        guard index + 15 <= end, let year = number(4, bytes), (1970..<2100).contains(year),
            let month = number(2, bytes), let day = number(2, bytes), "-T _".utf8.contains(bytes[index]), skip(1),
            let date = Self.days(year, month, day), index + 6 <= end
        else { return nil }
        if bytes[index + 2] == 0x3A { return timeOfDay(bytes).map { stamp(date, $0, zone(bytes)) } }
        guard let hour = number(2, bytes), let minute = number(2, bytes), let second = number(2, bytes),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        if index + 1 < end, bytes[index] == 0x2E || bytes[index] == 0x2C, Self.isDigit(bytes[index + 1]) {
            guard fraction(bytes) else { return nil }
        }
        let read = stamp(date, Int64(hour * 3_600 + minute * 60 + second), zone(bytes))
        return index >= end || !Self.isLetterOrDigit(bytes[index]) ? read : nil
    }

    /// The `<34>` of syslog.
    mutating func priority(_ bytes: Span<UInt8>) -> Bool {
        guard take(0x3C, bytes), let number = digits(maximum: 3, bytes), number < 192 else { return false }
        return take(0x3E, bytes)
    }

    // MARK: - Parts

    /// `1:45:00` or `01:45:00.123`; seconds since midnight.
    private mutating func timeOfDay(_ bytes: Span<UInt8>) -> Int64? {
        guard let hour = oneOrTwoDigits(bytes), take(0x3A, bytes), let minute = number(2, bytes), take(0x3A, bytes),
            let second = number(2, bytes), hour < 24, minute < 60, second <= 60
        else { return nil }
        if index + 1 < end, bytes[index] == 0x2E || bytes[index] == 0x2C, Self.isDigit(bytes[index + 1]) {
            guard fraction(bytes) else { return nil }
        }
        guard index >= end || !Self.isDigit(bytes[index]) else { return nil }
        return Int64(hour * 3_600 + minute * 60 + second)
    }

    /// The point or comma and what follows.
    private mutating func fraction(_ bytes: Span<UInt8>) -> Bool {
        index += 1
        return fractionDigits(bytes)
    }

    /// Digits of a fraction, at least one; those behind the ninth are passed over.
    mutating func fractionDigits(_ bytes: Span<UInt8>) -> Bool {
        var unit: Int32 = 100_000_000
        let first = index
        while index < end, Self.isDigit(bytes[index]) {
            nanoseconds += Int32(bytes[index] - 0x30) * unit
            unit /= 10
            index += 1
        }
        hasFraction = index > first
        return hasFraction
    }

    private mutating func zone(_ bytes: Span<UInt8>) -> RecordStamp.Zone {
        guard index < end else { return .none }
        let first = index
        switch bytes[index] {
        case 0x5A, 0x7A:
            guard index + 1 >= end || !Self.isLetterOrDigit(bytes[index + 1]) else { return .none }
            index += 1
            return .offset(0)
        case 0x2B, 0x2D:
            if let offset = offset(bytes) { return .offset(offset) }
        case 0x20 where index + 1 < end:
            index += 1
            if bytes[index] == 0x2B || bytes[index] == 0x2D {
                if let offset = offset(bytes) { return .offset(offset) }
            } else if let packed = abbreviation(bytes) {
                return .named(packed)
            }
        default: break
        }
        index = first
        return .none
    }

    /// `+01:00`, `+0100` or `+01`.
    mutating func offset(_ bytes: Span<UInt8>) -> Int32? {
        let sign: Int32 = bytes[index] == 0x2D ? -1 : 1
        index += 1
        guard let hours = number(2, bytes) else { return nil }
        var minutes = 0
        let colon = index
        let hasColon = take(0x3A, bytes)
        if let number = number(2, bytes) {
            minutes = number
        } else if hasColon {
            index = colon
            return nil
        }
        guard hours <= 15, minutes < 60, index >= end || !Self.isLetterOrDigit(bytes[index]) else { return nil }
        return sign * Int32(hours * 3_600 + minutes * 60)
    }

    mutating func abbreviation(_ bytes: Span<UInt8>) -> UInt64? {
        var packed: UInt64 = 0
        var length = 0
        while index + length < end, length < 5, (0x41...0x5A).contains(bytes[index + length]) {
            packed = packed << 8 | UInt64(bytes[index + length])
            length += 1
        }
        guard length >= 2, index + length >= end || !Self.isLetterOrDigit(bytes[index + length]),
            ZoneAbbreviation.minutes(packed) != nil
        else { return nil }
        index += length
        return packed
    }

    func stamp(_ days: Int64, _ time: Int64, _ zone: RecordStamp.Zone) -> RecordStamp {
        RecordStamp(seconds: days * 86_400 + time, nanoseconds: nanoseconds, zone: zone)
    }

    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skip(_ count: Int) -> Bool {
        index += count
        return true
    }

    /// Exactly so many digits.
    mutating func number(_ count: Int, _ bytes: Span<UInt8>) -> Int? {
        guard index + count <= end else { return nil }
        var value = 0
        for place in index..<index + count {
            let digit = bytes[place] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        index += count
        return value
    }

    mutating func oneOrTwoDigits(_ bytes: Span<UInt8>) -> Int? {
        guard let first = number(1, bytes) else { return nil }
        guard isDigit(bytes), let second = number(1, bytes) else { return first }
        return first * 10 + second
    }

    /// All digits that follow, at least one and at most `maximum`.
    mutating func digits(maximum: Int, _ bytes: Span<UInt8>) -> Int64? {
        var value: Int64 = 0
        let first = index
        while isDigit(bytes) {
            guard index - first < maximum else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowToo) = product.addingReportingOverflow(Int64(bytes[index] - 0x30))
            guard !overflow, !overflowToo else { return nil }
            value = sum
            index += 1
        }
        return index > first ? value : nil
    }

    private func isDigit(_ bytes: Span<UInt8>) -> Bool {
        index < end && Self.isDigit(bytes[index])
    }

    /// Three letters as one number, 0 at the end of the line.
    private func letters(_ bytes: Span<UInt8>) -> UInt32 {
        guard index + 3 <= end else { return 0 }
        return UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    }

    mutating func month(_ bytes: Span<UInt8>) -> Int? {
        let month: Int
        switch letters(bytes) {
        case 0x4A_61_6E: month = 1
        case 0x46_65_62: month = 2
        case 0x4D_61_72: month = 3
        case 0x41_70_72: month = 4
        case 0x4D_61_79: month = 5
        case 0x4A_75_6E: month = 6
        case 0x4A_75_6C: month = 7
        case 0x41_75_67: month = 8
        case 0x53_65_70: month = 9
        case 0x4F_63_74: month = 10
        case 0x4E_6F_76: month = 11
        case 0x44_65_63: month = 12
        default: return nil
        }
        index += 3
        return month
    }

    /// Mon, Tue, … as ``letters(_:)`` reads them.
    private static let weekdays: [UInt32] = [
        0x4D_6F_6E, 0x54_75_65, 0x57_65_64, 0x54_68_75, 0x46_72_69, 0x53_61_74, 0x53_75_6E,
    ]

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 26
    }

    /// Days since 1970 of a date that exists, in the years 1970 to 2199.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard year >= 1_970, year < 2_200, month >= 1, month <= 12, day >= 1, day <= lastDay(year, month) else {
            return nil
        }
        // Years that begin on 1 March, so that the leap day is their last.
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468)
    }

    static func lastDay(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
