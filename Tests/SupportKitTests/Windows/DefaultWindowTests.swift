@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct DefaultWindowTests {
    /// 2026-11-21T00:00:00Z.
    private static let day: Int64 = 1_795_219_200
    private static let fallback = DefaultWindow(length: 86_400, now: day, zone: .utc)

    @Test(
        arguments: [
            ("24h", WindowLength.last(seconds: 86_400)), ("90m", .last(seconds: 5_400)), ("all", .everything),
            ("0", nil), ("soon", nil), ("", nil),
        ] as [(String, WindowLength?)]
    )
    func aLengthIsADurationOrAll(text: String, expected: WindowLength?) {
        #expect(WindowLength(text: text) == expected)
    }

    @Test func itEndsNowOrWhereTheLogsEnd() {
        let running = Self.fallback.window()
        #expect(running.since == Self.day - 86_400 && running.until == nil)
        #expect(running.note?.contains("24 hours before now") == true, "\(running)")
        let down = Self.fallback.window(lastWritten: Self.day - 7_200)
        #expect(down.since == Self.day - 7_200 - 86_400)
        #expect(down.description.contains("the server's logs were last written, at 2026-11-20T22:00:00Z"), "\(down)")
        // A file of tomorrow does not move the window beyond now.
        #expect(Self.fallback.window(lastWritten: Self.day + 9).since == running.since)
    }

    @Test func itMovesToALogThatEndsBefore() {
        let window = Self.fallback.window()
        #expect(window.reaching(Self.day - 100) == window)
        #expect(window.reaching(Self.day - 200_000).since == Self.day - 200_000 - 86_400)
        let given = IncidentWindow(since: Self.day, until: nil, zone: .utc)
        #expect(given.reaching(0) == given)
    }

    @Test func thePlanTakesItAndTheLatestFile() throws {
        let scratch = try Scratch()
        for (name, age) in [("a.log", 10), ("b.log", 90_000), ("old/c.log", 90_000), ("old/d.log", 180_000)] {
            try scratch.write("x\n", to: "tree/\(name)", modified: Self.day - Int64(age))
        }
        let profile = try Profile(
            yaml: """
                schema: 1
                id: trial
                title: Trial
                summary: two kinds of logs
                artifacts:
                  - {id: logs, collector: files, category: logs, why: test, paths: ["{home}/*.log"]}
                  - {id: old, collector: files, category: logs, why: test, paths: ["{home}/old/*.log"]}
                """,
            file: "trial"
        )
        func taken(_ change: (inout PlanOptions) -> Void) throws -> [String] {
            var request = InstallationFinder.Request()
            request.root = scratch("tree")
            let finder = try InstallationFinder(profile: profile, request: request)
            var options = PlanOptions()
            change(&options)
            return Planner.plan(
                profile,
                shared: [],
                installation: try finder.find(),
                files: finder.fileSystem,
                options: options
            ).available.compactMap { $0.path.lastComponent?.string }.sorted()
        }
        #expect(try taken { _ in } == ["a.log", "b.log", "c.log", "d.log"])
        // Of each kind the latest is there, though nothing was written to it in a day.
        #expect(try taken { $0.defaultWindow = Self.fallback } == ["a.log", "c.log"])
        let given = IncidentWindow(since: Self.day - 86_400, until: nil, zone: .utc)
        #expect(
            try taken {
                $0.defaultWindow = Self.fallback
                $0.window = given
            } == ["a.log"]
        )
    }
}
