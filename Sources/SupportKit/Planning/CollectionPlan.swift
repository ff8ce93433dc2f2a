internal import Platform

/// What will be collected, decided before any content is read, and exactly what `collect` then does.
public struct CollectionPlan: Sendable {
    /// The product's profile.
    public let profile: Profile
    /// The installation.
    public let installation: Installation
    /// The incident window; nil for everything there is.
    public let window: IncidentWindow?
    /// Every artifact, also those that cannot be had, in the order of collection.
    public let artifacts: [PlannedArtifact]
    /// Whether the version is looked for.
    public let wantsVersion: Bool
    /// How logs tell errors, starts, stops and crashes: the product's marks and those of the profiles it uses.
    public let events: EventProfile
    /// What people must know that belongs to no single artifact.
    public let notes: [String]

    /// The artifacts that can be had.
    public var available: [PlannedArtifact] { artifacts.filter { $0.shortfall == nil } }

    /// The moment everything is about: the middle of a window that was given, else its end, seconds since 1970.
    func incident(now: Int64) -> Int64 {
        guard let window else { return now }
        guard let since = window.since, window.defaultLength == nil else { return window.until ?? now }
        return since + ((window.until ?? now) - since) / 2
    }

    /// The same plan with its artifacts in another order.
    func ordered(_ artifacts: [PlannedArtifact]) -> CollectionPlan {
        CollectionPlan(
            profile: profile,
            installation: installation,
            window: window,
            artifacts: artifacts,
            wantsVersion: wantsVersion,
            events: events,
            notes: notes
        )
    }

    /// Bytes of all files that will be read, as the system states them now, holes left out.
    public var estimatedBytes: Int64 {
        artifacts.reduce(0) { total, artifact in
            guard artifact.shortfall == nil, let status = artifact.status else { return total }
            let limit = artifact.treatment?.maximumBytes ?? Int64.max
            // The holes of a sparse file compress to nothing.
            return total + min(status.size, limit, max(status.allocated, 4_096))
        }
    }
}
