/// Files by pattern: `*`, `?` and `[…]` within a name, `**` for any depth.
public struct FilesCollector: Equatable, Sendable {
    static let keys = ["paths", "exclude", "bytes", "files", "raw", "timeless"] + RecordTimes.keys

    /// Absolute patterns, with `{variables}` and settings in braces.
    public let paths: [String]
    /// Patterns of names or absolute paths that are left out.
    public let exclude: [String]
    /// Most bytes taken of one file; more is cut at the beginning.
    public let maximumBytes: ByteCount
    /// Most files.
    public let maximumFiles: Int
    /// Whether binary files are taken too, unredacted but for secrets that stand in them as text.
    public let takesBinary: Bool
    /// Patterns of names of files that hold for any time, such as settings: an incident window does not leave them out.
    public let timeless: [String]
    /// How the records of logs among them write their times.
    public let times: RecordTimes?

    init(_ node: SettingsNode) throws(ProfileError) {
        paths = try node.strings("paths")
        guard !paths.isEmpty else { throw node.error(at: nil, "'paths' is missing") }
        for path in paths where !path.hasPrefix("/") && !path.hasPrefix("{") {
            throw node.error(at: "paths", "'\(path)' must be an absolute path, or begin with a {variable}")
        }
        exclude = try node.strings("exclude")
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(16 << 30)
        maximumFiles = try node.integer("files") ?? 100_000
        takesBinary = try node.bool("raw", default: false)
        timeless = try node.strings("timeless")
        if let path = timeless.first(where: { $0.contains("/") }) {
            throw node.error(at: "timeless", "'\(path)' must be a pattern of names, without a slash")
        }
        times = try RecordTimes(node)
    }
}
