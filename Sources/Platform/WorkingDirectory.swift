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
        let parent = FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp")
        var template = parent.appending("supportkit.XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return unsafe mkdtemp(base) != nil
        }
        guard made else { throw .last("make a directory in", parent) }
        return WorkingDirectory(path: FilePath(bytes: template.map { UInt8(bitPattern: $0) }))
    }
}
