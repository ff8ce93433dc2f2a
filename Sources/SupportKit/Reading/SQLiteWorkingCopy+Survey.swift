internal import GRDB
internal import Platform
internal import SystemPackage

/// Check and search in one pass over the pages, without SQLite.
extension SQLiteWorkingCopy {
    private struct Tree {
        let form: SQLiteTree
        /// What each value of a record is; nil where that has no name.
        let columns: [SQLiteColumn?]
    }

    /// How often a database is walked again because secrets were learned on the way.
    static let mostRounds = 3

    /// Walks over all pages of the database, whose file must be complete: no log, no journal, no transaction.
    ///
    /// What it accepts, `PRAGMA quick_check` accepts too, and every value that can be a secret in a record of a table or an
    /// index was shown to `redaction`. It leaves to SQLite whatever is not common in a product's statistics: damage, tables
    /// without row numbers, computed columns, constraints, virtual tables, values that only a definition holds.
    ///
    /// - Parameters:
    ///   - file: the file of the database.
    ///   - files: what reads it.
    ///   - redaction: says whether a value is to be replaced; nil when that is not asked.
    ///   - columns: receives the columns with a value to be replaced, or with an index that holds one.
    /// - Throws: `DatabaseError`; `SystemError` when a page cannot be read.
    /// - Returns: the pages, which can be passed on without anything that was deleted; nil where SQLite must decide.
    func survey(
        _ file: FileDescriptor,
        _ files: borrowing SQLiteFiles,
        _ redaction: SQLiteRedaction?,
        _ columns: inout Set<SQLiteColumn>
    ) throws -> SQLitePages? {
        guard let trees = try queue.writeWithoutTransaction({ try trees(in: $0, redaction) }) else { return nil }
        var columnsToChange: Set<SQLiteColumn> = []
        for round in 1... {
            let known = redaction?.knowledge()
            guard let pages = try SQLitePages.open(file, in: files, deadline: deadline) else { return nil }
            for tree in trees {
                guard try walk(tree, pages, redaction, &columnsToChange) else { return nil }
                // A definition cannot be changed: the way that says so is another.
                if columnsToChange.contains(where: { $0.table == Self.schema }) { return nil }
            }
            guard try pages.finish() else { return nil }
            // What was learned in the last table may stand in the first.
            if redaction?.knowledge() == known || round == Self.mostRounds {
                columns = columnsToChange
                return pages
            }
        }
        return nil
    }

    private func walk(
        _ tree: Tree,
        _ pages: borrowing SQLitePages,
        _ redaction: SQLiteRedaction?,
        _ columnsToChange: inout Set<SQLiteColumn>
    ) throws -> Bool {
        guard let redact = redaction?.redact else { return try pages.walk(tree.form, see: nil) }
        var isOdd = false
        var found: Set<SQLiteColumn> = []
        let isSound = try pages.walk(tree.form) { value, key, number, kind in
            guard tree.columns.indices.contains(number), let column = tree.columns[number] else {
                isOdd = true
                return
            }
            if redact(value, key, column, kind) != nil { found.insert(column) }
        }
        columnsToChange.formUnion(found)
        return isSound && !isOdd
    }

    private static let schema = "sqlite_schema"

    /// All trees, as the definitions describe them; nil when one of them is not simple.
    private func trees(in database: Database, _ redaction: SQLiteRedaction?) throws -> [Tree]? {
        let names = ["type", "name", "tbl_name", "rootpage", "sql"]
        let nowhere = names.map { _ in false }
        // Definitions hold all their texts in `sql`, but for the names SQLite gives to indexes of its own.
        let definitions = Tree(
            form: SQLiteTree(root: 1, isIndex: false, minimum: 5, isRequired: nowhere, showsNumbers: nowhere),
            columns: names.map { _ in SQLiteColumn(table: Self.schema, name: "sql") }
        )
        var trees = [definitions]
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT type, name, tbl_name, coalesce(rootpage, 0), coalesce(sql, '') FROM sqlite_schema"
        )
        for row in rows {
            let (type, name, table, root, sql) =
                (row[0] ?? "", row[1] ?? "", row[2] ?? "", row[3] ?? 0, row[4] ?? "")
                as (String, String, String, Int64, String)
            switch type {
            case "table":
                guard root > 0, let tree = try self.table(name, UInt32(clamping: root), sql, database, redaction)
                else { return nil }
                trees.append(tree)
            case "index":
                guard root > 0,
                    let tree = try index(name, of: table, UInt32(clamping: root), database, redaction)
                else { return nil }
                trees.append(tree)
            case "view", "trigger":
                guard root == 0 else { return nil }
            default:
                return nil
            }
        }
        return trees
    }

    private func table(
        _ name: String,
        _ root: UInt32,
        _ sql: String,
        _ database: Database,
        _ redaction: SQLiteRedaction?
    ) throws -> Tree? {
        // Made by ANALYZE, from values: they are emptied when texts are replaced.
        guard name != "sqlite_stat3", name != "sqlite_stat4" else { return nil }
        let words = sql.uppercased()
        guard !["CHECK", "STRICT", "WITHOUT"].contains(where: words.contains) else { return nil }
        let rows = try Row.fetchAll(
            database,
            sql:
                "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden, dflt_value FROM pragma_table_xinfo(?)",
            arguments: [name]
        )
        let keys = rows.count { ($0[4] ?? 0) > 0 }
        let columns = rows.map { SQLiteColumn(table: name, name: $0[0] ?? "") }
        let pairs = SQLiteKeyColumns.pairs(among: columns.map(\.name))
        let showsNumbers = columns.map { redaction?.showsNumbers($0) ?? false }
        var isRequired: [Bool] = []
        var minimum = 0
        for (number, row) in rows.enumerated() {
            let (type, mustBe, hasDefault, key, hidden) =
                (row[1] ?? "", row[2] ?? 0, row[3] ?? 0, row[4] ?? 0, row[5] ?? 0) as (String, Int, Int, Int, Int)
            guard hidden == 0 else { return nil }
            // The number of the row itself is stored as NULL.
            let isRowNumber = key == 1 && keys == 1 && type.uppercased() == "INTEGER"
            isRequired.append(mustBe != 0 && !isRowNumber)
            // What only a definition holds cannot be replaced: the way that says so is another.
            if showsNumbers[number], SQLiteTableRedactor.digits(of: row[6]).map({ $0.count > 3 }) ?? false {
                return nil
            }
            if isRowNumber, showsNumbers[number] || pairs.contains(where: { $0.value == number }) { return nil }
            // A row without this value shows the default, which no record holds.
            if mustBe != 0 || hasDefault != 0 { minimum = isRequired.count }
        }
        return Tree(
            form: SQLiteTree(
                root: root,
                isIndex: false,
                minimum: minimum,
                isRequired: isRequired,
                showsNumbers: showsNumbers,
                pairs: pairs.map { SQLiteTree.Pair(key: $0.key, value: $0.value) }
            ),
            columns: columns
        )
    }

    private func index(
        _ name: String,
        of table: String,
        _ root: UInt32,
        _ database: Database,
        _ redaction: SQLiteRedaction?
    ) throws -> Tree? {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT cid, name FROM pragma_index_xinfo(?) ORDER BY seqno",
            arguments: [name]
        )
        let columns: [SQLiteColumn?] = rows.map { row in
            // Below 0: the number of the row, or an expression.
            (row[0] ?? -1) as Int >= 0 ? SQLiteColumn(table: table, name: row[1] ?? "") : nil
        }
        let names = try String.fetchAll(database, sql: "SELECT name FROM pragma_table_xinfo(?)", arguments: [table])
        var pairs: [SQLiteTree.Pair] = []
        for pair in SQLiteKeyColumns.pairs(among: names) {
            guard let value = columns.firstIndex(where: { $0?.name == names[pair.value] }) else { continue }
            // Without its key nothing tells what the value is.
            guard let key = columns.firstIndex(where: { $0?.name == names[pair.key] }) else { return nil }
            pairs.append(SQLiteTree.Pair(key: key, value: value))
        }
        return Tree(
            form: SQLiteTree(
                root: root,
                isIndex: true,
                minimum: rows.count,
                isRequired: rows.map { _ in false },
                showsNumbers: columns.map { column in column.flatMap { redaction?.showsNumbers($0) } ?? false },
                pairs: pairs
            ),
            columns: columns
        )
    }
}
