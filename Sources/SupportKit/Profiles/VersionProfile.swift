/// Where the version of the product, or of one of its components, is found.
public struct VersionProfile: Equatable, Sendable {
    static let keys = ["component", "sources"]

    /// The component's name; nil for the product itself.
    public let component: String?
    /// The sources, the most telling first.
    public let sources: [VersionSource]

    init(_ node: SettingsNode) throws(ProfileError) {
        component = try node.string("component")
        var sources: [VersionSource] = []
        for element in try node.nodes("sources", keys: VersionSource.keys) {
            sources.append(try VersionSource(element))
        }
        guard !sources.isEmpty else { throw node.error(at: "sources", "'sources' is missing") }
        self.sources = sources
    }
}
