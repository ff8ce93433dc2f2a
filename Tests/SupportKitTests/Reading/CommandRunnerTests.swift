import Glibc
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct CommandRunnerTests {
    private func run(
        _ script: String,
        timeout: Duration = .seconds(60),
        maximumBytes: Int64 = 16 << 20,
        identity: PlannedCommand.Identity? = nil,
        in directory: FilePath = "/"
    ) async -> CommandResult {
        await CommandRunner().run(
            PlannedCommand(
                ["/bin/bash", "-c", script],
                timeout: timeout,
                maximumBytes: maximumBytes,
                identity: identity
            ),
            in: directory
        )
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: - Endings

    @Test(
        arguments: [
            ("exit 0", .exited(0)), ("exit 3", .exited(3)), ("exit 255", .exited(255)),
            ("kill -KILL $$", .signalled(9)),
            ("kill -SEGV $$", .signalled(11)), ("kill -TERM $$", .signalled(15)),
            ("exec >&- 2>&-; sleep 0.3; exit 4", .exited(4)),
        ] as [(String, CommandResult.Ending)]
    )
    func endingsAreTold(script: String, ending: CommandResult.Ending) async {
        #expect(await run(script).ending == ending)
    }

    @Test(arguments: ["supportkit-no-such-program", "/no/such/program", "/etc/passwd", "/tmp", ""])
    func aProgramThatIsNotThereIsTold(program: String) async {
        let result = await CommandRunner().run(PlannedCommand([program], timeout: .seconds(5)))
        #expect(result.ending == .notStarted("\(program) is not installed"))
    }

    @Test func aFileThatIsNoProgramIsTold() async throws {
        let scratch = try Scratch()
        let path = try scratch.write("\u{7F}ELF not really", to: "program", mode: 0o755)
        let result = await CommandRunner().run(PlannedCommand([path.string], timeout: .seconds(5)))
        guard case .notStarted(let reason) = result.ending else {
            Issue.record("it ended with \(result.ending)")
            return
        }
        #expect(reason.contains(path.string))
    }

    @Test(
        arguments: [
            (.exited(0), nil), (.exited(1), nil), (.exited(2), "ended with exit code 2"),
            (.signalled(9), "was ended by signal 9"),
            (.timedOut, "did not end within 5 s and was stopped"),
            (.interrupted, "was stopped because the run was interrupted"),
            (.outputLimit, "wrote more than is taken; the rest is missing"),
            (.notStarted("reason"), "could not be started: reason"),
        ] as [(CommandResult.Ending, String?)]
    )
    func problemsAreSaid(ending: CommandResult.Ending, problem: String?) {
        #expect(CommandResult(ending: ending).problem(answers: [0, 1], timeout: .seconds(5)) == problem)
    }

    // MARK: - Output

    @Test func outputAndErrorsAreKeptApart() async {
        let result = await run("echo out; echo err >&2; echo again")
        #expect(text(result.output) == "out\nagain\n")
        #expect(text(result.errors) == "err\n")
        #expect(result.ending == .exited(0))
    }

    /// Whoever read one of the two to its end first would wait for ever.
    @Test func largeOutputAndErrorsInTurnsDoNotDeadlock() async {
        let result = await run(
            "for i in $(seq 40); do head -c 20000 /dev/zero | tr '\\0' o; head -c 20000 /dev/zero | tr '\\0' e >&2; done"
        )
        #expect(result.ending == .exited(0))
        #expect(result.output.count == 800_000)
        #expect(result.output.allSatisfy { $0 == UInt8(ascii: "o") })
        // Of errors the first 64 KiB are kept.
        #expect(result.errors.count == 65_536)
        #expect(result.errors.allSatisfy { $0 == UInt8(ascii: "e") })
    }

    @Test func megabytesOfOutputAreComplete() async {
        let result = await run("seq 1 1000000")
        #expect(result.output.count == 6_888_896)
        #expect(result.output.suffix(8) == Array("1000000\n".utf8))
    }

    @Test func outputEndsAtItsLimit() async {
        let result = await run("yes", maximumBytes: 100_000)
        #expect(result.ending == .outputLimit)
        #expect(result.output.count == 100_000)
    }

    @Test func outputOfExactlyTheLimitIsComplete() async {
        let result = await run("printf 12345; sleep 0.5", maximumBytes: 5)
        #expect(text(result.output) == "12345")
        #expect(result.ending == .exited(0))
    }

    // MARK: - Surroundings

    @Test func theEnvironmentIsFixed() async {
        let result = await CommandRunner().run(PlannedCommand(["env"], timeout: .seconds(10)))
        #expect(
            text(result.output).split(separator: "\n").sorted() == [
                "HOME=/", "LANGUAGE=C", "LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_COLORS=0",
                "SYSTEMD_PAGER=", "TERM=dumb", "TZ=:/etc/localtime",
            ]
        )
    }

    @Test func theInputIsEmptyAndTheDirectoryIsGiven() async throws {
        let scratch = try Scratch()
        #expect(text(await run("cat; pwd", in: scratch.path).output) == "\(scratch.path)\n")
        #expect(text(await run("cat; pwd").output) == "/\n")
    }

    @Test func argumentsAreNotForAShell() async {
        let result = await CommandRunner().run(
            PlannedCommand(["echo", "$HOME", "a  b", "*", ";ls"], timeout: .seconds(10))
        )
        #expect(text(result.output) == "$HOME a  b * ;ls\n")
    }

    @Test func nothingElseIsInherited() async {
        let result = await run(
            "ls /proc/self/fd | wc -l; ps -o pgid= -p $$ | tr -d ' '; echo $$; grep SigBlk /proc/self/status"
        )
        let lines = text(result.output).split(separator: "\n")
        // 0, 1, 2 and the directory that is being listed.
        #expect(lines.first == "4")
        #expect(lines.count == 4)
        #expect(lines[1] == lines[2])
        #expect(lines[3].hasSuffix("0000000000000000"))
    }

    @Test(.enabled(if: geteuid() == 0))
    func itRunsAsTheUserWanted() async {
        let result = await run(
            "id -u; id -g; id -G; touch /supportkit-test 2>&1 | tail -c 18",
            identity: .init(user: 1001, group: 1002)
        )
        #expect(text(result.output) == "1001\n1002\n1002\nPermission denied\n")
    }

    // MARK: - Time

    /// How many processes have `mark` on their command line.
    private func alive(_ mark: String) throws -> Int {
        let found = try Scratch().shell("{ grep -laz -- '\(mark)' /proc/[0-9]*/cmdline 2>/dev/null || true; } | wc -l")
        return try #require(Int(found.filter(\.isNumber)))
    }

    /// The mark without being a command line that has it.
    private func mark() -> String { "9\(UInt32.random(in: 100_000...999_999))" }

    @Test func afterTheTimeoutTheWholeGroupIsGone() async throws {
        let number = mark()
        // The grandchild ignores SIGTERM and holds the pipe: nobody who waited for it would come back.
        let result = await run(
            "echo before; (trap '' TERM; while :; do sleep \(number); done) & sleep \(number)",
            timeout: .seconds(1)
        )
        #expect(result.ending == .timedOut)
        #expect(text(result.output) == "before\n")
        try await Task.sleep(for: .milliseconds(200))
        #expect(try alive("[s]leep.\(number)") == 0)
    }

    @Test func aCommandThatIgnoresTheRequestToEndIsKilled() async {
        let clock = ContinuousClock()
        let start = clock.now
        let result = await run("trap '' TERM; echo ready; while :; do sleep 0.1; done", timeout: .milliseconds(500))
        #expect(result.ending == .timedOut)
        // Two seconds of grace.
        #expect(clock.now - start >= .seconds(2))
    }

    @Test func aGrandchildThatHoldsThePipeDoesNotKeepUsWaiting() async throws {
        let number = mark()
        let result = await run("(trap '' TERM HUP; sleep \(number)) & echo done; exit 5", timeout: .seconds(60))
        #expect(result.ending == .exited(5))
        #expect(text(result.output) == "done\n")
        try await Task.sleep(for: .milliseconds(200))
        #expect(try alive("[s]leep.\(number)") == 0)
    }

    @Test func aGrandchildInASessionOfItsOwnDoesNotKeepUsWaiting() async throws {
        let number = mark()
        let result = await run("setsid sleep \(number) & echo $!; sleep 0.2; exit 6", timeout: .seconds(60))
        #expect(result.ending == .exited(6))
        try Scratch().shell("kill -9 $(grep -laz -- '[s]leep.\(number)' /proc/[0-9]*/cmdline | cut -d/ -f3) || true")
    }

    @Test func errorsOfTheLastMomentAreKept() async {
        for _ in 0..<10 {
            // The grandchild keeps standard output open, so that only the end of the command ends the reading.
            let result = await run("sleep 5 2>/dev/null & sleep 0.0\(Int.random(in: 10...99)); echo last >&2; exit 1")
            #expect(text(result.errors) == "last\n")
        }
    }

    // MARK: - Sessions and users

    @Test func aChildHasASessionOfItsOwnAndNoTerminal() async {
        let result = await run("echo $(cut -d' ' -f6 /proc/$$/stat) $$ $(: 2>/dev/null </dev/tty && echo terminal)")
        let words = text(result.output).split(whereSeparator: \.isWhitespace)
        #expect(words.count == 2)
        #expect(words.first == words.last)
    }

    /// Between fork and exec nothing may wait for threads of ours: many at once showed it in one run of three.
    @Test(.enabled(if: geteuid() == 0))
    func anotherUserIsNeverWaitedForByThreadsOfOurs() async {
        let nobody = PlannedCommand.Identity(user: 65_534, group: 65_534)
        await withTaskGroup(of: CommandResult.self) { group in
            for _ in 0..<48 {
                group.addTask { await run("id -u; id -G; grep NoNewPrivs /proc/self/status", identity: nobody) }
            }
            for await result in group {
                #expect(result.ending == .exited(0))
                #expect(text(result.output) == "65534\n65534\nNoNewPrivs:\t1\n")
            }
        }
    }
}
