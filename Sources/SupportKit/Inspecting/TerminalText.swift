internal import Platform

/// Makes text from bundles, products and profiles harmless for a terminal.
///
/// Use it wherever such text is printed, on a terminal or not, and in error messages.
public enum TerminalText {
    /// Replaces everything a terminal might act on by something visible: `\n`, `\t`, `\x1b`, `\u{202e}`.
    ///
    /// That is C0 with newline and tab, DEL, C1, all invisible format characters (bidirectional controls among them)
    /// and the line and paragraph separators. The result is one line and holds what is left unchanged.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isActive(scalar) {
                result += replacement(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The same for bytes, of which those that are not UTF-8 become `\xNN`.
    public static func escaped(_ bytes: [UInt8]) -> String {
        escaped(String(lossless: bytes))
    }

    /// Whether a terminal might act on the character instead of showing it.
    static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func replacement(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            guard scalar.value < 0x100 else { return "\\u{\(digits)}" }
            return "\\x" + (digits.count == 1 ? "0" : "") + digits
        }
    }
}
