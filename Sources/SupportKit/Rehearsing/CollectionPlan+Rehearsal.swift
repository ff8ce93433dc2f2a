extension CollectionPlan {
    /// The same plan with less of every file: enough to see that it can be opened, read and redacted.
    ///
    /// - Parameter bytes: The most bytes of one file; databases and commands are taken as ever.
    /// - Returns: The plan.
    func rehearsed(maximumBytes bytes: Int64) -> CollectionPlan {
        CollectionPlan(
            profile: profile,
            installation: installation,
            window: window,
            artifacts: artifacts.map { $0.capped(at: bytes) },
            wantsVersion: wantsVersion,
            events: events,
            notes: ["PROCESS TEST: a rehearsal, not an incident; at most \(ByteCount(bytes)) of each file are here"]
                + notes
        )
    }
}

extension PlannedArtifact {
    fileprivate func capped(at bytes: Int64) -> PlannedArtifact {
        guard case .file(let path, var treatment) = origin else { return self }
        treatment.maximumBytes = min(treatment.maximumBytes, bytes)
        return PlannedArtifact(
            id: id,
            category: category,
            collector: collector,
            isRequired: isRequired,
            why: why,
            path: self.path,
            source: source,
            origin: .file(path, treatment),
            status: status,
            shortfall: shortfall,
            remedy: remedy,
            note: note
        )
    }
}
