public import Platform
public import SystemPackage

/// Proves on a host that every artifact of a plan can be had: a small bundle and a request are really made, and looked at.
public struct Rehearsal {
    /// The most bytes of one file that are read unless something else is asked for: 256 KiB.
    public static let maximumBytesPerFile: Int64 = 256 << 10

    /// What a rehearsal came to.
    public struct Outcome: Sendable {
        /// The record.
        public let record: RehearsalRecord
        /// The files that were made, the bundle first.
        public let files: [FilePath]
        /// What people must know.
        public let notes: [String]
    }

    private let plan: CollectionPlan
    private let files: HostFileSystem
    private let options: CollectionOptions
    private let template: RequestTemplate
    private let delivery: RehearsalDelivery
    private let coverage: SupportCoverage?

    /// Prepares a rehearsal.
    ///
    /// - Parameters:
    ///   - plan: What `collect` would do.
    ///   - files: The host.
    ///   - options: The options of `collect`; the target is a file or a directory.
    ///   - template: The product's request template.
    ///   - delivery: The ways by which request and bundle would leave.
    ///   - coverage: The contract, where it is known.
    public init(
        plan: CollectionPlan,
        files: HostFileSystem,
        options: CollectionOptions,
        template: RequestTemplate,
        delivery: RehearsalDelivery,
        coverage: SupportCoverage?
    ) {
        self.plan = plan
        self.files = files
        var options = options
        options.isProcessTest = true
        options.effective["rehearsal"] = .flag(true)
        self.options = options
        self.template = template
        self.delivery = delivery
        self.coverage = coverage
    }

    /// Carries out the plan on a small scale and judges what came of it.
    ///
    /// - Throws: ``BundleError`` when there can be no bundle, ``RedactionError``; nothing is left behind then.
    public func run(observe: @escaping (BundleEvent) -> Void) async throws -> Outcome {
        let session = try RedactionSession(
            configuration: RedactionConfiguration(
                profileKeys: plan.profile.secretKeys,
                policy: options.redactionPolicy
            )
        )
        let made = try await Collector(
            plan: plan.rehearsed(maximumBytes: Self.maximumBytesPerFile),
            files: files,
            options: options,
            template: template
        ).collect(observe: observe)
        let rows = made.artifacts
        let verdicts = rows.enumerated().map { index, row in
            RehearsalVerdict(
                row,
                artifact: index < plan.artifacts.count ? plan.artifacts[index] : nil,
                limit: Self.maximumBytesPerFile,
                redact: { session.redact($0) }
            )
        }
        let header = made.header
        let record = RehearsalRecord(
            schema: RehearsalRecord.schema,
            product: header.product.id,
            instance: session.redact(plan.installation.instance),
            host: options.host,
            user: Accounts.userName(Accounts.effectiveUser),
            environment: options.answers[.environment].map { session.redact($0) },
            time: header.created,
            toolVersion: header.tool.version,
            productVersion: header.product.version,
            verdicts: verdicts + (await steps(made)),
            bundleSHA256: made.sha256
        )
        return Outcome(record: record, files: made.files, notes: made.notes)
    }

    // MARK: - Steps

    private func steps(_ made: Collector.Outcome) async -> [RehearsalVerdict] {
        [bundleStep(made), requestStep(made)] + (await delivery.steps(made.files, created: options.created))
            + (coverage.map { [planStep($0)] } ?? [])
    }

    private func bundleStep(_ made: Collector.Outcome) -> RehearsalVerdict {
        var problem: String?
        do {
            guard let bundle = made.files.first else { throw RehearsalError("no bundle was written") }
            guard options.recipients.isEmpty else { return encryptionStep(bundle, made.sha256) }
            let report = try BundleInspection.inspect(bundle)
            if !report.isWhole || report.checksumFile != .matches {
                problem =
                    report.findings.first { $0.kind.isFailure }?.message ?? "its checksum file does not belong to it"
            }
        } catch {
            problem = "\(error)"
        }
        return RehearsalVerdict(
            step: "bundle",
            source: "the bundle, read back and compared with its manifest and checksum",
            problem: problem,
            remedy: "rehearse again with another --output, and look at the disk when it comes back"
        )
    }

    /// An encrypted bundle was read back before it was encrypted, and can be read by its recipients alone.
    private func encryptionStep(_ bundle: FilePath, _ sha256: String) -> RehearsalVerdict {
        var problem: String?
        do {
            let file = try RegularFile.open(bundle)
            let isSame = try file.sha256() == sha256
            let checksum = try ChecksumFile.beside(bundle)
            if !isSame || checksum?.sha256 != sha256 { problem = "its checksum file does not belong to it" }
        } catch {
            problem = "\(error)"
        }
        let whom = options.recipients.map(\.description).joined(separator: ", ")
        return RehearsalVerdict(
            step: "bundle",
            source: "the bundle, encrypted to \(whom), compared with its checksum",
            problem: problem,
            remedy: "rehearse again with another --output, and look at the disk when it comes back"
        )
    }

    private func requestStep(_ made: Collector.Outcome) -> RehearsalVerdict {
        var problem: String?
        var recipients: [String] = []
        do {
            guard let draft = made.files.first(where: { $0.extension == "eml" }) else {
                throw RehearsalError("no request was written")
            }
            let text = try UserFile.text(of: draft, maximumBytes: StoredEmail.maximumBytes)
            let email = try StoredEmail(Array(text.utf8), fileName: draft.displayText)
            recipients = email.recipients.map(\.address)
            if !email.subject.contains("PROCESS TEST") || !email.body.contains("PROCESS TEST") {
                problem = "its draft, read back, is not marked PROCESS TEST"
            }
        } catch {
            problem = "\(error)"
        }
        let destination = recipients.isEmpty ? "" : " to \(recipients.joined(separator: ", "))"
        return RehearsalVerdict(step: "request", source: "the request\(destination), read back", problem: problem)
    }

    private func planStep(_ coverage: SupportCoverage) -> RehearsalVerdict {
        RehearsalVerdict(
            step: "fallback-plan",
            source: "a plan for the hours without cover (\(coverage.origin))",
            problem: coverage.problems.isEmpty ? nil : coverage.problems.joined(separator: "; "),
            remedy: "add 'fallback' to \(coverage.origin)"
        )
    }
}
