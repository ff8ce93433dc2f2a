import Platform
import Testing

@testable import SupportKit

@Suite struct TokenFormTests {
    @Test func everyExampleIsMatchedToItsEnd() {
        for (index, form) in TokenForm.builtIn.enumerated() {
            let bytes = Array("\(form.example) rest".utf8)
            let match = TokenIndex.shared.match(bytes, at: 0, before: bytes.count)
            #expect(match?.form == index, "\(form.id)")
            #expect(match?.end == bytes.count - 5, "\(form.id)")
        }
    }

    /// The search must not miss what the parser would find, at no place in a block.
    @Test func everyExampleIsFoundByItsShape() throws {
        let shapes = SearchShapes(extraKeys: [], classifier: KeyClassifier())
        let database = try ShapeScanner.Database(expressions: shapes.expressions)
        var scanner = try ShapeScanner.open(database)
        var hits: [ShapeScanner.Hit] = []
        var context = SearchContext(KeyClassifier())
        for form in TokenForm.builtIn {
            for offset in [0, 1, 7, 31, 64, 100] {
                let text = [UInt8](repeating: 0x20, count: offset) + Array(form.example.utf8)
                try scanner.scan(text.span, into: &hits)
                #expect(hits.contains { shapes.isTelling($0, text.span, &context) }, "\(form.id) at \(offset)")
            }
        }
    }

    @Test func cutTokensAreNone() {
        for form in TokenForm.builtIn where form.minimumLength > 12 {
            let bytes = Array(form.example.utf8.prefix(form.minimumLength - 1))
            #expect(form.end(in: bytes, from: 0) == nil, "\(form.id)")
        }
    }
}
