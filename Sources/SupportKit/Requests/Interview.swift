/// Asks a person on a terminal for the answers that are missing, one question at a time.
///
/// An empty line leaves a question unanswered, `?` shows more help, and the end of input (Ctrl-D) leaves the rest
/// unanswered. An answer of several lines ends with an empty line, or with Ctrl-D, which then ends that answer alone.
/// Nothing is ever filled in for the person.
public struct Interview: Sendable {
    /// How often one question is put, help and invalid answers included.
    public static let attemptLimit = 20

    private let form: RequestForm
    private let fields: [Answers.Field]

    /// Prepares an interview.
    ///
    /// - Parameters:
    ///   - fields: What to ask, in this order; see `SupportRequest.unanswered`.
    ///   - form: The wording of the questions.
    public init(asking fields: [Answers.Field], form: RequestForm) {
        self.fields = fields
        self.form = form
    }

    /// Asks, and returns what was answered.
    public func run(on console: any InterviewConsole) -> Answers {
        var answers = Answers()
        guard !fields.isEmpty else { return answers }
        console.show(
            "\(fields.count) \(fields.count == 1 ? "question is" : "questions are") open. "
                + "Empty line: leave it open. ?: help. Ctrl-D: leave the rest open."
        )
        for (index, field) in fields.enumerated() {
            let isInputOver = ask(field, number: index + 1, answers: &answers, console: console)
            if isInputOver {
                let open = fields.filter { answers[$0] == nil }.map(\.title).joined(separator: ", ")
                if !open.isEmpty { console.show("\nLeft open: \(open).") }
                break
            }
        }
        return answers
    }

    private enum Reply {
        case text(String)
        case help
        case nothing
    }

    /// Puts one question until it is answered or left open; returns whether the input is at its end.
    private func ask(
        _ field: Answers.Field,
        number: Int,
        answers: inout Answers,
        console: any InterviewConsole
    ) -> Bool {
        console.show("\n[\(number)/\(fields.count)] \(form.question(for: field))")
        console.show("A good answer: \(form.goodAnswer(for: field)).")
        if field.acceptsSeveralLines { console.show("Several lines are fine; an empty line ends the answer.") }
        for _ in 0..<Self.attemptLimit {
            let (reply, isInputOver) = reply(to: field, console: console)
            switch reply {
            case .nothing:
                if !isInputOver { console.show("\(field.title): left open.") }
                return isInputOver
            case .help:
                console.show("\(form.question(for: field)) \(form.goodAnswer(for: field)).\nExample: \(field.example)")
            case .text(let text):
                do {
                    try answers.set(field, to: text, source: "answer")
                    if answers[field] == nil { console.show("\(field.title): left open.") }
                    return isInputOver
                } catch {
                    console.show("\(error.problem). Please try again.")
                    if isInputOver { return true }
                }
            }
        }
        console.show("\(field.title): left open.")
        return false
    }

    private func reply(to field: Answers.Field, console: any InterviewConsole) -> (Reply, isInputOver: Bool) {
        guard let first = console.readLine(prompt: "> ") else { return (.nothing, true) }
        if first.allSatisfy(\.isWhitespace) { return (.nothing, false) }
        if first == "?" { return (.help, false) }
        guard field.acceptsSeveralLines else { return (.text(first), false) }
        var lines = [first]
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
