internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Unpack a bundle, or some of its files.",
        discussion: """
            A path names a file, or a directory with all below it; without paths everything is unpacked. The files come into a \
            folder of the bundle's name, readable by you alone; a file that exists is never replaced. Standard output has the \
            paths of what was written.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A bundle made by 'supportkit collect'.", completion: .file(extensions: ["gz", "tgz", "zst"]))
    var bundle: String

    @Argument(help: "Files or directories in the bundle, as 'supportkit inspect --list' shows them.")
    var paths: [String] = []

    @Option(
        name: [.customShort("C"), .customLong("directory")],
        help: ArgumentHelp("Where to; default the current directory.", valueName: "dir")
    )
    var directory = "."

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        do {
            let target = try InstallationOptions.absolute(directory)
            let wanted = paths.map { path in path.hasSuffix("/") ? String(path.dropLast()) : path }
            var unused = Set(wanted)
            var written: [FilePath] = []
            let file = try BundleFile.open(BundleArgument.path(bundle))
            let extraction = try BundleExtraction(into: target)
            try file.forEachEntry(where: { place in
                guard !wanted.isEmpty else { return true }
                guard let path = wanted.first(where: { InspectedEntry.isPlace(place, at: $0) }) else { return false }
                unused.remove(path)
                return true
            }) { entry, read in
                written.append(try extraction.write(entry, read))
                if !outputOptions.json { try Console.result(TerminalText.escaped(written.last?.displayText ?? "")) }
            }
            if outputOptions.json {
                let names = written.map(\.displayText)
                try Console.result(String(decoding: try StableJSON.encode(names).dropLast(), as: UTF8.self))
            }
            guard unused.isEmpty else {
                throw BundleError.unavailable(
                    "not in the bundle: \(unused.sorted().joined(separator: ", ")); 'supportkit inspect --list' shows what is"
                )
            }
        } catch let error as InspectionError where error.isDamage {
            throw console.failure(error, ExitStatus.damaged)
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
    }
}
