/// What was found at and after the end of an archive that was read completely.
public struct ArchiveEnd: Equatable, Sendable {
    /// Whether the two zero blocks that end a tar archive are there.
    public let hasEndMark: Bool
    /// Whether anything but zeros follows the end of the tar archive, inside the compressed data.
    public let hasHiddenData: Bool
    /// Bytes that follow the compressed data; a lower bound when they are not all zeros.
    public let trailingBytes: Int64
    /// Whether these are all zeros, as tapes and some copying tools add them.
    public let trailingIsZero: Bool
    /// gzip members; 0 for zstd.
    public let members: Int64
    /// Whether all gzip members carry the same modification time, as those of one writer do.
    public let membersAgree: Bool
    /// Compressed bytes used.
    public let compressedBytes: Int64
    /// Plain bytes of the whole archive, headers and padding included.
    public let plainBytes: Int64
}
