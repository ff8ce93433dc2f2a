/// What fits into an e-mail.
///
/// Base64 in lines of 76 characters with CRLF turns 57 bytes into 78, so a file grows by more than a third. The limit
/// leaves some 190 KB for headers and body below 10,240,000 bytes, the smallest default of the usual mail servers.
public struct AttachmentLimit: Sendable {
    /// The most bytes of a file that is attached unless something else is said: 7 MiB.
    public static let rawBytes = 7 * 1024 * 1024
    /// The most that can be said: 40 MiB, beyond which a message is not read back.
    public static let maximumRawBytes = 40 * 1024 * 1024

    /// The most bytes of a file that is attached.
    public let rawBytes: Int

    /// Creates a limit.
    ///
    /// - Parameter rawBytes: The most bytes of a file that is attached; 0 for none.
    public init(rawBytes: Int = Self.rawBytes) {
        self.rawBytes = min(rawBytes, Self.maximumRawBytes)
    }

    /// The size of a file in the message, line ends included.
    public static func encodedBytes(rawBytes: Int) -> Int {
        let characters = (rawBytes + 2) / 3 * 4
        return characters + (characters + 75) / 76 * 2
    }

    /// Whether a file of this size is small enough to be attached.
    public func fits(rawBytes: Int) -> Bool { rawBytes <= self.rawBytes }
}
