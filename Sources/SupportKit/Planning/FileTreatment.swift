/// How the content of a file is taken.
public struct FileTreatment: Equatable, Sendable {
    /// Most bytes taken; more is cut at the beginning.
    public var maximumBytes: Int64
    /// Whether a binary file is taken.
    public var takesBinary = false
    /// The user who could have chosen the path; nil when root or the caller did.
    public var namedBy: UInt32?
    /// Texts that mark log records with message data, which are cut.
    public var omit: [String] = []
    /// How its records write their times; nil when that is recognised and the zone is the host's.
    public var times: RecordTimes?
    /// Whether of a log that is too large both ends are kept, although no window is given.
    var keepsBothEnds = false
}
