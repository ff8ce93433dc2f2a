import Testing
import TestSupport

@testable import SupportKit

@Suite struct SupportRequestTests {
    private func request(
        _ product: String = "amps",
        form: RequestForm = RequestFixture.form,
        facts: RequestFacts = RequestFixture.completeFacts(),
        answers: Answers? = nil
    ) throws -> SupportRequest {
        try SupportRequest(
            template: RequestFixture.template(product),
            form: form,
            facts: facts,
            answers: answers ?? RequestFixture.completeAnswers()
        )
    }

    @Test(arguments: ["amps", "tomcat", "files"])
    func theTextOfACompleteRequest(_ product: String) throws {
        let request = try request(product)
        assertSnapshot(request.text(), named: "\(product)-complete.txt")
        #expect(request.unanswered.isEmpty)
        #expect(!request.body.contains(">>>"))
    }

    @Test(arguments: ["amps", "tomcat", "files"])
    func theTextOfARequestWithNothingAnsweredAndNothingKnown(_ product: String) throws {
        let request = try request(product, form: RequestForm(), facts: RequestFixture.bareFacts(), answers: Answers())
        assertSnapshot(request.text(), named: "\(product)-empty.txt")
        let always: [Answers.Field] = [
            .impact, .observed, .expected, .severity, .environment, .started, .contactName, .contactEmail,
        ]
        #expect(request.unanswered == (product == "amps" ? [.version] : []) + always)
    }

    @Test func theTextOfAProcessTest() throws {
        var facts = RequestFixture.completeFacts()
        facts.isProcessTest = true
        facts.crashes = []
        facts.bundle?.isAttached = true
        let request = try request(
            facts: facts,
            answers: RequestFixture.answers([
                .environment: "production", .contactName: "Jo Doe", .contactEmail: "jo@example.com",
            ])
        )
        assertSnapshot(request.text(), named: "amps-process-test.txt")
        #expect(request.subject.hasPrefix("[PROCESS TEST] "))
        #expect(request.unanswered.isEmpty && request.advice.isEmpty)
    }

    @Test func theTextThatLiesInsideTheBundle() throws {
        var facts = RequestFixture.completeFacts()
        facts.bundle?.bytes = nil
        facts.bundle?.sha256 = nil
        let text = try request(facts: facts).text()
        #expect(text.contains("this text lies inside the bundle"))
        #expect(!text.contains("not attached") && text.contains("sha256sum -c supportkit-amps"))
    }

    @Test func aCompleteBundleIsSaidToLackNothing() throws {
        var facts = RequestFixture.completeFacts()
        facts.missing = []
        let sentence = "Nothing that is required. README.txt in the bundle lists all that was looked for."
        #expect(try !request(facts: facts).body.contains(sentence))
        facts.bundle?.outcome = "complete"
        #expect(try request(facts: facts).body.contains(sentence))
    }

    @Test func aProcessTestStillNeedsSomeoneToAnswer() throws {
        var facts = RequestFixture.bareFacts()
        facts.isProcessTest = true
        #expect(
            try request(facts: facts, answers: Answers()).unanswered
                == [.version, .environment, .contactName, .contactEmail]
        )
    }

    @Test func theFirstWordsForAMPSAreTheVendorsOwn() throws {
        var form = RequestForm()
        for field in [Answers.Field.version, .impact, .observed, .expected] {
            form.questions[field] = .init(goodAnswer: "-")
        }
        let answers = try RequestFixture.answers([
            .version: "<X.Y.Z.H>", .impact: "<describe impact>", .observed: "<describe issue>",
            .expected: "<describe expected behavior>",
        ])
        let body = try request(form: form, facts: RequestFixture.bareFacts(), answers: answers).body
        #expect(
            body.hasPrefix(
                """
                Hi 60East:

                We are running AMPS Version: <X.Y.Z.H>

                The impact of this issue is: <describe impact>

                We are seeing the following behavior: <describe issue>

                What we would expect to see is: <describe expected behavior>


                """
            )
        )
    }

    @Test func whatIsMissingStandsOutInTheWordsOfTheForm() throws {
        var form = RequestFixture.form
        form.questions[.impact] = .init(goodAnswer: "which desks cannot trade")
        let request = try request(form: form, answers: Answers())
        let marker = ">>> NOT ANSWERED YET: describe impact (which desks cannot trade) <<<"
        #expect(request.body.contains("The impact of this issue is: \(marker)\n"))
        #expect(!request.subject.contains(">>>"))
    }

    @Test func theMachinesVersionIsPreferredAndTheOtherOneShown() throws {
        let answers = try RequestFixture.answers([.version: "5.3.4.1"])
        let body = try request(answers: answers).body
        #expect(body.contains("AMPS Version: 5.3.4.78\n"))
        #expect(body.contains("Version as stated:  5.3.4.1\n"))

        let stated = try request(facts: RequestFixture.bareFacts(), answers: answers).body
        #expect(stated.contains("AMPS Version: 5.3.4.1\n"))
        #expect(stated.contains("5.3.4.1 (as stated; not read on this host)"))
    }

    @Test func theSubjectHasNoGaps() throws {
        let form = RequestForm(subject: "[{{severityLabel}}] AMPS {{version}} on {{host}}: {{impact}}")
        let empty = try request(form: form, facts: RequestFixture.bareFacts(), answers: Answers())
        #expect(
            empty.subject
                == "[severity not set] AMPS version not given yet on (not known): impact not given yet"
        )
        #expect(
            try request().subject
                == "[12345] [Severity 2] AMPS 5.3.4.78: "
                + "All 40 traders of the London desk see prices up to five minutes old."
        )
    }

    @Test func theSubjectIsCutAtAWord() throws {
        let impact = String(repeating: "word ", count: 2000) + "\nsecond line"
        let subject = try request(answers: RequestFixture.answers([.impact: impact])).subject
        #expect(subject.hasSuffix("word word..."))
        #expect(subject.count <= SupportRequest.subjectLimit)
        let long = RequestForm(subject: String(repeating: "{{impact}} ", count: 20) + "x")
        #expect(
            try request(form: long, answers: RequestFixture.answers([.impact: impact])).subject.count
                <= SupportRequest.subjectLimit
        )
    }

    @Test func aCharacterWithoutEndDoesNotStopADraft() throws {
        let answers = try RequestFixture.answers([.impact: "e" + String(repeating: "\u{301}", count: 20_000)])
        let draft = try request(answers: answers).draft(date: EmailDate(secondsSince1970: 1_800_000_000))
        #expect(try EmailOracle.check(draft).subject == draft.subject)
    }

    @Test(arguments: ["{{impact}}\n{{host}}", "", "  ", "{{nothing}}", "a\u{2028}b", "{{#case}}{{case}}{{/case}}"])
    func aSubjectMustBeATemplateOfOneLine(_ subject: String) throws {
        #expect(throws: RequestTemplateError.self) {
            try self.request(form: RequestForm(subject: subject), answers: Answers())
        }
    }

    @Test(arguments: RequestFixture.hostileValues)
    func factsCannotLeaveTheirLine(_ value: String) throws {
        var facts = RequestFixture.completeFacts()
        let lines = try request(facts: facts).text().split(separator: "\n", omittingEmptySubsequences: false).count
        facts.productTitle = value
        facts.version = value
        facts.versionEvidence = value
        facts.instance = value
        facts.host = value
        facts.kernel = value
        facts.operatingSystem = value
        facts.vendorName = value
        facts.components = [.init(name: value, version: value)]
        facts.bundle?.fileName = value
        facts.window = .init(since: value, until: value, timezone: value)
        facts.missing = facts.missing.map { .init(what: value, reason: value, remedy: $0.remedy.map { _ in value }) }
        facts.deviations = [.init(setting: value, observed: value, recommended: value)]
        facts.crashes = [value]
        facts.errors = [value, value, value]
        facts.events = [value]
        facts.coverage = value
        let hostile = try request(facts: facts)
        #expect(hostile.text().split(separator: "\n", omittingEmptySubsequences: false).count == lines)
        #expect(HeaderText.problem(in: hostile.subject) == nil)
        #expect(hostile.text().unicodeScalars.allSatisfy { $0 == "\n" || !HeaderText.isForbidden($0) })
        #expect(!hostile.text().contains("\nBcc:"))
    }

    @Test(arguments: RequestFixture.hostileValues)
    func answersStayAnswers(_ value: String) throws {
        let answers = try RequestFixture.answers([.impact: value, .observed: value, .expected: value, .changed: value])
        let request = try request(answers: answers)
        #expect(HeaderText.problem(in: request.subject) == nil)
        #expect(request.body.contains("The impact of this issue is: \(BodyText.sanitised(value))\n"))
        #expect(request.body.unicodeScalars.allSatisfy { $0 == "\n" || !HeaderText.isForbidden($0) })
    }

    @Test func recipientsAreNotTakenFromAnythingButTheForm() throws {
        var facts = RequestFixture.completeFacts()
        facts.version = "1\r\nTo: thief@example.org"
        let message = try request(facts: facts).draft(date: EmailDate(secondsSince1970: 1_800_000_000))
        #expect(message.to.map(\.address) == ["support@example.net"])
        #expect(message.cc.isEmpty)
        #expect(message.from?.name == "Zoë Müller")
        #expect(message.isUnsentDraft)
    }

    @Test(arguments: ["", "60East", "a@b\r\nBcc: c@d", "<a@b.example>, <c@d.example>", "-t@example.net"])
    func aBadRecipientIsNamedByItsHeader(_ recipient: String) throws {
        let request = try request(form: RequestForm(recipients: [recipient]))
        let error = #expect(throws: EmailError.self) { try request.draft(date: EmailDate(secondsSince1970: 0)) }
        #expect(error?.part == "To")
    }

    @Test func crashFilesComeWithTheAddressThatTakesThem() throws {
        #expect(try request().body.contains("takes minidumps and core files at crash@example.net;"))
        var facts = RequestFixture.completeFacts()
        facts.crashes = []
        #expect(try !request(facts: facts).body.contains("crash@example.net"))
    }

    @Test func adviceNamesWhatAnEngineerWouldAsk() throws {
        let odd = try request(
            answers: RequestFixture.answers([
                .severity: "1", .environment: "UAT", .workaround: "restart every hour", .expected: "works",
                .started: "2026-11-21 01:30",
            ])
        )
        #expect(odd.advice.count == 5)
        #expect(try request().advice.isEmpty)
    }

    @Test(arguments: [("2026-11-20 22:15 UTC", 1), ("2026-11-21T00:30:00Z", 0), ("last night", 0)])
    func aWindowThatBeginsAfterTheIncidentIsNoticed(_ started: String, _ count: Int) throws {
        var answers = try RequestFixture.completeAnswers()
        try answers.set(.started, to: started, source: "test")
        let advice = try request(answers: answers).advice.filter { $0.contains("collect again with --since") }
        #expect(advice.count == count)
        if count > 0 { #expect(advice[0].contains("--since '2026-11-20T22:15:00Z'")) }
    }
}
