import Foundation
import TestSupport

/// An sshd of its own, run as nobody, who alone can log in by a key made for the test.
final class RequestSSHServer: Sendable {
    /// The configuration for `ssh -F`.
    let clientConfiguration: String
    /// Its port.
    let port: Int
    /// A directory that nobody may write to.
    let directory: String
    private let daemon: RunningCommand

    init(_ scratch: ScratchDirectory) async throws {
        directory = try scratch.makeDirectory("in")
        let folder = try scratch.makeDirectory("sshd")
        port = Int.random(in: 20_000..<30_000)
        let found = try await CommandRun.run(["sh", "-c", "PATH=$PATH:/usr/sbin command -v sshd"])
        guard found.code == 0, let sshd = found.lines.first else {
            throw TestFailure("sshd is missing: Scripts/install-packages test")
        }
        for name in ["host", "user"] {
            try await CommandRun.tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)")
        }
        try await CommandRun.tool("cp", "\(folder)/user.pub", "\(folder)/authorized")
        try await CommandRun.tool("chown", "65534:65534", "\(folder)/host", "\(folder)/authorized")
        try scratch.write(
            "sshd/config",
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(folder)/host
            AuthorizedKeysFile \(folder)/authorized
            StrictModes no
            UsePAM yes
            PidFile none
            PasswordAuthentication no
            Subsystem sftp internal-sftp

            """
        )
        let key = String(decoding: scratch.bytes("sshd/host.pub"), as: UTF8.self)
        try scratch.write("sshd/known", "[localhost]:\(port) \(key)")
        clientConfiguration = "\(folder)/client"
        try scratch.write(
            "sshd/client",
            """
            Host *
                Port \(port)
                IdentityFile \(folder)/user
                IdentitiesOnly yes
                UserKnownHostsFile \(folder)/known
                GlobalKnownHostsFile /dev/null
                StrictHostKeyChecking yes

            """
        )
        daemon = try RunningCommand.start(ProductUnderTest.asNobody + [sshd, "-D", "-e", "-f", "\(folder)/config"])
        let deadline = ContinuousClock.now + .seconds(90)
        while !daemon.errors.contains("Server listening") {
            guard ContinuousClock.now < deadline, !daemon.hasEnded else {
                throw TestFailure("sshd does not start: \(daemon.errors)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// What it has said so far.
    var log: String { daemon.errors }
}
