/// How a time that a person typed was understood.
public struct TimeReading: Equatable, Sendable {
    /// Seconds since 1970.
    public let instant: Int64
    /// Whether the text says which day is meant; else it is the latest one before now.
    public var namesDay = true
    /// Whether a day was meant, without a time of day.
    public var isWholeDay = false
    /// Whether date, time of day and a zone that means the same to everybody were given.
    public var isComplete = false
    /// What a person should know: which of two moments was taken, and how to write the other.
    ///
    /// Sentences without their full stop.
    public var remarks: [String] = []

    init(instant: Int64) {
        self.instant = instant
    }
}
