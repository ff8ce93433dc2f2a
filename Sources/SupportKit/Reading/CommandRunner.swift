internal import Platform
internal import Subprocess
internal import SystemPackage

/// Runs commands so that none can hang the run, act on the terminal, or outlive it.
///
/// The child gets its own session and process group, an empty input, `/` or an empty directory to work in, and nothing of the
/// caller's environment. Its output is read through our own pipes with a deadline: a grandchild that keeps a pipe open
/// cannot keep us waiting. When time is up the whole group gets SIGTERM and two seconds later SIGKILL.
struct CommandRunner {
    private static let environment: [Environment.Key: String] = [
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "LANGUAGE": "C", "TZ": ":/etc/localtime",
        "HOME": "/",
        "SYSTEMD_PAGER": "", "SYSTEMD_COLORS": "0", "TERM": "dumb",
    ]
    /// Becomes the other user after the fork, in a process of one thread: `setgroups` between fork and exec waits for
    /// threads that are not there (glibc's `nptl_setxid`), so the subprocess library cannot do it reliably.
    private static let identityChanger = "setpriv"
    private static let grace: Duration = .seconds(2)
    private static let errorLimit = 1 << 16

    private let passedOn: [String: String]

    /// Creates a runner.
    ///
    /// - Parameter passedOn: variables of the environment that take the place of, or stand beside, the usual ones.
    init(passingOn passedOn: [String: String] = [:]) {
        self.passedOn = passedOn
    }

    /// Runs a command to its end, its time limit or its output limit.
    func run(_ command: PlannedCommand, in directory: FilePath = "/") async -> CommandResult {
        guard let path = Executables.find(command.program) else {
            return CommandResult(ending: .notStarted("\(command.program) is not installed"))
        }
        let identity: PlannedCommand.Identity?
        switch ExecutableTrust.identity(for: path, wanted: command.identity) {
        case .success(let allowed): identity = allowed
        case .failure(let refusal): return CommandResult(ending: .notStarted(refusal.reason))
        }
        if let identity, identity.user != 0, !HostFileSystem().isExecutable(path, by: identity.user) {
            let user = Accounts.userName(identity.user)
            return CommandResult(ending: .notStarted("\(user), as whom it would run, may not run it"))
        }
        do {
            let output = try Platform.Pipe.make()
            let errors: Platform.Pipe
            do { errors = try Platform.Pipe.make() } catch {
                try? output.writing.close()
                throw error
            }
            return try await run(command, path, identity, directory, output, errors)
        } catch {
            return CommandResult(ending: .notStarted("\(type(of: error)) while starting \(command.program)"))
        }
    }

    private func run(
        _ command: PlannedCommand,
        _ path: FilePath,
        _ identity: PlannedCommand.Identity?,
        _ directory: FilePath,
        _ output: borrowing Platform.Pipe,
        _ errors: borrowing Platform.Pipe
    ) async throws -> CommandResult {
        var options = PlatformOptions()
        // Without a terminal it cannot type into the one of the person who called us.
        options.createSession = true
        // What was judged is what is run, not a name that could have changed since; the program still sees its own name.
        var executable = (try? HostFileSystem().realPath(of: path)) ?? path
        var arguments = Arguments(executablePathOverride: path.string, remainingValues: command.arguments)
        if let identity {
            guard let program = Executables.find(Self.identityChanger) else {
                return CommandResult(
                    ending: .notStarted("\(Self.identityChanger), which runs it as its user, is missing")
                )
            }
            executable = program
            arguments = Arguments(Self.changing(to: identity) + [path.string] + command.arguments)
        }
        var environment = Self.environment
        for (name, value) in passedOn { environment[Environment.Key(stringLiteral: name)] = value }
        var result = CommandResult(ending: .timedOut)
        Interruption.childStarts()
        // Also when it could not be started.
        defer { Interruption.setChildGroup(nil) }
        let execution = try await Subprocess.run(
            Configuration(
                executable: .path(executable),
                arguments: arguments,
                environment: .custom(environment),
                workingDirectory: directory,
                platformOptions: options
            ),
            input: .none,
            output: .fileDescriptor(output.writing, closeAfterSpawningProcess: true),
            error: .fileDescriptor(errors.writing, closeAfterSpawningProcess: true)
        ) { execution in
            let group = execution.processIdentifier.value
            Interruption.setChildGroup(group)
            defer { Interruption.setChildGroup(nil) }
            read(output, errors, of: group, command, into: &result)
        }
        switch execution.terminationStatus {
        case .exited(let code) where result.ending == .exited(0): result.ending = .exited(Int32(code))
        case .signaled(let number) where result.ending == .exited(0): result.ending = .signalled(Int32(number))
        default: break
        }
        return result
    }

    private static func changing(to identity: PlannedCommand.Identity) -> [String] {
        [
            "--reuid=\(identity.user)", "--regid=\(identity.group)", "--groups=\(identity.group)", "--no-new-privs",
            "--",
        ]
    }

    private func read(
        _ output: borrowing Platform.Pipe,
        _ errors: borrowing Platform.Pipe,
        of group: Int32,
        _ command: PlannedCommand,
        into result: inout CommandResult
    ) {
        let clock = ContinuousClock()
        let deadline = clock.now + command.timeout
        var isOutputOpen = true
        var areErrorsOpen = true
        // Standard output decides; standard error is drained beside it so that the child never blocks on it.
        while isOutputOpen || areErrorsOpen {
            if Interruption.signal != nil { return stop(group, &result, .interrupted) }
            if clock.now >= deadline { return stop(group, &result, .timedOut) }
            if isOutputOpen {
                let room = Int(command.maximumBytes) - result.output.count
                guard room > 0 else {
                    // Output of exactly the limit is complete.
                    var more: [UInt8] = []
                    switch try? output.read(into: &more, limit: 1, milliseconds: 100) {
                    case .bytes: return stop(group, &result, .outputLimit)
                    case .end, nil: isOutputOpen = false
                    case .nothingYet: break
                    }
                    continue
                }
                switch try? output.read(into: &result.output, limit: room, milliseconds: areErrorsOpen ? 20 : 100) {
                case .end, nil: isOutputOpen = false
                case .bytes, .nothingYet: break
                }
            }
            if areErrorsOpen {
                var piece: [UInt8] = []
                switch try? errors.read(into: &piece, limit: Self.errorLimit, milliseconds: isOutputOpen ? 0 : 100) {
                case .end, nil: areErrorsOpen = false
                case .bytes: result.errors += piece.prefix(max(0, Self.errorLimit - result.errors.count))
                case .nothingYet: break
                }
            }
            // The command itself may be gone while something it started still holds a pipe.
            if !ProcessTable.isRunning(group), !isOutputOpen || !hasMore(output, &result, command) { break }
        }
        // It may close its output before it ends.
        while ProcessTable.isRunning(group) {
            if Interruption.signal != nil { return stop(group, &result, .interrupted) }
            if clock.now >= deadline { return stop(group, &result, .timedOut) }
            ProcessGroup.pause(milliseconds: 2)
        }
        // What it wrote in its last moment is in the pipes still.
        while areErrorsOpen {
            var piece: [UInt8] = []
            guard (try? errors.read(into: &piece, limit: Self.errorLimit, milliseconds: 0)) == .bytes else { break }
            result.errors += piece.prefix(max(0, Self.errorLimit - result.errors.count))
        }
        result.ending = .exited(0)
        // Whatever it left behind in its group goes with it.
        ProcessGroup.end(group)
    }

    private func hasMore(_ output: borrowing Platform.Pipe, _ result: inout CommandResult, _ command: PlannedCommand)
        -> Bool
    {
        let room = Int(command.maximumBytes) - result.output.count
        guard room > 0 else { return false }
        return (try? output.read(into: &result.output, limit: room, milliseconds: 50)) == .bytes
    }

    private func stop(_ group: Int32, _ result: inout CommandResult, _ ending: CommandResult.Ending) {
        result.ending = ending
        ProcessGroup.terminate(group)
        let clock = ContinuousClock()
        let deadline = clock.now + Self.grace
        while clock.now < deadline, ProcessTable.isRunning(group) { ProcessGroup.pause(milliseconds: 20) }
        ProcessGroup.end(group)
    }
}
