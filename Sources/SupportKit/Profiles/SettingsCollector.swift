/// A table of settings of the system: what is observed against what the vendor recommends.
public struct SettingsCollector: Equatable, Sendable {
    static let keys = ["source", "name", "settings"]

    /// Which release of the vendor's documents the recommendations are from.
    public let source: String
    /// The file name in the bundle.
    public let name: String
    /// The rows.
    public let rows: [SettingProfile]

    init(_ node: SettingsNode) throws(ProfileError) {
        source = try node.required("source")
        name = try node.required("name")
        var rows: [SettingProfile] = []
        for element in try node.nodes("settings", keys: SettingProfile.keys) {
            rows.append(try SettingProfile(element))
        }
        guard !rows.isEmpty else { throw node.error(at: nil, "'settings' is missing") }
        self.rows = rows
    }
}
