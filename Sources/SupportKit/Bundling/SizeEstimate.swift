internal import Platform
internal import SystemPackage

/// What an artifact will come to, judged without reading it: by its kind, its size, and the times of the files of its log.
struct SizeEstimate: Equatable, Sendable {
    /// Bytes read and redacted.
    var content: Int64
    /// Bytes in the bundle.
    var stored: Int64
    /// Whether it may be much less, because nothing tells how much of it lies in the window.
    var isUpperBound = false

    /// How much of its content a kind of file takes up in the bundle, as measured on logs and databases of several
    /// products.
    enum Kind: Double {
        case log = 0.11
        case text = 0.25
        case database = 0.45
        case binary = 0.6
    }

    /// Bytes that an entry takes up beside its content.
    private static let entry: Int64 = 200
    /// What a command or a sheet of facts comes to: nobody knows before.
    private static let answer = SizeEstimate(content: 8_192, stored: 2_048)

    /// Estimates an artifact of a plan.
    ///
    /// - Parameters:
    ///   - artifact: the artifact; one with a shortfall comes to nothing.
    ///   - share: how much of it lies in the window, 0 to 1; nil when nothing tells.
    init(_ artifact: PlannedArtifact, share: Double?) {
        self.init(artifact, knownShare: share ?? 1)
        isUpperBound = share == nil
    }

    private init(_ artifact: PlannedArtifact, knownShare share: Double) {
        if let treatment = artifact.treatment {
            let kind: Kind = artifact.category == .logs ? .log : treatment.takesBinary ? .binary : .text
            self.init(artifact, kind: kind, share: share)
            if artifact.isCompressed {
                // What is packed already takes up as much again, and holds so much more.
                stored = content + Self.entry
                content = Int64(Double(content) / kind.rawValue)
            }
            limit(to: treatment.maximumBytes)
            return
        }
        switch artifact.origin {
        case nil:
            self.init(content: 0, stored: 0)
        case .command, .facts:
            self = Self.answer
        case .database, .file:
            self.init(artifact, kind: .database, share: share)
        }
    }

    private init(content: Int64, stored: Int64) {
        self.content = content
        self.stored = stored
    }

    private init(_ artifact: PlannedArtifact, kind: Kind, share: Double) {
        // The holes of a sparse file compress to nothing; a file of /proc states no size.
        let size = artifact.status.map { min($0.size, max($0.allocated, 4_096)) } ?? 0
        content = size == 0 ? 1_024 : Int64(Double(size) * share)
        stored = Int64(Double(content) * kind.rawValue) + Self.entry
    }

    /// What remains when no more than so many bytes of content are taken.
    private mutating func limit(to bytes: Int64) {
        guard content > bytes else { return }
        stored = Int64(Double(stored) * Double(bytes) / Double(content))
        content = bytes
    }
}
