internal import Platform
public import SystemPackage

/// A draft made ready for the mail system: what is sent, from whom and to whom, and nothing else.
public struct OutgoingMessage: Sendable {
    /// The writer, to whom failures are returned.
    public let sender: EmailAddress
    /// Everybody who gets it: `To` and `Cc`.
    public let recipients: [EmailAddress]
    /// The message; lines end in CRLF.
    public let bytes: [UInt8]
    /// The message as its readers see it.
    public let email: StoredEmail
    /// Whether the draft had a `Bcc`, which is taken out: nobody gets the message unseen.
    public let hadBcc: Bool

    /// Headers that belong to a draft, or that are written anew.
    private static let dropped: Set<String> = ["x-unsent", "bcc", "date", "resent-bcc", "return-path"]

    /// Prepares a draft.
    ///
    /// - Parameters:
    ///   - draft: The content of the `.eml` file.
    ///   - fileName: Its name, for errors.
    ///   - sender: The writer, where the draft names none.
    ///   - date: When it is sent.
    ///   - place: Where the bundle is brought before, or nil: said in place of what the draft says of that.
    /// - Throws: `RequestFileError` when it is no message, has no writer or no recipient.
    public init(
        _ draft: [UInt8],
        fileName: String,
        sender: EmailAddress?,
        date: EmailDate,
        place: String? = nil
    ) throws(RequestFileError) {
        let email = try StoredEmail(draft, fileName: fileName)
        let body = place.flatMap { RequestDetails.body(email.body, sayingPlace: $0) }
        // Only a message as supportkit writes it can be written anew: one text, and nothing else.
        let isPlain = MIMEPart(draft[...]).isQuotedPrintableText
        guard let writer = email.from ?? sender else {
            throw RequestFileError(file: fileName, problem: "names no writer: answer contact.email, or give --from")
        }
        guard !email.recipients.isEmpty else {
            throw RequestFileError(file: fileName, problem: "names no recipient: fill in its To header")
        }
        self.sender = writer
        recipients = email.recipients

        var output: [UInt8] = []
        var rest = draft[...]
        var isDropped = false
        var hadBcc = false
        var isHead = true
        while !rest.isEmpty {
            let end = rest.firstIndex(of: .lineFeed).map { $0 + 1 } ?? rest.endIndex
            var line = rest[rest.startIndex..<end]
            rest = rest[end...]
            while line.last == .lineFeed || line.last == .carriageReturn { line = line.dropLast() }
            if isHead {
                if line.isEmpty {
                    isHead = false
                    if email.from == nil { output += EmailHeader.addresses("From", [writer]).utf8 }
                    output += "Date: \(date.headerText)\r\n".utf8
                    if let body, isPlain {
                        output += "\r\n".utf8
                        QuotedPrintable.append(body, to: &output)
                        break
                    }
                } else if line.first?.isBlank != true {
                    let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
                    isDropped = Self.dropped.contains(name)
                    if name == "bcc" { hadBcc = true }
                }
                if isHead, isDropped { continue }
            }
            output += line
            output += "\r\n".utf8
        }
        bytes = output
        self.email = body == nil || !isPlain ? email : try StoredEmail(output, fileName: fileName)
        self.hadBcc = hadBcc
    }

    /// Prepares the draft in a file.
    ///
    /// - Parameters:
    ///   - path: The `.eml` file.
    ///   - sender: The writer, where the draft names none.
    ///   - date: When it is sent.
    ///   - place: Where the bundle is brought before, or nil.
    /// - Throws: `RequestFileError` when it cannot be read or sent.
    public init(
        draft path: FilePath,
        sender: EmailAddress?,
        date: EmailDate,
        place: String? = nil
    ) throws(RequestFileError) {
        let bytes = try RequestFile.bytes(of: path, limit: StoredEmail.maximumBytes)
        try self.init(bytes, fileName: path.displayText, sender: sender, date: date, place: place)
    }
}
