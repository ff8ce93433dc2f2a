public import SystemPackage

/// A file without a name: nobody else can open it, and it is gone with the process.
///
/// Its bytes are read through the ``SQLiteFiles`` that made it, which may keep them enciphered.
public struct AnonymousFile: ~Copyable, Sendable {
    private let handle: OwnedDescriptor

    init(handle: consuming OwnedDescriptor) {
        self.handle = handle
    }

    private static let path: FilePath = "an anonymous file"

    /// The open descriptor, to be used only while the file lives.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Size in bytes.
    public var size: Int64 {
        get throws(SystemError) { try FileStatus(of: descriptor, path: Self.path).size }
    }
}
