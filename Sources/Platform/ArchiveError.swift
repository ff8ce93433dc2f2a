internal import CPlatform
public import SystemPackage

/// Why a compressed file or an archive could not be read, or not be read to its end.
public struct ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: Equatable, Sendable {
        /// The system could not read the file.
        case system(Errno)
        case outOfMemory
        /// The first bytes belong to none of the known compressions.
        case unknownCompression
        /// The file ends before its data do.
        case truncated
        /// The compressed data make no sense.
        case corrupt
        /// Everything was decompressed, and the check sum kept beside the data differs.
        case checksumDiffers
        /// Other bytes follow the compressed data.
        case trailingBytes
        /// More than ``DecompressionLimits/maximumBytes`` came out.
        case tooLarge(limit: Int64)
        /// More than ``DecompressionLimits/maximumRatio`` came out for each byte that went in.
        case tooDense(limit: Int64)
        /// What was compressed is no tar archive.
        case notAnArchive
        /// A header or the data of an entry are damaged.
        case damagedArchive
        /// The headers of one entry exceed 1 MiB.
        case headerTooLong
        /// An entry's name exceeds ``ArchiveLimits/maximumNameBytes``.
        case nameTooLong(limit: Int)
        /// More than ``ArchiveLimits/maximumEntries``.
        case tooManyEntries(limit: Int)
        /// An entry with holes, as GNU tar makes on request.
        case sparseEntry
        /// An entry with more data than the caller takes.
        case entryTooLarge(limit: Int)
    }

    /// What kind of failure it is.
    public let code: Code
    /// Compressed bytes that had been used when it was noticed: where to look.
    public let offset: Int64
    /// The decoder's own words, printable ASCII only, or an empty text.
    public let detail: String

    init(_ code: Code, offset: Int64, detail: String = "") {
        self.code = code
        self.offset = offset
        self.detail = detail
    }

    /// Whether the file itself is at fault, and not the system, a limit, or the choice of the file.
    public var isDamage: Bool {
        switch code {
        case .truncated, .corrupt, .checksumDiffers, .trailingBytes, .damagedArchive: true
        case .system, .outOfMemory, .unknownCompression, .tooLarge, .tooDense, .notAnArchive, .headerTooLong,
            .nameTooLong, .tooManyEntries, .sparseEntry, .entryTooLarge:
            false
        }
    }

    /// One sentence without a full stop, with the place in the compressed file.
    public var description: String {
        let words = detail.isEmpty ? "" : " (\(detail))"
        return "\(summary)\(words), at byte \(offset) of the compressed file"
    }

    private var summary: String {
        switch code {
        case .system(let errno): "the file cannot be read: \(errno.reason)"
        case .outOfMemory: "there is no memory to read it"
        case .unknownCompression: "the file is not compressed with gzip, zstd, xz or bzip2"
        case .truncated: "the file is cut off: its end is missing"
        case .corrupt: "the compressed data are damaged"
        case .checksumDiffers: "the check sum of the compressed data is wrong"
        case .trailingBytes: "other bytes follow the compressed data"
        case .tooLarge(let limit): "the file holds more than the \(limit) bytes allowed"
        case .tooDense(let limit): "the file expands to more than \(limit) times its size"
        case .notAnArchive: "the file holds no tar archive"
        case .damagedArchive: "the tar archive inside is damaged"
        case .headerTooLong: "the header of an entry is too long"
        case .nameTooLong(let limit): "an entry's name exceeds \(limit) bytes"
        case .tooManyEntries(let limit): "the file holds more than \(limit) entries"
        case .sparseEntry: "the file holds a sparse entry, which no bundle has"
        case .entryTooLarge(let limit): "an entry exceeds the \(limit) bytes allowed for it"
        }
    }
}
