@testable import SupportKit
import Testing

@Suite struct StatedTimeTests {
    @Test(arguments: [
        ("2026-11-21 01:30 UTC, first alert", "2026-11-21T01:30:00Z"),
        ("2026-11-21T01:30:00+01:00", "2026-11-21T00:30:00Z"),
        ("since 2026-11-21 01:30:05 +0100.", "2026-11-21T00:30:05Z"),
        ("21 Nov 2026 01:30 Europe/Berlin", "2026-11-21T00:30:00Z"),
        ("(21.11.2026 01:30 +01)", "2026-11-21T00:30:00Z"), ("Sat Nov 21 01:30:00 2026 UTC", "2026-11-21T01:30:00Z"),
        ("after the change of 2026-11-20, at 2026-11-21 01:30Z", "2026-11-21T01:30:00Z"),
        ("2026-11-21 01:30 UTC to 2026-11-21 02:30 UTC", "2026-11-21T01:30:00Z"),
    ])
    func aFullTimeIsFoundInASentence(text: String, expected: String) {
        #expect(StatedTime.instant(in: text).map { Timestamp.text($0) } == expected)
        #expect(StatedTime.namesZone(text))
    }

    @Test(arguments: [
        "", "yesterday", "01:30 UTC", "2026-11-21", "2026-11-21 UTC", "2026-11-21 01:30", "Nov 21 01:30 UTC",
        "2026-11-21 01:30 CST", "ticket 1763688600 of 20261121", "2h ago",
    ])
    func nothingElseIs(text: String) {
        #expect(StatedTime.instant(in: text) == nil)
    }
}
