import Foundation
import TestSupport
import Testing

/// What supportkit touches, and what it does to the product.
@Suite struct BoundaryTests {
    @Test func nothingOutsideTheInstallationAndThePlanIsOpened() async throws {
        let demo = try await DemoInstance(running: true)
        let scratch = try ScratchDirectory()
        let output = try scratch.makeDirectory("out")
        let temporary = try scratch.makeDirectory("tmp")
        let log = try await SystemCallLog.record(
            ["collect"] + demo.arguments + ["--output", output],
            calls: "openat,open,openat2,creat,execve",
            environment: ["TMPDIR": temporary]
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        let opened = Set(log.calls.filter { $0.program == nil && $0.opensContent }.compactMap(\.openedPath))
        #expect(opened.contains("\(demo.root)/stats/stats.db"))
        let allowed = [
            "\(demo.root)/opt/etc/amps/", "\(demo.root)/logs/", "\(demo.root)/stats/stats.db",
            "\(demo.root)/opt/amps/HISTORY",
            output, temporary, "/proc/", "/sys/", "/dev/null", "/dev/urandom", "/etc/ld.so.cache", "/etc/locale.alias",
            "/etc/localtime", "/usr/share/zoneinfo/", "/usr/share/locale/", "/usr/lib/locale/", "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf", "/etc/os-release", "/usr/lib/os-release", "/etc/debian_version",
            "/etc/security/limits",
            "/usr/lib/x86_64-linux-gnu/gconv/", "/usr/lib/aarch64-linux-gnu/gconv/", "/etc/ssl/openssl.cnf",
            // The record of a rehearsal on this host, where there was one.
            "/var/lib/supportkit/rehearsals/",
        ]
        let strange = opened.filter { path in
            !allowed.contains { path.hasPrefix($0) } && !path.contains(".so.") && !path.hasSuffix(".so")
        }
        #expect(strange.isEmpty, "opened: \(strange.sorted())")
        let never = ["/journals", "/sow", "/offline", "/dumps", "/ldap-password", "/server.key", "/admin-requests"]
        let everything = Set(log.calls.filter(\.opensContent).compactMap(\.openedPath)).filter {
            $0.hasPrefix(demo.root)
        }
        for name in never { #expect(!everything.contains { $0.contains(name) }, "\(name) was opened") }
    }

    @Test func linksThatStrangersPlantAreNotFollowed() async throws {
        try ProductUnderTest.requireRoot()
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        let scratch = try ScratchDirectory()
        let output = try scratch.makeDirectory("out")
        try scratch.write("kept/secret.log", "what only root may read\n", mode: 0o600)
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            cd "$0/logs" && chown 65534:65534 . && ln -s /etc/shadow 20251102-amps-00009.log \
            && ln -s "$1/kept/secret.log" 20251102-amps-00010.log && ln -s /proc/self/environ 20251102-amps-00011.log \
            && chown -h 65534:65534 20251102-amps-00009.log 20251102-amps-00010.log 20251102-amps-00011.log
            """,
            demo.root,
            scratch.path
        )
        let log = try await SystemCallLog.record(
            ["collect"] + demo.arguments + ["--only", "logs", "--output", output],
            calls: "openat,open,openat2,creat,execve"
        )
        let opened = log.calls.filter(\.opensContent).compactMap(\.openedPath)
        #expect(opened.contains { $0.hasSuffix("-amps-00004.log") })
        #expect(!opened.contains { $0 == "/etc/shadow" || $0.hasSuffix("/secret.log") })
        let bundle = try #require(scratch.names(in: "out").first { $0.hasSuffix(".tar.gz") })
        let contents = try await BundleContents("\(output)/\(bundle)")
        for number in ["00009", "00010", "00011"] {
            let row = try #require(contents.rows("-amps-\(number).log").first, "the link has no row")
            #expect(["excluded", "denied"].contains(row.outcome), "\(row)")
            #expect(row.reason?.contains("link") == true, "\(row)")
        }

        // The same in a directory tree of any kind, with a directory that is a link.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            mkdir "$0/tree" && chown 65534:65534 "$0/tree" && echo kept >"$0/tree/kept.log" \
            && ln -s /etc/shadow "$0/tree/x" && ln -s "$0/kept" "$0/tree/d" \
            && chown -h 65534:65534 "$0/tree/x" "$0/tree/d"
            """,
            scratch.path
        )
        let second = try await SystemCallLog.record(
            [
                "collect", "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--output",
                scratch.makeDirectory("two"),
            ],
            calls: "openat,open,openat2,creat,execve"
        )
        let others = second.calls.filter(\.opensContent).compactMap(\.openedPath)
        #expect(others.contains { $0.hasSuffix("/kept.log") })
        #expect(!others.contains { $0 == "/etc/shadow" || $0.hasSuffix("/secret.log") })
    }

    @Test(arguments: ["delete", "wal"])
    func theProductIsNeverDisturbed(journalMode: String) async throws {
        let demo = try await DemoInstance(running: true, options: ["--journal-mode", journalMode])
        let pid = try #require(demo.pid)
        try Data().write(to: URL(filePath: demo.home + "/bin/executions"))
        // The program runs with the least rights there are, and must be able to leave its trace.
        try await CommandRun.tool("chmod", "666", demo.home + "/bin/executions")
        let scratch = try ScratchDirectory()
        let log = try await SystemCallLog.record(
            ["collect"] + demo.arguments + ["--output", scratch.makeDirectory("out")],
            calls: "execve,kill,tgkill,tkill,ptrace"
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        #expect(demo.telltales.isEmpty)
        let starts = log.calls.filter {
            $0.name == "execve" && $0.isSuccessful && $0.arguments.hasPrefix("\"\(demo.binary)\"")
        }
        #expect(starts.count == 1)
        #expect(
            starts.allSatisfy { $0.arguments.contains("[\"\(demo.binary)\", \"--version\"]") },
            "\(starts.map(\.arguments))"
        )
        let executions = try String(contentsOfFile: demo.home + "/bin/executions", encoding: .utf8)
        #expect(executions.split(separator: "\n").count == 1, "\(executions)")
        let requests = try String(contentsOfFile: demo.path("admin-requests"), encoding: .utf8).split(separator: "\n")
        #expect(Set(requests) == ["/amps/instance/config.xml", "/amps.json"])
        #expect(kill(pid, 0) == 0, "the server still runs")
        #expect(!log.calls.contains { $0.name == "ptrace" })
        let signals = log.calls.filter { $0.name.hasSuffix("kill") && $0.arguments.hasPrefix("\(pid),") }
        #expect(signals.allSatisfy { $0.arguments.hasSuffix(", 0") }, "\(signals.map(\.arguments))")
    }

    @Test func nothingOfTheInstallationChanges() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        // A database left in this mode makes careless readers write files beside it.
        try await CommandRun.tool("sqlite3", demo.path("stats/stats.db"), "PRAGMA journal_mode=wal")
        let before = try await TreeListing(demo.root)
        #expect(before.lines.count > 50)
        let collection = try await CollectRun.make(demo.arguments)
        #expect(try await collection.contents().rows("/stats.db").map(\.outcome) == ["collected"])
        let after = try await TreeListing(demo.root)
        // The server's program was asked for its version; that leaves nothing either.
        #expect(before == after, "\(after.difference(from: before))")
    }

    @Test func theHostsServersComeFirst() async throws {
        let mark = "27182\(getpid())"
        let profile = try TestProfile(
            """
            - {id: slow, collector: command, category: host, why: w, name: slow.txt, timeout: 60s,
               run: [sleep, "\(mark)"]}
            """
        )
        let scratch = try ScratchDirectory()
        let running = try ProductUnderTest.start(
            ["collect"] + profile.arguments + ["--output", scratch.makeDirectory("out")]
        )
        var child = ""
        for _ in 0..<2_400 where child.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
            child = try await CommandRun.run(["pgrep", "--full", "^/[a-z/]*sleep \(mark)"]).output
        }
        let pid = try #require(Int32(child.split(separator: "\n").first ?? ""), "the slow command was not started")
        var tasks = ["/proc/\(pid)"]
        tasks += try FileManager.default.contentsOfDirectory(atPath: "/proc/\(running.pid)/task").map {
            "/proc/\(running.pid)/task/\($0)"
        }
        for task in tasks {
            let stat = try String(contentsOfFile: "\(task)/stat", encoding: .utf8)
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            #expect(fields[17] == "19", "\(task) has nice \(fields[17])")
            let number = (task as NSString).lastPathComponent
            let io = try await CommandRun.tool("ionice", "--pid", number)
            #expect(io.hasPrefix("idle"), "\(task): \(io)")
        }
        running.send(SIGINT)
        _ = try await running.wait()
    }
}
