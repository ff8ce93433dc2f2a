import Foundation
import Testing
import TestSupport

@testable import SupportKit

@Suite struct EmailMessageTests {
    private func message(subject: String = "Subject", body: String = "Body\n") throws -> EmailMessage {
        EmailMessage(
            from: try EmailAddress(name: "Zoë Müller", address: "zoe@example.com", header: "From"),
            to: [try EmailAddress(parsing: "60East Support <support@example.net>", header: "To")],
            subject: subject,
            date: EmailDate(secondsSince1970: 1_259_982_000, offsetMinutes: -420),
            body: body
        )
    }

    private static let subjects = [
        "Subject", "a", "=?utf-8?q?x?=", "x =?utf-8?q?y?= z", "{{impact}}", "Bcc: thief@example.org",
        "a  b   c", String(repeating: "word ", count: 60) + "end", String(repeating: "x", count: 68),
        String(repeating: "x", count: 69), String(repeating: "x", count: 70), String(repeating: "x", count: 900),
        "Zoë", "Ausfall – 東京 – 取引停止", String(repeating: "é", count: 300), String(repeating: "東京", count: 200),
        String(repeating: "👩‍👩‍👧", count: 60), "a" + String(repeating: "👍", count: 100), "e\u{301} combining",
        "word " + String(repeating: "y", count: 77), "word " + String(repeating: "y", count: 78), "ünï " + "=?x?=",
        String(repeating: "a b ", count: 200) + "c", "colon: semicolon; comma, \"quotes\" <angle> (paren) @ \\",
        "a" + String(repeating: " ", count: 120) + "b", "\u{FEFF}mark", "tail\u{200B}",
    ]

    @Test func subjectsComeBackAsTheyWere() throws {
        let readings = try EmailOracle.read(try Self.subjects.map { try message(subject: $0).serialised() })
        for (subject, reading) in zip(Self.subjects, readings) {
            EmailOracle.expectSound(reading)
            #expect(Array(reading.subject.unicodeScalars) == Array(subject.unicodeScalars))
        }
    }

    @Test func namesComeBackAsTheyWere() throws {
        let names = [
            "Jo", "Jo Doe", "Doe, Jo", "Jo \"the\" Doe", "back\\slash", "Jo (ops) <x@y.example>", "J. Doe",
            "Zoë Müller",
            "=?utf-8?q?x?=", String(repeating: "long ", count: 40) + "name", String(repeating: "ü", count: 200),
            "Bcc: thief@example.org", "a  b", "東京 取引 サポート", "O'Neil & Söhne; GmbH",
        ]
        var messages: [[UInt8]] = []
        for name in names {
            var message = try message()
            message.from = try EmailAddress(name: name, address: "a@example.com", header: "From")
            message.to = try [name, "Other Name"].map {
                try EmailAddress(name: $0, address: "team@example.net", header: "To")
            }
            message.cc = [try EmailAddress(parsing: "ops@example.com", header: "Cc")]
            messages.append(try message.serialised())
        }
        for (name, reading) in zip(names, try EmailOracle.read(messages)) {
            EmailOracle.expectSound(reading)
            if name.utf8.count > 45 {
                #expect(reading.rawFrom == "\(name) <a@example.com>")
                #expect(reading.from.map(\.address) == ["a@example.com"])
            } else {
                #expect(reading.from == [.init(name: name, address: "a@example.com")])
                #expect(reading.to.map(\.name) == [name, "Other Name"])
            }
            #expect(reading.to.map(\.address) == ["team@example.net", "team@example.net"])
            #expect(reading.cc == [.init(name: "", address: "ops@example.com")])
        }
    }

    @Test func bodiesComeBackAsTheyWere() throws {
        let bodies =
            RequestFixture.hostileValues.map { BodyText.sanitised($0) } + [
                "", "\n", "a", "a\n\n\n", "From a\n.\n..\n.x\n>From b\nx From c\n",
                String(repeating: "=", count: 300) + "\n",
                String(repeating: "x", count: 10_000) + "\n", String(repeating: "東", count: 5000) + "\n",
                String(repeating: ".", count: 400) + "\n", String(repeating: "From ", count: 100) + "\n",
                "trailing blanks   \ntab\t\n \n\t\n", String(repeating: "x", count: 76) + "\n", "a\tb\0c\u{7F}\n",
                String(repeating: "x", count: 75) + " \n" + String(repeating: "x", count: 74) + "=\n",
                "--=_0123456789abcdef0123456789abcdef\n--\n-- \n", "Zoë 👩‍👩‍👧 e\u{301}\n",
            ]
        let attachment = EmailAttachment(fileName: "a.tar.gz", contentType: "application/gzip", bytes: [1, 2, 3])
        var messages: [[UInt8]] = []
        for body in bodies {
            var message = try message(body: body)
            messages.append(try message.serialised())
            message.attachments = [attachment]
            messages.append(try message.serialised())
        }
        for (index, reading) in try EmailOracle.read(messages).enumerated() {
            EmailOracle.expectSound(reading)
            #expect(Array(reading.body.unicodeScalars) == Array(bodies[index / 2].unicodeScalars))
        }
    }

    @Test func attachmentsComeBackAsTheyWere() throws {
        let every = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        let contents = [[], [0], [0, 255], [1, 2, 3], Array("\r\n--=_x\r\n".utf8), Array(every.prefix(57)), every]
        let names = [
            "a.tar.gz", "bündel—prod 1.tar.gz", "a \"b\" c;d=e.txt", "100%.txt", "=?utf-8?q?x?=.txt", "a'b*c.txt",
            "supportkit-amps-" + String(repeating: "instance-", count: 20) + "20261121T014500Z.tar.gz",
        ]
        var message = try message()
        message.attachments = zip(names, contents).map {
            EmailAttachment(fileName: $0, contentType: "application/gzip", bytes: $1)
        }
        let reading = try EmailOracle.check(message)
        #expect(reading.attachments.map(\.name) == names)
        #expect(reading.attachments.map { Array($0.content) } == contents)
        #expect(reading.attachments.allSatisfy { $0.type == "application/gzip" })
        #expect(reading.body == "Body\n")
    }

    @Test func theLargestAttachmentStaysBelowTheUsualLimitOfMailServers() throws {
        var message = try message()
        let bytes = [UInt8](repeating: 0xA5, count: AttachmentLimit.rawBytes)
        message.attachments = [EmailAttachment(fileName: "b.tar.gz", contentType: "application/gzip", bytes: bytes)]
        let size = try message.serialised().count
        #expect(size < 10_240_000)
        #expect(size - AttachmentLimit.encodedBytes(rawBytes: bytes.count) < 2000)
    }

    @Test(arguments: [0, 1, 2, 3, 56, 57, 58, 114, 1000, 65_537])
    func theSizeOfAnEncodedFileIsKnownBeforehand(_ count: Int) {
        var encoded: [UInt8] = []
        MIMEBase64.appendLines([UInt8](repeating: 7, count: count)[...], to: &encoded)
        #expect(encoded.count == AttachmentLimit.encodedBytes(rawBytes: count))
    }

    @Test func theLimitOfAttachmentsIsSevenMebibytes() {
        #expect(AttachmentLimit().fits(rawBytes: 7 * 1024 * 1024))
        #expect(!AttachmentLimit().fits(rawBytes: 7 * 1024 * 1024 + 1))
    }

    @Test(arguments: RequestFixture.hostileValues.filter { HeaderText.problem(in: $0) != nil })
    func headersWithControlsAreRefusedByName(_ value: String) throws {
        let subject = #expect(throws: EmailError.self) { try self.message(subject: value).serialised() }
        #expect(subject?.part == "Subject")
        let from = #expect(throws: EmailError.self) {
            try EmailAddress(name: value, address: "a@example.com", header: "From")
        }
        #expect(from?.part == "From")
        let to = #expect(throws: EmailError.self) {
            try EmailAddress(parsing: "\(value) <a@example.com>", header: "To")
        }
        #expect(to?.part == "To")
        var message = try message()
        message.attachments = [EmailAttachment(fileName: value, contentType: "text/plain", bytes: [])]
        let file = #expect(throws: EmailError.self) { try message.serialised() }
        #expect(file?.part == "Content-Disposition")
        message.attachments = [EmailAttachment(fileName: "a", contentType: "text/\(value)", bytes: [])]
        let type = #expect(throws: EmailError.self) { try message.serialised() }
        #expect(type?.part == "Content-Type")
        message.attachments = []
        message.messageIDDomain = value
        let identity = #expect(throws: EmailError.self) { try message.serialised() }
        #expect(identity?.part == "Message-ID")
    }

    @Test(arguments: RequestFixture.hostileValues)
    func hostileValuesReachNoHeaderOfADraft(_ value: String) throws {
        var facts = RequestFixture.completeFacts()
        facts.productTitle = value
        facts.version = value
        facts.instance = value
        let answers = try RequestFixture.answers([.impact: value, .observed: value, .contactEmail: "zoe@example.com"])
        let request = try SupportRequest(
            template: RequestFixture.template("amps"),
            form: RequestFixture.form,
            facts: facts,
            answers: answers
        )
        let reading = try EmailOracle.check(try request.draft(date: EmailDate(secondsSince1970: 1_800_000_000)))
        #expect(!reading.names.contains("Bcc"))
        #expect(reading.to == [.init(name: "60East Support", address: "support@example.net")])
        #expect(reading.subject == request.subject)
        #expect(reading.body == request.body)
    }

    @Test func aDraftWithoutAWriterIsFineAndAMessageIsNot() throws {
        var message = try message()
        message.from = nil
        #expect(throws: EmailError.self) { try message.serialised() }
        message.isUnsentDraft = true
        let reading = try EmailOracle.check(message)
        #expect(reading.unsent == "1" && reading.from.isEmpty)
        #expect(reading.messageID?.hasSuffix("@supportkit.invalid>") == true)
    }

    @Test func theMessageIDDependsOnTheContentAlone() throws {
        var message = try message()
        let first = try EmailOracle.check(message)
        #expect(try message.serialised() == message.serialised())
        #expect(first.messageID?.hasSuffix("@example.com>") == true)
        #expect(first.unsent == nil)
        message.body += "x"
        message.messageIDDomain = "mail.example.org"
        let second = try EmailOracle.check(message)
        #expect(second.messageID?.hasSuffix("@mail.example.org>") == true)
        #expect(first.messageID?.prefix(33) != second.messageID?.prefix(33))
    }

    @Test(arguments: [
        (1_259_982_000, -420, "Fri, 04 Dec 2009 20:00:00 -0700"), (1_259_982_000, 0, "Sat, 05 Dec 2009 03:00:00 +0000"),
        (951_782_400, 330, "Tue, 29 Feb 2000 05:30:00 +0530"), (1_798_761_599, 60, "Fri, 01 Jan 2027 00:59:59 +0100"),
    ])
    func datesAreWrittenInTheirZone(_ seconds: Int, _ offset: Int, _ text: String) throws {
        var message = try message()
        message.date = EmailDate(secondsSince1970: seconds, offsetMinutes: offset)
        #expect(message.date.headerText == text)
        let reading = try EmailOracle.check(message)
        #expect(reading.seconds == Double(seconds) && reading.offset == Double(offset))
        #expect(text.hasPrefix(reading.weekday))
    }

    @Test func datesOutOfRangeAreBroughtIntoIt() {
        #expect(
            EmailDate(secondsSince1970: .min, offsetMinutes: .min).headerText.hasPrefix("Thu, 01 Jan 1970 00:01:00 -")
        )
        #expect(EmailDate(secondsSince1970: .max, offsetMinutes: .max).headerText.contains(" 9999 "))
    }

    @Test(arguments: [
        "a@b", "a.b+c@d-e.example", "o'neil@example.com", "x@sub.example.co.uk", "1@2.example",
    ])
    func addressesAreRecognised(_ text: String) {
        #expect(EmailAddress.isAddress(text))
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.", "a@b..c", "a@-b",
        "a@b-", "-a@b", "\"a b\"@c", "a@[127.0.0.1]", "ä@b", "a@ä", "a@b,c@d", "a@b>", "a@b\n",
        String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 64),
    ])
    func whatIsNoAddressIsNot(_ text: String) {
        #expect(!EmailAddress.isAddress(text))
    }

    @Test func tooManyRecipientsAreRefused() throws {
        var message = try message()
        message.cc = try (0..<EmailMessage.maximumRecipients).map {
            try EmailAddress(name: nil, address: "a\($0)@example.com", header: "Cc")
        }
        #expect(throws: EmailError.self) { try message.serialised() }
        message.cc.removeLast()
        #expect(try EmailOracle.check(message).cc.count == EmailMessage.maximumRecipients - 1)
    }

    @Test func aCompleteDraftAsItStandsInTheFile() throws {
        let request = try SupportRequest(
            template: RequestFixture.template("amps"),
            form: RequestFixture.form,
            facts: RequestFixture.completeFacts(),
            answers: RequestFixture.completeAnswers()
        )
        var draft = try request.draft(date: EmailDate(secondsSince1970: 1_795_225_500))
        draft.attachments = [
            EmailAttachment(fileName: "b.tar.gz", contentType: "application/gzip", bytes: Array(0...99))
        ]
        let text = String(decoding: try draft.serialised(), as: UTF8.self)
        assertSnapshot(text.replacing("\r\n", with: "\n"), named: "amps-complete.eml")
        let reading = try EmailOracle.check(draft)
        #expect(reading.body == request.body && reading.subject == request.subject)
    }
}
