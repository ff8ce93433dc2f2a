public import Platform
internal import SystemPackage

extension HostFileSystem {
    /// The name of the host whose files these are, from `/etc/hostname`; nil where that is missing.
    public var hostName: String? {
        guard let bytes = try? FileHead.read("/etc/hostname", files: self, count: 4_096) else { return nil }
        let name = String(lossless: bytes).split(whereSeparator: \.isWhitespace).first.map(String.init)
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }
}
