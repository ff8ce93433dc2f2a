/// One thing to collect: what it is, why the vendor needs it, and how it is had.
public struct ArtifactProfile: Equatable, Sendable {
    static let keys = ["id", "collector", "category", "required", "optional", "why", "remedy"]
    static let allKeys = Array(Set(keys + CollectorProfile.keysByKind.values.flatMap(\.self)))

    /// The name within the profile.
    public let id: String
    /// The folder of the bundle.
    public let category: Category
    /// Whether a bundle without it is incomplete.
    public let isRequired: Bool
    /// Whether it is taken only when asked for with `--with ID`.
    public let isOptional: Bool
    /// Why the vendor needs it.
    public let why: String
    /// What to do when it cannot be had.
    public let remedy: String?
    /// How it is had.
    public let collector: CollectorProfile

    init(_ node: SettingsNode) throws(ProfileError) {
        id = try node.required("id")
        guard let category = try node.choice("category", Category.self) else {
            throw node.error(at: nil, "'category' is missing")
        }
        self.category = category
        isRequired = try node.bool("required", default: false)
        isOptional = try node.bool("optional", default: false)
        why = try node.required("why")
        remedy = try node.string("remedy")
        collector = try CollectorProfile(node)
    }
}
