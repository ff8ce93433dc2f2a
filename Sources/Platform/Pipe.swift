internal import CPlatform
internal import Glibc
public import SystemPackage

/// A pipe whose reading end is read with a deadline.
public struct Pipe: ~Copyable, Sendable {
    private let reading: OwnedDescriptor
    /// The writing end, which whoever is given it must close.
    public let writing: FileDescriptor

    private init(reading: consuming OwnedDescriptor, writing: FileDescriptor) {
        self.reading = reading
        self.writing = writing
    }

    /// Creates a pipe.
    public static func make() throws(SystemError) -> Pipe {
        var ends: [Int32] = [-1, -1]
        let result = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe sk_pipe(buffer.baseAddress)
        }
        guard result == 0 else { throw SystemError("make a pipe", "", errno: Errno(rawValue: -result)) }
        return Pipe(reading: OwnedDescriptor(number: ends[0]), writing: FileDescriptor(rawValue: ends[1]))
    }

    /// What a wait for bytes came to.
    public enum Outcome: Equatable, Sendable {
        case bytes, end, nothingYet
    }

    /// Waits at most `milliseconds` and appends at most `limit` bytes to `buffer`.
    public borrowing func read(
        into buffer: inout [UInt8],
        limit: Int,
        milliseconds: Int32
    ) throws(SystemError) -> Outcome {
        let ready = sk_wait_readable(reading.descriptor.rawValue, milliseconds)
        guard ready >= 0 else { throw SystemError("wait for a pipe", "", errno: Errno(rawValue: -ready)) }
        guard ready > 0 else { return .nothingYet }
        let start = buffer.count
        let wanted = min(limit, 65_536)
        buffer.append(contentsOf: repeatElement(0, count: wanted))
        let got = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe Glibc.read(reading.descriptor.rawValue, bytes.baseAddress?.advanced(by: start), wanted)
        }
        buffer.removeLast(wanted - max(got, 0))
        if got < 0 && errno == EINTR { return .nothingYet }
        guard got >= 0 else { throw .last("read a pipe", "") }
        return got == 0 ? .end : .bytes
    }
}
