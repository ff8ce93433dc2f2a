internal import GRDB
internal import Platform

/// Replaces values in one table of a private copy.
struct SQLiteTableRedactor {
    private let database: Database
    private let deadline: MonotonicDeadline
    private let redaction: SQLiteRedaction
    private let table: String
    private let columns: [SQLiteColumn]
    /// By the numbers of their columns.
    private let stored: [Int]
    private let computed: [Int]
    private let pairs: [(key: Int, value: Int)]
    private let defaults: [(number: Int, digits: String)]
    /// What has been found to be possible stays: a table may be gone through again.
    private var forms: [Form]
    private var mustBeValid: Bool
    private var isAgain = false

    /// What stands for a value.
    private enum Form: CaseIterable {
        /// The label, as a text, or as a BLOB for a BLOB.
        case label
        /// Something of the same type and length, where a definition asks for that.
        case alike
        /// Nothing.
        case null

        /// What is tried when SQLite refuses this one.
        var next: Form? {
            switch self {
            case .label: .alike
            case .alike: .null
            case .null: nil
            }
        }
    }

    /// SQLite does not take what should stand in a column.
    private struct Refusal: Error {
        let number: Int
        let code: Int32
    }

    /// - Throws: `DatabaseError`.
    init(
        _ table: String,
        _ database: Database,
        _ deadline: MonotonicDeadline,
        _ redaction: SQLiteRedaction
    ) throws {
        self.table = table
        self.database = database
        self.deadline = deadline
        self.redaction = redaction
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, hidden, dflt_value FROM pragma_table_xinfo(?)",
            arguments: [table]
        )
        columns = rows.map { SQLiteColumn(table: table, name: $0[0] ?? "") }
        defaults = rows.enumerated().compactMap { number, row in
            Self.digits(of: row[2]).map { (number, $0) }
        }
        // hidden: 2 and 3 are computed from other columns.
        let isComputed = rows.map { ($0[1] ?? 0) >= 2 }
        stored = columns.indices.filter { !isComputed[$0] }
        computed = columns.indices.filter { isComputed[$0] }
        pairs = SQLiteKeyColumns.pairs(among: columns.map(\.name))
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"
        let definition = try String.fetchOne(database, sql: sql, arguments: [table]) ?? ""
        mustBeValid = definition.uppercased().contains("CHECK")
        forms = Array(repeating: .label, count: columns.count)
    }

    /// Refuses numbers that only a definition holds; texts in it are found otherwise.
    ///
    /// - Throws: ``SQLiteWorkingCopy/Unusable``.
    func checkDefaults() throws {
        for (number, digits) in defaults {
            guard redaction.redact(digits.utf8.span, [UInt8]().span, columns[number], .number) != nil else { continue }
            throw SQLiteWorkingCopy.Unusable(
                reason: .notRedactable(
                    "the default of \(table).\(columns[number].name) is a secret; remove it in a copy, and collect that"
                )
            )
        }
    }

    /// Replaces what must be replaced.
    ///
    /// - Parameter known: the only columns with anything to replace; nil when that is not known.
    /// - Returns: how many values were replaced.
    /// - Throws: ``SQLiteWorkingCopy/Unusable`` when a value cannot be replaced, or `DatabaseError`.
    mutating func run(only known: Set<SQLiteColumn>?) throws -> Int {
        let numbers = known.map { known in stored.filter { known.contains(columns[$0]) } }
        while true {
            do {
                let attempt = try attempt(forms, only: numbers, mustBeValid: mustBeValid)
                if attempt.isValid {
                    isAgain = true
                    return attempt.count
                }
                for number in attempt.changed { forms[number] = try validForm(of: number) }
                mustBeValid = false
            } catch let refusal as Refusal {
                guard let next = forms[refusal.number].next else {
                    let name = "\(table).\(columns[refusal.number].name)"
                    throw SQLiteWorkingCopy.Unusable(
                        reason: .notRedactable(
                            "a secret in \(name) cannot be replaced (SQLite error \(refusal.code)); remove it in a copy, and collect that"
                        )
                    )
                }
                forms[refusal.number] = next
            }
        }
    }

    /// The first form with which the table keeps its CHECK constraints when this column alone is replaced.
    ///
    /// Where there is none it is the first that SQLite takes: a constraint keeps no reader from reading.
    private func validForm(of number: Int) throws -> Form {
        var possible: Form?
        for form in Form.allCases {
            let forms = Array(repeating: form, count: columns.count)
            do {
                if try attempt(forms, only: [number], mustBeValid: true, isTrial: true).isValid { return form }
                possible = possible ?? form
            } catch is Refusal {}
        }
        return possible ?? .null
    }

    /// Replaces values by these forms; takes everything back when the table then is not what its definition asks for, or
    /// when it is only a trial.
    private func attempt(
        _ forms: [Form],
        only numbers: [Int]?,
        mustBeValid: Bool,
        isTrial: Bool = false
    ) throws -> (count: Int, changed: [Int], isValid: Bool) {
        var result = (count: 0, changed: [Int]())
        var isValid = true
        try database.inSavepoint {
            result = try replace(forms, only: numbers, isTrial: isTrial)
            if mustBeValid, result.count > 0 { isValid = try isChecked() }
            return isValid && !isTrial ? .commit : .rollback
        }
        return (result.count, result.changed, isValid)
    }

    private func isChecked() throws -> Bool {
        try database.execute(sql: "PRAGMA ignore_check_constraints = OFF")
        defer { try? database.execute(sql: "PRAGMA ignore_check_constraints = ON") }
        let findings = try String.fetchAll(database, sql: "PRAGMA quick_check(\(Self.quoted(table)))")
        return findings == ["ok"]
    }

    private func replace(
        _ forms: [Form],
        only numbers: [Int]?,
        isTrial: Bool
    ) throws -> (count: Int, changed: [Int]) {
        let values = ValuesSeen(count: columns.count)
        guard let connection = unsafe database.sqliteConnection else { return (0, []) }
        return try unsafe SQLiteConnection.withRedaction(
            connection,
            showsNumbers: columns.map(redaction.showsNumbers),
            deadline: deadline,
            redact: { value, key, number, kind in
                // What stands for a number looks like a number; what may have been learned since is none.
                guard columns.indices.contains(number), kind != .number || !isAgain else { return nil }
                values.seen[number] = true
                guard let label = redaction.redact(value, key, columns[number], kind) else { return nil }
                values.changed[number] = true
                return Self.replacement(forms[number], label, value, kind, values.nextSerial())
            },
            body: {
                if let numbers {
                    for number in numbers { (values.seen[number], values.changed[number]) = (true, true) }
                } else {
                    try scan(stored)
                }
                var count = 0
                let changed = stored.filter { values.changed[$0] }
                // The names of values first: they may have to be replaced themselves.
                for pair in pairs where changed.contains(pair.value) {
                    count += try update(pair.value, key: pair.key, values)
                }
                for number in changed { count += try update(number, key: nil, values) }
                // In a trial they may still be made of others.
                if isTrial { return (count, changed) }
                computed.forEach { values.changed[$0] = false }
                try scan(computed)
                if let left = computed.first(where: { values.changed[$0] }) {
                    throw SQLiteWorkingCopy.Unusable(
                        reason: .notRedactable(
                            "a secret in \(table).\(columns[left].name) is computed by SQLite; remove it in a copy, and collect that"
                        )
                    )
                }
                // The rebuilt database takes indexes over as they are, and a damaged one can hold what no row holds.
                if values.seen.contains(true) { try database.execute(sql: "REINDEX main.\(Self.quoted(table))") }
                return (count, changed)
            }
        )
    }

    /// Shows every value of the columns to the redactor.
    private func scan(_ numbers: [Int]) throws {
        var rest = numbers[...]
        while let first = rest.first {
            // A function takes at most 127 values, and these must be numbered without a gap.
            var part: [Int] = []
            while part.count < 100, let next = rest.first, next == first + part.count {
                part.append(next)
                rest.removeFirst()
            }
            let list = part.map { Self.quoted(columns[$0].name) }.joined(separator: ", ")
            try show("sk_scan(\(first), NULL, \(list))")
        }
        for pair in pairs where numbers.contains(pair.value) { try show(condition(pair.value, pair.key)) }
    }

    private func show(_ scan: String) throws {
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM main.\(Self.quoted(table)) WHERE \(scan) > 1")
    }

    private func condition(_ number: Int, _ key: Int?) -> String {
        "sk_scan(\(arguments(number, key)))"
    }

    private func arguments(_ number: Int, _ key: Int?) -> String {
        let key = key.map { Self.quoted(columns[$0].name) } ?? "NULL"
        return "\(number), \(key), \(Self.quoted(columns[number].name))"
    }

    private func update(_ number: Int, key: Int?, _ values: ValuesSeen) throws -> Int {
        let sql = """
            UPDATE main.\(Self.quoted(table)) SET \(Self.quoted(columns[number].name)) = \
            sk_redacted(\(arguments(number, key))) WHERE \(condition(number, key))
            """
        do {
            do {
                try database.execute(sql: sql)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                // Different values became equal where they must differ: number them.
                values.serial = 1
                defer { values.serial = nil }
                try database.execute(sql: sql)
            }
        } catch let error as DatabaseError where SQLiteWorkingCopy.isOfContent(error) {
            throw Refusal(number: number, code: error.extendedResultCode.rawValue)
        }
        return database.changesCount
    }

    // MARK: - Replacements

    private static func replacement(
        _ form: Form,
        _ label: [UInt8],
        _ value: Span<UInt8>,
        _ kind: SQLiteValueKind,
        _ serial: Int?
    ) -> SQLiteReplacement {
        let end = serial.map { Array(" #\($0)".utf8) } ?? []
        switch (form, kind) {
        case (.null, _): return .null
        case (.label, .blob): return .blob(label + end)
        case (.label, _): return .text(label + end)
        case (.alike, .blob): return .blob(blank(value) + end)
        case (.alike, .text): return .text(blank(value) + end)
        case (.alike, .number):
            // Beside the numbers of ordinary rows.
            if let serial { return .integer(9_000_000_000 + Int64(serial)) }
            return .integer(round(value))
        }
    }

    /// As many signs: zeros for a text of digits, else asterisks.
    private static func blank(_ value: Span<UInt8>) -> [UInt8] {
        var count = 0
        var isNumber = true
        for index in value.indices {
            if value[index] & 0xC0 != 0x80 { count += 1 }
            if !value[index].isDigit { isNumber = false }
        }
        return Array(repeating: isNumber ? 0x30 : 0x2A, count: count)
    }

    /// A number with as many digits before its point.
    private static func round(_ value: Span<UInt8>) -> Int64 {
        var result: Int64 = 1
        var isRound = value.count > 0 && value[0] == 0x31
        var index = 1
        while index < value.count, value[index].isDigit, index < 18 {
            if value[index] != 0x30 { isRound = false }
            result *= 10
            index += 1
        }
        return isRound ? result * 2 : result
    }

    /// The digits of a number, as it stands in a definition.
    static func digits(of text: String?) -> String? {
        let digits = (text ?? "").filter { !"+-() ".contains($0) }
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." } ? digits : nil
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// What one pass over a table has found, by number of column.
private final class ValuesSeen {
    var seen: [Bool]
    var changed: [Bool]
    /// Set while replacements must differ from each other.
    var serial: Int?

    init(count: Int) {
        seen = Array(repeating: false, count: count)
        changed = seen
    }

    func nextSerial() -> Int? {
        guard let serial else { return nil }
        self.serial = serial + 1
        return serial
    }
}
