import Testing

@testable import SupportKit

@Suite struct HeaderTextTests {
    @Test(
        arguments: [
            0x00, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A,
            0x202E, 0x2066, 0x2069,
        ] as [UInt32]
    )
    func controlsAreFoundAndMadeHarmless(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let text = "a\(Character(scalar))b"
        #expect(HeaderText.problem(in: text) == HeaderText.name(scalar))
        let safe = HeaderText.sanitised(text)
        #expect(HeaderText.problem(in: safe) == nil)
        #expect(safe == "a b" || safe == "a<\(HeaderText.name(scalar))>b")
    }

    @Test func carriageReturnAndLineFeedAreSeenThoughSwiftTakesThemForOneCharacter() {
        #expect(HeaderText.problem(in: "a\r\nb") == "U+000D")
        #expect(HeaderText.sanitised("a\r\n\t b\r\n") == "a  b")
    }

    @Test func ordinaryTextStays() {
        for text in ["5.3.4.78", "Zoë – 東京 👩‍👩‍👧", "a  b", "=?utf-8?q?x?="] {
            #expect(HeaderText.problem(in: text) == nil)
            #expect(HeaderText.sanitised(text) == text)
        }
    }

    @Test func bodyTextKeepsLinesAndTabsAndShowsOtherControls() {
        let text = "a\tb\r\nc\rd\u{2028}e\u{85}f\u{1B}[0m\0\u{202E}"
        #expect(BodyText.sanitised(text) == "a\tb\nc\nd\ne\nf<U+001B>[0m<U+0000><U+202E>")
        #expect(BodyText.lines(of: "a\n\r\nb\n") == ["a", "", "b", ""])
    }
}
