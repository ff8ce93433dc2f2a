import Foundation
import Platform
import SupportKit
import Testing

/// Which values are shown to a redaction, and what stands for them afterwards.
///
/// SQLite is what it is judged by.
@Suite struct SQLiteRedactionTests {
    private static let label = Array("[x]".utf8)

    /// Numbers of the column `pin`, and whatever is called `pin` in its row.
    private static func pins(_ seen: @escaping (String) -> Void = { _ in }) -> SQLiteRedaction {
        SQLiteRedaction(showsNumbers: { $0.name == "pin" }) { value, key, column, kind in
            let text = value.indices.reduce(into: "") { $0 += String(UnicodeScalar(value[$1])) }
            let name = key.indices.reduce(into: "") { $0 += String(UnicodeScalar(key[$1])) }
            seen("\(column.name) \(name) \(kind) \(text)")
            return (column.name == "pin" || name == "pin") && text.utf8.count > 1 && text != "[x]" ? label : nil
        }
    }

    private func make(_ sql: String) throws -> SQLiteTestProduct {
        let product = try SQLiteTestProduct()
        _ = try product.sqlite3(sql)
        Thread.sleep(forTimeInterval: 0.05)
        return product
    }

    private func ask(_ sql: String, _ snapshot: borrowing SQLiteSnapshot, _ product: SQLiteTestProduct) throws -> String
    {
        #expect(snapshot.form == .database)
        return try product.sqlite3(sql, on: product.save(snapshot))
    }

    /// Page by page, by SQLite, in another encoding, and from overflow pages.
    @Test(arguments: [
        "CREATE TABLE t(a, pin, n)", "CREATE TABLE t(a CHECK(1), pin, n)",
        "PRAGMA encoding='UTF-16le'; CREATE TABLE t(a, pin, n)",
        "PRAGMA page_size=512; CREATE TABLE t(a, pin, n); CREATE INDEX i ON t(pin)",
    ])
    func numbersAreSeenInTheColumnsThatAreTold(definition: String) throws {
        let values = "1, 471147, -471148, 8388608, -9223372036854775808, 0.5, 12345.0, -1e300, 3.5, NULL, 'te', x'0102'"
        let list = values.split(separator: ", ").enumerated()
        let rows = list.map { "(\($0.offset % 2 == 0 ? "'a'" : "zeroblob(3000)"), \($0.element), 471147)" }
        let product = try make("\(definition); INSERT INTO t VALUES \(rows.joined(separator: ", "))")
        var seen: Set<String> = []
        let snapshot = try product.take(redaction: Self.pins { seen.insert($0) })
        let digits = ["1", "471147", "471148", "8388608", "9223372036854775808", "0.5", "12345", "1e+300", "3.5"]
        #expect(Set(digits.map { "pin  number \($0)" }).isSubset(of: seen))
        #expect(!seen.contains { $0.hasPrefix("n ") })
        let sql = "PRAGMA integrity_check; SELECT group_concat(quote(pin), ' '), sum(n), max(length(a)) FROM t"
        let label = "'[x]'"
        let expected = ["1"] + Array(repeating: label, count: 8) + ["NULL", label, "X'5B785D'"]
        #expect(try ask(sql, snapshot, product) == "ok\n\(expected.joined(separator: " "))|5653764|3000")
    }

    @Test(arguments: [
        "CREATE TABLE t(name, value)", "CREATE TABLE t(value, name)", "CREATE TABLE t(name, value, CHECK(1))",
        "CREATE TABLE t(name PRIMARY KEY, value) WITHOUT ROWID",
        "CREATE TABLE t(value, name); CREATE INDEX i ON t(value)",
        "CREATE TABLE t(value, name); CREATE INDEX i ON t(value, name)",
        "CREATE TABLE t(name, value); CREATE INDEX i ON t(name, value)",
    ])
    func aValueIsSeenWithItsName(definition: String) throws {
        let rows =
            "('pin', 471147), ('pint', 471148), (x'70696E', 'text'), (5, 'a'), ('', 471149), ('x', zeroblob(9000))"
        let product = try make("\(definition); INSERT INTO t(name, value) VALUES \(rows)")
        var seen: Set<String> = []
        let snapshot = try product.take(redaction: Self.pins { seen.insert($0) })
        #expect(seen.isSuperset(of: ["value pin number 471147", "value pint number 471148", "value pin text text"]))
        #expect(!seen.contains("value  number 471149"))
        #expect(snapshot.changedValues == 2)
        let sql = "PRAGMA integrity_check; SELECT group_concat(quote(value), ' ') FROM (SELECT value FROM t ORDER BY 1)"
        let rest = String(repeating: "00", count: 9000)
        #expect(try ask(sql, snapshot, product) == "ok\n471148 471149 '[x]' '[x]' 'a' X'\(rest)'")
    }

    @Test(arguments: [
        ("pin INT) STRICT", "100000|100000"), ("pin REAL) STRICT", "100000.0|100000.0"), ("pin ANY) STRICT", "[x]|[x]"),
        ("pin CHECK(pin BETWEEN 100000 AND 999999))", "100000|100000"),
        ("pin CHECK(pin = 123456 OR pin = 222222))", "|"),
        ("pin NOT NULL CHECK(pin = 123456 OR pin = 222222))", "[x]|[x]"),
        ("pin INTEGER PRIMARY KEY)", "9000000003|9000000004"), ("pin UNIQUE)", "[x] #2|[x] #4"),
        ("pin INT UNIQUE) STRICT", "9000000002|9000000004"),
        ("pin, twice AS (pin * 2) CHECK(twice > 0))", "100000|100000"),
    ])
    func whatADefinitionAsksForIsKept(definition: String, expected: String) throws {
        let product = try make(
            "CREATE TABLE t(a INT, \(definition); INSERT INTO t(a, pin) VALUES(1, 123456), (2, 222222)"
        )
        let snapshot = try product.take(redaction: Self.pins())
        let rows = "SELECT ifnull(group_concat(pin, '|'), '|') FROM (SELECT pin FROM t ORDER BY a)"
        #expect(try ask(rows, snapshot, product) == expected)
        // Where no value will do, a label stands all the same.
        let isBroken = definition.hasPrefix("pin NOT NULL CHECK")
        #expect(try ask("PRAGMA integrity_check", snapshot, product).hasPrefix("ok") != isBroken)
        #expect(try !product.bytes(of: snapshot).contains("222222") || definition.contains("222222"))
    }

    @Test(arguments: [
        ("CREATE TABLE t(a, pin INTEGER DEFAULT 471147); INSERT INTO t(a) VALUES(1)", "the default of t.pin"),
        ("CREATE TABLE t(a, b, pin AS (a * 2)); INSERT INTO t(a) VALUES(471147)", "a secret in t.pin is computed"),
        (
            """
            CREATE TABLE t(a INT, pin INT NOT NULL) STRICT; INSERT INTO t VALUES(1, 471147);
            CREATE INDEX i ON t(CASE WHEN pin <> 471147 THEN abs(-9223372036854775807 - 1) END)
            """, "a secret in t.pin cannot be replaced"
        ),
    ])
    func whatCannotBeReplacedIsNamed(definition: String, reason: String) throws {
        let product = try make(definition)
        let snapshot = try product.take(redaction: Self.pins())
        guard case .raw(.notRedactable(let text)) = snapshot.form else {
            Issue.record("\(snapshot.form)")
            return
        }
        #expect(text.hasPrefix(reason))
    }

    /// A secret that the last table teaches stands in the first, too.
    @Test(arguments: ["CREATE TABLE t(a)", "CREATE TABLE t(a CHECK(1))"])
    func whatIsLearnedOnTheWayHoldsForAll(definition: String) throws {
        let product = try make(
            "\(definition); INSERT INTO t VALUES('Tiger'); CREATE TABLE z(b); INSERT INTO z VALUES('Tiger'), ('x')"
        )
        var learned = 0
        let redaction = SQLiteRedaction(knowledge: { learned }) { value, _, column, _ in
            guard value.count == 5 else { return nil }
            if column.name == "b" { learned = 1 }
            return learned > 0 ? Self.label : nil
        }
        let snapshot = try product.take(redaction: redaction)
        #expect(snapshot.changedValues == 2)
        #expect(try ask("SELECT a, b FROM t, z", snapshot, product) == "[x]|[x]\n[x]|x")
        #expect(try !product.bytes(of: snapshot).contains("Tiger"))
    }
}
