import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct TarHeaderTests {
    private func archive(_ entries: [(path: FilePath, content: [UInt8])]) -> [UInt8] {
        entries.flatMap { path, content in
            TarHeader(path: path, size: Int64(content.count), modified: 1_795_225_500).bytes + content
                + [UInt8](repeating: 0, count: TarHeader.padding(after: Int64(content.count)))
        } + [UInt8](repeating: 0, count: 1_024)
    }

    /// A path of `count` bytes with components that a file system takes.
    private func path(_ count: Int, fill: UInt8 = 0x61) -> FilePath {
        let bytes = (0..<count).map { $0 % 100 == 50 && $0 < count - 1 ? UInt8(ascii: "/") : fill }
        return FilePath(bytes: bytes)
    }

    @Test(arguments: [1, 99, 100, 101, 155, 255, 256, 511, 512, 4_000])
    func namesOfAnyLengthAreReadByOthers(count: Int) throws {
        let scratch = try Scratch()
        let path = path(count)
        #expect(path.bytes.count == count)
        try scratch.write(archive([(path, Array("content\n".utf8)), ("next", [])]), to: "a.tar")
        #expect(try scratch.shell("tar -tf a.tar") == "\(path)\nnext\n")
        #expect(try scratch.shell("bsdtar -tf a.tar") == "\(path)\nnext\n")
        #expect(try scratch.shell("tar -xOf a.tar '\(path)'") == "content\n")
        #expect(
            try scratch.python(
                "import tarfile; print(*[f'{m.name} {m.size}' for m in tarfile.open('a.tar')], sep='\\n')"
            )
                == "\(path) 8\nnext 0\n"
        )
    }

    @Test(arguments: [20, 100, 101, 300])
    func namesOfAnyBytesAreReadByOthers(count: Int) throws {
        let scratch = try Scratch()
        let path = path(count, fill: 0xFC)
        try scratch.write(archive([(path, [0x78])]), to: "a.tar")
        try scratch.write(path.bytes + [0x0A], to: "expected")
        try scratch.shell("tar --quoting-style=literal -tf a.tar | cmp - expected")
        try scratch.python(
            """
            import os, tarfile
            name = tarfile.open('a.tar', errors='surrogateescape').getmembers()[0].name
            assert os.fsencode(name) + b'\\n' == open('expected', 'rb').read(), name
            """
        )
    }

    @Test(
        arguments: [
            0, 1, 511, 512, 0o77_777_777_777, 0o77_777_777_777 + 1, 1 << 33, 1 << 40, .max,
        ] as [Int64]
    )
    func sizesBeyond8GiBAreReadBack(size: Int64) throws {
        let scratch = try Scratch()
        try scratch.write(TarHeader(path: "large", size: size, modified: 0).bytes, to: "a.tar")
        #expect(
            try scratch.python(
                """
                import tarfile
                block = open('a.tar', 'rb').read(512)
                print(tarfile.TarInfo.frombuf(block, 'utf-8', 'surrogateescape').size)
                """
            ) == "\(size)\n"
        )
    }

    @Test func theHeaderHasItsLengthWhateverTheSize() {
        for count in [5, 100, 101, 600] {
            let lengths = [0, 1 << 20, 1 << 40].map { TarHeader(path: path(count), size: $0, modified: 0).bytes.count }
            #expect(Set(lengths).count == 1)
            #expect(lengths[0] % 512 == 0)
        }
    }

    @Test(
        arguments: [
            (-5, 0), (0, 0), (1_795_225_500, 1_795_225_500), (0o77_777_777_777, 0o77_777_777_777),
            (1 << 40, 0o77_777_777_777),
        ] as [(Int64, Int64)]
    )
    func ownerModeAndTimeAreReadBack(modified: Int64, expected: Int64) throws {
        let scratch = try Scratch()
        try scratch.write(TarHeader(path: "file", size: 0, modified: modified).bytes, to: "a.tar")
        #expect(
            try scratch.python(
                """
                import tarfile
                m = tarfile.TarInfo.frombuf(open('a.tar', 'rb').read(512), 'utf-8', 'surrogateescape')
                print(oct(m.mode), m.uid, m.gid, m.uname, m.gname, m.mtime, m.isreg())
                """
            ) == "0o600 0 0 root root \(expected) True\n"
        )
    }

    @Test(arguments: [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511), (1 << 40, 0)] as [(Int64, Int)])
    func contentIsFilledUpToABlock(size: Int64, padding: Int) {
        #expect(TarHeader.padding(after: size) == padding)
    }
}
