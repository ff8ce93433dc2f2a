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
        let ranked = BundleBudget(plan.artifacts, demands: demands(plan)).ranked(plan.artifacts, around: Self.day)
        #expect(
            ranked.compactMap { $0.path.lastComponent?.string }
                == ["c", "small", "near", "later", "far", "small", "large"]
        )
        #expect(ranked[1].isRequired && !ranked[5].isRequired)
    }

    /// What every large artifact costs, by its identifier, and how far from the window it is, by its name.
    private func demands(
        _ plan: CollectionPlan,
        costs: [String: Int64] = [:],
        near: [String] = [],
        dated: [String] = []
    ) -> [BundleBudget.Demand] {
        plan.artifacts.map { artifact in
            let name = artifact.path.lastComponent?.string ?? ""
            return BundleBudget.Demand(
                cost: costs[artifact.id] ?? 0,
                distance: near.contains(name) ? 0 : nil,
                isDated: dated.contains(name)
            )
        }
    }

    @Test func filesOfTheWindowShareAndThoseThatCanBeCutGetMore() throws {
        let plan = try plan([
            ("logs/app", 400_000, 0), ("logs/blob", 400_000, 0), ("logs/dump", 400_000, 0),
            ("logs/old", 400_000, 9_000),
        ])
        let demands = demands(plan, costs: ["logs": 1_000], near: ["app", "blob", "dump"], dated: ["app"])
        var budget = BundleBudget(plan.artifacts, demands: demands)
        let ranked = budget.ranked(plan.artifacts, around: Self.day).filter { $0.id == "logs" }
        #expect(ranked.compactMap { $0.path.lastComponent?.string } == ["app", "blob", "dump", "old"])
        #expect(budget.share(of: ranked[0], left: 600) == 400)
        budget.finish(ranked[0])
        #expect(budget.share(of: ranked[1], left: 200) == 100)
        budget.finish(ranked[1])
        #expect(budget.share(of: ranked[2], left: 200) == 200)
        budget.finish(ranked[2])
        #expect(budget.share(of: ranked[3], left: 30) == 30)
    }

    @Test func theNearestComesLastWithLittleRoomAndFirstWithLittleTime() throws {
        let plan = try plan([("logs/a", 400_000, 0), ("logs/b", 400_000, 0), ("logs/c", 400_000, 0)])
        let demands = plan.artifacts.map { artifact in
            let place = ["c", "a", "b"].firstIndex(of: artifact.path.lastComponent?.string) ?? 0
            return BundleBudget.Demand(cost: 10_000, distance: 0, fromMoment: Int64(place * 60))
        }
        var budget = BundleBudget(plan.artifacts, least: 1_000, demands: demands)
        func names(_ nearestFirst: Bool) -> [PlannedArtifact] {
            budget.ranked(plan.artifacts, around: Self.day, nearestFirst: nearestFirst).filter { $0.id == "logs" }
        }
        let ranked = names(false)
        #expect(ranked.compactMap { $0.path.lastComponent?.string } == ["b", "a", "c"])
        #expect(names(true).compactMap { $0.path.lastComponent?.string } == ["c", "a", "b"])
        // Too little for three: the farthest goes.
        #expect(budget.share(of: ranked[0], left: 2_400) == 0)
        budget.finish(ranked[0])
        #expect(budget.share(of: ranked[1], left: 2_400) == 1_200)
        #expect(abs(budget.portion(of: ranked[1]) - 0.5) < 0.01)
    }

    @Test func aSmallBundleTakesLessForSmall() {
        #expect(BundleBudget.smallBelow(inBundleOf: nil) == 256 << 10)
        #expect(BundleBudget.smallBelow(inBundleOf: 25_000_000) == 256 << 10)
        #expect(BundleBudget.smallBelow(inBundleOf: 1 << 20) == 16 << 10)
        #expect(BundleBudget.smallBelow(inBundleOf: 50_000) == 4 << 10)
    }

    @Test func sharesFollowNeedAndValue() throws {
        let plan = try plan([("other/a", 400_000, 0), ("logs/a", 400_000, 0), ("logs/b", 400_000, 60)])
        var budget = BundleBudget(plan.artifacts, demands: demands(plan, costs: ["logs": 1_000, "other": 4_000]))
        let logs = plan.artifacts.filter { $0.id == "logs" }
        let other = try #require(plan.artifacts.first { $0.id == "other" })
        // Enough for all: nobody needs to be shortened.
        #expect(budget.share(of: logs[0], left: 100_000) >= 2_000)
        #expect(budget.share(of: other, left: 100_000) >= 4_000)
        // The modest one has what it needs, the other the rest.
        #expect(budget.share(of: logs[0], left: 4_000) >= 2_000)
        #expect(budget.share(of: other, left: 4_000) == 2_000)
        // Too little for either: what is required has eight times as much.
        #expect(budget.share(of: logs[0], left: 900) == 800)
        #expect(budget.share(of: other, left: 900) == 100)
        #expect(budget.share(of: logs[0], left: -1) == 0)
        // What is done needs nothing more.
        budget.finish(logs[0])
        budget.finish(logs[1])
        #expect(budget.share(of: other, left: 1_000) == 1_000)
    }

    @Test func theWindowShrinksTowardsTheIncident() throws {
        let given = IncidentWindow(since: 1_000, until: 9_000, zone: .utc)
        #expect(try #require(given.shortened(now: 0)) == IncidentWindow(since: 7_000, until: 9_000, zone: .utc))
        let around = IncidentWindow(since: 1_000, until: 9_000, zone: .utc, middle: 5_000)
        #expect(around.shortened(now: 0)?.since == 4_000 && around.shortened(now: 0)?.until == 6_000)
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
        plan = windowed(plan, IncidentWindow(since: Self.day - 1_800, until: Self.day, zone: .utc))
        // It was written for two hours, since the other one ended, and half an hour of it is wanted.
        let shares = plan.estimates.map(\.content)
        #expect(shares.contains(1_000_000), "\(shares)")
        #expect(!plan.estimatedBundle.isUpperBound)
    }

    private func windowed(_ plan: CollectionPlan, _ window: IncidentWindow) -> CollectionPlan {
        CollectionPlan(
            profile: plan.profile,
            installation: plan.installation,
            window: window,
            artifacts: plan.artifacts,
            wantsVersion: false,
            events: EventProfile(),
            notes: []
        )
    }

    private func content(_ plan: CollectionPlan, _ window: IncidentWindow) -> [String: Int64] {
        let windowed = windowed(plan, window)
        let names = windowed.artifacts.map { $0.path.lastComponent?.string ?? "" }
        return Dictionary(uniqueKeysWithValues: zip(names, windowed.estimates.map(\.content)))
    }

    @Test func whereTheTimesOfFilesSayNothingNamesAndNeighboursDo() throws {
        // They were just made, so that the time of their making is that of a copy.
        let plan = try plan([
            ("logs/20261120-app-00000.log", 4_000_000, 7_200), ("logs/app.out", 4_000_000, 0),
            ("logs/app.out.1", 4_000_000, 3_600),
        ])
        let hour = content(plan, IncidentWindow(since: Self.day - 10_800, until: Self.day - 7_200, zone: .utc))
        // Of 22 hours one; of a day that began a day before, nothing is known but its rate, which is its neighbour's.
        #expect(abs((hour["20261120-app-00000.log"] ?? 0) - 4_000_000 / 22) < 2, "\(hour)")
        #expect(hour["app.out"] == 0, "\(hour)")
        #expect((hour["app.out.1"] ?? 0) < 200_000, "\(hour)")
    }

    @Test func whatNothingTellsIsAnUpperBound() throws {
        let plan = try plan([("logs/app.out", 40_000_000, 3_600)])
        let window = IncidentWindow(since: Self.day - 7_200, until: Self.day - 3_600, zone: .utc)
        #expect(content(plan, window)["app.out"] == 40_000_000)
        let windowed = windowed(plan, window)
        #expect(windowed.estimatedBundle.isUpperBound && !plan.estimatedBundle.isUpperBound)
    }
}
