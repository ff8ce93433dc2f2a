internal import Glibc
public import SystemPackage

/// The state of an open file at a moment; an equal one later means that nothing was written in between, as far as the
/// file system's times can tell.
public struct FileMoment: Equatable, Sendable {
    /// Device and inode: the identity of the file.
    public let device: UInt64
    /// See `device`.
    public let inode: UInt64
    /// Size in bytes.
    public let size: Int64
    private let modified: Duration
    private let changed: Duration

    /// Reads the state; `path` is for the error alone.
    public init(of descriptor: FileDescriptor, path: FilePath) throws(SystemError) {
        var raw = stat()
        guard unsafe fstat(descriptor.rawValue, &raw) == 0 else { throw .last("examine", path) }
        device = UInt64(raw.st_dev)
        inode = UInt64(raw.st_ino)
        size = Int64(raw.st_size)
        modified = Self.duration(raw.st_mtim)
        changed = Self.duration(raw.st_ctim)
    }

    /// Whether both are the same file, whatever happened to it.
    public func isSameFile(as other: FileMoment) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Time since the last change by the host's clock; negative when that was set back.
    ///
    /// The kernel keeps times in steps of up to 10 ms, so only a change longer ago than that is sure to be seen next time.
    public var age: Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Self.duration(now) - max(modified, changed)
    }

    /// A time of the system; a file may claim any, and `Duration` holds them all.
    private static func duration(_ time: timespec) -> Duration {
        .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
