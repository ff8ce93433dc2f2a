/// What the machine knows about the incident: only what was observed, nothing guessed.
///
/// Texts may come from the product or from the system as they are; the request makes them safe for one line.
public struct RequestFacts: Sendable, Equatable {
    /// A part of the installation with a version of its own, such as a Java virtual machine.
    public struct Component: Sendable, Equatable {
        /// What it is.
        public var name: String
        /// Its version as it reports it.
        public var version: String

        /// Creates a component.
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The time that was looked at.
    public struct Window: Sendable, Equatable {
        /// Its start, RFC 3339 with offset.
        public var since: String
        /// Its end, RFC 3339 with offset.
        public var until: String
        /// The zone in which the person gave it, such as `Europe/London`.
        public var timezone: String

        /// Creates a window.
        public init(since: String, until: String, timezone: String) {
            self.since = since
            self.until = until
            self.timezone = timezone
        }
    }

    /// The support bundle the request belongs to.
    public struct Bundle: Sendable, Equatable {
        /// Its name without a directory.
        public var fileName: String
        /// Its size, or nil in the copy of the request that lies inside the bundle.
        public var bytes: ByteCount?
        /// Its SHA-256 in hexadecimal digits, or nil in the copy of the request that lies inside the bundle.
        public var sha256: String?
        /// `complete` or `incomplete`.
        public var outcome: String
        /// Whether it travels with this message.
        public var isAttached: Bool
        /// Where it is brought when it does not, as the contract says, or nil.
        public var place: String?
        /// The keys it is encrypted to, each with whose it is; none when it is not.
        public var encryptedTo: [String]

        /// Describes a bundle.
        public init(
            fileName: String,
            bytes: ByteCount?,
            sha256: String?,
            outcome: String,
            isAttached: Bool = false,
            place: String? = nil,
            encryptedTo: [String] = []
        ) {
            self.place = place
            self.fileName = fileName
            self.bytes = bytes
            self.sha256 = sha256
            self.outcome = outcome
            self.isAttached = isAttached
            self.encryptedTo = encryptedTo
        }

        /// Its name when it was decrypted; nil when it is not encrypted.
        var archiveName: String? {
            guard !encryptedTo.isEmpty, fileName.hasSuffix(BundleName.encryptedSuffix) else { return nil }
            return String(fileName.dropLast(BundleName.encryptedSuffix.count))
        }
    }

    /// What was collected of one category.
    public struct Collected: Sendable, Equatable {
        /// The category, such as `logs`.
        public var category: String
        /// How many files.
        public var files: Int
        /// Their size as they stand in the bundle, uncompressed.
        public var bytes: ByteCount

        /// Creates a count.
        public init(category: String, files: Int, bytes: ByteCount) {
            self.category = category
            self.files = files
            self.bytes = bytes
        }
    }

    /// What of the time that was looked at a log really covers.
    public struct Reach: Sendable, Equatable {
        /// The log's place in the bundle.
        public var what: String
        /// Its first and last moment, RFC 3339 with offset; nil when it has no record of that time.
        public var since: String?
        /// The last moment.
        public var until: String?
        /// Whether it covers all of it.
        public var isWhole: Bool
        /// Whether it could not be cut to that time, and was taken whole.
        public var isUncut: Bool

        /// Creates a reach.
        public init(what: String, since: String?, until: String?, isWhole: Bool, isUncut: Bool = false) {
            self.what = what
            self.since = since
            self.until = until
            self.isWhole = isWhole
            self.isUncut = isUncut
        }
    }

    /// Something that could not be collected.
    public struct Missing: Sendable, Equatable {
        /// What it is.
        public var what: String
        /// Why it is not there.
        public var reason: String
        /// What would make it available, where that is known.
        public var remedy: String?
        /// Whether the bundle is incomplete without it.
        public var isRequired = false

        /// Creates a gap.
        public init(what: String, reason: String, remedy: String? = nil, isRequired: Bool = false) {
            self.what = what
            self.reason = reason
            self.remedy = remedy
            self.isRequired = isRequired
        }
    }

    /// A setting of the system that is not as the vendor recommends.
    public struct Deviation: Sendable, Equatable {
        /// The setting, such as `ulimit -n`.
        public var setting: String
        /// Its value here.
        public var observed: String
        /// The recommended value.
        public var recommended: String

        /// Creates a deviation.
        public init(setting: String, observed: String, recommended: String) {
            self.setting = setting
            self.observed = observed
            self.recommended = recommended
        }
    }

    /// The product, such as `AMPS`.
    public var productTitle: String
    /// Who makes it, such as `60East`, where the profile says so.
    public var vendorName: String?
    /// The product's version, or nil where it could not be read.
    public var version: String?
    /// Where the version was read, with the text that says so.
    public var versionEvidence: String?
    /// Other parts and their versions.
    public var components: [Component] = []
    /// The instance's name, where it has one.
    public var instance: String?
    /// The host's name.
    public var host: String?
    /// The operating system's name and version.
    public var operatingSystem: String?
    /// The kernel's name and release.
    public var kernel: String?
    /// When the facts were gathered, RFC 3339.
    public var created: String
    /// The time that was looked at, or nil for all of it.
    public var window: Window?
    /// The bundle, or nil if the request comes without one.
    public var bundle: Bundle?
    /// One line on what was removed from the bundle, such as `secrets removed in 412 places`, where that is known.
    public var redaction: String?
    /// What was collected.
    public var collected: [Collected] = []
    /// What of the time that was looked at the logs cover.
    public var reaches: [Reach] = []
    /// What could not be collected.
    public var missing: [Missing] = []
    /// What is not set as the vendor recommends.
    public var deviations: [Deviation] = []
    /// The paths of minidumps and core files found on the host.
    public var crashes: [String] = []
    /// The errors in the logs, one line each: how many, the first one, the most frequent.
    public var errors: [String] = []
    /// The starts, stops and crashes in the logs, one line each.
    public var events: [String] = []
    /// One sentence on the vendor's hours of coverage at this moment, where the profile gives them.
    public var coverage: String?
    /// The version of this tool.
    public var toolVersion: String
    /// Whether this is a rehearsal and not an incident.
    public var isProcessTest = false

    /// Creates facts with the three things that are always known.
    public init(productTitle: String, created: String, toolVersion: String) {
        self.productTitle = productTitle
        self.created = created
        self.toolVersion = toolVersion
    }
}
