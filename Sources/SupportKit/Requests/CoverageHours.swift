/// Hours that come back every week, as clocks in one zone show them.
public struct CoverageHours: Sendable, Equatable {
    /// A part of a day; it may go on after midnight.
    struct Shift: Sendable, Equatable {
        /// Minutes after midnight.
        let start: Int
        /// Minutes, at most a day.
        let length: Int
    }

    static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// The zone.
    public let zone: TimeZoneName
    /// The shifts that begin on each day, Monday first.
    let shifts: [[Shift]]

    init(zone: TimeZoneName, shifts: [[Shift]]) {
        self.zone = zone
        self.shifts = shifts
    }

    /// Whether every minute of the week is covered.
    public var isAlways: Bool {
        let week = 7 * 1_440
        var covered = [Bool](repeating: false, count: week)
        for (day, shifts) in shifts.enumerated() {
            for shift in shifts {
                for minute in 0..<shift.length { covered[(day * 1_440 + shift.start + minute) % week] = true }
            }
        }
        return covered.allSatisfy(\.self)
    }

    /// The covered times between two moments, in order, without overlap.
    ///
    /// - Parameters:
    ///   - range: Seconds since 1970.
    ///   - holidays: Days, as `TimeZoneName.day(at:)` counts them, on which no shift begins.
    /// - Returns: Seconds since 1970.
    func intervals(in range: Range<Int64>, without holidays: Set<Int> = []) -> [Range<Int64>] {
        var found: [Range<Int64>] = []
        // A shift of the day before may last until today.
        for day in (zone.day(at: range.lowerBound) - 1)...(zone.day(at: range.upperBound)) where !holidays.contains(day)
        {
            for shift in shifts[Self.weekday(of: day)] {
                let local = Int64(day) * 86_400 + Int64(shift.start) * 60
                let start = zone.instant(local)
                let end = zone.instant(local + Int64(shift.length) * 60, .second)
                let clipped = max(start, range.lowerBound)..<max(start, range.lowerBound, min(end, range.upperBound))
                if !clipped.isEmpty { found.append(clipped) }
            }
        }
        return Self.merged(found)
    }

    /// The weekday of a day counted from 1970-01-01, a Thursday; Monday is 0.
    static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    static func merged(_ intervals: [Range<Int64>]) -> [Range<Int64>] {
        var merged: [Range<Int64>] = []
        for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, interval.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, interval.upperBound)
            } else {
                merged.append(interval)
            }
        }
        return merged
    }

    /// What of the first times is not in the second; both in order and without overlap.
    static func difference(_ times: [Range<Int64>], _ covered: [Range<Int64>]) -> [Range<Int64>] {
        var left: [Range<Int64>] = []
        for time in times {
            var start = time.lowerBound
            for cover in covered where cover.upperBound > start && cover.lowerBound < time.upperBound {
                if cover.lowerBound > start { left.append(start..<cover.lowerBound) }
                start = max(start, cover.upperBound)
            }
            if start < time.upperBound { left.append(start..<time.upperBound) }
        }
        return left
    }
}
