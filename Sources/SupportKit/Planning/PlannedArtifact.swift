public import Platform
public import SystemPackage

/// One row of a plan: something that will be collected, or the reason why it cannot be.
public struct PlannedArtifact: Sendable {
    /// Why an artifact cannot be had, or will not be taken.
    public struct Shortfall: Equatable, Sendable {
        /// The outcome the manifest will show.
        public let outcome: ArtifactOutcome
        /// What is in the way.
        public let reason: String
        /// What to do about it.
        public let remedy: String?

        init(_ outcome: ArtifactOutcome, _ reason: String, remedy: String? = nil) {
            self.outcome = outcome
            self.reason = reason
            self.remedy = remedy
        }
    }

    /// The artifact's id in its profile.
    public let id: String
    /// The folder of the bundle.
    public let category: Category
    /// The kind of collector.
    public let collector: String
    /// Whether a bundle without it is incomplete.
    public let isRequired: Bool
    /// Why the vendor needs it.
    public let why: String
    /// Its path in the bundle, below the top folder.
    public internal(set) var path: FilePath
    /// Where it comes from, for people.
    public let source: String
    /// Where its bytes come from; nil when there is a shortfall.
    public let origin: Origin?
    /// What the system says of the file; nil for anything that is no file.
    public let status: FileStatus?
    /// Why it cannot be had; nil when it can.
    public let shortfall: Shortfall?
    /// What to do when it turns out that it cannot be had.
    public let remedy: String?
    /// What the vendor must know of it, such as that the file changed after the server started.
    public let note: String?
}
