/// Whether somebody answers at a moment, and how long that stays so.
public struct CoverageStatus: Sendable, Equatable {
    /// How far ahead is looked, in seconds: more than a year, so that every holiday has its day.
    static let horizon: Int64 = 400 * 86_400

    /// Whether the moment is inside the hours.
    public let isInside: Bool
    /// When that changes, in seconds since 1970; nil where it does not within 400 days.
    public let changes: Int64?
}

extension SupportCoverage {
    /// The state at a moment, in seconds since 1970.
    public func status(at now: Int64) -> CoverageStatus {
        // Mostly the answer lies within days; only holidays and empty hours need a longer look.
        let near = status(at: now, horizon: 10 * 86_400)
        return near.changes == nil ? status(at: now, horizon: CoverageStatus.horizon) : near
    }

    private func status(at now: Int64, horizon: Int64) -> CoverageStatus {
        let times = hours.intervals(in: now..<(now + horizon), without: holidays)
        if let current = times.first(where: { $0.contains(now) }) {
            return CoverageStatus(
                isInside: true,
                changes: current.upperBound >= now + horizon ? nil : current.upperBound
            )
        }
        return CoverageStatus(isInside: false, changes: times.first?.lowerBound)
    }

    /// One sentence for the request and the terminal: whether somebody answers now, and when that changes.
    public func sentence(at now: Int64) -> String {
        let status = status(at: now)
        let moment = status.changes.map {
            "\(Self.weekday($0, hours.zone)) \(Timestamp.text($0, zone: hours.zone)) (\(hours.zone.name))"
        }
        guard !status.isInside else {
            return moment.map { "Inside coverage hours until \($0)." } ?? "Inside coverage hours (24x7)."
        }
        let meaning = outside.map { "; until then: \($0)" } ?? ""
        guard let moment, let begin = status.changes else { return "Outside coverage hours\(meaning)." }
        return "Outside coverage hours; cover begins again on \(moment), in \(Self.span(begin - now))\(meaning)."
    }

    /// What whoever is on duty must know at a moment, one sentence each: whether somebody answers, what the team does until
    /// then, and whom to telephone.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970.
    ///   - severity: That of the incident, where it was given.
    /// - Returns: The sentences.
    public func hints(at now: Int64, severity: RequestSeverity?) -> [String] {
        var hints = [sentence(at: now)]
        if !status(at: now).isInside, let fallback { hints.append("Until then: \(fallback)") }
        if let telephone, let severity, severity == .stopped || severity == .degraded {
            hints.append("Severity \(severity.rawValue): telephone as well, \(telephone)")
        }
        return hints
    }

    /// What is amiss with the plan itself, one sentence each.
    public var problems: [String] {
        guard fallback == nil, !hours.isAlways || !holidays.isEmpty else { return [] }
        return [
            "the contract does not cover every hour, and there is no plan for the others: "
                + "write what the team does until the vendor answers into 'fallback'"
        ]
    }

    static func weekday(_ instant: Int64, _ zone: TimeZoneName) -> String {
        CoverageHours.dayNames[CoverageHours.weekday(of: zone.day(at: instant))]
    }

    /// `1 day 6 h`, `6 h 30 min`, `5 min`.
    static func span(_ seconds: Int64) -> String {
        let minutes = (seconds + 59) / 60
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
        if days > 0 { return "\(days) \(days == 1 ? "day" : "days")" + (hours > 0 ? " \(hours) h" : "") }
        return hours > 0 ? "\(hours) h" + (rest > 0 ? " \(rest) min" : "") : "\(rest) min"
    }
}
