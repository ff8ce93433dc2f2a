import Foundation
import TestSupport
import Testing

/// `supportkit redact`, as it stands in a pipeline.
@Suite struct RedactTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write("app.ini", "[db]\nuser = app\npassword = hunter2/Xq9\ntokenizer = standard\n")
    }

    @Test func aFilterTakesStandardInputAndGivesTheSameTextWithoutSecrets() async throws {
        let run = try await ProductUnderTest.run(["redact"], input: Array("a\r\nurl tcp://u:pw-9x@h/ b\n\u{0}z".utf8))
        #expect(run.code == 0)
        #expect(run.output == "a\r\nurl tcp://u:[REDACTED:url-password#1]@h/ b\n\u{0}z")
        #expect(run.errors.isEmpty)
    }

    @Test func theNameChoosesTheGrammar() async throws {
        let ini = try await ProductUnderTest.run(["redact", scratch.path("app.ini")])
        #expect(ini.output == "[db]\nuser = app\npassword = [REDACTED:password#1]\ntokenizer = standard\n")
        let bytes = Array("password = one two three\n".utf8)
        let named = try await ProductUnderTest.run(["redact", "--name", "x.ini", "-"], input: bytes)
        #expect(named.output == "password = [REDACTED:password#1]\n")
    }

    @Test func aFileThatIsOneSecretIsNoMore() async throws {
        try scratch.write("db-password", "tiger77\n")
        let run = try await ProductUnderTest.run(["redact", scratch.path("db-password")])
        #expect(run.output.hasPrefix("[REDACTED:") && run.output.hasSuffix("]\n"), "\(run.output)")
        try scratch.write("tree/db-password", "tiger77\n")
        let collected = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("tree"), "--batch", "--output", scratch.path]
        )
        let bundle = try #require(collected.output.split(separator: "\n").first.map(String.init))
        let contents = try await BundleContents(bundle)
        #expect(contents.rows("db-password").first?.reason?.contains("never opened") == true)
    }

    @Test func whatWasLearnedFromAFileIsHuntedInTheText() async throws {
        let text = Array("bare hunter2/Xq9, encoded aHVudGVyMi9YcTk= and hunter2%2FXq9\n".utf8)
        let run = try await ProductUnderTest.run(["redact", "--learn", scratch.path("app.ini")], input: text)
        #expect(run.code == 0)
        #expect(!run.output.contains("hunter2") && !run.output.contains("aHVudGVy"), "\(run.output)")
    }

    @Test func anExplanationNamesPlaceRuleAndReason() async throws {
        let file = scratch.path("app.ini")
        let run = try await ProductUnderTest.run(["redact", "--explain", file])
        #expect(run.output.hasPrefix("\(file):3:12: removed password: "))
        #expect(run.output.contains("\(file):4:1: kept 'tokenizer': a setting whose name says no secret"))
        #expect(!run.output.contains("hunter2"))
        let json = try await ProductUnderTest.run(["redact", "--explain", "--json", file])
        struct Row: Decodable {
            let line: Int
            let column: Int
            let verdict: String
            let rule: String?
            let name: String?
        }
        let rows = try JSONDecoder().decode([Row].self, from: Data(json.output.utf8))
        #expect(rows.map(\.verdict) == ["removed", "kept"])
        #expect(rows.map(\.line) == [3, 4] && rows.first?.rule == "password" && rows.last?.name == "tokenizer")
    }

    @Test func everyRuleIsListedWithExamples() async throws {
        try scratch.write(
            "more.yml",
            "patterns: [{id: customer, pattern: 'KD-[0-9]+', why: customers, removes: [KD-1]}]\n"
        )
        let run = try await ProductUnderTest.run(["redact", "--list-rules", "--redaction", scratch.path("more.yml")])
        #expect(run.code == 0)
        for line in ["password (password): ", "url-password (", "customer (added): customers", "    removes  KD-1"] {
            #expect(run.output.contains(line), "\(line)")
        }
        struct Row: Decodable {
            let id: String
            let why: String
            let removes: [String]
        }
        let json = try await ProductUnderTest.run(["redact", "--list-rules", "--json"])
        let rows = try JSONDecoder().decode([Row].self, from: Data(json.output.utf8))
        #expect(rows.count > 100 && rows.allSatisfy { !$0.why.isEmpty })
        // What is found by what was learned or given has no example of its own.
        #expect(rows.filter(\.removes.isEmpty).map(\.id) == ["extra-key", "learned", "literal"])
    }

    @Test func noCanaryPassesTheFilter() async throws {
        let demo = try await DemoInstance()
        let files = try await CommandRun.tool("find", demo.root, "-type", "f", "-size", "-200k")
            .split(separator: "\n").map(String.init)
        #expect(files.count > 5)
        // Message data is no secret to the redactor: it is never taken.
        let canaries = try demo.canaries().filter { !$0.hasPrefix("MESSAGEDATA") }
        for file in files {
            let run = try await ProductUnderTest.run(["redact", file])
            let found = Canaries.found(canaries, in: run.standardOutput + run.standardError)
            #expect(found.isEmpty, "redact \(file): \(found)")
        }
    }

    @Test(
        arguments: [
            (["redact", "/no/such/file"], 1, "cannot open /no/such/file"),
            (["redact", "/tmp"], 1, "is a directory"),
            (["redact", "/bin/ls"], 1, "--binary"),
            (["redact", "--list-rules", "/etc/passwd"], 64, "--list-rules stands alone"),
            (["redact", "--json", "/etc/passwd"], 64, "--json goes with"),
            (["redact", "--redaction", "/no/such.yml", "/etc/passwd"], 64, "/no/such.yml"),
            (["redact", "--learn", "/bin/ls", "/etc/passwd"], 64, "--learn /bin/ls: a binary file"),
        ] as [([String], Int32, String)]
    )
    func mistakesAreNamed(arguments: [String], code: Int32, words: String) async throws {
        let run = try await ProductUnderTest.run(arguments)
        #expect(run.code == code, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func aReaderThatGoesAwayIsNoFailure() async throws {
        try scratch.write("long.log", String(repeating: "a line without anything in it\n", count: 200_000))
        let run = try await ProductUnderTest.shell(
            "\"$0\" redact \"$1\" | head -n 1; echo \"done\"",
            [scratch.path("long.log")]
        )
        #expect(run.output == "a line without anything in it\ndone\n")
        #expect(run.errors.isEmpty)
    }

    @Test func theHostsAndTheUsersPolicyHoldInABundle() async throws {
        try scratch.write("home/.config/supportkit/redaction.yml", "literals: [Project Falcon]\npaths: ['*.payroll']\n")
        try scratch.write("root/app.log", "2026-11-21 01:45:00 INFO Project Falcon began\n")
        try scratch.write("root/x.payroll", "salaries\n")
        let run = try await ProductUnderTest.run(
            ["collect", "files", "--root", scratch.path("root"), "--batch", "--output", scratch.path],
            environment: ["HOME": scratch.path("home")]
        )
        #expect(run.code == 0, "\(run.errors)")
        let bundle = try #require(run.output.split(separator: "\n").first.map(String.init))
        let contents = try await BundleContents(bundle)
        let everything = contents.paths.map { contents.text($0) }.joined()
        #expect(!everything.contains("Falcon") && !everything.contains("salaries"))
        #expect(everything.contains("redaction.yml leaves out *.payroll"))
    }
}
