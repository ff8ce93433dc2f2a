internal import SupportKit
import Testing

@Suite struct ManifestCodingTests {
    private static let header = ManifestHeader(
        tool: ManifestTool(name: "supportkit", version: "1.0.0", rules: "7"),
        created: "2026-11-21T01:45:00Z",
        host: "host1",
        product: ManifestProduct(id: "amps", title: "AMPS", version: nil, versionEvidence: nil),
        instance: nil,
        window: nil,
        options: ["b": .flag(true), "a": .list(["x/y", "z"]), "n": .number(-3), "t": .text("é"), "nil": .none],
        outcome: .complete,
        redaction: ManifestRedaction(enabled: true, rules: ["token": 2, "password": 1])
    )

    private static let artifacts = [
        ArtifactRecord(
            path: "logs/var/log/a\nb",
            source: "/var/log/a\nb",
            category: "logs",
            collector: "logs",
            required: true,
            outcome: .partial,
            reason: "cut",
            bytes: 5,
            sourceBytes: 9,
            sha256: String(repeating: "0", count: 64),
            mode: ArtifactRecord.modeText(0o640),
            owner: "amps:amps",
            modified: "2026-11-21T01:40:00Z",
            window: CoveredWindow(since: "2026-11-21T01:00:00Z", until: nil, complete: false),
            redactions: 3,
            milliseconds: 12
        ),
        ArtifactRecord(
            path: "host/os",
            source: "/etc/os-release",
            category: "host",
            collector: "files",
            required: false,
            outcome: .missing
        ),
    ]

    private static let manifest = Manifest(header: header, artifacts: artifacts)

    @Test func writesTheContractsFormat() throws {
        let expected = """
            {
              "artifacts" : [
                {
                  "bytes" : 5,
                  "category" : "logs",
                  "collector" : "logs",
                  "milliseconds" : 12,
                  "mode" : "0640",
                  "modified" : "2026-11-21T01:40:00Z",
                  "outcome" : "partial",
                  "owner" : "amps:amps",
                  "path" : "logs/var/log/a\\nb",
                  "reason" : "cut",
                  "redactions" : 3,
                  "required" : true,
                  "sha256" : "\(String(repeating: "0", count: 64))",
                  "source" : "/var/log/a\\nb",
                  "sourceBytes" : 9,
                  "window" : {
                    "complete" : false,
                    "since" : "2026-11-21T01:00:00Z",
                    "until" : null
                  }
                },
                {
                  "bytes" : null,
                  "category" : "host",
                  "collector" : "files",
                  "milliseconds" : 0,
                  "mode" : null,
                  "modified" : null,
                  "outcome" : "missing",
                  "owner" : null,
                  "path" : "host/os",
                  "reason" : null,
                  "redactions" : 0,
                  "required" : false,
                  "sha256" : null,
                  "source" : "/etc/os-release",
                  "sourceBytes" : null,
                  "window" : null
                }
              ],
              "created" : "2026-11-21T01:45:00Z",
              "host" : "host1",
              "instance" : null,
              "options" : {
                "a" : [
                  "x/y",
                  "z"
                ],
                "b" : true,
                "n" : -3,
                "nil" : null,
                "t" : "é"
              },
              "outcome" : "complete",
              "product" : {
                "id" : "amps",
                "title" : "AMPS",
                "version" : null,
                "versionEvidence" : null
              },
              "redaction" : {
                "enabled" : true,
                "rules" : {
                  "password" : 1,
                  "token" : 2
                }
              },
              "schema" : 1,
              "tool" : {
                "name" : "supportkit",
                "rules" : "7",
                "version" : "1.0.0"
              },
              "window" : null
            }

            """
        #expect(String(decoding: try ManifestCoding.encode(Self.manifest), as: UTF8.self) == expected)
    }

    @Test func writesPieceByPieceWhatItWritesAtOnce() throws {
        // The one encoder's own output of the whole document is the reference.
        #expect(try ManifestCoding.encode(Self.manifest) == StableJSON.encode(Self.manifest))
        var pieces: [[UInt8]] = []
        try ManifestCoding.encode(Self.header, artifacts: Self.artifacts) { pieces.append($0) }
        #expect(pieces.count > Self.artifacts.count)
        #expect(try pieces.flatMap { $0 } == ManifestCoding.encode(Self.manifest))
    }

    @Test func restoresWhatItWrote() throws {
        #expect(try ManifestCoding.decode(ManifestCoding.encode(Self.manifest)) == Self.manifest)
        let empty = Manifest(header: Self.header, artifacts: [])
        #expect(try ManifestCoding.decode(ManifestCoding.encode(empty)) == empty)
    }

    @Test func escapesWhatTerminalsActOn() throws {
        var record = Self.artifacts[1]
        record.path = "a\u{7F}\u{9B}\u{202E}\u{2028}\u{E0041}é😀\u{1B}"
        let manifest = Manifest(header: Self.header, artifacts: [record])
        let bytes = try ManifestCoding.encode(manifest)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\"a\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41é😀\\u001b\""))
        #expect(try ManifestCoding.decode(bytes) == manifest)
    }

    @Test func decodesAbsentOptionalKeys() throws {
        let manifest = try ManifestCoding.decode(
            Array(
                """
                {"schema": 1, "tool": {"name": "supportkit", "version": "1", "rules": "1"}, "created": "c", "host": "h",
                 "product": {"id": "i", "title": "t"}, "options": {}, "outcome": "complete",
                 "redaction": {"enabled": true, "rules": {}}, "unknown": [{}],
                 "artifacts": [{"path": "p", "source": "s", "category": "c", "collector": "c", "required": false,
                                "outcome": "timedOut", "redactions": 0, "milliseconds": 0, "new": null}]}
                """.utf8
            )
        )
        #expect(manifest.header.instance == nil && manifest.header.window == nil)
        #expect(manifest.artifacts[0].outcome == .timedOut && !manifest.artifacts[0].isStored)
    }

    @Test func refusesOtherSchemasAndOtherThings() {
        func error(_ text: String) -> ManifestError? {
            #expect(throws: ManifestError.self) { try ManifestCoding.decode(Array(text.utf8)) }
        }
        #expect(error(#"{"schema": 2}"#) == .unsupportedSchema(2))
        #expect(error(#"{"schema": 0}"#) == .unsupportedSchema(0))
        #expect(error(#"{"schema": 1}"#) == .invalid(key: "tool"))
        #expect(error(#"{"Schema": 1}"#) == .notAManifest)
        #expect(error("[]") == .notAManifest)
        #expect(error("") == .notAManifest)
        #expect(error(#"{"schema": 1"#) == .notAManifest)
    }

    @Test func followsRequiredArtifacts() {
        func outcome(_ outcome: ArtifactOutcome, required: Bool) -> BundleOutcome {
            var record = Self.artifacts[1]
            record.outcome = outcome
            record.required = required
            return BundleOutcome(of: [record])
        }
        for kind in ArtifactOutcome.allCases {
            #expect(outcome(kind, required: false) == .complete)
            #expect(outcome(kind, required: true) == (kind.isShortfall ? .incomplete : .complete))
        }
        #expect(ArtifactOutcome.allCases.filter { !$0.isShortfall } == [.collected, .empty, .excluded])
    }

    @Test func addsUpRedactions() throws {
        let document = RedactionsDocument(
            enabled: true,
            files: [
                FileRedactions(path: "logs/a", rules: ["password": 2, "token": .max]),
                FileRedactions(path: "logs/b", rules: [:]),
                FileRedactions(path: "logs/c", rules: ["password": 1, "token": 1]),
            ]
        )
        #expect(document.rules == ["password": 3, "token": .max])
        #expect(document.files.map(\.path) == ["logs/a", "logs/c"])
        #expect(try ManifestCoding.decodeRedactions(StableJSON.encode(document)) == document)
    }
}
