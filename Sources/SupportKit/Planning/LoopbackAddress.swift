/// An address of this host that nobody else can answer at.
struct LoopbackAddress: Equatable {
    /// `127.0.0.1:8085` or `[::1]:8085`.
    let hostAndPort: String
    /// The port alone.
    let port: UInt16

    /// Reads `8085`, `host:8085` or `[::]:8085`; nil when the host is neither a wildcard nor the loopback interface.
    init?(setting: String) {
        let colon = setting.lastIndex(of: ":")
        let portText = colon.map { setting[setting.index(after: $0)...] } ?? setting[...]
        guard let port = UInt16(portText), port > 0 else { return nil }
        self.port = port
        let host = colon.map { String(setting[..<$0]) } ?? ""
        switch host {
        case "", "0.0.0.0", "*", "localhost": hostAndPort = "127.0.0.1:\(port)"
        case "[::]", "[::1]": hostAndPort = "[::1]:\(port)"
        case _ where Self.isLoopback(host):
            hostAndPort = "\(host):\(port)"
        default: return nil
        }
    }

    /// Whether the text is a complete IPv4 address of 127.0.0.0/8; anything else would be looked up as a name.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy(\.isDigit) ? UInt8(part) : nil }
        return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
    }
}
