/// A short hash of a word, so that words are compared without allocating: FNV-1a, 64 bits.
///
/// In redaction only fixed lists of lower-case words are compared: a collision could at worst mask one value too many.
struct WordHash: Equatable, Sendable {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    init(_ word: some Sequence<UInt8>) {
        for byte in word { add(byte) }
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// The words of `text`, separated by blanks or line ends.
    static func set(_ text: String) -> WordSet {
        WordSet(WordTable(text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { (WordHash($0), true) }))
    }
}
