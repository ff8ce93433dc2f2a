import Testing

@testable import SupportKit

@Suite struct PseudonymSessionTests {
    /// Nothing in them is an identity.
    @Test(arguments: [
        "version 5.3.4.112", "AMPS 5.3.4.112", "AMPS Server 5.3.4.112 started", "Version: 5.3.4.112",
        "amps_version=\"5.3.4.112\"", "{\"version\": \"5.3.4.112\"}", "<Version>5.3.4.112</Version>", "release 1.2.3.4",
        "version 10.2.3.4", "build 8.8.8.8", "1.2.3.4.5", "1.3.6.1.4", "1.3.6.1.4.1.311", "1.2.3.256", "1.2.3.4567",
        "foo-1.2.3.4", "libfoo_1.2.3.4_amd64.deb", "foo-1.2.3.4.x86_64.rpm", "1.2.3.4-5.el8", "1.2.3.4+dfsg",
        "1.2.3.4~rc1", "Chrome/12.0.69.109", "nginx/1.2.3.4", "v1.2.3.4", "libx.so.1.2.3.4", "1.2.3", "12.5",
        "a.1.2.3.4",
        "0.0.0.0", "127.0.0.1", "127.8.9.1", "169.254.1.2", "224.0.0.1", "239.1.2.3", "255.255.255.0",
        "255.255.255.255",
        "0.0.0.255", "::", "::1", "[::1]:8080", "01:02:03", "2026-11-21T01:02:03.456", "1:2:3:4", "a::b", "std::dec",
        "std::vector<int>::add", "dead::beef", "face::add", "fe80::", "ff02::1",
        "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99", "01:00:5e:00:00:fb", "33:33:00:00:00:01",
        "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "2026-11-21-07", "10-01-02-03", "1234.5678.9012", "localhost",
        "localhost.localdomain", "www.60east.com", "support@60east.com", "git@github.com:a/b.git", "amps.log",
        "server.xml", "the server said", "for the mark of", "root", "daemon", "user=root", "amps", "getty@tty1.service",
        "malice", "alicespring", "bobsled", "bob went home", "database", "[REDACTED:password#7]", "[REDACTED]",
        "[REDACTED:10.1.2.3]", "corp", "the corp said", "5d41402abc4b2a76b9719d911017c592",
        "123e4567-e89b-12d3-a456-426614174000", "100.200", "10.1.2", "10.1.2.", "$1.2", "#10", "1,2,3,4",
    ])
    func leavesAlone(_ text: String) throws {
        #expect(try PseudonymHarness.session().replace(text) == text)
    }

    /// The words that must be gone.
    @Test(arguments: [
        ("10.1.2.3", "10.1.2.3"), ("8.8.8.8:53", "8.8.8.8"), ("10.1.2.0/24", "10.1.2.0"), ("(10.1.2.3)", "10.1.2.3"),
        ("host/10.1.2.3:8080", "10.1.2.3"), ("/8.8.8.8:80", "8.8.8.8"), ("tcp://8.8.8.8:80/x", "8.8.8.8"),
        ("AMPS 10.1.2.3", "10.1.2.3"), ("server 8.8.4.4", "8.8.4.4"), ("ends with 8.8.4.4.", "8.8.4.4"),
        ("http-10.0.0.5-8080-1", "10.0.0.5"), ("client_8.8.4.4", "8.8.4.4"), ("8.8.4.4-8.8.4.9", "8.8.4.9"),
        ("ip-10-1-2-3", "10-1-2-3"), ("ec2-54-12-33-2.compute", "54-12-33-2"), ("dhcp-192-168-0-66", "192-168-0-66"),
        ("10_0_1_2", "10_0_1_2"), ("x_10_0_1_2.log", "10_0_1_2"), ("3.2.1.10.in-addr.arpa", "3.2.1.10"),
        ("2.1.10.in-addr.arpa", "2.1.10"), ("IP 10.1.2.3.443 > 8.8.8.8.53: S", "10.1.2.3"),
        ("IP 10.1.2.3.443 > 8.8.8.8.53: S", "8.8.8.8"), ("8080:10.1.2.3:80", "10.1.2.3"), ("a:10.1.2.3", "10.1.2.3"),
        ("line\\n10.1.2.3", "10.1.2.3"), ("q=%2010.1.2.3", "10.1.2.3"), ("\u{1B}[31m10.1.2.3\u{1B}[0m", "10.1.2.3"),
        ("\u{201C}10.1.2.3\u{201D}", "10.1.2.3"), ("203.0.113.7", "203.0.113.7"), ("100.64.1.2", "100.64.1.2"),
        ("2001:db8::1", "2001:db8::1"), ("[2001:db8::1]:80", "2001:db8::1"), ("peer:2001:db8::1", "2001:db8::1"),
        ("2001:db8:0:0:0:0:0:1:8080", "2001:db8:0:0:0:0:0:1"), ("2001:db8::1:50000", "2001:db8::1"),
        ("2a00:1450::8.8.4.4", "8.8.4.4"), ("::ffff:10.1.2.3", "10.1.2.3"), ("::ffff:0a01:0203", "0a01:0203"),
        ("fe80::1:2:3%eth0", "::1:2:3"), ("fd00:1::5/64", "fd00:1::5"), ("2001:DB8::ABCD", "ABCD"),
        (
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            "1.0.0.0.0.0.0.0.0.0.0.0"
        ),
        ("00:1a:2b:3c:4d:5e", "1a:2b:3c"), ("00-1A-2B-3C-4D-5E", "1A-2B"), ("001a.2b3c.4d5e", "2b3c"),
        ("MAC=00:1a:2b:3c:4d:5e:00:1b:2b:3c:4d:5f:08:00", "1b:2b:3c"), ("01:00:1a:2b:3c:4d:5e", "1a:2b"),
        ("db1.prod.acme.com", "acme"), ("DB1.Prod.Acme.com:9007", "Acme"), ("db1_prod_acme_com.log", "acme"),
        ("db1-prod-acme-com", "acme"), ("other.acme.com", "other"), ("x.y.prod.acme.com", "x.y"), ("on db1 now", "db1"),
        ("TRADE-EU-07", "TRADE-EU-07"), ("log_trade_eu_07.txt", "trade_eu_07"), ("gw.corp", "gw."),
        ("host=server", "server"), ("tcp://server:9007", "server"),
        ("alice", "alice"), ("Alice", "Alice"), ("/home/alice/x", "alice"), ("(alice)", "alice"),
        ("x\\nalice", "alice"),
        ("\\u003calice\\u003e", "alice"), ("%20alice", "alice"), ("user=bob", "bob"), ("\"user\": \"bob\"", "bob"),
        ("/home/bob", "bob"), ("for bob from", "bob"), ("bob@host", "bob"), ("username: mark", "mark"),
        ("<user>bob</user>", "bob"), ("bob(uid=1000)", "bob"), ("john_smith", "smith"), ("~bob", "bob"),
        ("alice@acme.com", "alice"), ("carol.jones@gmail.com", "carol"), ("carol+x@mail.example.org", "example"),
        ("<alice@60east.org>", "alice"),
    ])
    func replaces(_ text: String, _ word: String) throws {
        let session = try PseudonymHarness.session()
        let output = session.replace(text)
        #expect(!output.contains(word), "\(output)")
        #expect(String(decoding: try PseudonymHarness.reveal(Array(output.utf8), session), as: UTF8.self) == text)
    }

    @Test func replacesOnlyTheKindsAskedFor() throws {
        let text = "10.1.2.3 00:1a:2b:3c:4d:5e db1.prod.acme.com alice x.y@gmail.com 2001:db8::1"
        let words: [PseudonymKind: [String]] = [
            .ips: ["10.1.2.3", "2001:db8::1"], .macs: ["00:1a:2b:3c:4d:5e"], .hosts: ["db1.prod.acme.com"],
            .users: ["alice"], .emails: ["x.y@gmail.com"],
        ]
        for kind in PseudonymKind.allCases {
            let output = try PseudonymHarness.session([kind]).replace(text)
            for (other, words) in words {
                for word in words { #expect(output.contains(word) == (other != kind), "\(kind): \(output)") }
            }
        }
        #expect(try PseudonymHarness.session([]).replace(text) == text)
    }

    @Test func givesAllFormsOfAnIdentityOnePseudonym() throws {
        let session = try PseudonymHarness.session()
        func same(_ forms: [String], _ normalise: (String) -> String) {
            #expect(
                Set(forms.map { normalise(session.replace($0)) }).count == 1,
                "\(forms.map { session.replace($0) })"
            )
        }
        same(["10.1.2.3", "10-1-2-3", "10_1_2_3"]) { $0.replacing("-", with: ".").replacing("_", with: ".") }
        same(["10.1.2.3", "::ffff:10.1.2.3"]) { $0.replacing("::ffff:", with: "") }
        same(["2001:db8::1", "2001:DB8::1", "2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8:0:0:0:0:0:1"]) {
            text in
            var canonical: [UInt8] = []
            WideAddress(text: Array(text.utf8))?.write(full: false, upper: false, to: &canonical)
            return String(decoding: canonical, as: UTF8.self)
        }
        same(["00:1a:2b:3c:4d:5e", "00-1A-2B-3C-4D-5E", "001a.2b3c.4d5e"]) { $0.lowercased().filter(\.isHexDigit) }
        same(["db1", "db1.prod.acme.com", "DB1"]) { String($0.lowercased().split(separator: ".")[0]) }
        same(["alice", "ALICE", "alice@gmail.com"]) { String($0.lowercased().split(separator: "@")[0]) }
        same(["db1.prod.acme.com", "db1_prod_acme_com", "db1-prod-acme-com"]) {
            $0.replacing("-", with: ".").replacing("_", with: ".")
        }
    }

    @Test func makesAddressesThatAreValidAndKeepForm() throws {
        let session = try PseudonymHarness.session()
        #expect(session.replace("00:1a:2b:3c:4d:5e").hasPrefix("02:"))
        #expect(session.replace("00-1A-2B-3C-4D-5E").hasPrefix("02-"))
        #expect(
            session.replace("fe80::1:2:3%eth0").hasPrefix("fe80::")
                && session.replace("fe80::1%eth0").hasSuffix("%eth0")
        )
        #expect(session.replace("10.1.2.0/24").hasSuffix("/24") && session.replace("10.1.2.0/24").hasPrefix("10."))
        #expect(session.replace("[2001:db8::1]:80").hasSuffix("]:80"))
        #expect(session.replace("2001:0db8:0000:0000:0000:0000:0000:0001").count == 39)
        let host = session.replace("Trade-EU-07")
        #expect(
            host.count == 11 && host.split(separator: "-").map(\.count) == [5, 2, 2]
                && host.hasSuffix(host.filter(\.isNumber))
        )
        #expect(session.replace("db1.prod.acme.com").hasSuffix(".com"))
    }

    @Test func agreesAcrossSessionsWithOneKeyOnly() throws {
        let text = "10.1.2.3 2001:db8::1 00:1a:2b:3c:4d:5e db1.prod.acme.com alice x.y@gmail.com"
        let first = try PseudonymHarness.session()
        let second = try PseudonymHarness.session()
        _ = second.replace("8.8.8.8 10.9.9.9 other.acme.com 2001:db8::77 00:1a:2b:3c:4d:5f")
        #expect(first.replace(text) == second.replace(text))
        #expect(first.keyFingerprint == second.keyFingerprint)
        let other = PseudonymSession(
            kinds: Set(PseudonymKind.allCases),
            key: .random(),
            identities: PseudonymHarness.identities
        )
        #expect(other.replace(text) != first.replace(text))
        #expect(other.keyFingerprint != first.keyFingerprint)
    }

    @Test func writesASortedMapThatHoldsEveryIdentityOnce() throws {
        let session = try PseudonymHarness.session()
        for _ in 0..<3 {
            _ = session.replace(
                "10.1.2.3 9.1.2.3 2001:db8::1 00:1a:2b:3c:4d:5e db1 alice x@gmail.com q.acme.com \"10.1.2.3\""
            )
        }
        let map = String(decoding: try PseudonymHarness.map(of: session), as: UTF8.self)
        let rows = map.split(separator: "\n").filter { $0.hasPrefix("{\"kind\"") }
        let originals = rows.map { $0.split(separator: "\"")[7] }
        #expect(
            originals == [
                "x@gmail.com", "db1", "q.acme.com", "9.1.2.3", "10.1.2.3", "2001:db8::1", "00:1a:2b:3c:4d:5e", "alice",
            ]
        )
        #expect(
            map.contains("\"original\": \"10.1.2.3\", \"pseudonym\": \"\(session.replace("10.1.2.3"))\", \"count\": 6}")
        )
        #expect(session.identityCount == 8)
        #expect(map.contains("\"kinds\": [\"emails\", \"hosts\", \"ips\", \"macs\", \"users\"]"))
    }
}
