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

    /// Replaces every value that `redaction` wants replaced, in all tables, and returns how many there were.
    ///
    /// Nothing is trusted to the declared types: in a column of integers SQLite stores texts as they come, so each value
    /// is looked at. Only columns with a replacement are written, and only their rows.
    ///
    /// - Parameters:
    ///   - columns: the only columns with anything to replace, from a survey; nil when that is not known.
    ///   - redaction: gives a replacement, or nil.
    /// - Returns: how many values were replaced.
    /// - Throws: ``Unusable`` when a value cannot be replaced; the copy is then what it was before.
    func redact(only columns: Set<SQLiteColumn>? = nil, _ redaction: SQLiteRedaction) throws -> Int {
        try queue.writeWithoutTransaction { database in
            var changed = 0
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA secure_delete = ON")
            do {
                try database.inTransaction {
                    try checkDefinitions(database, redaction)
                    // Samples of values, made by ANALYZE; SQLite does without.
                    for table in ["sqlite_stat3", "sqlite_stat4"] where try database.tableExists(table) {
                        try database.execute(sql: "DELETE FROM \(table)")
                    }
                    let tables = try String.fetchAll(
                        database,
                        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
                    )
                    var redactors =
                        try tables
                        .filter { table in columns?.contains { $0.table == table } ?? true }
                        .map { try SQLiteTableRedactor($0, database, deadline, redaction) }
                    for redactor in redactors { try redactor.checkDefaults() }
                    for _ in 0..<Self.mostRounds {
                        let known = redaction.knowledge()
                        for index in redactors.indices { changed += try redactors[index].run(only: columns) }
                        // What was learned in the last table may stand in the first.
                        if columns != nil || redaction.knowledge() == known { break }
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
        _ redaction: SQLiteRedaction
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
            showsNumbers: [],
            deadline: deadline,
            redact: { value, key, _, kind in redaction.redact(value, key, column, kind).map { .text($0) } },
            body: { try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE sk_scan(0, NULL, sql)") }
        )
        if found != 0 { throw Unusable(reason: .notRedactable("a definition holds a value to be removed")) }
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

    private static func line(_ text: String) -> String {
        String(text.split(separator: "\n").suffix(1).joined().prefix(200))
    }
}
