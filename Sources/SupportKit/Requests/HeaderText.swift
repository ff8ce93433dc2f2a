/// Text that is going to stand in one line: a header of a message, a subject, a name in a list.
///
/// Header injection works with line ends, some of which only look like text (NEL, U+2028), and bidi controls let a line
/// show something other than it says. Values a person writes are refused when they hold such a thing; values that
/// a product printed are made safe with `sanitised(_:)`, so that a strange version string cannot stop a run.
public enum HeaderText {
    /// What must not stand in one line, named for an error message, or nil if there is nothing.
    public static func problem(in text: String) -> String? {
        text.unicodeScalars.first(where: isForbidden).map(name)
    }

    /// One safe line that still shows what was there.
    ///
    /// Line ends and tabs become a space, every other forbidden scalar its number as `<U+001B>`; spaces at both ends go.
    public static func sanitised(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isLineEnd(scalar) || scalar == "\t" {
                if line.last != " " { line.append(" ") }
            } else if isForbidden(scalar) {
                line.append(contentsOf: "<\(name(scalar))>".unicodeScalars)
            } else {
                line.append(scalar)
            }
        }
        let trimmed = line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        return String(String.UnicodeScalarView(trimmed))
    }

    /// Whether the scalar is a control (C0, DEL, C1), a line or paragraph separator or a bidi control.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a reader may take the scalar for the end of a line.
    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The scalar as `U+001B`.
    static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
