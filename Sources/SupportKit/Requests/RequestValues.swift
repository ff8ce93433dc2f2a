/// The values behind a template's placeholders.
struct RequestValues {
    /// Where the values are going to stand.
    enum Place {
        /// The body: answers in full, and words that stand out where one is missing.
        case body(details: String)
        /// The subject: every value in one short line, and nothing that looks odd where one is missing.
        case subject
    }

    /// The most Unicode scalars of one value in a subject.
    static let subjectValueLimit = 100

    let form: RequestForm
    let facts: RequestFacts
    let answers: Answers

    /// The value of an answer: what the machine read, then what the person said, then what a process test says.
    func answer(to field: Answers.Field) -> String? {
        if field == .version, let version = facts.version { return HeaderText.sanitised(version) }
        if let answer = answers[field] { return BodyText.sanitised(answer) }
        return facts.isProcessTest ? field.processTestAnswer : nil
    }

    /// What stands in the body where an answer is missing.
    func marker(for field: Answers.Field) -> String { ">>> NOT ANSWERED YET: \(form.task(for: field)) <<<" }

    /// Everything in `TemplateVocabulary`, for one place.
    func dictionary(for place: Place) -> [String: Any] {
        var texts: [String: Any] = [:]
        for field in Answers.Field.allCases {
            texts[field.rawValue] = value(of: field, in: place)
        }
        for (name, fact) in factTexts {
            texts[name] = fact.map { text(HeaderText.sanitised($0), in: place) } ?? AbsentValue("(not known)")
        }
        let severity = answers.severity
        texts["severityLabel"] =
            severity?.label ?? AbsentValue(facts.isProcessTest ? "no incident" : "severity not set")
        texts["severityDefinition"] = severity?.definition ?? AbsentValue("severity not set")
        if case .body(let details) = place { texts["details"] = details }
        texts["isProcessTest"] = facts.isProcessTest
        texts["bundle.isAttached"] = facts.bundle?.isAttached ?? false
        texts.merge(lists) { _, list in list }
        return Self.grouped(
            texts,
            present: [
                "bundle": facts.bundle != nil,
                "contact": answers.answered.contains { $0.rawValue.hasPrefix("contact.") },
                "window": facts.window != nil,
            ]
        )
    }

    private func value(of field: Answers.Field, in place: Place) -> Any {
        if let answer = answer(to: field) { return text(answer, in: place) }
        return switch place {
        case .body: AbsentValue(marker(for: field))
        case .subject: AbsentValue("\(field.title.lowercased()) not given yet")
        }
    }

    private func text(_ text: String, in place: Place) -> String {
        switch place {
        case .body: text
        case .subject: Self.shortened(BodyText.lines(of: text).first { !$0.isEmpty } ?? "", to: Self.subjectValueLimit)
        }
    }

    private var factTexts: [(String, String?)] {
        [
            ("bundle.bytes", facts.bundle?.bytes.map { String($0.bytes) }),
            ("bundle.fileName", facts.bundle?.fileName),
            ("bundle.outcome", facts.bundle?.outcome),
            ("bundle.sha256", facts.bundle?.sha256),
            ("bundle.size", facts.bundle?.bytes?.description),
            ("coverage", facts.coverage),
            ("crashRecipient", form.crashRecipient),
            ("created", facts.created),
            ("host", facts.host),
            ("instance", facts.instance),
            ("kernel", facts.kernel),
            ("operatingSystem", facts.operatingSystem),
            ("productTitle", facts.productTitle),
            ("redaction", facts.redaction),
            ("toolVersion", facts.toolVersion),
            ("vendorName", facts.vendorName),
            ("versionEvidence", facts.versionEvidence),
            ("window.since", facts.window?.since),
            ("window.timezone", facts.window?.timezone),
            ("window.until", facts.window?.until),
        ]
    }

    private var lists: [String: Any] {
        let safe = HeaderText.sanitised
        return [
            "collected": facts.collected.map {
                ["category": safe($0.category), "files": String($0.files), "size": $0.bytes.description]
            },
            "components": facts.components.map {
                ["componentName": safe($0.name), "componentVersion": safe($0.version)]
            },
            "crashes": facts.crashes.map { ["path": safe($0)] },
            "errors": facts.errors.map { ["line": safe($0)] },
            "events": facts.events.map { ["line": safe($0)] },
            "deviations": facts.deviations.map {
                [
                    "setting": safe($0.setting), "observedValue": safe($0.observed),
                    "recommendedValue": safe($0.recommended),
                ]
            },
            "missing": facts.missing.map { gap in
                var row = ["what": safe(gap.what), "reason": safe(gap.reason)]
                row["remedy"] = gap.remedy.map(safe)
                return row
            },
        ]
    }

    /// The text, cut at a space where it is longer than the limit, with three dots for the rest.
    ///
    /// The limit counts Unicode scalars, since a single character may have any number of them.
    static func shortened(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        let head = scalars.prefix(limit - 3)
        let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        return String(String.UnicodeScalarView(cut.count > limit / 2 ? cut : head)) + "..."
    }

    private static func grouped(_ texts: [String: Any], present: [String: Bool]) -> [String: Any] {
        var values: [String: Any] = [:]
        var members: [String: [String: Any]] = [:]
        for (name, value) in texts {
            if let dot = name.firstIndex(of: ".") {
                members[String(name[..<dot]), default: [:]][String(name[name.index(after: dot)...])] = value
            } else {
                values[name] = value
            }
        }
        for (group, content) in members {
            values[group] = ValueGroup(members: content, isNull: present[group] != true)
        }
        return values
    }
}
