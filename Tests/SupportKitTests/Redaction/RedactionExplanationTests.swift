@testable import SupportKit
import Testing

@Suite struct RedactionExplanationTests {
    private func explain(_ text: String, _ grammar: Grammar, chunk: Int = .max) throws -> [RedactionExplanation] {
        var rows: [RedactionExplanation] = []
        var redactor = try RedactionSession().makeRedactor(grammar: grammar, explain: { rows.append($0) })
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, chunk == .max ? bytes.count : start + chunk)
            try redactor.consume(bytes.span.extracting(start..<end)) { _ in }
            start = end
        }
        _ = try redactor.finish { _ in }
        return rows
    }

    @Test func removedAndKeptSpansHaveTheirPlaceAndReason() throws {
        let text = """
            [db]
            user = app
            password = hunter2-Xq9
            token_bucket_size = 100
            ssl.key.password: ${PW}
              secret =
            """
        let rows = try explain(text, .ini)
        let told = rows.map { row in
            switch row.verdict {
            case .removed(let rule, _): "\(row.line):\(row.column) removed \(rule)"
            case .kept(let name, let why): "\(row.line):\(row.column) kept \(name): \(why)"
            }
        }
        #expect(
            told == [
                "3:12 removed password",
                "4:1 kept token_bucket_size: a setting whose name says no secret",
                "5:1 kept ssl.key.password: its value is a placeholder, a reference, a path or a word for none",
                "6:3 kept secret: no value behind it",
            ]
        )
    }

    @Test func anExplanationNeverHoldsTheValue() throws {
        for rule in RedactionRule.all {
            for example in rule.positives {
                for row in try explain(example.text, example.grammar) {
                    #expect(example.secret.map { !"\(row)".contains($0) } ?? true, "\(rule.id)")
                }
            }
        }
    }

    @Test(arguments: [1, 5, 17, 100])
    func placesDoNotDependOnHowTheTextIsCut(chunk: Int) throws {
        let text = "one\r\ntwo password=abcDEF12 x\rthree\n\nfive token=abcdef0123456789ABCDEF\n"
        let whole = try explain(text, .log)
        #expect(try explain(text, .log, chunk: chunk) == whole)
        #expect(whole.map(\.line) == [2, 5])
        #expect(whole.first?.column == 14)
    }

    @Test func theFirstPlacesAreKeptWithTheTally() throws {
        let text = String(repeating: "ok\npassword=abcDEF12\n", count: 80)
        let tally = try RedactionHarness.redact(Array(text.utf8), .log).tally
        #expect(tally.places.count == RedactionTally.placeLimit)
        #expect(tally.places.prefix(3).map(\.line) == [2, 4, 6])
        #expect(tally.places.allSatisfy { $0.rule == "password" })
        #expect(tally.hits == ["password": 80])
    }
}
