/// How the attempt to gather one artifact ended.
///
/// The raw values are part of the manifest's stable format.
public enum ArtifactOutcome: String, CaseIterable, Codable, Hashable, Sendable {
    case collected, partial, empty, missing, denied, timedOut, failed, excluded, overBudget

    /// What it means, in one line for people.
    public var meaning: String {
        switch self {
        case .collected: "gathered completely"
        case .partial: "gathered in part: some of it could not be read or was cut"
        case .empty: "there, and holds nothing"
        case .missing: "not there"
        case .denied: "there, but this user may not read it"
        case .timedOut: "did not answer in time"
        case .failed: "could not be gathered"
        case .excluded: "left out on purpose"
        case .overBudget: "left out because the size or time allowed for the bundle was used up"
        }
    }

    /// What somebody who needs the artifact can do, or nil where nothing is amiss.
    public var remedy: String? {
        switch self {
        case .collected, .empty, .excluded: nil
        case .partial: "collect again, with a larger --max-size or a longer --deadline if it was cut"
        case .missing: "check that the product writes it, and that --root and --config point to the right instance"
        case .denied: "collect again as the product's own user, or have the file's owner grant read access"
        case .timedOut: "collect again when the host is less busy, or with a longer --deadline"
        case .failed: "see the reason, and collect again or send it separately"
        case .overBudget: "collect again with a larger --max-size, a longer --deadline, or a shorter incident window"
        }
    }

    /// Whether something that should be in the bundle is not, or not completely.
    ///
    /// What was left out on purpose is no shortfall, nor is an empty source.
    public var isShortfall: Bool {
        switch self {
        case .collected, .empty, .excluded: false
        case .partial, .missing, .denied, .timedOut, .failed, .overBudget: true
        }
    }
}
