import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct BundleWriterTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// Text that compresses about as logs do.
    private static func content(_ count: Int, seed: Int = 1) -> [UInt8] {
        var state = UInt32(truncatingIfNeeded: seed &* 2_654_435_761 | 1)
        return (0..<count).map { index in
            guard index % 3 == 0 else { return UInt8(truncatingIfNeeded: 0x61 + index % 7) }
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private func append(_ bytes: [UInt8], to writer: inout BundleWriter, pieces: Int = 100_003) throws {
        let session = try RedactionSession(configuration: RedactionConfiguration(isEnabled: false))
        var redactor = session.makeRedactor(grammar: .text)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + pieces)
            try redactor.consume(bytes.span.extracting(start..<end)) { try writer.append($0) }
            start = end
        }
        _ = try redactor.finish { try writer.append($0) }
    }

    private struct Item {
        let path: FilePath
        let content: [UInt8]
        var isAbandoned = false
    }

    @discardableResult
    private func write(
        _ items: [Item],
        to name: String = "b.tar.gz",
        pieces: Int = 100_003,
        format: BundleFormat = .gzip,
        workers: Int = 2
    ) throws -> [BundleWriter.Entry] {
        var writer = try BundleWriter.create(
            at: scratch(name),
            folder: "top",
            reserve: 0,
            format: format,
            workers: workers
        )
        var entries: [BundleWriter.Entry] = []
        for item in items {
            writer.begin(item.path, modified: 1_795_225_500)
            try append(item.content, to: &writer, pieces: pieces)
            if item.isAbandoned { try writer.abandon() } else { entries.append(try writer.end()) }
        }
        try writer.finish().intoFile().publish()
        return entries
    }

    private static let block = BundleWriter.blockSize

    /// Sizes around the limits of a block, where a header changes from whole to filled in later.
    private static let sizes = [0, 1, 511, 512, 513, block - 1, block, block + 1, 2 * block, 3 * block + block / 2]

    private static var items: [Item] {
        sizes.enumerated().map { Item(path: FilePath("logs/\($0)-\($1)"), content: content($1, seed: $0)) }
    }

    // MARK: - Whole bundles

    @Test func everyReaderFindsTheSame() throws {
        let entries = try write(Self.items)
        let names = Self.items.map { "top/\($0.path)\n" }.joined()
        try scratch.shell("gzip -t b.tar.gz")
        #expect(try scratch.shell("tar -tzf b.tar.gz") == names)
        #expect(try scratch.shell("bsdtar -tf b.tar.gz") == names)
        try scratch.shell("mkdir gnu bsd; tar -xzf b.tar.gz -C gnu; bsdtar -xf b.tar.gz -C bsd; diff -r gnu bsd")
        for (item, entry) in zip(Self.items, entries) {
            #expect(entry.bytes == Int64(item.content.count))
            let path = "gnu/top/\(item.path)"
            #expect(try scratch.read(path) == item.content)
            #expect(try scratch.shell("sha256sum \(path)").hasPrefix(entry.sha256 + " "))
        }
        #expect(
            try scratch.python(
                "import tarfile; print(*['%s %d' % (m.name, m.size) for m in tarfile.open('b.tar.gz')], sep='\\n')"
            )
                == Self.items.map { "top/\($0.path) \($0.content.count)\n" }.joined()
        )
        #expect(try scratch.shell("stat -c %a b.tar.gz; stat -c '%a %Y' gnu/top/logs/1-1") == "600\n600 1795225500\n")
    }

    @Test func everyReaderFindsTheSameInZstandardFrames() throws {
        let entries = try write(Self.items, to: "b.tar.zst", format: .zstd)
        try scratch.shell("zstd -q -t b.tar.zst; mkdir gnu bsd")
        try scratch.shell("tar --zstd -xf b.tar.zst -C gnu; bsdtar -xf b.tar.zst -C bsd; diff -r gnu bsd")
        for (item, entry) in zip(Self.items, entries) {
            #expect(try scratch.read("gnu/top/\(item.path)") == item.content)
            #expect(entry.bytes == Int64(item.content.count))
        }
        // The same archive, whatever it is compressed with; the frames behind it hold nothing.
        try write(Self.items)
        try scratch.shell("gzip -dc b.tar.gz > one; zstd -q -dc b.tar.zst > two; cmp one two")
        // Every frame has a check sum, the placeholder's too.
        let frames = try scratch.shell("zstd -lv b.tar.zst")
        #expect(frames.contains("Check: XXH64"), "\(frames)")
    }

    @Test(arguments: BundleFormat.allCases)
    func anEntryIsReadFromWhereTheIndexSaysItBegins(format: BundleFormat) throws {
        let items =
            Self.items + [Item(path: "given-up", content: Self.content(3 << 20), isAbandoned: true)] + Self.items
        let name = "b.\(format.rawValue)"
        try write(items, to: name, format: format)
        let bundle = try BundleFile.open(scratch(name))
        let isIndexed = bundle.isIndexed
        #expect(isIndexed)
        for item in Self.items {
            var found: [[UInt8]] = []
            try bundle.forEachEntry(where: { $0 == item.path.string }) { _, read in
                var content: [UInt8] = []
                try read { content.append(copying: $0) }
                found.append(content)
            }
            #expect(found == [item.content, item.content])
        }
    }

    @Test(arguments: BundleFormat.allCases, [1, 3, 8])
    func theNumberOfWorkersChangesNoByte(format: BundleFormat, workers: Int) throws {
        let many = (0..<200).map { Item(path: FilePath("small/\($0)"), content: Self.content($0 * 11, seed: $0)) }
        let given = Item(path: "given-up", content: Self.content(5 << 20), isAbandoned: true)
        let items = Self.items + [given] + many + [given] + Self.items
        try write(items, to: "one", format: format, workers: 2)
        try write(items, to: "two", format: format, workers: workers)
        try scratch.shell("cmp one two")
    }

    /// Records whose numbers count on, or come as they please.
    private static func log(_ count: Int, isRegular: Bool) -> [UInt8] {
        var state: UInt32 = 1
        var bytes: [UInt8] = []
        var number = 0
        while bytes.count < count {
            number += 1
            state = state &* 1_664_525 &+ 1_013_904_223
            let value = isRegular ? number : Int(state >> 8)
            let record = """
                2025-11-02T00:16:\(value / 10_000 % 60).\(value % 10_000)997-05:00 [\(value % 40)] info: 02-0042 publish \
                to topic /orders/\(value % 199) from client session-\(value % 7) seq=\(value * 13) \
                latency_us=\(300 + value % 50) bytes=\(900 + value % 97)

                """
            bytes += record.utf8
        }
        return bytes
    }

    @Test(arguments: [true, false])
    func aLargeLogIsAboutAsSmallAsGzipMakesIt(isRegular: Bool) throws {
        let content = Self.log(8 << 20, isRegular: isRegular)
        try write([Item(path: "amps.log", content: content)])
        let gzip = try #require(Int(try scratch.shell("gzip -dc b.tar.gz | gzip -6 | wc -c").prefix { $0.isNumber }))
        let size = try scratch.read("b.tar.gz").count
        #expect(size <= gzip / 100 * 103, "\(size) of \(gzip)")
        // One of them needs the usual level for that, the other does without.
        let level = CompressionLevel.chosen(for: content.span, .gzip)
        #expect((level == .usual(.gzip)) == isRegular, "\(level)")
    }

    @Test func everyEntryBeginsAGzipMember() throws {
        try write(Self.items)
        // The bundle is cut into members by Python, which knows where each ends; a header must begin one of them.
        let found = try scratch.python(
            """
            import zlib, tarfile
            data = open('b.tar.gz', 'rb').read()
            starts, plain = set(), 0
            while data:
                d = zlib.decompressobj(31)
                out = d.decompress(data) + d.flush()
                starts.add(plain)
                assert len(out) <= \(Self.block) + 8192 + 512, len(out)
                plain += len(out)
                data = d.unused_data
            print(*[m.offset in starts for m in tarfile.open('b.tar.gz')])
            """
        )
        #expect(found == Self.items.map { _ in "True" }.joined(separator: " ") + "\n")
    }

    @Test func theSameContentGivesTheSameBytes() throws {
        try write(Self.items, to: "one", pieces: 100_003)
        try write(Self.items, to: "two", pieces: 1 << 18)
        try scratch.shell("cmp one two")
    }

    @Test func anEmptyBundleIsAnArchive() throws {
        try write([])
        #expect(try scratch.shell("gzip -t b.tar.gz; tar -tzf b.tar.gz; gzip -dc b.tar.gz | wc -c") == "1024\n")
    }

    @Test(arguments: ["large", "small"])
    func longNamesAndOddNamesAreKept(size: String) throws {
        let path = FilePath(
            bytes: Array("logs/".utf8) + [UInt8](repeating: 0xFC, count: 150) + Array("/two\nlines".utf8)
        )
        let content = Self.content(size == "large" ? 2 * Self.block : 10)
        try write([Item(path: path, content: content)])
        try scratch.write(Array("top/".utf8) + path.bytes + [0x0A], to: "expected")
        try scratch.shell("tar --quoting-style=literal -tzf b.tar.gz | cmp - expected")
        try scratch.write(content, to: "content")
        try scratch.shell("tar -xzOf b.tar.gz | cmp - content")
    }

    // MARK: - Entries given up

    @Test(arguments: sizes)
    func anAbandonedEntryLeavesNoTrace(size: Int) throws {
        let before = Item(path: "before", content: Self.content(700))
        let after = Item(path: "after", content: Self.content(2 * Self.block, seed: 9))
        let given = Item(path: "logs/given-up", content: Self.content(size, seed: 5), isAbandoned: true)
        try write([before, given, after, given], to: "with")
        try write([before, after], to: "without")
        try scratch.shell("cmp with without")
    }

    // MARK: - Refusals

    @Test func aBundleThatIsNotFinishedLeavesNothing() throws {
        do {
            var writer = try BundleWriter.create(at: scratch("b.tar.gz"), folder: "top", reserve: 0)
            writer.begin("file", modified: 0)
            try append(Self.content(12 * Self.block), to: &writer)
            #expect(writer.count > 0)
        }
        #expect(try scratch.shell("ls -A") == "")
    }

    @Test func aDirectoryThatIsNotThereIsRefused() {
        let failure = #expect(throws: BundleError.self) {
            _ = try BundleWriter.create(at: scratch("nowhere/b.tar.gz"), folder: "top", reserve: 0)
        }
        #expect(failure?.description.contains("choose another place with --output") == true)
    }

    @Test func theDiskIsNeverFilled() throws {
        var writer = try BundleWriter.create(at: scratch("b.tar.gz"), folder: "top", reserve: .max)
        let bytes = Self.content(1 << 20)
        writer.begin("file", modified: 0)
        var failure: BundleError?
        do {
            for _ in 0..<80 { try append(bytes, to: &writer, pieces: 1 << 20) }
        } catch {
            failure = error as? BundleError
        }
        guard case .noSpace(let directory, _, _)? = failure else {
            Issue.record("written although the reserve is used up")
            return
        }
        #expect(directory == scratch.path.string)
    }

    @Test(arguments: [([], ""), ([0, 0x0F, 0xF0, 0xFF], "000ff0ff")] as [([UInt8], String)])
    func bytesAsHexadecimalDigits(bytes: [UInt8], text: String) {
        #expect(bytes.hexadecimal == text)
    }
}
