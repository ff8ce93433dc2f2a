internal import Foundation
internal import Glibc

/// A program that was started by a test, in a process group of its own.
///
/// Its output goes to files, so that nothing it starts can block on a pipe or keep the test waiting.
public final class RunningCommand: @unchecked Sendable {
    /// The process, and its group.
    public let pid: Int32
    private let program: String
    private let directory: ScratchDirectory

    // Guarded by the one task that waits.
    private var ending: CommandRun.Ending?

    private init(pid: Int32, program: String, directory: ScratchDirectory) {
        self.pid = pid
        self.program = program
        self.directory = directory
    }

    deinit {
        if ending == nil {
            Glibc.kill(-pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
    }

    /// Starts a program; `environment` is all it gets.
    ///
    /// - Throws: ``TestFailure`` when it cannot be started.
    public static func start(
        _ words: [String],
        environment: [String: String] = CommandRun.environment,
        input: [UInt8] = []
    ) throws -> RunningCommand {
        let directory = try ScratchDirectory()
        try directory.write("stdin", input)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, directory.path("stdin"), O_RDONLY, 0)
        for (number, name) in [(Int32(1), "stdout"), (2, "stderr")] {
            unsafe posix_spawn_file_actions_addopen(
                &actions,
                number,
                directory.path(name),
                O_WRONLY | O_CREAT | O_APPEND,
                0o600
            )
        }
        // The threads of a test runner have signals blocked, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        )
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var variables =
            unsafe environment.sorted { $0.key < $1.key }.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            unsafe (arguments + variables).forEach { unsafe free($0) }
        }
        var pid: Int32 = 0
        let code = unsafe posix_spawnp(&pid, words.first ?? "", &actions, &attributes, &arguments, &variables)
        guard code == 0 else {
            throw TestFailure("cannot start \(words.first ?? ""): \(unsafe String(cString: strerror(code)))")
        }
        return RunningCommand(pid: pid, program: words.joined(separator: " "), directory: directory)
    }

    /// What it has written to standard output so far.
    public var output: [UInt8] { directory.bytes("stdout") }

    /// What it has written to standard error so far, as text.
    public var errors: String { String(decoding: directory.bytes("stderr"), as: UTF8.self) }

    /// Sends it a signal.
    public func send(_ signal: Int32) {
        if !hasEnded { Glibc.kill(pid, signal) }
    }

    /// Whether it has ended.
    public var hasEnded: Bool {
        if ending != nil { return true }
        var status: Int32 = 0
        guard unsafe waitpid(pid, &status, WNOHANG) == pid else { return false }
        let signal = status & 0x7F
        ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        return true
    }

    /// Waits for its end; after `timeout` it is killed and the test has failed.
    ///
    /// - Throws: ``TestFailure`` when it takes longer.
    public func wait(timeout: Duration = .seconds(240)) async throws -> CommandRun {
        let deadline = ContinuousClock.now + timeout
        while !hasEnded {
            guard ContinuousClock.now < deadline else {
                Glibc.kill(-pid, SIGKILL)
                throw TestFailure("not ended after \(timeout): \(program)\n\(errors.suffix(1_000))")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return CommandRun(
            ending: ending ?? .exited(-1),
            standardOutput: output,
            standardError: directory.bytes("stderr")
        )
    }
}
