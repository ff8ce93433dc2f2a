internal import Foundation
internal import Platform
internal import SystemPackage
import Testing

@Suite struct DecompressorTests {
    private let scratch: ArchiveScratch
    private let plain = logText(lines: 9_000)
    private let generous = DecompressionLimits(maximumBytes: 1 << 30)

    init() throws {
        scratch = try ArchiveScratch()
    }

    /// What came out, and the error that ended it.
    private func decompress(
        _ name: String,
        limits: DecompressionLimits? = nil
    ) throws -> (bytes: [UInt8], error: ArchiveError?) {
        try scratch.withDescriptor(name) { descriptor in
            var bytes: [UInt8] = []
            do {
                var decompressor = try Decompressor.open(descriptor, limits: limits ?? generous)
                try decompressor.forEachChunk { chunk in
                    for index in chunk.indices { bytes.append(chunk[index]) }
                }
                return (bytes, nil)
            } catch let error as ArchiveError {
                return (bytes, error)
            }
        }
    }

    /// A command line for each compression, with the file name it makes from `log`.
    static let tools = [
        ("gzip -k log", "log.gz"), ("pigz -k log", "log.gz"), ("xz -k -1 log", "log.xz"),
        ("zstd -q -k log", "log.zst"), ("bzip2 -k log", "log.bz2"),
    ]

    @Test(arguments: tools)
    func restoresWhatTheToolCompressed(tool: String, file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell(tool)
        // Names are not looked at.
        try scratch.shell("mv \(file) log.gz.1")
        let result = try decompress("log.gz.1")
        #expect(result.error == nil)
        #expect(result.bytes == plain)
    }

    @Test(arguments: tools)
    func restoresNothingFromNothing(tool: String, file: String) throws {
        try scratch.write([], to: "log")
        try scratch.shell(tool)
        let result = try decompress(file)
        #expect(result.error == nil)
        #expect(result.bytes.isEmpty)
    }

    @Test(arguments: tools)
    func readsMembersInARow(tool: String, file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("\(tool); cat \(file) \(file) \(file) > three")
        let result = try decompress("three")
        #expect(result.error == nil)
        #expect(result.bytes == plain + plain + plain)
    }

    @Test(arguments: tools)
    func undoesOnlyOneOfTwoCompressions(tool: String, file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("\(tool); mv \(file) log; \(tool) || \(tool) -f")
        let result = try decompress(file)
        #expect(result.error == nil)
        #expect(try result.bytes == scratch.read("log"))
    }

    @Test(arguments: tools)
    func handsOutWhatATruncatedFileStillHolds(tool: String, file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell(tool)
        let whole = try scratch.read(file)
        for part in 1...8 {
            try scratch.write(whole.dropLast(whole.count * part / 9), to: "cut")
            let result = try decompress("cut")
            #expect(result.error?.code == .truncated, "\(part)")
            #expect(plain.starts(with: result.bytes), "\(part)")
        }
    }

    @Test func losesNothingReadableOfATruncatedGzipFile() throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("gzip -k log; head -c -200 log.gz > cut.gz; (gzip -dc cut.gz || true) > expected 2>/dev/null")
        let result = try decompress("cut.gz")
        #expect(result.error?.code == .truncated)
        #expect(try result.bytes == scratch.read("expected"))
        #expect(result.bytes.count > plain.count * 9 / 10)
    }

    @Test(arguments: tools)
    func neverHandsOutOtherDataWithoutAnError(tool: String, file: String) throws {
        try scratch.write(logText(lines: 400), to: "log")
        try scratch.shell(tool)
        let expected = try scratch.read("log")
        let whole = try scratch.read(file)
        for seed in 0..<150 {
            var numbers = SeededNumbers(seed: seed)
            var damaged = whole
            let position = Int.random(in: 0..<damaged.count, using: &numbers)
            damaged[position] ^= UInt8.random(in: 1...255, using: &numbers)
            try scratch.write(damaged, to: "damaged")
            let result = try decompress("damaged")
            if result.error == nil { #expect(result.bytes == expected, "seed \(seed), byte \(position)") }
        }
    }

    @Test func noticesAWrongGzipCheckSumAndLength() throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("gzip -k log")
        let whole = try scratch.read("log.gz")
        for fromEnd in [1, 4, 5, 8] {
            var damaged = whole
            damaged[damaged.count - fromEnd] ^= 1
            try scratch.write(damaged, to: "damaged")
            let result = try decompress("damaged")
            #expect(result.error?.code == .checksumDiffers)
            #expect(result.bytes == plain)
        }
    }

    @Test(arguments: ["log.gz", "log.bz2", "log.xz", "log.zst"])
    func noticesForeignBytesAtTheEnd(file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("gzip -k log; bzip2 -k log; xz -k log; zstd -q -k log; printf 'something else' >> \(file)")
        let result = try decompress(file)
        #expect(result.error?.isDamage == true)
        #expect(plain.starts(with: result.bytes))
        if file == "log.gz" || file == "log.bz2" {
            #expect(result.error?.code == .trailingBytes)
            #expect(result.bytes == plain)
        }
    }

    @Test func acceptsZerosAfterGzipAsGzipDoes() throws {
        try scratch.write(plain, to: "log")
        try scratch.shell("gzip -k log; head -c 300000 /dev/zero >> log.gz; gzip -t log.gz")
        let result = try decompress("log.gz")
        #expect(result.error == nil)
        #expect(result.bytes == plain)
    }

    @Test(arguments: tools)
    func stopsExactlyAtTheLimit(tool: String, file: String) throws {
        try scratch.write(plain, to: "log")
        try scratch.shell(tool)
        let tooSmall = Int64(plain.count - 1)
        let cut = try decompress(file, limits: DecompressionLimits(maximumBytes: tooSmall))
        #expect(cut.error?.code == .tooLarge(limit: tooSmall))
        #expect(cut.bytes == plain.dropLast())
        let exact = try decompress(file, limits: DecompressionLimits(maximumBytes: Int64(plain.count)))
        #expect(exact.error == nil)
        #expect(exact.bytes == plain)
    }

    @Test(arguments: ["gzip", "zstd -q", "xz -1", "bzip2"])
    func stopsABomb(tool: String) throws {
        try scratch.shell("head -c 200M /dev/zero | \(tool) > bomb")
        let limits = DecompressionLimits(maximumBytes: 1 << 40, maximumRatio: 500, ratioFloor: 1 << 20)
        let result = try decompress("bomb", limits: limits)
        #expect(result.error?.code == .tooDense(limit: 500))
        #expect(result.bytes.count < 100 << 20)
    }

    @Test func recognisesNothingElse() throws {
        for bytes in [
            [], [0x1F], [0x1F, 0x8B], Array("plain text, no compression".utf8), [0x1F, 0x9D, 0x90, 1, 2, 3],
        ] {
            try scratch.write(bytes, to: "other")
            let result = try decompress("other")
            #expect(result.error?.code == .unknownCompression)
            #expect(result.bytes.isEmpty)
        }
    }

    @Test func readsAPipe() throws {
        try scratch.write(logText(lines: 300), to: "log")
        try scratch.shell("gzip -k log")
        let ends = try FileDescriptor.pipe()
        try ends.writeEnd.closeAfter { _ = try ends.writeEnd.writeAll(scratch.read("log.gz")) }
        try ends.readEnd.closeAfter {
            var count = 0
            var decompressor = try Decompressor.open(ends.readEnd, limits: generous)
            try decompressor.forEachChunk { count += $0.count }
            #expect(count == logText(lines: 300).count)
            #expect(decompressor.compression == .gzip)
            #expect(decompressor.plainBytes == Int64(count))
        }
    }

    @Test func reportsWhatTheSystemSays() throws {
        try scratch.withDescriptor(".") { descriptor in
            let error = #expect(throws: ArchiveError.self) {
                _ = try Decompressor.open(descriptor, limits: generous)
            }
            #expect(error?.code == .system(.isDirectory))
            #expect(error?.isDamage == false)
        }
    }

    @Test func repeatsItsErrorAndPassesOnTheCallersOwn() throws {
        struct Stop: Error {}
        try scratch.write(plain, to: "log")
        try scratch.shell("gzip -k log; head -c 5000 log.gz > cut.gz")
        try scratch.withDescriptor("cut.gz") { descriptor in
            var decompressor = try Decompressor.open(descriptor, limits: generous)
            #expect(throws: Stop.self) { try decompressor.forEachChunk { _ in throw Stop() } }
            for _ in 0..<3 {
                let error = #expect(throws: ArchiveError.self) { try decompressor.forEachChunk { _ in } }
                #expect(error?.code == .truncated)
            }
        }
    }
}
