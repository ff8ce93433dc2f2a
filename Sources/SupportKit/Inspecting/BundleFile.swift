public import Platform
public import SystemPackage

/// A bundle from which single entries are read.
///
/// Where the bundle has its ``BundleIndex``, reading an entry touches the index and the entry alone; one that was packed
/// again by another program is read from its beginning.
public struct BundleFile: ~Copyable {
    /// An entry as it is found in the archive.
    public struct Entry: Sendable {
        /// Its place below the top folder.
        public let path: String
        /// The same with the top folder, byte for byte.
        let name: EntryName
        /// Its size in bytes.
        public let bytes: Int64
        /// Its modification time, seconds since 1970.
        public let modified: Int64
    }

    private let file: RegularFile
    private let index: BundleIndex?
    private let limits: ArchiveLimits

    private init(file: consuming RegularFile, index: BundleIndex?, limits: ArchiveLimits) {
        self.file = file
        self.index = index
        self.limits = limits
    }

    /// Opens a bundle and reads its index.
    ///
    /// - Throws: ``InspectionError`` when it cannot be read.
    public static func open(
        _ path: FilePath,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(InspectionError) -> BundleFile {
        do {
            let file = try RegularFile.open(path)
            let index = try file.bundleIndex()
            return BundleFile(file: file, index: index, limits: limits)
        } catch {
            throw InspectionError(code: .cannotRead(error.errno.reason), path: path)
        }
    }

    /// Whether single entries can be read without what stands before them.
    public var isIndexed: Bool { index != nil }

    /// Reads the entries that are wanted, in the order of the archive.
    ///
    /// - Parameters:
    ///   - isWanted: says of a place below the top folder whether to read it; with an index, nothing else is touched.
    ///   - limit: how many entries are wanted at most; after these the reading ends.
    ///   - body: takes an entry, and calls the function it is given once at most, to have the bytes piece by piece.
    /// - Throws: ``InspectionError`` for a file that is no bundle, damage, and names that would lead out of the folder;
    ///   what `body` throws.
    public borrowing func forEachEntry(
        where isWanted: (String) -> Bool,
        limit: Int = .max,
        _ body: (Entry, ((Span<UInt8>) throws -> Void) throws -> Void) throws -> Void
    ) throws {
        do {
            if let index {
                try read(index, isWanted, limit, body)
            } else {
                try scan(isWanted, limit, body)
            }
        } catch let error as ArchiveError {
            let isOther = index == nil && [.unknownCompression, .notAnArchive].contains(error.code)
            throw damage((isOther ? InspectionError.decryption(of: file.path) : nil) ?? "\(error)", isOther: isOther)
        } catch let finding as InspectionFinding {
            throw damage(finding.message)
        }
    }

    private borrowing func read(
        _ index: BundleIndex,
        _ isWanted: (String) -> Bool,
        _ limit: Int,
        _ body: (Entry, ((Span<UInt8>) throws -> Void) throws -> Void) throws -> Void
    ) throws {
        var count = 0
        for indexed in index.entries where count < limit {
            let name = try EntryName(indexed.path)
            guard isWanted(String(lossless: name.place)) else { continue }
            count += 1
            try file.seek(to: indexed.offset)
            var reader = try ArchiveReader.open(file.descriptor, limits: limits)
            guard let entry = try reader.next(), entry.path == indexed.path, entry.kind == .file else {
                throw damage("its index does not fit the archive at byte \(indexed.offset)")
            }
            try hand(entry, name, &reader, body)
        }
    }

    private borrowing func scan(
        _ isWanted: (String) -> Bool,
        _ limit: Int,
        _ body: (Entry, ((Span<UInt8>) throws -> Void) throws -> Void) throws -> Void
    ) throws {
        try file.seek(to: 0)
        var reader = try ArchiveReader.open(file.descriptor, limits: limits)
        var count = 0
        while count < limit, let entry = try reader.next() {
            guard entry.kind == .file else { continue }
            let name = try EntryName(entry.path)
            guard isWanted(String(lossless: name.place)) else { continue }
            count += 1
            try hand(entry, name, &reader, body)
        }
    }

    private borrowing func hand(
        _ entry: ArchiveEntry,
        _ name: EntryName,
        _ reader: inout ArchiveReader,
        _ body: (Entry, ((Span<UInt8>) throws -> Void) throws -> Void) throws -> Void
    ) throws {
        let found = Entry(path: String(lossless: name.place), name: name, bytes: entry.size, modified: entry.modified)
        try body(found) { take in try reader.forEachChunk(take) }
    }

    private borrowing func damage(_ message: String, isOther: Bool = false) -> InspectionError {
        InspectionError(code: isOther ? .notABundle(message) : .damaged(message), path: file.path)
    }
}
