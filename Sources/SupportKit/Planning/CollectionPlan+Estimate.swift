internal import Platform
internal import SystemPackage

/// What a plan will come to, without a look at any content.
extension CollectionPlan {
    /// What each artifact will come to, in the order of the plan.
    var estimates: [SizeEstimate] {
        guard let window else { return artifacts.map { SizeEstimate($0, share: 1) } }
        let spans = LogSpans(artifacts, zone: window.zone)
        return artifacts.map { SizeEstimate($0, share: share(of: $0, in: window, from: spans.start(of: $0))) }
    }

    /// What the finished bundle is thought to come to, when nothing is given up.
    public var estimatedBundle: (bytes: Int64, isUpperBound: Bool) {
        let estimates = estimates
        let bytes = estimates.reduce(documentBytes) { $0 + $1.stored }
        let unsure = estimates.reduce(0) { $0 + ($1.isUpperBound ? $1.stored : 0) }
        return (bytes, unsure > bytes / 10)
    }

    /// What README.txt, the request and the manifest take up, as far as that can be told before.
    var documentBytes: Int64 { 6_144 + Int64(artifacts.count) * 160 }

    /// Seconds between the window, and the moment everything is about, and the time in which each log was written, in the
    /// order of the plan: 0 for those that may have records of it, and nil for what is no log.
    func distances(now: Int64) -> [(window: Int64, moment: Int64)?] {
        let since = window?.since ?? now
        let until = window?.until ?? now
        // Without a middle the end is worth most.
        let moment = window?.middle ?? until
        let spans = LogSpans(artifacts, zone: window?.zone ?? .host)
        return artifacts.map { artifact in
            guard artifact.category == .logs, let status = artifact.status else { return nil }
            let start = spans.start(of: artifact) ?? min(until, status.modified)
            return (max(0, since - status.modified, start - until), max(0, moment - status.modified, start - moment))
        }
    }

    /// How much of an artifact lies in the window, if it was written evenly from `start` until it was last modified; nil
    /// when that cannot be told.
    private func share(of artifact: PlannedArtifact, in window: IncidentWindow, from start: Int64?) -> Double? {
        guard let status = artifact.status else { return 1 }
        switch artifact.origin {
        case .database(_, _, _, let cut): guard cut?.cuts(status.size) ?? false else { return 1 }
        case .file where artifact.category == .logs:
            if window.defaultLength != nil, status.size <= DefaultWindow.wholeBelow { return 1 }
        default: return 1
        }
        guard let start, start < status.modified else { return nil }
        let reaching = window.reaching(status.modified)
        let first = max(reaching.since ?? start, start)
        let last = min(reaching.until ?? status.modified, status.modified)
        guard first < last else { return 0 }
        return min(Double(last - first) / Double(status.modified - start), 1)
    }
}
