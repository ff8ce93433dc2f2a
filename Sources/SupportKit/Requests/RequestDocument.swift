/// A request as it stands in a file: the text a person reads and the answers that are in it.
public struct RequestDocument: Sendable {
    /// The subject, in one safe line.
    public let subject: String
    /// The addresses it goes to.
    public let recipients: [String]
    /// The body: lines ended by LF, the last one too.
    public let body: String
    /// The answers in it.
    public let answers: Answers
    /// The questions it puts, answered or not.
    public let asked: Set<Answers.Field>
    /// What stands in place of an answer and is none, such as a severity of 7.
    public let problems: [RequestFinding]

    /// The same as a document.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - answers: The answers it was made from.
    public init(_ request: SupportRequest, answers: Answers) {
        subject = request.subject
        recipients = request.recipients
        body = request.body
        self.answers = answers
        asked = []
        problems = []
    }

    /// Reads an e-mail draft, also one that a mail program has edited.
    ///
    /// - Parameters:
    ///   - email: The draft.
    ///   - templates: The wordings it may have been written with.
    public init(_ email: StoredEmail, templates: [RequestTemplate]) {
        self.init(
            subject: email.subject,
            recipients: email.recipients.map(\.address),
            body: email.body,
            templates: templates
        )
    }

    /// Reads a request's text: `To:`, `Subject:`, an empty line and the body.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - fileName: Its name, for errors.
    ///   - templates: The wordings it may have been written with.
    /// - Throws: `RequestFileError` when it is no such text.
    public init(text: String, fileName: String, templates: [RequestTemplate]) throws(RequestFileError) {
        let parts = RequestTextReader.split(text)
        guard let subject = parts.subject else {
            throw RequestFileError(
                file: fileName,
                problem: "not a request: the first lines have no 'Subject:' (an answers file must end in .yml)"
            )
        }
        self.init(subject: subject, recipients: parts.recipients, body: parts.body, templates: templates)
    }

    private init(subject: String, recipients: [String], body: String, templates: [RequestTemplate]) {
        let reader = RequestTextReader(body, templates: templates)
        var answers = Answers()
        var problems: [RequestFinding] = []
        for field in Answers.Field.allCases {
            guard let text = reader.texts[field] else { continue }
            do {
                try answers.set(field, to: text, source: field.rawValue)
            } catch {
                problems.append(
                    RequestFinding("invalid", .mend, field, "\(field.title) cannot be used: \(error.problem).")
                )
            }
        }
        self.subject = subject
        self.recipients = recipients
        self.body = body.hasSuffix("\n") ? body : body + "\n"
        self.answers = answers
        asked = reader.asked
        self.problems = problems
    }

    /// Checks the request: what it asks must be answered, and what the form says.
    ///
    /// - Parameters:
    ///   - required: The questions that must be answered.
    ///   - now: Seconds since 1970, to notice times to come.
    ///   - redaction: Finds secrets in answers.
    /// - Returns: The findings, those on unusable answers first.
    public func findings(required: [Answers.Field], now: Int64?, redaction: RedactionSession?) -> [RequestFinding] {
        let spoilt = Set(problems.compactMap(\.field))
        let wanted = Answers.Field.allCases.filter { field in
            (required.contains(field) || asked.contains(field)) && !spoilt.contains(field.rawValue)
        }
        return problems + RequestCheck(answers, required: wanted, now: now, redaction: redaction).findings
    }
}
