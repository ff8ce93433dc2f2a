import Foundation
import Testing

@testable import SupportKit

/// A made-up incident for the tests of the request.
enum RequestFixture {
    /// The text of a product's template in the repository.
    static func templateText(_ product: String, testFile: String = #filePath) throws -> String {
        var root = URL(filePath: testFile)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appending(path: "templates/\(product)/request.mustache"), encoding: .utf8)
    }

    static func template(_ product: String) throws -> RequestTemplate {
        try RequestTemplate(text: templateText(product), name: "\(product)/request.mustache")
    }

    static func answers(_ pairs: [Answers.Field: String]) throws -> Answers {
        var answers = Answers()
        for (field, text) in pairs { try answers.set(field, to: text, source: "test") }
        return answers
    }

    static func completeAnswers() throws -> Answers {
        try answers([
            .impact: "All 40 traders of the London desk see prices up to five minutes old.",
            .observed: """
            Subscriptions stop receiving messages a few seconds after they are placed:

              2026-11-21T01:30:07.1200000+00:00 [31] warning: 02-0007 client slow

            No error in the client.
            """,
            .expected: "Each update reaches every subscriber within 50 milliseconds.",
            .severity: "2",
            .environment: "production (site B)",
            .started: "2026-11-21 01:30 UTC, first alert",
            .stillHappening: "yes",
            .changed: "Kernel update on 20 November.\nTwice the usual load since then.",
            .wanted: "The cause, before 07:00 UTC.",
            .caseID: "12345",
            .customer: "Example Markets",
            .contactName: "Zoë Müller",
            .contactEmail: "zoe@example.com",
            .contactTelephone: "+44 20 7946 0000",
            .contactHours: "24x7",
        ])
    }

    static func completeFacts() -> RequestFacts {
        var facts = RequestFacts(productTitle: "AMPS", created: "2026-11-21T01:45:00Z", toolVersion: "1.0.0")
        facts.vendorName = "60East"
        facts.version = "5.3.4.78"
        facts.versionEvidence = "/opt/amps/bin/ampServer --version: AMPS 5.3.4.78.928656.fa0d0b4"
        facts.components = [.init(name: "AMPS Python client", version: "5.3.4.0")]
        facts.instance = "prices-b"
        facts.host = "mars"
        facts.operatingSystem = "Debian GNU/Linux 12 (bookworm)"
        facts.kernel = "Linux 6.1.0-26-amd64 x86_64"
        facts.window = .init(
            since: "2026-11-21T00:30:00Z",
            until: "2026-11-21T01:45:00Z",
            timezone: "Europe/London"
        )
        facts.bundle = .init(
            fileName: "supportkit-amps-prices-b-mars-20261121T014500Z.tar.gz",
            bytes: ByteCount(12_345_678),
            sha256: String(repeating: "0123456789abcdef", count: 4),
            outcome: "incomplete"
        )
        facts.redaction = "secrets removed in 12 places"
        facts.collected = [
            .init(category: "configuration", files: 1, bytes: ByteCount(18_400)),
            .init(category: "logs", files: 7, bytes: ByteCount(98_000_000)),
        ]
        facts.missing = [
            .init(
                what: "statistics database /var/lib/amps/stats.db",
                reason: "permission denied",
                remedy: "setfacl -m u:ops:r /var/lib/amps/stats.db"
            ),
            .init(what: "log /var/log/amps/old.log", reason: "there is no such file"),
        ]
        facts.deviations = [.init(setting: "ulimit -n", observed: "1024", recommended: "32768")]
        facts.errors = [
            "3 in 2 logs; a record that two logs have is counted twice",
            "first: 2026-11-21T01:12:00Z error: 07-0042 an unresponsive client: a (logs/amps.log)",
            "3 x error: 07-0042 an unresponsive client: a; first 2026-11-21T01:12:00Z, last 2026-11-21T01:44:00Z",
        ]
        facts.events = [
            "start: 2026-11-21T01:10:00Z 00-0015 AMPS initialization completed (0 seconds). (logs/amps.log)"
        ]
        facts.crashes = ["/tmp/1516e4d1-8bca-b14b-17853753-45dba87b.dmp"]
        facts.coverage = "Outside coverage hours; cover begins again on 2026-11-23T08:00:00Z."
        return facts
    }

    static func bareFacts() -> RequestFacts {
        RequestFacts(productTitle: "AMPS", created: "2026-11-21T01:45:00Z", toolVersion: "1.0.0")
    }

    static let form = RequestForm(
        recipients: ["60East Support <support@example.net>"],
        crashRecipient: "crash@example.net"
    )

    /// Values that try to leave the place they are put in.
    static let hostileValues = [
        "x\r\nBcc: thief@example.org",
        "x\nBcc: thief@example.org",
        "x\rBcc: thief@example.org",
        "x\u{2028}Bcc: thief@example.org",
        "x\u{2029}Bcc: thief@example.org",
        "x\u{85}Bcc: thief@example.org",
        "x\0y",
        "x\u{1B}[2Jy",
        "x\u{202E}y",
        "{{impact}} {{{details}}} {{#crashes}}",
        "=?utf-8?q?x?=",
        "a & <b> \"c\" 'd'",
        "From me\n.\n..\nFrom you",
        "--=_boundary",
    ]
}
