@testable import SupportKit
import Testing

@Suite struct LoopbackAddressTests {
    @Test(arguments: [
        ("8085", "127.0.0.1:8085"), ("localhost:8085", "127.0.0.1:8085"), ("0.0.0.0:8085", "127.0.0.1:8085"),
        ("*:8085", "127.0.0.1:8085"), (":8085", "127.0.0.1:8085"), ("127.0.0.1:80", "127.0.0.1:80"),
        ("127.1.2.3:65535", "127.1.2.3:65535"), ("[::]:8085", "[::1]:8085"), ("[::1]:8085", "[::1]:8085"),
    ])
    func isReachedOverTheLoopbackInterface(setting: String, address: String) {
        #expect(LoopbackAddress(setting: setting)?.hostAndPort == address)
    }

    @Test(arguments: [
        "", "localhost", "localhost:", "localhost:0", "localhost:65536", "localhost:http", "-1", "10.0.0.1:8085",
        "192.168.1.2:80", "example.com:80", "127.0.0.1.example.com:80", "127.example.com:80",
        "localhost.example.com:80",
        "user@localhost:80", "127.0.0.1@example.com:80", "[::2]:80", "[fe80::1]:80", "128.0.0.1:80", "127.0.0.1:80/x",
        "127.0.0.1 :80", "http://127.0.0.1:80",
    ])
    func everythingElseIsRefused(setting: String) {
        #expect(LoopbackAddress(setting: setting) == nil)
    }

    /// What is no IPv4 address would be looked up as a name, and somebody else could answer.
    @Test(arguments: ["127.0.0.1.5:80", "127.:80", "127..1:80", "127.0.0.256:80", "127.0.0.\u{663}:80"])
    func onlyACompleteAddressCounts(setting: String) {
        #expect(LoopbackAddress(setting: setting) == nil)
    }
}
