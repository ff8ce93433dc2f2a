extension RecordTimeShape {
    /// Reads the time of a record from the line in `start..<end`, without its line feed; nil when it begins no record.
    func stamp(in bytes: Span<UInt8>, from start: Int, to end: Int) -> RecordStamp? {
        guard end - start >= 10 else { return nil }
        var reader = StampReader(at: start, end: end)
        switch self {
        case .amps:
            guard let stamp = reader.iso(bytes), stamp.nanoseconds >= 0, reader.hasFraction, reader.separator == 0x54,
                case .offset = stamp.zone
            else { return nil }
            return stamp
        case .iso:
            if bytes[start] == UInt8(ascii: "[") { reader.index += 1 }
            return reader.iso(bytes)
        case .syslog5424:
            guard reader.priority(bytes), reader.take(UInt8(ascii: "1"), bytes), reader.take(UInt8(ascii: " "), bytes)
            else { return nil }
            return reader.iso(bytes)
        case .tomcat: return reader.dayMonthYear(bytes)
        case .jul: return reader.monthDayYear(bytes)
        case .access: return Self.accessStamp(bytes, start, end)
        case .apacheError:
            if bytes[start] == UInt8(ascii: "[") { reader.index += 1 }
            return reader.weekdayFirst(bytes)
        case .nginxError: return reader.slashed(bytes)
        case .syslog:
            if bytes[start] == UInt8(ascii: "<"), !reader.priority(bytes) { return nil }
            return reader.monthDay(bytes)
        case .mysqlOld: return reader.sixDigits(bytes)
        case .dmesg: return reader.sinceBoot(bytes)
        case .epoch:
            if bytes[start] == UInt8(ascii: "[") { reader.index += 1 }
            return reader.epoch(bytes)
        case .json: return JSONStamp.find(in: bytes, from: start, to: end)
        case .klog: return reader.severityFirst(bytes)
        case .dotted:
            if bytes[start] == UInt8(ascii: "[") { reader.index += 1 }
            return reader.dotted(bytes)
        case .compact:
            if bytes[start] == UInt8(ascii: "[") { reader.index += 1 }
            return reader.compact(bytes)
        case .inside: return Self.stampInside(bytes, start, end)
        }
    }

    private static func stampInside(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> RecordStamp? {
        // In an object the key tells which time is the record's.
        guard bytes[start] != UInt8(ascii: "{") else { return nil }
        var index = start + 1
        // `2026-11-21 1:45:00`: nothing shorter can hold one.
        while index + 18 <= end {
            let separator = bytes[index + 4]
            guard separator == bytes[index + 7], " \t[(<\"'=|:,;".utf8.contains(bytes[index - 1]) else {
                index += 1
                continue
            }
            var reader = StampReader(at: index, end: end)
            if separator == UInt8(ascii: "-"), let stamp = reader.iso(bytes) { return stamp }
            if separator == UInt8(ascii: "/"), let stamp = reader.slashed(bytes) { return stamp }
            index += 1
        }
        return nil
    }

    private static func accessStamp(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> RecordStamp? {
        var index = start
        // `[21/Nov/2026:01:45:00` and a zone: nothing shorter can hold one.
        while index + 22 <= end {
            if bytes[index] == UInt8(ascii: "["), bytes[index + 3] == UInt8(ascii: "/"),
                bytes[index + 7] == UInt8(ascii: "/")
            {
                var reader = StampReader(at: index + 1, end: end)
                if let stamp = reader.accessTime(bytes) { return stamp }
            }
            index += 1
        }
        return nil
    }
}
