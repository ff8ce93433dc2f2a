import Testing

@testable import SupportKit

@Suite struct InterviewTests {
    /// A console with the lines someone types, after which the input is at its end.
    private final class Script: InterviewConsole {
        private var lines: ArraySlice<String>
        private(set) var shown = ""
        private(set) var prompts = 0

        init(_ lines: [String]) {
            self.lines = lines[...]
        }

        func show(_ text: String) { shown += text + "\n" }

        func readLine(prompt: String) -> String? {
            prompts += 1
            pasted = max(0, pasted - 1)
            return lines.popFirst()
        }

        /// How many of the next lines arrive at once.
        var pasted = 0
        var hasMoreInput: Bool { pasted > 0 }
    }

    private func run(_ fields: [Answers.Field], _ lines: [String], form: RequestForm = .init()) -> (Answers, Script) {
        let script = Script(lines)
        return (Interview(asking: fields, form: form).run(on: script), script)
    }

    @Test func eachQuestionTakesItsAnswer() throws {
        let (answers, script) = run(
            [.impact, .severity, .environment],
            ["first", "second", "", "2", "production"]
        )
        let expected = try RequestFixture.answers([
            .impact: "first\nsecond", .severity: "2", .environment: "production",
        ])
        #expect(answers == expected)
        #expect(script.shown.contains("[1/3] What is the impact?\nA good answer: what the users"))
        #expect(script.shown.contains("an empty line ends the answer"))
    }

    @Test func anEmptyLineLeavesAQuestionOpenAndSaysSo() throws {
        let (answers, script) = run([.impact, .environment, .expected], ["", " ", "x", ""])
        #expect(answers == (try RequestFixture.answers([.expected: "x"])))
        #expect(script.shown.contains("Impact: left open.") && script.shown.contains("Environment: left open."))
    }

    @Test func aQuestionMarkShowsAnExampleAndAsksAgain() {
        let (answers, script) = run([.environment], ["?", "test"])
        #expect(answers[.environment] == "test")
        #expect(script.shown.contains("Example: \(Answers.Field.environment.example)"))
    }

    @Test func theFormsWordsAreUsed() {
        let form = RequestForm(questions: [.impact: .init(question: "Who cannot trade?", goodAnswer: "the desks")])
        let (_, script) = run([.impact], [], form: form)
        #expect(script.shown.contains("Who cannot trade?") && script.shown.contains("A good answer: the desks."))
    }

    @Test func anInvalidAnswerIsAskedAgain() {
        let (answers, script) = run([.severity, .contactEmail], ["7", "high", "3", "jo", "jo@example.com"])
        #expect(answers.severity == .impaired)
        #expect(answers[.contactEmail] == "jo@example.com")
        #expect(script.shown.contains("must be 1, 2, 3 or 4"))
    }

    @Test func theEndOfInputLeavesTheRestOpen() {
        let (answers, script) = run([.environment, .impact, .severity], ["test"])
        #expect(answers.answered == [.environment])
        #expect(script.shown.contains("Left open: Impact, Severity."))
        #expect(script.prompts == 2)
    }

    @Test func theEndOfInputInsideAnAnswerKeepsWhatWasTyped() {
        let (answers, script) = run([.impact, .severity], ["one", "two"])
        #expect(answers[.impact] == "one\ntwo")
        #expect(script.shown.contains("Left open: Severity."))
    }

    @Test func anEmptyLineInAPastedTextIsPartOfIt() {
        let script = Script(["one", "", "two", ""])
        script.pasted = 3
        let answers = Interview(asking: [.impact], form: .init()).run(on: script)
        #expect(answers[.impact] == "one\n\ntwo")
    }

    @Test func nothingIsAskedWithoutQuestions() {
        let (answers, script) = run([], ["x"])
        #expect(answers == Answers() && script.shown.isEmpty && script.prompts == 0)
    }

    @Test func endlessHelpAndEndlessAnswersComeToAnEnd() {
        let (answers, script) = run([.severity], Array(repeating: "?", count: 1000))
        #expect(answers == Answers())
        #expect(script.prompts == Interview.attemptLimit)
        let long = String(repeating: "x", count: 10_000)
        let (none, _) = run([.impact], Array(repeating: long, count: 200))
        #expect(none == Answers())
    }
}
