/// What a file is, judged by its first bytes.
enum ContentKind: Equatable {
    case empty
    case text
    case compressed
    case database
    case binary

    /// Bytes needed to judge.
    static let headSize = 8_192

    init(head: [UInt8]) {
        if head.isEmpty {
            self = .empty
        } else if head.starts(with: "SQLite format 3\0".utf8) {
            self = .database
        } else if head.starts(with: [0x1F, 0x8B]) || head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
            || head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isBzip2(head)
        {
            self = .compressed
        } else {
            self = Self.isPacked(head) || Grammar.isBinary(head: head.span) ? .binary : .text
        }
    }

    /// Whether it is an archive of other files, which may begin with text: tar, zip, ar, cpio.
    private static func isPacked(_ head: [UInt8]) -> Bool {
        head.starts(with: "!<arch>\n".utf8) || head.starts(with: [UInt8(ascii: "P"), UInt8(ascii: "K"), 3, 4])
            || head.starts(with: "070701".utf8) || head.starts(with: "070702".utf8) || head.starts(with: "070707".utf8)
            || head.count > 262 && head[257..<262].elementsEqual("ustar".utf8)
    }

    private static func isBzip2(_ head: [UInt8]) -> Bool {
        head.count > 10 && head.starts(with: "BZh".utf8) && (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(head[3])
            && head[4..<10].elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    }
}
