internal import Platform
internal import SystemPackage

/// Names of compressed files.
enum CompressedName {
    private static let suffixes = [".gz", ".xz", ".zst", ".bz2"]

    /// The last component without the suffix of a compressed file; nil when it has none.
    static func withoutSuffix(_ path: FilePath) -> FilePath.Component? {
        guard let name = path.lastComponent else { return nil }
        let bytes = FilePath(root: nil, [name]).bytes
        for suffix in suffixes
        where bytes.count > suffix.utf8.count && bytes.reversed().starts(with: suffix.utf8.reversed()) {
            return FilePath(bytes: bytes.dropLast(suffix.utf8.count)).lastComponent
        }
        return nil
    }
}
