/// Whether a bundle holds everything its profile marks as required.
///
/// The raw values are part of the manifest's format.
public enum BundleOutcome: String, Codable, Hashable, Sendable {
    case complete, incomplete

    /// The outcome that follows from the artifacts: incomplete when a required one falls short, or when nothing at all was
    /// taken although something is required.
    public init(of artifacts: some Sequence<ArtifactRecord>, isEmpty: Bool = false) {
        let fallsShort = artifacts.contains { $0.required && ($0.outcome.isShortfall || isEmpty) }
        self = fallsShort ? .incomplete : .complete
    }
}
