/// What is known to make requests go back and forth, as rules on the words of the answers.
struct RequestRules {
    let answers: Answers
    /// Seconds since 1970, or nil to leave times alone.
    let now: Int64?

    /// The fewest words that can say something.
    private static let fewestWords = 3
    /// The share of words two answers have in common from which one repeats the other.
    private static let repetition = 0.6

    func findings(on field: Answers.Field, _ answer: String) -> [RequestFinding] {
        let text = AnswerWords(answer)
        // One of these says all there is to say.
        if let finding = placeholder(field, text) ?? elsewhere(field, text) { return [finding] }
        let found: [RequestFinding?] =
            switch field {
            case .impact: [brief(field, text), repeatedSymptom(text), secondProblem(field, text)]
            case .observed: [brief(field, text), secondProblem(field, text)]
            case .expected: [emptyExpectation(text)]
            case .severity: [environment, workaround, telephone, isOver]
            case .started: [zone(field, answer), vague(field, answer), future(field, answer)]
            case .ended: [zone(field, answer), vague(field, answer), future(field, answer), order]
            case .contactHours: [hoursZone(answer)]
            case .changed: [nothingChanged(text)]
            case .tried: [effect(text)]
            default: []
            }
        return found.compactMap(\.self)
    }

    // MARK: - Any answer

    private static let placeholders: Set<String> = [
        "tbd", "tba", "todo", "fixme", "na", "n a", "nil", "null", "xxx", "xx", "x", "test", "asap", "urgent", "later",
        "unknown", "dont know", "do not know", "not sure", "no idea", "same", "same as above", "as above",
        "see subject",
        "see title", "as usual", "to be determined", "to be defined", "fill in", "pending", "broken", "issue",
        "problem",
    ]
    /// Questions that "unknown" or "test" does answer.
    private static let openQuestions: Set<Answers.Field> = [
        .environment, .lastKnownGood, .reproduction, .changed, .frequency, .scope, .workaround, .caseID, .customer,
        .contract, .contactName, .stillHappening, .components,
    ]

    private func placeholder(_ field: Answers.Field, _ text: AnswerWords) -> RequestFinding? {
        let isMarker = text.raw.contains("NOT ANSWERED YET") || text.raw.hasPrefix("<") && text.raw.hasSuffix(">")
        let isWord = Self.placeholders.contains(text.words.joined(separator: " "))
        guard isMarker || text.words.isEmpty || isWord && !Self.openQuestions.contains(field) else { return nil }
        return RequestFinding(
            "placeholder",
            .mend,
            field,
            "\(field.title) has a placeholder in place of an answer, so it will be asked again."
        )
    }

    private static let pointers = [
        "see attached", "see attachment", "see the attach", "as attached", "see log", "see the log", "see screenshot",
        "see the screenshot", "see bundle", "see the bundle", "see above", "see below", "see mail", "see email",
        "see e mail", "see ticket", "see previous", "see case", "as discussed", "as per attach", "per attached",
        "attached file", "refer to attach", "in the attachment", "check the log", "check log", "look at the log",
    ]
    /// A longer answer says something beside the pointer.
    private static let longestPointer = 12

    private func elsewhere(_ field: Answers.Field, _ text: AnswerWords) -> RequestFinding? {
        let line = text.words.joined(separator: " ")
        let isPointer = Self.pointers.contains(where: line.contains) || line == "attached" || line == "in attachment"
        guard isPointer, text.words.count <= Self.longestPointer else { return nil }
        return RequestFinding(
            "elsewhere",
            .mend,
            field,
            "\(field.title) points to another place; whoever reads the request first sees only this text."
        )
    }

    // MARK: - What, for whom, and what instead

    private func brief(_ field: Answers.Field, _ text: AnswerWords) -> RequestFinding? {
        guard text.words.count < Self.fewestWords else { return nil }
        let reason =
            field == .impact
            ? "The impact is too short to tell who cannot do what."
            : "What is observed is too short to be recognised by somebody who was not there."
        return RequestFinding("brief", .mend, field, reason)
    }

    private func repeatedSymptom(_ text: AnswerWords) -> RequestFinding? {
        guard let observed = answers[.observed] else { return nil }
        let impact = text.content
        let symptom = AnswerWords(observed).content
        guard !impact.isEmpty, !symptom.isEmpty else { return nil }
        let common = Double(impact.intersection(symptom).count)
        // Said in the same words, whatever else the description of the symptom goes on to say.
        let isRepeated =
            common / Double(impact.union(symptom).count) >= Self.repetition
            || impact.count >= Self.fewestWords && impact.isSubset(of: symptom)
        guard isRepeated else { return nil }
        return RequestFinding(
            "repeatsSymptom",
            .mend,
            .impact,
            "The impact repeats what is observed; the vendor sets priorities by what people cannot do because of it."
        )
    }

    private static let secondProblems = [
        "another problem", "another issue", "another question", "another error", "second problem", "second issue",
        "separate problem", "separate issue", "different problem", "different issue", "unrelated", "two problems",
        "two issues", "three problems", "three issues", "several problems", "several issues", "multiple issues",
        "multiple problems", "other issue", "other problem", "by the way", "while you are at it",
    ]

    private func secondProblem(_ field: Answers.Field, _ text: AnswerWords) -> RequestFinding? {
        let line = text.words.joined(separator: " ")
        let isDenied = ["no other", "no unrelated", "not unrelated", "any other"].contains(where: line.contains)
        guard !isDenied, Self.secondProblems.contains(where: line.contains) else { return nil }
        return RequestFinding(
            "twoProblems",
            .mend,
            field,
            "\(field.title) seems to hold two problems; the second one is lost when the first is solved.",
            example: "one request for each problem, and the number of the other case in both"
        )
    }

    private static let emptyExpectations: Set<String> = [
        "it should work", "it should just work", "it works", "should work", "works as before", "work as expected",
        "works as expected", "it should work as expected", "that it works", "no errors", "no error at all",
        "normal behaviour", "normal behavior", "the normal behaviour", "the normal behavior", "please fix it",
        "that it is fixed", "it to work", "the system should work", "everything works", "everything should work",
    ]

    private func emptyExpectation(_ text: AnswerWords) -> RequestFinding? {
        let isEmpty = Self.emptyExpectations.contains(text.words.joined(separator: " "))
        guard text.words.count < Self.fewestWords || isEmpty else { return nil }
        return RequestFinding(
            "emptyExpectation",
            .mend,
            .expected,
            "The expected behaviour does not say what should happen, so nobody can tell a fault from a setting."
        )
    }

    // MARK: - Severity

    private var environment: RequestFinding? {
        guard let severity = answers.severity, severity == .stopped || severity == .degraded,
            let environment = answers[.environment]
        else { return nil }
        let words = AnswerWords(environment).words
        let isProduction = words.contains { $0.hasPrefix("prod") || $0 == "live" || $0 == "prd" }
        let isNegated =
            zip(words, words.dropFirst()).contains { ["non", "not", "pre"].contains($0) && $1.hasPrefix("prod") }
            || words.contains { $0.hasPrefix("preprod") || $0.hasPrefix("nonprod") }
        let isOther = words.contains { word in
            ["test", "dev", "uat", "stag", "sandbox", "qa", "accept", "integration", "lab"].contains(
                where: word.hasPrefix
            )
        }
        guard isNegated || isOther && !isProduction else { return nil }
        return RequestFinding(
            "severityEnvironment",
            severity == .stopped ? .mend : .advice,
            .severity,
            "Severity \(severity.rawValue) is for production, and the environment is another one.",
            example: "3 (\(RequestSeverity.impaired.definition))"
        )
    }

    private var workaround: RequestFinding? {
        guard let severity = answers.severity, severity == .stopped || severity == .degraded,
            let workaround = answers[.workaround], let first = AnswerWords(workaround).words.first,
            !["no", "none", "not", "nothing", "unknown", "never", "cannot"].contains(first)
        else { return nil }
        let definition = "Severity \(severity.rawValue) means that there is no acceptable workaround"
        return RequestFinding(
            "severityWorkaround",
            severity == .stopped ? .mend : .advice,
            .severity,
            "\(definition), but one is described.",
            example: "3, or say why the workaround cannot be kept up and until when it holds"
        )
    }

    private var telephone: RequestFinding? {
        guard let severity = answers.severity, severity == .stopped || severity == .degraded else { return nil }
        let hours = (answers[.contactHours] ?? "").lowercased().filter { !$0.isWhitespace }
        let isAlways = ["24x7", "24/7", "7x24", "24×7", "roundtheclock", "alwaysreachable", "anytime", "24hours"]
            .contains(where: hours.contains)
        let example =
            "contact.telephone: \(Answers.Field.contactTelephone.example), contact.hours: 24x7 until it is solved"
        if answers[.contactTelephone] == nil {
            return RequestFinding(
                "severityTelephone",
                severity == .stopped ? .mend : .advice,
                .severity,
                "Severity \(severity.rawValue) without a telephone number: "
                    + "vendors call back and close what they cannot reach.",
                example: example
            )
        }
        guard severity == .stopped, !isAlways else { return nil }
        return RequestFinding(
            "severityTelephone",
            .mend,
            .severity,
            "Severity 1 without somebody reachable 24x7: vendors work on it round the clock only while they can ask.",
            example: example
        )
    }

    private var isOver: RequestFinding? {
        guard answers.severity == .stopped, let still = answers[.stillHappening],
            AnswerWords(still).words.first == "no"
        else { return nil }
        return RequestFinding(
            "severityOver",
            .advice,
            .severity,
            "Severity 1 for something that has stopped: a vendor will lower it unless it is about to come back.",
            example: "2, or say when it will happen again and what is at stake then"
        )
    }

    // MARK: - Times

    private func zone(_ field: Answers.Field, _ answer: String) -> RequestFinding? {
        guard StatedTime.hasClock(answer), !StatedTime.namesZone(answer) else { return nil }
        return RequestFinding(
            "zone",
            .mend,
            field,
            "\(field.title) has a time without a time zone, so it cannot be found in the logs: "
                + "add UTC, an offset or a zone name."
        )
    }

    private func vague(_ field: Answers.Field, _ answer: String) -> RequestFinding? {
        guard !answer.contains(where: \.isNumber), AnswerWords(answer).words.first != "no" else { return nil }
        return RequestFinding(
            "vagueTime",
            .advice,
            field,
            "\(field.title) names no date and no time; the reader may be on another continent, and on another day."
        )
    }

    private func future(_ field: Answers.Field, _ answer: String) -> RequestFinding? {
        // A clock may be a little ahead.
        guard let now, let time = StatedTime.instant(in: answer), time > now + 300 else { return nil }
        return RequestFinding(
            "future",
            .mend,
            field,
            "\(field.title) is a time to come; check the date and the time zone."
        )
    }

    private var order: RequestFinding? {
        guard let started = answers[.started].flatMap(StatedTime.instant),
            let ended = answers[.ended].flatMap(StatedTime.instant), ended < started
        else { return nil }
        return RequestFinding("order", .mend, .ended, "It ended before it started; check both dates and time zones.")
    }

    private func hoursZone(_ answer: String) -> RequestFinding? {
        guard StatedTime.hasClock(answer), !StatedTime.namesZone(answer, isRange: true) else { return nil }
        return RequestFinding(
            "zone",
            .advice,
            .contactHours,
            "The hours have no time zone, and the vendor may be in another one.",
            example: "Monday to Friday 08:00-18:00 Europe/London"
        )
    }

    // MARK: - What was done

    private static let nothings: Set<String> = [
        "nothing", "none", "no", "no changes", "nothing changed", "nothing at all",
    ]

    private func nothingChanged(_ text: AnswerWords) -> RequestFinding? {
        guard Self.nothings.contains(text.words.joined(separator: " ")) else { return nil }
        return RequestFinding(
            "nothingChanged",
            .advice,
            .changed,
            "'Nothing' is rarely the whole story; say what was looked at, so that it need not be asked.",
            example:
                "No deployment and no configuration change since 1 November (change calendar); host updates unknown."
        )
    }

    private static let effects: Set<String> = [
        "no", "not", "nothing", "same", "still", "helped", "help", "helps", "well", "worked", "works", "fixed", "then",
        "after", "but", "until", "again", "change", "changed", "effect", "result", "better", "worse", "gone", "back",
        "without", "failed", "recovered", "stopped", "started", "none",
    ]

    private func effect(_ text: AnswerWords) -> RequestFinding? {
        guard Self.effects.isDisjoint(with: text.words) else { return nil }
        return RequestFinding(
            "noEffect",
            .advice,
            .tried,
            "The steps are there, but not what came of each; that is what narrows down the cause."
        )
    }
}
