public import Platform

/// The names of a bundle and of what stands beside it.
public struct BundleName: Equatable, Sendable {
    /// The name without suffix, which is also the top folder inside.
    public let stem: String
    /// How the bundle is compressed.
    public let format: BundleFormat
    /// Whether it is encrypted with OpenPGP.
    public let isEncrypted: Bool

    /// `supportkit-PRODUCT-INSTANCE-HOST-20261121T014500Z`, with `-UNREDACTED` when nothing was removed.
    public init(
        product: String,
        instance: String,
        host: String,
        created: Int64,
        isRedacted: Bool,
        format: BundleFormat = .gzip,
        isEncrypted: Bool = false
    ) {
        self.format = format
        self.isEncrypted = isEncrypted
        let parts = ["supportkit", product, instance, host, Timestamp.compact(created)]
        stem =
            parts.map(BundleName.plain).filter { !$0.isEmpty }.joined(separator: "-")
            + (isRedacted ? "" : Self.mark)
    }

    /// Takes the stem from a file name the user chose.
    public init(fileName: String, isRedacted: Bool, format: BundleFormat = .gzip, isEncrypted: Bool = false) {
        self.format = format
        self.isEncrypted = isEncrypted
        var name = fileName
        if isEncrypted, name.hasSuffix(Self.encryptedSuffix) { name.removeLast(Self.encryptedSuffix.count) }
        for suffix in format.suffixes where name.hasSuffix(suffix) { name = String(name.dropLast(suffix.count)) }
        if name.hasSuffix(Self.mark) { name = String(name.dropLast(Self.mark.count)) }
        let hadMark = fileName.contains(Self.mark)
        let plain = BundleName.plain(name)
        stem = (plain.isEmpty ? "supportkit" : plain) + (isRedacted && !hadMark ? "" : Self.mark)
    }

    /// What tells everybody that the secrets are still inside.
    private static let mark = "-UNREDACTED"
    /// What an encrypted bundle's name ends in.
    public static let encryptedSuffix = ".gpg"

    /// The bundle's file name before it is encrypted, and again when it was decrypted.
    public var archive: String { "\(stem).\(format.rawValue)" }
    /// The bundle's file name.
    public var bundle: String { archive + (isEncrypted ? Self.encryptedSuffix : "") }
    /// The bundle's media type, for mail.
    var mediaType: String { isEncrypted ? "application/octet-stream" : format.mediaType }
    /// The file that `sha256sum -c` reads.
    public var checksum: String { bundle + ".sha256" }
    /// The private map of the pseudonyms, which never leaves the host.
    public var map: String { stem + ".map" }
    /// The request as an e-mail draft.
    public var email: String { stem + ".eml" }
    /// The request as text.
    public var text: String { stem + ".txt" }

    /// Only letters, digits, dots, hyphens and underscores: names that every mail program and shell leaves alone.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": plain.unicodeScalars.append(scalar)
            default: if !plain.hasSuffix("_") { plain += "_" }
            }
        }
        while plain.hasPrefix(".") || plain.hasPrefix("-") { plain.removeFirst() }
        return String(plain.prefix(64))
    }
}
