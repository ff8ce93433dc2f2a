internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RedactionOptions: ParsableArguments {
    @Option(
        name: .customLong("redaction"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "A file that adds literals, keys, patterns and paths to redaction, besides /etc/supportkit/redaction.yml and ~/.config/supportkit/redaction.yml; may be repeated.",
            valueName: "file"
        )
    )
    var files: [String] = []

    func policy() throws -> RedactionPolicy {
        let home = ThisProcess.environment("HOME").map { FilePath($0) }
        return try RedactionPolicy.inForce(home: home, named: try files.map(InstallationOptions.absolute))
    }
}
