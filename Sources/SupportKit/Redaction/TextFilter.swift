public import Platform
public import SystemPackage

/// Redaction as a filter: one input, from its first byte to its last, through a redactor.
///
/// A compressed file is read as the text it holds. What is not text is refused, since what cannot be redacted is not
/// passed on.
public struct TextFilter {
    private let session: RedactionSession
    private let name: FilePath
    private let takesBinary: Bool

    private static let pieceSize = 1 << 20

    /// Prepares a filter.
    ///
    /// - Parameters:
    ///   - session: the rules, and what was learned before.
    ///   - name: the text's file name, by which its grammar is chosen.
    ///   - takesBinary: whether secrets in a binary file are overwritten in place instead of refusing it.
    public init(session: RedactionSession, name: FilePath, takesBinary: Bool = false) {
        self.session = session
        self.name = name
        self.takesBinary = takesBinary
    }

    /// Reads the input to its end.
    ///
    /// - Parameters:
    ///   - input: where the text comes from.
    ///   - explain: is told of each span that was removed, or looked at and left alone.
    ///   - sink: takes the redacted bytes.
    /// - Returns: what was removed.
    /// - Throws: ``TextFilterError`` for what is not text, also when it turns binary later; ``RedactionError``;
    ///   `SystemError`, `ArchiveError`; what `sink` throws. What was handed over until then is not the whole.
    public func run(
        _ input: borrowing ByteInput,
        explain: Redactor.Explain? = nil,
        into sink: Redactor.Sink
    ) throws -> RedactionTally {
        var head: [UInt8] = []
        var piece: [UInt8] = []
        repeat {
            try input.read(into: &piece, limit: Self.pieceSize)
            head += piece
        } while !piece.isEmpty && head.count < ContentKind.headSize
        switch ContentKind(head: head) {
        case .empty, .text:
            return try filter(head, input, isBinary: false, explain, sink)
        case .compressed:
            return try decompress(input, explain, sink)
        case .database:
            throw TextFilterError.database
        case .binary:
            guard takesBinary else { throw TextFilterError.binary }
            return try filter(head, input, isBinary: true, explain, sink)
        }
    }

    private func filter(
        _ head: [UInt8],
        _ input: borrowing ByteInput,
        isBinary: Bool,
        _ explain: Redactor.Explain?,
        _ sink: Redactor.Sink
    ) throws -> RedactionTally {
        try pump(head, name, isBinary: isBinary, explain, sink) { piece in
            try input.read(into: &piece, limit: Self.pieceSize)
        }
    }

    private func decompress(
        _ input: borrowing ByteInput,
        _ explain: Redactor.Explain?,
        _ sink: Redactor.Sink
    ) throws -> RedactionTally {
        guard input.isSeekable else { throw TextFilterError.compressedPipe }
        try input.rewind()
        var decompressor = try Decompressor.open(input.descriptor, limits: DecompressionLimits(maximumBytes: .max))
        var isDone = false
        var head: [UInt8] = []
        while head.count < ContentKind.headSize, !isDone {
            isDone = try !decompressor.readChunk { head.append(copying: $0) }
        }
        let kind = ContentKind(head: head)
        guard kind != .database else { throw TextFilterError.database }
        guard kind == .text || kind == .empty || takesBinary else { throw TextFilterError.binary }
        let plainName = CompressedName.withoutSuffix(name).map { FilePath(root: nil, [$0]) } ?? name
        let isBinary = kind != .text && kind != .empty
        return try pump(head, plainName, isBinary: isBinary, explain, sink) { piece in
            piece.removeAll(keepingCapacity: true)
            while piece.count < Self.pieceSize, !isDone {
                isDone = try !decompressor.readChunk { piece.append(copying: $0) }
            }
        }
    }

    /// Redacts piece by piece until `refill` leaves none.
    private func pump(
        _ head: [UInt8],
        _ name: FilePath,
        isBinary: Bool,
        _ explain: Redactor.Explain?,
        _ sink: Redactor.Sink,
        refill: (inout [UInt8]) throws -> Void
    ) throws -> RedactionTally {
        var redactor = session.makeRedactor(
            grammar: isBinary ? .text : Grammar.recognise(name: name.displayText, head: head.span),
            preservingLength: isBinary,
            explain: explain
        )
        var guarded = BinaryGuard(head: head)
        var piece = head
        while !piece.isEmpty {
            if isBinary {
                try redactor.consume(piece.span, into: sink)
            } else {
                _ = try guarded.consume(piece.span) { try redactor.consume($0, into: sink) }
                if let end = guarded.end { throw TextFilterError.turnsBinary(at: end) }
            }
            try refill(&piece)
        }
        return try redactor.finish(into: sink)
    }
}
