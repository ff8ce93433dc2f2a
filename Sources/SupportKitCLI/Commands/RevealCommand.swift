internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RevealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Turn pseudonyms back into the real names, here on your side.",
        discussion: """
            The vendor's answer speaks of the pseudonyms of your bundle. With the map that was written beside the bundle they \
            become the real names again: a file or standard input to standard output.

              supportkit reveal --map supportkit-….map answer.txt

            \(ExitStatus.help)
            """
    )

    @Argument(help: "The file; left out or '-', standard input.", completion: .file())
    var file: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The private map that was written beside the bundle.", valueName: "file"),
        completion: .file(extensions: ["map"])
    )
    var map: String

    func run() throws {
        let console = Console(level: .normal, noColour: false)
        do {
            let revealer = try Revealer(map: InstallationOptions.absolute(map))
            let source = file == "-" ? nil : file
            let input = try source.map { try ByteInput.open(InstallationOptions.absolute($0)) } ?? .standardInput
            try reveal(input, revealer)
        } catch let error as SystemError where error.errno == .brokenPipe {
            // Nobody reads any more, as with `| head`.
        } catch {
            throw console.failure(error, ExitStatus.noResult)
        }
    }

    private func reveal(_ input: borrowing ByteInput, _ revealer: Revealer) throws {
        var writer = revealer.makeWriter()
        var piece: [UInt8] = []
        while true {
            try input.read(into: &piece, limit: 1 << 18)
            guard !piece.isEmpty else { break }
            try writer.consume(piece.span) { bytes in try StandardOutput.write(bytes) }
        }
        try writer.finish { bytes in try StandardOutput.write(bytes) }
    }
}
