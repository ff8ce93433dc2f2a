public import Platform
internal import SystemPackage

/// Turns a profile and an installation into a plan.
///
/// It looks at names, sizes and times, and opens nothing.
public struct Planner {
    let profile: Profile
    let installation: Installation
    let files: HostFileSystem
    let options: PlanOptions
    /// A row: of its own, or one of ``rows``.
    enum Entry {
        case whole(PlannedArtifact)
        case file(UInt32)
    }

    var entries: [Entry] = []
    var notes: [String] = []
    /// Paths of the bundle that are in use, but for those of ``rows`` whose own path it is.
    var taken: Set<[UInt8]> = []
    /// Files that were found by patterns.
    var table = FileTable()
    /// Rows of these files, and what they have in common.
    var rows: [PlannedFiles.Row] = []
    var rules: [PlannedFiles.Rule] = []
    var shortfalls: [PlannedArtifact.Shortfall] = []
    var searches: UInt16 = 0
    /// Patterns of `--exclude` that left something out.
    var usedExcludes: Set<String> = []
    /// Files that have a row already, but for those of ``rows``.
    var sources: Set<FilePath> = []

    /// Plans a collection.
    ///
    /// - Parameters:
    ///   - profile: the product.
    ///   - shared: the profiles it uses.
    ///   - installation: what was found on the host.
    ///   - files: the files of the host or of a copy.
    ///   - options: what is wanted.
    /// - Returns: the plan, with a row for everything the profile names.
    public static func plan(
        _ profile: Profile,
        shared: [Profile],
        installation: Installation,
        files: HostFileSystem,
        options: PlanOptions
    ) -> CollectionPlan {
        var options = options
        if options.window == nil, let fallback = options.defaultWindow {
            let end = lastWritten(profile, installation, files, options)
            options.window = fallback.window(lastWritten: end)
        }
        var planner = Planner(profile: profile, installation: installation, files: files, options: options)
        for artifact in profile.artifacts + shared.flatMap(\.artifacts) {
            planner.plan(artifact)
        }
        planner.noteInstallation()
        let artifacts = inOrder(planner.artifacts())
        planner.entries = []
        ThisProcess.releaseMemory()
        return CollectionPlan(
            profile: profile,
            installation: installation,
            window: options.window,
            artifacts: artifacts,
            wantsVersion: !profile.versions.isEmpty && options.categories?.contains(.version) != false,
            events: shared.reduce(profile.events) { $0.adding($1.events) },
            notes: planner.notes
        )
    }

    /// When the logs of a server that is down were last written; nil while it runs, and when there are none.
    private static func lastWritten(
        _ profile: Profile,
        _ installation: Installation,
        _ files: HostFileSystem,
        _ options: PlanOptions
    ) -> Int64? {
        guard installation.process == nil, profile.installation.process != nil || files.isCopy else { return nil }
        var options = options
        options.categories = [.logs]
        var planner = Planner(profile: profile, installation: installation, files: files, options: options)
        for artifact in profile.artifacts { planner.plan(artifact) }
        return planner.artifacts().filter { $0.shortfall == nil }.compactMap(\.status?.modified).max()
    }

    /// The order of collection: by category, and within one what may teach secrets before the logs that may repeat them.
    ///
    /// Else the profile's own order stays.
    private static func inOrder(_ artifacts: [PlannedArtifact]) -> [PlannedArtifact] {
        let categories = Dictionary(uniqueKeysWithValues: Category.collectionOrder.enumerated().map { ($1, $0) })
        func rank(_ artifact: PlannedArtifact) -> Int {
            let mayTeach =
                artifact.treatment != nil
                && Grammar.recognise(name: artifact.name, head: [UInt8]().span).isParsedThroughout
            return 2 * (categories[artifact.category] ?? 0) + (mayTeach ? 0 : 1)
        }
        let ranks = artifacts.map { UInt8(rank($0)) }
        return (0..<UInt8(2 * categories.count)).flatMap { rank in
            zip(ranks, artifacts).lazy.filter { $0.0 == rank }.map(\.1)
        }
    }

    /// The rows as the plan has them; the table is given up.
    private mutating func artifacts() -> [PlannedArtifact] {
        let files = PlannedFiles(table: table.frozen(), rules: rules, rows: rows, shortfalls: shortfalls)
        table = FileTable()
        return entries.map { entry in
            switch entry {
            case .whole(let artifact): artifact
            case .file(let row): PlannedArtifact(files, row)
            }
        }
    }

    private init(profile: Profile, installation: Installation, files: HostFileSystem, options: PlanOptions) {
        self.profile = profile
        self.installation = installation
        self.files = files
        self.options = options
    }

    mutating func plan(_ artifact: ArtifactProfile) {
        if let categories = options.categories, !categories.contains(artifact.category) { return }
        if artifact.isOptional, !options.with.contains(artifact.id) {
            add(
                artifact,
                named: artifact.id,
                source: artifact.id,
                shortfall: .init(.excluded, "off by default", remedy: "take it with --with \(artifact.id)"),
                isRequired: false
            )
            return
        }
        switch artifact.collector {
        case .configuration: planConfiguration(artifact)
        case .files(let collector): planFiles(artifact, collector)
        case .logs(let collector): planLogs(artifact, collector)
        case .journal(let collector): planJournal(artifact, collector)
        case .sqlite(let collector): planDatabase(artifact, collector)
        case .command(let collector): planCommand(artifact, collector)
        case .http(let collector): planHTTP(artifact, collector)
        case .settings(let collector):
            planFacts(artifact, named: collector.name, .settings(collector, process: installation.process?.identifier))
        case .process:
            guard let process = installation.process else {
                add(artifact, named: artifact.id, source: "/proc", shortfall: notRunning, isRequired: false)
                return
            }
            planFacts(artifact, named: "process.txt", .process(process))
        case .listing(let collector):
            switch expandAll(collector.paths) {
            case .success(let patterns):
                planFacts(artifact, named: "\(artifact.id).txt", .listing(patterns, maximum: collector.maximumFiles))
            case .failure(let unknown):
                add(
                    artifact,
                    named: artifact.id,
                    source: shown(collector.paths),
                    shortfall: missing(unknown)
                )
            }
        }
    }

    mutating func noteInstallation() {
        for pattern in options.exclude where !usedExcludes.contains(pattern) {
            notes.append("--exclude \(pattern) matches nothing that would have been collected")
        }
        let configuration = installation.configuration
        notes += configuration.notes
        if let problem = configuration.problem { notes.append("the configuration could not be read: \(problem)") }
        if installation.isWorkingDirectoryGuess, let directory = installation.workingDirectory {
            notes.append(
                "no running server shows its working directory; relative paths are taken from \(directory.displayText), which is a guess"
            )
        }
        if installation.process?.isExecutableDeleted == true {
            notes.append(
                "the executable has been replaced or removed since the server started: what runs is not what is installed"
            )
        }
    }

    // MARK: - Rows

    mutating func add(
        _ artifact: ArtifactProfile,
        named name: String,
        source: String,
        origin: Origin? = nil,
        shortfall: PlannedArtifact.Shortfall? = nil,
        isRequired: Bool? = nil
    ) {
        add(
            artifact,
            path: FilePath(name),
            source: source,
            origin: origin,
            status: nil,
            shortfall: shortfall,
            note: nil,
            isRequired: isRequired
        )
    }

    mutating func add(
        _ artifact: ArtifactProfile,
        at path: FilePath,
        source: String,
        origin: Origin? = nil,
        status: FileStatus? = nil,
        shortfall: PlannedArtifact.Shortfall? = nil,
        note: String? = nil,
        isRequired: Bool? = nil
    ) {
        var relative = FilePath(root: nil, path.lexicallyNormalized().components)
        // What was compressed is stored as text: the bundle compresses it again, and the vendor can search it.
        if case .file = origin, let name = CompressedName.withoutSuffix(path) {
            relative = relative.removingLastComponent().appending(name)
        }
        add(
            artifact,
            path: relative,
            source: source,
            origin: origin,
            status: status,
            shortfall: shortfall,
            note: note,
            isRequired: isRequired
        )
    }

    mutating func add(
        _ artifact: ArtifactProfile,
        path: FilePath,
        source: String,
        origin: Origin?,
        status: FileStatus?,
        shortfall: PlannedArtifact.Shortfall?,
        note: String?,
        isRequired: Bool?
    ) {
        var unique = FilePath(artifact.category.rawValue).pushing(path)
        var counter = 2
        while isInUse(unique) || !taken.insert(unique.bytes).inserted {
            unique = FilePath(artifact.category.rawValue).pushing(path)
            let name = (unique.lastComponent?.string ?? "artifact") + ".\(counter)"
            unique = unique.removingLastComponent().appending(name)
            counter += 1
        }
        var (origin, shortfall, isRequired) = (origin, shortfall, isRequired)
        let real = status == nil ? path : FilePath("/").pushing(path)
        if origin != nil, let name = path.lastComponent {
            let isMatch = { (pattern: String) in PathPattern.matches(real, name: name, pattern: pattern) }
            if let pattern = options.exclude.first(where: isMatch) {
                usedExcludes.insert(pattern)
                (origin, shortfall, isRequired) = (nil, .init(.excluded, "--exclude \(pattern)"), false)
            } else if let pattern = options.withheld.first(where: isMatch) {
                let reason = "\(RedactionPolicy.fileName) leaves out \(pattern)"
                (origin, shortfall, isRequired) = (nil, .init(.excluded, reason), false)
            }
        }
        entries.append(
            .whole(
                PlannedArtifact(
                    id: artifact.id,
                    category: artifact.category,
                    collector: artifact.collector.name,
                    isRequired: isRequired ?? artifact.isRequired,
                    why: artifact.why,
                    path: unique,
                    source: source,
                    origin: origin,
                    status: status,
                    shortfall: shortfall,
                    remedy: artifact.remedy,
                    note: note
                )
            )
        )
    }

    static let configRemedy =
        "mend the configuration, let this user read it, or name the right one with --config FILE"

    var notRunning: PlannedArtifact.Shortfall {
        .init(.missing, "the server is not running")
    }

    /// Texts of a profile for people: names in braces without the braces.
    func shown(_ texts: [String]) -> String {
        texts.joined(separator: ", ").filter { $0 != "{" && $0 != "}" }
    }

    func missing(_ unknown: UnknownVariable) -> PlannedArtifact.Shortfall {
        if ["pid", "exe", "stdout", "stderr"].contains(unknown.name) { return notRunning }
        return .init(.missing, "'\(unknown.name)' is not known for this installation")
    }

    func shortfall(_ error: AccessError, _ artifact: ArtifactProfile) -> PlannedArtifact.Shortfall {
        switch error {
        case .missing: .init(.missing, "\(error)", remedy: artifact.remedy)
        case .denied(let path, let obstacle, let status):
            .init(
                .denied,
                "\(error)",
                remedy: status.map { Remedy.forReading($0, path: obstacle == path ? path : obstacle) }
            )
        case .untrustedName:
            .init(.denied, "\(error)", remedy: "let that user read it, or collect it with a profile of your own")
        case .untrustedLink: .init(.excluded, "\(error)", remedy: "name the target itself if it belongs to the product")
        case .notARegularFile: .init(.excluded, "\(error)")
        case .failed: .init(.failed, "\(error)")
        }
    }

    // MARK: - Names

    var expander: Expander {
        Expander(
            variables: installation.variables,
            configuration: installation.configuration,
            expandSetting: expandSetting
        )
    }

    func expandSetting(_ text: String) -> Result<String, UnknownVariable> {
        reader.expand(text)
    }

    func absolute(_ name: String) -> FilePath {
        reader.absolute(name)
    }

    /// A setting may hold a relative path, which starts where all of the product's do.
    func absolutePattern(_ pattern: String) -> String {
        guard !pattern.hasPrefix("/") else { return pattern }
        return NamePattern.escaped(absolute(".").displayText) + "/" + pattern
    }

    var reader: ConfigurationReader {
        let base =
            profile.configuration.base == .workingDirectory
            ? installation.workingDirectory : installation.configurationFile?.removingLastComponent()
        return ConfigurationReader(
            files: files,
            profile: profile.configuration,
            base: base ?? installation.home ?? "/",
            variables: installation.configurationVariables
        )
    }

    /// Expands texts; with `keepsCount`, for words of a command, each becomes exactly one.
    func expandAll(
        _ texts: [String],
        isPattern: Bool = true,
        keepsCount: Bool = false
    ) -> Result<[String], UnknownVariable> {
        var values: [String] = []
        var unknown: UnknownVariable?
        for text in texts {
            let expansion = expander.expand(text, isPattern: isPattern)
            if let name = expansion.unknown {
                unknown = unknown ?? UnknownVariable(name: name)
                if keepsCount { return .failure(UnknownVariable(name: name)) }
            }
            let found = keepsCount ? Array(expansion.values.prefix(1)) : expansion.values
            values += isPattern ? found.map(absolutePattern) : found
        }
        if values.isEmpty, let unknown { return .failure(unknown) }
        return .success(values)
    }
}
