import Platform
import SystemPackage
import Testing

@Suite struct LosslessTextTests {
    @Test(
        arguments: [
            ([], ""), (Array("plain".utf8), "plain"), (Array("é€😀\n".utf8), "é€😀\n"),
            ([0x61, 0xFF, 0x62], #"a\xffb"#), ([0x0A, 0x80], "\n\\x80"),
            ([0xC3], #"\xc3"#), ([0xE2, 0x82], #"\xe2\x82"#), ([0xE2, 0x82, 0x41], #"\xe2\x82A"#),
            ([0xC0, 0x80], #"\xc0\x80"#), ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#), ([0xF5, 0x80], #"\xf5\x80"#),
            ([0xFF] + Array("é".utf8), #"\xffé"#), ([0x05, 0xFE], "\u{5}\\xfe"),
        ] as [([UInt8], String)]
    )
    func showsEveryByte(bytes: [UInt8], expected: String) {
        // Compared as bytes: == of texts would take composed and decomposed letters for the same.
        #expect(Array(String(lossless: bytes).utf8) == Array(expected.utf8))
    }

    @Test func differentBytesNeverLookAlike() {
        #expect(String(lossless: [0xFF]) != String(lossless: Array(#"\xff"#.utf8)))
        #expect(String(lossless: [0xFE, 0xFF]) != String(lossless: [0xFE] + Array(#"\xff"#.utf8)))
    }
}
