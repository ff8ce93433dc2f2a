import SupportKit
import Testing

@Suite struct ByteCountTests {
    @Test(
        arguments: [
            ("0", 0), ("4096", 4_096), ("12b", 12), ("64KiB", 65_536), ("64k", 65_536), ("64 K", 65_536),
            ("1.5 MiB", 1_572_864), ("2G", 2_147_483_648), ("1gib", 1_073_741_824), ("1T", 1_099_511_627_776),
            ("1KB", 1_000), ("25 MB", 25_000_000), ("2gb", 2_000_000_000), ("3TB", 3_000_000_000_000), (".5k", 512),
        ] as [(String, Int64)]
    )
    func readsSizes(text: String, bytes: Int64) {
        #expect(ByteCount(text: text) == ByteCount(bytes))
    }

    @Test(arguments: [
        "", " ", "k", "-1", "+1", "1e3", "1.2.3", "0x10", "64 kilobytes", "1 PiB", "½", "٣", "nan", "inf",
        "9999999999T",
    ])
    func refusesEverythingElse(text: String) {
        #expect(ByteCount(text: text) == nil)
    }

    @Test(
        arguments: [
            (0, "0 B"), (812, "812 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (1_075, "1.0 KiB"), (1_076, "1.1 KiB"),
            (4_301, "4.2 KiB"), (1_048_576, "1.0 MiB"), (1_395_864_371, "1.3 GiB"), (1_099_511_627_776, "1.0 TiB"),
            (5_629_499_534_213_120, "5120.0 TiB"), (Int64.max, "8388608.0 TiB"),
        ] as [(Int64, String)]
    )
    func isShownForPeople(bytes: Int64, text: String) {
        #expect("\(ByteCount(bytes))" == text)
    }

    @Test(arguments: [(1_048_575, "1.0 MiB"), (1_073_741_823, "1.0 GiB")] as [(Int64, String)])
    func roundsUpIntoTheNextUnit(bytes: Int64, text: String) {
        #expect("\(ByteCount(bytes))" == text)
    }

    @Test func isOrderedByItsNumber() {
        #expect(ByteCount(1) < ByteCount(2))
        #expect(!(ByteCount(2) < ByteCount(2)))
    }
}
