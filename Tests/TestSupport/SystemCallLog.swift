internal import Foundation

/// The system calls of a program and all it started, as strace saw them.
public struct SystemCallLog: Sendable {
    /// One call that returned.
    public struct Call: Sendable {
        /// Process or thread.
        public let task: Int32
        /// The program the task ran then: the path of the last `execve`; nil for what the first program did itself.
        public let program: String?
        /// The call's name.
        public let name: String
        /// The arguments as strace writes them.
        public let arguments: String
        /// The result as strace writes it, such as `3</etc/passwd>`.
        public let result: String

        /// Whether it succeeded.
        public var isSuccessful: Bool { !result.hasPrefix("-1 ") && !result.hasPrefix("?") }

        /// The file a descriptor in the result stands for.
        public var openedPath: String? {
            guard let start = result.firstIndex(of: "<"), let end = result.lastIndex(of: ">") else { return nil }
            return String(result[result.index(after: start)..<end])
        }

        /// The file the descriptor in the first argument stands for; one without a name ends in `(deleted)`.
        public var descriptorPath: String? {
            guard let start = arguments.firstIndex(of: "<"),
                let end = arguments.range(of: #">(\(deleted\))?(, |$)"#, options: .regularExpression),
                start < end.lowerBound
            else { return nil }
            let isDeleted = arguments[end].contains("(deleted)")
            return arguments[arguments.index(after: start)..<end.lowerBound] + (isDeleted ? "(deleted)" : "")
        }

        /// Whether a successful open gave a descriptor whose content can be read or written.
        public var opensContent: Bool {
            ["open", "openat", "openat2", "creat"].contains(name) && isSuccessful && !arguments.contains("O_PATH")
                && !arguments.contains("O_DIRECTORY")
        }

        /// Whether an open was for writing.
        public var isForWriting: Bool {
            ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].contains { arguments.contains($0) }
        }
    }

    /// The calls; those of one task are in order.
    public let calls: [Call]
    /// What the program itself did and wrote.
    public let run: CommandRun

    /// Runs supportkit under strace.
    ///
    /// - Throws: ``TestFailure`` when strace cannot.
    public static func record(
        _ arguments: [String],
        calls: String = "%file,%process,write,writev,pwrite64,pwritev,kill,tgkill,connect",
        environment: [String: String] = [:],
        prefix: [String] = []
    ) async throws -> SystemCallLog {
        let scratch = try ScratchDirectory()
        let directory = try scratch.makeDirectory("calls")
        let executable = try ProductUnderTest.executable()
        let words =
            ["strace", "-ff", "-y", "-s", "64", "-e", "signal=none", "-e", "trace=\(calls)", "-o", "\(directory)/of"]
            + prefix + [executable] + arguments
        let run = try await Turnstile.programs.pass {
            try await CommandRun.run(
                words,
                environment: CommandRun.environment.merging(environment) { $1 },
                timeout: .seconds(240)
            )
        }
        var found: [Call] = []
        for name in scratch.names(in: "calls") {
            let text = String(decoding: scratch.bytes("calls/\(name)"), as: UTF8.self)
            guard let task = name.split(separator: ".").last.flatMap({ Int32($0) }) else { continue }
            var program: String?
            for line in text.split(separator: "\n") {
                guard let call = parse(line, task: task, program: program) else { continue }
                found.append(call)
                if call.name == "execve", call.isSuccessful {
                    let path = call.arguments.split(separator: "\"", maxSplits: 2).dropFirst(0).first.map(String.init)
                    program = path == executable ? nil : path
                }
            }
        }
        guard !found.isEmpty else { throw TestFailure("strace saw nothing: \(run.errors)") }
        return SystemCallLog(calls: found, run: run)
    }

    private static func parse(_ line: Substring, task: Int32, program: String?) -> Call? {
        guard let parenthesis = line.firstIndex(of: "("), let equals = line.range(of: " = ", options: .backwards) else {
            return nil
        }
        let name = line[..<parenthesis]
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        var arguments = line[line.index(after: parenthesis)..<equals.lowerBound]
        while arguments.last == " " { arguments.removeLast() }
        if arguments.last == ")" { arguments.removeLast() }
        return Call(
            task: task,
            program: program,
            name: String(name),
            arguments: String(arguments),
            result: String(line[equals.upperBound...])
        )
    }
}
