/// Why a span of a text was removed, or looked at and left alone.
///
/// Holds places and the reasons, never the value.
public struct RedactionExplanation: Sendable, Equatable {
    /// What was decided.
    public enum Verdict: Sendable, Equatable {
        /// Removed, by the rule with this id, which says why.
        case removed(rule: String, why: String)
        /// Left alone: the name that was looked at, and why nothing behind it was removed.
        case kept(name: String, why: String)
    }

    /// The line, counted from one.
    public let line: Int
    /// The byte in the line, counted from one.
    public let column: Int
    /// What was decided.
    public let verdict: Verdict
}
