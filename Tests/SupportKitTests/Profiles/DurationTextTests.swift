import SupportKit
import Testing

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("0", 0), ("30", 30_000), ("500ms", 500), ("1.5s", 1_500), ("30sec", 30_000), ("5m", 300_000),
            ("5min", 300_000), ("2h", 7_200_000), ("2H", 7_200_000), ("1.5h", 5_400_000), ("1d", 86_400_000),
            ("1w", 604_800_000), ("1h30m", 5_400_000), ("1h 30m", 5_400_000), ("90min", 5_400_000), ("5 m", 300_000),
            ("90 minutes", 5_400_000), ("1 hour 30 minutes", 5_400_000), ("1d2h3m4s5ms", 93_784_005), ("1.25s", 1_250),
        ] as [(String, Int64)]
    )
    func readsDurations(text: String, milliseconds: Int64) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
        #expect(Duration(text: text)?.inMilliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "m", "-5m", "+5m", "5y", "1h30", "30m1h", "1h1h", "1h m", "1h,30m", "5m ", " 5m", "1e3", "nan", "inf", "½h",
        "1.5.5h", ".", "99999999999", "30000w",
    ])
    func refusesEverythingElse(text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test(arguments: [("1h30m", 5_400), (" 90 minutes ", 5_400), ("1ms", 0)] as [(String, Int64)])
    func aLengthIsReadAsItIsTyped(text: String, seconds: Int64) throws {
        #expect(try DurationExpression.parse(text).components.seconds == seconds)
    }

    @Test(arguments: [
        ("30", "has no unit; write 30m for minutes or 30s for seconds"), ("soon", "write 30m, 1h30m, 2h or 1d"),
        ("0", "above zero, such as 30m"), ("0m", "above zero"), ("-30m", "above zero, such as 30m"), ("", "write 30m"),
    ])
    func aLengthThatCannotBeMeantIsRefused(text: String, reason: String) {
        let problem = #expect(throws: TimeExpression.Problem.self) { try DurationExpression.parse(text) }
        #expect(problem?.description.contains(reason) == true, "\(String(describing: problem))")
    }
}
