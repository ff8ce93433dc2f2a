@testable import SupportKit
import Testing

@Suite struct ArtifactRecordsTests {
    private static func record(_ number: Int, _ outcome: ArtifactOutcome = .collected) -> ArtifactRecord {
        ArtifactRecord(
            path: "logs/var/log/\(number / 100)/é\(number).log",
            source: number % 7 == 3 ? "journalctl -u \(number)" : "/var/log/\(number / 100)/é\(number).log",
            category: "logs",
            collector: number % 2 == 0 ? "files" : "logs",
            required: number % 3 == 0,
            outcome: outcome,
            reason: number % 5 == 0 ? "" : number % 5 == 1 ? "reason \(number)" : nil,
            bytes: number % 4 == 0 ? nil : Int64(number) << 33,
            sourceBytes: number % 6 == 0 ? nil : Int64(number),
            sha256: number % 4 == 0 ? nil : String(repeating: "0f", count: 31) + "a\(number % 10)",
            mode: number % 2 == 0 ? "0640" : nil,
            owner: number % 2 == 0 ? "amps:amps" : nil,
            modified: number % 3 == 1 ? nil : Timestamp.text(Int64(number) * 1_000_003),
            window: number % 9 == 2 ? CoveredWindow(since: nil, until: "2026", complete: number % 2 == 0) : nil,
            redactions: number % 11,
            milliseconds: number
        )
    }

    @Test func rowsComeBackAsTheyWere() {
        let rows = (0..<5_000).map { Self.record($0, ArtifactOutcome.allCases[$0 % ArtifactOutcome.allCases.count]) }
        let records = ArtifactRecords(rows)
        #expect(records.count == rows.count && Array(records) == rows)
        #expect(Array(ArtifactRecords()).isEmpty)
    }

    @Test func whatIsNotSimplyCollectedIsNotable() {
        let rows = (0..<300).map { Self.record($0, $0 % 10 == 0 ? .partial : $0 % 10 == 1 ? .empty : .collected) }
        let notable = Array(ArtifactRecords(rows).notable)
        #expect(notable == rows.filter { $0.window != nil || $0.outcome == .partial })
        #expect(!notable.isEmpty && notable.count < rows.count)
    }

    @Test func whatIsStoredIsAddedUp() {
        let rows = (0..<300).map { Self.record($0) }
        let records = ArtifactRecords(rows)
        let stored = rows.filter(\.isStored)
        #expect(records.storedCount == stored.count)
        #expect(records.totals["logs"]?.bytes == stored.compactMap(\.bytes).reduce(0, +))
        #expect(Array(records.stored { $0.last == UInt8(ascii: "g") }) == stored)
        #expect(Array(records.stored { $0 == Array(rows[1].path.utf8) }) == [rows[1]])
        #expect(records.hasCollector("files") && !records.hasCollector("version"))
    }
}
