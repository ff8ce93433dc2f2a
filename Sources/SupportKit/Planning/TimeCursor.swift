/// A place in a short text that is read from left to right.
struct TimeCursor {
    private var rest: Substring

    init(_ text: String) {
        rest = Substring(text)
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// How many digits come next.
    var digits: Int { digitRun.count }

    private var digitRun: Substring { rest.prefix { $0.isASCII && $0.isNumber } }

    /// Takes a character if it comes next.
    mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes blanks.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    mutating func takeBlanks() -> Bool {
        let blanks = rest.prefix { $0.isWhitespace }
        rest = rest[blanks.endIndex...]
        return !blanks.isEmpty
    }

    /// Takes the number that comes next if it has so many digits and no more.
    mutating func number(_ count: ClosedRange<Int>) -> Int? {
        let run = digitRun
        guard count.contains(run.count), let number = Int(run) else { return nil }
        rest = rest[run.endIndex...]
        return number
    }

    /// Takes numbers that stand without anything between them, of so many digits each; more digits may follow.
    mutating func numbers(_ widths: [Int]) -> [Int]? {
        guard digits >= widths.reduce(0, +) else { return nil }
        return widths.map { width in
            defer { rest = rest.dropFirst(width) }
            return Int(rest.prefix(width)) ?? 0
        }
    }

    /// Takes the number that comes next, which may have a point.
    mutating func decimal() -> Double? {
        let run = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard let number = Double(run) else { return nil }
        rest = rest[run.endIndex...]
        return number
    }

    /// Takes the letters that come next.
    ///
    /// - Returns: them in lower case; empty if there are none.
    mutating func word() -> String {
        let run = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest[run.endIndex...]
        return run.lowercased()
    }

    /// Takes what may be the name of a zone such as `America/Port-au-Prince`; empty if no letter comes next.
    mutating func zoneName() -> String {
        guard let first = rest.first, first.isASCII, first.isLetter else { return "" }
        let run = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
        rest = rest[run.endIndex...]
        return String(run)
    }
}
