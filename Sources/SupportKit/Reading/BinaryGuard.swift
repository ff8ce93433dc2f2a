internal import Platform

/// Stops a text that turns binary: compressed or packed bytes behind text would pass a redactor unread.
struct BinaryGuard {
    private let isOff: Bool
    private var offset: Int64 = 0
    /// Where the text ends; nil while all of it was text.
    private(set) var end: Int64?

    /// Judges by the first bytes: UTF-16 is not guarded, since half of it is NUL.
    init(head: [UInt8]) {
        switch TextEncoding.detect(head.span) {
        case .bytes: isOff = false
        case .utf16LittleEndian, .utf16BigEndian: isOff = true
        }
    }

    /// Passes on the text of a chunk.
    ///
    /// - Returns: false when the text has ended and nothing more should be read.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws -> Bool {
        guard end == nil else { return false }
        guard !isOff, let index = chunk.firstBinaryIndex else {
            try push(chunk)
            offset += Int64(chunk.count)
            return true
        }
        end = offset + Int64(index)
        try push(chunk.extracting(first: index))
        return false
    }

    /// What to say when the text ended early.
    var shortfall: String? {
        end.map { "turns binary at byte \($0): the rest cannot be redacted and was left out" }
    }
}
