internal import Foundation
internal import Platform
internal import SystemPackage
import Testing

@Suite struct ArchiveReaderTests {
    private let scratch: ArchiveScratch

    init() throws {
        scratch = try ArchiveScratch()
    }

    /// What one pass over an archive gave.
    private struct Reading {
        var entries: [ArchiveEntry] = []
        var contents: [[UInt8]] = []
        var end: ArchiveEnd?
        var error: ArchiveError?

        var names: [String] { entries.map { String(lossless: $0.path) } }
    }

    private func read(_ name: String, limits: ArchiveLimits = ArchiveLimits()) throws -> Reading {
        try scratch.withDescriptor(name) { descriptor in
            var reading = Reading()
            do {
                var reader = try ArchiveReader.open(descriptor, limits: limits)
                while let entry = try reader.next() {
                    reading.entries.append(entry)
                    reading.contents.append(try reader.readData(maximumBytes: 64 << 20))
                }
                reading.end = try reader.finish()
            } catch let error as ArchiveError {
                reading.error = error
            }
            return reading
        }
    }

    @Test(arguments: ["gnu", "posix", "ustar"], ["z", "-zstd"])
    func readsWhatGNUTarWrites(format: String, compression: String) throws {
        let content = logText(lines: 20_000)
        try scratch.write(content, to: "log")
        try scratch.shell(
            """
            mkdir -p top/a; cp log top/a/log; : > top/empty; printf x > top/one
            tar --sort=name --format=\(format) -c\(compression == "z" ? "zf" : "f") b.tar \
            \(compression == "z" ? "" : "--zstd") top
            """
        )
        let reading = try read("b.tar")
        #expect(reading.error == nil)
        #expect(reading.names == ["top/", "top/a/", "top/a/log", "top/empty", "top/one"])
        #expect(reading.entries.map(\.kind) == [.directory, .directory, .file, .file, .file])
        #expect(reading.contents[2] == content)
        #expect(reading.contents[3].isEmpty)
        #expect(reading.contents[4] == [UInt8(ascii: "x")])
        #expect(reading.entries[2].size == Int64(content.count))
        #expect(reading.end?.hasEndMark == true)
        #expect(reading.end?.hasHiddenData == false)
        #expect(reading.end?.trailingBytes == 0)
    }

    /// Names that have broken archivers: not UTF-8, composed and decomposed accents, controls, longer than a header.
    private static let namesScript = """
        import io, tarfile, gzip, sys
        names = [b'top/\\xff\\xfe', b'top/caf\\xc3\\xa9', b'top/cafe\\xcc\\x81', b'top/line\\nbreak\\x1b[31m',
                 b'top/' + b'd' * 90 + b'/' + b'n' * 300, b'top/' + b'\\xe2\\x82\\xac' * 80]
        with gzip.open('b.tgz', 'wb') as out, tarfile.open(fileobj=out, mode='w', format=FORMAT,
                encoding='utf-8', errors='surrogateescape') as tar:
            for name in names:
                info = tarfile.TarInfo(name.decode('utf-8', 'surrogateescape'))
                info.size = 2
                tar.addfile(info, io.BytesIO(b'hi'))
        open('names', 'wb').write(b'\\0'.join(names))
        """

    @Test(arguments: ["tarfile.GNU_FORMAT", "tarfile.PAX_FORMAT"])
    func keepsNamesAsBytes(format: String) throws {
        try scratch.python(Self.namesScript.replacingOccurrences(of: "FORMAT,", with: "\(format),"))
        let reading = try read("b.tgz")
        #expect(reading.error == nil)
        let names = try scratch.read("names").split(separator: 0).map { Array($0) }
        #expect(reading.entries.map(\.path) == names)
        #expect(reading.entries.allSatisfy { !$0.isOdd })
        #expect(reading.contents.allSatisfy { $0 == Array("hi".utf8) })
    }

    @Test func keepsNamesAsBytesWhateverTheLocale() async throws {
        try scratch.python(Self.namesScript.replacingOccurrences(of: "FORMAT,", with: "tarfile.PAX_FORMAT,"))
        let file = scratch.path("b.tgz")
        let names = try scratch.read("names")
        // The locale belongs to the whole process, so this takes one of its own.
        await #expect(processExitsWith: .success) { [file = file as String, names = names as [UInt8]] in
            _ = unsafe setlocale(LC_ALL, "C.UTF-8")
            let descriptor = try FileDescriptor.open(FilePath(file), .readOnly)
            var reader = try ArchiveReader.open(descriptor)
            var found: [[UInt8]] = []
            while let entry = try reader.next() { found.append(entry.path) }
            #expect(found == names.split(separator: 0).map { Array($0) })
            exit(found == names.split(separator: 0).map { Array($0) } ? 0 : 1)
        }
    }

    @Test func tellsKindsApart() throws {
        try scratch.shell(
            """
            mkdir top; printf x > top/a; ln top/a top/b; ln -s a top/c; mkfifo top/d
            tar --sort=name -czf b.tgz top
            """
        )
        let reading = try read("b.tgz")
        #expect(reading.names == ["top/", "top/a", "top/b", "top/c", "top/d"])
        #expect(reading.entries.map(\.kind) == [.directory, .file, .link, .link, .other])
    }

    @Test func refusesASparseEntry() throws {
        try scratch.shell("mkdir top; truncate -s 1T top/hole; printf end >> top/hole; tar -S -czf b.tgz top")
        #expect(try read("b.tgz").error?.code == .sparseEntry)
        try scratch.shell("tar -S --format=posix -czf b.tgz top")
        #expect(try read("b.tgz").error?.code == .sparseEntry)
    }

    @Test func refusesLongNamesAndManyEntries() throws {
        try scratch.python(
            """
            import io, tarfile
            with tarfile.open('long.tgz', 'w:gz', format=tarfile.PAX_FORMAT) as tar:
                tar.addfile(tarfile.TarInfo('top/' + '/'.join(['n' * 200] * 30)))
            with tarfile.open('many.tgz', 'w:gz') as tar:
                for number in range(101):
                    tar.addfile(tarfile.TarInfo('top/%d' % number))
            """
        )
        #expect(try read("long.tgz").error?.code == .nameTooLong(limit: 4_096))
        #expect(try read("long.tgz", limits: ArchiveLimits(maximumNameBytes: 7_000)).error == nil)
        #expect(
            try read("many.tgz", limits: ArchiveLimits(maximumEntries: 100)).error?.code == .tooManyEntries(limit: 100)
        )
        #expect(try read("many.tgz", limits: ArchiveLimits(maximumEntries: 101)).error == nil)
    }

    @Test func boundsTheMemoryOfHeaders() throws {
        // An extended header of 40 MiB, 2,000 of 1 MiB each, and an endless chain of small ones.
        try scratch.python(
            """
            import gzip, tarfile
            def header(name, size, kind):
                info = tarfile.TarInfo(name)
                info.size, info.type = size, kind
                return info.tobuf(tarfile.USTAR_FORMAT)
            def record(size):
                body = b'comment=' + b'x' * size
                length = len(body) + 2
                while len(str(length)) + 1 + len(body) + 1 != length: length = len(str(length)) + 2 + len(body)
                line = b'%d %s\\n' % (length, body)
                return header('x', len(line), b'x') + line + b'\\0' * (-len(line) % 512)
            entry = header('top/file', 0, b'0') + b'\\0' * 1024
            open('one.tgz', 'wb').write(gzip.compress(record(40 << 20) + entry, 1))
            open('big.tgz', 'wb').write(gzip.compress(record(1000000) * 20 + entry, 1))
            open('chain.tgz', 'wb').write(gzip.compress(record(200) * 40000 + entry, 1))
            name = header('././@LongLink', 30 << 20, b'L') + b'n' * (30 << 20)
            open('gnu.tgz', 'wb').write(gzip.compress(name + entry, 1))
            """
        )
        for file in ["one.tgz", "big.tgz", "chain.tgz", "gnu.tgz"] {
            let reading = try read(file)
            #expect(reading.error != nil, "\(file)")
            #expect(reading.entries.isEmpty, "\(file)")
        }
    }

    @Test func agreesWithPythonOnContradictingSizes() throws {
        // The extended header says 1,024 bytes, the old one 0: a reader that believes the old one sees another entry.
        try scratch.python(
            """
            import gzip, io, tarfile
            inner = tarfile.TarInfo('top/smuggled'); inner.size = 0
            data = inner.tobuf(tarfile.USTAR_FORMAT) + b'\\0' * 512
            outer = tarfile.TarInfo('top/file'); outer.size = 0; outer.pax_headers = {'size': '1024'}
            line = b'13 size=1024\\n'
            extended = tarfile.TarInfo('x'); extended.type = b'x'; extended.size = len(line)
            raw = extended.tobuf(tarfile.USTAR_FORMAT) + line.ljust(512, b'\\0')
            raw += tarfile.TarInfo('top/file').tobuf(tarfile.USTAR_FORMAT) + data + b'\\0' * 1024
            open('b.tgz', 'wb').write(gzip.compress(raw))
            names = tarfile.open(fileobj=io.BytesIO(raw)).getnames()
            open('names', 'w').write('\\n'.join(names))
            """
        )
        let reading = try read("b.tgz")
        #expect(
            reading.names
                == String(decoding: try scratch.read("names"), as: UTF8.self).split(separator: "\n").map { String($0) }
        )
        #expect(reading.contents.first?.count == 1_024)
    }

    @Test func findsWhatHidesBehindTheEnd() throws {
        try scratch.shell(
            """
            mkdir top; head -c 3000 /dev/urandom > top/a; tar -b1 -cf b.tar top; tar -b1 -cf c.tar top/a
            gzip -k b.tar
            { cat b.tar; printf hidden; } | gzip > hidden.tgz
            { cat b.tar; head -c 3M /dev/zero; printf hidden; } | gzip > far.tgz
            { cat b.tar; head -c 3M /dev/zero; } | gzip > zeros.tgz
            cat b.tar c.tar | gzip > two.tgz
            head -c -1024 b.tar | gzip > none.tgz
            head -c -512 b.tar | gzip > half.tgz
            { cat b.tar.gz; printf more; } > more.tgz
            { cat b.tar.gz; head -c 2048 /dev/zero; } > padded.tgz
            """
        )
        let plain = try #require(try read("b.tar.gz").end)
        #expect(plain.hasEndMark && !plain.hasHiddenData && plain.trailingBytes == 0)
        for file in ["hidden.tgz", "far.tgz", "two.tgz"] {
            let end = try #require(try read(file).end)
            #expect(end.hasEndMark && end.hasHiddenData, "\(file)")
        }
        let zeros = try #require(try read("zeros.tgz").end)
        #expect(zeros.hasEndMark && !zeros.hasHiddenData)
        for file in ["none.tgz", "half.tgz"] { #expect(try read(file).end?.hasEndMark == false, "\(file)") }
        let more = try #require(try read("more.tgz").end)
        #expect(more.trailingBytes == 4 && !more.trailingIsZero)
        #expect(try more.compressedBytes == Int64(scratch.read("b.tar.gz").count))
        let padded = try #require(try read("padded.tgz").end)
        #expect(padded.trailingBytes == 2_048 && padded.trailingIsZero)
    }

    @Test func findsTheEndMarkWhereverChunksEnd() throws {
        // Sizes around the reader's 256 KiB buffer, so that the end mark falls before, on and after its edge.
        for blocks in 505...515 {
            try scratch.shell(
                """
                rm -rf top b.tgz; mkdir top; head -c \(blocks * 512) /dev/urandom > top/a; tar -b1 -cf b.tar top/a
                gzip -kf1 b.tar; { cat b.tar; head -c 700 /dev/zero; printf x; } | gzip -1 > hidden.tgz
                """
            )
            let end = try #require(try read("b.tar.gz").end)
            #expect(end.hasEndMark && !end.hasHiddenData, "\(blocks)")
            #expect(try read("hidden.tgz").end?.hasHiddenData == true, "\(blocks)")
        }
    }

    @Test(arguments: ["gz", "zst"])
    func noticesEveryTruncation(suffix: String) throws {
        try scratch.shell(
            """
            mkdir top; head -c 700 /dev/urandom > top/a; printf hi > top/b
            tar -b1 -cf b.tar top; gzip -k b.tar; zstd -q -k b.tar
            """
        )
        let whole = try scratch.read("b.tar.\(suffix)")
        for length in 0..<whole.count {
            try scratch.write(whole.prefix(length), to: "cut")
            let reading = try read("cut")
            #expect(reading.error != nil, "\(length)")
        }
    }

    @Test func neverBelievesRandomDamage() throws {
        try scratch.shell(
            """
            mkdir top; head -c 700 /dev/urandom > top/a; printf hi > top/b
            tar -b1 -cf b.tar top
            """
        )
        let whole = try scratch.read("b.tar")
        let good = try {
            try scratch.shell("gzip -k b.tar"); return try read("b.tar.gz")
        }()
        // Damage inside the tar archive itself, behind a correct check sum: nothing may crash or run away.
        for seed in 0..<150 {
            var numbers = SeededNumbers(seed: seed)
            var damaged = whole
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                damaged[Int.random(in: 0..<damaged.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            try scratch.write(damaged, to: "d.tar")
            try scratch.shell("gzip -1f d.tar")
            let reading = try read("d.tar.gz")
            #expect(reading.entries.count <= good.entries.count + 4)
        }
    }

    @Test func refusesOtherArchivesAndCompressions() throws {
        try scratch.shell(
            """
            mkdir top; printf hi > top/a; tar -cJf xz.tar top; tar -cjf bz.tar top; tar -cf plain.tar top
            printf 'just text, and more of it' | gzip > text.gz; : | gzip > empty.gz
            bsdtar --format=zip -cf b.zip top; gzip b.zip; bsdtar --format=cpio -cf b.cpio top; gzip b.cpio
            """
        )
        for file in ["xz.tar", "bz.tar", "plain.tar"] {
            #expect(try read(file).error?.code == .unknownCompression, "\(file)")
        }
        for file in ["text.gz", "empty.gz", "b.zip.gz", "b.cpio.gz"] {
            #expect(try read(file).error?.code == .notAnArchive, "\(file)")
        }
    }

    @Test func countsMembersAndNoticesMixedOnes() throws {
        try scratch.python(
            """
            import gzip, io, tarfile
            def entry(name):
                info = tarfile.TarInfo(name); info.size = 2
                return info.tobuf(tarfile.GNU_FORMAT) + b'hi'.ljust(512, b'\\0')
            parts = [entry('top/a'), entry('top/b'), b'\\0' * 1024]
            open('same.tgz', 'wb').write(b''.join(gzip.compress(part, mtime=0) for part in parts))
            open('mixed.tgz', 'wb').write(b''.join(gzip.compress(part, mtime=n) for n, part in enumerate(parts)))
            """
        )
        let same = try #require(try read("same.tgz").end)
        #expect(same.members == 3 && same.membersAgree)
        #expect(try read("mixed.tgz").end?.membersAgree == false)
    }

    @Test func stopsABomb() throws {
        try scratch.shell("mkdir top; truncate -s 300M top/a; tar -cf - top | gzip > b.tgz")
        let limits = ArchiveLimits(
            content: DecompressionLimits(maximumBytes: 1 << 40, maximumRatio: 500, ratioFloor: 1 << 20)
        )
        #expect(try read("b.tgz", limits: limits).error?.code == .tooDense(limit: 500))
        let small = ArchiveLimits(content: DecompressionLimits(maximumBytes: 1 << 20))
        #expect(try read("b.tgz", limits: small).error?.code == .tooLarge(limit: 1 << 20))
        #expect(try read("b.tgz").error?.code == .entryTooLarge(limit: 64 << 20))
    }

    @Test func passesOverDataNobodyReads() throws {
        try scratch.write(logText(lines: 30_000), to: "log")
        try scratch.shell("mkdir top; cp log top/a; cp log top/b; tar --sort=name -czf b.tgz top")
        try scratch.withDescriptor("b.tgz") { descriptor in
            var reader = try ArchiveReader.open(descriptor)
            var names: [String] = []
            while let entry = try reader.next() {
                names.append(String(lossless: entry.path))
                // Read a little of it only.
                _ = try reader.readChunk { _ in }
            }
            #expect(names == ["top/", "top/a", "top/b"])
            #expect(try reader.finish().hasEndMark)
        }
    }
}
