internal import Platform

/// A log file name with `%` tokens, turned into a file pattern.
enum LogMask {
    /// Turns strftime tokens and the rotation counter into wildcards; everything else stays literal.
    static func pattern(_ mask: String, counter: String?) -> String {
        var pattern = ""
        var rest = mask[...]
        while let percent = rest.firstIndex(of: "%") {
            pattern += NamePattern.escaped(String(rest[..<percent]))
            rest = rest[percent...]
            if let counter, rest.hasPrefix(counter) {
                pattern += "[0-9]*"
                rest = rest.dropFirst(counter.count)
                continue
            }
            rest = rest.dropFirst()
            guard let token = rest.popFirst() else { return pattern + "%" }
            pattern += wildcard(for: token)
        }
        return pattern + NamePattern.escaped(String(rest))
    }

    /// See strftime(3).
    private static func wildcard(for token: Character) -> String {
        let digit = "[0-9]"
        return switch token {
        case "%": "%"
        case "Y", "G": digit + digit + digit + digit
        case "m", "d", "H", "I", "M", "S", "y", "C", "U", "V", "W", "g": digit + digit
        case "j": digit + digit + digit
        case "u", "w": digit
        default: "*"
        }
    }
}
