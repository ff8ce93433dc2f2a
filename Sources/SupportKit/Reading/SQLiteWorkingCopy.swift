internal import GRDB
internal import Platform

/// A private copy of a database on its way into the bundle: completed, surveyed, redacted and surveyed again.
///
/// Where the survey leaves the decision to SQLite, the copy is checked, redacted and rebuilt instead, in this order.
struct SQLiteWorkingCopy {
    let queue: DatabaseQueue
    let deadline: MonotonicDeadline

    /// A copy that SQLite cannot make sense of, or not in the way needed.
    struct Unusable: Error {
        let reason: SQLiteSnapshot.RawReason
    }

    /// Opens a private copy; or the product's own file, which can only be surveyed.
    init(location: String, deadline: MonotonicDeadline, isLive: Bool = false) throws {
        self.deadline = deadline
        queue = try DatabaseQueue(path: location, configuration: .strangers(deadline, isLive: isLive))
    }

    func close() throws {
        try queue.close()
    }

    /// Moves what the log holds into the database.
    func transferLog() throws {
        let mode = try queue.writeWithoutTransaction { database in
            try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        }
        guard mode == "delete" else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
    }

    /// Looks for damage; ends without a result when it takes longer than `limit`.
    func check(until limit: MonotonicDeadline) throws -> SQLiteSnapshot.Integrity {
        try queue.writeWithoutTransaction { database in
            try setDeadline(min(limit, deadline), of: database)
            defer { try? setDeadline(deadline, of: database) }
            do {
                let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
                // Past the deadline no page can be read, which looks like damage.
                if deadline.hasPassed || Interruption.signal != nil {
                    throw DatabaseError(resultCode: .SQLITE_INTERRUPT)
                }
                return finding == "ok" ? .ok : .damaged("quick_check: \(Self.line(finding ?? "no result"))")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT && !deadline.hasPassed {
                if Interruption.signal != nil { throw error }
                return .notChecked("the check took too long")
            }
        }
    }

    /// Replaces every text that `redact` wants replaced, in all tables, and returns how many there were.
    ///
    /// Nothing is trusted to the declared types: in a column of integers SQLite stores texts as they come, so each value
    /// is looked at. Only columns with a replacement are written, and only their rows.
    ///
    /// - Parameters:
    ///   - includingBlobs: whether BLOBs are redacted as well as texts.
    ///   - columns: the only columns with anything to replace, from a survey; nil when that is not known.
    ///   - redact: gives a replacement, or nil.
    /// - Returns: how many values were replaced.
    /// - Throws: ``Unusable`` when a text cannot be replaced; the copy is then what it was before.
    func redact(
        includingBlobs: Bool,
        only columns: Set<SQLiteColumn>? = nil,
        _ redact: (Span<UInt8>, SQLiteColumn) -> [UInt8]?
    ) throws -> Int {
        try queue.writeWithoutTransaction { database in
            var changed = 0
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA secure_delete = ON")
            do {
                try database.inTransaction {
                    try checkDefinitions(database, redact)
                    // Samples of values, made by ANALYZE; SQLite does without.
                    for table in ["sqlite_stat3", "sqlite_stat4"] where try database.tableExists(table) {
                        try database.execute(sql: "DELETE FROM \(table)")
                    }
                    let tables = try String.fetchAll(
                        database,
                        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
                    )
                    for table in tables where columns?.contains(where: { $0.table == table }) ?? true {
                        changed += try self.redact(
                            table: table,
                            only: columns,
                            includingBlobs: includingBlobs,
                            database: database,
                            redact
                        )
                    }
                    return .commit
                }
            } catch let error as DatabaseError where Self.isOfContent(error) {
                throw Unusable(reason: .notRedactable("SQLite error \(error.extendedResultCode.rawValue)"))
            }
            return changed
        }
    }

    /// Writes the database anew into an empty file: free pages, and what is left of old values between the new ones,
    /// stay behind.
    func rebuild(into name: String) throws {
        do {
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [name])
            }
        } catch let error as DatabaseError where Self.isOfContent(error) {
            throw Unusable(
                reason: .notRedactable("it cannot be rebuilt, SQLite error \(error.extendedResultCode.rawValue)")
            )
        }
    }

    // MARK: - Redaction

    private func checkDefinitions(
        _ database: Database,
        _ redact: (Span<UInt8>, SQLiteColumn) -> [UInt8]?
    ) throws {
        let virtual = "SELECT name FROM sqlite_schema WHERE type = 'table' AND coalesce(rootpage, 0) = 0"
        if let name = try String.fetchOne(database, sql: virtual) {
            // What lies behind a virtual table (an index of words, for one) holds its texts in a form of its own.
            throw Unusable(reason: .notRedactable("\(name) is a virtual table"))
        }
        let column = SQLiteColumn(table: "sqlite_schema", name: "sql")
        guard let connection = unsafe database.sqliteConnection else { return }
        let found = try unsafe SQLiteConnection.withRedaction(
            connection,
            includingBlobs: false,
            deadline: deadline,
            redact: { value, _ in redact(value, column) },
            body: { try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE sk_scan(0, sql)") }
        )
        if found != 0 { throw Unusable(reason: .notRedactable("a definition holds a value to be removed")) }
    }

    private func redact(
        table: String,
        only known: Set<SQLiteColumn>?,
        includingBlobs: Bool,
        database: Database,
        _ redact: (Span<UInt8>, SQLiteColumn) -> [UInt8]?
    ) throws -> Int {
        // hidden: 2 and 3 are computed from other columns.
        let rows = try Row.fetchAll(database, sql: "SELECT name, hidden FROM pragma_table_xinfo(?)", arguments: [table])
        let columns = rows.map { SQLiteColumn(table: table, name: $0[0] ?? "") }
        let isComputed = rows.map { ($0[1] ?? 0) >= 2 }
        let texts = TextsSeen(count: columns.count)
        guard let connection = unsafe database.sqliteConnection else { return 0 }
        return try unsafe SQLiteConnection.withRedaction(
            connection,
            includingBlobs: includingBlobs,
            deadline: deadline,
            redact: { value, number in
                guard columns.indices.contains(number) else { return nil }
                texts.seen[number] = true
                guard var replacement = redact(value, columns[number]) else { return nil }
                texts.changed[number] = true
                if let serial = texts.serial {
                    replacement += Array(" #\(serial)".utf8)
                    texts.serial = serial + 1
                }
                return replacement
            },
            body: {
                let stored = columns.indices.filter { !isComputed[$0] }
                if let known {
                    for number in stored where known.contains(columns[number]) {
                        (texts.seen[number], texts.changed[number]) = (true, true)
                    }
                } else {
                    try scan(Array(stored), of: columns, database: database)
                }
                var changed = 0
                for number in stored where texts.changed[number] {
                    changed += try update(columns[number], number: number, texts: texts, database: database)
                }
                let computed = columns.indices.filter { isComputed[$0] }
                computed.forEach { texts.changed[$0] = false }
                try scan(Array(computed), of: columns, database: database)
                if let left = computed.first(where: { texts.changed[$0] }) {
                    throw Unusable(reason: .notRedactable("\(table).\(columns[left].name) is computed by SQLite"))
                }
                // The rebuilt database takes indexes over as they are, and a damaged one can hold what no row holds.
                if texts.seen.contains(true) {
                    try database.execute(sql: "REINDEX main.\(Self.quoted(table))")
                }
                return changed
            }
        )
    }

    /// Shows every value of the columns to the redactor.
    private func scan(_ numbers: [Int], of columns: [SQLiteColumn], database: Database) throws {
        var rest = numbers[...]
        while let first = rest.first {
            // A function takes at most 127 values, and these must be numbered without a gap.
            var part: [Int] = []
            while part.count < 100, let next = rest.first, next == first + part.count {
                part.append(next)
                rest.removeFirst()
            }
            let list = part.map { Self.quoted(columns[$0].name) }.joined(separator: ", ")
            let table = Self.quoted(columns[first].table)
            _ = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM main.\(table) WHERE sk_scan(\(first), \(list)) > 1"
            )
        }
    }

    private func update(
        _ column: SQLiteColumn,
        number: Int,
        texts: TextsSeen,
        database: Database
    ) throws -> Int {
        let name = Self.quoted(column.name)
        let sql = """
            UPDATE main.\(Self.quoted(column.table)) SET \(name) = sk_redacted(\(number), \(name)) \
            WHERE sk_scan(\(number), \(name))
            """
        do {
            try database.execute(sql: sql)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // Different values became equal where they must differ: number them.
            texts.serial = 1
            defer { texts.serial = nil }
            try database.execute(sql: sql)
        }
        return database.changesCount
    }

    // MARK: - Details

    private func setDeadline(_ deadline: MonotonicDeadline, of database: Database) throws {
        guard let connection = unsafe database.sqliteConnection else { return }
        unsafe SQLiteConnection.setDeadline(connection, deadline)
    }

    /// Whether an error is due to what the database holds, rather than to time, room or a signal.
    static func isOfContent(_ error: DatabaseError) -> Bool {
        switch error.resultCode {
        case .SQLITE_INTERRUPT, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM: false
        default: true
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    private static func line(_ text: String) -> String {
        String(text.split(separator: "\n").suffix(1).joined().prefix(200))
    }
}

/// What one pass over a table has found, by number of column.
private final class TextsSeen {
    var seen: [Bool]
    var changed: [Bool]
    /// Set while replacements must differ from each other.
    var serial: Int?

    init(count: Int) {
        seen = Array(repeating: false, count: count)
        changed = seen
    }
}
