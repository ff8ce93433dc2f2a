public import SystemPackage

/// A running server of the product, as `/proc` shows it.
public struct ProductProcess: Equatable, Sendable {
    /// Process number.
    public let identifier: Int32
    /// The executable file; nil when the caller may not see it.
    public let executable: FilePath?
    /// Whether the executable has been replaced or removed since the start.
    public let isExecutableDeleted: Bool
    /// The directory the server works in; nil when the caller may not see it.
    public let workingDirectory: FilePath?
    /// The command line.
    public let arguments: [String]
    /// Start, seconds since 1970; nil when it cannot be computed.
    public let started: Int64?
    /// Effective user and group.
    public let user: UInt32?
    /// See `user`.
    public let group: UInt32?
    /// Variables of the environment it was started with, never shown; nil when the caller may not see them.
    let environment: [String: String]?
    /// The regular files that standard output and standard error go to.
    public let outputFiles: [FilePath]
    /// What standard output and standard error are, for people.
    public let outputs: [String]
}
