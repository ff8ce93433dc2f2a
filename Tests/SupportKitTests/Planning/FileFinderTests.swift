import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct FileFinderTests {
    private let scratch: Scratch
    private let finder = FileFinder(files: HostFileSystem())

    init() throws {
        scratch = try Scratch()
        for name in [
            "a.log", "b.log", "b.txt", ".hidden.log", "sub/c.log", "sub/deep/d.log", "sub/deep/e.txt", "other/a.log",
        ] {
            try scratch.write("x", to: "tree/\(name)")
        }
    }

    /// The names found below the tree.
    private func names(_ pattern: String, excluding exclude: [String] = [], maximum: Int = 100) -> [String] {
        let findings = finder.find(scratch.path.string + "/" + pattern, excluding: exclude, maximum: maximum)
        return findings.files.map { match in
            var path = match.path
            _ = path.removePrefix(scratch.path)
            return path.string
        }
    }

    @Test(arguments: [
        ("tree/a.log", ["tree/a.log"]), ("tree/*.log", ["tree/.hidden.log", "tree/a.log", "tree/b.log"]),
        ("tree/?.log", ["tree/a.log", "tree/b.log"]), ("tree/[b-z].*", ["tree/b.log", "tree/b.txt"]),
        ("tree/*/a.log", ["tree/other/a.log"]), ("tree/*/*.log", ["tree/other/a.log", "tree/sub/c.log"]),
        ("tree/**/*.txt", ["tree/b.txt", "tree/sub/deep/e.txt"]),
        ("tree/**/deep/*.log", ["tree/sub/deep/d.log"]),
        ("tree/sub/**", ["tree/sub/c.log", "tree/sub/deep/d.log", "tree/sub/deep/e.txt"]),
        ("*/sub/../sub/c.log", ["tree/sub/../sub/c.log"]), ("tree/sub", []), ("tree/nothing*", []),
        ("tree/nothing", []),
        ("tree/a.log/x", []), ("tree/a.log/*", []), ("nowhere/**", []),
    ])
    func patternsFindFilesInOrder(pattern: String, expected: [String]) {
        #expect(names(pattern) == expected)
        #expect(finder.find(scratch.path.string + "/" + pattern, maximum: 100).problems.isEmpty)
    }

    @Test func twoStarsFindEverything() {
        #expect(
            names("tree/**") == [
                "tree/.hidden.log", "tree/a.log", "tree/b.log", "tree/b.txt", "tree/other/a.log", "tree/sub/c.log",
                "tree/sub/deep/d.log", "tree/sub/deep/e.txt",
            ]
        )
    }

    @Test func excludedNamesAndPathsAreLeftOut() {
        #expect(names("tree/**", excluding: ["*.log", "deep"]) == ["tree/b.txt"])
        #expect(
            names("tree/**/*.log", excluding: ["*/tree/sub/*", ".*"]) == [
                "tree/a.log", "tree/b.log", "tree/other/a.log",
            ]
        )
        #expect(names("tree/a.log", excluding: ["a.*"]).isEmpty)
    }

    @Test func noMoreThanTheMaximumIsTaken() {
        #expect(names("tree/**", maximum: 3).count == 3)
        #expect(finder.find(scratch.path.string + "/tree/**", maximum: 3).isCut)
        #expect(!finder.find(scratch.path.string + "/tree/**", maximum: 8).isCut)
    }

    @Test func escapedCharactersAreLiteral() throws {
        try scratch.write("x", to: "odd[1]*/file?")
        try scratch.write("x", to: "odd1x/file1")
        let pattern = NamePattern.escaped(scratch("odd[1]*").string) + "/file" + #"\?"#
        #expect(finder.find(pattern, maximum: 10).files.map(\.path) == [scratch("odd[1]*/file?")])
        #expect(
            finder.find(NamePattern.escaped(scratch("odd[1]*").string) + "/*", maximum: 10).files.map(\.path)
                == [scratch("odd[1]*/file?")]
        )
    }

    @Test func linksToFilesCountAndTwoStarsDoNotFollowDirectories() throws {
        try scratch.link("tree/link.log", to: "sub/c.log")
        try scratch.link("tree/loop", to: ".")
        #expect(names("tree/*.log").contains("tree/link.log"))
        #expect(names("tree/**/c.log") == ["tree/sub/c.log"])
        #expect(names("tree/l*p/a.log") == ["tree/loop/a.log"])
        #expect(names("tree/loop/a.log") == ["tree/loop/a.log"])
    }

    @Test func whatCannotBeReadIsAProblem() throws {
        try scratch.link("tree/dangling.log", to: "nowhere")
        try scratch.shell("mkfifo tree/pipe.log")
        let findings = finder.find(scratch.path.string + "/tree/*.log", maximum: 10)
        #expect(
            findings.problems.map(\.error)
                == [.missing(scratch("tree/dangling.log")), .notARegularFile(scratch("tree/pipe.log"))]
        )
        #expect(findings.files.count == 3)
    }

    @Test func aClosedDirectoryIsAProblem() throws {
        try scratch.shell("chmod 700 tree/sub")
        let pattern = scratch.path.string + "/tree/**/*.log"
        let (problems, count) = try withoutFileRights {
            let findings = FileFinder(files: HostFileSystem()).find(pattern, maximum: 10)
            return (findings.problems.map(\.path), findings.files.count)
        }
        #expect(problems == [scratch("tree/sub")])
        #expect(count == 4)
    }

    @Test func namesOfAnyBytesAreFound() throws {
        try scratch.shell(#"printf x > tree/$'\xff.odd'; printf x > tree/$'two\nlines.odd'"#)
        let found = finder.find(scratch.path.string + "/tree/*.odd", maximum: 10).files.map(\.path.bytes.count)
        #expect(found.count == 2)
    }

    /// Deeper than anything sane: found, or said to be left out, but not passed over in silence.
    @Test func aTreeThatIsTooDeepIsNotPassedOverInSilence() throws {
        try scratch.shell("d=deep; for i in $(seq 100); do d=$d/x; done; mkdir -p $d; printf x > $d/file.log")
        let findings = finder.find(scratch.path.string + "/deep/**/*.log", maximum: 10)
        #expect(findings.files.count == 1 || !findings.problems.isEmpty || findings.isCut)
    }
}
