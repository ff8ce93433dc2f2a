/// How bad an incident is, on the scale of four that vendors share.
public enum RequestSeverity: Int, Sendable, Equatable, CaseIterable {
    /// Production has stopped, or data is lost or at risk.
    case stopped = 1
    /// Production runs badly and nothing acceptable gets round it.
    case degraded = 2
    /// Something is impaired but can be worked round, or it is not production.
    case impaired = 3
    /// A question, a documentation matter or a wish.
    case question = 4

    /// A short name for subjects, such as `Severity 2`.
    public var label: String { "Severity \(rawValue)" }

    /// What the number means, in one line.
    public var definition: String {
        switch self {
        case .stopped: "production is stopped, or data is lost or at risk; no workaround"
        case .degraded: "production is severely degraded; no acceptable workaround"
        case .impaired: "impaired with a workaround, or not a production system"
        case .question: "question, documentation or enhancement"
        }
    }
}
