internal import Glibc
public import SystemPackage

/// A small file that is replaced as a whole: whoever reads it sees the old content or the new one.
public enum ReplacedFile {
    /// Writes the file, mode 0600, and gives it its name when its bytes have reached the disk.
    ///
    /// - Throws: ``SystemError``; the old content is then still there.
    public static func write(_ bytes: Span<UInt8>, to path: FilePath) throws(SystemError) {
        let parent = path.removingLastComponent()
        let temporary = parent.appending(".\(path.lastComponent?.string ?? "supportkit").\(getpid()).partial")
        // What a run of the same number left when it was killed.
        UnpublishedFile.remove(temporary)
        var file = try ExtractedFile.create(temporary)
        do throws(SystemError) {
            try file.append(bytes)
            try file.synchronise()
            let result = unsafe temporary.withPlatformString { old in
                unsafe path.withPlatformString { new in unsafe rename(old, new) }
            }
            guard result == 0 else { throw .last("replace", path) }
        } catch {
            UnpublishedFile.remove(temporary)
            throw error
        }
    }
}
