internal import Platform
internal import SystemPackage

/// Where programs are looked for: the system's own directories, never the caller's PATH.
enum Executables {
    static let searchPath: [FilePath] = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]

    /// The path of a program; nil when it is not installed.
    static func find(_ program: String) -> FilePath? {
        let files = HostFileSystem()
        let path = FilePath(program)
        let candidates = path.isAbsolute ? [path] : searchPath.map { $0.appending(program) }
        return candidates.first { candidate in
            guard let status = try? files.status(of: candidate) else { return false }
            return status.kind == .regular && status.permissions & 0o111 != 0
        }
    }
}
