import Platform
import TestSupport
import Testing

@Suite struct GzipMemberTests {
    private static let blocks: [[UInt8]] = [
        [], [0], Array("supportkit\n".utf8), Array(repeating: 0x41, count: 65_535),
        (0..<65_535).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) },
    ]

    @Test(arguments: blocks)
    func storedMembersAreReadByOthersAndHaveTheirPromisedLength(block: [UInt8]) throws {
        let member = GzipMember.stored(block)
        #expect(member.count == block.count + GzipMember.storedOverhead)
        try check(member, holds: block)
    }

    @Test(arguments: blocks, [Int32(1), 6, 12])
    func compressedMembersAreReadByOthers(block: [UInt8], level: Int32) throws {
        let compressor = try makeCompressor(level: level)
        var buffer: [UInt8] = [7]
        let size = compressor.compress(block.span, into: &buffer)
        #expect(size <= buffer.count)
        try check(Array(buffer.prefix(size)), holds: block)
    }

    @Test func aBufferIsUsedAgain() throws {
        let compressor = try makeCompressor(level: 6)
        var buffer: [UInt8] = []
        let long = [UInt8](repeating: 0x61, count: 1 << 20)
        let first = compressor.compress(long.span, into: &buffer)
        let capacity = buffer.count
        let short: [UInt8] = [0x62]
        let second = compressor.compress(short.span, into: &buffer)
        #expect(buffer.count == capacity)
        #expect(second < first)
        try check(Array(buffer.prefix(second)), holds: short)
    }

    @Test func membersInARowAreOneFile() throws {
        let compressor = try makeCompressor(level: 6)
        var buffer: [UInt8] = []
        let size = compressor.compress(Array("two ".utf8).span, into: &buffer)
        let file = GzipMember.stored(Array("one ".utf8)) + buffer.prefix(size) + GzipMember.stored(Array("three".utf8))
        try check(file, holds: Array("one two three".utf8))
    }

    private func makeCompressor(level: Int32) throws -> GzipMember {
        guard let compressor = GzipMember.make(level: level) else { throw Scratch.Failure(description: "no memory") }
        return compressor
    }

    private func check(_ file: [UInt8], holds plain: [UInt8]) throws {
        let scratch = try Scratch()
        try scratch.write(file, to: "file.gz")
        try scratch.write(plain, to: "plain")
        try scratch.shell("gzip -t file.gz; gzip -dc file.gz | cmp - plain")
        try scratch.python("import gzip; assert gzip.open('file.gz').read() == open('plain', 'rb').read()")
    }
}
