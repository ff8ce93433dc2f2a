extension Duration {
    /// Reads `500ms`, `30s`, `5m`, `2h`, `1d`, `1w`, several of these from the longest to the shortest (`1h30m`,
    /// `1h 30m`), the units' names (`90 minutes`), or a bare number of seconds; nil for anything else.
    public init?(text: String) {
        var cursor = TimeCursor(text)
        var total = 0.0
        var shortest = Double.infinity
        repeat {
            guard let number = cursor.decimal() else { return nil }
            if cursor.isAtEnd, shortest == .infinity {
                total = number
                break
            }
            cursor.takeBlanks()
            guard let unit = Self.units[cursor.word()], unit < shortest else { return nil }
            shortest = unit
            total += number * unit
            if cursor.takeBlanks(), cursor.isAtEnd { return nil }
        } while !cursor.isAtEnd
        guard total < 1e10 else { return nil }
        self = .milliseconds(Int64((total * 1_000).rounded()))
    }

    /// Whole milliseconds.
    public var inMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Units in seconds.
    private static let units: [String: Double] = {
        let names: [(String, Double)] = [
            ("ms", 0.001), ("s sec secs second seconds", 1), ("m min mins minute minutes", 60),
            ("h hr hrs hour hours", 3_600), ("d day days", 86_400), ("w week weeks", 604_800),
        ]
        let pairs = names.flatMap { names, seconds in names.split(separator: " ").map { (String($0), seconds) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
