internal import Platform
internal import SystemPackage

/// What a plan will come to, without a look at any content.
extension CollectionPlan {
    /// What each artifact will come to, in the order of the plan.
    var estimates: [SizeEstimate] {
        let spans = window == nil ? [:] : logSpans
        return artifacts.map { artifact in
            SizeEstimate(artifact, share: share(of: artifact, from: spans[artifact.path]))
        }
    }

    /// Bytes the finished bundle is thought to have, when nothing is given up.
    public var estimatedBundleBytes: Int64 {
        estimates.reduce(documentBytes) { $0 + $1.stored }
    }

    /// What README.txt, the request and the manifest take up, as far as that can be told before.
    var documentBytes: Int64 { 6_144 + Int64(artifacts.count) * 160 }

    /// How much of an artifact lies in the window, if it was written evenly from `start` until it was last modified.
    private func share(of artifact: PlannedArtifact, from start: Int64?) -> Double {
        guard let window, let status = artifact.status else { return 1 }
        switch artifact.origin {
        case .database(_, _, _, let cut): guard cut != nil else { return 1 }
        case .file where artifact.category == .logs:
            if window.defaultLength != nil, status.size <= DefaultWindow.wholeBelow { return 1 }
        default: return 1
        }
        guard let start, start < status.modified else { return 1 }
        let reaching = window.reaching(status.modified)
        let first = max(reaching.since ?? start, start)
        let last = min(reaching.until ?? status.modified, status.modified)
        // A file that was made after the window, or ended before it, was copied: its times tell nothing.
        guard first < last else { return 1 }
        return min(max(Double(last - first) / Double(status.modified - start), 0), 1)
    }

    /// Since when each log was written: since the file before it in its series ended, or since it was made.
    private var logSpans: [FilePath: Int64] {
        var series: [[UInt8]: [PlannedArtifact]] = [:]
        var spans: [FilePath: Int64] = [:]
        for artifact in artifacts {
            guard let status = artifact.status, let name = artifact.path.lastComponent else { continue }
            if case .database = artifact.origin { spans[artifact.path] = status.created }
            guard artifact.category == .logs else { continue }
            let key =
                artifact.path.removingLastComponent().bytes + [0] + LogSeries.key(of: FilePath(root: nil, [name]).bytes)
            series[key, default: []].append(artifact)
        }
        for files in series.values {
            let ordered = files.sorted { ($0.status?.modified ?? 0) < ($1.status?.modified ?? 0) }
            var previous: Int64?
            for file in ordered {
                spans[file.path] = previous ?? file.status?.created
                previous = file.status?.modified
            }
        }
        return spans
    }
}
