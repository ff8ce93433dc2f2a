import Testing

@testable import Platform

@Suite struct LiteralSetTests {
    private func hits(_ texts: [String], in text: String, isCaseless: Bool = false) throws -> [LiteralSet.Hit] {
        let set = try #require(LiteralSet(texts.map { LiteralSet.Literal(Array($0.utf8), isCaseless: isCaseless) }))
        let bytes = Array(text.utf8)
        var found: Set<[Int]> = []
        set.scan(bytes.span, in: 0..<bytes.count) { found.insert([$0.start, $0.literal]) }
        return found.sorted { $0.lexicographicallyPrecedes($1) }.map { LiteralSet.Hit(literal: $0[1], start: $0[0]) }
    }

    @Test func findsTextsAtEveryPlace() throws {
        for padding in 0..<300 {
            let text = String(repeating: "x", count: padding) + "secret-value" + String(repeating: "y", count: padding)
            #expect(
                try hits(["secret-value", "cret", "none-of-them"], in: text)
                    == [.init(literal: 0, start: padding), .init(literal: 1, start: padding + 2)]
            )
        }
    }

    @Test func foldsTheCaseOfLettersAlone() throws {
        #expect(try hits(["pass@1["], in: "PASS@1[ pass`1{", isCaseless: true) == [.init(literal: 0, start: 0)])
        #expect(try hits(["Pass"], in: "pass PASS Pass") == [.init(literal: 0, start: 10)])
    }

    @Test func refusesTextsThatAreTooShort() {
        #expect(LiteralSet([LiteralSet.Literal(Array("abc".utf8))]) == nil)
    }

    @Test func findsNothingWithoutTexts() throws {
        #expect(try hits([], in: "anything at all") == [])
    }

    /// Against the naive search: with texts that share beginnings and places, and more hits than there is room for; and
    /// with texts that stand in what holds few of them.
    @Test(arguments: [("abAB1-", 1_025), (String(decoding: UInt8(33)...122, as: UTF8.self), 250)])
    func agreesWithTheNaiveSearch(letters: String, least: Int) throws {
        var state: UInt64 = 0x1234_5678
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array(letters.utf8)
        let text = (0..<6_000).map { _ in alphabet[next(alphabet.count)] }
        let texts = (0..<(least > 1_000 ? 900 : 250)).map { _ in
            let start = next(text.count - 40)
            return LiteralSet.Literal(Array(text[start..<(start + 4 + next(36))]), isCaseless: next(2) == 0)
        }
        let set = try #require(LiteralSet(texts))
        var found: Set<[Int]> = []
        set.scan(text.span, in: 0..<text.count) { found.insert([$0.literal, $0.start]) }
        var expected: Set<[Int]> = []
        func lowered(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }
        for (index, literal) in texts.enumerated() {
            for start in 0...(text.count - literal.bytes.count) {
                let piece = text[start..<(start + literal.bytes.count)]
                let isEqual =
                    literal.isCaseless
                    ? piece.elementsEqual(literal.bytes) { lowered($0) == lowered($1) }
                    : piece.elementsEqual(literal.bytes)
                if isEqual { expected.insert([index, start]) }
            }
        }
        #expect(found == expected)
        #expect(found.count >= least)
    }
}
