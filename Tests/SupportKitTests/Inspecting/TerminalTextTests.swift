internal import SupportKit
import Testing

@Suite struct TerminalTextTests {
    @Test func leavesOrdinaryTextAlone() {
        for text in ["", "plain", "Größe 4 €", "日本語", "a\\nb", "100 % \"quoted\" ~"] {
            #expect(TerminalText.escaped(text) == text)
        }
    }

    @Test func replacesEveryControlAndOverride() {
        let active: [(UInt32, String)] = [
            (0x00, "\\x00"), (0x07, "\\x07"), (0x09, "\\t"), (0x0A, "\\n"), (0x0D, "\\r"), (0x1B, "\\x1b"),
            (0x7F, "\\x7f"), (0x80, "\\x80"), (0x9B, "\\x9b"), (0x9F, "\\x9f"), (0x061C, "\\u{61c}"),
            (0x200F, "\\u{200f}"), (0x2028, "\\u{2028}"), (0x2029, "\\u{2029}"), (0x202A, "\\u{202a}"),
            (0x202E, "\\u{202e}"), (0x2066, "\\u{2066}"), (0x2069, "\\u{2069}"), (0xFEFF, "\\u{feff}"),
            (0xE0041, "\\u{e0041}"),
        ]
        for (value, expected) in active {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(TerminalText.escaped("a\(Character(scalar))b") == "a\(expected)b")
        }
    }

    @Test func seesThroughCharactersOfSeveralScalars() {
        // CR LF is one Character, and a combining mark joins what is before it.
        #expect(TerminalText.escaped("a\r\nb") == "a\\r\\nb")
        #expect(TerminalText.escaped("\u{1B}\u{301}[31m") == "\\x1b\u{301}[31m")
    }

    @Test func showsBytesThatAreNotText() {
        #expect(TerminalText.escaped([0x61, 0x9B, 0x33, 0x31, 0x6D, 0xFF]) == "a\\x9b31m\\xff")
        #expect(TerminalText.escaped([0xC2, 0x9B]) == "\\x9b")
    }

    @Test func yieldsNothingActiveFromAnyBytes() {
        var numbers = SplitMix(seed: 1)
        for _ in 0..<2_000 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            for scalar in TerminalText.escaped(bytes).unicodeScalars {
                #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
                #expect(scalar.properties.generalCategory != .format)
            }
        }
    }
}
