import Foundation
import TestSupport
import Testing

/// Texts that people read and scripts may rely on: a change of one is a decision.
@Suite struct GoldenFileTests {
    @Test func helpOfEveryCommand() async throws {
        var waiting: [[String]] = [[]]
        var seen = 0
        while let command = waiting.popLast() {
            let run = try await ProductUnderTest.run(command + ["--help"])
            #expect(run.code == 0 && run.standardError.isEmpty, "\(command)")
            assertSnapshot(run.output, named: "help\(command.map { "-" + $0 }.joined()).txt")
            let wide = run.output.split(separator: "\n").filter { $0.count > 80 && !$0.hasPrefix("USAGE: ") }
            #expect(wide.isEmpty, "\(command): lines beyond 80 columns")
            waiting += Self.subcommands(run.output).map { command + [$0] }
            seen += 1
        }
        #expect(seen >= 7)
    }

    private static func subcommands(_ help: String) -> [String] {
        var names: [String] = []
        var isListing = false
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasSuffix("SUBCOMMANDS:") {
                isListing = true
            } else if line.isEmpty {
                isListing = false
            } else if isListing, let name = line.wholeMatch(of: #/  ([a-z][a-z-]*)(?: \(default\))?(?:  .*)?/#)?.1 {
                names.append(String(name))
            }
        }
        return names
    }

    @Test func theReadmeAndTheRequestOfAServerThatIsDown() async throws {
        let demo = try await DemoInstance()
        try demo.useAbsolutePaths()
        // A port at which nothing answers, on any machine.
        try demo.edit("opt/etc/amps/config.xml", replacing: "localhost:8085", with: "localhost:1")
        let collection = try await CollectRun.make(
            demo.arguments + [
                "--only", "configuration,version,logs,statistics", "--impact", "no order is acknowledged", "--severity",
                "2", "--timezone", "UTC",
            ],
            environment: ["SOURCE_DATE_EPOCH": "1700000000", "TZ": "UTC"]
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        assertSnapshot(try await normalised(contents.text("README.txt"), demo), named: "README.txt")
        assertSnapshot(
            try await normalised(String(decoding: collection.bytes(".txt"), as: UTF8.self), demo),
            named: "request.txt"
        )
    }

    /// Without what differs from machine to machine and from run to run.
    private func normalised(_ text: String, _ demo: DemoInstance) async throws -> String {
        let host = try await CommandRun.tool("uname", "-n").split(separator: "\n").joined()
        return text.replacing(demo.root, with: "/ROOT")
            .replacing("-\(host)-", with: "-HOST-")
            .replacing(#/(?m)^(  host  +|Host: +).*$/#) { "\($0.1)HOST" }
            .replacing(#/(?m)^(Operating system: +|Kernel: +|Size: +|SHA-256: +).*$/#) { "\($0.1)…" }
            .replacing(#/[0-9.]+ (B|KiB|MiB)\b/#, with: "SIZE")
            .replacing(#/supportkit [0-9.]+[0-9]/#, with: "supportkit VERSION")
            .replacing(#/secrets removed in \d+ places|\b\d+ removed, each/#) { $0.0.replacing(#/\d+/#, with: "N") }
            .replacing(#/\d+ records with message data/#, with: "N records with message data")
    }
}
