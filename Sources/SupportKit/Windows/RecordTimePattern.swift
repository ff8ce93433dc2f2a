/// A way in which logs write times, declared by a profile with the directives of strptime(3).
///
/// `%Y` `%y` year, `%m` or `%b` month, `%d` day (`%e` without a zero), `%H` hour (`%k` without a zero), `%I` with `%p` hour
/// of a clock of twelve, `%M` minute, `%S` second, `%f` fraction of any length, `%z` offset or `Z`, `%Z` abbreviation of a
/// zone, `%s` seconds since 1970, `%%` the sign itself, `%*` anything, as little as possible. A blank stands for one or
/// more. Everything else stands for itself, and a record begins where all of it does.
struct RecordTimePattern: Equatable, Sendable {
    enum Part: Equatable, Sendable {
        case byte(UInt8)
        case blanks
        case year, shortYear, month, monthName, day, dayWithoutZero
        case hour, hourWithoutZero, hourOfTwelve, half, minute, second, fraction
        case offset, abbreviation
        case epoch
        case anything
    }

    /// Why a text is no pattern.
    struct Problem: Error, Equatable {
        let text: String
    }

    let parts: [Part]

    /// Bytes of a line within which the time ends.
    var reach: Int { parts.contains(.anything) ? 4_096 : 96 + parts.count }

    private static let directives: [Character: Part] = [
        "Y": .year, "y": .shortYear, "m": .month, "b": .monthName, "d": .day, "e": .dayWithoutZero, "H": .hour,
        "k": .hourWithoutZero, "I": .hourOfTwelve, "p": .half, "M": .minute, "S": .second, "f": .fraction, "z": .offset,
        "Z": .abbreviation, "s": .epoch, "*": .anything, "%": .byte(UInt8(ascii: "%")),
    ]

    /// Reads a pattern.
    init(_ text: String) throws(Problem) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "%" {
                guard let letter = rest.popFirst() else { throw Problem(text: "'%' ends it") }
                guard let part = Self.directives[letter] else { throw Problem(text: "'%\(letter)' is not known") }
                parts.append(part)
            } else if character == " " {
                if parts.last != .blanks { parts.append(.blanks) }
            } else {
                parts += character.utf8.map { .byte($0) }
            }
        }
        if parts.last == .anything { throw Problem(text: "nothing follows '%*'") }
        if !parts.contains(.epoch) {
            let needed: [([Part], String)] = [
                ([.year, .shortYear], "%Y"), ([.month, .monthName], "%m"), ([.day, .dayWithoutZero], "%d"),
                ([.hour, .hourWithoutZero, .hourOfTwelve], "%H"), ([.minute], "%M"),
            ]
            for (choices, name) in needed where !parts.contains(where: choices.contains) {
                throw Problem(text: "'\(name)' is missing")
            }
            if parts.contains(.hourOfTwelve) != parts.contains(.half) {
                throw Problem(text: "'%I' and '%p' need each other")
            }
        }
        self.parts = parts
    }

    /// Reads the time of a record from the line in `start..<end`; nil when it begins no record.
    func stamp(in bytes: Span<UInt8>, from start: Int, to end: Int) -> RecordStamp? {
        var reader = StampReader(at: start, end: end)
        return reader.read(parts[...], bytes)
    }
}
