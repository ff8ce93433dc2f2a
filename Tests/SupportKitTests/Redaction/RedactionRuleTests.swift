import Testing

@testable import SupportKit

@Suite struct RedactionRuleTests {
    @Test func identifiersAreUnique() {
        let ids = RedactionRule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count >= 110)
    }

    @Test func everyRuleHasExamplesAndReason() {
        for rule in RedactionRule.all {
            #expect(
                !rule.positives.isEmpty || rule.id == "learned" || rule.id == "literal" || rule.id == "extra-key",
                "\(rule.id)"
            )
            #expect(rule.title.count > 3)
        }
    }

    @Test func positivesAreHiddenByTheirRule() throws {
        for rule in RedactionRule.all {
            for example in rule.positives {
                let (output, tally) = try RedactionHarness.redact(Array(example.text.utf8), example.grammar)
                let text = String(decoding: output, as: UTF8.self)
                #expect(!text.contains(example.secret ?? ""), "\(rule.id): \(example.text)")
                #expect(tally.hits[rule.id] != nil, "\(rule.id): \(example.text) gave \(tally.hits)")
                #expect(try RedactionHarness.redact(text, example.grammar) == text, "\(rule.id) twice: \(text)")
            }
        }
    }

    @Test func negativesStay() throws {
        for rule in RedactionRule.all {
            for example in rule.negatives {
                #expect(try RedactionHarness.redact(example.text, example.grammar) == example.text, "\(rule.id)")
            }
        }
    }
}
