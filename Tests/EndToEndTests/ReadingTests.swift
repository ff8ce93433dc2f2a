import Foundation
import TestSupport
import Testing

/// `supportkit cat` and `supportkit extract`.
@Suite struct ReadingTests {
    /// A bundle with a large file before and behind a small one, and names of all kinds.
    ///
    /// Made once for all tests.
    private struct Fixture {
        let scratch: ScratchDirectory
        let bundle: String

        static let shared = Task { try await Fixture() }

        private init() async throws {
            scratch = try ScratchDirectory()
            bundle = try await ReadingTests.makeBundle(scratch)
        }
    }

    private static func makeBundle(_ scratch: ScratchDirectory) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        var large = ""
        for number in 0..<40_000 {
            let numbers = (0..<3).map { _ in "\(UInt64.random(in: 0...(.max), using: &generator))" }
            large += "2026-11-21 01:45:00 INFO line \(number) \(numbers.joined(separator: " "))\n"
        }
        try scratch.write("root/a-large.log", large)
        try scratch.write("root/m/small.log", "the small one\n")
        try scratch.write("root/m/ümläut ö.log", "a name of its own\n")
        try scratch.write(
            "root/\(String(repeating: "long-", count: 30))/\(String(repeating: "n", count: 120)).log",
            "long\n"
        )
        try scratch.write("root/z-large.log", large)
        let run = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("root"), "--batch", "--output", scratch.path]
        )
        #expect(run.code == 0, "\(run.errors)")
        return try #require(run.output.split(separator: "\n").first.map(String.init))
    }

    @Test func oneFileIsReadWithoutTheRest() async throws {
        let fixture = try await Fixture.shared.value
        let (tree, bundle) = (fixture.scratch, fixture.bundle)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: bundle)[.size] as? Int)
        #expect(size > 2 << 20)
        let path = "logs\(tree.path("root/m/small.log"))"
        let run = try await ProductUnderTest.run(["cat", bundle, path])
        #expect(run.output == "the small one\n")
        #expect(run.errors.isEmpty && run.code == 0)

        let log = try await SystemCallLog.record(["cat", bundle, path], calls: "read,pread64")
        let read = log.calls.filter { $0.descriptorPath == bundle }.compactMap { Int($0.result) }.reduce(0, +)
        #expect(read > 0 && read < 1 << 20, "read \(read) bytes of \(size)")
    }

    @Test func everyEntryIsAsTarUnpacksIt() async throws {
        let fixture = try await Fixture.shared.value
        let (tree, bundle, scratch) = (fixture.scratch, fixture.bundle, try ScratchDirectory())
        try await CommandRun.tool("mkdir", scratch.path("tar"), scratch.path("ours"))
        try await CommandRun.tool("tar", "-xf", bundle, "-C", scratch.path("tar"))
        let run = try await ProductUnderTest.run(["extract", bundle, "-C", scratch.path("ours")])
        #expect(run.code == 0, "\(run.errors)")
        try await CommandRun.tool("diff", "-r", scratch.path("tar"), scratch.path("ours"))
        let listed = Set(run.output.split(separator: "\n"))
        let found = try await CommandRun.tool("find", scratch.path("ours"), "-type", "f", "-perm", "600")
        #expect(listed == Set(found.split(separator: "\n")))

        // One that another program packed again has no index, and is read all the same.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "cd \"$0\" && tar -czf ../again.tar.gz *",
            scratch.path("tar")
        )
        let path = "logs\(tree.path("root/m/ümläut ö.log"))"
        let again = try await ProductUnderTest.run(["cat", scratch.path("again.tar.gz"), path])
        #expect(again.output == "a name of its own\n", "\(again.errors)")
    }

    @Test func partsAreExtractedAndNothingIsReplaced() async throws {
        let fixture = try await Fixture.shared.value
        let (tree, bundle, scratch) = (fixture.scratch, fixture.bundle, try ScratchDirectory())
        try await CommandRun.tool("mkdir", scratch.path("out"))
        let arguments = ["extract", bundle, "logs\(tree.path("root/m"))/", "request.txt", "-C", scratch.path("out")]
        let first = try await ProductUnderTest.run(arguments)
        #expect(first.code == 0)
        #expect(first.output.split(separator: "\n").count == 3)
        let again = try await ProductUnderTest.run(arguments)
        #expect(again.code == 1)
        #expect(again.errors.contains("file exists"))
        let missing = try await ProductUnderTest.run(["extract", bundle, "no/such", "-C", scratch.path("out")])
        #expect(missing.code == 1)
        #expect(missing.errors.contains("not in the bundle: no/such"))
    }

    @Test func whatCannotBeReadIsSaid() async throws {
        let fixture = try await Fixture.shared.value
        let (tree, bundle, scratch) = (fixture.scratch, fixture.bundle, try ScratchDirectory())
        let missing = try await ProductUnderTest.run(["cat", bundle, "small.log"])
        #expect(missing.code == 1)
        #expect(missing.errors.contains("did you mean logs"), "\(missing.errors)")
        let other = try await ProductUnderTest.run(["cat", "/etc/passwd", "x"])
        #expect(other.code == 1)
        #expect(other.errors.contains("no supportkit bundle"), "\(other.errors)")

        var bytes = [UInt8](try Data(contentsOf: URL(filePath: bundle)))
        for index in stride(from: 200, to: bytes.count - 4_000, by: 997) { bytes[index] ^= 0x55 }
        try scratch.write("damaged.tar.gz", bytes)
        let path = "logs\(tree.path("root/a-large.log"))"
        let damaged = try await ProductUnderTest.run(["cat", scratch.path("damaged.tar.gz"), path])
        #expect(damaged.code == 5, "\(damaged.errors)")
    }

    /// Names that lead out of the directory, links in it, and devices: made by Python's tarfile.
    @Test func aHostileArchiveWritesNothingOutside() async throws {
        let scratch = try ScratchDirectory()
        try await CommandRun.tool(
            "python3",
            "-c",
            """
            import io, sys, tarfile
            for name in ["top/../../escaped", "/absolute", "top/link/escaped"]:
                with tarfile.open(sys.argv[1] + "/" + str(len(name)) + ".tar.gz", "w:gz") as archive:
                    if "link" in name:
                        link = tarfile.TarInfo("top/link"); link.type = tarfile.SYMTYPE; link.linkname = sys.argv[1]
                        archive.addfile(link)
                    entry = tarfile.TarInfo(name); entry.size = 3
                    archive.addfile(entry, io.BytesIO(b"bad"))
            """,
            scratch.path
        )
        try await CommandRun.tool("mkdir", "-p", scratch.path("out/top"))
        try await CommandRun.tool("ln", "-s", scratch.path, scratch.path("out/top/link"))
        for name in ["17", "9", "16"] {
            let run = try await ProductUnderTest.run([
                "extract", scratch.path("\(name).tar.gz"), "-C", scratch.path("out"),
            ])
            #expect(run.code == 5 || run.code == 1, "\(name): \(run.errors)")
            #expect(run.output.isEmpty)
        }
        #expect(scratch.bytes("escaped").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "/absolute"))
    }
}
