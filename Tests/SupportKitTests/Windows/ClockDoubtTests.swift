@testable import SupportKit
import Testing

@Suite struct ClockDoubtTests {
    private static let modified: Int64 = 1_795_219_200

    private func doubt(_ difference: Int64, namesZone: Bool = false) -> ClockDoubt? {
        ClockDoubt(
            last: RecordTime((Self.modified + difference) * RecordWindow.second),
            namesZone: namesZone,
            modified: Self.modified
        )
    }

    @Test(arguments: [-7_200, -19_800, -3_650, -1_850, 7_200, 5_000, 200] as [Int64])
    func aDifferenceAsOfTwoZonesIsSaid(difference: Int64) {
        #expect(doubt(difference) != nil)
    }

    /// Idle for some minutes, or a copy.
    @Test(arguments: [0, -5, -900, -1_300, -4_000, -90_000, 60] as [Int64])
    func otherDifferencesAreOrdinary(difference: Int64) {
        #expect(doubt(difference) == nil)
    }

    @Test func aTimeWithItsZoneCanOnlyBeOfAWrongClock() {
        #expect(doubt(-7_200, namesZone: true) == nil)
        #expect(doubt(7_200, namesZone: true)?.remark(zone: .utc).hasSuffix("was a clock wrong?") == true)
    }

    @Test func theRemarkNamesBothTimesAndWhatToDo() {
        #expect(
            doubt(-7_200)?.remark(zone: .utc)
                == "its last record is of 2026-11-20T22:00:00Z, but it was last written at 2026-11-21T00:00:00Z: "
                + "are its times of another zone? --timezone, or timezone in the profile, says which"
        )
    }
}
