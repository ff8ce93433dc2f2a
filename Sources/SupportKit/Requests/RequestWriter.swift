public import Platform
public import SystemPackage

/// Writes the files of a request, mode 0600: all of them, or none.
public struct RequestWriter: Sendable {
    private let directory: FilePath
    private let stem: String
    private let replaces: Bool

    /// Prepares a writer.
    ///
    /// - Parameters:
    ///   - directory: Where the files go.
    ///   - stem: Their name without the extension.
    ///   - replaces: Whether files of those names are replaced.
    public init(directory: FilePath, stem: String, replaces: Bool) {
        self.directory = directory
        self.stem = stem
        self.replaces = replaces
    }

    /// Where the file of a format goes.
    public func path(_ format: RequestFormat) -> FilePath { directory.appending("\(stem).\(format.fileExtension)") }

    /// Refuses names that are taken, before any work is done.
    ///
    /// - Throws: `SystemError` naming the file.
    public func check(_ formats: [RequestFormat]) throws(SystemError) {
        for format in formats where !replaces && UnpublishedFile.exists(path(format)) {
            throw SystemError("create", path(format), errno: .fileExists)
        }
    }

    /// Writes the files.
    ///
    /// - Returns: Their paths, in the order given.
    /// - Throws: `SystemError`; what was written before is removed again.
    public func write(_ contents: [(format: RequestFormat, bytes: [UInt8])]) throws(SystemError) -> [FilePath] {
        try check(contents.map(\.format))
        var written: [FilePath] = []
        do throws(SystemError) {
            for (format, bytes) in contents {
                try Self.write(bytes, to: path(format), replaces: replaces)
                written.append(path(format))
            }
        } catch {
            for path in written { UnpublishedFile.remove(path) }
            throw error
        }
        return written
    }

    /// Writes one file, mode 0600.
    ///
    /// - Throws: `SystemError`, with `fileExists` where the name is taken and is not to be replaced.
    public static func write(_ bytes: [UInt8], to path: FilePath, replaces: Bool) throws(SystemError) {
        var file = try UnpublishedFile.create(for: path)
        try file.append(bytes.span)
        // The old file goes when the new one is complete and lacks only its name.
        if replaces { UnpublishedFile.remove(path) }
        try file.publish()
    }
}
