import Foundation
import TestSupport
import Testing

/// What happens when somebody presses Ctrl-C, or the host shuts down.
@Suite struct SignalTests {
    /// A collection that hangs in its second artifact.
    private func hanging(
        _ mark: String,
        _ scratch: ScratchDirectory,
        prelude: String = ""
    ) async throws -> RunningCommand {
        let profile = try TestProfile(
            """
            - {id: first, collector: files, category: configuration, why: w, paths: [ROOT/first.log]}
            - {id: slow, collector: command, category: host, why: w, name: slow.txt, timeout: 60s,
               run: [sh, -c, '\(prelude)echo begun; sleep \(mark); echo never']}
            - {id: last, collector: files, category: logs, why: w, required: true, paths: [/etc/hostname]}
            """
        )
        try profile.write("first.log", "taken before the signal\n")
        let running = try ProductUnderTest.start(
            ["collect"] + profile.arguments + ["--output", scratch.makeDirectory("out")]
        )
        for _ in 0..<4_800 {
            if try await !Self.children(mark).isEmpty { return running }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw TestFailure("the slow command was not started: \(running.errors)")
    }

    private static func children(_ mark: String) async throws -> String {
        try await CommandRun.run(["pgrep", "--full", "--list-full", "^sleep \(mark)"]).output
    }

    @Test(arguments: [(SIGINT, 1), (SIGTERM, 2), (SIGHUP, 3)])
    func theFirstSignalClosesAValidBundle(signal: Int32, number: Int) async throws {
        let mark = "16180\(getpid())\(number)"
        let scratch = try ScratchDirectory()
        let running = try await hanging(mark, scratch)
        running.send(signal)
        let run = try await running.wait(timeout: .seconds(120))
        #expect(run.ending == .exited(128 + signal), "\(run.ending)")
        let name = try #require(scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        #expect(scratch.names(in: "out").count == 4)
        let verdict = try await ProductUnderTest.run(["inspect", "--verify", scratch.path("out/\(name)")])
        #expect(verdict.code == 0, "\(verdict.errors)")
        let contents = try await BundleContents(scratch.path("out/\(name)"))
        #expect(contents.rows("/first.log").map(\.outcome) == ["collected"])
        #expect(contents.manifest.outcome == "incomplete")
        for path in ["host/slow.txt", "logs/etc/hostname"] {
            let row = try #require(contents.manifest.artifacts.first { $0.path == path })
            #expect(row.outcome != "collected")
            #expect(row.reason?.contains("interrupted") == true, "\(row)")
        }
        #expect(contents.contains("interrupted", in: "README.txt"))
        #expect(try await Self.children(mark).isEmpty)
        #expect(run.lines.first?.hasSuffix(".tar.gz") == true)
    }

    @Test func theSecondSignalLeavesNothing() async throws {
        let mark = "14142\(getpid())"
        let scratch = try ScratchDirectory()
        // A command that does not listen keeps the closing busy for two seconds: time for a second signal.
        let running = try await hanging(mark, scratch, prelude: "trap \"\" TERM; ")
        running.send(SIGINT)
        // At once, both might arrive as one.
        try await Task.sleep(for: .milliseconds(200))
        running.send(SIGINT)
        let run = try await running.wait(timeout: .seconds(60))
        #expect([.exited(130), .signalled(SIGINT)].contains(run.ending), "\(run.ending)")
        #expect(scratch.names(in: "out").isEmpty, "\(scratch.names(in: "out"))")
        #expect(run.output.isEmpty)
        try await Task.sleep(for: .milliseconds(300))
        // Killed with it, but it may take a moment until it is gone.
        for _ in 0..<200 where try await !Self.children(mark).isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try await Self.children(mark).isEmpty)
    }
}
