import Foundation
import Testing

@testable import SupportKit

/// What was of a format before is of it after.
@Suite struct RedactionFormatTests {
    @Test func jsonStillParses() throws {
        for file in RedactionCorpus.withSecrets where file.name.hasSuffix(".json") {
            let text = RedactionHarness.unmark(file.text).text
            let before = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let output = try RedactionHarness.redact(text, .json)
            let after = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
            #expect(before?.keys.sorted() == after?.keys.sorted())
            guard let nested = after?["nested"] as? String else { continue }
            let inner = try JSONSerialization.jsonObject(with: Data(nested.utf8)) as? [String: Any]
            #expect(inner?["password"] as? String == "[REDACTED:password#7]" || inner?["password"] is String)
        }
    }

    @Test func jsonNumbersBecomeTexts() throws {
        let output = try RedactionHarness.redact(#"{"pin": 4711, "password":12345}"#, .json)
        #expect(output == ##"{"pin": "[REDACTED:pin#1]", "password":"[REDACTED:password#2]"}"##)
    }

    @Test(
        arguments: [
            ("password: x1y2 # c", ##"password: "[REDACTED:password#1]" # c"##),
            ("a: {password: x1y2, b: 1}", ##"a: {password: "[REDACTED:password#1]", b: 1}"##),
            ("password: 'x1''y2'", "password: '[REDACTED:password#1]'"),
            ("password: !!str x1y2", ##"password: !!str "[REDACTED:password#1]""##),
            ("password: &a x1y2", ##"password: &a "[REDACTED:password#1]""##),
            ("password: !vault x", "password: !vault x"),
            ("password:\n  x1y2\nb: 1", "password:\n  \"[REDACTED:password#1]\"\nb: 1"),
            ("- password: |-\n    x1\n    y2\n  user: b", "- password: |-\n    [REDACTED:password#1]\n    \n  user: b"),
            ("- password: x1y2\n  user: b", "- password: \"[REDACTED:password#1]\"\n  user: b"),
            ("password: \"x1\n  y2\"\nb: 1", "password: \"[REDACTED:password#1]\n  \"\nb: 1"),
        ]
    )
    func yamlKeepsItsForm(_ input: String, _ expected: String) throws {
        #expect(try RedactionHarness.redact(input, .yaml) == expected)
    }

    @Test(
        arguments: [
            (Grammar.ini, "p.password = x y ; c", "p.password = [REDACTED:password#1] ; c"),
            (.ini, "; password = x1y2", "; password = [REDACTED:password#1]"),
            (.ini, "password=\"x;1\" # c", "password=\"[REDACTED:password#1]\" # c"),
            (.ini, "password=\"x\"y", "password=[REDACTED:password#1]"),
            (.properties, "a.password=\\\n   x1y2\nb=1", "a.password=\\\n   [REDACTED:password#1]\nb=1"),
            (.properties, "a.password x1y2", "a.password [REDACTED:password#1]"),
            (.shell, "A=1 DB_PASSWORD=x1y2 cmd", "A=1 DB_PASSWORD=[REDACTED:password#1] cmd"),
            (.shell, "DB_PASSWORD='a'\"b\"c; x", "DB_PASSWORD=[REDACTED:password#1]; x"),
            (.xml, "<a password = \"x y\" b='c'/>", "<a password = \"[REDACTED:password#1]\" b='c'/>"),
            (.xml, "<Password><![CDATA[x<y]]></Password>", "<Password><![CDATA[[REDACTED:password#1]]]></Password>"),
            (.xml, "<Password>\n x1\n y2\n</Password>", "<Password>\n [REDACTED:password#1]\n \n</Password>"),
            (.xml, "<!-- <Password>x1</Password> -->", "<!-- <Password>[REDACTED:password#1]</Password> -->"),
            (.xml, "<a password=\"x1\n y2\" b=\"c\"/>", "<a password=\"[REDACTED:password#1]\n \" b=\"c\"/>"),
            (.toml, "pin = 1234", "pin = \"[REDACTED:pin#1]\""),
            (.log, "a password=x,y, b=1", "a password=[REDACTED:password#1], b=1"),
            (.log, "(password=x1y2)", "(password=[REDACTED:password#1])"),
            (.log, "pwd=a&b=c&d", "pwd=[REDACTED:password#1]&b=c&d"),
            (.log, "f(\"password=x1y2\")", "f(\"password=[REDACTED:password#1]\")"),
            (.log, "Authorization: Basic YTpi", "Authorization: Basic [REDACTED:authorization#1]"),
            (.log, "8=FIX.4.2|553=joe|554=x 1y|10=1", "8=FIX.4.2|553=joe|554=[REDACTED:password#1]|10=1"),
            (.log, "{\"secret\":{\"value\":\"x1y2\"}}", "{\"secret\":{\"value\":\"[REDACTED:secret#1]\"}}"),
            (.log, "set password to 'x1y2' now", "set password to '[REDACTED:password#1]' now"),
            (.ini, "stats auth admin:x1y2", "stats auth admin:[REDACTED:password#1]"),
            (.properties, "basic.auth.user.info=u:x1y2", "basic.auth.user.info=u:[REDACTED:password#1]"),
            (
                .xml, "<property name=\"password\"><value>x1</value></property>",
                "<property name=\"password\"><value>[REDACTED:password#1]</value></property>"
            ),
            (.yaml, "password: *ref", "password: *ref"),
            (.log, "Cookie: a=b; c=d", "Cookie: a=[REDACTED:cookie#1]; c=[REDACTED:cookie#2]"),
        ]
    )
    func syntaxAroundTheValueStays(_ grammar: Grammar, _ input: String, _ expected: String) throws {
        #expect(try RedactionHarness.redact(input, grammar) == expected)
        #expect(try RedactionHarness.redact(expected, grammar) == expected)
    }

    @Test func xmlStillParses() throws {
        for file in RedactionCorpus.withSecrets where file.name.hasSuffix(".xml") {
            let output = try RedactionHarness.redact(RedactionHarness.unmark(file.text).text, .xml)
            #expect(Self.isBalanced(output), "\(file.name)")
        }
    }

    /// Whether tags nest: all that redaction could break.
    private static func isBalanced(_ text: String) -> Bool {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else { return false }
                rest = rest[end.upperBound...]
                continue
            }
            if rest.hasPrefix("<![CDATA[") {
                guard let end = rest.firstRange(of: "]]>") else { return false }
                rest = rest[end.upperBound...]
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else {
                open.append(tag.prefix { !$0.isWhitespace })
            }
        }
        return open.isEmpty
    }
}
