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
        try check()
        var output: [UInt8] = []
        forEachPiece { (piece: Span<UInt8>) in output.append(copying: piece) }
        return output
    }

    /// Passes the message as ``serialised()`` gives it, piece by piece: with an attachment it may be large.
    ///
    /// - Precondition: ``check()`` found nothing.
    func forEachPiece<Failure: Error>(_ push: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        let identity = identity
        var head = Array(headers(identity: identity).utf8)
        guard !attachments.isEmpty else {
            try push(head.span)
            return try forEachPieceOfText(push)
        }
        // `=_` cannot occur in quoted-printable or in base64, so no part can hold the boundary.
        let boundary = "=_\(identity)"
        head += EmailHeader.tokens("Content-Type", ["multipart/mixed;", "boundary=\"\(boundary)\""]).utf8
        let beginning = Array("--\(boundary)\r\n".utf8)
        let end = Array("\r\n".utf8)
        head += "\r\n--\(boundary)\r\n".utf8
        try push(head.span)
        try forEachPieceOfText(push)
        for attachment in attachments {
            try push(end.span)
            try push(beginning.span)
            try Self.forEachPiece(of: attachment, push)
        }
        let last = Array("\r\n--\(boundary)--\r\n".utf8)
        try push(last.span)
    }

    /// Finds out whether the message is fit to be written.
    ///
    /// - Throws: `EmailError`, see ``serialised()``.
    func check() throws(EmailError) {
        try checkHeaders()
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

    private func forEachPieceOfText<Failure: Error>(_ push: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        var text = Array("Content-Type: text/plain; charset=utf-8\r\n".utf8)
        text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
        QuotedPrintable.append(body, to: &text)
        try push(text.span)
    }

    private static func forEachPiece<Failure: Error>(
        of attachment: EmailAttachment,
        _ push: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var piece = Array(EmailHeader.tokens("Content-Type", [attachment.contentType]).utf8)
        piece += "Content-Transfer-Encoding: base64\r\n".utf8
        let disposition = EmailHeader.tokens(
            "Content-Disposition",
            ["attachment;"] + fileNameParameters(attachment.fileName)
        )
        piece += "\(disposition)\r\n".utf8
        try push(piece.span)
        let linesAtOnce = 1_000 * MIMEBase64.bytesPerLine
        for start in stride(from: 0, to: attachment.bytes.count, by: linesAtOnce) {
            piece.removeAll(keepingCapacity: true)
            MIMEBase64.appendLines(attachment.bytes[start...].prefix(linesAtOnce), to: &piece)
            try push(piece.span)
        }
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
    private var identity: String {
        var hash = SHA256()
        hash.update(data: Array(headers(identity: "").utf8))
        func note(_ piece: Span<UInt8>) {
            unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }
        forEachPieceOfText(note)
        for attachment in attachments { Self.forEachPiece(of: attachment, note) }
        return hash.finalize().prefix(16).hexadecimal
    }
}
