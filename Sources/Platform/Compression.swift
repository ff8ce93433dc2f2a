internal import CPlatform

/// The compressions a ``Decompressor`` recognises, always by the first bytes and never by a name.
///
/// Sources: RFC 1952 (gzip), RFC 8878 (Zstandard), the .xz file format 1.2, bzip2.
public enum Compression: String, CaseIterable, Codable, Sendable {
    case gzip, zstd, xz, bzip2

    init?(_ codec: SKCodec) {
        switch codec {
        case .gzip: self = .gzip
        case .zstd: self = .zstd
        case .xz: self = .xz
        case .bzip2: self = .bzip2
        case .unknown: return nil
        }
    }
}
