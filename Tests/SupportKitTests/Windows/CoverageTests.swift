@testable import SupportKit
import TestSupport
import Testing

@Suite(.demo(running: false)) struct CoverageTests {
    private static let zone = TimeZoneName(name: "America/New_York") ?? .utc

    private func cover(_ lines: String, _ since: String?, _ until: String?, modified: String? = nil) throws -> String {
        let window = try IncidentWindow(
            since: since.map { try TimeExpression.parse("2026-11-21 \($0)", now: 0, zone: .utc) },
            until: until.map { try TimeExpression.parse("2026-11-21 \($0)", now: 0, zone: .utc) },
            zone: .utc
        )
        let bytes = Array(lines.split(separator: " ").map { "2026-11-21 \($0) x\n" }.joined().utf8)
        let coverage = try WindowFixture.filter(
            bytes,
            format: RecordTimeFormat(shapes: [.iso]),
            window: RecordWindow(window),
            clock: WindowFixture.clock()
        ).coverage
        let written = try modified.map { try TimeExpression.parse("2026-11-21 \($0)", now: 0, zone: .utc) }
        return coverage.summary(of: window, modified: written)
    }

    @Test func oneLineSaysHowFarALogReaches() throws {
        #expect(
            try cover(
                "00:59:00 01:12:00 01:16:00 01:20:00 01:31:00 01:35:59 01:40:01 01:45:00 02:01:00",
                "01:00",
                "02:00"
            )
                == "covers 01:12–01:45 of 01:00–02:00, nothing between 01:20 and 01:31"
        )
        #expect(
            try cover("01:12:00 01:15:00", "01:00", "02:00", modified: "02:30")
                == "covers 01:12–01:15 of 01:00–02:00; begins after the window's start: rotated away before, or started then; "
                + "ends before the window's end: idle, or still buffered"
        )
        #expect(
            try cover("00:12:00 01:12:00", "01:00", "02:00", modified: "01:12")
                == "covers 01:12–01:12 of 01:00–02:00; ends before the window's end: idle, stopped or rotated since"
        )
        #expect(
            try cover("00:12:00 02:12:00", "01:00", "02:00")
                == "covers nothing of 01:00–02:00: the last record before is of 00:12, the first after is of 02:12"
        )
        #expect(
            try cover("01:12:03 01:12:04 01:20:00", "01:12", "01:13")
                == "covers 01:12:03–01:12:04 of 01:12:00–01:13:00; begins after the window's start: rotated away before, or started then"
        )
        #expect(
            try cover("00:12:00 02:12:00", nil, nil).hasPrefix(
                "covers 00:12–02:12 of the beginning to now, nothing between 00:12 and 02:12"
            )
        )
    }

    @Test func onlyTheLongestHolesAreKept() {
        var coverage = Coverage()
        for index in 0..<100 as Range<Int64> {
            coverage.add(.init(from: index * 1_000, to: index * 1_000 + (index % 10 == 3 ? 900 : 100 + index)))
        }
        #expect(coverage.holes.count == Coverage.maximumHoles)
        #expect(coverage.holes.filter { $0.to - $0.from == 900 }.count == 10)
        #expect(coverage.holes.map(\.from) == coverage.holes.map(\.from).sorted())
    }

    /// The demonstration's log goes through the hour that comes twice, told apart by its offsets.
    @Test func bothPassesOfTheHourThatComesTwiceAreToldApart() throws {
        let demo = try DemoScope.demo()
        let script = """
            import glob, gzip, re
            names = sorted(glob.glob("\(demo.root)/logs/*-amps-*"))
            data = b"".join(gzip.open(n).read() if n.endswith(".gz") else open(n, "rb").read() for n in names)
            open("all.log", "wb").write(data)
            import datetime
            def kept(since, until):
                keep, out = False, []
                for line in data.splitlines(keepends=True):
                    m = re.match(rb"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.(\\d{7})([+-]\\d\\d:\\d\\d) ", line)
                    if m:
                        t = datetime.datetime.fromisoformat(m[1].decode() + m[3].decode()).timestamp()
                        keep = since <= t <= until
                    if keep: out.append(line)
                return b"".join(out)
            for number, (a, b) in enumerate([("01:10:00-04:00", "01:20:00-04:00"), ("01:10:00-05:00", "01:20:00-05:00"), ("00:50:00-04:00", "01:10:00-05:00")]):
                times = [datetime.datetime.fromisoformat("2025-11-02T" + x).timestamp() for x in (a, b)]
                open(f"{number}.txt", "wb").write(kept(*times))
                print(int(times[0]), int(times[1]))
            """
        let scratch = try Scratch()
        let windows = try scratch.python(script).split(separator: "\n").map {
            $0.split(separator: " ").compactMap { Int64($0) }
        }
        let bytes = try scratch.read("all.log")
        let format = try #require(WindowFixture.recognise(Array(bytes.prefix(RecordTimeFormat.headSize))))
        #expect(format.shapes == [.amps])
        var sizes: [Int] = []
        for (number, window) in windows.enumerated() {
            let incident = IncidentWindow(since: window[0], until: window[1], zone: Self.zone)
            let result = try WindowFixture.filter(
                bytes,
                format: format,
                window: RecordWindow(incident),
                clock: WindowFixture.clock(Self.zone)
            ) { _ in 5_000 }
            let expected = try scratch.read("\(number).txt")
            #expect(!expected.isEmpty)
            #expect(result.output == expected)
            sizes.append(expected.count)
            #expect(result.coverage.start(RecordWindow(incident)) == .reached)
            let interval = try #require(result.coverage.interval(zone: Self.zone))
            #expect(interval.last.hasSuffix(number == 0 ? "-04:00" : "-05:00"))
        }
        #expect(sizes[2] > sizes[0] + sizes[1])
    }

    /// The same log with its offsets taken away: nothing of the window is lost, and nothing is kept that cannot be of it.
    @Test func withoutOffsetsNothingOfTheHourThatComesTwiceIsLost() throws {
        let demo = try DemoScope.demo()
        let scratch = try Scratch()
        try scratch.python(
            """
            import glob, gzip, re
            names = sorted(glob.glob("\(demo.root)/logs/*-amps-*"))
            data = b"".join(gzip.open(n).read() if n.endswith(".gz") else open(n, "rb").read() for n in names)
            with open("bare.log", "wb") as bare, open("first.txt", "wb") as first, open("second.txt", "wb") as second:
                keep = None
                for line in data.splitlines(keepends=True):
                    m = re.match(rb"(2025-11-02T(\\d\\d:\\d\\d):\\d\\d\\.\\d{7})([+-]\\d\\d:\\d\\d) ", line)
                    if m:
                        line = m[1] + line[m.end() - 1:]
                        inside = b"01:10" <= m[2] < b"01:20"
                        keep = {b"-04:00": first, b"-05:00": second}[m[3]] if inside else None
                    bare.write(line)
                    if keep: keep.write(line)
            """
        )
        let bytes = try scratch.read("bare.log")
        let first = try scratch.read("first.txt")
        let second = try scratch.read("second.txt")
        #expect(!first.isEmpty && !second.isEmpty)
        func kept(_ since: String, _ until: String) throws -> [UInt8] {
            let times = try [since, until].map { try TimeExpression.parse("2025-11-02T\($0)", now: 0, zone: Self.zone) }
            return try WindowFixture.filter(
                bytes,
                format: RecordTimeFormat(shapes: [.iso]),
                window: RecordWindow(since: times[0] * 1_000_000_000, until: times[1] * 1_000_000_000 - 1),
                clock: WindowFixture.clock(Self.zone)
            ).output
        }
        // The step back proves the second pass: the first one's window is exact, the second one's has both.
        #expect(try kept("01:10:00-04:00", "01:20:00-04:00") == first)
        #expect(try kept("01:10:00-05:00", "01:20:00-05:00") == first + second)
    }
}
