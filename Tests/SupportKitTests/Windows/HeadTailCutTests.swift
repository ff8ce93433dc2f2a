@testable import SupportKit
import Testing

@Suite struct HeadTailCutTests {
    private static let format = RecordTimeFormat(shapes: [.iso])

    private func cut(_ bytes: [UInt8], to limit: Int64, pieces: (Int) -> Int = { _ in .max }) throws -> (
        output: [UInt8], omitted: Int64
    ) {
        var cut = HeadTailCut(
            bytes: limit,
            scan: RecordScan(format: Self.format, clock: WindowFixture.clock()),
            zone: .utc
        )
        var output: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = start + min(bytes.count - start, max(1, pieces(start)))
            try cut.consume(bytes.span.extracting(start..<end)) { output.append(copying: $0) }
            start = end
        }
        try cut.finish { output.append(copying: $0) }
        return (output, cut.omitted)
    }

    private static func records(_ count: Int) -> [[UInt8]] {
        (0..<count).map {
            Array(
                "2026-11-21 01:\(WindowFixture.pad($0 / 60, 2)):\(WindowFixture.pad($0 % 60, 2)) record\n  and more\n"
                    .utf8
            )
        }
    }

    @Test func whatFitsIsNotTouched() throws {
        let bytes = Array(Self.records(20).joined())
        for limit in [bytes.count, bytes.count + 1, 1 << 20] {
            let result = try cut(bytes, to: Int64(limit))
            #expect(result.output == bytes)
            #expect(result.omitted == 0)
        }
    }

    @Test func headAndTailAreWholeRecordsWithALineBetween() throws {
        let records = Self.records(100)
        let bytes = Array(records.joined())
        let size = records[0].count
        let result = try cut(bytes, to: Int64(size * 20 + 5))
        let marker =
            "[supportkit: \(WindowFixture.grouped(size * 80)) bytes "
            + "from 2026-11-21T01:00:10Z to 2026-11-21T01:01:30Z were left out here]\n"
        #expect(result.output == Array(records[..<10].joined()) + Array(marker.utf8) + Array(records[90...].joined()))
        #expect(result.omitted == Int64(size * 80))
    }

    @Test func theSameBytesGiveTheSameCutInAnyPieces() throws {
        for seed in 0..<6 {
            var generator = SplitMix(seed: seed)
            let bytes = WindowFixture.random(&generator, size: 200_000, style: .tomcat).bytes
            let limit = Int64(generator.below(190_000))
            var cutting = HeadTailCut(
                bytes: limit,
                scan: RecordScan(format: RecordTimeFormat(shapes: [.tomcat]), clock: WindowFixture.clock()),
                zone: .utc
            )
            var whole: [UInt8] = []
            try cutting.consume(bytes.span) { whole.append(copying: $0) }
            try cutting.finish { whole.append(copying: $0) }
            for size in [1, 50, 70_000] {
                var other = HeadTailCut(
                    bytes: limit,
                    scan: RecordScan(format: RecordTimeFormat(shapes: [.tomcat]), clock: WindowFixture.clock()),
                    zone: .utc
                )
                var output: [UInt8] = []
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + 1 + generator.below(size))
                    try other.consume(bytes.span.extracting(start..<end)) { output.append(copying: $0) }
                    start = end
                }
                try other.finish { output.append(copying: $0) }
                guard output == whole else {
                    Issue.record("seed \(seed), limit \(limit), pieces of \(size)")
                    return
                }
            }
            let marker = Array("[supportkit: ".utf8)
            let places = whole.indices.filter { whole[$0...].starts(with: marker) }
            #expect(places.count == 1)
            #expect(whole.count <= Int(limit) + 120)
            #expect(cutting.omitted + Int64(whole.count) >= Int64(bytes.count))
        }
    }

    @Test func aSingleLineLargerThanAllowedIsCutAndStillSaysSo() throws {
        let bytes = Array("2026-11-21 01:00:00 ".utf8) + [UInt8](repeating: 0x78, count: 10_000)
        let result = try cut(bytes, to: 100)
        let text = String(decoding: result.output, as: UTF8.self)
        #expect(text.contains("[supportkit: "))
        #expect(result.omitted > 9_000)
        let nothing = try cut(bytes, to: 0)
        #expect(
            String(decoding: nothing.output, as: UTF8.self)
                == "[supportkit: 10,020 bytes from 2026-11-21T01:00:00Z were left out here]\n"
        )
    }
}
