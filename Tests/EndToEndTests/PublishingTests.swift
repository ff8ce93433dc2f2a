import Foundation
import TestSupport
import Testing

/// When and how the files get their names.
@Suite struct PublishingTests {
    private static let lines = (1...18_000).map {
        "2026-11-21T01:30:00 worker \($0) took order \($0 &* 7_919) from its queue\n"
    }

    private func tree(_ parts: Int) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        let size = Self.lines.count / parts
        for part in 0..<parts {
            try scratch.write("tree/log\(part).txt", Self.lines[part * size..<(part + 1) * size].joined())
        }
        return scratch
    }

    @Test(.timeLimit(.minutes(10)))
    func theBundleGetsItsNameOnlyWhenComplete() async throws {
        let tree = try tree(3)
        func words(_ output: String) -> [String] {
            ["collect", "files", "--root", tree.path("tree"), "--only", "logs", "--batch", "--output", output]
        }
        func expectNothingOrABundle(in directory: String, _ moment: String) async throws -> [String] {
            let names = tree.names(in: directory)
            let known = [".tar.gz", ".tar.gz.sha256", ".eml", ".txt"]
            #expect(names.allSatisfy { name in known.contains { name.hasSuffix($0) } }, "\(moment): \(names)")
            for name in names where name.hasSuffix(".tar.gz") {
                let verdict = try await ProductUnderTest.run(["inspect", "--verify", tree.path("\(directory)/\(name)")])
                #expect(verdict.code == 0, "\(moment): \(verdict.output)\(verdict.errors)")
            }
            return names
        }

        // Sixteen moments or more around the end: later when the last one was too early, and the other way round.
        var delay = Duration.milliseconds(300)
        var outcomes: Set<Bool> = []
        for moment in 1...40 where moment <= 16 || outcomes.count < 2 {
            let output = try tree.makeDirectory("killed\(moment)")
            let running = try ProductUnderTest.start(words(output))
            try await Task.sleep(for: delay)
            running.send(SIGKILL)
            _ = try await running.wait()
            let names = try await expectNothingOrABundle(in: "killed\(moment)", "after \(delay)")
            outcomes.insert(names.isEmpty)
            delay = names.isEmpty ? min(delay * 14 / 10, .seconds(60)) : delay * 8 / 10
        }
        #expect(outcomes.count == 2, "some moments lie before the end, some after it")

        // And exactly when a name is about to be given, the first to the last.
        for link in 1...4 {
            let output = try tree.makeDirectory("link\(link)")
            let run = try await CommandRun.run(
                [
                    "strace", "-f", "-o", "/dev/null", "-e", "trace=linkat", "-e",
                    "inject=linkat:signal=SIGKILL:when=\(link)",
                    ProductUnderTest.executable(),
                ] + words(output)
            )
            #expect(run.code != 0)
            let names = try await expectNothingOrABundle(in: "link\(link)", "at linkat \(link)")
            #expect(names.count <= link)
            #expect(link == 4 || !names.contains { $0.hasSuffix(".tar.gz") }, "\(names)")
        }
    }

    @Test(arguments: 1...4)
    func whatCannotGetItsNameTakesTheOthersWithIt(link: Int) async throws {
        let tree = try tree(30)
        let output = try tree.makeDirectory("out")
        let run = try await CommandRun.run([
            "strace", "-f", "-o", "/dev/null", "-e", "trace=linkat", "-e", "inject=linkat:error=ENOSPC:when=\(link)+",
            ProductUnderTest.executable(), "collect", "files", "--root", tree.path("tree"), "--only", "logs", "--batch",
            "--output", output,
        ])
        #expect(run.code == 1, "\(run.ending)")
        #expect(run.errors.contains(output) && run.errors.contains("space"), "\(run.errors)")
        #expect(tree.names(in: "out").isEmpty, "\(tree.names(in: "out"))")
        #expect(run.output.isEmpty)
    }

    @Test func filesAreForTheirOwnerAloneWhateverTheUmask() async throws {
        let tree = try tree(20)
        let output = try tree.makeDirectory("out")
        let run = try await ProductUnderTest.shell(
            "umask 000; exec \"$0\" collect files --root \"$1\" --only logs --batch --output \"$2\"",
            [tree.path("tree"), output]
        )
        #expect(run.code == 0, "\(run.errors)")
        let modes = try await CommandRun.tool("/bin/sh", "-c", "stat --format '%a %n' \"$0\"/*", output)
        #expect(modes.split(separator: "\n").count == 4)
        #expect(modes.split(separator: "\n").allSatisfy { $0.hasPrefix("600 ") }, "\(modes)")
    }

    @Test func theNameIsGivenToAFileThatHadNone() async throws {
        let tree = try tree(20)
        let output = try tree.makeDirectory("out")
        let log = try await SystemCallLog.record([
            "collect", "files", "--root", tree.path("tree"), "--only", "logs", "--batch", "--output", output,
        ])
        #expect(log.run.code == 0, "\(log.run.errors)")
        let opens = log.calls.filter { $0.opensContent && $0.openedPath?.hasPrefix(output) == true }
        #expect(opens.count >= 4)
        // Read back by name is allowed; making a file by name is not.
        #expect(
            opens.filter(\.isForWriting).allSatisfy { $0.arguments.contains("O_TMPFILE") },
            "\(opens.map(\.arguments))"
        )
        #expect(
            !log.calls.contains { $0.arguments.contains("O_CREAT") && $0.arguments.contains(output) && $0.isSuccessful }
        )
        let links = log.calls.filter { $0.name == "linkat" && $0.isSuccessful }
        #expect(links.count == 4)
        #expect(links.last?.arguments.contains(".tar.gz\"") == true, "the bundle's name comes last")
        #expect(!log.calls.contains { $0.name.hasPrefix("rename") && $0.isSuccessful })
    }

    @Test func sameInputSameBytes() async throws {
        let tree = try tree(6)
        try tree.write("tree/secrets.properties", "db.password=hunter2-and-more\n")
        let arguments = ["files", "--root", tree.path("tree"), "--only", "logs", "--batch"]
        let first = try await CollectRun.make(arguments, environment: ["SOURCE_DATE_EPOCH": "1700000000"])
        try await Task.sleep(for: .milliseconds(1_100))
        let second = try await CollectRun.make(
            arguments + ["--fast", "--verbose"],
            environment: ["SOURCE_DATE_EPOCH": "1700000000", "LC_ALL": "C", "HOME": "/"]
        )
        #expect(first.run.code == 0 && second.run.code == 0, "\(first.run.errors)\(second.run.errors)")
        #expect(first.names == second.names)
        #expect(first.names.count == 4)
        // --fast stands in the manifest; all else must agree.
        let third = try await CollectRun.make(
            arguments,
            environment: ["SOURCE_DATE_EPOCH": "1700000000", "LC_ALL": "C"]
        )
        for suffix in [".tar.gz", ".tar.gz.sha256", ".eml", ".txt"] {
            #expect(try first.bytes(suffix) == third.bytes(suffix), "\(suffix) differs")
        }
        let (one, two) = (try await first.contents(), try await second.contents())
        #expect(one.listing == two.listing)
        for path in one.paths where path.hasPrefix("logs/") { #expect(one.bytes(path) == two.bytes(path)) }
        #expect(one.contains("2023-11-14T22:13:20Z", in: "README.txt"))
    }

    @Test func stdoutCarriesOnlyTheResult() async throws {
        let tree = try tree(30)
        let arguments = ["files", "--root", tree.path("tree"), "--only", "logs", "--batch"]
        for option in ["--quiet", "--verbose"] {
            let collection = try await CollectRun.make(arguments + [option])
            #expect(collection.run.code == 0)
            let lines = collection.run.lines
            #expect(lines.first == (try collection.bundle()), "the bundle comes first")
            #expect(lines.map { ($0 as NSString).lastPathComponent }.sorted() == collection.names)
            #expect(lines.allSatisfy { FileManager.default.fileExists(atPath: $0) })
            if option == "--verbose" { #expect(collection.run.errors.contains("log3.txt")) }
        }
        let json = try await CollectRun.make(arguments + ["--json", "--verbose"])
        let object = try JSONSerialization.jsonObject(with: Data(json.run.standardOutput)) as? [String: Any]
        #expect(object?["bundle"] as? String == (try json.bundle()))
        #expect((object?["files"] as? [String])?.count == 4)
        let digest = try await CommandRun.tool("sha256sum", json.bundle())
        #expect(object?["sha256"] as? String == digest.split(separator: " ").first.map(String.init))

        let plan = try await ProductUnderTest.run(["collect"] + arguments + ["--dry-run", "--json"])
        #expect(
            (try? JSONSerialization.jsonObject(with: Data(plan.standardOutput))) != nil,
            "\(plan.output.prefix(200))"
        )

        let piped = try await ProductUnderTest.run(["collect"] + arguments + ["--output", "-"])
        #expect(piped.code == 0, "\(piped.errors)")
        try tree.write("piped.tar.gz", piped.standardOutput)
        #expect(try await ProductUnderTest.run(["inspect", "--verify", tree.path("piped.tar.gz")]).code == 0)

        let failed = try await ProductUnderTest.run(["collect", "files", "--root", "/nonexistent"])
        #expect(failed.standardOutput.isEmpty && !failed.standardError.isEmpty)
    }
}
