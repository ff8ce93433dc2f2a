import TestSupport
import Testing

/// Slips of the keyboard are said to be such, and never end as if all were well.
@Suite struct CommandLineTests {
    @Test(arguments: [
        (["collect", "files", "--sinse", "-2h"], "Did you mean '--since'?"),
        (["collect", "files", "--sinse=-2h"], "Did you mean '--since'?"),
        (["collect", "files", "-2h"], "did you mean --since -2h?"),
        (["collect", "files", "--batch", "-2h"], "does not take any value"),
        (["colect"], "did you mean 'collect'?"), (["request", "chek", "x.eml"], "did you mean 'check'?"),
        (["frobnicate"], "collect, rehearse, request"),
    ])
    func aSlipIsUsage(_ words: [String], _ hint: String) async throws {
        let run = try await ProductUnderTest.run(words)
        #expect(run.code == 64 && run.output.isEmpty && run.errors.contains(hint), "\(run.errors)\(run.output)")
    }

    @Test func aTimeThatBeginsWithAMinusIsATime() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", "2026-11-21T01:30:00Z [1] error: lost\n")
        for words in [["--since", "-2h"], ["--since=-2h"], ["--around", "-30m", "--window", "1h"]] {
            let run = try await ProductUnderTest.run(
                ["collect", "files", "--root", scratch.path("tree"), "--dry-run"] + words
            )
            #expect(run.code == 0 && run.errors.contains("is read as"), "\(run.errors)")
        }
    }

    @Test func oneOfAThingIsOneThing() async throws {
        let profile = try TestProfile(
            "- {id: config, collector: files, category: configuration, why: test, paths: [\"ROOT/*.conf\"]}"
        )
        try profile.write("site.conf", "password = hunter2hunter2\n")
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.errors.contains("1 file in "), "\(collection.run.errors)")
        #expect(collection.run.errors.contains("1 secret removed"), "\(collection.run.errors)")
        #expect(String(decoding: try collection.bytes(".txt"), as: UTF8.self).contains("removed in 1 place;"))
    }

    @Test func aSizeThatCannotBeMetIsWarnedOfOnce() async throws {
        let profile = try TestProfile(
            "- {id: config, collector: files, category: configuration, required: true, why: test, paths: [\"ROOT/*.conf\"]}"
        )
        let collection = try await CollectRun.make(profile.arguments + ["--max-size", "1000"])
        #expect(collection.run.code == 1 && collection.run.errors.contains("not even what is small fits"))
        #expect(collection.run.errors.matches(of: #/required, missing: /#).count == 1, "\(collection.run.errors)")
    }
}
