import Foundation
@testable import SupportKit
import Testing

@Suite struct CivilTimeTests {
    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    @Test func agreesWithFoundationForManyDays() {
        // Every 37 days and some hours from the year 1600 (Foundation's own calendar is Gregorian from 1582) to 2400.
        var seconds: Int64 = -11_676_096_000
        while seconds < 13_569_465_600 {
            let fields = Self.utc.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: Date(timeIntervalSince1970: TimeInterval(seconds))
            )
            let civil = CivilTime(secondsSince1970: seconds)
            let expected = CivilTime(
                year: fields.year ?? 0,
                month: fields.month ?? 0,
                day: fields.day ?? 0,
                hour: fields.hour ?? -1,
                minute: fields.minute ?? -1,
                second: fields.second ?? -1
            )
            guard civil == expected, civil.secondsSince1970 == seconds, civil.isValid else {
                Issue.record("\(seconds): \(civil), not \(expected)")
                return
            }
            seconds += 37 * 86_400 + 12_347
        }
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
        var day = CivilTime(secondsSince1970: -2_208_988_800)
        for number in 1...146_097 {
            let next = CivilTime(secondsSince1970: -2_208_988_800 + Int64(number) * 86_400)
            let isNextDay = next.day == day.day + 1 && next.month == day.month && next.year == day.year
            let isNextMonth = next.day == 1 && day.day >= 28 && next.month == day.month % 12 + 1
            guard isNextDay || isNextMonth else {
                Issue.record("\(day.date) is followed by \(next.date)")
                return
            }
            day = next
        }
        #expect(day.date == "2300-01-01")
    }

    @Test(arguments: [
        (2026, 2, 29, 0, 0, 0, false), (2024, 2, 29, 0, 0, 0, true), (1900, 2, 29, 0, 0, 0, false),
        (2000, 2, 29, 0, 0, 0, true), (2026, 4, 31, 0, 0, 0, false), (2026, 13, 1, 0, 0, 0, false),
        (2026, 0, 1, 0, 0, 0, false), (2026, 1, 0, 0, 0, 0, false), (2026, 1, 1, 24, 0, 0, false),
        (2026, 1, 1, 23, 59, 59, true), (2026, 1, 1, 0, 60, 0, false), (2026, 1, 1, 0, 0, 60, false),
        (2026, 1, 1, -1, 0, 0, false),
    ])
    func knowsWhichTimesExist(
        year: Int,
        month: Int,
        day: Int,
        hour: Int,
        minute: Int,
        second: Int,
        isValid: Bool
    ) {
        let civil = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        #expect(civil.isValid == isValid)
    }

    @Test func isWrittenWithLeadingZeros() {
        let civil = CivilTime(year: 33, month: 4, day: 3, hour: 5, minute: 6, second: 7)
        #expect(civil.date == "0033-04-03")
        #expect(civil.time == "05:06:07")
    }
}
