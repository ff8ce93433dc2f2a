/// What a bundle holds, what it does not and why: `manifest.json`, its last entry.
///
/// The format is stable (schema 1): keys are never renamed, readers ignore keys they do not know, and a change that
/// readers must not ignore gets another number.
public struct Manifest: Codable, Hashable, Sendable {
    /// The number of the format this code writes and reads.
    public static let schema = 1

    /// The name of its entry, below the top folder.
    public static let fileName = "manifest.json"

    /// Everything but the artifacts.
    ///
    /// In JSON its keys stand beside `artifacts`.
    public var header: ManifestHeader
    /// Every artifact of the plan, also those that could not be had, in the order of the plan.
    public var artifacts: [ArtifactRecord]

    /// Creates a manifest.
    public init(header: ManifestHeader, artifacts: [ArtifactRecord]) {
        self.header = header
        self.artifacts = artifacts
    }

    private enum CodingKeys: String, CodingKey {
        case artifacts
    }

    /// Reads the one flat object.
    ///
    /// Use ``ManifestCoding/decode(_:)``, which looks at the schema first.
    public init(from decoder: any Decoder) throws {
        header = try ManifestHeader(from: decoder)
        artifacts = try decoder.container(keyedBy: CodingKeys.self).decode([ArtifactRecord].self, forKey: .artifacts)
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        try header.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(artifacts, forKey: .artifacts)
    }
}
