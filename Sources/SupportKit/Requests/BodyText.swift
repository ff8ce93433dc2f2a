/// Text of several lines in the body of a message.
enum BodyText {
    /// The lines of a text, whatever ends them: LF, CRLF, CR, NEL, U+2028 or U+2029 (and VT and FF).
    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if HeaderText.isLineEnd(scalar) {
                if !(scalar == "\n" && previous == "\r") {
                    lines.append(String(line))
                    line.removeAll(keepingCapacity: true)
                }
            } else {
                line.append(scalar)
            }
            previous = scalar
        }
        lines.append(String(line))
        return lines
    }

    /// The text with LF line ends and every other control but the tab shown by its number, as `<U+001B>`.
    static func sanitised(_ text: String) -> String {
        lines(of: text).map { line in
            var safe = String.UnicodeScalarView()
            for scalar in line.unicodeScalars {
                if scalar != "\t", HeaderText.isForbidden(scalar) {
                    safe.append(contentsOf: "<\(HeaderText.name(scalar))>".unicodeScalars)
                } else {
                    safe.append(scalar)
                }
            }
            return String(safe)
        }.joined(separator: "\n")
    }
}
