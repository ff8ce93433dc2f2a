internal import Glibc
internal import SystemPackage

/// Bytes to standard output.
public enum StandardOutput {
    /// Writes all bytes.
    ///
    /// - Throws: ``SystemError``, with ``Errno/brokenPipe`` when nobody reads any more.
    public static func write(_ bytes: Span<UInt8>) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { source in
                unsafe Glibc.write(1, source.baseAddress?.advanced(by: done), source.count - done)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .last("write to", "standard output") }
            done += written
        }
    }
}
