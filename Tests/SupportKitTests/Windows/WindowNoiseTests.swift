@testable import SupportKit
import Testing

/// Logs that are damaged at random: nothing may trap, and what passes may not depend on how the log was cut into chunks.
@Suite struct WindowNoiseTests {
    private static let lines = [
        "2025-11-02T01:34:56.1234567-05:00 [7] info: 07-0013 client disconnected.",
        "2026-11-21 01:45:00,123 +0100 INFO [main] org.example.Server started",
        "21-Nov-2026 01:45:00.123 INFO [main] org.apache.catalina.startup",
        "Nov 21, 2026 1:45:00 AM org.example.Server run",
        "10.0.0.1 - - [21/Nov/2026:01:45:00 +0000] \"GET / HTTP/1.1\" 200 5",
        "[Sat Nov 21 01:45:00.123456 2026] [core:notice] [pid 1] AH00094", "2026/11/21 01:45:00 [error] 5#5: *1 failed",
        "Nov 21 01:45:00 host sshd[1]: opened", "<34>1 2026-11-21T01:45:00Z host app - - - text",
        "261121  1:45:00 [Note] ready",
        "[ 1234.567890] eth0: link up", "1795225500.123 request", "1795225500123456789 request",
        "{\"ts\":\"2026-11-21T01:45:00Z\",\"level\":\"info\"}", "{\"timestamp\": 1795225500123, \"message\": \"x\"}",
        "  at org.example.Server.run(Server.java:7)", "", "at 999999999999 and 9999999999",
        "29/Feb/2027 24:60:61 -9999",
    ]
    private static let patterns = ["%d.%m.%Y %H:%M:%S,%f", "%*%s", "%*%e/%b/%y %k:%M:%S %z", "%Y%m%d%I%M%p"]

    private func log(_ generator: inout SplitMix) -> [UInt8] {
        var bytes: [UInt8] = []
        let kinds = (0..<3).map { _ in Self.lines[generator.below(Self.lines.count)] }
        for _ in 0..<generator.below(120) {
            var line = Array(kinds[generator.below(3)].utf8)
            for _ in 0..<generator.below(3) where !line.isEmpty {
                let place = generator.below(line.count)
                switch generator.below(4) {
                case 0: line[place] = UInt8(generator.below(256))
                case 1: line[place] = UInt8(ascii: "0") + UInt8(generator.below(10))
                case 2: line.removeSubrange(place...)
                default: line.insert(UInt8(ascii: "9"), at: place)
                }
            }
            bytes += line
            bytes += generator.below(9) == 0 ? [] : generator.below(9) == 0 ? [0] : [0x0A]
        }
        return bytes
    }

    @Test func nothingTraps() throws {
        var generator = SplitMix(seed: 17)
        let patterns = try Self.patterns.map { try RecordTimePattern($0) }
        for round in 0..<600 {
            let bytes = log(&generator)
            let since = 1_795_222_800 + Int64(generator.below(7_200))
            let incident = IncidentWindow(since: since, until: since + 1_800, zone: .utc, middle: since + 900)
            let declared = RecordTimeFormat(shapes: [], patterns: [patterns[generator.below(patterns.count)]])
            let window = LogWindow(
                incident,
                zone: .utc,
                declared: round % 3 == 0 ? declared : nil,
                booted: 1_795_222_800
            )
            guard let cut = window.cut(head: bytes.span, modified: 1_795_300_000) else { continue }
            func passed(_ piece: Int) throws -> [UInt8] {
                var filter = cut.filter()
                let bytesKept = Int64(round % 2 == 0 ? 1_000_000 : 1_500)
                var middle = cut.cut(to: WindowRoom(bytesKept, of: round % 4 < 2 ? incident : nil))
                var output: [UInt8] = []
                func take(_ kept: Span<UInt8>) throws { try middle.consume(kept) { output.append(copying: $0) } }
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + piece)
                    try filter.consume(bytes.span.extracting(start..<end), into: take)
                    start = end
                }
                try filter.finish(into: take)
                try middle.finish { output.append(copying: $0) }
                return output
            }
            let whole = try passed(bytes.count)
            #expect(try passed(1 + generator.below(200)) == whole, "round \(round)")
            _ = cut.lastRecord(in: bytes.span)
        }
    }
}
