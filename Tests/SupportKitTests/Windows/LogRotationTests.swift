@testable import SupportKit
import Testing

@Suite struct LogRotationTests {
    private static let hour: Int64 = 3_600
    private static let day: Int64 = 1_795_219_200

    private func decide(_ files: [(first: Int64?, modified: Int64)], _ since: Int64?, _ until: Int64?) -> [LogRotation
        .Verdict]
    {
        LogRotation.decide(
            files.map { file in
                LogRotation.File(
                    first: file.first.map { RecordTime((Self.day + $0 * Self.hour) * 1_000_000_000) },
                    modified: Self.day + file.modified * Self.hour,
                    size: 1
                )
            },
            window: IncidentWindow(
                since: since.map { Self.day + $0 * Self.hour },
                until: until.map { Self.day + $0 * Self.hour },
                zone: .utc
            )
        )
    }

    @Test func neighboursTellWhichFilesLieOutside() {
        let files: [(first: Int64?, modified: Int64)] = [(9, 12), (6, 9), (3, 6), (0, 3)]
        #expect(decide(files, 4, 5).map(\.decision) == [.skip, .skip, .cut, .skip])
        #expect(decide(files, 4, 10).map(\.decision) == [.cut, .keep, .cut, .skip])
        #expect(decide(files, nil, nil).map(\.decision) == [.keep, .keep, .keep, .keep])
        #expect(decide(files, 3, 6).map(\.decision) == [.skip, .cut, .keep, .cut])
        let reasons = decide(files, 4, 5).map(\.reason)
        #expect(reasons[0] == "begins at 2026-11-21T09:00:00Z, after the window")
        #expect(reasons[3].hasPrefix("ends before the next file, which begins at 2026-11-21T03:00:00Z"))
    }

    @Test func timesOfModificationAreBelievedOnlyWhereTheyCanBeTrue() {
        // Copied afterwards: written last much later than the next file began.
        #expect(decide([(0, 20), (3, 20), (9, 20)], 10, 11).map(\.decision) == [.skip, .skip, .cut])
        // Restored with a time before its own records.
        #expect(decide([(8, 1)], 6, 10).map(\.decision) == [.cut])
        #expect(decide([(1, 2)], 6, 10).map(\.decision) == [.skip])
        #expect(decide([(nil, 2), (nil, 7)], 6, 10).map(\.decision) == [.skip, .keep])
    }

    @Test(arguments: [
        ("catalina.out", "catalina.out"), ("catalina.2026-11-21.log", "catalina.#.log"), ("app.log", "app.log"),
        ("app.log.1", "app.log"), ("app.log.12.gz", "app.log"), ("app.log-20261121.xz", "app.log"),
        ("20251102-amps-00003.log", "#-amps-#.log"), ("20251102-amps-00001.log.gz", "#-amps-#.log"),
        ("server1.log", "server1.log"), ("server2.log", "server2.log"), ("localhost.2026-11-21.log", "localhost.#.log"),
        ("2026-11-21T014500.log", "#.log"), ("error.log.1.gz", "error.log"), ("", ""), ("7", "7"),
    ])
    func rotatedFilesOfOneLogHaveOneKey(name: String, key: String) {
        #expect(String(decoding: LogSeries.key(of: name.utf8), as: UTF8.self) == key)
    }
}
