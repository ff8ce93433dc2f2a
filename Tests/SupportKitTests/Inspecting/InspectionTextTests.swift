internal import SupportKit
import Testing

@Suite struct InspectionTextTests {
    private let fixture: BundleFixture

    init() throws {
        fixture = try BundleFixture()
    }

    @Test func explainsABundle() throws {
        try fixture.makeBundle()
        let report = try fixture.inspect()
        let expected = """
            supportkit-amps-orders-host1-20261121T014500Z.tar.gz  (\(ByteCount(report.bytes)), gzip)

              Product   AMPS 5.3.4.11  (amps, from ampServer --version)
              Instance  orders
              Host      host1
              Made      2026-11-21T01:45:00Z by supportkit 1.0.0, redaction rules 7
              Window    2026-11-21T00:30:00Z to 2026-11-21T01:30:00Z  (Europe/Berlin)
              Outcome   incomplete: 1 artifact falls short, 1 of them required

            Contents         files       size  falling short
              configuration      1       45 B              -
              logs               2  \(ByteCount(report.categories[1].bytes))              1
              diagnostics        0        0 B              -
              documents          4    \(ByteCount(report.categories[3].bytes))              -

            Missing or incomplete
              logs/var/log/amps/old.log  (required, denied)
                from: /var/log/amps/old.log
                why:  permission denied
              diagnostics/core  (excluded)
                from: /core
                why:  left out on purpose

            Redactions  places
              password       2
              token          1

            Verification: passed
              SHA-256 \(report.sha256 ?? "")  (no .sha256 file to compare with)
              The bundle is intact: every file is as the manifest says, and nothing was added or removed.

            """
        #expect(InspectionText.render(report) == expected)
    }

    @Test func advisesWhereTheManifestGivesNoReason() throws {
        try fixture.makeBundle("manifest['artifacts'][3]['reason'] = None")
        let text = InspectionText.render(try fixture.inspect())
        #expect(text.contains("why:  there, but this user may not read it\n    help: collect again as the"))
    }

    @Test func showsWhatOfTheWindowTheLogsCover() throws {
        try fixture.makeBundle(
            """
            rows = [row for row in manifest['artifacts'] if row['category'] == 'logs']
            rows[0]['window'] = {'since': '2026-11-21T00:40:00Z', 'until': '2026-11-21T01:30:00Z', 'complete': False}
            rows[1]['window'] = {'since': None, 'until': None, 'complete': True}
            """
        )
        let report = try fixture.inspect()
        let lines = InspectionText.render(report).split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "Window covered"))
        #expect(lines[start + 1].hasSuffix("  PART  2026-11-21T00:40:00Z to 2026-11-21T01:30:00Z"), "\(lines)")
        #expect(lines[start + 2].hasSuffix("  none  no record in it"), "\(lines)")
        #expect(lines[start + 3].isEmpty)
    }

    @Test func saysWhyAPathIsNotThere() throws {
        try fixture.makeBundle()
        let report = try fixture.inspect()
        #expect(report.reasonOfAbsence("logs/var/log/amps/old.log") == "denied: permission denied")
        #expect(report.reasonOfAbsence("logs/other") == nil)
        #expect(report.entries(at: "logs").count == 2 && report.entries(at: "log").isEmpty)
        #expect(report.entries(at: "logs/var/log/amps/empty.log").count == 1)
    }

    @Test func listsWhatWasRemovedWhereWhenAsked() throws {
        try fixture.makeBundle(
            "redactions['files'][0]['places'] = [{'line': 3, 'rule': 'password'}, {'line': 9, 'rule': 'token'}]\n"
                + "parts[-1] = entry('redactions.json', json.dumps(redactions).encode())"
        )
        let text = InspectionText.render(try fixture.inspect(), listsRedactions: true)
        #expect(text.contains("\nRemoved by file; the first lines concerned\n"))
        #expect(text.contains("    password 2  line 3, …\n    token 1  line 9\n"), "\(text)")
        let plain = InspectionText.render(try fixture.inspect(), listsRedactions: false)
        #expect(!plain.contains("Removed by file"))
    }

    @Test func listsFilesWhenAsked() throws {
        try fixture.makeBundle()
        let text = InspectionText.render(try fixture.inspect(), listsEntries: true)
        #expect(text.contains("\nFiles\n"))
        #expect(text.contains("      45  configuration/etc/amps/config.xml\n"))
        #expect(text.contains("       0  logs/var/log/amps/empty.log\n"))
    }

    @Test func saysThatADamagedBundleIsDamaged() throws {
        try fixture.makeBundle()
        let file = "\(BundleFixture.stem).tar.gz"
        try fixture.write(try fixture.read(file).dropLast(600), to: file)
        let text = InspectionText.render(try fixture.inspect())
        #expect(text.contains("Verification: FAILED\n"))
        #expect(text.contains("  failure: the file is cut off: its end is missing"))
        #expect(text.contains("Ask for the bundle again"))
    }

    @Test func warnsOfAnUnredactedBundle() throws {
        try fixture.makeBundle("manifest['redaction'] = {'enabled': False, 'rules': {}}")
        #expect(InspectionText.render(try fixture.inspect()).contains("Redaction was switched off"))
    }

    @Test func escapesEveryTextOfTheManifest() throws {
        try fixture.makeBundle(
            """
            evil = 'a\\x1b[31m\\x9b\\u202e\\nb'
            def poison(value):
                if isinstance(value, dict):
                    return {key + evil if key in ('password', 'token') else key: poison(v) for key, v in value.items()}
                if isinstance(value, list): return [poison(v) for v in value]
                return value + evil if isinstance(value, str) else value
            keep = {'sha256', 'outcome', 'mode'}
            for artifact in manifest['artifacts']:
                for key in artifact:
                    if key not in keep: artifact[key] = poison(artifact[key])
            for key in manifest:
                if key not in ('outcome', 'artifacts'): manifest[key] = poison(manifest[key])
            """
        )
        let report = try fixture.inspect()
        let text = InspectionText.render(report, listsEntries: true)
        #expect(text.contains("a\\x1b[31m\\x9b\\u{202e}\\nb"))
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(TerminalText.escaped(String(scalar)) == String(scalar))
        }
        for scalar in String(decoding: try StableJSON.encode(report), as: UTF8.self).unicodeScalars where scalar != "\n"
        {
            #expect(TerminalText.escaped(String(scalar)) == String(scalar))
        }
    }
}
