/// One setting of the system and what is recommended for it.
public struct SettingProfile: Equatable, Sendable {
    static let keys = ["title", "file", "limit", "minimum", "recommended", "equals", "choices", "note"]

    /// The name for people.
    public let title: String
    /// The file that holds the value; its first word counts, or the word in brackets.
    public let file: String?
    /// A row of `/proc/PID/limits`, such as `Max open files`; the soft limit counts.
    public let limit: String?
    /// The least number the product accepts.
    public let minimum: Int64?
    /// The least number recommended.
    public let recommended: Int64?
    /// The exact value recommended.
    public let equals: String?
    /// Values that are acceptable, the best first.
    public let choices: [String]
    /// A remark printed with the row.
    public let note: String?

    init(_ node: SettingsNode) throws(ProfileError) {
        title = try node.required("title")
        file = try node.string("file")
        limit = try node.string("limit")
        guard (file == nil) != (limit == nil) else {
            throw node.error(at: nil, "'file' or 'limit' is needed, not both")
        }
        minimum = try node.integer("minimum").map(Int64.init)
        recommended = try node.integer("recommended").map(Int64.init)
        equals = try node.string("equals")
        choices = try node.strings("choices")
        note = try node.string("note")
    }
}
