internal import ArgumentParser
internal import SupportKit

struct SupportKitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supportkit",
        abstract: "Collects what a vendor needs to help with a server product, and drafts the request.",
        discussion: """
            supportkit collect amps      makes a support bundle with secrets removed, and a support request
            supportkit collect --dry-run shows what would be collected, and what cannot be and why

            \(ExitStatus.help)
            """,
        version: ToolVersion.number,
        groupedSubcommands: [
            CommandGroup(
                name: "On the production host",
                subcommands: [CollectCommand.self, RehearseCommand.self, RequestCommand.self]
            ),
            CommandGroup(
                name: "With a bundle",
                subcommands: [InspectCommand.self, CatCommand.self, ExtractCommand.self]
            ),
            CommandGroup(name: "Trust", subcommands: [RedactCommand.self, RevealCommand.self]),
            CommandGroup(name: "Set-up", subcommands: [ProfilesCommand.self]),
        ]
    )
}
