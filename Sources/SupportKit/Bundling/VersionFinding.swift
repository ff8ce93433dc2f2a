/// What one source says of a version.
struct VersionFinding: Equatable {
    /// The source, as the profile names it, and the place it was read at.
    let source: String
    /// Whether it tells what runs rather than what is installed.
    let tellsRunning: Bool
    /// The version; nil when the source had none.
    let version: String?
    /// The text the version stands in, or why there is none.
    let evidence: String
}
