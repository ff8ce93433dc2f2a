/// An address of this host that nobody else can answer at.
struct LoopbackAddress: Equatable {
    /// `127.0.0.1:8085` or `[::1]:8085`.
    let hostAndPort: String

    /// Reads `8085`, `host:8085` or `[::]:8085`; nil when the host is neither a wildcard nor the loopback interface.
    init?(setting: String) {
        let colon = setting.lastIndex(of: ":")
        let portText = colon.map { setting[setting.index(after: $0)...] } ?? setting[...]
        guard let port = UInt16(portText), port > 0 else { return nil }
        let host = colon.map { String(setting[..<$0]) } ?? ""
        switch host {
        case "", "0.0.0.0", "*", "localhost": hostAndPort = "127.0.0.1:\(port)"
        case "[::]", "[::1]": hostAndPort = "[::1]:\(port)"
        case _ where host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }:
            hostAndPort = "\(host):\(port)"
        default: return nil
        }
    }
}
