import Testing

@testable import SupportKit

@Suite struct RedactionCorpusTests {
    private func redact(_ file: RedactionCorpus.File) throws -> (
        input: String, output: String, secrets: [String], rest: [String]
    ) {
        let (text, secrets, rest) = RedactionHarness.unmark(file.text)
        let grammar = Grammar.recognise(name: file.name, head: text.utf8.span)
        return (text, try RedactionHarness.redact(text, grammar), secrets, rest)
    }

    @Test func almostEverySecretIsGone() throws {
        var found = 0
        var total = 0
        var leaks: [String] = []
        for file in RedactionCorpus.withSecrets {
            let (_, output, secrets, _) = try redact(file)
            for secret in secrets {
                for line in secret.split(separator: "\n") {
                    let piece = String(line.drop { $0 == " " })
                    total += 1
                    if output.contains(piece) { leaks.append("\(file.name): \(piece)") } else { found += 1 }
                }
            }
        }
        #expect(total >= 150)
        #expect(leaks.isEmpty)
        #expect(Double(found) / Double(total) >= 0.97)
    }

    @Test func almostEverythingElseStays() throws {
        var kept = 0
        var total = 0
        var losses: [String] = []
        for file in RedactionCorpus.withSecrets + RedactionCorpus.clean {
            let (_, output, _, rest) = try redact(file)
            var remaining = output[...]
            for piece in rest where !piece.isEmpty {
                for word in piece.split(whereSeparator: \.isWhitespace) {
                    total += 1
                    if let range = remaining.firstRange(of: word) {
                        remaining = remaining[range.upperBound...]
                        kept += 1
                    } else {
                        losses.append("\(file.name): \(word)")
                    }
                }
            }
        }
        #expect(losses.isEmpty)
        #expect(Double(kept) / Double(total) >= 0.985)
    }

    @Test(arguments: RedactionCorpus.clean)
    func cleanFileStaysAsItIs(_ file: RedactionCorpus.File) throws {
        let (input, output, _, _) = try redact(file)
        #expect(output == input)
    }

    @Test(arguments: RedactionCorpus.withSecrets)
    func redactingTwiceChangesNothing(_ file: RedactionCorpus.File) throws {
        let (_, output, _, _) = try redact(file)
        let grammar = Grammar.recognise(name: file.name, head: output.utf8.span)
        #expect(try RedactionHarness.redact(output, grammar) == output)
    }

    @Test(arguments: RedactionCorpus.withSecrets)
    func numberOfLinesStays(_ file: RedactionCorpus.File) throws {
        let (input, output, _, _) = try redact(file)
        guard Grammar.recognise(name: file.name, head: input.utf8.span) != .environment else { return }
        #expect(output.utf8.count { $0 == 0x0A } == input.utf8.count { $0 == 0x0A })
    }

    @Test(arguments: RedactionCorpus.withSecrets)
    func chunksMakeNoDifference(_ file: RedactionCorpus.File) throws {
        let bytes = Array(RedactionHarness.unmark(file.text).text.utf8)
        let grammar = Grammar.recognise(name: file.name, head: bytes.span)
        let whole = try RedactionHarness.redact(bytes, grammar).output
        for chunk in [1, 2, 3, 7, 64, 65, 100] {
            #expect(try RedactionHarness.redact(bytes, grammar, chunk: chunk).output == whole, "chunks of \(chunk)")
        }
    }
}
