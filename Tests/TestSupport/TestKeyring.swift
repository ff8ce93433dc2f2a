/// A directory for `gpg` with keys made for a test.
public final class TestKeyring: Sendable {
    /// The directory, for `GNUPGHOME`.
    public let path: String
    private let scratch: ScratchDirectory

    /// Makes an empty directory.
    ///
    /// - Throws: what the file system throws.
    public init() throws {
        scratch = try ScratchDirectory()
        path = try scratch.makeDirectory("g")
    }

    deinit {
        // An agent that was started for the secret keys would go on for ever.
        _ = try? RunningCommand.start(["gpgconf", "--kill", "all"], environment: environment)
    }

    /// The environment in which programs find these keys.
    public var environment: [String: String] { CommandRun.environment.merging(["GNUPGHOME": path]) { $1 } }

    /// Runs gpg, which must succeed.
    ///
    /// - Throws: ``TestFailure`` with its messages when it fails.
    @discardableResult
    public func gpg(_ arguments: String...) async throws -> String {
        let run = try await CommandRun.run(["gpg", "--batch", "--quiet"] + arguments, environment: environment)
        guard run.code == 0 else { throw TestFailure("gpg \(arguments): \(run.ending) \(run.errors)") }
        return run.output
    }

    /// Makes a key without a passphrase.
    ///
    /// - Parameters:
    ///   - user: its user ID.
    ///   - expiry: when it expires, as gpg takes it.
    /// - Returns: its fingerprint.
    /// - Throws: ``TestFailure``.
    public func makeKey(_ user: String, expiry: String = "never") async throws -> String {
        try await gpg("--passphrase", "", "--quick-gen-key", user, "future-default", "default", expiry)
        let list = try await gpg("--with-colons", "--list-keys", "=" + user)
        guard let line = list.split(separator: "\n").first(where: { $0.hasPrefix("fpr:") }),
            let fingerprint = line.split(separator: ":").last
        else { throw TestFailure("no key \(user)") }
        return String(fingerprint)
    }
}
