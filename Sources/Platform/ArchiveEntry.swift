/// The header of one entry of a tar archive.
public struct ArchiveEntry: Equatable, Sendable {
    /// What an entry says it is.
    public enum Kind: String, Codable, Sendable {
        case file, directory
        /// A symbolic or hard link.
        case link
        /// A device, a FIFO, a socket.
        case other
    }

    /// The name as it stands in the archive: any bytes but zero, in any encoding, possibly hostile.
    public let path: [UInt8]
    /// What it says it is.
    public let kind: Kind
    /// Bytes of data that follow.
    public let size: Int64
    /// Permission bits, as in `chmod`.
    public let permissions: UInt32
    /// Numeric owner.
    public let user: Int64
    /// Numeric group.
    public let group: Int64
    /// Last change, seconds since 1970.
    public let modified: Int64
    /// Whether the header breaks the rules of the format in a way that could be understood nevertheless.
    public let isOdd: Bool
}
