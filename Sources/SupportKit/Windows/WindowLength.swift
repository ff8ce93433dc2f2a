/// How much of the past is looked at when no window is given.
public enum WindowLength: Equatable, Sendable {
    /// Everything there is.
    case everything
    /// So many seconds before now, or before the last record of a server that is down.
    case last(seconds: Int64)

    /// What holds where neither the settings nor the profile say otherwise: 24 hours.
    public static let usual = WindowLength.last(seconds: 86_400)

    /// Reads `all`, or a duration such as `24h`; nil for anything else, an empty duration included.
    public init?(text: String) {
        if text == "all" {
            self = .everything
        } else if let length = Duration(text: text), length >= .seconds(1) {
            self = .last(seconds: length.components.seconds)
        } else {
            return nil
        }
    }
}
