@testable import SupportKit
import Testing

@Suite struct TimeExpressionTests {
    /// 2026-11-21T01:45:00Z.
    static let now: Int64 = 1_795_225_500

    private func parse(_ text: String, now: Int64 = now, zone: String = "UTC") throws -> String {
        let zone = try #require(TimeZoneName(name: zone))
        return Timestamp.text(try TimeExpression.parse(text, now: now, zone: zone))
    }

    private func refusal(_ text: String) -> String? {
        #expect(throws: TimeExpression.Problem.self) { try TimeExpression.parse(text, now: Self.now, zone: .utc) }?
            .description
    }

    @Test func theTestsOwnMomentIsRight() {
        #expect(Timestamp.text(Self.now) == "2026-11-21T01:45:00Z")
    }

    @Test(arguments: [
        ("now", "2026-11-21T01:45:00Z"), (" now ", "2026-11-21T01:45:00Z"),
        ("-2h", "2026-11-20T23:45:00Z"), ("-30m", "2026-11-21T01:15:00Z"), ("-1d", "2026-11-20T01:45:00Z"),
        ("-0s", "2026-11-21T01:45:00Z"),
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

    /// 2026-11-21 is a Saturday; in Berlin it is 02:45.
    @Test(arguments: [
        // As logs write it.
        ("2026-11-21 01:30:00,123", "2026-11-21T00:30:00Z"),
        ("2026-11-21T01:30:00.1234567+01:00", "2026-11-21T00:30:00Z"),
        ("21/Nov/2026:01:30:00 +0000", "2026-11-21T01:30:00Z"),
        ("[21/Nov/2026:01:30:00 +0000]", "2026-11-21T01:30:00Z"),
        ("Nov 21 01:30", "2026-11-21T00:30:00Z"), ("Nov 21 01:30:05", "2026-11-21T00:30:05Z"),
        ("Nov  1 01:30:05", "2026-11-01T00:30:05Z"), ("Nov 21 03:00", "2025-11-21T02:00:00Z"),
        ("Dec 31 23:00", "2025-12-31T22:00:00Z"), ("Feb 29 12:00", "2024-02-29T11:00:00Z"),
        ("21 Nov 2026 01:30", "2026-11-21T00:30:00Z"), ("21-Nov-2026 01:30:00.123", "2026-11-21T00:30:00Z"),
        ("21 Nov 01:30", "2026-11-21T00:30:00Z"), ("21 November 2026", "2026-11-20T23:00:00Z"),
        ("Sat Nov 21 01:30:00 2026", "2026-11-21T00:30:00Z"),
        ("Sat Nov 21 01:30:00.123456 2026", "2026-11-21T00:30:00Z"),
        ("Sat Nov 21 01:30:00 UTC 2026", "2026-11-21T01:30:00Z"),
        ("Sat, 21 Nov 2026 01:30:00 +0000", "2026-11-21T01:30:00Z"),
        ("Nov 21, 2026 1:45:00 AM", "2026-11-21T00:45:00Z"),
        ("Nov 21, 2026, 1:45:00\u{202F}PM", "2026-11-21T12:45:00Z"),
        ("2026/11/21 01:30", "2026-11-21T00:30:00Z"), ("261121  1:30:00", "2026-11-21T00:30:00Z"),
        // In other lands.
        ("21.11.2026 01:30", "2026-11-21T00:30:00Z"), ("1.2.2026", "2026-01-31T23:00:00Z"),
        ("21/11/2026 01:30", "2026-11-21T00:30:00Z"), ("11/21/2026 1:30 pm", "2026-11-21T12:30:00Z"),
        ("02/02/2026", "2026-02-01T23:00:00Z"),
        // With a zone.
        ("2026-11-21 01:30 UTC", "2026-11-21T01:30:00Z"), ("2026-11-21 01:30 CET", "2026-11-21T00:30:00Z"),
        ("2026-07-01 01:30 CET", "2026-07-01T00:30:00Z"), ("2026-11-21 01:30 PDT", "2026-11-21T08:30:00Z"),
        ("2026-11-21 01:30 utc", "2026-11-21T01:30:00Z"), ("2026-11-21 01:30 Europe/Zurich", "2026-11-21T00:30:00Z"),
        ("2026-07-01 01:30 America/Argentina/Buenos_Aires", "2026-07-01T04:30:00Z"),
        ("2026-11-21 01:30 Etc/GMT+5", "2026-11-21T06:30:00Z"), ("2026-11-21 01:30 GMT+0100", "2026-11-21T00:30:00Z"),
        ("2026-11-21 01:30 UTC-5", "2026-11-21T06:30:00Z"),
        ("2026-11-21 01:30+02", "2026-11-20T23:30:00Z"), ("2026-11-21 01:30 +0200", "2026-11-20T23:30:00Z"),
        ("2026-11-21 01:30 +02:00", "2026-11-20T23:30:00Z"), ("2026-11-21 01:30\u{2212}02", "2026-11-21T03:30:00Z"),
        ("01:30 UTC", "2026-11-21T01:30:00Z"), ("02:00 UTC", "2026-11-20T02:00:00Z"),
        // In digits.
        ("20261121T013000Z", "2026-11-21T01:30:00Z"), ("20261121 013000", "2026-11-21T00:30:00Z"),
        ("20261121T0130", "2026-11-21T00:30:00Z"), ("20261121013000", "2026-11-21T00:30:00Z"),
        ("20261121", "2026-11-20T23:00:00Z"),
        ("@1763688600", "2025-11-21T01:30:00Z"), ("1763688600", "2025-11-21T01:30:00Z"), ("@0", "1970-01-01T00:00:00Z"),
        ("1763688600123", "2025-11-21T01:30:00Z"), ("1763688600.123", "2025-11-21T01:30:00Z"),
        ("1763688600123456", "2025-11-21T01:30:00Z"), ("1763688600123456789", "2025-11-21T01:30:00Z"),
        // In words.
        ("today 01:00", "2026-11-21T00:00:00Z"), ("today", "2026-11-20T23:00:00Z"),
        ("yesterday", "2026-11-19T23:00:00Z"),
        ("yesterday 14:00", "2026-11-20T13:00:00Z"), ("14:00 yesterday", "2026-11-20T13:00:00Z"),
        ("Yesterday at 2pm", "2026-11-20T13:00:00Z"), ("Friday 14:00", "2026-11-20T13:00:00Z"),
        ("Saturday 02:45", "2026-11-21T01:45:00Z"), ("Saturday 02:46", "2026-11-14T01:46:00Z"),
        ("sat", "2026-11-20T23:00:00Z"), ("Sunday", "2026-11-14T23:00:00Z"), ("Now", "2026-11-21T01:45:00Z"),
        ("1:15pm", "2026-11-20T12:15:00Z"), ("1:15 am", "2026-11-21T00:15:00Z"), ("12am", "2026-11-20T23:00:00Z"),
        ("12 PM", "2026-11-20T11:00:00Z"), ("noon", "2026-11-20T11:00:00Z"), ("midnight", "2026-11-20T23:00:00Z"),
        ("yesterday noon", "2026-11-20T11:00:00Z"),
        // Back from now.
        ("2h ago", "2026-11-20T23:45:00Z"), ("90 minutes ago", "2026-11-21T00:15:00Z"),
        ("1 day ago", "2026-11-20T01:45:00Z"),
        ("-1h30m", "2026-11-21T00:15:00Z"), ("-90m", "2026-11-21T00:15:00Z"), ("-1.5h", "2026-11-21T00:15:00Z"),
        ("\u{2212}2h", "2026-11-20T23:45:00Z"), ("\"01:30\"", "2026-11-21T00:30:00Z"),
    ])
    func readsWhatPeopleTypeAndLogsWrite(text: String, expected: String) throws {
        #expect(try parse(text, zone: "Europe/Berlin") == expected)
    }

    @Test(arguments: [
        "", " ", "-", "tomorrow", "yesterdays", "garbage", "+2h", "-2y", "1", "90", "01:3o", "01:30:00:00", "01:30:",
        "26-11-21", "21.11.26", "2026-11-21T", "2026-11-21 01:30+25:00", "2026-11-21 01:30+01:60", "2026-11-21 01:30+1",
        "2026-11-21_01:30", "2026-11-21-01:30", "2026-11-21T01:30:00.1x", "٠١:٣٠", "½h ago", "-1:30", "01:+3",
        "2026-11-2101:30", "9999999999", "101112", "2026", "Nov 2026", "UTC", "+01:00", "noon noon", "01:30 02:30",
        "2026-11-21 2026-11-22", "01:30 UTC CET", "01:30 XYZ", "at 5pm", ", 5pm", "@", "@x", "@1.", "1.5.3",
        "@99999999999999999999", "14:00-15:00", "-30m1h", "today yesterday", "5:30 pm pm", "ago", "-ago", "NO 21",
    ])
    func refusesEverythingElse(text: String) {
        #expect(refusal(text)?.contains("is not a time; write 2026-11-21T01:30:00+01:00") == true, "\(text)")
    }

    @Test(arguments: [
        ("01/02/2026", "may begin with the day or with the month; write 2026-02-01 or 2026-01-02"),
        ("01-02-2026 10:00", "write 2026-02-01 or 2026-01-02"),
        ("2h", "is a length of time; write -2h or '2h ago'"), ("90 minutes", "write -90minutes or '90 minutes ago'"),
        ("-90", "has no unit; write -90m for minutes or -90s for seconds"),
        ("- 90", "has no unit; write -90m"),
        ("2026-02-29", "there is no such day"), ("2026-13-01", "there is no such day"), ("2026-11-00", "no such day"),
        ("2026-11-31", "there is no such day"), ("0026-11-21", "no such day since 1900"), ("Nov 31", "no such day"),
        ("24:00", "from 00:00:00 to 23:59:59"), ("01:60", "from 00:00:00 to 23:59:59"),
        ("01:30:60", "from 00:00:00 to 23:59:59"), ("20261121 250000", "from 00:00:00 to 23:59:59"),
        ("13pm", "there is no 13 pm"), ("0:30 am", "there is no 0 am"),
        ("Fri Nov 20 01:30:00 2025", "2025-11-20 is a Thursday"), ("Sunday 2026-11-21", "2026-11-21 is a Saturday"),
        ("01:30 Europe/Atlantis", "there is no time zone 'Europe/Atlantis'; write it as Europe/Berlin"),
    ])
    func refusesWithAReason(text: String, reason: String) {
        #expect(refusal(text)?.contains(reason) == true)
    }

    @Test(
        arguments: [
            (
                "2026-10-25 02:30", .begin, "2026-10-25T00:30:00Z",
                "the first is taken, 2026-10-25T02:30:00+02:00; for the other write 2026-10-25T02:30:00+01:00"
            ),
            (
                "2026-10-25 02:30", .end, "2026-10-25T01:30:00Z",
                "the second is taken, 2026-10-25T02:30:00+01:00; for the other write 2026-10-25T02:30:00+02:00"
            ),
            (
                "2026-03-29 02:30", .begin, "2026-03-29T01:00:00Z",
                "02:30:00 did not exist on 2026-03-29 in Europe/Berlin, where clocks were put forward: the moment they were is taken, 2026-03-29T03:00:00+02:00; for another write its offset, such as 2026-03-29T02:30:00+01:00"
            ),
            (
                "2026-11-21 01:30 CST", .begin, "2026-11-21T07:30:00Z",
                "CST has several meanings, of which -06:00 is taken"
            ),
            // The one that the host's own zone knows.
            ("2026-07-01 01:30 IST", .begin, "2026-07-01T00:30:00Z", "of which +01:00 is taken"),
            ("2026-10-25 02:30 CET", .end, "2026-10-25T01:30:00Z", nil),
            ("2026-10-25", .end, "2026-10-25T22:59:59Z", nil),
            ("2026-10-25", .begin, "2026-10-24T22:00:00Z", nil), ("yesterday", .end, "2026-11-20T22:59:59Z", nil),
            ("Nov 20", .end, "2026-11-20T22:59:59Z", nil), ("2026-11-21 01:30", .end, "2026-11-21T00:30:00Z", nil),
        ] as [(String, TimeExpression.Edge, String, String?)]
    )
    func whatCanMeanTwoMomentsIsSaid(text: String, edge: TimeExpression.Edge, expected: String, remark: String?) throws
    {
        let zone = try #require(TimeZoneName(name: "Europe/Berlin"))
        let reading = try TimeExpression.read(text, now: Self.now, zone: zone, edge: edge)
        #expect(Timestamp.text(reading.instant) == expected)
        #expect(reading.remarks.count == (remark == nil ? 0 : 1))
        if let remark { #expect(reading.remarks.first?.contains(remark) == true, "\(reading.remarks)") }
    }

    /// At the second 02:15 of that night the second 02:30 lies ahead, and the first is the latest.
    @Test func ofATimeThatComesTwiceOnlyWhatHasBeenIsTaken() throws {
        let zone = try #require(TimeZoneName(name: "Europe/Berlin"))
        let now = try TimeExpression.parse("2026-10-25T02:15:00+01:00", now: 0, zone: .utc)
        let reading = try TimeExpression.read("02:30", now: now, zone: zone, edge: .end)
        #expect(Timestamp.text(reading.instant) == "2026-10-25T00:30:00Z")
    }

    @Test func thereMayBeEightYearsFromOneLeapDayToTheNext() throws {
        let now = try TimeExpression.parse("2104-02-28", now: 0, zone: .utc)
        #expect(try parse("Feb 29 01:30", now: now) == "2096-02-29T01:30:00Z")
    }

    @Test func noTextIsTooStrange() {
        let pieces = [
            "2026-11-21", "21.11.2026", "21/Nov/2026", "01/02/2026", "20261121", "261121", "Nov", "21", "1", "2026",
            "Sat",
            "Feb 29", "today", "01:30", "01:30:00", ":", ",123", ".1234567", "T", "Z", "CET", "CST", "Europe/Zurich",
            "../..", "/", "+01", "-01:00", "-", "+", "pm", "noon", "2h", "90 minutes", "ago", "1h30m", "-90m", "@",
            "1763688600", "99999999999999999999", "013000", "at", " ", " ", ",", "[", "'", "\u{2212}", "\u{202F}",
            "\u{0}",
            "٣", "½", "now", "9999-12-31", "1901-01-01", "nan", "1e9", "ms",
        ]
        var random = SplitMix(seed: 1)
        var read = 0
        for _ in 0..<20_000 {
            let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            let text = words.joined(separator: Bool.random(using: &random) ? " " : "")
            _ = try? DurationExpression.parse(text)
            guard let reading = try? TimeExpression.read(text, now: Self.now, zone: .utc) else { continue }
            read += 1
            // What is shown is read back, and a time without day is never ahead.
            let again = try? TimeExpression.parse(Timestamp.text(reading.instant), now: 0, zone: .utc)
            if again != reading.instant || !reading.namesDay && reading.instant > Self.now {
                Issue.record("\(text): \(reading)")
            }
        }
        #expect(read > 500)
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
