import Testing

@testable import SupportKit

@Suite struct LogDigestTests {
    private static let events = EventProfile(
        marks: [
            .init(kind: .error, text: " error: "), .init(kind: .error, text: " critical: "),
            .init(kind: .start, text: " 00-0015 "), .init(kind: .crash, text: " 01-0022 "),
        ],
        identifier: "[0-9A-F][0-9A-F]-[0-9][0-9][0-9][0-9]"
    )
    private static let log = """
        2026-11-21T01:10:00.0000000+00:00 [1] info: 00-0015 AMPS initialization completed (0 seconds).
        2026-11-21T01:12:00.0000000+00:00 [6] error: 07-0042 disconnecting an unresponsive client: a
              a second line with error: 99-9999 is none
        2026-11-21T01:13:00.0000000+00:00 [6] error: 70-0004 client[b] is not consuming messages
        2026-11-21T01:14:00.0000000+00:00 [6] error: 07-0042 disconnecting an unresponsive client: c
        2026-11-21T01:15:00.0000000+00:00 [6] info: 07-0013 client[\(String(repeating: "x", count: 90)) error: 1] gone
        2026-11-21T01:16:00.0000000+00:00 [6] critical: 01-0022 wrote a minidump to: /tmp/a.dmp

        """

    private func digest(_ texts: [String], piece: Int = .max, events: EventProfile = events) throws -> LogDigest {
        var digest = try #require(LogDigest(events, zone: .utc, around: 1_795_226_400))
        for (index, text) in texts.enumerated() {
            digest.begin("logs/\(index).log", modified: 1_795_226_400)
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: min(piece, max(1, bytes.count))) {
                digest.consume(Array(bytes[start..<min(bytes.count, start + min(piece, bytes.count))]).span)
            }
            digest.end()
        }
        return digest
    }

    @Test(arguments: [1, 7, 64, 1_000, Int.max]) func theSameHoweverTheLogIsCut(_ piece: Int) throws {
        let digest = try digest([Self.log], piece: piece)
        #expect(
            digest.errorLines == [
                "5 in 1 log; a record that two logs have is counted twice",
                "first: 2026-11-21T01:12:00Z error: 07-0042 disconnecting an unresponsive client: a (logs/0.log)",
                "2 x error: 07-0042 disconnecting an unresponsive client: a; first 2026-11-21T01:12:00Z, last 2026-11-21T01:14:00Z",
                "1 x error: 70-0004 client[b] is not consuming messages; 2026-11-21T01:13:00Z",
                "1 x critical: 01-0022 wrote a minidump to: /tmp/a.dmp; 2026-11-21T01:16:00Z",
                "1 x error: 99-9999 is none",
            ]
        )
        #expect(
            digest.eventLines == [
                "start: 2026-11-21T01:10:00Z 00-0015 AMPS initialization completed (0 seconds). (logs/0.log)",
                "sign of a crash: 2026-11-21T01:16:00Z 01-0022 wrote a minidump to: /tmp/a.dmp (logs/0.log)",
            ]
        )
    }

    @Test func theEarliestIsFirstWhicheverLogIsReadFirst() throws {
        let early = "2026-11-21T00:59:00Z [6] error: 02-0007 earlier\n"
        let digest = try digest([Self.log, early, Self.log])
        #expect(digest.errorLines[1] == "first: 2026-11-21T00:59:00Z error: 02-0007 earlier (logs/1.log)")
        // What two logs have happened once.
        #expect(digest.eventLines.count == 2)
    }

    @Test func errorsWithoutNumbersAreToldApartByTheirWords() throws {
        let marks = EventProfile(marks: [.init(kind: .error, text: " SEVERE [")])
        let lines = (0..<30).map { "21-Nov-2026 01:45:\($0 + 10).123 SEVERE [exec-\($0)] Cannot serve request \($0)\n" }
        let digest = try digest([lines.joined()], events: marks)
        #expect(digest.errorLines.count == 3)
        #expect(
            digest.errorLines[2].hasPrefix("30 x SEVERE [exec-0] Cannot serve request 0; first 2026-11-21T01:45:10Z")
        )
    }

    @Test func memoryIsBounded() throws {
        let many = (0..<2_000).map { index in
            let number = String(index + 0x1000, radix: 16, uppercase: true)
            return "2026-11-21T01:12:00Z [6] error: \(number.prefix(2))-\(1_000 + index) x \(Self.word(index)) error\n"
                + "2026-11-21T01:\(10 + index % 50):00Z [1] info: 00-0015 start \(index)\n"
        }
        let digest = try digest([many.joined() + String(repeating: "y", count: 100_000)])
        #expect(digest.errorLines.first?.hasPrefix("2000 in 1 log") == true)
        #expect(digest.errorLines.last?.hasSuffix(" x other errors") == true)
        #expect(digest.errorLines.count <= LogDigest.shownGroups + 3)
        #expect(digest.eventLines.count == LogDigest.shownEvents + 1)
        #expect(digest.eventLines.first == "1988 more are in the logs")
    }

    private static func word(_ index: Int) -> String {
        String(index, radix: 36).map { $0.isNumber ? "z" : String($0) }.joined()
    }

    @Test func nothingIsSaidWithoutMarksOrLogs() throws {
        #expect(LogDigest(EventProfile(), zone: .utc, around: 0) == nil)
        #expect(try digest([]).errorLines.isEmpty)
        #expect(try digest(["all is well\n"]).errorLines == ["none in 1 log"])
    }
}
