/// The product a bundle is about.
public struct ManifestProduct: Codable, Hashable, Sendable {
    /// The profile's id: `amps`.
    public var id: String
    /// Its name for people.
    public var title: String
    /// Its version, or nil when it could not be read.
    public var version: String?
    /// Where the version was read: a command, a file, or nil.
    public var versionEvidence: String?

    /// Creates a value.
    public init(id: String, title: String, version: String?, versionEvidence: String?) {
        self.id = id
        self.title = title
        self.version = version
        self.versionEvidence = versionEvidence
    }

    /// Writes every key, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(version, forKey: .version)
        try container.encode(versionEvidence, forKey: .versionEvidence)
    }
}
