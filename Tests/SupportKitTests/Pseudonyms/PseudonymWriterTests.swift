import Testing

@testable import SupportKit

@Suite struct PseudonymWriterTests {
    private static let rich = """
        Nov 21 01:02:03 db1 sshd[77]: Accepted publickey for bob from 10.1.2.3 port 22 version 5.3.4.112\r
        peer tcp://other.prod.acme.com:9007 [2001:db8::1]:80 mac 00:1a:2b:3c:4d:5e carol.jones+x@mail.example.org\r
        x.y.z.prod.acme.com john.smith@acme.com 3.2.1.10.in-addr.arpa [REDACTED:password#7] user=mark %20alice \\nalice
        nul\0alice\0\u{1B}[31malice::ffff:10.1.2.3 ip-10-1-2-3.acme.com IP 10.1.2.3.443 > 8.8.8.8.53: S
        last line 8.8.4.4
        """

    @Test func everyCutGivesTheSameBytes() throws {
        let bytes = Array(Self.rich.utf8) + [0xFF, 0xC3, 0x20] + Array("10.9.8.7 \u{201C}alice\u{201D}".utf8)
        let session = try PseudonymHarness.session()
        let whole = try PseudonymHarness.write(bytes, session)
        #expect(whole != bytes)
        for size in 1...bytes.count {
            #expect(try PseudonymHarness.write(bytes, session, size: size) == whole, "pieces of \(size)")
        }
    }

    @Test func everyCutOfALineWithoutEndGivesTheSameBytes() throws {
        let line = Self.rich.filter { $0 != "\n" && $0 != "\r\n" && $0 != "\0" }
        var bytes: [UInt8] = []
        for number in 0..<40 {
            bytes += Array(line.utf8)
            bytes += Array(repeating: 0x61, count: number * 37)
            bytes += Array(" 10.\(number).2.3".utf8)
        }
        let session = try PseudonymHarness.session()
        let whole = try PseudonymHarness.write(bytes, session)
        for size in [1, 7, 100, 640, 641, 959, 960, 961, 4096, 5000, 10_007] {
            #expect(try PseudonymHarness.write(bytes, session, size: size) == whole, "pieces of \(size)")
        }
    }

    @Test func handsOverWholeLinesAtOnceAndHoldsLittleBack() throws {
        let session = try PseudonymHarness.session()
        var writer = session.makeWriter()
        var output: [UInt8] = []
        let text = Array("alice at 10.1.2.3\n".utf8)
        try writer.consume(text.span) { PseudonymHarness.append($0, to: &output) }
        #expect(output.count >= text.count - 4 && output.last == 0x0A)
        let long = Array(repeating: UInt8(ascii: "x"), count: 100_000)
        output = []
        try writer.consume(long.span) { PseudonymHarness.append($0, to: &output) }
        #expect(output.count > 100_000 - 1024)
        try writer.finish { PseudonymHarness.append($0, to: &output) }
        #expect(output == long)
    }

    @Test func keepsBytesThatAreNoText() throws {
        var bytes: [UInt8] = []
        var state: UInt64 = 42
        for _ in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(UInt8(truncatingIfNeeded: state >> 33) | 0x80)
        }
        let session = try PseudonymHarness.session()
        #expect(try PseudonymHarness.write(bytes, session) == bytes)
        #expect(try PseudonymHarness.write([], session) == [])
    }

    @Test func manyWritersAgreeAndCountTogether() async throws {
        let session = try PseudonymHarness.session()
        var text = ""
        for number in 0..<3000 {
            text += "\(number) 10.\(number % 7).\(number % 251).\(number % 13) alice 2001:db8::\(number % 5)\n"
        }
        let bytes = Array(text.utf8)
        let outputs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<4 { group.addTask { try PseudonymHarness.write(bytes, session) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(outputs).count == 1)
        let map = String(decoding: try PseudonymHarness.map(of: session), as: UTF8.self)
        #expect(
            map.contains("\"original\": \"alice\", \"pseudonym\": \"\(session.replace("alice"))\", \"count\": 12000}")
        )
        #expect(map.contains("\"original\": \"2001:db8::3\"") && map.contains("\"count\": 2400}"))
    }

    @Test func replacesAHundredThousandAddresses() throws {
        var text = ""
        for number in 0..<100_000 { text += "from 10.\(number >> 16).\(number >> 8 & 255).\(number & 255)\n" }
        let session = try PseudonymHarness.session([.ips])
        let output = try PseudonymHarness.write(Array(text.utf8), session, size: 65_536)
        #expect(Set(String(decoding: output, as: UTF8.self).split(separator: "\n")).count == 100_000)
        #expect(session.identityCount == 100_000)
        #expect(try PseudonymHarness.reveal(output, session) == Array(text.utf8))
    }
}
