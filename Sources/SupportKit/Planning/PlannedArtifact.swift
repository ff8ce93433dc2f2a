public import Platform
public import SystemPackage

/// One row of a plan: something that will be collected, or the reason why it cannot be.
public struct PlannedArtifact: Sendable {
    /// Why an artifact cannot be had, or will not be taken.
    public struct Shortfall: Equatable, Sendable {
        /// The outcome the manifest will show.
        public let outcome: ArtifactOutcome
        /// What is in the way.
        public let reason: String
        /// What to do about it.
        public let remedy: String?

        init(_ outcome: ArtifactOutcome, _ reason: String, remedy: String? = nil) {
            self.outcome = outcome
            self.reason = reason
            self.remedy = remedy
        }
    }

    /// A row with all it says.
    private final class Whole: Sendable {
        let rule: PlannedFiles.Rule
        let path: FilePath
        let source: String
        let origin: Origin?
        let status: FileStatus?
        let shortfall: Shortfall?
        let note: String?

        init(
            rule: PlannedFiles.Rule,
            path: FilePath,
            source: String,
            origin: Origin?,
            status: FileStatus?,
            shortfall: Shortfall?,
            note: String?
        ) {
            self.rule = rule
            self.path = path
            self.source = source
            self.origin = origin
            self.status = status
            self.shortfall = shortfall
            self.note = note
        }
    }

    /// A row of its own, or one of many that share what they have in common.
    private enum Form {
        case whole(Whole)
        case file(PlannedFiles, UInt32)
    }

    private let form: Form

    init(
        id: String,
        category: Category,
        collector: String,
        isRequired: Bool,
        why: String,
        path: FilePath,
        source: String,
        origin: Origin?,
        status: FileStatus?,
        shortfall: Shortfall?,
        remedy: String?,
        note: String?
    ) {
        let treatment: FileTreatment? = if case .file(_, let treatment) = origin { treatment } else { nil }
        form = .whole(
            Whole(
                rule: PlannedFiles.Rule(
                    id: id,
                    category: category,
                    collector: collector,
                    isRequired: isRequired,
                    why: why,
                    remedy: remedy,
                    treatment: treatment
                ),
                path: path,
                source: source,
                origin: origin,
                status: status,
                shortfall: shortfall,
                note: note
            )
        )
    }

    /// A row of `files`, by its number.
    init(_ files: PlannedFiles, _ row: UInt32) {
        form = .file(files, row)
    }

    /// What it has in common with others of its artifact in the profile.
    private var rule: PlannedFiles.Rule {
        switch form {
        case .whole(let whole): whole.rule
        case .file(let files, let row): files.rule(row)
        }
    }

    /// The artifact's id in its profile.
    public var id: String { rule.id }

    /// The folder of the bundle.
    public var category: Category { rule.category }

    /// The kind of collector.
    public var collector: String { rule.collector }

    /// Whether a bundle without it is incomplete.
    public var isRequired: Bool { rule.isRequired }

    /// Why the vendor needs it.
    public var why: String { rule.why }

    /// Its path in the bundle, below the top folder.
    public var path: FilePath {
        switch form {
        case .whole(let whole): whole.path
        case .file(let files, let row): files.path(row)
        }
    }

    /// Where it comes from, for people.
    public var source: String {
        switch form {
        case .whole(let whole): whole.source
        case .file(let files, let row): String(lossless: files.source(row))
        }
    }

    /// Where its bytes come from; nil when there is a shortfall.
    public var origin: Origin? {
        switch form {
        case .whole(let whole): whole.origin
        case .file(let files, let row): files.rule(row).treatment.map { .file(FilePath(bytes: files.source(row)), $0) }
        }
    }

    /// What the system says of the file; nil for anything that is no file.
    public var status: FileStatus? {
        switch form {
        case .whole(let whole): whole.status
        case .file(let files, let row): files.status(row)
        }
    }

    /// Why it cannot be had; nil when it can.
    public var shortfall: Shortfall? {
        switch form {
        case .whole(let whole): whole.shortfall
        case .file(let files, let row): files.shortfall(row)
        }
    }

    /// What to do when it turns out that it cannot be had.
    public var remedy: String? { rule.remedy }

    /// What the vendor must know of it, such as that the file changed after the server started.
    public var note: String? {
        guard case .whole(let whole) = form else { return nil }
        return whole.note
    }

    /// How its file is taken; nil for anything that is no file, or not taken.
    var treatment: FileTreatment? { rule.treatment }

    /// The last part of its path in the bundle, as text.
    var name: String {
        switch form {
        case .whole(let whole):
            whole.path.lastComponent.map { FilePath(root: nil, [$0]).displayText } ?? ""
        case .file(let files, let row): String(lossless: Array(files.name(row)))
        }
    }

    /// Whether its file is compressed, by its name.
    var isCompressed: Bool {
        switch form {
        case .whole(let whole):
            if case .file(let path, _) = whole.origin { CompressedName.withoutSuffix(path) != nil } else { false }
        case .file(let files, let row): files.isCompressed(row)
        }
    }
}
