internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct ListProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the products, and where each profile comes from."
    )

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        let store = ProfileStore(home: ThisProcess.environment("HOME").map { FilePath($0) })
        do {
            var rows: [Row] = []
            for (id, place) in store.products() {
                let profile = try store.profile(id)
                rows.append(Row(id: id, title: profile.title, summary: profile.summary, place: place.name))
            }
            if outputOptions.json {
                try Console.result(String(decoding: try StableJSON.encode(rows).dropLast(), as: UTF8.self))
            } else {
                let table = TextTable.aligned(rows.map { [$0.id, $0.place, $0.summary] })
                try Console.result(Console.safe(String(table.dropLast())))
            }
        } catch let error as ProfileError {
            throw console.failure(error, ExitStatus.usage)
        }
    }

    private struct Row: Encodable {
        let id: String
        let title: String
        let summary: String
        let place: String
    }
}
