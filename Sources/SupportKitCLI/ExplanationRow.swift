internal import SupportKit

/// One line of `redact --explain`.
struct ExplanationRow: Encodable {
    let line: Int
    let column: Int
    let verdict: String
    /// The rule that removed the span.
    let rule: String?
    /// The name that was looked at and left alone.
    let name: String?
    let why: String

    init(_ explanation: RedactionExplanation) {
        line = explanation.line
        column = explanation.column
        switch explanation.verdict {
        case .removed(let rule, let why):
            verdict = "removed"
            self.rule = rule
            name = nil
            self.why = why
        case .kept(let name, let why):
            verdict = "kept"
            rule = nil
            self.name = name
            self.why = why
        }
    }

    var text: String {
        let subject = rule ?? name.map { "'\(TerminalText.escaped($0))'" } ?? ""
        return "\(line):\(column): \(verdict) \(subject): \(why)"
    }
}
