import Platform
import Testing

@testable import SupportKit

/// Values of databases, one by one.
@Suite struct DatabaseRedactorTests {
    private let session: RedactionSession
    private let redaction: SQLiteRedaction

    init() throws {
        session = try RedactionSession()
        redaction = DatabaseRedactor(session).redaction
    }

    private func redact(
        _ value: [UInt8],
        key: String = "",
        column: String = "note",
        _ kind: SQLiteValueKind = .text
    ) -> [UInt8]? {
        let key = Array(key.utf8)
        return redaction.redact(value.span, key.span, SQLiteColumn(table: "t", name: column), kind)
    }

    private func text(_ value: String, key: String = "", column: String = "note", _ kind: SQLiteValueKind = .text)
        -> String?
    {
        redact(Array(value.utf8), key: key, column: column, kind).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func wide(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    // MARK: - Names

    @Test(arguments: [
        "abc\0Tiger_1x", "\0Tiger_1x", "line\nTiger_1x", "\nTiger_1x", "=Tiger_1x", ":Tiger_1x", "==Tiger_1x",
        "a,Tiger_1x;c",
        "\"Tiger_1x", "'a' Tiger_1x", "pw1\",\"Tiger_1x", "[a] Tiger_1x", "{a} Tiger_1x", "(a) Tiger_1x", " Tiger_1x",
        "#Tiger_1x", "\\Tiger_1x", "Tiger_1x\\", "${X} Tiger_1x", "[REDACTED:password#1] Tiger_1x", "null Tiger_1x",
    ])
    func aSecretIsReplacedWhole(value: String) throws {
        for name in ["password", "user_token", "apiKey", "secret"] {
            for output in [text(value, column: name), text(value, key: name), text(value, column: name, .blob)] {
                #expect(try #require(output).hasPrefix("[REDACTED:") && output?.contains("Tiger") == false, "\(name)")
            }
        }
    }

    @Test(arguments: [
        "", "${DB_PASSWORD}", "********", "null", "[REDACTED:password#7]", "[REDACTED:password#7] #12",
        "/run/secrets/db",
    ])
    func whatIsNoSecretStays(value: String) {
        #expect(text(value, column: "password") == nil)
        #expect(text(value, key: "smtp.password") == nil)
    }

    @Test(arguments: [
        ("pin", "471147", true), ("password", "12345678", true), ("token", "99887766", true),
        ("password", "1e+300", true),
        ("pin", "12", false), ("password", "0", false), ("token", "12345", false), ("hits", "471147", false),
        ("password_length", "471147", false), ("timestamp", "1795219200", false), ("session_key", "1795219200", true),
    ])
    func aNumberIsASecretByItsName(name: String, digits: String, isSecret: Bool) {
        #expect((text(digits, key: name, .number) != nil) == isSecret)
        #expect((text(digits, column: name, .number) != nil) == isSecret)
        #expect(!isSecret || redaction.showsNumbers(SQLiteColumn(table: "t", name: name)))
        #expect(!redaction.showsNumbers(SQLiteColumn(table: "t", name: "routing_key")))
    }

    @Test func aKeyMayBeWrittenInAnyWay() {
        for key in ["smtp.password", "SMTP password", "db/password", "note\npassword", "a=password", "x[password]"] {
            #expect(text("Tiger_1x", key: key) == "[REDACTED:password#1]", "\(key)")
        }
        for key in ["smtp.host", "password.length", "name", "value", String(repeating: "x", count: 4000)] {
            #expect(text("Tiger_1x", key: key) == nil, "\(key)")
        }
        let long = String(repeating: "section.", count: 400) + "password"
        #expect(text("Tiger_1x", key: long) == "[REDACTED:password#1]")
    }

    // MARK: - BLOBs

    @Test func aBlobThatIsTextIsRedactedAsText() {
        #expect(text("user=bob\npassword=Tiger_1x\n", .blob) == "user=bob\npassword=[REDACTED:password#1]\n")
        #expect(text(#"{"password":"Tiger_1x"}"#, .blob) == #"{"password":"[REDACTED:password#1]"}"#)
        #expect(text("user=bob", .blob) == nil)
        for isBigEndian in [false, true] {
            let label = Self.wide("pwd=[REDACTED:password#1]", isBigEndian: isBigEndian)
            #expect(redact(Self.wide("pwd=Tiger_1x", isBigEndian: isBigEndian), .blob) == label)
            let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
            #expect(redact(mark + Self.wide("pwd=Tiger_1x", isBigEndian: isBigEndian), .blob) == mark + label)
            #expect(redact(Self.wide("user=bob", isBigEndian: isBigEndian), .blob) == nil)
            #expect(
                redact(Self.wide("Tiger_1x", isBigEndian: isBigEndian), column: "password", .blob)
                    == Array("[REDACTED:password#\(isBigEndian ? 3 : 2)]".utf8)
            )
        }
    }

    @Test func inOtherBytesSecretsAreOverwritten() {
        let before: [UInt8] = [0, 0, 0xFE]
        let after: [UInt8] = [0, 0xFF, 3]
        let plain = redact(before + Array("password=Tiger_1x".utf8) + after, .blob)
        #expect(plain == before + Array("password=********".utf8) + after)
        for isBigEndian in [false, true] {
            for lead in [before, before + [7]] {
                let text = Self.wide("db.password=Tiger_1x", isBigEndian: isBigEndian)
                let stars = Self.wide("db.password=********", isBigEndian: isBigEndian)
                #expect(redact(lead + text + [1], .blob) == lead + stars + [1])
            }
        }
        #expect(text("Blue.Whale9x", column: "password") != nil)
        let known = redact(before + Array("x Blue.Whale9x y".utf8) + after, .blob)
        #expect(known == before + Array("x ************ y".utf8) + after)
        // A table of small numbers looks like UTF-16 at its beginning.
        let table = (0..<64).flatMap { [UInt8($0 + 0x30), 0] } + Array("password=Tiger_1x".utf8) + after
        #expect(redact(table, .blob)?.count == table.count)
        #expect(redact(table, .blob).map { String(decoding: $0, as: UTF8.self).contains("Tiger") } == false)
    }

    /// `:`, bytes, `@(` is an address with a password for a redactor of texts.
    @Test func compressedBytesStay() {
        let bytes: [UInt8] = [
            0x9A, 0x3A, 0x94, 0x76, 0xEF, 0x04, 0xCB, 0xF8, 0x83, 0x57, 0x31, 0xAC, 0x39, 0xED, 0x40, 0x28,
        ]
        #expect(redact(Array(repeating: bytes, count: 40).flatMap { $0 }, .blob) == nil)
        #expect(redact([0xA3, 0, 0x4E, 0x2A, 0xD4, 0x3A, 0xE8, 0x40, 0x28, 0x67], .blob) == nil)
        let secret = Array("\u{0}password=Tiger_1x".utf8) + [0x03, 0x9C, 0x41, 0x05]
        #expect(
            redact(secret, .blob) == Array("\u{0}password=********".utf8) + [0x03, 0x9C, 0x41, 0x05]
        )
        let latin = [0] + Array("password=Gr".utf8) + [0xFC, 0xDF] + Array("e1".utf8) + [0]
        #expect(redact(latin, .blob) == [0] + Array("password=******".utf8) + [0])
        let short = Array("\u{0}pw=abc1".utf8) + [0x03, 0x9C, 0x41]
        #expect(redact(short, .blob) == Array("\u{0}pw=****".utf8) + [0x03, 0x9C, 0x41])
        #expect(text("Qx7-be", column: "password") != nil)
        #expect(redact([0, 0xFF] + Array("Qx7-be".utf8) + [0xFF], .blob) == [0, 0xFF] + Array("******".utf8) + [0xFF])
    }

    @Test func bytesUnderASecretNameAreReplaced() {
        let key: [UInt8] = [1, 0xFF, 2, 0x80, 5]
        #expect(redact(key, column: "api_key", .blob) == Array("[REDACTED:key#1]".utf8))
        #expect(redact(key, key: "api_key", .blob) == Array("[REDACTED:key#1]".utf8))
        #expect(redact(key, column: "sort_key", .blob) == nil)
        #expect(redact([1], column: "password", .blob) == nil)
        #expect(redact(key, column: "key", .blob) == nil)
    }

    @Test func textBehindANULIsSeen() {
        #expect(text("a\0password=Tiger_1x") == "a\0password=[REDACTED:password#1]")
        let wide = Self.wide("password=Tiger_1x")
        let output = redact([0x41] + wide + [0x42]).map { String(decoding: $0.filter { $0 != 0 }, as: UTF8.self) }
        #expect(output?.hasPrefix("Apassword=[REDACTED:") == true || output == "Apassword=********B", "\(output ?? "")")
        #expect(text("a\0b") == nil)
    }
}
