internal import Platform
internal import SystemPackage

/// The operating system's own name.
enum OperatingSystem {
    /// `Debian GNU/Linux 12 (bookworm)`, from os-release(5); nil where the file is missing.
    static func name(files: HostFileSystem) -> String? {
        guard let bytes = try? FileHead.read("/etc/os-release", files: files, count: 65_536) else { return nil }
        for line in String(lossless: bytes).split(whereSeparator: \.isNewline) where line.hasPrefix("PRETTY_NAME=") {
            return line.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" }
        }
        return nil
    }
}
