/// Why no single installation could be chosen.
public enum InstallationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing was found; the text says where was looked and what to do.
    case notFound(String)
    /// Several were found; each line describes one.
    case ambiguous(product: String, candidates: [String])
    /// What the user named cannot be used.
    case unusable(String)

    /// Sentences for the user.
    public var description: String {
        switch self {
        case .notFound(let text), .unusable(let text): text
        case .ambiguous(let product, let candidates):
            "there are \(candidates.count) installations of \(product); choose one with --config FILE, or with --instance NAME where the names differ:\n"
                + candidates.map { "  \($0)" }.joined(separator: "\n")
        }
    }
}
