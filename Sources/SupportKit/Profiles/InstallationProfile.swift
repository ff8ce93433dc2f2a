/// How an installation of the product is recognised.
public struct InstallationProfile: Equatable, Sendable {
    static let keys = ["process", "layouts", "markers"]

    /// How a running server is recognised; nil for products without one.
    public let process: ProcessProfile?
    /// The usual places, in order.
    public let layouts: [LayoutProfile]
    /// Paths below a directory, any of which shows that it is an installation.
    public let markers: [String]

    init(_ node: SettingsNode?) throws(ProfileError) {
        process = try node?.node("process", keys: ProcessProfile.keys).map { node throws(ProfileError) in
            try ProcessProfile(node)
        }
        var layouts: [LayoutProfile] = []
        for element in try node?.nodes("layouts", keys: LayoutProfile.keys) ?? [] {
            layouts.append(try LayoutProfile(element))
        }
        self.layouts = layouts
        markers = try node?.strings("markers") ?? []
    }
}
