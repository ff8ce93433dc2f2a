internal import Foundation
internal import Glibc

/// What a program did that a test ran.
public struct CommandRun: Sendable {
    /// How a program ended.
    public enum Ending: Equatable, Sendable {
        /// With this exit code.
        case exited(Int32)
        /// By this signal.
        case signalled(Int32)
    }

    /// How it ended.
    public let ending: Ending
    /// What it wrote to standard output.
    public let standardOutput: [UInt8]
    /// What it wrote to standard error.
    public let standardError: [UInt8]

    /// The exit code; nil when a signal ended it.
    public var code: Int32? {
        if case .exited(let code) = ending { code } else { nil }
    }

    /// Standard output as text.
    public var output: String { String(decoding: standardOutput, as: UTF8.self) }

    /// Standard error as text.
    public var errors: String { String(decoding: standardError, as: UTF8.self) }

    /// The lines of standard output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The environment programs get when a test says nothing else: nothing of the user's, a home that does not exist, and a
    /// kernel that tells of no pressure, of which a machine that runs tests has much.
    public static let environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TZ": "UTC0", "SUPPORTKIT_TEST_PRESSURE": "/nonexistent",
    ]

    /// Runs a program to its end.
    ///
    /// - Throws: ``TestFailure`` when it cannot be started or takes longer than `timeout`.
    public static func run(
        _ words: [String],
        environment: [String: String] = environment,
        input: [UInt8] = [],
        timeout: Duration = .seconds(240)
    ) async throws -> CommandRun {
        try await RunningCommand.start(words, environment: environment, input: input).wait(timeout: timeout)
    }

    /// Runs a tool that must succeed, and gives its standard output.
    ///
    /// - Throws: ``TestFailure`` with its messages when it fails.
    @discardableResult
    public static func tool(
        _ words: String...,
        environment: [String: String] = environment,
        timeout: Duration = .seconds(240)
    ) async throws -> String {
        let run = try await run(words, environment: environment, timeout: timeout)
        guard run.code == 0 else {
            throw TestFailure("\(words.joined(separator: " ")): \(run.ending)\n\(run.output)\n\(run.errors)")
        }
        return run.output
    }
}
