@testable import SupportKit
import Platform
import SystemPackage
import TestSupport
import Testing

@Suite struct WindowedFileTests {
    private static let start: Int64 = 1_795_225_500
    private let seeds = 2

    /// Locates and reads the window and returns what passed, with all bytes that were read.
    private func run(
        _ window: RecordWindow,
        size: Int64,
        format: RecordTimeFormat,
        clock: RecordClock,
        limits: WindowedFile.Limits,
        stop: () -> String? = { nil },
        read: WindowedFile.Read
    ) throws -> (output: [UInt8], coverage: Coverage, location: WindowedFile.Location, read: Int64) {
        let location = try WindowedFile.locate(
            window,
            size: size,
            format: format,
            clock: clock,
            limits: limits,
            read: read
        )
        var filter = WindowFilter(format: format, window: window, clock: clock)
        var cut: RecordCut?
        var output: [UInt8] = []
        let outcome = try WindowedFile.forEachChunk(
            of: location,
            read: read,
            filter: &filter,
            cut: &cut,
            zone: .utc,
            stop: stop
        ) {
            output.append(copying: $0)
        }
        return (output, filter.coverage, location, location.bytesRead + outcome.bytes)
    }

    private static func reader(of bytes: [UInt8]) -> WindowedFile.Read {
        { offset, count, buffer in
            let start = min(max(0, Int(offset)), bytes.count)
            buffer = Array(bytes[start..<min(bytes.count, start + count)])
        }
    }

    @Test(arguments: WindowFixture.Style.allCases, [0, 1, 2])
    func theSearchFindsWhatReadingEverythingFinds(style: WindowFixture.Style, steps: Int) throws {
        for seed in 0..<seeds {
            var generator = SplitMix(seed: seed * 77 + steps)
            let zone = !style.hasOffset ? try #require(TimeZoneName(name: "Asia/Kolkata")) : .utc
            let fixture = WindowFixture.random(
                &generator,
                size: 1_200_000,
                style: style,
                offset: zone == .utc ? 0 : 19_800,
                steps: steps
            )
            let bytes = fixture.bytes
            let format = try #require(WindowFixture.recognise(Array(bytes.prefix(65_536))))
            let limits = WindowedFile.Limits(
                extra: 300_000,
                block: 1_024,
                margin: 16_384,
                blocksPerProbe: 16,
            )
            for _ in 0..<4 {
                let first = fixture.records[generator.below(fixture.records.count)].time
                let window = RecordWindow(since: first, until: first + Int64(generator.below(900)) * 1_000_000_000)
                let expected = fixture.expected(window)
                let result = try run(
                    window,
                    size: Int64(bytes.count),
                    format: format,
                    clock: WindowFixture.clock(zone),
                    limits: limits,
                    read: Self.reader(of: bytes)
                )
                guard result.output == expected else {
                    Issue.record(
                        "seed \(seed): \(result.output.count) for \(expected.count) bytes in \(result.location)"
                    )
                    return
                }
                #expect(result.read <= Int64(expected.count) + limits.extra, "seed \(seed)")
                let coverage = result.coverage
                let all = coverage.bytesKept + coverage.bytesBefore + coverage.bytesAfter + coverage.bytesBetween
                #expect(all == Int64(bytes.count))
            }
        }
    }

    /// A log of 100 GB that exists only as a rule: line `i` is 128 bytes long and written at `time(i)`.
    private struct EndlessLog {
        let lines: Int64
        let time: (Int64) -> Int64

        static let width: Int64 = 128
        var size: Int64 { lines * Self.width }

        func line(_ index: Int64) -> [UInt8] {
            let nanoseconds = time(index)
            let civil = CivilTime(secondsSince1970: nanoseconds / 1_000_000_000)
            let fraction = WindowFixture.pad(Int(nanoseconds % 1_000_000_000) / 100, 7)
            var line = Array("\(civil.date)T\(civil.time).\(fraction)+00:00 [7] info: 29-0103 record \(index) ".utf8)
            line += [UInt8](repeating: 0x2E, count: Int(Self.width) - 1 - line.count) + [0x0A]
            return line
        }

        func read(_ offset: Int64, _ count: Int, _ buffer: inout [UInt8]) {
            let end = min(size, offset + Int64(count))
            buffer = []
            guard offset < end else { return }
            for index in offset / Self.width...(end - 1) / Self.width { buffer += line(index) }
            buffer.removeFirst(Int(offset % Self.width))
            buffer.removeLast(buffer.count - Int(end - offset))
        }
    }

    /// In order; with a clock put back by five minutes inside the window; put back across its beginning.
    @Test(arguments: [(nil, 0), (0, 5), (2, 3)] as [(Int64?, Int64)])
    func ofAHundredGigabytesNoMoreThanAMebibyteBesideTheWindowIsRead(step: Int64?, back: Int64) throws {
        let begin = Self.start * 1_000_000_000
        let minute: Int64 = 60_000_000_000
        // 260 records a second for 35 days.
        let middle = 400_000_000 as Int64
        let since = begin + middle * 3_846_154
        let stepAt = step.map { middle + $0 * 15_600 + 4_000 } ?? .max
        let log = EndlessLog(lines: 781_250_000) { index in
            begin + index * 3_846_154 - (index >= stepAt ? back * minute : 0)
        }
        #expect(log.size == 100_000_000_000)
        let window = RecordWindow(since: since, until: since + minute / 2)
        var read: Int64 = 0
        let format = RecordTimeFormat(shapes: [.amps])
        let result = try run(
            window,
            size: log.size,
            format: format,
            clock: WindowFixture.clock(),
            limits: WindowedFile.Limits()
        ) { offset, count, buffer in
            log.read(offset, count, &buffer)
            read += Int64(buffer.count)
        }
        var expected: [Int64] = []
        for index in middle - 20 * 15_600..<middle + 60 * 15_600 where (since...window.until).contains(log.time(index))
        {
            expected.append(index)
        }
        #expect(result.coverage.recordsKept == expected.count)
        #expect(result.output.count == expected.count * 128)
        // Compared before, since showing how millions of bytes differ takes minutes.
        let isSame = result.output == expected.flatMap { log.line($0) }
        #expect(isSame)
        #expect(read == result.read)
        #expect(read <= Int64(result.output.count) + (1 << 20))
    }

    /// Up to three times near the window a clock is put back, by ten minutes in all, and threads write past one another.
    @Test func clocksPutBackAnywhereNearTheWindowLoseNothing() throws {
        let rate: Int64 = 260
        let middle: Int64 = 400_000_000
        let start = Self.start * 1_000_000_000
        var generator = SplitMix(seed: 99)
        for scenario in 0..<12 {
            var steps: [(at: Int64, back: Int64)] = []
            for _ in 0..<scenario % 4 {
                let back = Int64(2 + generator.below(198)) * 1_000_000_000
                steps.append((middle + Int64(generator.below(1_500) - 900) * rate, back))
            }
            let log = EndlessLog(lines: 781_250_000) { index in
                let shuffled = UInt64(bitPattern: index) &* 0x9E37_79B9_7F4A_7C15 >> 40
                let time = start + (index + Int64(shuffled % 20)) * 3_846_154
                return steps.reduce(time) { $1.at <= index ? $0 - $1.back : $0 } / 100 * 100
            }
            let since = start + middle * 3_846_154 - Int64(generator.below(400)) * 1_000_000_000
            let window = RecordWindow(since: since, until: since + Int64(1 + generator.below(4)) * 1_000_000_000)
            let near = middle - 1_100 * rate..<middle + 1_100 * rate
            let expected = near.reduce(0) { window.contains(RecordTime(log.time($1))) ? $0 + 1 : $0 }
            let result = try run(
                window,
                size: log.size,
                format: RecordTimeFormat(shapes: [.amps]),
                clock: WindowFixture.clock(),
                limits: WindowedFile.Limits(),
                read: log.read
            )
            #expect(result.coverage.recordsKept == expected, "scenario \(scenario): \(steps)")
            #expect(result.read <= Int64(expected) * EndlessLog.width + (1 << 20), "scenario \(scenario): \(steps)")
        }
    }

    /// Where a log was silent, one look shows records of before and after.
    @Test func whatWasWrittenJustBeforeASilenceIsFound() throws {
        var fixture = WindowFixture()
        for index in 0..<6_000 as Range<Int64> {
            let seconds = Self.start + index + index / 100 * 2_000
            let civil = CivilTime(secondsSince1970: seconds)
            let line = "\(civil.date) \(civil.time) INFO record \(index) of a log that is silent at times\n"
            fixture.records.append(.init(time: seconds * 1_000_000_000, bytes: Array(line.utf8)))
        }
        let bytes = fixture.bytes
        for group in stride(from: 0, to: 6_000, by: 100) {
            let window = RecordWindow(since: fixture.records[group].time, until: fixture.records[group + 99].time)
            let result = try run(
                window,
                size: Int64(bytes.count),
                format: RecordTimeFormat(shapes: [.iso]),
                clock: WindowFixture.clock(),
                limits: WindowedFile.Limits(extra: 100_000, block: 1_024, margin: 4_096),
                read: Self.reader(of: bytes)
            )
            let isSame = result.output == fixture.expected(window)
            #expect(isSame)
        }
    }

    @Test func recordsLongerThanABlockDoNotHideTheWindow() throws {
        var fixture = WindowFixture()
        for index in 0..<60 as Range<Int64> {
            let civil = CivilTime(secondsSince1970: Self.start + index * 60)
            let body = [UInt8](repeating: 0x61, count: index % 7 == 3 ? 400_000 : 20_000)
            let line = Array("\(civil.date) \(civil.time) ".utf8) + body + [0x0A]
            fixture.records.append(.init(time: (Self.start + index * 60) * 1_000_000_000, bytes: line))
        }
        let bytes = fixture.bytes
        for first in stride(from: 0, to: 55, by: 6) {
            let window = RecordWindow(since: fixture.records[first].time, until: fixture.records[first + 4].time)
            let result = try run(
                window,
                size: Int64(bytes.count),
                format: RecordTimeFormat(shapes: [.iso]),
                clock: WindowFixture.clock(),
                limits: WindowedFile.Limits(),
                read: Self.reader(of: bytes)
            )
            let isSame = result.output == fixture.expected(window)
            #expect(isSame)
        }
    }

    @Test func strayTimesDoNotMisleadTheSearch() throws {
        var generator = SplitMix(seed: 5)
        var fixture = WindowFixture.random(
            &generator,
            size: 1_000_000,
            style: .amps,
            isDisordered: false
        )
        for index in fixture.records.indices where generator.below(40) == 0 {
            let year = generator.below(2) == 0 ? "1999" : "2099"
            let text = "\(year)-01-01T00:00:00.0000000+00:00 [1] info: 00-0000 stray\n"
            let time = try TimeExpression.parse("\(year)-01-01T00:00:00Z", now: 0, zone: .utc) * 1_000_000_000
            fixture.records[index] = .init(time: time, bytes: Array(text.utf8))
        }
        let bytes = fixture.bytes
        let limits = WindowedFile.Limits(extra: 200_000, block: 1_024, margin: 16_384)
        for part in 1..<8 {
            let first = Self.start * 1_000_000_000 + Int64(part) * 1_000_000_000_000
            let window = RecordWindow(since: first, until: first + 300_000_000_000)
            let result = try run(
                window,
                size: Int64(bytes.count),
                format: RecordTimeFormat(shapes: [.amps]),
                clock: WindowFixture.clock(),
                limits: limits,
                read: Self.reader(of: bytes)
            )
            let isSame = result.output == fixture.expected(window)
            #expect(isSame)
        }
    }

    @Test func aFileFilledUpWithNULsIsReadToItsContentOnly() throws {
        let scratch = try Scratch()
        var generator = SplitMix(seed: 9)
        let fixture = WindowFixture.random(&generator, size: 2_000_000, style: .amps)
        let bytes = fixture.bytes
        let path = try scratch.write(bytes, to: "sparse.log")
        try scratch.shell("truncate -s 20G sparse.log")
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        var calls = 0
        let last = try #require(fixture.records.last)
        let window = RecordWindow(since: last.time - 30_000_000_000, until: nil)
        let result = try run(
            window,
            size: 20 << 30,
            format: RecordTimeFormat(shapes: [.amps]),
            clock: WindowFixture.clock(),
            limits: WindowedFile.Limits()
        ) { offset, count, buffer in
            calls += 1
            buffer = try file.read(count: count, at: offset, path: path)
        }
        #expect(result.output == fixture.expected(window))
        #expect(result.coverage.paddingBytes == 20 << 30 - Int64(bytes.count))
        #expect(result.read < (1 << 20) + Int64(result.output.count))
        #expect(calls < 120)
    }

    @Test func aFileThatShrinksIsReadAsFarAsItGoes() throws {
        var generator = SplitMix(seed: 11)
        let fixture = WindowFixture.random(
            &generator,
            size: 1_500_000,
            style: .amps,
            isDisordered: false
        )
        let bytes = fixture.bytes
        let half = Array(bytes.prefix(700_000))
        let window = RecordWindow(since: fixture.records[0].time, until: nil)
        let result = try run(
            window,
            size: Int64(bytes.count),
            format: RecordTimeFormat(shapes: [.amps]),
            clock: WindowFixture.clock(),
            limits: WindowedFile.Limits(),
            read: Self.reader(of: half)
        )
        #expect(result.output == half)
    }

    @Test func ofAWindowThatIsTooLargeOnlyTheTwoEndsAreRead() throws {
        let log = EndlessLog(lines: 781_250_000) { Self.start * 1_000_000_000 + $0 * 3_846_154 }
        var read: Int64 = 0
        var limits = WindowedFile.Limits()
        limits.room = WindowRoom(300_000, of: nil)
        let result = try run(
            RecordWindow(since: nil, until: nil),
            size: log.size,
            format: RecordTimeFormat(shapes: [.amps]),
            clock: WindowFixture.clock(),
            limits: limits
        ) { offset, count, buffer in
            log.read(offset, count, &buffer)
            read += Int64(buffer.count)
        }
        #expect(read < 2 << 20)
        #expect(result.output.starts(with: log.line(0) + log.line(1)))
        #expect(result.output.suffix(256).elementsEqual(log.line(781_249_998) + log.line(781_249_999)))
        let marker = try #require(result.output.split(separator: 0x0A).first { $0.starts(with: "[supportkit: ".utf8) })
        let before = Int64(marker.startIndex) / 128
        let after = Int64(result.output.count - marker.endIndex) / 128
        #expect((before + after) * 128 > 295_000 && (before + after) * 128 <= 300_000)
        let texts = [before, log.lines - after].map { Timestamp.text(log.time($0) / 1_000_000_000) }
        let bytes = WindowFixture.grouped(Int((log.lines - before - after) * 128))
        let expected = "[supportkit: \(bytes) bytes from \(texts[0]) to \(texts[1]) were left out here]"
        #expect(String(decoding: marker, as: UTF8.self) == expected)
    }

    /// The seconds of an endless log, of 33 KB each, that are in what passed, and the lines about the others.
    private func passed(
        _ window: IncidentWindow,
        room: Int64,
        lines: Int64 = 781_250_000,
        stop: () -> String? = { nil }
    ) throws -> (seconds: [Int64], marks: [String], bytes: Int) {
        let log = EndlessLog(lines: lines) { Self.start * 1_000_000_000 + $0 * 3_846_154 }
        var limits = WindowedFile.Limits()
        limits.room = WindowRoom(room, of: window)
        limits.lastBytes = 64 << 10
        let result = try run(
            RecordWindow(window),
            size: log.size,
            format: RecordTimeFormat(shapes: [.amps]),
            clock: WindowFixture.clock(),
            limits: limits,
            stop: stop,
            read: log.read
        )
        #expect(result.location.bytesRead < 1 << 20)
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        var seconds: [Int64] = []
        for line in lines where !line.hasPrefix("[supportkit: ") {
            #expect(line.utf8.count == EndlessLog.width - 1)
            let second = try TimeExpression.parse(String(line.prefix(19)), now: 0, zone: .utc) - Self.start
            if seconds.last != second { seconds.append(second) }
        }
        return (seconds, lines.filter { $0.hasPrefix("[supportkit: ") }.map(String.init), result.output.count)
    }

    private func window(_ since: Int64, _ until: Int64, length: Int64? = nil, middle: Int64? = nil) -> IncidentWindow {
        IncidentWindow(
            since: Self.start + since,
            until: length == nil ? Self.start + until : nil,
            zone: .utc,
            defaultLength: length,
            middle: middle.map { Self.start + $0 }
        )
    }

    /// From some KB, for which a file of 1 MiB is large, to some MB.
    @Test(arguments: [6_000, 40_000, 400_000, 5_000_000] as [Int64])
    func withLittleRoomTheMomentAskedForIsKept(room: Int64) throws {
        for (lines, moment) in [(781_250_000, 1_500_000), (8_000, 14)] as [(Int64, Int64)] {
            guard lines * EndlessLog.width > room else { continue }
            let result = try passed(
                window(moment - 1_800, moment + 1_800, middle: moment),
                room: room,
                lines: lines
            )
            let first = try #require(result.seconds.first)
            let last = try #require(result.seconds.last)
            #expect(first <= moment && last >= moment, "\(first) \(last)")
            #expect(abs(moment - first - (last - moment)) <= 2, "\(first) \(last)")
            #expect(Int64(result.bytes) <= room + 300 && Int64(result.bytes) > room - 5_000)
            #expect(result.marks.count == 2)
        }
    }

    @Test func ofAWindowThatWasOpenedBackwardsTheEndIsWorthMost() throws {
        // 16.7 KB a second are written up to second 61,538.
        let result = try passed(window(58_000, 0, length: 3_600), room: 4_000_000, lines: 16_000_000)
        let gap = try #require(zip(result.seconds, result.seconds.dropFirst()).first { $1 - $0 > 1 })
        #expect((29...31).contains(gap.0 - 58_000), "\(gap)")
        #expect((89...91).contains(61_538 - gap.1), "\(gap)")
        #expect(result.marks.count == 1)
    }

    @Test func whatWasWrittenLastIsThereWhenTheTimeIsUp() throws {
        var asked = 0
        let result = try passed(window(1_000, 4_600), room: .max) {
            asked += 1
            return asked > 4 ? "time is up" : nil
        }
        #expect(result.seconds.first == 1_000)
        #expect(result.seconds.last == 4_600)
        #expect(result.marks.count == 1 && result.bytes < 2 << 20)
    }

    /// A record of 100 bytes.
    private static func record(_ second: Int64) -> [UInt8] {
        let time = Timestamp.text(start + second).prefix(19)
        let line = "\(time) record \(second) "
        return Array((line + String(repeating: ".", count: 99 - line.utf8.count) + "\n").utf8)
    }

    private func cut(
        _ bytes: [UInt8],
        _ since: Int64,
        _ until: Int64,
        room: WindowRoom? = nil
    ) throws -> (output: [UInt8], location: WindowedFile.Location) {
        var limits = WindowedFile.Limits()
        limits.room = room
        let window = RecordWindow(IncidentWindow(since: Self.start + since, until: Self.start + until, zone: .utc))
        let result = try run(
            window,
            size: Int64(bytes.count),
            format: RecordTimeFormat(shapes: [.iso]),
            clock: WindowFixture.clock(),
            limits: limits,
            read: Self.reader(of: bytes)
        )
        return (result.output, result.location)
    }

    @Test func nulsInTheMiddleAreNotTheEnd() throws {
        let nuls = [UInt8](repeating: 0, count: 400_000)
        let bytes =
            (0..<20_000).flatMap { Self.record($0) } + nuls + (20_000..<40_000).flatMap { Self.record($0) }
            + nuls.prefix(4_096)
        let expected = (30_000...35_000).flatMap { Self.record($0) }
        #expect(try cut(bytes, 30_000, 35_000).output == expected)
    }

    @Test func aClockPutBackForHoursNearTheEndIsSeen() throws {
        let first = (0..<60_000).flatMap { Self.record($0) }
        let again = (50_000..<51_500).flatMap { Self.record($0) }
        let result = try cut(first + again, 50_100, 50_200)
        let once = (50_100...50_200).flatMap { Self.record($0) }
        #expect(result.output == once + once)
    }

    /// All within less than ten minutes, small and large.
    @Test(arguments: [400, 30_000])
    func aLogWithTheNewestRecordFirstIsReadWhole(count: Int) throws {
        let records = (0..<count).map { Self.record(Int64($0 * 500 / count)) }
        let bytes = records.reversed().flatMap(\.self)
        let expected = records.reversed().filter { $0[17..<19].elementsEqual("07".utf8) }
        let result = try cut(bytes, 0, 600)
        #expect(result.output == bytes)
        let part = try cut(bytes, 100, 200).output
        #expect(part.count > count * 19 && part.count < count * 21 && !expected.isEmpty)
    }

    /// A record far longer than a look reaches, wherever the part that is kept begins or ends.
    @Test(arguments: [14_000, 17_000, 18_000, 19_000] as [Int64])
    func aLongRecordWhereTheRoomEndsTakesNothingWithIt(place: Int64) throws {
        let dump = Array(String(repeating: "  at some.place(Class.java:10)\n", count: 5_000).utf8)
        let bytes =
            (0..<place).flatMap { Self.record($0) } + dump + (place..<43_000).flatMap { Self.record($0) }
        let room = WindowRoom(
            360_000,
            of: IncidentWindow(since: Self.start, until: Self.start, zone: .utc, middle: Self.start + 18_000)
        )
        let result = try cut(bytes, 16_200, 19_800, room: room)
        #expect(result.output.count > 150_000 && result.output.count < 530_000, "\(result.output.count)")
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        let isWhole = lines.allSatisfy { $0.utf8.count == 99 || $0.hasPrefix("  at ") || $0.hasPrefix("[supportkit: ") }
        #expect(isWhole && lines.contains { $0.contains(" record 18000 ") })
        let ends = try cut(bytes, 16_200, 19_800, room: WindowRoom(360_000, of: nil)).output
        let text = String(decoding: ends, as: UTF8.self)
        #expect(text.contains(" record 16201 ") && text.contains(" record 19799 "))
    }

    /// A log without offsets through the hour that comes twice: nothing of the window is lost, and what is kept beside it
    /// has a reading in it.
    @Test func theHourThatComesTwiceIsFoundWithoutOffsets() throws {
        let zone = try #require(TimeZoneName(name: "America/New_York"))
        let format = RecordTimeFormat(shapes: [.tomcat])
        let begin = try TimeExpression.parse("2025-11-02T04:00:00Z", now: 0, zone: .utc)
        var generator = SplitMix(seed: 3)
        var fixture = WindowFixture()
        var now = begin * 1_000
        while now < (begin + 4 * 3_600) * 1_000 {
            now += Int64(1 + generator.below(2_400))
            let civil = CivilTime(secondsSince1970: now / 1_000 + Int64(zone.offset(at: now / 1_000)))
            let text = "02-Nov-2025 \(civil.time).\(WindowFixture.pad(Int(now % 1_000), 3)) INFO [main] record \(now)\n"
            fixture.records.append(.init(time: now * 1_000_000, bytes: Array(text.utf8)))
        }
        let bytes = fixture.bytes
        let limits = WindowedFile.Limits(extra: 120_000, block: 1_024, margin: 8_192)
        for quarter in 0..<14 as Range<Int64> {
            let since = (begin + 900 * quarter) * 1_000_000_000
            let window = RecordWindow(since: since, until: since + 600_000_000_000)
            let result = try run(
                window,
                size: Int64(bytes.count),
                format: format,
                clock: WindowFixture.clock(zone),
                limits: limits,
                read: Self.reader(of: bytes)
            )
            let kept = Set(result.output.split(separator: 0x0A).map { Array($0) + [0x0A] })
            let hour: Int64 = 3_600_000_000_000
            for record in fixture.records {
                let isInside = (window.since...window.until).contains(record.time)
                let isKept = kept.contains(record.bytes)
                #expect(!isInside || isKept)
                let readings = [record.time - hour, record.time, record.time + hour]
                #expect(!isKept || readings.contains { (window.since...window.until).contains($0) })
            }
            let isFold = (4...11).contains(quarter)
            #expect(isFold || kept.count == fixture.expected(window).split(separator: 0x0A).count)
        }
    }
}
