/// Asks a person on a terminal for answers, one question at a time.
///
/// An empty line keeps the answer that is there or leaves the question open, `?` shows more help, `:b` goes back, `:e`
/// opens an editor where there is one, and the end of input (Ctrl-D, or a signal) leaves the rest as it is. An answer of
/// several lines ends with an empty line, or with Ctrl-D, which then ends that answer alone. Nothing is ever filled in
/// for the person.
public struct Interview: Sendable {
    /// How often one question is put, help and invalid answers included.
    public static let attemptLimit = 20

    /// Why the interview pauses.
    public enum Pause: Sendable, Equatable {
        /// Every question was put.
        case finished
        /// The input is at its end; questions may be left.
        case inputOver
        /// The person wants to write an answer in an editor; call `edited(_:)` and go on.
        case editor(text: String)
    }

    /// When and where an interview is held, by which a time without date or zone is understood.
    public struct Clock: Sendable {
        let now: Int64
        let zone: TimeZoneName

        /// Creates a clock.
        ///
        /// - Parameters:
        ///   - now: Seconds since 1970.
        ///   - zone: The zone of times that name none.
        public init(now: Int64, zone: TimeZoneName) {
            self.now = now
            self.zone = zone
        }

        /// `01:30`, `yesterday 14:00`, `-2h` or `now` as a full time, and what there is to say about it; nil for words, a
        /// day alone, and a time that names its zone.
        func reading(_ text: String, edge: TimeExpression.Edge) -> (text: String, remarks: [String])? {
            guard !StatedTime.namesZone(text),
                let reading = try? TimeExpression.read(text, now: now, zone: zone, edge: edge), !reading.isWholeDay
            else { return nil }
            return (Timestamp.text(reading.instant, zone: zone), reading.remarks)
        }
    }

    /// The answers so far.
    public private(set) var answers: Answers

    private let form: RequestForm
    private let hasEditor: Bool
    private let followsUp: Bool
    private let suggestions: [Answers.Field: [String]]
    private let clock: Clock?
    private var fields: [Answers.Field]
    private var index = 0
    private var attempts = 0
    private var hasBegun = false

    /// Prepares an interview.
    ///
    /// - Parameters:
    ///   - fields: What to ask, in this order; see `SupportRequest.unanswered`.
    ///   - form: The wording of the questions.
    ///   - answers: The answers that are there; where one is asked for again, an empty line keeps it.
    ///   - hasEditor: Whether `:e` can be used.
    ///   - followsUp: Whether an answer may lead to further questions: a severe incident to the telephone number.
    ///   - suggestions: What the host knows about a question, one line each: shown, and an answer only where the person
    ///     takes it over by its number.
    ///   - clock: By which times are read; nil to leave them as they are typed.
    public init(
        asking fields: [Answers.Field],
        form: RequestForm,
        answers: Answers = Answers(),
        hasEditor: Bool = false,
        followsUp: Bool = false,
        suggestions: [Answers.Field: [String]] = [:],
        clock: Clock? = nil
    ) {
        self.clock = clock
        self.fields = fields
        self.form = form
        self.answers = answers
        self.hasEditor = hasEditor
        self.followsUp = followsUp
        self.suggestions = suggestions.filter { $0.key.acceptsSeveralLines && !$0.value.isEmpty }
    }

    /// Asks all questions without an editor, and returns what was answered.
    public func run(on console: any InterviewConsole) -> Answers {
        var interview = self
        while case .editor = interview.proceed(on: console, save: { _ in }) { interview.edited(nil) }
        return interview.answers
    }

    /// Asks until there is nothing left to ask or an editor is wanted.
    ///
    /// - Parameters:
    ///   - console: Where to ask.
    ///   - save: Called with the answers after each change.
    /// - Returns: Why it paused.
    public mutating func proceed(on console: any InterviewConsole, save: (Answers) -> Void) -> Pause {
        greet(console)
        while index < fields.count {
            let field = fields[index]
            if attempts == 0 { put(field, console) }
            guard attempts < Self.attemptLimit else {
                leave(field, console)
                continue
            }
            attempts += 1
            let (reply, isInputOver) = reply(to: field, console: console)
            switch reply {
            case .nothing:
                if !isInputOver { leave(field, console) }
            case .help:
                help(field, console)
            case .back:
                if index == 0 { console.show("This is the first question.") }
                move(to: max(0, index - 1))
            case .editor:
                if hasEditor { return .editor(text: answers[field] ?? "") }
                console.show("There is no editor here; answer on the line.")
            case .text(let text):
                if take(text, for: field, console) {
                    save(answers)
                    move(to: index + 1)
                } else if isInputOver {
                    return end(console)
                }
            }
            if isInputOver { return end(console) }
        }
        return .finished
    }

    /// Takes what was written in the editor as the next reply; nil or blank text changes nothing.
    public mutating func edited(_ text: String?) {
        guard let text, fields.indices.contains(index), !text.allSatisfy(\.isWhitespace) else { return }
        edit = text
    }

    // MARK: - Steps

    private enum Reply {
        case text(String)
        case help
        case back
        case editor
        case nothing
    }

    /// The text an editor left for the current question.
    private var edit: String?

    private mutating func greet(_ console: any InterviewConsole) {
        guard !hasBegun, !fields.isEmpty else { return }
        hasBegun = true
        console.show(
            "\(fields.count) \(fields.count == 1 ? "question is" : "questions are") open. "
                + "Empty line: leave it open. ?: help. :b: back. \(hasEditor ? ":e: editor. " : "")"
                + "Ctrl-D: leave the rest open."
        )
    }

    private func put(_ field: Answers.Field, _ console: any InterviewConsole) {
        console.show("\n[\(index + 1)/\(fields.count)] \(form.question(for: field))")
        console.show("A good answer: \(form.goodAnswer(for: field)).")
        if let answer = answers[field] {
            console.show("So far: \(answer)\nAn empty line keeps it.")
        } else if field.acceptsSeveralLines {
            console.show("Several lines are fine; an empty line ends the answer.")
        }
        if let seen = suggestions[field] {
            let rows = seen.enumerated().map { "  \($0 + 1)  \($1)" }.joined(separator: "\n")
            console.show("Seen on the host, and no answer yet:\n\(rows)\nNumbers, such as 1 3, take these over.")
        }
    }

    private func help(_ field: Answers.Field, _ console: any InterviewConsole) {
        console.show(
            "\(form.question(for: field))\nA good answer: \(form.goodAnswer(for: field)).\nExample: \(field.example)\n"
                + "Empty line: \(answers[field] == nil ? "leave it open" : "keep the answer"). :b: the question before. "
                + (hasEditor ? ":e: write the answer in an editor. " : "") + "Ctrl-D: stop asking."
        )
    }

    /// Goes on to the next question and says so where this one has no answer.
    private mutating func leave(_ field: Answers.Field, _ console: any InterviewConsole) {
        if answers[field] == nil { console.show("\(field.title): left open.") }
        move(to: index + 1)
    }

    private mutating func move(to index: Int) {
        self.index = index
        attempts = 0
    }

    private func end(_ console: any InterviewConsole) -> Pause {
        let open = fields[index...].filter { answers[$0] == nil }.map(\.title).joined(separator: ", ")
        if !open.isEmpty { console.show("\nLeft open: \(open).") }
        return index < fields.count ? .inputOver : .finished
    }

    /// Whether the text became the answer.
    private mutating func take(_ text: String, for field: Answers.Field, _ console: any InterviewConsole) -> Bool {
        let reading =
            field == .started || field == .ended ? clock?.reading(text, edge: field == .ended ? .end : .begin) : nil
        do {
            try answers.set(field, to: reading?.text ?? text, source: "answer")
        } catch {
            console.show("\(error.problem). Please try again.")
            return false
        }
        if answers[field] == nil { console.show("\(field.title): left open.") }
        if let reading {
            console.show("Read as \(reading.text). (:b goes back)")
            for remark in reading.remarks { console.show("Note: \(remark).") }
        }
        let isSevere = answers.severity == .stopped || answers.severity == .degraded
        for finding in RequestCheck(answers).findings where finding.field == field.rawValue {
            // What is asked in a moment is not missing yet.
            let isAsked = answers[.contactTelephone] == nil || answers[.contactHours] == nil
            if followsUp, isSevere, isAsked, finding.rule == "severityTelephone" { continue }
            console.show("Note: \(finding.sentence) (:b goes back)")
        }
        if followsUp, field == .severity, isSevere {
            fields += [.contactTelephone, .contactHours].filter { !fields.contains($0) && answers[$0] == nil }
        }
        return true
    }

    /// The suggestions whose numbers the line has; nil when it has anything else.
    private func chosen(_ line: String, for field: Answers.Field) -> [String]? {
        guard let seen = suggestions[field] else { return nil }
        let words = line.split { $0 == " " || $0 == "," }
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count, numbers.allSatisfy({ (1...seen.count).contains($0) }) else { return nil }
        return numbers.map { seen[$0 - 1] }
    }

    private mutating func reply(
        to field: Answers.Field,
        console: any InterviewConsole
    ) -> (Reply, isInputOver: Bool) {
        if let text = edit {
            edit = nil
            return (.text(text), false)
        }
        guard let first = console.readLine(prompt: "> ") else { return (.nothing, true) }
        if first.allSatisfy(\.isWhitespace) { return (.nothing, false) }
        switch first {
        case "?", ":?", ":h": return (.help, false)
        case ":b": return (.back, false)
        case ":e": return (.editor, false)
        case ":s": return (.nothing, false)
        case ":q": return (.nothing, true)
        default: break
        }
        guard field.acceptsSeveralLines else { return (.text(first), false) }
        var lines = chosen(first, for: field) ?? [first]
        var size = first.utf8.count
        while size <= Answers.Field.maximumBytes {
            guard let line = console.readLine(prompt: "  ") else { break }
            // Within a pasted text an empty line is part of it.
            if line.allSatisfy(\.isWhitespace), !console.hasMoreInput { break }
            lines.append(line)
            size += line.utf8.count + 1
        }
        return (.text(lines.joined(separator: "\n")), false)
    }
}
