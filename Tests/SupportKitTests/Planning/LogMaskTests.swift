import Platform
@testable import SupportKit
import SystemPackage
import Testing

@Suite struct LogMaskTests {
    @Test(
        arguments: [
            ("/var/log/amps.log", nil, "/var/log/amps.log"),
            ("/l/%Y%m%d.log", nil, "/l/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9].log"),
            ("/l/%j-%u", nil, "/l/[0-9][0-9][0-9]-[0-9]"),
            ("/l/a-%n.log", "%n", "/l/a-[0-9]*.log"), ("/l/a-%n.log", nil, "/l/a-*.log"),
            ("/l/100%%.log", nil, "/l/100%.log"), ("/l/%Z-%A", nil, "/l/*-*"), ("/l/end%", nil, "/l/end%"),
            ("/l/[1]*?.log", nil, #"/l/\[1\]\*\?.log"#), ("/l/%Y/[x]", nil, #"/l/[0-9][0-9][0-9][0-9]/\[x\]"#),
        ] as [(String, String?, String)]
    )
    func tokensBecomeWildcardsAndTheRestStaysLiteral(mask: String, counter: String?, pattern: String) {
        #expect(LogMask.pattern(mask, counter: counter) == pattern)
    }

    @Test(arguments: [
        ("%Y-%m-%dT%H%M%S.log", "2026-11-21T014500.log", true), ("%Y-%m-%dT%H%M%S.log", "latest.log", false),
        ("%Y%m%d-amps-%n.log", "20261121-amps-0.log", true), ("%Y%m%d-amps-%n.log", "20261121-amps-123.log", true),
        ("%Y%m%d-amps-%n.log", "20261121-amps-.log", false), ("%Y%m%d-amps-%n.log", "20261121-amps-1.log.gz", false),
        ("%b-%d.log", "Nov-21.log", true),
    ])
    func theFilesOfAMaskAreFound(mask: String, name: String, expected: Bool) throws {
        let component = try #require(FilePath.Component(name))
        #expect(NamePattern.matches(component, pattern: LogMask.pattern(mask, counter: "%n")) == expected)
    }
}
