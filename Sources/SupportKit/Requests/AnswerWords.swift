/// An answer as words, for rules that compare and count them.
struct AnswerWords {
    /// The answer itself.
    let raw: String
    /// Its words in small letters without punctuation, in order; at most the first thousand.
    let words: [String]

    private static let limit = 1000
    private static let fillers: Set<String> = [
        "a", "an", "and", "are", "at", "be", "been", "by", "can", "do", "does", "for", "from", "has", "have", "in",
        "is",
        "it", "its", "of", "on", "or", "our", "that", "the", "their", "there", "they", "this", "to", "was", "we",
        "were",
        "with", "when", "which", "while", "will", "all", "any", "no", "not", "cannot",
    ]

    init(_ text: String) {
        raw = text
        var words: [String] = []
        var word = ""
        // A mark inside a word (don't, e-mail) does not end it where it is an apostrophe.
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character != "'", character != "\u{2019}", !word.isEmpty {
                words.append(word)
                word = ""
                if words.count == Self.limit { break }
            }
        }
        if !word.isEmpty, words.count < Self.limit { words.append(word) }
        self.words = words
    }

    /// The words that carry meaning, without a plural's or a verb's s, so that "orders fail" and "order fails" agree.
    var content: Set<String> {
        Set(
            words.filter { !Self.fillers.contains($0) }.map { word in
                word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
            }
        )
    }
}
