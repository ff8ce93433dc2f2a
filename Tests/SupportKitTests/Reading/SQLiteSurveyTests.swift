import Foundation
import SupportKit
import SystemPackage
import Testing

/// What is common goes into the bundle page by page, without SQLite.
///
/// SQLite is what it is judged by.
@Suite struct SQLiteSurveyTests {
    /// Texts in tables and indexes; and what is left of others in free pages, free blocks, gaps and overflow pages.
    private static func litter(mode: String, pageSize: Int) -> String {
        """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.executescript('PRAGMA page_size=\(pageSize); PRAGMA journal_mode=\(mode); PRAGMA secure_delete=OFF')
        db.execute('CREATE TABLE samples(time INTEGER, name TEXT, note, load REAL)')
        db.execute('CREATE INDEX by_name ON samples(name)')
        db.execute('CREATE TABLE names(id INTEGER PRIMARY KEY NOT NULL, name TEXT UNIQUE NOT NULL)')
        db.execute('CREATE TABLE gone(a)')
        db.execute('BEGIN')
        for i in range(4000):
            # Now and then a long one, in overflow pages.
            note = 'note %d ' % i * (2000 if i % 500 == 0 else 2)
            db.execute('INSERT INTO samples VALUES(?, ?, ?, ?)', (i, 'name %d' % (i * 7919 % 4000), note, i / 7))
            if i % 100 == 0:
                db.execute('INSERT INTO samples VALUES(?, ?, ?, 0)', (-1, 'CANARY %d' % i, 'CANARY' * (i % 3 * 400 + 1)))
            if i % 40 == 0: db.execute('INSERT INTO gone VALUES(?)', ('CANARY' * 30,))
        db.executemany('INSERT INTO names VALUES(?, ?)', ((i, 'client %d' % i) for i in range(300)))
        db.execute('COMMIT')
        db.execute('DROP TABLE gone')
        db.execute('DELETE FROM samples WHERE time = -1')
        # Overflow pages that were others' before, with room behind the end.
        db.executemany('INSERT INTO samples VALUES(5000, ?, ?, 1)', (('late %d' % i, 'z' * (\(pageSize) + 99)) for i in range(9)))
        db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        db.close()
        """
    }

    private static let rows = "SELECT * FROM samples ORDER BY rowid; SELECT * FROM names ORDER BY id"

    private func make(_ script: String) throws -> SQLiteTestProduct {
        let product = try SQLiteTestProduct()
        try product.python(script, mustSucceed: !script.contains("kill"))
        Thread.sleep(forTimeInterval: 0.05)
        return product
    }

    private func size(_ product: SQLiteTestProduct) throws -> Int64 {
        try Int64(Data(contentsOf: product.database).count)
    }

    // MARK: - Common

    @Test(arguments: [("delete", 4096), ("wal", 4096), ("delete", 512), ("delete", 65536)])
    func whatWasDeletedDoesNotPass(mode: String, pageSize: Int) throws {
        let product = try make(Self.litter(mode: mode, pageSize: pageSize))
        let original = try Data(contentsOf: product.database)
        #expect(Array(original).contains("CANARY"))
        let snapshot = try product.take()
        #expect(snapshot.form == .database && snapshot.integrity == .ok && snapshot.changedValues == 0)
        // A rebuilt one would be smaller: this is the product's own, page by page.
        #expect(snapshot.size == Int64(original.count))
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
        let file = try product.save(snapshot)
        #expect(try product.sqlite3("PRAGMA integrity_check; PRAGMA journal_mode", on: file) == "ok\ndelete")
        #expect(try product.sqlite3(Self.rows, on: file) == product.sqlite3(Self.rows))
        // It can be written to: the free pages are where they are said to be.
        let written = "INSERT INTO samples(note) SELECT note FROM samples; PRAGMA integrity_check"
        #expect(try product.sqlite3(written, on: file) == "ok")
    }

    @Test(arguments: [512, 4096])
    func aReplacedTextIsGoneFromItsOldPlaceToo(pageSize: Int) throws {
        let product = try make(Self.litter(mode: "delete", pageSize: pageSize))
        var seen: Set<SQLiteColumn> = []
        let snapshot = try product.take { text, column in
            seen.insert(column)
            let bytes = text.indices.map { text[$0] }
            // Rows and index of one column, and overflow pages of another.
            return bytes.starts(with: "name 39".utf8) || bytes.starts(with: "note 1500 ".utf8)
                ? Array("gone".utf8) : nil
        }
        #expect(snapshot.form == .database && snapshot.integrity == .ok)
        #expect(snapshot.changedValues == 112)
        #expect(snapshot.size >= (try size(product)))
        #expect(seen.map(\.name).sorted() == ["name", "name", "note", "sql"])
        let bytes = try product.bytes(of: snapshot)
        for text in ["name 39", "note 1500 ", "CANARY"] { #expect(!bytes.contains(text), "\(text)") }
        let file = try product.save(snapshot)
        let sql = "PRAGMA integrity_check; SELECT count(*) FROM samples WHERE name = 'gone'"
        #expect(try product.sqlite3(sql, on: file) == "ok\n111")
        #expect(
            try product.sqlite3("SELECT sum(load), count(*) FROM samples", on: file)
                == product.sqlite3("SELECT sum(load), count(*) FROM samples")
        )
    }

    @Test func whatIsMostlyFreeIsMadeSmaller() throws {
        let product = try make(
            Self.litter(mode: "delete", pageSize: 4096).replacing(
                "db.close()",
                with: "db.execute('DELETE FROM samples WHERE time > 1000 AND time < 4000'); db.close()"
            )
        )
        let snapshot = try product.take()
        #expect(snapshot.form == .database && snapshot.integrity == .ok)
        #expect(snapshot.size < (try size(product)) / 2)
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
        #expect(try product.sqlite3(Self.rows, on: product.save(snapshot)) == product.sqlite3(Self.rows))
    }

    // MARK: - In place

    @Test(arguments: ["delete", "wal"])
    func whatNobodyWritesIsReadWhereItIs(mode: String) throws {
        let product = try make(Self.litter(mode: mode, pageSize: 4096))
        let before = try product.listing()
        // There is no room for a copy at all.
        let snapshot = try product.take(room: 0, silence: .milliseconds(20))
        #expect(snapshot.form == .database && snapshot.integrity == .ok && snapshot.method == .lockFree)
        let rows = try snapshot.rows(of: SQLiteQuery(sql: "SELECT count(*) FROM names"))
        #expect(rows.rows == [["300"]])
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
        let file = try product.save(snapshot)
        #expect(try product.listing() == before)
        #expect(try product.sqlite3("PRAGMA integrity_check; PRAGMA journal_mode", on: file) == "ok\ndelete")
        #expect(try product.sqlite3(Self.rows, on: file) == product.sqlite3(Self.rows))
        // Nothing can be replaced there.
        #expect(throws: SQLiteSnapshotError.tooLarge(FilePath(product.database.path))) {
            _ = try product.take(room: 0, silence: .milliseconds(20)) { text, _ in text.count > 9 ? [] : nil }
        }
    }

    @Test func whatIsWrittenMeanwhileIsThrownAway() throws {
        let product = try make(Self.litter(mode: "delete", pageSize: 4096))
        let snapshot = try product.take(silence: .milliseconds(20))
        _ = try product.sqlite3("INSERT INTO names VALUES(1000, 'new')")
        #expect(throws: SQLiteSnapshotError.changed(FilePath(product.database.path))) {
            try snapshot.forEachChunk { _ in }
        }
        // It was written just now, so it is copied.
        let copy = try product.take(silence: .seconds(60))
        _ = try product.sqlite3("INSERT INTO names VALUES(1001, 'newer')")
        #expect(try product.sqlite3("SELECT count(*) FROM names", on: product.save(copy)) == "301")
    }

    @Test func theLogOfAKilledProductIsNotForgotten() throws {
        let product = try make(
            Self.litter(mode: "wal", pageSize: 4096).replacing(
                "db.close()",
                with: "db.execute(\"INSERT INTO names VALUES(1000, 'new')\"); import os; os.kill(os.getpid(), 9)"
            )
        )
        let snapshot = try product.take(silence: .milliseconds(20))
        #expect(snapshot.method == .replayedLog)
        #expect(try product.sqlite3("SELECT count(*) FROM names", on: product.save(snapshot)) == "301")
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
    }

    // MARK: - Sealed

    /// A database whose texts are replaced page by page, one that must be rebuilt, and one with a log.
    @Test(arguments: ["replaced", "rebuilt", "completed"], [true, false])
    func aSealedScratchHoldsNoClearText(kind: String, isSealed: Bool) throws {
        let script = Self.litter(
            mode: kind == "completed" ? "wal" : "delete",
            pageSize: kind == "replaced" ? 512 : 4096
        )
        let product =
            switch kind {
            case "rebuilt": try make(script.replacing("UNIQUE NOT NULL", with: "UNIQUE NOT NULL CHECK(id >= 0)"))
            case "completed":
                try make(
                    script.replacing(
                        "db.close()",
                        with: "db.execute('UPDATE names SET id = id'); import os; os.kill(os.getpid(), 9)"
                    )
                )
            default: try make(script)
            }
        let clear = ["SQLite format 3", "CANARY", "client 1", "harmless"]
        var looks = 0
        var found: Set<String> = []
        func look() throws {
            looks += 1
            let files = try product.anonymousBytes()
            for text in clear where files.contains(where: { $0.range(of: Data(text.utf8)) != nil }) {
                found.insert(text)
            }
            if looks == 1 { #expect(files.contains { $0.count > 100_000 }) }
        }
        let snapshot = try product.take(isSealed: isSealed) { text, column in
            if looks < 3 { try? look() }
            return column.name == "name" && text.count == 8 ? Array("harmless".utf8) : nil
        }
        try look()
        #expect(snapshot.form == .database && snapshot.integrity == .ok && snapshot.changedValues > 1)
        // Without a seal this looks in the right place.
        #expect(found.isEmpty == isSealed, "\(found)")
        let file = try product.save(snapshot)
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
        #expect(try product.sqlite3("PRAGMA integrity_check", on: file) == "ok")
        for sql in ["SELECT sum(time), count(*), max(length(note)) FROM samples", "SELECT count(*) FROM names"] {
            #expect(try product.sqlite3(sql, on: file) == product.sqlite3(sql))
        }
        let rows = try snapshot.rows(of: SQLiteQuery(sql: "SELECT count(*) FROM names WHERE name LIKE 'harmless%'"))
        #expect(rows.rows == [["10"]])
    }

    // MARK: - Not common

    /// Values that no record of a table holds, or that hold more than they show.
    @Test(arguments: [
        "CREATE TABLE t(a, b); CREATE INDEX i ON t(a || b); INSERT INTO t VALUES('CAN', 'ARY')",
        "CREATE TABLE t(a TEXT); INSERT INTO t VALUES(1); ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'CAN'",
        "CREATE TABLE t(a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID; INSERT INTO t VALUES('x', 'CAN')",
        "PRAGMA auto_vacuum=FULL; CREATE TABLE t(a TEXT, b); INSERT INTO t VALUES('CAN', 1)",
        "PRAGMA encoding='UTF-16le'; CREATE TABLE t(a TEXT, b); INSERT INTO t VALUES('CAN', 1)",
    ])
    func whatIsNotCommonIsStillRedacted(definition: String) throws {
        let product = try SQLiteTestProduct()
        _ = try product.sqlite3(definition)
        Thread.sleep(forTimeInterval: 0.05)
        var seen = false
        let snapshot = try product.take { text, column in
            guard column.table == "t", text.indices.map({ text[$0] }).contains("CAN") else { return nil }
            seen = true
            return Array("gone".utf8)
        }
        #expect(seen && snapshot.form == .database && snapshot.integrity == .ok)
        #expect(try !product.bytes(of: snapshot).contains("CANARY"))
        let rows = try product.sqlite3("PRAGMA integrity_check; SELECT * FROM t", on: product.save(snapshot))
        #expect(rows.hasPrefix("ok\n") && rows.contains("gone") && !rows.contains("CAN"))
    }

    @Test func itFindsTheDamageThatSQLiteFinds() throws {
        let product = try make(Self.litter(mode: "delete", pageSize: 1024))
        let original = try Data(contentsOf: product.database)
        let copy = product.scratch.appending(path: "copy.db")
        var numbers = SteadyNumbers(seed: 42)
        var findings = [true: 0, false: 0]
        for _ in 0..<120 {
            var bytes = original
            // Most of what a page says of itself stands at its beginning.
            let page = Int(numbers.next() % UInt64(bytes.count / 1024))
            let place = Int(numbers.next() % (numbers.next() % 3 == 0 ? 1024 : 40))
            bytes[page * 1024 + place] ^= UInt8(1 << (numbers.next() % 8))
            try bytes.write(to: product.database)
            try bytes.write(to: copy)
            let verdict = try SQLiteTestProduct.run(
                "sqlite3",
                ["-batch", copy.path, "PRAGMA quick_check(1)"],
                mustSucceed: false
            )
            Thread.sleep(forTimeInterval: 0.03)
            let snapshot = try product.take()
            let isSound = verdict == "ok\n"
            #expect((snapshot.integrity == .ok) == isSound, "\(page) \(place) \(verdict) \(snapshot.form)")
            findings[isSound]? += 1
            guard isSound, snapshot.form == .database else { continue }
            let file = try product.save(snapshot)
            #expect(try product.sqlite3(Self.rows, on: file) == product.sqlite3(Self.rows, on: copy))
            try FileManager.default.removeItem(at: file)
        }
        #expect(findings[true] ?? 0 > 20 && findings[false] ?? 0 > 20, "\(findings)")
    }
}

/// The same numbers in every run.
private struct SteadyNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
