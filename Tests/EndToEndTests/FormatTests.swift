import Foundation
import TestSupport
import Testing

/// The files as other programs see them.
@Suite(.demo(running: false))
struct FormatTests {
    private func collection() async throws -> CollectRun {
        let demo = try DemoScope.demo()
        return try await CollectRun.make(
            demo.arguments + [
                "--only", "configuration,version", "--impact",
                "Orders \u{2013} für Zürich \u{2013} stand still since the market opened, and nobody can trade",
                "--severity", "1",
                "--environment", "production", "--case", "4711",
            ],
            environment: ["SOURCE_DATE_EPOCH": "1700000000"]
        )
    }

    @Test func everyUnpackerSeesTheSame() async throws {
        let collection = try await collection()
        let bundle = try collection.bundle()
        let gnu = try await CommandRun.tool("tar", "--list", "--file", bundle)
        let bsd = try await CommandRun.tool("bsdtar", "-tf", bundle)
        let python = try await CommandRun.tool(
            "python3",
            "-c",
            """
            import sys, tarfile
            for member in tarfile.open(sys.argv[1], errorlevel=2):
                if not member.isfile(): sys.exit("not a file: " + member.name)
                print(member.name)
            """,
            bundle
        )
        #expect(gnu == bsd && gnu == python)
        #expect(gnu.split(separator: "\n").count > 8)
        #expect(!gnu.split(separator: "\n").contains { $0.hasPrefix("/") || $0.contains("..") })
        let folder = ((bundle as NSString).lastPathComponent as NSString).deletingPathExtension.replacing(
            ".tar",
            with: ""
        )
        #expect(gnu.split(separator: "\n").allSatisfy { $0.hasPrefix(folder + "/") })
        let long = try await CommandRun.run(["bsdtar", "-tvf", bundle])
        #expect(long.code == 0 && long.errors.isEmpty, "\(long.errors)")
        let gzip = try await CommandRun.run(["gzip", "--test", "--verbose", bundle])
        #expect(gzip.code == 0, "\(gzip.errors)")
        let scratch = try ScratchDirectory()
        let strict = try await CommandRun.run([
            "tar", "--extract", "--warning=all", "--file", bundle, "--directory", scratch.path,
        ])
        #expect(strict.code == 0 && strict.errors.isEmpty, "\(strict.errors)")
    }

    @Test func theChecksumFileIsForSha256sum() async throws {
        let collection = try await collection()
        let check = try await CommandRun.run(
            [
                "/bin/sh", "-c", "cd \"$(dirname \"$0\")\" && sha256sum --check --strict \"$(basename \"$0\")\"",
                collection.path(".sha256"),
            ])
        #expect(check.code == 0, "\(check.errors)")
        #expect(check.output.hasSuffix(".tar.gz: OK\n"))
    }

    @Test func aByteThatChangedIsFound() async throws {
        let collection = try await collection()
        let bundle = try collection.bundle()
        let bytes = try collection.bytes(".tar.gz")
        let scratch = try ScratchDirectory()
        for part in 1...4 {
            var damaged = bytes
            damaged[bytes.count * part / 5] ^= 0x10
            try scratch.write("damaged.tar.gz", damaged)
            #expect(
                try await ProductUnderTest.run(["inspect", "--verify", scratch.path("damaged.tar.gz")]).code == 5,
                "at \(part)/5"
            )
        }
        try scratch.write("cut.tar.gz", Array(bytes.prefix(bytes.count * 2 / 3)))
        #expect(try await ProductUnderTest.run(["inspect", "--verify", scratch.path("cut.tar.gz")]).code == 5)
        #expect(try await ProductUnderTest.run(["inspect", "--verify", bundle]).code == 0)
        // A file that was exchanged inside, with the archive itself in order.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            cd "$0" && tar xf "$1" && for file in */version/version.txt; do echo changed >>$file; done \
            && tar czf changed.tar.gz supportkit-*
            """,
            scratch.path,
            bundle
        )
        let changed = try await ProductUnderTest.run(["inspect", "--verify", scratch.path("changed.tar.gz")])
        #expect(changed.code == 5 && changed.errors.contains("version.txt"), "\(changed.output)\(changed.errors)")
    }

    @Test func theDraftIsAnEmailWithoutDefects() async throws {
        let collection = try await collection()
        let scratch = try ScratchDirectory()
        let report = try await CommandRun.tool(
            "python3",
            "-c",
            """
            import email, email.policy, json, sys
            raw = open(sys.argv[1], "rb").read()
            message = email.message_from_bytes(raw, policy=email.policy.default)
            parts = list(message.walk())
            attachment = next(message.iter_attachments())
            open(sys.argv[2], "wb").write(attachment.get_payload(decode=True))
            lines = raw.split(b"\\r\\n")
            print(json.dumps({
                "defects": [str(d) for p in parts for d in p.defects]
                    + [str(d) for n, v in message.items() for d in v.defects],
                "subject": message["Subject"], "to": message["To"], "unsent": message["X-Unsent"],
                "date": message["Date"],
                "body": message.get_body(("plain",)).get_content(), "name": attachment.get_filename(),
                "type": attachment.get_content_type(), "longest": max(map(len, lines)),
                "bare": raw.replace(b"\\r\\n", b"").count(b"\\n") + raw.replace(b"\\r\\n", b"").count(b"\\r"),
                "ascii": raw.isascii(),
            }))
            """,
            collection.path(".eml"),
            scratch.path("attachment")
        )
        struct Report: Decodable {
            let defects: [String]
            let subject: String
            let to: String
            let unsent: String?
            let date: String?
            let body: String
            let name: String
            let type: String
            let longest: Int
            let bare: Int
            let ascii: Bool
        }
        let email = try JSONDecoder().decode(Report.self, from: Data(report.utf8))
        #expect(email.defects.isEmpty, "\(email.defects)")
        #expect(
            email.subject.hasPrefix("[4711] ") && email.subject.contains("AMPS 5.3.4.112: Orders \u{2013} für Zürich"),
            "\(email.subject)"
        )
        #expect(email.to == "support@crankuptheamps.com")
        #expect(email.unsent == "1", "mail programs open it as a draft")
        #expect(email.longest <= 998 && email.bare == 0 && email.ascii)
        #expect(email.body.contains("für Zürich") && email.body.contains("5.3.4.112"))
        #expect(email.name == (try collection.bundle() as NSString).lastPathComponent)
        #expect(email.type == "application/gzip")
        #expect(scratch.bytes("attachment") == (try collection.bytes(".tar.gz")))
        let digest = try await CommandRun.tool("sha256sum", collection.bundle()).prefix(64)
        #expect(email.body.contains(digest))
        #expect(String(decoding: try collection.bytes(".txt"), as: UTF8.self).contains(digest))
    }
}
