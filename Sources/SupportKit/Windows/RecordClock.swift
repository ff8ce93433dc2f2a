/// Turns the times written in a log into instants.
struct RecordClock: Sendable {
    private let offsets: ZoneOffsets
    private let modified: Int64
    private let booted: Int64?
    /// The stretch the last time was in, in which the next one nearly always is too.
    private var stretch: ZoneOffsets.Stretch
    private var stretchEnd: Int64

    /// Creates a clock for one file.
    ///
    /// - Parameters:
    ///   - offsets: those of the zone in which times without zone are meant.
    ///   - modified: when the file was last written, in seconds since 1970; times without year are not later.
    ///   - booted: when the system was started, in seconds since 1970; without it, times since then have no meaning.
    init(offsets: ZoneOffsets, modified: Int64, booted: Int64? = nil) {
        self.offsets = offsets
        self.modified = modified
        self.booted = booted
        stretch = ZoneOffsets.Stretch(start: 0, early: 0, late: 0)
        stretchEnd = .min
    }

    /// The instant of a time; nil for one since a start of the system that is not known.
    mutating func time(of stamp: RecordStamp) -> RecordTime? {
        switch stamp.zone {
        case .offset(let offset):
            return Self.time(stamp.seconds - Int64(offset), stamp)
        case .none:
            return local(stamp.seconds, stamp)
        case .named(let packed):
            find(stamp.seconds)
            guard let minutes = ZoneAbbreviation.minutes(packed) else { return local(stamp.seconds, stamp) }
            let own = minutes.first { $0 * 60 == stretch.early || $0 * 60 == stretch.late }
            guard let offset = own ?? minutes.first else { return nil }
            return Self.time(stamp.seconds - Int64(offset) * 60, stamp)
        case .withoutYear:
            return local(yearBefore(stamp.seconds), stamp)
        case .sinceBoot:
            return booted.map { Self.time($0 + stamp.seconds, stamp) }
        }
    }

    private mutating func local(_ seconds: Int64, _ stamp: RecordStamp) -> RecordTime {
        find(seconds)
        let nanoseconds = Int64(stamp.nanoseconds)
        return RecordTime(
            earliest: (seconds - Int64(stretch.early)) * RecordWindow.second + nanoseconds,
            latest: (seconds - Int64(stretch.late)) * RecordWindow.second + nanoseconds
        )
    }

    private mutating func find(_ local: Int64) {
        guard local < stretch.start || local >= stretchEnd else { return }
        let index = offsets.index(of: local)
        stretch = offsets.stretches[index]
        stretchEnd = index + 1 < offsets.stretches.count ? offsets.stretches[index + 1].start : .max
    }

    /// The time in the latest year in which it is not later than a day behind the file's modification.
    private func yearBefore(_ seconds: Int64) -> Int64 {
        let stamp = CivilTime(secondsSince1970: seconds)
        let limit = CivilTime(secondsSince1970: modified)
        var candidate = stamp
        // 29 February may be eight years back.
        for year in stride(from: limit.year + 1, through: limit.year - 9, by: -1) {
            guard stamp.day <= StampReader.lastDay(year, stamp.month) else { continue }
            candidate.year = year
            if candidate.secondsSince1970 <= modified + 2 * 86_400 { break }
        }
        return candidate.secondsSince1970
    }

    private static func time(_ seconds: Int64, _ stamp: RecordStamp) -> RecordTime {
        RecordTime(seconds * RecordWindow.second + Int64(stamp.nanoseconds))
    }
}
