internal import Platform

/// Gathers a ``BundleIndex`` as it will stand in the bundle, in some twenty bytes an entry: there may be a hundred
/// thousand.
struct BundleIndexWriter {
    /// How many entries were added.
    private(set) var count = 0
    private var encoded: [UInt8] = []
    private var formerPath: [UInt8] = []
    private var formerOffset: Int64 = 0
    /// Entries behind those that are encoded; the first of them was not placed yet.
    private var waiting: [(path: [UInt8], offset: Int64?, bytes: Int64)] = []

    private static let pieceLength = 65_000

    /// Adds an entry; without an offset it must be placed later.
    mutating func add(_ path: [UInt8], offset: Int64?, bytes: Int64) {
        waiting.append((path, offset, bytes))
        count += 1
        encode()
    }

    /// Says where an entry begins that was added before that was known.
    mutating func place(_ number: Int, at offset: Int64) {
        waiting[number - (count - waiting.count)].offset = offset
        encode()
    }

    private mutating func encode() {
        while let entry = waiting.first, let offset = entry.offset {
            waiting.removeFirst()
            let shared = formerPath.countOfCommonPrefix(entry.path)
            encoded.append(number: shared)
            encoded.append(number: entry.path.count - shared)
            encoded += entry.path[shared...]
            encoded.append(number: Int(offset - formerOffset))
            encoded.append(number: Int(entry.bytes))
            formerPath = entry.path
            formerOffset = offset
        }
    }

    /// The members that follow an archive of `offset` bytes.
    ///
    /// - Precondition: every entry was placed.
    func members(at offset: Int64, format: BundleFormat) -> [UInt8] {
        precondition(waiting.isEmpty, "every entry has its place")
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: encoded.count, by: Self.pieceLength) {
            let piece = encoded[start..<min(encoded.count, start + Self.pieceLength)]
            bytes += EmptyMember(format: format, name: EmptyMember.index, data: Array(piece)).bytes
        }
        return bytes + BundleFooter(offset: offset, length: Int64(encoded.count)).member(format)
    }
}
