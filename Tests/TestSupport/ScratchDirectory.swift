internal import Foundation
internal import Glibc

/// A new directory that goes away with this object.
///
/// Anybody may enter it, so that tests can run as other users.
public final class ScratchDirectory: Sendable {
    /// Its absolute path, without links in it.
    public let path: String

    /// Makes the directory.
    ///
    /// - Throws: ``TestFailure`` when it cannot.
    public init() throws {
        var template = Array("/tmp/supportkit-test.XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw TestFailure("cannot make a directory in /tmp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        unsafe chmod(path, 0o755)
    }

    deinit {
        // Foundation does not enter directories that were made unreadable; as root that makes no difference.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in it.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and the directories it needs.
    ///
    /// - Throws: what Foundation throws.
    public func write(_ name: String, _ bytes: [UInt8], mode: UInt16? = nil) throws {
        let file = path(name)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        if let mode, mode & 0o111 != 0 {
            try writeProgram(file, bytes)
        } else {
            try Data(bytes).write(to: URL(filePath: file))
        }
        if let mode { unsafe chmod(file, mode_t(mode)) }
    }

    /// A program is written by another process: a command that another test starts at this very moment would hold the file
    /// open for writing, and then it cannot be run ("Text file busy").
    private func writeProgram(_ file: String, _ bytes: [UInt8]) throws {
        let draft = file + ".draft"
        try Data(bytes).write(to: URL(filePath: draft))
        let copy = Process()
        copy.executableURL = URL(filePath: "/bin/cp")
        copy.arguments = [draft, file]
        try copy.run()
        copy.waitUntilExit()
        try FileManager.default.removeItem(atPath: draft)
        guard copy.terminationStatus == 0 else { throw TestFailure("\(file) could not be written") }
    }

    /// Writes a text file, and the directories it needs.
    ///
    /// - Throws: what Foundation throws.
    public func write(_ name: String, _ text: String, mode: UInt16? = nil) throws {
        try write(name, Array(text.utf8), mode: mode)
    }

    /// Makes a directory that anybody may write to.
    ///
    /// - Throws: what Foundation throws.
    public func makeDirectory(_ name: String) throws -> String {
        let directory = path(name)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        unsafe chmod(directory, 0o777)
        return directory
    }

    /// The content of a file; empty when there is none.
    public func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) } ?? []
    }

    /// The names in it or in a directory of it, sorted.
    public func names(in directory: String = ".") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(directory))) ?? []).sorted()
    }
}
