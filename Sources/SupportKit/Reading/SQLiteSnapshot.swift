internal import GRDB
internal import Platform
public import SystemPackage

/// The state of a product's database at one moment, with its values redacted: in an anonymous file, or where it is, if
/// nobody writes it and nothing in it must be replaced.
///
/// It is taken from a running product without leaving a trace in its directory and without an error in the product: see
/// ``Method`` for what the product may notice. A product that was killed, or a copy on read-only media, gives its last
/// committed state.
///
/// Room may be needed for two copies of the database in the scratch directory; memory stays flat whatever the size, but
/// for single values (one above 64 MiB makes the database ``Form/raw(_:)``).
public struct SQLiteSnapshot: ~Copyable {
    /// How the state of one moment was obtained.
    public enum Method: String, Equatable, Sendable {
        /// The files were copied, or are read, while nobody writes; the product notices nothing.
        case lockFree
        /// In WAL mode, one transaction that reads. Nobody waits; only a log that the product wants to empty at that
        /// very time stays as it is until the next time.
        case readTransaction
        /// What the product had in its log or in the journal of an unfinished transaction was worked in here.
        case replayedLog
        /// The lock of a reader was held while the file was copied in memory: the product's next commit waited for
        /// ``lockHeld`` (below 1 ms for each MB on ordinary hardware, at most `longestHold`). A product that does not wait at all for locks
        /// (`busy_timeout` 0) sees one `SQLITE_BUSY`, as from any other reader.
        case lockedCopy
    }

    /// What SQLite says of the snapshot by `PRAGMA quick_check`, or a walk over its pages that asks no less.
    public enum Integrity: Equatable, Sendable {
        /// No damage found.
        case ok
        /// The check was not finished, for this reason.
        case notChecked(String)
        /// The product's database is damaged.
        case damaged(String)
    }

    /// Why a snapshot has only raw bytes.
    public enum RawReason: Equatable, Sendable, CustomStringConvertible {
        /// SQLite cannot read it.
        case damaged(String)
        /// It does not begin as a database does: encrypted, or something else.
        case notADatabase
        /// It is a good database, but a value in it cannot be replaced.
        case notRedactable(String)

        /// A phrase without a full stop.
        public var description: String {
            switch self {
            case .damaged(let reason): "damaged (\(reason))"
            case .notADatabase: "not an SQLite database, or an encrypted one"
            case .notRedactable(let reason): reason
            }
        }
    }

    /// What the bytes are.
    public enum Form: Equatable, Sendable {
        /// A complete database, its values redacted; or untouched, if no redaction was asked for.
        case database
        /// The product's bytes as they were, **not redacted**.
        case raw(RawReason)
    }

    /// A database that nobody has written for so long is likely to stay as it is while it is read.
    public static let silence: Duration = .seconds(60)

    /// What the bytes are; ``forEachChunk(_:)`` gives those of a database only.
    public let form: Form
    /// Size in bytes.
    public let size: Int64
    /// How the state was obtained.
    public let method: Method
    /// Whether it is sound.
    public let integrity: Integrity
    /// Values replaced.
    public let changedValues: Int
    /// How long a writer had to wait for us; zero except after ``Method/lockedCopy``.
    public let lockHeld: Duration

    /// What was taken of the window; nil when the database is whole.
    let extract: SQLiteExtract.Summary?

    private let path: FilePath
    private let bytes: Bytes
    /// Present when the bytes hold what was deleted as well, which must not pass.
    private let pages: SQLitePages?
    private let files: SQLiteFiles

    /// Where the bytes are.
    private enum Bytes: ~Copyable {
        case copy(AnonymousFile)
        case product(SQLiteQuietFile)
    }

    /// Takes a snapshot.
    ///
    /// - Parameters:
    ///   - source: the product's database.
    ///   - scratch: a directory for anonymous files, with room for two copies; best on the disk of the bundle.
    ///   - deadline: the time allowed for everything; nothing renews it.
    ///   - window: takes only the rows of a window, from the product's own file, and needs room for these alone.
    ///   - room: the bytes that the scratch directory has for everything; nil when that is not known.
    ///   - silence: a file that nobody has written for so long is read where it is. Whether that went well, only the end of
    ///     ``forEachChunk(_:)`` says; nil to make a copy in any case.
    ///   - isSealed: whether anonymous files hold cipher text alone, under a key in memory.
    ///   - longestHold: how long a product that never pauses may be kept from writing, if it does not use WAL.
    ///   - redaction: what replaces values. Without it the bytes stay as they are.
    /// - Returns: the snapshot, which owns its file.
    /// - Throws: ``SQLiteSnapshotError``. A database that is damaged or cannot be redacted is no error: see ``form``.
    public static func take(
        of source: SQLiteSource,
        scratch: FilePath,
        deadline: Duration,
        window: SQLiteWindow? = nil,
        room: Int64? = nil,
        silence: Duration? = silence,
        isSealed: Bool = false,
        longestHold: Duration = .seconds(1),
        redaction: SQLiteRedaction?
    ) throws(SQLiteSnapshotError) -> SQLiteSnapshot {
        let end = MonotonicDeadline.now.advanced(by: deadline)
        let files: SQLiteFiles
        let cipher = isSealed ? ScratchCipher() : nil
        do {
            files = try SQLiteFiles.create(scratch: scratch, deadline: end, cipher: cipher.map { $0.apply })
        } catch {
            throw .system(error)
        }
        var preparation = Preparation(path: source.path, deadline: end, redaction: redaction)
        if let window {
            let extract = SQLiteExtract(window: window, deadline: end, maximumBytes: room.map { $0 / 2 })
            let cut = try SQLiteCopy.takeWindow(
                of: source,
                files: files,
                extract: extract,
                summary: &preparation.extract
            )
            if let cut { return try preparation.prepare(cut, files: files) }
            preparation.extract = nil
        } else if let silence, redaction != nil,
            let quiet = try SQLiteQuietFile.find(source, deadline: end, silence: silence),
            let pages = try preparation.survey(quiet, files)
        {
            let size = pages.size
            return SQLiteSnapshot(
                form: .database,
                size: size,
                method: .lockFree,
                integrity: .ok,
                changedValues: 0,
                lockHeld: .zero,
                extract: nil,
                path: source.path,
                bytes: .product(quiet),
                pages: pages,
                files: files
            )
        }
        let size: Int64
        do { size = try FileMoment(of: source.database, path: source.path).size } catch { throw .system(error) }
        if let room, room < size * 2 { throw .tooLarge(source.path) }
        let copy = try SQLiteCopy.take(of: source, files: files, deadline: end, longestHold: longestHold)
        return try preparation.prepare(copy, files: files, cutBy: window)
    }

    /// Passes the bytes of the database, in pieces of at most 256 KiB.
    ///
    /// - Throws: ``SQLiteSnapshotError/raw(_:_:)`` when there is no redacted database, so that unredacted bytes are never
    ///   taken for redacted ones; ``SQLiteSnapshotError/changed(_:)`` at the end when a file read in place was written
    ///   meanwhile, and what was passed is worth nothing.
    public borrowing func forEachChunk(_ body: (Span<UInt8>) throws -> Void) throws {
        if case .raw(let reason) = form { throw SQLiteSnapshotError.raw(path, reason) }
        try forEachUnredactedChunk(body)
    }

    /// Passes the bytes whatever they are, in pieces of at most 256 KiB; those of a raw form are **not redacted** and must
    /// go through a redactor that keeps their length.
    public borrowing func forEachUnredactedChunk(_ body: (Span<UInt8>) throws -> Void) throws {
        do {
            if pages != nil {
                try pages?.forEachChunk(body)
            } else {
                switch bytes {
                case .copy(let file): try files.forEachChunk(of: file, body)
                case .product: break
                }
            }
        } catch ReadFailure<any Error>.reading(let error) {
            try checkSilence()
            throw SQLiteSnapshotError.system(error)
        } catch ReadFailure<any Error>.body(let error) {
            throw error
        }
        try checkSilence()
    }

    private borrowing func checkSilence() throws(SQLiteSnapshotError) {
        switch bytes {
        case .copy: return
        case .product(let file): guard try file.isUnchanged() else { throw .changed(path) }
        }
    }

    /// Runs a query on the snapshot: only reading, within its limits.
    public borrowing func rows(of query: SQLiteQuery) throws(SQLiteSnapshotError) -> SQLiteRows {
        if case .raw(let reason) = form { throw .raw(path, reason) }
        guard size > 0 else { throw .query("the database is empty") }
        let end = MonotonicDeadline.now.advanced(by: query.deadline)
        files.setDeadline(end)
        switch bytes {
        case .copy(let file):
            files.setCompanions(of: file, log: nil, journal: nil)
            return try query.run(on: files.location(of: file), isLive: false, path: path, deadline: end)
        case .product(let file):
            return try query.run(on: file.location(files), isLive: true, path: path, deadline: end)
        }
    }
}

extension SQLiteSnapshot {
    /// The way from a copy to a snapshot.
    private struct Preparation {
        let path: FilePath
        let deadline: MonotonicDeadline
        let redaction: SQLiteRedaction?
        var extract: SQLiteExtract.Summary?

        mutating func prepare(
            _ copy: consuming SQLiteCopy,
            files: consuming SQLiteFiles,
            cutBy window: SQLiteWindow? = nil
        ) throws(SQLiteSnapshotError) -> SQLiteSnapshot {
            let method = copy.method
            let held = copy.held
            switch copy.kind {
            case .empty:
                return try finish(copy.file, files, .database, .ok, method, held)
            case .other:
                let reason = RawReason.notADatabase
                return try finish(
                    copy.file,
                    files,
                    .raw(reason),
                    .damaged(reason.description),
                    method,
                    held
                )
            case .journal, .log: break
            }

            var integrity = Integrity.notChecked("not reached")
            var form = Form.database
            var changed = 0
            var result: AnonymousFile?
            var pages: SQLitePages?
            var smallerCopy: SQLiteCopy?
            do {
                let working = try open(copy, files)
                // A window is cut out first: its texts are judged when the smaller database comes through here.
                let isLast = window == nil
                var columns: Set<SQLiteColumn> = []
                pages = try working.survey(copy.file.descriptor, files, isLast ? redaction : nil, &columns)
                let isSurveyed = pages != nil
                integrity = isSurveyed ? .ok : try working.check(until: .now.advanced(by: deadline.remaining / 3))
                if case .damaged(let reason) = integrity {
                    form = .raw(.damaged(reason))
                } else if let window, let smaller = try cut(copy, window, files) {
                    smallerCopy = consume smaller
                } else if let redaction {
                    do {
                        if !isSurveyed || !isLast || !columns.isEmpty {
                            let only = isSurveyed && isLast ? columns : nil
                            changed = try working.redact(only: only, redaction)
                            // What was replaced is still there, between the records.
                            pages = isSurveyed ? try working.survey(copy.file.descriptor, files, nil, &columns) : nil
                        }
                        if pages?.isWasteful ?? true {
                            pages = nil
                            let rebuilt = try files.makeFile()
                            try working.rebuild(into: files.name(of: rebuilt))
                            result = consume rebuilt
                        }
                    } catch let error as SQLiteWorkingCopy.Unusable {
                        (form, changed) = (.raw(error.reason), 0)
                    }
                }
                try working.close()
            } catch let error as DatabaseError where isDamage(error) {
                let reason = "SQLite error \(error.extendedResultCode.rawValue)"
                integrity = .damaged(reason)
                form = .raw(.damaged(reason))
                result = nil
                pages = nil
            } catch {
                throw failure(error, files)
            }
            if let smaller = smallerCopy.take() { return try prepare(smaller, files: files) }
            if let result = result.take() {
                return try finish(result, files, form, integrity, method, held, changed)
            }
            return try finish(copy.file, files, form, integrity, method, held, changed, pages)
        }

        /// The pages of a file that can be passed on as they are; nil when it must be copied.
        func survey(
            _ quiet: borrowing SQLiteQuietFile,
            _ files: borrowing SQLiteFiles
        ) throws(SQLiteSnapshotError) -> SQLitePages? {
            var columns: Set<SQLiteColumn> = []
            do {
                let product = try SQLiteWorkingCopy(location: quiet.location(files), deadline: deadline, isLive: true)
                let pages = try product.survey(quiet.descriptor, files, redaction, &columns)
                try product.close()
                guard columns.isEmpty, let pages, !pages.isWasteful else { return nil }
                return pages
            } catch let error as DatabaseError where SQLiteWorkingCopy.isOfContent(error) {
                return nil
            } catch {
                throw failure(error, files)
            }
        }

        /// Opens the copy and completes it from its log or journal.
        private func open(_ copy: borrowing SQLiteCopy, _ files: borrowing SQLiteFiles) throws -> SQLiteWorkingCopy {
            let log = copy.completion == .log ? copy.companion.descriptor : nil
            let journal = copy.completion == .journal ? copy.companion.descriptor : nil
            if copy.kind == .log && log == nil {
                // Everything is in the database: without this mark SQLite does not look for a log.
                try files.write([1, 1], to: copy.file, at: 18)
            }
            files.setCompanions(of: copy.file, log: log, journal: journal)
            let working = try SQLiteWorkingCopy(location: files.location(of: copy.file), deadline: deadline)
            if log != nil { try working.transferLog() }
            return working
        }

        /// The rows of the window of a whole copy; nil when it cannot be taken apart, and is therefore taken whole.
        private mutating func cut(
            _ copy: borrowing SQLiteCopy,
            _ window: SQLiteWindow,
            _ files: borrowing SQLiteFiles
        ) throws -> SQLiteCopy? {
            let file = try files.makeFile()
            let encoding = try files.read(copy.file, at: 59, count: 1).first ?? 1
            do {
                extract = try SQLiteExtract(window: window, deadline: deadline, maximumBytes: nil)
                    .run(from: files.location(of: copy.file), encoding: encoding, to: files.location(of: file))
            } catch is SQLiteWorkingCopy.Unusable {
                return nil
            } catch let error as DatabaseError where SQLiteWorkingCopy.isOfContent(error) {
                return nil
            }
            return SQLiteCopy(
                file: file,
                companion: try files.makeFile(),
                completion: .nothing,
                method: copy.method,
                kind: .journal,
                held: copy.held
            )
        }

        private func finish(
            _ file: consuming AnonymousFile,
            _ files: consuming SQLiteFiles,
            _ form: Form,
            _ integrity: Integrity,
            _ method: Method,
            _ held: Duration,
            _ changed: Int = 0,
            _ pages: consuming SQLitePages? = nil
        ) throws(SQLiteSnapshotError) -> SQLiteSnapshot {
            let size: Int64
            do { size = try file.size } catch { throw .system(error) }
            return SQLiteSnapshot(
                form: form,
                size: size,
                method: method,
                integrity: integrity,
                changedValues: changed,
                lockHeld: held,
                extract: extract,
                path: path,
                bytes: .copy(file),
                pages: pages,
                files: files
            )
        }

        private func isDamage(_ error: DatabaseError) -> Bool {
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_FORMAT: true
            default: false
            }
        }

        private func failure(_ error: any Error, _ files: borrowing SQLiteFiles) -> SQLiteSnapshotError {
            if Interruption.signal != nil { return .interrupted }
            if deadline.hasPassed { return .deadline(path) }
            if let error = files.scratchError { return .system(error) }
            switch error {
            case let error as SQLiteSnapshotError: return error
            case let error as SystemError: return .system(error)
            case let error as DatabaseError:
                return .sqlite(path, operation: "prepare", code: error.extendedResultCode.rawValue)
            default: return .sqlite(path, operation: "prepare", code: 0)
            }
        }
    }
}
