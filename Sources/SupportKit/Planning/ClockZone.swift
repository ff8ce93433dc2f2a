/// Where clocks are read: a zone with its rules, or a mere offset.
enum ClockZone: Equatable {
    /// Seconds east of UTC.
    case offset(Int)
    case named(TimeZoneName)

    /// The day that clocks show, counted from 1970-01-01.
    func day(at instant: Int64) -> Int64 {
        switch self {
        case .offset(let offset): Int64(TimeZoneName.utc.day(at: instant + Int64(offset)))
        case .named(let zone): Int64(zone.day(at: instant))
        }
    }

    /// The moments at which clocks show a time: the same one twice but where clocks were put back.
    ///
    /// A time that clocks skipped stands for the moment at which they were put forward.
    ///
    /// - Parameter local: seconds since 1970 as if the time were UTC.
    /// - Returns: both moments, seconds since 1970.
    func moments(_ local: Int64) -> (first: Int64, last: Int64) {
        switch self {
        case .offset(let offset): (local - Int64(offset), local - Int64(offset))
        case .named(let zone): (zone.instant(local), zone.instant(local, .second))
        }
    }

    /// What there is to say of a time that clocks showed twice, or never.
    ///
    /// - Parameters:
    ///   - local: seconds since 1970 as if the time were UTC.
    ///   - taken: the moment that was taken for it.
    /// - Returns: a sentence without its end; nil when the time came once.
    func remark(_ local: Int64, taken: Int64) -> String? {
        guard case .named(let zone) = self else { return nil }
        let civil = CivilTime(secondsSince1970: local)
        let (first, last) = moments(local)
        let text = Timestamp.text(taken, zone: zone)
        if first != last {
            let other = Timestamp.text(taken == first ? last : first, zone: zone)
            return "\(civil.time) came twice on \(civil.date) in \(zone.name), where clocks were put back: the "
                + "\(taken == first ? "first" : "second") is taken, \(text); for the other write \(other)"
        }
        guard first + Int64(zone.offset(at: first)) != local else { return nil }
        let before = Timestamp.offset(zone.offset(at: first - 1))
        return
            "\(civil.time) did not exist on \(civil.date) in \(zone.name), where clocks were put forward: the moment "
            + "they were is taken, \(text); for another write its offset, such as \(civil.date)T\(civil.time)\(before)"
    }
}
