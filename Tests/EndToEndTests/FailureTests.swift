import Foundation
import TestSupport
import Testing

/// What cannot be had, cannot be redacted or does not end.
@Suite struct FailureTests {
    @Test func oneArtifactsFailureIsAnOutcomeInTheManifestNeverTheEndOfTheRun() async throws {
        let profile = try TestProfile(
            """
            - {id: absent, collector: files, category: logs, why: w, required: true, paths: [ROOT/absent.log]}
            - {id: directory, collector: files, category: logs, why: w, paths: [ROOT/directory]}
            - {id: gzip, collector: files, category: logs, why: w, paths: [ROOT/damaged.log.gz]}
            - {id: database, collector: sqlite, category: statistics, why: w, paths: [ROOT/damaged.db]}
            - {id: variable, collector: files, category: logs, why: w, paths: ["{nowhere}/x.log"]}
            - {id: program, collector: command, category: host, why: w, run: [no-such-program-here], name: program.txt}
            - {id: exit, collector: command, category: host, why: w, run: [ls, /nonexistent-for-sure], name: exit.txt}
            - {id: slow, collector: command, category: host, why: w, run: [sleep, "60"], name: slow.txt, timeout: 1s}
            - {id: good, collector: files, category: logs, why: w, required: true, paths: [ROOT/good.log]}
            """
        )
        try profile.write("good.log", "all is well\n")
        try profile.write("directory/inner.log", "inner\n")
        let noise = (0..<40_000).map { "line \($0) \($0 &* 48_271 % 65_537)\n" }.joined()
        try profile.write("damaged.log", noise)
        try await CommandRun.tool("gzip", "\(profile.root)/damaged.log")
        try await CommandRun.tool("truncate", "--size=-20000", "\(profile.root)/damaged.log.gz")
        try profile.write("damaged.db", "SQLite format 3\0" + String(repeating: "no database at all ", count: 500))

        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        #expect(try await collection.isWhole())
        #expect(contents.manifest.outcome == "incomplete")
        let expected = [
            "absent.log": "missing", "damaged.log.gz": "partial", "damaged.db": "failed",
            "no-such-program-here": "missing",
            "ls /nonexistent-for-sure": "failed", "sleep 60": "timedOut", "good.log": "collected",
        ]
        for (source, outcome) in expected {
            let rows = contents.rows(source)
            #expect(rows.map(\.outcome) == [outcome], "\(source): \(rows)")
            if outcome != "collected" { #expect(rows.first?.reason?.isEmpty == false, "\(source) has no reason") }
        }
        #expect(contents.rows("nowhere/x.log").map(\.outcome) == ["missing"])
        let readable = contents.text("logs\(profile.root)/damaged.log")
        #expect(!readable.isEmpty && noise.hasPrefix(readable), "what stands before the damage is here")
        #expect(contents.text("logs\(profile.root)/good.log") == "all is well\n")
        #expect(contents.contains("absent.log", in: "README.txt"))
    }

    /// What is secret in a database tell the names of its columns: where they cannot be gone through, nothing is taken.
    @Test func aDatabaseThatCannotBeRedactedIsLeftOut() async throws {
        let profile = try TestProfile(
            "- {id: database, collector: sqlite, category: statistics, required: true, why: w, paths: [ROOT/words.db]}"
        )
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1] + "/words.db")
            db.execute("CREATE TABLE users(id INTEGER PRIMARY KEY, password TEXT)")
            db.execute("INSERT INTO users VALUES(1, 'canary-of-a-column-77')")
            db.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
            db.commit()
            """
        try await CommandRun.tool("python3", "-c", script, profile.root)
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let contents = try await collection.contents()
        let row = try #require(contents.rows("words.db").first)
        #expect(row.outcome == "failed" && row.reason?.contains("cannot be redacted") == true, "\(row)")
        #expect(!String(decoding: try await collection.tarStream(), as: UTF8.self).contains("canary-of-a-column-77"))
    }

    @Test func theRedactorFailsClosed() async throws {
        let scratch = try ScratchDirectory()
        let canary = "canary-that-must-not-leave-8812"
        let secret = "db.password=\(canary)\n"
        let noise = String(repeating: "a line of no interest whatever\n", count: 2_200)
        try scratch.write("tree/kept.log", "a line that is kept\n")
        let page = String(repeating: "no page of a database ", count: 300)
        try scratch.write("tree/damaged.db", "SQLite format 3\0\(page)\n\(secret)\(page)")
        try scratch.write("tree/binary.dat", Array("\u{7F}ELF\0\0\u{1}\(secret)\0".utf8))
        try scratch.write("tree/wide.txt", secret.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        try scratch.write(
            "tree/marked.txt",
            [0xFF, 0xFE] + secret.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        )
        try scratch.write("tree/program.gz.src", Array("\u{7F}ELF\0\0\u{1}\(secret)\0".utf8))
        try scratch.write(
            "tree/unfinished.pem",
            "-----BEGIN PRIVATE KEY-----\n\(noise)\(canary)\nand no end of it\n"
        )
        // Secrets that lie across the ends of the pieces in which files are read.
        for boundary in [4_096, 65_536, 131_072, 262_144, 1_048_576] {
            let lead =
                String(repeating: "x", count: boundary - 6 - boundary / 64)
                + String(repeating: "\n", count: boundary / 64)
            try scratch.write("tree/boundary\(boundary).properties", lead + secret + noise)
        }
        try scratch.write("tree/long-line.log", "token=\(canary) " + String(repeating: "y", count: 3_000_000))
        try scratch.write(
            "tree/long-line-end.json",
            "{\"a\":\"" + String(repeating: "y", count: 3_000_000) + "\",\"password\":\"\(canary)\"}"
        )
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            cd "$0/tree" && gzip -c program.gz.src >program.gz && gzip -c kept.log binary.dat >mixed.gz \
            && tar czf archive.tar.gz binary.dat boundary4096.properties \
            && gzip -c boundary4096.properties | gzip -c >twice.gz && rm program.gz.src \
            && python3 -c 'import zipfile; zipfile.ZipFile("archive.zip", "w").write("boundary4096.properties")' \
            && tar cf archive.tar kept.log boundary4096.properties twice.gz
            """,
            scratch.path
        )
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch",
        ])
        let contents = try await collection.contents()
        let stream = try await collection.tarStream()
        for path in contents.paths {
            #expect(Canaries.found([canary], in: contents.bytes(path)).isEmpty, "\(path) holds the secret")
            let wide = contents.bytes(path).filter { $0 != 0 }
            #expect(Canaries.found([canary], in: wide).isEmpty, "\(path) holds the secret in UTF-16")
        }
        #expect(Canaries.found([canary], in: stream).isEmpty)
        // An archive can hold, behind a text, what no search for text finds: another compressed file.
        let left = ["binary.dat", "program.gz", "archive.tar.gz", "twice.gz", "archive.zip", "archive.tar"]
        for name in left {
            let row = try #require(contents.rows("/\(name)").first)
            #expect(row.outcome == "excluded", "\(row)")
            #expect(row.sha256 == nil && row.reason?.contains("binary") == true, "\(row)")
        }
        #expect(contents.text("logs\(scratch.path("tree"))/kept.log") == "a line that is kept\n")
        let boundaries = contents.paths.filter { $0.contains("boundary") }
        #expect(boundaries.count == 5)
        #expect(boundaries.allSatisfy { contents.contains("[REDACTED:", in: $0) })
    }

    /// A search for text does not see into compressed bytes; so they must not pass as the continuation of a text.
    @Test func whatTurnsBinaryBehindATextIsLeftOut() async throws {
        let scratch = try ScratchDirectory()
        let canary = "canary-behind-a-text-4410"
        try scratch.write("tree/kept.log", "a line that is kept\n")
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            cd "$0" && yes 'a line of no interest' | head -n 2000 >plain.log \
            && echo "db.password=$1" | gzip >secret.gz \
            && cat plain.log secret.gz >tree/mixed.log && tar cf tree/archive.tar plain.log secret.gz \
            && cat plain.log secret.gz | gzip >tree/packed.log.gz
            """,
            scratch.path,
            canary
        )
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch",
        ])
        let contents = try await collection.contents()
        #expect(contents.contains("a line that is kept", in: "logs\(scratch.path("tree"))/kept.log"))
        let leaks = try await CommandRun.tool(
            "python3",
            "-c",
            """
            import pathlib, sys, zlib
            for path in pathlib.Path(sys.argv[1]).rglob("*"):
                content = path.read_bytes() if path.is_file() else b""
                start = content.find(b"\\x1f\\x8b\\x08")
                while start >= 0:
                    try:
                        if sys.argv[2].encode() in zlib.decompressobj(31).decompress(content[start:]): print(path)
                    except zlib.error: pass
                    start = content.find(b"\\x1f\\x8b\\x08", start + 1)
            """,
            contents.directory,
            canary
        )
        #expect(leaks.isEmpty, "the secret can be unpacked from \(leaks)")
    }

    @Test(.timeLimit(.minutes(10)))
    func everythingIsBounded() async throws {
        let mark = "31415\(getpid())"
        let profile = try TestProfile(
            """
            - {id: endless, collector: command, category: host, why: w, name: endless.txt, timeout: 1s,
               run: [sleep, "\(mark)1"]}
            - {id: stubborn, collector: command, category: host, why: w, name: stubborn.txt, timeout: 1s,
               run: [sh, -c, 'trap "" TERM INT HUP; while :; do sleep \(mark)2; done']}
            - {id: grandchild, collector: command, category: host, why: w, name: grandchild.txt, timeout: 20s,
               run: [sh, -c, 'sleep \(mark)3 & echo the parent is done']}
            - {id: flood, collector: command, category: host, why: w, name: flood.txt, timeout: 20s, bytes: 64KiB,
               run: ["yes"]}
            - {id: errors, collector: command, category: host, why: w, name: errors.txt, timeout: 2s, bytes: 64KiB,
               run: [sh, -c, 'yes >&2']}
            - {id: input, collector: command, category: host, why: w, run: [cat], name: input.txt, timeout: 20s}
            - {id: sparse, collector: files, category: logs, why: w, paths: [ROOT/sparse.log], bytes: 1MiB}
            - {id: tree, collector: files, category: logs, why: w, paths: ["ROOT/tree/**"], files: 50}
            """
        )
        try profile.write("tree/kept.log", "kept\n")
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            cd "$0" && truncate --size=1T sparse.log && cd tree && mkfifo pipe.log \
            && ln -s . loop && ln -s a b && ln -s b a \
            && ln -s /dev/zero zero.log && ln -s .. up \
            && (i=0; while [ $i -lt 120 ]; do mkdir d && cd d || exit 1; i=$((i+1)); done; echo deep >deep.log) \
            && mkdir many && cd many && seq 70 | xargs touch -d 2020-01-01
            """,
            profile.root
        )
        // Less than one artifact without a bound would take, and far more than these need on a busy machine.
        let collection = try await CollectRun.make(profile.arguments + ["--all-times"], timeout: .seconds(150))
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)

        #expect(contents.rows("sleep \(mark)1").map(\.outcome) == ["timedOut"])
        #expect(contents.manifest.artifacts.first { $0.path == "host/stubborn.txt" }?.outcome == "timedOut")
        #expect(contents.text("host/grandchild.txt") == "the parent is done\n")
        let flood = try #require(contents.rows("yes").first)
        #expect(flood.outcome == "partial" && flood.bytes ?? 0 <= 66_000, "\(flood)")
        let errors = try #require(contents.manifest.artifacts.first { $0.path == "host/errors.txt" })
        #expect(["timedOut", "partial"].contains(errors.outcome) && errors.bytes ?? 0 <= 200_000, "\(errors)")
        #expect(contents.rows("cat").map(\.outcome) == ["empty"])
        let sparse = try #require(contents.rows("/sparse.log").first)
        #expect(["overBudget", "partial", "excluded", "failed"].contains(sparse.outcome), "\(sparse)")
        #expect(sparse.bytes ?? 0 <= 1 << 20 + 4_096, "\(sparse)")
        #expect(sparse.reason?.isEmpty == false)
        #expect(contents.rows("/tree/kept.log").map(\.outcome) == ["collected"])
        for name in ["pipe.log", "zero.log", "tree/a", "tree/b"] {
            let rows = contents.rows("/\(name)")
            #expect(rows.allSatisfy { $0.sha256 == nil && $0.reason?.isEmpty == false }, "\(name): \(rows)")
            #expect(!rows.isEmpty, "\(name) has no row")
        }
        #expect(!contents.paths.contains { $0.contains("/loop/") || $0.contains("/up/") })
        let fromTree = contents.manifest.artifacts.filter { $0.path.contains("/tree/") && $0.sha256 != nil }
        #expect(fromTree.count == 50)
        // What was not looked for, or not taken, is said: files beyond the number allowed, directories too deep.
        let readme = contents.text("README.txt")
        let (saysNumber, saysDepth) = (readme.contains("more than 50 files"), readme.contains("deep"))
        #expect(saysNumber, "README.txt does not say that files beyond the number allowed were left out")
        #expect(saysDepth, "README.txt does not say that directories were too deep to be searched")

        let survivors = try await CommandRun.run(["pgrep", "--full", "--list-full", "sleep \(mark)"])
        #expect(survivors.output.isEmpty, "still running: \(survivors.output)")
    }

    @Test func theDeadlineCutsWhatIsBeingRead() async throws {
        let scratch = try ScratchDirectory()
        let line = "2026-11-21T01:30:00 worker took an order from its queue and did it\n"
        try scratch.write("part", String(repeating: line, count: 400_000))
        try scratch.write("tree/zlast.log", line)
        // 1.6 GB of text in a small file: 24 s of work or more, of which 8 are allowed.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "cd \"$0\" && gzip part && i=0 && while [ $i -lt 60 ]; do cat part.gz; i=$((i+1)); done >tree/larger.log.gz",
            scratch.path
        )
        let collection = try await CollectRun.make(
            ["files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--deadline", "8s"],
            timeout: .seconds(120)
        )
        #expect(collection.run.code == 3, "\(collection.run.errors)")
        let contents = try await collection.contents()
        let row = try #require(contents.rows("/larger.log.gz").first)
        #expect(row.outcome == "overBudget" || row.outcome == "partial", "what was read before is kept: \(row)")
        #expect(row.reason?.contains("deadline") == true, "\(row)")
        #expect((1..<1_600_000_000).contains(row.bytes ?? 0), "\(row)")
        // What is small is taken before.
        #expect(contents.rows("/zlast.log").map(\.outcome) == ["collected"])
        #expect(try await collection.isWhole())
    }
}
