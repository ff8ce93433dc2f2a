internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RehearsalDeliveryOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The program of the local mail system; it must then be there.", valueName: "program")
    )
    var sendmail: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The mail server requests go to (STARTTLS; smtps://HOST for port 465); the login must then work.",
            valueName: "host:port"
        )
    )
    var smtp: String?

    @Option(
        name: .customLong("smtp-netrc"),
        help: ArgumentHelp("A file in .netrc format, mode 0600, with the credentials for --smtp.", valueName: "file")
    )
    var smtpNetrc: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("Certificates to trust for --smtp, in place of the system's.", valueName: "file")
    )
    var caFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where bundles go, as 'request send --upload' takes it; default what the coverage names, if that is a place.",
            valueName: "place"
        )
    )
    var upload: String?

    @Option(
        name: .customLong("ssh-config"),
        help: ArgumentHelp("The configuration of ssh for the upload, in place of your own.", valueName: "file")
    )
    var sshConfig: String?

    @Flag(name: .long, help: "The https server takes parts (Content-Range): go on where an upload stopped.")
    var resumable = false

    @Flag(
        name: .long,
        help: "Really send the request marked PROCESS TEST, and upload the bundle where there is a place."
    )
    var send = false

    @Option(name: .long, help: ArgumentHelp("The writer, where no answer names one.", valueName: "address"))
    var from: String?

    @Flag(name: .long, help: "Do not ask before --send.")
    var yes = false

    func validate() throws {
        if smtp != nil && sendmail != nil { throw ValidationError("--smtp and --sendmail exclude each other") }
        if smtp == nil, smtpNetrc != nil || caFile != nil {
            throw ValidationError("--smtp-netrc and --ca-file are for --smtp HOST:PORT")
        }
        if yes && !send { throw ValidationError("--yes is for --send") }
    }

    func resolve(coverage: SupportCoverage?) throws -> RehearsalDelivery {
        var delivery = RehearsalDelivery()
        delivery.route = try DeliveryOptions.route(
            smtp: smtp,
            netrc: smtpNetrc,
            caFile: caFile,
            sendmail: sendmail ?? "sendmail"
        )
        delivery.isRouteRequired = smtp != nil || sendmail != nil
        delivery.place =
            try upload.map(DeliveryOptions.place)
            ?? coverage?.upload.flatMap { text in
                BundleUpload.isPlace(text) ? text : nil
            }
        if let place = delivery.place, !BundleUpload.isPlace(place) {
            throw ValidationError("--upload must be https://…, sftp://user@host/directory or user@host:directory")
        }
        delivery.isPlaceRequired = upload != nil
        delivery.sshConfiguration = try sshConfig.map { try InstallationOptions.absolute($0).string }
        delivery.isResumable = resumable
        if resumable, delivery.place == nil { throw ValidationError("--resumable is for --upload") }
        delivery.sends = send
        delivery.sender = try from.map { try EmailAddress(parsing: $0, header: "--from") }
        return delivery
    }

    /// The options of `request send` that go the same ways, for the runbook.
    func sendingOptions(_ place: String?) throws -> [String] {
        var words: [String] = []
        if let sendmail, sendmail.contains("/") { words += ["--sendmail", try absolute(sendmail)] }
        if let smtp { words += ["--smtp", smtp] }
        if let smtpNetrc { words += ["--netrc", try absolute(smtpNetrc)] }
        if let caFile { words += ["--ca-file", try absolute(caFile)] }
        if let place {
            // A signed address is as good as a password, and valid for a short time.
            let file = upload.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }
            let shown = try file.map { "@\(try absolute($0))" } ?? (place.contains("?") ? "@ADDRESS-FILE" : place)
            words += ["--upload", shown, "--bundle", "FILE.tar.gz"]
            if let sshConfig { words += ["--ssh-config", try absolute(sshConfig)] }
            if resumable { words.append("--resumable") }
        }
        return words
    }

    private func absolute(_ path: String) throws -> String { try InstallationOptions.absolute(path).displayText }

    /// Lets nothing leave that nobody has said yes to.
    func confirm(_ recipients: [String], _ console: Console) throws {
        guard !recipients.isEmpty else { throw ValidationError("--send: the profile names no address of the vendor") }
        if yes { return }
        try Confirmation(console: console, advice: "give --yes").ask(
            "Send a request marked PROCESS TEST to \(recipients.joined(separator: ", "))?",
            refused: "nothing was sent, and nothing rehearsed"
        )
    }
}
