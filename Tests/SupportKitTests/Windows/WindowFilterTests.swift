@testable import SupportKit
import TestSupport
import Testing

@Suite struct WindowFilterTests {
    private static let newYork = TimeZoneName(name: "America/New_York") ?? .utc

    private func run(_ text: String, _ since: String?, _ until: String?, zone: TimeZoneName = .utc) throws -> (
        text: String, coverage: Coverage
    ) {
        let window = try IncidentWindow(
            since: since.map { try TimeExpression.parse($0, now: 0, zone: zone) },
            until: until.map { try TimeExpression.parse($0, now: 0, zone: zone) },
            zone: zone
        )
        let bytes = Array(text.utf8)
        let format = WindowFixture.recognise(bytes) ?? RecordTimeFormat(shapes: [.iso])
        let result = try WindowFixture.filter(
            bytes,
            format: format,
            window: RecordWindow(window),
            clock: WindowFixture.clock(zone, modified: 1_762_100_000)
        )
        return (String(decoding: result.output, as: UTF8.self), result.coverage)
    }

    @Test func recordsOfSeveralLinesStayWhole() throws {
        let text = """
            banner
            2026-11-21T01:00:00.0000000Z [1] info: 00-0001 before
              of two lines
            2026-11-21T01:10:00.0000000Z [1] error: 00-0002 inside
              at one\r

            Caused by: 10.2.26.11
            2026-11-21T02:00:00.9000000Z [1] info: the last second
            2026-11-21T02:00:01.0000000Z [1] info: after
              of two lines
            2026-11-21T01:30:00.0000000Z [1] info: late, of another thread
            2026-11-21T02:00:02.0000000Z [1] inf
            """
        let result = try run(text, "2026-11-21 01:05", "2026-11-21 02:00")
        #expect(
            result.text == """
                2026-11-21T01:10:00.0000000Z [1] error: 00-0002 inside
                  at one\r

                Caused by: 10.2.26.11
                2026-11-21T02:00:00.9000000Z [1] info: the last second
                2026-11-21T01:30:00.0000000Z [1] info: late, of another thread

                """
        )
        #expect(result.coverage.recordsKept == 3)
        #expect(result.coverage.recordsDropped == 3)
        #expect(result.coverage.bytesKept == Int64(result.text.utf8.count))
        #expect(
            result.coverage.bytesBefore + result.coverage.bytesAfter + result.coverage.bytesKept
                == Int64(text.utf8.count)
        )
    }

    @Test func linesBeforeTheFirstTimeBelongToTheFirstRecord() throws {
        let text = "banner\n\n2026-11-21 01:00:00 a\n2026-11-21 02:00:00 b\n"
        #expect(try run(text, "2026-11-21 00:30", "2026-11-21 01:30").text == "banner\n\n2026-11-21 01:00:00 a\n")
        #expect(try run(text, "2026-11-21 01:30", "2026-11-21 02:30").text == "2026-11-21 02:00:00 b\n")
    }

    @Test func aLogWithoutTimesPassesWholeAndSaysSo() throws {
        let text = String(repeating: "no time here\n", count: 20_000)
        let result = try run(text, "2026-11-21 01:05", nil)
        #expect(result.text == text)
        #expect(!result.coverage.hasTimes)
        #expect(
            result.coverage.summary(of: IncidentWindow(since: 1, until: nil, zone: .utc))
                == "no times that are known in its lines: taken whole, by its modification time"
        )
    }

    @Test func aYearThatChangesInsideALogWithoutYearsIsInferred() throws {
        let text =
            "Dec 31 23:59:58 host a: 1\nDec 31 23:59:59 host a: 2\nJan  1 00:00:01 host a: 3\nNov  2 10:00:00 host a: 4\n"
        // Modified on 2 November 2025.
        #expect(
            try run(text, "2024-12-31 23:59:59", "2025-01-01 12:00").text
                == "Dec 31 23:59:59 host a: 2\nJan  1 00:00:01 host a: 3\n"
        )
    }

    @Test func paddingOfNULsIsLeftOut() throws {
        let text = "2026-11-21 01:00:00 a\n\0\0\0\0\02026-11-21 01:10:00 b\n\0\0\0"
        let result = try run(text, "2026-11-21 01:00", "2026-11-21 02:00")
        #expect(result.text == "2026-11-21 01:00:00 a\n2026-11-21 01:10:00 b\n")
        #expect(result.coverage.paddingBytes == 8)
    }

    @Test func theEndIsAskedForOnlyLongAfterTheWindow() throws {
        func lines(_ minutes: ClosedRange<Int>) -> [UInt8] {
            let text = String(repeating: "x", count: 8_000)
            return minutes.flatMap {
                Array("2026-11-21 \(WindowFixture.pad($0 / 60, 2)):\(WindowFixture.pad($0 % 60, 2)):00 \(text)\n".utf8)
            }
        }
        let window = RecordWindow(IncidentWindow(since: nil, until: 1_795_222_800, zone: .utc))  // 01:00
        var filter = WindowFilter(
            format: RecordTimeFormat(shapes: [.iso]),
            window: window,
            clock: WindowFixture.clock()
        )
        var output: [UInt8] = []
        try filter.consume(lines(0...130).span) { output.append(copying: $0) }
        let isDoneEarly = filter.isDone
        #expect(!isDoneEarly)
        // A clock put back by less than ten minutes leads into the window again.
        try filter.consume(lines(58...62).span) { output.append(copying: $0) }
        #expect(output == lines(0...60) + lines(58...60))
        try filter.consume(lines(61...300).span) { output.append(copying: $0) }
        let isDone = filter.isDone
        #expect(isDone)
        try filter.consume(lines(0...60).span) { output.append(copying: $0) }
        try filter.finish { output.append(copying: $0) }
        #expect(output == lines(0...60) + lines(58...60))
    }

    @Test func inTheHourThatComesTwiceBothReadingsAreKept() throws {
        let lines = ["00:59:59", "01:10:00", "01:50:00", "01:05:00", "01:40:00", "02:00:00"].map {
            "2025-11-02 \($0) x\n"
        }
        // The window is the first pass, 01:30 to 01:59 EDT: of the second pass, known from the step back, nothing is kept.
        let first = try run(
            lines.joined(),
            "2025-11-02T01:30:00-04:00",
            "2025-11-02T01:59:00-04:00",
            zone: Self.newYork
        )
        #expect(first.text == lines[2])
        // The second pass: whether the first lines are of it cannot be known when they are read.
        let second = try run(
            lines.joined(),
            "2025-11-02T01:00:00-05:00",
            "2025-11-02T01:59:00-05:00",
            zone: Self.newYork
        )
        #expect(second.text == lines[1...4].joined())
        #expect(second.coverage.ambiguousRecords == 2)
        // The hour that is left out maps forward.
        let gap = try run(
            "2025-03-09 02:30:00 x\n",
            "2025-03-09T03:30:00-04:00",
            "2025-03-09T03:30:00-04:00",
            zone: Self.newYork
        )
        #expect(gap.text == "2025-03-09 02:30:00 x\n")
    }

    @Test(arguments: WindowFixture.Style.allCases)
    func whatPassesIsWhatASimpleFilterKeepsHoweverItIsCut(style: WindowFixture.Style) throws {
        for seed in 0..<5 {
            var generator = SplitMix(seed: seed)
            let zone = !style.hasOffset ? try #require(TimeZoneName(name: "Asia/Kolkata")) : .utc
            let fixture = WindowFixture.random(
                &generator,
                size: 40_000,
                style: style,
                offset: zone == .utc ? 3_600 * Int64(generator.below(5) - 2) : 19_800,
                steps: seed % 3
            )
            let bytes = fixture.bytes
            let format = try #require(WindowFixture.recognise(bytes))
            let first = fixture.records[generator.below(fixture.records.count)].time
            let window = RecordWindow(since: first, until: first + Int64(generator.below(200)) * 1_000_000_000)
            let expected = fixture.expected(window)
            for pieces in [Int.max, 1, 7, 64, 4_096] {
                var cuts = SplitMix(seed: seed * 31)
                let result = try WindowFixture.filter(
                    bytes,
                    format: format,
                    window: window,
                    clock: WindowFixture.clock(zone)
                ) { _ in pieces == .max || pieces == 1 ? pieces : 1 + cuts.below(pieces) }
                guard result.output == expected else {
                    Issue.record(
                        "seed \(seed), pieces of \(pieces): \(result.output.count) for \(expected.count) bytes"
                    )
                    return
                }
                #expect(result.coverage.bytesKept == Int64(expected.count))
            }
        }
    }
}
