import Foundation
import TestSupport
import Testing

/// Logs are cut to the incident window by the times of their records.
@Suite struct WindowTests {
    /// A log of one record a second from midnight on, each of two lines.
    private static func log(hours: Int, padding: Int = 60) -> String {
        var text = ""
        let filler = String(repeating: "x", count: padding)
        for second in 0..<hours * 3600 {
            let time = String(format: "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
            text += "2026-11-20T\(time).1234567Z [7] info: record \(second) \(filler)\n  continued \(second)\n"
        }
        return text
    }

    private func collect(
        _ scratch: ScratchDirectory,
        _ options: [String]
    ) async throws -> (contents: BundleContents, run: CommandRun) {
        let run = try await ProductUnderTest.run(
            [
                "collect", "files", "--root", scratch.path("tree"), "--batch", "--timezone", "UTC", "--output",
                scratch.path,
            ]
                + options
        )
        let bundle = try #require(run.output.split(separator: "\n").first.map(String.init), "\(run.errors)")
        return (try await BundleContents(bundle), run)
    }

    @Test func recordsOfTheWindowAreTakenWholeAndNoOthers() async throws {
        let scratch = try ScratchDirectory()
        let text = Self.log(hours: 12)
        try scratch.write("tree/app.log", text)
        try await CommandRun.tool("/bin/sh", "-c", "gzip -k \"$0\"", scratch.path("tree/app.log"))
        let (contents, run) = try await collect(
            scratch,
            ["--since", "2026-11-20 05:00", "--until", "2026-11-20 05:10"]
        )
        #expect(run.code == 0, "\(run.errors)")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = lines[(5 * 3600 * 2)..<((5 * 3600 + 601) * 2)].joined(separator: "\n") + "\n"
        let path = "logs\(scratch.path("tree/app.log"))"
        // The window's last second belongs to it.
        #expect(contents.text(path) == expected)
        let packed = try #require(contents.rows("app.log.gz").first)
        #expect(contents.text(packed.path) == expected)
        let readme = contents.text("README.txt")
        #expect(readme.contains("WHAT OF THE WINDOW THE LOGS COVER"))
        #expect(readme.contains("all: \(path): 2026-11-20T05:00:00Z to 2026-11-20T05:10:00Z"), "\(readme)")
    }

    /// Times that nobody would recognise, in a zone of their own.
    @Test func theProfileDeclaresHowTimesAreWritten() async throws {
        let profile = try TestProfile(
            """
            - id: log
              collector: files
              category: logs
              why: test
              paths: ROOT/*.log
              record-times: "<%*> %d|%m|%Y %H.%M.%S"
              timezone: Asia/Tokyo
            """
        )
        let lines = (0..<86_400).map { second in
            let time = String(format: "%02d.%02d.%02d", second / 3_600, second / 60 % 60, second % 60)
            return "<worker \(second % 7)> 20|11|2026 \(time) record \(second)\n  continued\n"
        }
        try profile.write("own.log", lines.joined())
        try profile.write("other.log", Self.log(hours: 24))
        let collection = try await CollectRun.make(
            profile.arguments + ["--timezone", "UTC", "--since", "2026-11-20 05:00", "--until", "2026-11-20 05:10"]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await BundleContents(collection.bundle())
        // Nine hours ahead of UTC, all the year.
        let expected = lines[(14 * 3_600)..<(14 * 3_600 + 601)].joined()
        #expect(contents.text(try #require(contents.rows("own.log").first).path) == expected)
        let other = try #require(contents.rows("other.log").first)
        #expect(other.reason?.contains("no line of its beginning has times as record-times") == true, "\(other)")
        #expect(try #require(contents.rows("own.log").first).reason?.contains("record-times") != true)
    }

    @Test func withoutAWindowTheZoneHoldsForTheDigestOfErrors() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", "2026-11-20 12:00:00 ERROR something broke\n2026-11-20 12:00:01 fine\n")
        let (contents, run) = try await collect(scratch, ["--all-times", "--timezone", "Asia/Tokyo"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(contents.text("request.txt").contains("first: 2026-11-20T12:00:00+09:00 ERROR something broke"))
    }

    @Test func aLogOfAnotherZoneIsNoticedAndSettingsAreTakenHoweverOld() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", "2026-11-20 11:59:00 early\n2026-11-20 12:00:00 the last record\n")
        try scratch.write("tree/idle.log", "2026-11-20 11:59:00 early\n2026-11-20 12:00:00 the last record\n")
        try scratch.write("tree/site.conf", "name = trial\n")
        try scratch.write("tree/old.log", "2025-11-20 12:00:00 a year ago\n")
        for (name, time) in [
            ("app.log", "2026-11-20T14:00:01Z"), ("idle.log", "2026-11-20T12:10:00Z"),
            ("site.conf", "2025-11-20T12:00:00Z"), ("old.log", "2025-11-20T12:00:00Z"),
        ] {
            try await CommandRun.tool("touch", "-d", time, scratch.path("tree/\(name)"))
        }
        let (contents, run) = try await collect(
            scratch,
            ["--since", "2026-11-20 11:00", "--until", "2026-11-20 12:30"]
        )
        #expect(run.code == 0, "\(run.errors)")
        let log = try #require(contents.rows("/app.log").first)
        #expect(log.reason?.contains("are its times of another zone? --timezone") == true, "\(log)")
        #expect(try #require(contents.rows("/idle.log").first).reason?.contains("zone?") != true)
        #expect(contents.text("logs\(scratch.path("tree/site.conf"))") == "name = trial\n")
        #expect(try #require(contents.rows("/old.log").first).outcome == "excluded")
    }

    @Test func ofALargeLogLittleMoreThanTheWindowIsRead() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", Self.log(hours: 24, padding: 400))
        let file = scratch.path("tree/app.log")
        let log = try await SystemCallLog.record(
            [
                "collect", "files", "--root", scratch.path("tree"), "--batch", "--timezone", "UTC", "--output",
                scratch.path,
                "--since", "2026-11-20 13:00", "--until", "2026-11-20 13:10",
            ],
            calls: "read,pread64"
        )
        #expect(log.run.code == 0, "\(log.run.errors)")
        let read = log.calls.filter { $0.descriptorPath == file }.compactMap { Int($0.result) }.reduce(0, +)
        let window = 600 * 490
        #expect(read > window && read < window + (1 << 20), "read \(read) bytes")
    }

    @Test func whatTheWindowDoesNotCoverIsSaid() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/app.log", Self.log(hours: 2))
        try scratch.write("tree/plain.log", "no times here\nnone at all\n")
        let (contents, run) = try await collect(
            scratch,
            ["--since", "2026-11-20 01:30", "--until", "2026-11-20 03:00"]
        )
        #expect(run.code == 0, "\(run.errors)")
        let row = try #require(contents.rows("/app.log").first)
        #expect(row.reason?.contains("covers 01:30–01:59 of 01:30–03:00") == true, "\(row.reason ?? "-")")
        #expect(row.reason?.contains("ends before the window's end") == true)
        #expect(contents.text("README.txt").contains("PART: logs"))
        let request = contents.text("request.txt")
        let path = "logs\(scratch.path("tree/app.log"))"
        #expect(
            request.contains("- \(path): 2026-11-20T01:30:00Z to 2026-11-20T01:59:59Z, not all of it"),
            "\(request)"
        )
        // Without times it is taken whole, by its modification time.
        #expect(contents.text("logs\(scratch.path("tree/plain.log"))") == "no times here\nnone at all\n")
        let nothing = try await collect(
            scratch,
            ["--since", "2026-11-20 20:00", "--until", "2026-11-20 21:00", "--output", scratch.path("b.tar.gz")]
        )
        #expect(nothing.contents.rows("/app.log").first?.outcome == "empty")
        #expect(nothing.contents.rows("/app.log").first?.reason?.contains("covers nothing of 20:00–21:00") == true)
    }
}
