import SupportKit
import Testing

@Suite struct WindowExpressionTests {
    private func resolve(
        _ words: [String],
        now: String = "2026-11-21T02:45:00+01:00",
        length: Int64? = 86_400
    ) throws -> (window: String?, note: String?, echo: [String]) {
        var expression = WindowExpression()
        for index in stride(from: 0, to: words.count, by: 2) {
            switch words[index] {
            case "--since": expression.since = words[index + 1]
            case "--until": expression.until = words[index + 1]
            case "--around": expression.around = words[index + 1]
            default: expression.window = words[index + 1]
            }
        }
        let zone = try #require(TimeZoneName(name: "Europe/Berlin"))
        let (window, echo) = try expression.resolve(
            now: try TimeExpression.parse(now, now: 0, zone: .utc),
            zone: zone,
            length: length
        )
        let ends = window.map { window in
            [window.since, window.until].map { $0.map { Timestamp.text($0, zone: zone) } ?? "-" }.joined(separator: " ")
        }
        return (ends, window?.note, echo)
    }

    @Test(
        arguments: [
            ([], nil),
            (["--since", "01:30"], "2026-11-21T01:30:00+01:00 -"),
            (["--since", "-10m", "--until", "02:40"], "2026-11-21T02:35:00+01:00 2026-11-21T02:40:00+01:00"),
            (["--since", "yesterday", "--until", "yesterday"], "2026-11-20T00:00:00+01:00 2026-11-20T23:59:59+01:00"),
            (["--since", "22:00", "--until", "23:00"], "2026-11-20T22:00:00+01:00 2026-11-20T23:00:00+01:00"),
            (["--since", "23:00", "--until", "01:00"], "2026-11-20T23:00:00+01:00 2026-11-21T01:00:00+01:00"),
            (["--since", "01:30", "--until", "today 14:00"], "2026-11-21T01:30:00+01:00 2026-11-21T14:00:00+01:00"),
            // Of a time that came twice the window has both.
            (
                ["--since", "2026-10-25 02:30", "--until", "2026-10-25 02:30"],
                "2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00"
            ),
            (["--around", "01:30", "--window", "1h30m"], "2026-11-21T00:45:00+01:00 2026-11-21T02:15:00+01:00"),
            (["--until", "2026-11-20 12:00"], "2026-11-19T12:00:00+01:00 2026-11-20T12:00:00+01:00"),
        ] as [([String], String?)]
    )
    func aWindowIsReadAsItIsTyped(words: [String], expected: String?) throws {
        #expect(try resolve(words).window == expected)
    }

    /// Just after midnight the latest 23:59 is that of the day before.
    @Test func aTimeOfDayIsTheLatestOneAtEitherEnd() throws {
        let window = try resolve(["--since", "-10m", "--until", "23:59"], now: "2026-11-21T00:05:00+01:00").window
        #expect(window == "2026-11-20T23:55:00+01:00 2026-11-20T23:59:00+01:00")
    }

    @Test func anEndAloneHasTheUsualLengthBeforeItOrEverything() throws {
        let usual = try resolve(["--until", "01:30"], length: 21_600)
        #expect(usual.window == "2026-11-20T19:30:00+01:00 2026-11-21T01:30:00+01:00")
        #expect(usual.note == "6 hours up to --until, as no --since was given; --since changes it")
        #expect(usual.echo == ["--until 01:30 is read as 2026-11-21T01:30:00+01:00", usual.note])
        #expect(try resolve(["--until", "01:30"], length: nil).window == "- 2026-11-21T01:30:00+01:00")
    }

    @Test func whatIsNotPlainStandsBesideTheWindow() throws {
        let window = try resolve(["--since", "2026-10-25 02:30"])
        #expect(window.note?.hasPrefix("--since: 02:30:00 came twice on 2026-10-25 in Europe/Berlin") == true)
        #expect(window.echo == ["--since 2026-10-25 02:30 is read as 2026-10-25T02:30:00+02:00", window.note])
    }

    @Test(
        arguments: [
            (["--since", "garbage"], ["--since: 'garbage' is not a time; write "]),
            (["--until", "2h"], ["--until: '2h' is a length of time; write -2h"]),
            (["--around", "01:30", "--window", "30"], ["--window: '30' has no unit; write 30m"]),
            (["--around", "01:30", "--window", "0m"], ["--window: '0m'", "above zero"]),
            (
                ["--around", "yesterday", "--window", "1h"],
                ["--around: 'yesterday' is a whole day", "'yesterday 14:00'"]
            ),
            (
                ["--since", "today 14:00"],
                [
                    "--since today 14:00 is 2026-11-21T14:00:00+01:00, in the future (it is 2026-11-21T02:45:00+01:00)",
                    "zone",
                ]
            ),
            (["--around", "2026-11-22 01:30", "--window", "1h"], ["--around 2026-11-22 01:30 is ", "in the future"]),
            (
                ["--since", "-10m", "--until", "01:00"],
                [
                    "--until 01:00 (2026-11-21T01:00:00+01:00) is not after --since -10m (2026-11-21T02:35:00+01:00)",
                    "a time without date is the latest one before now (2026-11-21T02:45:00+01:00), so write the dates",
                ]
            ),
            (
                ["--since", "23:00", "--until", "04:00"],
                ["--until 04:00 (2026-11-20T04:00:00+01:00) is not after", "dates"]
            ),
            (["--since", "now", "--until", "2020-01-01 00:00"], ["write the earlier time behind --since"]),
            (["--since", "2026-11-20 01:00", "--until", "2026-11-20 01:00"], ["is not after --since"]),
        ] as [([String], [String])]
    )
    func aWindowThatCannotBeMeantIsRefused(words: [String], reasons: [String]) {
        let problem = #expect(throws: TimeExpression.Problem.self) { try resolve(words) }
        for reason in reasons {
            #expect(problem?.description.contains(reason) == true, "\(problem?.description ?? "")")
        }
    }
}
