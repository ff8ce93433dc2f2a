/// Decides from the first records of a log's rotated files which of them lie wholly outside the incident window.
enum LogRotation {
    /// One file of a log.
    struct File: Equatable, Sendable {
        /// When its first record was written, nil when its lines have no times.
        let first: RecordTime?
        /// When it was last written, in seconds since 1970.
        let modified: Int64
        /// Its size in bytes.
        let size: Int64
    }

    /// What becomes of a file.
    enum Decision: Equatable, Sendable {
        /// All of it is taken.
        case keep
        /// Nothing of it is in the window.
        case skip
        /// Its records have to be looked at.
        case cut
    }

    /// A decision and why.
    struct Verdict: Equatable, Sendable {
        let decision: Decision
        /// One clause for the manifest, without a full stop.
        let reason: String
    }

    /// Decides on the files of one log, in the order in which they are given.
    ///
    /// A file ends where the next one begins; what is close to the window's ends is looked at, not judged by that. The
    /// files must be of one log: see ``LogSeries``.
    static func decide(_ files: [File], window incident: IncidentWindow) -> [Verdict] {
        let window = RecordWindow(incident)
        let wide = window.widened(by: RecordWindow.disorder)
        return files.map { file in
            let written = "last written at \(Timestamp.text(file.modified, zone: incident.zone))"
            guard let first = file.first else {
                guard let since = incident.since, file.modified < since else {
                    return Verdict(decision: .keep, reason: "its lines have no times; \(written)")
                }
                return Verdict(decision: .skip, reason: "its lines have no times; \(written), before the window")
            }
            let begins = "begins at \(text(first.earliest, incident))"
            if wide.isBefore(first) { return Verdict(decision: .skip, reason: "\(begins), after the window") }
            let next = files.compactMap(\.first).filter { $0.earliest > first.latest }.min { $0.earliest < $1.earliest }
            if let next, wide.isAfter(next) {
                let reason =
                    "ends before the next file, which begins at \(text(next.latest, incident)), before the window"
                return Verdict(decision: .skip, reason: reason)
            }
            // A time of modification before the first record was set by somebody, and says nothing.
            let modified = RecordWindow.nanoseconds(file.modified)
            let isHonest = modified >= first.earliest - RecordWindow.disorder
            if isHonest, modified < window.since {
                return Verdict(decision: .skip, reason: "\(written), before the window")
            }
            let endsInside = next.map { $0.latest <= window.until } ?? (isHonest && modified <= window.until)
            if first.earliest >= window.since, endsInside {
                return Verdict(decision: .keep, reason: "\(begins) and ends inside the window")
            }
            return Verdict(decision: .cut, reason: "\(begins); \(written)")
        }
    }

    private static func text(_ nanoseconds: Int64, _ incident: IncidentWindow) -> String {
        Timestamp.text(RecordWindow.seconds(nanoseconds), zone: incident.zone)
    }
}
