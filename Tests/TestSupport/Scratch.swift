internal import Foundation
internal import Glibc
public import SystemPackage

/// A directory of its own for one test, gone with the value, and the system's tools that make and examine files there.
public final class Scratch: Sendable {
    /// What a tool that failed said.
    public struct Failure: Error, CustomStringConvertible {
        /// The command and its error output.
        public let description: String

        /// Creates a failure.
        public init(description: String) {
            self.description = description
        }
    }

    /// Where the directory is, links resolved.
    public let path: FilePath

    /// Makes the directory, which everybody may enter.
    public init() throws {
        let directory = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "scratch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
        path = FilePath(directory.path)
    }

    deinit {
        // The tree may be deeper than a path can be long, which Foundation cannot remove.
        _ = try? Scratch.run("/bin/rm", ["-rf", "--", path.string])
    }

    /// The path of a name in the directory.
    public func callAsFunction(_ name: String) -> FilePath {
        path.pushing(FilePath(name))
    }

    /// Writes a file, with the directories on the way to it.
    @discardableResult
    public func write(
        _ bytes: some Sequence<UInt8>,
        to name: String,
        mode: Int = 0o644,
        modified: Int64? = nil
    ) throws -> FilePath {
        let file = self(name)
        try makeDirectory(file.removingLastComponent().string)
        try Data(bytes).write(to: URL(filePath: file.string))
        var attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
        if let modified { attributes[.modificationDate] = Date(timeIntervalSince1970: TimeInterval(modified)) }
        try FileManager.default.setAttributes(attributes, ofItemAtPath: file.string)
        return file
    }

    /// Writes a text file, with the directories on the way to it.
    @discardableResult
    public func write(_ text: String, to name: String, mode: Int = 0o644, modified: Int64? = nil) throws -> FilePath {
        try write(Array(text.utf8), to: name, mode: mode, modified: modified)
    }

    /// Makes a directory, with those on the way to it.
    @discardableResult
    public func makeDirectory(_ name: String) throws -> FilePath {
        let directory = self(name)
        try FileManager.default.createDirectory(
            at: URL(filePath: directory.string),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
        return directory
    }

    /// Makes a symbolic link, with the directories on the way to it.
    @discardableResult
    public func link(_ name: String, to target: String) throws -> FilePath {
        let link = self(name)
        try makeDirectory(link.removingLastComponent().string)
        try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: target)
        return link
    }

    /// The content of a file.
    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: self(name).string)))
    }

    /// Runs a shell command in the directory, names in the C locale, and returns its output.
    @discardableResult
    public func shell(_ command: String) throws -> String {
        try Scratch.run("/bin/bash", ["-euo", "pipefail", "-c", command], in: path)
    }

    /// Runs a Python script in the directory and returns its output.
    @discardableResult
    public func python(_ script: String) throws -> String {
        try Scratch.run("/usr/bin/env", ["python3", "-c", script], in: path)
    }

    private static func run(_ program: String, _ arguments: [String], in directory: FilePath = "/") throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory.string)
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C", "TZ": "UTC"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // Bytes that are not UTF-8 would be replaced; tools are asked for ASCII output.
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(arguments.last ?? program): \(text)")
        }
        return text
    }
}

/// Runs `body` on a thread of its own that has lost root's rights over files; everything else stays root's.
///
/// Without root to begin with it only runs `body`. The kernel keeps these rights for each thread (setfsuid(2)), so tests
/// that run beside this one do not notice.
public func withoutFileRights<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    try onOwnThread {
        if geteuid() == 0 {
            _ = try call("setfsgid", 65_534)
            _ = try call("setfsuid", 65_534)
        }
        return try body()
    }
}

/// Runs `body` on a thread of its own with a umask of its own.
public func withMask<Value: Sendable>(_ mask: UInt32, _ body: @escaping @Sendable () throws -> Value) throws -> Value {
    try onOwnThread {
        // unshare(CLONE_FS): the thread no longer shares umask and current directory with the others.
        guard try call("unshare", 0x200) == 0 else { throw Scratch.Failure(description: "unshare: errno \(errno)") }
        _ = umask(mode_t(mask))
        return try body()
    }
}

/// Calls a function of the C library that Swift's `Glibc` leaves out.
private func call(_ name: String, _ argument: UInt32) throws -> Int32 {
    guard let address = unsafe dlsym(nil, name) else { throw Scratch.Failure(description: "there is no \(name)") }
    let function = unsafe unsafeBitCast(address, to: (@convention(c) (UInt32) -> Int32).self)
    return function(argument)
}

private func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    let box = ResultBox<Value>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        box.set(Result { try body() })
        done.signal()
    }
    thread.start()
    done.wait()
    return try box.value().get()
}

/// Carries one result from a thread to another.
private final class ResultBox<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<Value, any Error>?

    func set(_ result: Result<Value, any Error>) {
        lock.withLock { self.result = result }
    }

    func value() throws -> Result<Value, any Error> {
        guard let result = lock.withLock({ result }) else { throw Scratch.Failure(description: "no result") }
        return result
    }
}
