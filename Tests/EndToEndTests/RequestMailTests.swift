import Foundation
import TestSupport
import Testing

/// The mail system and the mail program most of these hosts have: Postfix takes the request, mutt reads it.
@Suite(.serialized) struct RequestMailTests {
    /// Non-ASCII in subject and name, a line of one dot, and an answer of more than 10,000 characters.
    private static let observed =
        "Größe überschritten — «слово»\n\n.\nFrom here on:\n"
        + (1...160).map {
            "2026-11-21T01:\($0 % 60) error 07-0042 Übertragung \($0) abgebrochen, client[orders-\($0)] €"
        }
        .joined(separator: "\n")

    private func draft(_ arguments: [String] = []) async throws -> (ScratchDirectory, String) {
        let scratch = try ScratchDirectory()
        #expect(Self.observed.count > 10_000)
        let run = try await ProductUnderTest.run(
            [
                "request", "new", "amps", "--batch", "--output", scratch.path, "--impact",
                "Zürich: kein Händler sieht Kurse", "--observed", Self.observed, "--expected",
                "Every update arrives within 50 ms, as it did until Friday.", "--severity", "3", "--environment",
                "production", "--set", "started=2026-11-21 01:30 UTC", "--set", "contact.name=Zoë Müller", "--set",
                "contact.email=zoe@example.com", "--set", "version=5.3.4.78",
            ] + arguments,
            environment: ["SOURCE_DATE_EPOCH": "1795226400"]
        )
        return (scratch, try #require(run.lines.first, "\(run.errors)"))
    }

    /// What Python reads of a message.
    private func read(_ path: String) async throws -> [String: String] {
        let script = """
            import email, email.policy, json, sys
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
            assert not m.defects
            head = {k: str(v) for k, v in m.items()}
            head['body'] = m.get_body(('plain',)).get_content().replace('\\r\\n', '\\n')
            head['longest'] = str(max(len(line) for line in open(sys.argv[1], 'rb').read().splitlines()))
            print(json.dumps(head))
            """
        let output = try await CommandRun.tool("python3", "-c", script, path)
        return try JSONDecoder().decode([String: String].self, from: Data(output.utf8))
    }

    private func checkArrived(_ path: String) async throws {
        let mail = try await read(path)
        #expect(mail["Subject"] == "[Severity 3] AMPS 5.3.4.78: Zürich: kein Händler sieht Kurse")
        #expect(mail["To"] == "support@crankuptheamps.com" && mail["From"]?.contains("Zoë Müller") == true)
        #expect(mail["body"]?.contains(Self.observed) == true && mail["X-Unsent"] == nil)
        #expect((mail["longest"].flatMap { Int($0) } ?? .max) <= 998)
    }

    @Test func postfixTakesItFromSendmailAndBySMTP() async throws {
        guard RequestPostfix.isInstalled else {
            throw TestFailure("this test needs Postfix, which was not installed because another mail system is")
        }
        let (scratch, file) = try await draft()
        let postfix = try await RequestPostfix()
        do {
            let local = try await ProductUnderTest.run(
                ["request", "send", file, "--yes", "--sendmail", postfix.sendmail]
            )
            #expect(local.code == 0, "\(local.errors)")
            let first = try await postfix.nextMail()
            try await checkArrived(first)
            try FileManager.default.removeItem(atPath: first)

            try scratch.write("netrc", "machine localhost login jo password tr0ub4dor\n", mode: 0o600)
            let words = [
                "request", "send", file, "--yes", "--smtp", "localhost:\(postfix.port)", "--ca-file",
                postfix.certificate, "--netrc",
            ]
            try scratch.write("wrong", "machine localhost login jo password correcthorse\n", mode: 0o600)
            let refused = try await ProductUnderTest.run(words + [scratch.path("wrong")])
            #expect(refused.code == 1, "\(refused.ending) \(refused.errors)")
            #expect(refused.errors.contains("the draft is as it was"), "\(refused.errors)")
            #expect(postfix.isEmpty, "\(postfix.log)")
            let remote = try await ProductUnderTest.run(words + [scratch.path("netrc")])
            #expect(remote.code == 0, "\(remote.errors)\n\(postfix.log)")
            try await checkArrived(try await postfix.nextMail())
            #expect(postfix.log.contains("sasl_method=PLAIN, sasl_username=jo"))
            #expect(postfix.log.contains("STARTTLS") || postfix.log.contains("starttls=1"))
        } catch {
            try await postfix.stop()
            throw error
        }
        try await postfix.stop()
    }

    @Test func muttReadsTheDraft() async throws {
        let (scratch, file) = try await draft()
        // A mailbox of the kind mutt knows, with the draft in it, and the body piped out of mutt.
        for name in ["box/cur", "box/new", "box/tmp"] { _ = try scratch.makeDirectory(name) }
        try await CommandRun.tool("cp", file, scratch.path("box/new/1"))
        try scratch.write(
            "muttrc",
            """
            set charset=utf-8 wait_key=no pipe_decode=yes quit=yes folder=\(scratch.path) sendmail=/bin/false
            ignore *
            unignore from to subject
            push "<pipe-message>cat >\(scratch.path("out.txt"))<enter><exit>"

            """
        )
        let run = try await CommandRun.run(
            ["script", "-qec", "mutt -n -F \(scratch.path("muttrc")) -f \(scratch.path("box"))", "/dev/null"],
            environment: CommandRun.environment.merging(["LC_ALL": "C.UTF-8", "TERM": "xterm"]) { $1 }
        )
        let text = String(decoding: scratch.bytes("out.txt"), as: UTF8.self)
        #expect(text.contains("Subject: [Severity 3] AMPS 5.3.4.78: Zürich: kein Händler sieht Kurse"), "\(run.ending)")
        #expect(text.contains("Zoë Müller") && text.contains("Übertragung 160 abgebrochen, client[orders-160] €"))
        #expect(text.contains(Self.observed))
    }
}
