internal import ArgumentParser

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles",
        abstract: "List, show and check the products supportkit knows.",
        subcommands: [ListProfilesCommand.self, ShowProfileCommand.self, CheckProfileCommand.self],
        defaultSubcommand: ListProfilesCommand.self
    )
}
