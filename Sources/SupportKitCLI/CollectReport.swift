internal import Platform
internal import SupportKit
internal import SystemPackage

/// What `collect --json` prints.
struct CollectReport: Encodable {
    private let bundle: String?
    private let bytes: Int64
    private let sha256: String
    private let files: [String]
    private let outcome: BundleOutcome
    private let version: String?
    private let redactions: Int
    private let shortfalls: [Shortfall]
    private let unanswered: [String]
    private let notes: [String]

    private struct Shortfall: Encodable {
        let source: String
        let outcome: ArtifactOutcome
        let required: Bool
        let reason: String?
    }

    init(_ outcome: Collector.Outcome) {
        bundle = outcome.files.first?.displayText
        bytes = outcome.bytes
        sha256 = outcome.sha256
        files = outcome.files.map(\.displayText)
        self.outcome = outcome.header.outcome
        version = outcome.header.product.version
        redactions = outcome.header.redaction.rules.values.reduce(0, +)
        shortfalls = outcome.artifacts.notable.filter(\.outcome.isShortfall).map {
            Shortfall(source: $0.source, outcome: $0.outcome, required: $0.required, reason: $0.reason)
        }
        unanswered = outcome.request.unanswered.map(\.rawValue)
        notes = outcome.notes
    }

    func json() throws -> String {
        // The console adds the line end.
        String(decoding: try StableJSON.encode(self).dropLast(), as: UTF8.self)
    }
}
