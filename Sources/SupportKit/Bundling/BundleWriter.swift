internal import Crypto
internal import Platform
internal import SystemPackage

/// Writes a bundle: a tar stream in gzip members, in one pass, with nothing staged.
///
/// A tar header states the size of its entry, which is known only after redaction. So the header is a gzip member of
/// its own and of predictable length: it is written as a placeholder and filled in at the end of the entry. Entries
/// that fit into one block are written whole. Every entry begins a new member. Only ``RedactedBytes`` are accepted.
struct BundleWriter: ~Copyable {
    /// What became of a finished entry.
    struct Entry: Equatable {
        let bytes: Int64
        let sha256: String
    }

    /// The most bytes of content in one gzip member.
    static let blockSize = 1 << 20
    /// libdeflate's level: about as small as `gzip -6` at a third of the time.
    private static let level: Int32 = 6

    private var file: UnpublishedFile
    private let compressor: GzipMember
    private let folder: FilePath
    private let reserve: Int64

    private var block: [UInt8] = []
    private var member: [UInt8] = []
    private var header = TarHeader(path: "", size: 0, modified: 0)
    private var entryStart: Int64 = 0
    private var hasHeader = false
    private var entryBytes: Int64 = 0
    private var hash = SHA256()
    private var sinceSpaceCheck: Int64 = 0
    private var index = BundleIndex()

    private init(file: consuming UnpublishedFile, compressor: consuming GzipMember, folder: FilePath, reserve: Int64) {
        self.file = file
        self.compressor = compressor
        self.folder = folder
        self.reserve = reserve
        block.reserveCapacity(Self.blockSize + 8_192)
    }

    /// Creates a bundle that has no name yet.
    ///
    /// - Parameters:
    ///   - path: the name it will have.
    ///   - folder: the top folder inside.
    ///   - reserve: bytes that must stay free on the disk, because the product needs them.
    /// - Returns: the writer.
    /// - Throws: ``BundleError`` when the directory cannot be written.
    static func create(at path: FilePath, folder: String, reserve: Int64) throws(BundleError) -> BundleWriter {
        guard let compressor = GzipMember.make(level: level) else {
            throw .unavailable("there is no memory for the compressor")
        }
        do {
            return BundleWriter(
                file: try UnpublishedFile.create(for: path),
                compressor: compressor,
                folder: FilePath(folder),
                reserve: reserve
            )
        } catch {
            throw .output(error)
        }
    }

    /// Compressed bytes written so far.
    var count: Int64 { file.count }

    /// Begins an entry.
    mutating func begin(_ path: FilePath, modified: Int64) {
        header = TarHeader(path: folder.pushing(path), size: 0, modified: modified)
        entryStart = file.count
        hasHeader = false
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
            try writeBlock()
            let member = GzipMember.stored(header.bytes)
            do { try file.overwrite(member.span, at: entryStart) } catch { throw .output(error) }
        } else {
            block = header.bytes + block + padding
            try writeBlock()
        }
        index.add(BundleIndex.Entry(path: header.path.bytes, offset: entryStart, bytes: entryBytes))
        return Entry(bytes: entryBytes, sha256: hash.finalize().hexadecimal)
    }

    /// Forgets the entry that was begun, as if it had never been.
    mutating func abandon() throws(BundleError) {
        block.removeAll(keepingCapacity: true)
        do { try file.truncate(to: entryStart) } catch { throw .output(error) }
    }

    /// Closes the archive.
    ///
    /// - Returns: the file, still without its name.
    consuming func finish() throws(BundleError) -> UnpublishedFile {
        block = [UInt8](repeating: 0, count: 1_024)
        try writeBlock()
        let members = index.members(at: file.count)
        do { try file.append(members.span) } catch { throw .output(error) }
        return file
    }

    private mutating func flushBlock() throws(BundleError) {
        if !hasHeader {
            let member = GzipMember.stored(header.bytes)
            do { try file.append(member.span) } catch { throw .output(error) }
            hasHeader = true
        }
        try writeBlock()
    }

    private mutating func writeBlock() throws(BundleError) {
        guard !block.isEmpty else { return }
        do {
            // Locals, because a span of a property would lock the whole writer.
            let pending = block
            let size = compressor.compress(pending.span, into: &member)
            let compressed = member
            try file.append(compressed.span.extracting(first: size))
        } catch {
            throw .output(error)
        }
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
}

extension Sequence<UInt8> {
    /// Two small hexadecimal digits for each byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
