import Glibc
import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct PlannerTests {
    private let scratch: Scratch
    private static let store = ProfileStore(home: nil)
    /// 2026-11-21T00:00:00Z.
    private static let day: Int64 = 1_795_219_200

    init() throws {
        scratch = try Scratch()
    }

    // MARK: - Fixtures

    static let configuration = """
        <AMPSConfig>
          <Name>orders-a</Name>
          <Admin>
            <InetAddr>localhost:8085</InetAddr>
            <FileName>./stats.db</FileName>
          </Admin>
          <Include>${AMPS_CONFIG_DIRECTORY}/topics.xml</Include>
          <Include>${SITE}/site.xml</Include>
          <MiniDumpDirectory>/var/dumps</MiniDumpDirectory>
          <Logging>
            <Target>
              <Protocol>file</Protocol>
              <FileName>/var/log/amps/%Y%m%d-amps-%n.log</FileName>
            </Target>
            <Target>
              <Protocol>GZIP</Protocol>
              <FileName>logs/trace-%n.log</FileName>
            </Target>
            <Target>
              <Protocol>syslog</Protocol>
              <Ident>amps-orders</Ident>
            </Target>
            <Target>
              <Protocol>stdout</Protocol>
            </Target>
          </Logging>
        </AMPSConfig>
        """

    /// A copy of a host with an AMPS that is down.
    private func makeCopy(configuration: String = configuration) throws {
        let files: [(String, String)] = [
            ("opt/etc/amps/config.xml", configuration), ("opt/etc/amps/topics.xml", "<SOW><Topic/></SOW>"),
            ("opt/amps/bin/ampServer", "\u{7F}ELF"), ("opt/amps/HISTORY", "5.3.4.78\n"),
            ("opt/etc/amps/stats.db", "SQLite format 3\0"),
            ("var/log/amps/20261120-amps-0.log", "old\n"), ("var/log/amps/20261121-amps-0.log", "first\n"),
            ("var/log/amps/20261121-amps-1.log", "second\n"), ("var/log/amps/20261119-amps-0.log.gz", "packed"),
            ("var/log/amps/other.log", "not ours\n"), ("opt/etc/amps/logs/trace-0.log.gz", "packed"),
            ("opt/etc/amps/logs/trace-1.log.gz", "packed"), ("var/dumps/a.dmp", "dump"),
            ("var/dumps/server.key", "key"),
            ("etc/os-release", "ID=debian\n"), ("proc/meminfo", "MemTotal: 1\n"),
        ]
        for (name, text) in files { try scratch.write(text, to: "copy/" + name, modified: Self.day + 3_600) }
        try scratch.shell(
            "touch -d @\(Self.day - 86_400) copy/var/log/amps/2026112[0-9]-amps-0.log copy/var/log/amps/20261119*"
        )
        try scratch.shell("touch -d @\(Self.day + 60) copy/var/log/amps/20261121-amps-0.log")
    }

    private func plan(
        _ id: String = "amps",
        profile: Profile? = nil,
        isCopy: Bool = true,
        shared: Bool = true,
        root: String = "copy",
        _ change: (inout PlanOptions) -> Void = { _ in }
    ) throws -> CollectionPlan {
        let profile = try profile ?? Self.store.profile(id)
        var request = InstallationFinder.Request()
        request.root = scratch(root)
        request.isCopy = isCopy
        let finder = try InstallationFinder(profile: profile, request: request)
        var options = PlanOptions()
        change(&options)
        return Planner.plan(
            profile,
            shared: shared ? try Self.store.shared(by: profile) : [],
            installation: try finder.find(),
            files: finder.fileSystem,
            options: options
        )
    }

    /// The plan as text that is the same in every scratch directory.
    private func normalised(_ plan: CollectionPlan) throws -> String {
        try PlanText.text(plan).replacing(scratch.path.string, with: "/SCRATCH")
    }

    private func sources(_ plan: CollectionPlan, _ id: String) -> [String] {
        plan.artifacts.filter { $0.id == id }.map(\.source)
    }

    // MARK: - Whole plans

    @Test func thePlanOfAnInstanceThatIsDown() throws {
        try makeCopy()
        let text = try normalised(plan())
        assertSnapshot(text, named: "plan-amps.txt")
    }

    @Test func thePlanOfATree() throws {
        for (name, text) in [
            ("a.log", "a"), ("sub/b.txt", "bb"), ("sub/c.log.gz", "ccc"), ("sub/id_rsa", "k"), ("sub/deep/d", "dddd"),
        ] {
            try scratch.write(text, to: "tree/\(name)", modified: Self.day)
        }
        try scratch.shell("mkfifo tree/fifo; ln -s nowhere tree/dangling")
        let text = try normalised(plan("files", isCopy: false, shared: false, root: "tree"))
        assertSnapshot(text, named: "plan-files.txt")
    }

    @Test func thePlanOfAHost() throws {
        try makeCopy()
        let text = try normalised(plan("host"))
        assertSnapshot(text, named: "plan-host.txt")
    }

    @Test func thePlanAsJSON() throws {
        try makeCopy()
        let json = try PlanText.json(plan(shared: false) { $0.categories = [.statistics, .configuration] })
        assertSnapshot(json.replacing(scratch.path.string, with: "/SCRATCH") + "\n", named: "plan-amps.json")
    }

    @Test func planningOpensNothingButTheConfiguration() throws {
        try makeCopy()
        try scratch.shell(
            "find copy -type f -exec touch -a -d @1000000000 {} +; find copy -type d -exec touch -a -d @1000000000 {} +"
        )
        try scratch.shell("mount | grep -q ' / .*noatime' && exit 0; chmod 000 copy/var/log/amps/20261121-amps-1.log")
        _ = try plan()
        #expect(try scratch.shell("find copy -type f -newerat @1000000001 | sort") == "")
    }

    // MARK: - Selection

    @Test func onlyTheWantedCategoriesArePlanned() throws {
        try makeCopy()
        let plan = try plan { $0.categories = [.logs] }
        #expect(Set(plan.artifacts.map(\.category)) == [.logs])
        #expect(!plan.artifacts.isEmpty)
    }

    @Test func categoriesComeInTheOrderOfCollection() throws {
        try makeCopy()
        let categories = try plan().artifacts.map(\.category)
        let order = Category.collectionOrder.filter(categories.contains)
        #expect(categories.reduce(into: [Category]()) { if $0.last != $1 { $0.append($1) } } == order)
        #expect(order.first == .configuration)
    }

    @Test func excludedFilesAreShownAsExcluded() throws {
        try makeCopy()
        let plan = try plan { $0.exclude = ["*-amps-1.log", "/opt/etc/amps/logs/*"] }
        let excluded = plan.artifacts.filter { $0.shortfall?.reason.hasPrefix("--exclude") == true }
        #expect(
            Set(excluded.map(\.source))
                == [
                    "/var/log/amps/20261121-amps-1.log", "/opt/etc/amps/logs/trace-0.log.gz",
                    "/opt/etc/amps/logs/trace-1.log.gz",
                ]
        )
        #expect(excluded.allSatisfy { !$0.isRequired && $0.shortfall?.outcome == .excluded && $0.origin == nil })
    }

    @Test func theWindowLeavesOldLogsOut() throws {
        try makeCopy()
        let plan = try plan { $0.window = IncidentWindow(since: Self.day, until: nil, zone: .utc) }
        let logs = plan.artifacts.filter { $0.id == "event-logs" && $0.status != nil }
        let old = logs.filter { $0.shortfall != nil }
        #expect(
            old.map(\.source).sorted() == ["/var/log/amps/20261119-amps-0.log.gz", "/var/log/amps/20261120-amps-0.log"]
        )
        #expect(old.allSatisfy { $0.shortfall?.outcome == .excluded && !$0.isRequired })
        #expect(old.first?.shortfall?.reason == "last written at 2026-11-20T00:00:00Z, before the incident window")
        #expect(logs.filter { $0.shortfall == nil }.count == 4)
        // Only logs are of their time: configuration and statistics are wanted however old.
        #expect(plan.available.contains { $0.id == "configuration" })
        #expect(plan.available.contains { $0.id == "statistics" })
    }

    @Test func optionalArtifactsAreTakenOnlyWhenNamed() throws {
        try makeCopy()
        let without = try plan()
        #expect(sources(without, "minidump-files") == ["minidump-files"])
        #expect(
            without.artifacts.first { $0.id == "minidump-files" }?.shortfall?.remedy
                == "take it with --with minidump-files"
        )
        let with = try plan { $0.with = ["minidump-files"] }
        #expect(sources(with, "minidump-files") == ["/var/dumps/a.dmp"])
        guard case .file(_, let treatment)? = with.artifacts.first(where: { $0.id == "minidump-files" })?.origin else {
            Issue.record("no file")
            return
        }
        #expect(treatment.takesBinary)
    }

    @Test func messageDataIsCutUnlessItIsWanted() throws {
        try makeCopy()
        func omitted(_ plan: CollectionPlan) -> [[String]] {
            plan.available.filter { $0.id == "event-logs" }.map { artifact in
                if case .file(_, let treatment)? = artifact.origin { treatment.omit } else { [] }
            }
        }
        #expect(Set(omitted(try plan())) == [[" trace: 12-", " trace: 17-"]])
        #expect(Set(omitted(try plan { $0.with = [PlanOptions.messageData] })) == [[]])
    }

    // MARK: - Key files

    @Test(arguments: [
        "server.key", "store.p12", "store.pfx", "store.jks", "id_rsa", "id_ed25519", "ssh_host_rsa_key", "krb5.keytab",
        "krb5cc_0", "secring.gpg", "SERVER.KEY", "Store.P12",
    ])
    func keyFilesAreNeverTaken(name: String) throws {
        try scratch.write("key", to: "tree/\(name)")
        let plan = try plan("files", isCopy: false, shared: false, root: "tree")
        #expect(plan.available.isEmpty)
        #expect(plan.artifacts.first?.shortfall == .init(.excluded, "a file of keys: never opened"))
    }

    @Test func aKeyFileUnderAnotherNameIsNeverTaken() throws {
        try scratch.write("key", to: "private/server.key")
        try scratch.makeDirectory("tree")
        try scratch.link("tree/certificate.txt", to: scratch("private/server.key").string)
        #expect(try plan("files", isCopy: false, shared: false, root: "tree").available.isEmpty)
    }

    @Test(arguments: ["keys.txt", "monkey", "server.key.txt", "id_rsa.pub", "authorized_keys"])
    func namesThatOnlyLookLikeKeysAreTaken(name: String) throws {
        try scratch.write("text", to: "tree/\(name)")
        #expect(try plan("files", isCopy: false, shared: false, root: "tree").available.count == 1)
    }

    // MARK: - Logs

    @Test func everyTargetGivesItsFilesAndOthersSayWhereTheirsAre() throws {
        try makeCopy()
        let plan = try plan()
        #expect(
            sources(plan, "event-logs") == [
                // The newest first.
                "/var/log/amps/20261121-amps-1.log", "/var/log/amps/20261121-amps-0.log",
                "/var/log/amps/20261119-amps-0.log.gz", "/var/log/amps/20261120-amps-0.log",
                "/opt/etc/amps/logs/trace-0.log.gz", "/opt/etc/amps/logs/trace-1.log.gz", "Logging/Target (syslog)",
                "Logging/Target (stdout)",
            ]
        )
        let stdout = try #require(plan.artifacts.first { $0.source == "Logging/Target (stdout)" })
        #expect(!stdout.isRequired)
        #expect(
            stdout.shortfall
                == .init(
                    .missing,
                    "Logging/Target at /opt/etc/amps/config.xml:23 has Protocol stdout: its events go to the server's standard "
                        + "output and leave nothing else behind"
                )
        )
        // Stored as text, so named as text.
        #expect(plan.artifacts.contains { $0.path == "logs/opt/etc/amps/logs/trace-0.log" })
    }

    @Test func silentTargetsAloneAreAShortfallWithItsRemedy() throws {
        try makeCopy(
            configuration: "<AMPSConfig><Logging><Target><Protocol>stdout</Protocol></Target></Logging></AMPSConfig>"
        )
        let logs = try plan().artifacts.filter { $0.id == "event-logs" }
        #expect(logs.count == 1)
        #expect(logs.first?.isRequired == true)
        #expect(logs.first?.shortfall?.remedy?.contains("add a <Logging><Target>") == true)
    }

    @Test(arguments: [
        ("<AMPSConfig><Name>x</Name></AMPSConfig>", "the configuration has no Logging/Target"),
        ("<Other/>", "where the logs are stands in the configuration: /opt/etc/amps/config.xml is not a configuration"),
        (
            "<AMPSConfig><Logging><Target><Protocol>file</Protocol><FileName>${LOGS}/a</FileName></Target></Logging></AMPSConfig>",
            "the log named at /opt/etc/amps/config.xml:1 needs the variable ${LOGS}, which is not known"
        ),
        (
            "<AMPSConfig><Logging><Target><Protocol>file</Protocol><FileName>/none/%n</FileName></Target></Logging></AMPSConfig>",
            "no file matches /none/%n, named at /opt/etc/amps/config.xml:1"
        ),
    ])
    func logsThatCannotBeFoundSayWhy(configuration: String, reason: String) throws {
        try makeCopy(configuration: configuration)
        let logs = try plan().artifacts.filter { $0.id == "event-logs" }
        #expect(logs.count == 1)
        #expect(logs.first?.isRequired == true)
        #expect(logs.first?.shortfall?.outcome == .missing)
        #expect(logs.first?.shortfall?.reason.hasPrefix(reason) == true, "\(logs.first?.shortfall?.reason ?? "-")")
    }

    @Test func ofTooManyFilesTheNewestAreTaken() throws {
        for index in 0..<5 { try scratch.write("x", to: "tree/\(index).log", modified: Self.day + Int64(index % 3)) }
        let yaml = """
            schema: 1
            id: demo
            title: Demo
            summary: x
            artifacts:
              - {id: logs, collector: files, category: logs, why: x, paths: "{home}/*.log", files: 2}
            """
        let plan = try plan(profile: Profile(yaml: yaml, file: "p.yml"), isCopy: false, shared: false, root: "tree")
        #expect(plan.available.count == 2)
        let times = plan.available.compactMap { $0.status?.modified }.sorted()
        #expect(times == [Self.day + 1, Self.day + 2])
        let further = plan.artifacts.first { $0.id == "logs" && $0.origin == nil }
        #expect(further?.shortfall == .init(.overBudget, "more than 2 files match; the oldest were left out"))
    }

    // MARK: - Statistics

    @Test func theDatabaseIsFoundBesideTheWorkingDirectory() throws {
        try makeCopy()
        let plan = try plan()
        #expect(sources(plan, "statistics") == ["/opt/etc/amps/stats.db"])
        #expect(plan.notes.contains { $0.contains("relative paths are taken from /opt/etc/amps, which is a guess") })
    }

    @Test(arguments: [
        "<AMPSConfig><Admin><FileName>:memory:</FileName></Admin></AMPSConfig>", "<AMPSConfig><Admin/></AMPSConfig>",
        "<AMPSConfig/>",
    ])
    func statisticsInMemorySaySo(configuration: String) throws {
        try makeCopy(configuration: configuration)
        let statistics = try #require(try plan().artifacts.first { $0.id == "statistics" })
        #expect(statistics.isRequired)
        #expect(statistics.shortfall?.outcome == .missing)
        #expect(statistics.shortfall?.reason.hasPrefix("AMPS keeps its statistics in memory only") == true)
        #expect(statistics.shortfall?.remedy?.hasPrefix("set <Admin><FileName>stats.db</FileName>") == true)
    }

    @Test func aDatabaseThatIsNotThereIsMissing() throws {
        try makeCopy(configuration: "<AMPSConfig><Admin><FileName>/data/${PWD}/s.db</FileName></Admin></AMPSConfig>")
        let statistics = try #require(try plan().artifacts.first { $0.id == "statistics" })
        #expect(statistics.shortfall?.outcome == .missing)
        #expect(statistics.shortfall?.reason == "/data/opt/etc/amps/s.db does not exist")
    }

    // MARK: - Obstacles

    @Test func aFileThatMayNotBeReadIsDeniedWithARemedy() throws {
        let path = try scratch.write("secret", to: "tree/a.log", mode: 0o200)
        let plan = try withoutFileRights { try self.plan("files", isCopy: false, shared: false, root: "tree") }
        let shortfall = try #require(plan.artifacts.first?.shortfall)
        #expect(shortfall.outcome == .denied)
        #expect(shortfall.reason == "permission denied for \(path)")
        #expect(shortfall.remedy?.hasPrefix("\(path) is ") == true)
    }

    @Test(.enabled(if: geteuid() == 0))
    func aLinkOfAStrangerIsExcluded() throws {
        try scratch.write("secret", to: "shadow")
        try scratch.link("tree/a.log", to: "../shadow")
        try scratch.shell("chown -h 1001 tree/a.log")
        let shortfall = try #require(
            try plan("files", isCopy: false, shared: false, root: "tree").artifacts.first?.shortfall
        )
        #expect(shortfall.outcome == .excluded)
        #expect(shortfall.reason.contains("not followed"))
        #expect(shortfall.remedy == "name the target itself if it belongs to the product")
    }

    @Test func anEmptyTreeIsMissing() throws {
        try scratch.makeDirectory("tree")
        let artifact = try #require(try plan("files", isCopy: false, shared: false, root: "tree").artifacts.first)
        #expect(artifact.isRequired)
        #expect(artifact.shortfall == .init(.missing, "no such file"))
    }

    @Test func aTreeWhoseNameIsNotUTF8IsCollected() throws {
        try scratch.shell(#"mkdir $'tree\xff'; printf x > $'tree\xff/a.log'"#)
        let profile = try Self.store.profile("files")
        var request = InstallationFinder.Request()
        request.root = FilePath(bytes: scratch("tree").bytes + [0xFF])
        let finder = try InstallationFinder(profile: profile, request: request)
        let plan = Planner.plan(
            profile,
            shared: [],
            installation: try finder.find(),
            files: finder.fileSystem,
            options: PlanOptions()
        )
        withKnownIssue("variables of profiles are text, so a root that is not UTF-8 is not found") {
            #expect(plan.available.count == 1)
        }
    }

    @Test func twoNamesThatBecomeOneStayApart() throws {
        for name in ["a.log", "a.log.gz", "a.log.xz"] { try scratch.write("x", to: "tree/\(name)") }
        let plan = try plan("files", isCopy: false, shared: false, root: "tree")
        #expect(plan.available.count == 3)
        #expect(Set(plan.available.map(\.path)).count == 3)
    }

    // MARK: - Commands

    private func commandPlan(_ keys: String, isCopy: Bool = false, _ change: (inout PlanOptions) -> Void = { _ in })
        throws
        -> PlannedArtifact
    {
        try scratch.makeDirectory("tree")
        let yaml = """
            schema: 1
            id: demo
            title: Demo
            summary: x
            artifacts:
              - {id: c, collector: command, category: host, required: true, why: x, name: c.txt, remedy: install it, \(keys)}
            """
        let plan = try plan(
            profile: Profile(yaml: yaml, file: "p.yml"),
            isCopy: isCopy,
            shared: false,
            root: "tree",
            change
        )
        return try #require(plan.artifacts.first)
    }

    @Test func commandsAreExpandedIntoExactlyTheirWords() throws {
        let artifact = try commandPlan(#"run: [/bin/echo, "{home}", "a b", "*"]"#)
        guard case .command(let command)? = artifact.origin else {
            Issue.record("no command")
            return
        }
        #expect(command.program == "/bin/echo")
        #expect(command.arguments == [scratch("tree").string, "a b", "*"])
        #expect(artifact.source == "/bin/echo \(scratch("tree")) 'a b' *")
        #expect(artifact.path == "host/c.txt")
    }

    @Test(arguments: [
        (
            "run: [supportkit-no-such-program]", ArtifactOutcome.missing, "supportkit-no-such-program is not installed",
            true
        ),
        ("run: [echo, '{pid}']", .missing, "the server is not running", true),
        ("run: [echo, '{nothing}']", .missing, "'nothing' is not known for this installation", true),
        ("run: [echo], as: process", .missing, "the server is not running", true),
    ])
    func commandsThatCannotRunSayWhy(keys: String, outcome: ArtifactOutcome, reason: String, isRequired: Bool) throws {
        let artifact = try commandPlan(keys)
        #expect(artifact.shortfall?.outcome == outcome)
        #expect(artifact.shortfall?.reason == reason)
        #expect(artifact.isRequired == isRequired)
    }

    @Test func commandsAreLeftOutOfCopiesAndOnRequest() throws {
        #expect(
            try commandPlan("run: [echo]") { $0.mayRunCommands = false }.shortfall == .init(.excluded, "--no-exec")
        )
        #expect(
            try commandPlan("run: [echo]", isCopy: true).shortfall
                == .init(.excluded, "a copy of a host cannot run commands")
        )
    }
}
