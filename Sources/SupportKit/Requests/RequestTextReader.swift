/// Finds the answers again in the text of a request, as it was written or as somebody has edited it since.
///
/// The vendor's words are known from the templates: an answer stands behind the words before its placeholder and goes
/// on to the next such words. Below the first ruler an answer stands behind its title, or indented under it.
struct RequestTextReader {
    /// What was found.
    private(set) var texts: [Answers.Field: String] = [:]
    /// The questions the text puts, answered or not.
    private(set) var asked: Set<Answers.Field> = []
    /// The lines of each section below the first ruler, by its title as written.
    private(set) var sections: [String: [String]] = [:]

    private static let marker = ">>> NOT ANSWERED YET"
    private static let answerSections: Set<String> = ["INCIDENT", "PRODUCT AND HOST", "CONTACT"]

    /// Reads a body: lines ended by LF.
    init(_ body: String, templates: [RequestTemplate]) {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = lines.firstIndex(where: Self.isRuler) ?? lines.count
        readWords(lines[..<start], labels: Self.labels(for: lines[..<start], among: templates))
        readSections(lines[start...])
    }

    /// The same request's text inside a bundle has `To:` and `Subject:` first, as has the `.txt` file.
    static func split(_ text: String) -> (subject: String?, recipients: [String], body: String) {
        var lines = BodyText.lines(of: text)[...]
        var subject: String?
        var recipients: [String] = []
        while let line = lines.first, line.hasPrefix("To: ") || line.hasPrefix("Subject: ") {
            if line.hasPrefix("To: ") {
                recipients = line.dropFirst(4).split(separator: ",").map { HeaderText.sanitised(String($0)) }
                    .filter { $0.contains("@") }
            } else {
                subject = HeaderText.sanitised(String(line.dropFirst(9)))
            }
            lines = lines.dropFirst()
        }
        return (subject, recipients, lines.drop(while: \.isEmpty).joined(separator: "\n"))
    }

    // MARK: - The vendor's words

    private static func isRuler(_ line: String) -> Bool { line.count >= 20 && line.allSatisfy { $0 == "-" } }

    /// The words of the template that fits best.
    private static func labels(
        for lines: ArraySlice<String>,
        among templates: [RequestTemplate]
    ) -> [(field: Answers.Field, words: String)] {
        let counts = templates.map { template in
            template.labels.count { label in lines.contains { $0.hasPrefix(label.words.withoutBlankEnd) } }
        }
        guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return [] }
        return templates[best].labels
    }

    private mutating func readWords(_ lines: ArraySlice<String>, labels: [(field: Answers.Field, words: String)]) {
        var field: Answers.Field?
        var text: [String] = []
        for line in lines {
            // A mail program may have taken the blank at the end of the line.
            if let label = labels.first(where: { line.hasPrefix($0.words.withoutBlankEnd) }) {
                note(text, as: field)
                field = label.field
                text = [String(line.dropFirst(label.words.withoutBlankEnd.count))]
            } else {
                text.append(line)
            }
        }
        note(text, as: field)
    }

    // MARK: - Sections

    private mutating func readSections(_ lines: ArraySlice<String>) {
        var title: String?
        var wantsTitle = false
        for line in lines {
            if Self.isRuler(line) {
                wantsTitle = true
            } else if wantsTitle {
                title = line
                wantsTitle = false
            } else if let title, !line.isEmpty || sections[title] != nil {
                sections[title, default: []].append(line)
            }
        }
        for title in Self.answerSections { readAnswers(sections[title] ?? []) }
    }

    private mutating func readAnswers(_ lines: [String]) {
        let titles = Dictionary(Answers.Field.allCases.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
        var field: Answers.Field?
        var text: [String] = []
        for line in lines {
            let isContinued = field != nil && (line.hasPrefix("    ") || line.isEmpty)
            if isContinued {
                text.append(String(line.dropFirst(4)))
                continue
            }
            note(text, as: field)
            let colon = line.firstIndex(of: ":")
            field = colon.flatMap { titles[String(line[..<$0])] }
            text = colon.map { [String(line[line.index(after: $0)...])] } ?? []
        }
        note(text, as: field)
    }

    private mutating func note(_ lines: [String], as field: Answers.Field?) {
        guard let field else { return }
        asked.insert(field)
        var text = lines.joined(separator: "\n")
        if text.contains(Self.marker) || texts[field] != nil { return }
        // The label and its explanation: `2 - production is severely degraded`.
        if field == .severity { text = String(text.drop(while: \.isWhitespace).prefix(while: \.isNumber)) }
        if field == .version, text.contains("not read on this host") {
            text = text.components(before: " (as stated;") ?? ""
        }
        guard !text.allSatisfy(\.isWhitespace) else { return }
        texts[field] = text
    }
}

extension String {
    fileprivate var withoutBlankEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }

    fileprivate func components(before mark: String) -> String? {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) }
    }
}
