@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct RedactionPolicyTests {
    private static let whole = """
        literals: [Project Falcon]
        keys: [customer_ref]
        patterns:
          - id: customer-number
            pattern: 'KD-[0-9]{6,}'
            why: numbers of customers
            removes: [KD-123456]
            keeps: [KD-12]
        paths: ['*.secret']
        """

    private func session(_ yaml: String) throws -> RedactionSession {
        try RedactionSession(
            configuration: RedactionConfiguration(
                profileKeys: [],
                policy: try RedactionPolicy(yaml: yaml, file: "redaction.yml")
            )
        )
    }

    @Test func everythingItNamesIsRemoved() throws {
        let text = "x KD-1234567 of Project Falcon, customer_ref=77 and KD-12\n"
        let redacted = try RedactionHarness.redact(text, .log, session: session(Self.whole))
        #expect(
            redacted
                == "x [REDACTED:customer-number#1] of [REDACTED:literal#2], customer_ref=[REDACTED:extra-key#3] and KD-12\n"
        )
    }

    @Test(arguments: [1, 7, 64, 1000, .max])
    func patternsAreFoundHoweverTheTextIsCut(chunk: Int) throws {
        let line = "before KD-1234567 after\r\n"
        let text = Array(String(repeating: line, count: 40).utf8)
        let result = try RedactionHarness.redact(text, .log, chunk: chunk, session: session(Self.whole))
        #expect(result.tally.hits == ["customer-number": 40])
        let expected = String(repeating: "before [REDACTED:customer-number#1] after\r\n", count: 40)
        #expect(String(decoding: result.output, as: UTF8.self) == expected)
    }

    @Test func aPatternNeverReachesOverALineEnd() throws {
        let yaml = #"patterns: [{id: pair, pattern: 'open\s+close|[^,]end'}]"#
        let text = "open\nclose\nopen  close\nend\n"
        let redacted = try RedactionHarness.redact(text, .log, session: session(yaml))
        #expect(redacted == "open\nclose\n[REDACTED:pair#1]\nend\n")
    }

    @Test(
        arguments: [
            ("foo: 1", 1, "unknown key 'foo'"),
            ("literals: [abc]", 1, "shorter than four bytes"),
            ("keys:\n  - '--'", 2, "no letters"),
            ("paths: ['']", 1, "a path is empty"),
            ("patterns:\n  - id: a\n    pattern: '(?=x)y'", 3, "Zero-width"),
            ("patterns:\n  - id: a\n    pattern: '('", 3, "cannot be used"),
            ("patterns:\n  - id: a\n    pattern: 'x*'", 3, "cannot be used"),
            ("patterns:\n  - id: A b\n    pattern: 'x'", 2, "cannot be an id"),
            ("patterns:\n  - id: password\n    pattern: 'x'", 2, "built-in rule"),
            ("patterns:\n  - id: a\n    pattern: x\n  - id: a\n    pattern: y", 4, "two patterns"),
            ("patterns:\n  - id: a\n    pattern: x\n    removes: [y]", 4, "finds nothing"),
            ("patterns:\n  - id: a\n    pattern: x\n    keeps: [x]", 4, "finds something"),
            ("patterns:\n  - pattern: x", 2, "'id' is missing"),
            ("patterns: 3", 1, "must be a list"),
        ]
    )
    func whatIsWrongIsNamedWithItsLine(yaml: String, line: Int, words: String) throws {
        let error = try #require(throws: ProfileError.self) { try RedactionPolicy(yaml: yaml, file: "redaction.yml") }
        #expect(error.description.contains("redaction.yml:\(line):"), "\(error)")
        #expect(error.description.contains(words), "\(error)")
    }

    @Test func aLiteralIsNotRepeatedInAnError() throws {
        let error = try #require(throws: ProfileError.self) {
            try RedactionPolicy(yaml: "literals: [good-literal, q7]", file: "redaction.yml")
        }
        #expect(!error.description.contains("q7"))
        #expect(error.description.contains("number 2"))
    }

    @Test func theFilesAddUp() throws {
        let scratch = try Scratch()
        try scratch.write("keys: [from_user]", to: "home/.config/supportkit/redaction.yml")
        let named = try scratch.write(Self.whole, to: "more.yml")
        let policy = try RedactionPolicy.inForce(home: scratch.path.appending("home"), named: [named])
        #expect(policy.keys.suffix(2) == ["from_user", "customer_ref"])
        #expect(policy.patterns.map(\.id).suffix(1) == ["customer-number"])
        #expect(throws: ProfileError.self) {
            try RedactionPolicy.inForce(home: nil, named: [scratch.path.appending("nothing.yml")])
        }
    }
}
