/// How a text is written: where a value ends, and what may stand over several lines.
public enum Grammar: String, Sendable, CaseIterable {
    case xml
    case json
    case yaml
    /// `key = value` and `key value` lines with sections and comments: most Unix configuration.
    case ini
    case toml
    /// Java properties.
    case properties
    case shell
    /// `.env` files: shell assignments whose value runs to the end of the line.
    case dotenv
    /// NUL-separated `NAME=value`, as in `/proc/PID/environ`; values may hold line ends.
    case environment
    /// Arguments of processes: `ps` output, or NUL-separated as in `/proc/PID/cmdline`.
    case commandLine
    case sql
    /// The source of a program: what is not quoted is code.
    case source
    /// Log lines; also anything unknown.
    case log
    /// Prose and whatever has no known form; read as a log.
    case text
    /// `host:port:database:user:password`
    case pgpass
    /// `machine m login l password p`
    case netrc
    /// `user:hash`, also with more fields: htpasswd, shadow, gshadow.
    case passwordFile
    /// `"user" "password"` lines of PgBouncer.
    case userList
    /// A secret, bare: every line is one.
    case bareSecret

    /// Whether every line is parsed; else only the lines in which a search over whole blocks finds something.
    var isParsedThroughout: Bool {
        switch self {
        case .log, .text, .source: false
        default: true
        }
    }

    /// Whether values of keys that begin a line run to its end.
    var hasLineValues: Bool {
        switch self {
        case .ini, .toml, .properties, .dotenv, .environment: true
        default: false
        }
    }

    /// Whether `# …` or `; …` behind a value is a comment.
    var hasTrailingComments: Bool {
        switch self {
        case .ini, .toml, .yaml, .dotenv: true
        default: false
        }
    }
}
