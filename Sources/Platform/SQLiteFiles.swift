internal import CPlatform
internal import Glibc
public import SystemPackage

/// Two file systems for SQLite, for taking a database from a running product without leaving a trace.
///
/// The *private* one keeps databases in anonymous files and gives SQLite anonymous journals and temporary files. The
/// *live* one reads the product's files where they are and can neither create nor write nor delete. Both stop working at
/// the deadline and after a signal, so that every call of SQLite that reads or writes them ends in time.
///
/// All connections must be closed before the value goes.
@safe
public struct SQLiteFiles: ~Copyable {
    private let handle: OpaquePointer
    private let scratch: FilePath

    /// Where the scratch directory has no anonymous files, they are kept in memory and may have this many bytes each.
    public static let memoryLimit: Int64 = 32 << 20

    private init(handle: OpaquePointer, scratch: FilePath) {
        unsafe self.handle = handle
        self.scratch = scratch
    }

    /// Registers the file systems with SQLite.
    ///
    /// - Parameters:
    ///   - scratch: the directory of the anonymous files; it needs room for two copies of the database.
    ///   - deadline: when reading and writing end.
    /// - Returns: the owner of both.
    /// - Throws: ``SystemError`` when SQLite cannot work this way.
    public static func create(
        scratch: FilePath,
        deadline: MonotonicDeadline
    ) throws(SystemError) -> SQLiteFiles {
        let handle = unsafe scratch.withPlatformString { scratch in
            unsafe sk_sqlite_files_create(scratch, memoryLimit, deadline.nanoseconds)
        }
        guard let handle = unsafe handle else { throw .last("register with SQLite the directory", scratch) }
        return unsafe SQLiteFiles(handle: handle, scratch: scratch)
    }

    deinit {
        _ = unsafe sk_sqlite_files_free(handle)
    }

    /// Moves the deadline.
    public borrowing func setDeadline(_ deadline: MonotonicDeadline) {
        unsafe sk_sqlite_set_deadline(handle, deadline.nanoseconds)
    }

    /// The first failure to make or write an anonymous file, if there was one.
    public var scratchError: SystemError? {
        let number = unsafe sk_sqlite_scratch_error(handle)
        return number == 0 ? nil : SystemError("write to an anonymous file in", scratch, errno: Errno(rawValue: number))
    }

    /// Makes an empty anonymous file.
    public borrowing func makeFile() throws(SystemError) -> AnonymousFile {
        let number = unsafe sk_sqlite_anonymous(handle)
        guard number >= 0 else {
            throw SystemError("create an anonymous file in", scratch, errno: Errno(rawValue: -number))
        }
        return AnonymousFile(handle: OwnedDescriptor(number: number))
    }

    /// How a copy ended.
    public enum Copy: Equatable, Sendable {
        /// All bytes, or as many as the file had.
        case done
        /// The deadline passed first.
        case late
        /// A signal came first.
        case interrupted
    }

    /// Copies the first `count` bytes of an open file over an anonymous one.
    ///
    /// - Throws: ``SystemError``, naming `path` when it cannot be read.
    public borrowing func copy(
        _ source: FileDescriptor,
        path: FilePath,
        count: Int64,
        to target: borrowing AnonymousFile,
        deadline: MonotonicDeadline
    ) throws(SystemError) -> Copy {
        let result = unsafe sk_sqlite_copy(
            handle,
            source.rawValue,
            target.descriptor.rawValue,
            count,
            deadline.nanoseconds
        )
        switch result {
        case 0: return .done
        case -ETIME: return .late
        case -EINTR: return .interrupted
        case -EIO: throw SystemError("read", path, errno: .ioError)
        default: throw SystemError("write to an anonymous file in", scratch, errno: Errno(rawValue: -result))
        }
    }

    /// Places a copy of a write-ahead log, or of the journal of an unfinished transaction, beside a database.
    ///
    /// The next connection then completes or takes back what the product could not; the copies must outlive it.
    public borrowing func setCompanions(
        of database: borrowing AnonymousFile,
        log: FileDescriptor?,
        journal: FileDescriptor?
    ) {
        unsafe sk_sqlite_set_companions(
            handle,
            database.descriptor.rawValue,
            log?.rawValue ?? -1,
            journal?.rawValue ?? -1
        )
    }

    /// The name by which SQLite opens an anonymous file; in a connection to this file system `name(of:)` is enough.
    public borrowing func location(of file: borrowing AnonymousFile) -> String {
        "file:\(name(of: file))?vfs=\(unsafe String(cString: sk_sqlite_private_name(handle)))"
    }

    /// The name of an anonymous file in a connection that is already private, as for `VACUUM INTO`.
    public borrowing func name(of file: borrowing AnonymousFile) -> String {
        "/\(file.descriptor.rawValue)"
    }

    /// The name by which SQLite reads a live database in WAL mode through its open directory.
    ///
    /// It uses the shared memory as a reader without the right to write: no file is created and no byte changed.
    public borrowing func liveLocation(of name: FilePath.Component, in directory: FileDescriptor) -> String {
        let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF")
        let escaped = FilePath(root: nil, [name]).bytes.map { byte in
            unreserved.contains(byte)
                ? String(UnicodeScalar(byte))
                : "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
        let system = unsafe String(cString: sk_sqlite_live_name(handle))
        return "file:/proc/self/fd/\(directory.rawValue)/\(escaped.joined())?vfs=\(system)&mode=ro&readonly_shm=1"
    }
}
