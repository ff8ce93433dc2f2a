internal import Platform
internal import SystemPackage

/// What is asked of programs: commands, the journal, addresses of the product, and the system itself.
extension Planner {
    mutating func planJournal(_ artifact: ArtifactProfile, _ collector: JournalCollector) {
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

    mutating func planCommand(_ artifact: ArtifactProfile, _ collector: CommandCollector) {
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

    mutating func planCommand(
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

    mutating func planHTTP(_ artifact: ArtifactProfile, _ collector: HTTPCollector) {
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
        if options.credentialsFile != nil,
            let objection = ListeningSockets().objection(to: address.port, user: installation.process?.user)
        {
            add(artifact, named: collector.name, source: collector.path, shortfall: objection)
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

    mutating func planFacts(_ artifact: ArtifactProfile, named name: String, _ sheet: FactSheet) {
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
}
