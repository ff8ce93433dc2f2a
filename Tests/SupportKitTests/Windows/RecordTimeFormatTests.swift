@testable import SupportKit
import TestSupport
import Testing

@Suite struct RecordTimeFormatTests {
    private static let nanosecond = 1_000_000_000 as Int64

    private static func instant(_ text: String) throws -> Int64 {
        let parts = text.split(separator: ".")
        let seconds = try TimeExpression.parse("\(parts[0])Z", now: 0, zone: .utc)
        let fraction = parts.count > 1 ? parts[1] + String(repeating: "0", count: 9 - parts[1].count) : "0"
        return seconds * nanosecond + (Int64(fraction) ?? 0)
    }

    /// One line, what it is recognised as, and its time in UTC; the zone of those without is America/New_York.
    @Test(
        arguments: [
            (
                "2025-11-02T01:34:56.1234567-05:00 [1] info: 00-0015 AMPS initialization completed (0 seconds).", .amps,
                "2025-11-02T06:34:56.1234567"
            ),
            ("2024-12-06T22:17:58.9661630+08:00 [1] info: 00-0015 x", .amps, "2024-12-06T14:17:58.966163"),
            ("2026-11-21T01:45:00.5Z x", .amps, "2026-11-21T01:45:00.5"),
            ("2026-11-21T01:45:00Z x", .iso, "2026-11-21T01:45:00"),
            ("2026-11-21 01:45:00,123 [main] WARN  org.example.Thing - no", .iso, "2026-11-21T06:45:00.123"),
            ("2026-11-21 01:45:00.123 UTC [123] u@db LOG:  x", .iso, "2026-11-21T01:45:00.123"),
            ("2026-11-21 01:45:00.123 EST [123] u@db LOG:  x", .iso, "2026-11-21T06:45:00.123"),
            ("2026-07-21 01:45:00.123 CEST [123] u@db LOG:  x", .iso, "2026-07-20T23:45:00.123"),
            ("2026-11-21 01:45:00.123 -03 [123] LOG:  x", .iso, "2026-11-21T04:45:00.123"),
            ("2026-11-21 01:45:00 +0530 x", .iso, "2026-11-20T20:15:00"),
            ("2026-11-21  1:45:00 0 [Note] InnoDB: x", .iso, "2026-11-21T06:45:00"),
            ("2026-11-21  1:45:00 139872 [Warning] Aborted", .iso, "2026-11-21T06:45:00"),
            ("2026-11-21T01:45:00.123456Z 0 [System] [MY-010116] x", .amps, "2026-11-21T01:45:00.123456"),
            ("[2026-11-21T01:45:00.123+0000][gc] GC(0) Pause", .iso, "2026-11-21T01:45:00.123"),
            ("[2026-11-21 01:39:03] [info] Server version name: x", .iso, "2026-11-21T06:39:03"),
            ("2026-11-21T01:45:00+01:00 host app[1]: x", .iso, "2026-11-21T00:45:00"),
            ("21-Nov-2026 01:45:00.123 INFO [main] org.apache.Thing x", .tomcat, "2026-11-21T06:45:00.123"),
            ("21 Nov 2026 01:45:00,123 INFO x", .tomcat, "2026-11-21T06:45:00.123"),
            ("Nov 21, 2026 1:45:00 AM org.apache.catalina.startup log", .jul, "2026-11-21T06:45:00"),
            ("Nov 21, 2026 12:00:01 AM org.x y", .jul, "2026-11-21T05:00:01"),
            ("Nov 21, 2026 12:00:01 PM org.x y", .jul, "2026-11-21T17:00:01"),
            ("Nov 21, 2026, 1:45:00\u{202F}PM org.x y", .jul, "2026-11-21T18:45:00"),
            ("10.2.26.11 - - [21/Nov/2026:01:45:00 +0000] \"GET / HTTP/1.1\" 200 1905", .access, "2026-11-21T01:45:00"),
            (
                "::1 - frank [x] [21/Nov/2026:01:45:00 -0500] \"GET /[21 HTTP/1.1\" 200 19", .access,
                "2026-11-21T06:45:00"
            ),
            ("[Sat Nov 21 01:45:00.123456 2026] [core:error] [pid 1] x", .apacheError, "2026-11-21T06:45:00.123456"),
            ("Sat Nov  7 01:45:00 2026", .apacheError, "2026-11-07T06:45:00"),
            ("Sat Nov 21 01:45:00 UTC 2026", .apacheError, "2026-11-21T01:45:00"),
            ("2026/11/21 01:45:00 [error] 123#123: *1 x", .nginxError, "2026-11-21T06:45:00"),
            ("Nov 21 01:45:00 host app[1]: x", .syslog, "2026-11-21T06:45:00"),
            ("<34>Nov  1 00:45:00 host app[1]: x", .syslog, "2026-11-01T04:45:00"),
            ("Dec 31 23:59:59 host app: x", .syslog, "2026-01-01T04:59:59"),
            ("<165>1 2026-11-21T01:45:00.003Z host evntslog - ID47 - x", .syslog5424, "2026-11-21T01:45:00.003"),
            ("261121  1:45:00 [Note] x", .mysqlOld, "2026-11-21T06:45:00"),
            ("261121 11:45:00 [Note] x", .mysqlOld, "2026-11-21T16:45:00"),
            ("[   86.123456] eth0: x", .dmesg, "2026-11-20T00:01:26.123456"),
            ("1795225500.123    500 10.0.0.1 TCP_MISS/200", .epoch, "2026-11-21T01:45:00.123"),
            ("1795225500123 x", .epoch, "2026-11-21T01:45:00.123"),
            ("[1795225500] EXTERNAL COMMAND", .epoch, "2026-11-21T01:45:00"),
            (#"{"level":"info","ts":1795225500.123,"msg":"x"}"#, .json, "2026-11-21T01:45:00.123"),
            (#"{"level":30,"time":1795225500123,"msg":"x"}"#, .json, "2026-11-21T01:45:00.123"),
            (#"{"@timestamp":"2026-11-21T01:45:00.123Z","a":{"b":1}}"#, .json, "2026-11-21T01:45:00.123"),
            (#"{"msg":"say \"ts\":1","timestamp" : "2026-11-21 01:45:00,5"}"#, .json, "2026-11-21T06:45:00.5"),
            ("I1121 01:45:00.123456   12345 server.go:10] x", .klog, "2026-11-21T06:45:00.123456"),
            ("21.11.2026 01:45:00,123 INFO x", .dotted, "2026-11-21T06:45:00.123"),
            ("[21.11.2026, 01:45:00] x", .dotted, "2026-11-21T06:45:00"),
            ("20261121-01:45:00.123 : 8=FIX.4.4", .compact, "2026-11-21T06:45:00.123"),
            ("20261121T014500Z x", .compact, "2026-11-21T01:45:00"),
            ("20261121 014500.5 x", .compact, "2026-11-21T06:45:00.5"),
            ("INFO  2026-11-21 01:45:00,123 [main] x", .inside, "2026-11-21T06:45:00.123"),
            ("[WARN] [2026-11-21T01:45:00+01:00] x", .inside, "2026-11-21T00:45:00"),
            (#"time="2026-11-21T01:45:00Z" level=info msg="x""#, .inside, "2026-11-21T01:45:00"),
            ("level=info ts=2026-11-21T01:45:00.5Z caller=x", .inside, "2026-11-21T01:45:00.5"),
            ("<34>2 2026-11-21T01:45:00Z host", .inside, "2026-11-21T01:45:00"),
            ("INFO   | jvm 1    | 2026/11/21 01:45:00 | x", .inside, "2026-11-21T06:45:00"),
        ] as [(String, RecordTimeShape, String)]
    )
    func everyWayOfWritingATimeIsReadAndRecognised(line: String, shape: RecordTimeShape, utc: String) throws {
        let zone = try #require(TimeZoneName(name: "America/New_York"))
        let boot = try TimeExpression.parse("2026-11-20T00:00:00Z", now: 0, zone: .utc)
        // Just after the last of the times above, for those without a year.
        let modified = try TimeExpression.parse("2026-11-21T19:00:00Z", now: 0, zone: .utc)
        var clock = WindowFixture.clock(zone, modified: modified, booted: boot)
        for ending in ["\n", "\r\n", ""] {
            let head = Array((line + ending).utf8)
            let format = try #require(WindowFixture.recognise(head))
            #expect(format.shapes == [shape])
            let end = line.utf8.count
            let read = shape.stamp(in: head.span, from: 0, to: end).flatMap { clock.time(of: $0) }
            let time = try #require(read)
            #expect(time.earliest == (try Self.instant(utc)), "\(line)")
        }
    }

    @Test(arguments: [
        "192.168.11.21 - 12:30:45", "5.3.4.78 5.3.5.135", "version 2026.11.21", "2026-11-21", "2026-11-21 something",
        "2026-13-21 01:45:00 x", "2026-11-31 01:45:00 x", "2026-02-29 01:45:00 x", "2026-11-21 24:00:00 x",
        "2026-11-21 01:60:00 x", "2026-11-21 01:45 x", "2026-11-21x01:45:00", "20261121T014560x Z",
        "X1121 01:45:00.1 x", "I1321 01:45:00.1 x", "21.13.2026 01:45:00",
        "20261321-01:45:00", "at2026-11-21 01:45:00 x", "5.2026-11-21 01:45:00", "20261121 0145001 x",
        "12026-11-21 01:45:00",
        "31-Nov-2026 01:45:00.123", "21-Foo-2026 01:45:00", "November 21 01:45:00", "Nov 21 01:45:00x",
        "Nov 31 01:45:00 h",
        "Nov 21, 2026 13:45:00 PM x", "[21/Nov/2026] x", "[21/Nov/2026:01:45 +0000] x", "[Foo Nov 21 01:45:00 2026]",
        "2026/11/21 x", "<999>Nov 21 01:45:00 h", "269921 11:45:00 x", "[12.34] x",
        "[ 1.234.567890] x", "0795225500 x", "9795225500 x", "17952255001 x", "1795225500x", "1795225500.12.5 x",
        #"{"msg":"ts"}"#, #"{"times":1795225500}"#, #"{"ts":"yesterday"}"#, #"{"msg":"2026-11-21T01:45:00Z"}"#, "{",
        "2026-11-21 01:45:001 x", "    at org.example.Thing(2026)", "", "x", "+2026-11-21 01:45:00",
    ])
    func whatOnlyLooksLikeATimeIsNone(line: String) {
        let bytes = Array(line.utf8)
        for shape in RecordTimeShape.allCases {
            let stamp = shape.stamp(in: bytes.span, from: 0, to: bytes.count)
            #expect(stamp == nil, "\(shape) \(line)")
        }
        #expect(WindowFixture.recognise(bytes) == nil)
    }

    @Test func noPrefixOfALineIsReadBeyondItsEnd() {
        let lines = [
            "2025-11-02T01:34:56.1234567-05:00 [1]", "21-Nov-2026 01:45:00.123 +01:00", "Nov 21, 2026 1:45:00 AM",
            "[21/Nov/2026:01:45:00 +0000]", "[Sat Nov 21 01:45:00.123456 2026]", "<165>1 2026-11-21T01:45:00Z",
            "261121  1:45:00", "[   86.123456] x", #"{"@timestamp":"2026-11-21T01:45:00.123Z"}"#, #"{"a":"\"#,
            "Nov  1 01:45:00 h",
        ]
        for line in lines {
            let bytes = Array(line.utf8)
            for end in 0...bytes.count {
                for shape in RecordTimeShape.allCases { _ = shape.stamp(in: bytes.span, from: 0, to: end) }
            }
        }
    }

    @Test func aLogWithSeveralFormatsHasThemAllButNoRareOne() throws {
        var text = ""
        for index in 0..<100 {
            text += "21-Nov-2026 01:45:\(WindowFixture.pad(index % 60, 2)).123 INFO [main] x\n\tat a.b(C.java:1)\n"
            if index % 4 == 0 { text += "2026-11-21 01:45:00,123 WARN y\n" }
            if index == 50 { text += "Sat Nov 21 01:45:00 2026\n1795225500 of them\n" }
        }
        let format = try #require(WindowFixture.recognise(Array(text.utf8)))
        #expect(format.shapes == [.tomcat, .iso])
    }

    @Test func everyNameOfAProfileIsAFormat() {
        for name in RecordTimeFormat.names { #expect(RecordTimeFormat(name: name) != nil) }
        #expect(RecordTimeFormat(name: "log5j") == nil)
    }

    /// Times of thirty years in zones with all kinds of rules, against Python's zoneinfo.
    @Test(arguments: [
        "America/New_York", "EST5EDT", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca",
        "UTC",
    ])
    func localTimesAreThoseOfAnIndependentImplementation(name: String) throws {
        let script = """
            import datetime, random, zoneinfo
            random.seed(7)
            zone = zoneinfo.ZoneInfo("\(name)")
            utc = datetime.timezone.utc
            for _ in range(3000):
                t = datetime.datetime(2015, 1, 2) + datetime.timedelta(seconds=random.randrange(11 * 31556952))
                if random.random() < 0.5:
                    t = t.replace(month=random.choice([3, 4, 10, 11]), day=random.randrange(1, 31), hour=random.randrange(4))
                a = [t.replace(tzinfo=zone, fold=f).timestamp() for f in (0, 1)]
                print(t.strftime("%Y-%m-%d %H:%M:%S"), int(a[0]), int(max(a)) if a[0] < a[1] else int(a[0]))
            """
        let lines = try Scratch().python(script).split(separator: "\n")
        #expect(lines.count == 3_000)
        let zone = try #require(TimeZoneName(name: name))
        var clock = WindowFixture.clock(zone, modified: 1_795_225_500)
        for line in lines {
            let parts = line.split(separator: " ")
            let bytes = Array("\(parts[0]) \(parts[1])".utf8)
            let stamp = RecordTimeShape.iso.stamp(in: bytes.span, from: 0, to: bytes.count)
            let resolved = stamp.flatMap { clock.time(of: $0) }
            let time = try #require(resolved)
            let read = [time.earliest / Self.nanosecond, time.latest / Self.nanosecond].map(String.init)
            guard read == [String(parts[2]), String(parts[3])] else {
                Issue.record("\(line) is \(read)")
                return
            }
        }
    }
}
