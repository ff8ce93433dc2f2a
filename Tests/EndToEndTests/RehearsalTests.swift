import Foundation
import TestSupport
import Testing

/// The process test on the host itself: verdicts, the record it leaves, and what is made of it.
@Suite struct RehearsalTests {
    @Test func aServerThatIsDownIsReady() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let output = try state.makeDirectory("out")
        let run = try await Self.rehearse(demo, state, ["--output", output, "--environment", "production"])
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        #expect(run.output.contains(#/(?m)^READY: (\d+) of \1 required artifacts can be had/#), "\(run.output)")
        let names = state.names(in: "out")
        #expect(names.count == 5 && names.contains { $0.hasSuffix("-runbook.md") }, "\(names)")
        for name in names { #expect(run.lines.contains("\(output)/\(name)")) }
        for name in names {
            #expect(
                try FileManager.default.attributesOfItem(atPath: "\(output)/\(name)")[.posixPermissions] as? Int
                    == 0o600
            )
        }

        let draft = try #require(names.first { $0.hasSuffix(".eml") })
        let text = try #require(names.first { $0.hasSuffix(".txt") })
        #expect(String(decoding: state.bytes("out/\(draft)"), as: UTF8.self).contains("PROCESS TEST"))
        let request = String(decoding: state.bytes("out/\(text)"), as: UTF8.self)
        #expect(request.contains("Subject: [PROCESS TEST] ") && request.contains("*** PROCESS TEST: a rehearsal"))
        let bundle = try #require(names.first { $0.hasSuffix(".tar.gz") })
        let contents = try await BundleContents("\(output)/\(bundle)")
        #expect(try await contents.disagreements().isEmpty)
        #expect(contents.text("request.txt").contains("*** PROCESS TEST"))
        let tar = try await CommandRun.run(["gzip", "--decompress", "--stdout", "\(output)/\(bundle)"])
        #expect(Canaries.found(try demo.canaries(), in: tar.standardOutput).isEmpty)
    }

    @Test func aRehearsalLeavesNothingButItsRecord() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let temporary = try state.makeDirectory("tmp")
        let run = try await Self.rehearse(demo, state, environment: ["TMPDIR": temporary])
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        #expect(state.names(in: "tmp").isEmpty)
        let file = try #require(state.names(in: "state/supportkit/rehearsals").first)
        #expect(state.names(in: "state/supportkit/rehearsals").count == 1)
        let path = state.path("state/supportkit/rehearsals/\(file)")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let text = String(decoding: state.bytes("state/supportkit/rehearsals/\(file)"), as: UTF8.self)
        #expect(text.contains("\"productVersion\" : \"5.3.4.112\"") && text.contains("\"instance\" : \"\(demo.name)\""))
        #expect(Canaries.found(try demo.canaries(), in: Array(text.utf8)).isEmpty)
    }

    @Test func aLargeFileIsReadInPartAndStillReady() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let line = "2025-11-02T05:00:00.0000000-05:00 [1] info: 00-0000 nothing happened\n"
        let text = String(repeating: line, count: 20_000)
        try Data(text.utf8).write(to: URL(filePath: demo.path("logs/console.log")))
        let output = try state.makeDirectory("out")
        let run = try await Self.rehearse(demo, state, ["--output", output])
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        #expect(run.output.contains("read in part, as a rehearsal does"))
        let bundle = try #require(state.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let contents = try await BundleContents("\(output)/\(bundle)")
        for row in contents.manifest.artifacts where row.category == "logs" { #expect((row.bytes ?? 0) < 300_000) }
    }

    @Test func statisticsInMemoryAreNotReadyAndHaveARemedy() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        try demo.edit("opt/etc/amps/config.xml", replacing: "\(demo.root)/stats/stats.db", with: ":memory:")
        let run = try await Self.rehearse(demo, state)
        #expect(run.code == 3, "\(run.errors)")
        #expect(run.output.contains("NOT READY: 1 of "), "\(run.output)")
        #expect(run.output.contains("memory only") && run.output.contains("    remedy: "), "\(run.output)")
        #expect(run.output.contains("FileName"))
    }

    @Test func whatAnotherUserMayNotReadIsNotReadyThere() async throws {
        try ProductUnderTest.requireRoot()
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        _ = try state.makeDirectory("state")
        let log = try #require(
            FileManager.default.contentsOfDirectory(atPath: demo.path("logs")).filter {
                $0.contains("-amps-") && $0.hasSuffix(".log")
            }.max()
        )
        try await CommandRun.tool("chmod", "-R", "a+rX", demo.root)
        try await CommandRun.tool("chmod", "600", demo.path("logs/\(log)"))
        let asRoot = try await Self.rehearse(demo, state)
        #expect(asRoot.code == 0, "\(asRoot.errors)\n\(asRoot.output)")
        let record = try #require(state.names(in: "state/supportkit/rehearsals").first)
        let staging = state.path("staging.json")
        try FileManager.default.copyItem(atPath: state.path("state/supportkit/rehearsals/\(record)"), toPath: staging)
        try await CommandRun.tool("chmod", "-R", "a+rwX", state.path)
        let run = try await Self.rehearse(demo, state, ["--compare", staging], prefix: ProductUnderTest.asNobody)
        #expect(run.code == 3, "\(run.errors)\n\(run.output)")
        #expect(run.output.contains("setfacl -m u:nobody:r \(demo.root)/logs/\(log)"), "\(run.output)")
        #expect(run.output.contains("ready there ("), "\(run.output)")
        #expect(run.errors.contains("READINESS WAS LOST"), "\(run.errors)")
        let status = try await ProductUnderTest.run(
            ["rehearse", "--status", "amps"],
            environment: ["XDG_STATE_HOME": state.path("state")]
        )
        #expect(status.code == 3 && status.errors.contains("by another user (nobody)"), "\(status.errors)")
    }

    @Test func quietRunsSpeakOnlyWhenReadinessChanged() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        for _ in 0..<2 {
            let run = try await Self.rehearse(demo, state, ["--quiet"])
            #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
        }
        try demo.edit("opt/etc/amps/config.xml", replacing: "\(demo.root)/stats/stats.db", with: ":memory:")
        let lost = try await Self.rehearse(demo, state, ["--quiet"])
        #expect(lost.code == 3 && lost.output.contains("NOT READY"), "\(lost.errors)")
        #expect(lost.errors.contains("READINESS WAS LOST"))
        let again = try await Self.rehearse(demo, state, ["--quiet"])
        #expect(again.code == 3 && again.output.isEmpty && again.errors.isEmpty, "\(again.output)\(again.errors)")
    }

    @Test func theStatusOfAHostWithoutRehearsalsIsAWarning() async throws {
        let state = try ScratchDirectory()
        let run = try await ProductUnderTest.run(
            ["rehearse", "--status", "amps"],
            environment: ["XDG_STATE_HOME": state.path]
        )
        #expect(run.code == 3 && run.output.isEmpty && run.errors.contains("amps was never rehearsed here"))
    }

    @Test func aMailProgramThatIsAskedForMustBeThere() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let run = try await Self.rehearse(demo, state, ["--sendmail", "/nonexistent/sendmail"])
        #expect(run.code == 3 && run.output.contains("1 required step does not work"), "\(run.output)")
    }

    @Test func theRunbookOfAServerThatIsDown() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let output = try state.makeDirectory("out")
        let run = try await Self.rehearse(
            demo,
            state,
            ["--output", output, "--only", "configuration,statistics", "--environment", "production"],
            environment: ["SOURCE_DATE_EPOCH": "1700000000"]
        )
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        let name = try #require(state.names(in: "out").first { $0.hasSuffix("-runbook.md") })
        let host = try await CommandRun.tool("uname", "-n").split(separator: "\n").joined()
        let user = try await CommandRun.tool("id", "-un").split(separator: "\n").joined()
        let text = String(decoding: state.bytes("out/\(name)"), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            // Whether there is a mail system differs from machine to machine.
            .filter { !$0.hasPrefix("- sending from this host") }.joined(separator: "\n")
            .replacing(demo.root, with: "/ROOT").replacing("as \(user)", with: "as USER")
            .replacing("As \(user)", with: "As USER")
            .replacing("on \(host)", with: "on HOST").replacing("Host: \(host)", with: "Host: HOST")
        assertSnapshot(text, named: "runbook.md")
    }

    private static func demo() async throws -> DemoInstance {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        // A port at which nothing answers, on any machine.
        try demo.edit("opt/etc/amps/config.xml", replacing: "localhost:8085", with: "localhost:1")
        return demo
    }

    private static func rehearse(
        _ demo: DemoInstance,
        _ state: ScratchDirectory,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        prefix: [String] = []
    ) async throws -> CommandRun {
        try await CommandRun.run(
            prefix + [try ProductUnderTest.executable(), "rehearse"] + demo.arguments + arguments,
            environment: CommandRun.environment.merging(["XDG_STATE_HOME": state.path("state")]) { $1 }
                .merging(environment) { $1 }
        )
    }
}

/// The process test beside a server that runs.
@Suite(.demo(running: true))
struct RehearsalOfARunningServerTests {
    @Test func aRunningServerIsReadyAndNotDisturbed() async throws {
        let demo = try DemoScope.demo()
        let state = try ScratchDirectory()
        let run = try await ProductUnderTest.run(
            ["rehearse", "amps", "--root", demo.home, "--json"],
            environment: ["XDG_STATE_HOME": state.path]
        )
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(run.standardOutput)) as? [String: Any]
        )
        #expect(object["isReady"] as? Bool == true)
        let record = try #require(object["record"] as? [String: Any])
        #expect(record["productVersion"] as? String == "5.3.4.112")
        #expect((record["verdicts"] as? [[String: Any]])?.contains { $0["id"] as? String == "bundle" } == true)
        #expect(demo.telltales.isEmpty)
    }
}
