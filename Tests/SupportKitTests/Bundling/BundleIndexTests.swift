import Platform
@testable import SupportKit
import Testing

@Suite struct BundleIndexTests {
    private static let index = BundleIndex(
        entries: (0..<3_000).map { number in
            BundleIndex.Entry(
                path: Array("folder/logs/var/log/app/\(number / 10)/app.\(number).log".utf8),
                offset: Int64(number) * 1_000_003,
                bytes: number == 7 ? 0 : Int64(number) << 30
            )
        }
    )

    private func read(_ bytes: [UInt8], before: Int64, _ format: BundleFormat) -> BundleIndex? {
        let length = BundleFooter.memberLength(format)
        guard
            let footer = BundleFooter(Array(bytes.suffix(length)), fileSize: before + Int64(bytes.count)),
            footer.offset == before
        else { return nil }
        return BundleIndex(members: Array(bytes.dropLast(length)), length: Int(footer.length))
    }

    @Test(arguments: BundleFormat.allCases)
    func whatIsWrittenIsRead(format: BundleFormat) {
        let bytes = Self.index.members(at: 5 << 32, format: format)
        #expect(read(bytes, before: 5 << 32, format) == Self.index)
        #expect(bytes.count < 3_000 * 24)
        #expect(read(BundleIndex().members(at: 0, format: format), before: 0, format) == BundleIndex())
    }

    @Test(arguments: BundleFormat.allCases)
    func hostileBytesAreRefused(format: BundleFormat) {
        let bytes = Self.index.members(at: 100, format: format)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            // Whatever comes out, nothing traps.
            _ = read(damaged, before: 100, format)
            _ = BundleIndex(members: damaged, length: Int.random(in: 0...100_000, using: &generator))
        }
        for count in [0, 1, 20, 49, 50, 51, 1_000] {
            #expect(BundleFooter(Array(bytes.prefix(count)), fileSize: 1_000) == nil)
        }
        // Offsets and lengths that do not fit the file.
        let footer = BundleFooter(offset: 200, length: 0).member(format)
        #expect(BundleFooter(footer, fileSize: 201) != nil)
        #expect(BundleFooter(footer, fileSize: 200) == nil)
        #expect(BundleFooter(BundleFooter(offset: 0, length: 10).member(format), fileSize: 9) == nil)
    }
}
