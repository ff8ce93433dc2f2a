import TestSupport
import Testing

/// Times as people type them and copy them from logs, and what is said of how they were understood.
@Suite struct TimesTests {
    /// Saturday, 2026-11-21T01:45:00Z.
    private static let environment = ["SOURCE_DATE_EPOCH": "1795225500"]

    /// A tree with a log that has a record every minute of the hour before 2026-11-21T02:00:00Z.
    private func tree(_ scratch: ScratchDirectory) throws -> [String] {
        let records = (0..<60).map {
            "2026-11-21 01:\($0 < 10 ? "0" : "")\($0):00,123 info: record \($0) of the hour\n"
        }
        try scratch.write("tree/app.log", records.joined())
        return ["files", "--root", scratch.path("tree"), "--only", "logs", "--batch"]
    }

    @Test func aTimeCopiedFromTheLogCutsIt() async throws {
        let scratch = try ScratchDirectory()
        let collection = try await CollectRun.make(
            try tree(scratch) + [
                "--timezone", "UTC", "--since", "2026-11-21 01:30:00,123", "--until", "[21/Nov/2026:02:40:00 +0100]",
            ],
            environment: Self.environment
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("--since 2026-11-21 01:30:00,123 is read as 2026-11-21T01:30:00Z"))
        let log = try await collection.contents().text("logs\(scratch.path("tree/app.log"))")
        #expect(log.hasPrefix("2026-11-21 01:30:00") && log.contains("record 40 ") && !log.contains("record 41 "))
    }

    @Test func whichOfTwoMomentsWasTakenStandsWhereverTheWindowDoes() async throws {
        let scratch = try ScratchDirectory()
        let words =
            try tree(scratch) + [
                "--timezone", "Europe/Berlin", "--since", "2026-10-25 02:30", "--until", "2026-11-21 02:40",
            ]
        let note = "02:30:00 came twice on 2026-10-25 in Europe/Berlin"
        let taken = "2026-10-25T02:30:00+02:00; for the other write 2026-10-25T02:30:00+01:00"
        let collection = try await CollectRun.make(words, environment: Self.environment)
        let contents = try await collection.contents()
        let plan = try await ProductUnderTest.run(["collect"] + words + ["--dry-run"], environment: Self.environment)
        for text in [
            collection.run.errors, contents.text("README.txt"), contents.text("manifest.json"), plan.errors,
            plan.output,
        ] {
            #expect(text.contains(note) && text.contains(taken), "\(text)")
        }
        #expect(
            plan.output.contains(#/time zone +Europe/Berlin: of times given without one, and of logs that name none/#)
        )
    }

    @Test func anEndAloneHasTheUsualLengthBeforeIt() async throws {
        let scratch = try ScratchDirectory()
        let words = try tree(scratch) + ["--timezone", "UTC", "--until", "01:30"]
        let plan = try await ProductUnderTest.run(
            ["collect"] + words + ["--dry-run"],
            environment: Self.environment.merging(["SUPPORTKIT_DEFAULT_WINDOW": "30m"]) { $1 }
        )
        let window = "2026-11-21T01:00:00Z to 2026-11-21T01:30:00Z (30 minutes up to --until"
        #expect(plan.code == 0 && plan.output.contains(window), "\(plan.output)\(plan.errors)")
        let all = try await ProductUnderTest.run(
            ["collect"] + words + ["--dry-run"],
            environment: Self.environment.merging(["SUPPORTKIT_DEFAULT_WINDOW": "all"]) { $1 }
        )
        #expect(all.output.contains("the beginning to 2026-11-21T01:30:00Z\n"), "\(all.output)\(all.errors)")
    }

    @Test(arguments: [
        (["--since", "2026-11-21", "01:30"], "a value of several words needs quotes: --since '2026-11-21 01:30'"),
        (["--since=Nov", "21", "01:30:05"], "a value of several words needs quotes: --since 'Nov 21 01:30:05'"),
        (["--around", "01:30", "--window", "1h", "30m"], "a value of several words needs quotes: --window '1h 30m'"),
        (["--since", "01/02/2026"], "--since: '01/02/2026' may begin with the day or with the month"),
        (
            ["--around", "01:30", "--window", "30"],
            "--window: '30' has no unit; write 30m for minutes or 30s for seconds"
        ),
        (["--deadline", "30"], "--deadline: '30' has no unit; write 30m"),
        (
            ["--since", "-10m", "--until", "01:00"],
            "--until 01:00 (2026-11-21T01:00:00Z) is not after --since -10m (2026-11-21T01:35:00Z)"
        ),
        (["--since", "today 14:00"], "2026-11-21T14:00:00Z, in the future (it is 2026-11-21T01:45:00Z)"),
    ])
    func whatCannotBeMeantIsUsage(_ words: [String], _ sentence: String) async throws {
        let scratch = try ScratchDirectory()
        let run = try await ProductUnderTest.run(
            ["collect"] + (try tree(scratch)) + ["--timezone", "UTC", "--dry-run"] + words,
            environment: Self.environment
        )
        #expect(run.code == 64 && run.output.isEmpty && run.errors.contains(sentence), "\(run.errors)")
    }
}
