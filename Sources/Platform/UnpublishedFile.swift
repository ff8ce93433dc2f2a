internal import CPlatform
internal import Glibc
public import SystemPackage

/// A file that has no name until it is complete.
///
/// It is made with `O_TMPFILE`, mode 0600, in the directory where it will appear, so a crash or a kill leaves nothing
/// behind. Where the file system cannot do that (some network file systems), a hidden name with the suffix `.partial`
/// is used and removed again. ``publish()`` gives it its name; an existing file is never replaced.
public struct UnpublishedFile: ~Copyable, Sendable {
    private let handle: OwnedDescriptor
    private let temporaryName: FilePath?
    /// The name the file will have.
    public let path: FilePath
    /// Bytes written so far.
    public private(set) var count: Int64 = 0

    private init(handle: consuming OwnedDescriptor, temporaryName: FilePath?, path: FilePath) {
        self.handle = handle
        self.temporaryName = temporaryName
        self.path = path
    }

    deinit {
        if let temporaryName { _ = unsafe temporaryName.withPlatformString { unsafe unlink($0) } }
    }

    /// Creates the file in the directory of `path`.
    public static func create(for path: FilePath) throws(SystemError) -> UnpublishedFile {
        var parent = path.removingLastComponent()
        if parent.isEmpty { parent = "." }
        let anonymous = unsafe parent.withPlatformString { unsafe sk_open_anonymous($0) }
        if anonymous >= 0 {
            return UnpublishedFile(handle: OwnedDescriptor(number: anonymous), temporaryName: nil, path: path)
        }
        guard [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(-anonymous) else {
            throw SystemError("create a file in", parent, errno: Errno(rawValue: -anonymous))
        }
        let name = parent.appending(".\(path.lastComponent?.string ?? "supportkit").\(getpid()).partial")
        let number = unsafe name.withPlatformString {
            unsafe Glibc.open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
        }
        guard number >= 0 else { throw .last("create a file in", parent) }
        return UnpublishedFile(handle: OwnedDescriptor(number: number), temporaryName: name, path: path)
    }

    /// Whether anything, a dangling link included, has this name.
    public static func exists(_ path: FilePath) -> Bool {
        var raw = stat()
        return unsafe path.withPlatformString { unsafe lstat($0, &raw) } == 0
    }

    /// Removes a file published before, when the run fails after all.
    public static func remove(_ path: FilePath) {
        _ = unsafe path.withPlatformString { unsafe unlink($0) }
    }

    /// An open descriptor of the file, to be used only while it lives.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Appends bytes.
    public mutating func append(_ bytes: Span<UInt8>) throws(SystemError) {
        try write(bytes, at: count)
        count += Int64(bytes.count)
    }

    /// Overwrites bytes written before.
    public mutating func overwrite(_ bytes: Span<UInt8>, at offset: Int64) throws(SystemError) {
        precondition(offset + Int64(bytes.count) <= count, "only written bytes can be overwritten")
        try write(bytes, at: offset)
    }

    /// Forgets everything from `count` on.
    public mutating func truncate(to count: Int64) throws(SystemError) {
        guard ftruncate(handle.descriptor.rawValue, off_t(count)) == 0 else { throw .last("shorten", path) }
        self.count = count
    }

    /// Reads up to `count` bytes at `offset`; fewer at the end.
    public borrowing func read(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
        try handle.descriptor.read(count: count, at: offset, path: path)
    }

    /// Takes notice of what another process has written through ``descriptor``.
    public mutating func measure() throws(SystemError) {
        count = try FileStatus(of: handle.descriptor, path: path).size
    }

    /// Gives the disk blocks of a part back, where the file system can do that; the part is zeros from then on.
    public borrowing func release(from offset: Int64, count: Int64) {
        _ = sk_punch_hole(handle.descriptor.rawValue, offset, count)
    }

    /// Passes the bytes from the beginning to `body` in pieces of at most 256 KiB.
    public borrowing func forEachChunk<Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(ReadFailure<Failure>) {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var offset: Int64 = 0
        while offset < count {
            let wanted = min(buffer.count, Int(count - offset))
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(handle.descriptor.rawValue, bytes.baseAddress, wanted, off_t(offset))
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { throw .reading(.last("read back", path)) }
            do { try body(buffer.span.extracting(first: got)) } catch { throw .body(error) }
            offset += Int64(got)
        }
    }

    /// Gives the complete file its name, after its bytes have reached the disk.
    ///
    /// - Throws: ``SystemError`` with ``Errno/fileExists`` when the name is taken; nothing is left behind then.
    public consuming func publish() throws(SystemError) {
        guard fsync(handle.descriptor.rawValue) == 0 else { throw .last("write", path) }
        if let temporaryName {
            // link(2) refuses an existing name where rename(2) would replace it.
            let linked = unsafe temporaryName.withPlatformString { old in
                unsafe path.withPlatformString { new in unsafe link(old, new) }
            }
            guard linked == 0 else { throw .last("create", path) }
        } else {
            let result = unsafe path.withPlatformString {
                unsafe sk_link_descriptor(handle.descriptor.rawValue, $0)
            }
            guard result == 0 else { throw SystemError("create", path, errno: Errno(rawValue: -result)) }
        }
        var parent = path.removingLastComponent()
        if parent.isEmpty { parent = "." }
        let directory = unsafe parent.withPlatformString { unsafe Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard directory >= 0 else { return }
        // Some file systems cannot sync a directory; the file itself is safe by now.
        _ = fsync(directory)
        _ = Glibc.close(directory)
    }

    private func write(_ bytes: Span<UInt8>, at start: Int64) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { source in
                unsafe pwrite(
                    handle.descriptor.rawValue,
                    source.baseAddress?.advanced(by: done),
                    source.count - done,
                    off_t(start + Int64(done))
                )
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .last("write", path) }
            done += written
        }
    }
}

/// A failure while bytes are handed on: of the reading, or of whoever received them.
public enum ReadFailure<Body: Error>: Error {
    /// The bytes could not be read.
    case reading(SystemError)
    /// The receiver failed.
    case body(Body)
}
