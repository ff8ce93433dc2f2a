import Platform
import SystemPackage
import Testing

@Suite struct FilePathBytesTests {
    @Test(
        arguments: [
            [], Array("/".utf8), Array("/var/log".utf8), Array("relative".utf8), Array("/a\nb".utf8),
            [0x2F, 0xFC, 0x80, 0xFF], Array("/cafe\u{301}".utf8), Array("/caf\u{E9}".utf8),
            [0x2F] + (1...255).filter { $0 != 0x2F }.map { UInt8($0) },
        ] as [[UInt8]]
    )
    func bytesComeBack(bytes: [UInt8]) {
        #expect(FilePath(bytes: bytes).bytes == bytes)
    }

    @Test func everySingleByteComesBack() {
        for byte in UInt8(1)...255 where byte != 0x2F {
            #expect(FilePath(bytes: [0x2F, byte]).bytes == [0x2F, byte])
        }
    }

    @Test func aZeroEndsThePath() {
        #expect(FilePath(bytes: Array("/a\0b".utf8)).bytes == Array("/a".utf8))
    }

    @Test func theTwoNormalFormsAreDifferentPaths() {
        #expect(FilePath("/caf\u{E9}") != FilePath("/cafe\u{301}"))
    }

    @Test func isShownLosslessly() {
        #expect(FilePath(bytes: Array("/log/".utf8) + [0xFC]).displayText == #"/log/\xfc"#)
    }
}
