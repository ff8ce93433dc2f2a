internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RequestShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a request as text, Markdown, JSON or a mailto link.",
        discussion: """
            FILE is an e-mail draft (.eml), a request as text (.txt), or an answers file or draft (.yml); of the last, the \
            request is shown that would be written from it now.
            """
    )

    /// What can be shown: an `.eml` file is what the others are read from.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json, mailto
    }

    @Argument(help: "The request.", completion: .file(extensions: ["eml", "txt", "yml"]))
    var file: String

    @Option(name: .long, help: "The form to print it in.")
    var format = Form.text

    @Option(name: .long, help: ArgumentHelp("The product, where an answers file does not name it."))
    var product: String?

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func run() throws {
        let console = outputOptions.console
        do {
            let document = try document(try RequestContext())
            let text =
                switch outputOptions.json ? .json : format {
                case .text: Console.safe(document.text())
                case .markdown: Console.safe(document.markdown())
                case .json: try document.json()
                case .mailto: try document.mailto() + "\n"
                }
            try Console.result(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        } catch {
            throw RequestContext.failure(error, console)
        }
    }

    private func document(_ context: RequestContext) throws -> RequestDocument {
        switch try RequestFile.read(InstallationOptions.absolute(file), templates: context.templates) {
        case .document(let document):
            return document
        case .answers(let answers):
            guard let product = product ?? answers.product ?? context.settings["product"] else {
                throw ValidationError("\(file) does not name a product; add 'product: …' to it, or give --product")
            }
            let profile = try context.store.profile(product)
            var facts = RequestFacts(
                productTitle: profile.title,
                created: Timestamp.text(try RequestContext.now()),
                toolVersion: ToolVersion.number
            )
            facts.vendorName = profile.vendor.name.isEmpty ? nil : profile.vendor.name
            let redacted = answers.answers.redacted(
                by: try RedactionSession(configuration: RedactionConfiguration(extraKeys: profile.secretKeys))
            )
            let request = try SupportRequest(
                template: context.template(for: profile),
                form: profile.request,
                facts: facts,
                answers: redacted
            )
            return RequestDocument(request, answers: redacted)
        }
    }
}
