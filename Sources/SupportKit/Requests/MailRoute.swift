/// The way a message leaves this host.
public enum MailRoute: Sendable, Equatable {
    /// The local mail system, by its `sendmail` program.
    case sendmail(program: String)
    /// An SMTP server, with STARTTLS or TLS from the start, through `curl`.
    case smtp(SMTPServer)

    private static let timeout: Duration = .seconds(300)

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
            // The domain after the slash is what curl greets with; it would give away the name of this host.
            let scheme = server.isTLSFromStart ? "smtps" : "smtp"
            var arguments = [
                "--silent", "--show-error", "--disable-eprt", "--connect-timeout", "30", "--ssl-reqd", "--url",
                "\(scheme)://\(server.host):\(server.port)/\(message.sender.domain)", "--mail-from",
                message.sender.address,
            ]
            // A configuration of the user's must not add recipients or print the conversation.
            arguments.insert("--disable", at: 0)
            for recipient in recipients { arguments += ["--mail-rcpt", recipient] }
            if let file = server.netrc { arguments += ["--netrc-file", file] }
            if let file = server.authority { arguments += ["--cacert", file] }
            return DeliveryCommand(
                "curl",
                arguments + ["--upload-file", "-"],
                input: .message(isCRLF: true),
                timeout: Self.timeout
            )
        }
    }
}
