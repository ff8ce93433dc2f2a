/// The offsets of a zone over some years, as a table made once: nothing but a look into it is done for a record.
struct ZoneOffsets: Equatable, Sendable {
    /// A stretch of local time.
    ///
    /// Where clocks were put back it has two offsets; what clocks pass over when they are put
    /// forward belongs to the stretch before, which is how it maps forward.
    struct Stretch: Equatable, Sendable {
        /// Local seconds since 1970 at which it begins.
        let start: Int64
        /// Seconds east of UTC, of the earlier reading.
        let early: Int32
        /// Those of the later reading.
        let late: Int32
    }

    let stretches: [Stretch]

    /// Reads the rules of a zone.
    ///
    /// - Parameters:
    ///   - zone: the zone.
    ///   - around: an instant in seconds; the table reaches from 12 years before it to 2 years behind it, and what lies
    ///     outside has the offset of its edge.
    init(_ zone: TimeZoneName, around: Int64) {
        let first = around - 12 * 31_556_952
        let last = around + 2 * 31_556_952
        let step: Int64 = 5 * 86_400
        var offset = Int64(zone.offset(at: first))
        var stretches = [Stretch(start: .min, early: Int32(offset), late: Int32(offset))]
        var instant = first
        while instant < last {
            let next = min(instant + step, last)
            let following = Int64(zone.offset(at: next))
            if following != offset {
                let change = Self.change(zone, from: offset, after: instant, until: next)
                if following < offset {
                    stretches.append(Stretch(start: change + following, early: Int32(offset), late: Int32(following)))
                }
                let start = change + max(offset, following)
                stretches.append(Stretch(start: start, early: Int32(following), late: Int32(following)))
                offset = following
            }
            instant = next
        }
        self.stretches = stretches
    }

    /// Which stretch a local time is in.
    func index(of local: Int64) -> Int {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].start <= local { low = middle } else { high = middle }
        }
        return low
    }

    /// The first instant that has another offset.
    private static func change(_ zone: TimeZoneName, from offset: Int64, after: Int64, until: Int64) -> Int64 {
        var low = after
        var high = until
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int64(zone.offset(at: middle)) == offset { low = middle } else { high = middle }
        }
        return high
    }
}
