import Glibc
import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct VersionProberTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.makeDirectory("AMPS-5.3.4.78")
    }

    private func findings(
        _ sources: String,
        isCopy: Bool = false,
        mayRunCommands: Bool = true,
        answers: [String: String] = [:]
    ) async throws -> [VersionFinding] {
        let yaml = """
            schema: 1
            id: demo
            title: Demo
            summary: x
            version:
              - sources:
                  \(sources.replacing("\n", with: "\n      "))
            artifacts:
              - {id: logs, collector: files, category: logs, why: x, paths: "{home}/*.log*"}
            """
        let profile = try Profile(yaml: yaml, file: "p.yml")
        var request = InstallationFinder.Request()
        request.root = scratch("AMPS-5.3.4.78")
        request.isCopy = isCopy
        let finder = try InstallationFinder(profile: profile, request: request)
        let plan = Planner.plan(
            profile,
            shared: [],
            installation: try finder.find(),
            files: finder.fileSystem,
            options: PlanOptions()
        )
        let prober = VersionProber(
            plan: plan,
            files: finder.fileSystem,
            mayRunCommands: mayRunCommands,
            queryAnswers: answers
        )
        return await prober.report().subjects.flatMap(\.findings)
    }

    @Test func thePathTellsTheVersion() async throws {
        let found = try await findings("- {id: directory, from: path, paths: '{home}', pattern: 'AMPS-([0-9.]+)'}")
        #expect(
            found == [
                VersionFinding(
                    source: "directory, \(scratch("AMPS-5.3.4.78"))",
                    tellsRunning: false,
                    version: "5.3.4.78",
                    evidence: scratch("AMPS-5.3.4.78").string
                )
            ]
        )
    }

    @Test func aLinkTellsTheVersionOfItsTarget() async throws {
        try scratch.link("current", to: "AMPS-5.3.4.78")
        let found = try await findings(
            "- {id: d, from: path, paths: '\(scratch("current"))', pattern: 'AMPS-([0-9.]+)'}"
        )
        #expect(found.first?.version == "5.3.4.78")
    }

    @Test func theFirstLineOfAFileThatMatchesCounts() async throws {
        try scratch.write("History\n=== 5.3.4.78 ===\n=== 5.3.4.77 ===\n", to: "AMPS-5.3.4.78/HISTORY")
        let found = try await findings(
            """
            - {id: f, from: file, paths: '{home}/HISTORY', pattern: '([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+)'}
            - {id: whole, from: file, paths: '{home}/HIST*', pattern: '[0-9]+\\.[0-9]+\\.4'}
            - {id: none, from: file, paths: '{home}/HISTORY', pattern: 'nothing'}
            - {id: gone, from: file, paths: '{home}/GONE', pattern: 'x'}
            """
        )
        #expect(found.map(\.version) == ["5.3.4.78", "5.3.4", nil, nil])
        #expect(found[0].evidence == "=== 5.3.4.78 ===")
        #expect(found[0].source == "f, \(scratch("AMPS-5.3.4.78/HISTORY"))")
        #expect(found[2].evidence == "no version in the beginning of \(scratch("AMPS-5.3.4.78/HISTORY"))")
        #expect(found[3].evidence == "no such file")
    }

    @Test func theLastStartInTheNewestLogCounts() async throws {
        try scratch.write("AMPS 5.0\n", to: "AMPS-5.3.4.78/old.log", modified: 1_000)
        try scratch.write("AMPS 5.1\nx\nstart AMPS 5.2 here\nx\n", to: "AMPS-5.3.4.78/new.log", modified: 2_000)
        try scratch.write("nothing\n", to: "AMPS-5.3.4.78/newest.log", modified: 3_000)
        let found = try await findings(
            "- {id: log, from: log, artifact: logs, running: true, pattern: 'AMPS ([0-9.]+)'}"
        )
        #expect(
            found == [
                VersionFinding(
                    source: "log, \(scratch("AMPS-5.3.4.78/new.log"))",
                    tellsRunning: true,
                    version: "5.2",
                    evidence: "start AMPS 5.2 here"
                )
            ]
        )
    }

    @Test func compressedLogsAreRead() async throws {
        try scratch.write("AMPS 5.1\n", to: "AMPS-5.3.4.78/a.log")
        try scratch.shell("xz AMPS-5.3.4.78/a.log")
        let found = try await findings("- {id: log, from: log, artifact: logs, pattern: 'AMPS ([0-9.]+)'}")
        #expect(found.first?.version == "5.1")
    }

    @Test func withoutLogsThereIsNothingToRead() async throws {
        let found = try await findings("- {id: log, from: log, artifact: logs, pattern: 'x'}")
        #expect(found.first?.version == nil)
        #expect(found.first?.evidence == "there is no log to read")
    }

    @Test func aQueryTellsTheVersion() async throws {
        let sources = "- {id: base, from: sqlite, artifact: logs, query: SELECT 1, pattern: '([0-9.]+)'}"
        #expect(try await findings(sources, answers: ["base": "5.3.4.78.12.abc"]).first?.version == "5.3.4.78.12.")
        #expect(try await findings(sources).first?.evidence == "the database gave no answer")
    }

    @Test func aProgramTellsTheVersion() async throws {
        try scratch.write(
            "#!/bin/sh\necho \"tool $1\"; echo 'version 5.3' >&2\n",
            to: "AMPS-5.3.4.78/bin/tool",
            mode: 0o755
        )
        let found = try await findings(
            """
            - {id: p, from: program, run: ['{home}/bin/tool', --version], pattern: 'version ([0-9.]+)'}
            - {id: unknown, from: program, run: ['{nothing}'], pattern: 'x'}
            - {id: failing, from: program, run: [sh, -c, exit 2], pattern: 'x'}
            - {id: gone, from: program, run: [supportkit-no-such-program], pattern: 'x'}
            """
        )
        #expect(found.map(\.version) == ["5.3", nil, nil, nil])
        #expect(found[0].source == "p, \(scratch("AMPS-5.3.4.78/bin/tool")) --version")
        #expect(found[0].evidence == "version 5.3")
        #expect(found[1].evidence == "not known for this installation")
        #expect(found[2].evidence == "'sh -c 'exit 2'' ended with exit code 2")
        #expect(found[3].evidence.contains("is not installed"))
    }

    @Test func programsAreNotRunInACopyOrWhenForbidden() async throws {
        let source =
            "- {id: p, from: program, run: [sh, -c, 'touch \(scratch("ran")); echo 1.0'], pattern: '([0-9.]+)'}"
        for (isCopy, mayRun) in [(true, true), (false, false)] {
            let found = try await findings(source, isCopy: isCopy, mayRunCommands: mayRun)
            #expect(found.first?.version == nil)
            #expect(found.first?.evidence.hasPrefix("not run: ") == true)
        }
        #expect(!UnpublishedFile.exists(scratch("ran")))
    }

    @Test func aProgramFindsNothingWhereItIsStarted() async throws {
        let found = try await findings(
            "- {id: p, from: program, run: [sh, -c, 'echo $(ls -A | wc -l) in $(pwd)'], pattern: '(0) in (?!/$)'}"
        )
        #expect(found.first?.version == "0")
    }

    /// dpkg's own `${Version}`, as the profile of Tomcat has it.
    @Test func aProgramsOwnBracesAreLeftAlone() async throws {
        let found = try await findings(
            #"- {id: p, from: program, run: [printf, "%s\n", "${Version}=1.0"], pattern: 'Version.=([0-9.]+)'}"#
        )
        #expect(found.first?.version == "1.0")
    }
}
