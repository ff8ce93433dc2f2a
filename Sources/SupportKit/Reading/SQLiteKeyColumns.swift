/// Finds the columns of settings: one that names a thing, and one that holds it.
///
/// In `settings(name, value)` a row such as `('smtp.password', 'x')` is what a line `smtp.password=x` is in a file.
enum SQLiteKeyColumns {
    private static let keys: Set<String> = [
        "name", "key", "setting", "property", "prop", "option", "param", "parameter", "attribute", "attr", "variable",
        "var", "field", "item", "path", "k",
    ]
    private static let values: Set<String> = ["value", "val", "data", "content", "text", "v"]
    /// Tables of many such columns are something else.
    private static let most = 4

    /// The pairs among the names of a table's columns, by their places: each value with each key.
    static func pairs(among names: [String]) -> [(key: Int, value: Int)] {
        let words = names.map(lastWord)
        let keyPlaces = words.indices.filter { keys.contains(words[$0]) }.prefix(most)
        let valuePlaces = words.indices.filter { values.contains(words[$0]) || firstWord(names[$0]) == "value" }
        return valuePlaces.prefix(most).flatMap { value in
            keyPlaces.filter { $0 != value }.map { (key: $0, value: value) }
        }
    }

    /// `value` of `option_value` and of `optionValue`.
    private static func lastWord(_ name: String) -> String {
        var word: [Character] = []
        for character in name.reversed() {
            guard character.isLetter else {
                if word.isEmpty { continue }
                break
            }
            word.append(character)
            if character.isUppercase, name.contains(where: \.isLowercase) { break }
        }
        return String(word.reversed()).lowercased()
    }

    /// `value` of `value_text`.
    private static func firstWord(_ name: String) -> String {
        String(name.prefix { $0.isLetter }).lowercased()
    }
}
