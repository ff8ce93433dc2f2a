/// How much of the incident window one log really covers.
struct Coverage: Equatable, Sendable {
    /// A stretch of the window without any record.
    struct Hole: Equatable, Sendable {
        /// The record before it, in nanoseconds since 1970.
        let from: Int64
        /// The record after it.
        let to: Int64
    }

    /// How the log stands to one end of the window.
    enum Edge: Equatable, Sendable {
        /// There are records beyond this end, so that none is missing here.
        case reached
        /// The log itself begins or ends inside the window.
        case fileEnds
        /// Nothing is known, because the log has no times or no record at all.
        case unknown
    }

    /// Whether any record had a time; without one nothing was left out.
    var hasTimes = false
    /// The first and the last kept record, in nanoseconds since 1970; nil when none was kept.
    var first: Int64?
    var last: Int64?
    /// The last record before the window and the first one after it, as far as they were read.
    var lastBefore: Int64?
    var firstAfter: Int64?
    /// Stretches without records, in order, the longest ``maximumHoles`` of them.
    var holes: [Hole] = []
    /// Records kept, and records read and left out.
    var recordsKept = 0
    var recordsDropped = 0
    /// Bytes kept, and those of records before and after the window, read or passed over.
    var bytesKept: Int64 = 0
    var bytesBefore: Int64 = 0
    var bytesAfter: Int64 = 0
    /// Bytes passed over between two parts of the file in which the window is, since a clock was put back.
    var bytesBetween: Int64 = 0
    /// NUL bytes that fill the file and were left out.
    var paddingBytes: Int64 = 0
    /// Records in the hour that comes twice whose pass could not be told.
    var ambiguousRecords = 0
    /// Where a clock was put back so far that the window is in several places of the file.
    var clockSteps = 0
    /// Whether the log's times rise; otherwise all of it was read.
    var isOrdered = true

    static let maximumHoles = 16

    /// How the log stands to the window's beginning.
    func start(_ window: RecordWindow) -> Edge {
        guard hasTimes else { return .unknown }
        return bytesBefore > 0 || window.since == .min ? .reached : .fileEnds
    }

    /// How the log stands to the window's end.
    func end(_ window: RecordWindow) -> Edge {
        guard hasTimes else { return .unknown }
        return bytesAfter > 0 ? .reached : .fileEnds
    }

    /// Remembers a stretch without records.
    mutating func add(_ hole: Hole) {
        holes.append(hole)
        guard holes.count > Self.maximumHoles else { return }
        let shortest = holes.indices.min { holes[$0].to - holes[$0].from < holes[$1].to - holes[$1].from }
        if let shortest { holes.remove(at: shortest) }
    }
}
