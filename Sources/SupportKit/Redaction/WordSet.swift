/// A fixed list of words.
struct WordSet: Sendable {
    private let words: WordTable<Bool>

    init(_ words: WordTable<Bool>) {
        self.words = words
    }

    @inline(__always)
    func contains(_ word: WordHash) -> Bool {
        words[word] != nil
    }
}
