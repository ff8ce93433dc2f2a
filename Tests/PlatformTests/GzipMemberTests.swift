import Platform
import TestSupport
import Testing

@Suite struct GzipMemberTests {
    @Test(arguments: [0, 1, 11, 65_535])
    func storedMembersAreReadByOthersAndHaveTheirPromisedLength(count: Int) throws {
        for block in Self.blocks(of: count) {
            let member = GzipMember.stored(block)
            #expect(member.count == block.count + GzipMember.storedOverhead)
            try check(member, holds: block)
        }
    }

    @Test(arguments: [0, 1, 65_535, 1 << 20], [Int32(1), 6, 12])
    func compressedMembersAreReadByOthers(count: Int, level: Int32) throws {
        let compressor = try makeCompressor(level: level)
        for block in Self.blocks(of: count) {
            var buffer: [UInt8] = [7]
            let size = compressor.compress(block.span, into: &buffer)
            #expect(size <= buffer.count)
            try check(Array(buffer.prefix(size)), holds: block)
        }
    }

    /// One block that compresses well and one that does not.
    private static func blocks(of count: Int) -> [[UInt8]] {
        [
            Array(repeating: 0x41, count: count),
            (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
        ]
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
