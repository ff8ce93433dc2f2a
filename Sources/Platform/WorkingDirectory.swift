internal import Glibc
public import SystemPackage

/// A new directory of the user's own, mode 0700, that goes away with the files in it when it goes out of scope.
public struct WorkingDirectory: ~Copyable, Sendable {
    /// Its path.
    public let path: FilePath

    private init(path: FilePath) {
        self.path = path
    }

    deinit {
        for entry in (try? HostFileSystem().entries(of: path)) ?? [] {
            UnpublishedFile.remove(path.appending(entry.name))
        }
        _ = unsafe path.withPlatformString { unsafe rmdir($0) }
    }

    /// Makes one in the system's directory for temporary files.
    public static func make() throws(SystemError) -> WorkingDirectory {
        WorkingDirectory(path: try FilePath.makeTemporaryDirectory())
    }
}
