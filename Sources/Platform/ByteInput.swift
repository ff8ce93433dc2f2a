internal import Glibc
public import SystemPackage

/// A stream of bytes that is read once: a file, a pipe, a terminal.
public struct ByteInput: ~Copyable {
    /// The owner of the descriptor; none for standard input.
    private let handle: OwnedDescriptor?
    /// The descriptor read from, to be used only while the input lives.
    public let descriptor: FileDescriptor
    private let path: FilePath
    /// Whether it can be read again from its start, as files can.
    public let isSeekable: Bool

    private init(
        _ handle: consuming OwnedDescriptor?,
        _ descriptor: FileDescriptor,
        _ path: FilePath,
        isSeekable: Bool
    ) {
        self.handle = handle
        self.descriptor = descriptor
        self.path = path
        self.isSeekable = isSeekable
    }

    /// The process's standard input.
    public static var standardInput: ByteInput {
        ByteInput(nil, .standardInput, "standard input", isSeekable: lseek(0, 0, SEEK_CUR) == 0)
    }

    /// Opens what the user named: a file, or a pipe such as the shell's `<(command)`.
    ///
    /// - Throws: ``SystemError`` naming the path, also for a directory.
    public static func open(_ path: FilePath) throws(SystemError) -> ByteInput {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        } catch {
            throw SystemError("open", path, errno: error as? Errno ?? .ioError)
        }
        let handle = OwnedDescriptor(number: descriptor.rawValue)
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else { throw .last("read the status of", path) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw SystemError("read", path, errno: .isDirectory) }
        return ByteInput(handle, descriptor, path, isSeekable: status.st_mode & S_IFMT == S_IFREG)
    }

    /// Reads on into `buffer`, whose content is replaced; at the end nothing is left in it.
    ///
    /// - Parameters:
    ///   - buffer: receives the bytes.
    ///   - limit: the most bytes to read.
    /// - Throws: ``SystemError``; an interrupted call is repeated.
    public func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) {
        if buffer.count < limit { buffer.append(contentsOf: repeatElement(0, count: limit - buffer.count)) }
        var got = 0
        repeat {
            got = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor.rawValue, $0.baseAddress, limit) }
        } while got < 0 && errno == EINTR
        guard got >= 0 else { throw .last("read", path) }
        buffer.removeLast(buffer.count - got)
    }

    /// Goes back to the start.
    ///
    /// - Throws: ``SystemError`` where ``isSeekable`` is false.
    public func rewind() throws(SystemError) {
        guard lseek(descriptor.rawValue, 0, SEEK_SET) == 0 else { throw .last("go back to the start of", path) }
    }
}
