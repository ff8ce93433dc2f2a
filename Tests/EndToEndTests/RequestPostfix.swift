import Foundation
import TestSupport

/// A Postfix of its own: configuration, queue and mailbox in a scratch directory, ports nobody uses, nothing relayed.
///
/// It takes messages from the local `sendmail`, and by SMTP after STARTTLS and the login `jo`, `tr0ub4dor`; all of them go
/// to one mailbox. The host's own mail system is not touched.
final class RequestPostfix: Sendable {
    /// The port of its SMTP server.
    let port: Int
    /// The certificate to trust.
    let certificate: String
    /// A program that hands messages to it, as `sendmail` does to the host's.
    let sendmail: String
    private let configuration: String
    private let scratch: ScratchDirectory
    private let authority: RunningCommand

    /// Whether there is a Postfix: `Scripts/install-packages test` leaves it out where another mail system is installed.
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/lib/postfix/sbin/master") }

    init() async throws {
        try ProductUnderTest.requireRoot()
        // Postfix's own users must get through to it.
        scratch = try ScratchDirectory()
        try await CommandRun.tool("chmod", "755", scratch.path)
        configuration = try scratch.makeDirectory("conf")
        for name in ["queue", "data", "mail"] { _ = try scratch.makeDirectory(name) }
        try await CommandRun.tool("chown", "postfix", scratch.path("data"))
        try await CommandRun.tool("chown", "nobody", scratch.path("mail"))
        certificate = scratch.path("ca.pem")
        try await RequestServers.makeCertificate(in: scratch)

        authority = try RunningCommand.start(["python3", "-c", Self.loginScript, scratch.path("auth-port")])
        let authorityPort = try await Self.number(in: scratch, "auth-port", authority)
        port = Int.random(in: 30_000..<32_000)
        sendmail = scratch.path("sendmail")
        let ids = try await CommandRun.tool("sh", "-c", "id -u nobody; id -g nobody").split(separator: "\n")
        try scratch.write(
            "conf/main.cf",
            """
            compatibility_level = 3.6
            queue_directory = \(scratch.path("queue"))
            data_directory = \(scratch.path("data"))
            maillog_file = \(scratch.path("data/log"))
            maillog_file_prefixes = \(scratch.path)
            myhostname = localhost
            mydestination =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            alias_maps =
            default_transport = error:nothing leaves a test
            virtual_mailbox_domains = crankuptheamps.com
            virtual_mailbox_base = \(scratch.path("mail"))
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:\(ids.first ?? "")
            virtual_gid_maps = static:\(ids.last ?? "")
            virtual_minimum_uid = 1
            smtpd_tls_cert_file = \(certificate)
            smtpd_tls_key_file = \(scratch.path("key.pem"))
            smtpd_tls_security_level = encrypt
            smtpd_tls_auth_only = yes
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:\(authorityPort)
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject
            smtpd_relay_restrictions = permit_sasl_authenticated, reject

            """
        )
        try scratch.write(
            "conf/master.cf",
            """
            127.0.0.1:\(port) inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            pickup unix n - n 60 1 pickup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            tlsmgr unix - - n 1000? 1 tlsmgr
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd

            """
        )
        try scratch.write("program", "#!/bin/sh\nexec /usr/sbin/sendmail -C '\(configuration)' \"$@\"\n")
        try await CommandRun.tool("install", "-m", "755", scratch.path("program"), sendmail)
        // Its own processes keep what they inherit open: nothing of it may be ours.
        let start = "postfix -c '\(configuration)' start >'\(scratch.path("start"))' 2>&1 </dev/null"
        let run = try await CommandRun.run(["sh", "-c", start])
        guard run.code == 0 else {
            throw TestFailure("Postfix does not start: \(String(decoding: scratch.bytes("start"), as: UTF8.self))")
        }
    }

    /// Stops it; a test ends with this.
    func stop() async throws {
        let stop = "postfix -c '\(configuration)' stop >/dev/null 2>&1 </dev/null"
        _ = try await CommandRun.run(["sh", "-c", stop])
    }

    /// The path of the message that arrives next in the mailbox.
    func nextMail(_ seconds: Int = 60) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let name = scratch.names(in: "mail/all/new").first { return scratch.path("mail/all/new/\(name)") }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestFailure("no message arrived: \(log.suffix(2_000))")
    }

    /// Whether the mailbox is empty.
    var isEmpty: Bool { scratch.names(in: "mail/all/new").isEmpty }

    /// What it has said so far.
    var log: String { String(decoding: scratch.bytes("data/log"), as: UTF8.self) }

    private static func number(in scratch: ScratchDirectory, _ name: String, _ command: RunningCommand) async throws
        -> Int
    {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let text = String(decoding: scratch.bytes(name), as: UTF8.self)
            if text.hasSuffix("\n"), let number = Int(text.dropLast()) { return number }
            guard ContinuousClock.now < deadline, !command.hasEnded else {
                throw TestFailure("the login server does not start: \(command.errors)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The protocol of Dovecot's login server, which is what Postfix asks.
    private static let loginScript = #"""
        import base64, socketserver, sys
        class Handler(socketserver.StreamRequestHandler):
            def say(self, *words): self.wfile.write('\t'.join(words).encode() + b'\n'); self.wfile.flush()
            def handle(self):
                for words in (('VERSION', '1', '1'), ('MECH', 'PLAIN', 'plaintext'), ('SPID', '1'), ('CUID', '1'),
                              ('COOKIE', '0'), ('DONE',)): self.say(*words)
                for line in self.rfile:
                    words = line.decode().rstrip('\n').split('\t')
                    if words[0] not in ('AUTH', 'CONT'): continue
                    answer = [words[2]] if words[0] == 'CONT' else [w[5:] for w in words if w.startswith('resp=')]
                    if not answer:
                        self.say('CONT', words[1], '')
                        continue
                    login = base64.b64decode(answer[0]).decode()
                    if login.split('\0')[-2:] == ['jo', 'tr0ub4dor']: self.say('OK', words[1], 'user=jo')
                    else: self.say('FAIL', words[1], 'user=jo')
        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
        server = Server(('127.0.0.1', 0), Handler)
        print(server.server_address[1], file=open(sys.argv[1], 'w'), flush=True)
        server.serve_forever()
        """#
}
