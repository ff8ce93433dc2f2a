/// The time of a record that is a JSON object in one line.
enum JSONStamp {
    private static let keys = ["ts", "time", "timestamp"].map { Array($0.utf8) }

    /// Finds the first of the known keys with a time behind it, at any depth.
    static func find(in bytes: Span<UInt8>, from start: Int, to end: Int) -> RecordStamp? {
        guard bytes[start] == UInt8(ascii: "{") else { return nil }
        var index = start + 1
        while index + 6 < end {
            guard bytes[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let key = index + 1
            guard let quote = endOfText(bytes, from: key, to: end) else { return nil }
            index = quote + 1
            var value = index
            skipBlanks(bytes, &value, end)
            guard value < end, bytes[value] == UInt8(ascii: ":"), isTimeKey(bytes, key, quote) else { continue }
            value += 1
            skipBlanks(bytes, &value, end)
            guard value < end else { return nil }
            if bytes[value] == UInt8(ascii: "\"") { value += 1 }
            var text = StampReader(at: value, end: end)
            if let stamp = text.iso(bytes) { return stamp }
            var number = StampReader(at: value, end: end)
            if let stamp = number.epoch(bytes) { return stamp }
        }
        return nil
    }

    private static func isTimeKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let from = bytes[start] == UInt8(ascii: "@") ? start + 1 : start
        return keys.contains { key in
            guard key.count == end - from else { return false }
            for place in key.indices where key[place] != bytes[from + place] { return false }
            return true
        }
    }

    private static func endOfText(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index
            default: index += 1
            }
        }
        return nil
    }

    private static func skipBlanks(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }
}
