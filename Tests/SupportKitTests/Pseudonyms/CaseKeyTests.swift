import SystemPackage
import TestSupport
import Testing

@testable import SupportKit

@Suite struct CaseKeyTests {
    @Test func isMadePrivatelyAndReadBack() throws {
        let scratch = try ScratchDirectory()
        let path = FilePath(scratch.path("case.key"))
        let made = try CaseKey.openOrCreate(at: path)
        #expect(try PseudonymHarness.mode(scratch.path("case.key")) == 0o600)
        #expect(try CaseKey.openOrCreate(at: path).fingerprint == made.fingerprint)
        #expect(CaseKey.random().fingerprint != CaseKey.random().fingerprint)
        #expect(made.fingerprint.utf8.count == 16)
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o666] as [UInt16])
    func isRefusedWhenOthersCanReadIt(_ mode: UInt16) throws {
        let scratch = try ScratchDirectory()
        try scratch.write("case.key", PseudonymHarness.keyText, mode: mode)
        #expect { try CaseKey.openOrCreate(at: FilePath(scratch.path("case.key"))) } throws: { error in
            "\(error)".contains("others") && !"\(error)".contains("0f0f")
        }
    }

    @Test(arguments: [
        "", "\n", "# only a comment\n", "0f", PseudonymHarness.keyText + "0f",
        "g" + PseudonymHarness.keyText.dropFirst(),
        PseudonymHarness.keyText + "\n" + PseudonymHarness.keyText, String(repeating: "# long\n", count: 1000),
    ])
    func isRefusedWhenMalformed(_ text: String) throws {
        let scratch = try ScratchDirectory()
        try scratch.write("case.key", text, mode: 0o600)
        #expect { try CaseKey.openOrCreate(at: FilePath(scratch.path("case.key"))) } throws: { error in
            "\(error)".contains("malformed") && "\(error)".contains("case.key")
        }
    }

    @Test func isNotReadThroughALinkNorFromADirectory() throws {
        let scratch = try ScratchDirectory()
        _ = try scratch.makeDirectory("folder")
        #expect(throws: (any Error).self) { try CaseKey.openOrCreate(at: FilePath(scratch.path("folder"))) }
        #expect(throws: (any Error).self) { try CaseKey.openOrCreate(at: FilePath(scratch.path("no/such/folder"))) }
    }

    /// The pseudonyms of a case must not change with a new version of supportkit.
    @Test func givesTheSamePseudonymsForEver() throws {
        let session = try PseudonymHarness.session()
        let text = session.replace(
            "10.1.2.3 8.8.8.8 2001:db8::1 00:1a:2b:3c:4d:5e db1.prod.acme.com alice x.y@gmail.com"
        )
        #expect(
            text == "10.239.242.198 8.249.17.251 2001:db8:bb5:63b1:9b5e:7957:3ce4:1292 02:e6:4f:d2:53:54 "
                + "ue4.vbaq.evdo.com gnoud b.s@jmdzd.com"
        )
    }
}
