import Foundation
import TestSupport
import Testing

/// Requests from scripts: options, files, forms and exit codes.
@Suite struct RequestTests {
    private static let complete = """
        impact: All 40 traders have stopped trading.
        observed: Subscriptions stop with error 02-0007.
        expected: Updates reach every subscriber at once.
        severity: 3
        environment: production
        started: 2026-11-21 01:30 UTC
        contact: {name: Zoë Müller, email: zoe@example.com}
        version: 5.3.4.78

        """
    private static let epoch = ["SOURCE_DATE_EPOCH": "1795226400"]

    private func scratch(_ answers: String = complete) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        try scratch.write("answers.yml", answers)
        _ = try scratch.makeDirectory("out")
        return scratch
    }

    private func new(_ scratch: ScratchDirectory, _ arguments: [String] = []) async throws -> CommandRun {
        try await ProductUnderTest.run(
            [
                "request", "new", "amps", "--batch", "--answers", scratch.path("answers.yml"), "--output",
                scratch.path("out"),
            ]
                + arguments,
            environment: Self.epoch
        )
    }

    /// What Python reads of the draft.
    private func headers(_ path: String) async throws -> [String: String] {
        let script = """
            import email, email.policy, json, sys
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
            assert not m.defects and len(set(m.keys())) == len(m.keys())
            parts = [p for p in m.iter_attachments()]
            head = {k: str(v) for k, v in m.items()}
            head['attachment'] = parts[0].get_filename() if parts else ''
            head['body'] = m.get_body(('plain',)).get_content()
            print(json.dumps(head))
            """
        let output = try await CommandRun.tool("python3", "-c", script, path)
        return try JSONDecoder().decode([String: String].self, from: Data(output.utf8))
    }

    @Test func aCompleteRequestIsWrittenInEveryFormAndNeverOverwritten() async throws {
        let scratch = try scratch()
        let run = try await new(scratch, ["--format", "markdown", "--format", "json", "--format", "mailto"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.lines.map { ($0 as NSString).pathExtension } == ["eml", "txt", "md", "json", "url"])
        for path in run.lines {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(path)")
        }
        let before = run.lines.map { FileManager.default.contents(atPath: $0) }
        let again = try await new(scratch)
        #expect(again.code == 1 && again.errors.contains("exist"), "\(again.errors)")
        #expect(run.lines.map { FileManager.default.contents(atPath: $0) } == before)
        #expect(try await new(scratch, ["--force"]).code == 0)
        // Same input, same bytes.
        #expect(FileManager.default.contents(atPath: run.lines[0]) == before[0])
        #expect(try await ProductUnderTest.run(["request", "check"] + run.lines.prefix(2)).code == 0)
    }

    @Test func whatIsMissingIsSaidAndNeverInvented() async throws {
        let scratch = try scratch("impact: All 40 traders have stopped trading.\n")
        let run = try await new(scratch)
        #expect(run.code == 3 && run.errors.contains("the request still needs: Version, Observed behaviour"))
        let text = String(decoding: scratch.bytes("out/\(scratch.names(in: "out").last ?? "")"), as: UTF8.self)
        #expect(text.contains(">>> NOT ANSWERED YET: describe issue"))
    }

    @Test func anUnknownKeyIsNamedWithFileAndLine() async throws {
        let scratch = try scratch(Self.complete + "phone: hunter2\n")
        for run in [
            try await new(scratch), try await ProductUnderTest.run(["request", "check", scratch.path("answers.yml")]),
        ] {
            #expect(run.code == 64)
            #expect(run.errors.contains("answers.yml:9: there is no key 'phone'; did you mean 'contact.telephone'?"))
            #expect(!run.errors.contains("hunter2") && scratch.names(in: "out").isEmpty)
        }
    }

    @Test func secretsInAnswersReachNoFile() async throws {
        let scratch = try scratch(Self.complete + "changed: set password=hunter2horse in the client's configuration\n")
        let run = try await new(scratch, ["--format", "markdown", "--format", "json"])
        #expect(run.code == 0 && run.errors.contains("changed: Recent changes holds what looks like a password"))
        for path in run.lines {
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("hunter2"), "\(path)")
        }
        #expect(!run.errors.contains("hunter2") && !run.output.contains("hunter2"))
    }

    @Test(arguments: [
        "\r\nBcc: thief@example.org", "\nBcc: thief@example.org", "\u{2028}Bcc: thief@example.org", "\u{85}Bcc: x",
        "\u{1B}[2J",
    ])
    func noAnswerBecomesAHeader(_ value: String) async throws {
        let scratch = try scratch()
        let run = try await new(
            scratch,
            ["--impact", "nobody can trade\(value)", "--case", "17", "--set", "changed=kernel update\(value)"]
        )
        #expect(run.code == 0, "\(run.errors)")
        let headers = try await headers(try #require(run.lines.first))
        #expect(headers["Bcc"] == nil && headers["To"] == "support@crankuptheamps.com")
        #expect(headers["Subject"]?.hasPrefix("[17] [Severity 3] AMPS 5.3.4.78: nobody can trade") == true)
        // Answers of one line do not take such a thing at all.
        for field in ["contact.name", "contact.email", "case"] {
            let refused = try await new(scratch, ["--force", "--set", "\(field)=x\(value)"])
            #expect(refused.code == 64 && !refused.errors.contains("thief"), "\(field): \(refused.errors)")
        }
    }

    @Test func aFinishedBundleGivesFactsAnswersAndTheAttachment() async throws {
        let scratch = try scratch()
        try scratch.write("tree/app.log", "2026-11-21T01:30:00Z error\n")
        let collected = try await ProductUnderTest.run(
            [
                "collect", "files", "--root", scratch.path("tree"), "--batch", "--output", scratch.path("out"),
                "--impact", "All 40 traders have stopped trading.", "--observed", "Logins end with\n\n  error 17\n",
            ]
        )
        let bundle = try #require(collected.lines.first { $0.hasSuffix(".tar.gz") }, "\(collected.errors)")
        let run = try await ProductUnderTest.run(
            ["request", "new", "--bundle", bundle, "--batch", "--severity", "3", "--output", scratch.path("out")]
        )
        #expect(run.code == 3, "\(run.errors)")
        let headers = try await headers(try #require(run.lines.first, "\(run.errors)"))
        #expect(headers["attachment"] == (bundle as NSString).lastPathComponent)
        let body = try #require(headers["body"])
        let digest = try await CommandRun.tool("sha256sum", bundle).prefix(64)
        #expect(body.contains("SHA-256:            \(digest)") && body.contains("Delivery:           attached"))
        #expect(body.contains("What happens: Logins end with\n\n  error 17"))
        #expect(body.contains("Severity:           3 -") && body.contains("Kernel:             Linux"))
        // A bundle that is not whole is no base for anything.
        var bytes = [UInt8](FileManager.default.contents(atPath: bundle) ?? Data())
        bytes[bytes.count / 2] ^= 0xFF
        try scratch.write("supportkit-broken.tar.gz", bytes)
        let broken = try await ProductUnderTest.run(
            [
                "request", "new", "--bundle", scratch.path("supportkit-broken.tar.gz"), "--batch", "--output",
                scratch.path("out"),
            ]
        )
        #expect(broken.code != 0 && broken.lines.isEmpty && broken.errors.contains("damaged"), "\(broken.errors)")
    }

    @Test func theProcessTestIsMarked() async throws {
        let scratch = try scratch(
            "contact: {name: Jo, email: jo@example.com}\nenvironment: production\nversion: 5.3.4.78\n"
        )
        let run = try await new(scratch, ["--process-test"])
        #expect(run.code == 0, "\(run.errors)")
        let headers = try await headers(try #require(run.lines.first))
        #expect(headers["Subject"]?.hasPrefix("[PROCESS TEST] ") == true)
        #expect(headers["body"]?.hasPrefix("*** PROCESS TEST") == true)
    }

    @Test func checkTellsFindingsAndExitCodes() async throws {
        let scratch = try scratch(
            Self.complete.replacing("severity: 3", with: "severity: 1").replacing(" UTC", with: "")
        )
        let file = scratch.path("answers.yml")
        let run = try await ProductUnderTest.run(["request", "check", file])
        #expect(run.code == 5)
        #expect(run.output.contains("answers.yml:6: mend: started: Started has a time without a time zone"))
        #expect(run.output.contains("    better: 2026-11-21 01:30 UTC"))
        struct Report: Decodable {
            struct Finding: Decodable { let rule: String, level: String, field: String?, line: Int?, reason: String }
            let file: String, passes: Bool, findings: [Finding]
        }
        let json = try await ProductUnderTest.run(["request", "check", "--json", file])
        let reports = try JSONDecoder().decode([Report].self, from: Data(json.standardOutput))
        #expect(json.code == 5 && reports.first?.findings.map(\.rule) == ["severityTelephone", "zone"])
        for (name, text) in [("none.yml", nil), ("a.txt", "no request"), ("a.eml", "x"), ("b.yml", "- 1\n")] {
            if let text { try scratch.write(name, text) }
            let run = try await ProductUnderTest.run(["request", "check", scratch.path(name)])
            #expect(run.code == 64 && run.lines.isEmpty, "\(name): \(run.errors)")
        }
    }

    @Test func showPrintsEachForm() async throws {
        let scratch = try scratch()
        let paths = try await new(scratch).lines
        for form in ["text", "markdown", "json", "mailto"] {
            let fromEmail = try await ProductUnderTest.run(["request", "show", "--format", form, paths[0]])
            let fromText = try await ProductUnderTest.run(["request", "show", "--format", form, paths[1]])
            #expect(fromEmail.code == 0 && fromEmail.output == fromText.output, "\(form): \(fromEmail.errors)")
        }
        let text = try await ProductUnderTest.run(["request", "show", paths[0]])
        #expect(text.standardOutput == [UInt8](FileManager.default.contents(atPath: paths[1]) ?? Data()))
        let draft = try await ProductUnderTest.run(["request", "show", scratch.path("answers.yml")])
        #expect(draft.code == 64 && draft.errors.contains("--product"))
    }

    @Test func coverageIsShownAndGoesIntoTheRequest() async throws {
        let scratch = try scratch()
        try scratch.write(
            "home/.config/supportkit/coverage.yml",
            "timezone: America/New_York\nhours:\n  mon-fri: 08:00-18:00\nfallback: fail over to site B\n"
        )
        let environment = ["HOME": scratch.path("home"), "SOURCE_DATE_EPOCH": "1795226400"]
        let shown = try await ProductUnderTest.run(["request", "coverage"], environment: environment)
        #expect(shown.code == 0 && shown.output.contains("Until then: fail over to site B"), "\(shown.output)")
        #expect(shown.output.contains("Not covered: 118 h of 168 h"))
        let run = try await ProductUnderTest.run(
            [
                "request", "new", "amps", "--batch", "--answers", scratch.path("answers.yml"), "--output",
                scratch.path("out"),
            ],
            environment: environment
        )
        let text = String(decoding: FileManager.default.contents(atPath: run.lines.last ?? "") ?? Data(), as: UTF8.self)
        #expect(text.contains("Outside coverage hours; cover begins again on Mon 2026-11-23T08:00:00-05:00"))
        #expect(run.errors.contains("Until then: fail over to site B"))
        try scratch.write("open.yml", "timezone: UTC\nhours:\n  mon: 9-17\n")
        #expect(try await ProductUnderTest.run(["request", "coverage", "--file", scratch.path("open.yml")]).code == 5)
        try scratch.write("bad.yml", "timezone: UTC\nhours:\n  noday: 9-17\n")
        let bad = try await ProductUnderTest.run(["request", "coverage", "--file", scratch.path("bad.yml")])
        #expect(bad.code == 64 && bad.errors.contains("bad.yml:3: "))
    }

    @Test func aReaderOfTheMailAloneSeesTheErrorsAndWhatIsStruckIsGone() async throws {
        let profile = try TestProfile(
            """
            - id: log
              collector: files
              category: logs
              why: a log
              paths: [ROOT/app.log]
            """
        )
        let text = String(decoding: profile.scratch.bytes("profile.yml"), as: UTF8.self).replacing(
            "artifacts:",
            with:
                "events:\n  errors: [' error: ']\n  identifier: '[0-9][0-9]-[0-9]*'\n  starts: [' initialised']\nartifacts:"
        )
        try profile.scratch.write("profile.yml", text, mode: 0o644)
        try profile.write(
            "app.log",
            """
            2026-11-21T00:10:00Z [1] error: 09-0001 long before
            2026-11-21T01:10:00Z [1] info: 00-0015 initialised
            2026-11-21T01:12:00Z [6] error: 07-0042 password=hunter2horse unresponsive client: a
            2026-11-21T01:14:00Z [6] error: 07-0042 unresponsive client: b
            2026-11-21T01:15:00Z [6] error: 70-0004 client[b] is not consuming messages
            2026-11-21T02:10:00Z [1] error: 09-0002 long after

            """
        )
        let window = ["--since", "2026-11-21T01:00:00Z", "--until", "2026-11-21T02:00:00Z", "--timezone", "UTC"]
        let run = try await CollectRun.make(profile.arguments + window)
        let request = String(decoding: try run.bytes(".txt"), as: UTF8.self)
        #expect(request.contains("ERRORS IN THE LOGS\n\n- 3 in 1 log"), "\(request)")
        #expect(
            request.contains("- first: 2026-11-21T01:12:00Z error: 07-0042 password=[REDACTED:password#1] unresponsive")
        )
        #expect(request.contains("- 2 x error: 07-0042 ") && request.contains("- 1 x error: 70-0004 client[b]"))
        #expect(request.contains("- start: 2026-11-21T01:10:00Z initialised (logs/"))
        #expect(!request.contains("09-000") && !request.contains("hunter2"))
        // The facts of a finished bundle are the same, and struck parts are in no form of the request.
        let out = try profile.scratch.makeDirectory("again")
        let again = try await ProductUnderTest.run([
            "request", "new", profile.path, "--bundle", try run.bundle(), "--batch", "--output", out, "--strike",
            "host", "--strike", "events", "--format", "json",
        ])
        #expect(again.code == 3, "\(again.errors)")
        for path in again.lines where !path.hasSuffix(".eml") {
            let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            #expect(text.contains("2 x error: 07-0042") && !text.contains("Host:  "), "\(path): \(text)")
            #expect(!text.contains("initialised"), "\(path)")
        }
        let struck = try await CollectRun.make(
            profile.arguments + window + ["--strike", "errors", "--strike", "operating-system"]
        )
        let inside = try await struck.contents().text("request.txt")
        for text in [String(decoding: try struck.bytes(".txt"), as: UTF8.self), inside] {
            #expect(!text.contains("ERRORS IN THE LOGS") && !text.contains("Operating system:"))
            #expect(text.contains("initialised"))
        }
        #expect(try await ProductUnderTest.run(["collect", "--strike", "severity"]).code == 64)
    }
}
