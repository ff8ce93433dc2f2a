/// One place a version can be read from.
public struct VersionSource: Equatable, Sendable {
    static let keys = ["id", "from", "run", "path", "paths", "artifact", "query", "pattern", "timeout", "running"]

    /// The kinds of place.
    public enum Kind: String, CaseIterable, Sendable {
        /// The output of a program of the installation.
        case program
        /// The text of a path.
        case path
        /// The beginning of files.
        case file
        /// The beginning of the newest log files of an artifact.
        case log
        /// A query on the database of an artifact.
        case sqlite
    }

    /// The name under which the evidence is kept.
    public let id: String
    /// What kind of place it is.
    public let kind: Kind
    /// `program`: the command.
    public let run: [String]
    /// `path`: the path; `file`: patterns.
    public let paths: [String]
    /// `log`, `sqlite`: the artifact read.
    public let artifact: String?
    /// `sqlite`: a query of one column; the first row counts.
    public let query: String?
    /// A regular expression; its first group, or else the whole match, is the version.
    public let pattern: String
    /// `program`: how long it may take.
    public let timeout: Duration
    /// Whether this tells what is running (or ran last) rather than what is installed.
    public let tellsRunning: Bool

    init(_ node: SettingsNode) throws(ProfileError) {
        id = try node.required("id")
        guard let kind = try node.choice("from", Kind.self) else { throw node.error(at: nil, "'from' is missing") }
        self.kind = kind
        run = try node.strings("run")
        paths = try node.strings("paths") + node.strings("path")
        artifact = try node.string("artifact")
        query = try node.string("query")
        pattern = try node.required("pattern")
        timeout = try node.duration("timeout") ?? .seconds(10)
        tellsRunning = try node.bool("running", default: false)
        do { _ = try Regex(pattern) } catch {
            throw node.error(at: "pattern", "'pattern' is not a regular expression that can be used")
        }
        switch kind {
        case .program where run.isEmpty: throw node.error(at: nil, "'run' is missing")
        case .path where paths.isEmpty, .file where paths.isEmpty: throw node.error(at: nil, "'paths' is missing")
        case .log where artifact == nil: throw node.error(at: nil, "'artifact' is missing")
        case .sqlite where artifact == nil || query == nil:
            throw node.error(at: nil, "'artifact' and 'query' are needed")
        default: break
        }
    }
}
