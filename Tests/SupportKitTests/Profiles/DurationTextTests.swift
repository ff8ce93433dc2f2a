import SupportKit
import Testing

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("0", 0), ("30", 30_000), ("500ms", 500), ("1.5s", 1_500), ("30sec", 30_000), ("5m", 300_000),
            ("5min", 300_000), ("2h", 7_200_000), ("2H", 7_200_000), ("1.5h", 5_400_000), ("1d", 86_400_000),
            ("1w", 604_800_000),
        ] as [(String, Int64)]
    )
    func readsDurations(text: String, milliseconds: Int64) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
        #expect(Duration(text: text)?.inMilliseconds == milliseconds)
    }

    @Test(arguments: ["", "m", "-5m", "+5m", "5 m", "5y", "1h30m", "1e3", "nan", "inf", "½h", "99999999999", "30000w"])
    func refusesEverythingElse(text: String) {
        #expect(Duration(text: text) == nil)
    }
}
