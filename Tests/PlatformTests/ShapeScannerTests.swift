import Platform
import Testing

/// Both engines find the same.
@Suite struct ShapeScannerTests {
    private func ends(
        _ expressions: [ShapeScanner.Expression],
        _ text: [UInt8],
        _ engine: ShapeScanner.Engine
    ) throws -> [ShapeScanner.Hit] {
        var scanner = try ShapeScanner.open(ShapeScanner.Database(expressions: expressions, engine: engine))
        var hits: [ShapeScanner.Hit] = []
        try scanner.scan(text.span, into: &hits)
        return hits.sorted { ($0.end, $0.shape) < ($1.end, $1.shape) }
    }

    private func literal(_ text: String, isCaseless: Bool = true) -> ShapeScanner.Expression {
        ShapeScanner.Expression(literal: Array(text.utf8), isCaseless: isCaseless)
    }

    @Test func exactTextsAreFoundAlike() throws {
        let words = ["he", "she", "his", "hers", "s", "\u{1}|", "пароль", "[x]", "Ab", "ab"]
        let expressions = words.map { literal($0) } + words.map { literal($0, isCaseless: false) }
        var generator = SystemRandomNumberGenerator()
        for length in [0, 1, 2, 50, 3_000] {
            let alphabet = Array("sheriSHE abAB[x]\u{1}|\nпароль".utf8)
            let text = (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            let expected = try ends(expressions, text, .hyperscan)
            #expect(try ends(expressions, text, .builtIn) == expected)
        }
        let text = Array("ushers HERS his пароль Пароль [x] Ab\u{1}|".utf8)
        let found = try ends(expressions, text, .builtIn)
        #expect(found == (try ends(expressions, text, .hyperscan)))
        #expect(found.count > 12)
    }

    @Test func expressionsTellWhereTheyMatch() throws {
        let expressions = [ShapeScanner.Expression("ab+c?$", isCaseless: false, tellsStart: true)]
        let text = Array("xabbbc\nabb\nab c\n".utf8)
        let found = try ends(expressions, text, .builtIn)
        #expect(found.map(\.start) == [1, 7] && found.map(\.end) == [6, 10])
        let spans = try ends(expressions, text, .hyperscan)
        #expect(Set(spans.map(\.end)).isSuperset(of: found.map(\.end)))
    }

    @Test func manyTextsNeedNoAutomaton() throws {
        let expressions = (0..<6_000).map { literal("secret-value-\($0)-end", isCaseless: false) }
        let text = Array("x secret-value-17-end y secret-value-5999-endsecret-value-0-end".utf8)
        let expected = try ends(expressions, text, .hyperscan)
        #expect(expected.count == 3)
        #expect(try ends(expressions, text, .builtIn) == expected)
    }

    @Test func whatDoesNotCompileIsNamed() {
        for engine in ShapeScanner.Engine.allCases {
            #expect {
                _ = try ShapeScanner.Database(
                    expressions: [literal("fine"), ShapeScanner.Expression("a(", isCaseless: false)],
                    engine: engine
                )
            } throws: { "\($0)".contains("pattern 1") }
        }
    }
}
