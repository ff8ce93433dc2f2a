/// A number of bytes.
public struct ByteCount: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    public let bytes: Int64

    /// Creates a count.
    public init(_ bytes: Int64) {
        self.bytes = bytes
    }

    /// Reads `4096`, `64KiB`, `64k`, `1.5 MiB`, `2G`; letters alone count in 1,024, `KB`, `MB`, `GB` in 1,000.
    public init?(text: String) {
        let compact = text.filter { $0 != " " }
        let digits = compact.prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits), number >= 0, number.isFinite else { return nil }
        let factor: Double
        switch compact.dropFirst(digits.count).lowercased() {
        case "", "b": factor = 1
        case "k", "kib": factor = 1_024
        case "m", "mib": factor = 1_048_576
        case "g", "gib": factor = 1_073_741_824
        case "t", "tib": factor = 1_099_511_627_776
        case "kb": factor = 1e3
        case "mb": factor = 1e6
        case "gb": factor = 1e9
        case "tb": factor = 1e12
        default: return nil
        }
        guard number * factor < 9e18 else { return nil }
        bytes = Int64(number * factor)
    }

    /// For people: `0 B`, `812 B`, `4.2 KiB`, `1.3 GiB`.
    public var description: String {
        guard bytes >= 1_024 else { return "\(bytes) B" }
        var value = Double(bytes)
        var unit = "B"
        // What would be rounded to 1024.0 belongs to the next unit.
        for next in ["KiB", "MiB", "GiB", "TiB"] where value >= 1_023.95 || unit == "B" {
            value /= 1_024
            unit = next
        }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// The smaller of two counts.
    public static func < (left: ByteCount, right: ByteCount) -> Bool {
        left.bytes < right.bytes
    }
}
