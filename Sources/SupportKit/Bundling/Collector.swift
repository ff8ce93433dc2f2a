internal import Crypto
public import Platform
public import SystemPackage

/// Makes a bundle and the request that belongs to it, and gives them their names.
public struct Collector {
    /// What was written.
    public struct Outcome: Sendable {
        /// The files, the bundle first; empty when the bundle went to standard output.
        public let files: [FilePath]
        /// The bundle's size in bytes.
        public let bytes: Int64
        /// The bundle's SHA-256.
        public let sha256: String
        /// What the bundle holds as a whole.
        public let header: ManifestHeader
        /// What became of each artifact.
        public let artifacts: ArtifactRecords
        /// The request.
        public let request: SupportRequest
        /// Whether the bundle travels with the e-mail draft.
        public let isAttached: Bool
        /// What people must know.
        public let notes: [String]
    }

    private let plan: CollectionPlan
    private let files: HostFileSystem
    private let options: CollectionOptions
    private let template: RequestTemplate

    /// Prepares a collection.
    ///
    /// - Throws: ``RequestTemplateError`` when the product's request template cannot be used.
    public init(
        plan: CollectionPlan,
        files: HostFileSystem,
        options: CollectionOptions,
        template: RequestTemplate
    ) {
        self.plan = plan
        self.files = files
        var options = options
        if let pseudonyms = options.pseudonyms { options.host = pseudonyms.replace(options.host) }
        if !options.recipients.isEmpty, let limit = options.maximumSize {
            options.maximumSize = limit - BundleEncryption.overhead(of: limit, keys: options.recipients.count)
        }
        self.options = options
        self.template = template
    }

    /// Carries out the plan.
    ///
    /// - Throws: ``BundleError`` when there can be no bundle; nothing is left behind then.
    public func collect(observe: @escaping (BundleEvent) -> Void) async throws -> Outcome {
        let session: RedactionSession
        do {
            session = try RedactionSession(
                configuration: RedactionConfiguration(
                    isEnabled: options.isRedacted && !Self.isRedactionBroken,
                    profileKeys: plan.profile.secretKeys,
                    policy: options.redactionPolicy
                ),
                pseudonyms: options.pseudonyms
            )
        } catch {
            throw BundleError.redaction("\(error)")
        }
        let (path, name) = try place()
        try checkSpace(path)
        var finished = try await build(path, name, session, observe)
        var check = try leakCheck(session)
        if let report = try check?.check(finished.file), !report.isClean {
            // A log may hold what only a file behind it told to be secret: known now, it is removed from the start.
            guard report.counts.keys.allSatisfy({ $0 == LeakRule.knownSecret.id }) else { throw Self.withheld(report) }
            finished = try await build(path, name, session, observe)
            check = try leakCheck(session)
            if let report = try check?.check(finished.file), !report.isClean {
                throw Self.withheld(report)
            }
        }
        let result = finished.result
        let bundle = try await encrypted(finished.intoFile(), path)
        let sha256 = try digest(of: bundle)

        var facts = result.facts
        let isAttached = options.target != .standardOutput && options.attachmentLimit.fits(rawBytes: Int(bundle.count))
        facts.bundle = RequestFacts.Bundle(
            fileName: name.bundle,
            bytes: ByteCount(bundle.count),
            sha256: sha256,
            outcome: result.header.outcome.rawValue,
            isAttached: isAttached,
            place: isAttached ? nil : options.uploadPlace,
            encryptedTo: options.recipients.map { session.redact($0.description) }
        )
        let request = try self.request(facts, session)
        if let findings = try check?.check(text: request.text().utf8.span, named: name.text), !findings.isEmpty {
            throw BundleError.withheld(findings: findings, total: findings.count)
        }
        let bytes = bundle.count
        if options.target == .standardOutput {
            if let pseudonyms = options.pseudonyms, let map = options.pseudonymMap { try pseudonyms.writeMap(to: map) }
            try copyToStandardOutput(bundle)
            return Outcome(
                files: [],
                bytes: bytes,
                sha256: sha256,
                header: result.header,
                artifacts: result.artifacts,
                request: request,
                isAttached: isAttached,
                notes: result.notes
            )
        }
        let attachments =
            isAttached
            ? [
                EmailAttachment(
                    fileName: name.bundle,
                    contentType: name.mediaType,
                    bytes: try content(of: bundle)
                )
            ]
            : []
        let email = try request.draft(
            date: EmailDate(secondsSince1970: Int(options.created)),
            attachments: attachments
        )
        try email.check()

        // The bundle comes last: when it has its name, everything that belongs to it is there.
        let directory = path.removingLastComponent()
        let companions: [(String, [UInt8])] = [
            (name.text, Array(request.text().utf8)),
            (name.checksum, Array("\(sha256)  \(name.bundle)\n".utf8)),
        ]
        var written: [FilePath] = []
        do {
            var draft = try UnpublishedFile.create(for: directory.appending(name.email))
            try email.forEachPiece { (piece: Span<UInt8>) throws(SystemError) in try draft.append(piece) }
            try draft.publish()
            written.append(directory.appending(name.email))
            for (fileName, bytes) in companions {
                let path = directory.appending(fileName)
                try write(bytes, to: path)
                written.append(path)
            }
            if let pseudonyms = options.pseudonyms {
                let map = options.pseudonymMap ?? directory.appending(name.map)
                try pseudonyms.writeMap(to: map)
                written.append(map)
            }
            try bundle.publish()
        } catch {
            for path in written { UnpublishedFile.remove(path) }
            if let error = error as? SystemError { throw BundleError.output(error) }
            throw error
        }
        return Outcome(
            files: [path] + written,
            bytes: bytes,
            sha256: sha256,
            header: result.header,
            artifacts: result.artifacts,
            request: request,
            isAttached: isAttached,
            notes: result.notes
        )
    }

    /// Makes the bundle; once more, with more room for its documents, when it came out larger than allowed.
    private func build(
        _ path: FilePath,
        _ name: BundleName,
        _ session: RedactionSession,
        _ observe: @escaping (BundleEvent) -> Void
    ) async throws -> FinishedBundle {
        var spare: Int64 = 0
        for _ in 0..<4 {
            let finished = try await build(path, name, session, spare, observe)
            guard let limit = options.maximumSize, finished.file.count > limit else { return finished }
            spare += (finished.file.count - limit) * 5 / 4 + 1_024
        }
        throw BundleError.unavailable(
            "not even what is small fits into --max-size \(ByteCount(options.maximumSize ?? 0)): allow more, or take less with --only"
        )
    }

    private func build(
        _ path: FilePath,
        _ name: BundleName,
        _ session: RedactionSession,
        _ spare: Int64,
        _ observe: @escaping (BundleEvent) -> Void
    ) async throws -> FinishedBundle {
        var builder = try BundleBuilder(
            plan: plan,
            files: files,
            options: options,
            session: session,
            writer: try BundleWriter.create(
                at: path,
                folder: name.stem,
                reserve: options.reserve,
                format: options.format,
                isSealed: !options.recipients.isEmpty
            ),
            spare: spare,
            observe: observe
        )
        let result = try await builder.build(name: name) { facts in
            session.redact(try self.request(facts, session).text())
        }
        return FinishedBundle(file: try builder.finish(), result: result)
    }

    /// The bundle as it will be published.
    private func encrypted(
        _ spool: consuming BundleSpool,
        _ path: FilePath
    ) async throws(BundleError) -> UnpublishedFile {
        guard !options.recipients.isEmpty else { return spool.intoFile() }
        return try await BundleEncryption(keys: options.recipients).encrypt(spool, to: path)
    }

    /// The search of the finished bundle for what the session knows; nil when secrets were to stay.
    private func leakCheck(_ session: RedactionSession) throws -> LeakCheck? {
        guard options.isRedacted else { return nil }
        return try LeakCheck(secrets: session.learned.configured, literals: options.redactionPolicy.literals)
    }

    private static func withheld(_ report: LeakReport) -> BundleError {
        .withheld(findings: report.findings, total: report.total)
    }

    private func request(_ facts: RequestFacts, _ session: RedactionSession) throws -> SupportRequest {
        var answers = Answers()
        // What a person pastes into an answer may hold a secret too.
        for field in options.answers.answered {
            // Whom to call back stays readable whatever else is replaced.
            let text = session.redact(options.answers[field] ?? "", keepsNames: field.isContact)
            try answers.set(field, to: text, source: field.rawValue)
        }
        return try SupportRequest(template: template, form: plan.profile.request, facts: facts, answers: answers)
    }

    /// Whether a test switched redaction off behind the back of everything else, to see the leak check withhold the bundle.
    ///
    /// Never in a release build.
    private static var isRedactionBroken: Bool {
        #if DEBUG
        ThisProcess.environment("SUPPORTKIT_TEST_BREAK") == "redaction"
        #else
        false
        #endif
    }

    // MARK: - Places

    private func place() throws(BundleError) -> (FilePath, BundleName) {
        let made = BundleName(
            product: plan.profile.id,
            instance: options.pseudonyms?.replace(plan.installation.instance) ?? plan.installation.instance,
            host: options.host,
            created: options.created,
            isRedacted: options.isRedacted,
            format: options.format,
            isEncrypted: !options.recipients.isEmpty
        )
        switch options.target {
        case .standardOutput:
            return (FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp").appending(made.bundle), made)
        case .directory(let directory):
            let path = directory.appending(made.bundle)
            for name in [made.bundle, made.checksum, made.email, made.text] {
                try refuseExisting(directory.appending(name))
            }
            return (path, made)
        case .file(let path):
            let name = BundleName(
                fileName: path.lastComponent?.string ?? "supportkit",
                isRedacted: options.isRedacted,
                format: options.format,
                isEncrypted: !options.recipients.isEmpty
            )
            let directory = path.removingLastComponent()
            for file in [name.bundle, name.checksum, name.email, name.text] {
                try refuseExisting(directory.appending(file))
            }
            return (directory.appending(name.bundle), name)
        }
    }

    private func refuseExisting(_ path: FilePath) throws(BundleError) {
        if UnpublishedFile.exists(path) { throw .output(SystemError("create", path, errno: .fileExists)) }
    }

    private func checkSpace(_ path: FilePath) throws(BundleError) {
        var directory = path.removingLastComponent()
        if directory.isEmpty { directory = "." }
        guard let free = ThisProcess.freeSpace(at: directory) else { return }
        // Logs compress to a tenth or less; a fifth is a cautious guess, and writing is watched as well.
        let needed = plan.estimatedBytes / 5 + options.reserve
        guard free < needed else { return }
        throw .noSpace(directory: directory.displayText, needed: ByteCount(needed), free: ByteCount(free))
    }

    // MARK: - Writing

    private func write(_ bytes: [UInt8], to path: FilePath) throws(SystemError) {
        var file = try UnpublishedFile.create(for: path)
        try file.append(bytes.span)
        try file.publish()
    }

    private func digest(of file: borrowing UnpublishedFile) throws(BundleError) -> String {
        var hash = SHA256()
        do throws(ReadFailure<Never>) {
            try file.forEachChunk { (chunk: Span<UInt8>) throws(Never) in
                unsafe chunk.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            }
        } catch {
            throw .unavailable("the finished bundle could not be read back")
        }
        return hash.finalize().hexadecimal
    }

    private func content(of file: borrowing UnpublishedFile) throws(BundleError) -> [UInt8] {
        var content: [UInt8] = []
        do throws(ReadFailure<Never>) {
            try file.forEachChunk { (chunk: Span<UInt8>) throws(Never) in content.append(copying: chunk) }
        } catch {
            throw .unavailable("the finished bundle could not be read back")
        }
        return content
    }

    private func copyToStandardOutput(_ file: borrowing UnpublishedFile) throws(BundleError) {
        do throws(ReadFailure<SystemError>) {
            try file.forEachChunk { (chunk: Span<UInt8>) throws(SystemError) in try StandardOutput.write(chunk) }
        } catch {
            switch error {
            case .body(let error), .reading(let error): throw .output(error)
            }
        }
    }
}
