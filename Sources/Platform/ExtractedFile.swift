internal import Glibc
public import SystemPackage

/// A new file, readable by the user alone, that is written from its beginning to its end.
public struct ExtractedFile: ~Copyable {
    private let handle: OwnedDescriptor
    private let path: FilePath

    private init(handle: consuming OwnedDescriptor, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    /// Creates the file, mode 0600.
    ///
    /// - Throws: ``SystemError``, also when anything of this name exists.
    public static func create(_ path: FilePath) throws(SystemError) -> ExtractedFile {
        let number = unsafe path.withPlatformString {
            unsafe Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
        }
        guard number >= 0 else { throw .last("create", path) }
        return ExtractedFile(handle: OwnedDescriptor(number: number), path: path)
    }

    /// Makes a directory, mode 0700, unless it exists.
    ///
    /// - Throws: ``SystemError``, also when something else has the name, a link to a directory included.
    public static func makeDirectory(_ path: FilePath) throws(SystemError) {
        guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) != 0 else { return }
        guard errno == EEXIST else { throw .last("create the directory", path) }
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) == 0 else { throw .last("open", path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw SystemError("open", path, errno: .notDirectory) }
    }

    /// Appends bytes.
    public mutating func append(_ bytes: Span<UInt8>) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { source in
                unsafe Glibc.write(
                    handle.descriptor.rawValue,
                    source.baseAddress?.advanced(by: done),
                    source.count - done
                )
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .last("write", path) }
            done += written
        }
    }

    /// Waits until the bytes have reached the disk.
    public borrowing func synchronise() throws(SystemError) {
        guard fsync(handle.descriptor.rawValue) == 0 else { throw .last("write", path) }
    }

    /// Gives the complete file its time, in seconds since 1970.
    public mutating func finish(modified: Int64) throws(SystemError) {
        let time = timespec(tv_sec: time_t(modified), tv_nsec: 0)
        let times = [time, time]
        guard unsafe times.withUnsafeBufferPointer({ unsafe futimens(handle.descriptor.rawValue, $0.baseAddress) }) == 0
        else { throw .last("set the time of", path) }
    }
}
