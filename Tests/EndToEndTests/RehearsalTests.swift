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
        #expect(names.count == 6 && names.contains { $0.hasSuffix("-runbook.md") }, "\(names)")
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

    @Test func theRunbookIsAPageToPrintThatNeedsNothingElse() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let output = try state.makeDirectory("out")
        let run = try await Self.rehearse(demo, state, ["--output", output, "--only", "configuration,statistics"])
        #expect(run.code == 0, "\(run.errors)")
        let name = try #require(state.names(in: "out").first { $0.hasSuffix("-runbook.html") })
        // A page that an XML reader takes has no open element and no stray character.
        let page = state.path("out/\(name)")
        let check = try await CommandRun.run(["xmllint", "--html", "--noout", page])
        #expect(check.code == 0 && check.errors.isEmpty, "\(check.errors)")
        let text = String(decoding: state.bytes("out/\(name)"), as: UTF8.self)
        #expect(text.contains("@media print") && text.contains("<pre>supportkit collect amps --root "))
        #expect(
            text.contains("<strong>before</strong> restarting") && !text.contains("<script") && !text.contains("src=")
        )
    }

    @Test func theWaysOutAreTriedUpToTheLastHarmlessStep() async throws {
        try ProductUnderTest.requireRoot()
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let smtp = try await RequestServers.smtp(in: state)
        let ssh = try await RequestSSHServer(state)
        try state.write("netrc", "machine localhost login jo password tr0ub4dor\n", mode: 0o600)
        try state.write("wrong", "machine localhost login jo password correcthorse\n", mode: 0o600)
        let mail = ["--smtp", "localhost:\(smtp.port)", "--ca-file", state.path("ca.pem"), "--smtp-netrc"]
        let place = ["--ssh-config", ssh.clientConfiguration, "--upload"]
        let ready = try await Self.rehearse(
            demo,
            state,
            mail + [state.path("netrc")] + place + ["nobody@localhost:\(ssh.directory)"]
        )
        #expect(ready.code == 0, "\(ready.errors)\n\(ready.output)")
        #expect(ready.output.contains("login at localhost:\(smtp.port) (nothing was sent)"), "\(ready.output)")
        #expect(ready.output.contains("access to sftp://nobody@localhost\(ssh.directory)/supportkit-amps"))
        #expect(state.names().contains("noop.log") && !state.names().contains("mail.json"))
        #expect(state.names(in: "in").isEmpty)
        let not = try await Self.rehearse(
            demo,
            state,
            mail + [state.path("wrong")] + place + ["nobody@localhost:\(ssh.directory)/none"]
        )
        #expect(not.code == 3 && not.output.contains("2 required steps do not work"), "\(not.output)")
        #expect(not.output.contains("Login denied") && not.output.contains("none"), "\(not.output)")
        for text in [ready.output, ready.errors, not.output, not.errors] {
            #expect(!text.contains("tr0ub4dor") && !text.contains("correcthorse"))
        }
    }

    @Test func withSendTheProcessTestReallyArrivesAndOnlyAfterAYes() async throws {
        try ProductUnderTest.requireRoot()
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let smtp = try await RequestServers.smtp(in: state)
        let ssh = try await RequestSSHServer(state)
        let output = try state.makeDirectory("out")
        try state.write("netrc", "machine localhost login jo password tr0ub4dor\n", mode: 0o600)
        let words = [
            "--smtp", "localhost:\(smtp.port)", "--ca-file", state.path("ca.pem"), "--smtp-netrc", state.path("netrc"),
            "--ssh-config", ssh.clientConfiguration, "--upload", "nobody@localhost:\(ssh.directory)", "--output",
            output,
            "--send", "--from", "Jo <jo@example.com>",
        ]
        let unasked = try await Self.rehearse(demo, state, words)
        #expect(unasked.code == 64 && unasked.errors.contains("--yes"), "\(unasked.errors)")
        #expect(!state.names().contains("mail.json") && state.names(in: "in").isEmpty)
        let run = try await Self.rehearse(demo, state, words + ["--yes"])
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        #expect(
            run.output.contains("sent to support@crankuptheamps.com; the bundle, uploaded to sftp://nobody@localhost")
        )
        let mail = String(decoding: state.bytes("mail.json"), as: UTF8.self)
        #expect(mail.contains("[PROCESS TEST]") && mail.contains("PROCESS TEST: a rehearsal"))
        let bundle = try #require(state.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        #expect(state.bytes("in/\(bundle)") == state.bytes("out/\(bundle)"))
    }

    @Test func aRehearsalWithPseudonymsAndAWindowIsTheOneOfTheNight() async throws {
        let (demo, state) = try await (Self.demo(), ScratchDirectory())
        let output = try state.makeDirectory("out")
        let run = try await Self.rehearse(
            demo,
            state,
            [
                "--output", output, "--pseudonyms", "hosts,users", "--since", "2025-11-02T00:00:00-04:00", "--until",
                "2025-11-02T06:00:00-05:00",
            ]
        )
        #expect(run.code == 0, "\(run.errors)\n\(run.output)")
        let host = try await CommandRun.tool("uname", "-n").split(separator: "\n").joined()
        let bundle = try #require(state.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let contents = try await BundleContents("\(output)/\(bundle)")
        let request = contents.text("request.txt")
        #expect(request.contains("TIME THAT WAS LOOKED AT"), "\(request)")
        #expect(state.names(in: "out").contains { $0.hasSuffix(".map") })
        #expect(run.output.contains("on \(host) as "), "the record stays here and names the host")
        let runbook = try #require(state.names(in: "out").first { $0.hasSuffix("-runbook.md") })
        #expect(String(decoding: state.bytes("out/\(runbook)"), as: UTF8.self).contains("--pseudonyms hosts,users"))
    }

    @Test func theUnitsOfTheDocumentationAreValid() async throws {
        let state = try ScratchDirectory()
        let text = try String(
            contentsOf: URL(filePath: ProductUnderTest.repository).appending(path: "docs/rehearsal.md"),
            encoding: .utf8
        )
        // The example's program and user are not those of this machine.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.hasPrefix("    ") }
            .map {
                $0.dropFirst(4).replacing("/usr/local/bin/supportkit", with: "/bin/true").replacing(
                    "User=amps",
                    with: "User=daemon"
                )
            }
        var units: [String: String] = [:]
        var name: String?
        for line in lines {
            if line.hasPrefix("# supportkit-rehearse.") {
                name = String(line.dropFirst(2))
            } else if let name {
                if line.hasPrefix("0 6 * * 1") { break }
                units[name, default: ""] += line + "\n"
            }
        }
        #expect(units.keys.sorted() == ["supportkit-rehearse.service", "supportkit-rehearse.timer"])
        for (name, content) in units { try state.write(name, content, mode: 0o644) }
        let check = try await CommandRun.run(
            ["systemd-analyze", "verify", "--man=no"] + units.keys.sorted().map { state.path($0) }
        )
        let said = check.errors.split(separator: "\n").filter { $0.contains("supportkit-rehearse") }
        #expect(check.code == 0 && said.isEmpty, "\(check.errors)")
        try state.write(
            "supportkit-rehearse.timer",
            (units["supportkit-rehearse.timer"] ?? "").replacing("Mon 06:00", with: "Mon 26:00")
        )
        let wrong = try await CommandRun.run([
            "systemd-analyze", "verify", "--man=no", state.path("supportkit-rehearse.timer"),
        ])
        #expect(wrong.errors.contains("supportkit-rehearse.timer"), "the check would notice")
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
