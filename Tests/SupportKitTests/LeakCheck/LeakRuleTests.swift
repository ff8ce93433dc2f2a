import Platform
import Testing

@testable import SupportKit

@Suite struct LeakRuleTests {
    @Test func identifiersAreUnique() {
        let ids = LeakRule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(LeakRule.patterns.count >= 60)
    }

    @Test func everyRuleHasExamplesAndLiteralsThatCanBeSearched() {
        for rule in LeakRule.patterns {
            #expect(!rule.positives.isEmpty && !rule.negatives.isEmpty, "\(rule.id)")
            #expect(rule.literals.allSatisfy { $0.utf8.count >= LiteralSet.minimumLength }, "\(rule.id)")
        }
    }

    /// Compiled and interpreted: where memory may not be executable the answers are the same.
    @Test(arguments: [true, false])
    func examplesAreFoundByTheirRule(mayCompile: Bool) throws {
        let check = LeakCheck(
            engine: try LeakEngine(known: KnownForms(), rules: LeakEngine.Rules(mayCompile: mayCompile)),
            findingLimit: 100
        )
        for rule in LeakRule.patterns {
            for text in rule.positives {
                let found = try check.check(text: Array(text.utf8).span, named: "x")
                #expect(found.contains { $0.rule == rule.id }, "\(rule.id): \(text) gave \(found)")
            }
            for text in rule.negatives {
                #expect(try check.check(text: Array(text.utf8).span, named: "x") == [], "\(rule.id): \(text)")
            }
        }
    }
}
