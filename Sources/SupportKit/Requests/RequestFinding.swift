/// Something about a request that would cost a trip to the vendor and back.
public struct RequestFinding: Sendable, Equatable, Encodable {
    /// How much it matters; the raw values are part of the JSON form.
    public enum Level: String, Sendable, Encodable, CaseIterable {
        /// It must be mended before the request is sent.
        case mend
        /// It would be better otherwise.
        case advice
    }

    /// The name of the rule, which stays the same from version to version.
    public let rule: String
    /// How much it matters.
    public let level: Level
    /// The key of the answer it is about, or nil where it is about the whole request.
    public let field: String?
    /// The line in the answers file, from 1, where there is one.
    public internal(set) var line: Int?
    /// What is wrong and why that matters, in one sentence; never the answer itself.
    public let reason: String
    /// What a better answer looks like, or what to do.
    public let example: String

    init(_ rule: String, _ level: Level, _ field: Answers.Field?, _ reason: String, example: String? = nil) {
        self.rule = rule
        self.level = level
        self.field = field?.rawValue
        self.reason = reason
        self.example = example ?? field?.example ?? ""
    }

    /// `reason Better: example`.
    public var sentence: String { example.isEmpty ? reason : "\(reason) Better: \(example)" }
}
