internal import Platform
internal import SystemPackage

/// A bundle that may only be so large: every artifact is taken within its share, or shortened, or given up.
extension BundleBuilder {
    /// An entry was about to become larger than its share.
    struct Overrun: Error {
        /// Bytes of its content so far.
        let content: Int64
        /// Bytes it took up in the bundle.
        let stored: Int64
    }

    /// A shorter piece of a log than this says nothing.
    private static let leastBytes: Int64 = 4 << 10
    private static let attempts = 10
    /// From this attempt on half as much is tried: what was read so far tells little of the rest.
    private static let halvingFrom = 2
    /// Of the time that is left even the smallest log has so much: to open it takes time as well.
    private static let leastPortion = 0.03
    /// Logs into which a look is taken before they are ranked.
    private static let mostLooks = 256
    /// Bytes in a millisecond, until it is known better.
    private static let usualPace = 20_000.0

    /// What the artifacts of a plan are thought to cost in bytes and, as bytes to be read, in time.
    static func demands(
        of plan: CollectionPlan,
        files: HostFileSystem,
        now: Int64
    ) -> [(size: BundleBudget.Demand, time: BundleBudget.Demand)] {
        var looks = mostLooks
        return zip(zip(plan.artifacts, plan.estimates), plan.distances(now: now)).map { pair, times in
            let (artifact, estimate) = pair
            let distance = times?.window
            var size = BundleBudget.Demand(cost: estimate.stored, distance: distance)
            size.fromMoment = times?.moment ?? 0
            if distance == 0, looks > 0, case .file(let path, let treatment) = artifact.origin,
                let window = plan.window,
                let status = artifact.status, status.size > RecordTimeFormat.headSize
            {
                looks -= 1
                let log = LogWindow(window, times: treatment.times)
                let head = (try? FileHead.read(path, files: files, count: RecordTimeFormat.headSize)) ?? []
                size.isDated = log.cut(head: head.span, modified: status.modified) != nil
            }
            var time = size
            time.cost = estimate.content
            return (size, time)
        }
    }

    /// Takes an artifact; when it does not fit into its share, less of it.
    mutating func gatherWithinBudget(
        _ artifact: PlannedArtifact,
        _ origin: Origin,
        _ record: inout ArtifactRecord
    ) async throws(BundleError) {
        defer {
            budget?.finish(artifact)
            timeBudget?.finish(artifact)
            entryDeadline = nil
        }
        let planned = origin
        let origin = originWithinTime(artifact, planned)
        defer {
            if case .file(_, let treatment) = origin, case .file(_, let asked) = planned,
                treatment.maximumBytes < asked.maximumBytes, record.outcome == .partial
            {
                let text =
                    "shortened, so that the time allowed is enough for all artifacts; collect it with a longer --deadline"
                record.remark(text)
            }
        }
        guard let maximum = options.maximumSize, let budget else { return try await gather(artifact, origin, &record) }
        try settle()
        let left = maximum - reserved - written
        let share = budget.share(of: artifact, left: left)
        let blank = record
        var current = origin
        var isShortened = false
        for attempt in 0..<Self.attempts {
            overrun = nil
            entryLimit = max(share, 0)
            record = blank
            try await gather(artifact, current, &record)
            entryLimit = nil
            guard let overrun, budget.isLarge(artifact),
                let less = less(
                    of: current,
                    size: artifact.status?.size ?? 0,
                    overrun,
                    share: share,
                    part: attempt < Self.halvingFrom ? 0.875 : 0.5
                )
            else { break }
            current = less
            isShortened = true
        }
        let size = ByteCount(maximum)
        let remedy = "collect it with a larger --max-size, or with a shorter window (--around)"
        if overrun != nil {
            record = blank
            record.outcome = .overBudget
            record.reason = "given up, so that the bundle stays within \(size); \(remedy)"
        } else if isShortened, record.isStored {
            record.outcome = .partial
            let text = "shortened, so that the bundle stays within \(size); \(remedy)"
            record.remark(text)
        }
        overrun = nil
    }

    /// So much of a large file as can be read in its share of the time that is left, at the pace of the run so far.
    private mutating func originWithinTime(_ artifact: PlannedArtifact, _ origin: Origin) -> Origin {
        guard case .file(let path, var treatment) = origin, let remaining, let timeBudget,
            timeBudget.isLarge(artifact)
        else { return origin }
        let milliseconds = pace.time.inMilliseconds
        let isKnown = pace.bytes >= 1 << 20 && milliseconds > 0
        let rate = isKnown ? Double(pace.bytes) / Double(milliseconds) : Self.usualPace
        // A tenth is kept for the documents.
        let readable = Int64(rate * Double(remaining.inMilliseconds) * 0.9)
        let share = max(timeBudget.share(of: artifact, left: readable), Self.leastBytes)
        // Where the pace was overrated, the time itself is the limit.
        let ofAll = max(timeBudget.portion(of: artifact) * 1.5, Self.leastPortion)
        let part = min(Double(share) / Double(max(readable, 1)), ofAll, 1) * 0.95
        entryDeadline = elapsed + remaining * part
        guard share < treatment.maximumBytes else { return origin }
        treatment.maximumBytes = share
        treatment.keepsBothEnds = share < artifact.status?.size ?? 0
        return .file(path, treatment)
    }

    /// Ends an entry that is about to become too large.
    ///
    /// - Parameters:
    ///   - start: where the entry begins.
    ///   - content: bytes of its content so far.
    ///   - isEnd: whether that is all; what the writer still holds then counts as well.
    /// - Throws: ``Overrun`` when the entry is larger than its share; ``BundleError`` when the bundle cannot be written.
    mutating func checkLimit(start: Int64, content: Int64, isEnd: Bool) throws {
        guard let limit = entryLimit else { return }
        let stored: Int64
        if isEnd {
            stored = try sizeWithHeld() - start
        } else {
            try settle()
            stored = written - start
        }
        guard stored > limit else { return }
        let overrun = Overrun(content: content, stored: max(stored, 1))
        self.overrun = overrun
        throw overrun
    }

    /// The same source, with so much less of it that it should fit; nil when too little would be left.
    private func less(of origin: Origin, size: Int64, _ overrun: Overrun, share: Int64, part: Double) -> Origin? {
        // A little less than what would fit if all of it were like what was read; at most so large a part of what was
        // tried before.
        let bytes = Int64(Double(share) * Double(overrun.content) / Double(overrun.stored) * 0.85)
        switch origin {
        case .file(let path, var treatment):
            let limit = min(bytes, Int64(Double(treatment.maximumBytes) * part))
            guard limit >= Self.leastBytes else { return nil }
            treatment.maximumBytes = limit
            treatment.keepsBothEnds = true
            return .file(path, treatment)
        case .database(let path, let timeout, let namer, let window):
            guard let shorter = window?.reduced(size, now: options.created) else { return nil }
            return .database(path, timeout: timeout, namedBy: namer, window: shorter)
        case .command(var command):
            let limit = min(bytes, Int64(Double(command.maximumBytes) * part))
            guard limit >= Self.leastBytes else { return nil }
            command.maximumBytes = limit
            return .command(command)
        case .facts: return nil
        }
    }
}

extension IncidentWindow {
    /// A quarter of it, around its middle or else at its end; nil for one that has no beginning, or is a minute long.
    func shortened(now: Int64) -> IncidentWindow? {
        guard let since else { return nil }
        let end = until ?? now
        let length = (end - since) / 4
        guard length >= 60 else { return nil }
        // The incident is where somebody said, else rather at the end, up to which logs are kept, too.
        let first = middle.map { max($0 - length / 2, since) } ?? end - length
        return IncidentWindow(
            since: first,
            until: until == nil ? nil : first + length,
            zone: zone,
            defaultLength: defaultLength.map { _ in length },
            note: note,
            middle: middle
        )
    }
}
