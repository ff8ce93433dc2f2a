/// What fixed words stand for, by their hashes: open addressing, at most half full.
struct WordTable<Meaning: Sendable>: Sendable {
    private var keys: [UInt64]
    private var meanings: [Meaning?]
    private let mask: Int

    /// Of a word that comes twice the last meaning counts.
    init(_ entries: [(WordHash, Meaning)]) {
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        mask = capacity - 1
        keys = Array(repeating: 0, count: capacity)
        meanings = Array(repeating: nil, count: capacity)
        for (word, meaning) in entries {
            var slot = slot(of: word)
            while meanings[slot] != nil, keys[slot] != word.value { slot = (slot + 1) & mask }
            keys[slot] = word.value
            meanings[slot] = meaning
        }
    }

    private func slot(of word: WordHash) -> Int {
        Int(truncatingIfNeeded: word.value ^ word.value >> 32) & mask
    }

    subscript(word: WordHash) -> Meaning? {
        var slot = slot(of: word)
        while let meaning = meanings[slot] {
            if keys[slot] == word.value { return meaning }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
