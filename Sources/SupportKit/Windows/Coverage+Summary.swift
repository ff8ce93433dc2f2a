extension Coverage {
    /// One line for people, such as
    /// `covers 01:12–01:45 of 01:00–02:00, nothing between 01:20 and 01:31; begins inside the window: …`.
    ///
    /// - Parameters:
    ///   - incident: the window, whose zone times are shown in.
    ///   - modified: when the file was last written, in seconds since 1970; it tells a log that ended from one whose
    ///     last records may not have been written yet.
    /// - Returns: the line, without a full stop.
    func summary(of incident: IncidentWindow, modified: Int64? = nil) -> String {
        let window = RecordWindow(incident)
        guard hasTimes else { return Self.noTimes }
        let format = TimeText(window: incident, coverage: self)
        guard let first, let last else {
            let near = [
                lastBefore.map { "the last record before is of \(format.text($0))" },
                firstAfter.map { "the first after is of \(format.text($0))" },
            ].compactMap(\.self)
            let reason = near.isEmpty ? "" : ": " + near.joined(separator: ", ")
            return "covers nothing of \(format.windowText)\(reason)"
        }
        var line = "covers \(format.text(first))–\(format.text(last)) of \(format.windowText)"
        if !holes.isEmpty {
            let shown = holes.prefix(3).map { "between \(format.text($0.from)) and \(format.text($0.to))" }
            line += ", nothing " + shown.joined(separator: ", ")
            if holes.count > 3 { line += " and \(holes.count - 3) times more" }
        }
        var remarks: [String] = []
        if start(window) == .fileEnds {
            remarks.append("begins after the window's start: rotated away before, or started then")
        }
        if end(window) == .fileEnds, let until = incident.until, RecordWindow.seconds(last) < until {
            let isOlder = modified.map { $0 < until } ?? false
            remarks.append(
                "ends before the window's end: "
                    + (isOlder ? "idle, stopped or rotated since" : "idle, or still buffered")
            )
        }
        if ambiguousRecords > 0 {
            remarks.append(
                "\(ambiguousRecords) records of the hour that comes twice were kept in doubt: its two passes look alike"
            )
        }
        if !isOrdered { remarks.append("its times go back: all of it was read") }
        if clockSteps > 0 {
            remarks.append("its clock was put back \(clockSteps == 1 ? "once" : "\(clockSteps) times")")
        }
        return ([line] + remarks).joined(separator: "; ")
    }

    /// What is said of a log that cannot be cut.
    static let noTimes = "no times that are known in its lines: taken whole, by its modification time"

    /// The first and the last kept record in RFC 3339 with offset.
    func interval(zone: TimeZoneName) -> (first: String, last: String)? {
        guard let first, let last else { return nil }
        return (
            Timestamp.text(RecordWindow.seconds(first), zone: zone),
            Timestamp.text(RecordWindow.seconds(last), zone: zone)
        )
    }
}

/// Times as short as they can be without doubt: minutes in a long window, seconds in a short one, the date when there
/// are several days.
private struct TimeText {
    private let incident: IncidentWindow
    private let hasDate: Bool
    private let hasSeconds: Bool

    init(window incident: IncidentWindow, coverage: Coverage) {
        self.incident = incident
        let times = [
            incident.since, incident.until, coverage.first.map(RecordWindow.seconds),
            coverage.last.map(RecordWindow.seconds), coverage.lastBefore.map(RecordWindow.seconds),
            coverage.firstAfter.map(RecordWindow.seconds),
        ].compactMap(\.self)
        let days = Set(times.map { Timestamp.text($0, zone: incident.zone).prefix(10) })
        hasDate = days.count > 1
        let length = (incident.until ?? .max / 2) - (incident.since ?? .min / 2)
        hasSeconds = length < 600
    }

    var windowText: String {
        let start = incident.since.map(seconds) ?? "the beginning"
        let end = incident.until.map(seconds) ?? "now"
        return incident.since == nil || incident.until == nil ? "\(start) to \(end)" : "\(start)–\(end)"
    }

    func text(_ nanoseconds: Int64) -> String { seconds(RecordWindow.seconds(nanoseconds)) }

    private func seconds(_ seconds: Int64) -> String {
        let text = Timestamp.text(seconds, zone: incident.zone)
        let time = text.dropFirst(11).prefix(hasSeconds ? 8 : 5)
        return hasDate ? "\(text.prefix(10)) \(time)" : String(time)
    }
}
