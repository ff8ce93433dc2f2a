internal import Platform
public import SystemPackage

/// One installation of a product on this host or in a copy: what was found out before anything is collected.
public struct Installation: Sendable {
    /// The installation directory; nil for products that have none.
    public let home: FilePath?
    /// The product's configuration file; nil when none was found.
    public let configurationFile: FilePath?
    /// The running server; nil when it is down, which is the normal case on a bad night.
    public let process: ProductProcess?
    /// What relative paths of the configuration start from.
    public let workingDirectory: FilePath?
    /// Whether `workingDirectory` is a guess, because no running server shows it.
    public let isWorkingDirectoryGuess: Bool
    /// The instance's name.
    public let instance: String
    /// The user who could have chosen the paths that settings and the process give; nil when root or the caller did.
    let namer: UInt32?
    /// The name without what the user asked for: from the configuration, else from the directory.
    let ownName: String
    /// The instance's name in the product's own configuration.
    let configuredInstance: String?
    /// The configuration as far as it could be read.
    public let configuration: ProductConfiguration
    /// How the installation was found, for people.
    public let foundBy: String
    /// Values of `{name}` in profiles.
    let variables: [String: String]
    /// Values of `${NAME}` in the product's configuration.
    let configurationVariables: [String: String]

    /// One line for lists of candidates.
    public var summary: String {
        var parts = ["instance \(ownName)"]
        if let configurationFile { parts.append("configuration \(configurationFile.displayText)") }
        if let home { parts.append("in \(home.displayText)") }
        parts.append(process.map { "running as process \($0.identifier)" } ?? "not running")
        return parts.joined(separator: ", ")
    }
}
