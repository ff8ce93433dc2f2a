internal import Foundation

/// One run of `supportkit collect` and the files it left in a directory of its own.
public struct CollectRun: Sendable {
    /// What the program said.
    public let run: CommandRun
    private let scratch: ScratchDirectory

    /// Collects; the output directory is empty before.
    ///
    /// - Throws: ``TestFailure`` when the program cannot be started or does not end.
    public static func make(
        _ arguments: [String],
        environment: [String: String] = [:],
        prefix: [String] = [],
        timeout: Duration = .seconds(240)
    ) async throws -> CollectRun {
        let scratch = try ScratchDirectory()
        let output = try scratch.makeDirectory("out")
        let words = prefix + [try ProductUnderTest.executable(), "collect"] + arguments + ["--output", output]
        let run = try await Turnstile.programs.pass {
            try await CommandRun.run(
                words,
                environment: CommandRun.environment.merging(environment) { $1 },
                timeout: timeout
            )
        }
        return CollectRun(run: run, scratch: scratch)
    }

    /// The names of the files left in the output directory, sorted.
    public var names: [String] { scratch.names(in: "out") }

    /// The bundle's path.
    ///
    /// - Throws: ``TestFailure`` when there is not exactly one.
    public func bundle() throws -> String { try path(".tar.gz") }

    /// The path of the one file that ends so.
    ///
    /// - Throws: ``TestFailure`` when there is not exactly one.
    public func path(_ suffix: String) throws -> String {
        let found = names.filter { $0.hasSuffix(suffix) }
        guard let name = found.first, found.count == 1 else {
            throw TestFailure(
                "one file *\(suffix) expected, found \(names); \(run.ending)\n\(run.errors.suffix(2_000))"
            )
        }
        return scratch.path("out/\(name)")
    }

    /// The bytes of the one file that ends so.
    ///
    /// - Throws: ``TestFailure`` when there is not exactly one.
    public func bytes(_ suffix: String) throws -> [UInt8] {
        FileManager.default.contents(atPath: try path(suffix)).map { [UInt8]($0) } ?? []
    }

    /// The bundle unpacked.
    ///
    /// - Throws: ``TestFailure`` when it cannot be.
    public func contents() async throws -> BundleContents { try await BundleContents(bundle()) }

    /// The bundle's tar stream.
    ///
    /// - Throws: ``TestFailure`` when gzip finds damage.
    public func tarStream() async throws -> [UInt8] {
        let run = try await CommandRun.run(["gzip", "--decompress", "--stdout", bundle()])
        guard run.code == 0 else { throw TestFailure("gzip: \(run.errors)") }
        return run.standardOutput
    }

    /// Whether supportkit itself finds the bundle whole.
    ///
    /// - Throws: ``TestFailure`` when there is no bundle.
    public func isWhole() async throws -> Bool {
        try await ProductUnderTest.run(["inspect", "--verify", bundle()]).code == 0
    }
}
