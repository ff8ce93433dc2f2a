/// Records of the system's journal for a unit or a syslog identifier.
public struct JournalCollector: Equatable, Sendable {
    static let keys = ["units", "identifiers", "kernel", "name", "bytes", "timeout"]

    /// Unit names, such as `amps.service`.
    public let units: [String]
    /// Syslog identifiers, with `{variables}` and settings in braces.
    public let identifiers: [String]
    /// Whether kernel messages are taken instead.
    public let isKernel: Bool
    /// The file name in the bundle.
    public let name: String
    /// Most bytes taken.
    public let maximumBytes: ByteCount
    /// How long it may take.
    public let timeout: Duration

    init(_ node: SettingsNode) throws(ProfileError) {
        units = try node.strings("units")
        identifiers = try node.strings("identifiers")
        isKernel = try node.bool("kernel", default: false)
        name = try node.required("name")
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(16 << 20)
        timeout = try node.duration("timeout") ?? .seconds(60)
        guard isKernel || !units.isEmpty || !identifiers.isEmpty else {
            throw node.error(at: nil, "'units', 'identifiers' or 'kernel' is needed")
        }
    }
}
