import Foundation
import TestSupport
import Testing

/// AMPS, running and down, as the demonstration server behaves.
@Suite(.demo(running: true))
struct AMPSTests {
    private static let version = "5.3.4.112"

    @Test func aRunningServerIsCollectedWhole() async throws {
        let demo = try DemoScope.demo()
        let collection = try await CollectRun.make(["amps", "--root", demo.home, "--batch", "--verbose", "--all-times"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("process \(demo.pid ?? 0)"))
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        #expect(contents.manifest.outcome == "complete")
        #expect(contents.manifest.instance == demo.name)

        #expect(contents.manifest.product.version == Self.version)
        #expect(contents.manifest.product.versionEvidence?.contains(Self.version) == true)
        let evidence = contents.text("version/version.txt")
        for source in ["statistics database", "banner", "ampServer --version"] { #expect(evidence.contains(source)) }

        for name in ["config", "transports", "replication-transport", "topics", "actions"] {
            let row = try #require(contents.rows("/opt/etc/amps/\(name).xml").first, "\(name).xml")
            #expect(row.outcome == "collected")
            #expect(name == "config" || row.reason?.contains("included by") == true, "\(row)")
        }
        let config = contents.text("configuration\(demo.config)")
        #expect(config.contains("<User>svc-replication</User>") && config.contains("[REDACTED:"))
        #expect(contents.contains("<Name>demo-orders-a</Name>", in: "configuration/running-config.xml"))
        #expect((try? JSONSerialization.jsonObject(with: Data(contents.bytes("statistics/amps.json")))) != nil)

        let logs = contents.manifest.artifacts.filter { $0.source.contains("\(demo.root)/logs/") }
        #expect(logs.filter { $0.source.hasSuffix(".gz") }.count >= 3)
        #expect(logs.allSatisfy { $0.outcome == "collected" && !$0.path.hasSuffix(".gz") }, "\(logs)")
        let trace = try #require(logs.first { $0.source.hasSuffix("-trace-00000.log.gz") })
        #expect(trace.reason?.contains("message data") == true)
        let traced = contents.text(trace.path).split(separator: "\n").filter {
            $0.contains(" trace: 12-") || $0.contains(" trace: 17-")
        }
        let bare = traced.filter { !$0.hasSuffix("[supportkit: message data left out]") }
        #expect(bare.isEmpty, "\(bare.first ?? "")")
        #expect(contents.has("logs\(demo.root)/logs/console.log"))
        #expect(contents.contains("ampServer", in: "host/process.txt"))
        #expect(contents.contains("core.4711", in: "diagnostics/minidumps.txt"))
        #expect(!contents.paths.contains { $0.hasSuffix(".dmp") })
    }

    @Test func theSnapshotOfTheStatisticsIsADatabase() async throws {
        let demo = try DemoScope.demo()
        let collection = try await CollectRun.make(demo.arguments + ["--only", "statistics"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        let database = "\(contents.directory)/statistics\(demo.root)/stats/stats.db"
        #expect(try await CommandRun.tool("sqlite3", database, "PRAGMA integrity_check") == "ok\n")
        let original = demo.path("stats/stats.db")
        let schema = "SELECT type, name FROM sqlite_schema ORDER BY 1, 2"
        #expect(
            try await CommandRun.tool("sqlite3", database, schema)
                == CommandRun.tool("sqlite3", "-cmd", ".timeout 5000", "file:\(original)?mode=ro", schema)
        )
        let rows = try await CommandRun.tool(
            "sqlite3",
            database,
            "SELECT count(*) > 100 FROM ILIFETIMES_DYNAMIC, IMEMORY_DYNAMIC LIMIT 1"
        )
        #expect(rows == "1\n")
    }

    @Test func aServerThatIsDownIsCollectedFromItsFiles() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        let collection = try await CollectRun.make(demo.arguments)
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(contents.manifest.product.version == Self.version)
        #expect(contents.rows("/stats.db").map(\.outcome) == ["collected"])
        #expect(contents.manifest.artifacts.filter { $0.source.contains("/logs/2025") }.count >= 6)
        let running = try #require(contents.manifest.artifacts.first { $0.path.hasSuffix("running-config.xml") })
        #expect(running.outcome != "collected" && running.reason?.isEmpty == false, "\(running)")
        let process = try #require(contents.manifest.artifacts.first { $0.path.hasPrefix("host/process") })
        #expect(process.outcome == "missing")
        #expect(Canaries.found(try demo.canaries(), in: try await collection.tarStream()).isEmpty)
    }

    @Test func whereRelativePathsStartIsNotInvented() async throws {
        let demo = try await DemoInstance()
        let collection = try await CollectRun.make(demo.arguments + ["--only", "configuration,logs"])
        #expect(collection.run.code == 3)
        #expect(collection.run.errors.contains("guess"), "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(contents.rows(demo.config).map(\.outcome) == ["collected"])
        let missing = contents.manifest.artifacts.filter {
            $0.category == "logs" && $0.required && $0.outcome == "missing"
        }
        #expect(!missing.isEmpty && missing.allSatisfy { $0.reason?.contains("config.xml:") == true }, "\(missing)")
    }

    @Test func statisticsInMemoryAreAReasonWithARemedy() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        try demo.edit("opt/etc/amps/config.xml", replacing: "\(demo.root)/stats/stats.db", with: ":memory:")
        let collection = try await CollectRun.make(demo.arguments + ["--only", "configuration,statistics"])
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let row = try #require(try await collection.contents().rows(":memory:").first)
        #expect(row.outcome == "missing" && row.required)
        #expect(row.reason?.contains("memory only") == true && row.reason?.contains("FileName") == true, "\(row)")
    }

    @Test func aMalformedStatisticsDatabaseIsAReason() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "yes garbage | dd of=\"$0\" bs=4096 seek=1 count=60 conv=notrunc iflag=fullblock status=none",
            demo.path("stats/stats.db")
        )
        let collection = try await CollectRun.make(demo.arguments + ["--only", "version,logs,statistics"])
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let contents = try await collection.contents()
        let row = try #require(contents.rows("/stats.db").first)
        #expect(["partial", "failed"].contains(row.outcome), "\(row)")
        #expect(row.reason?.contains("damaged") == true || row.reason?.contains("malformed") == true, "\(row)")
        #expect(contents.manifest.product.version == Self.version, "the log tells it as well")
        #expect(Canaries.found(try demo.canaries(), in: try await collection.tarStream()).isEmpty)
    }

    @Test func anUnprivilegedUserGetsWhatHeMayReadAndReasonsForTheRest() async throws {
        try ProductUnderTest.requireRoot()
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        let denied = try await CollectRun.make(demo.arguments, prefix: ProductUnderTest.asNobody)
        #expect(denied.run.code == 3, "\(denied.run.errors)")
        let closed = try await denied.contents()
        let row = try #require(closed.rows(demo.config).first)
        #expect(row.outcome == "denied" && row.reason?.contains("nobody") == true, "\(row)")
        #expect(closed.rows("/etc/os-release").map(\.outcome) == ["collected"])
        #expect(denied.names.count == 4)

        // With the configuration readable, what it names and nobody may read is collected.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "chmod 644 \"$0\"/opt/etc/amps/*.xml; chmod 600 \"$0\"/logs/*-amps-00004.log \"$0\"/stats/stats.db",
            demo.root
        )
        let partly = try await CollectRun.make(demo.arguments, prefix: ProductUnderTest.asNobody)
        #expect(partly.run.code == 3, "\(partly.run.errors)")
        let open = try await partly.contents()
        #expect(open.rows(demo.config).map(\.outcome) == ["collected"])
        #expect(open.rows("-amps-00003.log").map(\.outcome) == ["collected"])
        for name in ["-amps-00004.log", "/stats.db"] {
            let row = try #require(open.rows(name).first)
            #expect(row.outcome == "denied" && row.reason?.isEmpty == false, "\(row)")
        }
        #expect(open.manifest.product.version == Self.version)
    }

    @Test func amongSeveralInstancesTheUserChooses() async throws {
        let first = try DemoScope.demo()
        let second = try await DemoInstance()
        let name = "second-of-\(getpid())"
        let port = try await CommandRun.tool(
            "python3",
            "-c",
            "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        )
        try second.edit(
            "opt/etc/amps/config.xml",
            replacing: "<Name>demo-orders-a</Name>",
            with: "<Name>\(name)</Name>"
        )
        try second.edit(
            "opt/etc/amps/config.xml",
            replacing: "localhost:8085",
            with: "localhost:\(port.split(separator: "\n")[0])"
        )
        let server = try RunningCommand.start(
            ["/bin/sh", "-c", "cd \"$0\" && exec opt/amps/bin/ampServer \"$1\"", second.root, second.config],
            environment: CommandRun.environment.merging(["DEMO_REPLICATION_PASSWORD": "nothing"]) { $1 }
        )
        defer { server.send(SIGTERM) }
        try await Task.sleep(for: .seconds(1))
        #expect(!server.hasEnded, "\(server.errors)")

        let ambiguous = try await CollectRun.make(["amps", "--batch", "--only", "configuration"])
        #expect(ambiguous.run.code == 1, "\(ambiguous.run.ending)")
        for word in [first.config, second.config, first.name, name, "--config", "--instance"] {
            #expect(ambiguous.run.errors.contains(word), "\(word): \(ambiguous.run.errors)")
        }
        #expect(ambiguous.names.isEmpty)

        let byName = try await CollectRun.make(["amps", "--batch", "--only", "configuration", "--instance", name])
        #expect(byName.run.code == 0, "\(byName.run.errors)")
        #expect(try await byName.contents().rows("/opt/etc/amps/config.xml").map(\.source) == [second.config])
        let byConfiguration = try await CollectRun.make([
            "amps", "--batch", "--only", "configuration", "--config", first.config,
        ])
        #expect(byConfiguration.run.code == 0, "\(byConfiguration.run.errors)")
        #expect(try byConfiguration.bundle().contains("-\(first.name)-"))
        #expect(try await byConfiguration.contents().rows("/opt/etc/amps/config.xml").map(\.source) == [first.config])
    }

    @Test func aPasswordForTheAdminInterfaceStaysInItsFile() async throws {
        let password = "fake-netrc-password-7741"
        let demo = try await DemoInstance(running: true, options: ["--admin-credentials", "support:\(password)"])
        let without = try await CollectRun.make(demo.arguments + ["--only", "configuration"])
        let refused = try #require(
            try await without.contents().manifest.artifacts.first { $0.path.hasSuffix("running-config.xml") }
        )
        #expect(["denied", "failed"].contains(refused.outcome), "\(refused)")
        #expect(refused.reason?.contains("--netrc") == true, "\(refused)")

        let scratch = try ScratchDirectory()
        try scratch.write(
            "netrc",
            ["127.0.0.1", "localhost"].map { "machine \($0) login support password \(password)\n" }.joined(),
            mode: 0o600
        )
        let log = try await SystemCallLog.record(
            ["collect"] + demo.arguments + [
                "--only", "configuration", "--netrc", scratch.path("netrc"), "--output", scratch.makeDirectory("out"),
            ],
            calls: "execve"
        )
        #expect(!log.calls.contains { $0.arguments.contains(password) })
        let bundle = try #require(scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let contents = try await BundleContents(scratch.path("out/\(bundle)"))
        #expect(contents.manifest.artifacts.first { $0.path.hasSuffix("running-config.xml") }?.outcome == "collected")
        #expect(demo.telltales.isEmpty)
    }
}
