@testable import SupportKit
import SystemPackage
import Testing

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("/var/log/amps/a.log", "a.log", true), ("/var/log/amps/a.log", "*.log", true),
        ("/var/log/amps/a.log", "amps", false), ("/var/log/amps/a.log", "/var/*", true),
        ("/var/log/amps/a.log", "*/amps/*", true), ("/var/log/amps/a.log", "amps/*", false),
        ("/var/log/amps/a.log", "/var/log/amps", false), ("/var/log/.hidden", "*", true),
    ])
    func aSlashDecidesWhatIsCompared(path: String, pattern: String, expected: Bool) throws {
        let path = FilePath(path)
        let name = try #require(path.lastComponent)
        #expect(PathPattern.matches(path, name: name, pattern: pattern) == expected)
    }
}
