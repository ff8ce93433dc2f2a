import Platform
import SystemPackage
import Testing

@Suite struct NamePatternTests {
    @Test(arguments: [
        ("amps.log", "amps.log", true), ("amps.log", "*.log", true), ("amps.log", "amps", false),
        ("amps.log", "?mps.log", true), ("amps.log", "??mps.log", false), ("amps.log.1", "amps.log.[0-9]", true),
        ("amps.log.x", "amps.log.[0-9]", false), ("amps.log.x", "amps.log.[!0-9]", true),
        (".hidden", "*", true), (".hidden", "?hidden", true), ("*", #"\*"#, true), ("x", #"\*"#, false),
        ("[1]", #"\[1\]"#, true), ("AMPS.LOG", "*.log", false), ("line\nbreak", "line*", true), ("-", "[a-]", true),
    ])
    func namesMatchAsInAShell(name: String, pattern: String, expected: Bool) throws {
        let component = try #require(FilePath.Component(name))
        #expect(NamePattern.matches(component, pattern: pattern) == expected)
    }

    @Test func aNameOfAnyBytesMatches() throws {
        let name = try #require(FilePath(bytes: [0x61, 0xFC, 0x62]).lastComponent)
        #expect(NamePattern.matches(name, pattern: "a*b"))
        #expect(!NamePattern.matches(name, pattern: "a*c"))
    }

    @Test(arguments: [
        ("/var/log/a/b.log", "/var/*.log", true), ("/var/log/a/b.log", "/var/log", false),
        ("/var/log/a/b.log", "*/b.log", true), ("/var/log/.x", "/var/log/*", true),
    ])
    func inAWholePathAStarCrossesSlashes(path: String, pattern: String, expected: Bool) {
        #expect(NamePattern.matches(FilePath(path), pattern: pattern) == expected)
    }

    @Test(arguments: [("plain.log", false), ("*", true), ("a?", true), ("[a]", true), ("a]", false), ("{a,b}", false)])
    func knowsPatterns(text: String, expected: Bool) {
        #expect(NamePattern.isPattern(text) == expected)
    }

    @Test(arguments: ["plain", "*", "?", "[a-z]", "a]", #"\"#, #"\*\"#, "!", "^", "[[:alpha:]]", "é*", "a b", "{x}"])
    func anEscapedTextMatchesItselfAlone(text: String) throws {
        let component = try #require(FilePath.Component(text))
        let pattern = NamePattern.escaped(text)
        #expect(NamePattern.matches(component, pattern: pattern))
        for other in ["x", "b", "ab", text + "x", "x" + text] where other != text {
            let component = try #require(FilePath.Component(other))
            #expect(!NamePattern.matches(component, pattern: pattern), "\(other) must not match \(pattern)")
        }
    }
}
