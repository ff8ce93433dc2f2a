import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct TextFilterTests {
    private func run(_ path: FilePath, name: FilePath? = nil, takesBinary: Bool = false) throws -> String {
        var output: [UInt8] = []
        let filter = TextFilter(session: try RedactionSession(), name: name ?? path, takesBinary: takesBinary)
        _ = try filter.run(try ByteInput.open(path)) { bytes in bytes.withSpan { output.append(copying: $0) } }
        return String(decoding: output, as: UTF8.self)
    }

    @Test func theNameChoosesTheGrammar() throws {
        let scratch = try Scratch()
        let path = try scratch.write("db:\n  password: two words here\n", to: "app.yml")
        #expect(try run(path) == "db:\n  password: \"[REDACTED:password#1]\"\n")
        let bare = try scratch.write("db:\n  password: two words here\n", to: "app.unknown")
        #expect(try run(bare, name: "app.yml") == "db:\n  password: \"[REDACTED:password#1]\"\n")
    }

    @Test(arguments: ["gzip", "xz", "zstd -q", "bzip2"])
    func aCompressedFileComesOutAsItsText(program: String) async throws {
        let scratch = try ScratchDirectory()
        let text = String(repeating: "line with password=abcDEF12 in it\n", count: 100_000)
        try scratch.write("app.log", Array(text.utf8))
        _ = try await CommandRun.tool("/bin/sh", "-c", "cd \"$0\" && \(program) app.log", scratch.path)
        let ending = ["gzip": "gz", "xz": "xz", "zstd -q": "zst", "bzip2": "bz2"][program] ?? ""
        let result = try run(FilePath(scratch.path("app.log.\(ending)")))
        #expect(result == text.replacing("abcDEF12", with: "[REDACTED:password#1]"))
    }

    @Test func whatIsNoTextIsRefused() throws {
        let scratch = try Scratch()
        let binary = try scratch.write("\u{1}\u{2}\u{0}\u{3}\u{4}\u{0}\u{5}" + "password=abcDEF12\u{0}", to: "program")
        #expect(throws: TextFilterError.binary) { try run(binary) }
        let result = try run(binary, takesBinary: true)
        #expect(result.utf8.count == 25)
        #expect(!result.contains("abcDEF12"))
        let database = try scratch.write("SQLite format 3\u{0}" + String(repeating: "x", count: 100), to: "stats.db")
        #expect(throws: TextFilterError.database) { try run(database) }
    }

    @Test func textThatTurnsBinaryEndsThere() throws {
        let scratch = try ScratchDirectory()
        let text = String(repeating: "a line of text\n", count: 2_000)
        let bytes = Array(text.utf8) + [0x1F, 0x8B, 0x08] + Array(repeating: 1, count: 4_000)
        try scratch.write("x.log", bytes)
        let path = FilePath(scratch.path("x.log"))
        #expect { try run(path) } throws: { error in
            guard case TextFilterError.turnsBinary(let offset) = error else { return false }
            return offset <= text.utf8.count + 4
        }
    }

    @Test func anEmptyFileIsEmpty() throws {
        let scratch = try Scratch()
        #expect(try run(try scratch.write("", to: "empty.log")).isEmpty)
        #expect(throws: SystemError.self) { try run(scratch.path) }
        #expect(throws: SystemError.self) { try run(scratch.path.appending("missing")) }
    }
}
