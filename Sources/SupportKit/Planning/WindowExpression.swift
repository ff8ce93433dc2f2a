/// An incident window as a person gives it: by its ends, or by its middle and length.
public struct WindowExpression: Sendable {
    /// Its beginning.
    public var since: String?
    /// Its end.
    public var until: String?
    /// Its middle.
    public var around: String?
    /// Its length, with the middle.
    public var window: String?

    /// Creates an expression that says nothing.
    public init() {}

    /// The window that is meant.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - zone: the zone of times that name none.
    ///   - length: how many seconds a window has of which only the end is given; nil for everything before it.
    /// - Returns: the window, nil when none is given, and how each time was understood, for people.
    /// - Throws: `TimeExpression.Problem` that names the option and says what can be written.
    public func resolve(
        now: Int64,
        zone: TimeZoneName,
        length: Int64?
    ) throws(TimeExpression.Problem) -> (window: IncidentWindow?, echo: [String]) {
        var resolution = Resolution(now: now, zone: zone)
        if let around, let window { return try resolution.window(around: around, length: window) }
        var (start, end) = (TimeReading?.none, TimeReading?.none)
        if let since {
            start = try resolution.read("--since", since, .begin)
            try resolution.refuseFuture("--since", since, start)
        }
        if let until { end = try resolution.read("--until", until, .end) }
        guard let end else { return start.map { resolution.window(since: $0.instant, until: nil) } ?? (nil, []) }
        guard let start else {
            guard let length else { return resolution.window(since: nil, until: end.instant) }
            resolution.notes.append(
                "\(DefaultWindow.text(length)) up to --until, as no --since was given; --since changes it"
            )
            return resolution.window(since: end.instant - length, until: end.instant)
        }
        guard start.instant < end.instant else {
            let advice =
                start.namesDay && end.namesDay
                ? "write the earlier time behind --since"
                : "a time without date is the latest one before now (\(resolution.text(now))), so write the dates"
            throw .init(
                "--until \(until ?? "") (\(resolution.text(end.instant))) is not after "
                    + "--since \(since ?? "") (\(resolution.text(start.instant))): \(advice)"
            )
        }
        return resolution.window(since: start.instant, until: end.instant)
    }

    /// What is known while a window is resolved.
    private struct Resolution {
        let now: Int64
        let zone: TimeZoneName
        var echo: [String] = []
        /// What stands beside the window wherever it is shown.
        var notes: [String] = []

        init(now: Int64, zone: TimeZoneName) {
            self.now = now
            self.zone = zone
        }

        func text(_ instant: Int64) -> String { Timestamp.text(instant, zone: zone) }

        mutating func read(
            _ name: String,
            _ text: String,
            _ edge: TimeExpression.Edge
        ) throws(TimeExpression.Problem) -> TimeReading {
            do {
                let reading = try TimeExpression.read(text, now: now, zone: zone, edge: edge)
                echo.append("\(name) \(text) is read as \(self.text(reading.instant))")
                notes += reading.remarks.map { "\(name): \($0)" }
                return reading
            } catch {
                throw .init("\(name): \(error)")
            }
        }

        func refuseFuture(
            _ name: String,
            _ text: String,
            _ reading: TimeReading?
        ) throws(TimeExpression.Problem) {
            guard let reading, reading.instant > now else { return }
            throw .init(
                "\(name) \(text) is \(self.text(reading.instant)), in the future (it is \(self.text(now))): "
                    + "write the date that is meant, or the zone if it is another one, such as '2026-11-21 01:30 +01:00'"
            )
        }

        mutating func window(
            around: String,
            length: String
        ) throws(TimeExpression.Problem) -> (window: IncidentWindow?, echo: [String]) {
            let middle = try read("--around", around, .begin)
            guard !middle.isWholeDay else {
                throw .init(
                    "--around: '\(around)' is a whole day; write a time of day as well, such as '\(around) 14:00'"
                )
            }
            try refuseFuture("--around", around, middle)
            do {
                let half = try DurationExpression.parse(length).components.seconds / 2
                return window(since: middle.instant - half, until: middle.instant + half, middle: middle.instant)
            } catch {
                throw .init("--window: \(error)")
            }
        }

        func window(since: Int64?, until: Int64?, middle: Int64? = nil) -> (window: IncidentWindow?, echo: [String]) {
            let note = notes.isEmpty ? nil : notes.joined(separator: "; ")
            let window = IncidentWindow(since: since, until: until, zone: zone, note: note, middle: middle)
            return (window, echo + notes)
        }
    }
}
