import SystemPackage
import TestSupport
import Testing

@testable import SupportKit

@Suite struct RevealerTests {
    @Test func givesRandomLogsBack() throws {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func hex(_ digits: Int) -> String {
            (0..<digits).map { _ in String(next(16), radix: 16) }.joined()
        }
        let words: [() -> String] = [
            { "10.\(next(256)).\(next(256)).\(next(256))" }, { "192.168.\(next(4)).\(next(256))" },
            { "\(1 + next(255)).\(next(256)).\(next(256)).\(next(256))" }, { "2001:db8::\(hex(4)):1\(hex(2))" },
            { "fe80::1\(hex(3))%eth0" },
            { "0\("048c".randomElement() ?? "0"):\(hex(2)):\(hex(2)):\(hex(2)):\(hex(2)):\(hex(2))" },
            { "alice" }, { "user=bob" }, { "db1.prod.acme.com" }, { "node\(next(50)).acme.com" }, { "db1" },
            { "Trade-EU-07" }, { "version 5.3.\(next(9)).\(next(200))" }, { "u\(next(99))@mail\(next(9)).example.net" },
            { "[REDACTED:password#\(next(9))]" }, { "\(next(24)):\(next(60)):\(next(60))" }, { hex(8) },
            { "some words of prose" }, { "file.\(hex(2)).log" }, { "a::b" }, { "\(hex(3))-\(hex(3))" },
            { "/home/john.smith/x" }, { "ip-10-\(next(256))-1-\(next(256))" }, { "\(hex(1)):\(hex(2))" },
        ]
        let ends = [" ", "\n", ", ", "=", ": ", "\"", "/", "\r\n", " [", "] ", "\t"]
        for _ in 0..<10 {
            var text = ""
            for _ in 0..<3000 { text += words[next(words.count)]() + ends[next(ends.count)] }
            let session = try PseudonymHarness.session()
            let output = try PseudonymHarness.write(Array(text.utf8), session)
            #expect(output != Array(text.utf8))
            #expect(!String(decoding: output, as: UTF8.self).contains("acme"))
            let back = try PseudonymHarness.reveal(output, session)
            if back != Array(text.utf8) {
                let pairs = zip(
                    String(decoding: back, as: UTF8.self).split(separator: "\n"),
                    text.split(separator: "\n")
                )
                let wrong = pairs.first { $0 != $1 }
                Issue.record("\(wrong?.0 ?? "") instead of \(wrong?.1 ?? "")")
            }
        }
    }

    @Test func findsPseudonymsInOtherFormsAndLeavesOtherWordsAlone() throws {
        let session = try PseudonymHarness.session()
        let host = session.replace("db1.prod.acme.com")
        let address = session.replace("10.1.2.3")
        let hardware = session.replace("00:1a:2b:3c:4d:5e")
        let revealer = try Revealer(mapText: PseudonymHarness.map(of: session), name: "the map")
        #expect(
            revealer.reveal("see \(host.uppercased()) and \(host.replacing(".", with: "_")).log")
                == "see DB1.PROD.ACME.COM and db1_prod_acme_com.log"
        )
        #expect(
            revealer.reveal("ip-\(address.replacing(".", with: "-")) x\(host)y 10.77.77.77")
                == "ip-10-1-2-3 x\(host)y 10.77.77.77"
        )
        #expect(revealer.reveal(hardware.uppercased().replacing(":", with: "-")) == "00-1A-2B-3C-4D-5E")
        #expect(revealer.reveal("nothing to see, version 1.2.3.4") == "nothing to see, version 1.2.3.4")
        #expect(revealer.keyFingerprint == session.keyFingerprint)
    }

    @Test func readsTheFileThatWasWrittenPrivately() throws {
        let scratch = try ScratchDirectory()
        let session = try PseudonymHarness.session()
        let text = "alice on 10.1.2.3 as carol\"x@gmail.com"
        let output = session.replace(text)
        let path = FilePath(scratch.path("case.map"))
        try session.writeMap(to: path)
        #expect(try PseudonymHarness.mode(scratch.path("case.map")) == 0o600)
        #expect(try Revealer(map: path).reveal(output) == text)
        #expect(throws: (any Error).self) { try session.writeMap(to: path) }
    }

    @Test(arguments: ["", "{}", "{\"schema\": 2, \"key\": \"\", \"entries\": []}", "[1]"])
    func refusesWhatIsNoMap(_ text: String) throws {
        #expect(throws: PseudonymError.self) { try Revealer(mapText: Array(text.utf8), name: "x.map") }
    }
}
