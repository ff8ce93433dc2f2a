@testable import SupportKit

import Testing

/// Random logs whose records' times are known without reading them, and what the simplest filter makes of them.
struct WindowFixture {
    struct Record {
        /// Nanoseconds since 1970.
        let time: Int64
        let bytes: [UInt8]
    }

    var preamble: [UInt8] = []
    var records: [Record] = []

    var bytes: [UInt8] { preamble + records.flatMap(\.bytes) }

    /// Every record of the window, one after the other.
    func expected(_ window: RecordWindow) -> [UInt8] {
        let kept = records.filter { $0.time >= window.since && $0.time <= window.until }
        let head = records.first.map { $0.time >= window.since && $0.time <= window.until } ?? true ? preamble : []
        return head + kept.flatMap(\.bytes)
    }

    enum Style: CaseIterable {
        case amps, tomcat, jul, json, access, syslog

        /// Whether the lines name the offset of their times.
        var hasOffset: Bool { self != .tomcat && self != .jul && self != .syslog }
        /// Whether the lines have fractions of seconds.
        var hasFraction: Bool { self != .jul && self != .access && self != .syslog }
        /// When a log of that style begins: one without years shortly before a year ends.
        var start: Int64 { self == .syslog ? 1_767_211_200 : 1_795_225_500 }
    }

    /// Makes a log of about `size` bytes that begins at `start` (seconds since 1970).
    static func random(
        _ generator: inout SplitMix,
        size: Int,
        style: Style,
        offset: Int64 = 0,
        isDisordered: Bool = true,
        steps: Int = 0
    ) -> WindowFixture {
        var fixture = WindowFixture()
        if style != .json, style != .access, generator.below(2) == 0 {
            fixture.preamble = Array("AMPS 5.3.4.112 - banner\n\n(Built: today)\r\n".utf8)
        }
        var now = style.start * 1_000_000_000
        var made = 0
        var times: [Int64] = []
        let stepAt = (0..<steps).map { _ in size / 8 + generator.below(size * 3 / 4) }.sorted()
        var stepsDone = 0
        var bodies: [[UInt8]] = []
        while made < size {
            now += Int64(generator.below(4_000)) * 1_000_000
            if generator.below(500) == 0 { now += 400_000_000_000 }
            if stepsDone < steps, made > stepAt[stepsDone] {
                now -= Int64(30 + generator.below(270)) * 1_000_000_000
                stepsDone += 1
            }
            // Fractions that every style can write.
            let unit: Int64 = style.hasFraction ? 1_000_000 : 1_000_000_000
            let time = now / unit * unit
            var body = Array("[\(generator.below(30))] info: 07-00\(10 + generator.below(80)) 10.2.26.11 said so".utf8)
            if style != .json, style != .access, generator.below(6) == 0 {
                for _ in 0..<(1 + generator.below(6)) {
                    body += Array("\n      at org.example.Thing(12:30:45) 5.3.4.78 \(generator.below(1_000_000))".utf8)
                }
                if generator.below(3) == 0 { body += Array("\r\n\n".utf8) }
            }
            if generator.below(700) == 0 { body += [UInt8](repeating: 0x78, count: 3_000 + generator.below(9_000)) }
            if style != .json, generator.below(10) == 0 { body += [0xFF, 0xC3, 0x0D] }
            body.append(0x0A)
            times.append(time)
            bodies.append(body)
            made += body.count + 30
        }
        if isDisordered, bodies.count > 3 {
            for index in 1..<bodies.count
            where generator.below(8) == 0 && abs(times[index] - times[index - 1]) < 9_000_000_000 {
                times.swapAt(index, index - 1)
            }
        }
        for (time, body) in zip(times, bodies) {
            fixture.records.append(Record(time: time, bytes: line(style, time, offset, body)))
        }
        return fixture
    }

    private static func line(_ style: Style, _ time: Int64, _ offset: Int64, _ body: [UInt8]) -> [UInt8] {
        let seconds = time / 1_000_000_000
        let civil = CivilTime(secondsSince1970: seconds + offset)
        let milliseconds = pad(Int(time / 1_000_000 % 1_000), 3)
        switch style {
        case .amps:
            let sign = offset < 0 ? "-" : "+"
            let zone = "\(sign)\(pad(Int(abs(offset)) / 3_600, 2)):\(pad(Int(abs(offset)) / 60 % 60, 2))"
            return Array("\(civil.date)T\(civil.time).\(milliseconds)0000\(zone) ".utf8) + body
        case .tomcat:
            return Array(
                "\(pad(civil.day, 2))-\(months[civil.month - 1])-\(civil.year) \(civil.time).\(milliseconds) ".utf8
            ) + body
        case .jul:
            let hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12
            let half = civil.hour < 12 ? "AM" : "PM"
            let clock = "\(hour)\(civil.time.dropFirst(2)) \(half)"
            return Array(
                "\(months[civil.month - 1]) \(civil.day), \(civil.year) \(clock) org.example.Main log\nINFO: ".utf8
            ) + body
        case .json:
            let text = body.filter { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 }
            return Array("{\"level\":\"info\",\"msg\":\"".utf8) + text
                + Array("\",\"ts\":\(seconds).\(milliseconds)}\n".utf8)
        case .syslog:
            let day = civil.day < 10 ? " \(civil.day)" : "\(civil.day)"
            return Array("\(months[civil.month - 1]) \(day) \(civil.time) host app[1]: ".utf8) + body
        case .access:
            let zone =
                "\(offset < 0 ? "-" : "+")\(pad(Int(abs(offset)) / 3_600, 2))\(pad(Int(abs(offset)) / 60 % 60, 2))"
            let stamp = "[\(pad(civil.day, 2))/\(months[civil.month - 1])/\(civil.year):\(civil.time) \(zone)]"
            return Array("10.2.26.11 - - \(stamp) \"GET / HTTP/1.1\" 200 ".utf8) + body
        }
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// Runs the stream filter over bytes that come in pieces.
    static func filter(
        _ bytes: [UInt8],
        format: RecordTimeFormat,
        window: RecordWindow,
        clock: RecordClock,
        pieces: (Int) -> Int = { _ in .max }
    ) throws -> (output: [UInt8], coverage: Coverage) {
        var filter = WindowFilter(format: format, window: window, clock: clock)
        var output: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = start + min(bytes.count - start, max(1, pieces(start)))
            try filter.consume(bytes.span.extracting(start..<end)) { output.append(copying: $0) }
            start = end
        }
        try filter.finish { output.append(copying: $0) }
        return (output, filter.coverage)
    }

    static func recognise(_ head: [UInt8]) -> RecordTimeFormat? {
        RecordTimeFormat.recognise(head: head.span)
    }

    static func clock(_ zone: TimeZoneName = .utc, modified: Int64 = 1_795_232_000, booted: Int64? = nil) -> RecordClock
    {
        RecordClock(offsets: ZoneOffsets(zone, around: modified), modified: modified, booted: booted)
    }
}

extension SplitMix {
    /// A number from 0 to below the limit.
    mutating func below(_ limit: Int) -> Int {
        Int(next() % UInt64(max(1, limit)))
    }
}

extension WindowFixture {
    static func grouped(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(grouped(number / 1_000)),\(pad(number % 1_000, 3))"
    }
}
