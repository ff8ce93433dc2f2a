internal import GRDB
internal import Platform

/// The rows of a window, without a copy of the whole database.
extension SQLiteCopy {
    /// How often the product may write into the reading before the database is copied whole.
    private static let attempts = 6

    /// Reads the window from the product's own file.
    ///
    /// In WAL mode that is one transaction that reads. Without a log the file is read without locks while nobody writes,
    /// which its time before and after proves; what was read while somebody did is thrown away.
    ///
    /// - Returns: the smaller database; nil when it cannot be had so, because the product never pauses, left an
    ///   unfinished transaction behind, or the file is damaged. A whole copy may then still do.
    static func takeWindow(
        of source: SQLiteSource,
        files: borrowing SQLiteFiles,
        extract: SQLiteExtract,
        summary: inout SQLiteExtract.Summary?
    ) throws(SQLiteSnapshotError) -> SQLiteCopy? {
        let attempt = try Attempt.begin(source, deadline: extract.deadline, longestHold: .zero)
        for number in 0..<attempts {
            try attempt.checkTime()
            if number > 0 { MonotonicDeadline.pause(.milliseconds(50)) }
            let header = try attempt.bytes(SQLiteHeader.size, of: source.database)
            let kind = SQLiteHeader(header).kind
            let isLive = kind == .log ? try attempt.hasLiveLog() : false
            guard kind == .journal || kind == .log, header.count > 59 else { return nil }
            let companion = kind == .log ? "-wal" : "-journal"
            let before = try attempt.moment(source.database)
            if !isLive {
                guard try attempt.isComplete(without: companion, kind) else { return nil }
                guard attempt.isCalm(before), SQLiteLocks.isWritten(source.database) == .no else { continue }
            }
            // SQLite's own locks vanish with any descriptor of the file: none may be closed before the transaction ends.
            try attempt.checkIdentity()
            let file = try attempt.makeFile(files)
            let location = files.liveLocation(of: attempt.name, in: attempt.directory.descriptor)
            do {
                summary = try extract.run(
                    from: location + (isLive ? "" : "&immutable=1"),
                    encoding: header[59],
                    to: files.location(of: file)
                )
            } catch {
                try attempt.checkTime()
                if let error = files.scratchError { throw .system(error) }
                if let error = error as? DatabaseError, error.resultCode == .SQLITE_FULL {
                    throw .sqlite(source.path, operation: "cut", code: error.extendedResultCode.rawValue)
                }
                // Somebody wrote meanwhile, or the file is damaged, or it cannot be taken apart.
                if !isLive, try attempt.moment(source.database) != before { continue }
                return nil
            }
            if !isLive {
                guard try attempt.moment(source.database) == before,
                    SQLiteLocks.isWritten(source.database) == .no,
                    try attempt.isComplete(without: companion, kind)
                else { continue }
            }
            try attempt.checkIdentity()
            return SQLiteCopy(
                file: file,
                companion: try attempt.makeFile(files),
                completion: .nothing,
                method: isLive ? .readTransaction : .lockFree,
                kind: .journal,
                held: .zero
            )
        }
        return nil
    }
}

extension SQLiteCopy.Attempt {
    /// Whether everything is in the database file, and nothing in its log or in the journal of a transaction.
    func isComplete(
        without suffix: String,
        _ kind: SQLiteHeader.Kind
    ) throws(SQLiteSnapshotError) -> Bool {
        guard let left = try companion(suffix) else { return true }
        return kind == .log ? left.moment.size == 0 : !left.matters
    }
}
