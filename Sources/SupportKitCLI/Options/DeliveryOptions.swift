internal import ArgumentParser
internal import SupportKit
internal import SystemPackage

/// How a request leaves this host; what `request send` and `rehearse` have in common.
enum DeliveryOptions {
    /// The way of the message.
    static func route(smtp: String?, netrc: String?, caFile: String?, sendmail: String) throws -> MailRoute {
        guard let smtp else {
            return .sendmail(
                program: sendmail.contains("/") ? try InstallationOptions.absolute(sendmail).string : sendmail
            )
        }
        return .smtp(
            try SMTPServer(
                parsing: smtp,
                netrc: try netrc.map { try InstallationOptions.absolute($0).string },
                authority: try caFile.map { try InstallationOptions.absolute($0).string }
            )
        )
    }

    /// A place to upload to; of `@FILE` the file's first line, since a signed address is as good as a password.
    static func place(_ text: String) throws -> String {
        guard text.hasPrefix("@") else { return text }
        let content = try UserFile.text(
            of: InstallationOptions.absolute(String(text.dropFirst())),
            maximumBytes: 1 << 16
        )
        return content.split(separator: "\n").first.map(String.init) ?? ""
    }
}
