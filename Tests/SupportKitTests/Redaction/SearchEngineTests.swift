import Platform
import Testing

@testable import SupportKit

/// Without Hyperscan the same is redacted.
@Suite struct SearchEngineTests {
    private func redact(_ text: String, _ grammar: Grammar, _ engine: ShapeScanner.Engine) throws -> [UInt8] {
        let session = try RedactionSession(
            configuration: RedactionConfiguration(extraKeys: ["sesame code"], literals: ["open-sesame"]),
            engine: engine
        )
        var output: [UInt8] = []
        var redactor = session.makeRedactor(grammar: grammar)
        try redactor.consume(text.utf8.span) { bytes in bytes.withSpan { output.append(copying: $0) } }
        _ = try redactor.finish { bytes in bytes.withSpan { output.append(copying: $0) } }
        return output
    }

    @Test func bothEnginesRedactTheCorpusAlike() throws {
        for file in RedactionCorpus.withSecrets + RedactionCorpus.clean {
            let text = RedactionHarness.unmark(file.text).text
            let grammar = Grammar.recognise(name: file.name, head: text.utf8.span)
            for grammar in [grammar, .log] {
                let expected = try redact(text, grammar, .hyperscan)
                #expect(try redact(text, grammar, .builtIn) == expected, "\(file.name)")
            }
        }
    }

    @Test func bothEnginesRedactTheTableAlike() throws {
        let rows = RedactionTable.rows.split(separator: "\n").filter { $0.hasPrefix("log\t") || $0.hasPrefix("text\t") }
        let lines = rows.compactMap { $0.split(separator: "\t", omittingEmptySubsequences: false).dropFirst(2).first }
        let text = lines.joined(separator: "\n") + "\nSesame-Code is x1y2z3\nsesame_code=abc\nopen-sesame\n"
        #expect(lines.count > 100)
        let expected = try redact(text, .log, .hyperscan)
        #expect(try redact(text, .log, .builtIn) == expected)
    }
}
