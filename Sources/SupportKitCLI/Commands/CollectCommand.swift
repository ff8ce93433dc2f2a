internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Collect a support bundle and draft the support request.",
        discussion: """
            Standard output has the paths of what was written, one a line: the bundle, the request as an e-mail draft (.eml) and \
            as text (.txt), and the checksum (.sha256). Everything else goes to standard error.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A product (see 'supportkit profiles list') or the path of a profile; left out, it is detected.")
    var product: String?

    @OptionGroup(title: "Installation") var installation: InstallationOptions
    @OptionGroup(title: "Incident window") var window: WindowOptions
    @OptionGroup(title: "Answers for the request") var answers: AnswerOptions
    @OptionGroup(title: "Selection") var selection: SelectionOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("File or directory for the bundle; '-' writes it to standard output.", valueName: "path")
    )
    var output: String?

    @Option(
        name: .customLong("max-size"),
        help: ArgumentHelp(
            "The most bytes of the finished bundle, such as 25MB: what matters less is shortened or left out, and said to be. An e-mail grows by a third.",
            valueName: "size"
        )
    )
    var maximumSize: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "tar.gz, which every tar opens, or tar.zst, which takes less time; default: as --output ends, else tar.gz.",
            valueName: "format"
        )
    )
    var format: BundleFormat?

    @Option(name: .long, help: ArgumentHelp("How long the collection may take, such as 5m.", valueName: "duration"))
    var deadline: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read at most so much a second, such as 20MB, from files and databases; at least 64KiB.",
            valueName: "size"
        )
    )
    var rate: String?

    @Flag(name: .customLong("no-redact"), help: "Leave secrets in; only with --i-accept-secrets.")
    var noRedact = false

    @Flag(name: .customLong("i-accept-secrets"), help: "Confirms --no-redact.")
    var acceptSecrets = false

    @Flag(name: .long, help: "Take all the host can give: for a host that serves nobody. Default: lowest priority.")
    var fast = false

    @Flag(
        name: .customLong("low-impact"),
        help: "Stay at the lowest CPU and disk priority, and wait while the host is under pressure (the default)."
    )
    var lowImpact = false

    @Flag(name: .customLong("dry-run"), help: "Show the plan: reads no logs or statistics, runs and writes nothing.")
    var dryRun = false

    @OptionGroup(title: "Encryption") var encryption: EncryptionOptions
    @OptionGroup(title: "Redaction") var redaction: RedactionOptions
    @OptionGroup(title: "Pseudonyms") var pseudonyms: PseudonymOptions
    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func validate() throws {
        if noRedact && !acceptSecrets {
            throw ValidationError("--no-redact leaves passwords in the bundle; confirm it with --i-accept-secrets")
        }
        if output == "-" && !pseudonyms.pseudonyms.isEmpty && pseudonyms.map == nil {
            throw ValidationError(
                "--pseudonyms with --output - needs --map FILE: the map has no place beside the bundle"
            )
        }
        if noRedact && !pseudonyms.pseudonyms.isEmpty {
            throw ValidationError("--no-redact and --pseudonyms exclude each other")
        }
        if fast && lowImpact { throw ValidationError("--fast and --low-impact exclude each other") }
        if fast && rate != nil { throw ValidationError("--fast and --rate exclude each other") }
        if output == "-" && outputOptions.json {
            throw ValidationError("--output - and --json both want standard output")
        }
    }

    func run() async throws {
        let console = outputOptions.console
        do {
            try await collect(console)
        } catch let code as ExitCode {
            throw code
        } catch let error as ValidationError {
            throw console.failure(error.message, ExitStatus.usage)
        } catch let error as ProfileError {
            throw console.failure(error, ExitStatus.usage)
        } catch let error as OpenPGPError {
            throw console.failure(error, ExitStatus.of(error))
        } catch let error as AnswersError {
            throw console.failure(error, ExitStatus.usage)
        } catch let error as RequestTemplateError {
            throw console.failure(error, ExitStatus.usage)
        } catch let error as BundleError {
            guard case .withheld = error else { throw console.failure(error, ExitStatus.noResult) }
            throw console.failure(error, ExitStatus.withheld)
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
    }

    private func collect(_ console: Console) async throws {
        Interruption.watch()
        if !fast { ThisProcess.lowerPriority() }
        let home = ThisProcess.environment("HOME").map { FilePath($0) }
        let settings = try HostSettings(home: home)
        let created = try Self.creationTime()
        let deadline = try Self.duration(self.deadline ?? settings["deadline"], name: "--deadline")

        let store = ProfileStore(home: home)
        let request = try installation.request()
        let profile = try ProductChoice(store: store, request: request)
            .profile(named: product ?? settings["product"])
        let (incident, echo) = try window.resolve(now: created.seconds, settings: settings, profile: profile)
        for line in echo { console.say(line) }
        let shared = try store.shared(by: profile)
        let policy = try redaction.policy()
        var planOptions = try selection.planOptions(window: incident, profiles: [profile] + shared)
        planOptions.withheld = policy.paths
        planOptions.defaultWindow = try window.fallback(now: created.seconds, settings: settings, profile: profile)
        let finder = try InstallationFinder(profile: profile, request: request)
        let found = try finder.find()
        let plan = Planner.plan(
            profile,
            shared: shared,
            installation: found,
            files: finder.fileSystem,
            options: planOptions
        )
        console.detail("found by \(found.foundBy): \(found.summary)")
        var conditions = PlanConditions()
        conditions.recipients = try await encryption.recipients(settings)
        conditions.bytesPerSecond = fast ? nil : try Self.rate(rate ?? settings["rate"])
        // A slip among the options shows in the rehearsal of a command, not in the night.
        let target = try target(settings, isEncrypted: !conditions.recipients.isEmpty)
        let maximumSize = try Self.size(maximumSize ?? settings["max-size"])
        conditions.maximumSize = maximumSize
        if dryRun {
            try Console.result(
                outputOptions.json
                    ? try PlanText.json(plan, policy: policy, conditions: conditions)
                    : Console.safe(try PlanText.text(plan, policy: policy, conditions: conditions))
            )
            return
        }
        for key in conditions.recipients { console.say("the bundle will be encrypted to \(key.description)") }

        // Who has a vendor to write to has a process to rehearse; by then it is too late to say more than this.
        func doubt(version: String?) -> String? {
            guard !profile.request.recipients.isEmpty, !installation.copy else { return nil }
            return RehearsalRecord.warning(
                for: profile.id,
                instance: found.instance,
                user: Accounts.userName(Accounts.effectiveUser),
                version: version,
                now: created.seconds
            )
        }
        let doubtBefore = doubt(version: nil)
        doubtBefore.map { console.say("note: \($0)") }

        let template = try store.requestTemplate(for: profile)
        let requestTemplate = try RequestTemplate(text: template.text, name: template.name)
        var given = try answers.resolve(settings: settings)
        // The begin of a window that nobody gave says nothing of the incident's.
        if given[.started] == nil, let incident,
            let moment = incident.middle ?? (window.since == nil ? nil : incident.since)
        {
            let source = incident.middle == nil ? "--since" : "--around"
            try given.set(.started, to: Timestamp.text(moment, zone: incident.zone), source: source)
        }
        var options = CollectionOptions(
            target: target,
            created: created.seconds,
            host: installation.copy ? finder.fileSystem.hostName ?? "copy" : HostIdentity.current.name
        )
        options.zone = try window.zone(settings)
        options.format = format ?? BundleFormat(fileName: Self.archiveName(place(settings))) ?? .gzip
        options.recipients = conditions.recipients
        options.isReproducible = created.isFixed
        options.isRedacted = !noRedact
        options.redactionPolicy = policy
        let coverage = try SupportCoverage.find(product: profile.id, home: home) ?? profile.coverage
        if let coverage {
            options.coverage = coverage.sentence(at: created.seconds)
            options.uploadPlace = coverage.statedUpload
        }
        options.pseudonyms = try pseudonyms.session(policy)
        options.pseudonymMap = try pseudonyms.mapPath()
        options.deadline = deadline
        options.bytesPerSecond = conditions.bytesPerSecond
        options.yieldsToPressure = !fast
        options.struck = Set(answers.strike)
        options.maximumSize = maximumSize
        options.attachmentLimit = try settings.attachmentLimit()
        options.mayRunCommands = !selection.noExec
        options.reserve = try Self.reserve(options.target, settings)
        options.effective = effectiveOptions(profile, incident, conditions)
        // Last of all: nobody is to answer questions before a slip among the options is found.
        var typed = Answers()
        if !answers.batch, ThisProcess.isTerminal(0), ThisProcess.isTerminal(2) {
            let changes =
                given[.changed] == nil ? try recentChanges(plan, finder.fileSystem, created.seconds, policy) : []
            var missing = SupportRequest.questions(template: requestTemplate, form: profile.request)
                .filter { given[$0] == nil && $0 != .version }
            if !changes.isEmpty, !missing.contains(.changed) { missing.append(.changed) }
            var interview = Interview(
                asking: missing,
                form: profile.request,
                hasEditor: true,
                followsUp: true,
                suggestions: [.changed: changes],
                clock: .init(now: created.seconds, zone: try window.zone(settings))
            )
            _ = await RequestTerminal(console: console).ask(&interview) { _ in }
            typed = interview.answers
            given = given.merging(over: typed)
        }
        let kept = KeptAnswers(typed, beside: options.target, created: created.seconds)
        if let signal = Interruption.signal {
            console.say("\nnothing was collected")
            kept.write(console)
            throw ExitStatus.interrupted(by: signal)
        }
        for hint in coverage?.hints(at: created.seconds, severity: given.severity) ?? [] { console.say(hint) }
        options.answers = given
        let printer = ProgressPrinter(console: console, total: plan.estimatedBytes)
        let outcome: Collector.Outcome
        do {
            outcome = try await Collector(
                plan: plan,
                files: finder.fileSystem,
                options: options,
                template: requestTemplate
            ).collect { printer.show($0) }
        } catch {
            printer.finish()
            kept.write(console)
            throw error
        }
        printer.finish()
        // Only now it is known whether the product was upgraded since.
        let doubt = doubt(version: outcome.header.product.version)
        if let doubt, doubt != doubtBefore { console.say("note: \(doubt)") }
        try report(outcome, uploadPlace: options.uploadPlace, console)
    }

    /// What changed on the host lately, for the person who is asked.
    private func recentChanges(
        _ plan: CollectionPlan,
        _ files: HostFileSystem,
        _ now: Int64,
        _ policy: RedactionPolicy
    ) throws -> [String] {
        let session = try RedactionSession(
            configuration: RedactionConfiguration(profileKeys: plan.profile.secretKeys, policy: policy)
        )
        return RecentChanges(plan: plan, files: files, now: now).lines { session.redact($0) }
    }

    // MARK: - Result

    private func report(_ outcome: Collector.Outcome, uploadPlace: String?, _ console: Console) throws {
        for note in outcome.notes { console.warn(note) }
        let isComplete = outcome.header.outcome == .complete
        if outputOptions.json {
            try Console.result(try CollectReport(outcome).json())
        } else {
            for file in outcome.files { try Console.result(TerminalText.escaped(file.displayText)) }
        }
        if let milliseconds = outcome.header.yieldedMilliseconds {
            console.detail("stood still for \(milliseconds) ms because the host was under pressure")
        }
        let stored = outcome.artifacts.storedCount
        let product = outcome.header.product
        let version =
            product.version.map { " \($0)" }
            ?? (outcome.header.lacksVersion(outcome.artifacts) ? " (version not found)" : "")
        let removed = outcome.header.redaction.rules.values.reduce(0, +)
        console.say(
            "\(product.title)\(version): \(stored) \(stored == 1 ? "file" : "files") in \(ByteCount(outcome.bytes)), "
                + (outcome.header.redaction.enabled
                    ? "\(removed) \(removed == 1 ? "secret" : "secrets") removed"
                    : "NOTHING REMOVED: this bundle holds secrets")
        )
        if !isComplete {
            let count = outcome.artifacts.notable.count { $0.required && $0.outcome.isShortfall }
            console.warn(
                "incomplete: \(count) required \(count == 1 ? "artifact is" : "artifacts are") missing or cut; README.txt in the bundle says why"
            )
        }
        for sentence in outcome.request.advice { console.warn("request: \(sentence)") }
        if !outcome.request.unanswered.isEmpty {
            let titles = outcome.request.unanswered.map(\.title).joined(separator: ", ")
            console.warn("the request still needs: \(titles); fill them in before you send it")
        }
        if let text = outcome.files.first(where: { $0.lastComponent?.extension == "txt" }) {
            console.say(
                "Next: read \(text.displayText), then send the .eml from your mail program; the bundle is "
                    + (outcome.isAttached
                        ? "attached to it."
                        : uploadPlace.map {
                            "too large to be attached: bring it to \($0), or see 'request send --upload'."
                        }
                            ?? "too large to be attached: hand it over as well.")
            )
        }
        if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
        if !isComplete { throw ExitStatus.incomplete }
    }

    // MARK: - Options

    private func place(_ settings: HostSettings) -> String { output ?? settings["output"] ?? "." }

    /// The name without what encryption adds to it.
    private static func archiveName(_ name: String) -> String {
        name.hasSuffix(BundleName.encryptedSuffix) ? String(name.dropLast(BundleName.encryptedSuffix.count)) : name
    }

    private func target(_ settings: HostSettings, isEncrypted: Bool) throws -> CollectionOptions.Target {
        let text = place(settings)
        if text == "-" {
            guard !ThisProcess.isTerminal(1) else {
                throw ValidationError(
                    "--output - writes a compressed file, and standard output is a terminal; redirect it"
                )
            }
            return .standardOutput
        }
        guard !text.isEmpty else { throw ValidationError("--output is empty") }
        let path = try InstallationOptions.absolute(text)
        if let status = try? HostFileSystem().status(of: path), status.kind == .directory { return .directory(path) }
        if text.hasSuffix("/") { throw BundleError.unavailable("the output directory \(text) does not exist") }
        if !isEncrypted, text.hasSuffix(BundleName.encryptedSuffix) {
            throw ValidationError("--output \(text): nothing encrypts the bundle; name a key with --encrypt-to")
        }
        guard let named = BundleFormat(fileName: Self.archiveName(text)) else {
            throw ValidationError(
                "--output \(text) is neither a directory that exists nor a name that ends in .tar.gz or .tar.zst"
            )
        }
        if let format, format != named {
            throw ValidationError("--output \(text) does not end in .\(format.rawValue), as --format says")
        }
        return .file(path)
    }

    private static func creationTime() throws -> (seconds: Int64, isFixed: Bool) {
        guard let text = ThisProcess.environment("SOURCE_DATE_EPOCH") else { return (ThisProcess.now, false) }
        guard let seconds = Int64(text), seconds >= 0 else {
            throw ValidationError("SOURCE_DATE_EPOCH '\(text)' is not a number of seconds since 1970")
        }
        return (seconds, true)
    }

    private static func duration(_ text: String?, name: String) throws -> Duration? {
        guard let text else { return nil }
        do {
            return try DurationExpression.parse(text)
        } catch {
            throw ValidationError("\(name): \(error)")
        }
    }

    private static func size(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        guard let count = ByteCount(text: text), count.bytes > 0 else {
            throw ValidationError("--max-size: '\(text)' is not a size; write 25MB or 512KiB")
        }
        return count.bytes
    }

    private static func rate(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        guard let count = ByteCount(text: text), count.bytes >= PlanConditions.minimumBytesPerSecond else {
            throw ValidationError("--rate: '\(text)' is no size of at least 64KiB; write 20MB or 512KiB")
        }
        return count.bytes
    }

    private static func reserve(_ target: CollectionOptions.Target, _ settings: HostSettings) throws -> Int64 {
        if let text = settings["reserve"] {
            guard let count = ByteCount(text: text) else {
                throw ValidationError("reserve: '\(text)' is not a size; write 512MiB")
            }
            return count.bytes
        }
        return 64 << 20
    }

    private func effectiveOptions(
        _ profile: Profile,
        _ window: IncidentWindow?,
        _ conditions: PlanConditions
    ) -> [String: ManifestOption] {
        var effective: [String: ManifestOption] = ["product": .text(profile.id), "redact": .flag(!noRedact)]
        if let root = installation.root { effective["root"] = .text(root) }
        if installation.copy { effective["copy"] = .flag(true) }
        if let config = installation.config { effective["config"] = .text(config) }
        if let instance = installation.instance { effective["instance"] = .text(instance) }
        if !selection.exclude.isEmpty { effective["exclude"] = .list(selection.exclude) }
        if !selection.only.isEmpty { effective["only"] = .list(selection.only.flatMap(\.self).map(\.rawValue)) }
        if !selection.with.isEmpty { effective["with"] = .list(selection.with) }
        if !pseudonyms.pseudonyms.isEmpty {
            effective["pseudonyms"] = .list(pseudonyms.pseudonyms.sorted().map(\.rawValue))
        }
        if let maximumSize { effective["max-size"] = .text(maximumSize) }
        if let format { effective["format"] = .text(format.rawValue) }
        if let deadline { effective["deadline"] = .text(deadline) }
        if !conditions.recipients.isEmpty {
            effective["encrypt-to"] = .list(conditions.recipients.map(\.fingerprint))
        }
        if let rate = conditions.bytesPerSecond { effective["rate"] = .number(rate) }
        if fast { effective["fast"] = .flag(true) }
        if self.window.allTimes { effective["all-times"] = .flag(true) }
        return effective
    }
}
