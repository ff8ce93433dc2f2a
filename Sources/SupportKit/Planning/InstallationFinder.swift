public import Platform
public import SystemPackage

/// Finds installations of a product: running servers first, then the usual places, then what the user names.
public struct InstallationFinder: Sendable {
    /// What the user said about the installation.
    public struct Request: Sendable {
        /// The installation directory, or the copy of a host.
        public var root: FilePath?
        /// Whether `root` stands for the `/` of another host.
        public var isCopy = false
        /// The product's configuration file; inside the copy when there is one.
        public var configuration: FilePath?
        /// The instance's name.
        public var instance: String?
        /// The directory the server works in, where nothing shows it.
        public var workingDirectory: FilePath?

        /// Creates an empty request.
        public init() {}
    }

    private let profile: Profile
    private let request: Request
    private let files: HostFileSystem

    /// Creates a finder.
    ///
    /// - Throws: ``InstallationError/unusable(_:)`` when the root is not a directory that can be entered.
    public init(profile: Profile, request: Request) throws(InstallationError) {
        self.profile = profile
        self.request = request
        if let root = request.root {
            do {
                let host = HostFileSystem()
                guard try host.status(of: root).kind == .directory else {
                    throw InstallationError.unusable("--root \(root.displayText) is not a directory")
                }
                guard try host.isReadable(root) else {
                    throw InstallationError.unusable(
                        "--root \(root.displayText) cannot be read by \(Accounts.userName(Accounts.effectiveUser)): "
                            + Remedy.forReading(try host.status(of: root), path: root)
                    )
                }
            } catch let error as InstallationError {
                throw error
            } catch {
                throw .unusable("--root: \(error)")
            }
        }
        files = HostFileSystem(root: request.isCopy ? request.root ?? "/" : "/")
    }

    /// The files of the host or copy in which the installation lies.
    public var fileSystem: HostFileSystem { files }

    /// The one installation meant.
    public func find() throws(InstallationError) -> Installation {
        let candidates = try candidates()
        guard !candidates.isEmpty else { throw .notFound(notFoundText) }
        guard candidates.count > 1 else { return candidates[0] }
        if let name = request.instance {
            let named = candidates.filter { $0.configuredInstance == name }
            if named.count == 1 { return named[0] }
        }
        throw .ambiguous(product: profile.title, candidates: candidates.map(\.summary))
    }

    /// All installations that fit the request.
    public func candidates() throws(InstallationError) -> [Installation] {
        guard isSearchable else { return [try wholeTree()] }
        if let configuration = request.configuration { return [try named(configuration)] }
        var found = processes().map { installation(of: $0) }
        for layout in profile.installation.layouts where fits(FilePath(layout.home)) {
            guard let candidate = installation(of: layout) else { continue }
            let isKnown = found.contains {
                $0.configurationFile != nil
                    ? $0.configurationFile == candidate.configurationFile : $0.home == candidate.home
            }
            if !isKnown { found.append(candidate) }
        }
        if found.isEmpty, let root = request.root, !request.isCopy { found = installations(below: root) }
        return found
    }

    // MARK: - Ways to find

    /// Whether the profile says how to find an installation at all.
    private var isSearchable: Bool {
        let installation = profile.installation
        return installation.process != nil || !installation.layouts.isEmpty || !installation.markers.isEmpty
    }

    private func wholeTree() throws(InstallationError) -> Installation {
        let needsRoot = profile.artifacts.contains { artifact in
            if case .files(let files) = artifact.collector {
                files.paths.contains { $0.contains("{home}") }
            } else {
                false
            }
        }
        if needsRoot, request.root == nil {
            throw .notFound("the profile '\(profile.id)' collects a directory tree: name it with --root DIR")
        }
        let home = request.isCopy ? FilePath("/") : request.root
        return make(home: home, configuration: nil, process: nil, foundBy: "--root", extra: [:])
    }

    private func named(_ path: FilePath) throws(InstallationError) -> Installation {
        do {
            guard try files.status(of: path).kind == .regular else {
                throw InstallationError.unusable("--config \(path.displayText) is not a file")
            }
        } catch let error as InstallationError {
            throw error
        } catch AccessError.denied {
            // Collected as far as possible: that the file is denied is an outcome, not the end.
        } catch {
            throw .unusable("--config: \(error)")
        }
        let process = processes().first { configuration(of: $0) == path }
        let layout = profile.installation.layouts.first { $0.configuration.map { FilePath($0) } == path }
        let home =
            (request.isCopy ? nil : request.root) ?? process.flatMap { self.home(of: $0) }
            ?? layout.map { FilePath($0.home) } ?? homeAround(path)
        return make(
            home: home,
            configuration: path,
            process: process,
            foundBy: "--config",
            extra: process.map(processVariables) ?? layout?.variables ?? [:]
        )
    }

    private func processes() -> [ProductProcess] {
        guard !request.isCopy, let process = profile.installation.process else { return [] }
        return ProcessTable().processes(matching: process).filter { process in
            guard let root = request.root else { return true }
            return [process.executable, home(of: process), process.workingDirectory].compactMap(\.self)
                .contains { $0.starts(with: root) }
        }
    }

    private func installation(of process: ProductProcess) -> Installation {
        make(
            home: home(of: process),
            configuration: configuration(of: process),
            process: process,
            foundBy: "process \(process.identifier)",
            extra: processVariables(process)
        )
    }

    private func installation(of layout: LayoutProfile) -> Installation? {
        let home = FilePath(layout.home)
        let configuration = layout.configuration.map { FilePath($0) }
        let isThere = exists(home) || configuration.map(exists) == true
        guard isThere else { return nil }
        return make(
            home: home,
            configuration: configuration.flatMap { exists($0) ? $0 : nil },
            process: nil,
            foundBy: "the usual place \(layout.home)",
            extra: layout.variables
        )
    }

    private func installations(below root: FilePath) -> [Installation] {
        let finder = FileFinder(files: files)
        var configurations: [FilePath] = []
        for pattern in profile.configuration.candidates {
            let path = NamePattern.escaped(root.displayText) + "/" + pattern
            for match in finder.find(path, maximum: 100).files where !configurations.contains(match.path) {
                let installation = make(
                    home: root,
                    configuration: match.path,
                    process: nil,
                    foundBy: "--root",
                    extra: [:]
                )
                if installation.configuration.problem == nil { configurations.append(match.path) }
            }
        }
        if configurations.isEmpty {
            let isMarked = profile.installation.markers.contains { exists(root.pushing(FilePath($0))) }
            return isMarked ? [make(home: root, configuration: nil, process: nil, foundBy: "--root", extra: [:])] : []
        }
        return configurations.map { make(home: root, configuration: $0, process: nil, foundBy: "--root", extra: [:]) }
    }

    // MARK: - What a process tells

    private func home(of process: ProductProcess) -> FilePath? {
        guard let home = profile.installation.process?.home else { return nil }
        if home.hasPrefix("{") {
            return processVariables(process)[String(home.dropFirst().dropLast())].map {
                FilePath($0).lexicallyNormalized()
            }
        }
        return process.executable?.removingLastComponent().pushing(FilePath(home)).lexicallyNormalized()
    }

    private func configuration(of process: ProductProcess) -> FilePath? {
        guard let rules = profile.installation.process else { return nil }
        var name: String?
        var rest = process.arguments.dropFirst()
        while let argument = rest.popFirst(), name == nil {
            if rules.configurationOptions.contains(argument) {
                name = rest.popFirst()
            } else if let option = rules.configurationOptions.first(where: { argument.hasPrefix($0 + "=") }) {
                name = String(argument.dropFirst(option.count + 1))
            } else if rules.isConfigurationPositional, !argument.hasPrefix("-") {
                name = argument
            }
        }
        guard let name, !name.isEmpty else { return nil }
        let path = FilePath(name)
        if path.isAbsolute { return path.lexicallyNormalized() }
        return process.workingDirectory?.pushing(path).lexicallyNormalized()
    }

    private func processVariables(_ process: ProductProcess) -> [String: String] {
        var variables: [String: String] = [:]
        for (name, prefix) in profile.installation.process?.variables ?? [:] {
            variables[name] = process.arguments.first { $0.hasPrefix(prefix) }.map {
                String($0.dropFirst(prefix.count))
            }
        }
        return variables
    }

    private func definitions(_ process: ProductProcess) -> [String: String] {
        guard let prefix = profile.installation.process?.definitions else { return [:] }
        var definitions: [String: String] = [:]
        for argument in process.arguments where argument.hasPrefix(prefix) {
            guard let equals = argument.firstIndex(of: "=") else { continue }
            definitions[String(argument[..<equals].dropFirst(prefix.count))] =
                String(argument[argument.index(after: equals)...])
        }
        return definitions
    }

    // MARK: - Putting it together

    private func make(
        home: FilePath?,
        configuration path: FilePath?,
        process: ProductProcess?,
        foundBy: String,
        extra: [String: String]
    ) -> Installation {
        let knownDirectory = process?.workingDirectory ?? request.workingDirectory ?? unitDirectory
        let workingDirectory = knownDirectory ?? path?.removingLastComponent() ?? home
        var variables = extra
        variables["home"] = home?.displayText
        variables["config"] = path?.displayText
        variables["config.directory"] = path?.removingLastComponent().displayText
        variables["cwd"] = workingDirectory?.displayText
        variables["exe"] = process?.executable?.displayText
        variables["pid"] = process.map { String($0.identifier) }
        for (name, outputs) in [("stdout", 0), ("stderr", 1)] {
            guard let outputs = process?.outputFiles.dropFirst(outputs).first else { continue }
            variables[name] = outputs.displayText
        }
        var configurationVariables = process?.environment ?? [:]
        configurationVariables["PWD"] = workingDirectory?.displayText
        for (name, value) in profile.configuration.values {
            // Values of the profile are made of variables only; one that is not known leaves its name undefined.
            let expansion = Expander(variables: variables, configuration: nil, expandSetting: nil).expand(value)
            configurationVariables[name] = expansion.values.first
        }
        configurationVariables.merge(process.map(definitions) ?? [:]) { $1 }
        // Any user can start a process that looks like the server: what it names counts as named by that user.
        let namer = request.configuration == nil ? process?.user : nil
        var configuration = ProductConfiguration()
        if let path {
            let base = profile.configuration.base == .workingDirectory ? workingDirectory : path.removingLastComponent()
            configuration = ConfigurationReader(
                files: files,
                profile: profile.configuration,
                base: base ?? "/",
                variables: configurationVariables,
                namer: namer
            ).read(path)
        }
        let configured = profile.configuration.instance.flatMap { configuration.root?.value(at: $0) }
        let ownName = configured ?? home?.lastComponent?.string ?? profile.id
        let instance = request.instance ?? ownName
        variables["instance"] = configured ?? instance
        return Installation(
            home: home,
            configurationFile: path,
            process: process,
            workingDirectory: workingDirectory,
            isWorkingDirectoryGuess: knownDirectory == nil && path != nil
                && profile.configuration.base == .workingDirectory,
            instance: instance,
            namer: namer ?? configuration.files.lazy.compactMap { self.owner(of: $0.path) }.first { $0 != 0 },
            ownName: ownName,
            configuredInstance: configured,
            configuration: configuration,
            foundBy: foundBy,
            variables: variables,
            configurationVariables: configurationVariables
        )
    }

    /// The working directory that the service's unit files name; later files win, as drop-ins do.
    private var unitDirectory: FilePath? {
        var directory: FilePath?
        for pattern in profile.configuration.units {
            for match in FileFinder(files: files).find(pattern, maximum: 100).files {
                guard let bytes = try? FileHead.read(match.path, files: files, count: 65_536) else { continue }
                for line in String(lossless: bytes).split(whereSeparator: \.isNewline) {
                    let parts = line.split(separator: "=", maxSplits: 1).map { String($0).trimmedWhitespace }
                    guard parts.count == 2, parts[0] == "WorkingDirectory" else { continue }
                    // See systemd.exec(5): a hyphen allows the directory to be missing.
                    let path = FilePath(parts[1].hasPrefix("-") ? String(parts[1].dropFirst()) : parts[1])
                    if path.isAbsolute { directory = path.lexicallyNormalized() }
                }
            }
        }
        return directory
    }

    private func homeAround(_ configuration: FilePath) -> FilePath? {
        var directory = configuration.removingLastComponent()
        while !directory.components.isEmpty {
            if profile.installation.markers.contains(where: { exists(directory.pushing(FilePath($0))) }) {
                return directory
            }
            directory.removeLastComponent()
        }
        return nil
    }

    private func owner(of path: FilePath) -> UInt32? {
        try? files.status(of: path).owner
    }

    private func exists(_ path: FilePath) -> Bool {
        do {
            _ = try files.status(of: path)
            return true
        } catch AccessError.missing {
            return false
        } catch {
            // It is there, though not for us.
            return true
        }
    }

    private func fits(_ home: FilePath) -> Bool {
        guard let root = request.root, !request.isCopy else { return true }
        return home == root
    }

    private var notFoundText: String {
        var looked: [String] = []
        if let process = profile.installation.process, !request.isCopy {
            looked.append("no process runs \(process.executables.joined(separator: " or "))")
        }
        if let root = request.root, !request.isCopy {
            looked.append(
                "\(root.displayText) holds neither \(profile.installation.markers.joined(separator: ", ")) nor a configuration of it"
            )
        } else {
            looked += profile.installation.layouts.map { "there is no \($0.home)" }
        }
        return "no installation of \(profile.title) found: \(looked.joined(separator: "; ")). "
            + "Name it with --root DIR or --config FILE"
    }
}
