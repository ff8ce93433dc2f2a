/// The record of one rehearsal: what could be had, where, by whom and when.
///
/// Schema 1; keys are never renamed.
public struct RehearsalRecord: Codable, Hashable, Sendable {
    /// The number of the format this code writes and reads.
    public static let schema = 1
    /// The age from which a rehearsal counts as old, in seconds: 90 days.
    public static let oldAge: Int64 = 90 * 86_400

    /// The number of the format.
    public let schema: Int
    /// The product's id.
    public let product: String
    /// The instance.
    public let instance: String
    /// The host's name.
    public let host: String
    /// The user who rehearsed.
    public let user: String
    /// The environment, such as `production`, where it was given.
    public let environment: String?
    /// When, RFC 3339 in UTC.
    public let time: String
    /// The version of supportkit.
    public let toolVersion: String
    /// The product's version, where it was found.
    public let productVersion: String?
    /// Every artifact, in the order of the plan, then the steps.
    public let verdicts: [RehearsalVerdict]
    /// The SHA-256 of the bundle that was made.
    public let bundleSHA256: String

    /// Whether everything that is required can be had.
    public var isReady: Bool { !verdicts.contains(where: \.isObstacle) }

    /// The required artifacts, without those left out on purpose.
    public var requiredArtifacts: [RehearsalVerdict] {
        verdicts.filter { $0.required && $0.outcome != nil && $0.state != .leftOut }
    }

    /// The ids of what stands in the way, sorted, each once.
    public var obstacles: [String] { Set(verdicts.filter(\.isObstacle).map(\.id)).sorted() }

    /// When, in seconds since 1970; nil when the record was edited to hold no time.
    public var seconds: Int64? { try? TimeExpression.parse(time, now: 0, zone: .utc) }

    /// `READY: 14 of 14 required artifacts can be had …`, one line.
    public var readiness: String {
        let artifacts = requiredArtifacts
        let missing = artifacts.filter { $0.state == .notYet }.count
        let steps = verdicts.filter { $0.isObstacle && $0.outcome == nil }.count
        let place = "\(product) \(instance) on \(host) as \(user)"
        if isReady {
            return "READY: \(artifacts.count) of \(artifacts.count) required artifacts can be had (\(place))"
        }
        var parts: [String] = []
        if missing > 0 { parts.append("\(missing) of \(artifacts.count) required artifacts cannot be had") }
        if steps > 0 { parts.append("\(steps) required \(steps == 1 ? "step does" : "steps do") not work") }
        return "NOT READY: \(parts.joined(separator: ", ")) (\(place))"
    }
}
