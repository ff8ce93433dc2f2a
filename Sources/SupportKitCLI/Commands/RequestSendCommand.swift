internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RequestSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Show a request and send it.",
        discussion: """
            Shows the whole message and asks. It goes to the addresses in To and Cc and to nobody else: through the local mail \
            system, or with --smtp through a mail server by STARTTLS. With --upload the bundle is brought to its place before; \
            an interrupted upload is taken up again. --dry-run shows exactly what would be run.

            Standard output has the path of the copy of what was sent. When sending fails, everything stays as it is, and the \
            message says how to go on.
            """
    )

    @Argument(help: "The e-mail draft.", completion: .file(extensions: ["eml"]))
    var file: String

    @Option(name: .long, help: ArgumentHelp("The writer, where the draft names none.", valueName: "address"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Send through this mail server (STARTTLS; smtps://HOST for port 465).",
            valueName: "host:port"
        )
    )
    var smtp: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A file in .netrc format, mode 0600, with the credentials for --smtp.", valueName: "file")
    )
    var netrc: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("Certificates to trust for --smtp, in place of the system's.", valueName: "file")
    )
    var caFile: String?

    @Option(name: .long, help: ArgumentHelp("The program of the local mail system.", valueName: "program"))
    var sendmail = "sendmail"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Upload --bundle first: https://…, sftp://user@host/dir, user@host:dir, or @FILE with a pre-signed address.",
            valueName: "place"
        )
    )
    var upload: String?

    @Option(name: .long, help: ArgumentHelp("The bundle to upload.", valueName: "file"))
    var bundle: String?

    @Option(
        name: .customLong("ssh-config"),
        help: ArgumentHelp("The configuration of ssh for the upload, in place of your own.", valueName: "file")
    )
    var sshConfig: String?

    @Flag(name: .long, help: "The https server takes parts (Content-Range): go on where an upload stopped.")
    var resumable = false

    @Flag(name: .customLong("dry-run"), help: "Show the message and exactly what would be run; send nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Send it although 'request check' finds something to mend.")
    var force = false

    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func validate() throws {
        if (upload == nil) != (bundle == nil) { throw ValidationError("--upload and --bundle go together") }
        if smtp == nil, netrc != nil || caFile != nil {
            throw ValidationError("--netrc and --ca-file are for --smtp HOST:PORT")
        }
        if resumable, upload == nil { throw ValidationError("--resumable is for --upload") }
    }

    private struct Report: Encodable {
        let recipients: [String]
        let copy: String
        let uploaded: String?
    }

    func run() async throws {
        let console = outputOptions.console
        do {
            try await send(console)
        } catch {
            throw RequestContext.failure(error, console)
        }
    }

    private func send(_ console: Console) async throws {
        Interruption.watch()
        let context = try RequestContext()
        let now = try RequestContext.now()
        let path = try InstallationOptions.absolute(file)
        let uploading = try uploading()
        let message = try OutgoingMessage(
            draft: path,
            sender: try from.map { try EmailAddress(parsing: $0, header: "--from") },
            date: EmailDate(secondsSince1970: Int(now)),
            place: uploading?.place
        )
        let copy = copy(of: path, sent: now)
        let delivery = Delivery(
            message: message,
            route: try DeliveryOptions.route(smtp: smtp, netrc: netrc, caFile: caFile, sendmail: sendmail),
            upload: uploading,
            copy: copy
        )

        if dryRun {
            try Console.result(Console.safe(delivery.plan.joined(separator: "\n")))
            Console.error(shown(message))
            return
        }
        let document = RequestDocument(message.email, templates: context.templates)
        let findings = document.findings(required: [], now: now, redaction: try RedactionSession())
        let mend = findings.filter { $0.level == .mend }
        for finding in mend { console.warn("\(finding.field ?? "request"): \(finding.sentence)") }
        if let place = uploading?.place, !message.email.body.contains(place), message.email.attachments.isEmpty {
            console.warn("the message does not say that the bundle is at \(place)")
        }
        if message.hadBcc { console.warn("the Bcc header is taken out: name everybody in To or Cc") }
        try confirm(message, delivery, mend.count, console)
        try await delivery.run(observe: console.say)
        if outputOptions.json {
            let report = Report(
                recipients: message.recipients.map(\.address),
                copy: copy.displayText,
                uploaded: delivery.upload?.place
            )
            try Console.result(String(decoding: try StableJSON.encode(report).dropLast(), as: UTF8.self))
        } else {
            try Console.result(TerminalText.escaped(copy.displayText))
        }
        console.say("sent to \(message.recipients.map(\.address).joined(separator: ", ")); the copy is what was sent")
    }

    private func confirm(_ message: OutgoingMessage, _ delivery: Delivery, _ mend: Int, _ console: Console) throws {
        if yes {
            guard mend == 0 || force else {
                throw console.failure(
                    "not sent: \(mend) \(mend == 1 ? "thing is" : "things are") to mend; --force sends it all the same",
                    ExitStatus.damaged
                )
            }
            return
        }
        let confirmation = Confirmation(console: console, advice: "give --yes, or look at it with --dry-run")
        try confirmation.requireTerminal()
        Console.error(shown(message))
        for line in delivery.plan { Console.error("To be run: \(line)") }
        try confirmation.ask(
            "Send it to \(message.recipients.map(\.address).joined(separator: ", "))?",
            refused: "not sent; the draft is as it was"
        )
    }

    /// A free name beside the draft: a failed attempt and the next one may fall into the same second.
    private func copy(of draft: FilePath, sent: Int64) -> FilePath {
        let stem = "\(draft.stem ?? "request")-sent-\(Timestamp.compact(sent))"
        let names = [stem] + (2...99).map { "\(stem)-\($0)" }
        let paths = names.map { draft.removingLastComponent().appending("\($0).eml") }
        return paths.first { !UnpublishedFile.exists($0) } ?? paths[0]
    }

    /// The message as a person reads it.
    private func shown(_ message: OutgoingMessage) -> String {
        var lines = [
            "From: \(message.sender.address)", "To: \(message.recipients.map(\.address).joined(separator: ", "))",
            "Subject: \(message.email.subject)",
        ]
        lines += message.email.attachments.map { "Attached: \($0)" }
        return Console.safe((lines + ["", message.email.body]).joined(separator: "\n"))
    }

    private func uploading() throws -> BundleUpload? {
        guard let upload, let bundle else { return nil }
        return try BundleUpload(
            InstallationOptions.absolute(bundle),
            to: try DeliveryOptions.place(upload),
            isResumable: resumable,
            sshConfiguration: try sshConfig.map { try InstallationOptions.absolute($0).string }
        )
    }
}
