internal import Crypto
internal import Platform
internal import SystemPackage

/// Writes a bundle: a tar stream in gzip members or Zstandard frames, in one pass, with nothing staged.
///
/// A tar header states the size of its entry, which is known only after redaction. So the header is a member of its own
/// and of predictable length: it is written as a placeholder and filled in at the end of the entry. Entries that fit into
/// one block are written whole. Every entry begins a new member. Only ``RedactedBytes`` are accepted.
///
/// Blocks are compressed by other threads while the next ones are read, and written in their order by the caller's.
struct BundleWriter: ~Copyable {
    /// What became of a finished entry.
    struct Entry: Equatable {
        let bytes: Int64
        let sha256: String
    }

    /// Something that is not written yet.
    private struct Piece {
        /// The number of its entry.
        let entry: Int
        let isFirst: Bool
        /// The member; nil for one that the pool is making.
        let member: [UInt8]?
    }

    /// The most bytes of content in one member.
    static let blockSize = 1 << 20
    /// The first block by which an entry's level is chosen: before, the choice would cost more than it gains.
    private static let firstChoice = 4
    /// Blocks after which the level is chosen anew.
    private static let choices = 64

    private var file: BundleSpool
    private var pool: CompressionPool
    private let format: BundleFormat
    private let folder: FilePath
    private let reserve: Int64

    private var pieces: [Piece] = []
    private var block: [UInt8] = []
    private var member: [UInt8] = []
    private var header = TarHeader(path: "", size: 0, modified: 0)
    /// Where the entry begins; nil until its first piece is written.
    private var entryStart: Int64?
    private var isFirst = true
    private var hasHeader = false
    private var entryBytes: Int64 = 0
    /// Whole blocks of the entry.
    private var blocks = 0
    private var level: CompressionLevel
    private var hash = SHA256()
    private var sinceSpaceCheck: Int64 = 0
    private var index = BundleIndexWriter()

    private init(
        file: consuming BundleSpool,
        pool: consuming CompressionPool,
        format: BundleFormat,
        folder: FilePath,
        reserve: Int64
    ) {
        self.file = file
        self.pool = pool
        self.format = format
        self.folder = folder
        self.reserve = reserve
        level = .usual(format)
        block.reserveCapacity(Self.blockSize + 8_192)
    }

    /// Creates a bundle that has no name yet.
    ///
    /// - Parameters:
    ///   - path: the name it will have.
    ///   - folder: the top folder inside.
    ///   - reserve: bytes that must stay free on the disk, because the product needs them.
    ///   - format: how it is compressed.
    ///   - workers: how many threads compress; the bytes written do not depend on it.
    ///   - isSealed: whether no plain byte may reach the disk, because the bundle will be encrypted.
    /// - Returns: the writer.
    /// - Throws: ``BundleError`` when the directory cannot be written.
    static func create(
        at path: FilePath,
        folder: String,
        reserve: Int64,
        format: BundleFormat = .gzip,
        workers: Int = CompressionPool.usualWorkers,
        isSealed: Bool = false
    ) throws(BundleError) -> BundleWriter {
        let file: BundleSpool
        do { file = try BundleSpool.create(for: path, isSealed: isSealed) } catch { throw .output(error) }
        let room = blockSize + roomForHeader
        guard let pool = CompressionPool.make(format: format, workers: workers, blockSize: room) else {
            throw .unavailable("there is no memory for the compressor")
        }
        return BundleWriter(file: file, pool: pool, format: format, folder: FilePath(folder), reserve: reserve)
    }

    /// Header and padding of an entry, compressed.
    private static let entryOverhead: Int64 = 512
    /// A block may hold a header beside the content: two blocks, a name of 4 KiB, and what fills these up.
    private static let roomForHeader = 8_192

    /// Compressed bytes written so far; those that are being compressed are not among them.
    var count: Int64 { file.count }

    /// Waits for what is being compressed, so that ``count`` says all of it.
    mutating func settle() throws(BundleError) {
        while !pieces.isEmpty { try writePiece() }
    }

    /// Bytes of the file when what is held is in it: that is compressed once more to know them.
    mutating func countWithHeld() throws(BundleError) -> Int64 {
        try settle()
        guard !block.isEmpty else { return file.count }
        var pending: [UInt8] = []
        swap(&pending, &block)
        pool.submit(pending.span, level: level)
        swap(&pending, &block)
        guard let size = pool.take(into: &member) else {
            throw .unavailable("there is no memory for the compressor")
        }
        return file.count + Int64(size) + Self.entryOverhead
    }

    /// Begins an entry.
    mutating func begin(_ path: FilePath, modified: Int64) {
        header = TarHeader(path: folder.pushing(path), size: 0, modified: modified)
        entryStart = nil
        isFirst = true
        hasHeader = false
        blocks = 0
        level = .usual(format)
        entryBytes = 0
        hash = SHA256()
        block.removeAll(keepingCapacity: true)
    }

    /// Appends redacted bytes to the entry.
    mutating func append(_ bytes: borrowing RedactedBytes) throws(BundleError) {
        var offset = 0
        while offset < bytes.count {
            if block.count >= Self.blockSize { try flushBlock() }
            let piece = min(bytes.count - offset, Self.blockSize - block.count)
            bytes.withSpan { span in
                unsafe span.extracting(offset..<offset + piece).withUnsafeBytes { raw in
                    unsafe hash.update(bufferPointer: raw)
                    unsafe block.append(contentsOf: raw)
                }
            }
            entryBytes += Int64(piece)
            offset += piece
        }
    }

    /// Completes the entry.
    mutating func end() throws(BundleError) -> Entry {
        let padding = [UInt8](repeating: 0, count: TarHeader.padding(after: entryBytes))
        let header = TarHeader(path: header.path, size: entryBytes, modified: header.modified)
        if hasHeader {
            block += padding
            try submitBlock()
            while entryStart == nil { try writePiece() }
            let member = try stored(header)
            do { try file.overwrite(member.span, at: entryStart ?? 0) } catch { throw .output(error) }
        } else {
            block.insert(contentsOf: header.bytes, at: 0)
            block += padding
            try submitBlock()
        }
        // What is not written yet gets its offset with its first piece.
        index.add(header.path.bytes, offset: entryStart, bytes: entryBytes)
        return Entry(bytes: entryBytes, sha256: hash.finalize().hexadecimal)
    }

    /// Forgets the entry that was begun, as if it had never been.
    mutating func abandon() throws(BundleError) {
        block.removeAll(keepingCapacity: true)
        while let piece = pieces.first, piece.entry < index.count { try writePiece() }
        for piece in pieces where piece.member == nil { pool.drop() }
        pieces.removeAll()
        guard let entryStart else { return }
        do { try file.truncate(to: entryStart) } catch { throw .output(error) }
    }

    /// Closes the archive.
    ///
    /// - Returns: the file, still without its name.
    consuming func finish() throws(BundleError) -> BundleSpool {
        block = [UInt8](repeating: 0, count: 1_024)
        isFirst = false
        try submitBlock()
        try settle()
        let members = index.members(at: file.count, format: format)
        do { try file.append(members.span) } catch { throw .output(error) }
        return file
    }

    private mutating func flushBlock() throws(BundleError) {
        if !hasHeader {
            pieces.append(Piece(entry: index.count, isFirst: true, member: try stored(header)))
            isFirst = false
            hasHeader = true
        }
        if blocks % Self.choices == Self.firstChoice {
            let sample = block
            level = .chosen(for: sample.span, format)
        }
        blocks += 1
        try submitBlock()
    }

    private func stored(_ header: TarHeader) throws(BundleError) -> [UInt8] {
        guard let member = format.stored(header.bytes) else {
            throw .unavailable("there is no memory for the compressor")
        }
        return member
    }

    private mutating func submitBlock() throws(BundleError) {
        guard !block.isEmpty else { return }
        while pool.isFull { try writePiece() }
        // A local, because a span of a property would lock the whole writer; moved, because a copy costs the buffer.
        var pending: [UInt8] = []
        swap(&pending, &block)
        pool.submit(pending.span, level: level)
        swap(&pending, &block)
        pieces.append(Piece(entry: index.count, isFirst: isFirst, member: nil))
        isFirst = false
        sinceSpaceCheck += Int64(block.count)
        block.removeAll(keepingCapacity: true)
        // The product must never find its disk filled by its own diagnosis.
        guard sinceSpaceCheck >= 8 << 20 else { return }
        sinceSpaceCheck = 0
        if let free = ThisProcess.freeSpace(at: file.path.removingLastComponent()), free < reserve {
            throw .noSpace(
                directory: file.path.removingLastComponent().displayText,
                needed: ByteCount(reserve),
                free: ByteCount(free)
            )
        }
    }

    /// Writes the oldest piece, when it is made.
    private mutating func writePiece() throws(BundleError) {
        let piece = pieces.removeFirst()
        if piece.isFirst {
            if piece.entry < index.count {
                index.place(piece.entry, at: file.count)
            } else {
                entryStart = file.count
            }
        }
        if let made = piece.member { return try append(made, count: made.count) }
        guard let size = pool.take(into: &member) else {
            throw .unavailable("there is no memory for the compressor")
        }
        // A copy of the reference, because a span of a property would lock the whole writer.
        let made = member
        try append(made, count: size)
    }

    private mutating func append(_ made: [UInt8], count: Int) throws(BundleError) {
        do { try file.append(made.span.extracting(first: count)) } catch { throw .output(error) }
    }
}
