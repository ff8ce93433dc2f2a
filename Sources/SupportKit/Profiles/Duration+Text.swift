extension Duration {
    /// Reads `500ms`, `30s`, `5m`, `2h`, `1d`, or a bare number of seconds.
    public init?(text: String) {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits), number >= 0, number.isFinite else { return nil }
        let seconds: Double
        switch text.dropFirst(digits.count).lowercased() {
        case "ms": seconds = number / 1_000
        case "", "s", "sec": seconds = number
        case "m", "min": seconds = number * 60
        case "h": seconds = number * 3_600
        case "d": seconds = number * 86_400
        case "w": seconds = number * 604_800
        default: return nil
        }
        guard seconds < 1e10 else { return nil }
        self = .milliseconds(Int64(seconds * 1_000))
    }

    /// Whole milliseconds.
    public var inMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
