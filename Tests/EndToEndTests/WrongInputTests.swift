import Foundation
import TestSupport
import Testing

/// What people and machines get wrong: each ends with its exit code and a clear sentence, and leaves nothing.
@Suite struct WrongInputTests {
    /// A mistake in the arguments of `collect`.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let code: Int32
        /// What the message must name.
        let words: [String]

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let mistakes = [
        Mistake(arguments: ["files", "--root", "/no/such/root"], code: 1, words: ["/no/such/root", "does not exist"]),
        Mistake(arguments: ["amps", "--root", "/no/such/root"], code: 1, words: ["/no/such/root", "does not exist"]),
        Mistake(arguments: ["files", "--root", "/etc/passwd"], code: 1, words: ["/etc/passwd", "not a directory"]),
        Mistake(arguments: ["files"], code: 1, words: ["--root DIR"]),
        Mistake(arguments: ["files", "--root", ""], code: 64, words: ["--root", "empty"]),
        Mistake(
            arguments: ["amps", "--config", "/no/such/config.xml"],
            code: 1,
            words: ["/no/such/config.xml", "does not exist"]
        ),
        Mistake(arguments: ["amps", "--config", "/etc"], code: 1, words: ["/etc", "not a file"]),
        Mistake(arguments: ["amps", "--root", "/usr/share"], code: 1, words: ["/usr/share", "--config"]),
        Mistake(arguments: ["no-such-product"], code: 64, words: ["no-such-product", "amps", "tomcat"]),
        Mistake(arguments: ["/etc/../etc"], code: 64, words: ["etc/profile.yml", "does not exist"]),
        Mistake(arguments: ["../no-such-folder"], code: 64, words: ["../no-such-folder", "does not exist"]),
        Mistake(arguments: ["/no/such/profile.yml"], code: 64, words: ["/no/such/profile.yml"]),
        Mistake(arguments: ["files", "--root", "/etc/ssl", "--bogus"], code: 64, words: ["--bogus"]),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--since", "garbage"],
            code: 64,
            words: ["--since", "garbage", "-2h"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--since", "2026-02-30 10:00"],
            code: 64,
            words: ["--since", "2026-02-30"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--since", "now", "--until", "2020-01-01 00:00"],
            code: 64,
            words: ["after"]
        ),
        Mistake(arguments: ["files", "--root", "/etc/ssl", "--around", "now"], code: 64, words: ["--window"]),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--since", "now", "--timezone", "Nowhere/Atlantis"],
            code: 64,
            words: ["Nowhere/Atlantis"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--deadline", "soon"],
            code: 64,
            words: ["--deadline", "soon"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--only", "everything"],
            code: 64,
            words: ["everything", "logs"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--with", "nothing-of-this"],
            code: 64,
            words: ["nothing-of-this"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--severity", "9"],
            code: 64,
            words: ["--severity", "1, 2, 3 or 4"]
        ),
        Mistake(arguments: ["files", "--root", "/etc/ssl", "--no-redact"], code: 64, words: ["--i-accept-secrets"]),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--fast", "--low-impact"],
            code: 64,
            words: ["--fast", "--low-impact"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--quiet", "--verbose"],
            code: 64,
            words: ["--quiet", "--verbose"]
        ),
        Mistake(
            arguments: ["files", "--root", "/etc/ssl", "--answers", "/no/such/answers.yml"],
            code: 64,
            words: ["/no/such/answers.yml"]
        ),
    ]

    @Test(arguments: mistakes)
    func mistakesInTheArgumentsEndWithTheirCodeAndASentence(_ mistake: Mistake) async throws {
        let collection = try await CollectRun.make(mistake.arguments + ["--batch"])
        #expect(collection.run.code == mistake.code, "\(collection.run.ending) \(collection.run.errors)")
        for word in mistake.words { #expect(collection.run.errors.contains(word), "\(collection.run.errors)") }
        #expect(collection.run.output.isEmpty)
        #expect(collection.names.isEmpty)
        expectReadable(collection.run.errors)
    }

    /// A message is for people: short, and nothing of the program's inside.
    private func expectReadable(_ message: String) {
        #expect(message.utf8.count < 2_000)
        for inside in ["Optional(", "SystemPackage.", "SupportKit.", "Fatal error", "errno:", "FilePath("] {
            #expect(!message.contains(inside), "\(message)")
        }
    }

    // MARK: - Times

    @Test func aBareTimeIsEchoedWithItsDate() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--since", "01:30", "--timezone",
            "Asia/Kolkata",
        ])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let echo = #/--since 01:30 is read as \d{4}-\d\d-\d\dT01:30:00\+05:30/#
        #expect(collection.run.errors.contains(echo), "\(collection.run.errors)")
    }

    @Test func aTimeBeforeNowIsWrittenAsTheHelpSays() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--since", "-2h", "--until", "now",
        ])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("--since -2h is read as "), "\(collection.run.errors)")
    }

    // MARK: - Profiles

    @Test func anUnknownKeyInAProfileIsNamedWithFileAndLine() async throws {
        let profile = try TestProfile(
            "- {id: a, collector: files, category: logs, why: w, paths: [ROOT/x], colour: red}"
        )
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 64)
        #expect(collection.run.errors.contains("\(profile.path):6"), "\(collection.run.errors)")
        #expect(collection.run.errors.contains("colour"))
        #expect(collection.names.isEmpty)
    }

    @Test func brokenYAMLIsNamedWithFileAndLine() async throws {
        let profile = try TestProfile("- {id: a, collector: files, category: logs, why: w, paths: [ROOT/x")
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 64)
        #expect(collection.run.errors.contains(#/profile\.yml:\d+/#), "\(collection.run.errors)")
        #expect(collection.run.errors.contains("YAML"))
        #expect(collection.names.isEmpty)
    }

    @Test func aProfileOthersCanChangeIsNotObeyedByRoot() async throws {
        try ProductUnderTest.requireRoot()
        let profile = try TestProfile("- {id: a, collector: files, category: logs, why: w, paths: [ROOT/x]}")
        try await CommandRun.tool("chmod", "666", profile.path)
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 64)
        #expect(collection.run.errors.contains("chmod go-w"), "\(collection.run.errors)")
        #expect(collection.names.isEmpty)
    }

    // MARK: - Inputs

    @Test func aRootThatCannotBeReadIsDenied() async throws {
        try ProductUnderTest.requireRoot()
        let scratch = try ScratchDirectory()
        try scratch.write("closed/a.log", "a line\n")
        try await CommandRun.tool("chmod", "700", scratch.path("closed"))
        let collection = try await CollectRun.make(
            ["files", "--root", scratch.path("closed"), "--batch"],
            prefix: ProductUnderTest.asNobody
        )
        #expect(collection.run.code == 1)
        #expect(
            collection.run.errors.contains(scratch.path("closed")) && collection.run.errors.contains("nobody"),
            "\(collection.run.errors)"
        )
        #expect(collection.names.isEmpty)
    }

    @Test func aConfigurationThatIsNoXMLIsAReasonAndNotTheEnd() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("amps/bin/ampServer", "")
        try scratch.write("text.xml", "this is = no XML\npassword = canary-in-no-xml-1\n")
        try scratch.write(
            "binary.xml",
            [0, 1, 2, 3] + Array("<AMPSConfig><Password>canary-in-binary-3</Password></AMPSConfig>".utf8)
        )
        for (name, problem) in [("text.xml", "is not XML"), ("binary.xml", "is binary")] {
            let collection = try await CollectRun.make([
                "amps", "--root", scratch.path("amps"), "--config", scratch.path(name), "--batch", "--only",
                "configuration,logs",
            ])
            #expect(collection.run.code == 3, "\(name): \(collection.run.errors)")
            #expect(collection.run.errors.contains("\(name) \(problem)"), "\(collection.run.errors)")
            let stream = try await collection.tarStream()
            let canaries = ["canary-in-no-xml-1", "canary-in-binary-3"]
            #expect(Canaries.found(canaries, in: stream).isEmpty, "\(name): what is not understood leaves the machine")
        }
    }

    @Test func emptyLogsAndUnfinishedLinesAreTaken() async throws {
        let profile = try TestProfile(
            "- {id: a, collector: files, category: logs, why: w, required: true, paths: [\"ROOT/*\"]}"
        )
        try profile.write("empty.log", "")
        try profile.write("unfinished.log", "one line\nand the beginning of")
        try profile.write("carriage.log", "one\r\ntwo\r\n")
        try profile.scratch.write("files/latin.log", Array("caf".utf8) + [0xE9, 0x0A])
        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let contents = try await collection.contents()
        #expect(contents.rows("/empty.log").map(\.outcome) == ["empty"])
        #expect(contents.text("logs\(profile.root)/unfinished.log") == "one line\nand the beginning of")
        #expect(contents.bytes("logs\(profile.root)/carriage.log") == Array("one\r\ntwo\r\n".utf8))
        #expect(contents.bytes("logs\(profile.root)/latin.log") == Array("caf".utf8) + [0xE9, 0x0A])
    }

    @Test func namesThatDeceiveTerminalsAreMadeVisible() async throws {
        let profile = try TestProfile("- {id: a, collector: files, category: logs, why: w, paths: [\"ROOT/*\"]}")
        try profile.write("red\u{1B}[31m\nsecond line.log", "a line\n")
        let collection = try await CollectRun.make(profile.arguments + ["--verbose"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(!collection.run.errors.contains("\u{1B}") && !collection.run.output.contains("\u{1B}"))
        let plan = try await ProductUnderTest.run(["collect"] + profile.arguments + ["--dry-run"])
        #expect(!plan.output.contains("\u{1B}"))
        let contents = try await collection.contents()
        let isReadmeSafe = !contents.contains("\u{1B}", in: "README.txt")
        #expect(isReadmeSafe, "README.txt holds a control character of a file name")
        #expect(contents.manifest.artifacts.count == 1)
        #expect(try await collection.isWhole())
    }

    // MARK: - Outputs

    @Test func anOutputDirectoryThatCannotBeWrittenIsNamed() async throws {
        try ProductUnderTest.requireRoot()
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        try scratch.write("out/existing", "")
        let run = try await CommandRun.run(
            ProductUnderTest.asNobody + [
                ProductUnderTest.executable(), "collect", "files", "--root", scratch.path("tree"),
                "--only", "logs", "--batch", "--output", scratch.path("out"),
            ]
        )
        #expect(run.code == 1)
        #expect(run.errors.contains(scratch.path("out")) && run.errors.contains("--output"), "\(run.errors)")
        #expect(scratch.names(in: "out") == ["existing"])
    }

    @Test(arguments: [
        ("nonsense", 64 as Int32), ("no/such/directory/", 1), ("no/such/directory/x.tar.gz", 1), ("x.zip", 64),
        ("", 64),
        ("/dev/null", 64), ("/proc", 1),
    ])
    func anOutputThatIsNonsenseIsNamed(output: String, code: Int32) async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        let run = try await ProductUnderTest.shell(
            "cd \"$1\" && exec \"$0\" collect files --root \"$1/tree\" --only logs --batch --output \"$2\"",
            [scratch.path, output]
        )
        #expect(run.code == code, "\(run.ending) \(run.errors)")
        #expect(
            run.errors.contains(output.isEmpty ? "empty" : String(output.split(separator: "/").first ?? "")),
            "\(run.errors)"
        )
        #expect(scratch.names() == ["tree"])
        expectReadable(run.errors)
    }

    @Test func whatExistsIsNotOverwritten() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        for name in ["x.tar.gz", "x.eml", "x.txt", "x.tar.gz.sha256"] {
            let output = try scratch.makeDirectory("out-\(name)")
            try scratch.write("out-\(name)/\(name)", "mine")
            let run = try await ProductUnderTest.run([
                "collect", "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--output",
                "\(output)/x.tar.gz",
            ])
            #expect(run.code == 1, "\(name)")
            #expect(run.errors.contains(name), "\(run.errors)")
            #expect(scratch.names(in: "out-\(name)") == [name])
            #expect(scratch.bytes("out-\(name)/\(name)") == Array("mine".utf8))
        }
    }

    @Test func aFullDiskLeavesNothing() async throws {
        try ProductUnderTest.requireRoot()
        let scratch = try ScratchDirectory()
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "mkdir \"$0/tree\" && head -c 3000000 /dev/urandom | base64 >\"$0/tree/a.log\"",
            scratch.path
        )
        let script = """
            mkdir "$1/full" && mount -t tmpfs -o size=1m,mode=1777 none "$1/full" || exit 99
            "$0" collect files --root "$1/tree" --only logs --batch --output "$1/full"; code=$?
            ls -A "$1/full"; umount "$1/full"; exit $code
            """
        let plain = try await ProductUnderTest.shell(
            "exec unshare --mount /bin/sh -c '\(script)' \"$0\" \"$1\"",
            [scratch.path]
        )
        #expect(plain.code == 1, "\(plain.ending) \(plain.errors)")
        #expect(plain.errors.contains("free"), "\(plain.errors)")
        #expect(plain.output.isEmpty, "left: \(plain.output)")
    }

    @Test func aDiskThatFillsWhileWritingLeavesNothing() async throws {
        try ProductUnderTest.requireRoot()
        let scratch = try ScratchDirectory()
        // 900 KiB of text that does not compress: the guess before the start lets it pass.
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "mkdir \"$0/tree\" && head -c 2000000 /dev/urandom | base64 >\"$0/tree/a.log\"",
            scratch.path
        )
        let run = try await ProductUnderTest.shell(
            """
            exec unshare --mount /bin/sh -c '
                mkdir "$1/full" && mount -t tmpfs -o size=1m,mode=1777 none "$1/full" || exit 99
                "$0" collect files --root "$1/tree" --only logs --batch --output "$1/full"; code=$?
                ls -A "$1/full"; exit $code' "$0" "$1"
            """,
            [scratch.path],
            environment: ["SUPPORTKIT_RESERVE": "1B"]
        )
        #expect(run.code == 1, "\(run.ending) \(run.errors)")
        #expect(run.errors.contains("space"), "\(run.errors)")
        #expect(run.output.isEmpty, "left: \(run.output)")
    }

    @Test func theProductsReserveIsKeptAndTheRestIsStillABundle() async throws {
        try ProductUnderTest.requireRoot()
        let scratch = try ScratchDirectory()
        try await CommandRun.tool(
            "/bin/sh",
            "-c",
            """
            mkdir "$0/tree" && echo "a small one" >"$0/tree/a.log"
            head -c 30000000 /dev/urandom | base64 >"$0/tree/b.log" && echo "a later one" >"$0/tree/c.log"
            """,
            scratch.path
        )
        let run = try await ProductUnderTest.shell(
            """
            exec unshare --mount /bin/sh -c '
                mkdir "$1/full" && mount -t tmpfs -o size=60m,mode=1777 none "$1/full" || exit 99
                "$0" collect files --root "$1/tree" --only logs --batch --fast --output "$1/full/b.tar.gz"; code=$?
                "$0" inspect --verify "$1/full/b.tar.gz" && "$0" cat "$1/full/b.tar.gz" manifest.json; exit $code' "$0" "$1"
            """,
            [scratch.path],
            environment: ["SUPPORTKIT_RESERVE": "40MiB"]
        )
        #expect(run.code == 0 || run.code == 3, "\(run.ending) \(run.errors)")
        #expect(run.output.contains("b.tar.gz: whole"), "\(run.output) \(run.errors)")
        #expect(run.output.contains("must stay free for the product"))
        #expect(run.output.contains("has no room left beside"))
    }

    // MARK: - Surroundings

    @Test func aClosedStandardOutputChangesNothing() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        let scripts = ["exec >&-", "exec >/dev/full", "exec 2>&-", "exec </dev/null >&- 2>&-"]
        for (index, script) in scripts.enumerated() {
            let output = try scratch.makeDirectory("out\(index)")
            let run = try await ProductUnderTest.shell(
                script + "; exec \"$0\" collect files --root \"$1\" --only logs --batch --output \"$2\"",
                [scratch.path("tree"), output]
            )
            // Where nobody can have the paths, that is said; a closed output is a wish.
            #expect(run.code == (script.contains("full") ? 1 : 0), "\(script): \(run.ending) \(run.errors)")
            let names = scratch.names(in: "out\(index)")
            #expect(names.count == 4, "\(script): \(names)")
            for name in names where name.hasSuffix(".tar.gz") {
                // What is written to a descriptor that was closed must not end up in a file that got its number.
                #expect(
                    try await ProductUnderTest.run(["inspect", "--verify", "\(output)/\(name)"]).code == 0,
                    "\(script)"
                )
            }
        }
        let piped = try await ProductUnderTest.shell(
            "\"$0\" collect files --root \"$1\" --only logs --batch --output \"$2\" | true; ls \"$2\" | wc -l",
            [scratch.path("tree"), scratch.makeDirectory("piped")]
        )
        #expect(piped.output.contains("4"), "\(piped.output) \(piped.errors)")
    }

    @Test func aDeletedWorkingDirectoryAndAnEmptyEnvironmentChangeNothing() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.log", "a line\n")
        let gone = try await ProductUnderTest.shell(
            """
            mkdir "$1/gone" && cd "$1/gone" && rmdir "$1/gone" \
            && exec "$0" collect files --root "$1/tree" --only logs --batch --output "$2"
            """,
            [scratch.path, scratch.makeDirectory("out")]
        )
        #expect(gone.code == 0, "\(gone.errors)")
        #expect(scratch.names(in: "out").count == 4)
        // There is no directory to write to; that is not the same as the root of the file system.
        let here = try await ProductUnderTest.shell(
            """
            mkdir "$1/gone" && cd "$1/gone" && rmdir "$1/gone" \
            && exec "$0" collect files --root "$1/tree" --only logs --batch
            """,
            [scratch.path]
        )
        #expect(here.code == 1, "\(here.ending) \(here.errors)")
        expectReadable(here.errors)
        for line in here.lines { try? FileManager.default.removeItem(atPath: line) }
        let bare = try await ProductUnderTest.shell(
            "exec env -i \"$0\" collect files --root \"$1/tree\" --only logs --batch --output \"$2\"",
            [scratch.path, scratch.makeDirectory("bare")]
        )
        #expect(bare.code == 0, "\(bare.errors)")
        #expect(scratch.names(in: "bare").count == 4)
    }

    @Test func secretsStayOnlyWhenThatIsConfirmed() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write("tree/a.properties", "db.password=wanted-in-this-bundle\n")
        let collection = try await CollectRun.make([
            "files", "--root", scratch.path("tree"), "--only", "logs", "--batch", "--no-redact", "--i-accept-secrets",
        ])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(try collection.bundle().contains("-UNREDACTED"))
        #expect(
            try await collection.contents().text("logs\(scratch.path("tree"))/a.properties").contains(
                "wanted-in-this-bundle"
            )
        )
        #expect(collection.run.errors.contains("secrets"), "\(collection.run.errors)")
    }
}
