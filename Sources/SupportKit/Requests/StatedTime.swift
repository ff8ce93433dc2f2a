/// A time somebody wrote into a sentence: `2026-11-21 01:30 UTC, first alert`.
enum StatedTime {
    /// Whether the text has a time of day or a date in digits.
    static func hasClock(_ text: String) -> Bool {
        words(text).contains { word in
            let digits = word.count(where: \.isNumber)
            let marks = word.count { ":./-".contains($0) }
            // 01:30, 1.30, 2026-11-21, 21/11; not 24x7, not 24/7.
            return digits >= 2 && marks >= 1 && word != "24/7" && word.first?.isNumber == true
                || word.count >= 3 && ["am", "pm"].contains(word.lowercased().suffix(2))
                    && word.dropLast(2).allSatisfy(\.isNumber)
        }
    }

    /// Whether some word is an offset (`+01:00`, `Z` after a digit), a zone's abbreviation or a name as `Europe/London`.
    ///
    /// - Parameters:
    ///   - text: The sentence.
    ///   - isRange: Whether `08:00-12:00` is two times and not a time with an offset.
    /// - Returns: Whether a reader elsewhere can tell which zone is meant.
    static func namesZone(_ text: String, isRange: Bool = false) -> Bool {
        if !isRange, instant(in: text) != nil { return true }
        return words(text).contains { word in
            if word.hasSuffix("Z"), word.dropLast().last?.isNumber == true { return true }
            if let sign = word.lastIndex(where: { $0 == "+" || $0 == "-" || $0 == "\u{2212}" }) {
                let offset = word[sign...].dropFirst().filter { $0 != ":" }
                let follows = word[..<sign]
                if offset.count == 4, offset.allSatisfy(\.isNumber),
                    follows.isEmpty || follows.contains(":") && !isRange
                {
                    return true
                }
            }
            if word.contains("/"), word.allSatisfy({ $0.isLetter || "/_-".contains($0) }) { return true }
            return (3...5).contains(word.count) && word.allSatisfy { $0.isASCII && $0.isUppercase }
        }
    }

    /// The first moment the text gives in full: date, time and offset, `Z`, UTC or a zone's name; nil without one.
    ///
    /// - Returns: Seconds since 1970.
    static func instant(in text: String) -> Int64? {
        let words = words(text)
        for start in words.indices {
            // `Sat Nov 21 01:30:00 2026 UTC` is six words, and what may be the zone must not be left behind.
            for end in stride(from: min(start + 6, words.count), to: start, by: -1) {
                let stated = words[start..<end].joined(separator: " ")
                guard stated.count(where: \.isNumber) >= 8,
                    let reading = try? TimeExpression.read(stated, now: 0, zone: .utc), reading.isComplete
                else { continue }
                return reading.instant
            }
        }
        return nil
    }

    private static func words(_ text: String) -> [Substring] {
        text.split { " ,;()\n\t".contains($0) }.map { word in
            word.last == "." ? word.dropLast() : word
        }
    }
}
