import Foundation
import TestSupport
import Testing

/// `--max-size`: the finished bundle is never larger, and as useful as it can be.
@Suite struct BudgetTests {
    private static let artifacts = """
        - {id: config, collector: files, category: configuration, required: true, why: test, paths: ["ROOT/*.conf"]}
        - {id: statistics, collector: sqlite, category: statistics, required: true, why: test, paths: ["ROOT/stats.db"],
           time: timestamp, time-format: seconds}
        - {id: logs, collector: files, category: logs, required: true, why: test, paths: ["ROOT/app*"]}
        - {id: noise, collector: files, category: logs, why: test, paths: ["ROOT/noise.log"]}
        - {id: note, collector: command, category: host, why: test, run: [echo, hello], name: note.txt}
        """

    /// Writes `count` logs of an hour each that hardly compress, the last one up to now, `megabytes` each.
    private func makeProfile(megabytes: Int, logs count: Int) async throws -> TestProfile {
        let profile = try TestProfile(Self.artifacts)
        try profile.write("site.conf", "name = trial\n")
        let script = """
            import base64, os, random, sqlite3, sys, time
            root, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            random.seed(7)
            end = int(time.time())
            def log(name, start):
                with open(os.path.join(root, name), "w") as out:
                    lines = size * 1000000 // 250
                    for i in range(lines):
                        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start + 3600 * i // lines))
                        # Half of it is the same in every line, as in logs.
                        noise = base64.b64encode(random.randbytes(75)).decode()
                        out.write(stamp + " info: record " + noise + " " + "the same words in each record " * 4 + "\\n")
                os.utime(os.path.join(root, name), (start + 3600, start + 3600))
            for i in range(count):
                log("app.log" if i == 0 else "app.log.%d" % i, end - 3600 * (i + 1))
            log("noise.log", end - 3600)
            db = sqlite3.connect(os.path.join(root, "stats.db"))
            db.execute("CREATE TABLE samples(timestamp integer, id integer, note text, PRIMARY KEY(timestamp, id))")
            db.executemany("INSERT INTO samples VALUES(?, ?, ?)",
                ((end - t, i, base64.b64encode(random.randbytes(60)).decode()) for t in range(0, 86400, 10) for i in range(20)))
            db.commit()
            """
        try await CommandRun.tool("python3", "-c", script, profile.root, "\(megabytes)", "\(count)")
        return profile
    }

    @Test(arguments: [(2_500_000, []), (1_000_000, ["--all-times"])] as [(Int, [String])])
    func theBundleIsWithinItsBudgetAndSaysWhatIsNotThere(limit: Int, options: [String]) async throws {
        let profile = try await makeProfile(megabytes: 5, logs: 3)
        let collection = try await CollectRun.make(profile.arguments + ["--max-size", "\(limit)"] + options)
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let size = try collection.bytes(".tar.gz").count
        #expect(size <= limit && size > limit / 2, "\(size)")
        #expect(try await collection.isWhole())
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        // What is small is there, and something of everything that is required.
        #expect(contents.text("configuration\(profile.root)/site.conf") == "name = trial\n")
        #expect(contents.text("host/note.txt") == "hello\n")
        let near = try #require(contents.rows("/app.log").first)
        #expect(near.outcome == "partial" && near.bytes ?? 0 > 100_000, "\(near)")
        #expect(near.reason?.contains("stays within") == true, "\(near)")
        let text = contents.text("logs\(profile.root)/app.log")
        let lines = text.split(separator: "\n")
        let markers = lines.filter { $0.hasPrefix("[supportkit: ") }
        #expect(markers.count == 1, "\(markers)")
        #expect(
            markers.first?.wholeMatch(of: /\[supportkit: \d[\d,]* bytes from \S+ to \S+ were left out here\]/) != nil
        )
        #expect(lines.allSatisfy { $0.hasPrefix("20") || $0.hasPrefix("[supportkit") })
        #expect(lines.last?.hasSuffix("each record ") == true)
        let far = try #require(contents.rows("/app.log.2").first)
        #expect(
            ["overBudget", "partial"].contains(far.outcome) && far.reason?.contains("--max-size") == true,
            "\(far)"
        )
        if options.isEmpty {
            let database = "\(contents.directory)/statistics\(profile.root)/stats.db"
            #expect(try await CommandRun.tool("sqlite3", database, "PRAGMA integrity_check") == "ok\n")
        }
        let readme = contents.text("README.txt")
        #expect(readme.contains("app.log.2") && readme.contains("larger --max-size"))
    }

    @Test func whatFitsIsWhole() async throws {
        let profile = try await makeProfile(megabytes: 2, logs: 2)
        let collection = try await CollectRun.make(profile.arguments + ["--max-size", "60MB"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(contents.manifest.artifacts.allSatisfy { ["collected", "empty"].contains($0.outcome) })
    }

    @Test func ofEveryLogThereIsSomethingAtTheDeadline() async throws {
        let profile = try TestProfile(
            """
            - {id: first, collector: files, category: logs, required: true, why: test, paths: ["ROOT/a.log"]}
            - {id: second, collector: files, category: logs, required: true, why: test, paths: ["ROOT/b.log"]}
            - {id: config, collector: files, category: configuration, required: true, why: test, paths: ["ROOT/*.conf"]}
            """
        )
        try profile.write("site.conf", "name = trial\n")
        let script = """
            for i in $(seq 2000); do echo "2026-11-20T01:$((10 + i % 50)):00Z info: user=u$i addr=10.0.0.$((i % 250)) path=/a/b"; done >"$0/part"
            for name in a b; do for i in $(seq 1500); do cat "$0/part"; done >"$0/$name.log"; done
            rm "$0/part"
            """
        try await CommandRun.tool("/bin/bash", "-c", script, profile.root)
        let collection = try await CollectRun.make(profile.arguments + ["--all-times", "--deadline", "8s"])
        let contents = try await collection.contents()
        for name in ["/a.log", "/b.log"] {
            let row = try #require(contents.rows(name).first)
            #expect(["partial", "collected"].contains(row.outcome) && row.bytes ?? 0 > 100_000, "\(row)")
            #expect(row.outcome == "collected" || row.reason?.contains("--deadline") == true, "\(row)")
        }
        #expect(contents.text("configuration\(profile.root)/site.conf") == "name = trial\n")
    }

    /// A file without times beside the log takes as much room as it, and comes first by its name.
    @Test func aTinyBundleHasTheMomentThatWasAskedForAndTheWindowOfASmallDatabase() async throws {
        let profile = try TestProfile(
            """
            - {id: statistics, collector: sqlite, category: statistics, required: true, why: test,
               paths: ["ROOT/stats.db"], time: timestamp, time-format: seconds}
            - {id: logs, collector: files, category: logs, required: true, why: test, paths: ["ROOT/*.log"]}
            """
        )
        let script = """
            import os, random, sqlite3, sys, time
            root = sys.argv[1]
            random.seed(7)
            end = int(time.time())
            with open(os.path.join(root, "app.log"), "w") as out:
                for i in range(36000):
                    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(end - 7200 + i // 5))
                    out.write("%s info: client %d of %032x\\n" % (stamp, i, random.getrandbits(128)))
            with open(os.path.join(root, "aaa.log"), "w") as out:
                for i in range(20000): out.write("step %d of %032x\\n" % (i, random.getrandbits(128)))
            db = sqlite3.connect(os.path.join(root, "stats.db"))
            db.execute("CREATE TABLE samples(timestamp integer PRIMARY KEY, note text)")
            db.executemany("INSERT INTO samples VALUES(?, ?)",
                ((end - t, "%064x" % random.getrandbits(256)) for t in range(7200)))
            db.commit()
            print(end)
            """
        let end = try await CommandRun.tool("python3", "-c", script, profile.root)
        let moment = try #require(Int64(end.trimmingCharacters(in: .whitespacesAndNewlines))) - 3_600
        let time = ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(moment)))
        let collection = try await CollectRun.make(
            profile.arguments + ["--around", time, "--window", "40m", "--max-size", "120KB"]
        )
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        #expect(try collection.bytes(".tar.gz").count <= 120_000)
        let contents = try await collection.contents()
        let row = try #require(contents.rows("/app.log").first)
        #expect(row.outcome == "partial" && row.bytes ?? 0 > 20_000, "\(row)")
        let lines = contents.text("logs\(profile.root)/app.log").split(separator: "\n")
        let isMark = { (line: Substring) in line.hasPrefix("[supportkit: ") && line.hasSuffix(" were left out here]") }
        #expect(lines.count { isMark($0) } == 2 && lines.first.map(isMark) == true && lines.last.map(isMark) == true)
        #expect(lines.contains { $0.hasPrefix(time) })
        #expect(try #require(contents.rows("/aaa.log").first).bytes ?? 0 > 4_000)
        let database = "\(contents.directory)/statistics\(profile.root)/stats.db"
        let rows = try await CommandRun.tool(
            "sqlite3",
            database,
            "SELECT count(*), min(timestamp) < \(moment), max(timestamp) > \(moment) FROM samples; PRAGMA integrity_check"
        )
        #expect(rows.hasSuffix("|1|1\nok\n") && !rows.hasPrefix("7200|"), "\(rows)")
    }

    @Test func wrongSizesAreRefused() async throws {
        let profile = try TestProfile(Self.artifacts)
        for size in ["much", "0", "-3"] {
            let run = try await ProductUnderTest.run(["collect"] + profile.arguments + ["--max-size=\(size)"])
            #expect(run.code == 64 && run.errors.contains("is not a size"), "\(run.errors)")
        }
        let tiny = try await CollectRun.make(profile.arguments + ["--max-size", "100"])
        #expect(tiny.run.code == 1 && tiny.names.isEmpty, "\(tiny.run.errors)")
    }
}
