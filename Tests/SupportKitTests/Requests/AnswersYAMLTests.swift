import Testing

@testable import SupportKit

@Suite struct AnswersYAMLTests {
    private func refusal(of yaml: String) -> AnswersError? {
        #expect(throws: AnswersError.self) { try Answers.parse(yaml: yaml, fileName: "answers.yml") }
    }

    @Test func aWholeFileIsRead() throws {
        let answers = try Answers.parse(
            yaml: """
                # about the incident
                impact: nobody can log in
                observed: |
                  first line

                    indented
                severity: 2
                started: 2026-11-21 01:30
                stillHappening: yes
                case: 0012
                ended:
                workaround: ~
                contact:
                  name: "Zoë: Müller"
                  email: zoe@example.com
                contact.telephone: +44 20 7946 0000
                """,
            fileName: "answers.yml"
        )
        let expected = try RequestFixture.answers([
            .impact: "nobody can log in",
            .observed: "first line\n\n  indented",
            .severity: "2",
            .started: "2026-11-21 01:30",
            .stillHappening: "yes",
            .caseID: "0012",
            .contactName: "Zoë: Müller",
            .contactEmail: "zoe@example.com",
            .contactTelephone: "+44 20 7946 0000",
        ])
        #expect(answers == expected)
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "~\n"])
    func aFileWithoutAnswersIsFine(_ yaml: String) throws {
        #expect(try Answers.parse(yaml: yaml, fileName: "answers.yml") == Answers())
    }

    @Test func anUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne() throws {
        let error = try #require(refusal(of: "impact: x\n\nsecretkey: hunter2\n"))
        #expect(error.line == 3)
        #expect(
            error.description.hasPrefix("answers.yml:3: there is no key 'secretkey'; the keys are version, impact,")
        )
        #expect(error.description.contains("contact.email"))
        #expect(!error.description.contains("hunter2"))
    }

    @Test(arguments: [
        ("observd", "observed"), ("still_happening", "stillHappening"), ("Impact", "impact"),
        ("phone", "contact.telephone"),
        ("e-mail", "contact.email"), ("work-around", "workaround"), ("start", "started"), ("steps", nil),
    ])
    func theNearestKeyIsSuggested(_ key: String, _ nearest: String?) throws {
        let error = try #require(refusal(of: "\(key): x\n"))
        let hint = nearest.map { "did you mean '\($0)'? " } ?? ""
        #expect(error.problem.hasPrefix("there is no key '\(key)'; \(hint)the keys are"), "\(error)")
    }

    @Test func somethingElseThanAWordIsNotQuotedAsAKey() throws {
        for yaml in ["hunter2 is the password: x\n", "\(String(repeating: "k", count: 41)): x\n", "k\u{e9}y: x\n"] {
            #expect(try #require(refusal(of: yaml)).problem.hasPrefix("there is no such key; the keys are"))
        }
    }

    @Test func anUnknownKeyOfTheContactListsTheContactsKeys() throws {
        let error = try #require(refusal(of: "contact:\n  name: Jo\n  mail: jo@example.com\n"))
        #expect(
            error.description == "answers.yml:3: there is no key 'mail'; did you mean 'email'? "
                + "the keys are name, email, telephone, hours"
        )
    }

    @Test func aDraftIsReadBackAsItWasWritten() throws {
        var file = AnswersFile(product: "amps", bundle: "/tmp/a \"b\".tar.gz")
        for (index, hostile) in RequestFixture.hostileValues.enumerated() {
            try file.answers.set(
                Answers.Field.allCases.filter(\.acceptsSeveralLines)[index % 10],
                to: hostile,
                source: ""
            )
            let field = [Answers.Field.impact, .observed, .expected][index % 3]
            try file.answers.set(field, to: "  \(hostile)\n\n    indented: yes\n- # x\n\ttab", source: "")
            try file.answers.set(.contactName, to: "Zo\u{eb}: 'M\u{fc}ller' # 1", source: "")
            let text = file.yaml(open: [.impact, .severity, .changed])
            let back = try AnswersFile(yaml: text, fileName: "draft.yml")
            #expect(back.answers == file.answers, "\(text)")
            #expect(back.product == file.product && back.bundle == file.bundle)
        }
    }

    @Test func theLineOfEachAnswerIsKept() throws {
        let file = try AnswersFile(yaml: "product: amps\nimpact: x\n\ncontact:\n  name: Jo\n", fileName: "a.yml")
        #expect(file.lines == [.impact: 2, .contactName: 5])
        #expect(file.product == "amps" && file.bundle == nil)
    }

    @Test(
        arguments: [
            ("impact: x\nobserved:\n  - a\n  - b\n", 3), ("impact: {a: b}\n", 1), ("\n- impact\n", 2),
            ("just text\n", 1),
            ("impact: x\ncontact: Jo\n", 2), ("a: &x {b: c}\n", 1), ("? [impact]\n: x\n", 1),
        ]
    )
    func theWrongTypeIsNamedByItsLine(_ yaml: String, _ line: Int) throws {
        #expect(refusal(of: yaml)?.line == line)
    }

    @Test(arguments: ["0", "5", "two", "2.5", "-1", "'1 '\n#"])
    func severityOutsideOneToFourIsRefused(_ value: String) throws {
        let yaml = "impact: x\nseverity: \(value)\n"
        if value.contains("1 ") {
            #expect(try Answers.parse(yaml: yaml, fileName: "a").severity == .stopped)
        } else {
            let error = try #require(refusal(of: yaml))
            #expect(error.line == 2)
            #expect(error.problem == "severity: must be 1, 2, 3 or 4 (1 is the most severe)")
        }
    }

    @Test(
        arguments: [
            ("impact: \"hunter2\nobserved: x\n", 2), ("impact: x\n  observed: hunter2: y\n", 2),
            ("impact: [hunter2\n", 2),
            ("impact: hunter2\nimpact: y\n", 1), ("impact: *hunter2\n", 1), ("impact: x\n---\nimpact: hunter2\n", 2),
            ("impact: x\n\thunter2: y\n", 2), ("impact: x\nobserved: hunter2\u{1}\n", 2),
        ]
    )
    func whatIsNotYAMLIsNamedByItsLineAndNotQuoted(_ yaml: String, _ line: Int) throws {
        let error = try #require(refusal(of: yaml))
        #expect(abs((error.line ?? 0) - line) <= 1, "\(error)")
        #expect(!error.description.contains("hunter2"))
        #expect(!error.description.contains("\n"))
    }

    @Test func aFileBeyondTheLimitIsRefusedUnread() {
        let yaml = "impact: |\n" + String(repeating: "  x\n", count: AnswersFile.maximumBytes / 4)
        #expect(refusal(of: yaml)?.problem == "larger than 1048576 bytes")
    }

    @Test func deepNestingEndsInAnError() {
        #expect(refusal(of: "impact: " + String(repeating: "[", count: 100_000)) != nil)
    }
}
