@testable import SupportKit
import Testing

@Suite struct LogWindowTests {
    private static let incident = IncidentWindow(since: 1_795_222_800, until: 1_795_226_400, zone: .utc)

    private func cut(
        _ head: String,
        declared: RecordTimeFormat? = nil,
        zone: TimeZoneName = .utc,
        booted: Int64? = nil
    ) -> LogWindow.Cut? {
        let window = LogWindow(Self.incident, zone: zone, declared: declared, booted: booted)
        let bytes = Array(head.utf8)
        return window.cut(head: bytes.span, modified: 1_795_300_000)
    }

    private func first(_ head: String, _ cut: LogWindow.Cut?) -> Int64? {
        let bytes = Array(head.utf8)
        return cut?.firstTime(in: bytes.span)?.earliest
    }

    @Test func theFormatIsRecognisedUnlessItIsDeclared() throws {
        let text = "banner\n2026-11-21 01:30:00 x\n"
        #expect(cut(text)?.format.shapes == [.iso])
        let declared = RecordTimeFormat(shapes: [], patterns: [try RecordTimePattern("%d.%m.%Y %H:%M:%S")])
        #expect(cut("banner\n21.11.2026 01:30:00 x\n2026-11-21 01:30:00 y\n", declared: declared)?.format == declared)
        // Another version of the product may write its times in another way.
        #expect(cut(text, declared: RecordTimeFormat(name: "syslog"))?.format.shapes == [.iso])
        #expect(cut("no times\n") == nil)
        #expect(cut("") == nil)
        #expect(cut("no times\n", declared: RecordTimeFormat(name: "syslog")) != nil)
    }

    @Test func timesWithoutZoneAreThoseOfTheGivenZone() throws {
        let text = "banner\n2026-11-21 01:30:00 x\n"
        #expect(first(text, cut(text)) == 1_795_224_600_000_000_000)
        let berlin = try #require(TimeZoneName(name: "Europe/Berlin"))
        #expect(first(text, cut(text, zone: berlin)) == 1_795_221_000_000_000_000)
    }

    @Test func secondsSinceTheStartNeedIt() {
        let text = "[    0.000001] Linux\n[   10.500000] eth0\n"
        #expect(cut(text) == nil)
        #expect(first(text, cut(text, booted: 1_795_222_800)) == 1_795_222_800_000_001_000)
    }

    @Test func whatTheCutMakesWorksTogether() throws {
        let text = (0..<60).map { "2026-11-21 01:\(WindowFixture.pad($0, 2)):00 record\n" }.joined()
        let made = try #require(cut(text))
        var filter = made.filter()
        var limit = made.cut(to: WindowRoom(280, of: nil))
        var output: [UInt8] = []
        let bytes = Array(text.utf8)
        try filter.consume(bytes.span) { kept in try limit.consume(kept) { output.append(copying: $0) } }
        try filter.finish { kept in try limit.consume(kept) { output.append(copying: $0) } }
        try limit.finish { output.append(copying: $0) }
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 11)
        #expect(
            lines[5] == "[supportkit: 1,350 bytes from 2026-11-21T01:05:00Z to 2026-11-21T01:55:00Z were left out here]"
        )
        #expect(limit.omitted == 50 * 27)
    }
}
