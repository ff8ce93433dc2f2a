/// What a rehearsal found out about one artifact, or about one step of the way to the vendor.
public struct RehearsalVerdict: Codable, Hashable, Sendable {
    /// Whether it can be had.
    ///
    /// The raw values are stable.
    public enum State: String, Codable, CaseIterable, Sendable {
        case ready, notYet, leftOut
    }

    /// The artifact's id in its profile, or the name of the step.
    public let id: String
    /// Where it comes from, for people.
    public let source: String
    /// The category of the bundle, or `step`.
    public let category: String
    /// Whether nothing is ready without it.
    public let required: Bool
    /// The verdict.
    public let state: State
    /// How the attempt ended; nil for a step.
    public let outcome: ArtifactOutcome?
    /// What is in the way, or what else must be known.
    public let reason: String?
    /// What to do about it.
    public let remedy: String?
    /// The size of the source in bytes, or nil where it has none.
    public let bytes: Int64?
    /// The time it took.
    public let milliseconds: Int

    /// Judges an artifact.
    ///
    /// - Parameters:
    ///   - record: Its row in the manifest, redacted.
    ///   - artifact: What was planned; nil for the version.
    ///   - limit: The most bytes taken of a file.
    ///   - redact: Removes secrets from a text of the plan.
    init(_ record: ArtifactRecord, artifact: PlannedArtifact?, limit: Int64, redact: (String) -> String) {
        id = artifact?.id ?? record.collector
        // Where names are replaced, only in what leaves the host.
        source = artifact.map { redact($0.source) } ?? record.source
        category = record.category
        required = record.required
        outcome = record.outcome
        bytes = record.sourceBytes ?? record.bytes
        milliseconds = record.milliseconds
        let isCutForRehearsal =
            record.outcome == .partial
            && (record.reason?.hasPrefix("only the last ") == true
                || record.reason?.contains(" than the \(limit) bytes allowed") == true
                || record.reason?.contains("from the middle of the window were left out: at most \(ByteCount(limit)) ")
                    == true)
        state =
            record.outcome == .excluded
            ? .leftOut : record.outcome.isShortfall && !isCutForRehearsal ? .notYet : .ready
        guard state == .notYet else {
            reason = isCutForRehearsal ? "read in part, as a rehearsal does" : record.reason
            remedy = nil
            return
        }
        let planned = (artifact?.shortfall?.remedy ?? artifact?.remedy).map(redact)
        // What is optional and not there on this host needs no advice.
        remedy = planned ?? (record.required || record.outcome != .missing ? record.outcome.remedy : nil)
        var text = record.reason ?? record.outcome.meaning
        // The manifest has reason and remedy in one sentence.
        if let planned { text = text.replacing("; " + planned, with: "") }
        reason = text
    }

    /// Judges a step.
    init(step: String, source: String, required: Bool = true, problem: String?, remedy: String? = nil) {
        id = step
        self.source = source
        category = "step"
        self.required = required
        state = problem == nil ? .ready : .notYet
        outcome = nil
        reason = problem
        self.remedy = problem == nil ? nil : remedy
        bytes = nil
        milliseconds = 0
    }

    /// Whether it stands in the way of readiness.
    public var isObstacle: Bool { required && state == .notYet }
}
