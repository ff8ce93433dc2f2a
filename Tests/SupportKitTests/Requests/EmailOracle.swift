import Foundation
import Testing

@testable import SupportKit

/// Reads messages with Python's `email` package, which knows nothing of the code under test.
enum EmailOracle {
    struct Attachment: Decodable {
        let name: String?
        let type: String
        let content: Data
    }

    struct Address: Decodable, Equatable {
        let name: String
        let address: String
    }

    struct Reading: Decodable {
        let defects: [String]
        let policiesAgree: Bool
        let names: [String]
        let subject: String
        let from: [Address]
        let rawFrom: String
        let to: [Address]
        let cc: [Address]
        let seconds: Double?
        let offset: Double?
        let weekday: String
        let messageID: String?
        let unsent: String?
        let body: String
        let attachments: [Attachment]
        let longestLine: Int
        let longestEncodedWordLine: Int
        let longestEncodedWord: Int
        let isASCII: Bool
        let hasBareLineEnd: Bool
        let blankFoldedLines: Int
        let linesWithFromOrDot: Int
        let linesEndingInBlank: Int
    }

    private static let script = #"""
        import base64, email, email.header, email.policy, json, re, sys

        def read(raw, policy):
            m = email.message_from_bytes(raw, policy=policy)
            defects = []
            for part in m.walk():
                defects += [repr(d) for d in part.defects]
                for name, value in part.items():
                    defects += [name + ': ' + repr(d) for d in getattr(value, 'defects', [])]
            body = m.get_body(('plain',))
            def addresses(name):
                h = m[name]
                return [] if h is None else [{'name': a.display_name, 'address': a.addr_spec} for a in h.addresses]
            files = []
            for part in m.iter_attachments():
                content = part.get_payload(decode=True)
                files.append({'name': part.get_filename(), 'type': part.get_content_type(),
                              'content': base64.b64encode(content).decode()})
            date = m['Date'].datetime
            m.as_bytes(policy=email.policy.SMTP)
            return {
                'defects': defects, 'names': m.keys(), 'subject': str(m['Subject']), 'from': addresses('From'),
                'to': addresses('To'), 'cc': addresses('Cc'), 'seconds': date.timestamp(),
                'offset': date.utcoffset().total_seconds() / 60, 'weekday': date.strftime('%a'),
                'messageID': m['Message-ID'], 'unsent': m['X-Unsent'],
                'body': body.get_content().replace('\r\n', '\n'), 'attachments': files,
            }

        result = []
        for path in sys.argv[1:]:
            raw = open(path, 'rb').read()
            reading = read(raw, email.policy.default)
            reading['policiesAgree'] = reading == read(raw, email.policy.SMTP)
            lines = raw.split(b'\r\n')
            words = re.findall(rb'=\?utf-8\?B\?[^?]*\?=', raw)
            # Python 3.11 puts a space between the encoded-words of one name; its older decoder does not.
            old = email.message_from_bytes(raw, policy=email.policy.compat32)['From'] or ''
            reading['rawFrom'] = str(email.header.make_header(email.header.decode_header(old)))
            reading['longestLine'] = max(map(len, lines))
            head = raw.split(b'\r\n\r\n')[0].split(b'\r\n')
            reading['longestEncodedWordLine'] = max([len(l) for l in head if b'=?utf-8?B?' in l], default=0)
            reading['longestEncodedWord'] = max(map(len, words), default=0)
            reading['isASCII'] = raw.isascii() and b'\0' not in raw
            reading['hasBareLineEnd'] = bool(re.search(rb'\r(?!\n)|(?<!\r)\n', raw))
            reading['blankFoldedLines'] = sum(1 for l in head if not l.strip())
            reading['linesWithFromOrDot'] = sum(1 for l in lines if l.startswith(b'From ') or l.startswith(b'.'))
            reading['linesEndingInBlank'] = sum(1 for l in lines if l.endswith((b' ', b'\t')))
            result.append(reading)
        json.dump(result, sys.stdout)
        """#

    /// What Python makes of each message.
    static func read(_ messages: [[UInt8]]) throws -> [Reading] {
        let directory = FileManager.default.temporaryDirectory.appending(path: "email-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var paths: [String] = []
        for (index, message) in messages.enumerated() {
            let file = directory.appending(path: "\(index).eml")
            try Data(message).write(to: file)
            paths.append(file.path())
        }
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script] + paths
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let json = try output.fileHandleForReading.readToEnd() ?? Data()
        python.waitUntilExit()
        try #require(python.terminationStatus == 0)
        return try JSONDecoder().decode([Reading].self, from: json)
    }

    /// What Python makes of one message, after the things every message must satisfy have been checked.
    static func check(_ message: EmailMessage, sourceLocation: SourceLocation = #_sourceLocation) throws -> Reading {
        let reading = try #require(try read([try message.serialised()]).first)
        expectSound(reading, sourceLocation: sourceLocation)
        return reading
    }

    static func expectSound(_ reading: Reading, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(reading.defects == [], sourceLocation: sourceLocation)
        #expect(reading.policiesAgree, sourceLocation: sourceLocation)
        #expect(reading.longestLine <= 78, sourceLocation: sourceLocation)
        #expect(reading.longestEncodedWordLine <= 76, sourceLocation: sourceLocation)
        #expect(reading.longestEncodedWord <= 75, sourceLocation: sourceLocation)
        #expect(reading.isASCII, sourceLocation: sourceLocation)
        #expect(!reading.hasBareLineEnd, sourceLocation: sourceLocation)
        #expect(reading.blankFoldedLines == 0, sourceLocation: sourceLocation)
        #expect(reading.linesWithFromOrDot == 0, sourceLocation: sourceLocation)
        #expect(reading.linesEndingInBlank == 0, sourceLocation: sourceLocation)
        #expect(Set(reading.names).count == reading.names.count, sourceLocation: sourceLocation)
    }
}
