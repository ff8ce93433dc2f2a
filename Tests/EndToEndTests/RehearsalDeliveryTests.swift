import Foundation
import TestSupport
import Testing

/// The ways out of the host, as a rehearsal tries and goes them.
@Suite struct RehearsalDeliveryTests {
    private struct Trial {
        let scratch: ScratchDirectory
        let words: [String]

        init() throws {
            scratch = try ScratchDirectory()
            _ = try scratch.makeDirectory("out")
            let profile =
                "schema: 1\nid: trial\ntitle: Trial\nsummary: a profile of the tests\n"
                + "vendor: {name: Vendor, support: [help@example.com]}\n"
                + "version:\n  - sources:\n      - {id: release, from: file, paths: [\"\(scratch.path("tree"))/RELEASE\"], "
                + "pattern: '([0-9.]+)'}\nartifacts:\n"
                + "  - {id: config, collector: files, category: configuration, required: true, why: test, "
                + "paths: [\"\(scratch.path("tree"))/*.conf\"]}\n"
            try scratch.write("profile.yml", profile, mode: 0o644)
            try scratch.write("tree/site.conf", "name = trial\n")
            try scratch.write("tree/RELEASE", "1.2.3\n")
            words = [
                "rehearse", scratch.path("profile.yml"), "--root", scratch.path("tree"), "--output",
                scratch.path("out"),
            ]
        }

        var environment: [String: String] { ["XDG_STATE_HOME": scratch.path("state")] }

        func run(_ more: [String]) async throws -> CommandRun {
            try await ProductUnderTest.run(words + more, environment: environment)
        }

        /// A program in place of sendmail that keeps its input.
        func sendmail() async throws -> String {
            try scratch.write("sendmail.sh", "#!/bin/sh\ncat >'\(scratch.path)/input'\n")
            try await CommandRun.tool("install", "-m", "755", scratch.path("sendmail.sh"), scratch.path("sendmail"))
            return scratch.path("sendmail")
        }

        var runbook: String {
            scratch.names(in: "out").first { $0.hasSuffix("-runbook.md") }
                .map { String(decoding: scratch.bytes("out/\($0)"), as: UTF8.self) } ?? ""
        }
    }

    @Test func anAddressIsAskedAndNothingIsStoredThere() async throws {
        let trial = try Trial()
        let server = try await RequestServers.http(in: trial.scratch, drops: 0, cut: 0)
        let place = "http://127.0.0.1:\(server.port)/in/x.tar.gz?X-Amz-Signature=5ecr3t"
        let run = try await trial.run(["--upload", place])
        #expect(run.code == 0, "\(run.errors)\(run.output)")
        #expect(
            run.output.contains("it answered 404 to a HEAD; that it takes a PUT only --send shows"),
            "\(run.output)"
        )
        let log = String(decoding: trial.scratch.bytes("http.log"), as: UTF8.self)
        #expect(log.hasPrefix("HEAD /in/x.tar.gz?") && !log.contains("PUT"), "\(log)")
        // The runbook tells how to upload, and not the signature.
        #expect(trial.runbook.contains("request send FILE.eml --upload @ADDRESS-FILE --bundle FILE.tar.gz"))
        for text in [run.output, run.errors, trial.runbook] { #expect(!text.contains("5ecr3t")) }
    }

    @Test func anAddressWhereNobodyAnswersIsNotReady() async throws {
        let trial = try Trial()
        let run = try await trial.run(["--upload", "http://127.0.0.1:1/in/x.tar.gz"])
        #expect(run.code == 3 && run.output.contains("1 required step does not work"), "\(run.output)")
        #expect(
            run.output.contains(#/not yet +required .* the upload|access to http:\/\/127.0.0.1:1/#),
            "\(run.output)"
        )
    }

    @Test func anUploadThatBreaksOffIsTakenUpAndTheMessageSaysWhereTheBundleIs() async throws {
        let trial = try Trial()
        let server = try await RequestServers.http(in: trial.scratch, drops: 1, cut: 500)
        let sendmail = try await trial.sendmail()
        let place = "http://127.0.0.1:\(server.port)/in/x.tar.gz"
        let words = [
            "--upload", place, "--resumable", "--sendmail", sendmail, "--send", "--yes", "--from", "jo@example.com",
        ]
        let run = try await trial.run(words)
        #expect(run.code == 0, "\(run.errors)\(run.output)")
        let log = String(decoding: trial.scratch.bytes("http.log"), as: UTF8.self)
        #expect(log.contains("bytes 500-"), "\(log)")
        let bundle = try #require(trial.scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let isWhole = trial.scratch.bytes("stored-x.tar.gz") == trial.scratch.bytes("out/\(bundle)")
        #expect(isWhole)
        #expect(String(decoding: trial.scratch.bytes("input"), as: UTF8.self).contains("PROCESS TEST"))
        #expect(trial.runbook.contains("--sendmail \(sendmail) --upload \(place) --bundle FILE.tar.gz --resumable"))
        let alone = try await trial.run(["--resumable"])
        #expect(alone.code == 64 && alone.errors.contains("--resumable is for --upload"), "\(alone.errors)")
    }

    @Test(arguments: [("n\n", 1), ("\n", 1), ("\u{3}", 130), ("\u{4}", 1), ("yes\n", 0)] as [(String, Int)])
    func onATerminalOnlyYesSends(_ keys: String, _ code: Int) async throws {
        let trial = try Trial()
        let sendmail = try await trial.sendmail()
        let outcome = try await RequestTerminal.run(
            trial.words + ["--sendmail", sendmail, "--send", "--from", "jo@example.com"],
            in: trial.scratch.path,
            environment: trial.environment,
            [.init("Send a request marked PROCESS TEST to help@example.com? [y/N]", keys)]
        )
        #expect(outcome.code == code && outcome.stuck == nil, "\(outcome.shown)")
        #expect(trial.scratch.names().contains("input") == (code == 0))
        #expect(trial.scratch.names(in: "out").isEmpty == (code != 0))
        if code != 0 { #expect(outcome.shown.contains("nothing was sent, and nothing rehearsed")) }
    }

    @Test func collectSaysThatTheProductWasUpgradedSinceTheRehearsal() async throws {
        let trial = try Trial()
        let rehearsed = try await trial.run([])
        #expect(rehearsed.code == 0, "\(rehearsed.errors)\(rehearsed.output)")
        let words = ["collect"] + trial.words.dropFirst() + ["--batch"]
        // The names of bundles differ by the second.
        try await Task.sleep(for: .milliseconds(1_100))
        let same = try await ProductUnderTest.run(words, environment: trial.environment)
        #expect(same.code == 0 && !same.errors.contains("rehears"), "\(same.errors)")
        try trial.scratch.write("tree/RELEASE", "1.3.0\n")
        try await Task.sleep(for: .milliseconds(1_100))
        let upgraded = try await ProductUnderTest.run(words, environment: trial.environment)
        #expect(upgraded.errors.contains("was before the change from version 1.2.3 to 1.3.0"), "\(upgraded.errors)")
    }
}
