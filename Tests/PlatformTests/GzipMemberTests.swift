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

    /// One block that compresses well and one that does not.
    private static func blocks(of count: Int) -> [[UInt8]] {
        [
            Array(repeating: 0x41, count: count),
            (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
        ]
    }

    @Test func membersInARowAreOneFile() throws {
        let file = ["one ", "two ", "three"].flatMap { GzipMember.stored(Array($0.utf8)) }
        try check(file, holds: Array("one two three".utf8))
    }

    private func check(_ file: [UInt8], holds plain: [UInt8]) throws {
        let scratch = try Scratch()
        try scratch.write(file, to: "file.gz")
        try scratch.write(plain, to: "plain")
        try scratch.shell("gzip -t file.gz; gzip -dc file.gz | cmp - plain")
        try scratch.python("import gzip; assert gzip.open('file.gz').read() == open('plain', 'rb').read()")
    }
}
