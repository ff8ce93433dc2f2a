internal import Glibc
public import SystemPackage

/// A new, empty directory that its owner alone may enter and nobody may write to; removed when it goes out of scope.
public struct TemporaryDirectory: ~Copyable, Sendable {
    /// Its path.
    public let path: FilePath

    private init(path: FilePath) {
        self.path = path
    }

    deinit {
        _ = unsafe path.withPlatformString { unsafe rmdir($0) }
    }

    /// Makes one in the system's directory for temporary files.
    public static func make() throws(SystemError) -> TemporaryDirectory {
        let directory = TemporaryDirectory(path: try FilePath.makeTemporaryDirectory())
        // Readable by the user a program may have to run as.
        _ = unsafe directory.path.withPlatformString { unsafe chmod($0, 0o555) }
        return directory
    }
}
