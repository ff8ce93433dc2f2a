/// A SQLite database, taken as a consistent snapshot.
public struct DatabaseCollector: Equatable, Sendable {
    static let keys = ["paths", "memory", "memory-reason", "timeout", "bytes", "time", "time-format", "whole"]

    /// Absolute patterns, with `{variables}` and settings in braces.
    public let paths: [String]
    /// The value of the setting that means that there is no file.
    public let memoryValue: String?
    /// What to say then, and the remedy.
    public let memoryReason: String?
    /// How long the snapshot may take.
    public let timeout: Duration
    /// A larger database is left out.
    public let maximumBytes: ByteCount
    /// Where the times of rows are; nil when the database is always taken whole.
    public let times: DatabaseTimes?

    init(_ node: SettingsNode) throws(ProfileError) {
        paths = try node.strings("paths")
        guard !paths.isEmpty else { throw node.error(at: nil, "'paths' is missing") }
        memoryValue = try node.string("memory")
        memoryReason = try node.string("memory-reason")
        timeout = try node.duration("timeout") ?? .seconds(300)
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(64 << 30)
        let columns = try node.strings("time")
        let format = try node.choice("time-format", DatabaseTimes.Format.self)
        if columns.isEmpty, let key = ["time-format", "whole"].first(where: node.has) {
            throw node.error(at: key, "'\(key)' needs 'time'")
        }
        guard !columns.isEmpty else {
            times = nil
            return
        }
        guard let format else { throw node.error(at: "time", "'time' needs 'time-format'") }
        times = DatabaseTimes(columns: columns, format: format, wholeTables: try node.strings("whole"))
    }
}
