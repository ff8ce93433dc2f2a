/// What of a log that is larger than allowed passes, where its bytes come as a stream.
struct RecordCut {
    // Two optionals and no enumeration: what they hold is changed in its place.
    private var ends: HeadTailCut?
    private var middle: MiddleCut?

    /// Creates a cut to so much room.
    init(_ room: WindowRoom, scan: RecordScan, zone: TimeZoneName) {
        if case .around(let moment) = room.place {
            middle = MiddleCut(bytes: room.bytes, moment: moment, scan: scan, zone: zone)
        } else {
            ends = HeadTailCut(bytes: room.bytes, scan: scan, zone: zone)
        }
    }

    /// Bytes left out so far.
    var omitted: Int64 { ends?.omitted ?? middle?.omitted ?? 0 }

    /// The times of the first and the last record that passed; nil where those of the window hold.
    var kept: (first: Int64, last: Int64)? { omitted > 0 ? middle?.kept : nil }

    /// Takes a chunk and passes on what is known to stay.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        try ends?.consume(chunk, into: push)
        try middle?.consume(chunk, into: push)
    }

    /// Passes on what was held back.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        try ends?.finish(into: push)
        try middle?.finish(into: push)
    }
}
