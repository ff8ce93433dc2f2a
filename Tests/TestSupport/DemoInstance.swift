internal import Foundation
internal import Glibc

/// A demonstration instance of AMPS (`Demo/amps`), running or not; its server ends with this object.
public final class DemoInstance: Sendable {
    private let scratch: ScratchDirectory
    private let values: [String: String]

    /// Lays out an instance.
    ///
    /// - Throws: ``TestFailure`` when `make-instance` fails.
    public init(running: Bool = false, options: [String] = []) async throws {
        scratch = try ScratchDirectory()
        let words =
            ["\(ProductUnderTest.repository)/Demo/amps/make-instance", scratch.path("instance")]
            + (running ? ["--running"] : []) + options
        let run = try await CommandRun.run(words)
        guard run.code == 0 else { throw TestFailure("make-instance: \(run.errors)") }
        var values: [String: String] = [:]
        for line in run.lines {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        self.values = values
    }

    deinit {
        stop()
    }

    /// Ends the server, when one runs.
    public func stop() {
        guard let pid, FileManager.default.fileExists(atPath: "/proc/\(pid)") else { return }
        kill(pid, SIGTERM)
        for _ in 0..<100 where kill(pid, 0) == 0 { usleep(20_000) }
        if kill(pid, 0) == 0 { kill(pid, SIGKILL) }
    }

    /// Where everything of it is.
    public var root: String { values["root"] ?? "" }
    /// The installation directory.
    public var home: String { "\(root)/opt/amps" }
    /// Its configuration file.
    public var config: String { values["config"] ?? "" }
    /// Its executable.
    public var binary: String { values["binary"] ?? "" }
    /// Its name in the configuration.
    public var name: String { values["name"] ?? "" }
    /// The server's process.
    public var pid: Int32? { values["pid"].flatMap { Int32($0) } }
    /// The address of the server's admin interface.
    public var admin: String? { values["admin"] }

    /// The options that name it when it is not running: its relative paths start where it was started.
    public var arguments: [String] { ["amps", "--root", home, "--config", config, "--batch"] }

    /// What must never leave the machine.
    ///
    /// - Throws: ``TestFailure`` when the list is missing.
    public func canaries() throws -> [String] { try Canaries.read(values["canaries"] ?? "") }

    /// A file of it.
    public func path(_ name: String) -> String { "\(root)/\(name)" }

    /// Changes a text file of it: every occurrence of the first text becomes the second.
    ///
    /// - Throws: ``TestFailure`` when the text is not there.
    public func edit(_ name: String, replacing old: String, with new: String) throws {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        guard text.contains(old) else { throw TestFailure("\(name) does not hold '\(old)'") }
        try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path(name)))
    }

    /// Names every file in the configuration by its absolute path.
    ///
    /// Without a process nobody knows where relative ones start.
    ///
    /// - Throws: ``TestFailure`` when the configuration is not as expected.
    public func useAbsolutePaths() throws {
        try edit("opt/etc/amps/config.xml", replacing: "logs/%Y", with: "\(root)/logs/%Y")
        try edit("opt/etc/amps/config.xml", replacing: "./stats/stats.db", with: "\(root)/stats/stats.db")
        try edit("opt/etc/amps/config.xml", replacing: ">dumps<", with: ">\(root)/dumps<")
    }

    /// What the server left behind when something was done to it that must not be done.
    public var telltales: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { $0.hasPrefix("telltale-") }.sorted()
    }
}
