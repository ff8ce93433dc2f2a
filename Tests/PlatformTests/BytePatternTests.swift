import Testing

@testable import Platform

@Suite struct BytePatternTests {
    @Test(arguments: [true, false])
    func findsTheFirstGroupAtThePlaceAlone(mayCompile: Bool) throws {
        let pattern = try BytePattern("b (c+) d", mayCompile: mayCompile)
        let room = try BytePattern.Room.make()
        let bytes = Array("abccd".utf8)
        #expect(pattern.match(bytes.span, at: 1, using: room) == .match(2..<4))
        #expect(pattern.match(bytes.span, at: 0, using: room) == .noMatch)
        #expect(try BytePattern("bc+", mayCompile: mayCompile).match(bytes.span, at: 1, using: room) == .match(1..<4))
    }

    @Test(arguments: [true, false])
    func seesBytesOfAnyEncoding(mayCompile: Bool) throws {
        let pattern = try BytePattern(#"[\x80-\xFF].\xC3"#, mayCompile: mayCompile)
        let room = try BytePattern.Room.make()
        let bytes: [UInt8] = [0xFF, 0, 0xC3]
        #expect(pattern.match(bytes.span, at: 0, using: room) == .match(0..<3))
    }

    @Test(arguments: [true, false])
    func saysWhenALimitIsReached(mayCompile: Bool) throws {
        let pattern = try BytePattern("(?:a+)+(?=[bc])", mayCompile: mayCompile)
        let room = try BytePattern.Room.make(stepLimit: 1_000)
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 64)
        #expect(pattern.match(bytes.span, at: 0, using: room) == .failed)
    }

    @Test func refusesWhatIsNoExpression() {
        #expect(throws: BytePattern.Failure.self) { try BytePattern("(") }
    }
}
