@testable import SupportKit
import Testing

@Suite struct MiddleCutTests {
    /// 2026-11-21T00:00:00Z.
    private static let start: Int64 = 1_795_219_200

    private static func record(_ second: Int) -> [UInt8] {
        Array("\(Timestamp.text(start + Int64(second)).prefix(19)) record \(second)\n".utf8)
    }

    private func cut(_ bytes: [UInt8], to limit: Int64, around second: Int64, piece: Int = .max) throws -> (
        output: [UInt8], cut: MiddleCut
    ) {
        var cut = MiddleCut(
            bytes: limit,
            moment: (Self.start + second) * RecordWindow.second,
            scan: RecordScan(format: RecordTimeFormat(shapes: [.iso]), clock: WindowFixture.clock()),
            zone: .utc
        )
        var output: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = start + min(bytes.count - start, piece)
            try cut.consume(bytes.span.extracting(start..<end)) { output.append(copying: $0) }
            start = end
        }
        try cut.finish { output.append(copying: $0) }
        return (output, cut)
    }

    @Test func theRecordsAroundTheMomentStayWithALineOnBothSides() throws {
        let bytes = (100..<900).flatMap { Self.record($0) }
        let size = Self.record(100).count
        let result = try cut(bytes, to: Int64(size * 20), around: 500)
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        #expect(
            lines.first.map(String.init)
                == "[supportkit: \(WindowFixture.grouped(390 * size)) bytes from 2026-11-21T00:01:40Z to "
                + "2026-11-21T00:08:10Z were left out here]"
        )
        #expect(lines[1].hasSuffix(" record 490") && lines[lines.count - 2].hasSuffix(" record 509"))
        #expect(
            lines.last?.hasSuffix(" bytes from 2026-11-21T00:08:30Z to 2026-11-21T00:14:59Z were left out here]")
                == true
        )
        #expect(result.cut.omitted == Int64(780 * size))
        #expect(result.cut.kept?.first == (Self.start + 490) * RecordWindow.second)
        #expect(result.cut.kept?.last == (Self.start + 509) * RecordWindow.second)
        for piece in [1, 7, 1_000] {
            #expect(try cut(bytes, to: Int64(size * 20), around: 500, piece: piece).output == result.output)
        }
    }

    @Test func whatFitsIsNotTouched() throws {
        let bytes = (0..<50).flatMap { Self.record($0) }
        for moment in [-100, 0, 25, 49, 500] as [Int64] {
            let result = try cut(bytes, to: Int64(bytes.count) * 2, around: moment)
            #expect(result.output == bytes && result.cut.omitted == 0, "\(moment)")
        }
    }

    @Test func aMomentOutsideTheLogKeepsTheNearerEnd() throws {
        let bytes = (0..<500).flatMap { Self.record($0) }
        let early = String(decoding: try cut(bytes, to: 2_000, around: -100).output, as: UTF8.self)
        #expect(early.hasPrefix("2026-11-21 00:00:00") || early.hasPrefix("2026-11-21T00:00:00"))
        let late = String(decoding: try cut(bytes, to: 2_000, around: 900).output, as: UTF8.self)
        #expect(late.hasPrefix("[supportkit: ") && late.hasSuffix(" record 499\n"))
    }
}
