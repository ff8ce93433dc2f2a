internal import Platform
internal import SystemPackage

/// The ways by which request and bundle would leave the host, and how far a rehearsal goes on them.
public struct RehearsalDelivery: Sendable {
    /// How the message leaves.
    public var route = MailRoute.sendmail(program: "sendmail")
    /// Whether nothing is ready without it.
    public var isRouteRequired = false
    /// Where the bundle goes, as `request send --upload` takes it, or nil.
    public var place: String?
    /// Whether nothing is ready without it.
    public var isPlaceRequired = false
    /// A file for `ssh -F`, or nil for the user's own.
    public var sshConfiguration: String?
    /// Whether a server behind `https` takes parts, so that an interrupted upload is taken up again.
    public var isResumable = false
    /// Whether the request marked PROCESS TEST is really sent, and the bundle uploaded where there is a place.
    public var sends = false
    /// The writer, where no answer names one.
    public var sender: EmailAddress?

    /// Creates the usual way, which is no condition of readiness and not gone to its end.
    public init() {}

    /// Goes on the ways: to the last step that changes nothing, or to the end.
    ///
    /// - Parameters:
    ///   - files: What was made, the bundle first.
    ///   - created: Seconds since 1970.
    /// - Returns: A verdict for each step.
    func steps(_ files: [FilePath], created: Int64) async -> [RehearsalVerdict] {
        if sends { return [await sendingStep(files, created)] }
        return [await mailStep(files)] + (place == nil ? [] : [await uploadStep(files)])
    }

    private func upload(_ files: [FilePath]) throws -> BundleUpload? {
        guard let place, let bundle = files.first else { return nil }
        return try BundleUpload(bundle, to: place, isResumable: isResumable, sshConfiguration: sshConfiguration)
    }

    private func sendingStep(_ files: [FilePath], _ created: Int64) async -> RehearsalVerdict {
        var problem: String?
        var source = "sending the request marked PROCESS TEST"
        do {
            guard let draft = files.first(where: { $0.extension == "eml" }) else {
                throw RehearsalError("no request was written")
            }
            let upload = try upload(files)
            let message = try OutgoingMessage(
                draft: draft,
                sender: sender,
                date: EmailDate(secondsSince1970: Int(created)),
                place: upload?.place
            )
            source =
                "the request marked PROCESS TEST, sent to "
                + message.recipients.map(\.address).joined(separator: ", ")
                + (upload.map { "; the bundle, uploaded to \($0.place)" } ?? "")
            let copy = draft.removingLastComponent().appending("\(draft.stem ?? "request")-sent.eml")
            try await Delivery(message: message, route: route, upload: upload, copy: copy).run { _ in }
        } catch {
            problem = "\(error)"
        }
        return RehearsalVerdict(
            step: "send",
            source: source,
            problem: problem,
            remedy: "try it alone: supportkit request send FILE.eml --dry-run shows what is run"
        )
    }

    private func mailStep(_ files: [FilePath]) async -> RehearsalVerdict {
        let caller = Accounts.userName(Accounts.effectiveUser)
        let found = Executables.find(route.program).flatMap { path -> FilePath? in
            HostFileSystem().isExecutable(path, by: Accounts.effectiveUser) ? path : nil
        }
        var problem = found == nil ? "\(route.program) is not installed, or \(caller) may not run it" : nil
        var source = "sending from this host with \(found?.displayText ?? route.program) (nothing was sent)"
        if problem == nil, case .smtp(let server) = route, let directory = files.first?.removingLastComponent(),
            let probe = route.probe(domain: sender?.domain ?? server.host)
        {
            source = "connection to and login at \(server.host):\(server.port) (nothing was sent)"
            do {
                let result = try await DeliveryRunner(scratch: directory).run(probe)
                if result.code != 0 {
                    let said = BodyText.lines(of: result.output).last { !$0.allSatisfy(\.isWhitespace) } ?? ""
                    problem =
                        "\(result.problem ?? "curl ended with exit code \(result.code ?? -1)"): "
                        + TerminalText.escaped(String(said.prefix(300)))
                }
            } catch {
                problem = "\(error)"
            }
        }
        return RehearsalVerdict(
            step: "mail",
            source: source,
            required: isRouteRequired,
            problem: problem,
            remedy: found == nil
                ? "send the draft from your own mail program, install \(route.program), or name a mail server with --smtp"
                : "have the server, its certificate and the login in --smtp-netrc checked"
        )
    }

    private func uploadStep(_ files: [FilePath]) async -> RehearsalVerdict {
        var problem: String?
        var remark: String?
        var source = "the upload"
        do {
            if let upload = try upload(files) {
                source = "login at and access to \(upload.place) (nothing was uploaded)"
                let directory = files[0].removingLastComponent()
                (problem, remark) = try await upload.tryPlace(scratch: directory)
            }
        } catch {
            problem = "\(error)"
        }
        return RehearsalVerdict(
            step: "upload",
            source: source + (remark.map { "; \($0)" } ?? ""),
            required: isPlaceRequired,
            problem: problem,
            remedy: "have the account, its key and the directory checked with the vendor"
        )
    }
}
