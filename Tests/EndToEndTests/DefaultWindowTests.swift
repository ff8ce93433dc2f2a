import Foundation
import TestSupport
import Testing

/// What is taken when nobody says which time is meant.
@Suite struct DefaultWindowTests {
    private static let artifacts = """
        - {id: logs, collector: files, category: logs, required: true, why: test, paths: ["ROOT/*.log"]}
        - {id: config, collector: files, category: configuration, why: test, paths: ["ROOT/*.conf"]}
        """

    /// Makes `name` a log of one record every ten seconds over so many hours, up to so many seconds ago.
    private func write(_ profile: TestProfile, _ name: String, hours: Int, endsAgo: Int, touched: Int? = nil) throws {
        let end = Int(Date().timeIntervalSince1970) - endsAgo
        let format = Date.ISO8601FormatStyle()
        let filler = String(repeating: "x", count: 150)
        var text = ""
        for second in stride(from: end - hours * 3_600, through: end, by: 10) {
            let time = Date(timeIntervalSince1970: TimeInterval(second)).formatted(format)
            text += "\(time) info: record \(second) \(filler)\n"
        }
        try profile.write(name, text)
        let modified = touched.map { Date(timeIntervalSinceNow: -TimeInterval($0)) }
        try FileManager.default.setAttributes(
            [.modificationDate: modified ?? Date(timeIntervalSince1970: TimeInterval(end))],
            ofItemAtPath: profile.root + "/" + name
        )
    }

    private func hours(_ contents: BundleContents, _ name: String) -> Int {
        contents.text("logs" + name).utf8.count(where: { $0 == 0x0A }) / 360
    }

    @Test func theLastDayOfALargeLogIsTakenAndSmallOnesWhole() async throws {
        let profile = try TestProfile(Self.artifacts)
        try write(profile, "large.log", hours: 40, endsAgo: 60)
        try write(profile, "copied.log", hours: 40, endsAgo: 500_000, touched: 60)
        try profile.write("small.log", "2020-01-01T00:00:00Z info: long ago\n")
        try profile.write("site.conf", "a = b\n")
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        #expect((23...25).contains(hours(contents, profile.root + "/large.log")))
        #expect(contents.text("logs\(profile.root)/small.log").contains("long ago"))
        #expect(contents.text("configuration\(profile.root)/site.conf") == "a = b\n")
        // Its times say that it is older than it looks: its own last day is there, and said to be.
        #expect((23...25).contains(hours(contents, profile.root + "/copied.log")))
        #expect(contents.rows("/copied.log").first?.reason?.contains("ends before the window") == true)
        let note = "the default, 24 hours before now; --since, --around or --all-times changes it"
        #expect(contents.contains(note, in: "README.txt"))
        #expect(contents.contains(note, in: "manifest.json"))
        let plan = try await ProductUnderTest.run(["collect"] + profile.arguments + ["--dry-run"])
        #expect(plan.output.contains(note), "\(plan.output)")
        let json = try await ProductUnderTest.run(["collect"] + profile.arguments + ["--dry-run", "--json"])
        #expect(json.output.contains(note), "\(json.output)")
    }

    @Test func anotherDefaultOrNone() async throws {
        let profile = try TestProfile(Self.artifacts)
        try write(profile, "large.log", hours: 40, endsAgo: 60)
        let all = try await CollectRun.make(profile.arguments + ["--all-times"])
        #expect(hours(try await all.contents(), profile.root + "/large.log") == 40, "\(all.run.errors)")
        let shorter = try await CollectRun.make(
            profile.arguments,
            environment: ["SUPPORTKIT_DEFAULT_WINDOW": "6h"]
        )
        #expect((5...6).contains(hours(try await shorter.contents(), profile.root + "/large.log")))
        let given = try await CollectRun.make(
            profile.arguments + ["--since", "-3h"],
            environment: ["SUPPORTKIT_DEFAULT_WINDOW": "all"]
        )
        #expect((2...3).contains(hours(try await given.contents(), profile.root + "/large.log")))
        let wrong = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--dry-run"],
            environment: ["SUPPORTKIT_DEFAULT_WINDOW": "often"]
        )
        #expect(wrong.code == 64 && wrong.errors.contains("default-window"), "\(wrong.errors)")
        let both = try await ProductUnderTest.run(["collect", "files", "--all-times", "--since", "01:00"])
        #expect(both.code == 64, "\(both.errors)")
    }

    @Test func aServerThatIsDownIsTakenUpToItsLastLog() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        let plan = try await ProductUnderTest.run(["collect"] + demo.arguments + ["--dry-run"])
        #expect(plan.output.contains("24 hours before the server's logs were last written, at 2025-"), "\(plan.output)")
    }
}
