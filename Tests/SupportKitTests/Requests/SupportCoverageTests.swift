import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import SupportKit

@Suite struct SupportCoverageTests {
    private func coverage(_ yaml: String) throws -> SupportCoverage {
        try SupportCoverage(yaml: yaml, file: "coverage.yml")
    }

    private func at(_ text: String) throws -> Int64 { try TimeExpression.parse(text, now: 0, zone: .utc) }

    private static let business = """
        timezone: America/New_York
        hours:
          mon-fri: 08:00-18:00
        holidays: [2026-11-26, 2026-12-24..2026-12-25]
        outside: as available
        """

    // MARK: - Reading

    @Test func everyKeyIsRead() throws {
        let all = try coverage(
            """
            timezone: Europe/London
            hours: {mon-thu: 08:00-18:00, "fri,sun": [9-12, "13:30-24:00"], sat: none}
            holidays: 2026-12-25
            level: gold
            levels: {gold: one hour for severity 1, silver: four hours}
            telephone: +44 20 7946 0000
            upload: sftp://example.net/in
            escalation: the account manager
            fallback: fail over to site B
            outside: as available
            application:
              timezone: Europe/London
              hours: 24x7
            """
        )
        #expect(all.hours.shifts[3] == [.init(start: 480, length: 600)])
        #expect(all.hours.shifts[6] == [.init(start: 540, length: 180), .init(start: 810, length: 630)])
        #expect(all.hours.shifts[5] == [] && all.application?.isAlways == true && !all.hours.isAlways)
        #expect(all.levels.map(\.name) == ["gold", "silver"] && all.level == "gold")
        #expect(all.problems == [])
    }

    @Test(arguments: [
        ("timezone: Mars/Olympus\nhours: 24x7\n", 1), ("hours: 24x7\n", 1), ("timezone: UTC\n", 1),
        ("timezone: UTC\nhours: 9-5\n", 2), ("timezone: UTC\nhours:\n  mo: 9-17\n", 3),
        ("timezone: UTC\nhours:\n  mon: 9-25\n", 3), ("timezone: UTC\nhours:\n  mon: 9\n", 3),
        ("timezone: UTC\nhours:\n  mon: 9-9\n", 3), ("timezone: UTC\nhours:\n  mon-: 9-17\n", 3),
        ("timezone: UTC\nhours: 24x7\nholidays: 2026-02-30\n", 3), ("timezone: UTC\nhours: 24x7\nholidays: xmas\n", 3),
        ("timezone: UTC\nhours: 24x7\nphone: 1\n", 3), ("timezone: UTC\nhours: 24x7\nlevel: a\nlevels: {b: c}\n", 3),
        ("timezone: UTC\nhours: 24x7\nholidays: 2026-12-25..2026-12-24\n", 3), ("", 1),
    ])
    func whatCannotBeUsedIsNamedByItsLine(_ yaml: String, _ line: Int) throws {
        let error = try #require(throws: ProfileError.self) { try coverage(yaml) }
        #expect(error.line == line, "\(error)")
    }

    @Test func theUsersFileComesFirstAndTheProductsBeforeTheCommonOne() throws {
        let scratch = try Scratch()
        let home = scratch("home")
        let host = scratch("etc")
        func origin(_ product: String) throws -> String? {
            try SupportCoverage.find(product: product, home: home, host: host)?.origin
        }
        #expect(try origin("amps") == nil)
        for name in ["etc/coverage.yml", "etc/coverage-amps.yml", "home/.config/supportkit/coverage.yml"] {
            let file = try scratch.write("timezone: UTC\nhours: 24x7\n", to: name)
            #expect(try origin("amps") == file.string)
        }
        #expect(try origin("../../etc/coverage") == scratch("home/.config/supportkit/coverage.yml").string)
    }

    // MARK: - Moments

    @Test func insideAndOutsideAreSaidWithTheNextChange() throws {
        let coverage = try coverage(Self.business)
        #expect(
            coverage.sentence(at: try at("2026-11-20T15:00:00Z"))
                == "Inside coverage hours until Fri 2026-11-20T18:00:00-05:00 (America/New_York)."
        )
        #expect(
            coverage.sentence(at: try at("2026-11-21T01:45:00Z"))
                == "Outside coverage hours; cover begins again on Mon 2026-11-23T08:00:00-05:00 (America/New_York), "
                + "in 2 days 11 h; until then: as available."
        )
        // The first second is inside, the last one is not.
        #expect(coverage.status(at: try at("2026-11-20T13:00:00Z")).isInside)
        #expect(!coverage.status(at: try at("2026-11-20T12:59:59Z")).isInside)
        #expect(!coverage.status(at: try at("2026-11-20T23:00:00Z")).isInside)
    }

    @Test func holidaysArePassedOver() throws {
        let coverage = try coverage(Self.business)
        #expect(coverage.status(at: try at("2026-11-26T15:00:00Z")).changes == (try at("2026-11-27T13:00:00Z")))
        #expect(coverage.status(at: try at("2026-12-23T23:30:00Z")).changes == (try at("2026-12-28T13:00:00Z")))
        #expect(coverage.problems.count == 1)
    }

    @Test func roundTheClockNeverChanges() throws {
        let always = try coverage("timezone: Europe/Berlin\nhours: 24x7\n")
        #expect(always.sentence(at: 1_795_225_500) == "Inside coverage hours (24x7).")
        #expect(always.problems == [])
        let never = try coverage("timezone: UTC\nhours:\n  mon: none\n")
        #expect(never.sentence(at: 1_795_225_500) == "Outside coverage hours.")
    }

    @Test(arguments: ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"])
    func everyMomentIsJudgedAsPythonDoes(_ zone: String) throws {
        let coverage = try coverage(
            """
            timezone: \(zone)
            hours:
              mon-thu: ["05:15-12:00", "12:30-20:45"]
              fri: 22:00-06:00
              sat: 20:00-08:30
              sun: 10:00-24:00
            holidays: [2026-03-06, 2026-10-31, 2026-12-25]
            """
        )
        // Around both changes of clocks in both hemispheres, and the year's end.
        let moments = [
            "2026-03-06", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31", "2026-12-24",
        ]
        .flatMap { day in
            let start = (try? at("\(day)T00:00:00Z")) ?? 0
            return stride(from: start, to: start + 4 * 86_400, by: 1_700)
        }
        let script = """
            import datetime, zoneinfo, sys
            zone = zoneinfo.ZoneInfo('\(zone)')
            shifts = {4: [(1320, 1800)], 5: [(1200, 1950)], 6: [(600, 1440)]}
            for day in range(4): shifts[day] = [(315, 720), (750, 1245)]
            off = {'2026-03-06', '2026-10-31', '2026-12-25'}
            def inside(moment):
                local = datetime.datetime.fromtimestamp(moment, zone)
                minute = local.hour * 60 + local.minute
                for back in (0, 1):
                    day = local.date() - datetime.timedelta(days=back)
                    if str(day) in off: continue
                    for start, end in shifts[day.weekday()]:
                        if start <= minute + back * 1440 < end: return 1
                return 0
            print(''.join(str(inside(int(word))) for word in '\(moments.map(String.init).joined(separator: " "))'.split()))
            """
        let expected = try Scratch().python(script).filter(\.isNumber)
        let actual = moments.map { coverage.status(at: $0).isInside ? "1" : "0" }.joined()
        #expect(expected.count == moments.count)
        #expect(actual == expected)
    }

    @Test func timesThatClocksSkipOrRepeatAreCoveredAsLongAsTheyLast() throws {
        let night = try coverage("timezone: Europe/London\nhours:\n  daily: 01:15-01:45\n")
        // Put forward from 01:00 to 02:00: the half hour does not exist.
        let spring = try at("2026-03-29T00:00:00Z")..<(try at("2026-03-29T12:00:00Z"))
        #expect(night.hours.intervals(in: spring) == [])
        // Put back from 02:00 to 01:00: from its first beginning to its second end.
        let autumn = try at("2026-10-25T00:00:00Z")..<(try at("2026-10-25T12:00:00Z"))
        let times = night.hours.intervals(in: autumn)
        #expect(times == [try at("2026-10-25T00:15:00Z")..<(try at("2026-10-25T01:45:00Z"))])
        let across = try coverage("timezone: Europe/London\nhours:\n  sat: 22:00-06:00\n").hours
        #expect(across.intervals(in: spring.lowerBound - 7_200..<spring.upperBound).map(\.count) == [7 * 3_600])
        #expect(across.intervals(in: autumn.lowerBound - 10_800..<autumn.upperBound).map(\.count) == [9 * 3_600])
    }

    // MARK: - The week

    @Test func theWeekCountsWhatIsNotCovered() throws {
        let coverage = try coverage(
            Self.business + "\napplication:\n  timezone: Europe/London\n  hours: {daily: 07:00-22:00}\n"
        )
        let week = CoverageWeek(coverage, holding: try at("2026-11-28T12:00:00Z"))
        assertSnapshot(week.text() + "\n", named: "coverage-week.txt")
        // London 07-22, New York 08-18 is 13-23: six hours each weekday but Thursday, a holiday; all of the weekend.
        #expect(week.minutes == 7 * 15 * 60)
        #expect(week.uncoveredMinutes == (4 * 6 + 15 + 2 * 15) * 60)
        #expect(week.days.map(\.isHoliday) == [false, false, false, true, false, false, false])
    }

    @Test func withoutAnApplicationTheWholeWeekCounts() throws {
        let coverage = try coverage(Self.business)
        #expect(CoverageWeek(coverage, holding: try at("2026-11-18T12:00:00Z")).uncoveredMinutes == (168 - 50) * 60)
        // Weeks in which clocks are changed are an hour shorter and longer.
        #expect(CoverageWeek(coverage, holding: try at("2026-03-04T12:00:00Z")).minutes == 167 * 60)
        #expect(CoverageWeek(coverage, holding: try at("2026-10-28T12:00:00Z")).minutes == 169 * 60)
        let always = try self.coverage("timezone: UTC\nhours: 24x7\n")
        #expect(CoverageWeek(always, holding: 0).uncoveredMinutes == 0)
    }

    @Test func whoeverIsOnDutyHearsOfThePlanAndTheTelephone() throws {
        let contract = try coverage(Self.business + "\ntelephone: +44 20 7946 0000\nfallback: fail over to site B\n")
        let (night, day) = try (at("2026-11-21T01:00:00Z"), at("2026-11-20T15:00:00Z"))
        let hints = contract.hints(at: night, severity: .stopped)
        #expect(
            hints.dropFirst() == ["Until then: fail over to site B", "Severity 1: telephone as well, +44 20 7946 0000"]
        )
        #expect(hints.first == contract.sentence(at: night))
        #expect(contract.hints(at: night, severity: .impaired).count == 2)
        #expect(contract.hints(at: day, severity: nil) == [contract.sentence(at: day)])
    }
}
