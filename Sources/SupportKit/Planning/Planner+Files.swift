internal import Platform
internal import SystemPackage

/// Files: configuration, logs, and whatever a pattern names.
extension Planner {
    mutating func planConfiguration(_ artifact: ArtifactProfile) {
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
            addFile(artifact, file.path, .init(maximumBytes: 64 << 20, namedBy: file.namedBy), note: note)
        }
    }

    mutating func planFiles(_ artifact: ArtifactProfile, _ collector: FilesCollector) {
        switch expandAll(collector.paths) {
        case .failure(let unknown):
            add(
                artifact,
                named: artifact.id,
                source: shown(collector.paths),
                shortfall: missing(unknown)
            )
        case .success(let patterns):
            addMatches(
                artifact,
                patterns,
                exclude: collector.exclude,
                timeless: collector.timeless,
                maximum: collector.maximumFiles,
                .init(
                    maximumBytes: collector.maximumBytes.bytes,
                    takesBinary: collector.takesBinary,
                    namedBy: collector.paths.contains { $0.contains("{") } ? patternNamer : nil,
                    times: collector.times
                )
            )
        }
    }

    mutating func planLogs(_ artifact: ArtifactProfile, _ collector: LogsCollector) {
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

    mutating func planLog(
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
                namedBy: installation.namer,
                omit: options.with.contains(PlanOptions.messageData) ? [] : collector.omit,
                times: collector.times
            ),
            absent: "no file matches \(mask), named at \(place)"
        )
    }

    mutating func addMatches(
        _ artifact: ArtifactProfile,
        _ patterns: [String],
        exclude: [String],
        timeless: [String] = [],
        maximum: Int,
        _ treatment: FileTreatment,
        absent: String? = nil
    ) {
        let finder = FileFinder(files: files)
        var found: [UInt32] = []
        var problems: [(path: FilePath, error: AccessError)] = []
        var isCut = false
        searches = searches == .max ? 1 : searches + 1
        for pattern in patterns {
            let findings = finder.find(
                pattern,
                excluding: exclude,
                maximum: 1_000_000,
                search: searches,
                in: &table
            )
            found += findings.found
            problems += findings.problems.filter { problem in !problems.contains { $0.path == problem.path } }
            isCut = isCut || findings.isCut
        }
        if found.count > maximum {
            isCut = true
            found = Array(newestFirst(found).prefix(maximum))
        }
        found.sort { table.precedes($0, $1) }
        // The newest logs are the likeliest to hold the incident.
        if artifact.category == .logs { found = newestFirst(found) }
        var rules = FoundRules()
        for (index, file) in found.enumerated() {
            // Where nothing was written in a window nobody asked for, the latest file is still the best there is.
            let isLatest = index == 0 && options.window?.defaultLength != nil
            let mayBeOld = isLatest || isTimeless(file, timeless)
            addFound(artifact, file, treatment, &rules, mayBeOld: mayBeOld)
        }
        for (path, error) in problems {
            // A pattern matches what is no artifact too: a link that leads nowhere, a FIFO.
            let isNothing =
                switch error {
                case .missing, .notARegularFile: true
                default: false
                }
            add(
                artifact,
                at: path,
                source: path.displayText,
                shortfall: isNothing ? .init(.excluded, "\(error)") : shortfall(error, artifact),
                isRequired: isNothing ? false : nil
            )
        }
        if isCut {
            add(
                artifact,
                named: "\(artifact.id)-further-files",
                source: patterns.joined(separator: ", "),
                shortfall: .init(.overBudget, "more than \(maximum) files match; the oldest were left out")
            )
        }
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

    /// Whether a file that was written before the window is one of those that hold for any time.
    private func isTimeless(_ file: UInt32, _ patterns: [String]) -> Bool {
        guard !patterns.isEmpty, let since = options.window?.since, table.status(file).modified < since else {
            return false
        }
        return table.path(file).lastComponent.map { NamePattern.matches($0, anyOf: patterns) } ?? false
    }

    mutating func addFile(
        _ artifact: ArtifactProfile,
        _ path: FilePath,
        _ treatment: FileTreatment,
        note: String?,
        mayBeOld: Bool = false
    ) {
        if let file = table.file(at: path), table.marks(file).contains(.hasRow) { return }
        guard sources.insert(path).inserted else { return }
        do throws(AccessError) {
            let look = try files.look(at: path, namedBy: treatment.namedBy)
            let status = look.status
            guard status.kind == .regular else { throw .notARegularFile(path) }
            let names = [path, look.realPath].compactMap(\.lastComponent).map { FilePath(root: nil, [$0]).bytes[...] }
            if let reason = shortfall(of: names, status, artifact, mayBeOld: mayBeOld) {
                add(
                    artifact,
                    at: path,
                    source: path.displayText,
                    status: status,
                    shortfall: reason,
                    isRequired: false
                )
                return
            }
            guard look.isReadable else { throw .denied(path, obstacle: path, status) }
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

    /// Who chose the places in braces: the operator, when `--root` or the usual place gave them, else whoever could.
    private var patternNamer: UInt32? {
        installation.process == nil && installation.configurationFile == nil ? nil : installation.namer
    }
}
