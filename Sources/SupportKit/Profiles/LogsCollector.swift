/// Log files whose names the product's configuration gives, once for each log target.
public struct LogsCollector: Equatable, Sendable {
    static let keys =
        ["each", "where", "path", "default", "counter", "siblings", "silent", "omit", "bytes", "files"]
        + RecordTimes.keys

    /// The path of the setting that stands for one log target, such as `Logging/Target`.
    public let each: String
    /// Settings below the target and the values, any of which they must have.
    public let conditions: [Condition]
    /// The setting below the target that holds the file name.
    public let path: String
    /// The file name when the setting is absent.
    public let fallback: String?
    /// The token that stands for a number counted up at each rotation, such as `%n`; other `%` tokens are strftime's.
    public let counter: String?
    /// Endings that rotation or compression adds to a name.
    public let siblings: [String]
    /// Values of the first condition's setting that leave no file, and what to say of each.
    public let silent: [Silence]
    /// Texts in the first line of records that hold message data: such records are cut unless these are asked for.
    public let omit: [String]
    /// Most bytes taken of one file; more is cut at the beginning.
    public let maximumBytes: ByteCount
    /// Most files of one target, the newest first.
    public let maximumFiles: Int
    /// How records write their times.
    public let times: RecordTimes?

    /// A setting below the log target and the values it may have.
    public struct Condition: Equatable, Sendable {
        /// The setting.
        public let setting: String
        /// The values, compared without case.
        public let values: [String]
    }

    /// A kind of log target that leaves no file behind.
    public struct Silence: Equatable, Sendable {
        /// The value of the condition's setting.
        public let value: String
        /// Where its records are instead, or that there are none.
        public let statement: String
    }

    init(_ node: SettingsNode) throws(ProfileError) {
        each = try node.required("each")
        conditions = try node.dictionary("where").map { Condition(setting: $0.key, values: $0.values) }
        path = try node.required("path")
        fallback = try node.string("default")
        counter = try node.string("counter")
        siblings = try node.strings("siblings")
        silent = try node.dictionary("silent").map {
            Silence(value: $0.key, statement: $0.values.joined(separator: " "))
        }
        omit = try node.strings("omit")
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(16 << 30)
        maximumFiles = try node.integer("files") ?? 1_000
        times = try RecordTimes(node)
    }
}
