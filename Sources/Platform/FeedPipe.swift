internal import CPlatform
internal import Glibc
public import SystemPackage

/// A pipe through which another process is given its input, without waiting for ever.
public struct FeedPipe: ~Copyable {
    /// The reading end, which whoever is given it must close.
    public let reading: FileDescriptor
    private var writing: OwnedDescriptor?

    private init(reading: FileDescriptor, writing: consuming OwnedDescriptor) {
        self.reading = reading
        self.writing = consume writing
    }

    /// Creates a pipe.
    public static func make() throws(SystemError) -> FeedPipe {
        var ends: [Int32] = [-1, -1]
        let result = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe sk_feed_pipe(buffer.baseAddress)
        }
        guard result == 0 else { throw SystemError("make a pipe", "", errno: Errno(rawValue: -result)) }
        return FeedPipe(reading: FileDescriptor(rawValue: ends[0]), writing: OwnedDescriptor(number: ends[1]))
    }

    /// Writes all bytes.
    ///
    /// - Parameters:
    ///   - bytes: what is written.
    ///   - patience: how long the reader may take none of them.
    /// - Throws: ``SystemError`` with ``Errno/timedOut`` when the reader does not read, ``Errno/brokenPipe`` when it is gone.
    public borrowing func write(_ bytes: Span<UInt8>, patience: Duration) throws(SystemError) {
        var done = 0
        var deadline = MonotonicDeadline.now.advanced(by: patience)
        while done < bytes.count {
            let number = self.number
            let written = unsafe bytes.withUnsafeBytes { source in
                unsafe Glibc.write(number, source.baseAddress?.advanced(by: done), source.count - done)
            }
            if written > 0 {
                done += written
                deadline = MonotonicDeadline.now.advanced(by: patience)
                continue
            }
            guard errno == EAGAIN || errno == EINTR else { throw .last("write to a pipe", "") }
            guard !deadline.hasPassed else { throw SystemError("write to a pipe", "", errno: .timedOut) }
            let ready = sk_wait_writable(number, 100)
            guard ready >= 0 else { throw SystemError("wait for a pipe", "", errno: Errno(rawValue: -ready)) }
        }
    }

    /// Closes the writing end: the reader finds the end of its input.
    public mutating func finish() {
        writing = nil
    }

    private var number: Int32 {
        switch writing {
        case .some(let owner): owner.descriptor.rawValue
        case .none: -1
        }
    }
}
