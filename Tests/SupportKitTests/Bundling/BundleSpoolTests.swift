import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

/// A sealed file behaves as a plain one, and the disk never holds a plain byte of it.
@Suite struct BundleSpoolTests {
    private let scratch: Scratch
    private static let block = BundleSpool.blockSize

    init() throws {
        scratch = try Scratch()
    }

    private func bytes(_ count: Int, seed: Int = 1) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed) ^ ($0 >> 8)) }
    }

    private func content(of spool: borrowing BundleSpool, piece: Int = 100_000) -> [UInt8]? {
        let source = spool.source()
        var content: [UInt8] = []
        while true {
            guard let next = source.read(piece) else { return nil }
            if next.isEmpty { return content }
            #expect(next.count <= piece)
            content += next
        }
    }

    /// What stands in the file without a name.
    private func stored(_ spool: borrowing BundleSpool) throws -> [UInt8] {
        try spool.sealedDescriptor.read(count: 1 << 22, path: "sealed")
    }

    @Test(arguments: [0, 1, block - 1, block, block + 1, 3 * block, 3 * block + 17])
    func whatIsWrittenIsReadBack(count: Int) throws {
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: true)
        let expected = bytes(count)
        var start = 0
        while start < count {
            let end = min(count, start + 50_001)
            try spool.append(expected.span.extracting(start..<end))
            start = end
        }
        #expect(spool.count == Int64(count))
        #expect(content(of: spool) == expected)
        #expect(content(of: spool, piece: 999) == expected)
        var drained: [UInt8] = []
        try spool.drain { (piece: Span<UInt8>) throws(Never) in drained.append(copying: piece) }
        #expect(drained == expected)
    }

    @Test func bytesAreOverwrittenAcrossBlocksAndForgotten() throws {
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: true)
        var expected = bytes(3 * Self.block + 1_000)
        try spool.append(expected.span)
        for (offset, count) in [
            (0, 10), (Self.block - 5, 10), (2 * Self.block - 1, Self.block + 2), (3 * Self.block, 1_000),
        ] {
            let new = bytes(count, seed: offset)
            try spool.overwrite(new.span, at: Int64(offset))
            expected.replaceSubrange(offset..<offset + count, with: new)
            #expect(content(of: spool) == expected)
        }
        for count in [3 * Self.block + 400, 3 * Self.block, 2 * Self.block + 1, Self.block, 5, 0] {
            try spool.truncate(to: Int64(count))
            expected.removeLast(expected.count - count)
            #expect(content(of: spool) == expected)
            let more = bytes(Self.block / 2, seed: count)
            try spool.append(more.span)
            #expect(content(of: spool) == expected + more)
            try spool.truncate(to: Int64(count))
        }
    }

    @Test func theDiskHoldsNothingThatCanBeRead() throws {
        let mark = Array("the tiger is called Tiger_4711x ".utf8)
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: true)
        for _ in 0..<8_192 { try spool.append(mark.span) }
        try spool.overwrite(mark.span, at: 64)
        try spool.truncate(to: 200_000)
        let stored = try stored(spool)
        #expect(stored.count > 100_000)
        #expect(stored.span.firstIndex(of: Array("Tiger".utf8)) == nil)
        // Equal blocks are not equal on the disk, nor the same block written twice.
        let first = stored[..<Self.block]
        #expect(first != stored[(Self.block + 28)..<(2 * Self.block + 28)])
        try spool.overwrite(mark.span, at: 64)
        #expect(try self.stored(spool)[..<Self.block] != first)
        #expect(try scratch.shell("ls -A").isEmpty)
    }

    @Test func aChangedBlockIsNotTakenForContent() throws {
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: true)
        try spool.append(bytes(2 * Self.block).span)
        let stored = try stored(spool)
        let size = Self.block + 28
        // The second block in the place of the first one.
        try spool.sealedDescriptor.seek(offset: 0, from: .start)
        _ = try spool.sealedDescriptor.writeAll(stored[size..<2 * size])
        #expect(content(of: spool) == nil)
    }

    @Test func theDiskGetsBackWhatWasPassedOn() throws {
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: true)
        try spool.append(bytes(40 * Self.block).span)
        let descriptor = spool.sealedDescriptor
        let before = try FileStatus(of: descriptor, path: "sealed").allocated
        var least = before
        try spool.drain { (_: Span<UInt8>) throws(Never) in
            least = min(least, (try? FileStatus(of: descriptor, path: "sealed").allocated) ?? before)
        }
        #expect(before >= Int64(40 * Self.block))
        #expect(try FileStatus(of: descriptor, path: "sealed").allocated <= 16_384)
        #expect(least < before / 4)
    }

    @Test func aPlainSpoolIsTheFileItself() throws {
        var spool = try BundleSpool.create(for: scratch("bundle"), isSealed: false)
        let expected = bytes(100_000)
        try spool.append(expected.span)
        #expect(spool.descriptor != nil && !spool.isSealed)
        try spool.intoFile().publish()
        #expect(try scratch.read("bundle") == expected)
    }
}
