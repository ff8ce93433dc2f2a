internal import Platform
internal import Subprocess
internal import SystemPackage

/// Runs the programs that deliver, each in a session of its own and with a time limit.
///
/// Unlike `CommandRunner` it gives them input, the home directory (for `.netrc` and `.ssh`) and the agent's socket; their
/// output goes to a file, so that nothing they leave running can keep us waiting.
struct DeliveryRunner {
    /// What a program came to.
    struct Result {
        /// The exit code; nil when it was stopped, or ended by a signal.
        var code: Int32?
        /// Why it has no exit code, or nil.
        var problem: String?
        /// Whether a signal ended it that was not ours.
        var isEndedBySignal = false
        /// The first 16 KiB of what it wrote, standard error included.
        var output: String
    }

    private static let passedOn = [
        "HOME", "SSH_AUTH_SOCK", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "TMPDIR",
    ]
    private static let outputLimit = 16 << 10
    private static let grace: Duration = .seconds(2)

    /// The directory for files without a name.
    let scratch: FilePath

    func run(_ command: DeliveryCommand, message: [UInt8] = []) async throws -> Result {
        guard let program = Executables.find(command.program) else {
            return Result(code: nil, problem: "\(command.program) is not installed", output: "")
        }
        var content: [UInt8] = []
        switch command.input {
        case .none: break
        case .message(let isCRLF): content = isCRLF ? message : message.filter { $0 != .carriageReturn }
        case .script(let text, _): content = Array(text.utf8)
        }
        // Neither file ever gets a name.
        var input = try UnpublishedFile.create(for: scratch.appending(".input"))
        try input.append(content.span)
        let output = try UnpublishedFile.create(for: scratch.appending(".output"))
        var environment: [Environment.Key: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
        for name in Self.passedOn {
            if let value = ThisProcess.environment(name) { environment[Environment.Key(stringLiteral: name)] = value }
        }
        var options = PlatformOptions()
        options.createSession = true
        var problem: String?
        let outputDescriptor = output.descriptor
        Interruption.childStarts()
        // Also when it could not be started.
        defer { Interruption.setChildGroup(nil) }
        let execution = try await Subprocess.run(
            Configuration(
                executable: .path(program),
                arguments: Arguments(command.arguments),
                environment: .custom(environment),
                platformOptions: options
            ),
            input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
            output: .fileDescriptor(outputDescriptor, closeAfterSpawningProcess: false),
            error: .fileDescriptor(outputDescriptor, closeAfterSpawningProcess: false)
        ) { execution in
            let group = execution.processIdentifier.value
            Interruption.setChildGroup(group)
            defer { Interruption.setChildGroup(nil) }
            problem = watch(group, until: ContinuousClock().now + command.timeout)
        }
        let text = String(
            decoding: try outputDescriptor.read(count: Self.outputLimit, path: scratch),
            as: UTF8.self
        )
        guard case .exited(let code) = execution.terminationStatus, problem == nil else {
            return Result(
                code: nil,
                problem: problem ?? "was ended by a signal",
                isEndedBySignal: problem == nil,
                output: text
            )
        }
        return Result(code: Int32(code), problem: nil, output: text)
    }

    /// Waits for the end of a process; returns why it was stopped, or nil.
    private func watch(_ process: Int32, until deadline: ContinuousClock.Instant) -> String? {
        while ProcessTable.isRunning(process) {
            if Interruption.signal != nil { return stop(process, "was stopped because the run was interrupted") }
            if ContinuousClock().now >= deadline { return stop(process, "did not end in time and was stopped") }
            ProcessGroup.pause(milliseconds: 10)
        }
        return nil
    }

    private func stop(_ process: Int32, _ reason: String) -> String {
        ProcessGroup.terminate(process)
        let deadline = ContinuousClock().now + Self.grace
        while ContinuousClock().now < deadline, ProcessTable.isRunning(process) {
            ProcessGroup.pause(milliseconds: 20)
        }
        ProcessGroup.end(process)
        return reason
    }
}
