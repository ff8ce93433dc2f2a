@testable import SupportKit
import Testing

@Suite struct RecordFilterTests {
    private static let texts = [" trace: 12-", " trace: 17-"]

    private func filter(
        _ bytes: [UInt8],
        texts: [String] = texts,
        pieces: (Int) -> Int = { _ in .max }
    ) throws -> (output: [UInt8], omitted: Int) {
        var filter = RecordFilter(texts: texts)
        var output: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + min(bytes.count, pieces(start)))
            try filter.consume(bytes.span.extracting(start..<end)) { output.append(copying: $0) }
            start = end
        }
        try filter.finish { output.append(copying: $0) }
        return (output, filter.omitted)
    }

    private static let remark = " [supportkit: message data left out]\n"

    @Test(
        arguments: [
            ("", "", 0), ("no date\n", "no date\n", 0),
            ("2026-11-21 info: 00-0001 x\n", "2026-11-21 info: 00-0001 x\n", 0),
            ("2026-11-21 trace: 12-0010 secret\n", "2026-11-21 trace: 12-0010\(remark)", 1),
            ("2026-11-21 trace: 17-0001 secret", "2026-11-21 trace: 17-0001\(remark)", 1),
            ("2026-11-21 trace: 12-0010\n", "2026-11-21 trace: 12-0010\(remark)", 1),
            ("2026-11-21 trace: 12-\n", "2026-11-21 trace: 12-\(remark)", 1),
            ("2026-11-21 trace: 12-1 a\r\n", "2026-11-21 trace: 12-1\(remark)", 1),
            (
                "2026-11-21 trace: 12-1 a\nmore\n\n  yet more\n2026-11-21 info: b\nstays\n",
                "2026-11-21 trace: 12-1\(remark)2026-11-21 info: b\nstays\n", 1
            ),
            (
                "2026-11-21 trace: 12-1 a\n2026-11-21 trace: 17-2 b\n2026-11-22 trace: 13-3 c\n",
                "2026-11-21 trace: 12-1\(remark)2026-11-21 trace: 17-2\(remark)2026-11-22 trace: 13-3 c\n", 2
            ),
            ("begins without date trace: 12-1 a\nb\n", "begins without date trace: 12-1 a\nb\n", 0),
            ("2026-11-2 trace: 12-1 a\n", "2026-11-2 trace: 12-1 a\n", 0),
            ("2026/11/21 trace: 12-1 a\n", "2026/11/21 trace: 12-1 a\n", 0),
            ("2026-11-21 a\n2026-11-21 trace: 12-1 b\ntail", "2026-11-21 a\n2026-11-21 trace: 12-1\(remark)", 1),
        ] as [(String, String, Int)]
    )
    func recordsWithMessageDataAreCut(text: String, expected: String, omitted: Int) throws {
        let result = try filter(Array(text.utf8))
        #expect(String(decoding: result.output, as: UTF8.self) == expected)
        #expect(result.omitted == omitted)
    }

    @Test func withoutTextsEverythingPasses() throws {
        let bytes = Array("2026-11-21 trace: 12-1 a\n\0\u{1}\r\n".utf8) + [0xFF, 0xFE]
        #expect(try filter(bytes, texts: []).output == bytes)
    }

    @Test func theOutputDoesNotDependOnTheChunks() throws {
        var numbers = SystemRandomNumberGenerator()
        let parts = [
            "2026-11-21", "T01:00:00 ", "info: ", " trace: 12-", " trace: 17-0001", " trace: ", "12-", "\n", "\r\n",
            "\n\n",
            "text ", "2026", "-", "é", "\0", "2026-11-21 trace: 12-9 x\n",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0..<60, using: &numbers)).map { _ in
                parts.randomElement(using: &numbers) ?? ""
            }
            .joined()
            let bytes = Array(text.utf8)
            let whole = try filter(bytes)
            for size in [1, 2, 3, 7] {
                let cut = try filter(bytes) { _ in size }
                #expect(cut.output == whole.output, "\(text.debugDescription) in pieces of \(size)")
                #expect(cut.omitted == whole.omitted)
            }
            let cut = try filter(bytes) { _ in Int.random(in: 1...20, using: &numbers) }
            #expect(cut.output == whole.output, "\(text.debugDescription)")
        }
    }

    /// Lines longer than what is kept in memory are the only ones that can tell chunks apart.
    @Test(arguments: [60_000, 65_520, 65_536, 100_000, 250_000])
    func longLinesDoNotDependOnTheChunksEither(length: Int) throws {
        let bytes =
            Array("2026-11-21 ".utf8) + [UInt8](repeating: 0x61, count: length)
            + Array(" trace: 12-0001 secret\nmore\n2026-11-21 next\n".utf8)
        let whole = try filter(bytes)
        for size in [1_000, 4_096, 65_536, 262_144] {
            let cut = try filter(bytes) { _ in size }
            let isSame = cut.omitted == whole.omitted && cut.output == whole.output
            #expect(isSame, "in pieces of \(size)")
        }
    }

    @Test func aLongRecordIsLeftOutToItsEnd() throws {
        let bytes =
            Array("2026-11-21 trace: 12-1 ".utf8) + [UInt8](repeating: 0x62, count: 500_000)
            + Array("\n2026-11-21 info: next\n".utf8)
        let result = try filter(bytes) { _ in 65_000 }
        #expect(
            String(decoding: result.output, as: UTF8.self)
                == "2026-11-21 trace: 12-1\(Self.remark)2026-11-21 info: next\n"
        )
    }
}
