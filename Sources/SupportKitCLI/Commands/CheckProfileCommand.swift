internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct CheckProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a profile and its request template.",
        discussion:
            "Prints nothing but 'ok' when they can be used; otherwise file, line and what is wrong, and exits with 64."
    )

    @Argument(help: "Products, or paths of profiles; left out, all products.")
    var products: [String] = []

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        let store = ProfileStore(home: ThisProcess.environment("HOME").map { FilePath($0) })
        var code: ExitCode?
        for name in products.isEmpty ? store.products().map(\.id) : products {
            do {
                let profile = try store.profile(name)
                _ = try store.shared(by: profile)
                let template = try store.requestTemplate(for: profile)
                _ = try RequestTemplate(text: template.text, name: template.name)
                _ = try RequestTemplate(text: profile.request.subject, name: "\(profile.origin): request.subject")
                for recipient in profile.request.recipients {
                    _ = try EmailAddress(parsing: recipient, header: "vendor.support")
                }
                if !outputOptions.quiet { try Console.result("\(name): ok") }
            } catch {
                code = console.failure(error, ExitStatus.usage)
            }
        }
        if let code { throw code }
    }
}
