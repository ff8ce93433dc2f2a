internal import SupportKit

/// The rules of redaction, for people and as data.
enum RuleList {
    private struct Row: Encodable {
        let id: String
        let category: String
        let why: String
        let removes: [String]
        let keeps: [String]
    }

    static func text(_ policy: RedactionPolicy) -> String {
        rows(policy).map { row in
            (["\(row.id) (\(row.category)): \(row.why)"] + row.removes.map { "    removes  \(oneLine($0))" }
                + row.keeps.map { "    keeps    \(oneLine($0))" }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    static func json(_ policy: RedactionPolicy) throws -> String {
        String(decoding: try StableJSON.encode(rows(policy)).dropLast(), as: UTF8.self)
    }

    private static func rows(_ policy: RedactionPolicy) -> [Row] {
        RedactionRule.all.map { rule in
            Row(
                id: rule.id,
                category: rule.category.rawValue,
                why: rule.title,
                removes: rule.positives.map(\.text),
                keeps: rule.negatives.map(\.text)
            )
        }
            + policy.patterns.map { pattern in
                Row(
                    id: pattern.id,
                    category: "added",
                    why: pattern.why ?? "matches \(pattern.expression)",
                    removes: pattern.removes,
                    keeps: pattern.keeps
                )
            }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    }
}
