internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RequestNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Ask what a vendor needs to know and write the request.",
        discussion: """
            On a terminal what is missing is asked, one question at a time: '?' helps, ':b' goes back, ':e' opens the editor of \
            $VISUAL or $EDITOR. When the questions are interrupted, by Ctrl-C or Ctrl-D, the answers are kept in a draft, and \
            --resume goes on with it. With --bundle the facts come from a finished bundle.

            Standard output has the paths of what was written: the request as an e-mail draft (.eml) and as text (.txt). Exits \
            with 3 when they are written and something that must be answered is not.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A product (see 'supportkit profiles list'), or the path of a profile.")
    var product: String?

    @Option(name: .long, help: ArgumentHelp("A finished bundle: its facts and answers are used.", valueName: "file"))
    var bundle: String?

    @Flag(name: .customLong("process-test"), help: "Mark it as a rehearsal: PROCESS TEST in subject and body.")
    var processTest = false

    @OptionGroup(title: "Answers") var answers: AnswerOptions

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Any other answer, such as started='2026-11-21 01:30 UTC'; may be repeated.",
            valueName: "key=text"
        )
    )
    var set: [String] = []

    @Flag(name: .long, help: "Ask every question, those too that are answered or rarely needed.")
    var all = false

    @Flag(name: .long, help: "Go on with the draft of an interrupted interview.")
    var resume = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the draft is kept; default supportkit-request-draft.yml beside the output.",
            valueName: "file"
        )
    )
    var draft: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The directory for the request; default the current one.", valueName: "dir")
    )
    var output: String?

    @Option(name: .long, help: "Also write this form: markdown, json or mailto; may be repeated.")
    var format: [RequestShowCommand.Form] = []

    @Flag(name: .customLong("no-attach"), help: "Do not attach the bundle, even where it is small enough.")
    var noAttach = false

    @Flag(name: .long, help: "Replace files and a draft that are there.")
    var force = false

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    private struct Report: Encodable {
        let files: [String]
        let unanswered: [String]
        let findings: [RequestFinding]
    }

    func run() async throws {
        let console = outputOptions.console
        do {
            try await make(console)
        } catch {
            throw RequestContext.failure(error, console)
        }
    }

    // MARK: - Making

    private func make(_ console: Console) async throws {
        Interruption.watch()
        let context = try RequestContext()
        let now = try RequestContext.now()
        let directory = try InstallationOptions.absolute(output ?? context.settings["output"] ?? ".")
        let draftPath =
            try draft.map(InstallationOptions.absolute) ?? directory.appending("supportkit-request-draft.yml")
        let resumed = try resumedDraft(draftPath)

        let bundlePath = try (bundle ?? resumed?.bundle).map(InstallationOptions.absolute)
        let bundled = try bundlePath.map { try BundleRequest.read($0, templates: context.templates) }
        let profile = try chosenProfile(context, resumed?.product ?? bundled?.product)
        let template = try context.template(for: profile)
        var facts =
            bundled?.facts
            ?? RequestFacts(
                productTitle: profile.title,
                created: Timestamp.text(now),
                toolVersion: ToolVersion.number
            )
        facts.vendorName = profile.vendor.name.isEmpty ? nil : profile.vendor.name
        facts.isProcessTest = processTest
        let coverage = try SupportCoverage.find(product: profile.id, home: context.home) ?? profile.coverage
        facts.coverage = coverage?.sentence(at: now)
        facts.bundle?.place = coverage?.statedUpload
        // Before the files have their names, which hold host and instance.
        facts.strike(Set(answers.strike))

        let name = BundleName(
            product: "request-\(profile.id)",
            instance: facts.instance ?? "",
            host: facts.host ?? "",
            created: now,
            isRedacted: true
        )
        let writer = RequestWriter(directory: directory, stem: name.stem, replaces: force)
        let extras = format.filter { $0 != .text }.map { RequestFormat(rawValue: $0.rawValue) ?? .text }
        let formats = [RequestFormat.eml, .text] + extras
        try writer.check(formats)

        var given = try givenAnswers(context.settings, resumed?.answers, bundled?.answers)
        let file = AnswersFile(answers: given, product: profile.id, bundle: bundlePath?.string)
        if !answers.batch, ThisProcess.isTerminal(0), ThisProcess.isTerminal(2) {
            // What this host knows says nothing of the one a bundle comes from.
            let changes =
                bundled?.changes ?? RecentChanges(plan: nil, files: HostFileSystem(), now: now).lines()
            given = try await interview(given, facts, changes, profile, template, file, draftPath, console)
            facts.strike(try struckParts(of: facts, console))
        }

        let session = try RedactionSession(configuration: RedactionConfiguration(extraKeys: profile.secretKeys))
        let redacted = given.redacted(by: session)
        let attachment = try attachment(bundlePath, limit: context.settings.attachmentLimit(), &facts)
        let request = try SupportRequest(template: template, form: profile.request, facts: facts, answers: redacted)
        let email = try request.draft(date: EmailDate(secondsSince1970: Int(now)), attachments: attachment).serialised()
        let document = RequestDocument(request, answers: redacted)
        let contents = try formats.map { ($0, try bytes($0, document, email)) }
        let written = try writer.write(contents)
        if resumed != nil || UnpublishedFile.exists(draftPath), !answers.batch { UnpublishedFile.remove(draftPath) }
        if let coverage {
            for hint in coverage.hints(at: now, severity: given.severity) { console.say(hint) }
            for problem in coverage.problems { console.warn(problem) }
        }
        try report(written, request, RequestCheck(given, now: ThisProcess.now, redaction: session), console)
    }

    private func bytes(_ format: RequestFormat, _ document: RequestDocument, _ email: [UInt8]) throws -> [UInt8] {
        switch format {
        case .eml: email
        case .text: Array(document.text().utf8)
        case .markdown: Array(document.markdown().utf8)
        case .json: Array(try document.json().utf8)
        case .mailto: Array("\(try document.mailto())\n".utf8)
        }
    }

    private func resumedDraft(_ path: FilePath) throws -> AnswersFile? {
        guard resume else {
            if UnpublishedFile.exists(path), !force, !answers.batch {
                throw ValidationError(
                    "there is a draft already, \(path.displayText): go on with --resume, or begin anew with --force"
                )
            }
            return nil
        }
        guard UnpublishedFile.exists(path) else {
            throw ValidationError("there is no draft \(path.displayText) to resume; --draft FILE names another one")
        }
        guard case .answers(let file) = try RequestFile.read(path, templates: []) else {
            throw ValidationError("\(path.displayText) is no draft: its name must end in .yml")
        }
        return file
    }

    private func chosenProfile(_ context: RequestContext, _ known: String?) throws -> Profile {
        if let name = product ?? known ?? context.settings["product"] { return try context.store.profile(name) }
        return try ProductChoice(store: context.store, request: InstallationFinder.Request()).profile(named: nil)
    }

    /// Options, then the answers file, then the draft, then the bundle, then what is set for this host.
    private func givenAnswers(
        _ settings: HostSettings,
        _ resumed: Answers?,
        _ bundled: Answers?
    ) throws -> Answers {
        var given = Answers()
        for pair in set {
            guard let equals = pair.firstIndex(of: "="), let field = Answers.Field(rawValue: String(pair[..<equals]))
            else {
                let keys = Answers.Field.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--set wants KEY=TEXT; the keys are \(keys)")
            }
            try given.set(field, to: String(pair[pair.index(after: equals)...]), source: "--set \(field.rawValue)")
        }
        let standing = try settings.answers()
        let options = given.merging(over: try answers.resolve(settings: settings))
        // What stands in the settings of the host gives way to what somebody has said about this incident.
        var said = Answers()
        for field in options.answered where options[field] != standing[field] {
            try said.set(field, to: options[field] ?? "", source: field.rawValue)
        }
        return said.merging(over: resumed ?? Answers()).merging(over: bundled ?? Answers()).merging(over: standing)
    }

    private func attachment(
        _ path: FilePath?,
        limit: AttachmentLimit,
        _ facts: inout RequestFacts
    ) throws -> [EmailAttachment] {
        guard let path, let bundle = facts.bundle, let size = bundle.bytes, !noAttach,
            limit.fits(rawBytes: Int(size.bytes))
        else { return [] }
        facts.bundle?.isAttached = true
        return [try EmailAttachment(bundle: path, fileName: bundle.fileName, sha256: bundle.sha256 ?? "", limit: limit)]
    }

    // MARK: - Asking

    /// Questions nobody has to answer and whose answers save a trip nearly always.
    private static let worthwhile: Set<Answers.Field> = [
        .stillHappening, .scope, .changed, .tried, .workaround, .wanted,
    ]

    private func interview(
        _ given: Answers,
        _ facts: RequestFacts,
        _ changes: [String],
        _ profile: Profile,
        _ template: RequestTemplate,
        _ file: AnswersFile,
        _ draftPath: FilePath,
        _ console: Console
    ) async throws -> Answers {
        let required = SupportRequest.questions(template: template, form: profile.request)
        let fields = Answers.Field.allCases.filter { field in
            if field == .version, facts.version != nil { return false }
            if all { return true }
            return given[field] == nil && (required.contains(field) || Self.worthwhile.contains(field) && !processTest)
        }
        let terminal = RequestTerminal(console: console)
        var interview = Interview(
            asking: fields,
            form: profile.request,
            answers: given,
            hasEditor: true,
            followsUp: true,
            suggestions: [.changed: changes],
            clock: .init(now: ThisProcess.now, zone: facts.window.flatMap { TimeZoneName(name: $0.timezone) } ?? .host)
        )
        var failure: (any Error)?
        let save = { (answers: Answers) in
            var draft = file
            draft.answers = answers
            let text = draft.yaml(open: required)
            do { try RequestWriter.write(Array(text.utf8), to: draftPath, replaces: true) } catch { failure = error }
        }
        let isFinished = await terminal.ask(&interview, save: save)
        if isFinished, Interruption.signal == nil { return interview.answers }
        save(interview.answers)
        if let failure { throw failure }
        console.say("\nno request was written; the answers are in \(draftPath.displayText)")
        let words = [draft.map { ["--draft", $0] }, output.map { ["--output", $0] }].compactMap(\.self).joined()
        console.say("go on with: " + (["supportkit request new --resume"] + words).joined(separator: " "))
        if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
        throw ExitStatus.noResult
    }

    /// Shows what the machine has filled in and asks what of it is to be struck out.
    private func struckParts(of facts: RequestFacts, _ console: Console) throws -> Set<RequestFacts.Part> {
        let parts = facts.parts.filter { !answers.strike.contains($0.part) }
        guard facts.bundle != nil, !parts.isEmpty else { return [] }
        Console.error("\nFilled in by the machine:")
        for (index, part) in parts.enumerated() {
            Console.error(Console.safe("  \(index + 1)  \(part.part.title): \(part.value.prefix(200))"))
        }
        let terminal = RequestTerminal(console: console)
        while true {
            let line = terminal.readLine(prompt: "Strike out which numbers? Empty line: none. > ") ?? ""
            if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
            let words = line.split { $0 == " " || $0 == "," }
            let numbers = words.compactMap { Int($0) }
            if numbers.count == words.count, numbers.allSatisfy({ (1...parts.count).contains($0) }) {
                return Set(numbers.map { parts[$0 - 1].part })
            }
            Console.error("Numbers from 1 to \(parts.count), please, or an empty line.")
        }
    }

    // MARK: - Result

    private func report(
        _ files: [FilePath],
        _ request: SupportRequest,
        _ check: RequestCheck,
        _ console: Console
    ) throws {
        if outputOptions.json {
            let report = Report(
                files: files.map(\.displayText),
                unanswered: request.unanswered.map(\.rawValue),
                findings: check.findings
            )
            try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
        } else {
            for file in files { try Console.result(TerminalText.escaped(file.displayText)) }
        }
        if !processTest {
            for finding in check.findings { console.warn("\(finding.field ?? "request"): \(finding.sentence)") }
        }
        guard request.unanswered.isEmpty else {
            let titles = request.unanswered.map(\.title).joined(separator: ", ")
            console.warn("the request still needs: \(titles); fill them in before you send it")
            throw ExitStatus.incomplete
        }
        console.say("Next: read it, then send the .eml from your mail program, or with 'supportkit request send'.")
    }
}
