internal import Platform
internal import SystemPackage

/// Pushes the bytes of an opened file, at most as many as it had when it was opened.
struct FileSource: ~Copyable {
    private let file: OpenedFile
    private let maximumBytes: Int64
    private let manners: ReadingManners?
    /// The first bytes, by which the kind of content is judged.
    let head: [UInt8]

    /// What the reading came to.
    struct Outcome: Equatable {
        /// Bytes read from the file.
        var bytes: Int64 = 0
        /// What must be said of it; nil when the file was read whole.
        var shortfall: String?
    }

    private static let pieceSize = 1 << 18

    private init(_ file: consuming OpenedFile, maximumBytes: Int64, head: [UInt8], manners: ReadingManners?) {
        self.file = file
        self.manners = manners
        self.maximumBytes = maximumBytes
        self.head = head
    }

    /// Opens a file of the host and looks at its beginning.
    static func open(
        _ path: FilePath,
        files: HostFileSystem,
        _ treatment: FileTreatment,
        manners: ReadingManners? = nil
    ) throws(AccessError) -> FileSource {
        let file = try files.open(path, namedBy: treatment.namedBy)
        var head: [UInt8] = []
        do throws(SystemError) {
            // Most files are small: their head is all of them, and no room is made for more.
            let stated = file.status.size
            let wanted = stated > 0 ? min(Int(clamping: stated), ContentKind.headSize) : ContentKind.headSize
            try file.read(at: 0, count: wanted, into: &head)
        } catch {
            throw .failed(error)
        }
        return FileSource(file, maximumBytes: treatment.maximumBytes, head: head, manners: manners)
    }

    /// Whether the beginning will be left out.
    var isCut: Bool { file.status.size > maximumBytes }
    var status: FileStatus { file.status }
    var descriptor: FileDescriptor { file.descriptor }

    /// Reads up to `count` bytes at an offset, into `buffer`.
    func read(at offset: Int64, count: Int, into buffer: inout [UInt8]) throws(SystemError) {
        try file.read(at: offset, count: count, into: &buffer)
        manners?.took(Int64(buffer.count))
    }

    /// Pushes the content.
    ///
    /// Before each piece `stop` is asked; what it returns is why the reading ends early. A file of `/proc` states no size and is read to its end, at most 16 MiB.
    /// What `lastBytes` returns then is read of the end all the same, behind a line that says what is missing.
    func forEachChunk(
        lastBytes: () -> Int64 = { 0 },
        stop: () -> String?,
        _ body: (Span<UInt8>) throws -> Void
    ) throws -> Outcome {
        let stated = file.status.size
        let end = stated > 0 ? stated : min(maximumBytes, 16 << 20)
        var outcome = Outcome()
        var offset = stated > 0 ? max(0, end - maximumBytes) : 0
        if stated > 0, offset == 0, Int64(head.count) == stated {
            // All of it was read already.
            if let reason = stop() { return Outcome(shortfall: "\(reason) after \(ByteCount(0))") }
            manners?.took(stated)
            try body(head.span)
            return Outcome(bytes: stated)
        }
        var buffer: [UInt8] = []
        if offset > 0 {
            // Begin with a whole line, and say what is not here.
            offset = try startOfLine(after: offset)
            outcome.shortfall = "only the last \(ByteCount(end - offset)) of \(ByteCount(end)) were taken"
            let marker = Array("[supportkit: the first \(offset) bytes of this file were left out]\n".utf8)
            try body(marker.span)
        }
        var isLate = false
        var endsLine = true
        while offset < end {
            if !isLate, let reason = stop() {
                outcome.shortfall = "\(reason) after \(ByteCount(outcome.bytes))"
                let last = lastBytes()
                guard last > 0, end - offset > last * 2 else { break }
                isLate = true
                let next = try startOfLine(after: end - last)
                let marker = Omission(bytes: next - offset, from: nil, to: nil).line(zone: .utc, endsLine: endsLine)
                try body(marker.span)
                offset = next
                outcome.shortfall? += "; its end is here"
            }
            do {
                try read(at: offset, count: Int(min(Int64(Self.pieceSize), end - offset)), into: &buffer)
            } catch {
                outcome.shortfall = "\(error) at byte \(offset); what was readable before is here"
                break
            }
            if buffer.isEmpty {
                if stated > 0 {
                    outcome.shortfall = "the file shrank from \(stated) to \(offset) bytes while it was read"
                }
                break
            }
            try body(buffer.span)
            endsLine = buffer.last == UInt8(ascii: "\n")
            offset += Int64(buffer.count)
            outcome.bytes += Int64(buffer.count)
        }
        if stated <= 0, offset == end {
            try file.read(at: offset, count: 1, into: &buffer)
            if !buffer.isEmpty { outcome.shortfall = "only the first \(ByteCount(end)) were taken" }
        }
        return outcome
    }

    private func startOfLine(after offset: Int64) throws -> Int64 {
        var buffer: [UInt8] = []
        try file.read(at: offset, count: 1 << 20, into: &buffer)
        guard let newline = buffer.firstIndex(of: UInt8(ascii: "\n")) else { return offset }
        return offset + Int64(newline) + 1
    }
}
