public import Platform
public import SystemPackage

/// How a plan is carried out.
public struct CollectionOptions: Sendable {
    /// Where the bundle goes.
    public enum Target: Sendable, Equatable {
        /// A directory, where the name is made by supportkit, or a file.
        case directory(FilePath)
        /// A file name the user chose.
        case file(FilePath)
        /// Standard output.
        case standardOutput
    }

    /// Where the bundle goes.
    public var target: Target
    /// How the bundle is compressed.
    public var format = BundleFormat.gzip
    /// Whether secrets are removed.
    public var isRedacted = true
    /// What the host and the user add to redaction.
    public var redactionPolicy = RedactionPolicy()
    /// What replaces the names of hosts, users and the like; nil to leave them.
    public var pseudonyms: PseudonymSession?
    /// Where the map of the pseudonyms goes; nil for beside the bundle.
    public var pseudonymMap: FilePath?
    /// One sentence on the vendor's hours at this moment, where they are known.
    public var coverage: String?
    /// Where bundles go that are too large for e-mail, as the contract says.
    public var uploadPlace: String?
    /// Whether this is a rehearsal and not an incident.
    public var isProcessTest = false
    /// Whether commands may be run at all.
    public var mayRunCommands = true
    /// The moment the bundle is made, seconds since 1970.
    public var created: Int64
    /// The zone of times in logs that name none, where there is no window to say it.
    public var zone = TimeZoneName.host
    /// Whether measured times are left out, so that the same input gives the same bytes.
    public var isReproducible = false
    /// The host's name in the bundle.
    public var host: String
    /// How long the collection may take; nil for as long as the artifacts' own limits allow.
    public var deadline: Duration?
    /// The most bytes of the finished bundle; nil for as many as it takes.
    public var maximumSize: Int64?
    /// What still goes with the e-mail.
    public var attachmentLimit = AttachmentLimit()
    /// Whom the bundle is encrypted to, each of whom can read it; none to leave it plain.
    public var recipients: [OpenPGPKey] = []
    /// How many bytes a second are read from files and databases at most; nil for no limit.
    public var bytesPerSecond: Int64?
    /// Whether the run stands still while the host is under pressure, for at most half of its time.
    public var yieldsToPressure = false
    /// What the person answered.
    public var answers = Answers()
    /// What the person wants left out of the request, of what the machine knows.
    public var struck: Set<RequestFacts.Part> = []
    /// The options in force, for the manifest.
    public var effective: [String: ManifestOption] = [:]
    /// The least space that must stay free on the disk of the bundle, in bytes.
    public var reserve: Int64 = 0

    /// Creates options.
    public init(target: Target, created: Int64, host: String) {
        self.target = target
        self.created = created
        self.host = host
    }
}
