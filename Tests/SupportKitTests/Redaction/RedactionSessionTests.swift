import Testing

@testable import SupportKit

@Suite struct RedactionSessionTests {
    @Test func learnsFromEarlierFiles() throws {
        let session = try RedactionSession()
        _ = try RedactionHarness.redact("<Password>Tiger&amp;7/Gate x</Password>\n", .xml, session: session)
        _ = try RedactionHarness.redact("password=Blue.Whale+9/x\n", .properties, session: session)
        let log =
            "plain Blue.Whale+9/x url Blue.Whale%2B9%2Fx lower Blue.Whale%2b9%2fx b64 dXNlcjpCbHVlLldoYWxlKzkveA== end"
        let output = try RedactionHarness.redact(log, .log, session: session)
        #expect(!output.contains("Whale"))
        #expect(!output.contains("Qmx1ZS5XaGFsZSs5L3"))
        #expect(!output.contains("bHVlLldoYWxlKzkve"))
        #expect(output.hasPrefix("plain [REDACTED:learned#2] url [REDACTED:learned#2] lower [REDACTED:learned#2] b64 "))
        #expect(session.ruleCounts["learned"] == 4)
    }

    @Test(arguments: [
        "true", "admin", "changeit", "production", "postgres", "12345678", "2026-11-21", "aaaaaaaaaa", "abc1",
    ])
    func doesNotLearnWordsThatTextsHoldAnyway(_ word: String) throws {
        let session = try RedactionSession()
        _ = try RedactionHarness.redact("password=\(word)\n", .properties, session: session)
        let text = "the word \(word) stays\n"
        #expect(try RedactionHarness.redact(text, .log, session: session) == text)
    }

    @Test(
        arguments: [
            ("<Password>Tiger&amp;7/Gate</Password>", Grammar.xml, "Tiger&7/Gate"),
            (#"{"password":"Ti\"ger7\\Gate"}"#, .json, #"Ti"ger7\Gate"#),
            ("tcp://a:Tiger%407Gate@h/x", .log, "Tiger@7Gate"),
        ]
    )
    func learnsWhatAnEscapedValueStandsFor(_ source: String, _ grammar: Grammar, _ plain: String) throws {
        let session = try RedactionSession()
        _ = try RedactionHarness.redact(source, grammar, session: session)
        let output = try RedactionHarness.redact("a bare \(plain) here", .log, session: session)
        #expect(!output.contains("Gate") && output.hasPrefix("a bare [REDACTED:learned#") && output.hasSuffix("] here"))
    }

    @Test func learnedWordsStandAlone() throws {
        let session = try RedactionSession()
        _ = try RedactionHarness.redact("password=swordfish\n", .properties, session: session)
        let output = try RedactionHarness.redact("swordfish and swordfishes\n", .log, session: session)
        #expect(output == "[REDACTED:learned#1] and swordfishes\n")
    }

    @Test func learnedValuesAreFoundInOverlongLines() throws {
        let session = try RedactionSession()
        _ = try RedactionHarness.redact("password=Blue.Whale+9/x\n", .properties, session: session)
        for offset in [-20, -10, -1, 0, 5] {
            let line =
                String(repeating: "a", count: (1 << 20) + offset) + "Blue.Whale+9/x"
                + String(repeating: "b", count: 150_000)
            let output = try RedactionHarness.redact(line, .log, session: session)
            #expect(!output.contains("Whale"))
            #expect(output.utf8.count { $0 == 0x62 } == 150_000)
        }
    }

    @Test func removesLiterals() throws {
        let session = try RedactionSession(configuration: RedactionConfiguration(literals: ["Project Falcon"]))
        let output = try RedactionHarness.redact("about Project Falcon, project falcon\n", .log, session: session)
        #expect(output == "about [REDACTED:literal#1], project falcon\n")
    }

    @Test func refusesShortLiterals() {
        #expect(throws: RedactionError.self) {
            try RedactionSession(configuration: RedactionConfiguration(literals: ["abc"]))
        }
    }

    @Test func knowsExtraKeys() throws {
        let session = try RedactionSession(
            configuration: RedactionConfiguration(extraKeys: ["LicenceCode", "vault_word"])
        )
        for text in [
            "licence_code=abc", "app.licenceCode: abc", "VaultWord=abc", "<LicenceCode>abc</LicenceCode>",
            "{\"licence-code\":\"abc\"}",
        ] {
            let output = try RedactionHarness.redact(text, .log, session: session)
            #expect(output == text.replacing("abc", with: "[REDACTED:extra-key#1]"))
        }
    }

    @Test func redactsShortTexts() throws {
        let session = try RedactionSession()
        #expect(
            session.redact("cannot open tcp://a:Tiger7-Gate@h/x") == "cannot open tcp://a:[REDACTED:url-password#1]@h/x"
        )
        #expect(session.redact("") == "")
        #expect(session.ruleCounts == ["url-password": 1])
    }

    @Test func errorsShowNoValues() {
        let error = RedactionError("x")
        #expect(error.description == "x")
    }

    @Test(arguments: [1, 9, 100, .max])
    func aValueIsRemovedFromTheRestOfItsOwnText(chunk: Int) throws {
        let text = "first hunter2-Xq9\nuser=a password=hunter2-Xq9 then hunter2-Xq9\nlater hunter2-Xq9!\n"
        let result = try RedactionHarness.redact(Array(text.utf8), .log, chunk: chunk)
        #expect(
            String(decoding: result.output, as: UTF8.self)
                == """
                first hunter2-Xq9
                user=a password=[REDACTED:password#1] then [REDACTED:learned#1]
                later [REDACTED:learned#1]!

                """
        )
    }

    @Test(arguments: [11, 4_096, .max])
    func aLogThatTeachesMuchIsRedactedAlikeHoweverItIsCut(chunk: Int) throws {
        var text = ""
        for number in 0..<300 {
            text += "user=u password=Secret-\(number)-xY ok\nsaw Secret-\(max(0, number - 3))-xY again\n"
        }
        let whole = try RedactionHarness.redact(Array(text.utf8), .log)
        let cut = try RedactionHarness.redact(Array(text.utf8), .log, chunk: chunk)
        #expect(cut.output == whole.output)
        #expect(whole.tally.hits["password"] == 300)
        #expect(whole.tally.hits["learned", default: 0] >= 60)
    }

    @Test func onlyConfiguredValuesAndLiteralsAreHuntedForGood() throws {
        let session = try RedactionSession(configuration: RedactionConfiguration(literals: ["Project Falcon"]))
        _ = try RedactionHarness.redact("password=from-Log-1x\n", .log, session: session)
        _ = try RedactionHarness.redact("password=from-Conf-2y\n", .ini, session: session)
        #expect(session.learned.configured == ["Project Falcon", "from-Conf-2y"].map { Array($0.utf8) })
    }
}
