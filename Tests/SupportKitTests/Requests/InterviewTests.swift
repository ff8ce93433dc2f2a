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

    @Test func whatTheHostKnowsIsOfferedAndBecomesAnAnswerOnlyByItsNumber() {
        let seen = ["2026-11-20T03:10:12Z 1 package upgraded: libc6", "2026-11-20T04:00:00Z the host started"]
        func answer(_ lines: [String]) -> (String?, String) {
            let script = Script(lines)
            let interview = Interview(asking: [.changed], form: .init(), suggestions: [.changed: seen, .scope: seen])
            return (interview.run(on: script)[.changed], script.shown)
        }
        #expect(answer([""]).0 == nil && answer([]).0 == nil)
        #expect(answer([""]).1.contains("Seen on the host, and no answer yet:\n  1  2026-11-20T03:10:12Z"))
        #expect(answer(["2, 1", ""]).0 == "\(seen[1])\n\(seen[0])")
        #expect(answer(["1", "and twice the load", ""]).0 == "\(seen[0])\nand twice the load")
        for words in ["3", "0", "1 upgrade", "none"] { #expect(answer([words, ""]).0 == words) }
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

    @Test func goingBackAsksAgainAndAnEmptyLineKeepsTheAnswer() throws {
        let (answers, script) = run([.environment, .severity], ["tset", ":b", "test", "", "3"])
        #expect(answers == (try RequestFixture.answers([.environment: "test"])))
        #expect(script.shown.contains("So far: tset\nAn empty line keeps it."))
        let (kept, _) = run([.environment, .severity], ["test", ":b", "", "3"])
        #expect(kept == (try RequestFixture.answers([.environment: "test", .severity: "3"])))
        let (first, firstScript) = run([.environment], [":b", "test"])
        #expect(first[.environment] == "test" && firstScript.shown.contains("This is the first question."))
    }

    @Test func theEditorsTextIsTheAnswerAndEachChangeIsSaved() throws {
        let script = Script([":e", "2"])
        var saved: [Answers] = []
        var interview = Interview(asking: [.observed, .severity], form: .init(), hasEditor: true)
        #expect(interview.proceed(on: script) { saved.append($0) } == .editor(text: ""))
        interview.edited("line one\n\nline two\n")
        #expect(interview.proceed(on: script) { saved.append($0) } == .finished)
        #expect(interview.answers == (try RequestFixture.answers([.observed: "line one\n\nline two", .severity: "2"])))
        #expect(saved.map(\.answered) == [[.observed], [.observed, .severity]])
    }

    @Test func anEditorThatLeavesNothingAsksAgain() {
        let script = Script([":e", "typed words here", ""])
        var interview = Interview(asking: [.observed], form: .init(), hasEditor: true)
        while case .editor = interview.proceed(on: script, save: { _ in }) { interview.edited("  \n") }
        #expect(interview.answers[.observed] == "typed words here")
    }

    @Test func withoutAnEditorTheCommandSaysSo() {
        let (answers, script) = run([.environment], [":e", "test"])
        #expect(answers[.environment] == "test" && script.shown.contains("There is no editor here"))
    }

    @Test func aSevereIncidentLeadsToTheTelephone() {
        let script = Script(["1", "+44 20 7946 0000", "24x7"])
        var interview = Interview(asking: [.severity], form: .init(), followsUp: true)
        #expect(interview.proceed(on: script, save: { _ in }) == .finished)
        #expect(interview.answers.answered == [.severity, .contactTelephone, .contactHours])
        #expect(!script.shown.contains("without a telephone"), "it is asked for in a moment")
    }

    @Test func theEndOfInputPausesWhereItIs() {
        let script = Script(["test"])
        var interview = Interview(asking: [.environment, .severity], form: .init())
        #expect(interview.proceed(on: script, save: { _ in }) == .inputOver)
        #expect(interview.answers.answered == [.environment])
    }

    @Test func anOddAnswerIsNotedAtOnce() {
        let (_, script) = run([.started], ["2026-11-21 01:30"])
        #expect(script.shown.contains("Note: Started has a time without a time zone"))
    }

    @Test(arguments: [
        ("01:30", "2026-11-21T01:30:00+01:00"), ("23:00", "2026-11-20T23:00:00+01:00"),
        ("2026-11-20 22:15", "2026-11-20T22:15:00+01:00"), ("-30m", "2026-11-21T01:30:00+01:00"),
        ("now", "2026-11-21T02:00:00+01:00"), ("2026-11-20T22:15:00Z", "2026-11-20T22:15:00Z"),
        ("2026-11-20", "2026-11-20"), ("01:30 UTC", "01:30 UTC"),
        ("yesterday 14:00", "2026-11-20T14:00:00+01:00"), ("2h ago", "2026-11-21T00:00:00+01:00"),
        ("yesterday", "yesterday"), ("14:00-15:00", "14:00-15:00"), ("Fri", "Fri"),
        ("about 01:30, after lunch", "about 01:30, after lunch"),
    ])
    func aTimeIsReadInTheZoneOfTheHostAndSaidAgain(_ typed: String, _ kept: String) throws {
        let script = Script([typed])
        let zone = try #require(TimeZoneName(name: "Europe/Berlin"))
        let clock = Interview.Clock(now: 1_795_222_800, zone: zone)
        let answers = Interview(asking: [.started], form: .init(), clock: clock).run(on: script)
        #expect(answers[.started] == kept)
        #expect(script.shown.contains("Read as \(kept).") == (typed != kept), "\(script.shown)")
    }
}
