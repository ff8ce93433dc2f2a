@testable import SupportKit
import Testing

@Suite struct TimeExpressionTests {
    /// 2026-11-21T01:45:00Z.
    static let now: Int64 = 1_795_225_500

    private func parse(_ text: String, now: Int64 = now, zone: String = "UTC") throws -> String {
        let zone = try #require(TimeZoneName(name: zone))
        return Timestamp.text(try TimeExpression.parse(text, now: now, zone: zone))
    }

    @Test func theTestsOwnMomentIsRight() {
        #expect(Timestamp.text(Self.now) == "2026-11-21T01:45:00Z")
    }

    @Test(arguments: [
        ("now", "2026-11-21T01:45:00Z"), (" now ", "2026-11-21T01:45:00Z"),
        ("-2h", "2026-11-20T23:45:00Z"), ("-30m", "2026-11-21T01:15:00Z"), ("-1d", "2026-11-20T01:45:00Z"),
        ("-90", "2026-11-21T01:43:30Z"), ("-0s", "2026-11-21T01:45:00Z"),
        ("2026-11-21T01:30:00Z", "2026-11-21T01:30:00Z"), ("2026-11-21t01:30:00z", "2026-11-21T01:30:00Z"),
        ("2026-11-21T01:30:00+01:00", "2026-11-21T00:30:00Z"), ("2026-11-21T01:30:00+0100", "2026-11-21T00:30:00Z"),
        ("2026-11-21T01:30:00-05:30", "2026-11-21T07:00:00Z"), ("2026-11-21 01:30-00:30", "2026-11-21T02:00:00Z"),
        ("2026-11-21T01:30:00.123Z", "2026-11-21T01:30:00Z"),
        ("2026-11-21 01:30", "2026-11-21T01:30:00Z"), ("2026-11-21 1:30", "2026-11-21T01:30:00Z"),
        ("2026-11-21 01:30:59", "2026-11-21T01:30:59Z"), ("2026-11-21", "2026-11-21T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"), ("1969-12-31 23:59", "1969-12-31T23:59:00Z"),
        ("2030-01-01", "2030-01-01T00:00:00Z"),
        ("01:30", "2026-11-21T01:30:00Z"), ("01:45", "2026-11-21T01:45:00Z"), ("01:46", "2026-11-20T01:46:00Z"),
        ("23:59:59", "2026-11-20T23:59:59Z"), ("02:30+01:00", "2026-11-21T01:30:00Z"),
        ("03:00+01:00", "2026-11-20T02:00:00Z"),
        ("01:30Z", "2026-11-21T01:30:00Z"),
    ])
    func readsEveryForm(text: String, expected: String) throws {
        #expect(try parse(text) == expected)
    }

    @Test(arguments: [
        "", " ", "-", "yesterday", "Now", "+2h", "-2y", "2h", "24:00", "01:60", "01:30:60", "1", "01:3o", "01:30:00:00",
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-11-00", "26-11-21", "21.11.2026", "2026/11/21",
        "2026-11-21T", "2026-11-21T25:00", "2026-11-21 01:30+25:00", "2026-11-21 01:30+01:60", "2026-11-21 01:30+1",
        "2026-11-21_01:30", "2026-11-21 01:30 CET", "2026-11-21T01:30:00.1x", "٠١:٣٠", "-1:30", "01:+3",
        "2026-11-2101:30", "9999999999",
    ])
    func refusesEverythingElse(text: String) throws {
        let failure = #expect(throws: TimeExpression.Problem.self) { try parse(text) }
        #expect(failure?.description.contains("-2h or now") == true)
        #expect(failure?.description.contains("is not a time; write 2026-11-21T01:30:00+01:00") == true)
    }

    @Test(arguments: [
        // In Berlin clocks go from 02:00 to 03:00 on 2026-03-29 and from 03:00 back to 02:00 on 2026-10-25.
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29T00:59:00Z"),
        ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-29 12:00", "2026-03-29T10:00:00Z"),
        ("Europe/Berlin", "2026-10-25 01:59", "2026-10-24T23:59:00Z"),
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", "2026-10-25 02:30+01:00", "2026-10-25T01:30:00Z"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z"),
        ("Europe/Berlin", "2026-10-25 12:00", "2026-10-25T11:00:00Z"),
        ("Europe/Berlin", "2026-10-26 00:00", "2026-10-25T23:00:00Z"),
        // In New York from 02:00 to 03:00 on 2026-03-08 and from 02:00 back to 01:00 on 2026-11-01.
        ("America/New_York", "2026-03-08 01:59", "2026-03-08T06:59:00Z"),
        ("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-03-08 05:30", "2026-03-08T09:30:00Z"),
        ("America/New_York", "2026-03-08 12:00", "2026-03-08T16:00:00Z"),
        ("America/New_York", "2026-11-01 00:59", "2026-11-01T04:59:00Z"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z"),
        ("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00:00Z"),
        ("America/New_York", "2026-11-01 04:00", "2026-11-01T09:00:00Z"),
        ("America/New_York", "2026-11-01 12:00", "2026-11-01T17:00:00Z"),
        // South of the equator, and half an hour.
        ("Australia/Sydney", "2026-04-05 02:30", "2026-04-04T15:30:00Z"),
        ("Australia/Sydney", "2026-04-05 03:00", "2026-04-04T17:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z"),
        ("Asia/Kolkata", "2026-11-21 01:30", "2026-11-20T20:00:00Z"),
        ("Pacific/Kiritimati", "2026-11-21 01:30", "2026-11-20T11:30:00Z"),
        ("Pacific/Honolulu", "2026-11-21 23:30", "2026-11-22T09:30:00Z"),
    ])
    func aTimeWithoutZoneIsReadInTheGivenOne(zone: String, text: String, expected: String) throws {
        #expect(try parse(text, zone: zone) == expected)
    }

    /// Every half hour of the days around a change of the clocks must come back from its own text, and noon of all others.
    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Sydney", "Australia/Lord_Howe",
        "Pacific/Auckland", "America/Los_Angeles", "Africa/Casablanca", "Atlantic/Azores",
    ])
    func everyLocalTimeOfAYearLeadsBackToItsMoment(name: String) throws {
        let zone = try #require(TimeZoneName(name: name))
        var changes = 0
        for day in 0..<365 {
            let start = 1_767_225_600 + Int64(day) * 86_400
            let isChange = zone.offset(at: start - 86_400) != zone.offset(at: start + 172_800)
            changes += isChange ? 1 : 0
            var last = Int64.min
            for moment in stride(from: start, to: start + 86_400, by: isChange ? 1_800 : 43_200) {
                let civil = CivilTime(secondsSince1970: moment + Int64(zone.offset(at: moment)))
                let found = try TimeExpression.parse("\(civil.date) \(civil.time)", now: Self.now, zone: zone)
                // Of a time that occurs twice the first is meant.
                let isSecond = civil.secondsSince1970 <= last
                last = max(last, civil.secondsSince1970)
                let isRight = isSecond ? found < moment : found == moment
                if !isRight {
                    Issue.record("\(civil.date) \(civil.time): \(Timestamp.text(found)), not \(Timestamp.text(moment))")
                    return
                }
            }
        }
        #expect(changes >= 6)
    }

    @Test(arguments: [
        ("2026-11-21T00:10:00Z", "Europe/Berlin", "01:05", "2026-11-21T00:05:00Z"),
        ("2026-11-21T00:10:00Z", "Europe/Berlin", "01:15", "2026-11-20T00:15:00Z"),
        ("2026-11-21T03:00:00Z", "America/New_York", "22:00", "2026-11-21T03:00:00Z"),
        ("2026-11-21T03:00:00Z", "America/New_York", "22:01", "2026-11-20T03:01:00Z"),
        // The morning after clocks were put back: yesterday had another offset.
        ("2026-10-25T07:00:00Z", "Europe/Berlin", "12:00", "2026-10-24T10:00:00Z"),
        ("2026-03-29T07:00:00Z", "Europe/Berlin", "12:00", "2026-03-28T11:00:00Z"),
    ])
    func aTimeOfDayIsTheLatestOne(now: String, zone: String, text: String, expected: String) throws {
        let now = try TimeExpression.parse(now, now: 0, zone: .utc)
        #expect(try parse(text, now: now, zone: zone) == expected)
    }
}
