/// The answer of an address the product serves on this host.
public struct HTTPCollector: Equatable, Sendable {
    static let keys = ["address", "path", "name", "timeout", "bytes", "secure"]

    /// The setting that holds `port` or `host:port`, in braces.
    public let address: String
    /// The exact path asked for; nothing else is ever requested.
    public let path: String
    /// The file name in the bundle.
    public let name: String
    /// How long it may take.
    public let timeout: Duration
    /// Most bytes taken.
    public let maximumBytes: ByteCount
    /// The setting whose presence means that the address speaks TLS, in braces.
    public let secure: String?

    init(_ node: SettingsNode) throws(ProfileError) {
        address = try node.required("address")
        path = try node.required("path")
        guard path.hasPrefix("/") else { throw node.error(at: "path", "'path' must begin with /") }
        name = try node.required("name")
        timeout = try node.duration("timeout") ?? .seconds(10)
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(16 << 20)
        secure = try node.string("secure")
    }
}
