internal import ArgumentParser

struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Fill in, check, show or send a support request.",
        discussion: """
            supportkit request new amps --bundle FILE   asks what is missing and writes the request
            supportkit request check FILE.eml           says what a support engineer would ask back
            supportkit request coverage                 shows the hours of support, and what they leave open

            \(ExitStatus.help)
            """,
        subcommands: [
            RequestNewCommand.self, RequestCheckCommand.self, RequestShowCommand.self, RequestSendCommand.self,
            RequestCoverageCommand.self,
        ]
    )
}
