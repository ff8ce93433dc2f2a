internal import Platform
internal import SystemPackage

/// What a bundle says of itself: the version report, the manifest's header, the facts for the request.
extension BundleBuilder {
    mutating func probeVersions() async -> VersionReport {
        guard plan.wantsVersion, Interruption.signal == nil else { return VersionReport(subjects: []) }
        let report = await VersionProber(
            plan: plan,
            files: files,
            mayRunCommands: options.mayRunCommands,
            queryAnswers: queryAnswers
        ).report()
        let text = Array(report.text(title: plan.profile.title).utf8)
        var record = ArtifactRecord(
            path: "version/version.txt",
            source: "version sources of the profile",
            category: Category.version.rawValue,
            collector: "version",
            required: true,
            outcome: .collected
        )
        do {
            let (_, entry, tally) = try write(
                "version/version.txt",
                modified: options.created,
                .text,
                .text
            ) { push in
                try push(text.span)
                return .whole
            }
            record.bytes = entry.bytes
            record.sha256 = entry.sha256
            record.redactions = tally.total
            if tally.total > 0 { addRedactions(tally, to: record.path) }
            if report.product?.version == nil {
                record.outcome = .partial
                record.reason =
                    "no source tells the version of \(plan.profile.title); version/version.txt says what was tried"
            }
        } catch {
            record.outcome = .failed
            record.reason = "\(error)"
        }
        records.append(redacted(record))
        return report
    }

    func manifestHeader(_ versions: VersionReport) -> ManifestHeader {
        let product = versions.product?.version
        return ManifestHeader(
            tool: ManifestTool(name: "supportkit", version: ToolVersion.number, rules: ToolVersion.rules),
            created: Timestamp.text(options.created),
            host: options.host,
            product: ManifestProduct(
                id: plan.profile.id,
                title: plan.profile.title,
                version: product?.version,
                versionEvidence: product.map { session.redact("\($0.source): \($0.evidence)") }
            ),
            instance: session.redact(plan.installation.instance),
            window: plan.window.map(ManifestWindow.init),
            options: effectiveOptions,
            outcome: BundleOutcome(of: records.notable, isEmpty: records.storedCount == 0),
            redaction: ManifestRedaction(
                enabled: options.isRedacted,
                rules: RedactionsDocument(enabled: options.isRedacted, files: redactions).rules
            )
        )
    }

    func requestFacts(name: BundleName, versions: VersionReport, outcome: BundleOutcome) -> RequestFacts {
        var facts = RequestFacts(
            productTitle: plan.profile.title,
            created: Timestamp.text(options.created),
            toolVersion: ToolVersion.number
        )
        let identity = HostIdentity.current
        facts.vendorName = plan.profile.vendor.name.isEmpty ? nil : plan.profile.vendor.name
        facts.version = versions.product?.version?.version
        facts.versionEvidence = versions.product?.version.map { session.redact("\($0.source): \($0.evidence)") }
        facts.components = versions.subjects.compactMap { subject in
            guard let component = subject.component, let version = subject.version?.version else { return nil }
            return RequestFacts.Component(name: component, version: version)
        }
        facts.instance = session.redact(plan.installation.instance)
        facts.host = options.host
        facts.operatingSystem = OperatingSystem.name(files: files)
        facts.kernel = files.isCopy ? nil : "\(identity.kernel) \(identity.machine)"
        facts.window = plan.window.map { window in
            RequestFacts.Window(
                since: window.since.map { Timestamp.text($0, zone: window.zone) } ?? "the beginning",
                until: Timestamp.text(window.until ?? options.created, zone: window.zone),
                timezone: window.zone.name
            )
        }
        facts.bundle = RequestFacts.Bundle(
            fileName: name.bundle,
            bytes: nil,
            sha256: nil,
            outcome: outcome.rawValue,
            encryptedTo: options.recipients.map { session.redact($0.description) }
        )
        let removed = redactions.reduce(0) { $0 + $1.rules.values.reduce(0, +) }
        facts.redaction =
            options.isRedacted
            ? RequestFacts.redaction(places: removed) : RequestFacts.noRedaction
        for category in Category.allCases {
            guard let total = records.totals[category.rawValue] else { continue }
            let bytes = ByteCount(total.bytes)
            facts.collected.append(.init(category: category.rawValue, files: total.files, bytes: bytes))
        }
        facts.reaches = RequestFacts.reaches(of: records.notable)
        let optional = Set(plan.artifacts.filter { $0.shortfall?.outcome == .excluded }.map(\.source))
        facts.missing = RequestFacts.missing(of: records.notable) { row in
            row.outcome == .excluded && optional.contains(row.source)
        }
        facts.deviations = deviations
        facts.coverage = options.coverage
        facts.isProcessTest = options.isProcessTest
        facts.crashes = crashes.map { session.redact($0) }
        facts.errors = digest?.errorLines ?? []
        facts.events = digest?.eventLines ?? []
        facts.strike(options.struck)
        return facts
    }
}
