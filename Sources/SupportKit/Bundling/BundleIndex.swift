internal import Platform

/// Where each entry of a bundle begins, so that one can be read without reading what stands before it.
///
/// It stands behind the archive in gzip members that hold no bytes: their extra fields (RFC 1952, 2.3.1.1) carry it, and
/// every program that decompresses the bundle passes over them. In a Zstandard file they are skippable frames. The last
/// member has a fixed length and says where the index begins, as the footer of eStargz does.
///
///     member …            the archive
///     member, empty       "SI": a piece of the index, at most 65,000 bytes; as many as are needed
///     member, empty       "SF": "skindex1", the offset of the first piece and the index's length, both 8 bytes,
///                         little-endian
///
/// The index itself: for each entry, in the order of the archive, as variable-length numbers of 7 bits a byte: how many
/// bytes its path shares with the path before, how many follow, these bytes; how far the entry's member begins behind
/// the one before; and the entry's size.
struct BundleIndex: Equatable {
    /// One entry.
    struct Entry: Equatable {
        /// Its path in the archive with the top folder, byte for byte.
        let path: [UInt8]
        /// The offset of the member it begins, in bytes from the start of the file.
        let offset: Int64
        /// Its size, uncompressed.
        let bytes: Int64
    }

    /// The entries, in the order of the archive.
    private(set) var entries: [Entry]

    /// The most bytes of an index that are believed.
    static let maximumLength = 256 << 20

    init(entries: [Entry] = []) {
        self.entries = entries
    }

    // MARK: - Writing

    /// The members that follow an archive of `offset` bytes.
    func members(at offset: Int64, format: BundleFormat = .gzip) -> [UInt8] {
        var writer = BundleIndexWriter()
        for entry in entries { writer.add(entry.path, offset: entry.offset, bytes: entry.bytes) }
        return writer.members(at: offset, format: format)
    }

    // MARK: - Reading

    /// Reads the members that carry an index of `length` bytes; nil for any other bytes.
    init?(members: [UInt8], length: Int) {
        var content: [UInt8] = []
        var rest = members[...]
        while content.count < length {
            guard let member = EmptyMember(first: rest), member.name == EmptyMember.index else { return nil }
            content += member.data
            rest = rest.dropFirst(member.bytes.count)
        }
        guard content.count == length else { return nil }
        self.init(content)
    }

    private init?(_ content: [UInt8]) {
        entries = []
        var rest = content[...]
        var former = Entry(path: [], offset: 0, bytes: 0)
        while !rest.isEmpty {
            guard let shared = rest.takeNumber(), shared <= former.path.count, let count = rest.takeNumber(),
                count <= rest.count
            else { return nil }
            let path = former.path[..<shared] + rest.prefix(count)
            rest = rest.dropFirst(count)
            guard let distance = rest.takeNumber(), let bytes = rest.takeNumber() else { return nil }
            let (offset, overflow) = former.offset.addingReportingOverflow(Int64(distance))
            guard !overflow else { return nil }
            former = Entry(path: Array(path), offset: offset, bytes: Int64(bytes))
            entries.append(former)
        }
    }
}
