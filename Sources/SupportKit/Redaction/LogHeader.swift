/// The part of a log line that the logger wrote before the message.
enum LogHeader {
    /// Where the message begins; 0 if the line has no header that is recognised.
    ///
    /// Reads a date and time, then any number of bracketed groups, level words with a colon and message numbers such
    /// as AMPS writes: `2021-11-23T14:49:38.3442510-08:00 [1] info: 00-0015 `.
    static func end(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 10, startsWithDate(bytes) else { return 0 }
        var index = 0
        var fields = 0
        while index < bytes.count, fields < 10 {
            var end = index
            if bytes[index] == 0x5B {
                while end < bytes.count, bytes[end] != 0x5D, end - index < 80 { end += 1 }
                guard end < bytes.count, bytes[end] == 0x5D else { return index }
                end += 1
            } else {
                while end < bytes.count, !bytes[end].isBlank { end += 1 }
            }
            guard isField(bytes[index..<end], number: fields) else { return index }
            fields += 1
            guard end < bytes.count else { return end }
            index = end + 1
            // One blank belongs to the header; more of them are the indent of the message.
            if index < bytes.count, bytes[index].isBlank, fields > 2 { return index }
            while index < bytes.count, bytes[index].isBlank { index += 1 }
        }
        return index
    }

    private static func startsWithDate(_ bytes: [UInt8]) -> Bool {
        var digits = 0
        for byte in bytes.prefix(10) where byte.isDigit { digits += 1 }
        return digits >= 8 || (bytes[0].isLetter && bytes[3] == 0x20 && digits >= 3)
    }

    private static func isField(_ field: ArraySlice<UInt8>, number: Int) -> Bool {
        guard let first = field.first, let last = field.last else { return false }
        if first == 0x5B { return true }
        let digits = field.reduce(0) { $0 + ($1.isDigit ? 1 : 0) }
        if number < 3, digits * 2 >= field.count { return true }
        if digits > 0, field.allSatisfy({ $0.isDigit || $0 == 0x2D || $0 == 0x3A || $0.isUpper }), field.count <= 12 {
            return true
        }
        var word = WordHash()
        for byte in field where byte.isLetter { word.add(byte.lowered) }
        return levels.contains(word) || (last == 0x2D && field.count == 1)
    }

    private static let levels = WordHash.set(
        "developer trace debug stats info warning error critical emergency warn fatal severe notice fine finer finest "
            + "verbose alert emerg crit err"
    )
}
