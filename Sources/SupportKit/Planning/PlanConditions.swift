/// What holds for a collection beside its plan: what becomes of the bundle, and how hard the host is worked.
public struct PlanConditions: Sendable {
    /// Whom the bundle is encrypted to; none to leave it plain.
    public var recipients: [OpenPGPKey] = []
    /// How many bytes a second are read at most; nil for no limit.
    public var bytesPerSecond: Int64?
    /// The most bytes of the finished bundle; nil for as many as it takes.
    public var maximumSize: Int64?
    /// The least number of bytes a second that can be asked for.
    public static var minimumBytesPerSecond: Int64 { ReadingRate.minimum }

    /// Creates the usual conditions.
    public init() {}

    /// For people: a name and a text each.
    var rows: [[String]] {
        recipients.enumerated().map { [$0 == 0 ? "encrypted to" : "", $1.description] }
            + (bytesPerSecond.map { [["reading", "at most \(ByteCount($0)) a second"]] } ?? [])
    }
}
