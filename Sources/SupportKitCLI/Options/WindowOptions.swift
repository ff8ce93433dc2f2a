internal import ArgumentParser
internal import Platform
internal import SupportKit

struct WindowOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Begin of the incident: RFC 3339, '2026-11-21 01:30', 01:30 (the latest one), 'yesterday 14:00', -1h30m, now, or a time copied from a log. Logs are cut to the window by the times of their records; what was last written before it is left out. Default of collect: 24 hours before now, or before the logs of a server that is down end.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp(
            "End of the incident; default now. A day ends with its last second. Without --since the window is as long as the default.",
            valueName: "time"
        )
    )
    var until: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Middle of the incident; with --window.", valueName: "time")
    )
    var around: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Length of the incident around its middle, such as 30m or 1h30m.", valueName: "duration")
    )
    var window: String?

    @Flag(name: .customLong("all-times"), help: "No window: take everything there is.")
    var allTimes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The zone of the times given here that name none, and of logs that name none and have none in the profile, such as Europe/Berlin; all times are shown in it. Default the host's.",
            valueName: "zone"
        )
    )
    var timezone: String?

    func validate() throws {
        if around != nil && (since != nil || until != nil) {
            throw ValidationError("--around goes with --window, not with --since or --until")
        }
        if allTimes && (around != nil || since != nil || until != nil) {
            throw ValidationError("--all-times and a window exclude each other")
        }
        if (around == nil) != (window == nil) {
            throw ValidationError("--around and --window go together, as in --around 01:15 --window 30m")
        }
    }

    /// What holds when no window is given; nil for everything there is.
    func fallback(now: Int64, settings: HostSettings, profile: Profile) throws -> DefaultWindow? {
        guard !allTimes, let seconds = try length(settings, profile) else { return nil }
        return DefaultWindow(length: seconds, now: now, zone: try zone(settings))
    }

    /// How long a window is for which no begin is given, in seconds; nil for everything there is.
    private func length(_ settings: HostSettings, _ profile: Profile) throws -> Int64? {
        var length = profile.windowLength
        if let text = settings["default-window"] {
            guard let given = WindowLength(text: text) else {
                throw ValidationError("default-window: '\(text)' is neither a duration such as 24h nor 'all'")
            }
            length = given
        }
        guard case .last(let seconds) = length ?? .usual else { return nil }
        return seconds
    }

    /// The zone of times that name none.
    func zone(_ settings: HostSettings) throws -> TimeZoneName {
        let name = timezone ?? settings["timezone"]
        guard let zone = name.map({ TimeZoneName(name: $0) }) ?? .host else {
            throw ValidationError("there is no time zone '\(name ?? "")'; write it as Europe/Berlin or UTC")
        }
        return zone
    }

    /// The window, and how each time was understood.
    func resolve(
        now: Int64,
        settings: HostSettings,
        profile: Profile
    ) throws -> (window: IncidentWindow?, echo: [String]) {
        var expression = WindowExpression()
        (expression.since, expression.until) = (since, until)
        (expression.around, expression.window) = (around, window)
        do {
            return try expression.resolve(now: now, zone: zone(settings), length: length(settings, profile))
        } catch let problem as TimeExpression.Problem {
            throw ValidationError(problem.description)
        }
    }
}
