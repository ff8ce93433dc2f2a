/// Writes header fields: folded, ASCII only (RFC 5322, sections 2.1.1 and 2.2.3).
enum EmailHeader {
    /// The characters a line should not exceed, without its CRLF.
    static let lineLimit = 78

    /// A field of free text, such as a subject.
    static func text(_ name: String, _ value: String) -> String {
        let units = Self.units(of: value)
        let isUnfoldable =
            units.contains { $0.utf8.count >= lineLimit }
            || (units.first?.utf8.count ?? 0) + name.utf8.count >= lineLimit
        if EncodedWord.isNeeded(for: value) || isUnfoldable {
            return "\(name): " + EncodedWord.words(for: value, column: name.utf8.count + 2).joined(separator: "\r\n ")
                + "\r\n"
        }
        return folded(name, units)
    }

    /// A field of mailboxes.
    static func addresses(_ name: String, _ addresses: [EmailAddress]) -> String {
        var units: [String] = []
        for (index, mailbox) in addresses.enumerated() {
            let separator = index == addresses.count - 1 ? "" : ","
            if let shown = mailbox.name {
                units += phrase(shown).map { " " + $0 }
                units.append(" <\(mailbox.address)>\(separator)")
            } else {
                units.append(" \(mailbox.address)\(separator)")
            }
        }
        return folded(name, units)
    }

    /// A field of tokens, such as a media type with parameters, broken between tokens where it is too long.
    static func tokens(_ name: String, _ tokens: [String]) -> String { folded(name, tokens.map { " " + $0 }) }

    /// The words of a display name: atoms, a quoted string, or encoded-words.
    private static func phrase(_ name: String) -> [String] {
        let atoms = name.split(separator: " ", omittingEmptySubsequences: false)
        let quoted = "\"" + name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
        if EncodedWord.isNeeded(for: name) || quoted.utf8.count > lineLimit - 10 {
            // Lines with an encoded-word end earlier, so each gets the length that fits behind the longest header name.
            return EncodedWord.words(for: name, column: 10)
        }
        return atoms.allSatisfy(isAtom) ? atoms.map(String.init) : [quoted]
    }

    private static func isAtom(_ word: Substring) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// The words of a text, each with the spaces before it, so that they join to the text with a space before it.
    private static func units(of value: String) -> [String] {
        var units: [String] = []
        var unit = " "
        for character in value {
            if character == " ", unit.last != " " {
                units.append(unit)
                unit = ""
            }
            unit.append(character)
        }
        return units + [unit]
    }

    /// Fills lines with units, each of which begins with a space: a line is broken before the space.
    private static func folded(_ name: String, _ units: [String]) -> String {
        var field = "\(name):"
        var column = field.utf8.count
        var hasEncodedWord = false
        for (index, unit) in units.enumerated() {
            let isEncodedWord = unit.hasPrefix(" =?")
            let limit = hasEncodedWord || isEncodedWord ? EncodedWord.lineLimit : lineLimit
            if index > 0, column + unit.utf8.count > limit {
                field += "\r\n"
                column = 0
                hasEncodedWord = false
            }
            field += unit
            column += unit.utf8.count
            hasEncodedWord = hasEncodedWord || isEncodedWord
        }
        return field + "\r\n"
    }
}
