@testable import SupportKit
import TestSupport
import Testing

@Suite struct ProfileTests {
    /// The least a profile needs, with a place for more.
    @Test func coverageAndMarksOfLogsAreRead() throws {
        let more = """
            coverage: {timezone: Europe/London, hours: {mon-fri: "08:00-18:00"}, telephone: "+44 1"}
            events: {errors: " error: ", identifier: "[0-9]*", crashes: [segfault]}
            """
        let profile = try Profile(yaml: Self.yaml(more), file: "p.yml")
        #expect(profile.coverage?.telephone == "+44 1" && profile.coverage?.hours.isAlways == false)
        #expect(profile.events.marks.map(\.kind) == [.error, .crash] && profile.events.identifier == "[0-9]*")
        for wrong in ["events: {errors: [abc]}", "events: {warnings: x}", "coverage: {hours: 24x7}"] {
            #expect(throws: ProfileError.self, "\(wrong)") { try Profile(yaml: Self.yaml(wrong), file: "p.yml") }
        }
    }

    static func yaml(_ more: String = "", artifact: String = "") -> String {
        """
        schema: 1
        id: demo
        title: Demo
        summary: a product for tests
        artifacts:
          - id: one
            collector: files
            category: logs
            why: to see
            paths: [/one]
        \(artifact)
        \(more)
        """
    }

    private func refusal(of yaml: String) -> ProfileError? {
        do throws(ProfileError) {
            _ = try Profile(yaml: yaml, file: "demo.yml")
            return nil
        } catch {
            return error
        }
    }

    // MARK: - What is read

    @Test func readsTheLeast() throws {
        let profile = try Profile(yaml: Self.yaml(), file: "demo.yml")
        #expect(profile.id == "demo")
        #expect(profile.title == "Demo")
        #expect(profile.summary == "a product for tests")
        #expect(profile.origin == "demo.yml")
        #expect(profile.uses.isEmpty)
        #expect(profile.vendor.support.isEmpty)
        #expect(profile.installation.process == nil)
        #expect(profile.configuration.format == .none)
        #expect(profile.versions.isEmpty)
        let artifact = try #require(profile.artifacts.first)
        #expect(!artifact.isRequired)
        #expect(!artifact.isOptional)
        guard case .files(let files) = artifact.collector else {
            Issue.record("not a collector of files")
            return
        }
        #expect(files.paths == ["/one"])
        #expect(files.maximumBytes == ByteCount(16 << 30))
        #expect(files.maximumFiles == 100_000)
        #expect(!files.takesBinary)
    }

    @Test func aSingleTextIsAListOfOne() throws {
        let profile = try Profile(yaml: Self.yaml("uses: host\nsecrets: Word"), file: "demo.yml")
        #expect(profile.uses == ["host"])
        #expect(profile.secretKeys == ["Word"])
    }

    @Test func aKeyWithoutValueIsNoKey() throws {
        let profile = try Profile(yaml: Self.yaml("uses:\nvendor:\n"), file: "demo.yml")
        #expect(profile.uses.isEmpty)
    }

    @Test func limitsAreRead() throws {
        let more = """
              - id: two
                collector: command
                category: host
                required: yes
                optional: no
                why: to see
                remedy: install it
                run: [lscpu, --json]
                name: cpu.txt
                timeout: 1.5m
                bytes: 64KiB
                as: process
                answers: [3, 255]
            """
        let profile = try Profile(yaml: Self.yaml(artifact: more), file: "demo.yml")
        let artifact = profile.artifacts[1]
        #expect(artifact.isRequired)
        #expect(artifact.remedy == "install it")
        guard case .command(let command) = artifact.collector else {
            Issue.record("not a command")
            return
        }
        #expect(command.run == ["lscpu", "--json"])
        #expect(command.timeout == .seconds(90))
        #expect(command.maximumBytes == ByteCount(65_536))
        #expect(command.user == .process)
        #expect(command.answers == [0, 3, 255])
    }

    // MARK: - What is refused

    @Test(
        arguments: [
            // Root.
            ("colour: red", 12, "unknown key 'colour'; known here: artifacts, configuration, coverage,"),
            ("title: Again", 3, "the same key twice: title"),
            ("uses: {host: 1}", 12, "'uses' must be a single value"),
            ("uses: [[host]]", 12, "an element of 'uses' must be a single value"),
            ("vendor: 60East", 12, "'vendor' must be a mapping"),
            ("vendor:\n  name: [a, b]", 13, "'name' must be a single value"),
            ("vendor:\n  mail: a@b", 13, "unknown key 'mail'"),
            ("installation:\n  process:\n    argument: x", 14, "'executables' is missing"),
            ("installation:\n  layouts:\n    home: /opt", 14, "'layouts' must be a list"),
            ("installation:\n  layouts:\n    - home: opt", 14, "'home' must be an absolute path"),
            ("installation:\n  layouts:\n    - configuration: /x", 14, "'home' is missing"),
            ("configuration:\n  format: toml", 13, "'format' cannot be 'toml'; it can be: none, xml"),
            ("configuration:\n  variables: maybe", 13, "'variables' must be true or false"),
            ("configuration:\n  values: [A]", 13, "'values' must be a mapping"),
            ("version:\n  - component: x", 13, "'sources' is missing"),
            (
                "version:\n  - sources:\n      - {id: a, from: path, paths: /x, pattern: '('}", 14,
                "'pattern' is not a regular"
            ),
            ("version:\n  - sources:\n      - {id: a, from: path, pattern: x}", 14, "'paths' is missing"),
            ("version:\n  - sources:\n      - {id: a, from: program, pattern: x}", 14, "'run' is missing"),
            ("version:\n  - sources:\n      - {id: a, from: log, pattern: x}", 14, "'artifact' is missing"),
            (
                "version:\n  - sources:\n      - {id: a, from: sqlite, artifact: b, pattern: x}", 14,
                "'artifact' and 'query'"
            ),
            ("version:\n  - sources:\n      - {id: a, pattern: x}", 14, "'from' is missing"),
            ("version:\n  - sources:\n      - {id: a, from: web, pattern: x}", 14, "'from' cannot be 'web'"),
            ("request:\n  required: [name]", 13, "there is no question 'name'"),
            ("request:\n  questions:\n    colour: {question: x}", 14, "unknown key 'colour'"),
            ("a: b: c", 12, "not valid YAML"),
            ("a: 'b", nil, "not valid YAML"),
        ] as [(String, Int?, String)]
    )
    func namesTheLineOfAMistake(more: String, line: Int?, problem: String) throws {
        let failure = try #require(refusal(of: Self.yaml(more)))
        #expect(failure.file == "demo.yml")
        #expect(failure.problem.contains(problem), "\(failure)")
        if let line { #expect(failure.line == line, "\(failure)") } else { #expect(failure.line != nil) }
        #expect(failure.description.hasPrefix("demo.yml:\(failure.line ?? 0): "))
    }

    @Test(
        arguments: [
            ("collector: files\n    category: logs\n    why: x", 11, "'paths' is missing"),
            ("collector: files\n    category: logs\n    paths: /a", 11, "'why' is missing"),
            ("collector: files\n    why: x\n    paths: /a", 11, "'category' is missing"),
            ("category: logs\n    why: x", 11, "'collector' is missing"),
            (
                "collector: magic\n    category: logs\n    why: x", 12,
                "there is no collector 'magic'; there are: command, "
            ),
            ("collector: files\n    category: log\n    why: x\n    paths: /a", 13, "'category' cannot be 'log'"),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    query: y", 16,
                "unknown key 'query'"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    run: y", 16,
                "the key 'run' does not belong to the collector 'files'"
            ),
            (
                "collector: process\n    category: logs\n    why: x\n    name: y", 15,
                "the key 'name' does not belong to the collector 'process'"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    bytes: many", 16,
                "'bytes' must be a size"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    files: -1", 16,
                "'files' must be a whole"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    raw: 1", 16,
                "'raw' must be true or false"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    record-times: rfc3339", 16,
                "'rfc3339' is neither one of amps, iso, "
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    record-times: [iso, '%Y-%m-%d']",
                16,
                "'%Y-%m-%d': '%H' is missing"
            ),
            (
                "collector: files\n    category: logs\n    why: x\n    paths: /a\n    timezone: Mars/Base", 16,
                "there is no time zone 'Mars/Base'"
            ),
            ("collector: command\n    category: host\n    why: x\n    name: y", 11, "'run' is missing"),
            ("collector: command\n    category: host\n    why: x\n    run: y", 11, "'name' is missing"),
            (
                "collector: command\n    category: host\n    why: x\n    run: y\n    name: z\n    timeout: soon", 17,
                "'timeout' must be a duration"
            ),
            (
                "collector: command\n    category: host\n    why: x\n    run: y\n    name: z\n    as: root", 17,
                "'as' cannot be 'root'; it can be: caller, process"
            ),
            (
                "collector: command\n    category: host\n    why: x\n    run: y\n    name: z\n    answers: [ok]", 17,
                "'answers' must be exit codes"
            ),
            (
                "collector: journal\n    category: logs\n    why: x\n    name: y", 11,
                "'units', 'identifiers' or 'kernel'"
            ),
            ("collector: sqlite\n    category: statistics\n    why: x", 11, "'paths' is missing"),
            (
                "collector: http\n    category: host\n    why: x\n    address: '{A}'\n    name: y\n    path: status",
                17,
                "'path' must begin with /"
            ),
            (
                "collector: settings\n    category: host\n    why: x\n    source: y\n    name: z", 11,
                "'settings' is missing"
            ),
            (
                "collector: settings\n    category: host\n    why: x\n    source: y\n    name: z\n    settings: [{title: a}]",
                17, "'file' or 'limit' is needed, not both"
            ),
            ("collector: logs\n    category: logs\n    why: x\n    path: y", 11, "'each' is missing"),
        ] as [(String, Int, String)]
    )
    func namesTheLineOfAMistakeInAnArtifact(keys: String, line: Int, problem: String) throws {
        let failure = try #require(refusal(of: Self.yaml(artifact: "  - id: two\n    \(keys)")))
        #expect(failure.problem.contains(problem), "\(failure)")
        #expect(failure.line == line, "\(failure)")
    }

    @Test(
        arguments: [
            ("schema: 1", "schema: 2", 1, "'schema' must be 1"), ("schema: 1\n", "", 1, "'schema' must be 1"),
            ("id: demo", "id: Demo", 2, "'id' may have small letters"), ("id: demo", "id: ../x", 2, "'id' may have"),
            ("id: demo\n", "", 1, "'id' is missing"), ("title: Demo\n", "", 1, "'title' is missing"),
            ("title: Demo\n", "title:\n", 1, "'title' is missing"),
            ("summary: a product for tests\n", "", 1, "'summary' is"),
            ("    paths: [/one]\n", "    paths: []\n", 6, "'paths' is missing"),
        ] as [(String, String, Int, String)]
    )
    func namesWhatIsMissing(old: String, new: String, line: Int, problem: String) throws {
        let failure = try #require(refusal(of: Self.yaml().replacing(old, with: new)))
        #expect(failure.problem.contains(problem), "\(failure)")
        #expect(failure.line == line, "\(failure)")
    }

    @Test func anIDCountsOnce() throws {
        let again = "  - id: one\n    collector: process\n    category: host\n    why: again"
        let failure = try #require(refusal(of: Self.yaml(artifact: again)))
        #expect(failure == ProfileError(file: "demo.yml", line: 11, problem: "the id 'one' is used twice"))
    }

    @Test(arguments: [
        ("", 1, "the file is empty"), ("- a\n", 1, "the file must be a mapping"), ("text", 1, "must be a"),
    ])
    func aFileThatIsNoMappingIsRefused(yaml: String, line: Int, problem: String) throws {
        let failure = try #require(refusal(of: yaml))
        #expect(failure.problem.contains(problem))
        #expect(failure.line == line)
    }

    @Test func errorsNeverQuoteTheFile() throws {
        let failure = try #require(refusal(of: Self.yaml("vendor: {name: [hunter2]}")))
        #expect(!failure.description.contains("hunter2"))
        let broken = try #require(refusal(of: Self.yaml("password: 'hunter2\n\u{1}")))
        #expect(!broken.description.contains("hunter2"))
    }
}
