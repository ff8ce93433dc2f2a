import Foundation
import TestSupport
import Testing

/// The finished bundle is searched before it gets its name.
@Suite struct LeakCheckTests {
    /// Redaction is broken on purpose, as only a build with tests allows: what would leak must be found.
    @Test(
        arguments: [
            ("app.conf", "[db]\nuser = app\npassword = hunter2-Xq9-secret\n", "app.conf:3"),
            ("app.log", "one\ntwo\nurl tcp://feed:s3cr3t-Pw-77@10.0.0.1:9007/x\n", "app.log:3"),
            (
                "deep/key.txt",
                "note\n-----BEGIN PRIVATE KEY-----\n\(String(repeating: "MIIEvQIBADANBgkqhkiG9w0B", count: 3))\n",
                "key.txt:"
            ),
        ]
    )
    func aBundleThatHoldsASecretIsWithheld(name: String, text: String, place: String) async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/\(name)", text)
        let output = try scratch.makeDirectory("out")
        let arguments = ["collect", "files", "--root", scratch.path("tree"), "--batch", "--output", output]
        let run = try await ProductUnderTest.run(arguments, environment: ["SUPPORTKIT_TEST_BREAK": "redaction"])
        #expect(run.code == 4, "\(run.ending) \(run.errors)")
        #expect(run.output.isEmpty)
        #expect(scratch.names(in: "out").isEmpty)
        #expect(run.errors.contains("withheld") && run.errors.contains(place), "\(run.errors)")
        for secret in ["hunter2-Xq9", "s3cr3t-Pw", "MIIEvQ"] { #expect(!run.errors.contains(secret)) }

        let sound = try await ProductUnderTest.run(arguments)
        #expect(sound.code == 0, "\(sound.errors)")
        let none = try await ProductUnderTest.run(
            arguments + ["--no-redact", "--i-accept-secrets", "--output", scratch.path("out/plain.tar.gz")]
        )
        #expect(none.code == 0, "who asks for secrets gets them: \(none.errors)")
    }

    /// What a log holds is known to be secret only after a later file said so: the bundle is made again, with that knowledge.
    @Test func aSecretThatIsLearnedLateIsRemovedAllTheSame() async throws {
        let scratch = try ScratchDirectory()
        // Both are of the kind that teaches; the one that comes first holds the value without saying what it is.
        try scratch.write("tree/a.json", "{\"event\": \"saw hunter2-Xq9-secret pass by\"}\n")
        try scratch.write("tree/b.conf", "[db]\npassword = hunter2-Xq9-secret\n")
        let run = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("tree"), "--batch", "--output", scratch.path]
        )
        #expect(run.code == 0, "\(run.errors)")
        let contents = try await BundleContents(try #require(run.output.split(separator: "\n").first.map(String.init)))
        for path in contents.paths { #expect(!contents.text(path).contains("hunter2-Xq9"), "\(path)") }
        #expect(try await contents.disagreements().isEmpty)
    }

    @Test func aSecretInAFileNameIsFound() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/ghp_\(String(repeating: "aB3dE6gH9k", count: 4).prefix(36)).log", "a line\n")
        let output = try scratch.makeDirectory("out")
        let run = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("tree"), "--batch", "--output", output],
            environment: ["SUPPORTKIT_TEST_BREAK": "redaction"]
        )
        #expect(run.code == 4, "\(run.ending) \(run.errors)")
        #expect(!run.errors.contains("ghp_"))
    }
}
