internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct SelectionOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp("Categories to collect, separated by commas; default all.", valueName: "category,…"),
        transform: SelectionOptions.categories
    )
    var only: [[SupportKit.Category]] = []

    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp("Leave out files of this name or path; may be repeated.", valueName: "glob")
    )
    var exclude: [String] = []

    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp("Take an artifact that is off by default, by its id; may be repeated.", valueName: "id")
    )
    var with: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("A netrc file with name and password for the product's own address.", valueName: "file")
    )
    var netrc: String?

    @Flag(name: .customLong("no-exec"), help: "Run no command at all.")
    var noExec = false

    func planOptions(window: IncidentWindow?, profiles: [Profile]) throws -> PlanOptions {
        var options = PlanOptions()
        let categories = only.flatMap(\.self)
        options.categories = categories.isEmpty ? nil : Set(categories)
        options.exclude = exclude
        let optional = profiles.flatMap(\.artifacts).filter(\.isOptional).map(\.id)
        let known = (optional + [PlanOptions.messageData])
        for id in with where !known.contains(id) {
            throw ValidationError(
                "--with \(id): nothing of this name is off by default; there are: \(known.joined(separator: ", "))"
            )
        }
        options.with = Set(with)
        options.window = window
        options.credentialsFile = try netrc.map { name in
            let path = try InstallationOptions.absolute(name)
            do { _ = try HostFileSystem().open(path) } catch { throw ValidationError("--netrc: \(error)") }
            return path.string
        }
        options.mayRunCommands = !noExec
        return options
    }

    private static func categories(_ text: String) throws -> [SupportKit.Category] {
        try text.split(separator: ",").map { name in
            guard let category = SupportKit.Category(rawValue: String(name)) else {
                let known = SupportKit.Category.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no category '\(name)'; there are: \(known)")
            }
            return category
        }
    }
}
