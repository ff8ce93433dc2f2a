internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what is in a bundle, whether it is whole, and what is missing.",
        discussion: """
            The bundle is read once and every size and SHA-256 is compared with its manifest. With --verify nothing but the \
            verdict is printed.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A bundle made by 'supportkit collect'.", completion: .file(extensions: ["gz", "tgz", "zst"]))
    var bundle: String

    @Flag(name: .long, help: "Print the verdict only; damage ends with exit code 5, as it does without this flag.")
    var verify = false

    @Flag(name: .long, help: "List every entry with its size and SHA-256.")
    var list = false

    @Flag(name: .long, help: "List what was removed, file by file, with the first lines concerned.")
    var redactions = false

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        let report: InspectionReport
        do {
            report = try BundleInspection.inspect(InstallationOptions.absolute(bundle))
        } catch let error as InspectionError where error.isDamage {
            throw console.failure(error, ExitStatus.damaged)
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
        if outputOptions.json {
            try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
        } else if verify {
            try printVerdict(report, console)
        } else {
            try Console.result(InspectionText.render(report, listsEntries: list, listsRedactions: redactions))
        }
        if !report.isWhole { throw ExitStatus.damaged }
    }

    private func printVerdict(_ report: InspectionReport, _ console: Console) throws {
        for finding in report.findings where finding.kind.isFailure {
            console.warn((finding.path.map { "\($0): " } ?? "") + finding.message)
        }
        if outputOptions.quiet { return }
        let name = TerminalText.escaped(bundle)
        try Console.result(
            report.isWhole ? "\(name): whole, \(report.entries.count) entries as the manifest says" : "\(name): DAMAGED"
        )
    }
}
