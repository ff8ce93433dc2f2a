internal import Platform
internal import SystemPackage

/// Reads versions from the sources a profile names.
///
/// Every source is asked, so that disagreement shows.
struct VersionProber {
    let plan: CollectionPlan
    let files: HostFileSystem
    let mayRunCommands: Bool
    /// What queries on databases answered while these were collected, by the source's id.
    let queryAnswers: [String: String]

    private static let headSize = 1 << 20
    private static let maximumLogs = 8

    func report() async -> VersionReport {
        var subjects: [VersionReport.Subject] = []
        for version in plan.profile.versions {
            var findings: [VersionFinding] = []
            for source in version.sources { findings.append(await finding(of: source)) }
            subjects.append(VersionReport.Subject(component: version.component, findings: findings))
        }
        return VersionReport(subjects: subjects)
    }

    private func finding(of source: VersionSource) async -> VersionFinding {
        switch source.kind {
        case .program: await program(source)
        case .path: path(source)
        case .file: file(source)
        case .log: log(source)
        case .sqlite: sqlite(source)
        }
    }

    private func program(_ source: VersionSource) async -> VersionFinding {
        guard mayRunCommands, !files.isCopy else {
            return nothing(source, "not run: commands are switched off, or this is a copy")
        }
        var words: [String] = []
        for word in source.run {
            guard let value = expand(word).first else { return nothing(source, "not known for this installation") }
            words.append(value)
        }
        let command = PlannedCommand(
            words,
            timeout: source.timeout,
            maximumBytes: 1 << 18,
            identity: leastIdentity
        )
        // An empty directory to work in: a program that writes where it is started finds nothing and leaves nothing.
        let result: CommandResult
        do throws(SystemError) {
            let directory = try TemporaryDirectory.make()
            result = await CommandRunner().run(command, in: directory.path)
        } catch {
            return nothing(source, "\(error)")
        }
        let text = String(lossless: result.output) + String(lossless: result.errors)
        if let problem = result.problem(answers: [0, 1], timeout: source.timeout) {
            return nothing(source, "'\(command.line)' \(problem)")
        }
        return match(source, in: text, place: command.line)
    }

    /// A version needs no rights: as root the program runs as the server's user, else as the owner of the
    /// configuration, else as nobody, since it may load files that others than root can change.
    private var leastIdentity: PlannedCommand.Identity? {
        guard Accounts.effectiveUser == 0 else { return nil }
        if let user = plan.installation.process?.user, let group = plan.installation.process?.group, user != 0 {
            return .init(user: user, group: group)
        }
        if let path = plan.installation.configurationFile, let status = try? files.status(of: path), status.owner != 0 {
            return .init(user: status.owner, group: status.group)
        }
        return .init(user: 65_534, group: 65_534)
    }

    private func path(_ source: VersionSource) -> VersionFinding {
        for path in source.paths.flatMap(expand) {
            let real = (try? files.realPath(of: FilePath(path)))?.displayText ?? path
            for candidate in [path, real] {
                let finding = match(source, in: candidate, place: candidate)
                if finding.version != nil { return finding }
            }
        }
        return nothing(source, "no version in the path")
    }

    private func file(_ source: VersionSource) -> VersionFinding {
        let paths = source.paths.flatMap(expand).flatMap {
            FileFinder(files: files).find($0, maximum: 8).files.map(\.path)
        }
        guard !paths.isEmpty else { return nothing(source, "no such file") }
        return firstMatch(source, in: paths, takesLast: false)
    }

    private func log(_ source: VersionSource) -> VersionFinding {
        let logs = plan.available.filter { $0.id == source.artifact }
            .sorted {
                ($0.status?.modified ?? 0, $0.path.displayText) > ($1.status?.modified ?? 0, $1.path.displayText)
            }
        let paths = logs.compactMap { artifact -> FilePath? in
            if case .file(let path, _) = artifact.origin { path } else { nil }
        }
        guard !paths.isEmpty else { return nothing(source, "there is no log to read") }
        return firstMatch(source, in: Array(paths.prefix(Self.maximumLogs)), takesLast: true)
    }

    private func sqlite(_ source: VersionSource) -> VersionFinding {
        guard let answer = queryAnswers[source.id] else { return nothing(source, "the database gave no answer") }
        return match(source, in: answer, place: source.id)
    }

    private func firstMatch(_ source: VersionSource, in paths: [FilePath], takesLast: Bool) -> VersionFinding {
        var problem: String?
        for path in paths {
            do {
                let text = String(lossless: try FileHead.read(path, files: files, count: Self.headSize))
                let finding = match(source, in: text, place: path.displayText, takesLast: takesLast)
                if finding.version != nil { return finding }
            } catch {
                problem = problem ?? "\(error)"
            }
        }
        return nothing(
            source,
            problem ?? "no version in the beginning of \(paths.map(\.displayText).joined(separator: ", "))"
        )
    }

    /// Looks for the version; with `takesLast` the last match counts: of several starts in one log, the latest.
    private func match(_ source: VersionSource, in text: String, place: String, takesLast: Bool = false)
        -> VersionFinding
    {
        guard let pattern = try? Regex(source.pattern) else { return nothing(source, "the pattern cannot be used") }
        let found = takesLast ? text.matches(of: pattern).last : text.firstMatch(of: pattern)
        guard let found else { return nothing(source, "no version in: \(text.prefix(400).trimmingLines)") }
        let group = found.output.count > 1 ? found.output[1].substring : nil
        let line = text[text.lineRange(around: found.range)]
        return VersionFinding(
            source: place == source.id ? source.id : "\(source.id), \(place)",
            tellsRunning: source.tellsRunning,
            version: String(group ?? text[found.range]),
            evidence: String(line.prefix(400))
        )
    }

    private func nothing(_ source: VersionSource, _ reason: String) -> VersionFinding {
        VersionFinding(source: source.id, tellsRunning: source.tellsRunning, version: nil, evidence: reason)
    }

    private func expand(_ text: String) -> [String] {
        Expander(variables: plan.installation.variables, configuration: nil, expandSetting: nil).expand(text).values
    }
}

extension StringProtocol {
    /// The range of the line, or lines, that hold a range, without the line end.
    fileprivate func lineRange(around range: Range<Index>) -> Range<Index> {
        let start = self[..<range.lowerBound].lastIndex(where: \.isNewline).map { self.index(after: $0) } ?? startIndex
        let end = self[range.upperBound...].firstIndex(where: \.isNewline) ?? endIndex
        return start..<end
    }

    fileprivate var trimmingLines: String {
        split(whereSeparator: \.isNewline).joined(separator: " / ")
    }
}
