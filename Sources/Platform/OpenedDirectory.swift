internal import CPlatform
internal import Glibc
public import SystemPackage

/// A directory held open, so that files beside each other are found together even if its name changes.
public struct OpenedDirectory: ~Copyable, Sendable {
    private let handle: OwnedDescriptor
    /// The path it was opened by.
    public let path: FilePath

    private init(handle: consuming OwnedDescriptor, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    /// Opens a directory, links in its path followed.
    public static func open(_ path: FilePath) throws(SystemError) -> OpenedDirectory {
        let number = unsafe path.withPlatformString { unsafe sk_open_root($0) }
        guard number >= 0 else { throw SystemError("open", path, errno: Errno(rawValue: -number)) }
        return OpenedDirectory(handle: OwnedDescriptor(number: number), path: path)
    }

    /// The open descriptor, to be used only while the directory lives; it cannot list the directory.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Opens a regular file of the directory for reading; nil when there is none of that name.
    ///
    /// - Throws: ``SystemError`` also for a link, FIFO, socket or device.
    public borrowing func open(_ name: FilePath.Component) throws(SystemError) -> OpenedFile? {
        let file = path.appending(name)
        let number = unsafe name.withPlatformString { unsafe sk_open_for_reading(descriptor.rawValue, $0) }
        if number == -ENOENT { return nil }
        guard number >= 0 else { throw SystemError("open", file, errno: Errno(rawValue: -number)) }
        let handle = OwnedDescriptor(number: number)
        let status = try FileStatus(of: handle.descriptor, path: file)
        guard status.kind == .regular else { throw SystemError("open", file, errno: .invalidArgument) }
        return OpenedFile(handle: handle, path: file, status: status)
    }
}
