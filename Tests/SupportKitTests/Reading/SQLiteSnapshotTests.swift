import Foundation
import SupportKit
import SystemPackage
import Testing

@Suite struct SQLiteSnapshotTests {
    // MARK: - A product that writes

    @Test(arguments: ["wal", "delete", "truncate", "persist", "memory"])
    func everySnapshotOfABusyProductIsOneMoment(mode: String) throws {
        let product = try SQLiteTestProduct()
        var held: [Duration] = []
        let report = try product.whileWriting(mode: mode, timeout: mode == "wal" ? 0 : 5) {
            let names = try product.names()
            for _ in 0..<20 {
                let snapshot = try product.take()
                #expect(snapshot.form == .database)
                #expect(snapshot.integrity == .ok)
                held.append(snapshot.lockHeld)
                let file = try product.save(snapshot)
                #expect(try product.sqlite3("PRAGMA integrity_check", on: file) == "ok")
                let sum = "SELECT (SELECT sum(amount) FROM left_side) + (SELECT sum(amount) FROM right_side)"
                #expect(try product.sqlite3(sum, on: file) == "8000000")
                #expect(try product.names() == names)
            }
        }
        #expect(report.busy == 0)
        #expect(Double(report.commits) / report.seconds >= 1_000)
        // On a host with nothing to spare a thread can be stopped at any time, so not all of them.
        #expect(held.sorted()[held.count / 2] < .milliseconds(100))
        #expect(report.longestWait < 2)
    }

    @Test(arguments: ["wal", "delete", "truncate", "persist"])
    func aProductThatNeverGivesItsLockBackIsReadBetweenItsCommits(mode: String) throws {
        let product = try SQLiteTestProduct()
        try product.whileHolding(mode: mode, locking: "EXCLUSIVE") {
            #expect(try product.isLocked())
            Thread.sleep(forTimeInterval: 0.05)
            let before = try product.listing()
            let snapshot = try product.take()
            #expect(snapshot.form == .database)
            #expect(try product.listing() == before)
            #expect(try product.sqlite3("SELECT count(*) FROM t", on: product.save(snapshot)) == "100")
        }
    }

    @Test(arguments: ["wal", "delete"])
    func aQuietProductIsLeftExactlyAsItWas(mode: String) throws {
        let product = try SQLiteTestProduct()
        try product.whileHolding(mode: mode) {
            Thread.sleep(forTimeInterval: 0.05)
            let before = try product.listing()
            let snapshot = try product.take()
            #expect(snapshot.method == (mode == "wal" ? .readTransaction : .lockFree))
            let after = try product.listing()
            #expect(after == before)
            #expect(try product.sqlite3("SELECT count(*) FROM t", on: product.save(snapshot)) == "100")
        }
    }

    // MARK: - A product that is dead

    @Test(arguments: ["kept", "removed"])
    func theLogOfAKilledProductIsPartOfTheSnapshot(sharedMemory: String) throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.killedWithLog, mustSucceed: false)
        if sharedMemory == "removed" {
            try FileManager.default.removeItem(atPath: product.database.path + "-shm")
        }
        Thread.sleep(forTimeInterval: 0.05)
        let before = try product.listing()
        let snapshot = try product.take()
        #expect(snapshot.method == .replayedLog)
        #expect(snapshot.form == .database)
        #expect(try product.listing() == before)
        let file = try product.save(snapshot)
        #expect(try product.sqlite3("SELECT count(*), sum(n) FROM t", on: file) == "500|124750")
        #expect(try product.sqlite3("PRAGMA integrity_check; PRAGMA journal_mode", on: file) == "ok\ndelete")
    }

    @Test func anUnfinishedTransactionOfAKilledProductIsTakenBack() throws {
        let product = try SQLiteTestProduct()
        try product.python(
            """
            import os, signal, sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute('PRAGMA cache_size=5')
            db.execute('CREATE TABLE t(n, fill)')
            db.execute('BEGIN')
            db.executemany('INSERT INTO t VALUES(?, ?)', ((1, 'x' * 500) for _ in range(2000)))
            db.execute('COMMIT')
            db.execute('BEGIN')
            db.execute('UPDATE t SET n = 2')
            os.kill(os.getpid(), signal.SIGKILL)
            """,
            mustSucceed: false
        )
        Thread.sleep(forTimeInterval: 0.05)
        let before = try product.listing()
        // Without its journal the file is a mixture: the product had begun to write it.
        let alone = product.scratch.appending(path: "alone.db")
        try FileManager.default.copyItem(at: product.database, to: alone)
        #expect(try product.sqlite3("SELECT count(DISTINCT n) FROM t", on: alone) == "2")
        let snapshot = try product.take()
        #expect(snapshot.method == .replayedLog)
        #expect(try product.listing() == before)
        #expect(try product.sqlite3("SELECT count(*), sum(n) FROM t", on: product.save(snapshot)) == "2000|2000")
    }

    @Test(.enabled(if: SQLiteTestProduct.canMount))
    func aDatabaseOnReadOnlyMediaNeedsNoNewFile() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.killedWithLog, mustSucceed: false)
        let mounted = product.scratch.appending(path: "mounted")
        try FileManager.default.createDirectory(at: mounted, withIntermediateDirectories: false)
        try SQLiteTestProduct.run("mount", ["--bind", "-o", "ro", product.directory.path, mounted.path])
        defer { _ = try? SQLiteTestProduct.run("umount", [mounted.path]) }
        #expect(!FileManager.default.createFile(atPath: mounted.path + "/x", contents: nil))
        Thread.sleep(forTimeInterval: 0.05)
        let snapshot = try product.take(path: mounted.appending(path: "stats.db"))
        #expect(snapshot.form == .database)
        #expect(try product.sqlite3("SELECT count(*) FROM t", on: product.save(snapshot)) == "500")
    }

    // MARK: - Not what it should be

    @Test func aDamagedDatabaseGivesItsRawBytesOnlyWhenAskedForThem() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.table)
        let handle = try FileHandle(forWritingTo: product.database)
        try handle.seek(toOffset: 8192)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        try handle.close()
        Thread.sleep(forTimeInterval: 0.05)
        let snapshot = try product.take()
        guard case .raw(.damaged) = snapshot.form, case .damaged = snapshot.integrity else {
            Issue.record("\(snapshot.form) \(snapshot.integrity)")
            return
        }
        do {
            try snapshot.forEachChunk { _ in Issue.record("unredacted bytes were given") }
            Issue.record("no error")
        } catch let error as SQLiteSnapshotError {
            #expect(error.description.contains("cannot be redacted"))
        }
        #expect(try product.bytes(of: snapshot) == Array(Data(contentsOf: product.database)))
    }

    @Test func aFileThatIsNoDatabaseIsNamedSo() throws {
        let product = try SQLiteTestProduct()
        let bytes = Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try bytes.write(to: product.database)
        let snapshot = try product.take()
        #expect(snapshot.form == .raw(.notADatabase))
        #expect(try product.bytes(of: snapshot) == Array(bytes))
    }

    @Test func anEmptyFileIsAnEmptyDatabase() throws {
        let product = try SQLiteTestProduct()
        try Data().write(to: product.database)
        let snapshot = try product.take()
        #expect(snapshot.form == .database)
        #expect(snapshot.size == 0)
    }

    @Test func aReplacedFileIsNotTaken() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.table)
        let path = FilePath(product.database.path)
        let descriptor = try FileDescriptor.open(path, .readOnly)
        defer { try? descriptor.close() }
        try FileManager.default.moveItem(atPath: path.string, toPath: path.string + ".old")
        try FileManager.default.createSymbolicLink(atPath: path.string, withDestinationPath: path.string + ".old")
        #expect(throws: SQLiteSnapshotError.self) {
            _ = try SQLiteSnapshot.take(
                of: SQLiteSource(database: descriptor, path: path),
                scratch: FilePath(product.scratch.path),
                deadline: .seconds(5),
                redaction: nil
            )
        }
    }

    @Test func nothingOutlastsTheDeadline() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.table)
        Thread.sleep(forTimeInterval: 0.05)
        let start = ContinuousClock.now
        do {
            // The redactor is the slow part here: 5,000 texts would take it 50 seconds.
            _ = try product.take(
                deadline: .milliseconds(200),
                redact: { _, _ in
                    Thread.sleep(forTimeInterval: 0.01)
                    return nil
                }
            )
            Issue.record("no error")
        } catch let error as SQLiteSnapshotError {
            #expect(error == .deadline(FilePath(product.database.path)))
        }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func withoutRoomThereIsAnErrorThatNamesTheScratchDirectory() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.table)
        Thread.sleep(forTimeInterval: 0.05)
        do {
            _ = try product.take(scratch: "/nowhere/at all")
            Issue.record("no error")
        } catch let error as SQLiteSnapshotError {
            #expect(error.description.contains("/nowhere/at all"))
        }
    }

    @Test func whereThereAreNoAnonymousFilesMemoryMustDo() throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.table)
        Thread.sleep(forTimeInterval: 0.05)
        // The kernel's own file systems refuse O_TMPFILE.
        let snapshot = try product.take(scratch: "/sys")
        #expect(try product.sqlite3("SELECT count(*) FROM t", on: product.save(snapshot)) == "5000")

        _ = try product.sqlite3("INSERT INTO t VALUES(1, zeroblob(40 << 20))")
        Thread.sleep(forTimeInterval: 0.05)
        #expect(throws: SQLiteSnapshotError.self) { _ = try product.take(scratch: "/sys") }
    }

    // MARK: - Redaction

    @Test(arguments: ["UTF-8", "UTF-16le"], ["wal", "delete"])
    func noOldTextSurvivesInTheBytes(encoding: String, mode: String) throws {
        let product = try SQLiteTestProduct()
        try product.python(Self.canaries(encoding: encoding, mode: mode))
        Thread.sleep(forTimeInterval: 0.05)
        let canary = encoding == "UTF-8" ? Array("CANARY".utf8) : "CANARY".utf16.flatMap { [UInt8($0), 0] }
        #expect(try Data(contentsOf: product.database).range(of: Data(canary)) != nil)

        var columns: Set<SQLiteColumn> = []
        let snapshot = try product.take { text, column in
            columns.insert(column)
            return Self.withoutCanary(text)
        }
        #expect(snapshot.form == .database)
        let bytes = try product.bytes(of: snapshot)
        #expect(Data(bytes).range(of: Data(canary)) == nil)
        #expect(Set(columns.map(\.name)).isSuperset(of: ["t", "n", "u", "\" \"column", "plain", "sql"]))

        let file = try product.save(snapshot)
        let findings = try product.sqlite3("PRAGMA integrity_check", on: file).split(separator: "\n")
        #expect(findings.allSatisfy { $0 == "ok" || $0 == "CHECK constraint failed in single" })
        let counts = """
            SELECT (SELECT count(*) FROM keyed), (SELECT count(*) FROM single), (SELECT count(*) FROM noticed),
            (SELECT count(*) FROM plain WHERE t LIKE 'harmless%'), (SELECT count(*) FROM computed WHERE u = '[GONE]'),
            (SELECT n FROM plain WHERE t = 'in an integer column'), (SELECT seq FROM sqlite_sequence)
            """
        #expect(try product.sqlite3(counts, on: file) == "50|50|0|2000|50|[gone]|50")
        #expect(snapshot.changedValues > 2_250)
    }

    @Test func blobsAreSeenWhenAskedFor() throws {
        let product = try SQLiteTestProduct()
        _ = try product.sqlite3("CREATE TABLE t(b BLOB); INSERT INTO t VALUES(CAST('x CANARY y' AS BLOB)), (x'')")
        Thread.sleep(forTimeInterval: 0.05)
        let without = try product.take { text, _ in Self.withoutCanary(text) }
        #expect(without.changedValues == 0)
        let with = try product.take(includingBlobs: true) { text, _ in Self.withoutCanary(text) }
        #expect(with.changedValues == 1)
        let rows = try product.sqlite3("SELECT typeof(b), hex(b) FROM t", on: product.save(with))
        #expect(rows == "blob|5B676F6E655D\nblob|")
    }

    @Test(arguments: [
        "CREATE TABLE t(a TEXT DEFAULT 'CANARY')",
        "CREATE VIRTUAL TABLE t USING fts5(a); INSERT INTO t VALUES('CANARY')",
        "CREATE TABLE t(a TEXT, u TEXT AS ('CAN' || a)); INSERT INTO t(a) VALUES('ARY')",
    ])
    func whatCannotBeRedactedIsNotPassedOnAsRedacted(definition: String) throws {
        let product = try SQLiteTestProduct()
        _ = try product.sqlite3(definition)
        Thread.sleep(forTimeInterval: 0.05)
        let original = try Array(Data(contentsOf: product.database))
        let snapshot = try product.take { text, _ in Self.withoutCanary(text) }
        guard case .raw(.notRedactable) = snapshot.form else {
            Issue.record("\(snapshot.form)")
            return
        }
        #expect(snapshot.integrity == .ok)
        #expect(throws: SQLiteSnapshotError.self) { try snapshot.forEachChunk { _ in } }
        #expect(try product.bytes(of: snapshot) == original)
    }

    @Test func memoryStaysFlat() throws {
        let product = try SQLiteTestProduct()
        try product.python(
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute('PRAGMA synchronous=OFF')
            db.execute('CREATE TABLE t(a INTEGER, b INTEGER, c TEXT)')
            db.execute('BEGIN')
            db.executemany('INSERT INTO t VALUES(?,?,?)', ((i, i * 7, 'client %d ' % i * 100) for i in range(100000)))
            db.execute('COMMIT')
            """
        )
        Thread.sleep(forTimeInterval: 0.05)
        let before = try Self.peakMemory()
        let snapshot = try product.take { text, _ in text.count.isMultiple(of: 200) ? Array("client".utf8) : nil }
        #expect(snapshot.form == .database)
        #expect(snapshot.changedValues > 1_000)
        #expect(try Self.peakMemory() - before < 64 << 20)
    }

    // MARK: - Details

    private static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    private static func withoutCanary(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for index in text.indices { bytes.append(text[index]) }
        return bytes.contains("CANARY") ? Array("[gone]".utf8) : nil
    }

    private static let table = """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        db.execute('CREATE TABLE t(a, b)')
        db.executemany('INSERT INTO t VALUES(?, ?)', ((i, 'text %d' % i) for i in range(5000)))
        db.commit()
        """

    private static let killedWithLog = """
        import os, signal, sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute('PRAGMA journal_mode=WAL')
        db.execute('PRAGMA wal_autocheckpoint=200')
        db.execute('CREATE TABLE t(n, fill)')
        for i in range(500):
            db.execute('INSERT INTO t VALUES(?, ?)', (i, 'x' * 700))
        os.kill(os.getpid(), signal.SIGKILL)
        """

    /// Secrets in every kind of table and place, and in what is left of rows and tables that were deleted.
    private static func canaries(encoding: String, mode: String) -> String {
        #"""
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute("PRAGMA encoding='\#(encoding)'")
        db.execute('PRAGMA secure_delete=OFF')
        db.execute('PRAGMA journal_mode=\#(mode)')
        db.execute('PRAGMA synchronous=OFF')
        secret = 'CANARY-secret'
        db.execute('CREATE TABLE plain(id INTEGER PRIMARY KEY, t TEXT, n INTEGER)')
        db.execute('CREATE INDEX plain_t ON plain(t)')
        db.execute('CREATE TABLE strict_one(a INT, t TEXT) STRICT')
        db.execute('CREATE TABLE keyed(t TEXT PRIMARY KEY, n) WITHOUT ROWID')
        db.execute("CREATE TABLE single(t TEXT UNIQUE NOT NULL CHECK(t LIKE '%canary%'))")
        db.execute('CREATE TABLE computed(t TEXT, u TEXT AS (upper(t)) STORED)')
        db.execute('CREATE TABLE "odd ""name"(""" ""column" TEXT, "plain" REAL)')
        db.execute('CREATE TABLE noticed(n)')
        db.execute('CREATE TABLE counted(id INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT)')
        db.execute('CREATE TRIGGER tr AFTER UPDATE ON plain BEGIN INSERT INTO noticed VALUES(1); END')
        db.execute('CREATE VIEW v AS SELECT * FROM plain')
        db.execute('BEGIN')
        for i in range(3000):
            db.execute('INSERT INTO plain(t, n) VALUES(?, ?)', ('%s %d %s' % (secret, i, 'y' * (i % 3 * 3000)), i))
            db.execute('INSERT INTO plain(t, n) VALUES(?, ?)', ('harmless %d' % i, i))
        db.execute('INSERT INTO plain(id, t, n) VALUES(100000, ?, ?)', ('in an integer column', secret))
        db.execute('INSERT INTO plain(id, t, n) VALUES(100001, ?, ?)', ('before\0' + secret, 1))
        for i in range(50):
            db.execute('INSERT INTO strict_one VALUES(?, ?)', (i, secret))
            db.execute('INSERT INTO keyed VALUES(?, ?)', ('%s %d' % (secret, i), i))
            db.execute('INSERT INTO single VALUES(?)', ('%s %d' % (secret, i),))
            db.execute('INSERT INTO computed(t) VALUES(?)', (secret,))
            db.execute('INSERT INTO counted(t) VALUES(?)', (secret,))
            db.execute('INSERT INTO "odd ""name" VALUES(?, ?)', (secret, secret))
        db.execute('COMMIT')
        db.execute('ANALYZE')
        db.execute('DELETE FROM plain WHERE id % 3 = 0 AND id < 100000')
        db.execute('CREATE TABLE gone AS SELECT * FROM plain')
        db.execute('DROP TABLE gone')
        db.close()
        """#
    }
}
