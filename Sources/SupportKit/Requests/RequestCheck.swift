/// Reads a request as an experienced support engineer does before work on it can begin.
///
/// The rules look at words alone. What they cannot judge they leave: a good request has no findings, and a request
/// without findings can still be a poor one.
public struct RequestCheck: Sendable {
    /// What was found, in the order of asking; what must be mended first within one answer.
    public let findings: [RequestFinding]

    /// Whether nothing must be mended.
    public var passes: Bool { !findings.contains { $0.level == .mend } }

    /// Checks answers.
    ///
    /// - Parameters:
    ///   - answers: What the person said.
    ///   - required: The questions that must be answered.
    ///   - now: Seconds since 1970, to notice times to come; nil leaves that out.
    ///   - lines: The lines of the answers, where they come from a file.
    ///   - redaction: Finds secrets in answers; nil leaves that out.
    public init(
        _ answers: Answers,
        required: [Answers.Field] = [],
        now: Int64? = nil,
        lines: [Answers.Field: Int] = [:],
        redaction: RedactionSession? = nil
    ) {
        let rules = RequestRules(answers: answers, now: now)
        var found: [RequestFinding] = []
        for field in Answers.Field.allCases {
            var own: [RequestFinding] = []
            if let answer = answers[field] {
                own = rules.findings(on: field, answer)
                if let redaction, redaction.redact(answer) != answer {
                    own.append(Self.secret(field))
                }
            } else if required.contains(field) {
                own = [Self.missing(field)]
            }
            for var finding in own.filter({ $0.level == .mend }) + own.filter({ $0.level == .advice }) {
                finding.line = lines[field]
                found.append(finding)
            }
        }
        findings = found
    }

    private static func missing(_ field: Answers.Field) -> RequestFinding {
        RequestFinding("missing", .mend, field, "\(field.title) is not answered: it will be the first thing asked.")
    }

    private static func secret(_ field: Answers.Field) -> RequestFinding {
        RequestFinding(
            "secret",
            .mend,
            field,
            "\(field.title) holds what looks like a password, key or token, and mail is read by many.",
            example: "take it out and say 'the password of the service account'; change it if it has been sent"
        )
    }
}
