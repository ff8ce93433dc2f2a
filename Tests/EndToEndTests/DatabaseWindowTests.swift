import Foundation
import TestSupport
import Testing

/// Of a large statistics database the window is taken.
@Suite struct DatabaseWindowTests {
    @Test func aLargeDatabaseIsCutAndASmallOneIsNot() async throws {
        let profile = try TestProfile(
            """
            - id: statistics
              collector: sqlite
              category: statistics
              required: true
              why: test
              paths: [ROOT/large.db, ROOT/small.db]
              time: timestamp
              time-format: seconds
            """
        )
        let script = """
            import sqlite3, sys
            for name, rows in (("large.db", 400000), ("small.db", 4000)):
                db = sqlite3.connect(sys.argv[1] + "/" + name)
                db.execute("CREATE TABLE samples(timestamp integer, id integer, note text, PRIMARY KEY(timestamp, id))")
                db.execute("CREATE TABLE names(id integer primary key, password text)")
                db.execute("INSERT INTO names VALUES(1, 'hunter2hunter2')")
                end = 1795219200
                db.executemany("INSERT INTO samples VALUES(?, 1, ?)",
                    ((end - 10 * i, "a sample with some text, number %d" % i) for i in range(rows)))
                db.commit()
            """
        try await CommandRun.tool("python3", "-c", script, profile.root)
        let before = try await CommandRun.tool("find", profile.root, "-printf", "%p %s %T@ %C@\n")
        let collection = try await CollectRun.make(
            profile.arguments + [
                "--timezone", "UTC", "--since", "2026-11-20 12:00", "--until", "2026-11-20 18:00",
            ]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(try await CommandRun.tool("find", profile.root, "-printf", "%p %s %T@ %C@\n") == before)
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        func ask(_ name: String, _ sql: String) async throws -> String {
            try await CommandRun.tool("sqlite3", "\(contents.directory)/statistics\(profile.root)/\(name)", sql)
        }
        // Six hours and a quarter of an hour on each side.
        #expect(try await ask("large.db", "PRAGMA integrity_check; SELECT count(*) FROM samples") == "ok\n2341\n")
        #expect(try await ask("small.db", "PRAGMA integrity_check; SELECT count(*) FROM samples") == "ok\n4000\n")
        #expect(try await ask("large.db", "SELECT password FROM names").hasPrefix("[REDACTED:"))
        let row = try #require(contents.rows("/large.db").first)
        #expect(row.outcome == "collected")
        #expect(row.reason?.contains("cut to the window and 15 minutes around it") == true, "\(row)")
        #expect(row.reason?.contains("2341 rows of 1 tables") == true, "\(row)")
        #expect(contents.contains("2026-11-20T11:45:00Z to 2026-11-20T18:15:00Z", in: "README.txt"))
        #expect(contents.rows("/small.db").first?.reason == nil)
        let whole = try await CollectRun.make(profile.arguments + ["--all-times"])
        #expect(try await whole.contents().rows("/large.db").first?.bytes ?? 0 > 20_000_000)
    }
}
