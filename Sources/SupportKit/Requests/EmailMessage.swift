/// An e-mail with a body of plain text and, where wanted, attachments.
public struct EmailMessage: Sendable, Equatable {
    /// The writer.
    ///
    /// Only a draft may do without; whoever sends it fills it in.
    public var from: EmailAddress?
    /// The recipients.
    public var to: [EmailAddress]
    /// The recipients of a copy.
    public var cc: [EmailAddress]
    /// The subject, in one line.
    public var subject: String
    /// When it was written.
    public var date: EmailDate
    /// The body; any line end counts as one.
    public var body: String
    /// What travels with it.
    public var attachments: [EmailAttachment]
    /// The domain of its Message-ID.
    ///
    /// Without one the writer's domain is used, and never the name of this host.
    public var messageIDDomain: String?
    /// Whether a mail program should open it for editing instead of showing it as received (`X-Unsent: 1`).
    public var isUnsentDraft: Bool

    /// Creates a message; `serialised()` checks it.
    public init(
        from: EmailAddress?,
        to: [EmailAddress],
        cc: [EmailAddress] = [],
        subject: String,
        date: EmailDate,
        body: String,
        attachments: [EmailAttachment] = [],
        messageIDDomain: String? = nil,
        isUnsentDraft: Bool = false
    ) {
        self.from = from
        self.to = to
        self.cc = cc
        self.subject = subject
        self.date = date
        self.body = body
        self.attachments = attachments
        self.messageIDDomain = messageIDDomain
        self.isUnsentDraft = isUnsentDraft
    }
}
