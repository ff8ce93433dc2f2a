internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct ShowProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is collected for a product, and why."
    )

    @Argument(help: "A product, or the path of a profile.")
    var product: String

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        let store = ProfileStore(home: ThisProcess.environment("HOME").map { FilePath($0) })
        do {
            let profile = try store.profile(product)
            let description = ProfileDescription(profile, shared: try store.shared(by: profile))
            try Console.result(
                outputOptions.json
                    ? String(decoding: try StableJSON.encode(description).dropLast(), as: UTF8.self)
                    : Console.safe(description.text)
            )
        } catch let error as ProfileError {
            throw console.failure(error, ExitStatus.usage)
        }
    }
}
