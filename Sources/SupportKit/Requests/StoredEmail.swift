/// An e-mail read back from an `.eml` file, also after a mail program has edited and saved it.
///
/// Of MIME it knows what mail programs write for a text with attachments: nested multiparts, quoted-printable and base64,
/// encoded words in headers.
public struct StoredEmail: Sendable, Equatable {
    /// The most bytes of a file that is read: an attached bundle and some room.
    public static let maximumBytes = 64 << 20
    private static let deepestPart = 8

    /// The subject, decoded, in one safe line.
    public let subject: String
    /// The writer, where the message names one.
    public let from: EmailAddress?
    /// The recipients in `To` and `Cc`, in that order; nobody else gets the message.
    public let recipients: [EmailAddress]
    /// The text: lines ended by LF.
    public let body: String
    /// The names of the attachments, decoded.
    public let attachments: [String]

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - fileName: Its name, for errors.
    /// - Throws: `RequestFileError` when it is no message with a text, or an address in it is none.
    public init(_ bytes: [UInt8], fileName: String) throws(RequestFileError) {
        let parts = MIMEPart(bytes[...])
        guard parts.header("Subject") != nil || parts.header("From") != nil || parts.header("Date") != nil else {
            throw RequestFileError(file: fileName, problem: "not an e-mail message: it has no Subject, From or Date")
        }
        guard let text = parts.plainText(depth: Self.deepestPart) else {
            throw RequestFileError(file: fileName, problem: "has no part of plain text (HTML alone is not read)")
        }
        var recipients: [EmailAddress] = []
        var from: EmailAddress?
        do throws(EmailError) {
            for name in ["To", "Cc"] {
                for value in parts.headers(name) { recipients += try Self.addresses(value, header: name) }
            }
            from = try parts.header("From").map { value throws(EmailError) in
                try Self.addresses(value, header: "From")
            }?.first
        } catch {
            throw RequestFileError(file: fileName, problem: "\(error)")
        }
        self.recipients = recipients
        self.from = from
        subject = HeaderText.sanitised(EncodedWord.decoded(parts.header("Subject") ?? ""))
        body = BodyText.lines(of: text).joined(separator: "\n")
        attachments = parts.attachmentNames(depth: Self.deepestPart)
    }

    /// The mailboxes of one header: separated by commas that stand neither in quotes nor in angle brackets.
    private static func addresses(_ value: String, header: String) throws(EmailError) -> [EmailAddress] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in value {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", isQuoted {
                isEscaped = true
                continue
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                parts.append("")
                continue
            }
            parts[parts.count - 1].append(character)
        }
        var addresses: [EmailAddress] = []
        for part in parts where !part.allSatisfy(\.isWhitespace) {
            // Names are shown and no more; what they hold must not decide who gets the message.
            let bracket = part.lastIndex(of: "<")
            let name = HeaderText.sanitised(EncodedWord.decoded(bracket.map { String(part[..<$0]) } ?? ""))
            let address = bracket.map { part[part.index(after: $0)...].prefix { $0 != ">" } } ?? part[...]
            addresses.append(
                try EmailAddress(
                    name: name.filter { $0 != "\"" },
                    address: HeaderText.sanitised(String(address)),
                    header: header
                )
            )
        }
        return addresses
    }
}
