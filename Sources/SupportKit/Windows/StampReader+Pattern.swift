extension StampReader {
    /// What the parts of a pattern have said so far.
    private struct Fields {
        var year = 1970
        var month = 1
        var day = 1
        var hour = 0
        var isAfternoon: Bool?
        var minute = 0
        var second = 0
        var epoch: Int64?
        var zone = RecordStamp.Zone.none
    }

    /// Reads a time as the parts say; nil when the bytes are something else.
    mutating func read(_ parts: ArraySlice<RecordTimePattern.Part>, _ bytes: Span<UInt8>) -> RecordStamp? {
        var fields = Fields()
        var rest = parts
        while let part = rest.popFirst() {
            if part == .anything {
                // Only the first one gives way: what follows it is read from each place, to the end.
                return readBehindAnything(rest, bytes)
            }
            guard take(part, &fields, bytes) else { return nil }
        }
        return stamp(fields)
    }

    private mutating func readBehindAnything(
        _ parts: ArraySlice<RecordTimePattern.Part>,
        _ bytes: Span<UInt8>
    ) -> RecordStamp? {
        for place in index..<end {
            var reader = StampReader(at: place, end: end)
            if let stamp = reader.read(parts, bytes) { return stamp }
        }
        return nil
    }

    private mutating func take(_ part: RecordTimePattern.Part, _ fields: inout Fields, _ bytes: Span<UInt8>) -> Bool {
        switch part {
        case .byte(let byte): return take(byte, bytes)
        case .blanks:
            guard take(UInt8(ascii: " "), bytes) else { return false }
            while take(UInt8(ascii: " "), bytes) {}
            return true
        case .year: return set(&fields.year, number(4, bytes))
        case .shortYear: return set(&fields.year, number(2, bytes).map { 2_000 + $0 })
        case .month: return set(&fields.month, number(2, bytes))
        case .monthName: return set(&fields.month, month(bytes))
        case .day: return set(&fields.day, number(2, bytes))
        case .dayWithoutZero: return set(&fields.day, oneOrTwoDigits(bytes))
        case .hour: return set(&fields.hour, number(2, bytes))
        case .hourWithoutZero: return set(&fields.hour, oneOrTwoDigits(bytes))
        case .hourOfTwelve: return set(&fields.hour, oneOrTwoDigits(bytes).flatMap { (1...12).contains($0) ? $0 : nil })
        case .minute: return set(&fields.minute, number(2, bytes))
        case .second: return set(&fields.second, number(2, bytes))
        case .fraction: return fractionDigits(bytes)
        case .half:
            guard index + 2 <= end, bytes[index + 1] | 0x20 == UInt8(ascii: "m") else { return false }
            let letter = bytes[index] | 0x20
            guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return false }
            fields.isAfternoon = letter == UInt8(ascii: "p")
            index += 2
            return true
        case .offset:
            guard index < end else { return false }
            if take(UInt8(ascii: "Z"), bytes) {
                fields.zone = .offset(0)
                return true
            }
            guard bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"), let offset = offset(bytes)
            else { return false }
            fields.zone = .offset(offset)
            return true
        case .abbreviation:
            guard let packed = abbreviation(bytes) else { return false }
            fields.zone = .named(packed)
            return true
        case .epoch:
            // The years 1970 to 2100: larger numbers are of another kind, or of another unit.
            guard let seconds = digits(maximum: 10, bytes), seconds < 4_102_444_800 else { return false }
            fields.epoch = seconds
            return true
        case .anything: return false
        }
    }

    private func set(_ field: inout Int, _ value: Int?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }

    private func stamp(_ fields: Fields) -> RecordStamp? {
        if let epoch = fields.epoch {
            return RecordStamp(seconds: epoch, nanoseconds: nanoseconds, zone: .offset(0))
        }
        var hour = fields.hour
        if let isAfternoon = fields.isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        guard hour < 24, fields.minute < 60, fields.second <= 60,
            let days = Self.days(fields.year, fields.month, fields.day)
        else { return nil }
        return stamp(days, Int64(hour * 3_600 + fields.minute * 60 + fields.second), fields.zone)
    }
}
