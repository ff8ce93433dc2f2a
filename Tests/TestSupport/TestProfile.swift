/// A profile written for a test, and a directory for the files it collects.
public final class TestProfile: Sendable {
    /// Where the profile and the files are.
    public let scratch: ScratchDirectory

    /// Writes a profile; `artifacts` is the YAML below `artifacts:`, in which `ROOT` stands for ``root``.
    ///
    /// - Throws: what the file system throws.
    public init(_ artifacts: String) throws {
        scratch = try ScratchDirectory()
        let head = "schema: 1\nid: trial\ntitle: Trial\nsummary: a profile of the tests\nartifacts:\n"
        let text = artifacts.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  \($0)\n" }.joined().replacing("ROOT", with: scratch.path("files"))
        _ = try scratch.makeDirectory("files")
        try scratch.write("profile.yml", head + text, mode: 0o644)
    }

    /// The profile.
    public var path: String { scratch.path("profile.yml") }

    /// The directory of its files.
    public var root: String { scratch.path("files") }

    /// Writes a file below ``root``.
    ///
    /// - Throws: what the file system throws.
    public func write(_ name: String, _ text: String) throws { try scratch.write("files/\(name)", text) }

    /// The arguments of `collect` that use it.
    public var arguments: [String] { [path, "--root", root, "--batch"] }
}
