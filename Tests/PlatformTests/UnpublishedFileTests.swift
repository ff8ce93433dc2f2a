import Platform
import SystemPackage
import TestSupport
import Testing

@Suite struct UnpublishedFileTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func made(_ text: String, at path: FilePath) throws -> UnpublishedFile {
        var file = try UnpublishedFile.create(for: path)
        try file.append(Array(text.utf8).span)
        return file
    }

    @Test func hasNoNameBeforeItIsPublished() throws {
        let file = try made("content", at: scratch("bundle"))
        #expect(try scratch.shell("ls -A") == "")
        #expect(!UnpublishedFile.exists(scratch("bundle")))
        try file.publish()
        #expect(try scratch.read("bundle") == Array("content".utf8))
        #expect(UnpublishedFile.exists(scratch("bundle")))
    }

    @Test(arguments: [UInt32(0), 0o777])
    func isForItsOwnerAloneWhateverTheMask(mask: UInt32) throws {
        let path = scratch("bundle")
        try withMask(mask) {
            let file = try UnpublishedFile.create(for: path)
            try file.publish()
        }
        #expect(try scratch.shell("stat -c %a bundle") == (mask == 0 ? "600\n" : "0\n"))
    }

    @Test(arguments: ["printf old > bundle", "ln -s nowhere bundle", "mkdir bundle", "mkfifo bundle"])
    func anExistingNameIsRefusedAndStaysAsItWas(make: String) throws {
        try scratch.shell(make)
        let before = try scratch.shell("stat -c '%F %s %i %Y %Z' bundle; ls -A")
        let file = try made("new", at: scratch("bundle"))
        do throws(SystemError) {
            try file.publish()
            Issue.record("it was published")
        } catch {
            #expect(error == SystemError("create", scratch("bundle"), errno: .fileExists))
        }
        #expect(try scratch.shell("stat -c '%F %s %i %Y %Z' bundle; ls -A") == before)
        #expect(UnpublishedFile.exists(scratch("bundle")))
    }

    @Test func isGoneWhenItIsDropped() throws {
        do {
            let file = try made("content", at: scratch("bundle"))
            #expect(file.count == 7)
        }
        #expect(try scratch.shell("ls -A") == "")
    }

    @Test func bytesCanBeOverwrittenAndForgotten() throws {
        var file = try made("0123456789", at: scratch("bundle"))
        try file.overwrite(Array("ab".utf8).span, at: 2)
        try file.overwrite(Array("z".utf8).span, at: 9)
        #expect(file.count == 10)
        try file.truncate(to: 6)
        #expect(file.count == 6)
        try file.append(Array("END".utf8).span)
        #expect(file.count == 9)
        var pieces: [UInt8] = []
        try file.forEachChunk { (chunk: Span<UInt8>) throws(Never) in
            for index in chunk.indices { pieces.append(chunk[index]) }
        }
        #expect(pieces == Array("01ab45END".utf8))
        try file.publish()
        #expect(try scratch.read("bundle") == Array("01ab45END".utf8))
    }

    @Test func largeContentIsReadBackInPieces() throws {
        var file = try UnpublishedFile.create(for: scratch("bundle"))
        let block = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try file.append(block.span)
        var sizes: [Int] = []
        var isEqual = true
        var offset = 0
        try file.forEachChunk { (chunk: Span<UInt8>) throws(Never) in
            for index in chunk.indices where chunk[index] != block[offset + index] { isEqual = false }
            offset += chunk.count
            sizes.append(chunk.count)
        }
        #expect(isEqual)
        #expect(sizes == [262_144, 262_144, 262_144, 213_571])
    }

    @Test func whatTheReceiverThrowsComesBack() throws {
        let file = try made("content", at: scratch("bundle"))
        struct Stop: Error {}
        do throws(ReadFailure<Stop>) {
            try file.forEachChunk { (_: Span<UInt8>) throws(Stop) in throw Stop() }
            Issue.record("nothing was thrown")
        } catch {
            guard case .body = error else { throw error }
        }
    }

    @Test func aDirectoryThatIsNotThereIsNamed() {
        let failure = #expect(throws: SystemError.self) {
            _ = try UnpublishedFile.create(for: scratch("nowhere/bundle"))
        }
        #expect(failure?.errno == .noSuchFileOrDirectory)
        #expect(failure?.description.contains(scratch("nowhere").string) == true)
    }

    @Test func aPublishedFileCanBeRemovedAgain() throws {
        try made("content", at: scratch("bundle")).publish()
        UnpublishedFile.remove(scratch("bundle"))
        #expect(!UnpublishedFile.exists(scratch("bundle")))
    }
}
