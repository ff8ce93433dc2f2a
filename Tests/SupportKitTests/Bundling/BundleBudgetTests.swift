@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct BundleBudgetTests {
    /// 2026-11-21T00:00:00Z.
    private static let day: Int64 = 1_795_219_200
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A plan for files of so many bytes, of which those of `logs` are required.
    private func plan(_ files: [(name: String, size: Int, age: Int64)]) throws -> CollectionPlan {
        for file in files {
            let bytes = [UInt8](repeating: 0x61, count: file.size)
            try scratch.write(bytes, to: "tree/\(file.name)", modified: Self.day - file.age)
        }
        let profile = try Profile(
            yaml: """
                schema: 1
                id: trial
                title: Trial
                summary: logs of two kinds
                artifacts:
                  - {id: other, collector: files, category: logs, why: test, paths: ["{home}/other/*"]}
                  - {id: logs, collector: files, category: logs, required: true, why: test, paths: ["{home}/logs/*"]}
                  - {id: conf, collector: files, category: configuration, why: test, paths: ["{home}/conf/*"]}
                """,
            file: "trial"
        )
        var request = InstallationFinder.Request()
        request.root = scratch("tree")
        let finder = try InstallationFinder(profile: profile, request: request)
        return Planner.plan(
            profile,
            shared: [],
            installation: try finder.find(),
            files: finder.fileSystem,
            options: PlanOptions()
        )
    }

    @Test func whatIsSmallComesFirstAndThenWhatIsRequiredAndNear() throws {
        let plan = try plan([
            ("other/large", 400_000, 0), ("other/small", 4_096, 0), ("logs/far", 400_000, 7_200),
            ("logs/near", 400_000, 60), ("logs/small", 4_096, 9_000), ("conf/c", 4_096, 0),
            ("logs/later", 400_000, -600),
        ])
        let names = BundleBudget.ranked(plan.artifacts, around: Self.day).compactMap { $0.path.lastComponent?.string }
        #expect(names == ["c", "small", "small", "near", "later", "far", "large"])
        let small = BundleBudget.ranked(plan.artifacts, around: Self.day)[1]
        #expect(small.isRequired)
    }

    @Test func sharesFollowNeedAndValue() throws {
        let plan = try plan([("other/a", 400_000, 0), ("logs/a", 400_000, 0), ("logs/b", 400_000, 60)])
        let costs: (PlannedArtifact) -> Int64 = { $0.id == "logs" ? 1_000 : 4_000 }
        var budget = BundleBudget(plan.artifacts, estimate: costs)
        let logs = plan.artifacts.filter { $0.id == "logs" }
        let other = try #require(plan.artifacts.first { $0.id == "other" })
        // Enough for all: nobody needs to be shortened.
        #expect(budget.share(of: logs[0], left: 100_000) >= 2_000)
        #expect(budget.share(of: other, left: 100_000) >= 4_000)
        // The modest one has what it needs, the other the rest.
        #expect(budget.share(of: logs[0], left: 4_000) >= 2_000)
        #expect(budget.share(of: other, left: 4_000) == 2_000)
        // Too little for either: what is required has three times as much.
        #expect(budget.share(of: logs[0], left: 1_000) == 750)
        #expect(budget.share(of: other, left: 1_000) == 250)
        #expect(budget.share(of: logs[0], left: -1) == 0)
        // What is done needs nothing more.
        budget.finish(logs[0])
        budget.finish(logs[1])
        #expect(budget.share(of: other, left: 1_000) == 1_000)
    }

    @Test func theWindowShrinksTowardsTheIncident() throws {
        let given = IncidentWindow(since: 1_000, until: 9_000, zone: .utc)
        #expect(try #require(given.shortened(now: 0)) == IncidentWindow(since: 4_000, until: 6_000, zone: .utc))
        let fallback = DefaultWindow(length: 8_000, now: 10_000, zone: .utc).window()
        let shorter = try #require(fallback.shortened(now: 10_000))
        #expect(shorter.since == 8_000 && shorter.until == nil && shorter.defaultLength == 2_000)
        #expect(IncidentWindow(since: nil, until: 9, zone: .utc).shortened(now: 9) == nil)
        #expect(IncidentWindow(since: 0, until: 200, zone: .utc).shortened(now: 200) == nil)
    }

    @Test func theShareOfARotatedLogIsThatOfItsTime() throws {
        var plan = try plan([("logs/app.log", 4_000_000, 0), ("logs/app.log.1", 4_000_000, 7_200)])
        let all = plan.estimates.map(\.content)
        #expect(all.filter { $0 == 4_000_000 }.count == 2, "\(all)")
        plan = CollectionPlan(
            profile: plan.profile,
            installation: plan.installation,
            window: IncidentWindow(since: Self.day - 1_800, until: Self.day, zone: .utc),
            artifacts: plan.artifacts,
            wantsVersion: false,
            events: EventProfile(),
            notes: []
        )
        // It was written for two hours, since the other one ended, and half an hour of it is wanted.
        let shares = plan.estimates.map(\.content)
        #expect(shares.contains(1_000_000), "\(shares)")
    }
}
