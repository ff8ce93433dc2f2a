import Platform
import Testing

@testable import SupportKit

/// The search must not pass over a line in which the parser would act.
@Suite struct SearchShapesTests {
    /// Lines of a log that the parser would act on although the search finds nothing telling in them.
    private func missed(in text: String) throws -> [String] {
        let session = try RedactionSession()
        var scanner = try ShapeScanner.open(try session.database())
        var context = SearchContext(session.classifier)
        var hits: [ShapeScanner.Hit] = []
        return try text.utf8.split(whereSeparator: \.endsLine).compactMap { line in
            var parser = LineParser(classifier: session.classifier, grammar: .log)
            let bytes = Array(line)
            try parser.parse(bytes.span)
            guard !parser.masks.isEmpty || parser.isWithinSecret else { return nil }
            let block = bytes + [.lineFeed]
            try scanner.scan(block.span, into: &hits)
            session.shapes.addBodyLines(block.span, to: &hits)
            let isTelling = hits.contains { session.shapes.isTelling($0, block.span, &context) }
            return isTelling ? nil : String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test func noExampleOfARuleIsPassedOver() throws {
        for rule in RedactionRule.all {
            for example in rule.positives + rule.negatives where !example.grammar.isParsedThroughout {
                #expect(try missed(in: example.text) == [], "\(rule.id)")
            }
        }
    }

    @Test func noRowOfTheTableWithASecretIsPassedOver() throws {
        var lines = 0
        for row in RedactionTable.rows.split(separator: "\n")
        where row.hasPrefix("log\t") || row.hasPrefix("text\t") {
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 2, !fields[1].isEmpty else { continue }
            lines += 1
            let text = String(fields[2]).replacing("¶", with: "\n").replacing("⇥", with: "\t")
                .replacing("␛", with: "\u{1B}")
            #expect(try missed(in: text) == [])
        }
        #expect(lines > 100)
    }

    @Test func noLineOfTheCorpusIsPassedOver() throws {
        for file in RedactionCorpus.withSecrets + RedactionCorpus.clean {
            let text = RedactionHarness.unmark(file.text).text
            guard !Grammar.recognise(name: file.name, head: text.utf8.span).isParsedThroughout else {
                continue
            }
            #expect(try missed(in: text) == [], "\(file.name)")
        }
    }

    /// Names with and without a meaning, before every separator and announcement.
    @Test func noCombinationIsPassedOver() throws {
        let names = [
            "password", "db.Pass", "x-token", "API key", "key", "AUTH", "cookie", "Authorization",
            "session-77",
            "JSESSIONID", "community string", "tokens", "bindpw", "pass word", "credentials", "author",
            "pass_command",
        ]
        let links = [
            "=", ": ", " = ", "\": \"", "\\\":\\\"", "\" \"", "%3D", " ", " is ", " for bob: ", "(\"",
            " (", ">", " -> ",
            "] ", "\"] = \"", " += ", ";", "=['", " = [\"", " 7 ", " 'x' ", "[0] = ", " « ",
        ]
        let heads = ["", "01:45:00 INFO ", "--", "<", "{\"", "\\n", "login bob ", "\u{1B}[1m"]
        var text = ""
        for head in heads {
            for name in names {
                for link in links {
                    text += "\(head)\(name)\(link)7hG-x2Lq9Zr4Tb8Wm3\n"
                    if head.isEmpty { text += "\(name)\(link)echo x1y2\"\n\(name)\(link)bob:Abc12345\n" }
                }
            }
        }
        #expect(try missed(in: text) == [])
    }

    @Test(arguments: [
        "publish from client session-7 seq=91 latency_us=7 status ok",
        "sshd[3]: Failed password for invalid user x from 10.1.2.3 port 22 ssh2",
        "sshd[3]: pam_unix(sshd:auth): authentication failure; logname= uid=0",
        "at com.acme.SessionManager.authenticate(SessionManager.java:12)",
        "DETAIL:  Key (id)=(7) already exists.",
        "{\"author\":\"x\",\"sessionId\":\"0a1b\",\"key\":\"ord-7\"}",
        "duplicate key value violates unique constraint \"orders_pkey\"",
    ])
    func ordinaryLineIsNotParsed(_ line: String) throws {
        let session = try RedactionSession()
        var scanner = try ShapeScanner.open(try session.database())
        var context = SearchContext(session.classifier)
        var hits: [ShapeScanner.Hit] = []
        let block = Array("\(line)\n".utf8)
        try scanner.scan(block.span, into: &hits)
        #expect(!hits.contains { session.shapes.isTelling($0, block.span, &context) })
    }

    @Test func digitsOfANameDoNotMatter() {
        var names = NameClassCache(classifier: KeyClassifier())
        for name in [
            "password", "password1", "password77", "session-1", "session-77", "key2", "7", "db2password",
        ] {
            let bytes = Array(name.utf8)
            let expected = KeyClassifier().classify(bytes, 0..<bytes.count)
            #expect(names.keyClass(bytes.span, 0..<bytes.count) == expected, "\(name)")
            #expect(names.keyClass(bytes.span, 0..<bytes.count) == expected, "\(name)")
        }
    }

    @Test func everyPatternBehindATextCompiles() {
        let shapes = SearchShapes(extraKeys: [], classifier: KeyClassifier())
        for case .pattern(let pattern) in shapes.surroundings { #expect(pattern.compiled() != nil) }
        for pattern in [SearchShapes.telling, SearchShapes.item, SearchShapes.cell] {
            #expect(pattern.compiled() != nil)
        }
    }

    @Test(arguments: [
        "MIIEpAIBAAKCAQEA", "https -a bob:x", "user bob on >x", #"\u0061pi"#, "was the old password",
        "credentials bob/x", "sqlcl bob/x", "send \"x", "connect bob/x@y", "login: bob:abcd", " with bob:x",
        "pin is 1234", "monitor ups@host", "password x1", "{:secret, \"x\"}", "| password |", "use bob / x",
        "host:1521/db|bob|x", "\"bob:x@host", " as the root password", "token.....: x",
    ])
    func oddLineIsLookedAt(_ line: String) throws {
        let session = try RedactionSession()
        var scanner = try ShapeScanner.open(try session.database())
        var context = SearchContext(session.classifier)
        var hits: [ShapeScanner.Hit] = []
        let block = Array("01:45:00 \(line)\n".utf8)
        try scanner.scan(block.span, into: &hits)
        #expect(hits.contains { session.shapes.isTelling($0, block.span, &context) })
    }

    @Test(arguments: [63, 64, 65, 300])
    func linesOfKeyBodiesAreFound(_ count: Int) throws {
        let shapes = SearchShapes(extraKeys: [], classifier: KeyClassifier())
        for (head, ending) in [("", "\n"), ("x ", "\r\n"), ("", "\r"), ("ab\rc ", "\rd\n")] {
            let block = Array((head + String(repeating: "Ab1+", count: 80).prefix(count) + ending).utf8)
            var hits: [ShapeScanner.Hit] = []
            shapes.addBodyLines(block.span, to: &hits)
            #expect(hits.count == (count < 64 ? 0 : 1), "\(count) \(ending.debugDescription)")
            #expect(hits.first.map { block[$0.end - 1] != 0x2B && [10, 13].contains(block[$0.end - 1]) } ?? true)
        }
    }
}
