import Foundation
import TestSupport
import Testing

/// Sending, with servers that behave as those outside do.
@Suite struct RequestSendTests {
    private struct Mail: Decodable {
        let tls: Bool
        let login: String
        let greeting: String
        let from: String
        let to: [String]
        let data: String
    }

    private static let epoch = ["SOURCE_DATE_EPOCH": "1795226400"]

    /// A complete request, and the directory it is in.
    private func draft(_ arguments: [String] = []) async throws -> (ScratchDirectory, String) {
        let scratch = try ScratchDirectory()
        try scratch.write(
            "answers.yml",
            """
            impact: All 40 traders have stopped trading.
            observed: |
              Subscriptions stop:

              .
              From here on with error 02-0007
            expected: Updates reach every subscriber at once.
            severity: 3
            environment: production
            started: 2026-11-21 01:30 UTC
            contact: {name: Zoë Müller, email: zoe@example.com}
            version: 5.3.4.78

            """
        )
        let run = try await ProductUnderTest.run(
            ["request", "new", "amps", "--batch", "--answers", scratch.path("answers.yml"), "--output", scratch.path]
                + arguments,
            environment: Self.epoch
        )
        return (scratch, try #require(run.lines.first, "\(run.errors)"))
    }

    private func send(_ arguments: [String]) async throws -> CommandRun {
        try await ProductUnderTest.run(["request", "send"] + arguments, environment: Self.epoch)
    }

    /// A program in place of sendmail that keeps its arguments and its input.
    private func sendmail(_ scratch: ScratchDirectory, exit code: Int = 0) async throws -> String {
        let text =
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >'\(scratch.path)/arguments'\ncat >'\(scratch.path)/input'\n"
            + "echo 'queue file write error' >&2\nexit \(code)\n"
        try scratch.write("sendmail.sh", text)
        // Another process writes it: a program this one still holds open for writing, in a child just forked, is "busy".
        try await CommandRun.tool("install", "-m", "755", scratch.path("sendmail.sh"), scratch.path("sendmail"))
        return scratch.path("sendmail")
    }

    private func bundle(_ scratch: ScratchDirectory, bytes: Int = 600_000) throws -> (path: String, content: [UInt8]) {
        let content = (0..<bytes).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        try scratch.write("supportkit-x.tar.gz", content)
        return (scratch.path("supportkit-x.tar.gz"), content)
    }

    // MARK: - The local mail system

    @Test func theMailSystemGetsTheRecipientsOneByOneAndTheMessageWithoutDraftMarks() async throws {
        let (scratch, file) = try await draft()
        let program = try await sendmail(scratch)
        let before = FileManager.default.contents(atPath: file)
        let run = try await send([file, "--sendmail", program, "--yes"])
        #expect(run.code == 0, "\(run.errors)")
        let arguments = String(decoding: scratch.bytes("arguments"), as: UTF8.self)
        #expect(arguments == "-i\n-f\nzoe@example.com\n--\nsupport@crankuptheamps.com\n")
        let input = String(decoding: scratch.bytes("input"), as: UTF8.self)
        #expect(!input.contains("\r") && !input.contains("X-Unsent") && input.contains("\nDate: Sat, 21 Nov 2026"))
        // The draft stays, and the copy is what was sent.
        #expect(FileManager.default.contents(atPath: file) == before)
        let copy = FileManager.default.contents(atPath: try #require(run.lines.first))
        #expect(copy.map { String(decoding: $0, as: UTF8.self).replacing("\r\n", with: "\n") } == input)
        let check = try await ProductUnderTest.run(["request", "check", try #require(run.lines.first)])
        #expect(check.code == 0, "\(check.output)")
    }

    @Test func aFailureKeepsEverythingAndSaysHowToGoOn() async throws {
        let (scratch, file) = try await draft()
        let program = try await sendmail(scratch, exit: 75)
        let names = scratch.names()
        let run = try await send([file, "--sendmail", program, "--yes"])
        #expect(run.code == 1 && run.lines.isEmpty)
        #expect(run.errors.contains("ended with exit code 75: queue file write error"), "\(run.errors)")
        #expect(run.errors.contains("the draft is as it was") && run.errors.contains("--smtp"))
        #expect(Set(scratch.names()).subtracting(names) == ["arguments", "input"])
        let none = try await send([file, "--sendmail", "/nonexistent/sendmail", "--yes"])
        #expect(none.code == 1 && none.errors.contains("is not installed"))
    }

    @Test func nothingIsRunInADryRunAndNothingUnaskedInAScript() async throws {
        let (scratch, file) = try await draft()
        let program = try await sendmail(scratch)
        let names = scratch.names()
        let dry = try await send([file, "--sendmail", program, "--dry-run"])
        #expect(dry.code == 0)
        #expect(dry.lines == ["\(program) -i -f zoe@example.com -- support@crankuptheamps.com < the message"])
        #expect(dry.errors.contains("All 40 traders have stopped trading."))
        let unasked = try await send([file, "--sendmail", program])
        #expect(unasked.code == 64 && unasked.errors.contains("--yes"))
        #expect(scratch.names() == names)
    }

    @Test func onATerminalTheMessageIsShownAndOnlyYesSendsIt() async throws {
        for (keys, code) in [("n\n", 1), ("\n", 1), ("\u{3}", 130), ("\u{4}", 1), ("y\n", 0)] {
            let (scratch, file) = try await draft()
            let program = try await sendmail(scratch)
            let outcome = try await RequestTerminal.run(
                ["request", "send", file, "--sendmail", program],
                in: scratch.path,
                [.init("Send it to support@crankuptheamps.com? [y/N]", keys)]
            )
            #expect(outcome.code == code && outcome.stuck == nil, "\(keys.debugDescription): \(outcome.shown)")
            #expect(outcome.shown.contains("Subject: [Severity 3] AMPS 5.3.4.78"))
            #expect(scratch.names().contains("input") == (code == 0))
        }
    }

    @Test func whatIsNotFitToBeSentIsHeldBack() async throws {
        let (scratch, file) = try await draft(["--set", "expected=works"])
        let program = try await sendmail(scratch)
        let run = try await send([file, "--sendmail", program, "--yes"])
        #expect(run.code == 5 && run.errors.contains("expected:") && run.errors.contains("--force"))
        #expect(!scratch.names().contains("input"))
        #expect(try await send([file, "--sendmail", program, "--yes", "--force"]).code == 0)
    }

    @Test func aBccSmuggledIntoTheDraftReachesNobody() async throws {
        let (scratch, file) = try await draft()
        let program = try await sendmail(scratch)
        let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        try scratch.write(
            "edited.eml",
            text.replacing(
                "Subject:",
                with: "Bcc: thief@example.org,\r\n thief@example.net\r\nCc: <boss@example.com>\r\nSubject:"
            )
        )
        let run = try await send([scratch.path("edited.eml"), "--sendmail", program, "--yes"])
        #expect(run.code == 0 && run.errors.contains("Bcc header is taken out"), "\(run.errors)")
        let arguments = String(decoding: scratch.bytes("arguments"), as: UTF8.self)
        #expect(arguments.hasSuffix("--\nsupport@crankuptheamps.com\nboss@example.com\n"))
        #expect(!String(decoding: scratch.bytes("input"), as: UTF8.self).contains("thief"))
    }

    // MARK: - SMTP

    @Test func smtpIsEncryptedAndTheCredentialsStandInNoArgument() async throws {
        let (scratch, file) = try await draft()
        let server = try await RequestServers.smtp(in: scratch)
        try scratch.write("netrc", "machine localhost login jo password tr0ub4dor\n", mode: 0o600)
        let words = [
            file, "--smtp", "localhost:\(server.port)", "--netrc", scratch.path("netrc"), "--ca-file",
            scratch.path("ca.pem"),
        ]
        let dry = try await send(words + ["--dry-run"])
        #expect(!dry.output.contains("tr0ub4dor") && dry.output.contains("--ssl-reqd"), "\(dry.output)")
        let run = try await send(words + ["--yes"])
        #expect(run.code == 0, "\(run.errors)")
        let mail = try JSONDecoder().decode(Mail.self, from: Data(scratch.bytes("mail.json")))
        #expect(mail.tls && mail.login == "jo tr0ub4dor")
        #expect(mail.greeting == "example.com", "the name of this host is nobody's business")
        #expect(mail.from.hasPrefix("<zoe@example.com>") && mail.to == ["<support@crankuptheamps.com>"])
        let copy = FileManager.default.contents(atPath: try #require(run.lines.first)) ?? Data()
        #expect(mail.data == String(decoding: copy, as: UTF8.self))
    }

    @Test func smtpWithoutTrustOrCredentialsFailsAndKeepsTheDraft() async throws {
        let (scratch, file) = try await draft()
        let server = try await RequestServers.smtp(in: scratch)
        try scratch.write("netrc", "machine localhost login jo password wrong\n", mode: 0o600)
        let place = ["--smtp", "localhost:\(server.port)"]
        let trust = ["--ca-file", scratch.path("ca.pem")]
        for words in [[], trust, trust + ["--netrc", scratch.path("netrc")]] {
            let run = try await send([file, "--yes"] + place + words)
            #expect(run.code == 1 && run.errors.contains("the draft is as it was"), "\(words): \(run.errors)")
        }
        #expect(!scratch.names().contains("mail.json"))
        for place in ["-oProxy", "a b:25", "host:0", "host:99999", "host:25:25", ""] {
            #expect(try await send([file, "--yes", "--smtp=\(place)"]).code == 64, "\(place)")
        }
    }

    @Test func aRefusedRecipientIsAFailure() async throws {
        let (scratch, file) = try await draft()
        let server = try await RequestServers.smtp(in: scratch)
        try scratch.write("netrc", "machine localhost login jo password tr0ub4dor\n", mode: 0o600)
        let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        try scratch.write("edited.eml", text.replacing("support@crankup", with: "refused@crankup"))
        let run = try await send([
            scratch.path("edited.eml"), "--yes", "--smtp", "localhost:\(server.port)", "--netrc", scratch.path("netrc"),
            "--ca-file", scratch.path("ca.pem"),
        ])
        #expect(run.code == 1 && !scratch.names().contains("mail.json"), "\(run.errors)")
    }

    // MARK: - Uploads

    private func upload(
        _ scratch: ScratchDirectory,
        _ file: String,
        _ place: String,
        _ bundle: String,
        _ more: [String] = []
    ) async throws -> CommandRun {
        try await send(
            [file, "--yes", "--sendmail", try await sendmail(scratch), "--upload", place, "--bundle", bundle] + more
        )
    }

    @Test func anUploadThatBreaksOffIsTakenUpWhereItStopped() async throws {
        let (scratch, file) = try await draft()
        let (path, content) = try bundle(scratch)
        let server = try await RequestServers.http(in: scratch, drops: 2, cut: 200_000)
        let place = "http://127.0.0.1:\(server.port)/in/x.tar.gz"
        let run = try await upload(scratch, file, place, path, ["--resumable"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(scratch.bytes("stored-x.tar.gz") == content)
        let log = String(decoding: scratch.bytes("http.log"), as: UTF8.self).split(separator: "\n")
        let digest = try await CommandRun.tool("sha256sum", path).prefix(64)
        #expect(log.filter { $0.hasPrefix("PUT") }.allSatisfy { $0.hasSuffix(" \(digest)") })
        #expect(log.count { $0.contains("bytes ") } >= 1, "\(log)")
        #expect(run.errors.contains("trying again") && scratch.names().contains("input"))
    }

    @Test func withoutResumptionTheWholeIsSentAgain() async throws {
        let (scratch, file) = try await draft()
        let (path, content) = try bundle(scratch)
        let server = try await RequestServers.http(in: scratch, drops: 1, cut: 200_000)
        // A signature is as good as a password.
        try scratch.write("place", "http://127.0.0.1:\(server.port)/in/y.tar.gz?X-Amz-Signature=5ecr3t\n", mode: 0o600)
        let run = try await upload(scratch, file, "@\(scratch.path("place"))", path)
        #expect(run.code == 0, "\(run.errors)")
        #expect(scratch.bytes("stored-y.tar.gz") == content)
        let log = String(decoding: scratch.bytes("http.log"), as: UTF8.self)
        #expect(!log.contains("HEAD") && !log.contains("bytes ") && log.contains("X-Amz-Signature=5ecr3t"))
        let dry = try await upload(scratch, file, "@\(scratch.path("place"))", path, ["--dry-run"])
        for text in [run.errors, run.output, dry.output, dry.errors] { #expect(!text.contains("5ecr3t")) }
        #expect(dry.output.contains("curl --disable --config -"))
    }

    @Test func aRefusedUploadIsNotTriedAgainAndNoMailIsSent() async throws {
        let (scratch, file) = try await draft()
        let (path, _) = try bundle(scratch, bytes: 5_000)
        let server = try await RequestServers.http(in: scratch, drops: 0, cut: 0, status: 403)
        let run = try await upload(scratch, file, "http://127.0.0.1:\(server.port)/x", path)
        #expect(run.code == 1 && run.errors.contains("the server answered 403"), "\(run.errors)")
        #expect(run.errors.contains("Nothing was sent by mail") && !scratch.names().contains("input"))
        #expect(String(decoding: scratch.bytes("http.log"), as: UTF8.self).split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        "ftp://host/x", "-oProxyCommand=x:y", "http://example.com/x", "host", "a b:c", "sftp://-x/y", "user@host\n:x",
    ])
    func aPlaceThatIsNoneIsRefused(_ place: String) async throws {
        let (scratch, file) = try await draft()
        let (path, _) = try bundle(scratch, bytes: 10)
        let run = try await send([file, "--yes", "--bundle", path, "--upload=\(place)"])
        #expect(run.code == 64, "\(run.errors)")
    }

    @Test func sftpBringsTheBundleAndItsChecksum() async throws {
        try ProductUnderTest.requireRoot()
        let (scratch, file) = try await draft()
        let (path, content) = try bundle(scratch)
        try scratch.write("supportkit-x.tar.gz.sha256", "digest  supportkit-x.tar.gz\n")
        let server = try await RequestSSHServer(scratch)
        let place = "sftp://nobody@localhost\(server.directory)"
        let words = ["--ssh-config", server.clientConfiguration]
        // Where it cannot be written, nothing is sent.
        let denied = try await upload(scratch, file, "sftp://nobody@localhost/proc", path, words)
        #expect(
            denied.code == 1 && denied.errors.contains("upload to sftp://nobody@localhost/proc"),
            "\(denied.errors)"
        )
        #expect(!scratch.names().contains("input"))
        let run = try await upload(scratch, file, place, path, words)
        #expect(run.code == 0, "\(run.errors)\n\(server.log)")
        #expect(scratch.bytes("in/supportkit-x.tar.gz") == content)
        #expect(scratch.names(in: "in") == ["supportkit-x.tar.gz", "supportkit-x.tar.gz.sha256"])
    }

    @Test func anSCPPlaceWhoseConnectionBreaksIsTakenUpWhereItStopped() async throws {
        try ProductUnderTest.requireRoot()
        let (scratch, file) = try await draft()
        let (path, content) = try bundle(scratch, bytes: 3_000_000)
        let server = try await RequestSSHServer(scratch)
        let relay = try await RequestServers.relay(in: scratch, to: server.port, drops: 2, cut: 1_000_000)
        let configuration = String(
            decoding: FileManager.default.contents(atPath: server.clientConfiguration) ?? Data(),
            as: UTF8.self
        )
        try scratch.write(
            "relayed",
            "HostKeyAlias [localhost]:\(server.port)\n"
                + configuration.replacing("Port \(server.port)", with: "Port \(relay.port)")
        )
        let place = "nobody@localhost:\(server.directory)"
        let run = try await upload(scratch, file, place, path, ["--ssh-config", scratch.path("relayed")])
        try #require(run.code == 0, "\(run.errors)\n\(server.log)")
        // Not in the expectation: a difference of so many bytes takes hours to print.
        let isWhole = scratch.bytes("in/supportkit-x.tar.gz") == content
        #expect(isWhole)
        #expect(scratch.names(in: "in") == ["supportkit-x.tar.gz"])
        #expect(run.errors.components(separatedBy: "trying again").count == 3, "\(run.errors)")
        // What had arrived did not travel twice.
        let connections = String(decoding: scratch.bytes("relay.log"), as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").compactMap { Int($0) }
        }
        try #require(connections.count == 3 && connections.allSatisfy { $0.count == 2 }, "\(connections)")
        let stored = connections[1][1]
        #expect(connections[0][1] > 0 && stored > connections[0][1], "\(connections)")
        #expect(connections[2][0] < content.count - stored + 100_000, "\(connections)")
    }
}
