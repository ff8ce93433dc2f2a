import Foundation
import TestSupport
import Testing

/// What holds in every run, whatever is found.
@Suite(.demo(running: true))
struct InvariantTests {
    @Test func planningReadsNoContent() async throws {
        let demo = try DemoScope.demo()
        let log = try await SystemCallLog.record(["collect"] + demo.arguments + ["--dry-run", "--verbose"])
        #expect(log.run.code == 0, "\(log.run.errors)")
        #expect(log.run.output.contains("\(demo.root)/stats/stats.db"))
        #expect(log.run.output.contains("-trace-00000.log.gz"))

        let opened = log.calls.filter(\.opensContent).compactMap(\.openedPath)
        #expect(opened.contains(demo.config), "the configuration says where the logs are, so it is read")
        let ofProduct = Set(opened.filter { $0.hasPrefix(demo.root) })
        let configuration = ofProduct.filter { $0.hasPrefix("\(demo.root)/opt/etc/amps/") && $0.hasSuffix(".xml") }
        #expect(ofProduct == configuration, "read: \(ofProduct.subtracting(configuration).sorted())")

        let written = log.calls.filter { $0.opensContent && $0.isForWriting && $0.openedPath != "/dev/null" }
        #expect(written.isEmpty, "opened for writing: \(written.map(\.arguments))")
        let changing = [
            "mkdir", "mkdirat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat",
            "symlink", "symlinkat", "truncate", "chmod", "fchmodat", "chown", "fchownat", "utimensat",
        ]
        let changes = log.calls.filter { changing.contains($0.name) && $0.isSuccessful }
        #expect(changes.isEmpty, "changed: \(changes.map(\.arguments))")
        let programs = log.calls.filter { $0.name == "execve" && $0.isSuccessful }.dropFirst()
        #expect(programs.isEmpty, "started: \(programs.map(\.arguments))")
        #expect(!log.calls.contains { $0.name == "connect" && $0.isSuccessful })
    }

    @Test func noUnredactedByteReachesANamedFileAnErrorTextOrTheTerminal() async throws {
        let demo = try DemoScope.demo()
        let canaries = try demo.canaries()
        let scratch = try ScratchDirectory()
        let output = try scratch.makeDirectory("out")
        let answers = ["--observed", "logon failed, we used password=\(canaries[0]) and it was refused"]
        let log = try await SystemCallLog.record(
            ["collect"] + demo.arguments + ["--output", output, "--verbose", "--json"] + answers,
            calls: "openat,execve,write,writev,pwrite64,pwritev"
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        expectNone(canaries, in: log.run.standardOutput, "--json")
        expectNone(canaries, in: log.run.standardError, "--verbose")

        let bundle = try #require(scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let stem = bundle.dropLast(".tar.gz".count)
        let tar = try await CommandRun.run(["gzip", "-dc", "\(output)/\(bundle)"])
        #expect(tar.standardOutput.count > 1_000_000)
        // Names, manifest, README and request are in the tar stream as well.
        expectNone(canaries, in: tar.standardOutput, "the bundle")
        expectNone(canaries, in: scratch.bytes("out/\(stem).txt"), ".txt")
        expectNone(canaries, in: Array(scratch.names(in: "out").joined().utf8), "names of the files")
        let email = try await CommandRun.tool("python3", "-c", Self.emailText, "\(output)/\(stem).eml")
        #expect(email.contains("logon failed"))
        expectNone(canaries, in: Array(email.utf8), ".eml")

        for options in [["--verbose"], ["--json"]] {
            let plan = try await ProductUnderTest.run(["collect"] + demo.arguments + ["--dry-run"] + options)
            #expect(plan.code == 0)
            expectNone(canaries, in: plan.standardOutput + plan.standardError, "--dry-run \(options)")
        }

        // While it works, everything it writes has no name; the names come at the end.
        let writes = log.calls.filter { ["write", "writev", "pwrite64", "pwritev"].contains($0.name) }
        #expect(writes.contains { $0.descriptorPath?.hasSuffix("(deleted)") == true })
        let named = writes.filter { call in
            guard let path = call.descriptorPath, path.hasPrefix("/"), !path.hasSuffix("(deleted)") else {
                return false
            }
            return path != "/dev/null" && !path.hasSuffix("/stdout") && !path.hasSuffix("/stderr")
        }
        #expect(named.isEmpty, "\(Set(named.compactMap(\.descriptorPath)))")
    }

    @Test func noSecretStandsInAnErrorText() async throws {
        let demo = try await DemoInstance()
        let canary = try #require(try demo.canaries().first)
        try demo.edit(
            "opt/etc/amps/config.xml",
            replacing: "<Password>\(canary)</Password>",
            with: "<Password>\(canary)</Passwd>"
        )
        let broken = try await CollectRun.make(demo.arguments + ["--only", "configuration,logs", "--verbose"])
        expectNone(try demo.canaries(), in: broken.run.standardOutput + broken.run.standardError, "broken XML")
        expectNone(try demo.canaries(), in: try await broken.tarStream(), "the bundle with broken XML")

        let scratch = try ScratchDirectory()
        try scratch.write("answers.yml", "impact: none\npasswd: \(canary)\n", mode: 0o600)
        let answers = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path, "--answers", scratch.path("answers.yml"), "--batch"]
        )
        #expect(answers.code == 64)
        #expect(answers.errors.contains("answers.yml:2"), "\(answers.errors)")
        expectNone([canary], in: answers.standardError, "an error in an answers file")
    }

    func expectNone(
        _ canaries: [String],
        in bytes: [UInt8],
        _ place: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = Canaries.found(canaries, in: bytes)
        #expect(found.isEmpty, "\(place) holds \(found)", sourceLocation: sourceLocation)
    }

    /// Everything in an e-mail as its reader sees it, attachments unpacked.
    static let emailText = """
        import email, email.policy, gzip, sys
        message = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
        print("\\n".join(f"{name}: {value}" for name, value in message.items()))
        for part in message.walk():
            if part.is_multipart(): continue
            print(list(part.items()))
            content = part.get_payload(decode=True)
            if content[:2] == b"\\x1f\\x8b": content = gzip.decompress(content)
            print(content.decode("latin-1"))
        """
}
