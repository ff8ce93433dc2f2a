import Glibc
import Platform
import SystemPackage
import TestSupport
import Testing

@Suite struct HostFileSystemTests {
    private let scratch: Scratch
    private let files = HostFileSystem()

    init() throws {
        scratch = try Scratch()
    }

    static let isRoot = geteuid() == 0

    private func text(of path: FilePath, in files: HostFileSystem? = nil) throws -> String {
        let file = try (files ?? self.files).open(path)
        var bytes: [UInt8] = []
        try file.read(at: 0, count: 1 << 16, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func failure(_ path: FilePath, in files: HostFileSystem? = nil) -> AccessError? {
        do {
            _ = try text(of: path, in: files)
            return nil
        } catch {
            return error as? AccessError
        }
    }

    // MARK: - Links

    @Test(arguments: [
        ("relative", "target/file"), ("up", "../scratch-name/target/file"), ("chain", "relative"),
        ("directory", "target"), ("dots", "./target/./../target/file"),
    ])
    func followsLinks(name: String, target: String) throws {
        try scratch.write("content", to: "target/file")
        try scratch.link("relative", to: "target/file")
        if name != "relative" {
            let own = scratch.path.lastComponent?.string ?? ""
            try scratch.link(name, to: target.replacing("scratch-name", with: own))
        }
        let path = name == "directory" ? scratch("directory/file") : scratch(name)
        #expect(try text(of: path) == "content")
        #expect(try files.realPath(of: path) == scratch("target/file"))
    }

    @Test func followsAnAbsoluteLink() throws {
        try scratch.write("content", to: "target/file")
        try scratch.link("absolute", to: scratch("target").string)
        #expect(try text(of: scratch("absolute/file")) == "content")
    }

    @Test func dotDotAfterALinkIsTheParentOfItsTarget() throws {
        try scratch.write("right", to: "a/b/sibling")
        try scratch.write("wrong", to: "sibling")
        try scratch.makeDirectory("a/b/c")
        try scratch.link("link", to: "a/b/c")
        #expect(try text(of: scratch("link/../sibling")) == "right")
    }

    @Test func dotDotOfTheRootIsTheRoot() throws {
        try scratch.write("content", to: "file")
        #expect(try text(of: FilePath("/../..").pushing(FilePath(root: nil, scratch("file").components))) == "content")
    }

    @Test(arguments: [40, 41])
    func chainsAreFollowedAsFarAsTheKernelDoes(length: Int) throws {
        try scratch.write("end", to: "link0")
        for index in 1...length { try scratch.link("link\(index)", to: "link\(index - 1)") }
        let expected: AccessError? =
            length > 40
            ? .failed(SystemError("resolve", scratch("link\(length)"), errno: .tooManySymbolicLinkLevels)) : nil
        #expect(failure(scratch("link\(length)")) == expected)
    }

    @Test func loopsEnd() throws {
        try scratch.link("a", to: "b")
        try scratch.link("b", to: "a")
        #expect(
            failure(scratch("a")) == .failed(SystemError("resolve", scratch("a"), errno: .tooManySymbolicLinkLevels))
        )
    }

    @Test func aDanglingLinkIsMissing() throws {
        try scratch.link("dangling", to: "nowhere")
        #expect(failure(scratch("dangling")) == .missing(scratch("dangling")))
    }

    // MARK: - Links of others

    @Test(.enabled(if: isRoot))
    func aLinkOfAnotherUserToAFileOfRootIsRefused() throws {
        try scratch.write("secret", to: "shadow", mode: 0o600)
        try scratch.link("log", to: "shadow")
        try scratch.shell("chown -h 1001:1001 log")
        #expect(
            failure(scratch("log"))
                == .untrustedLink(scratch("log"), target: scratch("shadow"), linkOwner: 1001, targetOwner: 0)
        )
        #expect(throws: AccessError.self) { try files.status(of: scratch("log")) }
        #expect(throws: AccessError.self) { try files.realPath(of: scratch("log")) }
    }

    @Test(.enabled(if: isRoot))
    func aDirectoryLinkOfAnotherUserToFilesOfRootIsRefused() throws {
        try scratch.write("secret", to: "etc/shadow")
        try scratch.link("logs", to: "etc")
        try scratch.shell("chown -h 1001:1001 logs")
        #expect(
            failure(scratch("logs/shadow"))
                == .untrustedLink(
                    scratch("logs/shadow"),
                    target: scratch("etc/shadow"),
                    linkOwner: 1001,
                    targetOwner: 0
                )
        )
        #expect(throws: AccessError.self) { try files.entries(of: scratch("logs")) }
    }

    @Test(.enabled(if: isRoot))
    func aLinkHiddenBehindALinkOfRootIsStillRefused() throws {
        try scratch.write("secret", to: "shadow")
        try scratch.link("inner", to: "shadow")
        try scratch.shell("chown -h 1001:1001 inner")
        try scratch.link("outer", to: "inner")
        #expect(
            failure(scratch("outer"))
                == .untrustedLink(scratch("outer"), target: scratch("shadow"), linkOwner: 1001, targetOwner: 0)
        )
    }

    @Test(.enabled(if: isRoot))
    func aLinkIsFollowedWhenItsOwnerGainsNothing() throws {
        try scratch.write("own", to: "own")
        try scratch.write("other", to: "other")
        try scratch.link("of-target-owner", to: "own")
        try scratch.link("of-root", to: "other")
        try scratch.shell("chown 1001:1001 own other; chown -h 1001:1001 of-target-owner")
        #expect(try text(of: scratch("of-target-owner")) == "own")
        #expect(try text(of: scratch("of-root")) == "other")
    }

    // MARK: - Copies

    @Test func aCopyResolvesAbsoluteLinksInsideItself() throws {
        try scratch.write("copied", to: "copy/etc/amps/config.xml")
        try scratch.link("copy/opt/config.xml", to: "/etc/amps/config.xml")
        try scratch.link("copy/opt/climb", to: "../../../../../../../../etc/amps/config.xml")
        let copy = HostFileSystem(root: scratch("copy"))
        #expect(copy.isCopy)
        #expect(try text(of: "/opt/config.xml", in: copy) == "copied")
        #expect(try text(of: "/opt/climb", in: copy) == "copied")
        #expect(try text(of: "/../../etc/amps/config.xml", in: copy) == "copied")
        #expect(try copy.realPath(of: "/opt/config.xml") == "/etc/amps/config.xml")
        #expect(failure(scratch("copy/etc/amps/config.xml"), in: copy) != nil)
    }

    @Test func theRootOfACopyMayBeALink() throws {
        try scratch.write("copied", to: "copy/file")
        try scratch.link("alias", to: "copy")
        #expect(try text(of: "/file", in: HostFileSystem(root: scratch("alias"))) == "copied")
    }

    // MARK: - Kinds

    @Test func onlyRegularFilesAreOpened() throws {
        try scratch.shell("mkfifo fifo; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket\")'")
        for path in [scratch("fifo"), scratch("socket"), "/dev/null", "/dev/tty"] {
            #expect(failure(path) == .notARegularFile(path))
            #expect(try files.status(of: path).kind == .other)
        }
        #expect(failure(scratch.path) == .failed(SystemError("read", scratch.path, errno: .isDirectory)))
    }

    /// A writer that waits for a reader would be woken if the FIFO were opened only for a moment.
    @Test func aFIFOIsNeverTouched() async throws {
        try scratch.shell("mkfifo fifo")
        let writer = Task.detached { [scratch] in
            try scratch.shell("timeout -s KILL 1 bash -c 'echo seen > fifo' || echo never")
        }
        for _ in 0..<50 {
            #expect(failure(scratch("fifo")) == .notARegularFile(scratch("fifo")))
            try await Task.sleep(for: .milliseconds(10))
        }
        // Before that the shell says that the writer was killed.
        #expect(try await writer.value.hasSuffix("never\n"))
    }

    @Test func statusTellsWhatTheSystemKnows() throws {
        try scratch.write("12345", to: "file", mode: 0o640, modified: 1_700_000_000)
        try scratch.shell("ln file second; touch -d @1700000000.25 file; truncate -s 10M sparse")
        let status = try files.status(of: scratch("file"))
        #expect(status.kind == .regular)
        #expect(status.size == 5)
        #expect(status.permissions == 0o640)
        #expect(status.owner == geteuid())
        #expect(status.modified == 1_700_000_000)
        #expect(status.modifiedNanoseconds == 250_000_000)
        #expect(status.links == 2)
        #expect(status.inode == (try files.status(of: scratch("second")).inode))
        let sparse = try files.status(of: scratch("sparse"))
        #expect(sparse.size == 10 << 20)
        #expect(sparse.allocated < 1 << 20)
    }

    @Test func readingLeavesTheAccessTimeAlone() throws {
        try scratch.write("content", to: "file")
        try scratch.shell("touch -a -d @1000000000 file; touch -m -d @1100000000 file")
        _ = try text(of: scratch("file"))
        #expect(try scratch.shell("stat -c %X file") == "1000000000\n")
    }

    // MARK: - Obstacles

    @Test(arguments: ["nothing", "nothing/below", "file/below"])
    func whatIsNotThereIsMissing(name: String) throws {
        try scratch.write("content", to: "file")
        #expect(failure(scratch(name)) == .missing(scratch(name)))
    }

    @Test func aRelativePathIsAnError() {
        #expect(failure("etc/hosts") == .failed(SystemError("resolve", "etc/hosts", errno: .invalidArgument)))
    }

    @Test func aFileThatMayNotBeReadIsItsOwnObstacle() throws {
        let path = try scratch.write("secret", to: "file", mode: 0o200)
        let status = try files.status(of: path)
        let (failure, isReadable) = try withoutFileRights { [files] in
            (error { try files.open(path) }, try files.isReadable(path))
        }
        #expect(failure == .denied(path, obstacle: path, status))
        #expect(!isReadable)
        #expect(failure?.description == "permission denied for \(path)")
    }

    @Test func aClosedDirectoryIsTheObstacle() throws {
        let path = try scratch.write("secret", to: "outer/closed/inner/file")
        try scratch.shell("chmod 0600 outer/closed")
        let obstacle = scratch("outer/closed")
        let status = try files.status(of: obstacle)
        let failure = try withoutFileRights { [files] in error { try files.open(path) } }
        #expect(failure == .denied(path, obstacle: obstacle, status))
        #expect(failure?.description == "permission denied for \(path): \(obstacle) cannot be entered")
    }

    @Test func aDirectoryThatMayNotBeListedIsDenied() throws {
        let path = try scratch.makeDirectory("closed")
        try scratch.shell("chmod 0300 closed")
        let status = try files.status(of: path)
        let failure = try withoutFileRights { [files] in error { try files.entries(of: path) } }
        #expect(failure == .denied(path, obstacle: path, status))
    }

    // MARK: - Names

    @Test func twinNamesInTwoNormalFormsStayApart() throws {
        let composed = "caf\u{E9}.log"
        let decomposed = "cafe\u{301}.log"
        try scratch.write("composed", to: "twins/\(composed)")
        try scratch.write("decomposed", to: "twins/\(decomposed)")
        #expect(try files.entries(of: scratch("twins")).count == 2)
        #expect(try text(of: scratch("twins/\(composed)")) == "composed")
        #expect(try text(of: scratch("twins/\(decomposed)")) == "decomposed")
    }

    @Test func namesMayBeAnyBytes() throws {
        try scratch.shell(
            #"mkdir names; cd names; printf latin1 > $'m\xfcller'; printf newline > $'two\nlines'; printf -- - > $'\x01-\x7f'"#
        )
        let entries = try files.entries(of: scratch("names"))
        let names = entries.map { FilePath(root: nil, [$0.name]).bytes }
        #expect(names == [[1, 0x2D, 0x7F], Array("m".utf8) + [0xFC] + Array("ller".utf8), Array("two\nlines".utf8)])
        let contents = try entries.map { try text(of: scratch("names").appending($0.name)) }
        #expect(contents == ["-", "latin1", "newline"])
        #expect(failure(scratch("names/müller")) == .missing(scratch("names/müller")))
    }

    @Test func entriesAreSortedByBytesWithoutDots() throws {
        for name in ["b", "a", "B", ".hidden", "10", "9", "é"] { try scratch.write("", to: "sorted/\(name)") }
        try scratch.makeDirectory("sorted/directory")
        try scratch.link("sorted/link", to: "a")
        let entries = try files.entries(of: scratch("sorted"))
        #expect(entries.map(\.name.string) == [".hidden", "10", "9", "B", "a", "b", "directory", "link", "é"])
        #expect(entries.map(\.status.kind).suffix(3) == [.directory, .link, .regular])
        #expect(
            error { try files.entries(of: scratch("sorted/a")) }
                == .failed(SystemError("list", scratch("sorted/a"), errno: .notDirectory))
        )
    }

    @Test func deepTreesAreReached() throws {
        // More than the 4,096 bytes that a path of the kernel may have.
        let name = String(repeating: "d", count: 25)
        try scratch.python(
            """
            import os
            for _ in range(200):
                os.mkdir('\(name)'); os.chdir('\(name)')
            open('file', 'w').write('deep')
            """
        )
        let path = (0..<200).reduce(scratch.path) { path, _ in path.appending(name) }.appending("file")
        #expect(path.bytes.count > 5_000)
        #expect(try text(of: path) == "deep")
        #expect(try files.entries(of: path.removingLastComponent()).map(\.name.string) == ["file"])
    }
}

/// The ``AccessError`` of a call that must fail; nil when it succeeds.
private func error<Value: ~Copyable>(_ body: () throws -> Value) -> AccessError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? AccessError
    }
}
