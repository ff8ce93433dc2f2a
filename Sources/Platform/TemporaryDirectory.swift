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
        let parent = FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp")
        var template = parent.appending("supportkit.XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return unsafe mkdtemp(base) != nil
        }
        guard made else { throw .last("make a directory in", parent) }
        let directory = TemporaryDirectory(path: FilePath(bytes: template.map { UInt8(bitPattern: $0) }))
        // Readable by the user a program may have to run as.
        _ = unsafe directory.path.withPlatformString { unsafe chmod($0, 0o555) }
        return directory
    }
}
