internal import Platform
public import SystemPackage

/// Reads `/proc` of the running host.
///
/// A process is recognised by its executable file, not by the name it gives itself. Where that link may not be read
/// (another user's process), the first argument stands in for it.
public struct ProcessTable: Sendable {
    private let files = HostFileSystem()
    private static let maximumFileSize = 1 << 20

    /// Creates a reader.
    public init() {}

    /// Whether a process still runs: a zombie that waits to be reaped does not.
    static func isRunning(_ process: Int32) -> Bool {
        guard let text = ProcessTable().text(of: FilePath("/proc/\(process)/stat")), let end = text.lastIndex(of: ")")
        else { return ProcessGroup.exists(process) }
        let state = text[text.index(after: end)...].first { $0 != " " }
        return state != "Z" && state != "X"
    }

    /// The processes that match, by number.
    public func processes(matching profile: ProcessProfile) -> [ProductProcess] {
        guard let entries = try? files.entries(of: "/proc") else { return [] }
        return entries.compactMap { entry -> Int32? in Int32(entry.name.string) }
            .sorted()
            .filter { $0 != ThisProcess.identifier }
            .compactMap { process($0, matching: profile) }
    }

    /// What is known of one process, if it matches.
    public func process(_ identifier: Int32, matching profile: ProcessProfile) -> ProductProcess? {
        let directory = FilePath("/proc/\(identifier)")
        let (executable, isDeleted) = executableLink(directory)
        let arguments = zeroSeparated(directory.appending("cmdline"))
        let name = executable?.lastComponent?.string ?? arguments.first.flatMap { FilePath($0).lastComponent?.string }
        guard let name, profile.executables.contains(name) else { return nil }
        if let argument = profile.argument, !arguments.contains(argument) { return nil }
        let status = statusFields(directory)
        let outputs = (1...2).compactMap { ProcLink.target(of: directory.appending("fd/\($0)")) }
        var seen: [FilePath] = []
        for path in outputs where path.isAbsolute && !path.starts(with: "/dev") && !seen.contains(path) {
            guard let status = try? files.status(of: path), status.kind == .regular else { continue }
            seen.append(path)
        }
        return ProductProcess(
            identifier: identifier,
            executable: executable,
            isExecutableDeleted: isDeleted,
            workingDirectory: ProcLink.target(of: directory.appending("cwd")),
            arguments: arguments,
            started: startTime(directory),
            user: status["Uid"]?.secondNumber,
            group: status["Gid"]?.secondNumber,
            environment: environment(directory),
            outputFiles: seen,
            outputs: outputs.map(\.displayText)
        )
    }

    /// The text of a small file of `/proc` or `/sys`, or nil.
    public func text(of path: FilePath) -> String? {
        bytes(of: path).map { String(lossless: $0) }
    }

    private func bytes(of path: FilePath) -> [UInt8]? {
        guard let file = try? files.open(path) else { return nil }
        var content: [UInt8] = []
        var piece: [UInt8] = []
        repeat {
            guard (try? file.read(at: Int64(content.count), count: 65_536, into: &piece)) != nil else { break }
            content += piece
        } while !piece.isEmpty && content.count < Self.maximumFileSize
        return content
    }

    private func executableLink(_ directory: FilePath) -> (FilePath?, isDeleted: Bool) {
        guard let target = ProcLink.target(of: directory.appending("exe")) else { return (nil, false) }
        let suffix = Array(" (deleted)".utf8)
        let bytes = target.bytes
        guard bytes.reversed().starts(with: suffix.reversed()) else { return (target, false) }
        return (FilePath(bytes: bytes.dropLast(suffix.count)), true)
    }

    private func zeroSeparated(_ path: FilePath) -> [String] {
        guard let bytes = bytes(of: path) else { return [] }
        return bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(lossless: Array($0)) }
            .dropLast(bytes.last == 0 ? 1 : 0)
    }

    private func environment(_ directory: FilePath) -> [String: String]? {
        let entries = zeroSeparated(directory.appending("environ"))
        guard !entries.isEmpty else { return nil }
        let pairs = entries.compactMap { entry -> (String, String)? in
            guard let equals = entry.firstIndex(of: "=") else { return nil }
            return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private func statusFields(_ directory: FilePath) -> [String: String] {
        guard let text = text(of: directory.appending("status")) else { return [:] }
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), String(line[colon...].dropFirst()))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// When this host was started, seconds since 1970; nil when the system does not say.
    static var hostStarted: Int64? {
        ProcessTable().text(of: "/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
            .flatMap { $0.split(separator: " ").last }.flatMap { Int64($0) }
    }

    private func startTime(_ directory: FilePath) -> Int64? {
        // See proc(5): the name in field 2 may hold blanks and parentheses, so count from the last parenthesis.
        guard let text = self.text(of: directory.appending("stat")), let end = text.lastIndex(of: ")"),
            let bootTime = Self.hostStarted
        else { return nil }
        let fields = text[end...].dropFirst().split(separator: " ")
        guard fields.count > 19, let ticks = Int64(fields[19]) else { return nil }
        return bootTime + ticks / ThisProcess.clockTicksPerSecond
    }
}

extension String {
    /// The second number of a row such as `Uid:  1000  1000  1000  1000`: the effective one.
    fileprivate var secondNumber: UInt32? {
        let numbers = split(whereSeparator: \.isWhitespace)
        return numbers.count > 1 ? UInt32(numbers[1]) : nil
    }
}
