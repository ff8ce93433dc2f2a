import Foundation
import TestSupport
import Testing

/// What of a database is replaced, and that nothing else is, as Python's SQLite sees it.
@Suite struct DatabaseValueTests {
    @Test func noSecretValueLeavesWhateverItIsStoredAs() async throws {
        let scratch = try ScratchDirectory()
        _ = try scratch.makeDirectory("tree")
        let script = #"""
            import sqlite3, sys
            for name, wide in (("plain.db", False), ("wide.db", True)):
                db = sqlite3.connect(sys.argv[1] + "/" + name)
                if wide: db.execute("PRAGMA encoding='UTF-16be'")
                db.execute("CREATE TABLE users(id INTEGER PRIMARY KEY, pin INTEGER, password, api_key BLOB, hits INTEGER, note)")
                db.execute("CREATE TABLE strict(id INTEGER PRIMARY KEY, pin INTEGER CHECK(pin < 1000000), password BLOB) STRICT")
                db.execute("CREATE TABLE settings(name TEXT UNIQUE, value)")
                db.execute("CREATE INDEX by_pin ON users(pin)")
                secret = "Tiger_4711x"
                notes = [b"password=" + secret.encode(), ("password=" + secret).encode("utf-16-le"),
                    ("password=" + secret).encode("utf-16-be"), b"\0\1\xfe" + secret.encode() + b"\0",
                    b"\0\xfe\7" + ("pwd=" + secret).encode("utf-16-le"), "x\0password=" + secret,
                    '{"password": "%s", "n": 1}' % secret, b"\0\1\2 nothing here", 1795219200, 0.25]
                for i, note in enumerate(notes):
                    password = [secret, "a\0" + secret, "a\n" + secret, 47114711, 47114711.5, b"\0\1\2\3\4", None][i % 7]
                    db.execute("INSERT INTO users VALUES(?, ?, ?, ?, ?, ?)", (i, 471147, password, b"\xff\0\1" + secret.encode(), 471147, note))
                    db.execute("INSERT INTO strict VALUES(?, ?, ?)", (i, 471147, secret.encode()))
                db.executemany("INSERT INTO settings VALUES(?, ?)", [("smtp.password", secret), ("admin.pin", 471147),
                    ("smtp.port", 471147), ("secret.key", b"\0\1\2\3\xff" + secret.encode()), ("smtp.host", "mail")])
                db.commit()
            """#
        try await CommandRun.tool("python3", "-c", script, scratch.path("tree"))
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch",
        ])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        for name in ["plain.db", "wide.db"] {
            let file = "logs\(scratch.path("tree"))/\(name)"
            let bytes = contents.bytes(file)
            #expect(Canaries.found(["Tiger_4711x"], in: bytes).isEmpty, "\(name)")
            #expect(Canaries.found(["Tiger_4711x"], in: bytes.filter { $0 != 0 }).isEmpty, "\(name)")
            let look = #"""
                import sqlite3, sys
                db = sqlite3.connect(sys.argv[1])
                def all(sql): return [row[0] for row in db.execute(sql)]
                def head(value): return (value.decode() if isinstance(value, bytes) else str(value))[:13]
                print(all("PRAGMA integrity_check"))
                print(all("SELECT count(*) FROM users WHERE pin = 471147 OR hits <> 471147"))
                print(sorted(set(map(head, all("SELECT password FROM users")))))
                print(sorted(set(map(head, all("SELECT api_key FROM users")))), all("SELECT DISTINCT typeof(api_key) FROM users"))
                print(all("SELECT note FROM users WHERE id > 6"))
                print(all("SELECT DISTINCT pin FROM strict"), sorted(set(map(head, all("SELECT password FROM strict")))))
                print(list(map(head, all("SELECT value FROM settings ORDER BY rowid"))))
                """#
            let expected = #"""
                ['ok']
                [0]
                ['None', '[REDACTED:pas']
                ['[REDACTED:key'] ['blob']
                [b'\x00\x01\x02 nothing here', 1795219200, 0.25]
                [100000] ['[REDACTED:pas']
                ['[REDACTED:pas', '[REDACTED:pin', '471147', '[REDACTED:key', 'mail']

                """#
            #expect(
                try await CommandRun.tool("python3", "-c", look, "\(contents.directory)/\(file)") == expected,
                "\(name)"
            )
        }
    }

    /// Random databases in which nothing is secret.
    @Test func whatIsNoSecretComesOutAsItWas() async throws {
        let scratch = try ScratchDirectory()
        _ = try scratch.makeDirectory("tree")
        try await CommandRun.tool("python3", "-c", Self.random, "make", scratch.path("tree"), "200", "7")
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--fast",
        ])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        let copies = "\(contents.directory)/logs\(scratch.path("tree"))"
        let report = try await CommandRun.tool("python3", "-c", Self.random, "compare", scratch.path("tree"), copies)
        #expect(report == "200 databases, 0 differ\n", "\(report)")
    }

    /// Makes databases, or compares them with others row by row.
    private static let random = #"""
        import os, random, sqlite3, struct, sys, time
        def value(r, kind):
            if kind == "int": return r.choice([0, 1, -1, r.randrange(-200, 200), r.randrange(2**15), -r.randrange(2**23), r.randrange(2**31), r.randrange(2**47), -r.randrange(2**63), 1795219200 + r.randrange(10**6)])
            if kind == "real": return r.choice([0.0, 0.5, -1.25, r.random(), 1e300, -5e-324, float("inf"), r.randrange(10**9) * 1.0, 2.0**53])
            if kind == "text": return r.choice(["", "a", "queue %d" % r.randrange(99), "Grüße 日本", "x\0y", "line\nline", '{"n": %d}' % r.randrange(99), "w " * r.randrange(1500), "12345678"])
            if kind == "blob": return r.choice([b"", bytes(r.randrange(256) for _ in range(r.randrange(40))), b"\0" * r.randrange(3000), b"plain words", "wide words".encode("utf-16-le"), "big words".encode("utf-16-be"), struct.pack("<20I", *[r.randrange(500) for _ in range(20)]), r.randbytes(r.randrange(5000))])
            return None
        def make(path, r):
            db = sqlite3.connect(path, isolation_level=None)
            db.execute("PRAGMA page_size=%d" % r.choice([512, 1024, 4096, 65536]))
            db.execute("PRAGMA encoding='%s'" % r.choice(["UTF-8", "UTF-8", "UTF-16le", "UTF-16be"]))
            db.execute("PRAGMA auto_vacuum=%d" % r.choice([0, 0, 0, 1, 2]))
            if r.random() < 0.3: db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=OFF")
            db.execute("BEGIN")
            for t in range(r.randrange(1, 4)):
                names = r.sample(["time", "name", "value", "load", "data", "option", "note", "count", "item_text", "size", "Key", "path"], r.randrange(2, 8))
                strict = r.random() < 0.2
                kinds = [r.choice(["int", "real", "text", "blob"]) if strict or r.random() < 0.5 else None for _ in names]
                types = {"int": "INTEGER", "real": "REAL", "text": "TEXT", "blob": "BLOB"}
                columns = []
                for n, k in zip(names, kinds):
                    check = ""
                    if r.random() < 0.1: check = ' CHECK("%s" IS NOT 77777)' % n
                    columns.append('"%s" %s%s' % (n, types.get(k, "") if strict or r.random() < 0.8 else "", check) if not strict else '"%s" %s%s' % (n, types[k], check))
                rowid = r.random() < 0.8
                head = "id INTEGER PRIMARY KEY" if r.random() < 0.7 else "id INT PRIMARY KEY NOT NULL"
                made = []
                if r.random() < 0.15: made.append('made AS ("%s")' % names[0])
                options = ([] if rowid else ["WITHOUT ROWID"]) + (["STRICT"] if strict else [])
                if strict: made = []
                db.execute("CREATE TABLE t%d(%s) %s" % (t, ", ".join([head] + columns + made), ", ".join(options)))
                for i in range(r.randrange(3)):
                    db.execute('CREATE INDEX i%d_%d ON t%d("%s")' % (t, i, t, '", "'.join(r.sample(names, r.randrange(1, len(names) + 1)))))
                for i in range(r.randrange(120)):
                    row = [i * 3 + 1] + [value(r, k or r.choice(["int", "real", "text", "blob", "null"])) if r.random() < 0.9 else None for k in kinds]
                    db.execute('INSERT INTO t%d(id, "%s") VALUES(%s)' % (t, '", "'.join(names), ", ".join("?" * len(row))), row)
                if r.random() < 0.4: db.execute("DELETE FROM t%d WHERE id %% 4 = 1" % t)
                if rowid and not strict and r.random() < 0.2: db.execute("ALTER TABLE t%d ADD COLUMN later DEFAULT 5" % t)
            db.execute("COMMIT")
            if r.random() < 0.2: db.execute("ANALYZE")
            db.close()
            if r.random() < 0.5: os.utime(path, (time.time() - 7200,) * 2)
        def content(path):
            db = sqlite3.connect("file:%s?mode=ro&immutable=1" % path, uri=True)
            db.text_factory = bytes
            schema = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name").fetchall()
            rows = [db.execute('SELECT *, %s FROM "%s" ORDER BY id' % ("typeof(id)", n.decode())).fetchall() for k, n, _ in schema if k == b"table"]
            kinds = []
            for k, n, _ in schema:
                if k != b"table": continue
                names = [c[1].decode() for c in db.execute('PRAGMA table_xinfo("%s")' % n.decode())]
                kinds.append(db.execute('SELECT %s FROM "%s" ORDER BY id' % (", ".join('typeof("%s")' % c for c in names), n.decode())).fetchall())
            return db.execute("PRAGMA integrity_check").fetchall(), schema, rows, kinds
        if sys.argv[1] == "make":
            for i in range(int(sys.argv[3])):
                make("%s/random%03d.db" % (sys.argv[2], i), random.Random(int(sys.argv[4]) * 1000 + i))
        else:
            names = sorted(n for n in os.listdir(sys.argv[2]) if n.endswith(".db"))
            differ = []
            for n in names:
                try:
                    if content(sys.argv[2] + "/" + n) != content(sys.argv[3] + "/" + n): differ.append(n)
                except Exception as error: differ.append("%s: %s" % (n, error))
            print("%d databases, %d differ" % (len(names), len(differ)))
            if differ: print(differ)
        """#
}
