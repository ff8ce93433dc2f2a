import Foundation
import TestSupport
import Testing

/// The questions of `collect` itself, at a real terminal.
@Suite struct CollectInterviewTests {
    private static let given = [
        "--impact", "All 40 traders have stopped trading.", "--observed", "Subscriptions stop with error 02-0007.",
        "--expected", "Updates reach every subscriber at once.", "--severity", "3", "--environment", "production",
    ]

    private func trial() throws -> TestProfile {
        let profile = try TestProfile(
            "- {id: config, collector: files, category: configuration, why: test, paths: [\"ROOT/*.conf\"]}"
        )
        let scratch = profile.scratch
        _ = try scratch.makeDirectory("out")
        try profile.write("site.conf", "name = trial\n")
        try scratch.write("home/.config/supportkit/config.yml", "contact.name: Jo\ncontact.email: jo@example.com\n")
        return profile
    }

    private func collect(
        _ trial: TestProfile,
        _ steps: [RequestTerminal.Step]
    ) async throws -> RequestTerminal.Outcome {
        try await RequestTerminal.run(
            [
                "collect", trial.path, "--root", trial.root, "--since", "-2h", "--no-exec", "--output",
                trial.scratch.path("out"),
            ] + Self.given,
            in: trial.scratch.path,
            environment: ["HOME": trial.scratch.path("home")],
            steps
        )
    }

    @Test func whatChangedIsOfferedAndTakenOverByItsNumber() async throws {
        let trial = try trial()
        let outcome = try await collect(
            trial,
            [
                .init("Seen on the host, and no answer yet:", ""), .init("site.conf changed", ""),
                .init("take these over.", "1\n\n"),
            ]
        )
        #expect(outcome.code == 0 && outcome.stuck == nil, "\(outcome.shown)")
        let name = try #require(trial.scratch.names(in: "out").first { $0.hasSuffix(".txt") })
        let text = String(decoding: trial.scratch.bytes("out/\(name)"), as: UTF8.self)
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("Recent changes:") }, "\(text)")
        #expect(!row.contains("NOT ANSWERED"))
    }

    @Test func whatNobodyTakesOverIsNoAnswer() async throws {
        let trial = try trial()
        let outcome = try await collect(trial, [.init("take these over.", "\n")])
        #expect(outcome.code == 0 && outcome.stuck == nil, "\(outcome.shown)")
        let name = try #require(trial.scratch.names(in: "out").first { $0.hasSuffix(".txt") })
        let text = String(decoding: trial.scratch.bytes("out/\(name)"), as: UTF8.self)
        #expect(!text.contains("Recent changes:") && !text.contains("site.conf changed"), "\(text)")
    }

    @Test func ctrlCAtTheQuestionsCollectsNothing() async throws {
        let trial = try trial()
        let outcome = try await collect(trial, [.init("take these over.", "\u{3}")])
        #expect(outcome.code == 130 && outcome.shown.contains("nothing was collected"), "\(outcome.shown)")
        #expect(trial.scratch.names(in: "out").isEmpty, "there is nothing to keep")
    }

    @Test func whatWasTypedBeforeCtrlCIsKeptAndTakenUpAgain() async throws {
        let trial = try trial()
        let words = ["collect", trial.path, "--root", trial.root, "--no-exec", "--output", trial.scratch.path("out")]
        let steps: [RequestTerminal.Step] = [
            .init("What is the impact?", "All 40 traders have stopped trading.\n\n"),
            .init("What do you see?", "\u{3}"),
        ]
        let outcome = try await RequestTerminal.run(words, in: trial.scratch.path, steps)
        #expect(outcome.code == 130 && outcome.stuck == nil, "\(outcome.shown)")
        let name = try #require(trial.scratch.names(in: "out").first, "\(outcome.shown)")
        #expect(trial.scratch.names(in: "out").count == 1 && outcome.shown.contains("--answers"))
        let path = trial.scratch.path("out/\(name)")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let again = try await ProductUnderTest.run(words + ["--batch", "--answers", path])
        #expect(again.code == 0, "\(again.errors)")
        let text = try #require(trial.scratch.names(in: "out").first { $0.hasSuffix(".txt") })
        #expect(String(decoding: trial.scratch.bytes("out/\(text)"), as: UTF8.self).contains("All 40 traders"))
    }

    @Test func aSlipAmongTheOptionsIsFoundBeforeTheQuestions() async throws {
        let trial = try trial()
        let words = ["collect", trial.path, "--root", trial.root, "--no-exec", "--output", "/nonexistent/x.zip"]
        let outcome = try await RequestTerminal.run(words, in: trial.scratch.path, [])
        #expect(outcome.code == 64 && !outcome.shown.contains("What is the impact?"), "\(outcome.shown)")
    }

    @Test func whenThereCanBeNoBundleTheAnswersAreKept() async throws {
        let trial = try trial()
        let words = [
            "collect", trial.path, "--root", trial.root, "--no-exec", "--max-size", "500", "--output",
            trial.scratch.path("out"),
        ]
        let steps: [RequestTerminal.Step] = [
            .init("What is the impact?", "All 40 traders have stopped trading.\n\n"),
            .init("What do you see?", "\u{4}"),
        ]
        let outcome = try await RequestTerminal.run(words, in: trial.scratch.path, steps)
        #expect(outcome.code == 1 && outcome.shown.contains("your answers are in"), "\(outcome.shown)")
        #expect(trial.scratch.names(in: "out").count == 1)
    }

    @Test func aSevereIncidentIsAskedForItsTelephoneAndATimeIsReadInTheZoneOfTheHost() async throws {
        let trial = try trial()
        let words = [
            "collect", trial.path, "--root", trial.root, "--no-exec", "--timezone", "Europe/Berlin", "--impact",
            "All 40 traders have stopped trading.", "--observed", "Subscriptions stop with error 02-0007.",
            "--expected", "Updates reach every subscriber at once.", "--environment", "production", "--output",
            trial.scratch.path("out"),
        ]
        let outcome = try await RequestTerminal.run(
            words,
            in: trial.scratch.path,
            environment: ["HOME": trial.scratch.path("home")],
            [
                .init("How severe is it", "1\n"), .init("When did it start?", "-5m\n"), .init("Read as 20", ""),
                .init("What has changed", "\n"), .init("telephone", "+44 20 7946 0000\n"), .init("> ", "24x7\n"),
            ]
        )
        #expect(outcome.code == 0 && outcome.stuck == nil, "\(outcome.shown)")
        let name = try #require(trial.scratch.names(in: "out").first { $0.hasSuffix(".txt") })
        let text = String(decoding: trial.scratch.bytes("out/\(name)"), as: UTF8.self)
        #expect(
            text.contains(#/Started: +20.*\+0[12]:00\n/#) && text.contains(#/Telephone: +\+44 20 7946 0000\n/#),
            "\(text)"
        )
    }
}
