internal import Platform
public import SystemPackage

/// Writes entries of a bundle below a directory.
///
/// Directories are made with mode 0700, files with 0600 and the time of the entry. Nothing that exists is replaced, no
/// link is followed below the directory, and a name that would lead out of it never gets here.
public struct BundleExtraction {
    private let directory: FilePath

    /// Prepares the extraction into a directory that exists.
    ///
    /// - Throws: ``BundleError`` when it does not exist.
    public init(into directory: FilePath) throws(BundleError) {
        guard (try? HostFileSystem().status(of: directory))?.kind == .directory else {
            throw .unavailable("\(directory.displayText) is not a directory that exists")
        }
        self.directory = directory
    }

    /// Writes one entry.
    ///
    /// - Returns: the file.
    /// - Throws: `SystemError` when it exists or cannot be written; what reading throws. A file that could not be
    ///   completed is removed again.
    public func write(
        _ entry: BundleFile.Entry,
        _ read: ((Span<UInt8>) throws -> Void) throws -> Void
    ) throws -> FilePath {
        let path = directory.pushing(FilePath(bytes: entry.name.folder)).pushing(FilePath(bytes: entry.name.place))
        var parent = directory
        for component in path.removingLastComponent().components.dropFirst(directory.components.count) {
            parent.append(component)
            try ExtractedFile.makeDirectory(parent)
        }
        var file = try ExtractedFile.create(path)
        do {
            try read { bytes in try file.append(bytes) }
            try file.finish(modified: entry.modified)
        } catch {
            UnpublishedFile.remove(path)
            throw error
        }
        return path
    }
}
