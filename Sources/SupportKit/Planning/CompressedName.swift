internal import Platform
internal import SystemPackage

/// Names of compressed files.
enum CompressedName {
    private static let suffixes = [".gz", ".xz", ".zst", ".bz2"].map { Array($0.utf8) }

    /// The last component without the suffix of a compressed file; nil when it has none.
    static func withoutSuffix(_ path: FilePath) -> FilePath.Component? {
        guard let name = path.lastComponent else { return nil }
        let bytes = FilePath(root: nil, [name]).bytes
        return plainCount(bytes[...]).flatMap { FilePath(bytes: bytes.prefix($0)).lastComponent }
    }

    /// How many bytes of a name stand before the suffix of a compressed file; nil when it has none.
    static func plainCount(_ name: ArraySlice<UInt8>) -> Int? {
        for suffix in suffixes where name.count > suffix.count && name.suffix(suffix.count).elementsEqual(suffix) {
            return name.count - suffix.count
        }
        return nil
    }
}
