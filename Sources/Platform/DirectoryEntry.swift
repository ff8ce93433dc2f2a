public import SystemPackage

/// One name in a directory, with its status (links not followed).
public struct DirectoryEntry: Equatable, Sendable {
    /// The name.
    public let name: FilePath.Component
    /// The status of what the name stands for itself, a link included.
    public let status: FileStatus
}
