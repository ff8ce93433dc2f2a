internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Prove on this host that everything support needs can be had.",
        discussion: """
            Makes the plan of 'collect', opens and reads every artifact (at most 256 KiB of a file; databases whole), runs every \
            command, makes a small bundle and a request marked PROCESS TEST, reads both back, and tries the ways by which mail and \
            bundle would leave up to the last step that changes nothing: with --smtp the login, with --upload the login and the \
            directory. Only --send goes on. Run it as the user who will collect at night.

            Standard output has a verdict for each artifact, with the remedy where it is not ready, and one line: READY or NOT \
            READY. With --output DIR the bundle, the request and a runbook for the team (.md for a wiki, .html to be printed) are kept \
            there; without it they are made \
            in a private temporary directory and removed. A record is kept in $XDG_STATE_HOME/supportkit, \
            ~/.local/state/supportkit or, for root, /var/lib/supportkit.

            With --quiet, for timers, nothing is printed unless readiness changed since the last rehearsal. Exits with 3 when \
            something required is not ready; with --status, when a rehearsal is missing or no longer counts.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A product (see 'supportkit profiles list') or the path of a profile; left out, it is detected.")
    var product: String?

    @OptionGroup(title: "Installation") var installation: InstallationOptions
    @OptionGroup(title: "Incident window") var window: WindowOptions
    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Redaction") var redaction: RedactionOptions
    @OptionGroup(title: "Pseudonyms") var pseudonyms: PseudonymOptions
    @OptionGroup(title: "Encryption") var encryption: EncryptionOptions
    @OptionGroup(title: "Ways out of the host") var delivery: RehearsalDeliveryOptions

    @Option(name: .long, help: ArgumentHelp("production, test, development, …", valueName: "name"))
    var environment: String?

    @Flag(name: .long, help: "Never ask; a rehearsal never does.")
    var batch = false

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Keep bundle, request and runbook in this directory.", valueName: "dir")
    )
    var output: String?

    @Option(name: .long, help: ArgumentHelp("How long the rehearsal may take, such as 5m.", valueName: "duration"))
    var deadline: String?

    @Flag(name: .long, help: "List the last rehearsals, and say which no longer count.")
    var status = false

    @Option(
        name: .long,
        help: ArgumentHelp("Show what was ready in this record, of another host, and is not here.", valueName: "record")
    )
    var compare: String?

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func validate() throws {
        if status && compare != nil { throw ValidationError("--status and --compare exclude each other") }
        if output?.isEmpty == true { throw ValidationError("--output is empty") }
        if output == "-" { throw ValidationError("--output of a rehearsal is a directory") }
    }

    func run() async throws {
        let console = outputOptions.console
        do {
            if status { try showStatus(console) } else { try await rehearse(console) }
        } catch let error as BundleError {
            guard case .withheld = error else { throw console.failure(error, ExitStatus.noResult) }
            throw console.failure(error, ExitStatus.withheld)
        } catch {
            throw RequestContext.failure(error, console)
        }
    }

    // MARK: - Rehearsing

    private func rehearse(_ console: Console) async throws {
        if output != nil { return try await rehearse(in: try keptDirectory(), console) }
        let scratch = try WorkingDirectory.make()
        try await rehearse(in: scratch.path, console)
    }

    private func rehearse(in directory: FilePath, _ console: Console) async throws {
        Interruption.watch()
        ThisProcess.lowerPriority()
        let context = try RequestContext()
        let isFixed = ThisProcess.environment("SOURCE_DATE_EPOCH") != nil
        let created = try RequestContext.now()
        // Before anything is done: a record that cannot be read is a reason not to begin.
        let other = try compare.flatMap { name in
            try RehearsalHistory.records(in: InstallationOptions.absolute(name)).last
        }
        let request = try installation.request()
        let profile = try ProductChoice(store: context.store, request: request)
            .profile(named: product ?? context.settings["product"])
        let (incident, echo) = try window.resolve(now: created, settings: context.settings, profile: profile)
        for line in echo { console.detail(line) }
        let shared = try context.store.shared(by: profile)
        let policy = try redaction.policy()
        var planOptions = try selection.planOptions(window: incident, profiles: [profile] + shared)
        planOptions.withheld = policy.paths
        let finder = try InstallationFinder(profile: profile, request: request)
        let plan = Planner.plan(
            profile,
            shared: shared,
            installation: try finder.find(),
            files: finder.fileSystem,
            options: planOptions
        )
        let coverage = try SupportCoverage.find(product: profile.id, home: context.home) ?? profile.coverage
        let recipients = try await encryption.recipients(context.settings)
        let delivery = try delivery.resolve(coverage: coverage)
        if delivery.sends { try self.delivery.confirm(profile.request.recipients, console) }
        var answers = try context.settings.answers()
        if let environment { try answers.set(.environment, to: environment, source: "--environment") }

        var options = CollectionOptions(
            target: .directory(directory),
            created: created,
            host: installation.copy ? finder.fileSystem.hostName ?? "copy" : HostIdentity.current.name
        )
        options.zone = try window.zone(context.settings)
        options.isReproducible = isFixed
        options.redactionPolicy = policy
        options.deadline = try duration()
        options.answers = answers
        options.mayRunCommands = !selection.noExec
        options.reserve = 64 << 20
        options.coverage = coverage?.sentence(at: created)
        options.effective = ["product": .text(profile.id), "redact": .flag(true)]
        options.yieldsToPressure = true
        options.recipients = recipients
        if !recipients.isEmpty { options.effective["encrypt-to"] = .list(recipients.map(\.fingerprint)) }
        options.pseudonyms = try pseudonyms.session(policy)
        options.pseudonymMap = try pseudonyms.mapPath()
        if !pseudonyms.pseudonyms.isEmpty {
            options.effective["pseudonyms"] = .list(pseudonyms.pseudonyms.sorted().map(\.rawValue))
        }
        let outcome = try await Rehearsal(
            plan: plan,
            files: finder.fileSystem,
            options: options,
            template: try context.template(for: profile),
            delivery: delivery,
            coverage: coverage
        ).run { event in
            if case .began(let index, let count, let source) = event {
                console.detail("[\(index + 1)/\(count)] \(source)")
            }
        }
        if let signal = Interruption.signal {
            for file in outcome.files { UnpublishedFile.remove(file) }
            console.say("interrupted: no record was made")
            throw ExitStatus.interrupted(by: signal)
        }
        var kept: [FilePath] = []
        if output != nil {
            let runbook = Runbook(
                plan: plan,
                record: outcome.record,
                coverage: coverage,
                options: try collectOptions(recipients),
                sending: try self.delivery.sendingOptions(delivery.place)
            )
            let path = directory.appending(
                Runbook.fileName(product: outcome.record.product, instance: outcome.record.instance)
            )
            let page = path.removingLastComponent().appending("\(path.stem ?? "runbook").html")
            try ReplacedFile.write(Array(runbook.markdown.utf8).span, to: path)
            try ReplacedFile.write(Array(runbook.page.utf8).span, to: page)
            kept = outcome.files + [path, page]
        }
        try conclude(outcome, kept, other, console)
    }

    private func conclude(
        _ outcome: Rehearsal.Outcome,
        _ files: [FilePath],
        _ other: RehearsalRecord?,
        _ console: Console
    ) throws {
        let record = outcome.record
        var last: RehearsalRecord?
        var place: FilePath?
        if let directory = RehearsalHistory.defaultDirectory {
            let history = RehearsalHistory(directory: directory)
            do {
                last = try history.records(product: record.product, instance: record.instance).last
                place = try history.add(record)
            } catch {
                console.warn("the record of this rehearsal is not kept: \(error)")
            }
        } else {
            console.warn("the record of this rehearsal is not kept: there is no home directory; set XDG_STATE_HOME")
        }
        let comparison = other.map { RehearsalComparison(there: $0, here: record) }
        let isChanged = last.map { $0.obstacles != record.obstacles } ?? !record.isReady
        if !outputOptions.quiet || isChanged {
            if outputOptions.json {
                let report = RehearseReport(
                    record: record,
                    files: files.map(\.displayText),
                    recordFile: place?.displayText,
                    notes: outcome.notes,
                    comparison: comparison
                )
                try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
            } else {
                try Console.result(Console.safe(RehearsalText.table(record)))
                if let comparison { try Console.result(Console.safe("\n" + comparison.text)) }
                for file in files { try Console.result(TerminalText.escaped(file.displayText)) }
            }
            for note in outcome.notes { console.say("note: \(note)") }
            if let last, last.isReady != record.isReady {
                console.warn(
                    record.isReady
                        ? "ready again; the rehearsal of \(last.time) was not"
                        : "READINESS WAS LOST since the rehearsal of \(last.time): \(record.obstacles.joined(separator: ", "))"
                )
            }
            if let place { console.say("record: \(place.displayText)") }
        }
        if !record.isReady { throw ExitStatus.incomplete }
    }

    private func keptDirectory() throws -> FilePath {
        let path = try InstallationOptions.absolute(output ?? ".")
        guard let status = try? HostFileSystem().status(of: path), status.kind == .directory else {
            throw ValidationError("--output \(path.displayText) is not a directory that exists")
        }
        return path
    }

    private func duration() throws -> Duration? {
        guard let deadline else { return nil }
        do {
            return try DurationExpression.parse(deadline)
        } catch {
            throw ValidationError("--deadline: \(error)")
        }
    }

    /// The options of this rehearsal that `collect` needs as well, for the runbook.
    private func collectOptions(_ recipients: [OpenPGPKey]) throws -> [String] {
        var words: [String] = []
        if let root = installation.root { words += ["--root", try InstallationOptions.absolute(root).displayText] }
        if installation.copy { words.append("--copy") }
        if let config = installation.config {
            words += ["--config", installation.copy ? config : try InstallationOptions.absolute(config).displayText]
        }
        if let instance = installation.instance { words += ["--instance", instance] }
        if let workdir = installation.workdir {
            words += ["--workdir", try InstallationOptions.absolute(workdir).displayText]
        }
        for list in selection.only { words += ["--only", list.map(\.rawValue).joined(separator: ",")] }
        for pattern in selection.exclude { words += ["--exclude", pattern] }
        for id in selection.with { words += ["--with", id] }
        if let netrc = selection.netrc { words += ["--netrc", try InstallationOptions.absolute(netrc).displayText] }
        if selection.noExec { words.append("--no-exec") }
        for file in redaction.files { words += ["--redaction", try InstallationOptions.absolute(file).displayText] }
        if !pseudonyms.pseudonyms.isEmpty {
            words += ["--pseudonyms", pseudonyms.pseudonyms.sorted().map(\.rawValue).joined(separator: ",")]
        }
        if let key = pseudonyms.caseKey { words += ["--case-key", try InstallationOptions.absolute(key).displayText] }
        for key in recipients { words += ["--encrypt-to", key.fingerprint] }
        if let environment { words += ["--environment", environment] }
        return words
    }

    // MARK: - Status

    private func showStatus(_ console: Console) throws {
        guard let directory = RehearsalHistory.defaultDirectory else {
            throw ValidationError("there is no home directory to hold records; set XDG_STATE_HOME")
        }
        let groups = try RehearsalHistory(directory: directory).all(product: product)
        let user = Accounts.userName(Accounts.effectiveUser)
        let now = try RequestContext.now()
        if outputOptions.json {
            try Console.result(
                String(decoding: try StableJSON.encode(groups.flatMap(\.self)).dropLast(), as: UTF8.self)
            )
        } else if !groups.isEmpty {
            let text = RehearsalText.status(groups)
            try Console.result(Console.safe(String(text.dropLast())))
        }
        var doubts = groups.compactMap(\.last).compactMap { $0.doubt(user: user, version: nil, now: now) }
        if groups.isEmpty {
            doubts.append(
                "\(product.map { "\($0) was" } ?? "nothing was ever") \(product == nil ? "" : "never ")rehearsed here by \(user)"
            )
        }
        for doubt in doubts { console.warn("\(doubt): run 'supportkit rehearse'") }
        if !doubts.isEmpty { throw ExitStatus.incomplete }
    }
}
