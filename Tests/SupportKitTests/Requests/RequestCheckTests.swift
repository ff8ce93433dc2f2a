import Testing

@testable import SupportKit

@Suite struct RequestCheckTests {
    private func rules(_ pairs: [Answers.Field: String], now: Int64? = nil) throws -> [String] {
        try RequestCheck(RequestFixture.answers(pairs), now: now).findings.map(\.rule)
    }

    @Test func aGoodRequestHasNoFindings() throws {
        let check = RequestCheck(
            try RequestFixture.completeAnswers(),
            required: RequestForm().required,
            now: 1_795_300_000,
            redaction: try RedactionSession()
        )
        #expect(check.findings == [] && check.passes)
    }

    @Test func theExamplesOfTheQuestionsPassTheirOwnRules() throws {
        let answers = try RequestFixture.answers(
            Dictionary(uniqueKeysWithValues: Answers.Field.allCases.map { ($0, $0.example) })
        )
        let findings = RequestCheck(answers, required: Answers.Field.allCases, redaction: try RedactionSession())
            .findings
        // They are made up one by one: only together they say severity 2 and a workaround.
        #expect(findings.map(\.rule) == ["severityWorkaround"])
    }

    @Test func whatIsRequiredAndMissingMustBeMended() throws {
        let check = RequestCheck(
            try RequestFixture.answers([.impact: "all 40 traders have stopped", .changed: "kernel on 20 November"]),
            required: [.impact, .expected, .contactEmail]
        )
        #expect(check.findings.map(\.field) == ["expected", "contact.email"])
        #expect(check.findings.allSatisfy { $0.rule == "missing" && $0.level == .mend && !$0.example.isEmpty })
        #expect(!check.passes)
    }

    @Test(arguments: [
        "TBD", "n/a", "...", "?", "xxx", "asap", "Urgent!", "<describe impact>", "don't know", "see title",
    ])
    func aPlaceholderIsNoAnswer(_ answer: String) throws {
        #expect(try rules([.impact: answer]) == ["placeholder"])
    }

    @Test(arguments: [
        (Answers.Field.environment, "test"), (.lastKnownGood, "unknown"), (.workaround, "n/a"), (.changed, "not sure"),
    ])
    func someQuestionsAreAnsweredByOneWord(_ field: Answers.Field, _ answer: String) throws {
        #expect(try rules([field: answer]) == [])
    }

    @Test(arguments: [
        "see attached", "See the attachment.", "see log file", "please see bundle for details", "As discussed",
        "attached",
    ])
    func anAnswerThatPointsElsewhereIsNone(_ answer: String) throws {
        #expect(try rules([.observed: answer]) == ["elsewhere"])
    }

    @Test func aPointerBesideAnAnswerIsFine() throws {
        let answer =
            "Subscriptions to the topic prices stop after ten seconds with error 02-0007; see attached client log."
        #expect(try rules([.observed: answer]) == [])
    }

    @Test(arguments: [
        ("1", "UAT", ["severityEnvironment"]), ("1", "pre-production", ["severityEnvironment"]),
        ("1", "non-prod cluster", ["severityEnvironment"]), ("1", "production, test topic", []),
        ("1", "Live site B", []),
        ("2", "staging", ["severityEnvironment"]), ("3", "test", []), ("1", "PROD", []),
    ])
    func severeIsForProduction(_ severity: String, _ environment: String, _ expected: [String]) throws {
        let answers: [Answers.Field: String] = [
            .severity: severity, .environment: environment, .contactTelephone: "+44 20 7946 0000",
            .contactHours: "24x7",
        ]
        #expect(try rules(answers) == expected)
        let check = RequestCheck(try RequestFixture.answers(answers))
        #expect(check.passes == (severity != "1" || expected.isEmpty))
    }

    @Test(arguments: [
        ("1", "restart every hour", false), ("2", "restart every hour", true), ("1", "none", true), ("1", "No.", true),
    ])
    func severeMeansThatNothingGetsRoundIt(_ severity: String, _ workaround: String, _ passes: Bool) throws {
        let answers = try RequestFixture.answers([
            .severity: severity, .workaround: workaround, .contactTelephone: "+44 20 7946 0000", .contactHours: "24/7",
        ])
        let check = RequestCheck(answers)
        #expect(check.passes == passes)
        #expect(check.findings.contains { $0.rule == "severityWorkaround" } == (workaround.count > 5))
    }

    @Test(arguments: [
        ([Answers.Field.contactTelephone: "+44 20 7946 0000", .contactHours: "24x7 until solved"], true),
        ([.contactTelephone: "+44 20 7946 0000", .contactHours: "9-17 GMT"], false),
        ([.contactTelephone: "+44 20 7946 0000"], false), ([.contactHours: "24x7"], false),
    ])
    func severityOneNeedsSomebodyAtTheTelephone(_ contact: [Answers.Field: String], _ passes: Bool) throws {
        let check = RequestCheck(try RequestFixture.answers(contact.merging([.severity: "1"]) { $1 }))
        #expect(check.passes == passes)
        #expect(check.findings.contains { $0.rule == "severityTelephone" } == !passes)
    }

    @Test(arguments: [
        "2026-11-21 01:30 UTC", "2026-11-21T01:30Z", "2026-11-21T01:30:00+01:00", "01:30 +0100", "1:30 (Europe/London)",
    ])
    func aTimeWithAZoneIsFine(_ time: String) throws {
        #expect(try rules([.started: time]) == [])
    }

    @Test(arguments: ["2026-11-21 01:30", "21/11/2026 1:30", "at 01:30 am", "this morning at 9am", "2026-11-21."])
    func aTimeWithoutAZoneMustBeMended(_ time: String) throws {
        #expect(try rules([.started: time]) == ["zone"])
    }

    @Test func aVagueTimeIsPointedOut() throws {
        #expect(try rules([.started: "yesterday evening"]) == ["vagueTime"])
        #expect(try rules([.ended: "no end yet"]) == [])
    }

    @Test func timesMustBeInOrderAndInThePast() throws {
        #expect(
            try rules([.started: "2026-11-21 01:30 Europe/Berlin, alert", .ended: "2026-11-21T00:29:59Z"]) == ["order"]
        )
        #expect(try rules([.started: "2026-11-21 01:30 Europe/Berlin", .ended: "2026-11-21T00:30:01Z"]) == [])
        #expect(try rules([.started: "on 2026-11-21 01:30 +0100"], now: 1_795_220_999 - 301) == ["future"])
        #expect(try rules([.started: "on 2026-11-21 01:30 +0100"], now: 1_795_221_000) == [])
    }

    @Test(arguments: [
        "Logins fail. Another problem: the disk is full", "1) crash 2) unrelated: wrong report",
        "two issues since Friday",
    ])
    func twoProblemsAreTwoRequests(_ observed: String) throws {
        #expect(try rules([.observed: observed]) == ["twoProblems"])
    }

    @Test(arguments: [
        "The server crashes and no other issue is seen", "The journal grows without end, and so does memory.",
    ])
    func oneProblemWithManyWordsIsOne(_ observed: String) throws {
        #expect(try rules([.observed: observed]) == [])
    }

    @Test func anImpactThatRepeatsTheSymptomIsNone() throws {
        let observed = "The server crashes when a client connects, with error 02-0007."
        #expect(try rules([.impact: "Server crashes when clients connect", .observed: observed]) == ["repeatsSymptom"])
        #expect(try rules([.impact: "All 40 traders have stopped trading.", .observed: observed]) == [])
        #expect(try rules([.impact: observed, .observed: observed]) == ["repeatsSymptom"])
    }

    @Test(arguments: ["works", "It should work.", "no errors", "that it works"])
    func anExpectationThatSaysNothingMustBeMended(_ expected: String) throws {
        #expect(try rules([.expected: expected]) == ["emptyExpectation"])
    }

    @Test func shortAnswersAndStepsWithoutEffectArePointedOut() throws {
        #expect(try rules([.impact: "slow"]) == ["brief"])
        #expect(try rules([.observed: "server crashes"]) == ["brief"])
        #expect(try rules([.tried: "Restarted the server"]) == ["noEffect"])
        #expect(try rules([.tried: "Restarted the server: no change"]) == [])
        #expect(try rules([.changed: "Nothing."]) == ["nothingChanged"])
        #expect(try rules([.contactHours: "08:00-17:00"]) == ["zone"])
    }

    @Test func aSecretIsNotedAndNotQuoted() throws {
        let answers = try RequestFixture.answers([
            .observed: "The login fails with password=hunter2horse in the configuration of the client"
        ])
        let check = RequestCheck(answers, redaction: try RedactionSession())
        #expect(check.findings.map(\.rule) == ["secret"])
        #expect(!check.findings.contains { $0.sentence.contains("hunter2") })
    }

    @Test func findingsNeverQuoteAnswersAndCarryTheirLine() throws {
        for value in RequestFixture.hostileValues {
            var answers = Answers()
            for field in Answers.Field.allCases where field.acceptsSeveralLines {
                try answers.set(field, to: "zebra9 \(value)", source: "")
            }
            let check = RequestCheck(answers, lines: [.impact: 7])
            #expect(!check.findings.contains { $0.sentence.contains("zebra9") })
            #expect(check.findings.filter { $0.field == "impact" }.allSatisfy { $0.line == 7 })
        }
    }
}
