internal import Glibc
public import SystemPackage

extension FileDescriptor {
    /// Reads up to `count` bytes at `offset` without moving the descriptor; fewer at the end of the file.
    ///
    /// - Throws: ``SystemError`` naming `path`; an interrupted call is repeated.
    public func read(count: Int, at offset: Int64 = 0, path: FilePath) throws(SystemError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        var got = 0
        repeat {
            got = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.pread(rawValue, bytes.baseAddress, count, off_t(offset))
            }
        } while got < 0 && errno == EINTR
        guard got >= 0 else { throw .last("read", path) }
        buffer.removeLast(count - got)
        return buffer
    }
}
