internal import Crypto
internal import Platform
public import SystemPackage

extension EmailAttachment {
    /// Attaches a bundle, whose content must be what was read before.
    ///
    /// - Parameters:
    ///   - path: The bundle.
    ///   - fileName: The name it travels by.
    ///   - sha256: Its SHA-256 in small hexadecimal digits.
    ///   - limit: What still goes with an e-mail.
    /// - Throws: `RequestFileError` when it cannot be read, is larger than the limit or has changed.
    public init(
        bundle path: FilePath,
        fileName: String,
        sha256: String,
        limit: AttachmentLimit = AttachmentLimit()
    ) throws(RequestFileError) {
        let content = try RequestFile.bytes(of: path, limit: limit.rawBytes)
        guard SHA256.hash(data: content).hexadecimal == sha256 else {
            throw RequestFileError(file: path.displayText, problem: "changed while the request was written")
        }
        self.init(
            fileName: fileName,
            contentType: (BundleFormat(fileName: fileName) ?? .gzip).mediaType,
            bytes: content
        )
    }
}
