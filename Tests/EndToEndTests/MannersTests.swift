import Foundation
import TestSupport
import Testing

/// `--rate`, and what is left to a product that needs the host.
@Suite struct MannersTests {
    private let profile: TestProfile

    init() throws {
        profile = try TestProfile(
            "- {id: logs, collector: files, category: logs, why: w, paths: [ROOT/a.log, ROOT/b.log.gz]}"
        )
        try writeLog(bytes: 3_000_000)
    }

    private func writeLog(bytes: Int) throws {
        let line = "2026-11-21 01:45:00 the order book of the day is open now, said the server\n"
        try profile.write("a.log", String(repeating: line, count: bytes / line.utf8.count))
    }

    private func options(_ collection: CollectRun) async throws -> [String: Any] {
        let text = try await collection.contents().text("manifest.json")
        let manifest = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return manifest?["options"] as? [String: Any] ?? [:]
    }

    @Test(arguments: [false, true])
    func readingKeepsToTheRate(bySetting: Bool) async throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let collection = try await CollectRun.make(
            profile.arguments + ["--only", "logs"] + (bySetting ? [] : ["--rate", "1MB"]),
            environment: bySetting ? ["SUPPORTKIT_RATE": "1MB"] : [:]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(clock.now - begin > .seconds(2.5))
        #expect(try await options(collection)["rate"] as? Int == 1_000_000)
        #expect(try await collection.contents().rows("/a.log").map(\.outcome) == ["collected"])
    }

    /// What counts of a compressed log is what is read of it.
    @Test func aCompressedLogIsReadAtTheRateToo() async throws {
        var state: UInt32 = 1
        let noise = (0..<150_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return "\(state)\n"
        }.joined()
        try profile.write("b.log", noise)
        try await CommandRun.tool("gzip", "\(profile.root)/b.log")
        let size = try await Int(CommandRun.tool("stat", "-c", "%s", "\(profile.root)/b.log.gz").dropLast()) ?? 0
        let clock = ContinuousClock()
        let begin = clock.now
        let collection = try await CollectRun.make(
            profile.arguments + ["--only", "logs", "--exclude", "a.log", "--rate", "256KiB", "--all-times"]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(clock.now - begin > .seconds(Double(size) / 262_144 - 0.6))
        #expect(try await collection.contents().rows("/b.log.gz").map(\.outcome) == ["collected"])
    }

    @Test func aSignalIsAnsweredAtOnceWhileReadingWaits() async throws {
        let scratch = try ScratchDirectory()
        // Ten minutes at this rate, so that a busy machine cannot be done before it is looked at.
        try writeLog(bytes: 40_000_000)
        let running = try ProductUnderTest.start(
            ["collect"] + profile.arguments + [
                "--only", "logs", "--rate", "64KiB", "--output", scratch.makeDirectory("out"),
            ]
        )
        for _ in 0..<1_200 {
            let open = try await CommandRun.run(["ls", "-l", "/proc/\(running.pid)/fd"]).output
            // The plan looks at the log as well: only when there is a bundle, the collection has begun.
            if open.contains("/a.log"), open.contains("/out/#") { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        try await Task.sleep(for: .seconds(1))
        #expect(!running.hasEnded)
        running.send(SIGINT)
        let begin = ContinuousClock.now
        let run = try await running.wait(timeout: .seconds(240))
        #expect(run.ending == .exited(130), "\(run.ending)")
        #expect(ContinuousClock.now - begin < .seconds(200))
        let bundle = try #require(scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") }, "\(run.errors)")
        let contents = try await BundleContents(scratch.path("out/\(bundle)"))
        #expect(contents.rows("/a.log").map(\.outcome) == ["partial"])
    }

    @Test func theDeadlineEndsAWaitForTheRate() async throws {
        let scratch = try ScratchDirectory()
        // Ten minutes at this rate.
        try writeLog(bytes: 40_000_000)
        // Without its turn among the other tests, which would count.
        let running = try ProductUnderTest.start(
            ["collect"] + profile.arguments
                + ["--only", "logs", "--rate", "64KiB", "--deadline", "3s", "--output", scratch.makeDirectory("out")]
        )
        let begin = ContinuousClock.now
        let run = try await running.wait(timeout: .seconds(240))
        #expect(run.code == 0 || run.code == 3, "\(run.errors)")
        #expect(ContinuousClock.now - begin < .seconds(200))
    }

    @Test(arguments: [["--rate", "10"], ["--rate", "fast"], ["--rate", "1MB", "--fast"]])
    func aRateThatIsNoneIsAUsageError(words: [String]) async throws {
        let collection = try await CollectRun.make(profile.arguments + words)
        #expect(collection.run.code == 64, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("--rate"))
        #expect(collection.names.isEmpty)
    }

    @Test func thePlanSaysTheRate() async throws {
        let run = try await ProductUnderTest.run(["collect"] + profile.arguments + ["--rate", "20MB", "--dry-run"])
        #expect(run.output.contains(#/\nreading +at most 19.1 MiB a second\n/#), "\(run.output)")
    }

    // MARK: - Pressure

    /// Collects for three seconds and more on a host on which every task waits for the disk all the time.
    private func collectUnderPressure(_ arguments: [String]) async throws -> CollectRun {
        let scratch = try ScratchDirectory()
        let directory = try scratch.makeDirectory("pressure")
        let script = """
            n=0; while [ -d "$0" ]; do n=$((n + 100000))
            echo "some avg10=95.00 avg60=0.00 avg300=0.00 total=$n" >"$0/new"; mv "$0/new" "$0/io"; sleep 0.05; done
            """
        let kernel = try RunningCommand.start(["/bin/sh", "-c", script, directory])
        defer { kernel.send(SIGKILL) }
        return try await CollectRun.make(
            profile.arguments + ["--only", "logs"] + arguments,
            environment: ["SUPPORTKIT_TEST_PRESSURE": directory]
        )
    }

    @Test func aHostUnderPressureIsGivenHalfOfTheTime() async throws {
        let collection = try await collectUnderPressure(["--rate", "1MB", "--verbose"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let yielded = try #require(try await options(collection)["yielded-milliseconds"] as? Int)
        #expect(yielded >= 250 && yielded.isMultiple(of: 250), "\(yielded)")
        #expect(collection.run.errors.contains("stood still for \(yielded) ms"), "\(collection.run.errors)")
    }

    @Test func fastWaitsForNobody() async throws {
        let collection = try await collectUnderPressure(["--fast"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(try await options(collection)["yielded-milliseconds"] == nil)
    }

    @Test func aHostThatDoesNotTellIsNotWaitedFor() async throws {
        let collection = try await CollectRun.make(
            profile.arguments + ["--only", "logs", "--rate", "1MB"],
            environment: ["SUPPORTKIT_TEST_PRESSURE": "/nonexistent"]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(try await options(collection)["yielded-milliseconds"] == nil)
    }
}
