extension AnswersFile {
    /// The file as a person can read and change it: comments name the questions that are still open.
    ///
    /// Reading it back gives the same answers.
    ///
    /// - Parameter open: The questions to list as open, in this order.
    /// - Returns: YAML, ended by LF.
    public func yaml(open: [Answers.Field] = []) -> String {
        var text = "# Answers for a support request. 'supportkit request check' says what is missing.\n"
        if let product { text += "product: \(Self.quoted(product))\n" }
        if let bundle { text += "bundle: \(Self.quoted(bundle))\n" }
        for field in answers.answered {
            guard let answer = answers[field] else { continue }
            text += "\n# \(field.question)\n\(field.rawValue): \(Self.scalar(answer))\n"
        }
        for field in open where answers[field] == nil {
            text += "\n# \(field.question) A good answer: \(field.goodAnswer).\n# \(field.rawValue):\n"
        }
        return text
    }

    /// A block of lines where YAML can hold the text so, otherwise a quoted text.
    private static func scalar(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isPrintable = text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) }
        guard lines.count > 1, isPrintable else { return quoted(text) }
        // The indentation is stated, so that a first line may begin with spaces.
        return "|2-\n" + lines.map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
    }

    /// A double-quoted scalar (YAML 1.1, section 5.6), with every control and separator escaped.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default:
                if HeaderText.isForbidden(scalar) || scalar == "\u{FEFF}" {
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
