import TestSupport
import Testing

/// Many small files cost little each: counted in system calls and in memory, not in seconds.
@Suite struct ManyFilesTests {
    /// A tree of small files, a hundred a folder.
    private static func makeTree(_ count: Int, _ scratch: ScratchDirectory) async throws -> String {
        let root = try scratch.makeDirectory("tree-\(count)")
        let script = """
            import os, sys
            for number in range(int(sys.argv[2])):
                folder = f"{sys.argv[1]}/{number // 100:04}"
                os.makedirs(folder, exist_ok=True)
                with open(f"{folder}/{number:06}.conf", "w") as file: file.write(f"service.{number}.limit = {number}\\n")
            """
        try await CommandRun.tool("python3", "-c", script, root, "\(count)")
        return root
    }

    private static func arguments(_ root: String) -> [String] {
        ["files", "--root", root, "--only", "logs", "--batch", "--fast"]
    }

    @Test func planningAsksTwiceForEachFile() async throws {
        let scratch = try ScratchDirectory()
        let count = 400
        let root = try await Self.makeTree(count, scratch)
        let log = try await SystemCallLog.record(
            ["collect"] + Self.arguments(root) + ["--dry-run"],
            calls: "%file,%desc"
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        let calls = log.calls.filter { $0.arguments.contains(".conf\"") && $0.arguments.contains("000") }
        // Its status, and whether it can be read; it is not opened.
        #expect(calls.count <= 2 * count, "\(calls.count): \(Set(calls.map(\.name)).sorted())")
        #expect(!calls.contains { $0.name.hasPrefix("open") })
        #expect(calls.count { $0.name == "statx" } == count)
    }

    @Test func collectingOpensEachFileOnce() async throws {
        let scratch = try ScratchDirectory()
        let count = 200
        let root = try await Self.makeTree(count, scratch)
        let log = try await SystemCallLog.record(
            ["collect"] + Self.arguments(root) + ["--output", scratch.path("out.tar.gz")],
            calls: "%file,read,pread64,readv,preadv"
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        let opened = log.calls.filter { $0.opensContent && $0.openedPath?.hasPrefix("\(root)/") == true }
        #expect(opened.count == count)
        // All of a small file is in its first piece.
        let reads = log.calls.filter { $0.name.contains("read") && $0.descriptorPath?.hasPrefix("\(root)/") == true }
        #expect(reads.count == count, "\(reads.count)")
    }

    @Test func memoryGrowsByLittleForEachFile() async throws {
        let scratch = try ScratchDirectory()
        /// The most memory a collection takes, in bytes.
        func peak(_ count: Int) async throws -> Int {
            let root = try await Self.makeTree(count, scratch)
            let script = """
                import resource, subprocess, sys
                code = subprocess.run(sys.argv[2:]).returncode
                open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
                sys.exit(code)
                """
            let collected = try await CollectRun.make(
                Self.arguments(root),
                // What is attached is held in memory.
                environment: ["SUPPORTKIT_ATTACHMENT_LIMIT": "1KB"],
                prefix: ["python3", "-c", script, scratch.path("peak-\(count)")]
            )
            #expect(collected.run.code == 0, "\(collected.run.errors)")
            let text = String(decoding: scratch.bytes("peak-\(count)"), as: UTF8.self)
            return 1_024 * (try #require(Int(text), "\(text)"))
        }
        let few = try await peak(100)
        let many = try await peak(8_100)
        // Some 150 bytes for each, and the compressor's blocks, which the manifest fills.
        #expect(many - few < 8_000 * 1_200, "\((many - few) / 8_000) bytes a file")
    }
}
