/// A SQLite database, taken as a consistent snapshot.
public struct DatabaseCollector: Equatable, Sendable {
    static let keys = ["paths", "memory", "memory-reason", "timeout", "bytes"]

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

    init(_ node: SettingsNode) throws(ProfileError) {
        paths = try node.strings("paths")
        guard !paths.isEmpty else { throw node.error(at: nil, "'paths' is missing") }
        memoryValue = try node.string("memory")
        memoryReason = try node.string("memory-reason")
        timeout = try node.duration("timeout") ?? .seconds(300)
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(64 << 30)
    }
}
