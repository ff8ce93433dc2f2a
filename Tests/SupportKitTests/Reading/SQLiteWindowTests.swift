import Foundation
@testable import SupportKit
import SystemPackage
import Testing

/// A database cut to the incident window.
@Suite struct SQLiteWindowTests {
    /// 2026-11-21T00:00:00Z.
    private static let day: Int64 = 1_795_219_200
    private static let times = DatabaseTimes(
        columns: ["timestamp"],
        format: .julianMilliseconds,
        wholeTables: ["STARTS_DYNAMIC"]
    )

    /// The window of one hour, ten hours into the day.
    private static let window = SQLiteWindow(
        times: times,
        incident: IncidentWindow(since: day + 36_000, until: day + 39_600, zone: .utc)
    )

    /// One day of samples every ten seconds, in the form of the product's own tables.
    private static let script = """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.executescript('''
            PRAGMA encoding='ENCODING'; PRAGMA page_size=1024; PRAGMA journal_mode=MODE; PRAGMA user_version=7;
            CREATE TABLE CLIENTS_STATIC(static_id integer primary key autoincrement, client_name text);
            CREATE TABLE CLIENTS_DYNAMIC(timestamp integer, static_id integer, bytes integer, twice AS (bytes*2),
                PRIMARY KEY(timestamp, static_id));
            CREATE TABLE "odd ""name"(timestamp integer, note text) ;
            CREATE TABLE STARTS_DYNAMIC(timestamp integer, event text);
            CREATE INDEX clients_by_bytes ON CLIENTS_DYNAMIC(bytes);
            CREATE VIEW clients AS SELECT * FROM CLIENTS_DYNAMIC JOIN CLIENTS_STATIC USING (static_id);
            CREATE TRIGGER guard AFTER INSERT ON STARTS_DYNAMIC BEGIN DELETE FROM CLIENTS_STATIC; END;
            BEGIN;
        ''')
        start = (1795219200 + 210866803200) * 1000
        for i in range(3):
            db.execute('INSERT INTO CLIENTS_STATIC(client_name) VALUES(?)', ('client %d ü' % i,))
            db.executemany('INSERT INTO CLIENTS_DYNAMIC VALUES(?, ?, ?)',
                ((start + t * 1000, i, t) for t in range(0, 86400, 10)))
        db.executemany('INSERT INTO "odd ""name" VALUES(?, ?)', ((start + t * 1000, 'x') for t in range(0, 86400, 60)))
        db.execute('DROP TRIGGER guard')
        db.execute("INSERT INTO STARTS_DYNAMIC VALUES(?, 'started')", (start - 10**9,))
        db.execute("CREATE TRIGGER guard AFTER INSERT ON STARTS_DYNAMIC BEGIN DELETE FROM CLIENTS_STATIC; END")
        db.execute('COMMIT')
        """

    private func makeProduct(mode: String = "delete", encoding: String = "UTF-8") throws -> SQLiteTestProduct {
        let product = try SQLiteTestProduct()
        try product.python(Self.script.replacing("MODE", with: mode).replacing("ENCODING", with: encoding))
        Thread.sleep(forTimeInterval: 0.05)
        return product
    }

    private static let count = "SELECT count(*) FROM CLIENTS_DYNAMIC"
    /// An hour and a quarter on each side, every ten seconds, both ends included, three clients.
    private static let expected = "\((3_600 + 2 * 900) / 10 * 3 + 3)"

    @Test(arguments: [("delete", "UTF-8"), ("wal", "UTF-8"), ("delete", "UTF-16be")])
    func theWindowIsAValidIndexedDatabase(mode: String, encoding: String) throws {
        let product = try makeProduct(mode: mode, encoding: encoding)
        let before = try product.listing()
        let snapshot = try product.take(window: Self.window)
        #expect(try product.listing() == before)
        #expect(snapshot.form == .database && snapshot.integrity == .ok)
        let extract = snapshot.extract
        let summary = try #require(extract)
        #expect(summary.tables == 2 && summary.first == Self.day + 36_000 - 900)
        #expect(summary.last == Self.day + 39_600 + 900)
        let file = try product.save(snapshot)
        #expect(
            try product.sqlite3("PRAGMA integrity_check; PRAGMA user_version; PRAGMA encoding", on: file)
                == "ok\n7\n\(encoding)"
        )
        #expect(try product.sqlite3(Self.count, on: file) == Self.expected)
        // Of the three clients two have a name.
        #expect(try product.sqlite3("SELECT count(*), max(twice) FROM clients", on: file) == "1082|81000")
        #expect(try product.sqlite3("SELECT count(*) FROM \"odd \"\"name\"", on: file) == "91")
        // Static tables and those the profile names are whole.
        #expect(
            try product.sqlite3("SELECT count(*), group_concat(client_name) FROM CLIENTS_STATIC", on: file)
                == "3|client 0 ü,client 1 ü,client 2 ü"
        )
        #expect(try product.sqlite3("SELECT event FROM STARTS_DYNAMIC", on: file) == "started")
        #expect(try product.sqlite3("SELECT seq FROM sqlite_sequence", on: file) == "3")
        let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
        #expect(try product.sqlite3(schema, on: file) == product.sqlite3(schema))
        let plan = try product.sqlite3("EXPLAIN QUERY PLAN SELECT * FROM CLIENTS_DYNAMIC WHERE bytes = 1", on: file)
        #expect(plan.contains("clients_by_bytes"), "\(plan)")
        #expect(snapshot.size < 400_000, "\(snapshot.size)")
    }

    @Test func secretsAreRedactedInIt() throws {
        let product = try makeProduct()
        let snapshot = try product.take(window: Self.window) { value, column in
            column.name == "client_name" && value.count == 11 ? Array("gone".utf8) : nil
        }
        #expect(snapshot.changedValues == 3)
        #expect(!(try product.bytes(of: snapshot)).contains("client 1"))
    }

    @Test(arguments: ["wal", "delete"])
    func aBusyProductIsReadAtOneMoment(mode: String) throws {
        let product = try SQLiteTestProduct()
        let times = DatabaseTimes(columns: ["right_side.id"], format: .seconds, wholeTables: [])
        let window = SQLiteWindow(
            times: times,
            incident: IncidentWindow(since: 0, until: nil, zone: .utc)
        )
        let report = try product.whileWriting(mode: mode, timeout: mode == "wal" ? 0 : 5) {
            for _ in 0..<5 {
                let snapshot = try product.take(window: window)
                #expect(snapshot.form == .database && snapshot.integrity == .ok)
                let file = try product.save(snapshot)
                #expect(try product.sqlite3("PRAGMA integrity_check", on: file) == "ok")
                let sum = "SELECT (SELECT sum(amount) FROM left_side) + (SELECT sum(amount) FROM right_side)"
                #expect(try product.sqlite3(sum, on: file) == "8000000")
                let rows = snapshot.extract?.rows
                #expect(rows == 4_000)
            }
        }
        #expect(report.busy == 0)
    }

    @Test func theLogOfAKilledProductIsPartOfIt() throws {
        let product = try makeProduct(mode: "wal")
        let kill = """
            import os, sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute('PRAGMA wal_autocheckpoint = 0')
            db.execute('INSERT INTO CLIENTS_DYNAMIC VALUES(?, 9, 9)', ((1795219200 + 210866803200 + 37000) * 1000 + 1,))
            os.kill(os.getpid(), 9)
            """
        try product.python(kill, mustSucceed: false)
        Thread.sleep(forTimeInterval: 0.05)
        let snapshot = try product.take(window: Self.window)
        #expect(snapshot.method == .replayedLog)
        #expect(try product.sqlite3(Self.count, on: product.save(snapshot)) == "\(3 * 541 + 1)")
        // Without room for two whole copies there is nothing to be had.
        #expect(throws: SQLiteSnapshotError.tooLarge(FilePath(product.database.path))) {
            _ = try product.take(window: Self.window, room: 1 << 20)
        }
    }

    @Test func aWindowNobodyAskedForFollowsTheDatabase() throws {
        let product = try makeProduct()
        func rows(_ length: Int64?) throws -> Int64? {
            let incident = IncidentWindow(since: Self.day + 900_000, until: nil, zone: .utc, defaultLength: length)
            let snapshot = try product.take(window: SQLiteWindow(times: Self.times, incident: incident))
            return snapshot.extract?.rows
        }
        #expect(try rows(nil) == 0)
        // The last hour of it and the margin before: 4490 seconds, since the last sample is ten seconds before the day's end.
        #expect(try rows(3_600) == Int64(451 * 3 + 75))
    }

    @Test func whatCannotBeTakenApartIsTakenWhole() throws {
        let product = try makeProduct()
        _ = try product.sqlite3("CREATE VIRTUAL TABLE words USING fts5(word)")
        Thread.sleep(forTimeInterval: 0.05)
        let snapshot = try product.take(window: Self.window, redaction: nil)
        let extract = snapshot.extract
        #expect(extract == nil)
        #expect(snapshot.form == .database)
        #expect(snapshot.size > 1_000_000)
    }

    @Test func aDamagedDatabaseIsFoundOut() throws {
        let product = try makeProduct()
        let handle = try FileHandle(forWritingTo: product.database)
        try handle.seek(toOffset: 2_048)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 900_000))
        try handle.close()
        Thread.sleep(forTimeInterval: 0.05)
        let snapshot = try product.take(window: Self.window)
        guard case .raw(.damaged) = snapshot.form else {
            Issue.record("\(snapshot.form)")
            return
        }
    }

    @Test func aSmallRoomIsNotExceeded() throws {
        let product = try makeProduct()
        #expect(throws: SQLiteSnapshotError.self) { _ = try product.take(window: Self.window, room: 65_536) }
    }

    @Test(
        arguments: [
            (.seconds, "1795219200"), (.milliseconds, "1795219200000"), (.julianMilliseconds, "212662022400000"),
            (.julianDays, "2461365.5"), (.text, "'2026-11-21'"), (.microseconds, "1795219200000000"),
            (.nanoseconds, "1795219200000000000"),
        ] as [(DatabaseTimes.Format, String)]
    )
    func timesAreWrittenAsTheColumnHoldsThem(format: DatabaseTimes.Format, text: String) throws {
        #expect(format.literal(Self.day, isEnd: false) == text)
        if format != .text { #expect(try format.seconds(#require(Double(text))) == Self.day) }
    }
}
