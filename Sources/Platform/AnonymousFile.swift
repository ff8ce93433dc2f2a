internal import Glibc
public import SystemPackage

/// A file without a name: nobody else can open it, and it is gone with the process.
public struct AnonymousFile: ~Copyable, Sendable {
    private let handle: OwnedDescriptor

    init(handle: consuming OwnedDescriptor) {
        self.handle = handle
    }

    private static let path: FilePath = "an anonymous file"

    /// The open descriptor, to be used only while the file lives.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Size in bytes.
    public var size: Int64 {
        get throws(SystemError) { try FileStatus(of: descriptor, path: Self.path).size }
    }

    /// Reads up to `count` bytes at `offset`; fewer at the end.
    public borrowing func read(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
        try descriptor.read(count: count, at: offset, path: Self.path)
    }

    /// Writes a few bytes at `offset`.
    public borrowing func write(_ bytes: [UInt8], at offset: Int64) throws(SystemError) {
        let written = unsafe bytes.withUnsafeBytes { bytes in
            unsafe pwrite(descriptor.rawValue, bytes.baseAddress, bytes.count, off_t(offset))
        }
        guard written == bytes.count else { throw .last("write", Self.path) }
    }

    /// Passes all bytes to `body` in pieces of at most 256 KiB.
    public borrowing func forEachChunk<Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(ReadFailure<Failure>) {
        var offset: Int64 = 0
        while true {
            let chunk: [UInt8]
            do { chunk = try read(at: offset, count: 1 << 18) } catch { throw .reading(error) }
            guard !chunk.isEmpty else { return }
            do { try body(chunk.span) } catch { throw .body(error) }
            offset += Int64(chunk.count)
        }
    }
}
