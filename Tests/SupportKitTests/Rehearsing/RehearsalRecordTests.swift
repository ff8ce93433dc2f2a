import SystemPackage
import TestSupport
import Testing

@testable import SupportKit

/// Records: what they say of readiness, how many are kept, and when they no longer count.
@Suite struct RehearsalRecordTests {
    private static let now: Int64 = 1_763_700_000

    @Test func aRecordOfTodayByTheSameUserNeedsNoWarning() throws {
        let state = try ScratchDirectory()
        let history = RehearsalHistory(directory: FilePath(state.path))
        _ = try history.add(Self.record())
        #expect(warning(state) == nil)
        #expect(warning(state, now: Self.now + RehearsalRecord.oldAge) == nil)
        #expect(warning(state, now: Self.now + 91 * 86_400)?.contains("is 91 days old") == true)
        #expect(warning(state, user: "other")?.contains("was by another user (amps)") == true)
        #expect(warning(state, version: "5.3.5.1")?.contains("from version 5.3.4.112 to 5.3.5.1") == true)
        #expect(warning(state, version: nil) == nil)
        #expect(warning(state, instance: "b")?.hasPrefix("amps b was never rehearsed here") == true)
    }

    @Test func aRecordThatIsNotReadyIsAWarning() throws {
        let state = try ScratchDirectory()
        let record = Self.record(verdicts: [Self.verdict("logs", .notYet), Self.verdict("statistics", .ready)])
        _ = try RehearsalHistory(directory: FilePath(state.path)).add(record)
        #expect(record.readiness.hasPrefix("NOT READY: 1 of 2 required artifacts cannot be had"))
        #expect(warning(state)?.contains("ended NOT READY (logs)") == true)
    }

    @Test func theLastTwentyRecordsAreKept() throws {
        let state = try ScratchDirectory()
        let history = RehearsalHistory(directory: FilePath(state.path("deep/er")))
        for number in 0..<23 { _ = try history.add(Self.record(version: "1.0.0.\(number)")) }
        _ = try history.add(Self.record(instance: "b/c"))
        let records = try history.records(product: "amps", instance: "a")
        #expect(records.count == 20 && records.first?.productVersion == "1.0.0.3")
        #expect(records.last?.productVersion == "1.0.0.22")
        #expect(try history.all().map(\.count) == [20, 1])
        #expect(try history.all(product: "tomcat").isEmpty)
        #expect(state.names(in: "deep/er/rehearsals") == ["amps+a.json", "amps+b%2fc.json"])
    }

    @Test func aComparisonNamesWhatStagingHadAndProductionRefuses() {
        let staging = Self.record(verdicts: [Self.verdict("logs", .ready), Self.verdict("statistics", .notYet)])
        let production = Self.record(verdicts: [
            Self.verdict("logs", .ready), Self.verdict("logs", .notYet), Self.verdict("statistics", .ready),
        ])
        let comparison = RehearsalComparison(there: staging, here: production)
        #expect(comparison.onlyThere.map(\.id) == ["logs"] && comparison.onlyHere.map(\.id) == ["statistics"])
        #expect(comparison.text.contains("logs, required: no right"), "\(comparison.text)")
        #expect(comparison.text.contains("remedy: collect again as the product"))
    }

    @Test func aFileThatIsNoRecordIsAnError() throws {
        let state = try ScratchDirectory()
        try state.write("x.json", "{}")
        #expect(throws: RehearsalError.self) { try RehearsalHistory.records(in: FilePath(state.path("x.json"))) }
    }

    private func warning(
        _ state: ScratchDirectory,
        instance: String = "a",
        user: String = "amps",
        version: String? = "5.3.4.112",
        now: Int64 = now
    ) -> String? {
        RehearsalRecord.warning(
            for: "amps",
            instance: instance,
            user: user,
            version: version,
            now: now,
            directory: FilePath(state.path)
        )
    }

    private static func record(
        instance: String = "a",
        version: String = "5.3.4.112",
        verdicts: [RehearsalVerdict] = []
    ) -> RehearsalRecord {
        RehearsalRecord(
            schema: RehearsalRecord.schema,
            product: "amps",
            instance: instance,
            host: "host",
            user: "amps",
            environment: nil,
            time: Timestamp.text(now),
            toolVersion: "1",
            productVersion: version,
            verdicts: verdicts,
            bundleSHA256: ""
        )
    }

    private static func verdict(_ id: String, _ state: RehearsalVerdict.State) -> RehearsalVerdict {
        RehearsalVerdict(
            ArtifactRecord(
                path: id,
                source: id,
                category: "logs",
                collector: id,
                required: true,
                outcome: state == .notYet ? .denied : .collected,
                reason: state == .notYet ? "no right" : nil
            ),
            artifact: nil,
            limit: 1,
            redact: { $0 }
        )
    }
}
