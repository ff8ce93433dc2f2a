internal import Platform
internal import SystemPackage

/// The first bytes of a file, decompressed where it is compressed.
enum FileHead {
    static func read(_ path: FilePath, files: HostFileSystem, count: Int) throws -> [UInt8] {
        let file = try files.open(path)
        var head: [UInt8] = []
        try file.read(at: 0, count: count, into: &head)
        guard ContentKind(head: Array(head.prefix(ContentKind.headSize))) == .compressed else { return head }
        var plain: [UInt8] = []
        var decompressor = try Decompressor.open(
            file.descriptor,
            limits: DecompressionLimits(maximumBytes: Int64(count))
        )
        do {
            while plain.count < count, try decompressor.readChunk({ chunk in plain.append(copying: chunk) }) {}
        } catch is ArchiveError {
            // The limit, or damage: what came before it is the head.
        }
        return plain
    }
}

extension [UInt8] {
    /// Appends the bytes of a span.
    mutating func append(copying span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
