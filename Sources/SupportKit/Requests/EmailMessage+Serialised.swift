internal import Crypto

extension EmailMessage {
    /// The most bytes (UTF-8) of a subject.
    public static let maximumSubjectBytes = 2000
    /// The most recipients, copies included.
    public static let maximumRecipients = 100
    private static let maximumFileNameBytes = 255

    /// The message as it stands in an `.eml` file (RFC 5322, 2045, 2046, 2047, 2183 and 2231).
    ///
    /// Lines end in CRLF, every byte is ASCII, and the same message gives the same bytes.
    ///
    /// - Throws: `EmailError` naming the header that has a line end, another control or a bidi control in it, or the part
    ///   that is otherwise not fit to be written.
    public func serialised() throws(EmailError) -> [UInt8] {
        try checkHeaders()
        let parts = try encodedParts()
        let identity = identity(of: parts)

        var output = Array(headers(identity: identity).utf8)
        if attachments.isEmpty {
            output += parts.joined()
        } else {
            // `=_` cannot occur in quoted-printable or in base64, so no part can hold the boundary.
            let boundary = "=_\(identity)"
            let type = EmailHeader.tokens("Content-Type", ["multipart/mixed;", "boundary=\"\(boundary)\""])
            output += "\(type)\r\n".utf8
            for part in parts {
                output += "--\(boundary)\r\n".utf8
                output += part
                output += "\r\n".utf8
            }
            output += "--\(boundary)--\r\n".utf8
        }
        return output
    }

    private func checkHeaders() throws(EmailError) {
        if from == nil, !isUnsentDraft { throw EmailError(part: "From", problem: "a message needs a writer") }
        if to.count + cc.count > Self.maximumRecipients {
            throw EmailError(part: "To", problem: "more than \(Self.maximumRecipients) recipients")
        }
        if let problem = HeaderText.problem(in: subject) {
            throw EmailError(part: "Subject", problem: "has the control character \(problem)")
        }
        if subject.utf8.count > Self.maximumSubjectBytes {
            throw EmailError(part: "Subject", problem: "longer than \(Self.maximumSubjectBytes) bytes")
        }
        if let messageIDDomain, !EmailAddress.isDomain(messageIDDomain[...].utf8) {
            throw EmailError(part: "Message-ID", problem: "the domain is not a host name")
        }
        for attachment in attachments { try Self.check(attachment) }
    }

    private static func check(_ attachment: EmailAttachment) throws(EmailError) {
        let name = attachment.fileName
        if let problem = HeaderText.problem(in: name) {
            throw EmailError(part: "Content-Disposition", problem: "a file name has the control character \(problem)")
        }
        if name.isEmpty || name.utf8.count > maximumFileNameBytes || name.contains("/") || name.contains("\\") {
            throw EmailError(
                part: "Content-Disposition",
                problem: "a file name must have 1 to \(maximumFileNameBytes) bytes and no directory"
            )
        }
        let types = attachment.contentType.split(separator: "/", omittingEmptySubsequences: false)
        let areTokens = types.allSatisfy { part in
            !part.isEmpty && part.utf8.count <= 60
                && part.utf8.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "+") }
        }
        guard types.count == 2, areTokens else {
            throw EmailError(part: "Content-Type", problem: "a media type is not of the form type/subtype")
        }
    }

    private func headers(identity: String) -> String {
        var text = ""
        if let from { text += EmailHeader.addresses("From", [from]) }
        if !to.isEmpty { text += EmailHeader.addresses("To", to) }
        if !cc.isEmpty { text += EmailHeader.addresses("Cc", cc) }
        text += EmailHeader.text("Subject", HeaderText.sanitised(subject))
        text += "Date: \(date.headerText)\r\n"
        let domain = messageIDDomain ?? from?.domain ?? "supportkit.invalid"
        text += EmailHeader.tokens("Message-ID", ["<\(identity)@\(domain)>"])
        text += "MIME-Version: 1.0\r\n"
        if isUnsentDraft { text += "X-Unsent: 1\r\n" }
        return text
    }

    // MARK: Parts

    /// Each part with its headers: the body, then the attachments.
    private func encodedParts() throws(EmailError) -> [[UInt8]] {
        var text = Array("Content-Type: text/plain; charset=utf-8\r\n".utf8)
        text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
        QuotedPrintable.append(body, to: &text)
        return [text] + attachments.map(Self.encoded)
    }

    private static func encoded(_ attachment: EmailAttachment) -> [UInt8] {
        var part = Array(EmailHeader.tokens("Content-Type", [attachment.contentType]).utf8)
        part += "Content-Transfer-Encoding: base64\r\n".utf8
        let disposition = EmailHeader.tokens(
            "Content-Disposition",
            ["attachment;"] + fileNameParameters(attachment.fileName)
        )
        part += "\(disposition)\r\n".utf8
        MIMEBase64.appendLines(attachment.bytes, to: &part)
        return part
    }

    /// `filename="…"` where that is enough, or the extended parameters of RFC 2231, in pieces where it is long.
    private static func fileNameParameters(_ name: String) -> [String] {
        let pieceLimit = 60
        if name.utf8.count <= pieceLimit, name.utf8.allSatisfy(isUnreserved) { return ["filename=\"\(name)\""] }

        var pieces = [""]
        for scalar in name.unicodeScalars {
            let encoded = percentEncoded(scalar)
            if pieces[pieces.count - 1].utf8.count + encoded.utf8.count > pieceLimit - 8 { pieces.append("") }
            pieces[pieces.count - 1] += encoded
        }
        if pieces.count == 1 { return ["filename*=utf-8''\(pieces[0])"] }
        return pieces.enumerated().map { index, piece in
            let separator = index == pieces.count - 1 ? "" : ";"
            return "filename*\(index)*=\(index == 0 ? "utf-8''" : "")\(piece)\(separator)"
        }
    }

    private static func percentEncoded(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf8.map { octet in
            isUnreserved(octet)
                ? String(Unicode.Scalar(octet))
                : (octet < 16 ? "%0" : "%") + String(octet, radix: 16, uppercase: true)
        }.joined()
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        octet.isAlphanumeric || octet == UInt8(ascii: ".") || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
    }

    /// 32 hexadecimal digits that depend on everything in the message and on nothing else.
    private func identity(of parts: [[UInt8]]) -> String {
        var hash = SHA256()
        hash.update(data: Array(headers(identity: "").utf8))
        for part in parts { hash.update(data: part) }
        return hash.finalize().prefix(16).map { octet in
            (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }.joined()
    }
}
