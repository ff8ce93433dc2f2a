import Glibc
import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct FactWriterTests {
    private let scratch: Scratch
    private let writer = FactWriter(files: HostFileSystem())

    init() throws {
        scratch = try Scratch()
    }

    private func settings(_ rows: String) throws -> SettingsCollector {
        let yaml = ProfileTests.yaml(
            artifact: """
                  - id: s
                    collector: settings
                    category: host
                    why: x
                    source: Guide 1.2
                    name: settings.txt
                    settings:
                      \(rows.replacing("\n", with: "\n      "))
                """
        )
        guard case .settings(let collector) = try Profile(yaml: yaml, file: "p.yml").artifacts[1].collector else {
            throw Scratch.Failure(description: "no settings")
        }
        return collector
    }

    /// Observed value, row of the profile, recommendation as shown, whether it differs.
    @Test(arguments: [
        ("1", "equals: '1'", "1", false), ("10\n", "equals: '1'", "1", true),
        ("60", "minimum: 60", "at least 60", false),
        ("59", "minimum: 60", "at least 60", true), ("60", "recommended: 61", "at least 61", true),
        ("60", "minimum: 50, recommended: 70", "at least 50, better 70", true),
        ("70", "minimum: 50, recommended: 70", "at least 50, better 70", false),
        ("unlimited", "minimum: 60", "at least 60", false), ("text", "minimum: 60", "at least 60", true),
        ("always [madvise] never", "choices: [madvise, never]", "madvise or never", false),
        ("[always] madvise never", "choices: [madvise, never]", "madvise or never", true),
        ("32000\t200 32 128", "minimum: 32000", "at least 32000", false),
        ("9223372036854775807", "minimum: 1", "at least 1", false),
    ])
    func settingsAreJudged(content: String, row: String, recommended: String, differs: Bool) throws {
        let file = try scratch.write(content, to: "value")
        let collector = try settings("- {title: t, file: \(file), \(row)}")
        let observed = content.split { " \t\n".contains($0) }.first { !content.contains("[") || $0.hasPrefix("[") }
        let value = String((observed ?? "").filter { !"[]".contains($0) })
        #expect(
            writer.deviations(collector, process: nil)
                == (differs ? [.init(title: "t", observed: value, recommended: recommended)] : [])
        )
    }

    @Test func theTableOfSettings() throws {
        let file = try scratch.write("10\n", to: "swappiness")
        let collector = try settings(
            """
            - {title: vm.swappiness, file: \(file), equals: "1", note: the least}
            - {title: gone, file: \(scratch("gone")), minimum: 5}
            - {title: good, file: \(file), minimum: 5}
            """
        )
        #expect(
            writer.text(of: .settings(collector, process: nil))
                == """
                Settings of this system against those recommended in: Guide 1.2
                No server is running: limits are those of this supportkit process.

                setting        observed      recommended  verdict
                vm.swappiness  10            1            differs
                gone           not readable  at least 5   not known
                good           10            at least 5   as recommended

                vm.swappiness: the least

                """
        )
    }

    @Test func limitsAreThoseOfTheProcess() throws {
        let collector = try settings("- {title: files, limit: Max open files, equals: '123'}")
        let own = try scratch.shell("ulimit -n").split(separator: "\n").first.map(String.init)
        #expect(writer.deviations(collector, process: nil).first?.observed == own)
        let child = try scratch.shell("ulimit -S -n 123; sleep 30 > /dev/null 2>&1 & echo $!")
        let identifier = try #require(Int32(child.filter(\.isNumber)))
        defer { kill(identifier, SIGKILL) }
        #expect(writer.deviations(collector, process: identifier).isEmpty)
        #expect(
            writer.text(of: .settings(collector, process: identifier))
                .contains("Limits are those of the running server, process \(identifier).\n")
        )
    }

    @Test func theTableOfAProcess() throws {
        let process = ProductProcess(
            identifier: getpid(),
            executable: "/opt/amps/bin/ampServer",
            isExecutableDeleted: true,
            workingDirectory: nil,
            arguments: ["ampServer", "config.xml"],
            started: 1_795_225_500,
            user: 0,
            group: 0,
            environment: ["PASSWORD": "never shown"],
            outputFiles: [],
            outputs: ["/var/log/out", "socket:[1]"]
        )
        let text = writer.text(of: .process(process))
        #expect(
            text.hasPrefix(
                """
                process            \(getpid())
                executable         /opt/amps/bin/ampServer (replaced or removed since)
                working directory  not readable
                command line       ampServer config.xml
                started            2026-11-21T01:45:00Z
                user               root
                standard output    /var/log/out
                standard error     socket:[1]

                --- /proc/\(getpid())/limits
                Limit
                """
            )
        )
        #expect(text.contains("\n--- /proc/\(getpid())/status\nName:"))
        #expect(!text.contains("never shown"))
    }

    @Test(.enabled(if: geteuid() == 0))
    func theTableOfAListing() throws {
        try scratch.write("12345", to: "dumps/b.dmp", mode: 0o640, modified: 1_795_225_500)
        try scratch.write("1", to: "dumps/a.dmp", mode: 0o4755, modified: 0)
        try scratch.shell("chown 1001:1002 dumps/b.dmp; touch -d @0 dumps/a.dmp; mkfifo dumps/c.dmp")
        let pattern = scratch.path.string + "/dumps/*.dmp"
        #expect(
            writer.text(of: .listing([pattern, "/no/such/*"], maximum: 10))
                == """
                Files that exist and are not taken (patterns: \(pattern), /no/such/*)

                bytes  modified              owner      mode  name
                1      1970-01-01T00:00:00Z  root:root  4755  \(scratch("dumps/a.dmp"))
                5      2026-11-21T01:45:00Z  1001:1002  0640  \(scratch("dumps/b.dmp"))

                \(scratch("dumps/c.dmp")) is not a regular file (a FIFO, socket or device): not opened

                """
        )
        #expect(writer.listed([pattern], 10) == [scratch("dumps/a.dmp"), scratch("dumps/b.dmp")])
        #expect(writer.listed([pattern], 1) == [scratch("dumps/a.dmp")])
        #expect(writer.text(of: .listing(["/no/such/*"], maximum: 10)).hasSuffix("(patterns: /no/such/*)\n\nnone\n"))
    }

    @Test func columnsAreAligned() {
        #expect(
            TextTable.aligned([["a", "bb", "c"], ["aaa", "b"], []], indent: "> ") == "> a    bb  c\n> aaa  b\n> \n"
        )
        #expect(TextTable.aligned([]) == "")
    }
}
