internal import CPlatform
internal import Glibc
public import SystemPackage

/// The pages of an SQLite database file, checked and passed on without SQLite: several times faster, because nothing is
/// decoded but lengths and nothing is written.
///
/// Walk every tree, then ``finish()``; if all of it was sound, ``forEachChunk(_:)`` passes the same database with zeros
/// for everything that no record needs: free pages, and what deletions left between and behind the records.
/// Nobody may write into the file meanwhile. Two bytes of memory are needed for each page.
@safe
public struct SQLitePages: ~Copyable {
    private let handle: OpaquePointer

    /// Bytes at once; every size of page divides it.
    private static let chunk = 1 << 18
    private static let path: FilePath = "a database"

    /// Opens a database file, which must stay open.
    ///
    /// - Parameters:
    ///   - file: the file; nothing is read through its position.
    ///   - files: what reads it, and must outlive the value.
    ///   - deadline: when walking ends. After that, as after a signal, nothing counts as sound.
    /// - Returns: its pages; nil when the file is not a plain database of this time, and SQLite must read it.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public static func open(
        _ file: FileDescriptor,
        in files: borrowing SQLiteFiles,
        deadline: MonotonicDeadline
    ) throws(SystemError) -> SQLitePages? {
        guard let handle = unsafe sk_pages_create(files.handle, file.rawValue, deadline.nanoseconds) else {
            guard errno == 0 else { throw .last("read", path) }
            return nil
        }
        return unsafe SQLitePages(handle: handle)
    }

    private init(handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit {
        unsafe sk_pages_free(handle)
    }

    /// Bytes of the database.
    public var size: Int64 { unsafe sk_pages_size(handle) }

    /// Whether a quarter of the pages is free, so that a rebuilt database is worth its time; known after ``finish()``.
    public var isWasteful: Bool { unsafe sk_pages_unused(handle) > sk_pages_size(handle) / 4 }

    /// Checks a tree and shows its values.
    ///
    /// - Parameters:
    ///   - tree: what to walk; each one once.
    ///   - see: gets every text, as UTF-8, and every BLOB that is not empty, and the numbers that the tree tells; the key of
    ///     the value, empty where none is known; the number of the value in its record. Nil when nobody looks at them.
    /// - Returns: whether all is well; false also for what only SQLite can judge.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public borrowing func walk(
        _ tree: SQLiteTree,
        see: ((Span<UInt8>, Span<UInt8>, Int, SQLiteValueKind) -> Void)?
    ) throws(SystemError) -> Bool {
        precondition(tree.isRequired.count == tree.showsNumbers.count)
        let required: [UInt8] = tree.isRequired.map { $0 ? 1 : 0 }
        let numbers: [UInt8] = tree.showsNumbers.map { $0 ? 1 : 0 }
        let pairs = tree.pairs.map { sk_pages_pair(key: Int32(clamping: $0.key), value: Int32(clamping: $0.value)) }
        let handle = unsafe handle
        func result(_ context: UnsafeMutableRawPointer?, _ see: sk_pages_see?) -> Int32 {
            unsafe required.withUnsafeBufferPointer { required in
                unsafe numbers.withUnsafeBufferPointer { numbers in
                    unsafe pairs.withUnsafeBufferPointer { pairs in
                        var form = unsafe sk_pages_tree(
                            root: tree.root,
                            is_index: tree.isIndex,
                            minimum: Int32(clamping: tree.minimum),
                            maximum: Int32(clamping: required.count),
                            required: required.baseAddress,
                            numbers: numbers.baseAddress,
                            pairs: pairs.baseAddress,
                            pair_count: Int32(clamping: pairs.count),
                            see: see,
                            context: context
                        )
                        return unsafe sk_pages_walk(handle, &form)
                    }
                }
            }
        }
        guard let see else { return try Self.isSound(result(nil, nil)) }
        let code = withoutActuallyEscaping(see) { see in
            let viewer = Viewer(see: see)
            return withExtendedLifetime(viewer) {
                unsafe result(Unmanaged.passUnretained(viewer).toOpaque()) { context, value in
                    guard let context = unsafe context, let value = unsafe value?.pointee else { return }
                    let see = unsafe Unmanaged<Viewer>.fromOpaque(context).takeUnretainedValue().see
                    unsafe see(value.content.span, value.name.span, Int(value.column), SQLiteValueKind(value.kind))
                }
            }
        }
        return try Self.isSound(code)
    }

    /// Checks the free pages, and that none is lost.
    ///
    /// - Returns: whether all is well.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public borrowing func finish() throws(SystemError) -> Bool {
        try Self.isSound(unsafe sk_pages_finish(handle))
    }

    /// Passes all bytes in pieces of at most 256 KiB, only after a walk in which everything was sound.
    public borrowing func forEachChunk<Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(ReadFailure<Failure>) {
        var chunk = [UInt8](repeating: 0, count: Self.chunk)
        let size = size
        var offset: Int64 = 0
        while offset < size {
            let count = min(size - offset, Int64(Self.chunk))
            let code = unsafe chunk.withUnsafeMutableBufferPointer { bytes in
                unsafe sk_pages_read(handle, bytes.baseAddress, count, offset)
            }
            guard code == 0 else {
                let number = code < 0 ? Errno(rawValue: -code) : .ioError
                throw .reading(SystemError("read", Self.path, errno: number))
            }
            do { try body(chunk.span.extracting(first: Int(count))) } catch { throw .body(error) }
            offset += count
        }
    }

    private static func isSound(_ code: Int32) throws(SystemError) -> Bool {
        guard code >= 0 else { throw SystemError("read", path, errno: Errno(rawValue: -code)) }
        return code == Int32(SK_PAGES_SOUND)
    }

    private final class Viewer {
        let see: (Span<UInt8>, Span<UInt8>, Int, SQLiteValueKind) -> Void

        init(see: @escaping (Span<UInt8>, Span<UInt8>, Int, SQLiteValueKind) -> Void) {
            self.see = see
        }
    }
}

extension sk_value {
    @unsafe var content: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: bytes, count: Int(count)) }
    /// Empty where no key is known.
    @unsafe var name: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: key, count: Int(key_count)) }
}

extension SQLiteValueKind {
    init(_ kind: sk_value_kind) {
        self =
            switch kind {
            case SK_VALUE_BLOB: .blob
            case SK_VALUE_NUMBER: .number
            default: .text
            }
    }
}
