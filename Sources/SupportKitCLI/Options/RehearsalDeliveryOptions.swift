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
        delivery.sends = send
        delivery.sender = try from.map { try EmailAddress(parsing: $0, header: "--from") }
        return delivery
    }

    /// Lets nothing leave that nobody has said yes to.
    func confirm(_ recipients: [String], _ console: Console) throws {
        guard !recipients.isEmpty else { throw ValidationError("--send: the profile names no address of the vendor") }
        if yes { return }
        guard ThisProcess.isTerminal(0), ThisProcess.isTerminal(2) else {
            throw ValidationError("nobody is there to confirm --send; in a script give --yes")
        }
        let question = "Send a request marked PROCESS TEST to \(recipients.joined(separator: ", "))? [y/N] "
        let answer = RequestTerminal(console: console).readLine(prompt: Console.safe(question))
        if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
        guard let answer, ["y", "yes"].contains(answer.lowercased()) else {
            console.say("nothing was sent, and nothing rehearsed")
            throw ExitStatus.noResult
        }
    }
}
