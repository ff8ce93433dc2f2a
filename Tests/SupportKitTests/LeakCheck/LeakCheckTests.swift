import Platform
import SystemPackage
import TestSupport
import Testing

@testable import SupportKit

/// Bundles into which a secret was put: it must be found, with file and line, and never be told.
@Suite struct LeakCheckTests {
    /// Values of which no finding may show anything.
    private static let secrets = ["Tiger_4711x", "K7MDENGbPxRfiCY1", "s3cr3t-Lily&<9>"]

    private static let filling = "2026-11-21 01:45:00 INFO connection 10.0.0.7:9007 accepted, 12 of 64 in use\n"

    /// A bundle as the writer makes it: a gzip member for each entry, and for the end of the archive.
    private func bundle(_ scratch: Scratch, _ entries: [(name: String, bytes: [UInt8])]) throws -> FileDescriptor {
        for (name, bytes) in entries { try scratch.write(bytes, to: "in/\(name)") }
        let names = entries.map { "'\($0.name)'" }.joined(separator: " ")
        try scratch.shell(
            """
            tar --create --format=gnu --blocking-factor=1 --file all.tar --directory in \(names)
            split --bytes=1M --filter='gzip -c' all.tar - > bundle.tar.gz
            """
        )
        return try FileDescriptor.open(scratch("bundle.tar.gz"), .readOnly)
    }

    private func findings(
        _ entries: [(name: String, bytes: [UInt8])],
        secrets: [String] = [],
        literals: [String] = []
    ) throws -> [LeakFinding] {
        let file = try bundle(Scratch(), entries)
        defer { try? file.close() }
        let report = try LeakCheck(secrets: secrets.map { Array($0.utf8) }, literals: literals).check(bundle: file)
        #expect(report.entries == entries.count)
        #expect(report.isClean == report.findings.isEmpty)
        for finding in report.findings {
            for secret in Self.secrets { #expect(!"\(finding)".contains(secret)) }
        }
        return report.findings
    }

    private func found(_ text: String, secrets: [String] = [], literals: [String] = []) throws -> [String] {
        try LeakCheck(secrets: secrets.map { Array($0.utf8) }, literals: literals)
            .check(text: Array(text.utf8).span, named: "text").map(\.description)
    }

    // MARK: - Places

    @Test func aCleanBundleIsClean() throws {
        #expect(
            try findings([
                ("top/README.txt", Array("A support bundle.\n".utf8)),
                ("top/logs/app.log", Array((Self.filling + "password=[REDACTED:password#1]\n").utf8)),
            ]) == []
        )
    }

    @Test(arguments: [
        ("db.password=Tiger_4711x", "password-value"), ("tcp://ops:Tiger_4711x@host:9007/x", "url-credentials"),
        ("client_secret = K7MDENGbPxRfiCY1", "secret-value"),
        ("Authorization: Bearer K7MDENGbPxRfiCY1", "authorization-header"),
        ("key AKIAQ3XZQ3XZQ3XZQ3XZ of x", "aws-key"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAK7MDENGbPxRfiCY1K7MDENGbPxRfiCY1\n-----END", "private-key"),
    ])
    func aSecretIsFoundInALog(line: String, rule: String) throws {
        let text = String(repeating: Self.filling, count: 999) + line + "\n" + Self.filling
        let expected = LeakFinding(entry: "top/logs/app.log", position: .line(1000), rule: rule)
        #expect(try findings([("top/a.txt", Array("a\n".utf8)), ("top/logs/app.log", Array(text.utf8))]) == [expected])
    }

    @Test(arguments: ["README.txt", "request.txt", "manifest.json", "redactions.json"])
    func aSecretIsFoundInADocument(name: String) throws {
        let text = "{\n  \"password\": \"Tiger_4711x\"\n}\n"
        #expect(
            try findings([("top/\(name)", Array(text.utf8))])
                == [LeakFinding(entry: "top/\(name)", position: .line(2), rule: "password-value")]
        )
    }

    @Test func aSecretIsFoundInALaterGzipMember() throws {
        let lines = 45_000
        let text = String(repeating: Self.filling, count: lines) + "<Password>Tiger_4711x</Password>\n"
        #expect(text.utf8.count > 3 << 20)
        #expect(
            try findings([("top/big.log", Array(text.utf8))])
                == [LeakFinding(entry: "top/big.log", position: .line(lines + 1), rule: "password-value")]
        )
    }

    @Test func aSecretInANameIsFoundAndTheNameNotTold() throws {
        #expect(
            try findings(
                [
                    ("top/a", []), ("top/x-AKIAQ3XZQ3XZQ3XZQ3XZ", Array("password=Tiger_4711x\n".utf8)),
                    ("top/Tiger_4711x.log", []),
                ],
                secrets: ["Tiger_4711x"]
            )
                == [
                    LeakFinding(entry: "entry 2", position: .name, rule: "aws-key"),
                    LeakFinding(entry: "entry 2", position: .line(1), rule: "password-value"),
                    LeakFinding(entry: "entry 2", position: .line(1), rule: "known-secret"),
                    LeakFinding(entry: "entry 3", position: .name, rule: "known-secret"),
                ]
        )
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE"])
    func aSecretIsFoundInWideText(encoding: String) throws {
        let scratch = try Scratch()
        let mark = encoding == "UTF-32LE" ? "\u{FEFF}" : ""
        try scratch.write(mark + String(repeating: Self.filling, count: 9) + "password: \"Tiger_4711x\"\n", to: "plain")
        try scratch.shell("iconv -f UTF-8 -t \(encoding) plain > wide")
        #expect(
            try findings([("top/wide.log", scratch.read("wide"))])
                == [LeakFinding(entry: "top/wide.log", position: .line(10), rule: "password-value")]
        )
    }

    @Test func aSecretIsFoundInBinaryContent() throws {
        let head = [UInt8](repeating: 0, count: 5_000) + [1, 2, 3, 0xFF]
        let bytes = head + Array("Tiger_4711x".utf8) + [0] + "Tiger_4711x".utf8.flatMap { [$0, 0] }
        #expect(
            try findings([("top/core", bytes)], secrets: ["Tiger_4711x"])
                == [
                    LeakFinding(entry: "top/core", position: .byte(5_004), rule: "known-secret"),
                    LeakFinding(entry: "top/core", position: .byte(5_016), rule: "known-secret"),
                ]
        )
    }

    @Test func compressedContentIsNotPassed() throws {
        let scratch = try Scratch()
        try scratch.write("password=Tiger_4711x\n", to: "a")
        try scratch.shell("gzip a")
        #expect(
            try findings([("top/a.gz", scratch.read("a.gz"))])
                == [LeakFinding(entry: "top/a.gz", position: .whole, rule: "packed-entry")]
        )
    }

    @Test func linksAreNotPassed() throws {
        let scratch = try Scratch()
        try scratch.shell("mkdir top; ln -s /Tiger_4711x top/link; tar -czf b.tar.gz top")
        let file = try FileDescriptor.open(scratch("b.tar.gz"), .readOnly)
        defer { try? file.close() }
        #expect(
            try LeakCheck().check(bundle: file).findings
                == [LeakFinding(entry: "top/link", position: .whole, rule: "strange-entry")]
        )
    }

    // MARK: - Known values

    @Test(arguments: [
        "s3cr3t-Lily&<9>", "s3cr3t-Lily%26%3C9%3E", "s3cr3t-Lily%26%3c9%3e", "s3cr3t-Lily&amp;&lt;9&gt;",
        #"s3cr3t-Lily\u0026\u003c9\u003e"#,
        // base64 of user:value, u:value and ab:value: each at another place of a group.
        "dXNlcjpzM2NyM3QtTGlseSY8OT4=", "dTpzM2NyM3QtTGlseSY8OT4=", "YWI6czNjcjN0LUxpbHkmPDk+",
    ])
    func aKnownValueIsFoundInEveryForm(form: String) throws {
        #expect(try found("a\nsaw \(form) there", secrets: ["s3cr3t-Lily&<9>"]) == ["text:2: known-secret"])
    }

    @Test func shortPlainValuesAreWordsOfTheirOwn() throws {
        #expect(try found("hunter42x hunter42", secrets: ["hunter42"]) == ["text:1: known-secret"])
        #expect(try found("xhunter42 hunter421", secrets: ["hunter42"]) == [])
    }

    @Test func labelsAreNoSecrets() throws {
        #expect(
            try found("[REDACTED:password#1] [REDACTED:url-password#22]", literals: ["password", "REDACTED"]) == []
        )
        #expect(try found("the password", literals: ["password"]) == ["text:1: known-literal"])
    }

    @Test func thousandsOfValuesAreFoundEach() throws {
        let secrets = (0..<2_048).map { "shared-Beginning-\($0)-x" }
        let check = try LeakCheck(secrets: secrets.map { Array($0.utf8) }, findingLimit: 5_000)
        let text = secrets.map { "saw \($0) there\n" }.joined()
        #expect(try check.check(text: Array(text.utf8).span, named: "text").count == secrets.count)
    }

    // MARK: - Bounds

    /// Wherever the pieces are cut and however long the line is.
    @Test func placesDoNotDependOnHowTheTextIsCut() throws {
        let engine = try LeakEngine(
            known: {
                var forms = KnownForms()
                forms.add(Array("Lily-Lily-99".utf8), isLiteral: false)
                return forms
            }()
        )
        for distance in [0, 262_144, 278_700, 600_000] {
            let long = String(repeating: "x", count: distance)
            let text = Array("one\ntwo\n\(long) password=Tiger_4711x Lily-Lily-99 \(long)\nfour Lily-Lily-99".utf8)
            for size in [4_099, 65_536, 1 << 20] {
                var scanner = try LeakScanner.make(engine)
                var found: [String] = []
                scanner.begin()
                var start = 0
                while start < text.count {
                    let end = min(start + size, text.count)
                    scanner.consume(text.span.extracting(start..<end)) { found.append("\($0) \($1)") }
                    start = end
                }
                scanner.finish { found.append("\($0) \($1)") }
                #expect(found == ["password-value line(3)", "known-secret line(3)", "known-secret line(4)"])
            }
        }
    }

    /// Every place of the window's seams is met by one of the lines.
    @Test(arguments: [4_099, 65_536, 1 << 20])
    func noPlaceIsMissedAtASeam(size: Int) throws {
        var scanner = try LeakScanner.make(LeakEngine(known: KnownForms()))
        let lines = 30_000
        let text = Array(String(repeating: "AKIAQ3XZQ3XZQ3XZQ3XZ\n", count: lines).utf8)
        var found: [Int] = []
        func note(_ position: LeakFinding.Position) {
            if case .line(let line) = position { found.append(line) }
        }
        scanner.begin()
        var start = 0
        while start < text.count {
            let end = min(start + size, text.count)
            scanner.consume(text.span.extracting(start..<end)) { note($1) }
            start = end
        }
        scanner.finish { note($1) }
        #expect(found.elementsEqual(1...lines), "\(found.count)")
    }

    /// A longer word is no token, wherever in it the seam is.
    @Test func whatStandsBeforeASeamIsSeen() throws {
        let check = try LeakCheck()
        let line = "xAKIAQ3XZQ3XZQ3XZQ3XZ\n"
        let lines = String(repeating: line, count: 13_500)
        #expect(lines.utf8.count > 280 << 10)
        for shift in 0..<line.utf8.count {
            let text = Array((lines + String(repeating: "-", count: shift)).utf8)
            #expect(try check.check(text: text.span, named: "text") == [], "\(shift)")
        }
    }

    @Test func moreFindingsThanAreListedAreCounted() throws {
        let scratch = try Scratch()
        let file = try bundle(scratch, [("top/a", Array(String(repeating: "password=Tiger_4711x\n", count: 500).utf8))])
        defer { try? file.close() }
        let report = try LeakCheck(findingLimit: 3).check(bundle: file)
        #expect(report.findings.count == 3)
        #expect(report.total == 500)
        #expect(report.counts == ["password-value": 500])
    }

    @Test func aLineThatCannotBeExaminedIsAFinding() throws {
        let rules = try LeakEngine.Rules(mayCompile: false)
        var report: [String] = []
        var scanner = try LeakScanner.make(LeakEngine(known: KnownForms(), rules: rules), stepLimit: 10)
        let text = Array("a\npassword=Tiger_4711x\n".utf8)
        scanner.begin()
        scanner.consume(text.span) { report.append("\($0) \($1)") }
        scanner.finish { report.append("\($0) \($1)") }
        #expect(report == ["unchecked-line line(2)"])
    }

    // MARK: - Failures

    @Test func itCanBeInterrupted() throws {
        let file = try bundle(Scratch(), [("top/a", Array("text\n".utf8))])
        defer { try? file.close() }
        #expect(throws: LeakCheckError.interrupted) { try LeakCheck().check(bundle: file, shouldStop: { true }) }
    }

    @Test func aBundleThatCannotBeReadIsAnError() throws {
        let scratch = try Scratch()
        let file = try bundle(scratch, [("top/a", Array(String(repeating: Self.filling, count: 50).utf8))])
        try file.close()
        try scratch.shell("head -c -20 bundle.tar.gz > cut.tar.gz; (cat bundle.tar.gz; echo more) > long.tar.gz")
        for name in ["cut.tar.gz", "long.tar.gz"] {
            let file = try FileDescriptor.open(scratch(name), .readOnly)
            defer { try? file.close() }
            #expect(throws: LeakCheckError.self) { try LeakCheck().check(bundle: file) }
        }
    }

    @Test func aBundleIsReadFromItsBeginning() throws {
        let file = try bundle(Scratch(), [("top/a", Array("password=Tiger_4711x\n".utf8))])
        defer { try? file.close() }
        try file.seek(offset: 0, from: .end)
        #expect(try LeakCheck().check(bundle: file).total == 1)
    }
}
