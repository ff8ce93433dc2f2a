internal import CPlatform
public import SystemPackage

/// Reads a compressed log as a stream of plain bytes: gzip (any number of members), zstd, xz or bzip2.
///
/// gzip is checked as `gzip -t` does: the CRC and length of every member, and that nothing but zeros follows the last.
/// xz and bzip2 check their own sums, and zstd does where the writer put one in (the `zstd` command does). Memory is
/// bounded by the format's window, 1 GiB in the worst case (a hostile .xz file); usual files need a few MiB.
public struct Decompressor: ~Copyable {
    private let stream: CompressedStream

    private init(stream: consuming CompressedStream) {
        self.stream = stream
    }

    /// Recognises the compression by the bytes at the descriptor's current offset.
    ///
    /// - Parameters:
    ///   - descriptor: open for reading; a file or a pipe. It stays the caller's, must outlive the decompressor, and
    ///     is read to any extent.
    ///   - limits: what counts as a bomb.
    /// - Returns: a decompressor before the first byte.
    /// - Throws: ``ArchiveError``: `unknownCompression` for anything else, also an empty file; `system`.
    public static func open(
        _ descriptor: FileDescriptor,
        limits: DecompressionLimits
    ) throws(ArchiveError) -> Decompressor {
        Decompressor(stream: try CompressedStream.open(descriptor, limits: limits))
    }

    /// The compression recognised.
    public var compression: Compression { stream.compression }

    /// Compressed bytes used so far.
    public var compressedBytes: Int64 { stream.consumed }

    /// Plain bytes handed out so far.
    public var plainBytes: Int64 { stream.produced }

    /// Lends the next chunk, at most 256 KiB from one reused buffer, to `body`.
    ///
    /// Whatever could be decompressed is handed out before an error is thrown; of a damaged or cut xz, zstd or bzip2
    /// file up to the last 64 KiB before the damage can be lost, of a gzip file nothing.
    ///
    /// - Returns: false at the end; `body` was not called then.
    /// - Throws: ``ArchiveError``, again on every further call, or what `body` throws.
    public mutating func readChunk(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        var bytes: UnsafePointer<UInt8>?
        var count = 0
        let status = unsafe sk_stream_next(stream.handle, &bytes, &count)
        switch status {
        case .more:
            try unsafe body(UnsafeBufferPointer(start: bytes, count: count).span)
            return true
        case .end:
            guard stream.trailing == 0 || stream.trailingIsZero else {
                throw ArchiveError(.trailingBytes, offset: stream.consumed)
            }
            return false
        default:
            throw stream.error(status)
        }
    }

    /// Lends all chunks, in order.
    ///
    /// - Throws: as ``readChunk(_:)``.
    public mutating func forEachChunk(_ body: (Span<UInt8>) throws -> Void) throws {
        while try readChunk(body) {}
    }
}
