extension TimeZoneName {
    /// Which of two moments is meant where clocks were put back and a time of day came twice.
    enum Repeated {
        case first, second
    }

    /// The moment at which clocks in this zone show a time.
    ///
    /// A time that clocks skipped stands for the moment at which they were put forward.
    ///
    /// - Parameters:
    ///   - local: Seconds since 1970 as if the time were UTC.
    ///   - repeated: Which moment is meant where there are two.
    /// - Returns: Seconds since 1970.
    func instant(_ local: Int64, _ repeated: Repeated = .first) -> Int64 {
        let day: Int64 = 86_400
        let offsets = [local - day, local + day].map { Int64(offset(at: $0)) }
        let right = offsets.map { local - $0 }.filter { $0 + Int64(offset(at: $0)) == local }
        if let first = right.min(), let last = right.max() { return repeated == .first ? first : last }
        // In the gap the offset of before gives a moment after the change, and the other way round.
        var before = local - (offsets.max() ?? 0)
        var after = local - (offsets.min() ?? 0)
        let new = offset(at: after)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: middle) == new { after = middle } else { before = middle }
        }
        return after
    }

    /// The number of the day that clocks show, counted from 1970-01-01.
    func day(at instant: Int64) -> Int {
        let local = instant + Int64(offset(at: instant))
        return Int((local >= 0 ? local : local - 86_399) / 86_400)
    }
}
