internal import Platform

/// Everything a check searches, compiled; shared by all texts of a bundle.
final class LeakEngine: Sendable {
    /// What a literal found leads to.
    enum Lead: Sendable {
        /// Rules to try there, as indices of ``LeakRule/patterns``.
        case rules([Int])
        /// A known value, as an index of `known`.
        case known(Int)
    }

    /// The rules of ``LeakRule/patterns``, compiled.
    struct Rules: Sendable {
        let patterns: [BytePattern]
        let harmless: HarmlessValue

        init(mayCompile: Bool = true) throws(BytePattern.Failure) {
            var patterns: [BytePattern] = []
            for rule in LeakRule.patterns {
                patterns.append(try BytePattern(rule.pattern, isCaseless: rule.isCaseless, mayCompile: mayCompile))
            }
            self.patterns = patterns
            harmless = try HarmlessValue(mayCompile: mayCompile)
        }
    }

    let rules: Rules
    let known: [KnownForms.Form]
    let literals: LiteralSet
    let leads: [Lead]

    /// Compiling takes some milliseconds, once.
    private static let standard = Result { () throws(BytePattern.Failure) in try Rules() }

    /// - Throws: ``LeakCheckError/engine(_:)``.
    init(known: KnownForms, rules: Rules? = nil) throws(LeakCheckError) {
        do {
            if let rules { self.rules = rules } else { self.rules = try Self.standard.get() }
        } catch {
            throw .engine("\(error)")
        }
        self.known = known.forms
        var byLiteral: [LiteralSet.Literal] = []
        var numbers: [[UInt8]: [Int]] = [:]
        for (index, rule) in LeakRule.patterns.enumerated() {
            for text in rule.literals {
                let bytes = Array(text.utf8)
                if numbers[bytes] == nil { byLiteral.append(LiteralSet.Literal(bytes, isCaseless: rule.isCaseless)) }
                numbers[bytes, default: []].append(index)
            }
        }
        let leads = byLiteral.map { Lead.rules(numbers[$0.bytes] ?? []) } + known.forms.indices.map { Lead.known($0) }
        guard let literals = LiteralSet(byLiteral + known.forms.map { LiteralSet.Literal($0.bytes) }) else {
            throw .engine("there is no memory for the texts to search")
        }
        self.leads = leads
        self.literals = literals
    }
}
