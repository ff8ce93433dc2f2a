import Foundation
import Platform
import SupportKit
import SystemPackage

/// A directory with a database as a product keeps it, and the programs that write and read it: Python and `sqlite3`,
/// which share no code with the snapshot but SQLite itself.
final class SQLiteTestProduct {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What a writer says when it ends.
    struct Report: Decodable {
        let commits: Int
        let busy: Int
        let longestWait: Double
        let seconds: Double
    }

    let directory: URL
    let scratch: URL
    var database: URL { directory.appending(path: "stats.db") }

    init() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)")
        directory = root.appending(path: "product ü%41")
        scratch = root.appending(path: "scratch")
        for path in [directory, scratch] {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
    }

    private var opened: [FileDescriptor] = []

    deinit {
        for descriptor in opened { try? descriptor.close() }
        try? FileManager.default.removeItem(at: directory.deletingLastPathComponent())
    }

    // MARK: - Programs

    /// Runs a program to its end and returns what it printed.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], mustSucceed: Bool = true) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationStatus == 0 || !mustSucceed else {
            throw Failure(description: "\(program): \(text)")
        }
        return text
    }

    func sqlite3(_ sql: String, on file: URL? = nil) throws -> String {
        try Self.run("sqlite3", ["-batch", (file ?? database).path, sql]).trimmingCharacters(in: .newlines)
    }

    /// Whether another program is kept from reading.
    func isLocked() throws -> Bool {
        let text = try Self.run("sqlite3", ["-batch", database.path, "SELECT * FROM t"], mustSucceed: false)
        return text.contains("locked")
    }

    /// Whether this process may mount: only root, and not in every container.
    static let canMount: Bool = {
        let path = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try run("mount", ["--bind", "-o", "ro", path, path])
            try run("umount", [path])
            return true
        } catch {
            return false
        }
    }()

    @discardableResult
    func python(_ script: String, mustSucceed: Bool = true) throws -> String {
        try Self.run("python3", ["-c", script, database.path], mustSucceed: mustSucceed)
    }

    /// A program that moves amounts from one table to the other as fast as it can; the sum never changes.
    static let transfers = """
        import json, random, select, sqlite3, sys, time
        path, mode, timeout, locking = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
        db = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        db.execute('PRAGMA locking_mode=' + locking)
        db.execute('PRAGMA journal_mode=' + mode)
        db.execute('PRAGMA synchronous=OFF')
        db.execute('CREATE TABLE left_side(id INTEGER PRIMARY KEY, amount INTEGER, note TEXT)')
        db.execute('CREATE TABLE right_side(id INTEGER PRIMARY KEY, amount INTEGER, note TEXT)')
        db.execute('BEGIN')
        for i in range(4000):
            for side in ('left_side', 'right_side'):
                db.execute('INSERT INTO %s VALUES(?, 1000, ?)' % side, (i, 'client %d ' % i * 8))
        db.execute('COMMIT')
        print('ready', flush=True)
        commits, busy, longest, start = 0, 0, 0.0, time.monotonic()
        while not (commits % 50 == 0 and select.select([0], [], [], 0)[0]):
            n, i, j = random.randrange(100), random.randrange(4000), random.randrange(4000)
            began = time.monotonic()
            try:
                db.execute('BEGIN IMMEDIATE')
                db.execute('UPDATE left_side SET amount = amount - ? WHERE id = ?', (n, i))
                db.execute('UPDATE right_side SET amount = amount + ? WHERE id = ?', (n, j))
                db.execute('COMMIT')
                commits += 1
            except sqlite3.OperationalError:
                busy += 1
                if db.in_transaction: db.execute('ROLLBACK')
            longest = max(longest, time.monotonic() - began)
        print(json.dumps({'commits': commits, 'busy': busy, 'longestWait': longest,
            'seconds': time.monotonic() - start}), flush=True)
        """

    /// Runs `body` while the database is written without pause, and returns what the writer has seen.
    func whileWriting(
        mode: String,
        timeout: Double,
        locking: String = "NORMAL",
        _ body: () throws -> Void
    ) throws -> Report {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.transfers, database.path, mode, String(timeout), locking]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { process.waitUntilExit() }
        let ready = output.fileHandleForReading.availableData
        guard String(decoding: ready, as: UTF8.self).hasPrefix("ready") else {
            throw Failure(description: "the writer did not start")
        }
        do {
            try body()
        } catch {
            try? input.fileHandleForWriting.close()
            throw error
        }
        try input.fileHandleForWriting.close()
        let report = try output.fileHandleForReading.readToEnd() ?? Data()
        return try JSONDecoder().decode(Report.self, from: report)
    }

    /// Runs `body` while a product that has written 100 rows keeps its database open.
    func whileHolding(mode: String, locking: String = "NORMAL", _ body: () throws -> Void) throws {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute('PRAGMA locking_mode=' + sys.argv[3])
            db.execute('PRAGMA journal_mode=' + sys.argv[2])
            db.execute('CREATE TABLE t(n)')
            for i in range(100):
                db.execute('INSERT INTO t VALUES(?)', (i,))
            print('ready', flush=True)
            sys.stdin.read()
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, database.path, mode, locking]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        _ = output.fileHandleForReading.availableData
        try body()
    }

    // MARK: - Snapshots

    func take(
        deadline: Duration = .seconds(30),
        scratch: FilePath? = nil,
        path: URL? = nil,
        window: SQLiteWindow? = nil,
        room: Int64? = nil,
        silence: Duration? = nil,
        isSealed: Bool = false,
        includingBlobs: Bool = false,
        redact: @escaping (Span<UInt8>, SQLiteColumn) -> [UInt8]? = { _, _ in nil }
    ) throws -> SQLiteSnapshot {
        let redaction = SQLiteRedaction { value, _, column, kind in
            kind == .text || (kind == .blob && includingBlobs) ? redact(value, column) : nil
        }
        return try take(
            deadline: deadline,
            scratch: scratch,
            path: path,
            window: window,
            room: room,
            silence: silence,
            isSealed: isSealed,
            redaction: redaction
        )
    }

    func take(
        deadline: Duration = .seconds(30),
        scratch: FilePath? = nil,
        path: URL? = nil,
        window: SQLiteWindow? = nil,
        room: Int64? = nil,
        silence: Duration? = nil,
        isSealed: Bool = false,
        redaction: SQLiteRedaction?
    ) throws -> SQLiteSnapshot {
        let path = FilePath((path ?? database).path)
        let descriptor = try FileDescriptor.open(path, .readOnly)
        // A snapshot in place reads it later.
        opened.append(descriptor)
        return try SQLiteSnapshot.take(
            of: SQLiteSource(database: descriptor, path: path),
            scratch: scratch ?? FilePath(self.scratch.path),
            deadline: deadline,
            window: window,
            room: room,
            silence: silence,
            isSealed: isSealed,
            redaction: redaction
        )
    }

    /// The bytes on the disk of every file without a name that this process has open in the scratch directory.
    func anonymousBytes() throws -> [Data] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { number in
            let link = "/proc/self/fd/\(number)"
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
                target.hasPrefix(scratch.path), target.hasSuffix("(deleted)")
            else { return nil }
            return try Data(contentsOf: URL(filePath: link))
        }
    }

    /// Writes the bytes where the `sqlite3` program can read them.
    func save(_ snapshot: borrowing SQLiteSnapshot) throws -> URL {
        let file = directory.deletingLastPathComponent().appending(path: "\(UUID().uuidString).db")
        try Data(bytes(of: snapshot)).write(to: file)
        return file
    }

    func bytes(of snapshot: borrowing SQLiteSnapshot) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try snapshot.forEachUnredactedChunk { chunk in
            for index in chunk.indices { bytes.append(chunk[index]) }
        }
        return bytes
    }

    /// Names in the product's directory, without the journal that the product itself makes and removes.
    func names() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return Set(names).subtracting(["stats.db-journal"])
    }

    /// Names, sizes, times, owners and modes of everything in the product's directory, and of the directory itself.
    func listing() throws -> String {
        try Self.run("find", [directory.path, "-printf", "%f %i %s %m %U %G %T@ %C@\\n"])
    }
}

extension [UInt8] {
    func contains(_ text: String) -> Bool {
        Data(self).range(of: Data(text.utf8)) != nil
    }
}
