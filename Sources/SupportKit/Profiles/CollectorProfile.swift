/// How an artifact is had.
///
/// Each kind of collector has its own keys.
public enum CollectorProfile: Equatable, Sendable {
    /// The configuration files the product reads, includes followed.
    case configuration
    /// Files by pattern.
    case files(FilesCollector)
    /// Log files that the product's configuration names, rotated ones too.
    case logs(LogsCollector)
    /// Records of the system's journal.
    case journal(JournalCollector)
    /// A consistent snapshot of a SQLite database.
    case sqlite(DatabaseCollector)
    /// The output of a command.
    case command(CommandCollector)
    /// The answer of an HTTP address of the product, through `curl`.
    case http(HTTPCollector)
    /// Settings of the system against recommended values.
    case settings(SettingsCollector)
    /// What the system knows of the product's process.
    case process
    /// Names, sizes and times of files that are not taken.
    case listing(FilesCollector)

    static let keysByKind: [String: [String]] = [
        "configuration": [],
        "files": FilesCollector.keys,
        "logs": LogsCollector.keys,
        "journal": JournalCollector.keys,
        "sqlite": DatabaseCollector.keys,
        "command": CommandCollector.keys,
        "http": HTTPCollector.keys,
        "settings": SettingsCollector.keys,
        "process": [],
        "listing": FilesCollector.keys,
    ]

    /// The name of the kind, as profiles and manifests write it.
    public var name: String {
        switch self {
        case .configuration: "configuration"
        case .files: "files"
        case .logs: "logs"
        case .journal: "journal"
        case .sqlite: "sqlite"
        case .command: "command"
        case .http: "http"
        case .settings: "settings"
        case .process: "process"
        case .listing: "listing"
        }
    }

    init(_ node: SettingsNode) throws(ProfileError) {
        let kind = try node.required("collector")
        guard let keys = CollectorProfile.keysByKind[kind] else {
            let known = CollectorProfile.keysByKind.keys.sorted().joined(separator: ", ")
            throw node.error(at: "collector", "there is no collector '\(kind)'; there are: \(known)")
        }
        let foreign = ArtifactProfile.allKeys.filter {
            !keys.contains($0) && !ArtifactProfile.keys.contains($0) && node.has($0)
        }
        if let key = foreign.sorted().first {
            throw node.error(at: key, "the key '\(key)' does not belong to the collector '\(kind)'")
        }
        switch kind {
        case "configuration": self = .configuration
        case "files": self = .files(try FilesCollector(node))
        case "logs": self = .logs(try LogsCollector(node))
        case "journal": self = .journal(try JournalCollector(node))
        case "sqlite": self = .sqlite(try DatabaseCollector(node))
        case "command": self = .command(try CommandCollector(node))
        case "http": self = .http(try HTTPCollector(node))
        case "settings": self = .settings(try SettingsCollector(node))
        case "process": self = .process
        default: self = .listing(try FilesCollector(node))
        }
    }
}
