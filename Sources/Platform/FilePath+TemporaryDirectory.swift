internal import Glibc
internal import SystemPackage

extension FilePath {
    /// Makes a directory with a name of its own, mode 0700, in the system's directory for temporary files.
    static func makeTemporaryDirectory() throws(SystemError) -> FilePath {
        let parent = FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp")
        var template = parent.appending("supportkit.XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return unsafe mkdtemp(base) != nil
        }
        guard made else { throw .last("make a directory in", parent) }
        return FilePath(bytes: template.map { UInt8(bitPattern: $0) })
    }
}
