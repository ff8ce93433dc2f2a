import Foundation
import TestSupport
import Testing

/// Names are replaced in everything that leaves the host, and `reveal` turns them back.
@Suite struct PseudonymTests {
    private let scratch: ScratchDirectory
    private static let log = """
        2026-11-21T01:45:00Z INFO client 10.7.33.12:9007 of orders-db.corp.internal logged on as jsmith@corp.internal
        2026-11-21T01:45:01Z INFO peer 10.7.33.99 via 02:42:ac:11:00:02, AMPS 5.3.4.112, 2001:db8:77::12
        2026-11-21T01:45:02Z WARN password=hunter2-Xq9 for user jsmith from 10.7.33.12

        """
    private static let names = ["10.7.33.", "orders-db", "jsmith", "corp.internal", "02:42:ac:11:00:02"]

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", Self.log)
        try scratch.write(
            "home/.config/supportkit/redaction.yml",
            "hosts: [orders-db.corp.internal, corp.internal]\nusers: [jsmith]\n"
        )
    }

    private var environment: [String: String] { ["HOME": scratch.path("home")] }

    @Test func aBundleHoldsNoNameAndTheMapTurnsAnAnswerBack() async throws {
        let run = try await ProductUnderTest.run(
            [
                "collect", "files", "--root", scratch.path("tree"), "--batch", "--output", scratch.path,
                "--pseudonyms", "hosts,ips,users,emails,macs", "--impact", "jsmith cannot reach 10.7.33.12",
            ],
            environment: environment.merging(["SUPPORTKIT_CONTACT_EMAIL": "jsmith@corp.internal"]) { $1 }
        )
        #expect(run.code == 0, "\(run.errors)")
        let files = run.output.split(separator: "\n").map(String.init)
        let bundle = try #require(files.first { $0.hasSuffix(".tar.gz") })
        let map = try #require(files.first { $0.hasSuffix(".map") })
        let attributes = try FileManager.default.attributesOfItem(atPath: map)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let contents = try await BundleContents(bundle)
        #expect(try await contents.disagreements().isEmpty)
        #expect(!contents.paths.contains { $0.hasSuffix(".map") })
        for path in contents.paths where path != "request.txt" {
            for name in Self.names { #expect(!contents.text(path).contains(name), "\(name) in \(path)") }
        }
        let log = contents.text("logs\(scratch.path("tree/app.log"))")
        #expect(log.contains("AMPS 5.3.4.112") && log.contains("password=[REDACTED:password#1]"), "\(log)")
        // Two addresses of one network stay in one network.
        let addresses = log.matches(of: #/10\.\d+\.\d+\.\d+/#)
            .map { $0.output.split(separator: ".").dropLast().joined() }
        #expect(addresses.count >= 3 && Set(addresses).count == 1, "\(addresses)")
        // Whom to call back stays.
        let email = try String(contentsOfFile: try #require(files.first { $0.hasSuffix(".txt") }), encoding: .utf8)
        #expect(email.contains("jsmith@corp.internal"))
        #expect(!email.contains("10.7.33.12"))

        let revealed = try await ProductUnderTest.run(["reveal", "--map", map], input: Array(log.utf8))
        #expect(revealed.code == 0, "\(revealed.errors)")
        #expect(revealed.output == Self.log.replacing("hunter2-Xq9", with: "[REDACTED:password#1]"))
    }

    @Test func theHostsOfACaseAgree() async throws {
        var outputs: [String] = []
        for number in 1...2 {
            let run = try await ProductUnderTest.run(
                [
                    "redact", "--pseudonyms", "ips,hosts,users", "--case-key", scratch.path("case.key"),
                    "--map", scratch.path("\(number).map"), scratch.path("tree/app.log"),
                ],
                environment: environment
            )
            #expect(run.code == 0, "\(run.errors)")
            outputs.append(run.output)
        }
        #expect(outputs[0] == outputs[1] && !outputs[0].contains("10.7.33."))
        let other = try await ProductUnderTest.run(
            ["redact", "--pseudonyms", "ips", "--map", scratch.path("3.map"), scratch.path("tree/app.log")],
            environment: environment
        )
        #expect(other.output != outputs[0])
    }

    @Test(
        arguments: [
            (["redact", "--pseudonyms", "ips"], 64, "--map FILE"),
            (["redact", "--pseudonyms", "planets", "--map", "m"], 64, "there is no kind 'planets'"),
            (["redact", "--case-key", "k"], 64, "--case-key goes with --pseudonyms"),
            (["collect", "files", "--root", "/etc/ssl", "--output", "-", "--pseudonyms", "ips"], 64, "--map FILE"),
            (["reveal", "--map", "/no/such.map"], 1, "/no/such.map"),
            (["reveal", "--map", "/etc/passwd"], 1, "/etc/passwd"),
        ] as [([String], Int32, String)]
    )
    func mistakesAreNamed(arguments: [String], code: Int32, words: String) async throws {
        let run = try await ProductUnderTest.run(arguments)
        #expect(run.code == code, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
    }
}
