internal import CPlatform

/// How hard a block is compressed.
public struct CompressionLevel: Equatable, Sendable {
    /// As the format's library counts.
    let number: Int32

    /// For what is too short to try.
    public static func usual(_ format: BundleFormat) -> CompressionLevel {
        switch format {
        case .gzip: CompressionLevel(number: 5)
        // Level 3 takes longer, and makes logs no smaller.
        case .zstd: CompressionLevel(number: 1)
        }
    }

    /// The fastest that makes bytes about as small as `gzip -6` does; for Zstandard the usual one.
    ///
    /// The first 128 KiB are tried, which takes some milliseconds. The same bytes always have the same level.
    public static func chosen(for bytes: Span<UInt8>, _ format: BundleFormat) -> CompressionLevel {
        let usual = usual(format)
        guard format == .gzip else { return usual }
        return CompressionLevel(
            number: unsafe bytes.withUnsafeBufferPointer {
                unsafe sk_gzip_level($0.baseAddress, $0.count, usual.number)
            }
        )
    }
}
