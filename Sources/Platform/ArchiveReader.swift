internal import CPlatform
public import SystemPackage

/// Reads a bundle, a tar archive compressed with gzip or zstd, from its first entry to its last.
///
/// No other archive format and no other compression is enabled. Names are bytes: the process's locale has no influence.
/// The archive may be hostile: every length is bounded by ``ArchiveLimits`` or, for headers, by 4 MiB for an entry.
@safe
public struct ArchiveReader: ~Copyable {
    private let stream: CompressedStream
    private let tar: OpaquePointer
    private let limits: ArchiveLimits
    private var entries = 0

    private init(stream: consuming CompressedStream, tar: OpaquePointer, limits: ArchiveLimits) {
        self.stream = stream
        unsafe self.tar = tar
        self.limits = limits
    }

    // Runs before `stream`, which the C reader borrows, is destroyed.
    deinit {
        unsafe sk_tar_close(tar)
    }

    /// Recognises the compression at the descriptor's current offset.
    ///
    /// - Parameters:
    ///   - descriptor: open for reading. It stays the caller's and must outlive the reader.
    ///   - atOnce: whether all of it will be read: then a thread of its own reads and decompresses up to 3 MiB ahead.
    ///   - limits: what is accepted.
    /// - Returns: a reader before the first entry.
    /// - Throws: `unknownCompression` for anything but gzip and zstd; `system`; `outOfMemory`.
    public static func open(
        _ descriptor: FileDescriptor,
        atOnce: Bool = false,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> ArchiveReader {
        try open(try CompressedStream.open(descriptor, atOnce: atOnce, limits: limits.content), limits)
    }

    /// The same for bytes that no descriptor has.
    ///
    /// - Parameters:
    ///   - source: the bytes, from the first one on; with `atOnce` another thread asks for them.
    ///   - atOnce: as for a descriptor.
    ///   - limits: what is accepted.
    /// - Returns: a reader before the first entry.
    /// - Throws: as ``open(_:limits:)-(FileDescriptor,_)``.
    public static func open(
        _ source: ByteSource,
        atOnce: Bool = false,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> ArchiveReader {
        try open(try CompressedStream.open(source, atOnce: atOnce, limits: limits.content), limits)
    }

    private static func open(
        _ stream: consuming CompressedStream,
        _ limits: ArchiveLimits
    ) throws(ArchiveError) -> ArchiveReader {
        switch stream.compression {
        case .gzip, .zstd: break
        case .xz, .bzip2: throw ArchiveError(.unknownCompression, offset: 0)
        }
        guard let tar = unsafe sk_tar_open(stream.handle) else { throw ArchiveError(.outOfMemory, offset: 0) }
        return unsafe ArchiveReader(stream: stream, tar: tar, limits: limits)
    }

    /// The compression recognised.
    public var compression: Compression { stream.compression }

    /// Compressed bytes used so far; the reader is up to 1 MiB of plain bytes ahead of the entry.
    public var compressedBytes: Int64 { stream.consumed }

    /// Passes over what was not read of the current entry and reads the next header.
    ///
    /// - Returns: nil after the last entry.
    /// - Throws: ``ArchiveError``, again on every further call.
    public mutating func next() throws(ArchiveError) -> ArchiveEntry? {
        var raw = unsafe sk_entry()
        let status = unsafe sk_tar_next(tar, &raw)
        switch status {
        case .more: break
        case .end: return nil
        default: throw error(status)
        }
        entries += 1
        guard entries <= limits.maximumEntries else {
            throw ArchiveError(.tooManyEntries(limit: limits.maximumEntries), offset: stream.consumed)
        }
        let path = unsafe try name(raw.path)
        return unsafe ArchiveEntry(
            path: path,
            kind: ArchiveEntry.Kind(raw.kind),
            size: raw.size,
            permissions: raw.permissions,
            user: raw.user,
            group: raw.group,
            modified: raw.modified,
            isOdd: raw.odd
        )
    }

    /// Lends the next chunk of the current entry's data, at most 2 MiB, to `body`.
    ///
    /// - Returns: false at the end of the entry; `body` was not called then.
    /// - Throws: ``ArchiveError``, or what `body` throws.
    public mutating func readChunk(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        var bytes: UnsafePointer<UInt8>?
        var count = 0
        let status = unsafe sk_tar_data(tar, &bytes, &count)
        switch status {
        case .more:
            if count > 0 { try unsafe body(UnsafeBufferPointer(start: bytes, count: count).span) }
            return true
        case .end:
            return false
        default:
            throw error(status)
        }
    }

    /// Lends all data of the current entry, in order.
    ///
    /// - Throws: as ``readChunk(_:)``.
    public mutating func forEachChunk(_ body: (Span<UInt8>) throws -> Void) throws {
        while try readChunk(body) {}
    }

    /// All data of the current entry.
    ///
    /// - Throws: `entryTooLarge` when there are more than `maximumBytes`, after reading no more than these.
    public mutating func readData(maximumBytes: Int) throws -> [UInt8] {
        var data: [UInt8] = []
        try forEachChunk { chunk in
            guard data.count + chunk.count <= maximumBytes else {
                throw ArchiveError(.entryTooLarge(limit: maximumBytes), offset: 0)
            }
            unsafe chunk.withUnsafeBufferPointer { unsafe data.append(contentsOf: $0) }
        }
        return data
    }

    /// Reads the rest of the file, so that the check sums of the compressed data are checked to the end.
    ///
    /// - Precondition: ``next()`` returned nil; otherwise the entries left are passed over unseen.
    /// - Throws: ``ArchiveError``.
    public mutating func finish() throws(ArchiveError) -> ArchiveEnd {
        while try next() != nil {}
        let status = unsafe sk_tar_finish(tar)
        guard status == .end else { throw error(status) }
        return unsafe ArchiveEnd(
            hasEndMark: sk_tar_has_end_mark(tar),
            hasHiddenData: sk_tar_has_hidden_data(tar),
            trailingBytes: stream.trailing,
            trailingIsZero: stream.trailingIsZero,
            members: stream.members,
            membersAgree: stream.membersAgree,
            compressedBytes: stream.consumed,
            plainBytes: stream.produced
        )
    }

    private func name(_ pointer: UnsafePointer<CChar>) throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        while unsafe pointer[bytes.count] != 0 {
            guard bytes.count < limits.maximumNameBytes else {
                throw ArchiveError(.nameTooLong(limit: limits.maximumNameBytes), offset: stream.consumed)
            }
            bytes.append(UInt8(bitPattern: unsafe pointer[bytes.count]))
        }
        return bytes
    }

    private func error(_ status: SKStatus) -> ArchiveError {
        switch status {
        case .notTar, .badTar, .sparse: stream.error(status, detail: unsafe String(printable: sk_tar_message(tar)))
        default: stream.error(status)
        }
    }
}

extension ArchiveEntry.Kind {
    fileprivate init(_ kind: SKEntryKind) {
        switch kind {
        case .file: self = .file
        case .directory: self = .directory
        case .link: self = .link
        case .other: self = .other
        }
    }
}
