import Foundation
import TestSupport
import Testing

/// What a request says of a bundle it does not bring with it, and of what that bundle lacks.
@Suite struct RequestPlaceTests {
    private static let answers = [
        "impact=All 40 traders have stopped trading.", "observed=Subscriptions stop with error 02-0007.",
        "expected=Updates reach every subscriber at once.", "severity=3", "environment=production",
        "started=2026-11-21 01:30 UTC", "contact.name=Zoë Müller", "contact.email=zoe@example.com", "version=1",
    ].flatMap { ["--set", $0] }

    /// A bundle of a log with a gap in the window, and of a file that is required and missing.
    private func collected() async throws -> (run: CollectRun, scratch: ScratchDirectory) {
        let profile = try TestProfile(
            """
            - {id: core, collector: files, category: configuration, required: true, why: test, paths: ["ROOT/core.conf"]}
            - {id: other, collector: files, category: configuration, why: test, paths: ["ROOT/other.conf"]}
            - {id: log, collector: files, category: logs, why: test, paths: ["ROOT/app.log"]}
            """
        )
        try profile.write(
            "app.log",
            (10..<50).map { "2026-11-21T01:\($0):00Z info: record \($0)\n" }.joined()
        )
        let run = try await CollectRun.make(
            profile.arguments + ["--since", "2026-11-21T01:00:00Z", "--until", "2026-11-21T02:00:00Z"]
        )
        return (run, profile.scratch)
    }

    private func new(_ bundle: String, _ scratch: ScratchDirectory, home: String) async throws -> CommandRun {
        try await ProductUnderTest.run(
            ["request", "new", "amps", "--bundle", bundle, "--no-attach", "--batch", "--output", scratch.path]
                + Self.answers,
            environment: ["HOME": home]
        )
    }

    @Test func theRequestMadeLaterKnowsWhatTheLogsCoverAndWhatIsRequired() async throws {
        let (collection, scratch) = try await collected()
        let first = String(decoding: try collection.bytes(".txt"), as: UTF8.self)
        let run = try await new(try collection.bundle(), scratch, home: "/nonexistent")
        let name = try #require(scratch.names().first { $0.hasSuffix(".txt") }, "\(run.errors)")
        let second = String(decoding: scratch.bytes(name), as: UTF8.self)
        for text in [first, second] {
            #expect(text.contains(#/- logs/.*app\.log: 2026-11-21T01:10:00.* to 2026-11-21T01:49:00/#), "\(text)")
            #expect(text.contains(#/COULD NOT BE COLLECTED\n\n- [^ ]*core\.conf \(required\): /#), "\(text)")
            #expect(text.contains(#/- [^ ]*other\.conf: /#))
        }
    }

    @Test func whereTheBundleIsStandsInTheMessage() async throws {
        let (collection, scratch) = try await collected()
        let bundle = try collection.bundle()
        try scratch.write(
            "home/.config/supportkit/coverage.yml",
            "timezone: UTC\nhours: 24x7\nupload: \"https://up.example.com/case?X-Amz-Signature=5ecr3t\"\n"
        )
        let run = try await new(bundle, scratch, home: scratch.path("home"))
        let draft = try #require(scratch.names().first { $0.hasSuffix(".eml") }, "\(run.errors)")
        let shown = try await ProductUnderTest.run(["request", "show", scratch.path(draft)])
        #expect(
            shown.output.contains("not attached; it is to be brought to https://up.example.com/case\n"),
            "\(shown.output)"
        )
        #expect(!shown.output.contains("5ecr3t"))

        try scratch.write("sendmail.sh", "#!/bin/sh\ncat >'\(scratch.path)/input'\n")
        try await CommandRun.tool("install", "-m", "755", scratch.path("sendmail.sh"), scratch.path("sendmail"))
        let server = try await RequestServers.http(in: scratch, drops: 0, cut: 0)
        let place = "http://127.0.0.1:\(server.port)/in/x.tar.gz"
        let sent = try await ProductUnderTest.run([
            "request", "send", scratch.path(draft), "--yes", "--force", "--sendmail", scratch.path("sendmail"),
            "--upload", place, "--bundle", bundle,
        ])
        #expect(sent.code == 0, "\(sent.errors)")
        let copy = try #require(sent.lines.first)
        let said = try await ProductUnderTest.run(["request", "show", copy])
        #expect(said.output.contains("Delivery:           not attached; it is at \(place)\n"), "\(said.output)")
        #expect(said.output.contains("Zoë Müller") && !said.output.contains("up.example.com"))
        let isWhole =
            scratch.bytes("stored-x.tar.gz") == (FileManager.default.contents(atPath: bundle).map { [UInt8]($0) })
        #expect(isWhole)
        // What another program reads.
        let python = try await CommandRun.tool(
            "python3",
            "-c",
            "import email, email.policy, sys; m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default); print(m.get_content())",
            copy
        )
        #expect(python.contains("it is at \(place)"))
    }

    @Test(arguments: [("0", 0, "not attached"), ("1MiB", 0, "attached to this message"), ("64GiB", 64, "not a size")])
    func theHostSaysHowLargeABundleMayTravelByMail(_ limit: String, _ code: Int32, _ words: String) async throws {
        let profile = try TestProfile(
            "- {id: config, collector: files, category: configuration, why: test, paths: [\"ROOT/*.conf\"]}"
        )
        try profile.write("site.conf", "name = trial\n")
        let collection = try await CollectRun.make(
            profile.arguments,
            environment: ["SUPPORTKIT_ATTACHMENT_LIMIT": limit]
        )
        #expect(collection.run.code == code, "\(collection.run.errors)")
        let text = code == 0 ? String(decoding: try collection.bytes(".txt"), as: UTF8.self) : collection.run.errors
        #expect(text.contains(words), "\(text)")
        if code == 0 {
            let draft = String(decoding: try collection.bytes(".eml"), as: UTF8.self)
            #expect(draft.contains("multipart/mixed") == words.hasPrefix("attached"))
        }
    }
}
