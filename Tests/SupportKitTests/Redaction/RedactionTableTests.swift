import Testing

@testable import SupportKit

@Suite struct RedactionTableTests {
    private struct Row {
        let grammar: Grammar
        let secrets: [String]
        let text: String
        let rest: [String]

        init?(_ line: Substring) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { Self.plain($0) }
            guard fields.count >= 3, let grammar = Grammar(rawValue: fields[0]) else { return nil }
            self.grammar = grammar
            secrets = fields[1].split(separator: "¦").map(String.init)
            text = fields[2]
            rest = fields.count > 3 ? fields[3].split(separator: "¦").map(String.init) : []
        }

        private static func plain(_ field: Substring) -> String {
            String(field.map { Self.signs[$0] ?? $0 })
        }

        private static let signs: [Character: Character] = ["¶": "\n", "␀": "\0", "⇥": "\t", "␛": "\u{1B}"]
    }

    @Test func everyRowIsRedactedAsItSays() throws {
        let lines = RedactionTable.rows.split(separator: "\n")
        #expect(lines.count > 650)
        for line in lines {
            let row = try #require(Row(line), "\(line)")
            let output = try RedactionHarness.redact(row.text, row.grammar)
            for secret in row.secrets { #expect(!output.contains(secret), "\(line)") }
            for word in row.rest { #expect(output.contains(word), "\(line)") }
            if row.secrets.isEmpty { #expect(output == row.text) }
            #expect(try RedactionHarness.redact(output, row.grammar) == output, "\(line)")
        }
    }
}
