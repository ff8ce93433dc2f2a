/// The way a message leaves this host.
public enum MailRoute: Sendable, Equatable {
    /// The local mail system, by its `sendmail` program.
    case sendmail(program: String)
    /// An SMTP server, with STARTTLS or TLS from the start, through `curl`.
    case smtp(SMTPServer)

    private static let timeout: Duration = .seconds(300)

    /// The program that is run.
    public var program: String {
        switch self {
        case .sendmail(let program): program
        case .smtp: "curl"
        }
    }

    /// The command of the last step that sends nothing: connection, encryption and login; nil for the local mail system.
    ///
    /// - Parameter domain: What the server is greeted with.
    /// - Returns: The command, or nil.
    public func probe(domain: String) -> DeliveryCommand? {
        guard case .smtp(let server) = self else { return nil }
        return DeliveryCommand(
            "curl",
            Self.arguments(server, domain: domain) + ["--request", "NOOP"],
            timeout: .seconds(60)
        )
    }

    /// The command that sends a message.
    ///
    /// The recipients are given one by one: with `-t` a header that somebody smuggled in would become a recipient.
    ///
    /// - Parameter message: The message.
    /// - Returns: The command; it reads the message.
    public func command(for message: OutgoingMessage) -> DeliveryCommand {
        let recipients = message.recipients.map(\.address)
        switch self {
        case .sendmail(let program):
            return DeliveryCommand(
                program,
                ["-i", "-f", message.sender.address, "--"] + recipients,
                input: .message(isCRLF: false),
                timeout: Self.timeout
            )
        case .smtp(let server):
            var arguments = Self.arguments(server, domain: message.sender.domain)
            arguments += ["--mail-from", message.sender.address]
            for recipient in recipients { arguments += ["--mail-rcpt", recipient] }
            return DeliveryCommand(
                "curl",
                arguments + ["--upload-file", "-"],
                input: .message(isCRLF: true),
                timeout: Self.timeout
            )
        }
    }

    /// What every conversation with a server needs.
    private static func arguments(_ server: SMTPServer, domain: String) -> [String] {
        // The domain after the slash is what curl greets with; it would give away the name of this host.
        let scheme = server.isTLSFromStart ? "smtps" : "smtp"
        // A configuration of the user's must not add recipients or print the conversation.
        var arguments = [
            "--disable", "--silent", "--show-error", "--disable-eprt", "--connect-timeout", "30", "--ssl-reqd", "--url",
            "\(scheme)://\(server.host):\(server.port)/\(domain)",
        ]
        if let file = server.netrc { arguments += ["--netrc-file", file] }
        if let file = server.authority { arguments += ["--cacert", file] }
        return arguments
    }
}
