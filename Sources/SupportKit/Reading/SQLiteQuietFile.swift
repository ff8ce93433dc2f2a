internal import Platform
internal import SystemPackage

/// The product's own database file while nobody writes it: read where it is, without a copy and without room for one.
///
/// Nothing keeps the product from writing. That it did not, ``isUnchanged()`` says afterwards, and what was read from a
/// file that was written meanwhile must be thrown away.
struct SQLiteQuietFile: ~Copyable {
    private let attempt: SQLiteCopy.Attempt
    private let kind: SQLiteHeader.Kind
    private let moment: FileMoment

    /// Finds out whether the file is complete and likely to stay as it is.
    ///
    /// - Parameters:
    ///   - source: the product's database.
    ///   - deadline: when everything must be done.
    ///   - silence: how long nobody must have written it.
    /// - Returns: the file; nil when it was written lately or is used with a log, or where times do not tell.
    /// - Throws: ``SQLiteSnapshotError`` when it cannot be examined.
    static func find(
        _ source: SQLiteSource,
        deadline: MonotonicDeadline,
        silence: Duration
    ) throws(SQLiteSnapshotError) -> SQLiteQuietFile? {
        let attempt = try SQLiteCopy.Attempt.begin(source, deadline: deadline, longestHold: .zero)
        let moment = try attempt.moment(source.database)
        guard attempt.timesAreReliable, attempt.isCalm(moment), moment.age >= silence else { return nil }
        let kind = try attempt.header().kind
        guard kind == .journal || kind == .log else { return nil }
        let file = SQLiteQuietFile(attempt: attempt, kind: kind, moment: moment)
        guard try file.isUnchanged() else { return nil }
        return file
    }

    /// Whether nobody has written the file, or is about to.
    func isUnchanged() throws(SQLiteSnapshotError) -> Bool {
        try attempt.checkIdentity()
        let isInUse = kind == .log ? try attempt.hasLiveLog() : SQLiteLocks.isWritten(attempt.source.database) != .no
        guard !isInUse, try attempt.isComplete(without: kind == .log ? "-wal" : "-journal", kind) else { return false }
        return try attempt.moment(attempt.source.database) == moment
    }

    /// Its descriptor, open for reading.
    var descriptor: FileDescriptor { attempt.source.database }

    /// Where SQLite reads it without locks.
    func location(_ files: borrowing SQLiteFiles) -> String {
        files.liveLocation(of: attempt.name, in: attempt.directory.descriptor) + "&immutable=1"
    }
}
