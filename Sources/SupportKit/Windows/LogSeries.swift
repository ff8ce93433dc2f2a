/// Tells which files are the rotated parts of one log by their names alone.
enum LogSeries {
    /// What the names of one log's files have in common: the name without compression, rotation number and date.
    ///
    /// Careful where names may mean different logs: `server1.log` and `server2.log` are two, `catalina.out` and
    /// `catalina.2026-11-21.log` too. A number counts as rotation's when it is the ending, or has five digits or more.
    static func key(of name: some Sequence<UInt8>) -> [UInt8] {
        var rest = Array(name)[...]
        for suffix in [".gz", ".xz", ".zst", ".bz2", ".Z"] where rest.count > suffix.utf8.count {
            if rest.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { rest = rest.dropLast(suffix.utf8.count) }
        }
        var key: [UInt8] = []
        var index = rest.startIndex
        while index < rest.endIndex {
            guard isDigit(rest[index]) else {
                key.append(rest[index])
                index += 1
                continue
            }
            let (end, digits) = run(rest, from: index)
            let isEnding = end == rest.endIndex && key.last == UInt8(ascii: ".")
            if isEnding || digits >= 5 { key.append(UInt8(ascii: "#")) } else { key += rest[index..<end] }
            index = end
        }
        // `app.log.#` and `app.log-#` belong to `app.log`.
        if key.count > 2, key.last == UInt8(ascii: "#"),
            [UInt8(ascii: "."), UInt8(ascii: "-")].contains(key[key.count - 2])
        {
            key.removeLast(2)
        }
        return key
    }

    /// A number, or a date with what separates its parts.
    private static func run(_ bytes: ArraySlice<UInt8>, from start: Int) -> (end: Int, digits: Int) {
        var index = start
        var end = start
        var digits = 0
        while index < bytes.endIndex {
            if isDigit(bytes[index]) {
                digits += 1
                index += 1
                end = index
            } else if "-_:T".utf8.contains(bytes[index]), index == end {
                index += 1
            } else {
                break
            }
        }
        return (end, digits)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { StampReader.isDigit(byte) }
}
