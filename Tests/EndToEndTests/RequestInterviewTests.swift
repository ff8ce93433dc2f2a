import Foundation
import TestSupport
import Testing

/// The questions, at a real terminal.
@Suite struct RequestInterviewTests {
    private static let given = [
        "--impact", "All 40 traders have stopped trading.", "--expected", "Updates reach every subscriber at once.",
        "--set", "observed=Subscriptions stop with error 02-0007.", "--set", "stillHappening=yes",
        "--set", "scope=the second site only", "--set", "tried=Restarted the client: no change.",
        "--set", "workaround=none", "--set", "wanted=the cause by Monday",
    ]
    private static let rest: [RequestTerminal.Step] = [
        .init("full number the running server", "5.3.4.78\n"), .init("[2/7]", "3\n"), .init("[3/7]", "production\n"),
        .init("[4/7]", "2026-11-21 01:30 UTC\n"), .init("[5/7]", "kernel update on 20 November\n\n"),
        .init("[6/7]", "Zoë Müller\n"), .init("[7/7]", "zoe@example.com\n"),
    ]

    private func new(_ arguments: [String] = []) -> [String] { ["request", "new", "amps"] + Self.given + arguments }

    private func files(_ scratch: ScratchDirectory, _ suffix: String) -> [String] {
        scratch.names().filter { $0.hasSuffix(suffix) }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func everyQuestionAnsweredMakesARequest() async throws {
        let scratch = try ScratchDirectory()
        let outcome = try await RequestTerminal.run(new(), in: scratch.path, Self.rest)
        #expect(outcome.code == 0 && outcome.stuck == nil, "\(outcome.shown)")
        let name = try #require(files(scratch, ".eml").first)
        #expect(scratch.names().count == 2, "\(scratch.names())")
        #expect(try mode(scratch.path(name)) == 0o600)
        let check = try await ProductUnderTest.run(["request", "check", scratch.path(name)])
        #expect(check.code == 0, "\(check.output)")
        let text = String(decoding: scratch.bytes(files(scratch, ".txt").first ?? ""), as: UTF8.self)
        #expect(text.contains("Contact:            Zoë Müller") && text.contains("AMPS Version: 5.3.4.78"))
    }

    @Test(arguments: 0..<7) func ctrlCAtEachQuestionKeepsTheAnswersAndWritesNoRequest(_ answered: Int) async throws {
        let scratch = try ScratchDirectory()
        let stop = RequestTerminal.Step("[\(answered + 1)/7]", "\u{3}")
        let outcome = try await RequestTerminal.run(new(), in: scratch.path, Array(Self.rest[..<answered]) + [stop])
        #expect(outcome.code == 130 && outcome.stuck == nil, "\(outcome.shown)")
        #expect(scratch.names() == ["supportkit-request-draft.yml"])
        #expect(try mode(scratch.path("supportkit-request-draft.yml")) == 0o600)
        // What is left is asked, and nothing twice.
        let left = 7 - answered
        let remaining = Self.rest[answered...].enumerated().map { index, step in
            RequestTerminal.Step("[\(index + 1)/\(left)]", step.keys)
        }
        let resumed = try await RequestTerminal.run(["request", "new", "--resume"], in: scratch.path, remaining)
        #expect(resumed.code == 0 && resumed.stuck == nil, "\(resumed.shown)")
        #expect(files(scratch, ".yml") == [] && files(scratch, ".eml").count == 1)
        let text = String(decoding: scratch.bytes(files(scratch, ".txt").first ?? ""), as: UTF8.self)
        #expect(!text.contains("NOT ANSWERED") && text.contains("Restarted the client: no change."))
    }

    @Test func ctrlDKeepsADraftToo() async throws {
        let scratch = try ScratchDirectory()
        let outcome = try await RequestTerminal.run(new(), in: scratch.path, [.init("[1/7]", "\u{4}")])
        #expect(outcome.code == 1 && scratch.names() == ["supportkit-request-draft.yml"], "\(outcome.shown)")
        // A draft is not thrown away by accident.
        let again = try await RequestTerminal.run(new(), in: scratch.path, [])
        #expect(again.code == 64 && again.shown.contains("--resume") && again.shown.contains("--force"))
        let check = try await ProductUnderTest.run(["request", "check", scratch.path("supportkit-request-draft.yml")])
        #expect(check.code == 5 && check.output.contains("severity: Severity is not answered"))
    }

    @Test func theCommandThatIsShownGoesOnWithTheDraft() async throws {
        let scratch = try ScratchDirectory()
        _ = try scratch.makeDirectory("out")
        let outcome = try await RequestTerminal.run(
            new(["--output", "out"]),
            in: scratch.path,
            [.init("[1/7]", "5.3.4.78\n"), .init("[2/7]", "\u{4}")]
        )
        #expect(outcome.code == 1 && scratch.names(in: "out") == ["supportkit-request-draft.yml"], "\(outcome.shown)")
        let shown = try #require(outcome.shown.firstMatch(of: #/go on with: supportkit (.*)/#)?.1)
        let words = shown.split(separator: " ").map { $0.filter { !$0.isWhitespace } }
        let resumed = try await RequestTerminal.run(words, in: scratch.path, [.init("[1/6]", "\u{4}")])
        #expect(resumed.code == 1 && resumed.stuck == nil, "\(resumed.shown)")
    }

    @Test func theEditorWritesALongAnswerAndBackGoesBack() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(
            "editor",
            "#!/bin/sh\ncase $1 in --wait) shift ;; esac\nprintf 'first line\\n\\n  indented\\n' >\"$1.new\"\n"
                + "cat \"$1\" >>\"$1.new\" && mv \"$1.new\" \"$1\"\n",
            mode: 0o755
        )
        let words = ["request", "new", "amps", "--set", "version=5.3.4.78", "--draft", scratch.path("d.yml")]
        let outcome = try await RequestTerminal.run(
            words,
            in: scratch.path,
            environment: ["EDITOR": "sh \(scratch.path("editor")) --wait", "TMPDIR": scratch.path],
            [
                .init("[1/", "some impact\n\n"), .init("[2/", ":b\n"),
                .init("So far: some impact", "nobody can trade\n\n"),
                .init("[2/", ":e\n"), .init("[3/", "?\n"), .init("Example: ", "\u{4}"),
            ]
        )
        #expect(outcome.code == 1 && outcome.stuck == nil, "\(outcome.shown)")
        // Neither the text nor a copy of it is left behind.
        #expect(scratch.names() == ["d.yml", "editor"])
        let draft = String(decoding: scratch.bytes("d.yml"), as: UTF8.self)
        #expect(draft.contains("impact: \"nobody can trade\""))
        #expect(draft.contains("observed: |2-\n  first line\n\n    indented\n"), "\(draft)")
    }

    @Test func anEditorThatFailsIsSaidAndTheQuestionStays() async throws {
        let scratch = try ScratchDirectory()
        let outcome = try await RequestTerminal.run(
            new(),
            in: scratch.path,
            environment: ["EDITOR": "/nonexistent/editor"],
            [.init("[1/7]", ":e\n"), .init("set EDITOR", "5.3.4.78\n"), .init("[2/7]", "\u{4}")]
        )
        #expect(outcome.code == 1 && outcome.stuck == nil, "\(outcome.shown)")
    }

    @Test func whatTheMachineFilledInIsShownAndStruckOutByNumber() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", "2026-11-21T01:30:00Z [1] error: 17 connections lost\n")
        let collected = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("tree"), "--batch", "--output", scratch.path]
        )
        let bundle = try #require(collected.lines.first { $0.hasSuffix(".tar.gz") }, "\(collected.errors)")
        let answers = [
            "severity=3", "environment=production", "started=2026-11-21 01:30 UTC", "changed=nothing",
            "contact.name=Jo", "contact.email=jo@example.com",
        ]
        _ = try scratch.makeDirectory("out")
        let outcome = try await RequestTerminal.run(
            ["request", "new", "--bundle", bundle, "--output", scratch.path("out")] + Self.given
                + answers.flatMap { ["--set", $0] },
            in: scratch.path,
            [.init("Strike out which numbers?", "99\n"), .init("Numbers from 1 to", "1, 2 3\n")]
        )
        #expect(outcome.code == 0 && outcome.stuck == nil, "\(outcome.shown)")
        #expect(outcome.shown.contains("Errors in the logs: 1 in "), "\(outcome.shown)")
        let name = try #require(scratch.names(in: "out").first { $0.hasSuffix(".txt") })
        let text = String(decoding: scratch.bytes("out/\(name)"), as: UTF8.self)
        #expect(!text.contains("\nHost: ") && text.contains("- 1 x error: 17 connections lost"), "\(text)")
    }
}
