import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct FileSourceTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func open(_ path: FilePath, maximumBytes: Int64 = 1 << 40) throws -> FileSource {
        try FileSource.open(path, files: HostFileSystem(), FileTreatment(maximumBytes: maximumBytes))
    }

    /// Reads everything; `during` is called after the first piece.
    private func read(
        _ source: borrowing FileSource,
        during: () throws -> Void = {}
    ) throws -> (bytes: [UInt8], outcome: FileSource.Outcome) {
        var bytes: [UInt8] = []
        var isFirst = true
        let outcome = try source.forEachChunk(stop: { nil }) { chunk in
            bytes.append(copying: chunk)
            if isFirst { try during() }
            isFirst = false
        }
        return (bytes, outcome)
    }

    private static func lines(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { Array("line number \($0)\n".utf8) }
    }

    @Test(arguments: [1, 100, 100_000])
    func aFileIsReadWhole(count: Int) throws {
        let content = Self.lines(count)
        let source = try open(scratch.write(content, to: "file"))
        let result = try read(source)
        #expect(result.bytes == content)
        #expect(result.outcome == .init(bytes: Int64(content.count), shortfall: nil))
        #expect(source.head == Array(content.prefix(ContentKind.headSize)))
        #expect(source.status.size == Int64(content.count))
    }

    @Test func whatIsAppendedMeanwhileIsNotRead() throws {
        let content = Self.lines(50_000)
        let source = try open(scratch.write(content, to: "file"))
        let result = try read(source) { try scratch.shell("head -c 1000000 /dev/zero >> file") }
        #expect(result.bytes == content)
        #expect(result.outcome.shortfall == nil)
    }

    @Test func aFileThatShrinksSaysSo() throws {
        let content = Self.lines(50_000)
        let source = try open(scratch.write(content, to: "file"))
        let result = try read(source) { try scratch.shell("truncate -s 300000 file") }
        #expect(result.bytes == Array(content.prefix(300_000)))
        #expect(
            result.outcome
                == .init(
                    bytes: 300_000,
                    shortfall: "the file shrank from \(content.count) to 300000 bytes while it was read"
                )
        )
    }

    @Test func aFileReplacedByItsNextKeepsItsContent() throws {
        let content = Self.lines(50_000)
        let source = try open(scratch.write(content, to: "file"))
        #expect(try read(source) { try scratch.shell("mv file file.1; echo new > file") }.bytes == content)
    }

    @Test(arguments: [1, 100, 5_000, 65_536])
    func ofATooLongFileTheEndIsTakenFromAWholeLineOn(maximum: Int) throws {
        let content = Self.lines(10_000)
        let source = try open(scratch.write(content, to: "file"), maximumBytes: Int64(maximum))
        let result = try read(source)
        let text = String(decoding: result.bytes, as: UTF8.self)
        let first = text.prefix { $0 != "\n" }
        let left = content.count - Int(result.outcome.bytes)
        #expect(first == "[supportkit: the first \(left) bytes of this file were left out]")
        let rest = Array(text.dropFirst(first.count + 1).utf8)
        #expect(rest == Array(content.suffix(Int(result.outcome.bytes))))
        #expect(rest.isEmpty || rest.starts(with: "line number ".utf8))
        #expect(rest.count <= maximum)
        #expect(rest.count > maximum - 32)
        #expect(
            result.outcome.shortfall
                == "only the last \(ByteCount(Int64(rest.count))) of \(ByteCount(Int64(content.count))) were taken"
        )
    }

    @Test func aFileOfExactlyTheMaximumIsWhole() throws {
        let source = try open(scratch.write("12345\n", to: "file"), maximumBytes: 6)
        #expect(try read(source).outcome == .init(bytes: 6, shortfall: nil))
    }

    @Test func oneEndlessLineIsCutInsideIt() throws {
        let content = [UInt8](repeating: 0x61, count: 3 << 20)
        let source = try open(scratch.write(content, to: "file"), maximumBytes: 2 << 20)
        #expect(try read(source).outcome.bytes == 2 << 20)
    }

    @Test func aFileOfProcIsReadToItsEnd() throws {
        let result = try read(open("/proc/cpuinfo"))
        let expected = try scratch.shell("wc -l < /proc/cpuinfo")
        #expect(result.bytes.count { $0 == 0x0A } == Int(expected.filter(\.isNumber)))
        #expect(result.outcome.shortfall == nil)
        #expect(result.outcome.bytes == Int64(result.bytes.count))
    }

    /// Such a file states no size, so nobody knows before where its end is.
    @Test func aFileOfProcBelowItsLimitIsReadWhole() throws {
        let result = try read(open("/proc/version", maximumBytes: 1 << 20))
        #expect(String(decoding: result.bytes, as: UTF8.self) == (try scratch.shell("cat /proc/version")))
        #expect(result.outcome.shortfall == nil)
    }

    @Test func aFileOfProcAboveItsLimitSaysThatItIsCut() throws {
        let result = try read(open("/proc/self/status", maximumBytes: 100))
        #expect(result.bytes.count <= 200)
        #expect(result.outcome.shortfall != nil)
    }

    @Test func whatIsNoFileIsNotOpened() throws {
        try scratch.shell("mkfifo fifo")
        #expect(throws: AccessError.notARegularFile(scratch("fifo"))) { _ = try open(scratch("fifo")) }
        #expect(throws: AccessError.missing(scratch("gone"))) { _ = try open(scratch("gone")) }
    }

    @Test func theReadingStopsBetweenPiecesAndSaysWhy() throws {
        let content = Self.lines(50_000)
        let source = try open(scratch.write(content, to: "file"))
        var bytes: [UInt8] = []
        let outcome = try source.forEachChunk(stop: { bytes.isEmpty ? nil : "interrupted" }) {
            bytes.append(copying: $0)
        }
        #expect(bytes == Array(content.prefix(262_144)))
        #expect(outcome == .init(bytes: 262_144, shortfall: "interrupted after 256.0 KiB"))
    }

    @Test func whatTheReceiverThrowsEndsTheReading() throws {
        struct Stop: Error {}
        let source = try open(scratch.write("text", to: "file"))
        #expect(throws: Stop.self) { _ = try source.forEachChunk(stop: { nil }) { _ in throw Stop() } }
    }
}
