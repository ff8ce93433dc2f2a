/// A support request: what a person said and what the machine knows, in the words of the product's template.
///
/// Nothing is made up. What nobody has answered stands out in the body and is listed in `unanswered`.
public struct SupportRequest: Sendable {
    /// The most Unicode scalars of a subject.
    public static let subjectLimit = 200

    /// The subject, in one line.
    public let subject: String
    /// The body: lines ended by LF, the last one too.
    public let body: String
    /// The addresses it goes to, as the form has them.
    public let recipients: [String]
    /// The questions that must be answered and are not, in the order of asking.
    public let unanswered: [Answers.Field]
    /// What a support engineer would find odd about the answers, one sentence each.
    public let advice: [String]

    private let contactName: String?
    private let contactEmail: String?

    /// Drafts a request.
    ///
    /// - Parameters:
    ///   - template: The wording of the body.
    ///   - form: The subject, the recipients and what must be answered.
    ///   - facts: What the machine knows.
    ///   - answers: What the person said.
    /// - Throws: `RequestTemplateError` if the form's subject is not a template of one line.
    public init(
        template: RequestTemplate,
        form: RequestForm,
        facts: RequestFacts,
        answers: Answers
    ) throws(RequestTemplateError) {
        let values = RequestValues(form: form, facts: facts, answers: answers)
        let required = Self.questions(template: template, form: form)
            .filter { !(facts.isProcessTest && $0.needsIncident) }
        let details = RequestDetails(
            values: values,
            required: Set(required),
            printed: Set(template.plainFields)
        )
        let words = template.filled(with: values.dictionary(for: .body(details: details.text)))
        let notice =
            facts.isProcessTest
            ? "*** PROCESS TEST: a rehearsal of our support process, not an incident. ***\n\n" : ""

        subject = try Self.subject(form: form, values: values)
        body = notice + Self.withOneLineEnd(words)
        recipients = form.recipients
        unanswered = required.filter { values.answer(to: $0) == nil }
        advice =
            facts.isProcessTest
            ? []
            : RequestCheck(answers).findings.map(\.sentence)
                + [Self.advice(on: facts.window, answers)].compactMap(\.self)
        contactName = answers[.contactName]
        contactEmail = answers[.contactEmail]
    }

    /// What is odd about a window that does not hold the beginning of the incident.
    private static func advice(on window: RequestFacts.Window?, _ answers: Answers) -> String? {
        guard let window, let started = answers[.started], let begin = StatedTime.instant(in: started),
            let since = try? TimeExpression.parse(window.since, now: 0, zone: .utc), begin < since
        else { return nil }
        return "The incident began before the time that was looked at (\(window.since)): collect again with "
            + "--since '\(Timestamp.text(begin))', or the logs do not show how it began."
    }

    /// The questions a request must answer: those of the form and those its template puts plainly.
    public static func questions(template: RequestTemplate, form: RequestForm) -> [Answers.Field] {
        let wanted = Set(form.required).union(template.plainFields)
        return Answers.Field.allCases.filter(wanted.contains)
    }

    /// The request as plain text: `To:`, `Subject:`, an empty line and the body; UTF-8 with LF line ends.
    public func text() -> String { RequestDocument(self, answers: Answers()).text() }

    /// The request as a draft of an e-mail from the contact person, ready to be looked at and sent.
    ///
    /// - Parameters:
    ///   - date: When it is written.
    ///   - attachments: What goes with it; see `AttachmentLimit`.
    ///   - messageIDDomain: The domain in its Message-ID; without one, that of the contact's address.
    /// - Returns: The message, marked as not sent.
    /// - Throws: `EmailError` if a recipient of the form is not an address.
    public func draft(
        date: EmailDate,
        attachments: [EmailAttachment] = [],
        messageIDDomain: String? = nil
    ) throws(EmailError) -> EmailMessage {
        var to: [EmailAddress] = []
        for recipient in recipients { to.append(try EmailAddress(parsing: recipient, header: "To")) }
        var from: EmailAddress?
        if let contactEmail { from = try EmailAddress(name: contactName, address: contactEmail, header: "From") }
        return EmailMessage(
            from: from,
            to: to,
            subject: subject,
            date: date,
            body: body,
            attachments: attachments,
            messageIDDomain: messageIDDomain,
            isUnsentDraft: true
        )
    }

    private static func subject(form: RequestForm, values: RequestValues) throws(RequestTemplateError) -> String {
        let name = "subject of the request"
        if HeaderText.problem(in: form.subject) != nil {
            throw RequestTemplateError(template: name, line: 1, problem: "must be one line of text")
        }
        let template = try RequestTemplate(text: form.subject, name: name)
        let mark = values.facts.isProcessTest ? "[PROCESS TEST] " : ""
        let filled = HeaderText.sanitised(template.filled(with: values.dictionary(for: .subject)))
        guard !filled.isEmpty else {
            throw RequestTemplateError(template: name, line: 1, problem: "must not be empty")
        }
        return RequestValues.shortened(mark + filled, to: subjectLimit)
    }

    private static func withOneLineEnd(_ text: String) -> String {
        String(text.reversed().drop(while: \.isNewline).reversed()) + "\n"
    }
}
