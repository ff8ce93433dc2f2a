import Foundation
import TestSupport
import Testing

/// A bundle that is much larger than what one wants of it.
@Suite struct LargeBundleTests {
    /// A bundle of about 50 MB, and the place of its log in it.
    private static func make(_ format: String) async throws -> (bundle: String, log: String, scratch: ScratchDirectory)
    {
        let scratch = try ScratchDirectory()
        let root = try scratch.makeDirectory("tree")
        _ = try scratch.makeDirectory("out")
        try await CommandRun.tool("sh", "-c", "head -c 48000000 /dev/urandom | base64 >\"$1/app.log\"", "sh", root)
        try scratch.write("tree/app.conf", "colour = green\n")
        let bundle = scratch.path("out/supportkit-large.\(format)")
        let run = try await ProductUnderTest.run([
            "collect", "files", "--root", root, "--all-times", "--no-redact", "--i-accept-secrets", "--fast",
            "--no-exec", "--batch", "--output", bundle,
        ])
        let path = try #require(run.lines.first, "\(run.errors)")
        return (path, "logs\(root)/app.log", scratch)
    }

    /// How many bytes of the bundle a command reads.
    private static func read(_ arguments: [String], of bundle: String) async throws -> (bytes: Int, run: CommandRun) {
        let log = try await SystemCallLog.record(arguments, calls: "read,pread64,readv,preadv,mmap")
        let calls = log.calls.filter { $0.descriptorPath == bundle }
        #expect(!calls.isEmpty && !log.calls.contains { $0.name == "mmap" && $0.arguments.contains(bundle) })
        return (calls.compactMap { Int($0.result) }.reduce(0, +), log.run)
    }

    @Test(arguments: ["tar.gz", "tar.zst"]) func onlyWhatIsWantedIsRead(_ format: String) async throws {
        let (bundle, log, scratch) = try await Self.make(format)
        let limit = 1 << 20
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: bundle)[.size] as? Int,
            "the bundle has no size"
        )
        #expect(size > 40_000_000)

        let inspection = try await Self.read(["inspect", bundle], of: bundle)
        #expect(inspection.run.code == 0 && inspection.bytes < limit, "\(inspection.bytes) of \(size)")
        #expect(inspection.run.output.contains("Verification: not done"), "\(inspection.run.output)")
        #expect(inspection.run.output.contains("Directory tree") && inspection.run.output.contains("logs"))

        let request = try await Self.read(["cat", bundle, "request.txt"], of: bundle)
        #expect(request.run.code == 0 && request.run.output.contains("BUNDLE") && request.bytes < limit)

        let configuration = log.replacing("logs/", with: "configuration/").replacing("app.log", with: "app.conf")
        let listed = try await ProductUnderTest.run(["inspect", "--list", bundle])
        let small = listed.output.contains(configuration) ? configuration : log.replacing(".log", with: ".conf")
        let one = try await Self.read(["inspect", "--verify", bundle, small], of: bundle)
        #expect(
            one.run.code == 0 && one.run.output.contains("as the manifest says"),
            "\(one.run.output)\(one.run.errors)"
        )
        #expect(one.bytes < limit, "\(one.bytes)")

        // All of it where all of it is asked for.
        let whole = try await Self.read(["inspect", "--verify", bundle], of: bundle)
        #expect(whole.run.code == 0 && whole.bytes >= size)
        withExtendedLifetime(scratch) {}
    }

    @Test func oneDamagedEntryIsFoundAndAnotherIsNotBlamed() async throws {
        let (bundle, log, scratch) = try await Self.make("tar.gz")
        // In the middle of the log.
        let file = try FileHandle(forUpdating: URL(filePath: bundle))
        try file.seek(toOffset: 20_000_000)
        try file.write(contentsOf: Data(repeating: 0x55, count: 64))
        try file.close()
        let damaged = try await ProductUnderTest.run(["inspect", "--verify", bundle, log])
        #expect(damaged.code == 5 && damaged.output.contains("DAMAGED"), "\(damaged.output)\(damaged.errors)")
        let other = try await ProductUnderTest.run(["inspect", "--verify", bundle, "README.txt"])
        #expect(other.code == 0 && other.output.contains("README.txt: readable"), "\(other.output)\(other.errors)")
        #expect(try await ProductUnderTest.run(["inspect", "--verify", bundle]).code == 5)
        let none = try await ProductUnderTest.run(["inspect", bundle, "logs/none"])
        #expect(none.code == 1 && none.errors.contains("logs/none is not in the bundle"))
        let folder = try await ProductUnderTest.run(["cat", bundle, "logs/"])
        #expect(folder.code == 1 && folder.errors.contains("logs/ is a folder of the bundle"), "\(folder.errors)")
        // Cut off, its index is gone: it is read from its beginning, and the damage shows.
        try await CommandRun.tool("truncate", "--size=45000000", bundle)
        #expect(try await ProductUnderTest.run(["inspect", bundle]).code == 5)
        withExtendedLifetime(scratch) {}
    }
}
