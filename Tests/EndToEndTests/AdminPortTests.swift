import Foundation
import TestSupport
import Testing

/// Name and password for the product's own address, where somebody else has taken its port.
@Suite struct AdminPortTests {
    private static let stranger = """
        import http.server, sys
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self): print('asked', self.headers.get('Authorization'), file=sys.stderr, flush=True); self.send_error(404)
            def log_message(self, *words): pass
        server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
        print('port', server.server_address[1], file=sys.stderr, flush=True)
        server.serve_forever()
        """

    @Test func noPasswordIsSentToAPortOfAnotherUser() async throws {
        try ProductUnderTest.requireRoot()
        let demo = try await DemoInstance(running: true)
        let daemon = try RunningCommand.start(ProductUnderTest.asNobody + ["/usr/bin/python3", "-c", Self.stranger])
        let deadline = ContinuousClock.now + .seconds(60)
        while !daemon.errors.contains("\n"), !daemon.hasEnded, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        let port = try #require(daemon.errors.firstMatch(of: #/port (\d+)/#)?.1, "\(daemon.errors)")
        let own = try #require(demo.admin?.split(separator: ":").last)
        try demo.edit("opt/etc/amps/config.xml", replacing: "localhost:\(own)", with: "localhost:\(port)")
        let scratch = try ScratchDirectory()
        try scratch.write("netrc", "machine 127.0.0.1 login support password fake-netrc-password-7741\n", mode: 0o600)
        let words = demo.arguments + ["--only", "configuration"]
        let with = try await CollectRun.make(words + ["--netrc", scratch.path("netrc")])
        let row = try #require(
            try await with.contents().manifest.artifacts.first {
                $0.path.hasSuffix("config.xml") && $0.outcome == "denied"
            }
        )
        #expect(row.reason?.contains("port \(port) belongs to nobody") == true, "\(row)")
        #expect(!daemon.errors.contains("asked"), "\(daemon.errors)")
        // Without a password to lose it is asked as before.
        _ = try await CollectRun.make(words)
        #expect(daemon.errors.contains("asked None"), "\(daemon.errors)")
    }
}
