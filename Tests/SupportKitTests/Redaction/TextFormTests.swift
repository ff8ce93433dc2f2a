import Testing

@testable import SupportKit

@Suite struct TextFormTests {
    private static func wide(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test func textIsTold() {
        #expect(TextForm(Array("password=x\r\n\t\u{1B}[0m äöü 日本".utf8)) == .plain)
        #expect(TextForm(Array("35=A\u{1}554=x\u{1}".utf8)) == .plain)
        #expect(TextForm([]) == .plain)
        #expect(TextForm(Self.wide("pin=4711")) == .wide(isBigEndian: false))
        #expect(TextForm(Self.wide("pin=4711", isBigEndian: true)) == .wide(isBigEndian: true))
        #expect(TextForm([0xFF, 0xFE] + Self.wide("Grüße, 日本")) == .wide(isBigEndian: false))
        #expect(TextForm(Self.wide("ends with a NUL\0")) == .wide(isBigEndian: false))
    }

    @Test(
        arguments: [
            [0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 2, 0, 3, 0, 4, 0], [0xFF, 0x41, 0x42, 0x43, 0x44], [0x41, 0x42, 0, 0x43],
            [0x41, 0x42, 0x08, 0x43, 0x44, 0x45, 0x46, 0x47], [0xC3, 0x28, 0x41, 0x42],
        ] as [[UInt8]]
    )
    func otherBytesAreNoText(bytes: [UInt8]) {
        #expect(TextForm(bytes) == .none)
    }

    @Test func aRunIsFoundWhereverItBegins() {
        for lead in 0..<5 {
            let bytes = Array(repeating: UInt8(0xFF), count: lead) + Self.wide("abcd") + [0xFF]
            #expect(TextForm.wideRuns(bytes).map(\.start) == [lead])
            let big = Array(repeating: UInt8(0xFF), count: lead) + Self.wide("abcd", isBigEndian: true) + [0xFF]
            #expect(TextForm.wideRuns(big).map(\.start) == [lead])
            #expect(TextForm.wideRuns(big).map(\.isBigEndian) == [true])
        }
        #expect(TextForm.wideRuns([0xFF, 0x41, 0, 0x42, 0, 0x43, 0xFF]).isEmpty)
        #expect(!TextForm.holdsRun([0xFF, 0x41, 0x42, 0x43, 0xFF], of: 4))
        #expect(TextForm.holdsRun([0xFF, 0xC3, 0xA4, 0xC3, 0xB6, 0xFF], of: 4))
        #expect(TextForm.holdsRun([0x41, 0x42, 0x43, 0x44], of: 4))
    }
}
