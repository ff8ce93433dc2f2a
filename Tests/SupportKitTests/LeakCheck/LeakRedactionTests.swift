import Testing

@testable import SupportKit

/// The check against the redactor: what this one leaves is clean, and what it would remove is mostly noticed.
@Suite struct LeakRedactionTests {
    @Test func nothingIsFoundInWhatTheRedactorLeaves() throws {
        let check = try LeakCheck()
        for rule in RedactionRule.all {
            for example in rule.positives + rule.negatives {
                let output = try RedactionHarness.redact(example.text, example.grammar)
                let found = try check.check(text: Array(output.utf8).span, named: "x")
                #expect(found == [], "\(rule.id): \(output)")
            }
        }
    }

    @Test func nothingIsFoundInTheRedactedCorpus() throws {
        let check = try LeakCheck()
        for file in RedactionCorpus.withSecrets + RedactionCorpus.clean {
            let text = RedactionHarness.unmark(file.text).text
            let grammar = Grammar.recognise(name: file.name, head: Array(text.utf8).span)
            let found = try check.check(
                text: Array(try RedactionHarness.redact(text, grammar).utf8).span,
                named: file.name
            )
            #expect(found == [])
        }
    }

    @Test func muchOfWhatTheRedactorRemovesIsFoundWithoutIt() throws {
        let check = try LeakCheck()
        var count = (found: 0, all: 0)
        for rule in RedactionRule.all {
            for example in rule.positives {
                count.all += 1
                if try !check.check(text: Array(example.text.utf8).span, named: "x").isEmpty { count.found += 1 }
            }
        }
        #expect(count.found * 5 >= count.all * 2, "\(count)")
    }
}
