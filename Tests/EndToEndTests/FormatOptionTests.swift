import TestSupport
import Testing

/// `--format tar.zst`, and what the threads that compress must not change.
@Suite struct FormatOptionTests {
    private let profile: TestProfile

    init() throws {
        profile = try TestProfile(
            "- {id: logs, collector: files, category: logs, why: w, paths: [ROOT/a.log, ROOT/b.log]}"
        )
        try profile.write("a.log", (0..<60_000).map { "2026-11-21 01:45:00 line \($0 &* 2_654_435_761)\n" }.joined())
        try profile.write("b.log", "user=ada password=Tiger_4711x\n")
    }

    @Test func aZstandardBundleIsOneForEveryProgram() async throws {
        let collection = try await CollectRun.make(profile.arguments + ["--format", "tar.zst"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let bundle = try collection.path(".tar.zst")
        let stem = bundle.dropLast(".tar.zst".count)
        #expect(collection.run.lines == [".tar.zst", ".eml", ".txt", ".tar.zst.sha256"].map { stem + $0 })
        try await CommandRun.tool("zstd", "-q", "-t", bundle)
        try await CommandRun.tool("/bin/sh", "-c", "cd \"$(dirname \"$0\")\"; sha256sum -c *.sha256", bundle)
        let scratch = try ScratchDirectory()
        try await CommandRun.tool("mkdir", scratch.path("tar"), scratch.path("ours"))
        try await CommandRun.tool("tar", "--zstd", "-xf", bundle, "-C", scratch.path("tar"))
        let extracted = try await ProductUnderTest.run(["extract", bundle, "-C", scratch.path("ours")])
        #expect(extracted.code == 0, "\(extracted.errors)")
        try await CommandRun.tool("diff", "-r", scratch.path("tar"), scratch.path("ours"))
        let small = try await ProductUnderTest.run(["cat", bundle, "logs\(profile.root)/b.log"])
        #expect(small.output == "user=ada password=[REDACTED:password#1]\n", "\(small.output)\(small.errors)")
        let verdict = try await ProductUnderTest.run(["inspect", "--verify", bundle])
        #expect(verdict.code == 0, "\(verdict.output)\(verdict.errors)")

        var damaged = try collection.bytes(".tar.zst")
        damaged[damaged.count / 2] ^= 0x10
        try scratch.write("damaged.tar.zst", damaged)
        #expect(try await ProductUnderTest.run(["inspect", "--verify", scratch.path("damaged.tar.zst")]).code == 5)
    }

    @Test func theLeakCheckReadsZstandard() async throws {
        let collection = try await CollectRun.make(
            profile.arguments + ["--format", "tar.zst"],
            environment: ["SUPPORTKIT_TEST_BREAK": "redaction"]
        )
        #expect(collection.run.code == 4, "\(collection.run.errors)")
        #expect(collection.names.isEmpty)
    }

    @Test(arguments: [("x.tar.gz", "tar.zst"), ("x.tar.zst", "tar.gz"), ("x.zip", "tar.zst")])
    func aNameAndAFormatMustAgree(name: String, format: String) async throws {
        let scratch = try ScratchDirectory()
        let arguments = profile.arguments + ["--format", format, "--output", scratch.path(name)]
        let run = try await ProductUnderTest.run(["collect"] + arguments)
        #expect(run.code == 64, "\(run.errors)")
        #expect(scratch.names(in: ".").isEmpty)
    }

    @Test func theNameAloneChoosesTheFormat() async throws {
        let scratch = try ScratchDirectory()
        let run = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--output", scratch.path("x.tar.zst")]
        )
        #expect(run.code == 0, "\(run.errors)")
        try await CommandRun.tool("zstd", "-q", "-t", scratch.path("x.tar.zst"))
    }

    /// The bytes with one processor are those with all: one worker compresses there, in the same order.
    @Test(arguments: ["tar.gz", "tar.zst"])
    func oneProcessorGivesTheSameBytes(format: String) async throws {
        let arguments = profile.arguments + ["--only", "logs", "--format", format]
        let environment = ["SOURCE_DATE_EPOCH": "1795225500"]
        let all = try await CollectRun.make(arguments, environment: environment)
        let one = try await CollectRun.make(arguments, environment: environment, prefix: ["taskset", "-c", "0"])
        #expect(all.run.code == 0 && one.run.code == 0, "\(one.run.errors)")
        #expect(try all.bytes(".\(format)") == one.bytes(".\(format)"))
    }

    /// Bytes that do not fit the disk are noticed where they are written, behind the threads that compress them.
    @Test func aFileThatMayNotGrowLeavesNothing() async throws {
        let scratch = try ScratchDirectory()
        _ = try scratch.makeDirectory("out")
        let words = profile.arguments + ["--output", scratch.path("out")]
        let run = try await CommandRun.run(
            ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" collect \"$@\"", ProductUnderTest.executable()]
                + words
        )
        #expect(run.code == 1, "\(run.ending) \(run.errors)")
        #expect(run.errors.contains("choose another place with --output"), "\(run.errors)")
        #expect(scratch.names(in: "out").isEmpty)
    }
}
