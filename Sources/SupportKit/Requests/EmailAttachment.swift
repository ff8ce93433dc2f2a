/// A file that travels with a message.
public struct EmailAttachment: Sendable, Equatable {
    /// Its name without a directory.
    public var fileName: String
    /// Its media type, such as `application/gzip`.
    public var contentType: String
    /// Its content.
    public var bytes: [UInt8]

    /// Describes an attachment; the message checks name and type when it is written.
    public init(fileName: String, contentType: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}
