internal import Platform

/// A plan as `--dry-run --json` prints it.
struct PlanDocument: Encodable {
    let schema = 1
    let product: String
    let instance: String
    let configuration: String?
    let process: Int32?
    let window: ManifestWindow?
    let encryptedTo: [String]?
    let bytesPerSecond: Int64?
    let notes: [String]
    let estimatedBytes: Int64
    let estimatedBundleBytes: Int64
    let isUpperBound: Bool?
    let maximumBundleBytes: Int64?
    let artifacts: [Row]

    struct Row: Encodable {
        let id: String
        let category: Category
        let collector: String
        let required: Bool
        let path: String
        let source: String
        let bytes: Int64?
        let modified: String?
        let outcome: ArtifactOutcome?
        let reason: String?
        let remedy: String?
        let note: String?
        let why: String
    }

    init(_ plan: CollectionPlan, _ conditions: PlanConditions, redact: (String) -> String) {
        product = plan.profile.id
        instance = redact(plan.installation.instance)
        configuration = plan.installation.configurationFile.map { redact($0.displayText) }
        process = plan.installation.process?.identifier
        window = plan.window.map(ManifestWindow.init)
        encryptedTo = conditions.recipients.isEmpty ? nil : conditions.recipients.map(\.fingerprint)
        bytesPerSecond = conditions.bytesPerSecond
        notes = plan.notes.map(redact)
        estimatedBytes = plan.estimatedBytes
        let bundle = plan.estimatedBundle
        estimatedBundleBytes = bundle.bytes
        isUpperBound = bundle.isUpperBound ? true : nil
        maximumBundleBytes = conditions.maximumSize
        artifacts = plan.artifacts.map { artifact in
            Row(
                id: artifact.id,
                category: artifact.category,
                collector: artifact.collector,
                required: artifact.isRequired,
                path: redact(artifact.path.displayText),
                source: redact(artifact.source),
                bytes: artifact.status?.size,
                modified: artifact.status.map { Timestamp.text($0.modified) },
                outcome: artifact.shortfall?.outcome,
                reason: artifact.shortfall.map { redact($0.reason) },
                remedy: artifact.shortfall?.remedy.map(redact),
                note: artifact.note.map(redact),
                why: artifact.why
            )
        }
    }
}
