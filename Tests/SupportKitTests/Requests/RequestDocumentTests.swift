import Foundation
import TestSupport
import Testing

@testable import SupportKit

@Suite struct RequestDocumentTests {
    static let products = ["amps", "files", "tomcat"]

    private func templates() throws -> [RequestTemplate] { try Self.products.map(RequestFixture.template) }

    private func request(_ product: String, _ answers: Answers) throws -> SupportRequest {
        try SupportRequest(
            template: RequestFixture.template(product),
            form: RequestFixture.form,
            facts: RequestFixture.completeFacts(),
            answers: answers
        )
    }

    /// What the machine knows stands in the text as well.
    private func expected(_ answers: Answers) throws -> Answers {
        var expected = answers
        try expected.set(.version, to: "5.3.4.78", source: "")
        return expected
    }

    @Test(arguments: RequestDocumentTests.products) func answersAreFoundAgainInTheText(_ product: String) throws {
        let answers = try RequestFixture.completeAnswers()
        let request = try request(product, answers)
        let document = try RequestDocument(text: request.text(), fileName: "a.txt", templates: templates())
        #expect(document.answers == (try expected(answers)))
        #expect(document.subject == request.subject && document.body == request.body)
        #expect(document.problems == [])
        #expect(document.findings(required: RequestForm().required, now: nil, redaction: nil) == [])
    }

    @Test(arguments: RequestDocumentTests.products) func answersAreFoundAgainInTheDraft(_ product: String) throws {
        let answers = try RequestFixture.completeAnswers()
        let request = try request(product, answers)
        let bundle = EmailAttachment(fileName: "bündel 1.tar.gz", contentType: "application/gzip", bytes: [1, 2, 3])
        for attachments in [[], [bundle]] {
            let bytes = try request.draft(
                date: EmailDate(secondsSince1970: 1_795_225_500),
                attachments: attachments
            ).serialised()
            let email = try StoredEmail(bytes, fileName: "a.eml")
            let document = RequestDocument(email, templates: try templates())
            #expect(document.answers == (try expected(answers)))
            #expect(email.subject == request.subject)
            #expect(email.from == (try EmailAddress(name: "Zoë Müller", address: "zoe@example.com", header: "From")))
            #expect(email.recipients.map(\.address) == ["support@example.net"])
            #expect(email.attachments == attachments.map(\.fileName))
        }
    }

    @Test func whatIsStillOpenIsNoAnswerAndIsAskedFor() throws {
        let request = try SupportRequest(
            template: RequestFixture.template("amps"),
            form: RequestFixture.form,
            facts: RequestFixture.bareFacts(),
            answers: RequestFixture.answers([.impact: "all 40 traders have stopped"])
        )
        let document = try RequestDocument(text: request.text(), fileName: "a.txt", templates: templates())
        #expect(document.answers.answered == [.impact])
        let missing = document.findings(required: [], now: nil, redaction: nil)
        #expect(missing.allSatisfy { $0.rule == "missing" })
        #expect(missing.compactMap(\.field) == request.unanswered.map(\.rawValue))
    }

    @Test func anAnswerThatCannotBeUsedIsAFinding() throws {
        let text = try request("amps", RequestFixture.completeAnswers()).text()
            .replacing("Severity:           2 -", with: "Severity:           7 -")
            .replacing("zoe@example.com", with: "call me")
        let document = try RequestDocument(text: text, fileName: "a.txt", templates: templates())
        let findings = document.findings(required: [.severity], now: nil, redaction: nil)
        #expect(findings.map(\.rule) == ["invalid", "invalid"])
        #expect(findings.map(\.field) == ["severity", "contact.email"])
    }

    @Test(arguments: RequestFixture.hostileValues) func hostileAnswersComeBackAsTheyStood(_ value: String) throws {
        var answers = try RequestFixture.completeAnswers()
        try answers.set(.observed, to: value + " and so on", source: "")
        try answers.set(.changed, to: value + "\nsecond line", source: "")
        let request = try request("amps", answers)
        let email = try StoredEmail(
            request.draft(date: EmailDate(secondsSince1970: 1_795_225_500)).serialised(),
            fileName: "a.eml"
        )
        #expect(email.recipients.map(\.address) == ["support@example.net"])
        #expect(email.body == request.body)
        let found = RequestDocument(email, templates: try templates()).answers
        #expect(found[.observed] == BodyText.sanitised(answers[.observed] ?? ""))
        #expect(found[.changed] == BodyText.sanitised(answers[.changed] ?? ""))
    }

    @Test func mailsOfOtherProgramsAreRead() throws {
        // Python writes what a mail program does: other encodings, other boundaries, nested parts.
        let scratch = try Scratch()
        let text = try request("amps", RequestFixture.completeAnswers()).body
        try scratch.write(text, to: "body.txt")
        try scratch.python(
            #"""
            import email.message, email.policy
            body = open('body.txt', encoding='utf-8').read()
            for cte in ['base64', 'quoted-printable', '8bit']:
                for nested in [0, 1]:
                    m = email.message.EmailMessage(policy=email.policy.SMTP)
                    m['Subject'] = 'Störung — «Größe» ' * 9
                    m['From'] = '"Müller, Zoë" <zoe@example.com>'
                    m['To'] = '"Support, \\"first\\" line" <a@example.net>, b@example.net'
                    m['Cc'] = 'Ünal <c@example.net>'
                    m.set_content(body, cte=cte, charset='utf-8')
                    if nested:
                        m.add_alternative('<p>html</p>', subtype='html')
                        m.add_attachment(b'\x1f\x8b' * 999, maintype='application', subtype='gzip', filename='bündel.tar.gz')
                    raw = m.as_bytes()
                    open(f'{cte}-{nested}.eml', 'wb').write(raw if cte != '8bit' else raw.replace(b'\r\n', b'\n'))
            """#
        )
        for name in ["base64", "quoted-printable", "8bit"].flatMap({ ["\($0)-0.eml", "\($0)-1.eml"] }) {
            let email = try StoredEmail(scratch.read(name), fileName: name)
            #expect(email.subject == String(repeating: "Störung — «Größe» ", count: 9).dropLast(), "\(name)")
            #expect(email.recipients.map(\.address) == ["a@example.net", "b@example.net", "c@example.net"], "\(name)")
            #expect(email.from?.name == "Müller, Zoë" && email.from?.address == "zoe@example.com", "\(name)")
            let document = RequestDocument(email, templates: try templates())
            #expect(document.answers == (try expected(RequestFixture.completeAnswers())), "\(name)")
            #expect(email.attachments == (name.hasSuffix("-1.eml") ? ["bündel.tar.gz"] : []), "\(name)")
        }
    }

    @Test func whatIsNoRequestIsRefused() throws {
        #expect(throws: RequestFileError.self) {
            try RequestDocument(text: "impact: x\n", fileName: "a", templates: [])
        }
        for text in ["", "hello", "Subject: x\nContent-Type: text/html\n\n<p>", "Subject: x\nTo: not an address\n\nx"] {
            #expect(throws: RequestFileError.self) { try StoredEmail(Array(text.utf8), fileName: "a.eml") }
        }
    }

    @Test func damagedMailsComeToAnEnd() throws {
        var bytes = try request("amps", RequestFixture.completeAnswers()).draft(
            date: EmailDate(secondsSince1970: 1_795_225_500),
            attachments: [EmailAttachment(fileName: "a", contentType: "a/b", bytes: [UInt8](repeating: 7, count: 999))]
        ).serialised()
        for length in stride(from: 0, to: bytes.count, by: 37) {
            _ = try? StoredEmail(Array(bytes[..<length]), fileName: "a")
        }
        for index in stride(from: 0, to: bytes.count, by: 11) {
            bytes[index] = UInt8(truncatingIfNeeded: index &* 31)
            _ = try? StoredEmail(bytes, fileName: "a")
        }
        let deep =
            "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            + String(repeating: "--b\nContent-Type: multipart/mixed; boundary=b\n\n", count: 10_000)
        #expect(throws: RequestFileError.self) { try StoredEmail(Array(deep.utf8), fileName: "a") }
    }

    // MARK: - Forms

    @Test func theFormsAreAsRecorded() throws {
        let answers = try RequestFixture.completeAnswers()
        let document = RequestDocument(try request("amps", answers), answers: answers)
        assertSnapshot(document.markdown(), named: "amps-complete.md")
        assertSnapshot(try document.json(), named: "amps-complete.json")
        assertSnapshot(try document.mailto() + "\n", named: "amps-complete.mailto")
    }

    @Test(arguments: RequestFixture.hostileValues) func noValueLeavesItsPlaceInTheForms(_ value: String) throws {
        var answers = try RequestFixture.completeAnswers()
        try answers.set(.impact, to: value, source: "")
        try answers.set(.changed, to: "```\n\(value)\n````\n# heading", source: "")
        let document = RequestDocument(try request("amps", answers), answers: answers)
        let link = try document.mailto()
        #expect(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && link.utf8.count <= RequestDocument.mailtoLimit)
        let query = try #require(URLComponents(string: link)?.queryItems)
        #expect(query.map(\.name) == ["subject", "body"])
        #expect(query.first?.value == document.subject)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(document.json().utf8)) as? [String: Any]
        )
        #expect(json["subject"] as? String == document.subject)
        #expect((json["answers"] as? [String: String])?["impact"] == BodyText.sanitised(value))
        // Every heading is one of ours, outside the fences.
        var isFenced: String?
        for line in document.markdown().split(separator: "\n").map(String.init) {
            if let fence = isFenced {
                if line == fence { isFenced = nil }
            } else if line.hasPrefix("```") {
                isFenced = String(line.prefix { $0 == "`" })
            } else {
                #expect(!line.replacing("\\<", with: "").contains("<b>") && !line.contains("thief@"), "\(line)")
            }
        }
        #expect(isFenced == nil)
    }

    @Test func aLongRequestIsCutToFitALink() throws {
        var answers = try RequestFixture.completeAnswers()
        try answers.set(.observed, to: String(repeating: "Größe 1 überschritten. ", count: 400), source: "")
        let link = try RequestDocument(try request("amps", answers), answers: answers).mailto()
        #expect(link.utf8.count <= RequestDocument.mailtoLimit && link.hasSuffix("in%20a%20reply."))
        #expect(URLComponents(string: link)?.queryItems?.last?.value?.contains("Größe 1") == true)
    }
}
