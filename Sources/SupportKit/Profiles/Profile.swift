/// What is known of a product, as data: how to find it, what to collect, and what its vendor wants to know.
public struct Profile: Equatable, Sendable {
    static let keys = [
        "schema", "id", "title", "summary", "uses", "vendor", "installation", "configuration", "version", "secrets",
        "request", "coverage", "events", "artifacts", "default-window",
    ]

    /// The name by which the product is chosen, such as `amps`.
    public let id: String
    /// The product's name for people.
    public let title: String
    /// One sentence for lists.
    public let summary: String
    /// Ids of profiles whose artifacts are collected as well.
    public let uses: [String]
    /// Who supports the product.
    public let vendor: VendorProfile
    /// How an installation is found.
    public let installation: InstallationProfile
    /// How the product's own configuration is read.
    public let configuration: ConfigurationProfile
    /// Where versions are found: the product's own first, then those of its components.
    public let versions: [VersionProfile]
    /// Further key names whose values are secrets.
    public let secretKeys: [String]
    /// What the support request needs.
    public let request: RequestForm
    /// The contract with the vendor, where the profile has it and no coverage file has another.
    public let coverage: SupportCoverage?
    /// How the product's logs tell errors, starts, stops and crashes.
    public let events: EventProfile
    /// How much of the past is looked at when no window is given; nil for what is usual.
    public let windowLength: WindowLength?
    /// What to collect, in order.
    public let artifacts: [ArtifactProfile]
    /// Where the profile was read from, for people.
    public let origin: String

    /// Reads a profile.
    ///
    /// - Parameters:
    ///   - text: YAML as described by `templates/profile.schema.json`.
    ///   - file: the name used in errors.
    /// - Throws: ``ProfileError`` with file and line.
    public init(yaml text: String, file: String) throws(ProfileError) {
        let node = try SettingsNode(yaml: text, file: file, keys: Profile.keys)
        guard try node.integer("schema") == 1 else {
            throw node.error(at: "schema", "'schema' must be 1: this supportkit reads profiles of schema 1")
        }
        id = try node.required("id")
        guard id.utf8.allSatisfy({ $0.isLowercaseNameByte }) else {
            throw node.error(at: "id", "'id' may have small letters, digits and hyphens only")
        }
        title = try node.required("title")
        summary = try node.required("summary")
        uses = try node.strings("uses")
        vendor = try VendorProfile(node.node("vendor", keys: VendorProfile.keys))
        installation = try InstallationProfile(node.node("installation", keys: InstallationProfile.keys))
        configuration = try ConfigurationProfile(node.node("configuration", keys: ConfigurationProfile.keys))
        var versions: [VersionProfile] = []
        for element in try node.nodes("version", keys: VersionProfile.keys) {
            versions.append(try VersionProfile(element))
        }
        self.versions = versions
        secretKeys = try node.strings("secrets")
        request = try RequestForm(profile: node.node("request", keys: RequestForm.keys), vendor: vendor)
        coverage = try node.node("coverage", keys: SupportCoverage.keys).map { node throws(ProfileError) in
            try SupportCoverage(settings: node)
        }
        events = try EventProfile(node.node("events", keys: EventProfile.keys))
        windowLength = try node.string("default-window").map { text throws(ProfileError) in
            guard let length = WindowLength(text: text) else {
                throw node.error(at: "default-window", "'\(text)' is neither a duration such as 24h nor 'all'")
            }
            return length
        }
        var artifacts: [ArtifactProfile] = []
        for element in try node.nodes("artifacts", keys: ArtifactProfile.allKeys) {
            let artifact = try ArtifactProfile(element)
            guard !artifacts.contains(where: { $0.id == artifact.id }) else {
                throw element.error(at: "id", "the id '\(artifact.id)' is used twice")
            }
            artifacts.append(artifact)
        }
        guard !artifacts.isEmpty else {
            throw node.error(at: "artifacts", "'artifacts' is missing: nothing to collect")
        }
        self.artifacts = artifacts
        origin = file
    }
}

extension UInt8 {
    fileprivate var isLowercaseNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
