import Testing

@testable import SupportKit

@Suite struct RedactorTests {
    private static let rich = """
        2026-11-21T01:45:00 INFO plain line, nothing here
        2026-11-21T01:45:01 INFO password=Tiger7-Gate user=x\r
        2026-11-21T01:45:02 INFO url tcp://a:P@ss-w0rd@h:1/x\r
        {"token":"abc\\"def-1","n":1}\rold Mac line secret=Mac-Line-9\r
        <Password>
          multi-Line-2
        </Password>
        nul\0pwd=after-Nul-1\0x
        -----BEGIN PRIVATE KEY-----
        MIIFakeKeyMaterial
        -----END PRIVATE KEY-----
        caf\u{e9} \u{1F600} Authorization: Bearer abcdef1234567
        last line without end apiKey=Zz-99-Key
        """

    @Test func everyCutGivesTheSameBytes() throws {
        let bytes = Array(Self.rich.utf8) + [0xFF, 0xC3] + Array(" psw=x\u{301}y12345".utf8)
        for grammar in [Grammar.log, .yaml, .properties, .environment] {
            let whole = try RedactionHarness.redact(bytes, grammar).output
            for cut in 0...bytes.count {
                var redactor = try RedactionSession().makeRedactor(grammar: grammar)
                var output: [UInt8] = []
                func take(_ bytes: borrowing RedactedBytes) {
                    bytes.withSpan { span in for index in span.indices { output.append(span[index]) } }
                }
                try redactor.consume(bytes.span.extracting(0..<cut), into: take)
                try redactor.consume(bytes.span.extracting(cut..<bytes.count), into: take)
                _ = try redactor.finish(into: take)
                #expect(output == whole, "cut at \(cut) in \(grammar)")
            }
        }
    }

    @Test func hidesEverySecretOfTheRichSample() throws {
        let output = try RedactionHarness.redact(Self.rich, .log)
        for secret in [
            "Tiger7-Gate", "P@ss-w0rd", "def-1", "Mac-Line-9", "multi-Line-2", "after-Nul-1", "MIIFakeKeyMaterial",
            "abcdef1234567", "Zz-99-Key",
        ] {
            #expect(!output.contains(secret), "\(secret)")
        }
        #expect(output.contains("nothing here") && output.contains("last line without end"))
    }

    @Test(arguments: ["\n", "\r\n", "\r"], ["", "end"])
    func keepsLineEnds(_ lineEnd: String, _ last: String) throws {
        let input = ["one", "password=Tiger7-Gate", "", "three", last].joined(separator: lineEnd)
        let output = try RedactionHarness.redact(input, .log)
        #expect(output == input.replacing("Tiger7-Gate", with: "[REDACTED:password#1]"))
    }

    @Test func keepsCleanBytesWhateverTheyAre() throws {
        var bytes: [UInt8] = []
        var state: UInt64 = 42
        for _ in 0..<300_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let byte = UInt8(truncatingIfNeeded: state >> 33)
            // Neither `=` nor `:` nor `>`: random bytes are no secrets then.
            bytes.append(byte.isLetter || [0x3D, 0x3A, 0x3E, 0x40, 0x2A, 0x24].contains(byte) ? 0x2B : byte)
        }
        bytes[0] = 0x20
        #expect(try RedactionHarness.redact(bytes, .log, chunk: 4099).output == bytes)
    }

    @Test func emptyTextStaysEmpty() throws {
        let (output, tally) = try RedactionHarness.redact([], .log)
        #expect(output.isEmpty)
        #expect(tally == RedactionTally())
    }

    @Test func passesEverythingWhenOff() throws {
        let session = try RedactionSession(configuration: RedactionConfiguration(isEnabled: false))
        #expect(try RedactionHarness.redact("password=Tiger7-Gate", .log, session: session) == "password=Tiger7-Gate")
    }

    @Test func countsByRule() throws {
        let session = try RedactionSession()
        let text = Array("password=Tiger7-Gate\nurl tcp://a:Tiger7-Gate@h/x\npassword=other-Pw-9\n".utf8)
        let (output, tally) = try RedactionHarness.redact(text, .log, session: session)
        #expect(tally.hits == ["password": 2, "url-password": 1])
        #expect(tally.places.map(\.line) == [1, 2, 3])
        #expect(tally.total == 3)
        #expect(session.ruleCounts == tally.hits)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(
            lines == [
                "password=[REDACTED:password#1]", "url tcp://a:[REDACTED:url-password#1]@h/x",
                "password=[REDACTED:password#2]",
            ]
        )
    }

    // MARK: - UTF-16

    private func utf16(_ text: String, isBigEndian: Bool, mark: Bool = true) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }

    @Test(arguments: [true, false], [true, false])
    func redactsUTF16(_ isBigEndian: Bool, _ mark: Bool) throws {
        let text = "# comment line of some length to tell the encoding\r\npassword=Tiger\u{1F600}7-Gate\r\nn=\u{e9}"
        let input = utf16(text, isBigEndian: isBigEndian, mark: mark)
        let expected = utf16(
            text.replacing("Tiger\u{1F600}7-Gate", with: "[REDACTED:password#1]"),
            isBigEndian: isBigEndian,
            mark: mark
        )
        for chunk in [1, 2, 3, 50, 1000] {
            #expect(try RedactionHarness.redact(input, .properties, chunk: chunk).output == expected)
        }
    }

    @Test func keepsBrokenUTF16() throws {
        let input: [UInt8] = [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00, 0x00, 0xDC, 0x42, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x7A]
        for chunk in 1...input.count {
            #expect(try RedactionHarness.redact(input, .log, chunk: chunk).output == input)
        }
    }

    // MARK: - Length

    @Test func overwritesInPlace() throws {
        let input = Array(
            "\u{1}\u{2}\0\0tcp://a:Tiger7-Gate@h:1/x\0\u{3}password=\"x\u{e9}y1\"\0-----BEGIN PRIVATE KEY-----\nMIIF\n-----END PRIVATE KEY-----"
                .utf8
        )
        let (output, tally) = try RedactionHarness.redact(input, .log, preservingLength: true)
        #expect(output.count == input.count)
        let text = String(decoding: output, as: UTF8.self)
        #expect(text.contains("tcp://a:***********@h:1/x") && text.contains("password=\"*****\""))
        #expect(!text.contains("MIIF"))
        #expect(tally.total == 3)
    }

    // MARK: - Overlong lines

    @Test(arguments: [Grammar.log, .json])
    func findsSecretsAnywhereInAnOverlongLine(_ grammar: Grammar) throws {
        // One line of 5 MB, with a secret every 1,021 bytes: some stand on every window's edge.
        var line = "{"
        var number = 0
        while line.utf8.count < 5_000_000 {
            number += 1
            line +=
                #""padding\#(number)":"\#(String(repeating: "x", count: 960))","password":"s\#(number)-Secret","n":1,"#
        }
        line += "\"end\":0}\nnext line\n"
        let bytes = Array(line.utf8)
        let (output, tally) = try RedactionHarness.redact(bytes, grammar, chunk: 100_000)
        let text = String(decoding: output, as: UTF8.self)
        #expect(!text.utf8.elementsEqual(bytes))
        #expect(!text.contains("-Secret"))
        #expect(tally.hits["password"] == number)
        #expect(text.hasSuffix("\"end\":0}\nnext line\n"))
        #expect(text.utf8.count { $0 == 0x78 } == bytes.count { $0 == 0x78 })
        for chunk in [65_536, 1_114_112, 3_000_001, .max] {
            #expect(try RedactionHarness.redact(bytes, grammar, chunk: chunk).output == output)
        }
    }

    @Test func findsASecretAtEveryPlaceAroundAWindowsEdge() throws {
        let edge = 1 << 20
        for offset in stride(from: -40, through: 10, by: 3) {
            var bytes = [UInt8](repeating: 0x61, count: edge + offset)
            bytes += Array(" password=Tiger7-Gate tcp://u:Lion8-Gate@h ".utf8)
            bytes += [UInt8](repeating: 0x62, count: 200_000)
            let text = String(decoding: try RedactionHarness.redact(bytes, .log).output, as: UTF8.self)
            #expect(!text.contains("Gate"), "offset \(offset)")
            #expect(text.utf8.count { $0 == 0x62 } == 200_000)
        }
    }

    @Test func masksAValueLongerThanAWindow() throws {
        let value = String(repeating: "v4lue", count: 600_000)
        let text = try RedactionHarness.redact("{\"password\":\"\(value)\",\"host\":\"db\"}\nnext\n", .json)
        #expect(!text.contains("v4lue"))
        #expect(text == "{\"password\":\"[REDACTED:password#1]\",\"host\":\"db\"}\nnext\n")
    }

    // MARK: - Failing closed

    @Test func masksALineThatPassesTheLimits() throws {
        let line = String(repeating: "pw=abcd1234 ", count: 60_000)
        let (output, tally) = try RedactionHarness.redact(Array("before\n\(line)\nafter\n".utf8), .log)
        #expect(String(decoding: output, as: UTF8.self) == "before\n[REDACTED:line#1]\nafter\n")
        #expect(tally.maskedLines == 1)
    }

    /// Without a bound each of these would take the square of its length.
    @Test(arguments: [
        "key=", "auth:", "Authorization: ", "eyJ", "user:pass@", "-----BEGIN PRIVATE KEY-----", "eyJhbGci", "password ",
        "<password>", "a|b|", "\"", "://",
    ])
    func aLineThatRepeatsItselfIsBounded(_ unit: String) throws {
        let text = Array(String(repeating: unit, count: 120_000 / unit.utf8.count).utf8)
        for grammar in [Grammar.log, .yaml] {
            let session = try RedactionSession()
            var redactor = session.makeRedactor(grammar: grammar)
            var count = 0
            try redactor.consume(text.span) { count += $0.count }
            _ = try redactor.finish { count += $0.count }
            #expect(count > 0)
        }
    }

    @Test func aLongLineThatIsReadOnceIsNotGivenUp() throws {
        let members = (0..<40_000).map { "{\"id\":\($0),\"name\":\"m\($0)\",\"password\":\"fake-\($0)x\"}" }
        let text = "[\(members.joined(separator: ","))]"
        let session = try RedactionSession()
        let output = session.redact(text, grammar: .json)
        #expect(output.hasPrefix("[{\"id\":0,\"name\":\"m0\",\"password\":\"[REDACTED:password#1]\"},{\"id\":1,"))
        #expect(output.hasSuffix("\"name\":\"m39999\",\"password\":\"[REDACTED:password#40000]\"}]"))
    }
}
