internal import ArgumentParser
internal import Platform
internal import SupportKit

struct WindowOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Begin of the incident: RFC 3339, '2026-11-21 01:30', 01:30, -2h or now. Logs are cut to the window by the times of their records; what was last written before it is left out. Default of collect: 24 hours before now, or before the logs of a server that is down end.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("End of the incident; default now.", valueName: "time")
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
        help: ArgumentHelp("Length of the incident around its middle, such as 30m or 2h.", valueName: "duration")
    )
    var window: String?

    @Flag(name: .customLong("all-times"), help: "No window: take everything there is.")
    var allTimes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The zone of times that name none, such as Europe/Berlin; default the host's.",
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
        if (around == nil) != (window == nil) { throw ValidationError("--around and --window go together") }
    }

    /// What holds when no window is given; nil for everything there is.
    func fallback(now: Int64, settings: HostSettings, profile: Profile) throws -> DefaultWindow? {
        guard !allTimes else { return nil }
        var length = profile.windowLength
        if let text = settings["default-window"] {
            guard let given = WindowLength(text: text) else {
                throw ValidationError("default-window: '\(text)' is neither a duration such as 24h nor 'all'")
            }
            length = given
        }
        guard case .last(let seconds) = length ?? .usual else { return nil }
        return DefaultWindow(length: seconds, now: now, zone: try zone(settings))
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
    func resolve(now: Int64, settings: HostSettings) throws -> (window: IncidentWindow?, echo: [String]) {
        let zone = try zone(settings)
        var echo: [String] = []
        func read(_ name: String, _ text: String?) throws -> Int64? {
            guard let text else { return nil }
            do {
                let seconds = try TimeExpression.parse(text, now: now, zone: zone)
                echo.append("\(name) \(text) is read as \(Timestamp.text(seconds, zone: zone))")
                return seconds
            } catch {
                throw ValidationError("\(name): \(error)")
            }
        }
        if let middle = try read("--around", around), let window {
            guard let length = Duration(text: window) else {
                throw ValidationError("--window: '\(window)' is not a duration; write 30m, 2h or 1d")
            }
            let half = length.components.seconds / 2
            return (IncidentWindow(since: middle - half, until: middle + half, zone: zone, middle: middle), echo)
        }
        let start = try read("--since", since)
        let end = try read("--until", until)
        if let start, let end, start > end {
            throw ValidationError(
                "--since \(Timestamp.text(start, zone: zone)) is after --until \(Timestamp.text(end, zone: zone))"
            )
        }
        if let start, start > now {
            throw ValidationError("--since \(Timestamp.text(start, zone: zone)) is in the future")
        }
        guard start != nil || end != nil else { return (nil, []) }
        return (IncidentWindow(since: start, until: end, zone: zone), echo)
    }
}
