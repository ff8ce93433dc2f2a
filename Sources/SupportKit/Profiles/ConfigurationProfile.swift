/// How the product's own configuration is read, so that the places of its logs and statistics are known.
public struct ConfigurationProfile: Equatable, Sendable {
    static let keys = [
        "format", "root-element", "candidates", "include-elements", "entities", "variables", "relative-to", "instance",
        "values", "units",
    ]

    /// Formats whose settings supportkit reads.
    public enum Format: String, CaseIterable, Sendable {
        /// Settings are not read; configuration files are collected by name.
        case none
        /// XML, read lexically: broken or partial documents give what they have.
        case xml
    }

    /// What relative paths in the configuration start from.
    public enum Base: String, CaseIterable, Sendable {
        /// The directory the server was started in.
        case workingDirectory = "working-directory"
        /// The directory of the configuration file.
        case file
    }

    /// The format.
    public let format: Format
    /// The name of the document's root element, by which a configuration file is recognised.
    public let rootElement: String?
    /// Patterns below the installation for configuration files when nothing else names one.
    public let candidates: [String]
    /// Elements whose text names a file to be read in their place.
    public let includeElements: [String]
    /// Whether `<!ENTITY name SYSTEM "file">` includes files.
    public let hasEntities: Bool
    /// Whether `${NAME}` stands for a variable of the environment or of a definition on the command line.
    public let hasVariables: Bool
    /// What relative paths start from.
    public let base: Base
    /// The path of the setting that names the instance.
    public let instance: String?
    /// Unit files of the service, whose `WorkingDirectory=` counts while the server is down.
    public let units: [String]
    /// Variables the product defines itself.
    public let values: [String: String]

    init(_ node: SettingsNode?) throws(ProfileError) {
        format = try node?.choice("format", Format.self) ?? .none
        rootElement = try node?.string("root-element")
        candidates = try node?.strings("candidates") ?? []
        includeElements = try node?.strings("include-elements") ?? []
        hasEntities = try node?.bool("entities", default: false) ?? false
        hasVariables = try node?.bool("variables", default: false) ?? false
        base = try node?.choice("relative-to", Base.self) ?? .file
        units = try node?.strings("units") ?? []
        instance = try node?.string("instance")
        values = Dictionary(
            try node?.dictionary("values").map { ($0.key, $0.values.first ?? "") } ?? [],
            uniquingKeysWith: { $1 }
        )
    }
}
