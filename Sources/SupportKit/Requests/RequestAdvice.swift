/// What a support engineer would find odd about a set of answers.
struct RequestAdvice {
    let answers: Answers

    /// One sentence for each oddity, with what to do about it.
    var sentences: [String] {
        [
            telephone, environment, workaround, expectation,
            zone(of: .started), zone(of: .ended),
        ].compactMap(\.self)
    }

    private var isSevere: Bool { answers.severity == .stopped || answers.severity == .degraded }

    private var telephone: String? {
        guard answers.severity == .stopped, answers[.contactTelephone] == nil || answers[.contactHours] == nil else {
            return nil
        }
        return "Severity 1 without a telephone number and hours: give contact.telephone and contact.hours, "
            + "and call the vendor as well."
    }

    private var environment: String? {
        guard isSevere, let environment = answers[.environment]?.lowercased(), !environment.contains("prod"),
            ["test", "dev", "uat", "stag", "sandbox"].contains(where: environment.contains)
        else { return nil }
        return "Severity 1 and 2 are for production, but the environment does not look like it."
    }

    private var workaround: String? {
        guard isSevere, let workaround = answers[.workaround]?.lowercased(),
            !["no", "none", "not"].contains(workaround.prefix(while: \.isLetter))
        else { return nil }
        return "Severity 1 and 2 mean that there is no acceptable workaround, but one is described."
    }

    private var expectation: String? {
        guard let expected = answers[.expected], expected.split(separator: " ").count < 3 else { return nil }
        return "The expected behaviour is very short: say what should happen in this situation."
    }

    private func zone(of field: Answers.Field) -> String? {
        guard let time = answers[field], time.contains(where: \.isNumber), !Self.namesZone(time) else { return nil }
        return "\(field.title) has a time without a time zone: add UTC, an offset or a zone name."
    }

    /// Whether some word is an offset (`+01:00`, `Z` after a digit), a zone's abbreviation or a name as `Europe/London`.
    private static func namesZone(_ text: String) -> Bool {
        text.split { $0 == " " || $0 == "," || $0 == ";" || $0 == "(" || $0 == ")" }.contains { word in
            if word.hasSuffix("Z"), word.dropLast().last?.isNumber == true { return true }
            if let sign = word.lastIndex(where: { $0 == "+" || $0 == "-" || $0 == "\u{2212}" }) {
                let offset = word[sign...].dropFirst().filter { $0 != ":" }
                let follows = word[..<sign]
                if offset.count == 4, offset.allSatisfy(\.isNumber), follows.isEmpty || follows.contains(":") {
                    return true
                }
            }
            if word.contains("/"), word.allSatisfy({ $0.isLetter || "/_-".contains($0) }) { return true }
            return (3...5).contains(word.count) && word.allSatisfy { $0.isASCII && $0.isUppercase }
        }
    }
}
