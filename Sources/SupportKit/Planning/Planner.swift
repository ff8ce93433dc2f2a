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
    private var artifacts: [PlannedArtifact] = []
    private var notes: [String] = []
    private var taken: Set<FilePath> = []
    private var sources: Set<FilePath> = []

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
        var planner = Planner(profile: profile, installation: installation, files: files, options: options)
        for artifact in profile.artifacts + shared.flatMap(\.artifacts) {
            planner.plan(artifact)
        }
        planner.noteInstallation()
        let order = Dictionary(uniqueKeysWithValues: Category.allCases.enumerated().map { ($1, $0) })
        // Stable: within a category the profile's own order stays.
        let sorted = planner.artifacts.enumerated().sorted { left, right in
            let (first, second) = (order[left.element.category] ?? 0, order[right.element.category] ?? 0)
            return first == second ? left.offset < right.offset : first < second
        }
        return CollectionPlan(
            profile: profile,
            installation: installation,
            window: options.window,
            artifacts: sorted.map(\.element),
            notes: planner.notes
        )
    }

    private init(profile: Profile, installation: Installation, files: HostFileSystem, options: PlanOptions) {
        self.profile = profile
        self.installation = installation
        self.files = files
        self.options = options
    }

    private mutating func plan(_ artifact: ArtifactProfile) {
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
                    source: collector.paths.joined(separator: ", "),
                    shortfall: missing(unknown)
                )
            }
        }
    }

    private mutating func noteInstallation() {
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

    // MARK: - Collectors

    private mutating func planConfiguration(_ artifact: ArtifactProfile) {
        let configured = installation.configuration.files
        guard !configured.isEmpty else {
            let reason = "no configuration file of \(profile.title) was found"
            add(
                artifact,
                named: artifact.id,
                source: "configuration",
                shortfall: .init(.missing, reason, remedy: artifact.remedy ?? "name it with --config FILE")
            )
            return
        }
        for file in configured {
            var note = file.includedFrom.map { "included by \($0)" }
            if let started = installation.process?.started, let status = try? files.status(of: file.path),
                status.modified > started
            {
                let change =
                    "changed at \(Timestamp.text(status.modified)), after the server started at \(Timestamp.text(started)): "
                    + "the running server does not use what stands here"
                note = [note, change].compactMap(\.self).joined(separator: "; ")
            }
            addFile(artifact, file.path, .init(maximumBytes: 64 << 20), note: note)
        }
    }

    private mutating func planFiles(_ artifact: ArtifactProfile, _ collector: FilesCollector) {
        switch expandAll(collector.paths) {
        case .failure(let unknown):
            add(
                artifact,
                named: artifact.id,
                source: collector.paths.joined(separator: ", "),
                shortfall: missing(unknown)
            )
        case .success(let patterns):
            addMatches(
                artifact,
                patterns,
                exclude: collector.exclude,
                maximum: collector.maximumFiles,
                .init(maximumBytes: collector.maximumBytes.bytes, takesBinary: collector.takesBinary)
            )
        }
    }

    private mutating func planLogs(_ artifact: ArtifactProfile, _ collector: LogsCollector) {
        guard let root = installation.configuration.root, installation.configuration.problem == nil else {
            let reason = installation.configuration.problem ?? "no configuration file was found"
            add(
                artifact,
                named: artifact.id,
                source: collector.each,
                shortfall: .init(
                    .missing,
                    "where the logs are stands in the configuration: \(reason)",
                    remedy: Self.configRemedy
                )
            )
            return
        }
        let targets = root.elements(at: collector.each)
        guard !targets.isEmpty else {
            add(
                artifact,
                named: artifact.id,
                source: collector.each,
                shortfall: .init(.missing, "the configuration has no \(collector.each)", remedy: artifact.remedy)
            )
            return
        }
        let written = targets.filter { target in
            collector.conditions.allSatisfy { condition in
                let value = target.value(at: condition.setting)?.lowercased() ?? ""
                return condition.values.contains { $0.lowercased() == value }
            }
        }
        for target in written { planLog(artifact, collector, target) }
        for target in targets {
            guard let condition = collector.conditions.first,
                let value = target.value(at: condition.setting)?.lowercased(),
                let silence = collector.silent.first(where: { $0.value.lowercased() == value })
            else { continue }
            var reason =
                "\(collector.each) at \(target.file.displayText):\(target.line) has \(condition.setting) \(value): \(silence.statement)"
            if let process = installation.process, let index = ["stdout": 0, "stderr": 1][value],
                process.outputs.count > index
            {
                reason += "; the running server's \(value) is \(process.outputs[index])"
            }
            add(
                artifact,
                named: "\(artifact.id)-\(value)",
                source: "\(collector.each) (\(value))",
                shortfall: .init(.missing, reason, remedy: written.isEmpty ? artifact.remedy : nil),
                isRequired: artifact.isRequired && written.isEmpty
            )
        }
    }

    private mutating func planLog(
        _ artifact: ArtifactProfile,
        _ collector: LogsCollector,
        _ target: ConfigurationElement
    ) {
        guard let name = target.value(at: collector.path) ?? collector.fallback else { return }
        let place = "\(target.file.displayText):\(target.line)"
        let expanded: String
        switch expandSetting(name) {
        case .success(let text): expanded = text
        case .failure(let unknown):
            let reason = "the log named at \(place) needs the variable ${\(unknown.name)}, which is not known"
            add(
                artifact,
                named: artifact.id,
                source: name,
                shortfall: .init(
                    .missing,
                    reason,
                    remedy: "collect while the server runs, so that its environment is known"
                )
            )
            return
        }
        let mask = absolute(expanded).displayText
        let pattern = LogMask.pattern(mask, counter: collector.counter)
        let patterns = [pattern] + collector.siblings.map { pattern + $0 }
        addMatches(
            artifact,
            patterns,
            exclude: [],
            maximum: collector.maximumFiles,
            .init(
                maximumBytes: collector.maximumBytes.bytes,
                omit: options.with.contains(PlanOptions.messageData) ? [] : collector.omit
            ),
            absent: "no file matches \(mask), named at \(place)"
        )
    }

    private mutating func planJournal(_ artifact: ArtifactProfile, _ collector: JournalCollector) {
        var words = ["journalctl", "--no-pager", "--quiet", "--output=short-iso-precise", "--utc"]
        if collector.isKernel { words.append("--dmesg") }
        var selections = collector.units.map { ["--unit=\($0)"] }
        switch expandAll(collector.identifiers, isPattern: false) {
        case .success(let identifiers): selections += Set(identifiers).sorted().map { ["--identifier=\($0)"] }
        case .failure(let unknown):
            if selections.isEmpty, !collector.isKernel {
                add(artifact, named: collector.name, source: "journal", shortfall: missing(unknown))
                return
            }
        }
        words += selections.flatMap(\.self)
        if let since = options.window?.since { words.append("--since=@\(since)") }
        if let until = options.window?.until { words.append("--until=@\(until)") }
        planCommand(
            artifact,
            named: collector.name,
            PlannedCommand(
                words,
                timeout: collector.timeout,
                maximumBytes: collector.maximumBytes.bytes,
                answers: [0, 1]
            )
        )
    }

    private mutating func planDatabase(_ artifact: ArtifactProfile, _ collector: DatabaseCollector) {
        if let problem = installation.configuration.problem {
            add(
                artifact,
                named: artifact.id,
                source: collector.paths.joined(separator: ", "),
                shortfall: .init(
                    .missing,
                    "where the database is stands in the configuration: \(problem)",
                    remedy: Self.configRemedy
                )
            )
            return
        }
        let values: [String]
        switch expandAll(collector.paths, isPattern: false) {
        case .success(let found): values = found
        case .failure(let unknown):
            // A setting that is absent has the product's default, which the profile describes.
            guard collector.memoryValue != nil, installation.configuration.root != nil else {
                add(
                    artifact,
                    named: artifact.id,
                    source: collector.paths.joined(separator: ", "),
                    shortfall: missing(unknown)
                )
                return
            }
            values = [collector.memoryValue ?? ""]
        }
        for value in values {
            if value == collector.memoryValue {
                add(
                    artifact,
                    named: artifact.id,
                    source: value,
                    shortfall: .init(.missing, collector.memoryReason ?? "kept in memory only", remedy: artifact.remedy)
                )
                continue
            }
            let path = absolute(value)
            do throws(AccessError) {
                let status = try files.status(of: path)
                guard status.kind == .regular else { throw .notARegularFile(path) }
                guard status.size <= collector.maximumBytes.bytes else {
                    add(
                        artifact,
                        at: path,
                        source: path.displayText,
                        shortfall: .init(
                            .overBudget,
                            "\(ByteCount(status.size)) is more than the profile's \(collector.maximumBytes)"
                        )
                    )
                    continue
                }
                guard try files.isReadable(path) else { throw .denied(path, obstacle: path, status) }
                add(
                    artifact,
                    at: path,
                    source: path.displayText,
                    origin: .database(path, timeout: collector.timeout),
                    status: status
                )
            } catch {
                add(artifact, at: path, source: path.displayText, shortfall: shortfall(error, artifact))
            }
        }
    }

    private mutating func planCommand(_ artifact: ArtifactProfile, _ collector: CommandCollector) {
        switch expandAll(collector.run, isPattern: false, keepsCount: true) {
        case .failure(let unknown):
            add(
                artifact,
                named: collector.name,
                source: collector.run.joined(separator: " "),
                shortfall: missing(unknown)
            )
        case .success(let words):
            var identity: PlannedCommand.Identity?
            if collector.user == .process {
                guard let process = installation.process, let user = process.user, let group = process.group else {
                    add(artifact, named: collector.name, source: words.joined(separator: " "), shortfall: notRunning)
                    return
                }
                let caller = Accounts.effectiveUser
                guard caller == 0 || caller == user else {
                    let name = Accounts.userName(user)
                    add(
                        artifact,
                        named: collector.name,
                        source: words.joined(separator: " "),
                        shortfall: .init(
                            .denied,
                            "only \(name), the server's own user, can run this",
                            remedy: "run supportkit as root or as \(name)"
                        )
                    )
                    return
                }
                if caller != user { identity = .init(user: user, group: group) }
            }
            planCommand(
                artifact,
                named: collector.name,
                PlannedCommand(
                    words,
                    timeout: collector.timeout,
                    maximumBytes: collector.maximumBytes.bytes,
                    identity: identity,
                    answers: collector.answers
                )
            )
        }
    }

    private mutating func planCommand(
        _ artifact: ArtifactProfile,
        named name: String,
        source: String? = nil,
        _ command: PlannedCommand
    ) {
        let source = source ?? command.line
        guard !files.isCopy else {
            add(
                artifact,
                named: name,
                source: source,
                shortfall: .init(.excluded, "a copy of a host cannot run commands"),
                isRequired: false
            )
            return
        }
        guard options.mayRunCommands else {
            add(artifact, named: name, source: source, shortfall: .init(.excluded, "--no-exec"), isRequired: false)
            return
        }
        guard Executables.find(command.program) != nil else {
            add(
                artifact,
                named: name,
                source: source,
                shortfall: .init(.missing, "\(command.program) is not installed", remedy: artifact.remedy)
            )
            return
        }
        add(artifact, named: name, source: source, origin: .command(command))
    }

    private mutating func planHTTP(_ artifact: ArtifactProfile, _ collector: HTTPCollector) {
        let expansion = expander.expand(collector.address)
        guard let setting = expansion.values.first else {
            add(
                artifact,
                named: collector.name,
                source: collector.path,
                shortfall: .init(
                    .missing,
                    "the configuration has no \(expansion.unknown ?? collector.address)",
                    remedy: artifact.remedy
                )
            )
            return
        }
        guard installation.process != nil else {
            add(artifact, named: collector.name, source: collector.path, shortfall: notRunning)
            return
        }
        guard let address = LoopbackAddress(setting: setting) else {
            add(
                artifact,
                named: collector.name,
                source: collector.path,
                shortfall: .init(
                    .excluded,
                    "\(setting) is not an address of the loopback interface: supportkit asks no other",
                    remedy: artifact.remedy
                )
            )
            return
        }
        let isSecure = collector.secure.map { !expander.expand($0).values.isEmpty } ?? false
        let url = (isSecure ? "https" : "http") + "://\(address.hostAndPort)\(collector.path)"
        // --disable first: the caller's .curlrc must not add anything. Redirects are not followed.
        var words = [
            "curl", "--disable", "--silent", "--show-error", "--fail", "--noproxy", "*", "--proto", "=http,https",
            "--max-redirs", "0", "--max-time", "\(max(1, collector.timeout.components.seconds))",
        ]
        // The certificate names the host, not the loopback address, and nobody stands between a host and itself.
        if isSecure { words.append("--insecure") }
        if let file = options.credentialsFile { words += ["--netrc-file", file] }
        planCommand(
            artifact,
            named: collector.name,
            source: url,
            PlannedCommand(
                words + ["--", url],
                timeout: collector.timeout + .seconds(2),
                maximumBytes: collector.maximumBytes.bytes
            )
        )
    }

    private mutating func planFacts(_ artifact: ArtifactProfile, named name: String, _ sheet: FactSheet) {
        if files.isCopy, case .settings = sheet {
            add(
                artifact,
                named: name,
                source: sheet.source,
                shortfall: .init(.excluded, "a copy of a host does not show the settings of its system"),
                isRequired: false
            )
            return
        }
        add(artifact, named: name, source: sheet.source, origin: .facts(sheet))
    }

    // MARK: - Files

    private mutating func addMatches(
        _ artifact: ArtifactProfile,
        _ patterns: [String],
        exclude: [String],
        maximum: Int,
        _ treatment: FileTreatment,
        absent: String? = nil
    ) {
        let finder = FileFinder(files: files)
        var found: [FileFinder.Match] = []
        var problems: [(path: FilePath, error: AccessError)] = []
        var isCut = false
        for pattern in patterns {
            let findings = finder.find(pattern, excluding: exclude, maximum: 1_000_000)
            found += findings.files.filter { match in !found.contains { $0.path == match.path } }
            problems += findings.problems.filter { problem in !problems.contains { $0.path == problem.path } }
            isCut = isCut || findings.isCut
        }
        if found.count > maximum {
            isCut = true
            found = Array(found.sorted { $0.status.modified > $1.status.modified }.prefix(maximum))
        }
        found.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
        for match in found { addFile(artifact, match.path, treatment, note: nil) }
        for (path, error) in problems {
            add(artifact, at: path, source: path.displayText, shortfall: shortfall(error, artifact))
        }
        if isCut { notes.append("\(artifact.id): more than \(maximum) files match; the oldest are left out") }
        if found.isEmpty, problems.isEmpty {
            let reason = absent ?? "no such file"
            add(
                artifact,
                named: artifact.id,
                source: patterns.joined(separator: ", "),
                shortfall: .init(.missing, reason, remedy: artifact.remedy)
            )
        }
    }

    private mutating func addFile(
        _ artifact: ArtifactProfile,
        _ path: FilePath,
        _ treatment: FileTreatment,
        note: String?
    ) {
        guard sources.insert(path).inserted else { return }
        do throws(AccessError) {
            let status = try files.status(of: path)
            guard status.kind == .regular else { throw .notARegularFile(path) }
            if let name = path.lastComponent {
                if NeverCollected.keyFiles.contains(where: { NamePattern.matches(name, pattern: $0) }) {
                    add(
                        artifact,
                        at: path,
                        source: path.displayText,
                        status: status,
                        shortfall: .init(.excluded, "a file of keys: never opened"),
                        isRequired: false
                    )
                    return
                }
                if let pattern = options.exclude.first(where: { PathPattern.matches(path, name: name, pattern: $0) }) {
                    add(
                        artifact,
                        at: path,
                        source: path.displayText,
                        status: status,
                        shortfall: .init(.excluded, "--exclude \(pattern)"),
                        isRequired: false
                    )
                    return
                }
            }
            if artifact.category == .logs, let since = options.window?.since, status.modified < since {
                add(
                    artifact,
                    at: path,
                    source: path.displayText,
                    status: status,
                    shortfall: .init(
                        .excluded,
                        "last written at \(Timestamp.text(status.modified)), before the incident window"
                    ),
                    isRequired: false
                )
                return
            }
            guard try files.isReadable(path) else { throw .denied(path, obstacle: path, status) }
            add(
                artifact,
                at: path,
                source: path.displayText,
                origin: .file(path, treatment),
                status: status,
                note: note
            )
        } catch {
            add(artifact, at: path, source: path.displayText, shortfall: shortfall(error, artifact))
        }
    }

    // MARK: - Rows

    private mutating func add(
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

    private mutating func add(
        _ artifact: ArtifactProfile,
        at path: FilePath,
        source: String,
        origin: Origin? = nil,
        status: FileStatus? = nil,
        shortfall: PlannedArtifact.Shortfall? = nil,
        note: String? = nil,
        isRequired: Bool? = nil
    ) {
        var relative = FilePath(root: nil, path.components)
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

    private mutating func add(
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
        while !taken.insert(unique).inserted {
            unique = FilePath(artifact.category.rawValue).pushing(path)
            let name = (unique.lastComponent?.string ?? "artifact") + ".\(counter)"
            unique = unique.removingLastComponent().appending(name)
            counter += 1
        }
        artifacts.append(
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
                note: note
            )
        )
    }

    private static let configRemedy =
        "mend the configuration, let this user read it, or name the right one with --config FILE"

    private var notRunning: PlannedArtifact.Shortfall {
        .init(.missing, "the server is not running")
    }

    private func missing(_ unknown: UnknownVariable) -> PlannedArtifact.Shortfall {
        if ["pid", "exe", "stdout", "stderr"].contains(unknown.name) { return notRunning }
        return .init(.missing, "'\(unknown.name)' is not known for this installation")
    }

    private func shortfall(_ error: AccessError, _ artifact: ArtifactProfile) -> PlannedArtifact.Shortfall {
        switch error {
        case .missing: .init(.missing, "\(error)", remedy: artifact.remedy)
        case .denied(let path, let obstacle, let status):
            .init(
                .denied,
                "\(error)",
                remedy: status.map { Remedy.forReading($0, path: obstacle == path ? path : obstacle) }
            )
        case .untrustedLink: .init(.excluded, "\(error)", remedy: "name the target itself if it belongs to the product")
        case .notARegularFile: .init(.excluded, "\(error)")
        case .failed: .init(.failed, "\(error)")
        }
    }

    // MARK: - Names

    private var expander: Expander {
        Expander(
            variables: installation.variables,
            configuration: installation.configuration,
            expandSetting: expandSetting
        )
    }

    private func expandSetting(_ text: String) -> Result<String, UnknownVariable> {
        reader.expand(text)
    }

    private func absolute(_ name: String) -> FilePath {
        reader.absolute(name)
    }

    /// A setting may hold a relative path, which starts where all of the product's do.
    private func absolutePattern(_ pattern: String) -> String {
        guard !pattern.hasPrefix("/") else { return pattern }
        return NamePattern.escaped(absolute(".").displayText) + "/" + pattern
    }

    private var reader: ConfigurationReader {
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
    private func expandAll(
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
