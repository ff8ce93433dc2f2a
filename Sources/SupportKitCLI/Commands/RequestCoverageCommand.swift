internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RequestCoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show the vendor's hours, and what they leave open.",
        discussion: """
            Reads coverage-PRODUCT.yml or coverage.yml of ~/.config/supportkit or /etc/supportkit: 'timezone' and 'hours' of the \
            contract, 'holidays', 'telephone', 'escalation', 'fallback' (the team's own plan), and under 'application' the hours \
            in which your application runs. Exits with 5 when hours are left open and there is no plan for them.
            """
    )

    @Argument(help: "The product whose contract it is.")
    var product: String?

    @Option(name: .long, help: ArgumentHelp("Read this file instead.", valueName: "file"))
    var file: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The moment to look at instead of now, such as '2026-12-25 10:00'.", valueName: "time")
    )
    var at: String?

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    private struct Report: Encodable {
        let file: String
        let isInside: Bool
        let changes: String?
        let sentence: String
        let week: CoverageWeek
        let level: String?
        let telephone: String?
        let upload: String?
        let escalation: String?
        let fallback: String?
        let problems: [String]
    }

    func run() throws {
        let console = outputOptions.console
        do {
            let context = try RequestContext()
            let coverage = try coverage(context)
            let now = try moment(context, coverage)
            let week = CoverageWeek(coverage, holding: now)
            if outputOptions.json {
                let status = coverage.status(at: now)
                let report = Report(
                    file: coverage.origin,
                    isInside: status.isInside,
                    changes: status.changes.map { Timestamp.text($0, zone: coverage.hours.zone) },
                    sentence: coverage.sentence(at: now),
                    week: week,
                    level: coverage.level,
                    telephone: coverage.telephone,
                    upload: coverage.upload,
                    escalation: coverage.escalation,
                    fallback: coverage.fallback,
                    problems: coverage.problems
                )
                try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
            } else {
                try Console.result(Console.safe(text(coverage, week, now)))
            }
            for problem in coverage.problems { console.warn(problem) }
            if !coverage.problems.isEmpty { throw ExitStatus.damaged }
        } catch {
            throw RequestContext.failure(error, console)
        }
    }

    private func coverage(_ context: RequestContext) throws -> SupportCoverage {
        if let file {
            let path = try InstallationOptions.absolute(file)
            return try SupportCoverage(yaml: UserFile.text(of: path, maximumBytes: 1 << 16), file: file)
        }
        let product = product ?? context.settings["product"] ?? ""
        let own = product.isEmpty ? nil : try? context.store.profile(product).coverage
        guard let found = try SupportCoverage.find(product: product, home: context.home) ?? own else {
            throw ValidationError(
                "there is no coverage.yml in ~/.config/supportkit or /etc/supportkit; write one with 'timezone' and 'hours' "
                    + "(mon-fri: 08:00-18:00), or name one with --file"
            )
        }
        return found
    }

    private func moment(_ context: RequestContext, _ coverage: SupportCoverage) throws -> Int64 {
        let now = try RequestContext.now()
        guard let at else { return now }
        do {
            return try TimeExpression.parse(at, now: now, zone: coverage.application?.zone ?? coverage.hours.zone)
        } catch {
            throw ValidationError("--at: \(error)")
        }
    }

    private func text(_ coverage: SupportCoverage, _ week: CoverageWeek, _ now: Int64) -> String {
        var lines = [
            "Times in \(week.timezone); the contract's hours are in \(coverage.hours.zone.name) (\(coverage.origin))",
            "",
        ]
        lines += [week.text(), ""]
        let whole = coverage.application == nil ? "the week" : "the hours in which the application runs"
        lines.append(
            week.uncoveredMinutes == 0
                ? "Every minute of \(whole) is covered."
                : "Not covered: \(CoverageWeek.hours(week.uncoveredMinutes)) of \(CoverageWeek.hours(week.minutes)), \(whole)."
        )
        lines += ["", coverage.sentence(at: now)]
        if !coverage.status(at: now).isInside, let plan = coverage.fallback { lines.append("Until then: \(plan)") }
        for (title, value) in [
            (
                "Level",
                coverage.level.map { level in
                    level + (coverage.levels.first { $0.name == level }.map { ": \($0.promise)" } ?? "")
                }
            ),
            ("Telephone", coverage.telephone), ("Upload", coverage.upload), ("Escalation", coverage.escalation),
            ("Plan until cover begins", coverage.status(at: now).isInside ? coverage.fallback : nil),
        ] {
            if let value { lines.append("\(title): \(value)") }
        }
        return lines.joined(separator: "\n")
    }
}
