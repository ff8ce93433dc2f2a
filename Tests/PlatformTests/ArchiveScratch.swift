internal import Foundation
internal import SystemPackage
internal import Testing

/// A directory of its own for one test, and the tools of the system that serve as oracles there.
final class ArchiveScratch {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "archive-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    func path(_ name: String) -> String {
        directory.appending(path: name).path
    }

    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: directory.appending(path: name))
        return name
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appending(path: name)))
    }

    /// Runs a shell command in the directory, with names in the C locale.
    func shell(_ command: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", command]
        process.currentDirectoryURL = directory
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
    }

    func python(_ script: String) throws {
        try write(Array(script.utf8), to: "script.py")
        try shell("python3 script.py")
    }

    /// Opens a file of the directory for the time of `body`.
    func withDescriptor<Result>(_ name: String, _ body: (FileDescriptor) throws -> Result) throws -> Result {
        let descriptor = try FileDescriptor.open(FilePath(path(name)), .readOnly, options: [.closeOnExec])
        return try descriptor.closeAfter { try body(descriptor) }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Text like a log's: compressible, and no two lines alike.
func logText(lines: Int) -> [UInt8] {
    var numbers = SeededNumbers(seed: lines)
    var text: [UInt8] = []
    for line in 0..<lines {
        text += Array("2026-11-21T01:\(line % 60):07Z info: client \(numbers.next()) connected, line \(line)\n".utf8)
    }
    return text
}
