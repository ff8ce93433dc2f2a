import Foundation
import SupportKit
import Testing

@Suite struct SQLiteQueryTests {
    private func snapshot(_ sql: String) throws -> SQLiteSnapshot {
        let product = try SQLiteTestProduct()
        _ = try product.sqlite3(sql)
        Thread.sleep(forTimeInterval: 0.05)
        return try product.take()
    }

    private static let lifetimes = """
        CREATE TABLE lives(event TEXT, time INTEGER, version TEXT, share REAL, raw BLOB);
        INSERT INTO lives VALUES('shutdown', 212600000000000, '5.3.4.77', 0.5, x'FF41'),
        ('started', 212600000100000, '5.3.4.78', NULL, NULL);
        CREATE VIEW v AS SELECT 1;
        """

    @Test func valuesComeAsText() throws {
        let snapshot = try snapshot(Self.lifetimes)
        let rows = try snapshot.rows(of: SQLiteQuery(sql: "SELECT * FROM lives ORDER BY time DESC"))
        #expect(rows.columns == ["event", "time", "version", "share", "raw"])
        #expect(
            rows.rows == [
                ["started", "212600000100000", "5.3.4.78", nil, nil],
                ["shutdown", "212600000000000", "5.3.4.77", "0.5", "\\xffA"],
            ]
        )
        #expect(!rows.isCut)
    }

    @Test(arguments: [
        "DELETE FROM lives", "SELECT 1; SELECT 2", "ATTACH '/etc/passwd' AS x", "PRAGMA journal_mode = WAL",
        "SELECT * FROM v", "SELECT load_extension('x')", "SELECT * FROM missing", "", "VACUUM",
        "CREATE TABLE x(y)", "SELECT writefile('/tmp/x', 'y')", "SELECT length(zeroblob(900000000))",
    ])
    func onlyReadingIsAllowed(sql: String) throws {
        let snapshot = try snapshot(Self.lifetimes)
        #expect(throws: SQLiteSnapshotError.self) { _ = try snapshot.rows(of: SQLiteQuery(sql: sql)) }
        // And the snapshot is what it was.
        #expect(try snapshot.rows(of: SQLiteQuery(sql: "SELECT count(*) FROM lives")).rows == [["2"]])
    }

    @Test func anEndlessQueryEnds() throws {
        let snapshot = try snapshot(Self.lifetimes)
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        let start = ContinuousClock.now
        #expect(throws: SQLiteSnapshotError.self) {
            _ = try snapshot.rows(of: SQLiteQuery(sql: endless, deadline: .milliseconds(200)))
        }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func tooManyRowsAreCut() throws {
        let snapshot = try snapshot(Self.lifetimes)
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 'abcdefgh' FROM n"
        let byRows = try snapshot.rows(of: SQLiteQuery(sql: many, maximumRows: 7))
        #expect(byRows.rows.count == 7)
        #expect(byRows.isCut)
        let byBytes = try snapshot.rows(of: SQLiteQuery(sql: many, maximumBytes: 90))
        #expect(byBytes.rows.count == 9)
        #expect(byBytes.isCut)
    }
}
