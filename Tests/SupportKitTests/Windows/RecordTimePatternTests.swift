@testable import SupportKit
import Testing

@Suite struct RecordTimePatternTests {
    private func stamp(_ pattern: String, _ line: String) throws -> RecordStamp? {
        let bytes = Array(line.utf8)
        return try RecordTimePattern(pattern).stamp(in: bytes.span, from: 0, to: bytes.count)
    }

    /// 2026-11-21 01:45:07 as if it were UTC.
    private static let moment: Int64 = 1_795_225_507

    @Test(
        arguments: [
            ("%d.%m.%Y %H:%M:%S", "21.11.2026 01:45:07 record", 0, RecordStamp.Zone.none),
            ("%d.%m.%Y %H:%M:%S,%f", "21.11.2026   01:45:07,25 record", 250_000_000, .none),
            ("%Y%m%d%H%M%S", "20261121014507", 0, .none),
            ("[%e/%b/%y %k:%M:%S %z]", "[21/Nov/26 1:45:07 +01:00] x", 0, .offset(3_600)),
            ("%Y-%m-%dT%H:%M:%S.%f%z", "2026-11-21T01:45:07.123456789Z", 123_456_789, .offset(0)),
            ("%m/%d/%Y %I:%M:%S %p", "11/21/2026 1:45:07 AM", 0, .none),
            ("%Y-%m-%d %H:%M:%S %Z", "2026-11-21 01:45:07 CET", 0, .named(0x43_45_54)),
            ("%*(%Y-%m-%d %H:%M:%S)", "INFO (worker 7) (2026-11-21 01:45:07) record", 0, .none),
            ("%* at %s.%f", "ok at noon at 1795225507.5", 500_000_000, .offset(0)),
            ("100%% %Y-%m-%d %H:%M:%S", "100% 2026-11-21 01:45:07", 0, .none),
        ] as [(String, String, Int, RecordStamp.Zone)]
    )
    func readsWhatItDeclares(pattern: String, line: String, fraction: Int, zone: RecordStamp.Zone) throws {
        #expect(
            try stamp(pattern, line)
                == RecordStamp(seconds: Self.moment, nanoseconds: Int32(fraction), zone: zone)
        )
    }

    @Test(arguments: ["12:00:00 AM", "12:00:00 PM"])
    func theClockOfTwelveBeginsWithTwelve(time: String) throws {
        let stamp = try #require(try stamp("%Y-%m-%d %I:%M:%S %p", "2026-11-21 \(time)"))
        #expect(stamp.seconds % 86_400 == (time.hasSuffix("AM") ? 0 : 43_200))
    }

    @Test(
        arguments: [
            "", "21.11.2026", "21.13.2026 01:45:07", "30.02.2026 01:45:07", "21.11.2026 24:00:00",
            "21.11.2026 01:60:00",
            " 21.11.2026 01:45:07", "21.11.26 01:45:07", "1.11.2026 01:45:07",
        ]
    )
    func whatDiffersBeginsNoRecord(line: String) throws {
        #expect(try stamp("%d.%m.%Y %H:%M:%S", line) == nil)
    }

    @Test(
        arguments: [
            ("%Y-%m-%d", "'%H' is missing"), ("%H:%M", "'%Y' is missing"),
            ("%Y-%m-%d %I:%M", "'%I' and '%p' need each other"),
            ("%Y-%m-%d %H:%M %Q", "'%Q' is not known"), ("%s %", "'%' ends it"), ("%s%*", "nothing follows '%*'"),
        ]
    )
    func saysWhatIsWrong(pattern: String, problem: String) {
        #expect(throws: RecordTimePattern.Problem(text: problem)) { try RecordTimePattern(pattern) }
    }
}
