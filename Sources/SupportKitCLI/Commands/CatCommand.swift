internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct CatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Print one file of a bundle, without unpacking the rest.",
        discussion: """
            The path is the one 'supportkit inspect --list' shows, such as logs/var/log/amps/amps.log or request.txt. Of a \
            bundle that is still as supportkit made it, only this file is read, however large the bundle is.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "A bundle made by 'supportkit collect'.", completion: .file(extensions: ["gz", "tgz", "zst"]))
    var bundle: String

    @Argument(help: "The file's path in the bundle; may be several.")
    var paths: [String]

    func run() throws {
        let console = Console(level: .normal, noColour: false)
        do {
            let file = try BundleFile.open(BundleArgument.path(bundle))
            for path in paths { try print(path, file) }
        } catch let code as ExitCode {
            throw code
        } catch let error as InspectionError where error.isDamage {
            throw console.failure(error, ExitStatus.damaged)
        } catch let error as SystemError where error.errno == .brokenPipe {
            // Nobody reads any more, as with `| head`.
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
    }

    private func print(_ path: String, _ file: borrowing BundleFile) throws {
        var isFound = false
        var alike: [String] = []
        var isFolder = false
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try file.forEachEntry(
            where: { place in
                isFolder = isFolder || place != folder && InspectedEntry.isPlace(place, at: folder)
                if place != path, place.hasSuffix(name), alike.count < 10 { alike.append(place) }
                return place == path
            },
            limit: 1
        ) { _, read in
            isFound = true
            try read { bytes in try StandardOutput.write(bytes) }
        }
        guard !isFound else { return }
        if isFolder {
            throw BundleError.unavailable(
                "\(path) is a folder of the bundle; 'supportkit extract' writes all files of it"
            )
        }
        // The manifest may say why it is not here; where it cannot be read, names alike must do.
        let report = try? BundleInspection.overview(BundleArgument.path(bundle))
        let hint =
            report?.reasonOfAbsence(path)
            ?? (alike.isEmpty
                ? "'supportkit inspect --list' shows what is in it" : "did you mean \(alike.joined(separator: ", "))?")
        throw BundleError.unavailable("\(path) is not in the bundle; \(hint)")
    }
}
