import Testing

@testable import SupportKit

@Suite struct AnswersTests {
    @Test func blankTextIsNoAnswer() throws {
        var answers = try RequestFixture.answers([.impact: "nobody can log in"])
        try answers.set(.impact, to: " \n\t\r\n ", source: "test")
        #expect(answers[.impact] == nil)
        #expect(answers == Answers())
    }

    @Test func whiteSpaceAroundAnAnswerGoesAndInsideItStays() throws {
        let answers = try RequestFixture.answers([.observed: "\r\n  first  \r\n\r\n    second\t\n\n"])
        #expect(answers[.observed] == "first\n\n    second")
    }

    @Test(arguments: ["0", "5", "-1", "high", "2.0", "+2", "1\n2"])
    func severityIsOneToFour(_ text: String) {
        #expect(throws: AnswersError.self) { try RequestFixture.answers([.severity: text]) }
    }

    @Test func severityIsUnderstood() throws {
        #expect(try RequestFixture.answers([.severity: " 3 "]).severity == .impaired)
    }

    @Test(arguments: ["Jo\nBcc: x@example.org", "Jo\0", "Jo\u{2028}x", "Jo\u{85}x", "Jo\u{202E}x"])
    func answersOfOneLineRefuseControls(_ text: String) {
        let fields = Answers.Field.allCases.filter { !$0.acceptsSeveralLines }
        #expect(fields.count == 13)
        for field in fields {
            #expect(throws: AnswersError.self, "\(field)") { try RequestFixture.answers([field: text]) }
        }
    }

    @Test(arguments: [
        "zoe", "zoe@", "@example.com", "z o@example.com", "zoë@example.com", "-f@example.com", "a@b@c.de",
    ])
    func contactEmailMustBeAnAddress(_ text: String) {
        #expect(throws: AnswersError.self) { try RequestFixture.answers([.contactEmail: text]) }
    }

    @Test func anErrorNamesTheSourceAndNeverTheAnswer() {
        let error = #expect(throws: AnswersError.self) {
            var answers = Answers()
            try answers.set(.severity, to: "s3cret", source: "--severity")
        }
        #expect(error?.description == "--severity: severity: must be 1, 2, 3 or 4 (1 is the most severe)")
    }

    @Test func longAnswersAreTakenUpToTheLimit() throws {
        let limit = Answers.Field.maximumBytes
        #expect(try RequestFixture.answers([.impact: String(repeating: "x", count: limit)])[.impact]?.count == limit)
        #expect(throws: AnswersError.self) {
            try RequestFixture.answers([.impact: String(repeating: "x", count: limit + 1)])
        }
    }

    @Test func mergingPrefersItsOwnAnswers() throws {
        let own = try RequestFixture.answers([.impact: "own", .severity: "1"])
        let other = try RequestFixture.answers([.impact: "other", .environment: "test"])
        let merged = own.merging(over: other)
        #expect(merged == (try RequestFixture.answers([.impact: "own", .severity: "1", .environment: "test"])))
        #expect(merged.answered == [.impact, .severity, .environment])
    }

    @Test func everyFieldHasWordsOfItsOwn() {
        let fields = Answers.Field.allCases
        #expect(Set(fields.map(\.title)).count == fields.count)
        #expect(Set(fields.map(\.question)).count == fields.count)
        for field in fields { #expect(field.problem(with: field.example) == nil, "\(field)") }
    }
}
