internal import Glibc
public import SystemPackage

/// A regular file opened for reading, with what the system said of that very file.
public struct OpenedFile: ~Copyable, Sendable {
    private let handle: OwnedDescriptor
    /// The path it was asked for.
    public let path: FilePath
    /// Its status at the moment it was opened.
    public let status: FileStatus

    init(handle: consuming OwnedDescriptor, path: FilePath, status: FileStatus) {
        self.handle = handle
        self.path = path
        self.status = status
    }

    /// The open descriptor, to be used only while the file lives.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Reads up to `count` bytes at `offset` into `buffer`, replacing what it held; empty at the end of the file.
    ///
    /// - Throws: ``SystemError``; an interrupted call is repeated.
    public borrowing func read(at offset: Int64, count: Int, into buffer: inout [UInt8]) throws(SystemError) {
        if buffer.count != count { buffer = [UInt8](repeating: 0, count: count) }
        var got = 0
        repeat {
            got = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(handle.descriptor.rawValue, bytes.baseAddress, count, off_t(offset))
            }
        } while got < 0 && errno == EINTR
        guard got >= 0 else { throw .last("read", path) }
        buffer.removeLast(count - got)
    }

    /// Tells the system that pages of this range are not needed again, so that the product's own stay in memory.
    public borrowing func dropPages(from offset: Int64, count: Int64) {
        _ = posix_fadvise(handle.descriptor.rawValue, off_t(offset), off_t(count), POSIX_FADV_DONTNEED)
    }
}
