internal import Platform
public import SystemPackage

/// Sends a request: the bundle to its place first, then the message; a copy of what was sent is kept.
public struct Delivery: Sendable {
    /// The message.
    public let message: OutgoingMessage
    /// How it leaves.
    public let route: MailRoute
    /// Where the bundle goes before, or nil.
    public let upload: BundleUpload?
    /// Where the copy goes.
    public let copy: FilePath

    /// Prepares a delivery.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - route: How it leaves.
    ///   - upload: Where the bundle goes before, or nil.
    ///   - copy: Where the copy of what was sent goes; nothing may be there.
    public init(message: OutgoingMessage, route: MailRoute, upload: BundleUpload?, copy: FilePath) {
        self.message = message
        self.route = route
        self.upload = upload
        self.copy = copy
    }

    /// Every command that would be run, in order.
    public var plan: [String] {
        [upload?.command().line, route.command(for: message).line].compactMap(\.self)
    }

    /// Delivers.
    ///
    /// - Parameter observe: Told about what is done, and about attempts that failed.
    /// - Throws: `DeliveryError` that says how to go on. The draft and the bundle stay as they are.
    public func run(observe: (String) -> Void) async throws {
        if UnpublishedFile.exists(copy) { throw SystemError("create", copy, errno: .fileExists) }
        let scratch = copy.removingLastComponent()
        if let upload {
            observe("uploading to \(upload.place)")
            try await upload.run(scratch: scratch, observe: observe)
            observe("uploaded: \(upload.place)")
        }
        let command = route.command(for: message)
        let result: DeliveryRunner.Result
        do {
            result = try await DeliveryRunner(scratch: scratch).run(command, message: message.bytes)
        } catch {
            throw failure("\(command.program) could not be started")
        }
        guard result.code == 0 else {
            let said = BodyText.lines(of: result.output).filter { !$0.allSatisfy(\.isWhitespace) }.suffix(3)
                .map { TerminalText.escaped(String($0.prefix(300))) }.joined(separator: "; ")
            let ending = result.problem ?? "ended with exit code \(result.code ?? -1)"
            throw failure("\(command.program) \(ending)" + (said.isEmpty ? "" : ": \(said)"))
        }
        do {
            try RequestWriter.write(message.bytes, to: copy, replaces: false)
        } catch {
            // It is sent: to fail now would make somebody send it twice.
            observe("sent, but the copy could not be kept: \(error)")
        }
    }

    private func failure(_ problem: String) -> DeliveryError {
        DeliveryError(
            step: "mail to \(message.recipients.map(\.address).joined(separator: ", "))",
            problem: problem,
            remedy: "Nothing was lost: the draft is as it was."
                + (upload == nil ? "" : " The bundle is uploaded; leave --upload out next time.")
                + " Try again, try --smtp HOST:PORT, or open the .eml in your mail program and send it from there."
        )
    }
}
