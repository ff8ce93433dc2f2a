internal import CPlatform

/// How a bundle is compressed, named as its file ends.
public enum BundleFormat: String, CaseIterable, Sendable {
    /// gzip members (RFC 1952): every tar opens it.
    case gzip = "tar.gz"
    /// Zstandard frames (RFC 8878): they take less time.
    case zstd = "tar.zst"

    /// The format a file name ends in; nil for any other name.
    public init?(fileName: String) {
        guard let format = Self.allCases.first(where: { $0.suffixes.contains { fileName.hasSuffix($0) } }) else {
            return nil
        }
        self = format
    }

    /// What a file name may end in, the usual one first.
    public var suffixes: [String] {
        switch self {
        case .gzip: [".tar.gz", ".tgz"]
        case .zstd: [".tar.zst", ".tzst"]
        }
    }

    /// The media type, for mail and uploads.
    public var mediaType: String {
        switch self {
        case .gzip: "application/gzip"
        case .zstd: "application/zstd"
        }
    }

    var code: SKFormat {
        switch self {
        case .gzip: .gzip
        case .zstd: .zstd
        }
    }

    /// A member or frame of predictable length that stores a short block as it is.
    ///
    /// - Precondition: `block` has at most 65,535 bytes, for Zstandard at least 256.
    /// - Returns: nil when there is no memory.
    public func stored(_ block: [UInt8]) -> [UInt8]? {
        switch self {
        case .gzip: GzipMember.stored(block)
        case .zstd: ZstdFrame.stored(block)
        }
    }
}
