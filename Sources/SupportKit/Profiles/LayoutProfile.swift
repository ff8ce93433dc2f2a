/// A usual place of an installation.
public struct LayoutProfile: Equatable, Sendable {
    static let keys = ["home", "configuration", "variables"]

    /// The installation directory.
    public let home: String
    /// The configuration file that belongs to it.
    public let configuration: String?
    /// Further places by name, used as `{name}`.
    public let variables: [String: String]

    init(_ node: SettingsNode) throws(ProfileError) {
        home = try node.required("home")
        guard home.hasPrefix("/") else { throw node.error(at: "home", "'home' must be an absolute path") }
        configuration = try node.string("configuration")
        variables = Dictionary(
            try node.dictionary("variables").map { ($0.key, $0.values.first ?? "") },
            uniquingKeysWith: { $1 }
        )
    }
}
