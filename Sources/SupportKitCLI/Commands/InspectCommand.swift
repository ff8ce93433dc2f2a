internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what is in a bundle, whether it is whole, and what is missing.",
        discussion: """
            Every size and SHA-256 is compared with the manifest. With --verify nothing but the verdict is printed. Of a bundle \
            above \(ByteCount(BundleInspection.overviewSize)) only index and manifest are read, unless --verify or --json asks for \
            all of it. Where paths are given, these files, or the files of these folders, alone are read and verified.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A bundle made by 'supportkit collect'.", completion: .file(extensions: ["gz", "tgz", "zst"]))
    var bundle: String

    @Argument(help: "Verify these files or folders of it alone, by their paths in the bundle.")
    var paths: [String] = []

    @Flag(name: .long, help: "Print the verdict only; damage ends with exit code 5, as it does without this flag.")
    var verify = false

    @Flag(name: .long, help: "List every entry with its size.")
    var list = false

    @Flag(name: .long, help: "List what was removed, file by file, with the first lines concerned.")
    var redactions = false

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func validate() throws {
        if !paths.isEmpty, list || redactions || outputOptions.json {
            throw ValidationError("paths, and --list, --redactions or --json, exclude each other")
        }
    }

    func run() throws {
        let console = outputOptions.console
        let report: InspectionReport
        do {
            let path = try BundleArgument.path(bundle)
            report =
                if !paths.isEmpty {
                    try BundleInspection.overview(path, reading: Set(places))
                } else if verify || outputOptions.json {
                    try BundleInspection.inspect(path)
                } else {
                    try BundleInspection.overview(path, wholeUpTo: BundleInspection.overviewSize)
                }
        } catch let error as InspectionError where error.isDamage {
            throw console.failure(error, ExitStatus.damaged)
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
        if !paths.isEmpty {
            try printEntries(report, console)
        } else if outputOptions.json {
            try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
        } else if verify {
            try printVerdict(report, console)
        } else {
            try Console.result(InspectionText.render(report, listsEntries: list, listsRedactions: redactions))
        }
        if !report.isWhole { throw ExitStatus.damaged }
    }

    /// The paths without the slash that completion puts behind a folder.
    private var places: [String] { paths.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 } }

    private func printEntries(_ report: InspectionReport, _ console: Console) throws {
        var isMissing = false
        var isShown: Set<String> = []
        for path in places {
            let entries = report.entries(at: path)
            if entries.isEmpty {
                isMissing = true
                let reason = report.reasonOfAbsence(path) ?? "'supportkit inspect --list' shows what is in it"
                console.warn("\(TerminalText.escaped(path)) is not in the bundle; \(reason)")
            }
            for entry in entries where isShown.insert(entry.path).inserted { try print(entry, report, console) }
        }
        let others = report.findings.filter { finding in
            finding.kind.isFailure && finding.path.map { !isShown.contains($0) } ?? true
        }
        for failure in others { console.warn(failure.message) }
        if report.isWhole, isMissing { throw ExitStatus.noResult }
    }

    private func print(_ entry: InspectedEntry, _ report: InspectionReport, _ console: Console) throws {
        let failures = report.findings.filter { $0.kind.isFailure && $0.path == entry.path }
        for failure in failures { console.warn(failure.message) }
        if outputOptions.quiet { return }
        let isListed = report.manifest?.artifacts.contains { $0.path == entry.path && $0.sha256 != nil } == true
        let verdict = isListed ? "as the manifest says" : "readable; the manifest has no SHA-256 of it"
        let name = TerminalText.escaped(entry.path)
        try Console.result(
            "\(name): \(failures.isEmpty ? verdict : "DAMAGED")  \(entry.bytes) bytes  SHA-256 \(entry.sha256)"
        )
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
