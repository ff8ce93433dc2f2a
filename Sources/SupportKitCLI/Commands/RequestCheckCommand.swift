internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RequestCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what a support engineer would ask back.",
        discussion: """
            Reads answers files and drafts (.yml), e-mail drafts (.eml) and requests as text (.txt). Every finding has a reason \
            and a better example. Exits with 5 when something must be mended before the request is sent, and with 64 when a \
            file cannot be read.
            """
    )

    @Argument(help: "Requests, drafts or answers files.", completion: .file(extensions: ["yml", "eml", "txt"]))
    var files: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("The product whose questions must be answered, where the file does not name it.")
    )
    var product: String?

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    private struct Report: Encodable {
        let file: String
        let passes: Bool
        let findings: [RequestFinding]
    }

    func run() throws {
        let console = outputOptions.console
        var reports: [Report] = []
        do {
            let context = try RequestContext()
            let redaction = try RedactionSession()
            let now = try RequestContext.now()
            for file in files {
                let findings = try findings(file, context, now, redaction)
                let passes = !findings.contains { $0.level == .mend }
                reports.append(Report(file: file, passes: passes, findings: findings))
                if !outputOptions.json { try show(findings, file) }
            }
            if outputOptions.json {
                try Console.result(String(decoding: try StableJSON.encode(reports).dropLast(), as: UTF8.self))
            }
        } catch {
            throw RequestContext.failure(error, console)
        }
        if !reports.allSatisfy(\.passes) { throw ExitStatus.damaged }
    }

    private func findings(
        _ file: String,
        _ context: RequestContext,
        _ now: Int64,
        _ redaction: RedactionSession
    ) throws -> [RequestFinding] {
        switch try RequestFile.read(InstallationOptions.absolute(file), templates: context.templates) {
        case .answers(let answers):
            // The machine reads the version.
            let required = try required(product ?? answers.product, context).filter { $0 != .version }
            return RequestCheck(
                answers.answers,
                required: required,
                now: now,
                lines: answers.lines,
                redaction: redaction
            ).findings
        case .document(let document):
            return document.findings(required: try required(product, context), now: now, redaction: redaction)
        }
    }

    private func required(_ product: String?, _ context: RequestContext) throws -> [Answers.Field] {
        guard let product else { return RequestForm().required + [.impact, .observed, .expected] }
        let profile = try context.store.profile(product)
        return SupportRequest.questions(template: try context.template(for: profile), form: profile.request)
    }

    private func show(_ findings: [RequestFinding], _ file: String) throws {
        let name = TerminalText.escaped(file)
        let mend = findings.count { $0.level == .mend }
        for finding in findings where !outputOptions.quiet || finding.level == .mend {
            let place = finding.line.map { "\(name):\($0)" } ?? name
            let field = finding.field.map { " \($0):" } ?? ""
            let level = finding.level == .mend ? "mend" : "advice"
            try Console.result("\(place): \(level):\(field) \(TerminalText.escaped(finding.reason))")
            if !finding.example.isEmpty {
                try Console.result("    better: \(TerminalText.escaped(finding.example))")
            }
        }
        if outputOptions.quiet { return }
        let advice = findings.count - mend
        let verdict = mend == 0 ? "ok" : "\(mend) to mend"
        try Console.result(
            "\(name): \(verdict)" + (advice == 0 ? "" : ", \(advice) \(advice == 1 ? "piece" : "pieces") of advice")
        )
    }
}
