@testable import SupportKit
import TestSupport
import Testing

@Suite struct ContentKindTests {
    @Test(
        arguments: [
            ([], .empty), (Array("text\n".utf8), .text), (Array("caf\u{E9}".utf8), .text), ([0x63, 0xE9, 0x0A], .text),
            ([0xFF, 0xFE, 0x61, 0, 0x62, 0], .text), (Array("SQLite format 3\0".utf8), .database),
            (Array("SQLite format 3 is a text".utf8), .text), ([0x1F, 0x8B], .compressed),
            (Array("x\u{1F}x is text, still".utf8), .text),
            ([0x28, 0xB5, 0x2F, 0xFD], .compressed), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .compressed),
            (Array("BZh9 is a word".utf8), .text), (Array("BZh".utf8), .text),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], .binary),
            (Array("PK\u{3}\u{4}\u{14}\0\0\0\u{8}\0".utf8), .binary),
        ] as [([UInt8], ContentKind)]
    )
    func isJudgedByTheFirstBytes(head: [UInt8], expected: ContentKind) {
        #expect(ContentKind(head: head) == expected)
    }

    @Test(arguments: ["gzip", "bzip2", "xz", "zstd -q"])
    func whatOtherProgramsCompressIsRecognised(program: String) throws {
        let scratch = try Scratch()
        try scratch.write("some text\n", to: "file")
        try scratch.shell("\(program) -c file > packed; \(program) -c < /dev/null > nothing")
        #expect(ContentKind(head: try scratch.read("packed")) == .compressed)
    }

    @Test func aRealDatabaseAndARealProgramAreRecognised() throws {
        let scratch = try Scratch()
        try scratch.shell("sqlite3 base 'create table t(a)'; head -c 8192 /bin/ls > program")
        #expect(ContentKind(head: try scratch.read("base")) == .database)
        #expect(ContentKind(head: try scratch.read("program")) == .binary)
    }
}
