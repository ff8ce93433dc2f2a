internal import Glibc
public import SystemPackage

/// A system call that failed: what was being done, on what, and why.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was attempted, as a verb with its object: "open", "create a file in".
    public let operation: String
    /// The path concerned.
    public let path: FilePath
    /// The system's error number.
    public let errno: Errno

    /// Creates an error from a C function's negative errno result.
    public init(_ operation: String, _ path: FilePath, errno: Errno) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// One sentence without a full stop: "cannot open /x: permission denied".
    public var description: String {
        "cannot \(operation) \(path.displayText): \(errno.reason)"
    }

    static func last(_ operation: String, _ path: FilePath) -> SystemError {
        SystemError(operation, path, errno: Errno(rawValue: Glibc.errno))
    }
}

extension Errno {
    /// The system's own words for the error, beginning with a small letter.
    public var reason: String {
        let text = description
        guard let first = text.first, text.dropFirst().first?.isUppercase != true else { return text }
        return first.lowercased() + text.dropFirst()
    }
}
