@testable import SupportKit
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "UTC", "1970-01-01T00:00:00Z"), (-1, "UTC", "1969-12-31T23:59:59Z"),
            (1_795_225_500, "Europe/Berlin", "2026-11-21T02:45:00+01:00"),
            (1_782_864_000, "Europe/Berlin", "2026-07-01T02:00:00+02:00"),
            (1_795_225_500, "America/New_York", "2026-11-20T20:45:00-05:00"),
            (1_795_225_500, "America/St_Johns", "2026-11-20T22:15:00-03:30"),
            (1_795_225_500, "Asia/Kathmandu", "2026-11-21T07:30:00+05:45"),
            (1_795_225_500, "Europe/London", "2026-11-21T01:45:00+00:00"),
            (253_402_300_799, "UTC", "9999-12-31T23:59:59Z"),
        ] as [(Int64, String, String)]
    )
    func writesRFC3339(seconds: Int64, zone: String, text: String) throws {
        #expect(Timestamp.text(seconds, zone: try #require(TimeZoneName(name: zone))) == text)
    }

    @Test func writesTheCompactForm() {
        #expect(Timestamp.compact(1_795_225_500) == "20261121T014500Z")
        #expect(Timestamp.compact(0) == "19700101T000000Z")
    }

    @Test func everyTimeAFileCanHaveIsWritten() {
        for seconds in [Int64.min / 2, -62_167_219_201, 1 << 55, Int64.max / 2] {
            #expect(!Timestamp.text(seconds).isEmpty)
        }
    }

    @Test(arguments: [("UTC", "UTC"), ("GMT", "UTC"), ("Z", "UTC"), ("Europe/Berlin", "Europe/Berlin")])
    func zonesHaveNames(name: String, expected: String) {
        #expect(TimeZoneName(name: name)?.name == expected)
    }

    @Test(arguments: ["", "Mars/Olympus", "../../etc/passwd", "Europe"])
    func unknownZonesAreRefused(name: String) {
        #expect(TimeZoneName(name: name) == nil)
    }

    @Test func aWindowIsShownWithItsOffset() throws {
        let zone = try #require(TimeZoneName(name: "Europe/Berlin"))
        #expect(
            IncidentWindow(since: 1_795_222_800, until: 1_795_226_400, zone: zone).description
                == "2026-11-21T02:00:00+01:00 to 2026-11-21T03:00:00+01:00"
        )
        #expect(IncidentWindow(since: nil, until: nil, zone: zone).description == "the beginning to now")
    }
}
