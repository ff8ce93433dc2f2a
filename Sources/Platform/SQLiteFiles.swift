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
    let handle: OpaquePointer
    private let scratch: FilePath
    private let cipher: Cipher?

    /// Where the scratch directory has no anonymous files, they are kept in memory and may have this many bytes each.
    public static let memoryLimit: Int64 = 32 << 20

    private init(handle: OpaquePointer, scratch: FilePath, cipher: Cipher?) {
        unsafe self.handle = handle
        self.scratch = scratch
        self.cipher = cipher
        guard let cipher else { return }
        let apply: sk_sqlite_cipher = { context, turn, bytes, count in
            guard let context = unsafe context, let bytes = unsafe bytes else { return false }
            let buffer = unsafe UnsafeMutableBufferPointer(start: bytes, count: Int(count))
            let cipher = unsafe Unmanaged<Cipher>.fromOpaque(context).takeUnretainedValue()
            guard let result = unsafe cipher.apply(Array(buffer), turn), result.count == Int(count) else {
                return false
            }
            _ = unsafe buffer.update(from: result)
            return true
        }
        unsafe sk_sqlite_seal(handle, apply, Unmanaged.passUnretained(cipher).toOpaque())
    }

    /// Registers the file systems with SQLite.
    ///
    /// - Parameters:
    ///   - scratch: the directory of the anonymous files; it needs room for two copies of the database.
    ///   - deadline: when reading and writing end.
    ///   - cipher: enciphers at most 4 KiB, or deciphers them: both must be the same. The number is a new one for whatever
    ///     is written. With it anonymous files never hold anything but cipher text.
    /// - Returns: the owner of both.
    /// - Throws: ``SystemError`` when SQLite cannot work this way.
    public static func create(
        scratch: FilePath,
        deadline: MonotonicDeadline,
        cipher: (([UInt8], UInt32) -> [UInt8]?)? = nil
    ) throws(SystemError) -> SQLiteFiles {
        let handle = unsafe scratch.withPlatformString { scratch in
            unsafe sk_sqlite_files_create(scratch, memoryLimit, deadline.nanoseconds)
        }
        guard let handle = unsafe handle else { throw .last("register with SQLite the directory", scratch) }
        return unsafe SQLiteFiles(handle: handle, scratch: scratch, cipher: cipher.map(Cipher.init))
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

    /// Reads up to `count` bytes of an anonymous file at `offset`; fewer at the end.
    public borrowing func read(
        _ file: borrowing AnonymousFile,
        at offset: Int64,
        count: Int
    ) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let descriptor = file.descriptor.rawValue
        let got = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe sk_sqlite_read(handle, descriptor, bytes.baseAddress, Int64(count), offset)
        }
        guard got >= 0 else { throw SystemError("read", "an anonymous file", errno: Errno(rawValue: Int32(-got))) }
        bytes.removeLast(count - Int(got))
        return bytes
    }

    /// Writes a few bytes of an anonymous file at `offset`.
    public borrowing func write(
        _ bytes: [UInt8],
        to file: borrowing AnonymousFile,
        at offset: Int64
    ) throws(SystemError) {
        let descriptor = file.descriptor.rawValue
        let code = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe sk_sqlite_write(handle, descriptor, bytes.baseAddress, Int64(bytes.count), offset)
        }
        guard code == 0 else { throw SystemError("write", "an anonymous file", errno: Errno(rawValue: -code)) }
    }

    /// Passes all bytes of an anonymous file to `body` in pieces of at most 256 KiB.
    public borrowing func forEachChunk<Failure: Error>(
        of file: borrowing AnonymousFile,
        _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(ReadFailure<Failure>) {
        var offset: Int64 = 0
        while true {
            let chunk: [UInt8]
            do { chunk = try read(file, at: offset, count: 1 << 18) } catch { throw .reading(error) }
            guard !chunk.isEmpty else { return }
            do { try body(chunk.span) } catch { throw .body(error) }
            offset += Int64(chunk.count)
        }
    }

    private final class Cipher {
        let apply: ([UInt8], UInt32) -> [UInt8]?

        init(_ apply: @escaping ([UInt8], UInt32) -> [UInt8]?) {
            self.apply = apply
        }
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
