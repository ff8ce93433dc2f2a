import Testing

@testable import SupportKit

/// Ways to redact a text at once.
enum RedactionHarness {
    static func redact(
        _ bytes: [UInt8],
        _ grammar: Grammar,
        chunk: Int = .max,
        session: RedactionSession? = nil,
        preservingLength: Bool = false
    ) throws -> (output: [UInt8], tally: RedactionTally) {
        let session = try session ?? RedactionSession()
        var redactor = session.makeRedactor(grammar: grammar, preservingLength: preservingLength)
        var output: [UInt8] = []
        func take(_ bytes: borrowing RedactedBytes) {
            bytes.withSpan { span in for index in span.indices { output.append(span[index]) } }
        }
        var start = 0
        while start < bytes.count {
            let end = chunk == .max ? bytes.count : min(start + chunk, bytes.count)
            try redactor.consume(bytes.span.extracting(start..<end), into: take)
            start = end
        }
        let tally = try redactor.finish(into: take)
        return (output, tally)
    }

    static func redact(
        _ text: String,
        _ grammar: Grammar,
        session: RedactionSession? = nil
    ) throws -> String {
        String(decoding: try redact(Array(text.utf8), grammar, session: session).output, as: UTF8.self)
    }

    /// Expects what is marked to go, the words around it to stay, and a second run to change nothing.
    static func expectRemoved(_ marked: String, _ grammar: Grammar) throws {
        let (text, secrets, rest) = unmark(marked)
        let output = try redact(text, grammar)
        for secret in secrets { #expect(!output.contains(secret), "\(output)") }
        for piece in rest {
            for word in piece.split(whereSeparator: \.isWhitespace) where word.count > 3 {
                #expect(output.contains(word), "'\(word)' of: \(output)")
            }
        }
        #expect(try redact(output, grammar) == output, "twice: \(output)")
    }

    /// The text without its marks, what is marked, and what is not.
    static func unmark(_ marked: String) -> (text: String, secrets: [String], rest: [String]) {
        var text = ""
        var secrets: [String] = []
        var rest = [""]
        var secret: String?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "«": secret = ""
            case "»":
                secrets.append(secret ?? "")
                secret = nil
                rest.append("")
            default:
                text.unicodeScalars.append(scalar)
                if secret == nil {
                    rest[rest.count - 1].unicodeScalars.append(scalar)
                } else {
                    secret?.unicodeScalars.append(scalar)
                }
            }
        }
        return (text, secrets, rest)
    }
}
