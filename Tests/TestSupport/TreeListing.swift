/// What a directory tree looks like: for every file its kind, mode, owner, size, time of change and content.
public struct TreeListing: Equatable, Sendable {
    /// One line for each file.
    public let lines: [String]

    /// Looks at a tree.
    ///
    /// - Throws: ``TestFailure`` when it cannot.
    public init(_ directory: String) async throws {
        let script = """
            cd "$0" && find . -printf '%P %y %m %U:%G %s %T@ %n %l\\n' | LC_ALL=C sort \
            && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum
            """
        lines = try await CommandRun.tool("/bin/sh", "-c", script, directory).split(separator: "\n").map(String.init)
    }

    /// The lines only one of the two has.
    public func difference(from other: TreeListing) -> [String] {
        Set(lines).symmetricDifference(other.lines).sorted()
    }
}
