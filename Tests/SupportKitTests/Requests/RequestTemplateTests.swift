import Testing

@testable import SupportKit

@Suite struct RequestTemplateTests {
    private func filled(_ text: String, _ values: [String: Any]) throws -> String {
        try RequestTemplate(text: text, name: "t").filled(with: values)
    }

    @Test(
        arguments: [
            ("a\nb\n{{impakt}}", 3), ("{{impact}}\n{{ }}", 2), ("{{#nothing}}{{/nothing}}", 1),
            ("\n{{^nothing}}{{/nothing}}", 2),
            ("{{#crashes}}\n{{path}}\n{{/crashes}}\n{{path}}", 4), ("{{#impact}}\n{{/observed}}", 2),
            ("a\n{{#impact}}\nb", 2),
            ("{{/impact}}", 1), ("a\n{{impact", 2), ("{{\nimpact}}", 1), ("{{{impact}}", 1), ("{{> partial}}", 1),
            ("\n{{< parent}}{{/parent}}", 2), ("{{$block}}{{/block}}", 1), ("{{=<% %>=}}", 1),
            ("{{% CONTENT_TYPE:HTML}}", 1),
            ("{{uppercased(impact)}}", 1), ("{{.}}", 1), ("{{crashes}}", 1), ("{{bundle}}", 1),
            ("{{impact}}\u{301}", 1),
        ]
    )
    func whatATemplateMustNotHaveIsRefusedWithItsLine(_ text: String, _ line: Int) throws {
        let error = #expect(throws: RequestTemplateError.self) { try RequestTemplate(text: text, name: "x.mustache") }
        #expect(error?.line == line)
        #expect(error?.description.hasPrefix("x.mustache:\(line): ") == true)
    }

    @Test func anUnknownPlaceholderIsAnsweredWithTheNamesThatExist() {
        let error = #expect(throws: RequestTemplateError.self) {
            try RequestTemplate(text: "{{#missing}}{{why}}{{/missing}}", name: "x")
        }
        #expect(error?.problem.contains("impact") == true && error?.problem.contains("remedy") == true)
        #expect(error?.problem.contains("componentName") == false)
    }

    @Test(arguments: RequestFixture.hostileValues)
    func valuesAreNeitherEscapedNorExpanded(_ value: String) throws {
        for text in ["a {{impact}} z", "a {{{impact}}} z", "a {{&impact}} z", "{{#impact}}a {{impact}} z{{/impact}}"] {
            #expect(try filled(text, ["impact": value]) == "a \(value) z")
        }
        #expect(try filled("{{#crashes}}<{{path}}>{{/crashes}}", ["crashes": [["path": value]]]) == "<\(value)>")
    }

    @Test func textOutsideTagsStaysAsItIs() throws {
        let text = "  Grüße & <b>\n\n{ {x} }} }\n\ttab  \n{{! a comment }}\nend {{impact}}.\n"
        let expected = "  Grüße & <b>\n\n{ {x} }} }\n\ttab  \nend x.\n"
        #expect(try filled(text, ["impact": "x"]) == expected)
        #expect(try filled(text.replacing("\n", with: "\r\n"), ["impact": "x"]) == expected)
    }

    @Test func absentValuesPrintTheirWordsAndCloseTheirSection() throws {
        let values = ["impact": AbsentValue("(none)")]
        #expect(try filled("{{impact}}{{#impact}}yes{{/impact}}{{^impact}}no{{/impact}}", values) == "(none)no")
    }

    @Test func questionsPutPlainlyAreKnown() throws {
        let text =
            "{{expected}} {{#case}}{{case}}{{/case}} {{^impact}}-{{/impact}} {{contact.name}} {{observed}} {{host}}"
        #expect(try RequestTemplate(text: text, name: "t").plainFields == [.observed, .expected, .contactName])
    }

    @Test func everyNameOfTheVocabularyHasAValueEverywhere() throws {
        let names = TemplateVocabulary.texts.union(TemplateVocabulary.conditions).union(TemplateVocabulary.lists.keys)
        for facts in [RequestFixture.bareFacts(), RequestFixture.completeFacts()] {
            let values = RequestValues(form: RequestForm(), facts: facts, answers: Answers())
            for place in [RequestValues.Place.body(details: "d"), .subject] {
                let dictionary = values.dictionary(for: place)
                for name in names where !(name == "details" && isSubject(place)) {
                    let parts = name.split(separator: ".").map(String.init)
                    let top = try #require(dictionary[parts[0]], "\(name)")
                    if parts.count == 2 { #expect((top as? ValueGroup)?.members[parts[1]] != nil, "\(name)") }
                }
            }
        }
    }

    @Test func sectionsThatCrossAreNamed() {
        let error = #expect(throws: RequestTemplateError.self) {
            try RequestTemplate(text: "{{#impact}}\n{{#case}}\n{{/impact}}", name: "x")
        }
        #expect(error?.description == "x:3: section case of line 2 must be closed first")
    }

    @Test func aTemplateBeyondTheLimitIsRefused() {
        #expect(throws: RequestTemplateError.self) {
            try RequestTemplate(text: String(repeating: "x", count: RequestTemplate.maximumBytes + 1), name: "t")
        }
    }

    private func isSubject(_ place: RequestValues.Place) -> Bool {
        if case .subject = place { true } else { false }
    }
}
