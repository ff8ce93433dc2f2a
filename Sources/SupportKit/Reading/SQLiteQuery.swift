internal import GRDB
internal import Platform
internal import SystemPackage

/// A question to a snapshot, as a profile asks it: one `SELECT`.
public struct SQLiteQuery: Equatable, Sendable {
    /// The statement.
    public let sql: String
    /// How long it may run.
    public let deadline: Duration
    /// Rows at most; the rest is left out.
    public let maximumRows: Int
    /// Bytes of text at most, all rows together; the rest is left out.
    public let maximumBytes: Int

    /// Creates a query.
    public init(
        sql: String,
        deadline: Duration = .seconds(10),
        maximumRows: Int = 10_000,
        maximumBytes: Int = 1 << 20
    ) {
        self.sql = sql
        self.deadline = deadline
        self.maximumRows = maximumRows
        self.maximumBytes = maximumBytes
    }

    func run(
        on location: String,
        isLive: Bool,
        path: FilePath,
        deadline end: MonotonicDeadline
    ) throws(SQLiteSnapshotError) -> SQLiteRows {
        do {
            let limit = Int32(clamping: max(maximumBytes, 4096))
            let queue = try DatabaseQueue(
                path: location,
                configuration: .strangers(end, isLive: isLive, maximumValue: limit, mayAttach: false)
            )
            let rows = try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA query_only = ON")
                return try fetch(from: database)
            }
            try queue.close()
            return rows
        } catch let error as SQLiteSnapshotError {
            throw error
        } catch {
            if Interruption.signal != nil { throw .interrupted }
            if end.hasPassed { throw .query("it took longer than \(deadline)") }
            let code = (error as? DatabaseError)?.extendedResultCode.rawValue ?? 0
            throw .sqlite(path, operation: "query", code: code)
        }
    }

    private func fetch(from database: Database) throws -> SQLiteRows {
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly, statement.columnCount > 0 else {
            throw SQLiteSnapshotError.query("only a single SELECT is allowed")
        }
        var rows: [[String?]] = []
        var bytes = 0
        var isCut = false
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            let values = Array(row.databaseValues).map(Self.text)
            bytes += values.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
            guard rows.count < maximumRows, bytes <= maximumBytes else {
                isCut = true
                break
            }
            rows.append(values)
        }
        return SQLiteRows(columns: statement.columnNames, rows: rows, isCut: isCut)
    }

    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): String(lossless: Array(bytes))
        }
    }
}
