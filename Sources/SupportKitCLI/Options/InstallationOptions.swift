internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct InstallationOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The installation directory, or a copy of a host.", valueName: "dir"))
    var root: String?

    @Flag(name: .long, help: "The root is a copy of a whole host: absolute paths and links are resolved inside it.")
    var copy = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The product's own configuration file, where one host runs several instances.",
            valueName: "file"
        )
    )
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The instance: chooses one of several, or labels the bundle.", valueName: "name")
    )
    var instance: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The directory the server works in, where nothing shows it: relative paths of its configuration start there.",
            valueName: "dir"
        )
    )
    var workdir: String?

    func validate() throws {
        if copy && root == nil { throw ValidationError("--copy needs --root DIR, the directory the copy is in") }
        for (name, value) in [("--root", root), ("--config", config), ("--instance", instance)]
        where value?.isEmpty == true {
            throw ValidationError("\(name) is empty")
        }
    }

    func request() throws -> InstallationFinder.Request {
        var request = InstallationFinder.Request()
        request.root = try root.map(Self.absolute)
        request.isCopy = copy
        // Inside a copy a configuration file is named as the copied host names it.
        request.configuration = try config.map {
            copy ? FilePath("/").pushing(FilePath($0)).lexicallyNormalized() : try Self.absolute($0)
        }
        request.instance = instance
        request.workingDirectory = try workdir.map(Self.absolute)
        return request
    }

    static func absolute(_ text: String) throws -> FilePath {
        let path = FilePath(text)
        if path.isAbsolute { return path.lexicallyNormalized() }
        guard let directory = ThisProcess.currentDirectory else {
            throw BundleError.unavailable(
                "'\(text)' is relative, and the directory supportkit was started in no longer exists; write an absolute path"
            )
        }
        return directory.pushing(path).lexicallyNormalized()
    }
}
