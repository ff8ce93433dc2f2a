/// How a running server is recognised and what its command line tells.
public struct ProcessProfile: Equatable, Sendable {
    static let keys = [
        "executables", "argument", "home", "configuration-options", "configuration-positional", "definitions",
        "variables",
    ]

    /// Names of the executable file (the target of `/proc/PID/exe`, not the name a process gives itself).
    public let executables: [String]
    /// An argument that must be on the command line too, as a whole.
    public let argument: String?
    /// The installation directory: relative to the executable's directory (`..`), or a `{variable}`.
    public let home: String?
    /// Options whose next argument, or text after `=`, names the configuration file.
    public let configurationOptions: [String]
    /// Whether the first argument that is no option names the configuration file.
    public let isConfigurationPositional: Bool
    /// The prefix of arguments that define variables of the configuration (`-DNAME=value`: `-D`).
    public let definitions: String?
    /// Further places: name → the prefix of the argument that gives it.
    public let variables: [String: String]

    init(_ node: SettingsNode) throws(ProfileError) {
        executables = try node.strings("executables")
        guard !executables.isEmpty else { throw node.error(at: nil, "'executables' is missing") }
        argument = try node.string("argument")
        home = try node.string("home")
        configurationOptions = try node.strings("configuration-options")
        isConfigurationPositional = try node.bool("configuration-positional", default: false)
        definitions = try node.string("definitions")
        variables = Dictionary(
            try node.dictionary("variables").map { ($0.key, $0.values.first ?? "") },
            uniquingKeysWith: { $1 }
        )
    }
}
