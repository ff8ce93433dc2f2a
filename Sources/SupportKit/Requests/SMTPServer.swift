/// A server that takes messages, and where the credentials for it are kept.
public struct SMTPServer: Sendable, Equatable {
    /// Its name or address.
    public let host: String
    /// Its port.
    public let port: Int
    /// Whether the connection is encrypted from its first byte (port 465) instead of by STARTTLS.
    public let isTLSFromStart: Bool
    /// A file in the format of `.netrc` with the credentials, or nil for none.
    public let netrc: String?
    /// A file with the certificates to trust, or nil for those of the system.
    public let authority: String?

    /// Reads `HOST`, `HOST:PORT` or `smtps://HOST:PORT`; the port is 587, or 465 with `smtps`.
    ///
    /// - Throws: `EmailError` when it is none of these.
    public init(parsing text: String, netrc: String?, authority: String?) throws(EmailError) {
        let isTLS = text.hasPrefix("smtps://")
        let place = isTLS ? text.dropFirst(8) : text.hasPrefix("smtp://") ? text.dropFirst(7) : text[...]
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        let port = parts.count == 2 ? Int(parts[1]) : isTLS ? 465 : 587
        guard (1...2).contains(parts.count), let port, (1...65_535).contains(port), !parts[0].isEmpty,
            EmailAddress.isDomain(parts[0].utf8)
        else { throw EmailError(part: "SMTP server", problem: "must be HOST:PORT, such as mail.example.com:587") }
        host = String(parts[0])
        self.port = port
        isTLSFromStart = isTLS || port == 465
        self.netrc = netrc
        self.authority = authority
    }
}
