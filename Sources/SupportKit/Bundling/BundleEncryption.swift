internal import Platform
internal import Subprocess
internal import SystemPackage

/// Encrypts a sealed bundle with the host's `gpg`: plain bytes go through a pipe and nowhere else.
struct BundleEncryption {
    /// Whom it is encrypted to; each of them can read it.
    let keys: [OpenPGPKey]

    /// How long `gpg` may make no progress, be it that it waits for the disk.
    private static let patience: Duration = .seconds(120)
    private static let grace: Duration = .seconds(2)

    /// What encryption adds to a bundle at most, for `bytes` plain bytes.
    ///
    /// A session key for each recipient (RSA with 8,192 bits: 1 KiB), the headers, and the lengths of the pieces.
    static func overhead(of bytes: Int64, keys: Int) -> Int64 {
        1_024 + Int64(keys) * 2_048 + bytes / 4_096
    }

    /// Encrypts a bundle and uses it up: the disk gets back what was passed on.
    ///
    /// - Parameters:
    ///   - spool: the bundle, sealed.
    ///   - path: the name the encrypted bundle will have.
    /// - Returns: the encrypted bundle, without its name.
    /// - Throws: ``BundleError`` when `gpg` fails, or makes no progress for two minutes.
    func encrypt(_ spool: borrowing BundleSpool, to path: FilePath) async throws(BundleError) -> UnpublishedFile {
        guard let program = Executables.find(GnuPG.program) else { throw Self.failure("it is not installed") }
        switch ExecutableTrust.identity(for: program, wanted: nil) {
        case .success(nil): break
        case .success: throw Self.failure("\(program.displayText) does not belong to root")
        case .failure(let refusal): throw Self.failure(refusal.reason)
        }
        do {
            return try await encrypt(
                spool,
                program,
                output: try UnpublishedFile.create(for: path),
                errors: try UnpublishedFile.create(for: path.removingLastComponent().appending("gpg")),
                feed: try FeedPipe.make()
            )
        } catch let error as SystemError {
            throw .output(error)
        } catch let error as BundleError {
            throw error
        } catch {
            throw Self.failure("it could not be started")
        }
    }

    private func encrypt(
        _ spool: borrowing BundleSpool,
        _ program: FilePath,
        output: consuming UnpublishedFile,
        errors: consuming UnpublishedFile,
        feed: consuming FeedPipe
    ) async throws -> UnpublishedFile {
        var problem: String?
        let ending = try await run(program, output.descriptor, errors.descriptor, feed.reading) { group in
            problem = pass(spool, &feed, group)
        }
        let said = GnuPG.said((try? errors.read(at: 0, count: 4_096)) ?? [])
        guard problem == nil, ending == .exited(0) else {
            throw Self.failure((problem ?? "it ended with \(ending)") + said)
        }
        try output.measure()
        // Nothing is compressed, so less than what went in is not all of it.
        guard output.count > spool.count else { throw Self.failure("what it wrote is not whole" + said) }
        return output
    }

    private func run(
        _ program: FilePath,
        _ output: FileDescriptor,
        _ errors: FileDescriptor,
        _ input: FileDescriptor,
        feed: (Int32) -> Void
    ) async throws -> TerminationStatus {
        var environment: [Environment.Key: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
        for (name, value) in GnuPG.environment { environment[Environment.Key(stringLiteral: name)] = value }
        var options = PlatformOptions()
        // Without a terminal it can ask nobody, and the first Ctrl-C, which closes a valid bundle, does not end it.
        options.createSession = true
        let recipients = keys.flatMap { ["--recipient", $0.recipient] }
        let execution = try await Subprocess.run(
            Configuration(
                executable: .path(program),
                arguments: Arguments(
                    GnuPG.options + ["--no-armor", "--compress-algo", "none", "--set-filename", ""] + recipients
                        + ["--output", "-", "--encrypt"]
                ),
                environment: .custom(environment),
                workingDirectory: "/",
                platformOptions: options
            ),
            input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(output, closeAfterSpawningProcess: false),
            error: .fileDescriptor(errors, closeAfterSpawningProcess: false)
        ) { execution in
            let group = execution.processIdentifier.value
            Interruption.setChildGroup(group)
            defer { Interruption.setChildGroup(nil) }
            feed(group)
        }
        return execution.terminationStatus
    }

    /// Passes the bundle on and waits for the end; returns why it was stopped, or nil.
    private func pass(_ spool: borrowing BundleSpool, _ feed: inout FeedPipe, _ group: Int32) -> String? {
        var problem: String?
        do throws(ReadFailure<SystemError>) {
            try spool.drain { (piece: Span<UInt8>) throws(SystemError) in
                try feed.write(piece, patience: Self.patience)
            }
        } catch {
            switch error {
            case .reading: problem = "the bundle could not be read back"
            case .body(let error) where error.errno == .timedOut: problem = "it makes no progress and was stopped"
            // It says itself why it ended.
            case .body: break
            }
        }
        feed.finish()
        let deadline = ContinuousClock().now + (problem == nil ? Self.patience : .zero)
        while ProcessTable.isRunning(group) {
            if ContinuousClock().now >= deadline {
                problem = problem ?? "it does not end and was stopped"
                stop(group)
            }
            ProcessGroup.pause(milliseconds: 5)
        }
        return problem
    }

    private func stop(_ group: Int32) {
        ProcessGroup.terminate(group)
        let deadline = ContinuousClock().now + Self.grace
        while ContinuousClock().now < deadline, ProcessTable.isRunning(group) { ProcessGroup.pause(milliseconds: 20) }
        ProcessGroup.end(group)
    }

    private static func failure(_ reason: String) -> BundleError {
        .unavailable("the bundle could not be encrypted, so nothing was written: gpg: \(reason)")
    }
}
