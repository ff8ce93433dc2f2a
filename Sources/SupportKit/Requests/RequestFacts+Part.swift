extension RequestFacts {
    /// A part of what the machine knows that a person may strike out of a request.
    ///
    /// The raw values are what `--strike` takes. The names of product and bundle, the bundle's size and digest, and the
    /// lines that say what was removed or is missing are no such parts: without them the request says something else.
    public enum Part: String, Sendable, CaseIterable {
        case versionEvidence = "version-evidence"
        case components
        case instance
        case host
        case operatingSystem = "operating-system"
        case kernel
        case window
        case collected
        case deviations
        case crashes
        case errors
        case events
        case coverage

        /// What it is, for people.
        public var title: String {
            switch self {
            case .versionEvidence: "Where the version was read"
            case .components: "Components and their versions"
            case .instance: "Instance"
            case .host: "Host"
            case .operatingSystem: "Operating system"
            case .kernel: "Kernel"
            case .window: "Time that was looked at"
            case .collected: "Counts of what is in the bundle"
            case .deviations: "Settings that differ from the recommendation"
            case .crashes: "Minidumps and core files on the host"
            case .errors: "Errors in the logs"
            case .events: "Starts, stops and crashes in the logs"
            case .coverage: "Coverage"
            }
        }
    }

    /// The parts that are there, with their values in one line each, in the order of the request.
    public var parts: [(part: Part, value: String)] {
        Part.allCases.compactMap { part in
            let value: String? =
                switch part {
                case .versionEvidence: versionEvidence
                case .components: Self.joined(components.map { "\($0.name) \($0.version)" })
                case .instance: instance
                case .host: host
                case .operatingSystem: operatingSystem
                case .kernel: kernel
                case .window: window.map { "\($0.since) to \($0.until)" }
                case .collected: Self.joined(collected.map { "\($0.category) \($0.files)" })
                case .deviations: Self.joined(deviations.map(\.setting))
                case .crashes: Self.joined(crashes)
                case .errors: Self.joined(errors)
                case .events: Self.joined(events)
                case .coverage: coverage
                }
            return value.map { (part, HeaderText.sanitised($0)) }
        }
    }

    /// Takes parts out.
    public mutating func strike(_ parts: Set<Part>) {
        for part in parts {
            switch part {
            case .versionEvidence: versionEvidence = nil
            case .components: components = []
            case .instance: instance = nil
            case .host: host = nil
            case .operatingSystem: operatingSystem = nil
            case .kernel: kernel = nil
            case .window:
                window = nil
                reaches = []
            case .collected: collected = []
            case .deviations: deviations = []
            case .crashes: crashes = []
            case .errors: errors = []
            case .events: events = []
            case .coverage: coverage = nil
            }
        }
    }

    private static func joined(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}
