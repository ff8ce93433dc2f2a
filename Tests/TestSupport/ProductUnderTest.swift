internal import Foundation
internal import Glibc

/// The built program, run as a user runs it.
public enum ProductUnderTest {
    /// The repository.
    public static let repository: String = {
        var directory = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { directory.deleteLastPathComponent() }
        return directory.path(percentEncoded: false).removingTrailingSlash
    }()

    /// The program: what `SUPPORTKIT_EXECUTABLE` names, else the one built beside the tests, else the debug build.
    ///
    /// - Throws: ``TestFailure`` when there is none.
    public static func executable() throws -> String {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let candidates = [
            ProcessInfo.processInfo.environment["SUPPORTKIT_EXECUTABLE"],
            tests.map { ($0 as NSString).deletingLastPathComponent + "/supportkit" },
            "\(repository)/.build/debug/supportkit",
        ].compactMap(\.self)
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw TestFailure("there is no supportkit to test (\(candidates.joined(separator: ", "))): swift build")
        }
        return found
    }

    /// Runs it with these arguments.
    ///
    /// - Throws: ``TestFailure`` when it cannot be started or does not end.
    public static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        timeout: Duration = .seconds(240)
    ) async throws -> CommandRun {
        let words = [try executable()] + arguments
        return try await Turnstile.programs.pass {
            try await CommandRun.run(
                words,
                environment: CommandRun.environment.merging(environment) { $1 },
                input: input,
                timeout: timeout
            )
        }
    }

    /// Starts it with these arguments.
    ///
    /// - Throws: ``TestFailure`` when it cannot be started.
    public static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningCommand {
        try RunningCommand.start(
            [try executable()] + arguments,
            environment: CommandRun.environment.merging(environment) { $1 }
        )
    }

    /// Runs it through a shell script in which it is `"$0"`; the arguments are `"$1"` and so on.
    ///
    /// - Throws: ``TestFailure`` when it cannot be started or does not end.
    public static func shell(
        _ script: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        timeout: Duration = .seconds(240)
    ) async throws -> CommandRun {
        let words = ["/bin/sh", "-c", script, try executable()] + arguments
        return try await Turnstile.programs.pass {
            try await CommandRun.run(
                words,
                environment: CommandRun.environment.merging(environment) { $1 },
                timeout: timeout
            )
        }
    }

    /// The user of nobody, to whom nothing belongs.
    public static let nobody: UInt32 = 65_534

    /// Words that run what follows as nobody.
    public static let asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    /// Says clearly that a test changes users or mounts.
    ///
    /// - Throws: ``TestFailure`` when this is not root.
    public static func requireRoot() throws {
        guard geteuid() == 0 else {
            throw TestFailure(
                "this test changes users, owners or mounts: run the tests as root (sudo Scripts/run-tests)"
            )
        }
    }
}

extension String {
    fileprivate var removingTrailingSlash: String {
        hasSuffix("/") && count > 1 ? String(dropLast()) : self
    }
}
