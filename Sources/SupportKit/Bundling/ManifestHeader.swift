/// Everything a manifest says of a bundle as a whole; small, however many artifacts there are.
public struct ManifestHeader: Codable, Hashable, Sendable {
    /// The number of the format: ``Manifest/schema``.
    public let schema: Int
    /// What made the bundle.
    public var tool: ManifestTool
    /// When the bundle was made, RFC 3339.
    public var created: String
    /// The name of the host it was made on.
    public var host: String
    /// What it is about.
    public var product: ManifestProduct
    /// The label of the product's instance, or nil.
    public var instance: String?
    /// The incident window, or nil when none was given.
    public var window: ManifestWindow?
    /// The effective options, without secrets.
    public var options: [String: ManifestOption]
    /// Whether everything required is there.
    public var outcome: BundleOutcome
    /// What redaction did.
    public var redaction: ManifestRedaction

    /// Creates a header of the current schema.
    public init(
        tool: ManifestTool,
        created: String,
        host: String,
        product: ManifestProduct,
        instance: String?,
        window: ManifestWindow?,
        options: [String: ManifestOption],
        outcome: BundleOutcome,
        redaction: ManifestRedaction
    ) {
        schema = Manifest.schema
        self.tool = tool
        self.created = created
        self.host = host
        self.product = product
        self.instance = instance
        self.window = window
        self.options = options
        self.outcome = outcome
        self.redaction = redaction
    }

    /// Writes every key, absent values as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(tool, forKey: .tool)
        try container.encode(created, forKey: .created)
        try container.encode(host, forKey: .host)
        try container.encode(product, forKey: .product)
        try container.encode(instance, forKey: .instance)
        try container.encode(window, forKey: .window)
        try container.encode(options, forKey: .options)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(redaction, forKey: .redaction)
    }
}

extension ManifestHeader {
    /// The option that says how long the run stood still because the host was under pressure, in milliseconds.
    static let yieldedOption = "yielded-milliseconds"

    /// How long the run stood still because the host was under pressure, in milliseconds; nil when it did not.
    public var yieldedMilliseconds: Int64? {
        guard case .number(let milliseconds) = options[Self.yieldedOption] else { return nil }
        return milliseconds
    }

    /// Whether a version was looked for and not found; `artifacts` are the bundle's rows.
    public func lacksVersion(_ artifacts: ArtifactRecords) -> Bool {
        product.version == nil && artifacts.hasCollector("version")
    }
}
