internal import GRDB
internal import Platform

/// Makes a smaller database of a large one: the same definitions, with the rows of a window.
///
/// Rows go from one file to the other inside SQLite: memory stays flat. Nothing is executed but `CREATE` statements,
/// which SQLite itself has read from the definitions, in a connection that trusts none of them.
struct SQLiteExtract {
    let window: SQLiteWindow
    let deadline: MonotonicDeadline
    /// The most bytes the smaller database may have; nil for as many as it needs.
    let maximumBytes: Int64?

    /// What was taken.
    struct Summary: Equatable, Sendable {
        /// Rows of tables with times.
        var rows: Int64 = 0
        /// Tables that were cut.
        var tables = 0
        /// The first and the last time among the rows, in seconds since 1970.
        var first: Int64?
        var last: Int64?
        /// The window as it was taken: one nobody asked for follows a database that ends before it.
        var window: SQLiteWindow
    }

    private struct Table {
        let name: String
        let columns: String
        let timeColumn: String?
    }

    /// Copies the window.
    ///
    /// - Parameters:
    ///   - source: the location of the large database, which is only read.
    ///   - encoding: its text encoding, 1 to 3 as its header says.
    ///   - target: the location of an empty database.
    /// - Returns: what was taken.
    /// - Throws: `DatabaseError`; ``SQLiteWorkingCopy/Unusable`` for a database that cannot be taken apart.
    func run(from source: String, encoding: UInt8, to target: String) throws -> Summary {
        let queue = try DatabaseQueue(path: target, configuration: .strangers(deadline, isLive: false))
        let summary = try queue.writeWithoutTransaction { database in
            let encodings = ["UTF-8", "UTF-16le", "UTF-16be"]
            let name = encodings[min(max(Int(encoding), 1), 3) - 1]
            // The product's file must be read under its own rules: an exclusive mode would not share its log with it.
            try database.execute(sql: "PRAGMA encoding = '\(name)'; PRAGMA locking_mode = NORMAL")
            try database.execute(sql: "ATTACH ? AS source", arguments: [source])
            if let connection = unsafe database.sqliteConnection { unsafe SQLiteConnection.endAttaching(connection) }
            try prepare(database)
            var summary = Summary(window: window)
            try database.inTransaction {
                summary = try copy(database)
                return .commit
            }
            try database.execute(sql: "DETACH source")
            return summary
        }
        try queue.close()
        return summary
    }

    private func prepare(_ database: Database) throws {
        let pageSize = try Int64.fetchOne(database, sql: "PRAGMA source.page_size") ?? 4_096
        let vacuum = try Int.fetchOne(database, sql: "PRAGMA source.auto_vacuum") ?? 0
        try database.execute(
            sql: """
                PRAGMA main.page_size = \(pageSize); PRAGMA main.auto_vacuum = \(vacuum);
                PRAGMA main.synchronous = OFF; PRAGMA main.journal_mode = MEMORY; PRAGMA ignore_check_constraints = ON
                """
        )
        for name in ["user_version", "application_id"] {
            let number = try Int32.fetchOne(database, sql: "PRAGMA source.\(name)") ?? 0
            try database.execute(sql: "PRAGMA main.\(name) = \(number)")
        }
        if let maximumBytes {
            try database.execute(sql: "PRAGMA main.max_page_count = \(max(maximumBytes / pageSize, 1))")
        }
    }

    private func copy(_ database: Database) throws -> Summary {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT type, name, coalesce(rootpage, 0), sql FROM source.sqlite_schema ORDER BY rowid"
        )
        var tables: [Table] = []
        var later: [String] = []
        for row in rows {
            let (type, name, page, sql) =
                (row[0] ?? "", row[1] ?? "", row[2] ?? 0, row[3] ?? "") as (String, String, Int, String)
            guard !name.hasPrefix("sqlite_") else { continue }
            guard sql.hasPrefix("CREATE ") else { throw refusal("the definition of \(name) is none") }
            guard type == "table" else {
                later.append(sql)
                continue
            }
            guard page > 0 else { throw refusal("\(name) is a virtual table") }
            try create(sql, in: database)
            tables.append(try table(name, database))
        }
        var summary = try fill(tables, window, database)
        if summary.rows == 0, window.incident.defaultLength != nil, let last = try lastTime(tables, database) {
            let moved = SQLiteWindow(times: window.times, incident: window.incident.reaching(last))
            summary = try fill(tables.filter { $0.timeColumn != nil }, moved, database)
        }
        if try database.tableExists("sqlite_sequence", in: "source") {
            try database.execute(
                sql:
                    "DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence"
            )
        }
        // An index that is filled at once is smaller, and takes less time, than one that grows.
        for sql in later { try create(sql, in: database) }
        return summary
    }

    private func create(_ sql: String, in database: Database) throws {
        // More than one statement is an error of GRDB's.
        try database.makeStatement(sql: sql).execute()
    }

    private func table(_ name: String, _ database: Database) throws -> Table {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, hidden FROM pragma_table_xinfo(?, 'source')",
            arguments: [name]
        )
        // hidden: 2 and 3 are computed from other columns.
        let columns: [String] = rows.filter { ($0[1] ?? 0) == 0 }.map { $0[0] ?? "" }
        return Table(
            name: Self.quoted(name),
            columns: columns.map(Self.quoted).joined(separator: ", "),
            timeColumn: window.times.column(of: name, among: columns).map(Self.quoted)
        )
    }

    private func fill(_ tables: [Table], _ window: SQLiteWindow, _ database: Database) throws -> Summary {
        var summary = Summary(window: window)
        for table in tables {
            let condition = table.timeColumn.map { " WHERE \(window.condition($0))" } ?? ""
            try database.execute(
                sql:
                    "INSERT INTO main.\(table.name) (\(table.columns)) SELECT \(table.columns) FROM source.\(table.name)\(condition)"
            )
            guard let column = table.timeColumn else { continue }
            summary.tables += 1
            summary.rows += Int64(database.changesCount)
            if let first = try time("min", column, "main.\(table.name)", database) {
                summary.first = min(summary.first ?? first, first)
            }
            if let last = try time("max", column, "main.\(table.name)", database) {
                summary.last = max(summary.last ?? last, last)
            }
        }
        return summary
    }

    private func lastTime(_ tables: [Table], _ database: Database) throws -> Int64? {
        try tables.compactMap { table in
            try table.timeColumn.flatMap { try time("max", $0, "source.\(table.name)", database) }
        }.max()
    }

    private func time(_ function: String, _ column: String, _ table: String, _ database: Database) throws -> Int64? {
        let sql = "SELECT \(function)(\(column)) FROM \(table) WHERE typeof(\(column)) IN ('integer', 'real')"
        return try Double.fetchOne(database, sql: sql).flatMap(window.times.format.seconds)
    }

    private func refusal(_ reason: String) -> SQLiteWorkingCopy.Unusable {
        SQLiteWorkingCopy.Unusable(reason: .notRedactable(reason))
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}
