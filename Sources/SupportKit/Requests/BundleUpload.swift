internal import Crypto
internal import Platform
public import SystemPackage

/// Brings a bundle to where the vendor fetches it, with its checksum beside it.
public struct BundleUpload: Sendable {
    /// Where it goes.
    enum Target: Sendable, Equatable {
        /// A directory on a host that has SFTP: `user@host`, an optional port, and the directory.
        case sftp(host: String, port: Int?, directory: String)
        /// An address that takes a PUT; it may hold a signature and is never shown in full.
        case http(url: String)
    }

    /// How often an interrupted upload is taken up again.
    public static let attempts = 5
    private static let timeout: Duration = .seconds(6 * 3_600)

    let target: Target
    let bundle: FilePath
    private let name: String
    private let size: Int64
    private let sha256: String
    private let isResumable: Bool
    private let sshConfiguration: String?

    /// Prepares an upload and reads the bundle's checksum.
    ///
    /// - Parameters:
    ///   - bundle: The bundle.
    ///   - destination: `https://…` (also a pre-signed address), `sftp://user@host[:port]/directory`, or
    ///     `user@host:directory`.
    ///   - isResumable: Whether a server behind `https` takes parts by `Content-Range`, as a pre-signed address does not.
    ///   - sshConfiguration: A file for `ssh -F`, with the key and the known hosts, or nil for the user's own.
    /// - Throws: `RequestFileError` when the destination is none, or the bundle cannot be read.
    public init(_ bundle: FilePath, to destination: String, isResumable: Bool = false, sshConfiguration: String? = nil)
        throws(RequestFileError)
    {
        guard let target = Self.target(destination) else {
            throw RequestFileError(
                file: "--upload",
                problem: "must be https://…, sftp://user@host/directory or user@host:directory"
            )
        }
        let name = bundle.lastComponent?.string ?? ""
        // The name stands in commands of sftp and in addresses.
        guard !name.isEmpty, !name.hasPrefix("-"), HeaderText.problem(in: bundle.string) == nil,
            name.utf8.allSatisfy({ $0.isAlphanumeric || "._-".utf8.contains($0) })
        else {
            throw RequestFileError(
                file: TerminalText.escaped(bundle.displayText),
                problem: "the name of the bundle may have letters, digits, '.', '_' and '-' only; rename it"
            )
        }
        do {
            let file = try RegularFile.open(bundle)
            size = file.size
            sha256 = try file.sha256()
        } catch {
            throw RequestFileError(file: bundle.displayText, problem: "\(error)")
        }
        self.target = target
        self.bundle = bundle
        self.name = name
        self.isResumable = isResumable
        self.sshConfiguration = sshConfiguration
    }

    /// Where the bundle will be, without anything secret.
    public var place: String {
        switch target {
        case .sftp(let host, let port, let directory):
            return "sftp://\(host)\(port.map { ":\($0)" } ?? "")\(Self.joined(directory, name))"
        case .http(let url):
            return String(url.prefix { $0 != "?" && $0 != "#" }) + (url.contains("?") ? "?…" : "")
        }
    }

    /// The command of an attempt.
    ///
    /// - Parameter offset: How many bytes are there already; nil where that is not known and everything is sent.
    /// - Returns: The command.
    public func command(from offset: Int64? = nil) -> DeliveryCommand {
        switch target {
        case .sftp(let host, let port, let directory):
            let part = Self.joined(directory, name + ".part")
            let final = Self.joined(directory, name)
            let verb = offset == nil ? "put" : "reput"
            // What was made by the last attempt is taken up; the name appears when the content is whole.
            var script = """
                \(verb) \(Self.quoted(bundle.string)) \(Self.quoted(part))
                -rm \(Self.quoted(final))
                rename \(Self.quoted(part)) \(Self.quoted(final))
                """
            let checksum = bundle.string + ".sha256"
            if UnpublishedFile.exists(FilePath(checksum)) {
                script += "\nput \(Self.quoted(checksum)) \(Self.quoted(final + ".sha256"))"
            }
            return sftp(host, port, script, timeout: Self.timeout)
        case .http(let url):
            let mediaType = BundleFormat(fileName: bundle.string)?.mediaType ?? "application/octet-stream"
            // The address goes in by the configuration on standard input: arguments can be read by everybody.
            var lines = [
                "upload-file = \(Self.quoted(bundle.string))", "header = \"Content-Type: \(mediaType)\"",
                "header = \"X-Checksum-Sha256: \(sha256)\"", "header = \"Expect:\"",
            ]
            if let offset, offset > 0 { lines.append("continue-at = \(offset)") }
            return curl(url, lines)
        }
    }

    /// The command that asks how much of the bundle is there; nil where that cannot be asked.
    func sizeQuestion() -> DeliveryCommand? {
        guard isResumable, case .http(let url) = target else { return nil }
        return curl(url, ["head"])
    }

    /// Uploads, and takes up again what was interrupted.
    ///
    /// - Parameters:
    ///   - scratch: A directory for files without a name.
    ///   - pause: What the first pause between two attempts is multiplied by; it grows with each one.
    ///   - observe: Told about each attempt that failed.
    /// - Throws: `DeliveryError` when the last attempt fails, or one whose failure will not go away.
    public func run(
        scratch: FilePath,
        pause: Duration = .seconds(1),
        observe: (String) -> Void
    ) async throws {
        let runner = DeliveryRunner(scratch: scratch)
        var offset: Int64?
        for attempt in 1...Self.attempts {
            let result = try await runner.run(command(from: offset))
            if isDone(result) { return }
            let reason = reason(result)
            // There is nothing to take up where the last attempt did not get that far.
            let hadNoPart = isSFTP && offset != nil && result.code == 1
            guard isPassing(result) || hadNoPart, attempt < Self.attempts, Interruption.signal == nil else {
                throw DeliveryError(
                    step: "upload to \(place)",
                    problem: reason,
                    remedy: "Nothing was sent by mail. Run the same command again"
                        + (isSFTP || isResumable ? " to go on where it stopped" : "")
                        + ", or leave --upload out and tell the vendor where the bundle is."
                )
            }
            observe("attempt \(attempt) of \(Self.attempts): \(reason); trying again")
            try await Task.sleep(for: pause * (1 << (attempt - 1)))
            offset = isSFTP ? (hadNoPart ? nil : 0) : try await uploaded(runner)
        }
    }

    // MARK: - Attempts

    private var isSFTP: Bool { if case .sftp = target { true } else { false } }

    private static let statusMark = "\nsupportkit-status "

    func status(_ result: DeliveryRunner.Result) -> Int? {
        result.output.ranges(of: Self.statusMark).last.flatMap { range in
            Int(result.output[range.upperBound...].prefix(3))
        }
    }

    private func isDone(_ result: DeliveryRunner.Result) -> Bool {
        guard result.code == 0 else { return false }
        return isSFTP || status(result).map { (200...299).contains($0) } == true
    }

    /// Whether a failure is of the kind that goes away: a lost connection, an overloaded server.
    private func isPassing(_ result: DeliveryRunner.Result) -> Bool {
        // When its ssh is gone, sftp may die of writing to it before it can say so.
        if isSFTP, result.isEndedBySignal { return true }
        guard let code = result.code else { return false }
        if isSFTP {
            let isRefused = ["Permission denied", "Host key verification failed", "Could not resolve"]
                .contains(where: result.output.contains)
            return code == 255 && !isRefused
        }
        if let status = status(result), status >= 400 { return status >= 500 || status == 408 || status == 429 }
        return [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92].contains(code)
    }

    func reason(_ result: DeliveryRunner.Result) -> String {
        if let problem = result.problem { return problem }
        if let status = status(result), status >= 300 { return "the server answered \(status)" }
        let said = result.output.replacing(#/\nsupportkit-[a-z]+ .*/#, with: "")
        let line = BodyText.lines(of: said).last { !$0.allSatisfy(\.isWhitespace) }
        return line.map { TerminalText.escaped(String($0.prefix(300))) } ?? "ended with exit code \(result.code ?? -1)"
    }

    /// How much of the bundle a resumable server has; nil when it does not say, or has something else.
    private func uploaded(_ runner: DeliveryRunner) async throws -> Int64? {
        guard let question = sizeQuestion() else { return nil }
        let result = try await runner.run(question)
        let length = BodyText.lines(of: result.output).last { $0.lowercased().hasPrefix("content-length:") }
        guard result.code == 0, status(result) == 200,
            let bytes = length.flatMap({ Int64($0.dropFirst(15).filter { $0 != " " }) }), bytes > 0, bytes < size
        else { return nil }
        return bytes
    }

    // MARK: - Words of the programs

    func sftp(_ host: String, _ port: Int?, _ script: String, timeout: Duration) -> DeliveryCommand {
        var arguments = ["-q", "-b", "-", "-o", "ConnectTimeout=30", "-o", "ServerAliveInterval=15"]
        if let sshConfiguration { arguments += ["-F", sshConfiguration] }
        if let port { arguments += ["-P", String(port)] }
        return DeliveryCommand(
            "sftp",
            arguments + ["--", host],
            input: .script(script + "\n", shown: script),
            timeout: timeout
        )
    }

    func curl(_ url: String, _ lines: [String], timeout: Duration = Self.timeout) -> DeliveryCommand {
        let common = [
            "silent", "show-error", "connect-timeout = 30", "speed-limit = 1", "speed-time = 60",
            "write-out = \"\\nsupportkit-status %{http_code}\\n\"",
        ]
        func script(_ url: String) -> String {
            (["url = \(Self.quoted(url))"] + lines + common).joined(separator: "\n")
        }
        return DeliveryCommand(
            "curl",
            ["--disable", "--config", "-"],
            input: .script(script(url) + "\n", shown: script(place)),
            timeout: timeout
        )
    }

    /// A word in double quotes, as both sftp and curl read it.
    static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func joined(_ directory: String, _ name: String) -> String {
        directory.isEmpty ? name : directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }

    static func target(_ text: String) -> Target? {
        guard HeaderText.problem(in: text) == nil, !text.contains(" "), !text.hasPrefix("-") else { return nil }
        if text.hasPrefix("https://") || text.hasPrefix("http://127.0.0.1") || text.hasPrefix("http://localhost") {
            return .http(url: text)
        }
        if text.hasPrefix("sftp://") {
            let rest = text.dropFirst(7)
            let host = rest.prefix { $0 != "/" }
            let parts = host.split(separator: ":", omittingEmptySubsequences: false)
            let port = parts.count == 2 ? Int(parts[1]) : nil
            guard parts.count == 1 || port != nil, isHost(parts[0]) else { return nil }
            return .sftp(host: String(parts[0]), port: port, directory: String(rest.dropFirst(host.count)))
        }
        guard !text.contains("://"), let colon = text.firstIndex(of: ":"), isHost(text[..<colon]) else { return nil }
        return .sftp(host: String(text[..<colon]), port: nil, directory: String(text[text.index(after: colon)...]))
    }

    private static func isHost(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isAlphanumeric || "@._-".utf8.contains($0) } && text.first != "-"
    }
}
