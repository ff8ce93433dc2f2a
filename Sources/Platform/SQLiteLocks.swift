internal import CPlatform
internal import Glibc
public import SystemPackage

/// SQLite's locks, as another program sees and takes them.
///
/// They belong to the open file, not to the process (`F_OFD_SETLK`), so closing another descriptor of the same file does
/// not drop them. See fcntl(2) and https://www.sqlite.org/lockingv3.html.
public enum SQLiteLocks {
    /// What is known of another process's locks.
    public enum Answer: Equatable, Sendable {
        case yes, no
        /// The file system or the kernel does not tell.
        case unknown
    }

    /// Whether a process writes a database with a rollback journal, or is about to.
    public static func isWritten(_ database: FileDescriptor) -> Answer {
        answer(sk_sqlite_is_written(database.rawValue))
    }

    /// Whether a process has begun to write: a journal is then its own, not one left over by a process that died.
    public static func isReserved(_ database: FileDescriptor) -> Answer {
        answer(sk_sqlite_is_reserved(database.rawValue))
    }

    /// Whether a process uses a write-ahead log through this `-shm` file.
    public static func isInUse(sharedMemory: FileDescriptor) -> Answer {
        answer(sk_sqlite_is_shared(sharedMemory.rawValue))
    }

    /// Whether the file's times tell reliably that it has changed: not on network and user-space file systems.
    public static func timesAreReliable(_ file: FileDescriptor) -> Bool {
        sk_sqlite_times_are_reliable(file.rawValue) == 1
    }

    /// Takes the lock of a reader if it is free: nobody can write until ``unlock(_:)``.
    ///
    /// - Returns: false when a writer holds or awaits the database.
    public static func lock(_ database: FileDescriptor, path: FilePath) throws(SystemError) -> Bool {
        let result = sk_sqlite_lock(database.rawValue)
        if result == -EAGAIN { return false }
        guard result == 0 else { throw SystemError("lock", path, errno: Errno(rawValue: -result)) }
        return true
    }

    /// Gives the lock back.
    public static func unlock(_ database: FileDescriptor) {
        sk_sqlite_unlock(database.rawValue)
    }

    private static func answer(_ number: Int32) -> Answer {
        number < 0 ? .unknown : number == 0 ? .no : .yes
    }
}
