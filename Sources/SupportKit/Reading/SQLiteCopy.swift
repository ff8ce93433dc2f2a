internal import GRDB
internal import Platform
internal import SystemPackage

/// The bytes of a database at one moment between two transactions, in anonymous files, with what SQLite needs to make
/// one whole database of them.
///
/// The product is not disturbed. In WAL mode a reader never stands in a writer's way; without a log the file is copied
/// when nobody writes, which the locks and times before and after prove, and only from a product that never pauses is
/// the lock of a reader taken, for as long as memory takes to copy the file and never longer than `longestHold`.
struct SQLiteCopy: ~Copyable {
    let file: AnonymousFile
    /// What belongs beside it and is not yet part of it; empty when nothing does.
    let companion: AnonymousFile
    /// What that is: the write-ahead log, or the journal of a transaction that its process did not live to finish.
    let completion: Completion
    let method: SQLiteSnapshot.Method
    let kind: SQLiteHeader.Kind
    /// How long the product could not write because of us.
    let held: Duration

    enum Completion {
        case nothing, log, journal
    }

    /// A file changed less than this ago may change again without a new time: the kernel's clock for files has steps.
    private static let calm: Duration = .milliseconds(20)
    /// The same where times come over a network, and are kept for up to a minute.
    private static let remoteCalm: Duration = .seconds(120)
    /// How long to wait for a moment without a writer.
    private static let patience: Duration = .milliseconds(250)
    /// How long to ask for the lock.
    private static let lockPatience: Duration = .seconds(1)

    static func take(
        of source: SQLiteSource,
        files: borrowing SQLiteFiles,
        deadline: MonotonicDeadline,
        longestHold: Duration
    ) throws(SQLiteSnapshotError) -> SQLiteCopy {
        let attempt = try Attempt.begin(source, deadline: deadline, longestHold: longestHold)
        let patience = MonotonicDeadline.now.advanced(by: min(Self.patience, deadline.remaining / 4))
        var lockRefused = false
        while true {
            try attempt.checkTime()
            let kind = try attempt.header().kind
            switch kind {
            case .empty, .other:
                return try attempt.plainCopy(kind, files: files)
            case .log:
                if let copy = try attempt.readTransaction(files: files) { return copy }
                if let copy = try attempt.quietCopy(kind, ignoringLocks: true, files: files) { return copy }
            case .journal:
                if let copy = try attempt.quietCopy(kind, ignoringLocks: lockRefused, files: files) { return copy }
                if patience.hasPassed && !lockRefused {
                    if let copy = try attempt.lockedCopy(files: files) { return copy }
                    // A product that never gives its lock back writes alone: its times are then all there is to go by.
                    lockRefused = true
                }
            }
            MonotonicDeadline.pause(.milliseconds(1))
        }
    }

    struct Attempt: ~Copyable {
        let source: SQLiteSource
        let deadline: MonotonicDeadline
        let longestHold: Duration
        let directory: OpenedDirectory
        let name: FilePath.Component
        let timesAreReliable: Bool

        static func begin(
            _ source: SQLiteSource,
            deadline: MonotonicDeadline,
            longestHold: Duration
        ) throws(SQLiteSnapshotError) -> Attempt {
            guard let name = source.path.lastComponent else { throw .replaced(source.path) }
            let directory: OpenedDirectory
            do {
                directory = try OpenedDirectory.open(source.path.removingLastComponent())
            } catch {
                throw .system(error)
            }
            let attempt = Attempt(
                source: source,
                deadline: deadline,
                longestHold: longestHold,
                directory: directory,
                name: name,
                timesAreReliable: SQLiteLocks.timesAreReliable(source.database)
            )
            try attempt.checkIdentity()
            return attempt
        }

        func checkTime() throws(SQLiteSnapshotError) {
            if Interruption.signal != nil { throw .interrupted }
            if deadline.hasPassed { throw .deadline(source.path) }
        }

        /// The directory must be the one of the opened file: its companions are found by name.
        func checkIdentity() throws(SQLiteSnapshotError) {
            guard let found = try open(suffix: ""),
                try moment(found.descriptor).isSameFile(as: try moment(source.database))
            else { throw .replaced(source.path) }
        }

        func moment(_ descriptor: FileDescriptor) throws(SQLiteSnapshotError) -> FileMoment {
            do { return try FileMoment(of: descriptor, path: source.path) } catch { throw .system(error) }
        }

        func open(suffix: String) throws(SQLiteSnapshotError) -> OpenedFile? {
            guard let companion = FilePath(bytes: FilePath(root: nil, [name]).bytes + Array(suffix.utf8)).lastComponent
            else { return nil }
            do { return try directory.open(companion) } catch { throw .system(error) }
        }

        /// Whether the file was changed so long ago that a further change would show.
        func isCalm(_ moment: FileMoment) -> Bool {
            moment.age > (timesAreReliable ? calm : remoteCalm)
        }

        func header() throws(SQLiteSnapshotError) -> SQLiteHeader {
            SQLiteHeader(try bytes(SQLiteHeader.size, of: source.database))
        }

        func bytes(_ count: Int, of descriptor: FileDescriptor) throws(SQLiteSnapshotError) -> [UInt8] {
            do { return try descriptor.read(count: count, path: source.path) } catch { throw .system(error) }
        }

        func copy(
            _ descriptor: FileDescriptor,
            count: Int64,
            to target: borrowing AnonymousFile,
            files: borrowing SQLiteFiles,
            until limit: MonotonicDeadline
        ) throws(SQLiteSnapshotError) {
            let end: SQLiteFiles.Copy
            do {
                end = try files.copy(descriptor, path: source.path, count: count, to: target, deadline: limit)
            } catch {
                throw .system(error)
            }
            switch end {
            case .done: return
            case .interrupted: throw .interrupted
            case .late:
                throw deadline.hasPassed
                    ? .deadline(source.path)
                    : .busy(source.path, reason: "a copy would stop the product for more than \(longestHold)")
            }
        }

        func makeFile(_ files: borrowing SQLiteFiles) throws(SQLiteSnapshotError) -> AnonymousFile {
            do { return try files.makeFile() } catch { throw .system(error) }
        }

        /// A file that SQLite would not read anyway.
        func plainCopy(
            _ kind: SQLiteHeader.Kind,
            files: borrowing SQLiteFiles
        ) throws(SQLiteSnapshotError) -> SQLiteCopy {
            let file = try makeFile(files)
            let size = try moment(source.database).size
            try copy(source.database, count: size, to: file, files: files, until: deadline)
            return SQLiteCopy(
                file: file,
                companion: try makeFile(files),
                completion: .nothing,
                method: .lockFree,
                kind: kind,
                held: .zero
            )
        }

        func hasLiveLog() throws(SQLiteSnapshotError) -> Bool {
            guard let shared = try open(suffix: "-shm") else { return false }
            return SQLiteLocks.isInUse(sharedMemory: shared.descriptor) == .yes
        }

        /// The state of one moment through SQLite, from a product that is running; nil when it cannot be had.
        func readTransaction(files: borrowing SQLiteFiles) throws(SQLiteSnapshotError) -> SQLiteCopy? {
            // Without shared memory in use there is no writer to agree with, and nothing tells when one comes.
            guard try hasLiveLog() else { return nil }
            // SQLite's own locks vanish with any descriptor of the file: none may be closed before the transaction ends.
            try checkIdentity()
            let file = try makeFile(files)
            let location = files.liveLocation(of: name, in: directory.descriptor)
            do {
                let deadline = deadline
                let live = try DatabaseQueue(path: location, configuration: .strangers(deadline, isLive: true))
                let target = try DatabaseQueue(
                    path: files.location(of: file),
                    configuration: .strangers(deadline, isLive: false)
                )
                // One step: a product that writes often would make several begin again and again.
                try live.read { from in
                    try target.writeWithoutTransaction { to in
                        // The copy needs no way back.
                        try to.execute(sql: "PRAGMA synchronous = OFF")
                        try from.backup(to: to)
                    }
                }
                try target.close()
                try live.close()
            } catch {
                try checkTime()
                if let error = files.scratchError { throw .system(error) }
                // The product has just stopped, or keeps us from its shared memory: copying may still do.
                return nil
            }
            try checkIdentity()
            return SQLiteCopy(
                file: file,
                companion: try makeFile(files),
                completion: .nothing,
                method: .readTransaction,
                kind: .log,
                held: .zero
            )
        }

        /// A copy during which nobody wrote; nil when somebody did.
        ///
        /// With a log, the database file changes only when the log is transferred to it, and the log only grows until
        /// then: database and log agree if the former and the head of the latter stayed the same.
        func quietCopy(
            _ kind: SQLiteHeader.Kind,
            ignoringLocks: Bool,
            files: borrowing SQLiteFiles
        ) throws(SQLiteSnapshotError) -> SQLiteCopy? {
            let before = try moment(source.database)
            guard ignoringLocks || SQLiteLocks.isWritten(source.database) == .no else { return nil }
            guard isCalm(before) else { return nil }
            let suffix = kind == .log ? "-wal" : "-journal"
            let companion = try self.companion(suffix)

            let file = try makeFile(files)
            try copy(source.database, count: before.size, to: file, files: files, until: deadline)
            let companionCopy = try makeFile(files)
            var completion = Completion.nothing
            if let companion, companion.matters || kind == .log && companion.moment.size > 0 {
                guard let opened = try open(suffix: suffix),
                    try moment(opened.descriptor).isSameFile(as: companion.moment)
                else { return nil }
                try copy(
                    opened.descriptor,
                    count: companion.moment.size,
                    to: companionCopy,
                    files: files,
                    until: deadline
                )
                completion = kind == .log ? .log : .journal
            }

            guard try moment(source.database) == before,
                ignoringLocks || SQLiteLocks.isWritten(source.database) == .no,
                Companion.agree(companion, try self.companion(suffix), mayGrow: kind == .log)
            else { return nil }
            return SQLiteCopy(
                file: file,
                companion: companionCopy,
                completion: completion,
                method: completion == .nothing ? .lockFree : .replayedLog,
                kind: kind,
                held: .zero
            )
        }

        /// A copy under the lock of a reader; nil when the lock is not to be had.
        func lockedCopy(files: borrowing SQLiteFiles) throws(SQLiteSnapshotError) -> SQLiteCopy? {
            let file = try makeFile(files)
            // What is read once is in memory, and so is the room for it: the second copy is as short as can be.
            try copy(
                source.database,
                count: try moment(source.database).size,
                to: file,
                files: files,
                until: deadline
            )
            let patience = min(MonotonicDeadline.now.advanced(by: lockPatience), deadline)
            do throws(SystemError) {
                while !(try SQLiteLocks.lock(source.database, path: source.path)) {
                    guard !patience.hasPassed, Interruption.signal == nil else { return nil }
                    MonotonicDeadline.pause(.microseconds(200))
                }
            } catch {
                return nil
            }
            let start = MonotonicDeadline.now
            defer { SQLiteLocks.unlock(source.database) }
            guard try header().kind == .journal else { return nil }
            let end = min(start.advanced(by: longestHold), deadline)
            let journal = try makeFile(files)
            var completion = Completion.nothing
            if let companion = try open(suffix: "-journal"),
                try self.companion("-journal")?.matters == true,
                SQLiteLocks.isReserved(source.database) == .no
            {
                let size = try moment(companion.descriptor).size
                try copy(companion.descriptor, count: size, to: journal, files: files, until: end)
                completion = .journal
            }
            try copy(source.database, count: try moment(source.database).size, to: file, files: files, until: end)
            let held = start.duration(to: .now)
            return SQLiteCopy(
                file: file,
                companion: journal,
                completion: completion,
                method: completion == .nothing ? .lockedCopy : .replayedLog,
                kind: .journal,
                held: held
            )
        }

        func companion(_ suffix: String) throws(SQLiteSnapshotError) -> Companion? {
            guard let file = try open(suffix: suffix) else { return nil }
            let moment = try moment(file.descriptor)
            return Companion(moment: moment, head: try bytes(32, of: file.descriptor))
        }
    }

    /// A log or journal at a moment.
    struct Companion {
        let moment: FileMoment
        /// The head of a log is new each time the log begins again.
        let head: [UInt8]

        /// Whether it is the journal of a transaction that did not end: else its first byte is zero.
        var matters: Bool { head.first ?? 0 != 0 }

        static func agree(_ before: Companion?, _ after: Companion?, mayGrow: Bool) -> Bool {
            guard let before, let after else { return before == nil && after == nil }
            return mayGrow
                ? before.moment.isSameFile(as: after.moment) && before.head == after.head
                : before.moment == after.moment
        }
    }
}
