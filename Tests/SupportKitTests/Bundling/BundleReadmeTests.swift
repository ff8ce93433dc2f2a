@testable import SupportKit
import TestSupport
import Testing

@Suite struct BundleReadmeTests {
    private static func record(
        _ path: String,
        _ outcome: ArtifactOutcome,
        required: Bool = false,
        reason: String? = nil,
        bytes: Int64? = nil
    ) -> ArtifactRecord {
        ArtifactRecord(
            path: path,
            source: "/\(path)",
            category: String(path.prefix { $0 != "/" }),
            collector: "files",
            required: required,
            outcome: outcome,
            reason: reason,
            bytes: bytes
        )
    }

    private func readme(
        outcome: BundleOutcome = .incomplete,
        window: ManifestWindow? = nil,
        redacted: Bool = true,
        notes: [String] = [],
        artifacts: [ArtifactRecord]
    ) -> String {
        let header = ManifestHeader(
            tool: ManifestTool(name: "supportkit", version: "1.2.3", rules: "r"),
            created: "2026-11-21T01:45:00Z",
            host: "h1",
            product: ManifestProduct(
                id: "amps",
                title: "AMPS",
                version: redacted ? "5.3.4.78" : nil,
                versionEvidence: nil
            ),
            instance: redacted ? "orders-a" : nil,
            window: window,
            options: [:],
            outcome: outcome,
            redaction: ManifestRedaction(enabled: redacted, rules: redacted ? ["password": 3, "token": 1] : [:])
        )
        return BundleReadme(
            header: header,
            artifacts: ArtifactRecords(artifacts),
            name: BundleName(
                product: "amps",
                instance: "orders-a",
                host: "h1",
                created: 1_795_225_500,
                isRedacted: redacted
            ),
            notes: notes,
            whys: [
                "logs/a.log": "event and error logging", "logs/b.log": "event and error logging",
                "configuration/c.xml": "the configuration",
            ]
        ).text
    }

    @Test func anIncompleteBundle() {
        let text = readme(
            window: ManifestWindow(since: "2026-11-21T01:00:00Z", until: nil, timezone: "Europe/Berlin"),
            notes: ["the sources disagree on the version"],
            artifacts: [
                Self.record("configuration/c.xml", .collected, required: true, bytes: 2_048),
                Self.record("logs/a.log", .collected, bytes: 10),
                Self.record("logs/b.log", .partial, reason: "cut", bytes: 20),
                Self.record("logs/c.log", .empty, bytes: 0), Self.record("host/x", .excluded, reason: "--no-exec"),
                Self.record("statistics/s.db", .denied, required: true, reason: "permission denied"),
                Self.record("diagnostics/t", .timedOut),
            ]
        )
        assertSnapshot(text, named: "readme-incomplete.txt")
    }

    @Test func aCompleteBundleWithItsSecrets() {
        let text = readme(
            outcome: .complete,
            redacted: false,
            artifacts: [Self.record("configuration/c.xml", .collected, required: true, bytes: 5)]
        )
        assertSnapshot(text, named: "readme-unredacted.txt")
    }
}
